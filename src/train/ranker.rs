//! Trains the ranker of stances. In: reference articles; out: a [`StanceModel`]: logistic regression over the features of
//! the candidates, and a curve that makes its scores probabilities, fitted on articles held out in turn.

use super::gold::{GoldArticle, GoldTarget};
use super::gold_names::{match_entities, names_of};
use super::perceptron::Dice;
use crate::analysis::{Candidate, Names, Passage, Scene, find_names};
use crate::model::{Model, StanceModel};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// Sentence, holder, target, and whether in favor.
type Claim = (usize, usize, usize, bool);

/// A candidate to learn from.
#[derive(Clone, Debug)]
pub struct Example {
    /// Which article it comes from: those of one article are held out together.
    pub article_idx: usize,
    /// What it would say: two candidates that say the same count as one where the curve is fitted.
    key: Claim,
    pub features: Vec<u32>,
    pub is_right: bool,
    pub weight: f64,
}

impl Example {
    /// An example from outside the reference articles: never held out.
    #[must_use]
    pub const fn of_elsewhere(features: Vec<u32>, is_right: bool, weight: f64) -> Self {
        Self { article_idx: usize::MAX, key: (0, 0, 0, false), features, is_right, weight }
    }
}

/// The candidates of `articles`, with names from the reference and with names from the tagger. Those of the article with
/// index `n` count `weight(n)` times.
#[must_use]
pub fn examples(articles: &[GoldArticle], model: &Model, weight: impl Fn(usize) -> f64) -> Vec<Example> {
    let mut examples = Vec::new();
    for (article_idx, article) in articles.iter().enumerate() {
        let passage = Passage::new(&article.text);
        let with_gold = names_of(article, &passage, model);
        let entities: Vec<Option<usize>> = (0..with_gold.referents.len()).map(Some).collect();
        add_examples(&mut examples, article_idx, article, &passage, &with_gold, &entities, model, weight(article_idx));
        let tagged = find_names(&passage, model, &mut |_| ControlFlow::Continue(())).unwrap_or_default();
        let entities = match_entities(article, &tagged);
        add_examples(
            &mut examples,
            article_idx + articles.len(),
            article,
            &passage,
            &tagged,
            &entities,
            model,
            weight(article_idx),
        );
    }
    let n_articles = articles.len();
    for example in &mut examples {
        example.key.0 += if example.article_idx >= n_articles { 1_000_000 } else { 0 };
        example.article_idx %= n_articles;
    }
    examples
}

#[expect(clippy::too_many_arguments, reason = "an article with its two readings of names")]
fn add_examples(
    examples: &mut Vec<Example>,
    article_idx: usize,
    article: &GoldArticle,
    passage: &Passage<'_>,
    names: &Names,
    entity_of: &[Option<usize>],
    model: &Model,
    weight: f64,
) {
    let scene = Scene::new(passage, names, model);
    for candidate in scene.candidates() {
        let says = |candidate: &Candidate| {
            let holder = entity_of[candidate.holder.referent_idx]?;
            let target = entity_of[candidate.target.referent_idx]?;
            let sentence = passage.sentences[candidate.sentence].span;
            Some(article.stances.iter().any(|stance| {
                stance.holder_idx == holder
                    && stance.target == GoldTarget::Entity(target)
                    && stance.polarity == candidate.polarity
                    && sentence.contains(stance.cue.start)
            }))
        };
        examples.push(Example {
            article_idx,
            key: (
                candidate.sentence,
                candidate.holder.referent_idx,
                candidate.target.referent_idx,
                candidate.polarity == crate::annotation::Polarity::Favor,
            ),
            features: candidate.features(&scene).into_iter().map(StanceModel::key).collect(),
            is_right: says(&candidate).unwrap_or(false),
            weight,
        });
    }
}

const N_ROUNDS: usize = 30;
/// How large the steps are.
const RATE: f64 = 0.01;
/// How strongly weights are pulled to zero.
const PULL: f64 = 0.02;

/// Logistic regression by stochastic gradient with AdaGrad steps (Duchi et al. 2011).
#[must_use]
pub fn regress(examples: &[&Example]) -> BTreeMap<u32, f64> {
    let mut index: BTreeMap<u32, usize> = BTreeMap::new();
    for feature in examples.iter().flat_map(|example| &example.features) {
        let next = index.len();
        index.entry(*feature).or_insert(next);
    }
    let rows: Vec<Vec<usize>> =
        examples.iter().map(|example| example.features.iter().map(|f| index[f]).collect()).collect();
    let mut weights = vec![0.0_f64; index.len()];
    let mut squares = vec![1e-2_f64; index.len()];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut dice = Dice::new(11);
    for _ in 0..N_ROUNDS {
        dice.shuffle(&mut order);
        for &at in &order {
            let logit: f64 = rows[at].iter().map(|&row| weights[row]).sum();
            let error =
                (f64::from(u8::from(examples[at].is_right)) - 1.0 / (1.0 + (-logit).exp())) * examples[at].weight;
            for &row in &rows[at] {
                let gradient = error - PULL * weights[row];
                squares[row] += gradient * gradient;
                weights[row] += RATE * gradient / squares[row].sqrt();
            }
        }
    }
    index.into_iter().map(|(feature, row)| (feature, weights[row])).collect()
}

