//! What the screen shows, as one value.

use super::arcs::End;
use super::boundary::trimmed;
use super::describe;
use super::find::Find;
use super::highlight::{Highlight, Item};
use super::hints::Hinting;
use super::keyboard::Keyboard;
use super::keymap::Keymap;
use super::learning::Learning;
use super::library::{ArticleId, Library};
use super::occurrences::Occurrences;
use super::sight::Sight;
use super::walk::{self, Order};
use super::words::Language;
use crate::annotation::{EntityId, MentionId, Polarity, Target};
use crate::document::{Document, Entry, Grouping, History};
use crate::text::Span;
use std::rc::Rc;

/// The whole screen.
#[derive(Clone, Debug, Default)]
pub struct State {
    pub open: Option<Open>,
    /// What the reader works on.
    pub focus: Option<Item>,
    /// The suggestion from which the reader turned aside to add what was missing beside it.
    pub aside_from: Option<Item>,
    /// In which order suggestions come.
    pub order: Order,
    /// What the pointer or the keyboard focus rests on.
    pub hover: Option<Item>,
    /// The words that the reader selected in the text.
    pub selection: Option<Span>,
    pub popover: Option<Popover>,
    /// What the focused mention or cue would cover if the boundary that is being drawn were let go.
    pub drawn: Option<Span>,
    pub panel: Panel,
    /// How much of what was suggested is shown.
    pub sight: Sight,
    /// A stance that the reader is about to add.
    pub stance_draft: Option<StanceDraft>,
    /// The letters on marks, while one of them is to be chosen.
    pub hinting: Option<Hinting>,
    pub find: Find,
    pub dialog: Option<Dialog>,
    /// The mention whose last change may also be meant elsewhere.
    pub offer: Option<MentionId>,
    pub tagging: Option<Tagging>,
    pub kept: Kept,
    pub theme: Theme,
    /// The language of the screen.
    pub language: Language,
    pub keys: Rc<Keymap>,
    pub shows_type_tags: bool,
    pub announcement: Announcement,
    pub notices: Vec<Notice>,
    /// What the browser's store has.
    pub library: Library,
    pub learning: Learning,
    /// How many requests, notices and documents have been numbered.
    pub n_numbered: u64,
}

/// The article that is open.
#[derive(Clone, Debug)]
pub struct Open {
    pub document: Rc<Document>,
    pub history: History,
    /// The document before anything was done to it, and all that was done since.
    pub base: Rc<Document>,
    pub journal: Vec<Entry>,
    /// Changes whenever another document takes its place, so that late answers are known as such.
    pub revision: u64,
    /// Its number in the browser's store, once it is there.
    pub id: Option<ArticleId>,
    /// Whether the browser's store has the base.
    pub is_base_kept: bool,
    /// How many entries of the journal the browser's store has.
    pub n_kept: usize,
    /// Whether the store is at work on it.
    pub is_being_kept: bool,
    /// Whether the base that the store is at work on is the present one.
    pub is_base_under_way: bool,
    /// Whether the tagger has answered for it, also where it found nothing.
    pub is_tagged: bool,
    /// The tagger was asked for stances that are at least this sure, in percent.
    pub tagged_from: u16,
    /// The number of the last step, if the slider made it.
    pub slid_step: Option<usize>,
    /// Another tab works on it: here it is only shown.
    pub is_read_only: bool,
    /// The file it came from or was saved to.
    pub file: Option<FileRef>,
    pub is_sample: bool,
    /// How many steps had been made when it was last written to a file; `None` if never.
    pub n_steps_in_file: Option<usize>,
}

/// A file on the reader's disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRef {
    pub name: String,
    /// The browser's permission to write it, where there is one: a number that [`super::Effect::WriteFile`] takes.
    pub handle: Option<u32>,
}

/// What floats at a place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Popover {
    /// About the focused mention, in two lines: enough for those who review by keys, and little text is covered.
    Glance,
    /// About the focused mention, with everything that can be done with it.
    Mention,
    /// About the selected words.
    Selection,
}

