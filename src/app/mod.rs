//! The screen as a value: [`State`], what can happen to it ([`Action`]), and what it asks of the browser ([`Effect`]).
//! In: actions; out: the next state and effects, from the one function [`update`]. Pure: it knows no browser, no clock
//! and no element, so that everything a reader can do is tested without one.

mod action;
pub mod arcs;
pub mod boundary;
pub mod command;
pub mod cues;
pub mod describe;
pub mod find;
#[cfg(test)]
pub mod fixture;
mod highlight;
pub mod hints;
pub mod keyboard;
pub mod keymap;
pub mod learning;
pub mod library;
pub mod occurrences;
pub mod runs;
pub mod sight;
mod stale;
mod state;
pub mod unmarked;
mod update;
pub mod view;
pub mod walk;
pub mod words;

pub use action::{Action, Effect, Keeping, ReadFile, Stored};
pub use highlight::{Highlight, Item, Part};
pub use library::Library;
pub use state::{
    Announcement, Dialog, FileRef, Kept, Notice, Open, Pair, Panel, Popover, Show, StanceDraft, State, Tab, Tagging,
    Theme,
};
pub use update::{file_name, sure, update};
