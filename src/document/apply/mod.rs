//! The only writer: what each edit does to a document.

mod entity;
mod mention;
mod remark;
mod stance;

use super::recorder::Recorder;
use super::retag::retag;
use super::{About, Change, Document, Edit, EditError};
use crate::annotation::{By, Entity, Status};

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
        Edit::AddMention { span, label, entity } => mention::add(to, *span, label, entity),
        Edit::RelabelMention { mention, label } => mention::relabel(to, mention, label),
        Edit::RespanMention { mention, span } => mention::revise(to, mention, |claim| claim.span = *span),
        Edit::ReassignMention { mention, entity } => mention::reassign(to, mention, entity),
        Edit::ConfirmMention { mention } => mention::confirm(to, mention),
        Edit::RejectMention { mention } => mention::reject(to, mention),
        Edit::RenameEntity { entity, name } => entity::rename(to, entity, name),
        Edit::RelabelEntity { entity, label } => entity::relabel(to, entity, label),
        Edit::Affiliate { entity, affiliation } => entity::affiliate(to, entity, affiliation.as_ref()),
        Edit::LinkEntity { entity, link } => {
            let entity = to.entity(entity)?;
            to.put_entity(Entity { link: link.clone().filter(|link| !link.is_empty()), ..entity })
        }
        Edit::MergeEntities { from, into } => entity::merge(to, from, into),
        Edit::AddStance { holder, target, polarity, cue } => stance::add(to, holder, target, *polarity, *cue),
        Edit::SetHolder { stance, holder } => stance::revise(to, stance, |claim| claim.holder = holder.clone()),
        Edit::SetTarget { stance, target } => stance::revise(to, stance, |claim| claim.target = target.clone()),
        Edit::SetPolarity { stance, polarity } => stance::revise(to, stance, |claim| claim.polarity = *polarity),
        Edit::SetCue { stance, cue } => {
            let evidence = stance::evidence(to, *cue)?;
            stance::revise(to, stance, |claim| {
                claim.cue = *cue;
                claim.evidence = evidence;
            })
        }
        Edit::ConfirmStance { stance } => stance::confirm(to, stance),
        Edit::RejectStance { stance } => stance::reject(to, stance),
        Edit::SetNote { of, note } => remark::note(to, of, note.as_ref().filter(|note| !note.trim().is_empty())),
        Edit::SetDoubt { of, is_doubtful } => remark::doubt(to, of, *is_doubtful),
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

/// Status and `was` of an annotation that said `before` and now says `now`. What was suggested first is kept; coming
/// back to it is a confirmation.
fn after_revision<C: PartialEq>(by: By, was: Option<C>, before: C, now: &C) -> (Status, Option<C>) {
    if by == By::Reader {
        return (Status::Added, None);
    }
    let was = was.unwrap_or(before);
    if was == *now { (Status::Confirmed, None) } else { (Status::Corrected, Some(was)) }
}

const fn confirmed(by: By, is_changed: bool) -> Status {
    match (by, is_changed) {
        (By::Reader, _) => Status::Added,
        (_, true) => Status::Corrected,
        (_, false) => Status::Confirmed,
    }
}
