//! Edits of stances.

use super::{after_revision, confirmed};
use crate::annotation::{By, EntityId, Extra, Origin, Polarity, Stance, StanceClaim, StanceId, Status, Target};
use crate::document::EditError;
use crate::document::recorder::Recorder;
use crate::text::Span;

pub fn add(
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
        return confirm(to, &same.id);
    }
    let stance = Stance {
        id: to.new_stance_id(),
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

pub fn evidence(to: &Recorder, cue: Span) -> Result<Span, EditError> {
    to.document().check_span(cue, || "cue".to_owned())?;
    Ok(to.document().sentence_around(cue))
}

pub fn revise(to: &mut Recorder, id: &StanceId, revise: impl FnOnce(&mut StanceClaim)) -> Result<(), EditError> {
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

pub fn confirm(to: &mut Recorder, id: &StanceId) -> Result<(), EditError> {
    let stance = to.stance(id)?;
    let status = confirmed(stance.origin.by, stance.was.is_some());
    to.put_stance(Stance { status, ..stance })
}

pub fn reject(to: &mut Recorder, id: &StanceId) -> Result<(), EditError> {
    let stance = to.stance(id)?;
    if stance.origin.by == By::Reader {
        to.remove_stance(id);
        return Ok(());
    }
    to.put_stance(Stance { status: Status::Rejected, ..stance })
}
