//! Letters on marks, by which the keyboard reaches a mark as quickly as a pointer does (as link hints in browsers,
//! after Vimperator). In: the document and the place where the reader is; out: a letter or two for each mark, the
//! nearest marks having one. It does not know what happens once a mark is chosen.

use super::highlight::Item;
use crate::annotation::{MentionId, StanceId};
use crate::document::Document;
use crate::text::Span;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The letters of hints, the easiest to reach first. Those that are missing do something else while hints are shown.
pub const LETTERS: &str = "asdghjklqertyuiopzxcvn";

/// So many of the letters stand alone; the others begin pairs.
const N_SINGLE: usize = 16;

/// What a hint is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Going there.
    Jump,
    /// Who holds the stance.
    Holder,
    /// Toward whom it is.
    Target,
    /// Who the focused mention means, too.
    Same,
}

/// The hints that are shown, and what of one has been typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hinting {
    pub purpose: Purpose,
    pub typed: String,
    hints: Rc<BTreeMap<String, Item>>,
}

/// What a letter leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    Item(Item),
    /// One letter more is needed.
    More,
    /// No hint begins like this.
    Nothing,
}

impl Hinting {
    /// Hints on the live mentions of entities, and where they are for a jump on cues and dates, too.
    #[must_use]
    pub fn around(document: &Document, place: Span, purpose: Purpose) -> Self {
        let is_jump = purpose == Purpose::Jump;
        let mentions = document
            .mentions()
            .filter(|m| m.status.is_live() && (is_jump || m.claim.entity.is_some()))
            .map(|m| (m.claim.span, Item::Mention(m.id.clone())));
        let cues = document
            .stances()
            .filter(|s| is_jump && s.status.is_live())
            .map(|s| (s.claim.cue, Item::Stance(s.id.clone())));
        let distance = |span: Span| (span.start.saturating_sub(place.end)).max(place.start.saturating_sub(span.end));
        let mut marks: Vec<(usize, Span, Item)> =
            mentions.chain(cues).map(|(span, item)| (distance(span), span, item)).collect();
        marks.sort_by_key(|(distance, span, _)| (*distance, span.start, std::cmp::Reverse(span.end)));
        let hints = keys().zip(marks).map(|(key, (_, _, item))| (key, item)).collect();
        Self { purpose, typed: String::new(), hints: Rc::new(hints) }
    }

    /// The same hints for another purpose.
    #[must_use]
    pub fn for_purpose(&self, purpose: Purpose) -> Self {
        Self { purpose, typed: String::new(), hints: Rc::clone(&self.hints) }
    }

    /// Whether there is nothing to choose from.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hints.is_empty()
    }

    /// What `letter` leads to after what was typed before.
    #[must_use]
    pub fn chosen(&self, letter: char) -> Chosen {
        let typed = format!("{}{letter}", self.typed);
        match self.hints.get(&typed) {
            Some(item) => Chosen::Item(item.clone()),
            None if self.hints.range(typed.clone()..).next().is_some_and(|(key, _)| key.starts_with(&typed)) => {
                Chosen::More
            }
            None => Chosen::Nothing,
        }
    }

    /// What is still to be typed for each mark that can be meant.
    #[must_use]
    pub fn shown(&self) -> Shown {
        let mut shown = Shown::default();
        for (key, item) in self.hints.iter() {
            let Some(rest) = key.strip_prefix(self.typed.as_str()) else { continue };
            match item {
                Item::Mention(id) => drop(shown.mentions.insert(id.clone(), rest.to_owned())),
                Item::Stance(id) => drop(shown.stances.insert(id.clone(), rest.to_owned())),
                Item::Entity(_) => {}
            }
        }
        shown
    }
}

/// The letters by mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    pub mentions: BTreeMap<MentionId, String>,
    pub stances: BTreeMap<StanceId, String>,
}

/// All hints, the shortest first. No hint begins another.
fn keys() -> impl Iterator<Item = String> {
    let (singles, firsts) = LETTERS.split_at(N_SINGLE);
    let pairs = firsts.chars().flat_map(|first| LETTERS.chars().map(move |second| [first, second].iter().collect()));
    singles.chars().map(String::from).chain(pairs)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{mention_of, suggested};
    use super::super::highlight::Item;
    use super::{Chosen, Hinting, Purpose, keys};
    use crate::text::Span;

    #[test]
    fn no_hint_begins_another() {
        let keys: Vec<String> = keys().collect();
        assert_eq!(keys.len(), 16 + 6 * 22);
        for key in &keys {
            assert_eq!(keys.iter().filter(|other| other.starts_with(key.as_str())).count(), 1, "{key}");
        }
    }

    #[test]
    fn the_nearest_mark_has_the_first_letter() {
        let document = suggested("[Ana|PERSON], [Bo|PERSON], [Cy|PERSON].", 90);
        let hinting = Hinting::around(&document, Span::new(9, 11), Purpose::Jump);
        assert_eq!(hinting.chosen('a'), Chosen::Item(Item::Mention(mention_of(&document, "Cy"))));
        assert_eq!(hinting.chosen('s'), Chosen::Item(Item::Mention(mention_of(&document, "Bo"))));
        assert_eq!(hinting.chosen('g'), Chosen::Nothing);
    }

    #[test]
    fn of_very_many_marks_those_farther_off_take_two_letters() {
        let document = suggested(&"[Ana|PERSON] ".repeat(60), 90);
        let mut hinting = Hinting::around(&document, Span::new(0, 0), Purpose::Holder);
        assert_eq!(hinting.shown().mentions.len(), 60);
        assert_eq!(hinting.chosen('p'), Chosen::More);
        hinting.typed.push('p');
        assert_eq!(hinting.shown().mentions.len(), 22, "only those that begin so are still marked");
        assert!(matches!(hinting.chosen('a'), Chosen::Item(_)));
    }

    #[test]
    fn cues_are_reached_by_a_jump_only() {
        let document = suggested("[Ana|PERSON] {backed|Ana|favor|Bo} [Bo|PERSON].", 90);
        let shown = |purpose| Hinting::around(&document, Span::new(0, 1), purpose).shown();
        assert_eq!(shown(Purpose::Jump).stances.len(), 1);
        assert_eq!(shown(Purpose::Target).stances.len(), 0);
    }
}
