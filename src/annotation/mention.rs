//! A mention: a span that names an entity.

use super::{EntityId, Extra, Label, MentionId, Origin, Status};
use crate::text::Span;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    pub id: MentionId,
    pub claim: MentionClaim,
    pub status: Status,
    pub origin: Origin,
    /// What the tagger (or the imported file) had said, once a reader has changed it.
    pub was: Option<MentionClaim>,
    /// A reader's remark.
    pub note: Option<String>,
    /// Whether the reader wants to come back to it.
    pub is_doubtful: bool,
    pub extra: Extra,
}

/// What a mention says: these characters name that entity, which is of this type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionClaim {
    pub span: Span,
    pub label: Label,
    /// `None` for a mention without an entity, such as a date.
    pub entity: Option<EntityId>,
}
