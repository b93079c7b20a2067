//! What is lit in the text while a reader looks at something: the holder, the target and the cue of a stance, or
//! the mentions of an entity. In: the document and what is looked at; out: a part for each mention concerned.

use crate::annotation::{EntityId, Mention, MentionId, Stance, StanceId};
use crate::document::Document;
use crate::text::Span;
use std::collections::BTreeMap;

/// Something on the screen that a reader can look at or work on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    Mention(MentionId),
    Entity(EntityId),
    Stance(StanceId),
}

/// What a mention is to the thing that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Holder,
    Target,
    /// A mention of the entity that is looked at.
    Same,
}

impl Part {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::Target => "target",
            Self::Same => "same",
        }
    }
}

/// What is lit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Highlight {
    pub parts: BTreeMap<MentionId, Part>,
    pub stance: Option<StanceId>,
    /// The sentence that shows the stance.
    pub evidence: Option<Span>,
}

impl Highlight {
    /// What is lit while a reader looks at `item`.
    #[must_use]
    pub fn of(document: &Document, item: Option<&Item>) -> Self {
        match item {
            None => Self::default(),
            Some(Item::Stance(id)) => document.stance(id).map(|s| Self::of_stance(document, s)).unwrap_or_default(),
            Some(Item::Entity(id)) => Self::of_entity(document, id),
            Some(Item::Mention(id)) => document
                .mention(id)
                .and_then(|mention| mention.claim.entity.as_ref())
                .map(|entity| Self::of_entity(document, entity))
                .unwrap_or_default(),
        }
    }

    fn of_entity(document: &Document, entity: &EntityId) -> Self {
        let parts = live_mentions(document)
            .filter(|m| m.claim.entity.as_ref() == Some(entity))
            .map(|m| (m.id.clone(), Part::Same))
            .collect();
        Self { parts, ..Self::default() }
    }

    fn of_stance(document: &Document, stance: &Stance) -> Self {
        let claim = &stance.claim;
        let mut parts = BTreeMap::new();
        for id in places(document, &claim.holder, claim.evidence, claim.cue) {
            parts.insert(id, Part::Holder);
        }
        if let Some(target) = claim.target.entity() {
            for id in places(document, target, claim.evidence, claim.cue) {
                parts.insert(id, Part::Target);
            }
        }
        Self { parts, stance: Some(stance.id.clone()), evidence: Some(claim.evidence) }
    }
}

/// The mentions that show `entity` to the reader of a sentence: those in it, or else the one nearest to the cue.
fn places(document: &Document, entity: &EntityId, evidence: Span, cue: Span) -> Vec<MentionId> {
    let own: Vec<&Mention> = live_mentions(document).filter(|m| m.claim.entity.as_ref() == Some(entity)).collect();
    let inside: Vec<MentionId> = own.iter().filter(|m| evidence.encloses(m.claim.span)).map(|m| m.id.clone()).collect();
    if !inside.is_empty() {
        return inside;
    }
    let nearest = own.into_iter().min_by_key(|m| m.claim.span.start.abs_diff(cue.start));
    nearest.map(|m| m.id.clone()).into_iter().collect()
}

fn live_mentions(document: &Document) -> impl Iterator<Item = &Mention> {
    document.mentions().map(AsRef::as_ref).filter(|m| m.status.is_live())
}
