//! The library: what is known of each stored article without opening it, and what of it is listed. In: cards and texts
//! as the browser's store has them, and what the reader looks for; out: the articles to show, in their order. How they
//! are stored is `web::store`'s.

mod action;
mod arrival;
mod card;
mod list;
mod search;

pub use action::{Archive, LibraryAction, LibraryEffect};
pub use arrival::{Arrival, arrivals, opened_files, tagged, title_of};
pub use card::{ArticleId, Card, Marks, Stage};
pub use list::{Query, Sort, listed, tags};
pub use search::{Search, Texts, fold_char, folded};

use std::collections::BTreeMap;
use std::rc::Rc;

/// The cards of all stored articles.
pub type Cards = BTreeMap<ArticleId, Rc<Card>>;

/// The library as the screen has it.
#[derive(Clone, Debug, Default)]
pub struct Library {
    pub is_shown: bool,
    pub cards: Rc<Cards>,
    pub query: Query,
    /// What [`listed`] said when it was last asked. It stays while the reader works on an article, so that "next" means
    /// what they saw.
    pub listed: Rc<Vec<ArticleId>>,
    /// For searching; read from the store when the library is first shown.
    pub texts: Option<Rc<Texts>>,
    /// The row that keys act on.
    pub chosen: Option<ArticleId>,
    /// What is being done with many articles.
    pub work: Option<Work>,
    /// What came of the last such work.
    pub report: Option<Report>,
    /// The removed articles that can be brought back at once, the last one last.
    pub removed: Vec<ArticleId>,
    /// The article that was open when the last session ended without being closed, until the reader is told.
    pub crashed: Option<ArticleId>,
    /// What the browser says about keeping the library.
    pub keeping: Persistence,
}

/// Something done with many articles that takes its time and can be stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    pub kind: WorkKind,
    pub n_done: usize,
    pub n_all: usize,
    pub failures: Vec<Failure>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkKind {
    Adding,
    Tagging,
    Exporting,
}

/// What did not work, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file or the article.
    pub name: String,
    pub reason: String,
}

/// What came of a work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub summary: String,
    pub failures: Vec<Failure>,
}

/// Whether the browser may clear what it keeps for this page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Persistence {
    #[default]
    Unknown,
    /// It promised not to.
    Promised,
    /// It may when room gets short; it can be asked not to.
    MayClear,
    /// It may, and takes no requests. Safari does so after seven days without a visit.
    CannotPromise,
}

impl Library {
    /// The listed article before or after `id`; the first or last where `id` is not listed.
    #[must_use]
    pub fn neighbour(&self, id: Option<ArticleId>, forward: bool) -> Option<ArticleId> {
        let here = id.and_then(|id| self.listed.iter().position(|listed| *listed == id));
        match (here, forward) {
            (Some(here), true) => self.listed.get(here + 1).copied(),
            (Some(here), false) => here.checked_sub(1).and_then(|before| self.listed.get(before).copied()),
            (None, true) => self.listed.first().copied(),
            (None, false) => self.listed.last().copied(),
        }
    }

    /// Makes the list anew.
    pub fn list(&mut self) {
        self.listed = Rc::new(listed(&self.cards, self.texts.as_deref(), &self.query));
        if self.chosen.is_none_or(|chosen| !self.listed.contains(&chosen)) {
            self.chosen = self.listed.first().copied();
        }
    }

    /// The articles that were never tagged.
    #[must_use]
    pub fn untagged(&self) -> Vec<ArticleId> {
        let is_untagged = |card: &Card| !card.is_tagged && card.marks.removed_at.is_none();
        self.cards.iter().filter(|(_, card)| is_untagged(card)).map(|(id, _)| *id).collect()
    }

    /// The articles last changed, for a short menu.
    #[must_use]
    pub fn recent(&self, n_articles: usize) -> Vec<(ArticleId, Rc<Card>)> {
        let mut recent: Vec<_> = self
            .cards
            .iter()
            .filter(|(_, card)| card.marks.removed_at.is_none())
            .map(|(id, card)| (*id, Rc::clone(card)))
            .collect();
        recent.sort_by(|(a_id, a), (b_id, b)| b.changed_at.total_cmp(&a.changed_at).then(b_id.cmp(a_id)));
        recent.truncate(n_articles);
        recent
    }
}
