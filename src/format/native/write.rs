//! From a document to the text of a file. The same document gives the same bytes on every machine.

use super::file::{
    File, FileCodebook, FileDocument, FileEntity, FileLabel, FileMention, FileMentionWas, FileOrigin, FileStance,
    FileStanceWas, Stretch,
};
use super::{FORMAT, VERSION};
use crate::annotation::{Codebook, Entity, EntityId, Extra, LabelRule, Mention, Origin, Stance, StanceClaim, Target};
use crate::document::Document;
use crate::text::Span;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};
use serde_json::{Serializer, Value};
use std::io::{self, Write};

/// The text of a document's file: one mention, entity or stance a line, so that a comparison of two versions shows
/// which of them changed. Ends with a line end.
#[must_use]
pub fn to_json(document: &Document) -> String {
    let mut text = written(document, Layout::default());
    text.push('\n');
    text
}

/// The same on a single line, without a line end, for files of many documents (JSON Lines).
#[must_use]
pub fn to_json_line(document: &Document) -> String {
    written(document, CompactFormatter)
}

fn written(document: &Document, layout: impl Formatter) -> String {
    let mut bytes = Vec::with_capacity(document.article().text().len() * 4);
    file(document)
        .serialize(&mut Serializer::with_formatter(&mut bytes, layout))
        .expect("strings, numbers and maps with string keys can always be written to memory");
    String::from_utf8(bytes).expect("JSON of valid strings is valid UTF-8")
}

fn file(document: &Document) -> File {
    let about = document.about();
    let writer = Writer { document };
    File {
        format: Some(FORMAT.to_owned()),
        version: Some(VERSION),
        document: FileDocument {
            title: Some(about.title.clone()),
            text: document.article().text().to_owned(),
            language: Some(about.language.clone()),
            source: Some(about.source.clone()),
            unit: Some("codepoint".to_owned()),
            note: about.note.clone(),
            extra: about.document_extra.clone(),
        },
        codebook: Some(codebook(document.codebook())),
        mentions: document.mentions().map(|mention| writer.mention(mention)).collect(),
        entities: document.entities().map(|found| entity(found)).collect(),
        stances: document.stances().map(|stance| writer.stance(stance)).collect(),
        extra: about.extra.clone(),
    }
}

fn codebook(codebook: &Codebook) -> FileCodebook {
    FileCodebook {
        name: Some(codebook.name.clone()),
        labels: Some(codebook.labels.iter().map(label).collect()),
        guideline: Some(codebook.guideline.clone()),
        extra: codebook.extra.clone(),
    }
}

fn label(rule: &LabelRule) -> FileLabel {
    FileLabel {
        label: rule.label.to_string(),
        title: Some(rule.title.clone()),
        key: Some(rule.key),
        hue: Some(rule.hue),
        rule: Some(rule.rule.clone()),
        extra: rule.extra.clone(),
    }
}

fn entity(entity: &Entity) -> FileEntity {
    FileEntity {
        id: entity.id.to_string(),
        name: Some(entity.name.clone()),
        label: entity.label.to_string(),
        link: entity.link.clone(),
        affiliation: entity.affiliation.as_ref().map(EntityId::to_string),
        note: entity.note.clone(),
        extra: entity.extra.clone(),
    }
}

fn origin(origin: &Origin, extra: Extra) -> FileOrigin {
    FileOrigin {
        by: origin.by,
        confidence: origin.confidence.map(crate::annotation::Confidence::as_probability),
        reason: origin.reason.clone(),
        extra,
    }
}

struct Writer<'a> {
    document: &'a Document,
}

