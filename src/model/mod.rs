//! Trained weights and lexicons, as data. In: the bytes that ship with the program; out: look-ups. This module
//! does not know what is done with them.

mod fold;
mod gazetteer;
mod kind;

pub use fold::{Hash, fold, hash_words};
pub use gazetteer::{Entry, Gazetteer, Known, KnownIdx, TableError, Tables, is_acronym};
pub use kind::Kinds;

/// Everything the analysis needs besides the article.
#[derive(Debug, Default)]
pub struct Model {
    /// What is known about names.
    pub gazetteer: Gazetteer,
}

impl Model {
    /// The model that ships with the program.
    ///
    /// # Panics
    /// Never: a test loads the shipped tables.
    #[must_use]
    pub fn shipped() -> Self {
        Self { gazetteer: Gazetteer::new(&Tables::SHIPPED).expect("a test reads the shipped tables") }
    }
}
