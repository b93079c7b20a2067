//! Tokens and sentences. One code serves training and the page, so that what a model learned is what
//! it meets.

use super::Span;
use std::ops::Range;

/// A word, number, or mark of punctuation. Tokens do not own text and never overlap; between two of
/// them there is only white space or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
}

/// A sentence: its span (trimmed of white space) and its tokens, as a range of token indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    pub tokens: Range<usize>,
}

/// Splits a text into tokens, in order. Clitics ("'s", "n't") are tokens of their own, "U.S." and
/// "Su-24" are one token each.
#[must_use]
pub fn tokenise(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            tokens.push(Token { span: Span::new(from, at) });
        }
        if !c.is_whitespace() {
            tokens.push(Token { span: Span::new(at, at + c.len_utf8()) });
        }
    }
    if let Some(from) = start {
        tokens.push(Token { span: Span::new(from, text.len()) });
    }
    tokens
}

/// Groups the tokens of `text` into sentences, in order; every token belongs to exactly one. A
/// paragraph end always ends a sentence.
#[must_use]
pub fn split_sentences(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut first = 0;
    for (idx, token) in tokens.iter().enumerate() {
        let is_last = idx + 1 == tokens.len();
        let ends = matches!(&text[token.span.range()], "." | "!" | "?")
            || tokens.get(idx + 1).is_some_and(|next| text[token.span.end..next.span.start].contains('\n'));
        if ends || is_last {
            let span = tokens[first].span.hull(token.span);
            sentences.push(Sentence { span, tokens: first..idx + 1 });
            first = idx + 1;
        }
    }
    sentences
}
