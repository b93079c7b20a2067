//! CoNLL-2003: one token a line with its named-entity tag in the last column, a blank line between sentences. Written
//! with IOB2 tags; IOB1 is read as well. There are no offsets: the text is put together from the tokens.

use super::draft::{Draft, ImportError};
use crate::annotation::Mention;
use crate::document::{About, Document};
use crate::format::Opened;
use crate::format::loss::{Loss, Lost, losses};
use crate::text::{Article, Span, split_sentences, tokenise};
use std::fmt::Write;

const FORMAT: &str = "CoNLL";

/// What is lost when a document is written as CoNLL.
pub fn conll_losses(document: &Document) -> Vec<Loss> {
    let Fit { overlapping, part_of_word, .. } = Fit::new(document);
    let besides =
        [Loss { what: Lost::Overlap, n_items: overlapping }, Loss { what: Lost::PartOfWord, n_items: part_of_word }];
    losses(document, &[], &besides)
}

/// The file of a document.
#[must_use]
pub fn write_conll(document: &Document) -> String {
    let text = document.article().text();
    let fit = Fit::new(document);
    let mut lines = "-DOCSTART- -X- O O\n\n".to_owned();
    let mut mentions = fit.mentions.into_iter().peekable();
    for sentence in &fit.sentences {
        for span in sentence {
            while mentions.next_if(|mention| mention.claim.span.end <= span.start).is_some() {}
            let tag = mentions.peek().filter(|mention| mention.claim.span.encloses(*span)).map(|mention| {
                let position = if mention.claim.span.start == span.start { 'B' } else { 'I' };
                format!("{position}-{}", mention.claim.label.as_str().replace(char::is_whitespace, "_"))
            });
            let tag = tag.as_deref().unwrap_or("O");
            writeln!(lines, "{} _ _ {tag}", &text[span.range()]).expect("writing to a string does not fail");
        }
        lines.push('\n');
    }
    lines
}

/// The tokens by sentence, and the mentions that are made of whole tokens and do not overlap; the longer of two stays.
struct Fit<'a> {
    sentences: Vec<Vec<Span>>,
    mentions: Vec<&'a Mention>,
    overlapping: usize,
    part_of_word: usize,
}

impl<'a> Fit<'a> {
    fn new(document: &'a Document) -> Self {
        let text = document.article().text();
        let tokens = tokenise(text);
        let sentences = split_sentences(text, &tokens);
        let is_start = |at: usize| tokens.binary_search_by_key(&at, |token| token.span.start).is_ok();
        let is_end = |at: usize| tokens.binary_search_by_key(&at, |token| token.span.end).is_ok();
        // A name that a sentence end cuts cannot be told: tags do not reach over blank lines.
        let is_in_one = |span: Span| {
            let idx = sentences.partition_point(|sentence| sentence.span.end < span.end);
            sentences.get(idx).is_some_and(|sentence| sentence.span.encloses(span))
        };
        let live = document.mentions().map(AsRef::as_ref).filter(|mention| mention.status.is_live());
        let (mut whole, cut): (Vec<&Mention>, Vec<&Mention>) = live.partition(|mention| {
            let span = mention.claim.span;
            is_start(span.start) && is_end(span.end) && is_in_one(span)
        });
        whole.sort_by_key(|mention| std::cmp::Reverse(mention.claim.span.len()));
        let n_whole = whole.len();
        let mut mentions: Vec<&Mention> = Vec::new();
        for mention in whole {
            let span = mention.claim.span;
            let idx = mentions.partition_point(|other| other.claim.span.end <= span.start);
            if mentions.get(idx).is_none_or(|other| !other.claim.span.overlaps(span)) {
                mentions.insert(idx, mention);
            }
        }
        Self {
            overlapping: n_whole - mentions.len(),
            part_of_word: cut.len(),
            mentions,
            sentences: sentences
                .iter()
                .map(|sentence| tokens[sentence.tokens.clone()].iter().map(|token| token.span).collect())
                .collect(),
        }
    }
}

/// Reads a file: sentences become lines, documents become paragraphs.
///
/// # Errors
/// When a line has no tag.
pub fn read_conll(about: About, source: &str) -> Result<Opened, ImportError> {
    let mut text = String::new();
    let mut marks: Vec<(Span, &str)> = Vec::new();
    let mut is_open = false;
    let mut gap = "";
    for (line_idx, line) in source.lines().enumerate() {
        let line = line.trim_end();
        if line.is_empty() || line.starts_with("-DOCSTART-") {
            is_open = false;
            gap = if line.is_empty() && gap != "\n\n" { "\n" } else { "\n\n" };
            continue;
        }
        let mut columns = line.split([' ', '\t']).filter(|column| !column.is_empty());
        let (Some(word), Some(tag)) = (columns.next(), columns.next_back()) else {
            let what = "a word and a tag were expected".to_owned();
            return Err(ImportError { format: FORMAT, at: format!("line {}", line_idx + 1), what });
        };
        if !text.is_empty() {
            text.push_str(if gap.is_empty() { space_between(&text, word) } else { gap });
        }
        gap = "";
        let span = Span::new(text.len(), text.len() + word.len());
        text.push_str(word);
        if let Some((position, label)) = tag.split_once('-') {
            match marks.last_mut() {
                Some((last, known)) if is_open && position != "B" && *known == label => *last = last.hull(span),
                _ => marks.push((span, label)),
            }
        }
        is_open = tag != "O";
    }
    let mut draft = Draft::new(Article::new(text), about);
    for (span, label) in marks {
        draft.mention(span, label, None);
    }
    draft.finish(FORMAT)
}

/// The space that English puts between a text and its next word.
fn space_between(text: &str, word: &str) -> &'static str {
    let is_attached =
        matches!(word, "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "”" | "’" | "%" | "n't" | "'s" | "’s");
    if is_attached || text.ends_with(['(', '[', '“', '‘', '$', '£', '€']) { "" } else { " " }
}

/// Whether a text looks like such a file: its first lines have two or four columns, the last of which is a tag.
pub fn is_conll(text: &str) -> bool {
    const LOOKED_AT: usize = 20;
    let mut n_tagged = 0;
    for line in text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT) {
        let mut columns = line.split([' ', '\t']).filter(|column| !column.is_empty());
        let (Some(_), Some(tag)) = (columns.next(), columns.next_back()) else { return false };
        if tag != "O" && !tag.starts_with("B-") && !tag.starts_with("I-") {
            return false;
        }
        n_tagged += 1;
    }
    n_tagged > 0
}
