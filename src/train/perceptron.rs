//! The averaged perceptron (Collins 2002) over hashed features, and its quantised result. In: examples in an order
//! that is the same every time; out: a [`Linear`].

use crate::model::Linear;

/// A perceptron in training. Weights are summed over all steps, so that their average can be taken at the end.
pub struct Perceptron {
    n_classes: usize,
    mask: u64,
    weights: Vec<i32>,
    totals: Vec<i64>,
    /// The step at which each weight last changed.
    stamps: Vec<u32>,
    /// How often each row was used, to drop rare ones.
    uses: Vec<u32>,
    step: u32,
}

impl Perceptron {
    /// With 2 to the power of `n_bits` rows.
    #[must_use]
    pub fn new(n_classes: usize, n_bits: u32) -> Self {
        let n_rows = 1_usize << n_bits;
        Self {
            n_classes,
            mask: n_rows as u64 - 1,
            weights: vec![0; n_rows * n_classes],
            totals: vec![0; n_rows * n_classes],
            stamps: vec![0; n_rows * n_classes],
            uses: vec![0; n_rows],
            step: 0,
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "the mask keeps it below the number of rows")]
    fn row(&self, feature: u64) -> usize {
        (feature & self.mask) as usize
    }

    /// The score of each class.
    #[must_use]
    pub fn scores(&self, features: &[u64]) -> Vec<i32> {
        let mut scores = vec![0; self.n_classes];
        for &feature in features {
            let at = self.row(feature) * self.n_classes;
            for (score, weight) in scores.iter_mut().zip(&self.weights[at..at + self.n_classes]) {
                *score += weight;
            }
        }
        scores
    }

    /// Counts a step, and where `guess` is not `truth`, moves the weights toward the truth.
    pub fn learn(&mut self, features: &[u64], truth: usize, guess: usize) {
        self.step += 1;
        for &feature in features {
            let row = self.row(feature);
            self.uses[row] += 1;
            if truth != guess {
                self.add(row * self.n_classes + truth, 1);
                self.add(row * self.n_classes + guess, -1);
            }
        }
    }

    fn add(&mut self, at: usize, change: i32) {
        self.totals[at] += i64::from(self.weights[at]) * i64::from(self.step - self.stamps[at]);
        self.stamps[at] = self.step;
        self.weights[at] += change;
    }

    /// The average of all steps in bytes; rows used less than `min_uses` times are dropped.
    ///
    /// # Panics
    /// Never: the table has a power of two of rows.
    #[must_use]
    pub fn average(&self, min_uses: u32) -> Linear {
        let mean = |at: usize| {
            let total = self.totals[at] + i64::from(self.weights[at]) * i64::from(self.step - self.stamps[at]);
            if self.uses[at / self.n_classes] < min_uses { 0.0 } else { total as f64 / f64::from(self.step.max(1)) }
        };
        let means: Vec<f64> = (0..self.weights.len()).map(mean).collect();
        let mut sizes: Vec<f64> = means.iter().map(|mean| mean.abs()).filter(|&size| size > 0.0).collect();
        sizes.sort_by(f64::total_cmp);
        // The few largest weights are cut off, so that the many small ones keep their differences.
        let largest = sizes.get(sizes.len().saturating_sub(sizes.len() / 1000 + 1)).copied().unwrap_or(1.0);
        let weights = means.iter().map(|mean| (mean / largest * 127.0).round().clamp(-127.0, 127.0) as i8).collect();
        Linear::new(self.n_classes, weights).expect("the table has a power of two of rows")
    }
}

/// Numbers that look random and are the same every time (splitmix64).
pub struct Dice(u64);

impl Dice {
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`.
    pub fn roll(&mut self, limit: usize) -> usize {
        self.0 = crate::model::mix(self.0, 1);
        (self.0 % limit.max(1) as u64) as usize
    }

    /// Puts `items` into a new order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.roll(at + 1));
        }
    }
}
