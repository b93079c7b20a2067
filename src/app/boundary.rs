//! Where a mention or cue may begin and end: snapping a rough selection to words, and moving a boundary by a word
//! or a character. In: the article and a span; out: a span. It does not know what the span is for.

use crate::text::{Article, Span};
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// Which boundary moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    Start,
    End,
}

/// Whether the span grows or shrinks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    Outward,
    Inward,
}

/// How far one step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    Word,
    Character,
}

/// The words that `span` touches, without the white space around them and without a possessive 's at the end;
/// `None` where it touches nothing but white space.
#[must_use]
pub fn snapped(article: &Article, span: Span) -> Option<Span> {
    let span = trimmed(article, span)?;
    let words = words_around(article, span);
    let start = words.iter().find(|word| word.contains(span.start)).map_or(span.start, |word| word.start);
    let end = words.iter().find(|word| word.contains(span.end - 1)).map_or(span.end, |word| word.end);
    let last = words.iter().rev().find(|word| word.end == end);
    let end = match last {
        Some(word) if word.start > start && is_possessive(article, *word) => word.start,
        _ => end,
    };
    Some(Span::new(start, end))
}

/// `span` without white space at its ends; `None` where nothing is left.
#[must_use]
pub fn trimmed(article: &Article, span: Span) -> Option<Span> {
    let text = article.slice(span)?;
    let start = span.start + (text.len() - text.trim_start().len());
    let end = start + text.trim().len();
    (start < end).then(|| Span::new(start, end))
}

/// `span` with one boundary moved by one step; `None` where there is no room for that.
#[must_use]
pub fn moved(article: &Article, span: Span, side: Side, way: Way, unit: Unit) -> Option<Span> {
    let pieces = match unit {
        Unit::Word => words_around(article, span),
        Unit::Character => characters_around(article, span),
    };
    match (side, way) {
        (Side::End, Way::Outward) => {
            pieces.iter().find(|piece| piece.end > span.end).map(|piece| Span::new(span.start, piece.end))
        }
        (Side::End, Way::Inward) => pieces
            .iter()
            .rev()
            .find(|piece| piece.end < span.end && piece.end > span.start)
            .map(|piece| Span::new(span.start, piece.end)),
        (Side::Start, Way::Outward) => {
            pieces.iter().rev().find(|piece| piece.start < span.start).map(|piece| Span::new(piece.start, span.end))
        }
        (Side::Start, Way::Inward) => pieces
            .iter()
            .find(|piece| piece.start > span.start && piece.start < span.end)
            .map(|piece| Span::new(piece.start, span.end)),
    }
}

/// `span` with one boundary drawn to the place `at`: to the nearest edge of a word, or of a character if `is_exact`. The
/// other boundary stays, and so does the paragraph; `None` where there is nothing to take in.
#[must_use]
pub fn drawn(article: &Article, span: Span, side: Side, at: usize, is_exact: bool) -> Option<Span> {
    let pieces = if is_exact { characters_around(article, span) } else { words_around(article, span) };
    let edges = pieces.iter().filter_map(|piece| match side {
        Side::Start => (piece.start < span.end).then_some(Span { start: piece.start, end: span.end }),
        Side::End => (piece.end > span.start).then_some(Span { start: span.start, end: piece.end }),
    });
    let edge = |span: &Span| if side == Side::Start { span.start } else { span.end };
    trimmed(article, edges.min_by_key(|span| edge(span).abs_diff(at))?)
}

/// The word that begins at or after `at` (or encloses it), looking forward; the last one before it, looking back.
#[must_use]
pub fn word_near(article: &Article, at: usize, forward: bool) -> Option<Span> {
    let paragraphs = article.paragraphs();
    let here = paragraphs.partition_point(|paragraph| paragraph.end <= at);
    if forward {
        paragraphs.get(here..)?.iter().find_map(|p| words(article, *p).into_iter().find(|word| word.end > at))
    } else {
        let to = (here + 1).min(paragraphs.len());
        paragraphs[..to].iter().rev().find_map(|p| words(article, *p).into_iter().rev().find(|word| word.start < at))
    }
}

fn is_possessive(article: &Article, word: Span) -> bool {
    matches!(article.slice(word), Some("'s" | "’s" | "'S" | "’S"))
}

/// The paragraphs that `span` touches, as one span.
fn block(article: &Article, span: Span) -> Span {
    article.paragraphs().iter().filter(|paragraph| paragraph.overlaps(span)).fold(span, |all, p| all.hull(*p))
}

fn words_around(article: &Article, span: Span) -> Vec<Span> {
    words(article, block(article, span))
}

/// The words of a stretch of text; a possessive 's is one of its own.
fn words(article: &Article, block: Span) -> Vec<Span> {
    let text = article.slice(block).unwrap_or_default();
    let mut words = Vec::new();
    for (at, word) in text.split_word_bound_indices() {
        if !word.chars().any(char::is_alphanumeric) {
            continue;
        }
        let start = block.start + at;
        let end = start + word.len();
        let stem = ["'s", "’s", "'S", "’S"].iter().find_map(|suffix| word.strip_suffix(suffix)).map_or(0, str::len);
        if stem > 0 {
            words.push(Span::new(start, start + stem));
            words.push(Span::new(start + stem, end));
        } else {
            words.push(Span::new(start, end));
        }
    }
    words
}

