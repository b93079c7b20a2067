//! The steps that led to the present document, and those that were taken back.

use super::{Change, Document, Edit, EditError, apply};

/// One step: the edit and what it changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub edit: Edit,
    pub change: Change,
}

/// Undo and redo without limit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
}

impl History {
    /// Makes `edit` and remembers it. An edit that changes nothing is not remembered, and what had been undone
    /// stays redoable. Returns whether the document changed.
    ///
    /// # Errors
    /// When the edit cannot be made; document and history are then as they were.
    pub fn make(&mut self, document: &mut Document, edit: Edit) -> Result<bool, EditError> {
        let (next, change) = apply(document, &edit)?;
        if change.is_empty() {
            return Ok(false);
        }
        *document = next;
        self.future.clear();
        self.past.push(Step { edit, change });
        Ok(true)
    }

    /// Takes the last step back and returns it.
    pub fn undo(&mut self, document: &mut Document) -> Option<&Step> {
        let step = self.past.pop()?;
        step.change.inverse().make(document);
        self.future.push(step);
        self.future.last()
    }

    /// Makes the step again that was taken back last, and returns it.
    pub fn redo(&mut self, document: &mut Document) -> Option<&Step> {
        let step = self.future.pop()?;
        step.change.make(document);
        self.past.push(step);
        self.past.last()
    }

    /// The steps taken, oldest first.
    #[must_use]
    pub fn past(&self) -> &[Step] {
        &self.past
    }

    /// The steps taken back; the last is the next to be redone.
    #[must_use]
    pub fn future(&self) -> &[Step] {
        &self.future
    }
}
