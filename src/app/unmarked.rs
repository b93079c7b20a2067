//! Names that nobody has marked: what looks like one by its capitals, where a reader may have to add a mark. In: the
//! document and a place; out: the next such stretch of words, or the one before.

use crate::document::Document;
use crate::text::{Span, tokenise};
use std::collections::BTreeSet;

/// Words that begin sentences and are no names.
const COMMON: &[&str] = &[
    "a",
    "according",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "another",
    "as",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "despite",
    "during",
    "earlier",
    "even",
    "every",
    "few",
    "for",
    "from",
    "he",
    "her",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "instead",
    "it",
    "its",
    "just",
    "last",
    "later",
    "many",
    "meanwhile",
    "more",
    "most",
    "my",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "our",
    "over",
    "she",
    "since",
    "so",
    "some",
    "still",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "to",
    "two",
    "under",
    "until",
    "we",
    "what",
    "when",
    "where",
    "while",
    "who",
    "why",
    "with",
    "yet",
    "you",
];

/// The next name without a mark behind `from`, or the last one before it.
#[must_use]
pub fn step(document: &Document, from: Span, forward: bool) -> Option<Span> {
    let paragraphs = document.article().paragraphs();
    let here = paragraphs.partition_point(|paragraph| paragraph.end <= from.start);
    if forward {
        let mut rest = paragraphs.get(here..)?.iter();
        rest.find_map(|p| names(document, *p).into_iter().find(|name| name.start >= from.end))
    } else {
        let to = (here + 1).min(paragraphs.len());
        let mut before = paragraphs[..to].iter().rev();
        before.find_map(|p| names(document, *p).into_iter().rev().find(|name| name.end <= from.start))
    }
}

/// The runs of capitalised words of a paragraph that no live mention touches.
fn names(document: &Document, paragraph: Span) -> Vec<Span> {
    let text = document.article().slice(paragraph).unwrap_or_default();
    let marked: Vec<Span> = document
        .mentions()
        .filter(|m| m.status.is_live() && m.claim.span.overlaps(paragraph))
        .map(|m| m.claim.span)
        .collect();
    let is_marked = |span: Span| marked.iter().any(|mark| mark.overlaps(span));
    let words: Vec<Span> = tokenise(text)
        .into_iter()
        .map(|token| Span::new(paragraph.start + token.span.start, paragraph.start + token.span.end))
        .collect();
    let slice = |span: Span| &text[span.start - paragraph.start..span.end - paragraph.start];
    let in_lower_case: BTreeSet<&str> =
        words.iter().map(|word| slice(*word)).filter(|word| word.starts_with(char::is_lowercase)).collect();
    let mut names: Vec<Span> = Vec::new();
    for (idx, word) in words.iter().enumerate() {
        let gap = names.last().map(|name| Span { start: name.end, end: word.start });
        let is_number_of_name = slice(*word).starts_with(char::is_numeric)
            && gap.is_some_and(|gap| gap.start <= gap.end && document.article().slice(gap) == Some("-"));
        if !(slice(*word).starts_with(char::is_uppercase) || is_number_of_name) || is_marked(*word) {
            continue;
        }
        // A sentence begins with a capital anyway: "They" is no name, nor is what stands elsewhere in lower case.
        let is_first = document.sentence_around(*word).start == word.start
            || idx > 0 && matches!(slice(words[idx - 1]), "“" | "\"" | "‘" | ":");
        let small = slice(*word).to_lowercase();
        let goes_on =
            words.get(idx + 1).is_some_and(|next| slice(*next).starts_with(char::is_uppercase) && !is_marked(*next));
        let is_common = COMMON.contains(&small.as_str()) || in_lower_case.contains(small.as_str());
        if is_first && !goes_on && is_common {
            continue;
        }
        match names.last_mut() {
            Some(name) if is_beside(document, *name, *word) => *name = name.hull(*word),
            _ => names.push(*word),
        }
    }
    names
}

/// Whether nothing but a space or a hyphen stands between two words.
fn is_beside(document: &Document, first: Span, second: Span) -> bool {
    first.end <= second.start
        && matches!(
            document.article().slice(Span { start: first.end, end: second.start }),
            Some("" | " " | "-" | " & ")
        )
}

#[cfg(test)]
mod tests {
    use super::super::fixture::suggested;
    use super::step;
    use crate::text::Span;

    #[test]
    fn names_without_a_mark_are_walked() {
        let document = suggested(
            "The crew of a Su-24 left. Then [Ana|PERSON] met Mary Ann Evans aboard the Blinker-7 in Narvik. Bergen waited.\nThey too.",
            90,
        );
        let mut found = Vec::new();
        let mut at = Span { start: 0, end: 0 };
        while let Some(name) = step(&document, at, true) {
            found.push(document.article().slice(name).unwrap_or_default());
            at = name;
        }
        assert_eq!(found, ["Su-24", "Mary Ann Evans", "Blinker-7", "Narvik", "Bergen"]);
        let bergen = document.article().text().find("Bergen").expect("is in the text");
        let last = step(&document, Span::new(bergen, bergen + 6), false);
        assert_eq!(last.and_then(|name| document.article().slice(name)), Some("Narvik"));
    }
}
