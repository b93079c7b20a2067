//! What can happen to the screen, and what the screen asks of the browser. Both are data.

use super::arcs::End;
use super::boundary::Side;
use super::command::Command;
use super::find::FindAction;
use super::highlight::Item;
use super::keymap::Keymap;
use super::learning::{Learning, LearningAction, LearningEffect};
use super::library::{ArticleId, Card, LibraryAction, LibraryEffect};
use super::state::{FileRef, Pair, Show, StanceDraft, Tab, Theme};
use super::words::Language;
use crate::analysis::Analysis;
use crate::document::Edit;
use crate::format::Format;
use crate::text::Span;

/// Something that happened. Named after the fact, not after what should follow.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The page has started; the browser had kept this.
    Started {
        theme: Theme,
        language: Language,
        keys: Keymap,
        /// Where the slider stood, in percent.
        shown_from: Option<u16>,
        latest: Option<Stored>,
        recent: Vec<(ArticleId, Card)>,
        learning: Learning,
        trouble: Option<String>,
    },

    TextPasted {
        text: String,
        html: Option<String>,
    },
    FilesRead(Vec<ReadFile>),
    FilesUnreadable(String),
    RecentChosen(ArticleId),
    RecentLoaded(Stored),
    RecentMissing(String),
    SampleChosen,

    TaggingProgressed {
        id: u64,
        percent: u8,
    },
    TaggingDone {
        id: u64,
        revision: u64,
        analysis: Analysis,
    },
    TaggingStopped {
        id: u64,
    },
    TaggingFailed {
        id: u64,
        reason: String,
    },

    /// The reader selected text. `is_exact`: as it is, not snapped to words.
    TextSelected {
        span: Option<Span>,
        is_exact: bool,
    },
    MarkClicked(Item),
    /// Somewhere in the text where there is no mark.
    TextClicked,
    /// In the panel: go to its place in the text.
    ItemChosen(Item),
    Hovered(Option<Item>),
    EditChosen(Edit),
    /// The reader wants to see this end of the stance that is looked at.
    EndWanted(End),
    /// A boundary of the focused mention or cue is being drawn to this place.
    BoundaryDrawn {
        side: Side,
        at: usize,
        is_exact: bool,
    },
    /// It was let go; `false`: where it had come from.
    BoundaryLet(bool),
    CommandChosen(Command),
    LanguageChosen(Language),
    /// The reader gave a command another key, as [`super::command::Key::written`] writes it.
    KeyGiven {
        command: Command,
        key: String,
    },
    /// A command shall have its own keys again; `None`: all shall.
    KeysReset(Option<Command>),

    StanceDraftChanged(StanceDraft),
    StanceDraftAdded,
    StanceDraftDropped,
    /// A letter on a mark was typed; `is_shifted`: the stance takes the other side than the guessed one.
    HintTyped {
        letter: char,
        is_shifted: bool,
    },
    /// The last letter was taken back.
    HintTakenBack,
    /// The cue of a stance shall be the selected words.
    CueFromSelection(crate::annotation::StanceId),
    OccurrenceToggled(usize),
    OccurrencesAccepted,
    SureAccepted(u16),
    ExportChosen(Format),
    HistoryChosen {
        n_steps: usize,
    },

    /// The slider moves: suggested stances that are less sure than this, in percent, are hidden.
    SurenessMoved(u16),
    /// The slider was let go.
    SurenessChosen(u16),
    TabChosen(Tab),
    /// A number of the table was chosen; `None`: all stances again.
    PairChosen(Option<Pair>),
    ShowChosen(Show),
    SearchTyped(String),
    PanelToggled,
    PopoverClosed,
    DialogClosed,
    NoticeDismissed(u64),

    /// The page may vanish at any moment.
    PageHidden,
    /// The store has the article and `n_entries` of its journal. With the time of day.
    Kept {
        revision: u64,
        id: ArticleId,
        n_entries: usize,
        at: String,
    },
    /// The store took in no more than this.
    KeepFailed {
        revision: u64,
        id: Option<ArticleId>,
        n_entries: usize,
        reason: String,
        /// Another tab has changed the article at the same time.
        is_conflict: bool,
    },
    Library(LibraryAction),
    Find(FindAction),
    Learning(LearningAction),
    FileSaved(FileRef),
    FileNotSaved(String),
}

/// A file that the reader opened, dropped or pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFile {
    pub file: FileRef,
    pub bytes: Vec<u8>,
}

/// Something that the browser must do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    StartTagging {
        id: u64,
        revision: u64,
        text: String,
        /// Less sure stances are not asked for, in percent.
        from: u16,
    },
    StopTagging,
    PickFiles,
    /// The article's own file, as a download.
    SaveFile {
        name: String,
        content: String,
    },
    /// A file for other programs.
    Download {
        name: String,
        content: String,
    },
    /// Into the file that the browser was given permission for.
    WriteFile {
        file: FileRef,
        content: String,
    },
    /// Into the browser's store.
    Keep(Keeping),
    LoadRecent(ArticleId),
    Library(LibraryEffect),
    Learning(LearningEffect),
    SetTheme(Theme),
    SetLanguage(Language),
    /// For the next visit.
    KeepKeys(String),
    /// For the next visit: where the slider stands, in percent.
    KeepShownFrom(u16),
    /// Scrolls the item's place in the text into view.
    Reveal(Item),
    /// Moves the keyboard focus to the item's mark, and scrolls there.
    FocusMark(Item),
    /// Scrolls an end of the stance that is looked at into view.
    RevealEnd(End),
    /// Scrolls a part of the text into view.
    RevealText(Span),
    /// Scrolls the item's card in the panel into view.
    RevealCard(Item),
    /// Moves the keyboard focus to the element of this id.
    FocusElement(&'static str),
    /// Takes the keyboard focus out of the field that has it.
    LeaveField,
    /// Selects text as a reader would.
    SelectText(Span),
    ClearSelection,
    ScrollToTop,
}

impl Effect {
    /// Whether it writes what the reader did into the browser's store: the screen shows it once it is there.
    #[must_use]
    pub const fn is_write(&self) -> bool {
        match self {
            Self::Keep(_) | Self::Learning(LearningEffect::Change { .. }) => true,
            Self::Library(effect) => matches!(effect, LibraryEffect::SetMarks { .. } | LibraryEffect::Rename { .. }),
            _ => false,
        }
    }
}

/// What the browser's store shall take in.
#[derive(Clone, Debug, PartialEq)]
pub struct Keeping {
    pub revision: u64,
    /// The article's number in the store, if it has one.
    pub id: Option<ArticleId>,
    pub card: Box<Card>,
    /// The document before anything was done to it, in the native format, and its text, if the store does not have it.
    pub base: Option<(String, String)>,
    /// The entries of the journal that the store lacks, from number `n_entries` on.
    pub entries: Vec<String>,
    pub n_entries: usize,
}

/// An article as the browser's store had it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    pub id: ArticleId,
    pub title: String,
    pub base: String,
    pub entries: Vec<String>,
}
