//! A document in the making, as importers find its parts.

use crate::annotation::{
    Codebook, Entity, EntityId, Extra, Label, Mention, MentionClaim, MentionId, Origin, Polarity, Stance, StanceClaim,
    StanceId, Status, Target,
};
use crate::document::{About, Annotations, Document};
use crate::format::{Notice, Opened, open};
use crate::text::{Article, Span, normalise};
use indexmap::IndexMap;
use std::fmt;

/// A paragraph longer than this is not searched for the sentence around a cue.
const LONGEST_PARAGRAPH: usize = 20_000;

/// Why a file of another program cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportError {
    /// The program or format.
    pub format: &'static str,
    /// The line, entry or field at fault.
    pub at: String,
    pub what: String,
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { format, at, what } = self;
        write!(
            f,
            "The {format} file cannot be read: {at}: {what}. Nothing was changed. Correct that place and open it again."
        )
    }
}

impl std::error::Error for ImportError {}

pub struct Draft {
    article: Article,
    about: About,
    mentions: Vec<Mention>,
    /// Entities by what tells them apart in the file.
    entities: IndexMap<String, Entity>,
    stances: Vec<Stance>,
    n_left_out: usize,
}

impl Draft {
    pub fn new(article: Article, about: About) -> Self {
        Self { article, about, mentions: Vec::new(), entities: IndexMap::new(), stances: Vec::new(), n_left_out: 0 }
    }

    pub const fn article(&self) -> &Article {
        &self.article
    }

    /// Counts something that a document cannot hold.
    pub const fn leave_out(&mut self) {
        self.n_left_out += 1;
    }

    /// Adds a mention. `entity` is what tells its entity from others in the file; without it, mentions with the same
    /// words and label are taken for one entity. Returns the mention's number.
    pub fn mention(&mut self, span: Span, label: &str, entity: Option<&str>) -> usize {
        let label = known_label(label);
        let words = self.article.slice(span).unwrap_or_default().to_owned();
        let entity = match entity {
            Some(key) => Some(self.entity(&format!("id {key}"), &words, &label)),
            None if label == Label::DATE => None,
            None => Some(self.entity(&format!("name {label} {}", words.to_lowercase()), &words, &label)),
        };
        self.mentions.push(Mention {
            id: MentionId::numbered(self.mentions.len() + 1),
            claim: MentionClaim { span, label, entity },
            status: Status::Suggested,
            origin: Origin::import(),
            was: None,
            note: None,
            is_doubtful: false,
            extra: Extra::new(),
        });
        self.mentions.len() - 1
    }

    /// The entity of a key, made when it is new. Its name is the longest of its mentions.
    fn entity(&mut self, key: &str, name: &str, label: &Label) -> EntityId {
        let id = EntityId::numbered(self.entities.len() + 1);
        let entity = self.entities.entry(key.to_owned()).or_insert_with(|| Entity {
            id,
            name: String::new(),
            label: label.clone(),
            link: None,
            affiliation: None,
            note: None,
            extra: Extra::new(),
        });
        if name.len() > entity.name.len() {
            name.clone_into(&mut entity.name);
        }
        entity.id.clone()
    }

    pub fn mention_mut(&mut self, mention_idx: usize) -> Option<&mut Mention> {
        self.mentions.get_mut(mention_idx)
    }

    pub fn entity_of(&mut self, mention_idx: usize) -> Option<&mut Entity> {
        // Ids are numbered in the order in which entities are made.
        let n = self.mentions.get(mention_idx)?.claim.entity.as_ref()?.number()?;
        self.entities.get_index_mut(n - 1).map(|(_, entity)| entity)
    }

    /// Adds a stance between the entities of two mentions, or toward an issue. `None` where they have no entity.
    pub fn stance(
        &mut self,
        holder_idx: usize,
        target: StanceTarget,
        polarity: Polarity,
        cue: Span,
    ) -> Option<&mut Stance> {
        let entity = |mentions: &[Mention], idx: usize| mentions.get(idx)?.claim.entity.clone();
        let holder = entity(&self.mentions, holder_idx)?;
        let target = match target {
            StanceTarget::Mention(idx) => Target::Entity(entity(&self.mentions, idx)?),
            StanceTarget::Issue(span) => Target::Issue(span),
        };
        let evidence = self.evidence(cue);
        self.stances.push(Stance {
            id: StanceId::numbered(self.stances.len() + 1),
            claim: StanceClaim { holder, target, polarity, cue, evidence },
            status: Status::Suggested,
            origin: Origin::import(),
            was: None,
            note: None,
            is_doubtful: false,
            extra: Extra::new(),
        });
        self.stances.last_mut()
    }

