//! What a reader does to a document.

use crate::analysis::Analysis;
use crate::annotation::{EntityId, Label, MentionId, Polarity, StanceId, Target};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// Every way a document can change. Edits are data: they can be stored and replayed, and the same edits on the
/// same document lead to the same ids.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    AddMention {
        span: Span,
        label: Label,
        entity: EntityChoice,
    },
    /// Changes the type of a mention; its entity follows when it has no other live mention.
    RelabelMention {
        mention: MentionId,
        label: Label,
    },
    RespanMention {
        mention: MentionId,
        span: Span,
    },
    /// Gives a mention to another entity; [`EntityChoice::New`] splits it off.
    ReassignMention {
        mention: MentionId,
        entity: EntityChoice,
    },
    ConfirmMention {
        mention: MentionId,
    },
    /// Rejects a suggestion, removes what a reader had added.
    RejectMention {
        mention: MentionId,
    },

    RenameEntity {
        entity: EntityId,
        name: String,
    },
    /// Changes the type of an entity and of those of its mentions that had the same type.
    RelabelEntity {
        entity: EntityId,
        label: Label,
    },
    Affiliate {
        entity: EntityId,
        affiliation: Option<EntityId>,
    },
    LinkEntity {
        entity: EntityId,
        link: Option<String>,
    },
    /// Moves all mentions, stances and affiliations of one entity to another. The emptied one is kept, for the
    /// record of what had been suggested.
    MergeEntities {
        from: EntityId,
        into: EntityId,
    },

    AddStance {
        holder: EntityId,
        target: Target,
        polarity: Polarity,
        cue: Span,
    },
    SetHolder {
        stance: StanceId,
        holder: EntityId,
    },
    SetTarget {
        stance: StanceId,
        target: Target,
    },
    SetPolarity {
        stance: StanceId,
        polarity: Polarity,
    },
    /// Changes the cue; the evidence becomes the sentence around it.
    SetCue {
        stance: StanceId,
        cue: Span,
    },
    ConfirmStance {
        stance: StanceId,
    },
    /// Rejects a suggestion, removes what a reader had added.
    RejectStance {
        stance: StanceId,
    },

    SetNote {
        of: AnnotationId,
        note: Option<String>,
    },
    SetDoubt {
        of: AnnotationId,
        is_doubtful: bool,
    },
    Retitle {
        title: String,
    },

    /// Replaces all suggestions that nobody has looked at by those of a new analysis. What a reader decided stays,
    /// and nothing that was rejected comes back.
    Retag {
        analysis: Box<Analysis>,
    },
    /// Several edits as one step.
    Batch {
        title: String,
        edits: Vec<Edit>,
    },
}

/// The entity of a mention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EntityChoice {
    /// The entity that has this name, by its own or by one of its mentions; a new one when there is none.
    ByName,
    This(EntityId),
    New,
    /// None at all, as for a date.
    Without,
}

/// Anything that can carry a note.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AnnotationId {
    Mention(MentionId),
    Entity(EntityId),
    Stance(StanceId),
    Article,
}
