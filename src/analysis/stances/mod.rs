//! Stances: who takes which side toward whom. In: a passage and its names; out: for each stance its holder, target,
//! polarity, cue and a probability. The words of the frame lexicon open candidates, the parse and the speakers say who
//! holds them toward whom, a trained ranker says how likely each is. It does not know documents or readers.

mod arguments;
mod attribution;
mod candidates;
mod claims;
mod features;
mod measures;
mod presence;
mod ranking;
mod reasons;
mod resolve;

pub use attribution::AttributionKind;
pub use candidates::Candidate;
pub use claims::Claim;

use super::{NameMention, Names, Parse, Passage, Percent};
use crate::annotation::{Confidence, Label, Polarity};
use crate::model::{Frames, Model, fold, hash_words};
use crate::text::{Span, Token};
use attribution::Attribution;
use std::ops::{ControlFlow, Range};

/// Stances less likely than this are not shown unless somebody asks for them. From here up half to two thirds are right
/// (see the model's README).
pub const DEFAULT_THRESHOLD: Confidence = Confidence::from_percent(30);

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

/// Finds the stances of `passage` between the referents of `names` that are worth showing, in the order of their cues.
/// `None` when `progress` stops it.
pub fn find_stances(
    passage: &Passage<'_>,
    names: &Names,
    model: &Model,
    progress: &mut dyn FnMut(Percent) -> ControlFlow<()>,
) -> Option<Vec<FoundStance>> {
    find_stances_above(DEFAULT_THRESHOLD, passage, names, model, progress)
}

/// As [`find_stances`], with every stance that is at least as likely as `threshold`.
pub fn find_stances_above(
    threshold: Confidence,
    passage: &Passage<'_>,
    names: &Names,
    model: &Model,
    progress: &mut dyn FnMut(Percent) -> ControlFlow<()>,
) -> Option<Vec<FoundStance>> {
    if progress(0).is_break() {
        return None;
    }
    let scene = Scene::new(passage, names, model);
    if progress(60).is_break() {
        return None;
    }
    let found = ranking::rank(&scene, &scene.candidates(), &model.stance, threshold);
    progress(100).is_continue().then_some(found)
}

/// All that is known of a passage before stances are looked for.
pub struct Scene<'a> {
    pub passage: &'a Passage<'a>,
    pub names: &'a Names,
    pub parse: Parse,
    pub frames: &'a Frames,
    lower: Vec<String>,
    /// The cluster of words in like places that each token's word belongs to, 0 for none.
    clusters: Vec<u8>,
    /// For each token its mention, its anaphor, its sentence.
    mention_at: Vec<Option<u32>>,
    anaphor_at: Vec<Option<u32>>,
    sentence_at: Vec<u32>,
    quote_at: Vec<Option<u32>>,
    /// Who says "I" and "we" at each token.
    quote_speaker: Vec<Option<usize>>,
    attribution_at: Vec<Option<u32>>,
    attributions: Vec<Attribution>,
}

impl<'a> Scene<'a> {
    #[must_use]
    pub fn new(passage: &'a Passage<'a>, names: &'a Names, model: &'a Model) -> Self {
        let n_tokens = passage.tokens.len();
        let mut scene = Self {
            passage,
            names,
            parse: Parse::new(passage, &names_as_words(names), &model.syntax),
            frames: &model.frames,
            lower: (0..n_tokens).map(|idx| passage.word(idx).to_lowercase().replace('’', "'")).collect(),
            clusters: (0..n_tokens).map(|idx| cluster(passage.word(idx), model)).collect(),
            mention_at: vec![None; n_tokens],
            anaphor_at: vec![None; n_tokens],
            sentence_at: vec![0; n_tokens],
            quote_at: vec![None; n_tokens],
            quote_speaker: vec![None; n_tokens],
            attribution_at: vec![None; n_tokens],
            attributions: Vec::new(),
        };
        for (idx, anaphor) in (0_u32..).zip(&names.anaphors) {
            scene.anaphor_at[anaphor.tokens.clone()].fill(Some(idx));
        }
        for (idx, mention) in (0_u32..).zip(&names.mentions) {
            scene.mention_at[mention.tokens.clone()].fill(Some(idx));
        }
        for (idx, sentence) in (0_u32..).zip(&passage.sentences) {
            scene.sentence_at[sentence.tokens.clone()].fill(idx);
        }
        scene.attribute();
        scene
    }

    /// A token in lower case, with a straight apostrophe.
    #[must_use]
    pub fn lower(&self, token: usize) -> &str {
        &self.lower[token]
    }
}

fn cluster(word: &str, model: &Model) -> u8 {
    model.gazetteer.cluster(hash_words([fold(word).as_str()]))
}

/// The token ranges of names that the parser takes as one word each; "Turkish" and "yesterday" are words like others.
fn names_as_words(names: &Names) -> Vec<Range<usize>> {
    let is_name = |mention: &&NameMention| mention.label != Label::NORP && mention.label != Label::DATE;
    names.mentions.iter().filter(is_name).map(|mention| mention.tokens.clone()).collect()
}

/// The indices of the tokens inside `span`.
#[must_use]
pub fn token_range(tokens: &[Token], span: Span) -> Range<usize> {
    let start = tokens.partition_point(|token| token.span.end <= span.start);
    let end = tokens.partition_point(|token| token.span.start < span.end);
    start..end.max(start)
}
