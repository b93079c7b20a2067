//! How likely each candidate is. In: candidates; out: stances with a probability, one per holder, target, polarity and
//! sentence. The order and the probabilities come from a trained model; nothing here knows words.

use super::candidates::Candidate;
use super::reasons::reason;
use super::{FoundStance, FoundTarget, Scene};
use crate::annotation::Confidence;
use crate::model::StanceModel;
use std::cmp::Reverse;

/// The candidates that are at least as likely as `threshold`, in the order of their cues.
pub(super) fn rank(
    scene: &Scene<'_>,
    candidates: Vec<Candidate>,
    model: &StanceModel,
    threshold: Confidence,
) -> Vec<FoundStance> {
    let mut scored: Vec<(Confidence, Candidate)> = candidates
        .into_iter()
        .map(|candidate| (model.confidence(model.score(&candidate.features(scene))), candidate))
        .collect();
    keep_best_reading(&mut scored);
    scored.retain(|(confidence, _)| *confidence >= threshold);
    // The likeliest of each holder, target, polarity and sentence; of equals the first.
    let key = |c: &Candidate| (c.sentence, c.holder.referent_idx, c.target.referent_idx, c.polarity);
    scored.sort_by_key(|(confidence, candidate)| (key(candidate), Reverse(*confidence), candidate.anchor));
    scored.dedup_by_key(|(_, candidate)| key(candidate));
    scored
        .sort_by_key(|(_, candidate)| (candidate.anchor, candidate.holder.referent_idx, candidate.target.referent_idx));
    scored
        .into_iter()
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

/// A word has one holder place and one target place: of each word only the candidates of its likeliest pair stay.
fn keep_best_reading(scored: &mut Vec<(Confidence, Candidate)>) {
    let places =
        |c: &Candidate| (c.holder_place.token, c.holder_place.place, c.target_place.token, c.target_place.place);
    let group = |c: &Candidate| (c.anchor, c.role);
    scored.sort_by_key(|(confidence, candidate)| (group(candidate), Reverse(*confidence)));
    let mut best = None;
    scored.retain(|(_, candidate)| {
        let (this, group) = (places(candidate), group(candidate));
        match best {
            Some((known, places)) if known == group => places == this,
            _ => {
                best = Some((group, this));
                true
            }
        }
    });
}
