//! brat stand-off: the text in a `.txt`, the annotations in an `.ann`, one record a line. Offsets are code points.
//!
//! A mention is a text-bound `T`, its entity a normalisation `N` with the reference `Entity:ID` and the name (a second
//! one gives the link); a stance is an event with the cue as trigger, since only events can carry a polarity;
//! an affiliation is a relation between the first mentions of two entities.

use super::draft::{Draft, ImportError, StanceTarget, known_polarity};
use super::outline::{Outline, TieTarget};
use crate::annotation::{EntityId, Polarity, Status};
use crate::document::{About, Document};
use crate::format::Opened;
use crate::format::loss::{Loss, Lost, losses};
use crate::text::{Article, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

const FORMAT: &str = "brat";

const HOLDS: [Lost; 7] =
    [Lost::Grouping, Lost::Link, Lost::Affiliation, Lost::Stance, Lost::Issue, Lost::Cue, Lost::Status];

/// What is lost when a document is written as brat.
pub fn brat_losses(document: &Document) -> Vec<Loss> {
    // The notes of mentions and stances have a place, those of entities and of the article do not.
    let n_notes = document.mentions().filter(|mention| mention.status.is_live() && mention.note.is_some()).count()
        + document.stances().filter(|stance| stance.status.is_live() && stance.note.is_some()).count();
    let mut losses = losses(document, &HOLDS, &[Outline::new(document).unnamed()]);
    for loss in &mut losses {
        if loss.what == Lost::Note {
            loss.n_items -= n_notes;
        }
    }
    losses.retain(|loss| loss.n_items > 0);
    losses
}

/// The `.ann` of a document; its `.txt` is the article's text.
#[must_use]
pub fn write_brat(document: &Document) -> String {
    let outline = Outline::new(document);
    let mut ann =
        Ann { outline: &outline, lines: String::new(), n_text_bound: 0, n_attributes: 0, n_notes: 0, n_norms: 0 };
    for mention in &outline.mentions {
        let id = ann.text_bound(&type_name(mention.claim.label.as_str()), mention.claim.span);
        ann.entity(&id, mention.claim.entity.as_ref());
        ann.remarks(&id, mention.status, mention.note.as_deref());
    }
    let affiliated = document
        .entities()
        .filter_map(|entity| Some((outline.first_of(&entity.id)?, outline.first_of(entity.affiliation.as_ref()?)?)));
    for (n, (member_idx, side_idx)) in (1..).zip(affiliated) {
        ann.line(format_args!("R{n}\tAffiliation Arg1:T{} Arg2:T{}", member_idx + 1, side_idx + 1));
    }
    for (n, tie) in (1..).zip(&outline.stances) {
        let cue = ann.text_bound("Stance", tie.stance.claim.cue);
        let target = match tie.target {
            TieTarget::Mention(idx) => format!("Target:T{}", idx + 1),
            TieTarget::Issue(span) => format!("Issue:{}", ann.text_bound("Issue", span)),
        };
        ann.line(format_args!("E{n}\tStance:{cue} Holder:T{} {target}", tie.holder_idx + 1));
        let event = format!("E{n}");
        ann.attribute("Polarity", &event, tie.stance.claim.polarity.as_str());
        ann.remarks(&event, tie.stance.status, tie.stance.note.as_deref());
    }
    ann.lines
}

/// The settings that make brat show such files: `annotation.conf`.
#[must_use]
pub fn write_brat_settings(document: &Document) -> String {
    let mut conf = "[entities]\n".to_owned();
    for rule in &document.codebook().labels {
        conf.push_str(&type_name(rule.label.as_str()));
        conf.push('\n');
    }
    conf.push_str(
        "Issue\n\n[relations]\nAffiliation\tArg1:<ENTITY>, Arg2:<ENTITY>\n\n[events]\n\
         Stance\tHolder:<ENTITY>, Target?:<ENTITY>, Issue?:Issue\n\n[attributes]\n\
         Polarity\tArg:Stance, Value:favor|against\n\
         Status\tArg:<ANY>, Value:suggested|confirmed|corrected|added\n",
    );
    conf
}

/// A name as brat allows it.
fn type_name(label: &str) -> String {
    label.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' }).collect()
}

struct Ann<'a> {
    outline: &'a Outline<'a>,
    lines: String,
    n_text_bound: usize,
    n_attributes: usize,
    n_notes: usize,
    n_norms: usize,
}

