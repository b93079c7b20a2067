//! A linear classifier over hashed features. In: the weights as bytes; out: a score for each class. It does not know
//! what the features or the classes mean.

/// One small whole number a feature and class. A feature's row is found by its hash alone, so rows may be shared by
/// chance ("hashing trick", Weinberger et al. 2009).
#[derive(Clone, Debug)]
pub struct Linear {
    n_classes: usize,
    /// Rows are a power of two; this is their number less one.
    mask: u64,
    weights: Vec<i8>,
}

impl Linear {
    /// From row-major weights; `None` unless they are a power of two of rows of `n_classes` each.
    #[must_use]
    pub fn new(n_classes: usize, weights: Vec<i8>) -> Option<Self> {
        let n_rows = weights.len().checked_div(n_classes)?;
        let is_table = n_rows.is_power_of_two() && n_rows * n_classes == weights.len();
        is_table.then(|| Self { n_classes, mask: n_rows as u64 - 1, weights })
    }

    /// A classifier that scores nothing.
    #[must_use]
    pub fn blank(n_classes: usize) -> Self {
        Self { n_classes, mask: 0, weights: vec![0; n_classes] }
    }

    #[must_use]
    pub const fn n_classes(&self) -> usize {
        self.n_classes
    }

    /// The row that a feature's hash falls into.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "the mask keeps it below the number of rows")]
    pub const fn row_of(&self, feature: u64) -> usize {
        (feature & self.mask) as usize
    }

    /// Adds the weights of every feature to `scores`, one score a class.
    pub fn score(&self, features: &[u64], scores: &mut [i32]) {
        for &feature in features {
            let at = self.row_of(feature) * self.n_classes;
            for (score, weight) in scores.iter_mut().zip(&self.weights[at..at + self.n_classes]) {
                *score += i32::from(*weight);
            }
        }
    }

    /// The weights, as they are written to a file.
    #[must_use]
    pub fn weights(&self) -> &[i8] {
        &self.weights
    }
}

/// Mixes a value into a hash (the finaliser of splitmix64, Steele et al. 2014).
#[must_use]
pub const fn mix(hash: u64, value: u64) -> u64 {
    let mut x = (hash ^ value).wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The hash of a word (FNV-1a), the same on every machine.
#[must_use]
pub fn hash_word(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::{Linear, hash_word, mix};

    #[test]
    fn scores_are_sums_of_rows() {
        let linear = Linear::new(2, vec![1, -1, 10, 20]).expect("two rows of two");
        let mut scores = [0; 2];
        linear.score(&[0, 1, 3], &mut scores);
        assert_eq!(scores, [21, 39]);
    }

    #[test]
    fn a_table_of_three_rows_is_none() {
        assert!(Linear::new(2, vec![0; 6]).is_none());
    }

    #[test]
    fn hashes_tell_words_apart() {
        assert_ne!(hash_word("Ankara"), hash_word("ankara"));
        assert_ne!(mix(mix(1, 2), 3), mix(mix(1, 3), 2));
    }
}
