//! Anchors: sentences of our own articles whose names are known, so that what is learned from a reader breaks nothing.
//! In: lines with marks; out: texts with their names.

use crate::annotation::Label;
use crate::text::Span;

/// Made by `train anchors`.
const ANCHORS: &str = include_str!("../data/model/anchors.txt");

/// A text and its names, dates left out.
pub type Anchor = (String, Vec<(Span, Label)>);

/// The anchors that ship with the program, each one sentence.
#[must_use]
pub fn anchors() -> Vec<Anchor> {
    ANCHORS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(read).collect()
}

/// Reads `[Ankara|GPE] rebuked [Moscow|GPE].`; what is no such mark is text.
fn read(line: &str) -> Anchor {
    let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), line);
    while let Some((before, marked, after)) = next_mark(rest) {
        text.push_str(before);
        let start = text.len();
        let (words, label) = marked;
        text.push_str(words);
        marks.push((Span::new(start, text.len()), Label::new(label)));
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

/// What stands before the first mark, its words and label, and what stands after it.
fn next_mark(text: &str) -> Option<(&str, (&str, &str), &str)> {
    let (before, tail) = text.split_once('[')?;
    let (inside, after) = tail.split_once(']')?;
    Some((before, inside.split_once('|')?, after))
}

#[cfg(test)]
mod tests {
    use super::{anchors, read};
    use crate::annotation::Label;
    use crate::text::Span;

    #[test]
    fn a_line_is_read() {
        let (text, marks) = read("[Ankara|GPE] rebuked [Moscow|GPE].");
        assert_eq!(text, "Ankara rebuked Moscow.");
        assert_eq!(marks, [(Span::new(0, 6), Label::GPE), (Span::new(15, 21), Label::GPE)]);
    }

    #[test]
    fn the_shipped_anchors_have_every_type_the_tagger_knows() {
        let anchors = anchors();
        assert!((150..=250).contains(&anchors.len()), "{} anchors", anchors.len());
        for label in Label::DEFAULT.iter().filter(|label| **label != Label::DATE) {
            let n = anchors.iter().flat_map(|(_, marks)| marks).filter(|(_, l)| l == label).count();
            assert!(n >= 5, "only {n} of {label}");
        }
    }
}
