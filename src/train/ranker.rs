//! Trains the rankers of stances. In: reference articles and judged sentences; out: a [`StanceModel`]. The first ranker
//! learns which candidates are right, the second which claims are, the trees which of the second one's claims are: each
//! from the scores that the one before gives to articles it has not seen (stacking, Wolpert 1992). The curve makes the
//! trees' held-out scores probabilities.

use super::boosting::{self, boost};
use super::dse::Row;
use super::gold::{GoldArticle, GoldTarget};
use super::gold_names::{match_entities, names_of};
use super::regression::{Example, Fitted, N_FOLDS, Settings, folds, regress};
use crate::analysis::{Claim, Names, Passage, Scene, find_names};
use crate::annotation::{Confidence, Polarity};
use crate::model::{Model, StanceModel, StanceWeights, hash_word};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::ControlFlow;

/// A text to learn from, with names and what is right.
struct Source<'a> {
    text: &'a str,
    names: Names,
    truth: Truth<'a>,
    /// Those of one group are held out together.
    group: usize,
    weight: f32,
    /// Whether it is scored: names from the tagger, an article of the reference corpus.
    is_scored: bool,
    /// Whether it is an article of ours, which has more stances than others.
    is_own: bool,
}

enum Truth<'a> {
    /// The reference, and for each referent of the names the entity it stands for.
    Article(&'a GoldArticle, Vec<Option<usize>>),
    /// The first two referents are judged, nobody else.
    Judged(&'a Row),
}

impl Truth<'_> {
    /// Whether a stance is right; `None` where nobody knows.
    fn says(&self, passage: &Passage<'_>, sentence: usize, holder: usize, target: usize, favors: bool) -> Option<bool> {
        let polarity = if favors { Polarity::Favor } else { Polarity::Against };
        match self {
            Self::Article(article, entity_of) => {
                let (Some(holder), Some(target)) = (entity_of[holder], entity_of[target]) else { return Some(false) };
                let sentence = passage.sentences[sentence].span;
                Some(article.stances.iter().any(|stance| {
                    stance.holder_idx == holder
                        && stance.target == GoldTarget::Entity(target)
                        && stance.polarity == polarity
                        && sentence.contains(stance.cue.start)
                }))
            }
            Self::Judged(row) => (holder < 2 && target < 2).then(|| row.stance == Some((holder, polarity))),
        }
    }
}

/// What each kind of source counts, and how the rankers learn.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub corpus_weight: f32,
    pub own_weight: f32,
    pub judged_weight: f32,
    pub candidates: Settings,
    pub claims: Settings,
    pub trees: boosting::Settings,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            corpus_weight: 3.0,
            own_weight: 1.0,
            judged_weight: 0.3,
            candidates: Settings { n_rounds: 30, rate: 0.01, pull: 0.02, least_uses: 4 },
            claims: Settings { n_rounds: 15, rate: 0.01, pull: 0.02, least_uses: 10 },
            trees: boosting::Settings::default(),
        }
    }
}

/// What training says of itself.
#[derive(Clone, Debug)]
pub struct Report {
    pub n_candidates: usize,
    pub n_claims: usize,
    pub n_right: usize,
    /// Of claims in reference articles held out in turn, names from the tagger: score, right or not.
    pub held_out: Vec<(f32, bool)>,
    /// What each of these claims says of its article and of the sides in it.
    pub marks: Vec<Mark>,
    /// How many stances those articles have, found or not, in sentences, in articles and by side.
    pub n_gold: usize,
    pub in_articles: BTreeSet<Position>,
    pub by_side: BTreeSet<Position>,
}

/// Article, holder, target (entities of the reference, `None` for others) and whether it favors.
pub type Position = (usize, Option<usize>, Option<usize>, bool);

/// A claim without its sentence: as it stands, and with the sides that the tagger found; `None` within one side.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    in_article: Position,
    by_side: Option<Position>,
}

impl Report {
    /// Precision averaged over all stances of the reference, and the best F1 with its precision and recall.
    #[must_use]
    pub fn quality(&self) -> (f64, [f64; 3]) {
        let mut scored = self.held_out.clone();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (mut n_right, mut sum, mut best) = (0.0, 0.0, [0.0; 3]);
        let n_gold = self.n_gold.max(1) as f64;
        for (at, (_, is_right)) in scored.iter().enumerate() {
            let n_found = at as f64 + 1.0;
            if *is_right {
                n_right += 1.0;
                sum += n_right / n_found;
                let f1 = 200.0 * n_right / (n_found + n_gold);
                if f1 > best[0] {
                    best = [f1, 100.0 * n_right / n_found, 100.0 * n_right / n_gold];
                }
            }
        }
        (sum / n_gold, best)
    }
}

