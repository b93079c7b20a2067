//! Edits of mentions.

use super::{after_revision, confirmed};
use crate::annotation::{By, Entity, EntityId, Extra, Label, Mention, MentionClaim, MentionId, Origin, Status};
use crate::document::recorder::Recorder;
use crate::document::{Document, EditError, EntityChoice};
use crate::text::Span;

pub fn add(to: &mut Recorder, span: Span, label: &Label, choice: &EntityChoice) -> Result<(), EditError> {
    let same = to.document().mentions().find(|m| m.claim.span == span && m.claim.label == *label).cloned();
    if let Some(same) = same {
        // A rejected suggestion that the reader marks again was right after all.
        return if same.status.is_live() {
            Err(EditError::AlreadyMarked(same.id.clone()))
        } else {
            confirm(to, &same.id)
        };
    }
    let entity = choose_entity(to, choice, span, label)?;
    let mention = Mention {
        id: to.new_mention_id(),
        claim: MentionClaim { span, label: label.clone(), entity },
        status: Status::Added,
        origin: Origin::reader(),
        was: None,
        note: None,
        is_doubtful: false,
        extra: Extra::new(),
    };
    to.put_mention(mention)
}

/// The entity that `choice` means for a mention of `span`; makes it where it is new.
fn choose_entity(
    to: &mut Recorder,
    choice: &EntityChoice,
    span: Span,
    label: &Label,
) -> Result<Option<EntityId>, EditError> {
    match choice {
        EntityChoice::Without => return Ok(None),
        EntityChoice::This(id) => return to.entity(id).map(|entity| Some(entity.id)),
        EntityChoice::ByName => {
            if let Some(id) = entity_by_name(to.document(), span) {
                return Ok(Some(id));
            }
        }
        EntityChoice::New => {}
    }
    let name = to.document().article().slice(span).unwrap_or_default().trim().to_owned();
    if name.is_empty() {
        return Err(EditError::EmptyName);
    }
    let entity = Entity {
        id: to.new_entity_id(),
        name,
        label: label.clone(),
        link: None,
        affiliation: None,
        note: None,
        extra: Extra::new(),
    };
    let id = entity.id.clone();
    to.put_entity(entity)?;
    Ok(Some(id))
}

fn entity_by_name(document: &Document, span: Span) -> Option<EntityId> {
    let article = document.article();
    let name = article.slice(span)?.trim().to_lowercase();
    let by_mention = document
        .mentions()
        .filter(|m| m.status.is_live())
        .filter(|m| article.slice(m.claim.span).is_some_and(|text| text.to_lowercase() == name))
        .find_map(|m| m.claim.entity.clone());
    by_mention.or_else(|| document.entities().find(|e| e.name.to_lowercase() == name).map(|e| e.id.clone()))
}

/// Changes what a mention says, with the status that follows from it.
pub fn revise(to: &mut Recorder, id: &MentionId, revise: impl FnOnce(&mut MentionClaim)) -> Result<(), EditError> {
    let mut mention = to.mention(id)?;
    let before = mention.claim.clone();
    revise(&mut mention.claim);
    if mention.claim == before {
        return Ok(());
    }
    let twin = to.document().mentions().find(|m| {
        m.id != *id && m.status.is_live() && m.claim.span == mention.claim.span && m.claim.label == mention.claim.label
    });
    if let Some(twin) = twin {
        return Err(EditError::AlreadyMarked(twin.id.clone()));
    }
    (mention.status, mention.was) = after_revision(mention.origin.by, mention.was, before, &mention.claim);
    to.put_mention(mention)
}

pub fn relabel(to: &mut Recorder, id: &MentionId, label: &Label) -> Result<(), EditError> {
    let mention = to.mention(id)?;
    revise(to, id, |claim| claim.label = label.clone())?;
    let Some(entity_id) = mention.claim.entity else { return Ok(()) };
    let is_alone = !to
        .document()
        .mentions()
        .any(|m| m.id != *id && m.status.is_live() && m.claim.entity.as_ref() == Some(&entity_id));
    if is_alone {
        let entity = to.entity(&entity_id)?;
        to.put_entity(Entity { label: label.clone(), ..entity })?;
    }
    Ok(())
}

pub fn reassign(to: &mut Recorder, id: &MentionId, choice: &EntityChoice) -> Result<(), EditError> {
    let claim = to.mention(id)?.claim;
    let entity = choose_entity(to, choice, claim.span, &claim.label)?;
    revise(to, id, |claim| claim.entity = entity)
}

pub fn confirm(to: &mut Recorder, id: &MentionId) -> Result<(), EditError> {
    let mention = to.mention(id)?;
    let status = confirmed(mention.origin.by, mention.was.is_some());
    to.put_mention(Mention { status, ..mention })
}

pub fn reject(to: &mut Recorder, id: &MentionId) -> Result<(), EditError> {
    let mention = to.mention(id)?;
    if mention.origin.by == By::Reader {
        to.remove_mention(id);
        return Ok(());
    }
    to.put_mention(Mention { status: Status::Rejected, ..mention })
}