fn characters_around(article: &Article, span: Span) -> Vec<Span> {
    let block = block(article, span);
    let text = article.slice(block).unwrap_or_default();
    text.grapheme_indices(true)
        .filter(|(_, character)| *character != "\n")
        .map(|(at, character)| Span::new(block.start + at, block.start + at + character.len()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Side, Unit, Way, drawn, moved, snapped, word_near};
    use crate::text::{Article, Span};
    use proptest::prelude::{any, proptest};

    /// The article of a text in which brackets stand around a span, and the span.
    fn marked(text: &str) -> (Article, Span) {
        let start = text.find('[').expect("a bracket opens");
        let end = text.find(']').expect("a bracket closes") - 1;
        (Article::new(text.replace(['[', ']'], "")), Span::new(start, end))
    }

    fn snap(text: &str) -> String {
        let (article, span) = marked(text);
        snapped(&article, span).and_then(|span| article.slice(span)).unwrap_or_default().to_owned()
    }

    #[test]
    fn a_rough_selection_becomes_whole_words() {
        assert_eq!(snap("Minister Ka[arel Tam]msoo said"), "Kaarel Tammsoo");
        assert_eq!(snap("said[ Peskov ]yesterday"), "Peskov");
        assert_eq!(snap("[Peskov's] words"), "Peskov");
        assert_eq!(snap("Pes[kov’s wo]rds"), "Peskov’s words");
        assert_eq!(snap("the [U.S.] said"), "U.S.");
        assert_eq!(snap("Çavuşoğ[lu:] yes"), "Çavuşoğlu:");
        assert_eq!(snap("one[  ]two"), "");
    }

    fn step(text: &str, side: Side, way: Way, unit: Unit) -> String {
        let (article, span) = marked(text);
        moved(&article, span, side, way, unit).and_then(|span| article.slice(span)).unwrap_or_default().to_owned()
    }

    #[test]
    fn boundaries_move_by_words() {
        let text = "The UN [Security Council]’s vote";
        assert_eq!(step(text, Side::Start, Way::Outward, Unit::Word), "UN Security Council");
        assert_eq!(step(text, Side::Start, Way::Inward, Unit::Word), "Council");
        assert_eq!(step(text, Side::End, Way::Outward, Unit::Word), "Security Council’s");
        assert_eq!(step(text, Side::End, Way::Inward, Unit::Word), "Security");
    }

    #[test]
    fn boundaries_move_by_what_a_reader_sees_as_a_character() {
        let text = "x[e\u{301}te\u{301}]\u{1f1f9}\u{1f1f7} y";
        assert_eq!(step(text, Side::End, Way::Inward, Unit::Character), "e\u{301}t");
        assert_eq!(step(text, Side::Start, Way::Inward, Unit::Character), "te\u{301}");
        assert_eq!(step(text, Side::End, Way::Outward, Unit::Character), "e\u{301}te\u{301}\u{1f1f9}\u{1f1f7}");
    }

    #[test]
    fn a_span_never_shrinks_to_nothing_nor_leaves_its_paragraph() {
        assert_eq!(step("a [word] b", Side::End, Way::Inward, Unit::Word), "");
        assert_eq!(step("a [b]\nc", Side::End, Way::Outward, Unit::Word), "");
        assert_eq!(step("a\n[b] c", Side::Start, Way::Outward, Unit::Character), "");
    }

    #[test]
    fn a_boundary_is_drawn_to_the_nearest_word_or_character() {
        let text = "The UN [Security] Council’s vote\nended";
        let draw = |side, to: &str, is_exact| {
            let (article, span) = marked(text);
            let at = article.text().find(to).expect("is in the text");
            drawn(&article, span, side, at, is_exact)
                .and_then(|span| article.slice(span))
                .unwrap_or_default()
                .to_owned()
        };
        assert_eq!(draw(Side::End, "il’s", false), "Security Council");
        assert_eq!(draw(Side::Start, "UN", false), "UN Security");
        assert_eq!(draw(Side::End, "ncil", true), "Security Cou");
        assert_eq!(draw(Side::End, "nded", false), "Security Council’s vote", "a paragraph is not left");
        assert_eq!(draw(Side::End, "The", false), "Security", "the other boundary stays");
    }

    #[test]
    fn a_word_is_found_from_any_place() {
        let article = Article::new("One two.\n\nThree");
        let word = |at, forward| word_near(&article, at, forward).and_then(|span| article.slice(span));
        assert_eq!(word(0, true), Some("One"));
        assert_eq!(word(7, true), Some("Three"));
        assert_eq!(word(10, false), Some("two"));
        assert_eq!(word(0, false), None);
    }

    proptest! {
        #[test]
        fn every_step_stays_on_characters(text in any::<String>(), a in 0usize..40, b in 0usize..40) {
            let article = Article::new(text.as_str());
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (bounds[a % bounds.len()], bounds[b % bounds.len()]);
            if a == b {
                return Ok(());
            }
            let span = Span::new(a.min(b), a.max(b));
            for side in [Side::Start, Side::End] {
                for way in [Way::Outward, Way::Inward] {
                    for unit in [Unit::Word, Unit::Character] {
                        if let Some(next) = moved(&article, span, side, way, unit) {
                            assert!(article.slice(next).is_some_and(|text| !text.is_empty()));
                            assert!(match way { Way::Outward => next.encloses(span), Way::Inward => span.encloses(next) });
                            assert_ne!(next, span);
                        }
                    }
                }
            }
            for (side, is_exact) in [(Side::Start, false), (Side::End, false), (Side::Start, true), (Side::End, true)] {
                for at in &bounds {
                    let Some(next) = drawn(&article, span, side, *at, is_exact) else { continue };
                    assert!(article.slice(next).is_some_and(|text| !text.trim().is_empty()));
                    let edge = if side == Side::Start { next.start } else { next.end };
                    assert_eq!(drawn(&article, next, side, edge, is_exact), Some(next), "it stays where it was drawn to");
                }
            }
            if let Some(snapped) = snapped(&article, span) {
                assert!(article.slice(snapped).is_some_and(|text| !text.is_empty()));
            }
        }
    }
}