/// Trains on the first `n_corpus` articles as reference corpus, on the others as our own, and on `rows`.
#[must_use]
pub fn train(
    articles: &[GoldArticle],
    n_corpus: usize,
    rows: &[Row],
    model: &Model,
    plan: Plan,
) -> (StanceModel, Report) {
    let sources = sources(articles, n_corpus, rows, model, plan);
    let mut candidates = Vec::new();
    for source in &sources {
        add_candidates(source, model, &mut candidates);
    }
    let candidate_folds: Vec<StanceWeights> =
        folds(&candidates, plan.candidates).iter().map(Fitted::quantised).collect();
    let mut claims = Vec::new();
    for source in &sources {
        add_claims(source, model, &candidate_folds[source.group % N_FOLDS], &mut claims);
    }
    let claim_folds: Vec<StanceWeights> = folds(&claims, plan.claims).iter().map(Fitted::quantised).collect();
    let (mut rows, mut marks) = (Vec::new(), Vec::new());
    for source in &sources {
        let fold = source.group % N_FOLDS;
        add_rows(source, model, &candidate_folds[fold], &claim_folds[fold], &mut rows, &mut marks);
    }
    let (held_out, marks): (Vec<(f32, bool)>, Vec<Mark>) = held_out(&rows, &marks, plan.trees).into_iter().unzip();
    let curve = curve(&held_out);
    let n_gold = articles[..n_corpus].iter().map(n_stances).sum();
    let positions =
        |by_side: bool| articles[..n_corpus].iter().enumerate().flat_map(move |(idx, a)| a.positions(idx, by_side));
    let report = Report {
        n_candidates: candidates.len(),
        n_claims: claims.len(),
        n_right: claims.iter().filter(|claim| claim.is_right).count(),
        held_out,
        marks,
        n_gold,
        in_articles: positions(false).collect(),
        by_side: positions(true).collect(),
    };
    let all = |examples: &[Example], settings| regress(&examples.iter().collect::<Vec<_>>(), settings).quantised();
    let trees = boost(&rows.iter().collect::<Vec<_>>(), plan.trees);
    (StanceModel::new(all(&candidates, plan.candidates), all(&claims, plan.claims), trees, curve), report)
}

/// The score of each row that is scored, from trees that have not seen its group, and whether it is right, with its mark.
fn held_out(rows: &[boosting::Row], marks: &[Option<Mark>], settings: boosting::Settings) -> Vec<((f32, bool), Mark)> {
    let mut scored = Vec::new();
    for fold in 0..N_FOLDS {
        let (left_out, seen): (Vec<_>, Vec<_>) =
            rows.iter().zip(marks).partition(|(row, _)| row.group % N_FOLDS == fold);
        let seen: Vec<&boosting::Row> = seen.into_iter().map(|(row, _)| row).collect();
        let trees = boost(&seen, settings);
        for (row, mark) in left_out {
            if let Some(mark) = mark {
                let score = trees.score(&row.measures) as f32 / StanceModel::UNIT as f32;
                scored.push(((score, row.is_right), *mark));
            }
        }
    }
    scored
}

/// The stances about entities of an article, each once a sentence.
fn n_stances(article: &GoldArticle) -> usize {
    let passage = Passage::new(&article.text);
    let mut keys: Vec<_> = article
        .stances
        .iter()
        .filter_map(|stance| match stance.target {
            GoldTarget::Entity(target) => {
                let sentence = passage.sentences.partition_point(|sentence| sentence.span.end <= stance.cue.start);
                Some((sentence, stance.holder_idx, target, stance.polarity))
            }
            GoldTarget::Issue(_) => None,
        })
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys.len()
}