impl Writer<'_> {
    fn mention(&self, mention: &Mention) -> FileMention {
        let mut extra = mention.extra.clone();
        let at = self.stretch(mention.claim.span);
        let origin_extra = unpack(&mut extra, "origin");
        let was_extra = unpack(&mut extra, "was");
        FileMention {
            id: Some(mention.id.to_string()),
            start: at.start,
            end: at.end,
            text: at.text,
            label: mention.claim.label.to_string(),
            entity: mention.claim.entity.as_ref().map(EntityId::to_string),
            status: Some(mention.status),
            origin: Some(origin(&mention.origin, origin_extra)),
            was: mention.was.as_ref().map(|was| {
                let at = self.stretch(was.span);
                FileMentionWas {
                    start: Some(at.start),
                    end: Some(at.end),
                    text: at.text,
                    label: Some(was.label.to_string()),
                    entity: Some(was.entity.as_ref().map(EntityId::to_string)),
                    extra: was_extra,
                }
            }),
            note: mention.note.clone(),
            doubt: mention.is_doubtful,
            extra,
        }
    }

    fn stance(&self, stance: &Stance) -> FileStance {
        let mut extra = stance.extra.clone();
        let mut claim = self.claim(&stance.claim, &mut extra);
        let origin_extra = unpack(&mut extra, "origin");
        let mut was_extra = unpack(&mut extra, "was");
        FileStance {
            id: Some(stance.id.to_string()),
            holder: claim.holder,
            target: claim.target,
            issue: claim.issue.take(),
            polarity: stance.claim.polarity,
            cue: claim.cue,
            evidence: Some(claim.evidence),
            status: Some(stance.status),
            origin: Some(origin(&stance.origin, origin_extra)),
            was: stance.was.as_ref().map(|was| {
                let claim = self.claim(was, &mut was_extra);
                FileStanceWas {
                    holder: Some(claim.holder),
                    target: Some(claim.target),
                    issue: Some(claim.issue),
                    polarity: Some(was.polarity),
                    cue: Some(claim.cue),
                    evidence: Some(claim.evidence),
                    extra: was_extra,
                }
            }),
            note: stance.note.clone(),
            doubt: stance.is_doubtful,
            extra,
        }
    }

    fn claim(&self, claim: &StanceClaim, extra: &mut Extra) -> Claim {
        let issue_extra = unpack(extra, "issue");
        Claim {
            holder: claim.holder.to_string(),
            target: claim.target.entity().map(EntityId::to_string),
            issue: match claim.target {
                Target::Entity(_) => None,
                Target::Issue(span) => Some(Stretch { extra: issue_extra, ..self.stretch(span) }),
            },
            cue: Stretch { extra: unpack(extra, "cue"), ..self.stretch(claim.cue) },
            evidence: Stretch { text: None, extra: unpack(extra, "evidence"), ..self.stretch(claim.evidence) },
        }
    }

    fn stretch(&self, span: Span) -> Stretch {
        let article = self.document.article();
        let (start, end) = article
            .offsets()
            .span_to_points(article.text(), span)
            .expect("a document's spans lie in its text, which its construction checks");
        Stretch { start, end, text: article.slice(span).map(str::to_owned), extra: Extra::new() }
    }
}

struct Claim {
    holder: String,
    target: Option<String>,
    issue: Option<Stretch>,
    cue: Stretch,
    evidence: Stretch,
}

/// Takes the unknown fields of the inner object `key` out of its owner's, where reading had put them.
fn unpack(extra: &mut Extra, key: &str) -> Extra {
    match extra.shift_remove(key) {
        Some(Value::Object(inner)) => inner,
        _ => Extra::new(),
    }
}

/// Breaks the outer objects and the lists in them into lines, and writes everything deeper on one line.
#[derive(Default)]
struct Layout {
    /// For each open bracket, whether its content is broken into lines.
    open: Vec<bool>,
    is_empty: bool,
}

impl Layout {
    const OBJECT_DEPTH: usize = 2;
    const LIST_DEPTH: usize = 3;

    fn enter(&mut self, depth: usize) {
        let is_broken = self.open.len() < depth && self.open.iter().all(|is_broken| *is_broken);
        self.open.push(is_broken);
        self.is_empty = true;
    }

    fn item(&mut self, first: bool, to: &mut (impl Write + ?Sized)) -> io::Result<()> {
        self.is_empty = false;
        let is_broken = self.open.last().is_some_and(|is_broken| *is_broken);
        match (first, is_broken) {
            (true, false) => Ok(()),
            (false, false) => to.write_all(b", "),
            (true, true) => self.line(to),
            (false, true) => {
                to.write_all(b",")?;
                self.line(to)
            }
        }
    }

    fn leave(&mut self, to: &mut (impl Write + ?Sized)) -> io::Result<()> {
        let is_broken = self.open.pop() == Some(true);
        if is_broken && !self.is_empty {
            self.line(to)?;
        }
        self.is_empty = false;
        Ok(())
    }

    fn line(&self, to: &mut (impl Write + ?Sized)) -> io::Result<()> {
        to.write_all(b"\n")?;
        for _ in &self.open {
            to.write_all(b"  ")?;
        }
        Ok(())
    }
}

impl Formatter for Layout {
    fn begin_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.enter(Self::LIST_DEPTH);
        to.write_all(b"[")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.item(first, to)
    }

    fn end_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.leave(to)?;
        to.write_all(b"]")
    }

    fn begin_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.enter(Self::OBJECT_DEPTH);
        to.write_all(b"{")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.item(first, to)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        to.write_all(b": ")
    }

    fn end_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.leave(to)?;
        to.write_all(b"}")
    }
}
