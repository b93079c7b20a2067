//! Characters. In comes a string; out come an [`Article`], its paragraphs, positions in three units,
//! [tokens](tokenise) and [sentences](split_sentences). This module knows nothing of names, stances or files.

mod article;
mod normalise;
mod offsets;
mod sentence;
mod span;
mod token;

pub use article::Article;
pub use normalise::normalise;
pub use offsets::Offsets;
pub use sentence::{Sentence, split_sentences};
pub use span::Span;
pub use token::{Token, tokenise};