/// The sum of the weights of an example.
#[must_use]
pub fn logit(weights: &BTreeMap<u32, f64>, example: &Example) -> f64 {
    example.features.iter().filter_map(|feature| weights.get(feature)).sum()
}

const N_FOLDS: usize = 6;

/// The scores that each example gets from a model that has not seen its article.
#[must_use]
pub fn held_out_logits(examples: &[Example], elsewhere: &[Example]) -> Vec<f64> {
    let mut logits = vec![0.0; examples.len()];
    for fold in 0..N_FOLDS {
        let seen: Vec<&Example> =
            elsewhere.iter().chain(examples.iter().filter(|example| example.article_idx % N_FOLDS != fold)).collect();
        let weights = regress(&seen);
        for (at, example) in examples.iter().enumerate().filter(|(_, example)| example.article_idx % N_FOLDS == fold) {
            logits[at] = logit(&weights, example);
        }
    }
    logits
}

/// How well held-out scores put right before wrong: precision averaged over the right ones, and the log-loss in bits.
#[must_use]
pub fn held_out_quality(examples: &[Example], logits: &[f64]) -> (f64, f64) {
    let mut scored = best_of_each(examples, logits);
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut n_right, mut sum) = (0.0, 0.0);
    for (at, (_, is_right, _)) in scored.iter().enumerate() {
        if *is_right {
            n_right += 1.0;
            sum += n_right / (at as f64 + 1.0);
        }
    }
    let losses = scored.iter().map(|(logit, is_right, _)| {
        let p = 1.0 / (1.0 + (-logit).exp());
        -(if *is_right { p } else { 1.0 - p }).max(1e-9).log2()
    });
    (sum / f64::max(n_right, 1.0), losses.sum::<f64>() / scored.len().max(1) as f64)
}

/// Trains on all examples; the curve comes from held-out scores.
#[must_use]
pub fn train(examples: &[Example], elsewhere: &[Example]) -> StanceModel {
    let held_out = held_out_logits(examples, elsewhere);
    let curve = curve(&best_of_each(examples, &held_out));
    let all: Vec<&Example> = elsewhere.iter().chain(examples).collect();
    let unit = f64::from(StanceModel::UNIT);
    let weights = regress(&all)
        .into_iter()
        .map(|(feature, weight)| (feature, (weight * unit).round().clamp(-32_000.0, 32_000.0) as i16))
        .filter(|(_, weight)| weight.abs() > 3)
        .collect();
    StanceModel::new(weights, curve)
}

/// Of the examples of an article that say the same, the score of the best, since only that one is shown.
fn best_of_each(examples: &[Example], logits: &[f64]) -> Vec<(f64, bool, f64)> {
    let mut best: BTreeMap<(usize, Claim), (f64, bool, f64)> = BTreeMap::new();
    for (example, &logit) in examples.iter().zip(logits) {
        let entry = best.entry((example.article_idx, example.key)).or_insert((f64::MIN, false, example.weight));
        if logit > entry.0 {
            *entry = (logit, example.is_right, example.weight);
        }
    }
    best.into_values().collect()
}

/// The share of right ones by score, never falling (pool adjacent violators, Ayer et al. 1955), smoothed by a line through
/// log-odds where few examples are.
fn curve(scored: &[(f64, bool, f64)]) -> Vec<(i32, u16)> {
    // Platt scaling: p = 1 / (1 + exp(-(a x + b))), by gradient.
    let (mut a, mut b) = (1.0_f64, 0.0_f64);
    for _ in 0..4000 {
        let (mut da, mut db, mut n) = (0.0, 0.0, 0.0);
        for &(x, is_right, weight) in scored {
            let error = (f64::from(u8::from(is_right)) - 1.0 / (1.0 + (-(a * x + b)).exp())) * weight;
            da += error * x;
            db += error;
            n += weight;
        }
        a += 0.3 * da / n;
        b += 0.3 * db / n;
    }
    let points = 48;
    (0..=points)
        .map(|step| {
            let x = -8.0 + 16.0 * f64::from(step) / f64::from(points);
            let p = 1.0 / (1.0 + (-(a * x + b)).exp());
            ((x * f64::from(StanceModel::UNIT)).round() as i32, (p * 10_000.0).round() as u16)
        })
        .collect()
}
