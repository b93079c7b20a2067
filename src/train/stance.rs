//! Scores stances against reference articles. In: articles and a model; out: precision and recall at several thresholds
//! and the errors, each with its sentence.

use super::gold::{GoldArticle, GoldTarget};
use super::gold_names::{match_entities, names_of};
use crate::analysis::{FoundStance, FoundTarget, Names, Passage, find_names, find_stances_above};
use crate::annotation::{Confidence, Polarity};
use crate::model::Model;
use std::fmt::Write as _;
use std::ops::ControlFlow;

/// Where the names come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamesFrom {
    Gold,
    Tagger,
}

/// A stance as scored: sentence, holder, target (indices of the reference's entities; `None` for others), polarity.
pub type Key = (usize, Option<usize>, Option<usize>, Polarity);

/// An article with what was found in it.
pub struct Outcome<'a> {
    pub article: &'a GoldArticle,
    pub names: Names,
    pub found: Vec<FoundStance>,
    /// For each referent of `names` the reference entity it stands for.
    pub entity_of: Vec<Option<usize>>,
    sentences: Vec<crate::text::Span>,
}

/// Finds the stances of an article, those of low probability too.
///
/// # Panics
/// Never: nothing stops the analysis.
#[must_use]
pub fn analyse<'a>(article: &'a GoldArticle, model: &Model, names_from: NamesFrom) -> Outcome<'a> {
    let passage = Passage::new(&article.text);
    let goes_on = &mut |_| ControlFlow::Continue(());
    let names = match names_from {
        NamesFrom::Gold => names_of(article, &passage, model),
        NamesFrom::Tagger => find_names(&passage, model, goes_on).expect("nothing stops it"),
    };
    let floor = Confidence::from_percent(1);
    let found = find_stances_above(floor, &passage, &names, model, goes_on).expect("nothing stops it");
    let entity_of = match names_from {
        NamesFrom::Gold => (0..names.referents.len()).map(Some).collect(),
        NamesFrom::Tagger => match_entities(article, &names),
    };
    Outcome { article, names, found, entity_of, sentences: passage.sentences.iter().map(|s| s.span).collect() }
}

impl Outcome<'_> {
    fn sentence_at(&self, offset: usize) -> usize {
        self.sentences.partition_point(|span| span.end <= offset)
    }

    /// The reference's stances about entities.
    #[must_use]
    pub fn gold_keys(&self) -> Vec<Key> {
        let mut keys: Vec<Key> = self
            .article
            .stances
            .iter()
            .filter_map(|stance| match stance.target {
                GoldTarget::Entity(target) => {
                    Some((self.sentence_at(stance.cue.start), Some(stance.holder_idx), Some(target), stance.polarity))
                }
                GoldTarget::Issue(_) => None,
            })
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The key of a found stance; `None` for one about an issue.
    #[must_use]
    pub fn key(&self, stance: &FoundStance) -> Option<Key> {
        let FoundTarget::Referent(target_idx) = stance.target else { return None };
        let sentence = self.sentence_at(stance.cue.start);
        Some((sentence, self.entity_of[stance.holder_idx], self.entity_of[target_idx], stance.polarity))
    }

    /// Whether the reference has this stance.
    #[must_use]
    pub fn is_right(&self, stance: &FoundStance) -> bool {
        self.key(stance).is_some_and(|key| self.gold_keys().contains(&key))
    }

    /// The words of the sentence with this index.
    #[must_use]
    pub fn sentence(&self, sentence_idx: usize) -> &str {
        &self.article.text[self.sentences[sentence_idx].range()]
    }

    /// The cue of a stance of the reference.
    #[must_use]
    pub fn cue_of(&self, key: &Key) -> Option<&str> {
        let stance = self.article.stances.iter().find(|stance| {
            self.sentence_at(stance.cue.start) == key.0
                && Some(stance.holder_idx) == key.1
                && key.2.is_some_and(|target| stance.target == GoldTarget::Entity(target))
                && stance.polarity == key.3
        })?;
        Some(&self.article.text[stance.cue.range()])
    }
}

/// Hits, proposals and references of one measure.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub n_right: usize,
    pub n_found: usize,
    pub n_gold: usize,
}

impl Tally {
    fn add<T: Ord + Clone>(&mut self, mut gold: Vec<T>, mut found: Vec<T>) {
        gold.sort();
        gold.dedup();
        found.sort();
        found.dedup();
        self.n_right += found.iter().filter(|key| gold.contains(key)).count();
        self.n_found += found.len();
        self.n_gold += gold.len();
    }

    /// Precision, recall and F1 in percent.
    #[must_use]
    pub fn percents(&self) -> (f64, f64, f64) {
        let ratio = |n: usize, of: usize| if of == 0 { 0.0 } else { 100.0 * n as f64 / of as f64 };
        let (p, r) = (ratio(self.n_right, self.n_found), ratio(self.n_right, self.n_gold));
        (p, r, if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) })
    }
}

/// The measures of the codebook at one threshold.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scores {
    pub in_sentence: Tally,
    pub any_polarity: Tally,
    pub in_document: Tally,
    /// By the affiliations that the tagger found, as a reader sees it.
    pub by_side: Tally,
    /// By the affiliations of the reference: what wrong and missing affiliations cost.
    pub by_true_side: Tally,
    /// How many stances stand between a pair of the reference, in the right direction.
    pub n_right_pairs: usize,
}

