//! What is lit in the text while a reader looks at something: the holder, the target and the cue of a stance, or
//! the mentions of an entity. In: the document and what is looked at; out: a part for each mention concerned.

use super::state::StanceDraft;
use crate::annotation::{EntityId, Mention, MentionId, Stance, StanceId, Target};
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
    /// The sentence that shows the stance, without the cues in it.
    pub evidence: Vec<Span>,
}

/// So many mentions of an entity are lit at most.
const N_LIT: usize = 80;

impl Highlight {
    /// What is lit while a reader looks at `item`.
    #[must_use]
    pub fn of(document: &Document, item: Option<&Item>) -> Self {
        match item {
            None => Self::default(),
            Some(Item::Stance(id)) => document.stance(id).map(|s| Self::of_stance(document, s)).unwrap_or_default(),
            Some(Item::Entity(id)) => Self::of_entity(document, id, 0),
            Some(Item::Mention(id)) => document
                .mention(id)
                .and_then(|mention| Some((mention.claim.entity.as_ref()?, mention.claim.span.start)))
                .map(|(entity, place)| Self::of_entity(document, entity, place))
                .unwrap_or_default(),
        }
    }

    /// The mentions of an entity, those nearest to `place`: nobody sees thousands, and each costs time to light.
    fn of_entity(document: &Document, entity: &EntityId, place: usize) -> Self {
        let mut own: Vec<(usize, &MentionId)> = live_mentions(document)
            .filter(|m| m.claim.entity.as_ref() == Some(entity))
            .map(|m| (m.claim.span.start.abs_diff(place), &m.id))
            .collect();
        if own.len() > N_LIT {
            own.select_nth_unstable(N_LIT);
            own.truncate(N_LIT);
        }
        let parts = own.into_iter().map(|(_, id)| (id.clone(), Part::Same)).collect();
        Self { parts, ..Self::default() }
    }

    /// What is lit while a reader puts a stance together.
    #[must_use]
    pub fn of_draft(document: &Document, draft: &StanceDraft) -> Self {
        let Some(place) = draft.cue.or(draft.place) else { return Self::default() };
        let evidence = document.sentence_around(place);
        let mut lit = Self { evidence: without_cues(document, evidence), ..Self::default() };
        let mut show = |entity: &EntityId, part| {
            lit.parts.extend(places(document, entity, evidence, place).0.map(|id| (id, part)));
        };
        if let Some(target) = draft.target.as_ref().and_then(Target::entity) {
            show(target, Part::Target);
        }
        if let Some(holder) = &draft.holder {
            show(holder, Part::Holder);
        }
        lit
    }

    fn of_stance(document: &Document, stance: &Stance) -> Self {
        let claim = &stance.claim;
        let mut parts = BTreeMap::new();
        let mut show = |entity: &EntityId, part| {
            let (nearest, others) = places(document, entity, claim.evidence, claim.cue);
            parts.extend(others.into_iter().map(|id| (id, Part::Same)));
            parts.extend(nearest.map(|id| (id, part)));
        };
        show(&claim.holder, Part::Holder);
        if let Some(target) = claim.target.entity() {
            show(target, Part::Target);
        }
        let evidence = without_cues(document, claim.evidence);
        Self { parts, stance: Some(stance.id.clone()), evidence }
    }
}

/// The mention that shows `entity` to the reader of a sentence: the one nearest to the cue, in the sentence if there is
/// one; and the others in the sentence.
fn places(document: &Document, entity: &EntityId, evidence: Span, cue: Span) -> (Option<MentionId>, Vec<MentionId>) {
    let own = || live_mentions(document).filter(|m| m.claim.entity.as_ref() == Some(entity));
    let nearest = own().min_by_key(|m| (!evidence.encloses(m.claim.span), m.claim.span.start.abs_diff(cue.start)));
    let nearest = nearest.map(|m| m.id.clone());
    let others = own()
        .filter(|m| evidence.encloses(m.claim.span) && Some(&m.id) != nearest.as_ref())
        .map(|m| m.id.clone())
        .collect();
    (nearest, others)
}

/// A sentence without the cues in it, which have a look of their own that paint over them would spoil.
fn without_cues(document: &Document, evidence: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut at = evidence.start;
    for cue in document.stances().filter(|s| s.status.is_live()).map(|s| s.claim.cue) {
        if !evidence.overlaps(cue) {
            continue;
        }
        if at < cue.start {
            pieces.push(Span::new(at, cue.start));
        }
        at = at.max(cue.end);
    }
    if at < evidence.end {
        pieces.push(Span::new(at, evidence.end));
    }
    pieces
}

fn live_mentions(document: &Document) -> impl Iterator<Item = &Mention> {
    document.mentions().map(AsRef::as_ref).filter(|m| m.status.is_live())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{mention_of, suggested};
    use super::{Highlight, Item, Part};
    use crate::annotation::StanceId;

    #[test]
    fn a_stance_lights_its_holder_its_target_and_its_sentence() {
        let document = suggested("[Ana|PERSON] {backed|Ana|favor|Bo} [Bo|PERSON] and [Bo|PERSON].", 90);
        let lit = Highlight::of(&document, Some(&Item::Stance(StanceId::numbered(1))));
        assert_eq!(lit.parts.get(&mention_of(&document, "Ana")), Some(&Part::Holder));
        let parts: Vec<Part> = lit.parts.values().copied().collect();
        assert_eq!(parts, [Part::Holder, Part::Target, Part::Same], "only the nearest is called the target");
        let shown: Vec<_> = lit.evidence.iter().filter_map(|span| document.article().slice(*span)).collect();
        assert_eq!(shown, ["Ana ", " Bo and Bo."]);
    }
}
