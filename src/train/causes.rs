//! Why stances are missed: for each reference stance that is not shown, the first step that lost it. In: outcomes; out: a
//! readable count by cause, with examples.

use super::stance::{Key, Outcome};
use crate::analysis::Scene;
use crate::annotation::Confidence;
use crate::model::Model;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The step that lost a stance, first step first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// No name that the tagger found stands for the holder or the target.
    NotNamed,
    HolderNotPresent,
    TargetNotPresent,
    /// No word of the lexicon stands in the sentence.
    NoFrame,
    /// Not one candidate joins the two.
    NoCandidate,
    WrongDirection,
    WrongSign,
    BelowThreshold,
    Shown,
}

impl Cause {
    const fn words(self) -> &'static str {
        match self {
            Self::NotNamed => "holder or target is not among the names found",
            Self::HolderNotPresent => "holder is not seen in the sentence (pronoun, description, speaker)",
            Self::TargetNotPresent => "target is not seen in the sentence (pronoun, description)",
            Self::NoFrame => "no word of the lexicon in the sentence",
            Self::NoCandidate => "no candidate joins the two",
            Self::WrongDirection => "candidate only in the other direction",
            Self::WrongSign => "candidate only with the other sign",
            Self::BelowThreshold => "candidate below the threshold",
            Self::Shown => "shown",
        }
    }
}

/// What became of each reference stance of an article.
#[must_use]
pub fn causes(outcome: &Outcome<'_>, model: &Model, threshold: Confidence) -> Vec<(Cause, Key)> {
    let passage = crate::analysis::Passage::new(&outcome.article.text);
    let scene = Scene::new(&passage, &outcome.names, model);
    let candidates = scene.candidates();
    let found: Vec<(Key, Confidence)> =
        outcome.found.iter().filter_map(|stance| Some((outcome.key(stance)?, stance.confidence))).collect();
    let stands_for = |entity: Option<usize>, referent_idx: usize| outcome.entity_of[referent_idx] == entity;
    let cause_of = |key: &Key| {
        let &(sentence, holder, target, _) = key;
        let is_named = |entity| (0..outcome.entity_of.len()).any(|idx| stands_for(entity, idx));
        if !is_named(holder) || !is_named(target) {
            return Cause::NotNamed;
        }
        let present = scene.present(sentence);
        let is_present = |entity| present.iter().any(|presence| stands_for(entity, presence.referent_idx));
        if !is_present(holder) {
            return Cause::HolderNotPresent;
        }
        if !is_present(target) {
            return Cause::TargetNotPresent;
        }
        let has = |test: &dyn Fn(&Key) -> bool| found.iter().any(|(other, _)| other.0 == sentence && test(other));
        if let Some((_, confidence)) = found.iter().find(|(other, _)| other == key) {
            return if *confidence >= threshold { Cause::Shown } else { Cause::BelowThreshold };
        }
        if has(&|other| (other.1, other.2) == (holder, target)) {
            Cause::WrongSign
        } else if has(&|other| (other.1, other.2) == (target, holder)) {
            Cause::WrongDirection
        } else if candidates.iter().any(|candidate| candidate.sentence == sentence) {
            Cause::NoCandidate
        } else {
            Cause::NoFrame
        }
    };
    outcome.gold_keys().iter().map(|key| (cause_of(key), *key)).collect()
}

/// The count of each cause, and with `lists_all` every stance under its cause with its sentence.
#[must_use]
pub fn report(outcomes: &[Outcome<'_>], model: &Model, threshold: Confidence, lists_all: bool) -> String {
    let mut by_cause: BTreeMap<Cause, (usize, String)> = BTreeMap::new();
    let mut n_all = 0;
    for outcome in outcomes {
        for (cause, key) in causes(outcome, model, threshold) {
            n_all += 1;
            let entry = by_cause.entry(cause).or_default();
            entry.0 += 1;
            if lists_all && cause != Cause::Shown {
                let entity = |idx: Option<usize>| idx.map_or("", |idx| outcome.article.entities[idx].name.as_str());
                let cue = outcome.cue_of(&key).unwrap_or_default();
                let _ = writeln!(
                    entry.1,
                    "      {} -> {} {} “{cue}”: {}",
                    entity(key.1),
                    entity(key.2),
                    key.3,
                    outcome.sentence(key.0)
                );
            }
        }
    }
    let mut text = format!("what became of {n_all} reference stances at {} %\n", threshold.percent());
    for (cause, (n, list)) in by_cause {
        let _ = writeln!(text, "{n:6}  {:4.1} %  {}", 100.0 * n as f64 / n_all.max(1) as f64, cause.words());
        text.push_str(&list);
    }
    text
}
