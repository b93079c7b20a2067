//! An article in progress as the browser keeps it: the document it started from and every step since, so that undo
//! and redo survive a reload. In: an open article; out: a record, and back.

use crate::document::{Document, Edit, History};
use crate::format;
use serde::{Deserialize, Serialize};

/// A record of the browser's store.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub info: DraftInfo,
    /// The document before the first step, in the native format; `None` if the store has it already.
    pub base: Option<String>,
    pub journal: Journal,
}

/// What the list of recent articles shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DraftInfo {
    pub id: String,
    pub title: String,
    pub n_steps: usize,
    /// Milliseconds since 1970, written by the store.
    #[serde(default)]
    pub changed_at: f64,
}

/// The steps since the base: first those that hold, then those that were taken back, in the order in which they were
/// made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Journal {
    pub edits: Vec<Edit>,
    pub n_undone: usize,
}

impl Journal {
    #[must_use]
    pub fn of(history: &History) -> Self {
        let past = history.past().iter();
        let future = history.future().iter().rev();
        Self { edits: past.chain(future).map(|step| step.edit.clone()).collect(), n_undone: history.future().len() }
    }

    /// Makes the steps again. Returns the document, its history, and how many steps could not be made.
    #[must_use]
    pub fn replay(&self, base: &Document) -> (Document, History, usize) {
        let mut document = base.clone();
        let mut history = History::default();
        let mut n_made = 0;
        for edit in &self.edits {
            if !matches!(history.make(&mut document, edit.clone()), Ok(true)) {
                break;
            }
            n_made += 1;
        }
        let n_lost = self.edits.len() - n_made;
        for _ in n_lost..self.n_undone {
            history.undo(&mut document);
        }
        (document, history, n_lost)
    }
}

/// The document of a base record.
///
/// # Errors
/// Why the record cannot be read, for the reader.
pub fn base(record: &str) -> Result<Document, String> {
    format::from_json(record).map_err(|error| error.to_string())
}

/// A document as a base record.
#[must_use]
pub fn record(document: &Document) -> String {
    format::to_json(document)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{document_of, mention_of};
    use super::Journal;
    use crate::annotation::Label;
    use crate::document::Edit;

    #[test]
    fn undo_and_redo_survive_a_reload() {
        let (base, mut history) = document_of("[Ana|PERSON] met [Bo|PERSON].");
        let mut document = base.clone();
        let (ana, bo) = (mention_of(&base, "Ana"), mention_of(&base, "Bo"));
        for edit in [
            Edit::RelabelMention { mention: ana.clone(), label: Label::ORG },
            Edit::RejectMention { mention: bo },
            Edit::RelabelMention { mention: ana, label: Label::GPE },
        ] {
            history.make(&mut document, edit).expect("fits");
        }
        history.undo(&mut document);
        history.undo(&mut document);
        let json = serde_json::to_string(&Journal::of(&history)).expect("serialises");
        let journal: Journal = serde_json::from_str(&json).expect("reads what it wrote");
        let (mut again, mut same_history, n_lost) = journal.replay(&base);
        assert_eq!((n_lost, &again, &same_history), (0, &document, &history));
        same_history.redo(&mut again);
        assert!(again.mentions().len() == 1, "what was undone first can be redone first");
    }
}
