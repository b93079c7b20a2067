//! Writes to a document and remembers what it replaced.

use super::change::{Change, Swap};
use super::table::Item;
use super::{About, Document, EditError};
use crate::annotation::{Entity, EntityId, Mention, MentionId, Stance, StanceId};
use std::sync::Arc;

/// A document under change. [`Self::finish`] gives the document back with the change that led to it; dropping the
/// recorder leaves the original untouched.
pub struct Recorder {
    document: Document,
    change: Change,
    free: Free,
}

/// The next free number of each kind of id, found once for an edit.
#[derive(Clone, Copy)]
struct Free {
    mention: usize,
    entity: usize,
    stance: usize,
}

impl Recorder {
    pub fn new(document: &Document) -> Self {
        let free = Free {
            mention: document.mentions.free_number(),
            entity: document.entities.free_number(),
            stance: document.stances.free_number(),
        };
        Self { document: document.clone(), change: Change::default(), free }
    }

    pub fn finish(mut self) -> (Document, Change) {
        self.document.mentions.sort();
        self.document.entities.sort();
        self.document.stances.sort();
        (self.document, self.change)
    }

    /// The document so far. Its items may be out of order until [`Self::finish`].
    pub const fn document(&self) -> &Document {
        &self.document
    }

    pub fn mention(&self, id: &MentionId) -> Result<Mention, EditError> {
        let found = self.document.mention(id).ok_or_else(|| EditError::UnknownMention(id.clone()))?;
        Ok(Mention::clone(found))
    }

    pub fn entity(&self, id: &EntityId) -> Result<Entity, EditError> {
        let found = self.document.entity(id).ok_or_else(|| EditError::UnknownEntity(id.clone()))?;
        Ok(Entity::clone(found))
    }

    pub fn stance(&self, id: &StanceId) -> Result<Stance, EditError> {
        let found = self.document.stance(id).ok_or_else(|| EditError::UnknownStance(id.clone()))?;
        Ok(Stance::clone(found))
    }

    pub fn put_mention(&mut self, mention: Mention) -> Result<(), EditError> {
        self.document.check_mention(&mention)?;
        let after = Some(Arc::new(mention));
        record(&mut self.document.mentions, &mut self.change.mentions, after);
        Ok(())
    }

    pub fn put_entity(&mut self, entity: Entity) -> Result<(), EditError> {
        if let Some(affiliation) = &entity.affiliation {
            self.document.check_entity_id(affiliation, || format!("entity {}", entity.id))?;
        }
        let after = Some(Arc::new(entity));
        record(&mut self.document.entities, &mut self.change.entities, after);
        Ok(())
    }

    pub fn put_stance(&mut self, stance: Stance) -> Result<(), EditError> {
        self.document.check_stance(&stance)?;
        let after = Some(Arc::new(stance));
        record(&mut self.document.stances, &mut self.change.stances, after);
        Ok(())
    }

    pub fn remove_mention(&mut self, id: &MentionId) {
        let before = self.document.mentions.set(id, None);
        self.change.mentions.push(Swap { before, after: None });
    }

    /// Removes an entity that nothing refers to any more; the caller sees to that.
    pub fn remove_entity(&mut self, id: &EntityId) {
        let before = self.document.entities.set(id, None);
        self.change.entities.push(Swap { before, after: None });
    }

    pub fn remove_stance(&mut self, id: &StanceId) {
        let before = self.document.stances.set(id, None);
        self.change.stances.push(Swap { before, after: None });
    }

    pub fn set_about(&mut self, about: About) {
        let before = std::mem::replace(&mut self.document.about, Arc::new(about));
        let first = self.change.about.take().and_then(|swap| swap.before).unwrap_or(before);
        self.change.about = Some(Swap { before: Some(first), after: Some(Arc::clone(&self.document.about)) });
    }

    pub fn new_mention_id(&mut self) -> MentionId {
        MentionId::numbered(next(&mut self.free.mention))
    }

    pub fn new_entity_id(&mut self) -> EntityId {
        EntityId::numbered(next(&mut self.free.entity))
    }

    pub fn new_stance_id(&mut self) -> StanceId {
        StanceId::numbered(next(&mut self.free.stance))
    }
}

fn next(free: &mut usize) -> usize {
    let number = *free;
    *free += 1;
    number
}

fn record<T: Item>(table: &mut super::Table<T>, swaps: &mut Vec<Swap<T>>, after: Option<Arc<T>>) {
    let Some(item) = &after else { return };
    let id = item.id().clone();
    if table.get(&id) == after.as_ref() {
        return;
    }
    let before = table.set(&id, after.clone());
    swaps.push(Swap { before, after });
}
