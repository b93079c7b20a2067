//! What a reader can ask for, with its name and its keys: one table from which the keyboard, the buttons, the palette
//! and the help sheet are made.

use super::boundary::{Side, Unit, Way};

/// Something a reader can ask for by key, by button or in the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    NextWord,
    PreviousWord,
    Stances,
    Entities,
    Table,
    History,
    TypeTags,
    Theme,
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

    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Review => "Walk and decide",
            Self::Mentions => "Mentions",
            Self::Stances => "Stances",
            Self::Article => "The article",
            Self::Window => "The window",
        }
    }
}

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub command: Command,
    pub group: Group,
    pub title: &'static str,
    /// As written on the help sheet: "Ctrl+Shift+Z". The first is the one that buttons show.
    pub keys: &'static [&'static str],
}

const fn entry(command: Command, group: Group, title: &'static str, keys: &'static [&'static str]) -> Entry {
    Entry { command, group, title, keys }
}

/// All commands, in the order of the help sheet.
pub const COMMANDS: &[Entry] = &[
    entry(Command::NextSuggestion, Group::Review, "Next suggestion", &["n"]),
    entry(Command::PreviousSuggestion, Group::Review, "Previous suggestion", &["p"]),
    entry(
        Command::LeastCertain,
        Group::Review,
        "Suggestions least certain first, or in the order of the text",
        &["Shift+O"],
    ),
    entry(Command::Next, Group::Review, "Next mark", &["j"]),
    entry(Command::Previous, Group::Review, "Previous mark", &["k"]),
    entry(Command::Jump, Group::Review, "Go to a mark by its letter", &[";"]),
    entry(Command::Find, Group::Review, "Find in the text or in the marks …", &["/"]),
    entry(Command::NextHit, Group::Review, "Next place that was found", &[">"]),
    entry(Command::PreviousHit, Group::Review, "Place before that was found", &["<"]),
    entry(Command::Confirm, Group::Review, "Confirm, and on to the next suggestion", &["c"]),
    entry(Command::Reject, Group::Review, "Reject or remove, and on to the next suggestion", &["x", "Delete"]),
    entry(Command::Details, Group::Review, "Details of the mark", &["Enter"]),
    entry(Command::ConfirmSure, Group::Review, "Confirm everything that is sure enough …", &["Shift+C"]),
    entry(Command::Doubt, Group::Review, "Doubt: come back to it later", &["d"]),
    entry(Command::Note, Group::Review, "Write a note", &["i"]),
    entry(Command::Label(0), Group::Mentions, "Mark or change to the first type", &["1"]),
    entry(Command::Label(1), Group::Mentions, "… the second type", &["2"]),
    entry(Command::Label(2), Group::Mentions, "… the third type", &["3"]),
    entry(Command::Label(3), Group::Mentions, "… the fourth type", &["4"]),
    entry(Command::Label(4), Group::Mentions, "… the fifth type", &["5"]),
    entry(Command::Label(5), Group::Mentions, "… the sixth type", &["6"]),
    entry(Command::Label(6), Group::Mentions, "… the seventh type", &["7"]),
    entry(Command::Label(7), Group::Mentions, "… the eighth type", &["8"]),
    entry(Command::NextName, Group::Mentions, "Select the next name without a mark", &["Shift+W"]),
    entry(Command::PreviousName, Group::Mentions, "Select the name without a mark before", &["Shift+B"]),
    entry(Command::NextWord, Group::Mentions, "Select the next word", &["w"]),
    entry(Command::PreviousWord, Group::Mentions, "Select the previous word", &["b"]),
    entry(Command::Boundary(Side::Start, Way::Outward, Unit::Word), Group::Mentions, "Start one word earlier", &["["]),
    entry(Command::Boundary(Side::Start, Way::Inward, Unit::Word), Group::Mentions, "Start one word later", &["{"]),
    entry(Command::Boundary(Side::End, Way::Outward, Unit::Word), Group::Mentions, "End one word later", &["]"]),
    entry(Command::Boundary(Side::End, Way::Inward, Unit::Word), Group::Mentions, "End one word earlier", &["}"]),
    entry(
        Command::Boundary(Side::Start, Way::Outward, Unit::Character),
        Group::Mentions,
        "Start one character earlier",
        &["Alt+["],
    ),
    entry(
        Command::Boundary(Side::Start, Way::Inward, Unit::Character),
        Group::Mentions,
        "Start one character later",
        &["Alt+{"],
    ),
    entry(
        Command::Boundary(Side::End, Way::Outward, Unit::Character),
        Group::Mentions,
        "End one character later",
        &["Alt+]"],
    ),
    entry(
        Command::Boundary(Side::End, Way::Inward, Unit::Character),
        Group::Mentions,
        "End one character earlier",
        &["Alt+}"],
    ),
    entry(Command::UseSelection, Group::Mentions, "Give the last mention or cue the selected words", &["g"]),
    entry(Command::Occurrences, Group::Mentions, "The same for all occurrences …", &["a"]),
    entry(Command::Merge, Group::Mentions, "Merge its entity into another …", &["m"]),
    entry(
        Command::SameAs,
        Group::Mentions,
        "It means the same as another mention, by its letter; with Shift all its mentions do",
        &["="],
    ),
    entry(Command::SplitOff, Group::Mentions, "Split off as an entity of its own", &["o"]),
    entry(Command::Stance, Group::Stances, "New stance; then the letter of the other side", &["s"]),
    entry(Command::SwitchPolarity, Group::Stances, "Switch between favor and against", &["f"]),
    entry(Command::Holder, Group::Stances, "Another holder, by its letter; at a mention, a stance toward it", &["h"]),
    entry(Command::Target, Group::Stances, "Another target, by its letter", &["t"]),
    entry(Command::FromList, Group::Stances, "Choose it from the list", &["0"]),
    entry(Command::Issue, Group::Stances, "Words of the text are the target", &["Shift+M"]),
    entry(Command::NextCue, Group::Stances, "The next likely word is the cue", &["."]),
    entry(Command::PreviousCue, Group::Stances, "The likely word before is the cue", &[","]),
    entry(Command::Open, Group::Article, "Open files …", &["Ctrl+O"]),
    entry(Command::Paste, Group::Article, "Paste text …", &["v"]),
    entry(Command::Tag, Group::Article, "Tag the article again", &["Shift+R"]),
    entry(Command::Save, Group::Article, "Save as JSON", &["Ctrl+S"]),
    entry(Command::Export, Group::Article, "Export for other programs …", &["e"]),
    entry(Command::Library, Group::Article, "The library of all articles", &["l"]),
    entry(Command::Learned, Group::Article, "What was learned from your corrections …", &["Shift+K"]),
    entry(Command::NextArticle, Group::Article, "Next article of the library", &["Shift+N"]),
    entry(Command::PreviousArticle, Group::Article, "Previous article of the library", &["Shift+P"]),
    entry(Command::Done, Group::Article, "The article is done, or not done", &["Shift+D"]),
    entry(Command::Undo, Group::Article, "Undo", &["u", "Ctrl+Z"]),
    entry(Command::Redo, Group::Article, "Redo", &["r", "Ctrl+Shift+Z", "Ctrl+Y"]),
    entry(Command::Stances, Group::Window, "Show the stances", &["Shift+S"]),
    entry(Command::Entities, Group::Window, "Show the entities", &["Shift+E"]),
    entry(Command::Table, Group::Window, "Show who stands where", &["Shift+T"]),
    entry(Command::History, Group::Window, "Show the history", &["Shift+H"]),
    entry(Command::TypeTags, Group::Window, "Show or hide the types in the text", &["y"]),
    entry(Command::Theme, Group::Window, "Light, dark, high contrast or as the system has it", &["Shift+L"]),
    entry(Command::Palette, Group::Window, "Find a command …", &["Ctrl+K", ":"]),
    entry(Command::Help, Group::Window, "This help", &["?"]),
    entry(Command::Close, Group::Window, "Close, or let go of the mark", &["Escape"]),
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

    /// The command that this key asks for, where it was pressed.
    #[must_use]
    pub fn command(&self) -> Option<Command> {
        let written = self.written();
        let command = COMMANDS.iter().find(|entry| entry.keys.contains(&written.as_str()))?.command;
        let is_allowed = match command {
            Command::Save | Command::Palette if self.is_ctrl => true,
            Command::Close => true,
            Command::Details => !self.is_typing && !self.is_on_button,
            _ => !self.is_typing,
        };
        is_allowed.then_some(command)
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

/// The first key of a command, as buttons show it; empty where it has none.
#[must_use]
pub fn key(command: Command) -> &'static str {
    find(command).and_then(|entry| entry.keys.first()).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{COMMANDS, Command, Key};
    use std::collections::BTreeSet;

    fn key(key: &str) -> Key {
        Key { key: key.to_owned(), ..Key::default() }
    }

    #[test]
    fn no_key_means_two_things() {
        let keys: Vec<&str> = COMMANDS.iter().flat_map(|entry| entry.keys).copied().collect();
        let distinct: BTreeSet<&str> = keys.iter().copied().collect();
        assert_eq!(keys.len(), distinct.len());
    }

    #[test]
    fn keys_are_understood_as_keyboards_report_them() {
        assert_eq!(key("n").command(), Some(Command::NextSuggestion));
        assert_eq!(Key { is_ctrl: true, ..key("z") }.command(), Some(Command::Undo));
        assert_eq!(Key { is_ctrl: true, is_shift: true, ..key("Z") }.command(), Some(Command::Redo));
        assert_eq!(Key { is_shift: true, ..key("?") }.command(), Some(Command::Help));
        assert_eq!(Key { is_shift: true, ..key("C") }.command(), Some(Command::ConfirmSure));
        assert_eq!(key("C").command(), Some(Command::Confirm), "caps lock is no shift");
        assert_eq!(key("ß").command(), None);
    }

    #[test]
    fn letters_typed_into_a_field_are_letters() {
        assert_eq!(Key { is_typing: true, ..key("x") }.command(), None);
        assert_eq!(Key { is_typing: true, is_ctrl: true, ..key("z") }.command(), None);
        assert_eq!(Key { is_typing: true, is_ctrl: true, ..key("s") }.command(), Some(Command::Save));
        assert_eq!(Key { is_typing: true, ..key("Escape") }.command(), Some(Command::Close));
        assert_eq!(Key { is_on_button: true, ..key("Enter") }.command(), None);
    }
}
