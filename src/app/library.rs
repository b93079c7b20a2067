//! The library: what is known of each stored article without opening it. Pure; how it is stored is `web::store`'s.

use crate::document::Document;
use serde::{Deserialize, Serialize};

/// Identifies a stored article in this browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub u32);

/// What the library shows of an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    pub title: String,
    pub source: String,
    pub n_words: usize,
    /// Live mentions and stances.
    pub n_annotations: usize,
    /// Those of all mentions and stances, rejected ones too, that a reader has decided about.
    pub n_reviewed: usize,
    /// What a reader declared finished; everything else is untouched or in work.
    pub is_done: bool,
    pub tags: Vec<String>,
    /// Milliseconds since 1970, by this device's clock.
    pub changed_at: f64,
}

/// How far the work on an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Untouched,
    InWork,
    Done,
}

impl Card {
    /// The card of `document` as it is now; done and tags are a reader's word and start empty.
    #[must_use]
    pub fn of(document: &Document, changed_at: f64) -> Self {
        let statuses: Vec<_> =
            document.mentions().map(|m| m.status).chain(document.stances().map(|s| s.status)).collect();
        Self {
            title: document.about().title.clone(),
            source: document.about().source.clone(),
            n_words: document.article().text().split_whitespace().count(),
            n_annotations: statuses.iter().filter(|status| status.is_live()).count(),
            n_reviewed: statuses.iter().filter(|status| status.is_reviewed()).count(),
            is_done: false,
            tags: Vec::new(),
            changed_at,
        }
    }

    #[must_use]
    pub const fn stage(&self) -> Stage {
        match (self.is_done, self.n_reviewed) {
            (true, _) => Stage::Done,
            (false, 0) => Stage::Untouched,
            (false, _) => Stage::InWork,
        }
    }
}
