//! Sentences in which people judged the side between two marked names (Park, Pan and Joo 2021). In: the table; out:
//! examples for the ranker. The judgements are noisy and follow another guideline, so that they only lend a hand.

use crate::analysis::{NameMention, Names, Passage, Referent, find_names, token_range};
use crate::annotation::{Confidence, Label, Polarity};
use crate::model::Model;
use crate::text::Span;
use std::ops::ControlFlow;

/// A row: a sentence with two names and what the first thinks of the second, or the other way round.
#[derive(Clone, Debug)]
pub struct Row {
    pub sentence: String,
    pub names: [Span; 2],
    /// Index of the holder, 0 or 1, and polarity; `None` for neutral.
    pub stance: Option<(usize, Polarity)>,
}

/// The rows of `part`.
#[must_use]
pub fn read_rows(table: &str, part: &str) -> Vec<Row> {
    table.lines().filter_map(|line| read_row(line, part)).collect()
}

fn read_row(line: &str, part: &str) -> Option<Row> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [this_part, label, start1, end1, _, start2, end2, _, sentence] = fields[..] else { return None };
    if this_part != part {
        return None;
    }
    let byte = |code_points: &str| {
        let n: usize = code_points.parse().ok()?;
        sentence.char_indices().map(|(at, _)| at).chain([sentence.len()]).nth(n)
    };
    let names = [Span::new(byte(start1)?, byte(end1)?), Span::new(byte(start2)?, byte(end2)?)];
    let stance = match label {
        "pos_12" => Some((0, Polarity::Favor)),
        "pos_21" => Some((1, Polarity::Favor)),
        "neg_12" => Some((0, Polarity::Against)),
        "neg_21" => Some((1, Polarity::Against)),
        _ => None,
    };
    Some(Row { sentence: sentence.to_owned(), names, stance })
}

/// The names of a row's sentence: first the two that are marked, then what the tagger finds besides.
#[must_use]
pub fn names_of(row: &Row, passage: &Passage<'_>, model: &Model) -> Names {
    let found = find_names(passage, model, &mut |_| ControlFlow::Continue(())).unwrap_or_default();
    let mut names = Names::default();
    let mut stands_for = vec![None; found.referents.len()];
    for (idx, &span) in row.names.iter().enumerate() {
        let known = found.mentions.iter().find(|mention| mention.span.overlaps(span));
        let label = known.map_or(Label::PERSON, |mention| mention.label.clone());
        if let Some(referent_idx) = known.and_then(|mention| mention.referent_idx) {
            stands_for[referent_idx].get_or_insert(idx);
        }
        let name = passage.text[span.range()].to_owned();
        names.referents.push(Referent {
            name,
            label,
            link: None,
            affiliation_idx: None,
            gender: None,
            roles: Vec::new(),
        });
    }
    for (idx, referent) in found.referents.into_iter().enumerate() {
        if stands_for[idx].is_none() {
            stands_for[idx] = Some(names.referents.len());
            names.referents.push(Referent { affiliation_idx: None, ..referent });
        }
    }
    for (idx, &span) in row.names.iter().enumerate() {
        names.mentions.push(NameMention {
            span,
            tokens: token_range(&passage.tokens, span),
            label: names.referents[idx].label.clone(),
            referent_idx: Some(idx),
            confidence: Confidence::CERTAIN,
            reason: String::new(),
        });
    }
    for mention in found.mentions {
        if row.names.iter().all(|span| !span.overlaps(mention.span)) {
            names
                .mentions
                .push(NameMention { referent_idx: mention.referent_idx.and_then(|idx| stands_for[idx]), ..mention });
        }
    }
    names.mentions.sort_by_key(|mention| mention.span);
    names.anaphors = found
        .anaphors
        .into_iter()
        .filter_map(|anaphor| anaphor.renamed(|referent_idx| stands_for[referent_idx]))
        .collect();
    names
}
