//! Counting what is found, missed and made up.

use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

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

/// Counts that a [`Measure`] is made of.
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

    /// Counts what another tally counted.
    pub const fn join(&mut self, other: &Self) {
        self.add_counts(other.n_right, other.n_predicted, other.n_reference);
    }

    /// F1 in percent, not rounded.
    #[must_use]
    pub fn f1_percent(self) -> f64 {
        100.0 * f1(rate(self.n_right, self.n_predicted), rate(self.n_right, self.n_reference))
    }

    #[must_use]
    pub fn measure(self) -> Measure {
        let precision = rate(self.n_right, self.n_predicted);
        let recall = rate(self.n_right, self.n_reference);
        Measure {
            precision: rounded(precision),
            recall: rounded(recall),
            f1: rounded(f1(precision, recall)),
            n_right: self.n_right,
            n_predicted: self.n_predicted,
            n_reference: self.n_reference,
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (precision, recall) = (rate(self.n_right, self.n_predicted), rate(self.n_right, self.n_reference));
        let [p, r, f1] = [precision, recall, f1(precision, recall)].map(|rate| 100.0 * rate);
        write!(f, "P {p:5.1}  R {r:5.1}  F1 {f1:5.1}  ({} wanted)", self.n_reference)
    }
}

fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
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