fn sources<'a>(
    articles: &'a [GoldArticle],
    n_corpus: usize,
    rows: &'a [Row],
    model: &Model,
    plan: Plan,
) -> Vec<Source<'a>> {
    let mut sources = Vec::new();
    for (article_idx, article) in articles.iter().enumerate() {
        let passage = Passage::new(&article.text);
        let weight = if article_idx < n_corpus { plan.corpus_weight } else { plan.own_weight };
        let with_gold = names_of(article, &passage, model);
        let entities = (0..with_gold.referents.len()).map(Some).collect();
        let tagged = find_names(&passage, model, &mut |_| ControlFlow::Continue(())).unwrap_or_default();
        let tagged_entities = match_entities(article, &tagged);
        for (names, entities, is_tagged) in [(with_gold, entities, false), (tagged, tagged_entities, true)] {
            sources.push(Source {
                text: &article.text,
                names,
                truth: Truth::Article(article, entities),
                group: article_idx,
                weight,
                is_scored: is_tagged && article_idx < n_corpus,
                is_own: article_idx >= n_corpus,
            });
        }
    }
    for (row_idx, row) in rows.iter().enumerate() {
        let passage = Passage::new(&row.sentence);
        let names = super::dse::names_of(row, &passage, model);
        let (truth, group) = (Truth::Judged(row), row_idx);
        let weight = plan.judged_weight;
        let (is_scored, is_own) = (false, false);
        sources.push(Source { text: &row.sentence, names, truth, group, weight, is_scored, is_own });
    }
    sources
}

fn keys_of(source: &Source<'_>, features: Vec<u64>) -> Vec<u32> {
    let mut keys: Vec<u32> = features.into_iter().map(StanceModel::key).collect();
    if matches!(source.truth, Truth::Judged(_)) {
        // What differs between the two guidelines as a whole, so that the rest need not.
        keys.push(StanceModel::key(hash_word("judged by a crowd")));
    }
    if source.is_own {
        keys.push(StanceModel::key(hash_word("an article of ours")));
    }
    keys
}

fn add_candidates(source: &Source<'_>, model: &Model, examples: &mut Vec<Example>) {
    let passage = Passage::new(source.text);
    let scene = Scene::new(&passage, &source.names, model);
    for candidate in scene.candidates() {
        let (holder, target) = (candidate.holder.referent_idx, candidate.target.referent_idx);
        let favors = candidate.polarity == Polarity::Favor;
        if let Some(is_right) = source.truth.says(&passage, candidate.sentence, holder, target, favors) {
            let features = keys_of(source, candidate.features(&scene));
            examples.push(Example { group: source.group, features, is_right, weight: source.weight });
        }
    }
}

fn add_claims(source: &Source<'_>, model: &Model, weights: &StanceWeights, examples: &mut Vec<Example>) {
    let passage = Passage::new(source.text);
    let scene = Scene::new(&passage, &source.names, model);
    let candidates = scene.candidates();
    let scores: Vec<i32> = candidates.iter().map(|candidate| weights.score(&candidate.features(&scene))).collect();
    for claim in scene.claims(&candidates, &scores) {
        let favors = claim.polarity == Polarity::Favor;
        let truth = source.truth.says(&passage, claim.sentence, claim.holder_idx, claim.target_idx, favors);
        if let Some(is_right) = truth {
            let features = keys_of(source, claim.features);
            examples.push(Example { group: source.group, features, is_right, weight: source.weight });
        }
    }
}

impl Source<'_> {
    /// What a claim says, where it is scored.
    fn mark(&self, claim: &Claim) -> Option<Mark> {
        let Truth::Article(_, entity_of) = &self.truth else { return None };
        let favors = claim.polarity == Polarity::Favor;
        let position = |h: usize, t: usize| (self.group, entity_of[h], entity_of[t], favors);
        let (h, t) = (self.names.side(claim.holder_idx), self.names.side(claim.target_idx));
        self.is_scored.then(|| Mark {
            in_article: position(claim.holder_idx, claim.target_idx),
            by_side: (h != t).then(|| position(h, t)),
        })
    }
}

