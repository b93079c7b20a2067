//! The article as it is drawn: paragraphs of nested runs. In: the document, what is focused and what is lit; out:
//! for each paragraph a tree whose text is exactly the paragraph's. It does not know elements or browsers.
//!
//! A paragraph that did not change keeps its value (the same `Rc`), so that an edit draws one paragraph anew and
//! not the article.

use super::describe;
use super::highlight::{Highlight, Item, Part};
use super::hints::Shown;
use super::stale::Seen;
use super::words::Language;
use crate::annotation::{Entity, EntityId, Label, Mention, MentionId, Polarity, Stance, StanceId, Status};
use crate::document::Document;
use crate::text::{Article, Span};
use std::cmp::Reverse;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

/// One paragraph, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    pub idx: usize,
    pub runs: Vec<Run>,
    /// The line ends after it: part of the text, but not of the picture.
    pub tail: String,
    /// Whether it looks like the article's headline.
    pub is_headline: bool,
}

/// A piece of text, or a mark around pieces of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Run {
    Text(String),
    Mention(MentionRun),
    Cue(CueRun),
}

/// A visible piece of a mention: all of it, unless a line end or a mark that crosses it cuts it.
#[derive(Clone, Debug, PartialEq)]
pub struct MentionRun {
    pub id: MentionId,
    pub label: Label,
    pub hue: u16,
    pub entity: Option<EntityId>,
    pub status: Status,
    pub is_doubtful: bool,
    pub is_focused: bool,
    pub part: Option<Part>,
    /// The letters by which it can be chosen now; only the first piece has them.
    pub hint: Option<String>,
    /// What a screen reader says; only the first piece has it.
    pub name: Option<String>,
    pub is_end: bool,
    pub runs: Vec<Run>,
}

/// A visible piece of a stance's cue.
#[derive(Clone, Debug, PartialEq)]
pub struct CueRun {
    pub id: StanceId,
    pub polarity: Polarity,
    pub status: Status,
    pub is_doubtful: bool,
    pub is_focused: bool,
    pub is_lit: bool,
    pub hint: Option<String>,
    pub name: Option<String>,
    pub is_end: bool,
    pub runs: Vec<Run>,
}

/// The paragraphs of a document, refreshed after every change.
#[derive(Debug, Default)]
pub struct Paragraphs {
    article: Option<Article>,
    /// What marks are named in.
    words: Language,
    /// What each paragraph is made of.
    keys: Vec<Vec<Mark>>,
    seen: Seen,
    drawn: Vec<Rc<Paragraph>>,
}

/// Something that covers a span: what a run is made of.
#[derive(Clone, Debug)]
struct Mark {
    span: Span,
    kind: Kind,
    is_focused: bool,
    part: Option<Part>,
    is_lit: bool,
    hint: Option<String>,
}

#[derive(Clone, Debug)]
enum Kind {
    Mention(Arc<Mention>, Option<Arc<Entity>>),
    Cue(Arc<Stance>, Arc<Entity>, Option<Arc<Entity>>),
}

impl PartialEq for Mark {
    fn eq(&self, other: &Self) -> bool {
        self.span == other.span
            && self.is_focused == other.is_focused
            && self.part == other.part
            && self.is_lit == other.is_lit
            && self.hint == other.hint
            && match (&self.kind, &other.kind) {
                (Kind::Mention(a, ea), Kind::Mention(b, eb)) => Arc::ptr_eq(a, b) && same(ea.as_ref(), eb.as_ref()),
                (Kind::Cue(a, ha, ta), Kind::Cue(b, hb, tb)) => {
                    Arc::ptr_eq(a, b) && Arc::ptr_eq(ha, hb) && same(ta.as_ref(), tb.as_ref())
                }
                _ => false,
            }
    }
}

fn same(a: Option<&Arc<Entity>>, b: Option<&Arc<Entity>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (None, None) => true,
        _ => false,
    }
}

impl Paragraphs {
    /// The paragraphs as they were refreshed last.
    #[must_use]
    pub fn drawn(&self) -> &[Rc<Paragraph>] {
        &self.drawn
    }

    /// From now on marks are named in this language.
    pub fn speak(&mut self, words: Language) {
        if self.words != words {
            *self = Self { words, ..Self::default() };
        }
    }

