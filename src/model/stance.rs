//! The weights by which candidates for stances are ranked, and how they are written to a file. In: bytes; out: for a
//! sum of weights a probability. Whole numbers throughout, so that every machine says the same.

use super::ModelError;
use crate::annotation::Confidence;

/// A logistic model over hashed features, with a table that turns its score into a probability.
#[derive(Clone, Debug, Default)]
pub struct StanceModel {
    /// Feature and weight in [`StanceModel::UNIT`]ths of a logit, sorted by feature.
    weights: Vec<(u32, i16)>,
    /// Points of the curve from score to ten-thousandths, sorted by score.
    curve: Vec<(i32, u16)>,
}

const MAGIC: &[u8; 8] = b"STANDST1";

impl StanceModel {
    /// One logit in weights.
    pub const UNIT: i32 = 512;

    /// From weights and the points of a rising curve, in any order.
    #[must_use]
    pub fn new(mut weights: Vec<(u32, i16)>, mut curve: Vec<(i32, u16)>) -> Self {
        weights.sort_unstable();
        weights.dedup_by_key(|(feature, _)| *feature);
        curve.sort_unstable();
        Self { weights, curve }
    }

    /// The sum of the weights of `features`.
    #[must_use]
    pub fn score(&self, features: &[u64]) -> i32 {
        features
            .iter()
            .filter_map(|&feature| self.weights.binary_search_by_key(&Self::key(feature), |(known, _)| *known).ok())
            .map(|at| i32::from(self.weights[at].1))
            .sum()
    }

    /// The 32 bits of a feature's hash that the table keeps.
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
        let weights = records()?.into_iter().map(|(key, weight)| (u32::from_le_bytes(key), i16::from_le_bytes(weight)));
        let weights = weights.collect();
        let curve =
            records()?.into_iter().map(|(score, y)| (i32::from_le_bytes(score), u16::from_le_bytes(y))).collect();
        Ok(Self::new(weights, curve))
    }

    /// As it is written to a file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes();
        bytes.extend(count(self.weights.len()));
        for (feature, weight) in &self.weights {
            bytes.extend(feature.to_le_bytes());
            bytes.extend(weight.to_le_bytes());
        }
        bytes.extend(count(self.curve.len()));
        for (score, y) in &self.curve {
            bytes.extend(score.to_le_bytes());
            bytes.extend(y.to_le_bytes());
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::StanceModel;

    fn model() -> StanceModel {
        StanceModel::new(vec![(7, -100), (3, 400)], vec![(500, 9000), (-500, 1000)])
    }

    #[test]
    fn known_features_add_up() {
        assert_eq!(model().score(&[3, 7, 99]), 300);
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
        assert_eq!(back.score(&[3]), 400);
        assert_eq!(back.confidence(500), model().confidence(500));
        assert!(StanceModel::from_bytes(b"nothing").is_err());
    }
}
