//! Sentences: which tokens belong together.

use super::token::is_abbreviation;
use super::{Span, Token};
use std::ops::Range;

/// A sentence: its span (trimmed of white space) and its tokens, as a range of token indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    pub tokens: Range<usize>,
}

/// Titles and initials never end a sentence, whatever follows.
const TITLES: &[&str] = &[
    "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Gen.", "Col.", "Lt.", "Sgt.", "Gov.", "Sen.", "Sens.", "Rep.", "Reps.",
    "Rev.", "St.", "Capt.", "Adm.", "Maj.", "Hon.", "Brig.", "Messrs.", "Mt.", "Ft.", "No.", "vs.", "Cmdr.", "Cpl.",
];

/// Words that begin sentences far more often than names: after "U.S.", "p.m." or "Inc." they show that the
/// abbreviation ended its sentence.
const OPENERS: &[&str] = &[
    "The",
    "A",
    "An",
    "He",
    "She",
    "It",
    "They",
    "We",
    "I",
    "In",
    "On",
    "At",
    "But",
    "And",
    "This",
    "That",
    "These",
    "Those",
    "There",
    "His",
    "Her",
    "Its",
    "Their",
    "However",
    "According",
    "After",
    "Before",
    "While",
    "When",
    "If",
    "As",
    "For",
    "From",
    "Since",
    "Some",
    "Many",
    "Most",
    "No",
    "Not",
    "Also",
    "Although",
    "Meanwhile",
    "By",
    "Both",
    "You",
    "What",
    "With",
    "Last",
    "Earlier",
    "Another",
    "Other",
    "One",
    "Two",
    "During",
    "Under",
    "Following",
];

/// Groups the tokens of `text` into sentences, in order; every token belongs to exactly one. A
/// paragraph end always ends a sentence; a quotation mark or bracket after the stop belongs to it.
#[must_use]
pub fn split_sentences(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut first = 0;
    while first < tokens.len() {
        let end = sentence_end(text, tokens, first);
        sentences.push(Sentence { span: tokens[first].span.hull(tokens[end - 1].span), tokens: first..end });
        first = end;
    }
    sentences
}

/// The index after the last token of the sentence that starts at `first`.
fn sentence_end(text: &str, tokens: &[Token], first: usize) -> usize {
    let word = |idx: usize| tokens.get(idx).map_or("", |t: &Token| &text[t.span.range()]);
    let gap = |idx: usize| tokens.get(idx + 1).map_or("", |next| &text[tokens[idx].span.end..next.span.start]);
    let mut idx = first;
    while idx + 1 < tokens.len() {
        if gap(idx).contains('\n') {
            return idx + 1;
        }
        let here = word(idx);
        if is_stop(here) {
            let mut last = idx;
            while is_closer(word(last + 1)) && gap(last).is_empty() {
                last += 1;
            }
            if last + 1 >= tokens.len() || gap(last).contains('\n') {
                return last + 1;
            }
            if can_open(word(last + 1), word(last + 2)) {
                return last + 1;
            }
            idx = last;
        } else if is_abbreviation(here) && ends_with_abbreviation(here, word(idx + 1), idx == first) {
            return idx + 1;
        }
        idx += 1;
    }
    tokens.len()
}

fn is_stop(word: &str) -> bool {
    matches!(word, "!" | "?" | "…" | "。") || (!word.is_empty() && word.bytes().all(|b| b == b'.'))
}

fn is_closer(word: &str) -> bool {
    matches!(word, "\"" | "”" | "’" | "'" | "»" | ")" | "]" | "''")
}

/// Whether a sentence can begin with `next` (and `after` it, where `next` is an opening mark).
fn can_open(next: &str, after: &str) -> bool {
    let begins = |word: &str| word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let is_opening = matches!(next, "\"" | "“" | "‘" | "'" | "«" | "(" | "[" | "``" | "—" | "–" | "-" | "•" | "*");
    let is_other_script = next.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    begins(next) || is_other_script || (is_opening && begins(after))
}

fn ends_with_abbreviation(here: &str, next: &str, is_first: bool) -> bool {
    let is_initial = here.chars().count() == 2;
    if is_first || is_initial || TITLES.contains(&here) {
        return false;
    }
    OPENERS.contains(&next) || matches!(next, "“" | "\"") && here.ends_with(".m.")
}

#[cfg(test)]
mod tests {
    use super::split_sentences;
    use crate::text::tokenise;
    use proptest::prelude::proptest;

    fn sentences(text: &str) -> Vec<&str> {
        split_sentences(text, &tokenise(text)).iter().map(|s| &text[s.span.range()]).collect()
    }

    #[test]
    fn a_missing_space_after_the_stop_still_ends_the_sentence() {
        assert_eq!(
            sentences("He met him in Athens.Speaking later, he left."),
            ["He met him in Athens.", "Speaking later, he left."]
        );
    }

    #[test]
    fn closing_quotes_stay_with_their_sentence() {
        assert_eq!(sentences("“We will.” He left. “Why?” he asked."), ["“We will.”", "He left.", "“Why?” he asked."]);
    }

    #[test]
    fn abbreviations_end_a_sentence_only_before_an_opener() {
        assert_eq!(
            sentences("The U.S. Senate met Mr. Hall. It ended at 5 p.m. The U.S. won."),
            ["The U.S. Senate met Mr. Hall.", "It ended at 5 p.m.", "The U.S. won."]
        );
        assert_eq!(sentences("George W. Bush spoke."), ["George W. Bush spoke."]);
    }

    #[test]
    fn a_headline_without_a_stop_is_a_sentence() {
        assert_eq!(
            sentences("ANKARA CALLS ON RUSSIA\n\nSenior officials met."),
            ["ANKARA CALLS ON RUSSIA", "Senior officials met."]
        );
    }

    proptest! {
        #[test]
        fn every_token_belongs_to_exactly_one_sentence(text in "[A-Ca-c.!?\"” \n]{0,60}") {
            let tokens = tokenise(&text);
            let mut next = 0;
            for sentence in split_sentences(&text, &tokens) {
                assert_eq!(sentence.tokens.start, next);
                assert!(sentence.tokens.end > next);
                next = sentence.tokens.end;
            }
            assert_eq!(next, tokens.len());
        }
    }
}