/// The rows of the claims, with scores from models that have not seen the source.
fn add_rows(
    source: &Source<'_>,
    model: &Model,
    of_candidates: &StanceWeights,
    of_claims: &StanceWeights,
    rows: &mut Vec<boosting::Row>,
    marks: &mut Vec<Option<Mark>>,
) {
    let passage = Passage::new(source.text);
    let scene = Scene::new(&passage, &source.names, model);
    let candidates = scene.candidates();
    let score = |candidate: &crate::analysis::Candidate| of_candidates.score(&candidate.features(&scene));
    let scores: Vec<i32> = candidates.iter().map(score).collect();
    let claims = scene.claims(&candidates, &scores);
    let first: Vec<i32> = claims.iter().map(|claim| of_claims.score(&claim.features)).collect();
    for (claim, measures) in claims.iter().zip(scene.measures(&candidates, &scores, &claims, &first)) {
        let favors = claim.polarity == Polarity::Favor;
        let truth = source.truth.says(&passage, claim.sentence, claim.holder_idx, claim.target_idx, favors);
        if let Some(is_right) = truth {
            let (group, weight) = (source.group, source.weight);
            rows.push(boosting::Row { group, measures: measures.to_vec(), is_right, weight });
            marks.push(source.mark(claim));
        }
    }
}

/// The share of right ones by score: a line through log-odds (Platt 1999), by gradient.
fn curve(scored: &[(f32, bool)]) -> Vec<(i32, u16)> {
    let (mut a, mut b) = (1.0_f64, 0.0_f64);
    let n = scored.len().max(1) as f64;
    for _ in 0..6000 {
        let (mut da, mut db) = (0.0, 0.0);
        for &(x, is_right) in scored {
            let x = f64::from(x);
            let error = f64::from(u8::from(is_right)) - 1.0 / (1.0 + (-(a * x + b)).exp());
            da += error * x;
            db += error;
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

/// The share of right ones among held-out claims by probability, for a look at the calibration, and what a threshold there
/// would show.
#[must_use]
pub fn reliability(report: &Report, model: &StanceModel) -> String {
    let mut bins: BTreeMap<u16, (usize, usize)> = BTreeMap::new();
    for &(logit, is_right) in &report.held_out {
        let score = (logit * StanceModel::UNIT as f32).round() as i32;
        let bin = bins.entry(model.confidence(score).percent() / 10).or_default();
        bin.0 += 1;
        bin.1 += usize::from(is_right);
    }
    let percent = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
    let line = |(bin, (n, n_right)): (&u16, &(usize, usize))| {
        let (n_up, n_right_up) = bins.range(bin..).fold((0, 0), |sum, (_, other)| (sum.0 + other.0, sum.1 + other.1));
        format!(
            "{:3} to {:3} %: {n:6} claims, {:5.1} % right; all from {:2} % up: P {:5.1}, R {:5.1}, F1 {:5.1}\n",
            bin * 10,
            bin * 10 + 9,
            percent(*n_right, *n),
            bin * 10,
            percent(n_right_up, n_up),
            percent(n_right_up, report.n_gold),
            percent(2 * n_right_up, n_up + report.n_gold)
        )
    };
    bins.iter().map(line).collect()
}

/// At several thresholds, precision, recall and F1 of the held-out claims: in sentences, in articles, by the sides found.
#[must_use]
pub fn thresholds(report: &Report, model: &StanceModel) -> String {
    let mut text = String::from("threshold | in its sentence P R F1 | of the document P R F1 | by side P R F1\n");
    for percent in [10, 15, 20, 25, 30, 35, 40, 50, 60, 70] {
        let least = Confidence::from_percent(percent);
        let is_shown = |logit: f32| model.confidence((logit * StanceModel::UNIT as f32).round() as i32) >= least;
        let shown = || report.held_out.iter().zip(&report.marks).filter(|((logit, _), _)| is_shown(*logit));
        let n_right = shown().filter(|((_, is_right), _)| *is_right).count();
        let articles: BTreeSet<Position> = shown().map(|(_, mark)| mark.in_article).collect();
        let sides: BTreeSet<Position> = shown().filter_map(|(_, mark)| mark.by_side).collect();
        let show = |n_right: usize, n_found: usize, n_gold: usize| {
            let percent = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
            format!(
                "{:5.1} {:5.1} {:5.1}",
                percent(n_right, n_found),
                percent(n_right, n_gold),
                percent(2 * n_right, n_found + n_gold)
            )
        };
        let of = |found: &BTreeSet<Position>, gold: &BTreeSet<Position>| {
            show(found.intersection(gold).count(), found.len(), gold.len())
        };
        let sentences = show(n_right, shown().count(), report.n_gold);
        let (articles, sides) = (of(&articles, &report.in_articles), of(&sides, &report.by_side));
        let _ = writeln!(text, "     0.{percent:02} | {sentences} | {articles} | {sides}");
    }
    text
}
