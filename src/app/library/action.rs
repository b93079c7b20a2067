//! What can happen to the library, and what it asks of the browser.

use super::card::{ArticleId, Card, Marks, Stage};
use super::list::Sort;
use super::{Failure, Persistence, WorkKind};

/// Something that happened to the library.
#[derive(Clone, Debug, PartialEq)]
pub enum LibraryAction {
    Shown,
    Hidden,
    SearchTyped(String),
    StageChosen(Option<Stage>),
    TagChosen(Option<String>),
    SortChosen(Sort),
    RemovedShown(bool),
    RowChosen(ArticleId),
    DoneToggled(ArticleId),
    TagAdded {
        id: ArticleId,
        tag: String,
    },
    TagTaken {
        id: ArticleId,
        tag: String,
    },
    Renamed {
        id: ArticleId,
        title: String,
    },
    Removed(ArticleId),
    BroughtBack(ArticleId),
    FolderWanted,
    TaggingWanted,
    ArchiveWanted(Archive),
    WorkStopped,
    ReportDismissed,
    PersistenceWanted,

    /// The store has these cards now.
    CardsChanged(Vec<(ArticleId, Card)>),
    TextsLoaded(Vec<(ArticleId, String)>),
    WorkBegan {
        kind: WorkKind,
        n_all: usize,
    },
    WorkMoved {
        n_done: usize,
        n_all: usize,
        failures: Vec<Failure>,
    },
    WorkEnded {
        was_stopped: bool,
        /// The articles that came, where some were added.
        added: Vec<ArticleId>,
    },
    PersistenceKnown(Persistence),
    /// The last session ended without the page being closed; this is the article that was open.
    CrashNoticed(ArticleId),
    /// Whether this tab may edit the article. `was_taken`: the reader had asked for it.
    HoldKnown {
        id: ArticleId,
        is_ours: bool,
        was_taken: bool,
    },
    /// Another tab asks for the article.
    HoldWanted(ArticleId),
    TakeOverChosen,
    /// Another tab has written to the article.
    ChangedElsewhere(ArticleId),
}

/// All articles in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Archive {
    Zip,
    JsonLines,
}

/// Something that the library asks of the browser.
#[derive(Clone, Debug, PartialEq)]
pub enum LibraryEffect {
    LoadTexts,
    SetMarks {
        id: ArticleId,
        marks: Marks,
    },
    Rename {
        id: ArticleId,
        title: String,
    },
    /// The article was written to a file when its journal had this many entries.
    NoteFile {
        id: ArticleId,
        n_entries: usize,
    },
    PickFolder,
    TagAll(Vec<ArticleId>),
    Export {
        ids: Vec<ArticleId>,
        archive: Archive,
    },
    StopWork,
    Persist,
    /// This tab works on the article now, or on none that is stored.
    Hold(Option<ArticleId>),
    TakeOver(ArticleId),
    /// Another tab may have the article.
    GiveUp(ArticleId),
    /// Another tab has changed the article: its card is read anew.
    Follow(ArticleId),
}
