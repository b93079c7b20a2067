//! The weights of the part-of-speech tagger and the dependency parser, and how they are written to a file.

use super::Linear;
use std::fmt;

/// Three classifiers that `analysis::syntax` uses.
#[derive(Clone, Debug)]
pub struct SyntaxModel {
    pub tagger: Linear,
    pub parser: Linear,
    pub labeller: Linear,
}

/// Bytes that hold no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// The bytes start with something else than the name of the format.
    NotAModel,
    /// The bytes end too early: at this offset.
    Truncated(usize),
    /// The table with this number has an impossible size.
    BadTable(usize),
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => f.write_str("these bytes are no model"),
            Self::Truncated(at) => write!(f, "the model ends too early, at byte {at}"),
            Self::BadTable(n) => write!(f, "table {n} of the model has an impossible size"),
        }
    }
}

impl std::error::Error for ModelError {}

const MAGIC: &[u8; 8] = b"STANDSY1";

impl Default for SyntaxModel {
    /// Knows nothing: every token is a noun.
    fn default() -> Self {
        Self { tagger: Linear::blank(1), parser: Linear::blank(1), labeller: Linear::blank(1) }
    }
}

impl SyntaxModel {
    /// Reads what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// When the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::NotAModel)?;
        let mut table = |n: usize| {
            let at = bytes.len() - rest.len();
            let (n_classes, after) = rest.split_first_chunk::<4>().ok_or(ModelError::Truncated(at))?;
            let (n_weights, after) = after.split_first_chunk::<4>().ok_or(ModelError::Truncated(at))?;
            let n_weights = u32::from_le_bytes(*n_weights) as usize;
            let (weights, after) = after.split_at_checked(n_weights).ok_or(ModelError::Truncated(at))?;
            rest = after;
            let weights = weights.iter().map(|byte| byte.cast_signed()).collect();
            Linear::new(u32::from_le_bytes(*n_classes) as usize, weights).ok_or(ModelError::BadTable(n))
        };
        Ok(Self { tagger: table(1)?, parser: table(2)?, labeller: table(3)? })
    }

    /// As it is written to a file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for table in [&self.tagger, &self.parser, &self.labeller] {
            for number in [table.n_classes(), table.weights().len()] {
                bytes.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
            }
            bytes.extend(table.weights().iter().map(|weight| weight.cast_unsigned()));
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::{Linear, ModelError, SyntaxModel};

    #[test]
    fn what_is_written_is_read_back() {
        let model = SyntaxModel {
            tagger: Linear::new(2, vec![1, -2, 3, -4]).expect("a table"),
            parser: Linear::blank(3),
            labeller: Linear::blank(1),
        };
        let back = SyntaxModel::from_bytes(&model.to_bytes()).expect("a model");
        assert_eq!(back.tagger.weights(), [1, -2, 3, -4]);
        assert_eq!(back.parser.n_classes(), 3);
    }

    #[test]
    fn other_bytes_are_refused() {
        assert_eq!(SyntaxModel::from_bytes(b"something else").err(), Some(ModelError::NotAModel));
        assert_eq!(SyntaxModel::from_bytes(b"STANDSY1\x01\0").err(), Some(ModelError::Truncated(8)));
    }
}
