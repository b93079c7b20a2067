//! Which words may be the cue of a stance that a reader is adding, and which side they take. In: the document, holder
//! and target; out: the best guess, and the way from one such word to the next. It looks words up in the lexicon of
//! frames and knows nothing of syntax: the reader sees the guess and moves it on by a key.

use crate::annotation::{EntityId, Polarity, Target};
use crate::document::Document;
use crate::model::Frames;
use crate::text::{Article, Span};
use std::sync::OnceLock;
use unicode_segmentation::UnicodeSegmentation;

/// A word or phrase that can express a stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    pub span: Span,
    pub polarity: Polarity,
    /// 1 hint, 2 plain, 3 strong.
    pub strength: u8,
}

/// The shipped lexicon, read when it is first needed.
fn lexicon() -> &'static Frames {
    static LEXICON: OnceLock<Frames> = OnceLock::new();
    LEXICON.get_or_init(Frames::shipped)
}

/// The words of a stretch of text that the lexicon knows, in text order.
#[must_use]
pub fn cues(article: &Article, stretch: Span) -> Vec<Cue> {
    let text = article.slice(stretch).unwrap_or_default();
    let words: Vec<(usize, String)> = text
        .unicode_word_indices()
        .map(|(at, word)| (stretch.start + at, word.trim_end_matches("'s").trim_end_matches("’s").to_lowercase()))
        .collect();
    let mut cues: Vec<Cue> = Vec::new();
    for (idx, (start, word)) in words.iter().enumerate() {
        // The later words of a phrase belong to it.
        if cues.last().is_some_and(|cue| cue.span.end > *start) {
            continue;
        }
        let behind = &words[idx + 1..];
        let fits = |tail: &[String]| {
            behind.len() >= tail.len() && tail.iter().zip(behind).all(|(wanted, (_, word))| wanted == word)
        };
        // Of a phrase and its first word the phrase is meant.
        let found =
            lexicon().senses(word).iter().filter(|sense| fits(&sense.tail)).max_by_key(|sense| sense.tail.len());
        if let Some(sense) = found {
            let (last, last_word) = if sense.tail.is_empty() {
                (start, word)
            } else {
                let (at, word) = &behind[sense.tail.len() - 1];
                (at, word)
            };
            let frame = lexicon().frame(sense);
            // A word in lower case can be of another length; the article's own word ends where its letters do.
            let length = article.text()[*last..].unicode_words().next().map_or(last_word.len(), str::len);
            let end = last + length;
            let end = possessive_start(article, *last, end);
            cues.push(Cue { span: Span::new(*start, end), polarity: frame.polarity, strength: frame.strength });
        }
    }
    cues
}

/// Where a word without its possessive 's ends.
fn possessive_start(article: &Article, start: usize, end: usize) -> usize {
    let word = &article.text()[start..end];
    ["'s", "’s"].iter().find_map(|suffix| word.strip_suffix(suffix)).map_or(end, |stem| start + stem.len())
}

/// The cue of a stance of `holder` toward `target` in `sentence`: the word nearest to where the target stands (`at`),
/// rather between the two names than beyond them. Words that are the cue of such a stance already are passed by.
#[must_use]
pub fn guess(
    document: &Document,
    sentence: Span,
    holder: Option<&EntityId>,
    target: Option<&Target>,
    at: Span,
) -> Option<Cue> {
    let is_taken = |span: Span| {
        document.stances().any(|stance| {
            let claim = &stance.claim;
            stance.status.is_live()
                && claim.cue.overlaps(span)
                && holder.is_none_or(|holder| claim.holder == *holder)
                && target.is_none_or(|target| claim.target == *target)
        })
    };
    let live = || document.mentions().filter(|m| m.status.is_live());
    let is_name = |span: Span| live().any(|m| m.claim.span.overlaps(span));
    let names = live().filter(|m| holder.is_some() && m.claim.entity.as_ref() == holder).map(|m| m.claim.span);
    let between = names.filter(|span| sentence.encloses(*span)).fold(at, Span::hull);
    cues(document.article(), sentence)
        .into_iter()
        .filter(|cue| !is_taken(cue.span) && !is_name(cue.span))
        // A strong word is worth a few words of distance.
        .min_by_key(|cue| {
            let weakness = 12 * usize::from(3 - cue.strength.min(3));
            (distance(cue.span, at) + distance(cue.span, between) + weakness, cue.span.start)
        })
}

