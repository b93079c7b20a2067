//! The weights by which stances are ranked, and how they are written to a file. In: bytes; out: for sums of weights a
//! probability. Whole numbers throughout, so that every machine says the same.

use super::{ModelError, Trees};
use crate::annotation::Confidence;

/// Two logistic models over hashed features, one for single candidates and one for what all of them say together; trees
/// that judge the second one's scores in their surroundings; and a curve from the trees' score to a probability.
#[derive(Clone, Debug, Default)]
pub struct StanceModel {
    pub candidates: Weights,
    pub claims: Weights,
    pub trees: Trees,
    /// Points of the curve from score to ten-thousandths, sorted by score.
    curve: Vec<(i32, u16)>,
}

/// Weights of hashed features in [`StanceModel::UNIT`]ths of a logit, found by open addressing.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// Feature and weight; a weight of 0 marks a free slot. The length is a power of two, or zero.
    slots: Vec<(u32, i16)>,
}

const MAGIC: &[u8; 8] = b"STANDST3";

impl Weights {
    /// From features with their weights. Weights of zero are left out, a feature that comes twice counts once.
    #[must_use]
    pub fn new(weights: &[(u32, i16)]) -> Self {
        let n_slots = (weights.len() * 2).next_power_of_two();
        let mut table = Self { slots: vec![(0, 0); if weights.is_empty() { 0 } else { n_slots }] };
        for &(feature, weight) in weights.iter().filter(|(_, weight)| *weight != 0) {
            let at = table.slot(feature);
            table.slots[at] = (feature, weight);
        }
        table
    }

    /// The slot of a feature, or the free one where it would be.
    fn slot(&self, feature: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = feature as usize & mask;
        while self.slots[at].1 != 0 && self.slots[at].0 != feature {
            at = (at + 1) & mask;
        }
        at
    }

    /// The sum of the weights of `features`.
    #[must_use]
    pub fn score(&self, features: &[u64]) -> i32 {
        if self.slots.is_empty() {
            return 0;
        }
        features.iter().map(|&feature| i32::from(self.slots[self.slot(StanceModel::key(feature))].1)).sum()
    }

    /// The features that have a weight, sorted.
    fn sorted(&self) -> Vec<(u32, i16)> {
        let mut weights: Vec<(u32, i16)> = self.slots.iter().copied().filter(|(_, weight)| *weight != 0).collect();
        weights.sort_unstable();
        weights
    }
}

impl StanceModel {
    /// One logit in weights.
    pub const UNIT: i32 = 512;

    /// From weights and the points of a rising curve, in any order.
    #[must_use]
    pub fn new(candidates: Weights, claims: Weights, trees: Trees, mut curve: Vec<(i32, u16)>) -> Self {
        curve.sort_unstable();
        Self { candidates, claims, trees, curve }
    }

    /// The 32 bits of a feature's hash that the tables keep.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "the upper half is cut off on purpose")]
    pub const fn key(feature: u64) -> u32 {
        feature as u32
    }

    /// The probability that a score stands for: between two points of the curve on a straight line.
    #[must_use]
    pub fn confidence(&self, score: i32) -> Confidence {
        let after = self.curve.partition_point(|(at, _)| *at <= score);
        let value = match (after.checked_sub(1).map(|idx| self.curve[idx]), self.curve.get(after).copied()) {
            (Some((x0, y0)), Some((x1, y1))) => {
                let share = i64::from(score - x0) * (i64::from(y1) - i64::from(y0)) / i64::from((x1 - x0).max(1));
                u16::try_from(i64::from(y0) + share).unwrap_or(0)
            }
            (Some((_, y)), None) | (None, Some((_, y))) => y,
            (None, None) => 0,
        };
        Confidence::from_ten_thousandths(value)
    }

    /// Reads what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// When the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::NotAModel)?;
        let mut records = || {
            let at = bytes.len() - rest.len();
            let (n, after) = rest.split_first_chunk::<4>().ok_or(ModelError::Truncated(at))?;
            let n_bytes = (u32::from_le_bytes(*n) as usize).saturating_mul(6);
            let (records, after) = after.split_at_checked(n_bytes).ok_or(ModelError::Truncated(at))?;
            rest = after;
            let (records, _) = records.as_chunks::<6>();
            Ok(records.iter().map(|&[a, b, c, d, e, f]| ([a, b, c, d], [e, f])).collect::<Vec<_>>())
        };
        let weights = |records: Vec<([u8; 4], [u8; 2])>| {
            let weights = records.into_iter().map(|(key, w)| (u32::from_le_bytes(key), i16::from_le_bytes(w)));
            Weights::new(&weights.collect::<Vec<_>>())
        };
        let (candidates, claims) = (weights(records()?), weights(records()?));
        let mut pairs = || {
            let pair = |(a, b)| (i32::from_le_bytes(a), u16::from_le_bytes(b));
            Ok(records()?.into_iter().map(pair).collect::<Vec<_>>())
        };
        let trees = Trees::new(&pairs()?)?;
        Ok(Self::new(candidates, claims, trees, pairs()?))
    }

    /// As it is written to a file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes();
        for table in [&self.candidates, &self.claims] {
            let weights = table.sorted();
            bytes.extend(count(weights.len()));
            for (feature, weight) in weights {
                bytes.extend(feature.to_le_bytes());
                bytes.extend(weight.to_le_bytes());
            }
        }
        for pairs in [&self.trees.records(), &self.curve] {
            bytes.extend(count(pairs.len()));
            for (a, b) in pairs {
                bytes.extend(a.to_le_bytes());
                bytes.extend(b.to_le_bytes());
            }
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::{StanceModel, Weights};
    use crate::model::{LEAF, Trees};

    fn model() -> StanceModel {
        let claims = Weights::new(&[(7, -100), (3, 400), (11, 1)]);
        let trees = Trees::new(&[(0, 0), (-160, LEAF), (320, LEAF)]).expect("a tree");
        StanceModel::new(Weights::new(&[(5, 20)]), claims, trees, vec![(500, 9000), (-500, 1000)])
    }

    #[test]
    fn known_features_add_up() {
        assert_eq!(model().claims.score(&[3, 7, 99]), 300);
        assert_eq!(model().candidates.score(&[3, 5]), 20);
        assert_eq!(Weights::default().score(&[3]), 0);
    }

    #[test]
    fn features_that_fall_into_one_slot_are_told_apart() {
        let weights: Vec<(u32, i16)> = (1..=64).map(|n| (n << 20, i16::try_from(n).expect("small"))).collect();
        let table = Weights::new(&weights);
        for (feature, weight) in weights {
            assert_eq!(table.score(&[u64::from(feature)]), i32::from(weight));
        }
        assert_eq!(table.score(&[1 << 19]), 0);
    }

    #[test]
    fn the_curve_is_straight_between_its_points_and_flat_beyond() {
        assert_eq!(model().confidence(0).ten_thousandths(), 5000);
        assert_eq!(model().confidence(10_000).ten_thousandths(), 9000);
        assert_eq!(model().confidence(-10_000).ten_thousandths(), 1000);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let back = StanceModel::from_bytes(&model().to_bytes()).expect("a model");
        assert_eq!(back.claims.score(&[3]), 400);
        assert_eq!(back.candidates.score(&[5]), 20);
        assert_eq!(back.trees.score(&[1]), 20);
        assert_eq!(back.confidence(500), model().confidence(500));
        assert!(StanceModel::from_bytes(b"nothing").is_err());
    }
}
