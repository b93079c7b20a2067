//! Which keys ask for which commands: the table's, but for those that the reader has changed. In: a key as it was
//! pressed; out: the command. It does not know where the changes are kept, nor what else a key may mean at present.

use super::command::{COMMANDS, Command, Entry, Key, find};
use serde_json::Value;
use std::collections::BTreeMap;

/// The keys of all commands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    /// The keys of those commands that differ from the table, by their place in it.
    changed: BTreeMap<usize, Vec<String>>,
}

impl Keymap {
    /// The keys of a command. The first is the one that buttons show.
    #[must_use]
    pub fn keys(&self, command: Command) -> Vec<&str> {
        match (place(command).and_then(|idx| self.changed.get(&idx)), find(command)) {
            (Some(changed), _) => changed.iter().map(String::as_str).collect(),
            (None, Some(entry)) => entry.keys.to_vec(),
            (None, None) => Vec::new(),
        }
    }

    /// The key of a command that buttons show; empty where it has none.
    #[must_use]
    pub fn key(&self, command: Command) -> &str {
        self.keys(command).first().copied().unwrap_or_default()
    }

    /// The command that has a key, as [`Key::written`] writes it.
    #[must_use]
    pub fn holder(&self, written: &str) -> Option<Command> {
        COMMANDS.iter().map(|entry| entry.command).find(|command| self.keys(*command).contains(&written))
    }

    /// The command that a key asks for, where it was pressed.
    #[must_use]
    pub fn command(&self, key: &Key) -> Option<Command> {
        let command = self.holder(&key.written())?;
        let presses_buttons = matches!(key.key.as_str(), "Enter" | " ");
        let is_allowed = match command {
            Command::Save | Command::Palette if key.is_ctrl => true,
            Command::Close => true,
            _ if presses_buttons => !key.is_typing && !key.is_on_button,
            _ => !key.is_typing,
        };
        is_allowed.then_some(command)
    }

    /// Makes a key the only one of a command. Whoever had it loses it.
    pub fn give(&mut self, command: Command, written: &str) {
        let Some(idx) = place(command).filter(|_| can_change(command) && can_be_given(written)) else { return };
        if let Some(other) = self.holder(written).filter(|other| *other != command) {
            let left = self.keys(other).into_iter().filter(|key| *key != written).map(str::to_owned).collect();
            self.set(other, left);
        }
        self.changed.insert(idx, vec![written.to_owned()]);
        self.forget_what_is_as_in_the_table();
    }

    /// Gives a command its keys of the table back, and takes them from whoever has them now.
    pub fn reset(&mut self, command: Command) {
        let Some(entry) = find(command) else { return };
        for key in entry.keys {
            if let Some(other) = self.holder(key).filter(|other| *other != command) {
                let left = self.keys(other).into_iter().filter(|other| other != key).map(str::to_owned).collect();
                self.set(other, left);
            }
        }
        self.set(command, entry.keys.iter().map(|key| (*key).to_owned()).collect());
        self.forget_what_is_as_in_the_table();
    }

    /// Whether a command has other keys than the table says.
    #[must_use]
    pub fn is_changed(&self, command: Command) -> bool {
        place(command).is_some_and(|idx| self.changed.contains_key(&idx))
    }

    /// Whether any command has other keys than the table says.
    #[must_use]
    pub fn is_any_changed(&self) -> bool {
        !self.changed.is_empty()
    }

    /// The changes, to be kept.
    #[must_use]
    pub fn to_json(&self) -> String {
        let changed: Vec<(Command, &Vec<String>)> =
            self.changed.iter().map(|(idx, keys)| (COMMANDS[*idx].command, keys)).collect();
        serde_json::to_string(&changed).unwrap_or_default()
    }

    /// The changes as they were kept. What this version does not know or may not be, it leaves out.
    #[must_use]
    pub fn from_json(json: &str) -> Self {
        let kept: Vec<(Value, Vec<String>)> = serde_json::from_str(json).unwrap_or_default();
        let mut keymap = Self::default();
        for (command, keys) in kept {
            let Ok(command) = serde_json::from_value::<Command>(command) else { continue };
            if can_change(command) && keys.iter().all(|key| can_be_given(key)) {
                keymap.set(command, keys);
            }
        }
        keymap.forget_what_is_as_in_the_table();
        let n_keys: usize = COMMANDS.iter().map(|entry| keymap.keys(entry.command).len()).sum();
        let distinct: std::collections::BTreeSet<&str> =
            COMMANDS.iter().flat_map(|entry| keymap.keys(entry.command)).collect();
        if n_keys == distinct.len() { keymap } else { Self::default() }
    }

