//! Searching: what is typed becomes terms, and an article fits when it has them all: in its title, its text, its tags,
//! its source or the names of those in it. `person:merkel` looks for a name of this type, `"two words"` for both as
//! they stand. Case and accents do not matter.

use super::card::{ArticleId, Card};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The texts of all stored articles, for searching.
#[derive(Debug, Default)]
pub struct Texts {
    texts: BTreeMap<ArticleId, Text>,
}

#[derive(Debug)]
struct Text {
    plain: String,
    folded: String,
}

impl Texts {
    /// Adds a text or puts another in its place.
    pub fn insert(&mut self, id: ArticleId, plain: String) {
        let folded = folded(&plain);
        self.texts.insert(id, Text { plain, folded });
    }

    fn folded(&self, id: ArticleId) -> &str {
        self.texts.get(&id).map_or("", |text| &text.folded)
    }

    /// The first place of a term in the text: the words before, the term as it is written, the words after.
    #[must_use]
    pub fn place(&self, id: ArticleId, search: &Search) -> Option<(String, String, String)> {
        const AROUND: usize = 60;
        let Text { plain, folded } = self.texts.get(&id)?;
        let (at, term) = search.terms.iter().find_map(|term| Some((folded.find(&term.words)?, &term.words)))?;
        // The folded text may have fewer bytes than the plain one; both have their letters in the same order.
        let (mut n_folded, mut start, mut end) = (0, None, plain.len());
        for (idx, c) in plain.char_indices() {
            if n_folded >= at && start.is_none() && !is_combining_mark(c) {
                start = Some(idx);
            }
            if n_folded >= at + term.len() {
                end = idx;
                break;
            }
            n_folded += fold_char(c).map(char::len_utf8).sum::<usize>();
        }
        let start = start?;
        let one_line = |text: &str| text.replace('\n', " ");
        let before: Vec<char> = plain[..start].chars().rev().take(AROUND).collect();
        let before: String = before.into_iter().rev().collect();
        let after: String = plain[end..].chars().take(AROUND).collect();
        Some((one_line(&before), one_line(&plain[start..end]), one_line(&after)))
    }
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    terms: Vec<Term>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    /// The type of a name, folded.
    label: Option<String>,
    words: String,
}

impl Search {
    #[must_use]
    pub fn of(typed: &str) -> Self {
        let mut terms = Vec::new();
        for (idx, quoted) in folded(typed).split('"').enumerate() {
            // Every other piece stands between quotation marks.
            if idx % 2 == 1 {
                terms.push(Term { label: None, words: quoted.trim().to_owned() });
            } else {
                terms.extend(quoted.split_whitespace().map(|word| match word.split_once(':') {
                    Some((label, name)) if !label.is_empty() && label.chars().all(char::is_alphanumeric) => {
                        Term { label: Some(label.to_owned()), words: name.to_owned() }
                    }
                    _ => Term { label: None, words: word.to_owned() },
                }));
            }
        }
        terms.retain(|term| !term.words.is_empty() || term.label.is_some());
        Self { terms }
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether an article has every term.
    #[must_use]
    pub fn fits(&self, id: ArticleId, card: &Card, texts: Option<&Texts>) -> bool {
        let text = texts.map_or("", |texts| texts.folded(id));
        // The card is looked at only where the text does not have it: folding it takes longer.
        self.terms.iter().all(|term| term.is_in_text(text) || term.is_in_card(card))
    }

    /// The first name in an article that a term is in: its type and itself.
    #[must_use]
    pub fn name<'a>(&self, card: &'a Card) -> Option<(&'a str, &'a str)> {
        let mut names = card.names.lines().filter_map(|line| line.split_once('\t'));
        names.find(|(label, name)| self.terms.iter().any(|term| term.is_name(label, name)))
    }
}

impl Term {
    fn is_in_text(&self, text: &str) -> bool {
        self.label.is_none() && text.contains(&self.words)
    }

    fn is_in_card(&self, card: &Card) -> bool {
        if card.names.lines().filter_map(|line| line.split_once('\t')).any(|(label, name)| self.is_name(label, name)) {
            return true;
        }
        let has = |text: &str| folded(text).contains(&self.words);
        self.label.is_none() && (has(&card.title) || has(&card.source) || card.marks.tags.iter().any(|tag| has(tag)))
    }

    fn is_name(&self, label: &str, name: &str) -> bool {
        self.label.as_ref().is_none_or(|wanted| label.eq_ignore_ascii_case(wanted))
            && folded(name).contains(&self.words)
    }
}

/// A text without case and accents.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        folded.extend(fold_char(c));
    }
    folded
}

/// A letter without case and accents; an accent of its own is nothing.
pub fn fold_char(c: char) -> impl Iterator<Item = char> {
    let ascii = c.is_ascii().then(|| c.to_ascii_lowercase());
    let other = (!c.is_ascii())
        .then(|| std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase));
    ascii.into_iter().chain(other.into_iter().flatten().filter(|c| !is_combining_mark(*c)))
}

#[cfg(test)]
mod tests {
    use super::{Search, Texts, folded};
    use crate::app::library::{ArticleId, Card, Marks};

    fn row() -> (Card, Texts) {
        let card = Card {
            title: "Ferry row".to_owned(),
            names: "PERSON\tViktor Orbán\nGPE\tAnkara\n".to_owned(),
            marks: Marks { tags: vec!["wave 2".to_owned()], ..Marks::default() },
            ..Card::default()
        };
        let mut texts = Texts::default();
        texts.insert(ArticleId(1), "İstanbul’s Çavuşoğlu told\nOrbán to wait.".to_owned());
        (card, texts)
    }

    #[test]
    fn an_article_fits_when_it_has_every_term() {
        let (card, texts) = row();
        for (typed, fits) in [
            ("", true),
            ("ferry", true),
            ("FERRY cavusoglu", true),
            ("ferry moscow", false),
            ("istanbul", true),
            ("\"told orban\"", false),
            ("\"orban to\"", true),
            ("person:orban", true),
            ("gpe:orban", false),
            ("gpe:", true),
            ("org:", false),
            ("wave", true),
        ] {
            assert_eq!(Search::of(typed).fits(ArticleId(1), &card, Some(&texts)), fits, "{typed}");
        }
        assert!(!Search::of("istanbul").fits(ArticleId(1), &card, None), "texts are not there yet");
    }

    #[test]
    fn the_place_is_shown_as_it_is_written() {
        let (card, texts) = row();
        let place = texts.place(ArticleId(1), &Search::of("cavusoglu"));
        assert_eq!(place, Some(("İstanbul’s ".to_owned(), "Çavuşoğlu".to_owned(), " told Orbán to wait.".to_owned())));
        assert_eq!(Search::of("person:orb").name(&card), Some(("PERSON", "Viktor Orbán")));
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(folded("Ünal ÉCOLE Straße İ"), "unal ecole straße i");
    }
}
