//! Logistic regression over hashed features. In: examples; out: weights, and for held-out groups of examples the scores
//! of models that have not seen them.

use super::perceptron::Dice;
use crate::model::{StanceModel, StanceWeights};
use std::collections::BTreeMap;

/// Something to learn from.
#[derive(Clone, Debug)]
pub struct Example {
    /// Which source it comes from: those of one source are held out together.
    pub group: usize,
    pub features: Vec<u32>,
    pub is_right: bool,
    pub weight: f32,
}

/// How it is learned.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub n_rounds: usize,
    /// How large the steps are.
    pub rate: f32,
    /// How strongly weights are pulled to zero.
    pub pull: f32,
    /// A feature is learned when at least this many examples have it.
    pub least_uses: u32,
}

/// Weights that are not larger (in [`StanceModel::UNIT`]ths of a logit) are left out: two thirds are, and nothing is lost.
const LEAST: i16 = 20;

/// A model of floating-point weights.
#[derive(Clone, Debug, Default)]
pub struct Fitted(BTreeMap<u32, f32>);

impl Fitted {
    /// The sum of the weights.
    #[must_use]
    pub fn logit(&self, features: &[u32]) -> f32 {
        features.iter().filter_map(|feature| self.0.get(feature)).sum()
    }

    /// In whole numbers; the smallest weights are left out.
    #[must_use]
    pub fn quantised(&self) -> StanceWeights {
        StanceWeights::new(&self.rounded())
    }

    /// Features with their weights in [`StanceModel::UNIT`]ths of a logit, without the smallest.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "clamped before")]
    pub fn rounded(&self) -> Vec<(u32, i16)> {
        let unit = StanceModel::UNIT as f32;
        self.0
            .iter()
            .map(|(&feature, weight)| (feature, (weight * unit).round().clamp(-32_000.0, 32_000.0) as i16))
            .filter(|(_, weight)| weight.abs() > LEAST)
            .collect()
    }
}

/// Learns by stochastic gradient with AdaGrad steps (Duchi et al. 2011), in an order that is the same every time.
#[must_use]
pub fn regress(examples: &[&Example], settings: Settings) -> Fitted {
    let mut n_uses: BTreeMap<u32, u32> = BTreeMap::new();
    for feature in examples.iter().flat_map(|example| &example.features) {
        *n_uses.entry(*feature).or_default() += 1;
    }
    let index: BTreeMap<u32, u32> = (0..)
        .zip(n_uses.into_iter().filter(|(_, n)| *n >= settings.least_uses))
        .map(|(idx, (f, _))| (f, idx))
        .collect();
    let rows: Vec<Vec<u32>> = examples
        .iter()
        .map(|example| example.features.iter().filter_map(|feature| index.get(feature).copied()).collect())
        .collect();
    let mut weights = vec![0.0_f32; index.len()];
    let mut squares = vec![1e-2_f32; index.len()];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut dice = Dice::new(11);
    for _ in 0..settings.n_rounds {
        dice.shuffle(&mut order);
        for &at in &order {
            let logit: f32 = rows[at].iter().map(|&row| weights[row as usize]).sum();
            let truth = f32::from(u8::from(examples[at].is_right));
            let error = (truth - 1.0 / (1.0 + (-logit).exp())) * examples[at].weight;
            for &row in &rows[at] {
                let row = row as usize;
                let gradient = error - settings.pull * weights[row];
                squares[row] += gradient * gradient;
                weights[row] += settings.rate * gradient / squares[row].sqrt();
            }
        }
    }
    Fitted(index.into_iter().map(|(feature, row)| (feature, weights[row as usize])).collect())
}

/// How many models are trained, each without one part of the sources.
pub const N_FOLDS: usize = 6;

/// For each fold a model that has not seen its groups.
#[must_use]
pub fn folds(examples: &[Example], settings: Settings) -> Vec<Fitted> {
    (0..N_FOLDS)
        .map(|fold| {
            let seen: Vec<&Example> = examples.iter().filter(|example| example.group % N_FOLDS != fold).collect();
            regress(&seen, settings)
        })
        .collect()
}