    fn evidence(&self, cue: Span) -> Span {
        let paragraph = self.article.paragraphs().iter().find(|paragraph| paragraph.overlaps(cue));
        match paragraph {
            Some(paragraph) if paragraph.len() <= LONGEST_PARAGRAPH => {
                Document::blank(self.article.clone(), About::default()).sentence_around(cue)
            }
            _ => cue,
        }
    }

    /// The document of all parts. Only here are line ends made uniform, since the file's offsets count them as they were.
    pub fn finish(mut self, format: &'static str) -> Result<Opened, ImportError> {
        self.normalise();
        for entity in self.entities.values_mut() {
            // A link to nowhere is none.
            entity.link = entity.link.take().filter(|link| !link.is_empty());
        }
        let annotations = Annotations {
            mentions: self.mentions,
            entities: self.entities.into_values().collect(),
            stances: self.stances,
        };
        let document = Document::new(self.article, self.about, Codebook::default(), annotations)
            .map_err(|problem| ImportError { format, at: "the whole".to_owned(), what: problem.to_string() })?;
        let left_out = (self.n_left_out > 0).then_some(Notice::LeftOut { format, n_items: self.n_left_out });
        Ok(Opened { content: open::Content::Document(document), notices: left_out.into_iter().collect() })
    }
}

impl Draft {
    fn normalise(&mut self) {
        let text = self.article.text();
        let normalised = normalise(text);
        if normalised == text {
            return;
        }
        let mut moved_to = Vec::with_capacity(text.len() + 1);
        let mut at = 0;
        for (idx, byte) in text.bytes().enumerate() {
            moved_to.push(at);
            let is_mark = idx < '\u{feff}'.len_utf8() && text.starts_with('\u{feff}');
            let is_dropped = is_mark || (byte == b'\r' && text.as_bytes().get(idx + 1) == Some(&b'\n'));
            at += usize::from(!is_dropped);
        }
        moved_to.push(at);
        let moved = |span: Span| Span::new(moved_to[span.start], moved_to[span.end]);
        for mention in &mut self.mentions {
            mention.claim.span = moved(mention.claim.span);
        }
        for stance in &mut self.stances {
            let claim = &mut stance.claim;
            (claim.cue, claim.evidence) = (moved(claim.cue), moved(claim.evidence));
            if let Target::Issue(span) = &mut claim.target {
                *span = moved(*span);
            }
        }
        for entity in self.entities.values_mut() {
            entity.name = normalise(&entity.name);
        }
        self.article = Article::new(normalised);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StanceTarget {
    Mention(usize),
    Issue(Span),
}

/// The label of the default codebook that another program's label means, else the label as it is.
pub fn known_label(name: &str) -> Label {
    let name = name.trim();
    match name.to_ascii_uppercase().as_str() {
        "PER" | "PERSON" | "PEOPLE" => Label::PERSON,
        "ORG" | "ORGANIZATION" | "ORGANISATION" => Label::ORG,
        "LOC" | "LOCATION" => Label::LOC,
        "" => Label::new("OTHER"),
        upper => Label::DEFAULT.into_iter().find(|known| known.as_str() == upper).unwrap_or_else(|| Label::new(name)),
    }
}

/// The side that another program's word means.
pub fn known_polarity(word: &str) -> Option<Polarity> {
    match word.trim().to_ascii_lowercase().as_str() {
        "favor" | "favour" | "positive" | "pos" | "support" | "supports" | "pro" | "for" => Some(Polarity::Favor),
        "against" | "negative" | "neg" | "oppose" | "opposes" | "con" | "attack" | "attacks" => Some(Polarity::Against),
        _ => None,
    }
}
