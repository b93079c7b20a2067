//! How likely each candidate is. In: candidates; out: stances with a probability, one per holder, target, polarity and
//! sentence.

use super::candidates::Candidate;
use super::reasons::reason;
use super::resolve::Route;
use super::{FoundStance, FoundTarget, Scene};
use crate::annotation::Confidence;

/// The candidates that are at least as likely as `threshold`, in the order of their cues.
pub(super) fn rank(scene: &Scene<'_>, candidates: Vec<Candidate>, threshold: Confidence) -> Vec<FoundStance> {
    let mut scored: Vec<(Confidence, Candidate)> = candidates
        .into_iter()
        .map(|candidate| (confidence(&candidate), candidate))
        .filter(|(c, _)| *c >= threshold)
        .collect();
    // The likeliest of each holder, target, polarity and sentence; of equals the first.
    scored.sort_by_key(|(confidence, candidate)| (std::cmp::Reverse(*confidence), candidate.anchor));
    let mut kept: Vec<(Confidence, Candidate)> = Vec::new();
    for (confidence, candidate) in scored {
        let key = |c: &Candidate| (c.holder.referent_idx, c.target.referent_idx, c.polarity, c.sentence);
        if kept.iter().all(|(_, other)| key(other) != key(&candidate)) {
            kept.push((confidence, candidate));
        }
    }
    kept.sort_by_key(|(_, candidate)| (candidate.anchor, candidate.holder.referent_idx, candidate.target.referent_idx));
    kept.into_iter()
        .map(|(confidence, candidate)| FoundStance {
            holder_idx: candidate.holder.referent_idx,
            target: FoundTarget::Referent(candidate.target.referent_idx),
            polarity: candidate.polarity,
            cue: scene.passage.span(candidate.cue.clone()),
            evidence: scene.passage.sentences[candidate.sentence].span,
            confidence,
            reason: reason(scene, &candidate),
        })
        .collect()
}

/// A first guess without training: how direct holder and target are tied to the word.
fn confidence(candidate: &Candidate) -> Confidence {
    let tie = |found: super::candidates::Found| if found.tie.is_some() { 25 } else { 5 };
    let route = |route: Route| if matches!(route, Route::Name | Route::Pronoun | Route::FirstPerson) { 10 } else { 5 };
    let doubt = 10 * u16::from(candidate.is_modal)
        + 10 * u16::from(candidate.n_turns > 0)
        + 20 * u16::from(candidate.is_question);
    let sum = tie(candidate.holder_place)
        + tie(candidate.target_place)
        + route(candidate.holder.route)
        + route(candidate.target.route);
    Confidence::from_percent((sum + 5 * u16::from(candidate.strength)).saturating_sub(doubt))
}
