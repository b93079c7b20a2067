//! What can be wrong with a document or an edit.

use crate::annotation::{EntityId, MentionId, StanceId};
use std::fmt;

/// A violated invariant of a document, with the offending value. Offsets are in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    SpanOutsideText { of: String, start: usize, end: usize },
    CueOutsideEvidence(String),
    UnknownEntity { of: String, entity: EntityId },
    DuplicateId(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SpanOutsideText { of, start, end } => {
                write!(f, "The {of} covers {start} to {end}, which is no stretch of the text.")
            }
            Self::CueOutsideEvidence(of) => write!(f, "The cue of {of} lies outside its evidence."),
            Self::UnknownEntity { of, entity } => {
                write!(f, "The {of} refers to entity {entity}, which does not exist.")
            }
            Self::DuplicateId(id) => write!(f, "The id {id} is used twice."),
        }
    }
}

impl std::error::Error for Problem {}

/// Why an edit was not made. The document is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    UnknownMention(MentionId),
    UnknownEntity(EntityId),
    UnknownStance(StanceId),
    /// The same characters are marked with the same type already.
    AlreadyMarked(MentionId),
    /// Holder and target would be one entity.
    SelfStance,
    /// The affiliation would lead back to the entity itself.
    AffiliationCircle,
    EmptyName,
    Broken(Problem),
}

impl From<Problem> for EditError {
    fn from(problem: Problem) -> Self {
        Self::Broken(problem)
    }
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownMention(id) => write!(f, "Nothing was changed: mention {id} no longer exists."),
            Self::UnknownEntity(id) => write!(f, "Nothing was changed: entity {id} no longer exists."),
            Self::UnknownStance(id) => write!(f, "Nothing was changed: stance {id} no longer exists."),
            Self::AlreadyMarked(_) => f.write_str("These words are marked with this type already."),
            Self::SelfStance => f.write_str("A stance needs two different entities; nothing was changed."),
            Self::AffiliationCircle => {
                f.write_str("An entity cannot speak for itself through others; nothing was changed.")
            }
            Self::EmptyName => f.write_str("An entity needs a name; nothing was changed."),
            Self::Broken(problem) => write!(f, "Nothing was changed. {problem}"),
        }
    }
}

impl std::error::Error for EditError {}
