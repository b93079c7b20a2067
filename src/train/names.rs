//! Training and measuring the name tagger. In: the folders with corpora; out: the model file and its scores.

use super::corpora::{ANY, Sample, gmb, sample_of, slue, wikigold};
use super::crf::{Example, Settings, train};
use super::gold::GoldArticle;
use super::score::Scores;
use super::swap::Stock;
use crate::analysis::names::dates::find_dates;
use crate::analysis::names::features::{Evidence, Group};
use crate::analysis::names::found::NameType;
use crate::analysis::names::tag::{
    Lattice, N_TYPES, Transitions, UNITS_PER_NAT, names_of, position_in, read_names, tag_of,
};
use crate::analysis::names::words::{Case, Words};
use crate::analysis::{Passage, find_names};
use crate::model::{Gazetteer, Model, N_CALIBRATION, Tables, Tagger, TaggerError, Weights};
use std::io;
use std::ops::{ControlFlow, Range};
use std::path::Path;

/// Where things are, and how much to learn from.
#[derive(Clone, Debug)]
pub struct Plan<'p> {
    /// The folder with `corpus` and `data`.
    pub shared: &'p Path,
    /// The lists and clusters that features look at.
    pub gazetteer: &'p Gazetteer,
    /// Features of these groups are not learned.
    pub without: &'p [Group],
    /// Articles that follow the codebook, to learn from.
    pub articles: Vec<&'p GoldArticle>,
    /// Articles that confidence is calibrated on.
    pub calibration: Vec<&'p GoldArticle>,
    /// Every how many blocks of the silver corpus are read; 1 is all of it, 0 nothing silver at all.
    pub silver_stride: usize,
    pub settings: Settings,
    pub silver_weight: f32,
    /// What a sentence with other names in it weighs; 0 for none.
    pub swapped_weight: f32,
    /// How many nats worse than the first model's own tags a corpus' tags may look before the sentence is left out.
    pub patience: i32,
}

/// Trains on the plan's corpora and calibrates.
///
/// # Errors
/// When a corpus cannot be read.
pub fn train_names(plan: &Plan<'_>) -> io::Result<Vec<u8>> {
    let gazetteer = plan.gazetteer;
    let mut gold = articles_of(plan);
    if plan.swapped_weight > 0.0 {
        let stock = Stock::new(&Tables::SHIPPED);
        let swap = |(seed, sample): (u64, &Sample)| stock.swapped(sample, gazetteer, seed, plan.swapped_weight);
        let swapped: Vec<Sample> = (1..).zip(&gold).map(swap).collect();
        gold.extend(swapped);
    }
    gold.extend(parliament(plan));
    let mut examples = examples_of_all(&gold, plan, None);
    let teacher = Teacher::of(&examples, plan)?;
    examples.extend(examples_of_all(&silver_of(plan), plan, Some(&teacher)));
    let mut weights = train(&examples, &plan.settings);
    weights.calibration = (0..N_CALIBRATION).map(|n| (n * 10_000 / (N_CALIBRATION - 1)) as u16).collect();
    weights.calibration = calibrate(&weights, &plan.calibration, gazetteer).map_err(io::Error::other)?;
    Ok(weights.to_bytes())
}

fn articles_of(plan: &Plan<'_>) -> Vec<Sample> {
    plan.articles.iter().map(|article| sample_of(article, 1.0)).collect()
}

fn parliament(plan: &Plan<'_>) -> Vec<Sample> {
    slue(&plan.shared.join("data/ner/slue-train.jsonl"), plan.gazetteer, 0.3)
}

fn silver_of(plan: &Plan<'_>) -> Vec<Sample> {
    let Plan { shared, gazetteer, silver_stride, silver_weight, .. } = *plan;
    if silver_stride == 0 {
        return Vec::new();
    }
    let bank = gmb(shared, gazetteer, silver_weight).into_iter().step_by(silver_stride);
    bank.chain(wikigold(shared, gazetteer, silver_weight)).collect()
}

