//! What a reader can ask for, and its keys: one table from which the keyboard, the buttons, the palette and the help
//! sheet are made. What commands are called, `words` knows; which keys the reader has changed, `keymap`.

use super::boundary::{Side, Unit, Way};
use serde::{Deserialize, Serialize};

/// Something a reader can ask for by key, by button or in the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    Open,
    Paste,
    Tag,
    StopTagging,
    Save,
    Export,
    Library,
    Learned,
    NextArticle,
    PreviousArticle,
    /// Marks the article as done, or as not done.
    Done,
    Undo,
    Redo,
    NextSuggestion,
    PreviousSuggestion,
    LeastCertain,
    Next,
    Previous,
    Details,
    Jump,
    Find,
    NextHit,
    PreviousHit,
    Confirm,
    Reject,
    ConfirmSure,
    /// Sets the label of this place in the codebook.
    Label(usize),
    Boundary(Side, Way, Unit),
    UseSelection,
    SplitOff,
    Merge,
    Occurrences,
    Doubt,
    Note,
    Stance,
    SwitchPolarity,
    Holder,
    Target,
    Issue,
    FromList,
    NextCue,
    PreviousCue,
    NextName,
    PreviousName,
    SameAs,
    NextSentence,
    PreviousSentence,
    NextWord,
    PreviousWord,
    Stances,
    Entities,
    Table,
    History,
    TypeTags,
    Theme,
    /// The screen in the other language.
    Language,
    Palette,
    Help,
    Close,
}

/// Where a command stands in the help sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Review,
    Mentions,
    Stances,
    Article,
    Window,
}

impl Group {
    pub const ALL: [Self; 5] = [Self::Review, Self::Mentions, Self::Stances, Self::Article, Self::Window];
}

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub command: Command,
    pub group: Group,
    /// As written on the help sheet: "Ctrl+Shift+Z". The first is the one that buttons show.
    pub keys: &'static [&'static str],
}

const fn entry(command: Command, group: Group, keys: &'static [&'static str]) -> Entry {
    Entry { command, group, keys }
}

/// All commands, in the order of the help sheet.
pub const COMMANDS: &[Entry] = &[
    entry(Command::NextSuggestion, Group::Review, &["n"]),
    entry(Command::PreviousSuggestion, Group::Review, &["p"]),
    entry(Command::LeastCertain, Group::Review, &["Shift+O"]),
    entry(Command::Next, Group::Review, &["j"]),
    entry(Command::Previous, Group::Review, &["k"]),
    entry(Command::Jump, Group::Review, &[";"]),
    entry(Command::Find, Group::Review, &["/"]),
    entry(Command::NextHit, Group::Review, &[">"]),
    entry(Command::PreviousHit, Group::Review, &["<"]),
    entry(Command::Confirm, Group::Review, &["c"]),
    entry(Command::Reject, Group::Review, &["x", "Delete"]),
    entry(Command::Details, Group::Review, &["Enter"]),
    entry(Command::ConfirmSure, Group::Review, &["Shift+C"]),
    entry(Command::Doubt, Group::Review, &["d"]),
    entry(Command::Note, Group::Review, &["i"]),
    entry(Command::Label(0), Group::Mentions, &["1"]),
    entry(Command::Label(1), Group::Mentions, &["2"]),
    entry(Command::Label(2), Group::Mentions, &["3"]),
    entry(Command::Label(3), Group::Mentions, &["4"]),
    entry(Command::Label(4), Group::Mentions, &["5"]),
    entry(Command::Label(5), Group::Mentions, &["6"]),
    entry(Command::Label(6), Group::Mentions, &["7"]),
    entry(Command::Label(7), Group::Mentions, &["8"]),
    entry(Command::NextName, Group::Mentions, &["Shift+W"]),
    entry(Command::PreviousName, Group::Mentions, &["Shift+B"]),
    entry(Command::NextSentence, Group::Mentions, &["Alt+ArrowDown"]),
    entry(Command::PreviousSentence, Group::Mentions, &["Alt+ArrowUp"]),
    entry(Command::NextWord, Group::Mentions, &["w"]),
    entry(Command::PreviousWord, Group::Mentions, &["b"]),
    entry(Command::Boundary(Side::Start, Way::Outward, Unit::Word), Group::Mentions, &["["]),
    entry(Command::Boundary(Side::Start, Way::Inward, Unit::Word), Group::Mentions, &["{"]),
    entry(Command::Boundary(Side::End, Way::Outward, Unit::Word), Group::Mentions, &["]"]),
    entry(Command::Boundary(Side::End, Way::Inward, Unit::Word), Group::Mentions, &["}"]),
    entry(Command::Boundary(Side::Start, Way::Outward, Unit::Character), Group::Mentions, &["Alt+["]),
    entry(Command::Boundary(Side::Start, Way::Inward, Unit::Character), Group::Mentions, &["Alt+{"]),
    entry(Command::Boundary(Side::End, Way::Outward, Unit::Character), Group::Mentions, &["Alt+]"]),
    entry(Command::Boundary(Side::End, Way::Inward, Unit::Character), Group::Mentions, &["Alt+}"]),
    entry(Command::UseSelection, Group::Mentions, &["g"]),
    entry(Command::Occurrences, Group::Mentions, &["a"]),
    entry(Command::Merge, Group::Mentions, &["m"]),
    entry(Command::SameAs, Group::Mentions, &["="]),
    entry(Command::SplitOff, Group::Mentions, &["o"]),
    entry(Command::Stance, Group::Stances, &["s"]),
    entry(Command::SwitchPolarity, Group::Stances, &["f"]),
    entry(Command::Holder, Group::Stances, &["h"]),
    entry(Command::Target, Group::Stances, &["t"]),
    entry(Command::FromList, Group::Stances, &["0"]),
    entry(Command::Issue, Group::Stances, &["Shift+M"]),
    entry(Command::NextCue, Group::Stances, &["."]),
    entry(Command::PreviousCue, Group::Stances, &[","]),
    entry(Command::Open, Group::Article, &["Ctrl+O"]),
    entry(Command::Paste, Group::Article, &["v"]),
    entry(Command::Tag, Group::Article, &["Shift+R"]),
    entry(Command::Save, Group::Article, &["Ctrl+S"]),
    entry(Command::Export, Group::Article, &["e"]),
    entry(Command::Library, Group::Article, &["l"]),
    entry(Command::Learned, Group::Article, &["Shift+K"]),
    entry(Command::NextArticle, Group::Article, &["Shift+N"]),
    entry(Command::PreviousArticle, Group::Article, &["Shift+P"]),
    entry(Command::Done, Group::Article, &["Shift+D"]),
    entry(Command::Undo, Group::Article, &["u", "Ctrl+Z"]),
    entry(Command::Redo, Group::Article, &["r", "Ctrl+Shift+Z", "Ctrl+Y"]),
    entry(Command::Stances, Group::Window, &["Shift+S"]),
    entry(Command::Entities, Group::Window, &["Shift+E"]),
    entry(Command::Table, Group::Window, &["Shift+T"]),
    entry(Command::History, Group::Window, &["Shift+H"]),
    entry(Command::TypeTags, Group::Window, &["y"]),
    entry(Command::Theme, Group::Window, &["Shift+L"]),
    entry(Command::Language, Group::Window, &["Shift+J"]),
    entry(Command::Palette, Group::Window, &["Ctrl+K", ":"]),
    entry(Command::Help, Group::Window, &["?"]),
    entry(Command::Close, Group::Window, &["Escape"]),
];

