//! Trained weights and lexicons, as data. In: the bytes that ship with the program; out: look-ups. This module
//! does not know what is done with them.

/// Everything the analysis needs besides the article.
#[derive(Debug, Default)]
pub struct Model {}

impl Model {
    /// The model that ships with the program.
    #[must_use]
    pub fn shipped() -> Self {
        Self::default()
    }
}