/// All that [`train_names`] learns from but the swapped names, for taggers of another make: a token and its tag a line, a
/// blank line after each sentence. What corpora leave open is settled as there.
///
/// # Errors
/// When a corpus cannot be read.
pub fn training_columns(plan: &Plan<'_>) -> io::Result<String> {
    let gold: Vec<Sample> = articles_of(plan).into_iter().chain(parliament(plan)).collect();
    let teacher = Teacher::of(&examples_of_all(&gold, plan, None), plan)?;
    let mut columns = String::new();
    for sample in gold.iter().chain(&silver_of(plan)) {
        let passage = Passage::new(&sample.text);
        let words = Words::new(&passage, plan.gazetteer);
        let dates = find_dates(&words);
        let evidence = Evidence::new(&words, &dates);
        let allowed = allowed_tags(sample, &words);
        for sentence in &passage.sentences {
            let tokens = sentence.tokens.clone();
            let Some(settled) = teacher.settle(&evidence, tokens.clone(), &allowed[tokens.clone()]) else { continue };
            let tags: Vec<usize> = settled.iter().map(|tag| tag.trailing_zeros() as usize).collect();
            let names = names_of(&tags);
            for (at, idx) in tokens.enumerate() {
                let name = names.iter().find(|(name, _)| name.contains(&at));
                let tag = name.map(|(name, ty)| (at == name.start, NameType::ALL[*ty].label().to_string()));
                columns
                    .push_str(&column_row(passage.word(idx), tag.as_ref().map(|(starts, ty)| (*starts, ty.as_str()))));
            }
            columns.push('\n');
        }
    }
    Ok(columns)
}

/// A token and its tag in the BIO scheme, on a line.
pub(super) fn column_row(word: &str, tag: Option<(bool, &str)>) -> String {
    match tag {
        Some((starts, ty)) => format!("{word}\t{}-{ty}\n", if starts { 'B' } else { 'I' }),
        None => format!("{word}\tO\n"),
    }
}

/// A first model, learned from gold alone, that settles what other corpora leave open.
struct Teacher {
    tagger: Tagger,
    transitions: Transitions,
    /// In units of score.
    patience: i32,
}

impl Teacher {
    fn of(gold: &[Example], plan: &Plan<'_>) -> io::Result<Self> {
        let tagger = Tagger::load(train(gold, &plan.settings).to_bytes().leak()).map_err(io::Error::other)?;
        let transitions = Transitions::new(&tagger);
        Ok(Self { tagger, transitions, patience: plan.patience * UNITS_PER_NAT })
    }

    /// The best tags among those allowed; `None` where the teacher does not believe them.
    fn settle(&self, evidence: &Evidence<'_>, tokens: Range<usize>, allowed: &[u32]) -> Option<Vec<u32>> {
        let lattice = Lattice::new(evidence, tokens, &self.tagger);
        let free = lattice.best(&self.transitions);
        let best = lattice.score_of(&free, &self.transitions);
        let held = lattice.best_of(allowed, &self.transitions);
        let gap = best - lattice.score_of(&held, &self.transitions);
        (gap <= self.patience).then(|| held.into_iter().map(|tag| 1 << tag).collect())
    }
}

fn examples_of_all(samples: &[Sample], plan: &Plan<'_>, teacher: Option<&Teacher>) -> Vec<Example> {
    samples.iter().flat_map(|sample| examples_of(sample, plan, teacher)).collect()
}

/// The sentences of a sample, each token with its features and the tags it may have.
fn examples_of(sample: &Sample, plan: &Plan<'_>, teacher: Option<&Teacher>) -> Vec<Example> {
    let passage = Passage::new(&sample.text);
    let words = Words::new(&passage, plan.gazetteer);
    let dates = find_dates(&words);
    let evidence = Evidence::new(&words, &dates);
    let allowed = allowed_tags(sample, &words);
    let mut features = Vec::new();
    let mut examples = Vec::new();
    for sentence in &passage.sentences {
        let tokens = sentence.tokens.clone();
        let open = &allowed[tokens.clone()];
        let settled = match teacher {
            Some(teacher) => teacher.settle(&evidence, tokens.clone(), open),
            None => Some(open.to_vec()),
        };
        let Some(allowed) = settled else { continue };
        let mut example = Example { ends: Vec::new(), features: Vec::new(), allowed, weight: sample.weight };
        for idx in tokens {
            evidence.features_without(idx, plan.without, &mut features);
            example.features.extend(&features);
            example.ends.push(u32::try_from(example.features.len()).unwrap_or(u32::MAX));
        }
        examples.push(example);
    }
    examples
}

/// The tags of some types at one position.
fn all_at(types: u8, position: usize) -> u32 {
    (0..N_TYPES).filter(|t| types & (1 << t) != 0).fold(0, |tags, t| tags | 1 << tag_of(t, position))
}