impl Ann<'_> {
    fn line(&mut self, record: std::fmt::Arguments<'_>) {
        writeln!(self.lines, "{record}").expect("writing to a string does not fail");
    }

    /// A field holds no line end, so a span that crosses one becomes fragments.
    fn text_bound(&mut self, type_name: &str, span: Span) -> String {
        let mut fragments = Vec::new();
        let mut at = span.start;
        for line in self.outline.text(span).split('\n') {
            if !line.is_empty() {
                fragments.push((Span::new(at, at + line.len()), line));
            }
            at += line.len() + 1;
        }
        if fragments.is_empty() {
            fragments.push((span, ""));
        }
        let offsets: Vec<String> = fragments
            .iter()
            .map(|(fragment, _)| {
                let (start, end) = self.outline.points(*fragment);
                format!("{start} {end}")
            })
            .collect();
        let texts: Vec<&str> = fragments.into_iter().map(|(_, text)| text).collect();
        self.n_text_bound += 1;
        let id = format!("T{}", self.n_text_bound);
        self.line(format_args!("{id}\t{type_name} {}\t{}", offsets.join(";"), texts.join(" ")));
        id
    }

    fn entity(&mut self, of: &str, entity: Option<&EntityId>) {
        let Some(entity) = entity.and_then(|id| self.outline.document.entity(id)) else { return };
        let name = one_line(&entity.name);
        let references =
            std::iter::once(("Entity", entity.id.as_str())).chain(entity.link.as_deref().map(|link| ("Link", link)));
        for (kind, reference) in references {
            self.n_norms += 1;
            let n = self.n_norms;
            let reference = one_line(reference).replace(' ', "%20");
            self.line(format_args!("N{n}\tReference {of} {kind}:{reference}\t{name}"));
        }
    }

    fn attribute(&mut self, name: &str, of: &str, value: &str) {
        self.n_attributes += 1;
        let n = self.n_attributes;
        self.line(format_args!("A{n}\t{name} {of} {value}"));
    }

    fn remarks(&mut self, of: &str, status: Status, note: Option<&str>) {
        self.attribute("Status", of, status.as_str());
        if let Some(note) = note {
            self.n_notes += 1;
            let n = self.n_notes;
            let note = one_line(note);
            self.line(format_args!("#{n}\tAnnotatorNotes {of}\t{note}"));
        }
    }
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

/// Reads an `.ann` with its text.
///
/// # Errors
/// When a line is none of brat's records or its offsets do not fit the text.
pub fn read_brat(article: Article, about: About, ann: &str) -> Result<Opened, ImportError> {
    let records = Records::new(ann);
    let mut reader = Reader { draft: Draft::new(article, about), spans: BTreeMap::new(), mentions: BTreeMap::new() };
    reader.text_bound(&records)?;
    reader.entities(&records);
    reader.events(&records);
    reader.notes(&records);
    reader.draft.finish(FORMAT)
}

/// The lines of a file, by what they are.
struct Records<'a> {
    /// Number of the line, id, middle fields, last field.
    lines: Vec<(usize, &'a str, &'a str, &'a str)>,
    /// Values by whose they are and what they are called.
    attributes: BTreeMap<(&'a str, &'a str), &'a str>,
    notes: BTreeMap<&'a str, &'a str>,
}

impl<'a> Records<'a> {
    fn new(ann: &'a str) -> Self {
        let lines = (1..).zip(ann.lines()).filter(|(_, line)| !line.trim().is_empty()).map(|(n, line)| {
            let mut fields = line.splitn(3, '\t');
            let mut field = || fields.next().unwrap_or_default();
            (n, field(), field(), field())
        });
        let mut records = Self { lines: lines.collect(), attributes: BTreeMap::new(), notes: BTreeMap::new() };
        for (_, id, fields, last) in &records.lines {
            let mut fields = fields.split(' ');
            let (Some(name), Some(of)) = (fields.next(), fields.next()) else { continue };
            if id.starts_with(['A', 'M']) {
                records.attributes.insert((of, name), fields.next().unwrap_or_default());
            } else if id.starts_with('#') {
                records.notes.insert(of, last);
            }
        }
        records
    }

    fn polarity(&self, of: &str) -> Option<Polarity> {
        known_polarity(self.attributes.get(&(of, "Polarity"))?)
    }

    fn status(&self, of: &str) -> Option<Status> {
        let word = self.attributes.get(&(of, "Status"))?;
        Status::ALL.into_iter().find(|status| status.as_str() == *word)
    }

    fn note(&self, of: &str) -> Option<String> {
        self.notes.get(of).map(|note| (*note).to_owned())
    }

    fn of<'b>(&'b self, kind: char) -> impl Iterator<Item = (usize, &'a str, &'a str, &'a str)> + 'b {
        self.lines.iter().copied().filter(move |(_, id, _, _)| id.starts_with(kind))
    }
}

struct Reader<'a> {
    draft: Draft,
    /// Every text-bound annotation's type and span.
    spans: BTreeMap<&'a str, (&'a str, Span)>,
    /// Those that became mentions.
    mentions: BTreeMap<&'a str, usize>,
}

impl<'a> Reader<'a> {
    fn text_bound(&mut self, records: &Records<'a>) -> Result<(), ImportError> {
        let triggers: BTreeSet<&str> = records.of('E').filter_map(|(_, _, fields, _)| trigger(fields)).collect();
        let issues: BTreeSet<&str> = records.of('E').flat_map(|(_, _, fields, _)| roles(fields, "Issue")).collect();
        let equivalent = equivalents(records);
        let entities: BTreeMap<&str, &str> = records
            .of('N')
            .filter_map(|(_, _, fields, _)| {
                let mut fields = fields.split(' ');
                let (_, of, reference) = (fields.next()?, fields.next()?, fields.next()?);
                Some((of, reference.strip_prefix("Entity:")?))
            })
            .collect();
        for (n, id, fields, _) in records.of('T') {
            let (label, span) = self.span(fields).ok_or_else(|| ImportError {
                format: FORMAT,
                at: format!("line {n}"),
                what: format!("\"{id}\" covers no stretch of the text"),
            })?;
            self.spans.insert(id, (label, span));
            if triggers.contains(id) || issues.contains(id) {
                continue;
            }
            let entity = entities.get(id).or_else(|| equivalent.get(id));
            let mention_idx = self.draft.mention(span, label, entity.copied());
            self.mentions.insert(id, mention_idx);
        }
        Ok(())
    }