/// Scores everything found with at least `threshold`.
#[must_use]
pub fn score(outcomes: &[Outcome<'_>], threshold: Confidence) -> Scores {
    let mut scores = Scores::default();
    for outcome in outcomes {
        let gold = outcome.gold_keys();
        let shown: Vec<&FoundStance> = outcome.found.iter().filter(|stance| stance.confidence >= threshold).collect();
        let found: Vec<Key> = shown.iter().filter_map(|stance| outcome.key(stance)).collect();
        scores.in_sentence.add(gold.clone(), found.clone());
        let pair = |keys: &[Key]| keys.iter().map(|&(s, h, t, _)| (s, h, t)).collect::<Vec<_>>();
        scores.any_polarity.add(pair(&gold), pair(&found));
        let mut distinct = found.clone();
        distinct.sort_unstable();
        distinct.dedup();
        let pairs = pair(&gold);
        scores.n_right_pairs += distinct.iter().filter(|&&(s, h, t, _)| pairs.contains(&(s, h, t))).count();
        let whole = |keys: &[Key]| keys.iter().map(|&(_, h, t, p)| (h, t, p)).collect::<Vec<_>>();
        scores.in_document.add(whole(&gold), whole(&found));
        let gold_sides = |keys: &[Key]| {
            keys.iter()
                .map(|&(_, h, t, p)| (h.map(|h| outcome.article.side(h)), t.map(|t| outcome.article.side(t)), p))
                .filter(|(h, t, _)| h != t)
                .collect::<Vec<_>>()
        };
        let sides = shown.iter().filter_map(|stance| {
            let FoundTarget::Referent(target_idx) = stance.target else { return None };
            let (h, t) = (outcome.names.side(stance.holder_idx), outcome.names.side(target_idx));
            (h != t).then(|| (outcome.entity_of[h], outcome.entity_of[t], stance.polarity))
        });
        scores.by_side.add(gold_sides(&gold), sides.collect());
        scores.by_true_side.add(gold_sides(&gold), gold_sides(&found));
    }
    scores
}

/// A table of all measures at several thresholds.
#[must_use]
pub fn table(outcomes: &[Outcome<'_>]) -> String {
    let mut text = String::from(
        "threshold | in its sentence P R F1 | of the document P R F1 | by side P R F1 | with true sides | found | sign right\n",
    );
    for percent in [5, 10, 20, 30, 40, 50, 60, 70, 80, 90] {
        let scores = score(outcomes, Confidence::from_percent(percent));
        let show = |tally: Tally| {
            let (p, r, f) = tally.percents();
            format!("{p:5.1} {r:5.1} {f:5.1}")
        };
        let sign = 100.0 * scores.in_sentence.n_right as f64 / scores.n_right_pairs.max(1) as f64;
        let _ = writeln!(
            text,
            "     0.{percent:02} | {} | {} | {} | {} | {:4} | {sign:5.1}",
            show(scores.in_sentence),
            show(scores.in_document),
            show(scores.by_side),
            show(scores.by_true_side),
            scores.in_sentence.n_found
        );
    }
    text
}

/// What was found wrongly and what was missed, by cause, each with its sentence.
#[must_use]
pub fn errors(outcomes: &[Outcome<'_>], threshold: Confidence) -> String {
    let mut text = String::new();
    for outcome in outcomes {
        let gold = outcome.gold_keys();
        let shown: Vec<&FoundStance> = outcome.found.iter().filter(|stance| stance.confidence >= threshold).collect();
        let keys: Vec<Option<Key>> = shown.iter().map(|stance| outcome.key(stance)).collect();
        let low: Vec<Option<Key>> = outcome.found.iter().map(|stance| outcome.key(stance)).collect();
        let _ = writeln!(text, "## {}", outcome.article.title);
        let entity = |idx: Option<usize>| idx.map_or("(nobody)", |idx| outcome.article.entities[idx].id.as_str());
        for (sentence_idx, span) in outcome.sentences.iter().enumerate() {
            let mut lines = Vec::new();
            for (stance, key) in shown.iter().zip(&keys) {
                let Some(key) = key.filter(|key| key.0 == sentence_idx) else { continue };
                let cause = if gold.contains(&key) {
                    "right"
                } else if gold.iter().any(|g| (g.0, g.1, g.2) == (key.0, key.1, key.2)) {
                    "WRONG sign"
                } else if gold.iter().any(|g| (g.0, g.1, g.2) == (key.0, key.2, key.1)) {
                    "WRONG direction"
                } else if gold.iter().any(|g| (g.0, g.1, g.3) == (key.0, key.1, key.3)) {
                    "WRONG target"
                } else if gold.iter().any(|g| (g.0, g.2, g.3) == (key.0, key.2, key.3)) {
                    "WRONG holder"
                } else {
                    "WRONG no stance"
                };
                lines.push(format!(
                    "   {cause}: {} -> {} {} {:?} {} | {}",
                    entity(key.1),
                    entity(key.2),
                    key.3,
                    &outcome.article.text[stance.cue.range()],
                    stance.confidence.percent(),
                    stance.reason
                ));
            }
            for key in gold.iter().filter(|key| key.0 == sentence_idx && !keys.contains(&Some(**key))) {
                let cause = if low.contains(&Some(*key)) {
                    "MISSED below the threshold"
                } else if low.iter().flatten().any(|f| (f.0, f.1, f.2) == (key.0, key.1, key.2)) {
                    "MISSED sign"
                } else {
                    "MISSED no candidate"
                };
                let cue = outcome.article.stances.iter().find(|s| {
                    outcome.sentence_at(s.cue.start) == sentence_idx
                        && Some(s.holder_idx) == key.1
                        && s.polarity == key.3
                });
                let cue = cue.map_or("", |stance| &outcome.article.text[stance.cue.range()]);
                lines.push(format!("   {cause}: {} -> {} {} {cue:?}", entity(key.1), entity(key.2), key.3));
            }
            if !lines.is_empty() {
                let _ = writeln!(text, "- {}\n{}", &outcome.article.text[span.range()], lines.join("\n"));
            }
        }
    }
    text
}
