//! One article, one voice: names that the tagger saw in one place and not in another. In: the names found, in text order;
//! out: the same with long listed names made whole, family names of persons made persons, and sure names found again.
//! It adds nothing that the article does not name elsewhere or the lists do not hold.

use super::found::{FoundName, NameType};
use super::recall::Recall;
use super::words::{Case, Words};
use crate::annotation::Confidence;
use crate::model::Kinds;
use std::collections::BTreeMap;
use std::ops::Range;

/// From how sure a mention on others like it follow it.
const SURE: u16 = 85;

/// Makes the names of an article agree with each other, and not against what the reader decided.
#[must_use]
pub fn agree(words: &Words<'_>, found: Vec<FoundName>, recalls: &[Recall]) -> Vec<FoundName> {
    let found = found.into_iter().filter(|name| !is_sum(words, &name.tokens)).map(|name| without_article(words, name));
    let found = found.flat_map(|name| parts_between_brackets(words, &name)).collect();
    let found = with_long_listed(words, found, recalls);
    let found = with_family_names(words, found);
    with_repeated(words, found, recalls)
}

/// "Vladimir] Putin" are two mentions: a bracket is no part of a name.
fn parts_between_brackets(words: &Words<'_>, name: &FoundName) -> Vec<FoundName> {
    let is_bracket = |idx: &usize| matches!(words.folded(*idx), "[" | "]");
    let mut parts = Vec::new();
    let mut start = name.tokens.start;
    for end in name.tokens.clone().filter(is_bracket).chain([name.tokens.end]) {
        if start < end {
            parts.push(FoundName { tokens: start..end, ..name.clone() });
        }
        start = end + 1;
    }
    parts
}

/// "The" is no part of a name, not even of a newspaper's.
fn without_article(words: &Words<'_>, mut name: FoundName) -> FoundName {
    if name.tokens.len() > 1 && words.folded(name.tokens.start) == "the" {
        name.tokens.start += 1;
    }
    name
}

/// The "US" of "US$50".
fn is_sum(words: &Words<'_>, tokens: &Range<usize>) -> bool {
    let next = words.folded(tokens.end);
    let is_glued =
        words.passage.tokens.get(tokens.end).is_some_and(|t| t.span.start == words.passage.span(tokens.clone()).end);
    matches!(next, "$" | "€" | "£") && is_glued
}

/// A listed name of three words or more is one name: "Islamic State of Iraq and the Levant".
fn with_long_listed(words: &Words<'_>, mut found: Vec<FoundName>, recalls: &[Recall]) -> Vec<FoundName> {
    let is_decided = |tokens: &Range<usize>| recalls.iter().any(|recall| recall.tokens == *tokens);
    for listed in words.matches.iter().filter(|m| m.tokens.len() >= 3 && !is_decided(&m.tokens)) {
        let kinds = listed.entry.kinds;
        let ty = if kinds.has(Kinds::ANY_ORG) {
            NameType::Org
        } else if kinds.has(Kinds::WORK) {
            NameType::Product
        } else if kinds.has(Kinds::COUNTRY) {
            NameType::Gpe
        } else {
            continue;
        };
        let overlaps = |n: &FoundName| n.tokens.start < listed.tokens.end && listed.tokens.start < n.tokens.end;
        let all_inside = found.iter().filter(|n| overlaps(n)).all(|n| {
            n.tokens.start >= listed.tokens.start && n.tokens.end <= listed.tokens.end && n.tokens != listed.tokens
        });
        if all_inside {
            found.retain(|n| !overlaps(n));
            let reason = "a long name in the lists".to_owned();
            found.push(FoundName {
                tokens: listed.tokens.clone(),
                ty,
                confidence: Confidence::from_percent(95),
                reason,
            });
        }
    }
    found.sort_by_key(|name| name.tokens.start);
    found
}

/// Who is named in full is a person where only the family name stands.
fn with_family_names(words: &Words<'_>, mut found: Vec<FoundName>) -> Vec<FoundName> {
    let mut families: BTreeMap<String, usize> = BTreeMap::new();
    let mut others: BTreeMap<String, usize> = BTreeMap::new();
    for name in &found {
        let last = words.folded(name.tokens.end - 1).to_owned();
        if name.ty == NameType::Person && name.tokens.len() > 1 && name.confidence.percent() >= SURE {
            *families.entry(last).or_default() += 1;
        } else if name.tokens.len() > 1 {
            *others.entry(last).or_default() += 1;
        }
    }
    for name in found.iter_mut().filter(|n| n.tokens.len() == 1 && n.ty != NameType::Person && n.ty != NameType::Date) {
        let word = words.folded(name.tokens.start);
        let before = name.tokens.start.checked_sub(1).map_or("", |idx| words.folded(idx));
        let is_place = matches!(before, "in" | "at" | "near" | "from" | "to" | "the");
        let is_country = words.kinds(name.tokens.start).has(Kinds::COUNTRY.and(Kinds::NATIONALITY).and(Kinds::PLACE));
        if families.contains_key(word) && !others.contains_key(word) && !is_place && !is_country {
            name.ty = NameType::Person;
            name.reason = "the family name of a person named in full".to_owned();
            name.confidence = name.confidence.min(Confidence::from_percent(80));
        }
    }
    found
}

/// A name that is sure in one place is a name in the others, if it is written alike.
fn with_repeated(words: &Words<'_>, mut found: Vec<FoundName>, recalls: &[Recall]) -> Vec<FoundName> {
    let mut known: BTreeMap<&str, (NameType, usize)> = BTreeMap::new();
    for name in &found {
        let is_single = name.tokens.len() == 1;
        let is_family = name.ty == NameType::Person && !is_single;
        if name.confidence.percent() < SURE || !(is_single || is_family) || name.ty == NameType::Date {
            continue;
        }
        let word = words.passage.word(name.tokens.end - 1);
        known.entry(word).or_insert((name.ty, name.tokens.start));
    }
    let mut taken = vec![false; words.words.len()];
    for tokens in found.iter().map(|name| &name.tokens).chain(recalls.iter().map(|recall| &recall.tokens)) {
        taken[tokens.clone()].fill(true);
    }
    let is_big = |idx: usize| words.words.get(idx).is_some_and(|w| !matches!(w.case, Case::Lower | Case::None));
    for idx in 0..words.words.len() {
        let Some((ty, at)) = known.get(words.passage.word(idx)).copied() else { continue };
        let word = &words.words[idx];
        let beside_big =
            idx > 0 && is_big(idx - 1) && !taken[idx - 1] && words.sentence_of[idx - 1] == words.sentence_of[idx]
                || is_big(idx + 1) && !taken.get(idx + 1).copied().unwrap_or(true);
        let is_plain =
            word.kinds.has(Kinds::HEAD_ORG.and(Kinds::TITLE).and(Kinds::ROLE).and(Kinds::MONTH).and(Kinds::DAY));
        let is_certain = word.case == Case::Upper || ty == NameType::Person;
        let is_two_letters = word.folded.chars().count() < 3;
        if taken[idx] || !is_big(idx) || beside_big || is_plain || !is_certain || is_two_letters || at == idx {
            continue;
        }
        let reason = "named so elsewhere in the article".to_owned();
        found.push(FoundName { tokens: idx..idx + 1, ty, confidence: Confidence::from_percent(75), reason });
    }
    found.sort_by_key(|name| name.tokens.start);
    found
}
