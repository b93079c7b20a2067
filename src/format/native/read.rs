//! From the text of a file to a document.

use super::file::{
    File, FileCodebook, FileEntity, FileLabel, FileMention, FileMentionWas, FileOrigin, FileStance, FileStanceWas,
    Stretch,
};
use super::repair::Repairs;
use super::surrogate::replace_lone_surrogates;
use super::{FORMAT, VERSION};
use crate::annotation::{
    Codebook, Confidence, Entity, EntityId, Extra, Label, LabelRule, Mention, MentionClaim, MentionId, Origin, Stance,
    StanceClaim, StanceId, Status, Target,
};
use crate::document::{About, Annotations, Document, Problem};
use crate::format::{Notice, Repair};
use crate::text::Article;
use serde::Deserialize;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A document as a file has it, and what had to be put right to read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    pub document: Document,
    pub notices: Vec<Notice>,
}

/// Why a text is no document. The file is as it was.
#[derive(Clone, Debug, PartialEq)]
pub enum NativeError {
    /// It is no JSON. Lines and columns count from 1.
    Broken { line: usize, column: usize, what: String },
    /// It is JSON, but not of this program.
    Foreign,
    /// It was written by a newer version of this program.
    Newer { version: u64 },
    /// A field has a value that it cannot have.
    Misshapen { at: String, what: String },
    /// Offsets (in code points) that are no stretch of the text, and no text to find the place by.
    Unfit { of: String, start: usize, end: usize, text: Option<String> },
    /// The parts do not make a document.
    Problem(Problem),
}

impl fmt::Display for NativeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken { line, column, what } => write!(
                f,
                "The file is not complete JSON: line {line}, column {column}: {what}. It may have been cut off or \
                 edited by hand; look at that place, or open an earlier copy."
            ),
            Self::Foreign => f.write_str(
                "The file is JSON, but not a Standpoint file: it has no \"format\": \"standpoint\". If it was made by \
                 another annotation tool, export it there as plain text or in a format that Standpoint imports.",
            ),
            Self::Newer { version } => write!(
                f,
                "The file was written by a newer Standpoint (file version {version}; this one reads up to {VERSION}). \
                 It was left untouched. Open it with the newer Standpoint."
            ),
            Self::Misshapen { at, what } => {
                write!(f, "The file cannot be read as it stands: {at}: {what}. Correct that place and open it again.")
            }
            Self::Unfit { of, start, end, text: Some(text) } => write!(
                f,
                "The {of} does not fit the text: {start} to {end} should read \"{}\", which was not found. The text of \
                 the file may have been changed after it was annotated; restore it, or remove that item.",
                shortened(text)
            ),
            Self::Unfit { of, start, end, text: None } => write!(
                f,
                "The {of} does not fit the text: {start} to {end} is no stretch of it. The text of the file may have \
                 been changed after it was annotated; restore it, or remove that item."
            ),
            Self::Problem(problem) => write!(f, "The file contradicts itself. {problem}"),
        }
    }
}

impl std::error::Error for NativeError {}

fn shortened(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// Reads the text of a native file.
///
/// # Errors
/// When it is no JSON, not of this program, of a newer version, or does not fit together and cannot be repaired.
pub fn from_json(json: &str) -> Result<Opened, NativeError> {
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let is_marked = check_head(json)?;
    let sound = replace_lone_surrogates(json);
    let mut notices = Vec::new();
    if !is_marked {
        notices.push(Notice::Unmarked);
    }
    if matches!(sound, Cow::Owned(_)) {
        notices.push(Notice::SurrogatesReplaced);
    }
    let mut source = serde_json::Deserializer::from_str(&sound);
    let file: File = serde_path_to_error::deserialize(&mut source).map_err(|error| {
        let at = error.path().to_string();
        match error.into_inner() {
            inner if inner.is_data() => Misshape { at, inner }.into(),
            inner => broken(&inner),
        }
    })?;
    let (document, repaired) = Reader::new(&file.document.text).read(file)?;
    notices.extend(repaired);
    Ok(Opened { document, notices })
}

struct Misshape {
    at: String,
    inner: serde_json::Error,
}

impl From<Misshape> for NativeError {
    fn from(Misshape { at, inner }: Misshape) -> Self {
        let at = if at == "." { format!("line {}", inner.line()) } else { at };
        Self::Misshapen { at, what: inner.to_string() }
    }
}

fn broken(error: &serde_json::Error) -> NativeError {
    let message = error.to_string();
    // serde_json ends its messages with the position, which is told separately here.
    let what = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what).to_owned();
    NativeError::Broken { line: error.line(), column: error.column(), what }
}

/// What must be known before anything else is read.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    format: Value,
    #[serde(default)]
    version: Value,
    #[serde(default)]
    document: Option<serde::de::IgnoredAny>,
    #[serde(default)]
    mentions: Option<serde::de::IgnoredAny>,
}

