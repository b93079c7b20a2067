//! The journal: everything that was done to a document since it was opened, as data. A document is its base and
//! its journal; appending one entry is all that an edit costs to keep.

use super::{Document, Edit, EditError, History};
use serde::{Deserialize, Serialize};

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Entry {
    Made(Edit),
    Undone,
    Redone,
}

/// What a journal led to. Where an entry did not fit, it and all later ones were left out.
#[derive(Clone, Debug)]
pub struct Replay {
    pub document: Document,
    pub history: History,
    /// How many entries were replayed.
    pub n_replayed: usize,
    /// Why the entry after those did not fit.
    pub refused: Option<EditError>,
}

/// Does to `base` what `entries` say, in their order. The outcome is the same on every machine.
#[must_use]
pub fn replay(base: Document, entries: impl IntoIterator<Item = Entry>) -> Replay {
    let mut replay = Replay { document: base, history: History::default(), n_replayed: 0, refused: None };
    for entry in entries {
        match entry {
            Entry::Made(edit) => {
                if let Err(error) = replay.history.make(&mut replay.document, edit) {
                    replay.refused = Some(error);
                    break;
                }
            }
            // An entry that finds nothing to take back or make again changes nothing, as it did when it was written.
            Entry::Undone => drop(replay.history.undo(&mut replay.document).is_some()),
            Entry::Redone => drop(replay.history.redo(&mut replay.document).is_some()),
        }
        replay.n_replayed += 1;
    }
    replay
}

#[cfg(test)]
mod tests {
    use super::{Entry, replay};
    use crate::annotation::MentionId;
    use crate::document::Edit;
    use crate::document::fixture::{document, lines};

    #[test]
    fn a_replayed_journal_leads_to_the_document_and_its_undo_steps() {
        let base = document("[Ankara|GPE:turkey] rebuked [Moscow|GPE:russia].", &[]);
        let reject = |n| Entry::Made(Edit::RejectMention { mention: MentionId::numbered(n) });
        let mut after = replay(base.clone(), [reject(1), reject(2), Entry::Undone]);
        assert_eq!(lines(&after.document), ["Moscow GPE russia suggested"]);
        assert_eq!((after.n_replayed, &after.refused), (3, &None));
        after.history.undo(&mut after.document);
        assert_eq!(after.document, base);
    }

    #[test]
    fn an_entry_that_does_not_fit_ends_the_replay_and_loses_nothing_before_it() {
        let base = document("[Ankara|GPE:turkey] rebuked [Moscow|GPE:russia].", &[]);
        let reject = |n| Entry::Made(Edit::RejectMention { mention: MentionId::numbered(n) });
        let after = replay(base, [reject(1), reject(9), reject(2)]);
        assert_eq!(after.n_replayed, 1);
        assert!(after.refused.is_some());
        assert_eq!(lines(&after.document), ["Moscow GPE russia suggested"]);
    }
}
