//! How likely each claim is. In: candidates; out: stances with a probability, one per holder, target, polarity and
//! sentence. The order and the probabilities come from a trained model; nothing here knows words.

use super::candidates::Candidate;
use super::claims::Claim;
use super::reasons::{reason, reason_without_pattern};
use super::{FoundStance, FoundTarget, Scene};
use crate::annotation::Confidence;
use crate::model::StanceModel;

/// The claims that are at least as likely as `threshold`, in the order of their cues.
pub(super) fn rank(
    scene: &Scene<'_>,
    candidates: &[Candidate],
    model: &StanceModel,
    threshold: Confidence,
) -> Vec<FoundStance> {
    let scores: Vec<i32> =
        candidates.iter().map(|candidate| model.candidates.score(&candidate.features(scene))).collect();
    let claims = scene.claims(candidates, &scores);
    let first: Vec<i32> = claims.iter().map(|claim| model.claims.score(&claim.features)).collect();
    let rows = scene.measures(candidates, &scores, &claims, &first);
    let scored = claims.into_iter().zip(rows).map(|(claim, row)| (model.confidence(model.trees.score(&row)), claim));
    let mut kept: Vec<(Confidence, Claim)> = scored.filter(|(confidence, _)| *confidence >= threshold).collect();
    kept.sort_by_key(|(_, claim)| (claim.cue.start, claim.holder_idx, claim.target_idx, claim.polarity));
    kept.into_iter()
        .map(|(confidence, claim)| FoundStance {
            holder_idx: claim.holder_idx,
            target: FoundTarget::Referent(claim.target_idx),
            polarity: claim.polarity,
            evidence: scene.passage.sentences[claim.sentence].span,
            confidence,
            reason: match claim.candidate_idx {
                Some(idx) => reason(scene, &candidates[idx]),
                None => reason_without_pattern(scene, &claim),
            },
            cue: scene.passage.span(claim.cue),
        })
        .collect()
}
