//! A stance: in this passage a holder takes a side toward a target.

use super::{EntityId, Extra, Origin, StanceId, Status};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stance {
    pub id: StanceId,
    pub claim: StanceClaim,
    pub status: Status,
    pub origin: Origin,
    /// What the tagger (or the imported file) had said, once a reader has changed it.
    pub was: Option<StanceClaim>,
    /// A reader's remark.
    pub note: Option<String>,
    /// Whether the reader wants to come back to it.
    pub is_doubtful: bool,
    pub extra: Extra,
}

/// What a stance says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StanceClaim {
    pub holder: EntityId,
    pub target: Target,
    pub polarity: Polarity,
    /// The shortest words that express it.
    pub cue: Span,
    /// The sentence (or passage) that shows it; encloses the cue.
    pub evidence: Span,
}

/// What a stance is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    Entity(EntityId),
    /// The words that name a matter which belongs to nobody named in the passage.
    Issue(Span),
}

impl Target {
    #[must_use]
    pub const fn entity(&self) -> Option<&EntityId> {
        match self {
            Self::Entity(id) => Some(id),
            Self::Issue(_) => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    Favor,
    Against,
}

impl Polarity {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Favor => "favor",
            Self::Against => "against",
        }
    }

    #[must_use]
    pub const fn opposite(self) -> Self {
        match self {
            Self::Favor => Self::Against,
            Self::Against => Self::Favor,
        }
    }
}

impl fmt::Display for Polarity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
