//! A reader's notes and doubts.

use crate::annotation::{Entity, Mention, Stance};
use crate::document::recorder::Recorder;
use crate::document::{About, AnnotationId, EditError};

pub fn note(to: &mut Recorder, of: &AnnotationId, note: Option<&String>) -> Result<(), EditError> {
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
pub fn doubt(to: &mut Recorder, of: &AnnotationId, is_doubtful: bool) -> Result<(), EditError> {
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