/// How many bytes lie between two spans.
fn distance(a: Span, b: Span) -> usize {
    a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end))
}

/// The next (or the last) word of the lexicon from `from` on, wherever it stands.
#[must_use]
pub fn step(article: &Article, from: Span, forward: bool) -> Option<Cue> {
    let paragraphs = article.paragraphs();
    let here = paragraphs.partition_point(|paragraph| paragraph.end <= from.start);
    if forward {
        let mut rest = paragraphs.get(here..)?.iter();
        rest.find_map(|p| cues(article, *p).into_iter().find(|cue| cue.span.start > from.start))
    } else {
        let to = (here + 1).min(paragraphs.len());
        let mut before = paragraphs[..to].iter().rev();
        before.find_map(|p| cues(article, *p).into_iter().rev().find(|cue| cue.span.start < from.start))
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{mention_of, suggested};
    use super::{cues, guess, step};
    use crate::annotation::{Polarity, Target};
    use crate::text::{Article, Span};

    fn found(text: &str) -> Vec<(String, Polarity)> {
        let article = Article::new(text);
        let all = cues(&article, Span::new(0, text.len()));
        all.into_iter().map(|cue| (article.slice(cue.span).unwrap_or_default().to_owned(), cue.polarity)).collect()
    }

    #[test]
    fn the_lexicon_tells_cues_and_their_side() {
        assert_eq!(
            found("Oslo rebuked Bergen, whose mayor hit back and PRAISED Narvik’s support."),
            [
                ("rebuked".to_owned(), Polarity::Against),
                ("hit back".to_owned(), Polarity::Against),
                ("PRAISED".to_owned(), Polarity::Favor),
                ("support".to_owned(), Polarity::Favor),
            ]
        );
        assert_eq!(found("İzmir waits."), []);
    }

    #[test]
    fn the_guess_is_the_free_word_nearest_to_the_names() {
        let document = suggested(
            "[Ana|PERSON] {praised|Ana|favor|Bo} [Bo|PERSON] but criticized [Cy|PERSON] and thanked [Dan|PERSON].",
            90,
        );
        let names: Vec<_> = ["Ana", "Bo", "Cy", "Dan"]
            .map(|name| document.mention(&mention_of(&document, name)).expect("is marked").claim.clone())
            .into();
        let entity = |idx: usize| names[idx].entity.clone().expect("a person");
        let sentence = document.sentence_around(names[0].span);
        let words = |target: usize| {
            let target_of = Target::Entity(entity(target));
            let cue = guess(&document, sentence, Some(&entity(0)), Some(&target_of), names[target].span)
                .expect("there is one");
            document.article().slice(cue.span).unwrap_or_default().to_owned()
        };
        assert_eq!(words(1), "criticized", "praised is taken");
        assert_eq!([words(2), words(3)], ["criticized", "thanked"]);
    }

    #[test]
    fn from_word_to_word_it_goes_on_in_other_sentences() {
        let article = Article::new("Ana praised Bo.\n\nBo left. Cy blamed Bo.");
        let words = |span, forward| step(&article, span, forward).and_then(|cue| article.slice(cue.span));
        assert_eq!(words(Span::new(0, 3), true), Some("praised"));
        assert_eq!(words(Span::new(22, 26), true), Some("blamed"));
        assert_eq!(words(Span::new(4, 11), false), None);
    }
}