    /// Brings the paragraphs up to date; those whose marks did not change stay the same value. Returns whether any
    /// changed.
    pub fn refresh(&mut self, document: &Document, focus: Option<&Item>, lit: &Highlight, hints: &Shown) -> bool {
        let article = document.article();
        let spans = article.paragraphs();
        let is_same_article = self.article.as_ref().is_some_and(|known| known == article);
        if !is_same_article {
            *self = Self { words: self.words, article: Some(article.clone()), ..Self::default() };
        }
        let places = self.seen.update(document, focus, lit, hints);
        let mut is_stale = vec![!is_same_article; spans.len()];
        for place in places {
            for idx in touched(spans, place) {
                is_stale[idx] = true;
            }
        }
        if !is_stale.contains(&true) {
            return false;
        }
        let marks = marks_by_paragraph(document, focus, lit, hints, &is_stale);
        self.keys.resize_with(spans.len(), Vec::new);
        let mut is_changed = !is_same_article;
        for (idx, marks) in marks.into_iter().enumerate().filter(|(idx, _)| is_stale[*idx]) {
            if is_same_article && self.keys[idx] == marks {
                continue;
            }
            is_changed = true;
            let drawn = Rc::new(paragraph(self.words, document, idx, spans[idx], &marks));
            match self.drawn.get_mut(idx) {
                Some(known) => *known = drawn,
                None => self.drawn.push(drawn),
            }
            self.keys[idx] = marks;
        }
        is_changed
    }
}

/// The paragraphs that a span touches.
fn touched(spans: &[Span], span: Span) -> Range<usize> {
    let first = spans.partition_point(|paragraph| paragraph.end <= span.start);
    let n = spans[first..].iter().take_while(|paragraph| paragraph.start < span.end).count();
    first..first + n
}

/// The marks of those paragraphs that are looked at again.
fn marks_by_paragraph(
    document: &Document,
    focus: Option<&Item>,
    lit: &Highlight,
    hints: &Shown,
    is_stale: &[bool],
) -> Vec<Vec<Mark>> {
    let spans = document.article().paragraphs();
    let mut by_paragraph: Vec<Vec<Mark>> = vec![Vec::new(); spans.len()];
    let is_looked_at = |span: Span| touched(spans, span).any(|idx| is_stale[idx]);
    let mentions =
        document.mentions().filter(|m| m.status.is_live() && is_looked_at(m.claim.span)).map(|mention| Mark {
            span: mention.claim.span,
            is_focused: matches!(focus, Some(Item::Mention(id)) if *id == mention.id),
            part: lit.parts.get(&mention.id).copied(),
            is_lit: false,
            hint: hints.mentions.get(&mention.id).cloned(),
            kind: Kind::Mention(
                Arc::clone(mention),
                mention.claim.entity.as_ref().and_then(|id| document.entity(id)).cloned(),
            ),
        });
    let cues = document.stances().filter(|s| s.status.is_live() && is_looked_at(s.claim.cue)).filter_map(|stance| {
        let holder = document.entity(&stance.claim.holder)?;
        let target = stance.claim.target.entity().and_then(|id| document.entity(id));
        Some(Mark {
            span: stance.claim.cue,
            is_focused: matches!(focus, Some(Item::Stance(id)) if *id == stance.id),
            part: None,
            is_lit: lit.stance.as_ref() == Some(&stance.id),
            hint: hints.stances.get(&stance.id).cloned(),
            kind: Kind::Cue(Arc::clone(stance), Arc::clone(holder), target.cloned()),
        })
    });
    for mark in mentions.chain(cues) {
        for idx in touched(spans, mark.span) {
            by_paragraph[idx].push(mark.clone());
        }
    }
    for marks in &mut by_paragraph {
        // A stable sort: of equal spans the mention, which came first, encloses the cue.
        marks.sort_by_key(|mark| (mark.span.start, Reverse(mark.span.end)));
    }
    by_paragraph
}

fn paragraph(words: Language, document: &Document, idx: usize, span: Span, marks: &[Mark]) -> Paragraph {
    let text = document.article().slice(span).unwrap_or_default();
    let visible = text.trim_end_matches('\n');
    let body = Span::new(span.start, span.start + visible.len());
    let is_headline = idx == 0
        && (1..=140).contains(&visible.chars().count())
        && !visible.trim_end().ends_with(['.', '!', '?', '"', '”', '…', ':'])
        && document.article().paragraphs().len() > 1;
    let marks: Vec<(Span, &Mark)> = marks.iter().map(|mark| (mark.span, mark)).collect();
    Paragraph { idx, runs: nest(words, document, body, marks), tail: text[visible.len()..].to_owned(), is_headline }
}

