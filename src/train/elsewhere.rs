//! How the tagger of names does on text that nothing is learned from, most of it of other conventions. In: corpora; out:
//! scores over the types that a corpus marks, dates aside. Where a corpus' type may be one of several of ours, each is right.

use super::corpora::{ANY, Sample, Types, bit, crossner, sample_of, slue, uner};
use super::corpus::{Part, read_articles};
use super::names::column_row;
use crate::analysis::names::found::NameType;
use crate::analysis::{Passage, find_names};
use crate::evaluation::Tally;
use crate::model::{Gazetteer, Model};
use crate::text::Span;
use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

/// A corpus that is only looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// The reference articles held back to choose settings by, and those held back to the end.
    Dev,
    Test,
    /// Newswire and encyclopedia (Universal NER, English PUD).
    Newswire,
    /// The European Parliament (SLUE VoxPopuli, dev).
    Parliament,
    /// Encyclopedia articles about politics (CrossNER politics, test).
    Politics,
}

impl Check {
    pub const ALL: [Self; 5] = [Self::Dev, Self::Test, Self::Newswire, Self::Parliament, Self::Politics];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Test => "test",
            Self::Newswire => "uner-pud",
            Self::Parliament => "slue-dev",
            Self::Politics => "crossner-politics-test",
        }
    }

    fn samples(self, shared: &Path, gazetteer: &Gazetteer) -> io::Result<Vec<Sample>> {
        let path = shared.join("data/ner");
        let articles = |part| -> io::Result<Vec<Sample>> {
            let articles = read_articles(&shared.join("corpus"), Some(part))?;
            Ok(articles.iter().map(|article| sample_of(article, 1.0)).collect())
        };
        Ok(match self {
            Self::Dev => articles(Part::Dev)?,
            Self::Test => articles(Part::Test)?,
            Self::Newswire => uner(&path.join("uner-pud.iob2"), gazetteer),
            Self::Parliament => slue(&path.join("slue-dev.jsonl"), gazetteer, 1.0),
            Self::Politics => crossner(&path.join("crossner-politics-test.iob2"), gazetteer),
        })
    }

    /// The types that it marks.
    const fn marked(self) -> Types {
        let places = bit(NameType::Person) | bit(NameType::Org) | bit(NameType::Gpe) | bit(NameType::Loc);
        match self {
            Self::Dev | Self::Test => ANY,
            Self::Newswire => places,
            Self::Parliament => places | bit(NameType::Norp) | bit(NameType::Event) | bit(NameType::Product),
            Self::Politics => places | bit(NameType::Event),
        }
    }
}

/// Scores of one corpus.
#[derive(Clone, Debug, Default)]
pub struct CheckScores {
    pub n_texts: usize,
    pub mention: Tally,
    pub span: Tally,
    /// By the types that a mark may be of.
    pub by_types: BTreeMap<String, Tally>,
}

/// Tags a corpus and compares.
///
/// # Errors
/// When the reference articles cannot be read; another corpus that is not there is empty.
pub fn check(check: Check, shared: &Path, model: &Model) -> io::Result<CheckScores> {
    let mut scores = CheckScores::default();
    for sample in check.samples(shared, &model.gazetteer)? {
        scores.n_texts += 1;
        let passage = Passage::new(&sample.text);
        let names = find_names(&passage, model, &mut |_| ControlFlow::Continue(())).unwrap_or_default();
        // Marks that are none of our types, or whose type is open, count neither way.
        let is_open = |span: Span| sample.spans.iter().any(|(other, types)| *types == 0 && other.overlaps(span));
        let found: Vec<(Span, Types)> = names
            .mentions
            .iter()
            .filter_map(|m| Some((m.span, NameType::ALL.into_iter().find(|ty| ty.label() == m.label)?)))
            .filter(|(_, ty)| *ty != NameType::Date)
            .map(|(span, ty)| (span, bit(ty)))
            .filter(|(span, types)| types & check.marked() != 0 && !is_open(*span))
            .collect();
        let wanted: Vec<(Span, Types)> = sample.spans.iter().filter(|(_, types)| *types != 0).copied().collect();
        let add = |tally: &mut Tally, wanted: &[(Span, Types)], found: &[(Span, Types)], is_typed: bool| {
            let is_right = |(span, ty): &&(Span, Types)| {
                wanted.iter().any(|(other, types)| other == span && (!is_typed || types & ty != 0))
            };
            tally.add_counts(found.iter().filter(is_right).count(), found.len(), wanted.len());
        };
        add(&mut scores.mention, &wanted, &found, true);
        add(&mut scores.span, &wanted, &found, false);
        for types in
            [bit(NameType::Person), bit(NameType::Org), bit(NameType::Gpe) | bit(NameType::Loc), bit(NameType::Norp)]
        {
            let of = |all: &[(Span, Types)]| -> Vec<(Span, Types)> {
                all.iter().filter(|(_, ty)| ty & types != 0 && ty & !types == 0).copied().collect()
            };
            let (wanted, found) = (of(&wanted), of(&found));
            add(scores.by_types.entry(names_of(types)).or_default(), &wanted, &found, true);
        }
    }
    Ok(scores)
}

/// The corpus for taggers of another make, as [`super::names::training_columns`] has it. A first line names the types that
/// it marks; types joined by "/" are right each, "?" is open.
///
/// # Errors
/// As [`check`].
pub fn columns(check: Check, shared: &Path, gazetteer: &Gazetteer) -> io::Result<String> {
    let mut columns = format!("# {}\n\n", names_of(check.marked()));
    for sample in check.samples(shared, gazetteer)? {
        let passage = Passage::new(&sample.text);
        for sentence in &passage.sentences {
            for idx in sentence.tokens.clone() {
                let span = passage.tokens[idx].span;
                let name = sample.spans.iter().find(|(name, _)| name.overlaps(span));
                let types = name.map(|(_, types)| if *types == 0 { "?".to_owned() } else { names_of(*types) });
                let starts = name.is_some_and(|(name, _)| span.start <= name.start);
                columns.push_str(&column_row(passage.word(idx), types.as_deref().map(|types| (starts, types))));
            }
            columns.push('\n');
        }
    }
    Ok(columns)
}

fn names_of(types: Types) -> String {
    let all = NameType::ALL.into_iter().filter(|ty| *ty != NameType::Date && bit(*ty) & types != 0);
    all.map(|ty| ty.label().to_string()).collect::<Vec<_>>().join("/")
}