/// The side panel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panel {
    pub tab: Tab,
    pub show: Show,
    pub search: String,
    /// The cell of the table whose stances are shown, if not all are.
    pub pair: Option<Pair>,
    /// Whether it is drawn up, on a narrow screen.
    pub is_drawn_up: bool,
}

/// One number of the table: who takes which side toward whom, each for itself or as the side it speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub holder: EntityId,
    pub target: EntityId,
    pub polarity: Polarity,
    pub grouping: Grouping,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    #[default]
    Stances,
    Entities,
    Table,
    History,
}

impl Tab {
    pub const ALL: [Self; 4] = [Self::Stances, Self::Entities, Self::Table, Self::History];

    /// The id of its button.
    #[must_use]
    pub const fn button_id(self) -> &'static str {
        match self {
            Self::Stances => "tab-stances",
            Self::Entities => "tab-entities",
            Self::Table => "tab-table",
            Self::History => "tab-history",
        }
    }

    /// The tab that a key leads to from this one, in a row of tabs that wraps round.
    #[must_use]
    pub fn after_key(self, key: &str) -> Option<Self> {
        let n_tabs = Self::ALL.len();
        let here = Self::ALL.iter().position(|tab| *tab == self)?;
        let there = match key {
            "ArrowRight" => (here + 1) % n_tabs,
            "ArrowLeft" => (here + n_tabs - 1) % n_tabs,
            "Home" => 0,
            "End" => n_tabs - 1,
            _ => return None,
        };
        Some(Self::ALL[there])
    }
}

/// Which stances and entities the panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    #[default]
    Live,
    ToReview,
    Favor,
    Against,
    InDoubt,
    Rejected,
}

impl Show {
    pub const ALL: [Self; 6] = [Self::Live, Self::ToReview, Self::Favor, Self::Against, Self::InDoubt, Self::Rejected];
}

/// A stance in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StanceDraft {
    pub holder: Option<EntityId>,
    pub target: Option<Target>,
    pub polarity: Polarity,
    pub cue: Option<Span>,
    /// Where it was begun, or the mention that was chosen last: a cue is guessed near it.
    pub place: Option<Span>,
    /// Whether the reader chose the cue; a guess then leaves it alone.
    pub is_cue_chosen: bool,
    /// Whether it was begun at its target, so that only the holder is asked for.
    pub is_begun_at_target: bool,
    /// Whether the reader chose the side.
    pub is_polarity_chosen: bool,
    /// Whether words that are selected now become the matter that the stance is about, and not its cue.
    pub takes_issue: bool,
}

impl StanceDraft {
    /// A stance whose parts nobody has chosen yet.
    #[must_use]
    pub const fn empty() -> Self {
        Self {
            holder: None,
            target: None,
            polarity: Polarity::Against,
            cue: None,
            place: None,
            is_cue_chosen: false,
            is_begun_at_target: false,
            is_polarity_chosen: false,
            takes_issue: false,
        }
    }
}

/// What covers the page until it is closed.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    Paste,
    Help,
    Palette,
    Export,
    /// What was learned from the reader.
    Learned,
    Occurrences(Occurrences),
    /// Confirm every suggestion that is at least this sure, in percent.
    ConfirmSure(u16),
}

/// An analysis under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tagging {
    pub id: u64,
    pub revision: u64,
    pub percent: u8,
    /// The least sure stances that were asked for, in percent.
    pub from: u16,
    /// Whether the slider asked.
    pub is_slid: bool,
}

/// Whether the work is kept in this browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Kept {
    /// There is nothing to keep yet.
    #[default]
    Nothing,
    /// As it was when the page started.
    Restored,
    Waiting,
    /// With the time of day, as the browser writes it.
    At(String),
    Failed(String),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
    /// Black and white with strong lines, light or dark as the system has it.
    Contrast,
}

impl Theme {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }

    /// The theme of a stored name; anything unknown is the system's.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            "contrast" => Self::Contrast,
            _ => Self::System,
        }
    }

    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Contrast,
            Self::Contrast => Self::System,
        }
    }
}

