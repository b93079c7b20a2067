//! How well learning from the reader works: a simulated reader corrects every error of one reference article after the
//! other. In: articles and a model; out: the scores of each article with what was learned from those before it. It also
//! chooses the anchors that ship.

use super::gold::GoldArticle;
use super::score::Scores;
use crate::analysis::{Names, Passage, find_names, learn};
use crate::annotation::{Label, Lesson, Lessons, Taught};
use crate::model::{Model, Overlay};
use crate::text::Span;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

fn names_in(article: &GoldArticle, model: &Model) -> Names {
    let passage = Passage::new(&article.text);
    find_names(&passage, model, &mut |_| ControlFlow::Continue(())).unwrap_or_default()
}

/// What a reader who knows the reference would correct of `names`; a name only once for each type.
#[must_use]
pub fn corrections(article: &GoldArticle, names: &Names) -> Vec<Lesson> {
    let passage = Passage::new(&article.text);
    let mut decided: Vec<(Span, Option<Label>)> = Vec::new();
    for gold in &article.mentions {
        if !names.mentions.iter().any(|found| found.span == gold.span && found.label == gold.label) {
            decided.push((gold.span, Some(gold.label.clone())));
        }
    }
    for found in &names.mentions {
        if !article.mentions.iter().any(|gold| gold.span.overlaps(found.span)) {
            decided.push((found.span, None));
        }
    }
    let mut seen = BTreeSet::new();
    let mut lessons = Vec::new();
    for (span, label) in decided {
        let Some(sentence) = passage.sentences.iter().find(|sentence| sentence.span.encloses(span)) else { continue };
        if seen.insert((article.text[span.range()].to_owned(), label.clone())) {
            let taught = Taught::Name {
                sentence: article.text[sentence.span.range()].to_owned(),
                span: Span::new(span.start - sentence.span.start, span.end - sentence.span.start),
                label,
            };
            lessons.push(Lesson { article: article.title.clone(), taught });
        }
    }
    lessons.extend(sides(article, names));
    lessons
}

/// The affiliations that are wrong or missing.
fn sides(article: &GoldArticle, names: &Names) -> Vec<Lesson> {
    let referent_of = |entity_idx: usize| {
        let spans: Vec<Span> =
            article.mentions.iter().filter(|m| m.entity_idx == Some(entity_idx)).map(|m| m.span).collect();
        names.mentions.iter().find(|m| spans.contains(&m.span)).and_then(|m| m.referent_idx)
    };
    let lesson_of = |(entity_idx, entity): (usize, &super::gold::GoldEntity)| {
        let referent = &names.referents[referent_of(entity_idx)?];
        let wanted = entity.affiliation_idx.and_then(referent_of);
        if wanted == referent.affiliation_idx || entity.affiliation_idx.is_some() && wanted.is_none() {
            return None;
        }
        let side = entity.affiliation_idx.map(|idx| article.entities[idx].name.clone());
        let taught = Taught::Side { names: vec![referent.name.clone(), entity.name.clone()], side };
        Some(Lesson { article: article.title.clone(), taught })
    };
    article.entities.iter().enumerate().filter_map(lesson_of).collect()
}

/// One article of a simulation.
#[derive(Clone, Debug)]
pub struct Step {
    /// How many lessons had been given before it, and how many corrections it still needed.
    pub n_lessons: usize,
    pub n_corrections: usize,
    /// How many it needs without anything learned.
    pub n_unlearned: usize,
    pub learned: Scores,
    pub unlearned: Scores,
    /// Of a new article, the errors that learning made: names right without it and wrong with it.
    pub n_weights: usize,
}

/// Reads the articles in their order and corrects each before the next.
#[must_use]
pub fn simulate(articles: &[&GoldArticle], model: &mut Model) -> Vec<Step> {
    let mut lessons = Lessons::default();
    let mut steps = Vec::new();
    for article in articles {
        model.overlay = Overlay::default();
        let unlearned = names_in(article, model);
        model.overlay = learn(lessons.as_slice(), model);
        let names = names_in(article, model);
        let given = corrections(article, &names);
        let mut step = Step {
            n_lessons: lessons.as_slice().len(),
            n_corrections: given.len(),
            n_unlearned: corrections(article, &unlearned).len(),
            learned: Scores::default(),
            unlearned: Scores::default(),
            n_weights: model.overlay.n_weights(),
        };
        step.learned.add(article, &names);
        step.unlearned.add(article, &unlearned);
        steps.push(step);
        for lesson in given {
            lessons.add(lesson);
        }
    }
    model.overlay = Overlay::default();
    steps
}

/// Sentences that the model tags right all by themselves, in `[Ankara|GPE]` markup: at most two of an article, then
/// those with types that are rare.
#[must_use]
pub fn choose_anchors(articles: &[GoldArticle], model: &Model, n_wanted: usize) -> Vec<String> {
    let candidates: Vec<Vec<(String, bool)>> = articles.iter().map(|article| candidates_of(article, model)).collect();
    let mut chosen: BTreeSet<(usize, usize)> = BTreeSet::new();
    for only_rare in [true, false] {
        for nth in 0..3 {
            for (article_idx, sentences) in candidates.iter().enumerate() {
                let mut fitting = sentences.iter().enumerate().filter(|(_, (_, is_rare))| *is_rare || !only_rare);
                if let Some((idx, _)) = fitting.nth(nth)
                    && chosen.len() < n_wanted
                {
                    chosen.insert((article_idx, idx));
                }
            }
        }
    }
    chosen.into_iter().map(|(article_idx, idx)| candidates[article_idx][idx].0.clone()).collect()
}

/// The sentences of an article that can be anchors, and whether they have a rare type.
fn candidates_of(article: &GoldArticle, model: &Model) -> Vec<(String, bool)> {
    let passage = Passage::new(&article.text);
    let mut found = Vec::new();
    for sentence in &passage.sentences {
        let text = &article.text[sentence.span.range()];
        let marks: Vec<(Span, &Label)> = article
            .mentions
            .iter()
            .filter(|m| sentence.span.encloses(m.span) && m.label != Label::DATE)
            .map(|m| (Span::new(m.span.start - sentence.span.start, m.span.end - sentence.span.start), &m.label))
            .collect();
        if marks.len() < 2 || !(60..=200).contains(&text.len()) || text.contains(['[', ']', '|', '\n', '#']) {
            continue;
        }
        let alone = Passage::new(text);
        let names = find_names(&alone, model, &mut |_| ControlFlow::Continue(())).unwrap_or_default();
        let tagged: Vec<(Span, &Label)> =
            names.mentions.iter().filter(|m| m.label != Label::DATE).map(|m| (m.span, &m.label)).collect();
        if tagged == marks {
            let is_rare = marks.iter().any(|(_, label)| [Label::LOC, Label::EVENT, Label::PRODUCT].contains(label));
            found.push((marked(text, &marks), is_rare));
        }
    }
    found
}

fn marked(text: &str, marks: &[(Span, &Label)]) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for (span, label) in marks {
        out += &format!("{}[{}|{label}]", &text[at..span.start], &text[span.range()]);
        at = span.end;
    }
    out + &text[at..]
}