/// Checks syntax, format and version of a whole file. Says whether it is marked as a file of this program.
fn check_head(json: &str) -> Result<bool, NativeError> {
    if !json.trim_ascii_start().starts_with('{') {
        return match serde_json::from_str::<serde::de::IgnoredAny>(json) {
            Ok(_) => Err(NativeError::Foreign),
            Err(error) => Err(broken(&error)),
        };
    }
    let head: Head = serde_json::from_str(json).map_err(|error| {
        if error.is_data() { Misshape { at: ".".to_owned(), inner: error }.into() } else { broken(&error) }
    })?;
    match (&head.format, &head.version) {
        (Value::String(format), version) if format == FORMAT => match version {
            Value::Null => Ok(true),
            Value::Number(version) => match version.as_u64() {
                Some(VERSION) => Ok(true),
                Some(version) if version > VERSION => Err(NativeError::Newer { version }),
                _ => Err(misshapen("version", format!("{version} is no version of this format"))),
            },
            version => Err(misshapen("version", format!("{version} is no version of this format"))),
        },
        (Value::Null, Value::Null) if head.document.is_some() && head.mentions.is_some() => Ok(false),
        _ => Err(NativeError::Foreign),
    }
}

fn misshapen(at: &str, what: String) -> NativeError {
    NativeError::Misshapen { at: at.to_owned(), what }
}

struct Reader {
    repairs: Repairs,
}

impl Reader {
    fn new(text: &str) -> Self {
        Self { repairs: Repairs::new(text) }
    }

    fn read(mut self, file: File) -> Result<(Document, Vec<Notice>), NativeError> {
        let article = self.repairs.article().clone();
        let codebook = file.codebook.map_or_else(Codebook::default, codebook);
        let mut entities = self.entities(file.entities);
        let mentions = self.mentions(file.mentions)?;
        let stances = self.stances(file.stances)?;
        self.make_missing_entities(&article, &mut entities, &mentions, &stances);
        let unit = file.document.unit.unwrap_or_else(|| "codepoint".to_owned());
        if unit != "codepoint" {
            return Err(misshapen("document.unit", format!("\"{unit}\"; this version reads only \"codepoint\"")));
        }
        let about = About {
            title: file.document.title.unwrap_or_default(),
            language: file.document.language.unwrap_or_else(|| About::default().language),
            source: file.document.source.unwrap_or_default(),
            note: file.document.note,
            document_extra: file.document.extra,
            extra: file.extra,
        };
        let document = Document::new(article, about, codebook, Annotations { mentions, entities, stances })
            .map_err(NativeError::Problem)?;
        Ok((document, self.repairs.notices()))
    }

    fn entities(&mut self, entities: Vec<FileEntity>) -> Vec<Entity> {
        let mut ids = Ids::new(entities.iter().map(|entity| entity.id.as_str()), "e");
        entities
            .into_iter()
            .map(|entity| Entity {
                id: EntityId::new(self.own_id(&mut ids, Some(entity.id.clone()), "entity")),
                name: entity.name.filter(|name| !name.trim().is_empty()).unwrap_or(entity.id),
                label: Label::new(&entity.label),
                link: entity.link.filter(|link| !link.is_empty()),
                affiliation: some_id(entity.affiliation),
                note: entity.note,
                extra: entity.extra,
            })
            .collect()
    }

    fn mentions(&mut self, mentions: Vec<FileMention>) -> Result<Vec<Mention>, NativeError> {
        let mut ids = Ids::new(mentions.iter().filter_map(|mention| mention.id.as_deref()), "m");
        mentions.into_iter().map(|mention| self.mention(&mut ids, mention)).collect()
    }

    fn mention(&mut self, ids: &mut Ids, mention: FileMention) -> Result<Mention, NativeError> {
        let id = self.own_id(ids, mention.id, "mention");
        let of = || format!("mention {id}");
        let mut extra = mention.extra;
        let at = Stretch { start: mention.start, end: mention.end, text: mention.text, extra: Extra::new() };
        let claim = MentionClaim {
            span: self.repairs.locate(&of, &at)?,
            label: Label::new(&mention.label),
            entity: some_id(mention.entity),
        };
        let was = match mention.was {
            Some(was) => Some(self.mention_was(&of, was, &claim, &mut extra)?),
            None => None,
        };
        let origin = origin(&of, mention.origin, &mut extra)?;
        Ok(Mention {
            claim,
            status: mention.status.unwrap_or(Status::Suggested),
            origin,
            was,
            note: mention.note,
            is_doubtful: mention.doubt,
            extra,
            id: MentionId::new(id),
        })
    }

