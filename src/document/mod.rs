//! The document: an article with its annotations, the edits that change it, and their history. In: an analysis
//! or a file's content, then edits; out: the document after each, and what each changed. This module does not
//! know where documents are stored, how they are written, or how they are shown.
//!
//! [`apply`] is the only writer. It turns an [`Edit`] (what a reader does) into a [`Change`] (which items were
//! replaced by which), and a change has an exact inverse, so that undo needs no code of its own for each edit.

mod apply;
mod change;
mod edit;
#[cfg(test)]
mod fixture;
mod history;
mod journal;
mod lessons;
mod occurrences;
mod problem;
mod recorder;
mod retag;
mod table;
mod tally;
#[cfg(test)]
mod tests;

pub use apply::apply;
pub use change::{Change, Swap};
pub use edit::{AnnotationId, Edit, EntityChoice};
pub use history::{History, Step};
pub use journal::{Entry, Replay, replay};
pub use lessons::{Teaching, lesson_of, teaching};
pub use occurrences::{Likeness, Occurrence, occurrences};
pub use problem::{EditError, Problem};
pub use tally::{Grouping, Tally, tally};

use crate::analysis::Analysis;
use crate::annotation::{Codebook, Entity, EntityId, Extra, Mention, MentionId, Stance, StanceId, Target};
use crate::text::{Article, Span, split_sentences, tokenise};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use table::Table;

/// An article with everything said about it. Cloning is cheap: items are shared.
///
/// Invariants, checked on construction and kept by [`apply`]: every span is a non-empty stretch of the article,
/// every entity that is referred to exists, evidence encloses its cue.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    article: Article,
    about: Arc<About>,
    codebook: Arc<Codebook>,
    mentions: Table<Mention>,
    entities: Table<Entity>,
    stances: Table<Stance>,
}

/// What is known about the article besides its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    pub title: String,
    /// BCP 47, such as "en".
    pub language: String,
    /// Where the text comes from: a URL, a file name, or nothing.
    pub source: String,
    /// A reader's remark on the article.
    pub note: Option<String>,
    /// Unknown fields of the file's `document` object.
    pub document_extra: Extra,
    /// Unknown fields at the file's top level.
    pub extra: Extra,
}

impl Default for About {
    fn default() -> Self {
        Self {
            title: String::new(),
            language: "en".to_owned(),
            source: String::new(),
            note: None,
            document_extra: Extra::new(),
            extra: Extra::new(),
        }
    }
}

/// The annotations a document is made of.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    pub mentions: Vec<Mention>,
    pub entities: Vec<Entity>,
    pub stances: Vec<Stance>,
}

impl From<Analysis> for Annotations {
    fn from(analysis: Analysis) -> Self {
        Self { mentions: analysis.mentions, entities: analysis.entities, stances: analysis.stances }
    }
}

impl Document {
    /// A document of an article that nobody has annotated yet.
    #[must_use]
    pub fn blank(article: Article, about: About) -> Self {
        Self {
            article,
            about: Arc::new(about),
            codebook: Arc::new(Codebook::default()),
            mentions: Table::default(),
            entities: Table::default(),
            stances: Table::default(),
        }
    }

    /// A document as the tagger leaves it: what the page shows and the command line prints.
    ///
    /// # Errors
    /// When the analysis is not one of this article.
    pub fn tagged(article: Article, about: About, analysis: Analysis) -> Result<Self, Problem> {
        Self::new(article, about, Codebook::default(), analysis.into())
    }

    /// A document of all its parts.
    ///
    /// # Errors
    /// The first violated invariant.
    pub fn new(article: Article, about: About, codebook: Codebook, annotations: Annotations) -> Result<Self, Problem> {
        let document = Self {
            article,
            about: Arc::new(about),
            codebook: Arc::new(codebook),
            mentions: Table::new(annotations.mentions)?,
            entities: Table::new(annotations.entities)?,
            stances: Table::new(annotations.stances)?,
        };
        document.check()?;
        Ok(document)
    }

    /// The same document with those stances only that `keep` takes: to look at, not to edit.
    #[must_use]
    pub fn with_stances(&self, keep: impl Fn(&Stance) -> bool) -> Self {
        Self { stances: self.stances.filtered(keep), ..self.clone() }
    }

    #[must_use]
    pub const fn article(&self) -> &Article {
        &self.article
    }

    #[must_use]
    pub fn about(&self) -> &About {
        &self.about
    }

