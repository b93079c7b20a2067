//! The only writer: what each edit does to a document.

use super::recorder::Recorder;
use super::retag::retag;
use super::{About, AnnotationId, Change, Document, Edit, EditError, EntityChoice};
use crate::annotation::{
    By, Entity, EntityId, Extra, Label, Mention, MentionClaim, MentionId, Origin, Polarity, Stance, StanceClaim,
    StanceId, Status, Target,
};
use crate::text::Span;

/// The document after `edit`, and what the edit changed.
///
/// # Errors
/// When the edit does not fit the document; a batch is made whole or not at all.
pub fn apply(document: &Document, edit: &Edit) -> Result<(Document, Change), EditError> {
    let mut recorder = Recorder::new(document);
    make(&mut recorder, edit)?;
    Ok(recorder.finish())
}

fn make(to: &mut Recorder, edit: &Edit) -> Result<(), EditError> {
    match edit {
        Edit::AddMention { span, label, entity } => add_mention(to, *span, label, entity),
        Edit::RelabelMention { mention, label } => relabel_mention(to, mention, label),
        Edit::RespanMention { mention, span } => revise_mention(to, mention, |claim| claim.span = *span),
        Edit::ReassignMention { mention, entity } => reassign_mention(to, mention, entity),
        Edit::ConfirmMention { mention } => confirm_mention(to, mention),
        Edit::RejectMention { mention } => reject_mention(to, mention),
        Edit::RenameEntity { entity, name } => rename_entity(to, entity, name),
        Edit::RelabelEntity { entity, label } => relabel_entity(to, entity, label),
        Edit::Affiliate { entity, affiliation } => affiliate(to, entity, affiliation.as_ref()),
        Edit::LinkEntity { entity, link } => {
            let entity = to.entity(entity)?;
            to.put_entity(Entity { link: link.clone(), ..entity })
        }
        Edit::MergeEntities { from, into } => merge_entities(to, from, into),
        Edit::AddStance { holder, target, polarity, cue } => add_stance(to, holder, target, *polarity, *cue),
        Edit::SetHolder { stance, holder } => revise_stance(to, stance, |claim| claim.holder = holder.clone()),
        Edit::SetTarget { stance, target } => revise_stance(to, stance, |claim| claim.target = target.clone()),
        Edit::SetPolarity { stance, polarity } => revise_stance(to, stance, |claim| claim.polarity = *polarity),
        Edit::SetCue { stance, cue } => {
            let evidence = evidence(to, *cue)?;
            revise_stance(to, stance, |claim| {
                claim.cue = *cue;
                claim.evidence = evidence;
            })
        }
        Edit::ConfirmStance { stance } => confirm_stance(to, stance),
        Edit::RejectStance { stance } => reject_stance(to, stance),
        Edit::SetNote { of, note } => set_note(to, of, note.as_ref().filter(|note| !note.trim().is_empty())),
        Edit::SetDoubt { of, is_doubtful } => set_doubt(to, of, *is_doubtful),
        Edit::Retitle { title } => {
            let about = to.document().about();
            if about.title != *title {
                let about = About { title: title.clone(), ..about.clone() };
                to.set_about(about);
            }
            Ok(())
        }
        Edit::Retag { analysis } => retag(to, analysis),
        Edit::Batch { edits, .. } => edits.iter().try_for_each(|edit| make(to, edit)),
    }
}

fn add_mention(to: &mut Recorder, span: Span, label: &Label, choice: &EntityChoice) -> Result<(), EditError> {
    let same = to.document().mentions().find(|m| m.claim.span == span && m.claim.label == *label).cloned();
    if let Some(same) = same {
        // A rejected suggestion that the reader marks again was right after all.
        return if same.status.is_live() {
            Err(EditError::AlreadyMarked(same.id.clone()))
        } else {
            confirm_mention(to, &same.id)
        };
    }
    let entity = choose_entity(to, choice, span, label)?;
    let mention = Mention {
        id: to.free_mention_id(),
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
        id: to.free_entity_id(),
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
fn revise_mention(to: &mut Recorder, id: &MentionId, revise: impl FnOnce(&mut MentionClaim)) -> Result<(), EditError> {
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

/// Status and `was` of an annotation that said `before` and now says `now`. What was suggested first is kept; coming
/// back to it is a confirmation.
fn after_revision<C: PartialEq>(by: By, was: Option<C>, before: C, now: &C) -> (Status, Option<C>) {
    if by == By::Reader {
        return (Status::Added, None);
    }
    let was = was.unwrap_or(before);
    if was == *now { (Status::Confirmed, None) } else { (Status::Corrected, Some(was)) }
}

fn relabel_mention(to: &mut Recorder, id: &MentionId, label: &Label) -> Result<(), EditError> {
    let mention = to.mention(id)?;
    revise_mention(to, id, |claim| claim.label = label.clone())?;
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

fn reassign_mention(to: &mut Recorder, id: &MentionId, choice: &EntityChoice) -> Result<(), EditError> {
    let claim = to.mention(id)?.claim;
    let entity = choose_entity(to, choice, claim.span, &claim.label)?;
    revise_mention(to, id, |claim| claim.entity = entity)
}

fn confirm_mention(to: &mut Recorder, id: &MentionId) -> Result<(), EditError> {
    let mention = to.mention(id)?;
    let status = confirmed(mention.origin.by, mention.was.is_some());
    to.put_mention(Mention { status, ..mention })
}

const fn confirmed(by: By, is_changed: bool) -> Status {
    match (by, is_changed) {
        (By::Reader, _) => Status::Added,
        (_, true) => Status::Corrected,
        (_, false) => Status::Confirmed,
    }
}

fn reject_mention(to: &mut Recorder, id: &MentionId) -> Result<(), EditError> {
    let mention = to.mention(id)?;
    if mention.origin.by == By::Reader {
        to.remove_mention(id);
        return Ok(());
    }
    to.put_mention(Mention { status: Status::Rejected, ..mention })
}

fn rename_entity(to: &mut Recorder, id: &EntityId, name: &str) -> Result<(), EditError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(EditError::EmptyName);
    }
    let entity = to.entity(id)?;
    to.put_entity(Entity { name: name.to_owned(), ..entity })
}

fn relabel_entity(to: &mut Recorder, id: &EntityId, label: &Label) -> Result<(), EditError> {
    let entity = to.entity(id)?;
    let same_type: Vec<MentionId> = to
        .document()
        .mentions()
        .filter(|m| m.status.is_live() && m.claim.entity.as_ref() == Some(id) && m.claim.label == entity.label)
        .map(|m| m.id.clone())
        .collect();
    for mention in same_type {
        revise_mention(to, &mention, |claim| claim.label = label.clone())?;
    }
    to.put_entity(Entity { label: label.clone(), ..entity })
}

fn affiliate(to: &mut Recorder, id: &EntityId, affiliation: Option<&EntityId>) -> Result<(), EditError> {
    let entity = to.entity(id)?;
    if let Some(affiliation) = affiliation {
        let document = to.document();
        let mut at = Some(affiliation);
        for _ in 0..=document.entities().len() {
            match at {
                Some(next) if next == id => return Err(EditError::AffiliationCircle),
                Some(next) => at = document.entity(next).and_then(|e| e.affiliation.as_ref()),
                None => break,
            }
        }
    }
    to.put_entity(Entity { affiliation: affiliation.cloned(), ..entity })
}

fn merge_entities(to: &mut Recorder, from: &EntityId, into: &EntityId) -> Result<(), EditError> {
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
            reject_stance(to, &id)?;
            continue;
        }
        if stance.origin.by != By::Reader && stance.was.is_none() {
            stance.was = Some(before);
        }
        to.put_stance(stance)?;
    }
    Ok(())
}