/// Cuts `span` into runs. `marks` are sorted by start, the longer first; where two cross, the later one is cut at
/// the end of the earlier.
fn nest(words: Language, document: &Document, span: Span, marks: Vec<(Span, &Mark)>) -> Vec<Run> {
    let text = |from: usize, to: usize| document.article().text()[from..to].to_owned();
    let mut runs = Vec::new();
    let mut at = span.start;
    let mut waiting: std::collections::VecDeque<(Span, &Mark)> = marks
        .into_iter()
        .map(|(piece, mark)| (Span { start: piece.start.max(span.start), end: piece.end.min(span.end) }, mark))
        .filter(|(piece, _)| piece.start < piece.end)
        .collect();
    while let Some((piece, mark)) = waiting.pop_front() {
        let mut inside = Vec::new();
        let mut behind = Vec::new();
        while let Some((other, _)) = waiting.front() {
            if other.start >= piece.end {
                break;
            }
            let Some((other, other_mark)) = waiting.pop_front() else { break };
            inside.push((Span::new(other.start, other.end.min(piece.end)), other_mark));
            if other.end > piece.end {
                behind.push((Span::new(piece.end, other.end), other_mark));
            }
        }
        behind.sort_by_key(|(rest, _)| Reverse(rest.end));
        for rest in behind.into_iter().rev() {
            waiting.push_front(rest);
        }
        // What was cut off starts where `piece` ends; others may start there and be longer.
        waiting.make_contiguous().sort_by_key(|(rest, _)| (rest.start, Reverse(rest.end)));
        if at < piece.start {
            runs.push(Run::Text(text(at, piece.start)));
        }
        at = piece.end;
        runs.push(mark_run(words, document, piece, mark, nest(words, document, piece, inside)));
    }
    if at < span.end {
        runs.push(Run::Text(text(at, span.end)));
    }
    runs
}

