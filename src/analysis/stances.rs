//! Stances: who takes which side toward whom.

use super::{Names, Passage, Percent};
use crate::annotation::{Confidence, Polarity};
use crate::model::Model;
use crate::text::Span;
use std::ops::ControlFlow;

#[derive(Clone, Debug)]
pub struct FoundStance {
    /// Index into [`Names::referents`].
    pub holder_idx: usize,
    pub target: FoundTarget,
    pub polarity: Polarity,
    pub cue: Span,
    /// The sentence that shows it.
    pub evidence: Span,
    pub confidence: Confidence,
    /// Why, in one short sentence.
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundTarget {
    /// Index into [`Names::referents`].
    Referent(usize),
    Issue(Span),
}

/// Finds the stances of `passage` between the referents of `names`, in the order of their cues. `None` when
/// `progress` stops it.
pub fn find_stances(
    _passage: &Passage<'_>,
    _names: &Names,
    _model: &Model,
    progress: &mut dyn FnMut(Percent) -> ControlFlow<()>,
) -> Option<Vec<FoundStance>> {
    progress(100).is_continue().then(Vec::new)
}
