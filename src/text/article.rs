//! The article: a text that never changes, with what is known about where it comes from.

use super::{Offsets, Span};
use std::sync::Arc;

/// An immutable text with its position tables and paragraphs. Cloning is cheap: the text is shared.
#[derive(Clone, Debug)]
pub struct Article {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    text: String,
    offsets: Offsets,
    paragraphs: Vec<Span>,
}

impl PartialEq for Article {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner) || self.text() == other.text()
    }
}

impl Article {
    /// An article of `text` as it is. What comes from outside goes through [`super::normalise`] first.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let offsets = Offsets::new(&text);
        let paragraphs = paragraphs(&text);
        Self { inner: Arc::new(Inner { text, offsets, paragraphs }) }
    }

    #[must_use]
    pub fn text(&self) -> &str {
        &self.inner.text
    }

    #[must_use]
    pub fn offsets(&self) -> &Offsets {
        &self.inner.offsets
    }

    /// The paragraphs in order: every span is one line of the text **with** the line ends that follow
    /// it, so that together they are exactly the text. An empty text has no paragraph.
    #[must_use]
    pub fn paragraphs(&self) -> &[Span] {
        &self.inner.paragraphs
    }

    /// What `span` covers, or `None` where it leaves the text or cuts a character.
    #[must_use]
    pub fn slice(&self, span: Span) -> Option<&str> {
        self.text().get(span.range())
    }
}

fn paragraphs(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut in_line_end = false;
    for (at, c) in text.char_indices() {
        if c == '\n' {
            in_line_end = true;
        } else if in_line_end {
            spans.push(Span::new(start, at));
            start = at;
            in_line_end = false;
        }
    }
    if start < text.len() {
        spans.push(Span::new(start, text.len()));
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::Article;
    use proptest::prelude::proptest;

    fn lines(text: &str) -> Vec<String> {
        let article = Article::new(text);
        article.paragraphs().iter().map(|p| article.slice(*p).expect("in the text").to_owned()).collect()
    }

    #[test]
    fn a_paragraph_keeps_the_line_ends_after_it() {
        assert_eq!(lines("One.\n\nTwo.\nThree."), ["One.\n\n", "Two.\n", "Three."]);
        assert_eq!(lines("\n\nOne."), ["\n\n", "One."]);
        assert!(lines("").is_empty());
    }

    proptest! {
        #[test]
        fn paragraphs_together_are_the_text(text in "[a\n é🎉]{0,40}") {
            assert_eq!(lines(&text).concat(), text);
        }
    }
}