    fn mention_was(
        &mut self,
        of: &impl Fn() -> String,
        was: FileMentionWas,
        is: &MentionClaim,
        extra: &mut Extra,
    ) -> Result<MentionClaim, NativeError> {
        pack(extra, "was", was.extra);
        let span = match (was.start, was.end) {
            (Some(start), Some(end)) => {
                let of = || format!("earlier form of {}", of());
                self.repairs.locate(&of, &Stretch { start, end, text: was.text, extra: Extra::new() })?
            }
            _ => is.span,
        };
        Ok(MentionClaim {
            span,
            label: was.label.map_or_else(|| is.label.clone(), |label| Label::new(&label)),
            entity: was.entity.map_or_else(|| is.entity.clone(), some_id),
        })
    }

    fn stances(&mut self, stances: Vec<FileStance>) -> Result<Vec<Stance>, NativeError> {
        let mut ids = Ids::new(stances.iter().filter_map(|stance| stance.id.as_deref()), "s");
        stances.into_iter().map(|stance| self.stance(&mut ids, stance)).collect()
    }

    fn stance(&mut self, ids: &mut Ids, stance: FileStance) -> Result<Stance, NativeError> {
        let id = self.own_id(ids, stance.id, "stance");
        let of = || format!("stance {id}");
        let mut extra = stance.extra;
        let claim = self.claim(
            &of,
            Claim {
                holder: stance.holder,
                target: stance.target,
                issue: stance.issue,
                polarity: stance.polarity,
                cue: stance.cue,
                evidence: stance.evidence,
            },
            &mut extra,
        )?;
        let was = match stance.was {
            Some(was) => Some(self.stance_was(&of, was, &claim, &mut extra)?),
            None => None,
        };
        let origin = origin(&of, stance.origin, &mut extra)?;
        Ok(Stance {
            claim,
            status: stance.status.unwrap_or(Status::Suggested),
            origin,
            was,
            note: stance.note,
            is_doubtful: stance.doubt,
            extra,
            id: StanceId::new(id),
        })
    }

    fn stance_was(
        &mut self,
        of: &impl Fn() -> String,
        was: FileStanceWas,
        is: &StanceClaim,
        extra: &mut Extra,
    ) -> Result<StanceClaim, NativeError> {
        let of = || format!("earlier form of {}", of());
        let mut inner = was.extra;
        let cue = match &was.cue {
            Some(cue) => self.repairs.locate(&of, cue)?,
            None => is.cue,
        };
        let evidence = match &was.evidence {
            None if is.evidence.encloses(cue) => is.evidence,
            evidence => self.repairs.evidence(&of, evidence.as_ref(), cue),
        };
        let target = match (was.target, &was.issue) {
            (None | Some(None), Some(Some(issue))) => Target::Issue(self.repairs.locate(&of, issue)?),
            (Some(Some(target)), _) => Target::Entity(EntityId::new(target)),
            _ => is.target.clone(),
        };
        let stretches = [("cue", was.cue), ("evidence", was.evidence), ("issue", was.issue.flatten())];
        for (key, stretch) in stretches {
            pack(&mut inner, key, stretch.map(|stretch| stretch.extra).unwrap_or_default());
        }
        pack(extra, "was", inner);
        Ok(StanceClaim {
            holder: was.holder.map_or_else(|| is.holder.clone(), EntityId::new),
            target,
            polarity: was.polarity.unwrap_or(is.polarity),
            cue,
            evidence,
        })
    }

    fn claim(&mut self, of: &impl Fn() -> String, claim: Claim, extra: &mut Extra) -> Result<StanceClaim, NativeError> {
        let cue = self.repairs.locate(of, &claim.cue)?;
        let evidence = self.repairs.evidence(of, claim.evidence.as_ref(), cue);
        let target = match (claim.target, &claim.issue) {
            (Some(target), issue) => {
                if issue.is_some() {
                    self.repairs.note(Repair::IssueDropped, of());
                }
                Target::Entity(EntityId::new(target))
            }
            (None, Some(issue)) => Target::Issue(self.repairs.locate(of, issue)?),
            (None, None) => return Err(misshapen(&of(), "it has neither a target nor an issue".to_owned())),
        };
        pack(extra, "cue", claim.cue.extra);
        pack(extra, "evidence", claim.evidence.map(|stretch| stretch.extra).unwrap_or_default());
        pack(extra, "issue", claim.issue.map(|stretch| stretch.extra).unwrap_or_default());
        Ok(StanceClaim { holder: EntityId::new(claim.holder), target, polarity: claim.polarity, cue, evidence })
    }

    fn own_id(&mut self, ids: &mut Ids, id: Option<String>, what: &str) -> String {
        match id {
            Some(id) if ids.used.insert(id.clone()) => id,
            Some(taken) => {
                let id = ids.free();
                self.repairs.note(Repair::Renumbered, format!("{what} {taken} (now {id})"));
                id
            }
            None => ids.free(),
        }
    }