    #[must_use]
    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// All mentions, rejected ones too, in text order; of two that start together the longer comes first.
    pub fn mentions(&self) -> impl ExactSizeIterator<Item = &Arc<Mention>> {
        self.mentions.iter()
    }

    /// All entities in the order of their ids, those without a live mention too.
    pub fn entities(&self) -> impl ExactSizeIterator<Item = &Arc<Entity>> {
        self.entities.iter()
    }

    /// All stances, rejected ones too, in the order of their cues.
    pub fn stances(&self) -> impl ExactSizeIterator<Item = &Arc<Stance>> {
        self.stances.iter()
    }

    #[must_use]
    pub fn mention(&self, id: &MentionId) -> Option<&Arc<Mention>> {
        self.mentions.get(id)
    }

    #[must_use]
    pub fn entity(&self, id: &EntityId) -> Option<&Arc<Entity>> {
        self.entities.get(id)
    }

    #[must_use]
    pub fn stance(&self, id: &StanceId) -> Option<&Arc<Stance>> {
        self.stances.get(id)
    }

    /// The entity whose side `id` is on: the end of its chain of affiliations (itself when it has none).
    #[must_use]
    pub fn side<'a>(&'a self, id: &'a EntityId) -> &'a EntityId {
        let mut at = id;
        // A chain longer than the number of entities is a circle; its first member stands for it.
        for _ in 0..self.entities.len() {
            match self.entity(at).and_then(|entity| entity.affiliation.as_ref()) {
                Some(next) => at = next,
                None => return at,
            }
        }
        id
    }

    /// The sentences that `span` touches, as one span; `span` itself where it touches none.
    #[must_use]
    pub fn sentence_around(&self, span: Span) -> Span {
        let paragraphs = self.article.paragraphs();
        let first = paragraphs.partition_point(|paragraph| paragraph.end <= span.start);
        paragraphs[first..]
            .iter()
            .take_while(|paragraph| paragraph.start < span.end)
            .flat_map(|paragraph| {
                let text = &self.article.text()[paragraph.range()];
                split_sentences(text, &tokenise(text)).into_iter().map(|sentence| {
                    Span::new(paragraph.start + sentence.span.start, paragraph.start + sentence.span.end)
                })
            })
            .filter(|sentence| sentence.overlaps(span))
            .fold(span, Span::hull)
    }

    fn check(&self) -> Result<(), Problem> {
        for mention in self.mentions() {
            self.check_mention(mention)?;
        }
        for entity in self.entities() {
            if let Some(affiliation) = &entity.affiliation {
                self.check_entity_id(affiliation, || format!("entity {}", entity.id))?;
            }
        }
        for stance in self.stances() {
            self.check_stance(stance)?;
        }
        Ok(())
    }

    fn check_mention(&self, mention: &Mention) -> Result<(), Problem> {
        let of = || format!("mention {}", mention.id);
        for claim in std::iter::once(&mention.claim).chain(&mention.was) {
            self.check_span(claim.span, of)?;
            if let Some(entity) = &claim.entity {
                self.check_entity_id(entity, of)?;
            }
        }
        Ok(())
    }

    fn check_stance(&self, stance: &Stance) -> Result<(), Problem> {
        let of = || format!("stance {}", stance.id);
        for claim in std::iter::once(&stance.claim).chain(&stance.was) {
            self.check_span(claim.cue, of)?;
            self.check_span(claim.evidence, of)?;
            if !claim.evidence.encloses(claim.cue) {
                return Err(Problem::CueOutsideEvidence(of()));
            }
            self.check_entity_id(&claim.holder, of)?;
            match &claim.target {
                Target::Entity(id) => self.check_entity_id(id, of)?,
                Target::Issue(span) => self.check_span(*span, of)?,
            }
        }
        Ok(())
    }

    fn check_span(&self, span: Span, of: impl Fn() -> String) -> Result<(), Problem> {
        if span.start >= span.end || self.article.slice(span).is_none() {
            return Err(Problem::SpanOutsideText { of: of(), start: span.start, end: span.end });
        }
        Ok(())
    }

    fn check_entity_id(&self, id: &EntityId, of: impl Fn() -> String) -> Result<(), Problem> {
        if self.entity(id).is_none() {
            return Err(Problem::UnknownEntity { of: of(), entity: id.clone() });
        }
        Ok(())
    }
}
