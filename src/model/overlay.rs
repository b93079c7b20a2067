//! The overlay: what was learned from one reader, on top of what ships. In: remembered names and changes of weights;
//! out: look-ups, and lists that a person can read. It does not know how anything is learned, or what a tag means.

use super::fold::{fold, hash_words};
use super::gazetteer::is_acronym;
use crate::annotation::Label;
use crate::text::tokenise;
use std::collections::BTreeMap;

/// Names, facts and weights of one reader. An empty one changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlay {
    /// By the hash of the words.
    names: BTreeMap<u64, Remembered>,
    /// By the hash of a first word: how many words the longest name has that begins with it.
    longest: BTreeMap<u64, usize>,
    /// By folded name.
    links: BTreeMap<String, Option<String>>,
    sides: BTreeMap<String, Option<String>>,
    /// By feature.
    weights: BTreeMap<u32, Adjustment>,
    n_weights: usize,
}

/// A name that the reader decided about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// As it was written.
    pub name: String,
    /// The reader's latest word: its type, or that it names nothing.
    pub label: Option<Label>,
    /// The article of the latest word.
    pub article: String,
    /// Whether the reader decided otherwise in another article.
    pub is_contested: bool,
}

/// What a changed weight looks at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clue {
    pub place: CluePlace,
    /// The folded word.
    pub word: String,
}

/// Where a clue's word stands, seen from a word of the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CluePlace {
    Itself,
    Before,
    After,
    TwoBefore,
    TwoAfter,
    /// Before the whole run of capitalised words.
    BeforeRun,
    AfterRun,
    /// The last word of the run.
    LastOfRun,
}

impl CluePlace {
    pub const ALL: [Self; 8] = [
        Self::Itself,
        Self::Before,
        Self::After,
        Self::TwoBefore,
        Self::TwoAfter,
        Self::BeforeRun,
        Self::AfterRun,
        Self::LastOfRun,
    ];
}

/// How the weights of a clue differ from those that ship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    pub clue: Clue,
    /// Tags with what is added to their weights, in the order of the tags; never zero.
    pub by_tag: Vec<(u8, i16)>,
}

impl Overlay {
    /// How many weights it may hold.
    pub const MOST_WEIGHTS: usize = 20_000;

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.links.is_empty() && self.sides.is_empty() && self.weights.is_empty()
    }

    /// Remembers what a name is. A later word replaces an earlier one, which is not forgotten: the name then counts as
    /// contested.
    pub fn remember(&mut self, name: &str, label: Option<Label>, article: &str) {
        let words: Vec<String> = tokenise(name).iter().map(|token| key_word(&name[token.span.range()])).collect();
        let Some(first) = words.first() else { return };
        let longest = self.longest.entry(hash_words([first.as_str()])).or_default();
        *longest = words.len().max(*longest);
        let remembered = self.names.entry(hash_words(words.iter().map(String::as_str))).or_insert_with(|| Remembered {
            name: name.to_owned(),
            label: label.clone(),
            article: article.to_owned(),
            is_contested: false,
        });
        remembered.is_contested |= remembered.label != label;
        remembered.label = label;
        name.clone_into(&mut remembered.name);
        article.clone_into(&mut remembered.article);
    }

    /// Remembers the country or thing that a name stands for.
    pub fn remember_link(&mut self, name: &str, link: Option<&str>) {
        self.links.insert(folded(name), link.map(str::to_owned));
    }

    /// Remembers whom the bearer of a name speaks for.
    pub fn remember_side(&mut self, name: &str, side: Option<&str>) {
        self.sides.insert(folded(name), side.map(str::to_owned));
    }

    /// The longest remembered name that `words` begin with, and how many words it has.
    #[must_use]
    pub fn name_at(&self, words: &[&str]) -> Option<(&Remembered, usize)> {
        if self.names.is_empty() {
            return None;
        }
        // As it is written, then folded: "WAGNER" in a headline is "Wagner".
        [key_word, fold].into_iter().find_map(|key: fn(&str) -> String| {
            let first = key(words.first()?);
            let longest = *self.longest.get(&hash_words([first.as_str()]))?;
            let keys: Vec<String> = words[..longest.min(words.len())].iter().map(|word| key(word)).collect();
            (1..=keys.len()).rev().find_map(|n_words| {
                let remembered = self.names.get(&hash_words(keys[..n_words].iter().map(String::as_str)))?;
                let has_capital = |text: &str| text.chars().any(char::is_uppercase);
                let is_as_big = !has_capital(&remembered.name) || words[..n_words].iter().any(|word| has_capital(word));
                is_as_big.then_some((remembered, n_words))
            })
        })
    }

    /// The country or thing that a name stands for, if the reader ever said; inside, that there is none.
    #[must_use]
    pub fn link(&self, name: &str) -> Option<&Option<String>> {
        if self.links.is_empty() { None } else { self.links.get(&folded(name)) }
    }

    /// Whom the bearer of a name speaks for, if the reader ever said; inside, that it is nobody.
    #[must_use]
    pub fn side(&self, name: &str) -> Option<&Option<String>> {
        if self.sides.is_empty() { None } else { self.sides.get(&folded(name)) }
    }

    /// Adds to the weight of a feature for a tag. Nothing happens where the overlay is full.
    pub fn adjust(&mut self, feature: u32, clue: &Clue, tag: u8, by: i16) {
        if by == 0 {
            return;
        }
        let adjustment =
            self.weights.entry(feature).or_insert_with(|| Adjustment { clue: clue.clone(), by_tag: Vec::new() });
        match adjustment.by_tag.binary_search_by_key(&tag, |(tag, _)| *tag) {
            Ok(idx) => {
                let weight = &mut adjustment.by_tag[idx].1;
                *weight = weight.saturating_add(by);
                if *weight == 0 {
                    adjustment.by_tag.remove(idx);
                    self.n_weights -= 1;
                }
            }
            Err(idx) if self.n_weights < Self::MOST_WEIGHTS => {
                adjustment.by_tag.insert(idx, (tag, by));
                self.n_weights += 1;
            }
            Err(_) => {}
        }
        if adjustment.by_tag.is_empty() {
            self.weights.remove(&feature);
        }
    }

    /// What is added to the weights of a feature.
    #[must_use]
    pub fn weights(&self, feature: u32) -> &[(u8, i16)] {
        self.weights.get(&feature).map_or(&[], |adjustment| adjustment.by_tag.as_slice())
    }

    #[must_use]
    pub const fn n_weights(&self) -> usize {
        self.n_weights
    }

    /// The remembered names, by name.
    #[must_use]
    pub fn names(&self) -> Vec<&Remembered> {
        let mut names: Vec<&Remembered> = self.names.values().collect();
        names.sort_by(|a, b| a.name.cmp(&b.name));
        names
    }

    /// The changed weights, by clue.
    #[must_use]
    pub fn adjustments(&self) -> Vec<&Adjustment> {
        let mut adjustments: Vec<&Adjustment> = self.weights.values().collect();
        adjustments.sort_by(|a, b| a.clue.cmp(&b.clue));
        adjustments
    }
}

