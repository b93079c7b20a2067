//! Names by rule and word list alone: a floor under the trained tagger, and what trains are measured against.
//! In: the words of a passage; out: names, in order, none overlapping another.

use crate::analysis::names::found::NameType;
use crate::analysis::names::words::{Case, Words};
use crate::model::Kinds;
use std::ops::Range;

/// Finds names (all types but dates) by the gazetteer and by runs of capitalised words.
#[must_use]
pub fn find_by_rules(words: &Words<'_>) -> Vec<(Range<usize>, NameType)> {
    let mut found = Vec::new();
    for sentence in &words.passage.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match name_at(words, at, sentence.tokens.end) {
                Some((tokens, ty)) => {
                    at = tokens.end;
                    found.push((tokens, ty));
                }
                None => at += 1,
            }
        }
    }
    found
}

fn name_at(words: &Words<'_>, at: usize, end: usize) -> Option<(Range<usize>, NameType)> {
    let from = words.matches.partition_point(|m| m.tokens.start < at);
    let longest = words.matches[from..]
        .iter()
        .take_while(|m| m.tokens.start == at)
        .find_map(|m| Some((m.tokens.clone(), type_of(m.entry.kinds)?)));
    let run = run_from(words, at, end);
    match (longest, run) {
        (Some((known, ty)), Some(run)) if run.end > known.end => {
            let by_run = type_of_run(words, &run);
            if by_run == Some(NameType::Org) && !matches!(ty, NameType::Norp) {
                Some((run, NameType::Org))
            } else {
                Some((known, ty))
            }
        }
        (Some(known), _) => Some(known),
        (None, Some(run)) => type_of_run(words, &run).map(|ty| (run, ty)),
        (None, None) => None,
    }
}

fn type_of(kinds: Kinds) -> Option<NameType> {
    const ORGS: Kinds = Kinds::SEAT
        .and(Kinds::BODY)
        .and(Kinds::ALLIANCE)
        .and(Kinds::PARTY)
        .and(Kinds::ARMED)
        .and(Kinds::MEDIA)
        .and(Kinds::COMPANY)
        .and(Kinds::NGO);
    let by_kind = [
        (Kinds::COUNTRY, NameType::Gpe),
        (Kinds::NATIONALITY | Kinds::PEOPLE | Kinds::GROUP, NameType::Norp),
        (Kinds::PLACE | Kinds::CAPITAL, NameType::Gpe),
        (ORGS, NameType::Org),
        (Kinds::REGION, NameType::Loc),
        (Kinds::WORK, NameType::Product),
        (Kinds::EVENT, NameType::Event),
    ];
    by_kind.into_iter().find(|(kind, _)| kinds.has(*kind)).map(|(_, ty)| ty).or_else(|| {
        (kinds.has(Kinds::BIG_CITY) && !kinds.has(Kinds::FORENAME | Kinds::SURNAME)).then_some(NameType::Gpe)
    })
}

/// A run of capitalised words, with particles and "of" inside, without the titles before it.
fn run_from(words: &Words<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    let is_big = |idx: usize| idx < end && matches!(words.words[idx].case, Case::Capital | Case::Upper | Case::Mixed);
    let word = &words.words[at];
    if !is_big(at) || word.kinds.has(Kinds::TITLE | Kinds::MONTH | Kinds::DAY) || word.folded == "i" {
        return None;
    }
    let mut last = at + 1;
    loop {
        if is_big(last) {
            last += 1;
        } else if last < end
            && (words.words[last].kinds.has(Kinds::PARTICLE) || words.folded(last) == "of" || words.folded(last) == "-")
            && is_big(last + 1)
        {
            last += 2;
        } else {
            break;
        }
    }
    let is_doubtful = word.is_first
        && last == at + 1
        && !word.kinds.has(Kinds::FORENAME | Kinds::SURNAME)
        && word.case == Case::Capital;
    (!is_doubtful).then_some(at..last)
}

fn type_of_run(words: &Words<'_>, run: &Range<usize>) -> Option<NameType> {
    let last = words.kinds(run.end - 1);
    let first = words.kinds(run.start);
    let title_before = run.start.checked_sub(1).is_some_and(|idx| words.kinds(idx).has(Kinds::TITLE));
    if run.len() > 1 && last.has(Kinds::HEAD_ORG) {
        Some(NameType::Org)
    } else if title_before || first.has(Kinds::FORENAME) {
        Some(NameType::Person)
    } else if run.len() > 1 && last.has(Kinds::HEAD_LOC) {
        Some(NameType::Loc)
    } else if run.len() > 1 && last.has(Kinds::HEAD_EVENT) {
        Some(NameType::Event)
    } else if words.words[run.start].case == Case::Upper && run.len() == 1 {
        Some(NameType::Org)
    } else if last.has(Kinds::SURNAME) || run.len() > 1 {
        Some(NameType::Person)
    } else {
        None
    }
}
