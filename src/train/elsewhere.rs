//! How the tagger of names does on text that is not ours and follows other conventions. In: corpora that nothing is learned
//! from; out: scores over the types that a corpus marks. Where a corpus' type may be one of several of ours, each is right.

use super::corpora::{Lesson, Types, bit, crossner, slue, uner};
use super::score::Tally;
use crate::analysis::names::found::NameType;
use crate::analysis::{Passage, find_names};
use crate::model::Model;
use crate::text::Span;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

/// A corpus that is only looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// Newswire and encyclopedia (Universal NER, English PUD).
    Newswire,
    /// The European Parliament (SLUE VoxPopuli, dev).
    Parliament,
    /// Encyclopedia articles about politics (CrossNER politics, test).
    Politics,
}

impl Check {
    pub const ALL: [Self; 3] = [Self::Newswire, Self::Parliament, Self::Politics];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Newswire => "uner-pud",
            Self::Parliament => "slue-dev",
            Self::Politics => "crossner-politics-test",
        }
    }

    fn lessons(self, shared: &Path, model: &Model) -> Vec<Lesson> {
        let path = shared.join("data/ner");
        match self {
            Self::Newswire => uner(&path.join("uner-pud.iob2"), &model.gazetteer),
            Self::Parliament => slue(&path.join("slue-dev.jsonl"), &model.gazetteer, 1.0),
            Self::Politics => crossner(&path.join("crossner-politics-test.iob2"), &model.gazetteer),
        }
    }

    /// The types that it marks.
    const fn marked(self) -> Types {
        let places = bit(NameType::Person) | bit(NameType::Org) | bit(NameType::Gpe) | bit(NameType::Loc);
        match self {
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
#[must_use]
pub fn check(check: Check, shared: &Path, model: &Model) -> CheckScores {
    let mut scores = CheckScores::default();
    for lesson in check.lessons(shared, model) {
        scores.n_texts += 1;
        let passage = Passage::new(&lesson.text);
        let names = find_names(&passage, model, &mut |_| ControlFlow::Continue(())).unwrap_or_default();
        // Marks that are none of our types, or whose type is open, count neither way.
        let is_open = |span: Span| lesson.spans.iter().any(|(other, types)| *types == 0 && other.overlaps(span));
        let found: Vec<(Span, Types)> = names
            .mentions
            .iter()
            .filter_map(|m| Some((m.span, NameType::ALL.into_iter().find(|ty| ty.label() == m.label)?)))
            .filter(|(_, ty)| *ty != NameType::Date)
            .map(|(span, ty)| (span, bit(ty)))
            .filter(|(span, types)| types & check.marked() != 0 && !is_open(*span))
            .collect();
        let wanted: Vec<(Span, Types)> = lesson.spans.iter().filter(|(_, types)| *types != 0).copied().collect();
        let tally = |wanted: &[(Span, Types)], found: &[(Span, Types)], is_typed: bool| Tally {
            right: found
                .iter()
                .filter(|(span, ty)| {
                    wanted.iter().any(|(other, types)| other == span && (!is_typed || types & ty != 0))
                })
                .count(),
            found: found.len(),
            wanted: wanted.len(),
        };
        scores.mention.join(&tally(&wanted, &found, true));
        scores.span.join(&tally(&wanted, &found, false));
        for types in
            [bit(NameType::Person), bit(NameType::Org), bit(NameType::Gpe) | bit(NameType::Loc), bit(NameType::Norp)]
        {
            let of = |all: &[(Span, Types)]| -> Vec<(Span, Types)> {
                all.iter().filter(|(_, ty)| ty & types != 0 && ty & !types == 0).copied().collect()
            };
            let (wanted, found) = (of(&wanted), of(&found));
            scores.by_types.entry(names_of(types)).or_default().join(&tally(&wanted, &found, true));
        }
    }
    scores
}

fn names_of(types: Types) -> String {
    let all = NameType::ALL.into_iter().filter(|ty| *ty != NameType::Date && bit(*ty) & types != 0);
    all.map(|ty| ty.label().to_string()).collect::<Vec<_>>().join("/")
}