/// The form under which words of names are compared: an acronym as it is written, so that "US" is not "us".
fn key_word(word: &str) -> String {
    if is_acronym(word) && word.len() > 1 { word.to_owned() } else { fold(word) }
}

fn folded(name: &str) -> String {
    let words: Vec<String> = tokenise(name).iter().map(|token| key_word(&name[token.span.range()])).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Clue, CluePlace, Overlay};
    use crate::annotation::Label;

    fn clue() -> Clue {
        Clue { place: CluePlace::After, word: "fighters".to_owned() }
    }

    #[test]
    fn the_longest_remembered_name_is_found_whatever_its_case() {
        let mut overlay = Overlay::default();
        overlay.remember("Wagner", Some(Label::ORG), "a");
        overlay.remember("Wagner Group", Some(Label::ORG), "a");
        let found = |words: &[&str]| overlay.name_at(words).map(|(name, n_words)| (name.name.clone(), n_words));
        assert_eq!(found(&["Wagner", "Group", "said"]), Some(("Wagner Group".to_owned(), 2)));
        assert_eq!(found(&["Wagner", "said"]), Some(("Wagner".to_owned(), 1)));
        assert_eq!(found(&["WAGNER"]), Some(("Wagner".to_owned(), 1)));
        assert_eq!(found(&["wagner"]), None, "a common word is no name");
        assert_eq!(found(&[]), None);
    }

    #[test]
    fn an_acronym_is_remembered_as_it_is_written() {
        let mut overlay = Overlay::default();
        overlay.remember("WHO", Some(Label::ORG), "a");
        assert!(overlay.name_at(&["WHO"]).is_some());
        assert!(overlay.name_at(&["Who"]).is_none());
    }

    #[test]
    fn a_later_word_wins_and_the_name_is_contested() {
        let mut overlay = Overlay::default();
        overlay.remember("Jordan", Some(Label::PERSON), "a");
        overlay.remember("Jordan", Some(Label::GPE), "b");
        let (jordan, _) = overlay.name_at(&["Jordan"]).expect("it is remembered");
        assert_eq!((jordan.label.clone(), jordan.is_contested), (Some(Label::GPE), true));
    }

    #[test]
    fn weights_that_cancel_are_gone() {
        let mut overlay = Overlay::default();
        overlay.adjust(7, &clue(), 3, 5);
        overlay.adjust(7, &clue(), 1, -5);
        assert_eq!(overlay.weights(7), [(1, -5), (3, 5)]);
        overlay.adjust(7, &clue(), 3, -5);
        overlay.adjust(7, &clue(), 1, 5);
        assert_eq!((overlay.n_weights(), overlay.is_empty()), (0, true));
    }

    #[test]
    fn a_full_overlay_takes_in_no_more_weights() {
        let mut overlay = Overlay::default();
        for feature in 1..=Overlay::MOST_WEIGHTS + 10 {
            overlay.adjust(u32::try_from(feature).expect("a small number"), &clue(), 0, 1);
        }
        assert_eq!(overlay.n_weights(), Overlay::MOST_WEIGHTS);
    }
}
