//! The weights by which affiliations are chosen, and how they are written to a file. In: bytes; out: for the features of
//! a choice a score. Whole numbers, so that every machine chooses alike.
//!
//! The file, little-endian: `STANDAF1`, the threshold, a checksum (FNV-1a 64) of what follows: features with weights.

use super::stance::Weights;
use super::syntax::ModelError;
use super::tagger::checksum;

/// A logistic model over hashed features.
#[derive(Clone, Debug, Default)]
pub struct AffiliationModel {
    weights: Vec<(u32, i16)>,
    table: Weights,
    /// A choice that scores less is none.
    threshold: i32,
}

const MAGIC: &[u8; 8] = b"STANDAF1";
const HEADER: usize = 20;

impl AffiliationModel {
    /// From features with their weights, and the score that a choice must have.
    #[must_use]
    pub fn new(mut weights: Vec<(u32, i16)>, threshold: i32) -> Self {
        weights.sort_unstable();
        Self { table: Weights::new(&weights), weights, threshold }
    }

    /// How much speaks for a choice with these features; `None` when it is not enough.
    #[must_use]
    pub fn score(&self, features: &[u64]) -> Option<i32> {
        let score = self.table.score(features);
        (score >= self.threshold).then_some(score)
    }

    /// Reads what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// When the bytes are something else, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::NotAModel)?;
        let (threshold, rest) = rest.split_first_chunk::<4>().ok_or(ModelError::Truncated(8))?;
        let (stored, body) = rest.split_first_chunk::<8>().ok_or(ModelError::Truncated(12))?;
        let (records, odd) = body.as_chunks::<6>();
        if !odd.is_empty() {
            return Err(ModelError::Truncated(HEADER + 6 * records.len()));
        }
        if checksum(body) != u64::from_le_bytes(*stored) {
            return Err(ModelError::BadTable(0));
        }
        let record = |&[a, b, c, d, e, f]: &[u8; 6]| (u32::from_le_bytes([a, b, c, d]), i16::from_le_bytes([e, f]));
        Ok(Self::new(records.iter().map(record).collect(), i32::from_le_bytes(*threshold)))
    }

    /// As it is written to a file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::with_capacity(6 * self.weights.len());
        for (feature, weight) in &self.weights {
            body.extend(feature.to_le_bytes());
            body.extend(weight.to_le_bytes());
        }
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.threshold.to_le_bytes());
        bytes.extend(checksum(&body).to_le_bytes());
        bytes.extend(body);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::AffiliationModel;
    use crate::model::ModelError;

    #[test]
    fn a_model_is_read_as_it_was_written_and_damage_is_noticed() {
        let model = AffiliationModel::new(vec![(7, -300), (3, 500)], 150);
        let bytes = model.to_bytes();
        let read = AffiliationModel::from_bytes(&bytes).expect("reads what it wrote");
        assert_eq!(read.score(&[3, 7]), Some(200));
        assert_eq!(read.score(&[7]), None);
        let mut damaged = bytes.clone();
        damaged[22] ^= 1;
        assert_eq!(AffiliationModel::from_bytes(&damaged).err(), Some(ModelError::BadTable(0)));
        for end in 0..bytes.len() {
            assert!(AffiliationModel::from_bytes(&bytes[..end]).is_err(), "cut at {end}");
        }
    }
}