/// The last thing said in the live region; `n` tells equal texts apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Announcement {
    pub n: u64,
    pub text: String,
}

/// Something the reader must be told: what happened, what was kept, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub id: u64,
    pub is_error: bool,
    pub text: String,
}

impl State {
    #[must_use]
    pub fn document(&self) -> Option<&Rc<Document>> {
        self.open.as_ref().map(|open| &open.document)
    }

    /// The document without what the reader does not want to see: what every view shows.
    #[must_use]
    pub fn shown(&self) -> Option<&Rc<Document>> {
        self.document().map(|document| self.sight.of(document))
    }

    /// What is lit in the text: what the pointer is on, or else what is focused.
    #[must_use]
    pub fn highlight(&self) -> Highlight {
        let Some(document) = self.shown() else { return Highlight::default() };
        if let Some(draft) = &self.stance_draft {
            return Highlight::of_draft(document, draft);
        }
        Highlight::of(document, self.hover.as_ref().or(self.focus.as_ref()))
    }

    /// The cue and the side of the stance that is in the making or looked at: its parts are joined by lines.
    #[must_use]
    pub fn joined(&self) -> Option<(Span, Polarity)> {
        if let Some(draft) = &self.stance_draft {
            return draft.cue.map(|cue| (cue, draft.polarity));
        }
        let Some(Item::Stance(id)) = self.hover.as_ref().or(self.focus.as_ref()) else { return None };
        let claim = &self.shown()?.stance(id)?.claim;
        Some((claim.cue, claim.polarity))
    }

    /// What the ends of the focused stance are called, to be shown where they are out of sight.
    #[must_use]
    pub fn ends(&self) -> Option<[(End, String); 3]> {
        let Some(Item::Stance(id)) = self.focus.as_ref().filter(|_| self.stance_draft.is_none()) else { return None };
        let document = self.shown()?;
        let claim = &document.stance(id)?.claim;
        Some([
            (End::Holder, describe::entity_name(document, &claim.holder)),
            (End::Cue, describe::words_of(document.article(), claim.cue)),
            (End::Target, describe::target(document, &claim.target)),
        ])
    }

    /// The selected words without the white space around them.
    #[must_use]
    pub fn selected_words(&self) -> Option<Span> {
        trimmed(self.document()?.article(), self.selection?)
    }

    /// What the focused mention or cue covers, where its boundaries can be drawn.
    #[must_use]
    pub fn held(&self) -> Option<Span> {
        let is_free = self.stance_draft.is_none() && self.hinting.is_none() && self.selection.is_none();
        let can_change = self.open.as_ref().is_some_and(|open| !open.is_read_only);
        let item = self.focus.as_ref().filter(|item| is_free && can_change && !matches!(item, Item::Entity(_)))?;
        let document = self.shown()?;
        let is_live = match item {
            Item::Mention(id) => document.mention(id)?.status.is_live(),
            Item::Stance(id) => document.stance(id)?.status.is_live(),
            Item::Entity(_) => false,
        };
        self.drawn.or_else(|| walk::place_of(document, item)).filter(|_| is_live)
    }

    /// What keys mean at present.
    #[must_use]
    pub fn keyboard(&self) -> Keyboard {
        Keyboard {
            is_hinting: self.hinting.is_some(),
            is_drafting: self.stance_draft.is_some(),
            keys: Rc::clone(&self.keys),
        }
    }

    pub(super) fn number(&mut self) -> u64 {
        self.n_numbered += 1;
        self.n_numbered
    }
}

impl Open {
    /// Whether the browser's store has everything.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.id.is_some() && self.is_base_kept && self.n_kept == self.journal.len()
    }

    /// Whether nobody and nothing has annotated it yet.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.journal.is_empty() && self.document.mentions().len() == 0 && self.document.entities().len() == 0
    }

    /// Whether there are changes that no file has.
    #[must_use]
    pub fn has_unsaved_steps(&self) -> bool {
        self.n_steps_in_file.map_or(!self.history.past().is_empty(), |n| n != self.history.past().len())
    }
}
