//! Training the choice of affiliations. In: reference articles; out: weights, and how often the articles held out in turn
//! get the right sides.

use super::gold::{GoldArticle, GoldTarget};
use super::regression::{Example, Fitted, N_FOLDS, Settings, folds, regress};
use crate::analysis::{Choice, Passage, find_affiliations};
use crate::model::{AffiliationModel, Model, StanceModel};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

const SETTINGS: Settings = Settings { n_rounds: 20, rate: 0.1, pull: 0.002, least_uses: 2 };

/// An article with the choices of its referents, and which of them are which of the reference.
struct Read<'g> {
    article: &'g GoldArticle,

    choices: Vec<Vec<Choice>>,
    /// For each referent its entity in the reference.
    entity_of: Vec<Option<usize>>,
}

/// Trains on all articles; the first `n_corpus` are those that are reported on.
#[must_use]
pub fn train(articles: &[GoldArticle], n_corpus: usize, model: &Model) -> (AffiliationModel, Vec<(f32, Sides)>) {
    let read: Vec<Read<'_>> = articles.iter().map(|article| Read::new(article, model)).collect();
    let examples: Vec<Example> = read.iter().enumerate().flat_map(|(group, read)| read.examples(group)).collect();
    let held_out = folds(&examples, SETTINGS);
    let thresholds = [-1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0];
    let report = thresholds.map(|threshold| {
        let mut sides = Sides::default();
        for (group, read) in read[..n_corpus].iter().enumerate() {
            sides.add(read, &read.choose(&held_out[group % N_FOLDS], threshold));
        }
        (threshold, sides)
    });
    let whole = regress(&examples.iter().collect::<Vec<_>>(), SETTINGS);
    let best =
        report.iter().max_by(|a, b| a.1.share().total_cmp(&b.1.share())).map_or(0.0, |(threshold, _)| *threshold);
    #[expect(clippy::cast_possible_truncation, reason = "a few logits")]
    let threshold = (best * StanceModel::UNIT as f32) as i32;
    (AffiliationModel::new(whole.rounded(), threshold), report.to_vec())
}

impl<'g> Read<'g> {
    fn new(article: &'g GoldArticle, model: &Model) -> Self {
        let (names, choices) = find_affiliations(&Passage::new(&article.text), model);
        let mut votes = vec![BTreeMap::<usize, usize>::new(); names.referents.len()];
        for mention in &names.mentions {
            let entity =
                article.mentions.iter().find(|gold| gold.span == mention.span).and_then(|gold| gold.entity_idx);
            if let (Some(referent), Some(entity)) = (mention.referent_idx, entity) {
                *votes[referent].entry(entity).or_default() += 1;
            }
        }
        let most = |votes: BTreeMap<usize, usize>| votes.into_iter().max_by_key(|(_, n)| *n).map(|(entity, _)| entity);
        Self { article, choices, entity_of: votes.into_iter().map(most).collect() }
    }

    fn examples(&self, group: usize) -> Vec<Example> {
        let mut examples = Vec::new();
        for (referent_idx, choices) in self.choices.iter().enumerate() {
            let Some(entity_idx) = self.entity_of[referent_idx] else { continue };
            let side = self.article.entities[entity_idx].affiliation_idx;
            // A side that no name in the article names cannot be chosen, and says nothing against the others.
            if side.is_some() && !self.entity_of.contains(&side) {
                continue;
            }
            examples.extend(choices.iter().map(|choice| Example {
                group,
                features: choice.features.iter().map(|feature| StanceModel::key(*feature)).collect(),
                is_right: side.is_some() && self.entity_of[choice.candidate_idx] == side,
                weight: 1.0,
            }));
        }
        examples
    }

    /// For each referent its affiliation.
    fn choose(&self, weights: &Fitted, threshold: f32) -> Vec<Option<usize>> {
        let best = |choices: &Vec<Choice>| {
            let logit = |choice: &Choice| {
                weights.logit(&choice.features.iter().map(|feature| StanceModel::key(*feature)).collect::<Vec<_>>())
            };
            let scored = choices.iter().rev().map(|choice| (logit(choice), choice.candidate_idx));
            scored.filter(|(score, _)| *score >= threshold).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, idx)| idx)
        };
        self.choices.iter().map(best).collect()
    }
}

/// How many referents are right in what they speak for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sides {
    /// Of those that the reference gives an affiliation.
    pub n_affiliated: usize,
    pub n_chosen: usize,
    pub n_right: usize,
    /// Of those that take part in a stance: the end of the chain of affiliations.
    pub n_in_stances: usize,
    pub n_ends_right: usize,
}

impl Sides {
    fn add(&mut self, read: &Read<'_>, chosen: &[Option<usize>]) {
        let article = read.article;
        let mut in_stances: BTreeSet<usize> = article.stances.iter().map(|stance| stance.holder_idx).collect();
        in_stances.extend(article.stances.iter().filter_map(|stance| match stance.target {
            GoldTarget::Entity(entity_idx) => Some(entity_idx),
            GoldTarget::Issue(_) => None,
        }));
        for (referent_idx, entity_idx) in read.entity_of.iter().enumerate() {
            let Some(entity_idx) = *entity_idx else { continue };
            let wanted = article.entities[entity_idx].affiliation_idx;
            let found = chosen[referent_idx].map(|idx| read.entity_of[idx]);
            self.n_affiliated += usize::from(wanted.is_some());
            self.n_chosen += usize::from(found.is_some());
            self.n_right += usize::from(wanted.is_some() && found == Some(wanted));
            if in_stances.contains(&entity_idx) {
                let end = end_of(entity_idx, &|idx| article.entities[idx].affiliation_idx);
                let found = read.entity_of[end_of(referent_idx, &|idx| chosen[idx])];
                self.n_in_stances += 1;
                self.n_ends_right += usize::from(found == Some(end));
            }
        }
    }

    /// Of those in stances, how many have the right end.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.n_ends_right as f64 / self.n_in_stances.max(1) as f64
    }
}

fn end_of(start: usize, next: &dyn Fn(usize) -> Option<usize>) -> usize {
    let mut seen = BTreeSet::from([start]);
    let mut at = start;
    while let Some(idx) = next(at).filter(|idx| seen.insert(*idx)) {
        at = idx;
    }
    at
}

impl fmt::Display for Sides {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
        write!(
            f,
            "affiliation P {:5.1} R {:5.1} F1 {:5.1}; side of those in stances {:5.1} % of {}",
            percent(self.n_right, self.n_chosen),
            percent(self.n_right, self.n_affiliated),
            percent(2 * self.n_right, self.n_chosen + self.n_affiliated),
            100.0 * self.share(),
            self.n_in_stances
        )
    }
}
