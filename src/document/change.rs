//! What an edit changed: which items were replaced by which.

use super::About;
use super::Document;
use super::table::{Item, Table};
use crate::annotation::{Entity, Mention, Stance};
use std::sync::Arc;

/// One item before and after; `None` where it did not exist.
#[derive(Clone, Debug, PartialEq)]
pub struct Swap<T> {
    pub before: Option<Arc<T>>,
    pub after: Option<Arc<T>>,
}

/// A change of a document. Applying its [inverse](Self::inverse) restores the document exactly.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    pub mentions: Vec<Swap<Mention>>,
    pub entities: Vec<Swap<Entity>>,
    pub stances: Vec<Swap<Stance>>,
    pub about: Option<Swap<About>>,
}

impl Change {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.mentions.is_empty() && self.entities.is_empty() && self.stances.is_empty() && self.about.is_none()
    }

    #[must_use]
    pub fn inverse(&self) -> Self {
        fn turn<T>(swaps: &[Swap<T>]) -> Vec<Swap<T>> {
            swaps.iter().rev().map(|swap| Swap { before: swap.after.clone(), after: swap.before.clone() }).collect()
        }
        Self {
            mentions: turn(&self.mentions),
            entities: turn(&self.entities),
            stances: turn(&self.stances),
            about: self.about.as_ref().map(|swap| Swap { before: swap.after.clone(), after: swap.before.clone() }),
        }
    }

    /// Puts every item's `after` in place.
    pub(super) fn make(&self, document: &mut Document) {
        set_all(&mut document.mentions, &self.mentions);
        set_all(&mut document.entities, &self.entities);
        set_all(&mut document.stances, &self.stances);
        if let Some(Swap { after: Some(about), .. }) = &self.about {
            document.about = Arc::clone(about);
        }
    }
}

fn set_all<T: Item>(table: &mut Table<T>, swaps: &[Swap<T>]) {
    for swap in swaps {
        if let Some(item) = swap.after.as_ref().or(swap.before.as_ref()) {
            table.set(&item.id().clone(), swap.after.clone());
        }
    }
    if !swaps.is_empty() {
        table.sort();
    }
}
