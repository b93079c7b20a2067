//! Counting what is found, missed and made up.

use serde::Serialize;
use std::collections::BTreeSet;

/// One measure over all pairs: counts added up, rates of the sums (micro-average).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Measure {
    /// Precision, rounded to four digits like the other rates; 0 where nothing was predicted.
    #[serde(rename = "p")]
    pub precision: f64,
    #[serde(rename = "r")]
    pub recall: f64,
    pub f1: f64,
    #[serde(rename = "tp")]
    pub n_right: usize,
    #[serde(rename = "pred")]
    pub n_predicted: usize,
    #[serde(rename = "gold")]
    pub n_reference: usize,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    n_right: usize,
    n_predicted: usize,
    n_reference: usize,
}

impl Tally {
    pub fn add<T: Ord>(&mut self, reference: &BTreeSet<T>, predicted: &BTreeSet<T>) {
        self.add_counts(reference.intersection(predicted).count(), predicted.len(), reference.len());
    }

    pub const fn add_counts(&mut self, n_right: usize, n_predicted: usize, n_reference: usize) {
        self.n_right += n_right;
        self.n_predicted += n_predicted;
        self.n_reference += n_reference;
    }

    pub fn measure(self) -> Measure {
        let precision = rate(self.n_right, self.n_predicted);
        let recall = rate(self.n_right, self.n_reference);
        let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        Measure {
            precision: rounded(precision),
            recall: rounded(recall),
            f1: rounded(f1),
            n_right: self.n_right,
            n_predicted: self.n_predicted,
            n_reference: self.n_reference,
        }
    }
}

fn rate(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of annotations are far below 2^52")]
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// To four digits, by the decimal value as Python's `round` does it, so that the figures are the reference scorer's.
fn rounded(rate: f64) -> f64 {
    format!("{rate:.4}").parse().expect("a formatted number is a number")
}

#[cfg(test)]
mod tests {
    use super::{Tally, rounded};

    #[test]
    fn a_half_is_rounded_to_the_even_digit() {
        assert!((rounded(1.0 / 32.0) - 0.0312).abs() < 1e-9);
        assert!((rounded(3.0 / 32.0) - 0.0938).abs() < 1e-9);
        assert!((rounded(2.0 / 3.0) - 0.6667).abs() < 1e-9);
    }

    #[test]
    fn nothing_predicted_and_nothing_to_find_is_zero() {
        let measure = Tally::default().measure();
        assert_eq!((measure.precision, measure.recall, measure.f1), (0.0, 0.0, 0.0));
    }
}