fn mark_run(words: Language, document: &Document, piece: Span, mark: &Mark, runs: Vec<Run>) -> Run {
    let is_start = piece.start == mark.span.start;
    let is_end = piece.end == mark.span.end;
    match &mark.kind {
        Kind::Mention(mention, entity) => Run::Mention(MentionRun {
            id: mention.id.clone(),
            label: mention.claim.label.clone(),
            hue: document.codebook().rule(&mention.claim.label).map_or(0, |rule| rule.hue),
            entity: mention.claim.entity.clone(),
            status: mention.status,
            is_doubtful: mention.is_doubtful,
            is_focused: mark.is_focused,
            part: mark.part,
            hint: mark.hint.clone().filter(|_| is_start),
            name: is_start.then(|| describe::mention(words, document.article(), mention, entity.as_deref())),
            is_end,
            runs,
        }),
        Kind::Cue(stance, holder, target) => Run::Cue(CueRun {
            id: stance.id.clone(),
            polarity: stance.claim.polarity,
            status: stance.status,
            is_doubtful: stance.is_doubtful,
            is_focused: mark.is_focused,
            is_lit: mark.is_lit,
            hint: mark.hint.clone().filter(|_| is_start),
            name: is_start.then(|| describe::stance(words, document.article(), stance, holder, target.as_deref())),
            is_end,
            runs,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{document_of, mention_of, suggested};
    use super::super::highlight::{Highlight, Item};
    use super::super::hints::Shown;
    use super::{Paragraph, Paragraphs, Run};
    use crate::annotation::{Label, Polarity, Target};
    use crate::document::{Edit, EntityChoice, History};
    use crate::text::Span;
    use proptest::prelude::{any, prop, proptest};
    use std::rc::Rc;

    fn text(runs: &[Run]) -> String {
        runs.iter()
            .map(|run| match run {
                Run::Text(text) => text.clone(),
                Run::Mention(run) => text(&run.runs),
                Run::Cue(run) => text(&run.runs),
            })
            .collect()
    }

    /// The runs as a reader of the test sees them: `[…|GPE]` around mentions, `{…}` around cues.
    fn picture(runs: &[Run]) -> String {
        runs.iter()
            .map(|run| match run {
                Run::Text(text) => text.clone(),
                Run::Mention(run) => format!("[{}|{}]", picture(&run.runs), run.label),
                Run::Cue(run) => format!("{{{}}}", picture(&run.runs)),
            })
            .collect()
    }

    fn drawn(text: &str, edits: Vec<Edit>) -> Vec<Rc<Paragraph>> {
        let (mut document, _) = document_of(text);
        let mut history = History::default();
        for edit in edits {
            // Some random edits do not fit; the others are enough.
            let _ = history.make(&mut document, edit);
        }
        let mut paragraphs = Paragraphs::default();
        paragraphs.refresh(&document, None, &Highlight::default(), &Shown::default());
        paragraphs.drawn().to_vec()
    }

    fn mark(start: usize, end: usize, label: Label) -> Edit {
        Edit::AddMention { span: Span::new(start, end), label, entity: EntityChoice::New }
    }

    #[test]
    fn a_name_inside_a_name_lies_inside_its_mark() {
        let paragraphs = drawn("The UN Security Council met.\n", vec![mark(4, 23, Label::ORG), mark(4, 6, Label::ORG)]);
        assert_eq!(picture(&paragraphs[0].runs), "The [[UN|ORG] Security Council|ORG] met.");
        assert_eq!(paragraphs[0].tail, "\n");
    }

    #[test]
    fn marks_that_cross_are_cut_and_lose_nothing() {
        let paragraphs = drawn("ab cd ef gh", vec![mark(0, 5, Label::ORG), mark(3, 8, Label::GPE)]);
        assert_eq!(picture(&paragraphs[0].runs), "[ab [cd|GPE]|ORG][ ef|GPE] gh");
    }

    #[test]
    fn a_cue_may_lie_around_a_mention() {
        let (document, _) = document_of("[Ana|PERSON] is for [Bo|PERSON].");
        let entities: Vec<_> = document.entities().map(|e| e.id.clone()).collect();
        let paragraphs = drawn(
            "[Ana|PERSON] is for [Bo|PERSON].",
            vec![Edit::AddStance {
                holder: entities[0].clone(),
                target: Target::Entity(entities[1].clone()),
                polarity: Polarity::Favor,
                cue: Span::new(7, 13),
            }],
        );
        assert_eq!(picture(&paragraphs[0].runs), "[Ana|PERSON] is {for [Bo|PERSON]}.");
    }

    #[test]
    fn an_edit_draws_only_the_paragraphs_it_touches() {
        let mut document = suggested("[Ana|PERSON] came.\n\nThen [Bo|PERSON] left.", 90);
        let mut history = History::default();
        let mut paragraphs = Paragraphs::default();
        paragraphs.refresh(&document, None, &Highlight::default(), &Shown::default());
        let before = paragraphs.drawn().to_vec();
        let bo = mention_of(&document, "Bo");
        history.make(&mut document, Edit::ConfirmMention { mention: bo.clone() }).expect("Bo is there");
        paragraphs.refresh(&document, None, &Highlight::default(), &Shown::default());
        assert!(Rc::ptr_eq(&before[0], &paragraphs.drawn()[0]));
        assert!(!Rc::ptr_eq(&before[1], &paragraphs.drawn()[1]));
        let before = paragraphs.drawn().to_vec();
        paragraphs.refresh(&document, Some(&Item::Mention(bo)), &Highlight::default(), &Shown::default());
        assert!(Rc::ptr_eq(&before[0], &paragraphs.drawn()[0]));
        assert!(!Rc::ptr_eq(&before[1], &paragraphs.drawn()[1]));
    }

    #[test]
    fn only_a_short_first_line_without_a_full_stop_is_a_headline() {
        assert!(drawn("Row over a ferry\n\nIt began.", vec![])[0].is_headline);
        assert!(!drawn("It began.\n\nThen.", vec![])[0].is_headline);
        assert!(!drawn("Row over a ferry", vec![])[0].is_headline);
    }

    proptest! {
        #[test]
        fn runs_rebuild_the_text_whatever_the_marks(
            text_in in "[ab\n é🎉]{1,60}",
            spans in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..12),
        ) {
            let bounds: Vec<usize> = text_in.char_indices().map(|(at, _)| at).chain([text_in.len()]).collect();
            let edits = spans
                .iter()
                .map(|(a, b)| (*a.get(&bounds), *b.get(&bounds)))
                .filter(|(a, b)| a != b)
                .map(|(a, b)| mark(a.min(b), a.max(b), Label::ORG))
                .collect();
            let paragraphs = drawn(&text_in, edits);
            let rebuilt: String = paragraphs.iter().map(|p| text(&p.runs) + p.tail.as_str()).collect();
            assert_eq!(rebuilt, text_in);
        }
    }
}
