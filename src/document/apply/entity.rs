//! Edits of entities, and what follows from them for mentions and stances.

use super::{after_revision, mention, stance};
use crate::annotation::{By, Entity, EntityId, Label, Mention, MentionId, StanceId, Target};
use crate::document::recorder::Recorder;
use crate::document::{Document, EditError};

pub fn rename(to: &mut Recorder, id: &EntityId, name: &str) -> Result<(), EditError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(EditError::EmptyName);
    }
    let entity = to.entity(id)?;
    to.put_entity(Entity { name: name.to_owned(), ..entity })
}

pub fn relabel(to: &mut Recorder, id: &EntityId, label: &Label) -> Result<(), EditError> {
    let entity = to.entity(id)?;
    let same_type: Vec<MentionId> = to
        .document()
        .mentions()
        .filter(|m| m.status.is_live() && m.claim.entity.as_ref() == Some(id) && m.claim.label == entity.label)
        .map(|m| m.id.clone())
        .collect();
    for mention in same_type {
        mention::revise(to, &mention, |claim| claim.label = label.clone())?;
    }
    to.put_entity(Entity { label: label.clone(), ..entity })
}

pub fn affiliate(to: &mut Recorder, id: &EntityId, affiliation: Option<&EntityId>) -> Result<(), EditError> {
    let entity = to.entity(id)?;
    if affiliation.is_some() && leads_to(to.document(), affiliation, id) {
        return Err(EditError::AffiliationCircle);
    }
    to.put_entity(Entity { affiliation: affiliation.cloned(), ..entity })
}

pub fn merge(to: &mut Recorder, from: &EntityId, into: &EntityId) -> Result<(), EditError> {
    if from == into {
        return Ok(());
    }
    let (gone, mut kept) = (to.entity(from)?, to.entity(into)?);
    let moved: Vec<MentionId> =
        to.document().mentions().filter(|m| m.claim.entity.as_ref() == Some(from)).map(|m| m.id.clone()).collect();
    for id in moved {
        let mut mention = to.mention(&id)?;
        let before = mention.claim.clone();
        mention.claim.entity = Some(into.clone());
        let (status, was) = after_revision(mention.origin.by, mention.was, before, &mention.claim);
        // What was rejected stays so; its entity only follows.
        let status = if mention.status.is_live() { status } else { mention.status };
        to.put_mention(Mention { status, was, ..mention })?;
    }
    merge_stances(to, from, into)?;
    let sides: Vec<EntityId> = to
        .document()
        .entities()
        .filter(|e| e.affiliation.as_ref() == Some(from) && e.id != *into)
        .map(|e| e.id.clone())
        .collect();
    for id in sides {
        let entity = to.entity(&id)?;
        to.put_entity(Entity { affiliation: Some(into.clone()), ..entity })?;
    }
    if kept.affiliation.as_ref() == Some(from) {
        kept.affiliation = None;
    }
    kept.link = kept.link.or_else(|| gone.link.clone());
    if kept.affiliation.is_none() && !leads_to(to.document(), gone.affiliation.as_ref(), into) {
        kept.affiliation.clone_from(&gone.affiliation);
    }
    to.put_entity(kept)?;
    to.put_entity(Entity { affiliation: None, ..gone })
}

/// Whether the chain of affiliations that starts at `from` comes to `to`, or runs in a circle.
fn leads_to(document: &Document, from: Option<&EntityId>, to: &EntityId) -> bool {
    let mut at = from;
    for _ in 0..=document.entities().len() {
        match at {
            Some(id) if id == to => return true,
            Some(id) => at = document.entity(id).and_then(|e| e.affiliation.as_ref()),
            None => return false,
        }
    }
    true
}

/// Stances follow their entities. That is no decision about the stance, so its status stays, but what had been
/// suggested is kept. A stance of the merged entity with itself is none.
fn merge_stances(to: &mut Recorder, from: &EntityId, into: &EntityId) -> Result<(), EditError> {
    let moved: Vec<StanceId> = to
        .document()
        .stances()
        .filter(|s| s.claim.holder == *from || s.claim.target.entity() == Some(from))
        .map(|s| s.id.clone())
        .collect();
    for id in moved {
        let mut stance = to.stance(&id)?;
        let before = stance.claim.clone();
        if stance.claim.holder == *from {
            stance.claim.holder = into.clone();
        }
        if stance.claim.target.entity() == Some(from) {
            stance.claim.target = Target::Entity(into.clone());
        }
        if stance.claim.target.entity() == Some(&stance.claim.holder) {
            stance::reject(to, &id)?;
            continue;
        }
        if stance.origin.by != By::Reader && stance.was.is_none() {
            stance.was = Some(before);
        }
        to.put_stance(stance)?;
    }
    Ok(())
}