fn add_stance(
    to: &mut Recorder,
    holder: &EntityId,
    target: &Target,
    polarity: Polarity,
    cue: Span,
) -> Result<(), EditError> {
    if target.entity() == Some(holder) {
        return Err(EditError::SelfStance);
    }
    let evidence = evidence(to, cue)?;
    let claim = StanceClaim { holder: holder.clone(), target: target.clone(), polarity, cue, evidence };
    let same = to.document().stances().find(|s| s.claim == claim).cloned();
    if let Some(same) = same {
        return confirm_stance(to, &same.id);
    }
    let stance = Stance {
        id: to.free_stance_id(),
        claim,
        status: Status::Added,
        origin: Origin::reader(),
        was: None,
        note: None,
        is_doubtful: false,
        extra: Extra::new(),
    };
    to.put_stance(stance)
}

fn evidence(to: &Recorder, cue: Span) -> Result<Span, EditError> {
    to.document().check_span(cue, || "cue".to_owned())?;
    Ok(to.document().sentence_around(cue))
}

fn revise_stance(to: &mut Recorder, id: &StanceId, revise: impl FnOnce(&mut StanceClaim)) -> Result<(), EditError> {
    let mut stance = to.stance(id)?;
    let before = stance.claim.clone();
    revise(&mut stance.claim);
    if stance.claim == before {
        return Ok(());
    }
    if stance.claim.target.entity() == Some(&stance.claim.holder) {
        return Err(EditError::SelfStance);
    }
    (stance.status, stance.was) = after_revision(stance.origin.by, stance.was, before, &stance.claim);
    to.put_stance(stance)
}

fn confirm_stance(to: &mut Recorder, id: &StanceId) -> Result<(), EditError> {
    let stance = to.stance(id)?;
    let status = confirmed(stance.origin.by, stance.was.is_some());
    to.put_stance(Stance { status, ..stance })
}

fn reject_stance(to: &mut Recorder, id: &StanceId) -> Result<(), EditError> {
    let stance = to.stance(id)?;
    if stance.origin.by == By::Reader {
        to.remove_stance(id);
        return Ok(());
    }
    to.put_stance(Stance { status: Status::Rejected, ..stance })
}

fn set_note(to: &mut Recorder, of: &AnnotationId, note: Option<&String>) -> Result<(), EditError> {
    let note = note.cloned();
    match of {
        AnnotationId::Mention(id) => {
            let mention = to.mention(id)?;
            to.put_mention(Mention { note, ..mention })
        }
        AnnotationId::Entity(id) => {
            let entity = to.entity(id)?;
            to.put_entity(Entity { note, ..entity })
        }
        AnnotationId::Stance(id) => {
            let stance = to.stance(id)?;
            to.put_stance(Stance { note, ..stance })
        }
        AnnotationId::Article => {
            let about = to.document().about();
            if about.note != note {
                let about = About { note, ..about.clone() };
                to.set_about(about);
            }
            Ok(())
        }
    }
}

/// Only mentions and stances can be doubted; for anything else this does nothing.
fn set_doubt(to: &mut Recorder, of: &AnnotationId, is_doubtful: bool) -> Result<(), EditError> {
    match of {
        AnnotationId::Mention(id) => {
            let mention = to.mention(id)?;
            to.put_mention(Mention { is_doubtful, ..mention })
        }
        AnnotationId::Stance(id) => {
            let stance = to.stance(id)?;
            to.put_stance(Stance { is_doubtful, ..stance })
        }
        AnnotationId::Entity(_) | AnnotationId::Article => Ok(()),
    }
}