    /// The hull of all fragments.
    fn span(&self, fields: &'a str) -> Option<(&'a str, Span)> {
        let (label, offsets) = fields.split_once(' ')?;
        let article = self.draft.article();
        let mut hull: Option<Span> = None;
        for fragment in offsets.split(';') {
            let (start, end) = fragment.trim().split_once(' ')?;
            let (start, end) = (start.parse().ok()?, end.trim().parse().ok()?);
            let span = article.offsets().points_to_span(article.text(), start, end)?;
            hull = Some(hull.map_or(span, |hull| hull.hull(span)));
        }
        hull.filter(|span| !span.is_empty()).map(|span| (label, span))
    }

    fn entities(&mut self, records: &Records<'a>) {
        for (_, _, fields, name) in records.of('N') {
            let mut fields = fields.split(' ');
            let (_, of, reference) = (fields.next(), fields.next(), fields.next().unwrap_or_default());
            let mention_idx = of.and_then(|of| self.mentions.get(of)).copied();
            let Some(entity) = mention_idx.and_then(|idx| self.draft.entity_of(idx)) else {
                self.draft.leave_out();
                continue;
            };
            if let Some(link) = reference.strip_prefix("Link:") {
                entity.link = Some(link.replace("%20", " "));
            } else if !reference.starts_with("Entity:") {
                entity.link = Some(reference.to_owned());
            }
            if !name.trim().is_empty() {
                name.clone_into(&mut entity.name);
            }
        }
        for (_, _, fields, _) in records.of('R') {
            let ends = [roles(fields, "Arg1").next(), roles(fields, "Arg2").next()];
            let [member, side] = ends.map(|end| end.and_then(|id| self.mentions.get(id)).copied());
            let side = side.and_then(|idx| self.draft.entity_of(idx)).map(|entity| entity.id.clone());
            match (fields.starts_with("Affiliation "), member.and_then(|idx| self.draft.entity_of(idx)), side) {
                (true, Some(member), Some(side)) if member.id != side => member.affiliation = Some(side),
                _ => self.draft.leave_out(),
            }
        }
    }

    fn events(&mut self, records: &Records<'a>) {
        for (_, id, fields, _) in records.of('E') {
            if self.event(records, id, fields).is_none() {
                self.draft.leave_out();
            }
        }
    }

    fn event(&mut self, records: &Records<'a>, id: &str, fields: &'a str) -> Option<()> {
        let (_, cue) = *self.spans.get(trigger(fields)?)?;
        let holder_idx = *self.mentions.get(roles(fields, "Holder").next()?)?;
        let target = match roles(fields, "Target").next() {
            Some(target) => StanceTarget::Mention(*self.mentions.get(target)?),
            None => StanceTarget::Issue(self.spans.get(roles(fields, "Issue").next()?)?.1),
        };
        let polarity = records.polarity(id)?;
        let status = records.status(id);
        let note = records.note(id);
        let stance = self.draft.stance(holder_idx, target, polarity, cue)?;
        stance.status = status.unwrap_or(stance.status);
        stance.note = note;
        Some(())
    }

    fn notes(&mut self, records: &Records<'a>) {
        let mentions = self.mentions.clone();
        for (id, mention_idx) in mentions {
            let status = records.status(id);
            let note = records.note(id);
            if let Some(mention) = self.draft.mention_mut(mention_idx) {
                mention.status = status.unwrap_or(mention.status);
                mention.note = note;
            }
        }
    }
}

fn trigger(fields: &str) -> Option<&str> {
    fields.split(' ').next()?.split_once(':').map(|(_, trigger)| trigger)
}

/// What fills a role of an event or relation; brat numbers repeated roles.
fn roles<'a>(fields: &'a str, role: &'static str) -> impl Iterator<Item = &'a str> {
    fields.split(' ').filter_map(move |field| {
        let (name, filler) = field.split_once(':')?;
        (name.trim_end_matches(|c: char| c.is_ascii_digit()) == role || name == role).then_some(filler)
    })
}

/// For each member of an equivalence its first member.
fn equivalents<'a>(records: &Records<'a>) -> BTreeMap<&'a str, &'a str> {
    let mut first = BTreeMap::new();
    for (_, _, fields, _) in records.of('*') {
        let members: Vec<&str> = fields.split(' ').collect();
        if let [_, head, ..] = members[..] {
            first.extend(members[1..].iter().map(|member| (*member, head)));
        }
    }
    first
}
