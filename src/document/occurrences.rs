//! Where else the same name stands: the places that an edit of one mention may also mean.

use super::Document;
use crate::annotation::Mention;
use crate::text::{Span, Token, tokenise};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A place where a name stands, the asked-for place included.
#[derive(Clone, Debug, PartialEq)]
pub struct Occurrence {
    pub span: Span,
    pub likeness: Likeness,
    /// The live mentions that cover exactly this place.
    pub mentions: Vec<Arc<Mention>>,
    /// Whether a live mention covers a part of it, or more than it.
    pub is_inside_other: bool,
}

/// How a place resembles the name asked for, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same characters.
    Same,
    /// The same but for upper and lower case.
    Case,
    /// The same but for accents and other marks: Cavusoglu for Çavuşoğlu.
    Accents,
    /// The same with an ending: Turks for Turk.
    Inflected,
    /// Only the last word of a longer name: Çavuşoğlu for Mevlüt Çavuşoğlu.
    LastWord,
}

/// All places of `document` that hold the words of `span` or something like it, in text order, none overlapping
/// another. A name is found as whole words only, so a possessive 's after it does not matter. Empty where `span`
/// covers no word.
///
/// `is_person` says that the last word alone may stand for the whole name.
#[must_use]
pub fn occurrences(document: &Document, span: Span, is_person: bool) -> Vec<Occurrence> {
    let text = document.article().text();
    let Some(name) = document.article().slice(span) else { return Vec::new() };
    let name_words: Vec<&str> = tokenise(name).iter().map(|token| &name[token.span.range()]).collect();
    if !name_words.iter().any(|word| word.chars().any(char::is_alphanumeric)) {
        return Vec::new();
    }
    let tokens = tokenise(text);
    let mut found = Vec::new();
    let mut token_idx = 0;
    while token_idx < tokens.len() {
        let hit = match_at(text, &tokens[token_idx..], &name_words, is_person);
        let Some((n_tokens, likeness)) = hit else {
            token_idx += 1;
            continue;
        };
        let place = tokens[token_idx].span.hull(tokens[token_idx + n_tokens - 1].span);
        found.push((place, likeness));
        token_idx += n_tokens;
    }
    let live: Vec<&Arc<Mention>> = document.mentions().filter(|mention| mention.status.is_live()).collect();
    found
        .into_iter()
        .map(|(place, likeness)| Occurrence {
            span: place,
            likeness,
            mentions: live.iter().filter(|m| m.claim.span == place).map(|m| Arc::clone(m)).collect(),
            is_inside_other: live.iter().any(|m| m.claim.span != place && m.claim.span.overlaps(place)),
        })
        .collect()
}

/// How many of `tokens`, from the first, resemble the name, and how.
fn match_at(text: &str, tokens: &[Token], name: &[&str], is_person: bool) -> Option<(usize, Likeness)> {
    let word = |token: &Token| &text[token.span.range()];
    if tokens.len() >= name.len() {
        let worst = tokens.iter().zip(name).map(|(token, part)| likeness(word(token), part)).max();
        let all_alike = tokens.iter().zip(name).all(|(token, part)| likeness(word(token), part).is_some());
        if let (true, Some(Some(worst))) = (all_alike, worst) {
            return Some((name.len(), worst));
        }
    }
    let last = name.last().filter(|_| is_person && name.len() > 1)?;
    let alike = likeness(word(tokens.first()?), last)?;
    (alike <= Likeness::Accents).then_some((1, Likeness::LastWord))
}

fn likeness(a: &str, b: &str) -> Option<Likeness> {
    if a == b {
        return Some(Likeness::Same);
    }
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    if a == b {
        return Some(Likeness::Case);
    }
    let (a, b) = (without_accents(&a), without_accents(&b));
    if a == b {
        return Some(Likeness::Accents);
    }
    let (shorter, longer) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    let ending = longer.strip_prefix(shorter.as_str())?;
    // Short words are too often the beginning of another one.
    (shorter.chars().count() >= 4 && matches!(ending, "s" | "es" | "n" | "an" | "ns" | "ans"))
        .then_some(Likeness::Inflected)
}

/// Letters without the marks on them (Unicode canonical decomposition), and the few letters that do not decompose.
fn without_accents(word: &str) -> String {
    word.nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| match c {
            'ı' => 'i',
            'ł' => 'l',
            'ø' => 'o',
            'đ' => 'd',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Likeness, occurrences};
    use crate::document::fixture::document;
    use crate::text::Span;

    fn found(text: &str, name: &str, is_person: bool) -> Vec<(String, Likeness)> {
        let document = document(text, &[]);
        let at = document.article().text().find(name).expect("the name is in the text");
        occurrences(&document, Span::new(at, at + name.len()), is_person)
            .into_iter()
            .map(|o| (document.article().slice(o.span).expect("in the text").to_owned(), o.likeness))
            .collect()
    }

    fn pairs(expected: &[(&str, Likeness)]) -> Vec<(String, Likeness)> {
        expected.iter().map(|(words, likeness)| ((*words).to_owned(), *likeness)).collect()
    }

    #[test]
    fn a_person_is_found_by_last_name_and_without_accents() {
        assert_eq!(
            found(
                "Mevlüt Çavuşoğlu spoke. Çavuşoğlu’s plan, Mevlut Cavusoglu said, is CAVUSOGLU all over.",
                "Mevlüt Çavuşoğlu",
                true
            ),
            pairs(&[
                ("Mevlüt Çavuşoğlu", Likeness::Same),
                ("Çavuşoğlu", Likeness::LastWord),
                ("Mevlut Cavusoglu", Likeness::Accents),
                ("CAVUSOGLU", Likeness::LastWord),
            ])
        );
    }

    #[test]
    fn only_whole_words_are_found() {
        assert_eq!(
            found("Iran spoke. Iranian envoys left IRAN. Tirana did not.", "Iran", false),
            pairs(&[("Iran", Likeness::Same), ("IRAN", Likeness::Case)])
        );
        assert_eq!(
            found("A Turk met Turks.", "Turk", false),
            pairs(&[("Turk", Likeness::Same), ("Turks", Likeness::Inflected)])
        );
    }

    #[test]
    fn places_know_the_marks_on_them() {
        let document =
            document("[Turkish|NORP:turkey] jets left. [Turkish Airlines|ORG:airline] stayed. Turkish tea.", &[]);
        let found = occurrences(&document, Span::new(0, 7), false);
        let marks: Vec<(usize, bool)> = found.iter().map(|o| (o.mentions.len(), o.is_inside_other)).collect();
        assert_eq!(marks, [(1, false), (0, true), (0, false)]);
    }

    #[test]
    fn punctuation_is_no_name() {
        assert!(found("Yes. No.", ".", false).is_empty());
    }
}
