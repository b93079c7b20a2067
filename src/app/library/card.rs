//! The card of an article: what the library shows of it without opening it.

use crate::annotation::EntityId;
use crate::document::Document;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Identifies a stored article in this browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub u32);

/// What the library shows of an article. All but its marks follow from the document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Card {
    pub title: String,
    pub source: String,
    pub n_words: usize,
    /// Live ones.
    pub n_mentions: usize,
    /// Live ones.
    pub n_stances: usize,
    /// All mentions and stances, rejected ones too.
    pub n_items: usize,
    /// Those of all items that a reader has decided about.
    pub n_reviewed: usize,
    /// Whether the tagger has seen it, or it came with annotations.
    pub is_tagged: bool,
    /// Who is in it, one a line: the type, a tabulator, the name. One text, since it is read for thousands of articles.
    pub names: String,
    /// Milliseconds since 1970, by this device's clock.
    pub changed_at: f64,
    /// How many entries its journal had when it was last written to a file.
    pub n_in_file: usize,
    pub marks: Marks,
}

/// What a reader says of an article in the library.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Marks {
    /// What a reader declared finished; everything else is untouched or in work.
    pub is_done: bool,
    pub tags: Vec<String>,
    /// When it was removed; it can be brought back for a while.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub removed_at: Option<f64>,
}

/// How far the work on an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Untouched,
    InWork,
    Done,
}

impl Stage {
    pub const ALL: [Self; 3] = [Self::Untouched, Self::InWork, Self::Done];

    /// For the style sheet and for scripts.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Untouched => "untouched",
            Self::InWork => "in-work",
            Self::Done => "done",
        }
    }
}

impl Card {
    /// The card of `document` as it is now. What a reader says of it in the library starts empty.
    #[must_use]
    pub fn of(document: &Document, title: String, is_tagged: bool) -> Self {
        let mentions = || document.mentions().map(|mention| mention.status);
        let stances = || document.stances().map(|stance| stance.status);
        let live = document.mentions().filter(|mention| mention.status.is_live());
        // Asked for every entity after every edit, also where there are thousands.
        let named: HashSet<&EntityId> = live.filter_map(|mention| mention.claim.entity.as_ref()).collect();
        let mut names = String::new();
        for entity in document.entities().filter(|entity| named.contains(&entity.id)) {
            names.extend([entity.label.as_str(), "\t", &entity.name, "\n"]);
        }
        Self {
            title,
            source: document.about().source.clone(),
            n_words: document.article().text().split_whitespace().count(),
            n_mentions: mentions().filter(|status| status.is_live()).count(),
            n_stances: stances().filter(|status| status.is_live()).count(),
            n_items: mentions().chain(stances()).count(),
            n_reviewed: mentions().chain(stances()).filter(|status| status.is_reviewed()).count(),
            is_tagged: is_tagged || document.mentions().len() > 0,
            names,
            changed_at: 0.0,
            n_in_file: 0,
            marks: Marks::default(),
        }
    }

    #[must_use]
    pub const fn stage(&self) -> Stage {
        match (self.marks.is_done, self.n_reviewed) {
            (true, _) => Stage::Done,
            (false, 0) => Stage::Untouched,
            (false, _) => Stage::InWork,
        }
    }

    /// How much of it is reviewed, from 0 to 100.
    #[must_use]
    pub const fn percent_reviewed(&self) -> usize {
        match self.n_items {
            0 => 0,
            n_items => self.n_reviewed * 100 / n_items,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Card, Stage};
    use crate::app::fixture::suggested;
    use crate::document::{Edit, apply};

    #[test]
    fn a_card_counts_what_lives_and_what_is_reviewed() {
        let row = suggested("[Ana|PERSON] {praised|Ana|favor|Bo} [Bo|PERSON]. [May|DATE]", 80);
        let card = Card::of(&row, "Row".to_owned(), true);
        assert_eq!((card.n_mentions, card.n_stances, card.n_items, card.n_reviewed), (3, 1, 4, 0));
        assert_eq!(card.stage(), Stage::Untouched);
        assert!(card.names.contains("PERSON\tAna\n"), "{}", card.names);
        let may = row.mentions().last().expect("three").id.clone();
        let (row, _) = apply(&row, &Edit::RejectMention { mention: may }).expect("it fits");
        let card = Card::of(&row, "Row".to_owned(), true);
        assert_eq!((card.n_mentions, card.n_items, card.n_reviewed, card.percent_reviewed()), (2, 4, 1, 25));
        assert_eq!(card.stage(), Stage::InWork);
    }

    #[test]
    fn a_card_of_the_first_version_is_read() {
        let json = r#"{"title":"Row","source":"","n_words":4,"n_annotations":3,"n_reviewed":1,"is_done":false,
            "tags":[],"changed_at":5.0}"#;
        let card: Card = serde_json::from_str(json).expect("reads");
        assert_eq!((card.stage(), &*card.title, card.n_words), (Stage::InWork, "Row", 4));
    }
}