    /// Makes the entities that something refers to and that the file lacks.
    fn make_missing_entities(
        &mut self,
        article: &Article,
        entities: &mut Vec<Entity>,
        mentions: &[Mention],
        stances: &[Stance],
    ) {
        let known: BTreeSet<EntityId> = entities.iter().map(|entity| entity.id.clone()).collect();
        let mut missing: BTreeMap<EntityId, (String, Label)> = BTreeMap::new();
        let named = mentions.iter().flat_map(|mention| std::iter::once(&mention.claim).chain(&mention.was));
        for claim in named {
            if let Some(id) = claim.entity.as_ref().filter(|id| !known.contains(*id)) {
                let name = article.slice(claim.span).unwrap_or(id.as_str());
                missing.entry(id.clone()).or_insert_with(|| (name.to_owned(), claim.label.clone()));
            }
        }
        let claims = stances.iter().flat_map(|stance| std::iter::once(&stance.claim).chain(&stance.was));
        let referred = claims
            .flat_map(|claim| std::iter::once(&claim.holder).chain(claim.target.entity()))
            .chain(entities.iter().filter_map(|entity| entity.affiliation.as_ref()));
        for id in referred.filter(|id| !known.contains(*id)) {
            missing.entry(id.clone()).or_insert_with(|| (id.to_string(), Label::ORG));
        }
        for (id, (name, label)) in missing {
            self.repairs.note(Repair::EntityMade, format!("entity {id}"));
            entities.push(Entity { id, name, label, link: None, affiliation: None, note: None, extra: Extra::new() });
        }
    }
}

struct Claim {
    holder: String,
    target: Option<String>,
    issue: Option<Stretch>,
    polarity: crate::annotation::Polarity,
    cue: Stretch,
    evidence: Option<Stretch>,
}

/// Which ids of one kind are taken.
struct Ids {
    in_file: BTreeSet<String>,
    used: BTreeSet<String>,
    prefix: &'static str,
    n_made: usize,
}

impl Ids {
    fn new<'a>(in_file: impl Iterator<Item = &'a str>, prefix: &'static str) -> Self {
        Self { in_file: in_file.map(str::to_owned).collect(), used: BTreeSet::new(), prefix, n_made: 0 }
    }

    /// An id that nothing in the file has.
    fn free(&mut self) -> String {
        loop {
            self.n_made += 1;
            let id = format!("{}{}", self.prefix, self.n_made);
            if !self.in_file.contains(&id) {
                return id;
            }
        }
    }
}

fn origin(of: &impl Fn() -> String, origin: Option<FileOrigin>, extra: &mut Extra) -> Result<Origin, NativeError> {
    let Some(origin) = origin else { return Ok(Origin::import()) };
    let confidence = match origin.confidence {
        None => None,
        Some(p) => Some(
            Confidence::from_probability(p)
                .ok_or_else(|| misshapen(&of(), format!("a confidence lies between 0 and 1, this one is {p}")))?,
        ),
    };
    pack(extra, "origin", origin.extra);
    Ok(Origin { by: origin.by, confidence, reason: origin.reason })
}

/// Keeps the unknown fields of an inner object among its owner's, under the name of the object. No unknown field
/// can have that name.
fn pack(extra: &mut Extra, key: &str, inner: Extra) {
    if !inner.is_empty() {
        extra.insert(key.to_owned(), Value::Object(inner));
    }
}

/// An id, where scripts may write an empty one for none.
fn some_id(id: Option<String>) -> Option<EntityId> {
    id.filter(|id| !id.is_empty()).map(EntityId::new)
}

fn codebook(codebook: FileCodebook) -> Codebook {
    let default = Codebook::default();
    Codebook {
        name: codebook.name.unwrap_or(default.name),
        labels: codebook
            .labels
            .map_or(default.labels, |labels| labels.into_iter().enumerate().map(|(idx, l)| label(idx, l)).collect()),
        guideline: codebook.guideline.unwrap_or(default.guideline),
        extra: codebook.extra,
    }
}

/// A rule, with what the file leaves out filled in so that labels can be told apart.
fn label(label_idx: usize, label: FileLabel) -> LabelRule {
    const GOLDEN_ANGLE: usize = 137;
    let key = u32::try_from(label_idx + 1).ok().and_then(|n| char::from_digit(n, 10)).unwrap_or(' ');
    LabelRule {
        title: label.title.unwrap_or_else(|| label.label.clone()),
        key: label.key.unwrap_or(key),
        hue: label.hue.unwrap_or_else(|| u16::try_from(label_idx * GOLDEN_ANGLE % 360).unwrap_or(0)),
        rule: label.rule.unwrap_or_default(),
        extra: label.extra,
        label: Label::new(&label.label),
    }
}
