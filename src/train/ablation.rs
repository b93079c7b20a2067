//! What each part of the tagger of names is worth. In: a plan to train by, and articles; out: scores with one thing after
//! the other left out. Of the articles that may be looked at, each fourth is tagged in turn by a model that learned the
//! others, so that the figures rest on more than the dev part and on no test article. Two things are tried at a time: to train
//! takes most of an hour otherwise.

use super::corpus::Part;
use super::gold::GoldArticle;
use super::names::{Plan, evaluate, train_names};
use super::score::Scores;
use crate::analysis::names::features::Group;
use crate::model::{Model, Tagger};
use std::{io, thread};

/// What is left out, in words, and the scores without it. `load` gives a model whose weights of names are not used.
///
/// # Errors
/// When a corpus or the model cannot be read.
pub fn rows(
    base: &Plan<'_>,
    corpus: &[GoldArticle],
    own: &[GoldArticle],
    load: &(dyn Fn() -> io::Result<Model> + Sync),
) -> io::Result<Vec<(&'static str, Scores)>> {
    let without = |groups: &'static [Group]| Plan { without: groups, ..base.clone() };
    let variants: [(&'static str, Plan<'_>, &[GoldArticle]); 9] = [
        ("everything", base.clone(), own),
        ("without clusters", without(&[Group::Clusters]), own),
        ("without lists", without(&[Group::Lists]), own),
        ("without the run of capitals", without(&[Group::Run]), own),
        ("without the word elsewhere in the article", without(&[Group::Elsewhere]), own),
        ("without all of these", without(&Group::ALL), own),
        ("without silver corpora", Plan { silver_stride: 0, ..base.clone() }, own),
        ("without swapped names", Plan { swapped_weight: 0.0, ..base.clone() }, own),
        ("without articles of ours", base.clone(), &[]),
    ];
    let scores = |(name, plan, own): &(&'static str, Plan<'_>, &[GoldArticle])| {
        Ok((*name, held_out(plan, corpus, own, &mut load()?)?))
    };
    let mut rows = Vec::new();
    for two in variants.chunks(2) {
        let done: Vec<io::Result<(&'static str, Scores)>> = thread::scope(|scope| {
            let started: Vec<_> = two.iter().map(|variant| scope.spawn(|| scores(variant))).collect();
            started.into_iter().map(|thread| thread.join().expect("a panic of a part is one of the whole")).collect()
        });
        rows.extend(done.into_iter().collect::<io::Result<Vec<_>>>()?);
    }
    Ok(rows)
}

/// The scores of articles held out in turn.
///
/// # Errors
/// When a corpus cannot be read.
pub fn held_out(plan: &Plan<'_>, corpus: &[GoldArticle], own: &[GoldArticle], model: &mut Model) -> io::Result<Scores> {
    const N_RESIDUES: usize = 5;
    let mut scores = Scores::default();
    for fold in (0..N_RESIDUES).filter(|residue| Part::of(*residue) != Part::Test) {
        let (held_out, learned): (Vec<_>, Vec<_>) = (0..)
            .zip(corpus)
            .filter(|(idx, _)| Part::of(*idx) != Part::Test)
            .partition(|(idx, _)| idx % N_RESIDUES == fold);
        let articles: Vec<&GoldArticle> = learned.into_iter().map(|(_, article)| article).chain(own).collect();
        let plan = Plan { calibration: articles.clone(), articles, ..plan.clone() };
        model.tagger = Tagger::load(train_names(&plan)?.leak()).map_err(io::Error::other)?;
        let held_out: Vec<GoldArticle> = held_out.into_iter().map(|(_, article): (usize, _)| article.clone()).collect();
        scores.join(&evaluate(model, &held_out, false));
    }
    Ok(scores)
}
