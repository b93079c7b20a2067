//! Finds the place in the article that a file's offsets mean, and remembers what had to be put right for it.

use super::file::Stretch;
use super::read::NativeError;
use crate::document::{About, Document};
use crate::format::{Notice, Repair};
use crate::text::{Article, Span, normalise};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How many bytes of text may be searched for marks that do not fit, over one whole file.
const SEARCH_BUDGET: usize = 400_000_000;
/// How many times the work of searching a text it is to split it into sentences.
const SPLITTING_COST: usize = 50;

pub struct Repairs {
    article: Article,
    /// For each code point offset of the file's text the one in the article, where the two differ.
    moved_to: Option<Vec<usize>>,
    search_budget: usize,
    done: BTreeMap<Repair, Vec<String>>,
}

impl Repairs {
    /// For a file whose text is `text`, as it stands there.
    pub fn new(text: &str) -> Self {
        let normalised = normalise(text);
        let moved_to = (normalised != text).then(|| moves(text));
        Self { article: Article::new(normalised), moved_to, search_budget: SEARCH_BUDGET, done: BTreeMap::new() }
    }

    pub const fn article(&self) -> &Article {
        &self.article
    }

    pub fn note(&mut self, repair: Repair, item: String) {
        self.done.entry(repair).or_default().push(item);
    }

    pub fn notices(self) -> Vec<Notice> {
        let line_ends = self.moved_to.is_some().then_some(Notice::LineEndsChanged);
        let repaired = self.done.into_iter().map(|(repair, items)| Notice::Repaired { repair, items });
        line_ends.into_iter().chain(repaired).collect()
    }

    /// The span that `at` means: where its offsets point if that fits, else the nearest place that has its text.
    pub fn locate(&mut self, of: &impl Fn() -> String, at: &Stretch) -> Result<Span, NativeError> {
        let quote = at
            .text
            .as_deref()
            .filter(|text| !text.is_empty())
            .map(|text| if text.contains('\r') { Cow::Owned(normalise(text)) } else { Cow::Borrowed(text) });
        let stated = self.stated(at);
        match (stated, quote) {
            (Some(span), None) => Ok(span),
            (Some(span), Some(quote)) if self.article.slice(span) == Some(&*quote) => Ok(span),
            (_, Some(quote)) => {
                let span = self.other_unit(at, &quote).or_else(|| self.nearest(at, &quote));
                let span = span.ok_or_else(|| NativeError::Unfit {
                    of: of(),
                    start: at.start,
                    end: at.end,
                    text: at.text.clone(),
                })?;
                self.note(Repair::Moved, of());
                Ok(span)
            }
            (None, None) => Err(NativeError::Unfit { of: of(), start: at.start, end: at.end, text: None }),
        }
    }

    /// The evidence of a stance: what the file says where that encloses the cue, else the sentence around the cue.
    pub fn evidence(&mut self, of: &impl Fn() -> String, at: Option<&Stretch>, cue: Span) -> Span {
        let stated = at.and_then(|at| self.stated(at));
        match stated {
            Some(span) if span.encloses(cue) => return span,
            None if at.is_none() => {}
            _ => self.note(Repair::EvidenceWidened, of()),
        }
        let length = self.article.paragraphs().iter().find(|paragraph| paragraph.overlaps(cue)).map_or(0, |p| p.len());
        let sentence = if self.spend(length.saturating_mul(SPLITTING_COST)) {
            Document::blank(self.article.clone(), About::default()).sentence_around(cue)
        } else {
            cue
        };
        stated.filter(|span| span.overlaps(cue)).map_or(sentence, |span| span.hull(cue))
    }

    /// The span of the offsets themselves, if they are a stretch of the text.
    fn stated(&self, at: &Stretch) -> Option<Span> {
        let (start, end) = match &self.moved_to {
            Some(moved_to) => (*moved_to.get(at.start)?, *moved_to.get(at.end)?),
            None => (at.start, at.end),
        };
        let span = self.article.offsets().points_to_span(self.article.text(), start, end)?;
        (!span.is_empty()).then_some(span)
    }

    /// The span of the offsets counted in UTF-16 units or bytes, as programs in other languages do, if it has the
    /// quoted text.
    fn other_unit(&self, at: &Stretch, quote: &str) -> Option<Span> {
        let (text, offsets) = (self.article.text(), self.article.offsets());
        let utf16 = || Some((offsets.utf16_to_byte(text, at.start)?, offsets.utf16_to_byte(text, at.end)?));
        let fits = |&(start, end): &(usize, usize)| text.get(start..end) == Some(quote);
        let (start, end) = utf16().filter(fits).or_else(|| Some((at.start, at.end)).filter(fits))?;
        Some(Span::new(start, end))
    }

    fn nearest(&mut self, at: &Stretch, quote: &str) -> Option<Span> {
        let text = self.article.text();
        let stated = self.article.offsets().point_to_byte(text, at.start).unwrap_or(text.len());
        if !self.spend(self.article.text().len()) {
            return None;
        }
        let text = self.article.text();
        let (start, found) = text.match_indices(quote).min_by_key(|(start, _)| start.abs_diff(stated))?;
        Some(Span::new(start, start + found.len()))
    }

    const fn spend(&mut self, n_bytes: usize) -> bool {
        match self.search_budget.checked_sub(n_bytes) {
            Some(left) => {
                self.search_budget = left;
                true
            }
            None => false,
        }
    }
}

/// Where each code point offset of `text` lies once [`normalise`] has been through it.
fn moves(text: &str) -> Vec<usize> {
    let mut moved_to = Vec::with_capacity(text.len() + 1);
    let mut at = 0;
    let mut chars = text.chars().peekable();
    let mut is_first = true;
    while let Some(c) = chars.next() {
        moved_to.push(at);
        let is_dropped = (is_first && c == '\u{feff}') || (c == '\r' && chars.peek() == Some(&'\n'));
        at += usize::from(!is_dropped);
        is_first = false;
    }
    moved_to.push(at);
    moved_to
}