    fn set(&mut self, command: Command, keys: Vec<String>) {
        if let Some(idx) = place(command) {
            self.changed.insert(idx, keys);
        }
    }

    fn forget_what_is_as_in_the_table(&mut self) {
        self.changed.retain(|idx, keys| COMMANDS[*idx].keys != keys.as_slice());
    }
}

/// Whether a command's keys may be changed. What closes things has to be found without knowing the keys.
#[must_use]
pub const fn can_change(command: Command) -> bool {
    !matches!(command, Command::Close)
}

/// Whether a key may be a command's: neither what only goes with others nor what browsers and dialogs live by.
#[must_use]
pub fn can_be_given(written: &str) -> bool {
    const TAKEN: [&str; 13] = [
        "",
        "Escape",
        "Tab",
        "Shift",
        "Control",
        "Alt",
        "AltGraph",
        "Meta",
        "CapsLock",
        "Dead",
        "Process",
        "Unidentified",
        "OS",
    ];
    let bare = written.trim_start_matches("Ctrl+").trim_start_matches("Alt+").trim_start_matches("Shift+");
    !TAKEN.contains(&bare)
}

fn place(command: Command) -> Option<usize> {
    COMMANDS.iter().position(|entry: &Entry| entry.command == command)
}

#[cfg(test)]
mod tests {
    use super::{Keymap, can_be_given};
    use crate::app::command::{COMMANDS, Command, Key};
    use proptest::prelude::{prop, proptest};
    use std::collections::BTreeSet;

    fn key(key: &str) -> Key {
        Key { key: key.to_owned(), ..Key::default() }
    }

    #[test]
    fn a_key_that_was_given_asks_for_its_new_command() {
        let mut keymap = Keymap::default();
        keymap.give(Command::Confirm, "q");
        assert_eq!(keymap.command(&key("q")), Some(Command::Confirm));
        assert_eq!(keymap.command(&key("c")), None);
        assert_eq!(keymap.key(Command::Confirm), "q");
    }

    #[test]
    fn who_had_the_key_loses_it_and_keeps_its_others() {
        let mut keymap = Keymap::default();
        keymap.give(Command::Confirm, "x");
        assert_eq!(keymap.holder("x"), Some(Command::Confirm));
        assert_eq!(keymap.keys(Command::Reject), ["Delete"]);
        keymap.reset(Command::Reject);
        assert_eq!(keymap.keys(Command::Reject), ["x", "Delete"]);
        assert_eq!(keymap.keys(Command::Confirm), [""; 0], "no key means two things");
        keymap.reset(Command::Confirm);
        assert!(!keymap.is_any_changed());
    }

    #[test]
    fn what_closes_things_stays() {
        let mut keymap = Keymap::default();
        keymap.give(Command::Close, "q");
        keymap.give(Command::Confirm, "Escape");
        assert_eq!(keymap, Keymap::default());
        assert!(!can_be_given("Ctrl+Shift") && can_be_given("Ctrl+Shift+Q"));
    }

    #[test]
    fn changes_are_kept_and_what_is_unknown_is_left_out() {
        let mut keymap = Keymap::default();
        keymap.give(Command::Label(2), "Ctrl+3");
        keymap.give(Command::Confirm, "x");
        assert_eq!(Keymap::from_json(&keymap.to_json()), keymap);
        assert_eq!(Keymap::from_json(r#"[["Juggle",["q"]],["Confirm",["q"]]]"#).key(Command::Confirm), "q");
        assert_eq!(Keymap::from_json(r#"[["Confirm",["x"]]]"#), Keymap::default(), "x would mean two things");
        assert_eq!(Keymap::from_json("nonsense"), Keymap::default());
    }

    proptest! {
        #[test]
        fn whatever_is_changed_no_key_means_two_things(
            changes in prop::collection::vec((0..COMMANDS.len(), 0..COMMANDS.len(), proptest::bool::ANY), 0..30),
        ) {
            let mut keymap = Keymap::default();
            for (to, from, is_reset) in changes {
                let (to, from) = (COMMANDS[to].command, &COMMANDS[from]);
                match from.keys.first() {
                    Some(key) if !is_reset => keymap.give(to, key),
                    _ => keymap.reset(to),
                }
            }
            let keys: Vec<&str> = COMMANDS.iter().flat_map(|entry| keymap.keys(entry.command)).collect();
            assert_eq!(keys.len(), keys.iter().collect::<BTreeSet<_>>().len());
            assert_eq!(Keymap::from_json(&keymap.to_json()), keymap);
        }
    }
}