/// A key as the browser reports it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// The character or the key's name: "z", "Enter".
    pub key: String,
    /// Control, or the command key of a Mac.
    pub is_ctrl: bool,
    pub is_alt: bool,
    pub is_shift: bool,
    /// Whether the focus is in a field that takes text, a list or a dialog.
    pub is_typing: bool,
    /// Whether the focus is on something that Enter and the space bar press.
    pub is_on_button: bool,
}

impl Key {
    /// The key as the table writes it: "Ctrl+Shift+Z".
    #[must_use]
    pub fn written(&self) -> String {
        let mut written = String::new();
        if self.is_ctrl {
            written += "Ctrl+";
        }
        if self.is_alt {
            written += "Alt+";
        }
        let is_letter = self.key.chars().count() == 1 && self.key.chars().all(char::is_alphabetic);
        // The shift that only picks another character is part of that character.
        if self.is_shift && (is_letter || self.key.chars().count() > 1) {
            written += "Shift+";
        }
        let upper = is_letter && (self.is_ctrl || self.is_shift);
        written += &if upper {
            self.key.to_uppercase()
        } else if is_letter {
            self.key.to_lowercase()
        } else {
            self.key.clone()
        };
        written
    }
}

/// The line of a command.
///
/// # Panics
/// If the table lacks it; a test sees to it that it lacks none that has keys.
#[must_use]
pub fn find(command: Command) -> Option<&'static Entry> {
    COMMANDS.iter().find(|entry| entry.command == command)
}

#[cfg(test)]
mod tests {
    use super::{COMMANDS, Command, Key};
    use crate::app::keymap::Keymap;
    use std::collections::BTreeSet;

    fn key(key: &str) -> Key {
        Key { key: key.to_owned(), ..Key::default() }
    }

    fn command(key: &Key) -> Option<Command> {
        Keymap::default().command(key)
    }

    #[test]
    fn no_key_means_two_things() {
        let keys: Vec<&str> = COMMANDS.iter().flat_map(|entry| entry.keys).copied().collect();
        let distinct: BTreeSet<&str> = keys.iter().copied().collect();
        assert_eq!(keys.len(), distinct.len());
    }

    #[test]
    fn keys_are_understood_as_keyboards_report_them() {
        assert_eq!(command(&key("n")), Some(Command::NextSuggestion));
        assert_eq!(command(&Key { is_ctrl: true, ..key("z") }), Some(Command::Undo));
        assert_eq!(command(&Key { is_ctrl: true, is_shift: true, ..key("Z") }), Some(Command::Redo));
        assert_eq!(command(&Key { is_shift: true, ..key("?") }), Some(Command::Help));
        assert_eq!(command(&Key { is_shift: true, ..key("C") }), Some(Command::ConfirmSure));
        assert_eq!(command(&key("C")), Some(Command::Confirm), "caps lock is no shift");
        assert_eq!(command(&key("ß")), None);
    }

    #[test]
    fn letters_typed_into_a_field_are_letters() {
        assert_eq!(command(&Key { is_typing: true, ..key("x") }), None);
        assert_eq!(command(&Key { is_typing: true, is_ctrl: true, ..key("z") }), None);
        assert_eq!(command(&Key { is_typing: true, is_ctrl: true, ..key("s") }), Some(Command::Save));
        assert_eq!(command(&Key { is_typing: true, ..key("Escape") }), Some(Command::Close));
        assert_eq!(command(&Key { is_on_button: true, ..key("Enter") }), None);
    }
}
