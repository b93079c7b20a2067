//! A text cut into tokens and sentences: what every later step reads.

use crate::text::{Sentence, Span, Token, split_sentences, tokenise};
use std::ops::Range;

/// A text with its tokens and sentences.
#[derive(Debug)]
pub struct Passage<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
}

impl<'a> Passage<'a> {
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let tokens = tokenise(text);
        let sentences = split_sentences(text, &tokens);
        Self { text, tokens, sentences }
    }

    /// The characters of a token.
    ///
    /// # Panics
    /// When `token_idx` is not one of this passage's.
    #[must_use]
    pub fn word(&self, token_idx: usize) -> &'a str {
        &self.text[self.tokens[token_idx].span.range()]
    }

    /// From the first character of the first token to the last of the last.
    ///
    /// # Panics
    /// When `tokens` is empty or leaves the passage.
    #[must_use]
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.tokens[tokens.start].span.hull(self.tokens[tokens.end - 1].span)
    }
}