fn allowed_tags(sample: &Sample, words: &Words<'_>) -> Vec<u32> {
    let tokens = &words.passage.tokens;
    let all_of = |types: u8| {
        (0..N_TYPES)
            .filter(|t| types & (1 << t) != 0)
            .fold(0, |tags, t| (0..4).fold(tags, |tags, p| tags | 1 << tag_of(t, p)))
    };
    let is_big = |idx: usize| words.words.get(idx).is_some_and(|w| !matches!(w.case, Case::Lower | Case::None));
    let open = 1 | all_of(sample.unmarked);
    let mut allowed: Vec<u32> = (0..tokens.len())
        .map(|idx| {
            let is_inside = idx > 0 && is_big(idx - 1) && is_big(idx + 1);
            if sample.unmarked != 0 && (is_big(idx) || is_inside) { open } else { 1 }
        })
        .collect();
    for (span, types) in &sample.spans {
        let first = tokens.partition_point(|t| t.span.end <= span.start);
        let end = tokens.partition_point(|t| t.span.start < span.end);
        if first >= end {
            continue;
        }
        let fits = tokens[first].span.start == span.start && tokens[end - 1].span.end == span.end;
        if !fits || *types == 0 {
            allowed[first..end].fill(1 | all_of(ANY));
            continue;
        }
        for (idx, tags) in allowed.iter_mut().enumerate().filter(|(idx, _)| (first..end).contains(idx)) {
            *tags = all_at(*types, position_in(idx, &(first..end)));
        }
    }
    allowed
}

/// Isotonic shares of right names on the dev articles, by probability (Zadrozny and Elkan 2002).
fn calibrate(weights: &Weights, articles: &[&GoldArticle], gazetteer: &Gazetteer) -> Result<Vec<u16>, TaggerError> {
    let tagger = Tagger::load(weights.to_bytes().leak())?;
    let transitions = Transitions::new(&tagger);
    let mut seen: Vec<(f64, bool)> = Vec::new();
    for article in articles {
        let passage = Passage::new(&article.text);
        let words = Words::new(&passage, gazetteer);
        let dates = find_dates(&words);
        let evidence = Evidence::new(&words, &dates);
        for sentence in &passage.sentences {
            let lattice = Lattice::new(&evidence, sentence.tokens.clone(), &tagger);
            for tagged in read_names(&lattice, sentence.tokens.start, &transitions) {
                let span = passage.span(tagged.tokens.clone());
                let is_right = article.mentions.iter().any(|m| m.span == span && m.label == tagged.ty.label());
                seen.push((tagged.probability, is_right));
            }
        }
    }
    seen.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Pool adjacent violators: (sum of right, count), never falling.
    let mut pools: Vec<(f64, f64, f64)> = Vec::new();
    for (probability, is_right) in seen {
        pools.push((f64::from(u8::from(is_right)), 1.0, probability));
        while let [.., a, b] = pools.as_slice()
            && a.0 / a.1 >= b.0 / b.1
        {
            let joined = (a.0 + b.0, a.1 + b.1, b.2);
            pools.truncate(pools.len() - 2);
            pools.push(joined);
        }
    }
    Ok((0..N_CALIBRATION)
        .map(|step| {
            let probability = step as f64 / (N_CALIBRATION - 1) as f64;
            let pool = pools.iter().find(|p| p.2 >= probability).or(pools.last());
            // A few imagined cases keep small pools from saying "never" or "always".
            pool.map_or(5_000, |p| ((p.0 + 10.0 * probability) / (p.1 + 10.0) * 10_000.0).round() as u16)
        })
        .collect())
}

/// Measures a model on one part of the reference articles, and prints its errors where asked.
#[must_use]
pub fn evaluate(model: &Model, articles: &[GoldArticle], show_errors: bool) -> Scores {
    let mut scores = Scores::default();
    for article in articles {
        let passage = Passage::new(&article.text);
        let names = find_names(&passage, model, &mut |_| ControlFlow::Continue(())).unwrap_or_default();
        scores.add(article, &names);
        if show_errors {
            for error in errors(article, &names) {
                println!("{:.20}\t{error}", article.title);
            }
        }
    }
    scores
}

/// One line for each mention that is missing, spurious, or of another type.
fn errors(article: &GoldArticle, names: &crate::analysis::Names) -> Vec<String> {
    let text = &article.text;
    let around = |range: Range<usize>| {
        let start = (0..=range.start.saturating_sub(30)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let end = (range.end + 25..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        format!("{}<<{}>>{}", &text[start..range.start], &text[range.clone()], &text[range.end..end.max(range.end)])
            .replace('\n', "/")
    };
    let mut lines = Vec::new();
    for gold in &article.mentions {
        let exact = names.mentions.iter().find(|m| m.span == gold.span);
        match exact {
            Some(found) if found.label == gold.label => {}
            Some(found) => {
                lines.push((gold.span, format!("TYPE {}>{}\t{}", gold.label, found.label, around(gold.span.range()))))
            }
            None => lines.push((gold.span, format!("MISS {}\t{}", gold.label, around(gold.span.range())))),
        }
    }
    for found in &names.mentions {
        if article.mentions.iter().all(|m| m.span != found.span) {
            let confidence = found.confidence.percent();
            lines.push((found.span, format!("SPUR {} {confidence}\t{}", found.label, around(found.span.range()))));
        }
    }
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}
