//! What keys mean at present. In: a key and what is going on; out: an action. While letters stand on marks, letters
//! choose marks; while a stance is in the making, Enter adds it; otherwise the
//! table of commands holds, as the reader has changed it.

use super::action::Action;
use super::command::Key;
use super::hints::LETTERS;
use super::keymap::Keymap;
use std::rc::Rc;

/// What is going on, as far as keys are concerned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keyboard {
    pub is_hinting: bool,
    pub is_drafting: bool,
    pub keys: Rc<Keymap>,
}

impl Keyboard {
    /// What a key asks for; `None` where it is the browser's.
    #[must_use]
    pub fn action(&self, key: &Key) -> Option<Action> {
        let is_free = !key.is_typing && !key.is_ctrl && !key.is_alt;
        if self.is_hinting && is_free {
            let mut characters = key.key.chars();
            if let (Some(letter), None) = (characters.next(), characters.next()) {
                let small = letter.to_ascii_lowercase();
                // Shift with another letter than a hint's is a command: Shift+M.
                if LETTERS.contains(small) {
                    return Some(Action::HintTyped { letter: small, is_shifted: key.is_shift });
                }
            }
            if key.key == "Backspace" {
                return Some(Action::HintTakenBack);
            }
        }
        if self.is_drafting && is_free && !key.is_on_button && key.key == "Enter" {
            return Some(Action::StanceDraftAdded);
        }
        self.keys.command(key).map(Action::CommandChosen)
    }
}

#[cfg(test)]
mod tests {
    use super::Keyboard;
    use crate::app::Action;
    use crate::app::command::{Command, Key};

    fn key(key: &str) -> Key {
        Key { key: key.to_owned(), ..Key::default() }
    }

    #[test]
    fn letters_choose_marks_only_while_they_stand_on_them() {
        let hinting = Keyboard { is_hinting: true, is_drafting: true, ..Keyboard::default() };
        assert_eq!(hinting.action(&key("s")), Some(Action::HintTyped { letter: 's', is_shifted: false }));
        let shifted = Key { is_shift: true, ..key("S") };
        assert_eq!(hinting.action(&shifted), Some(Action::HintTyped { letter: 's', is_shifted: true }));
        assert_eq!(Keyboard::default().action(&key("s")), Some(Action::CommandChosen(Command::Stance)));
    }

    #[test]
    fn the_other_keys_keep_their_meaning() {
        let hinting = Keyboard { is_hinting: true, is_drafting: true, ..Keyboard::default() };
        assert_eq!(hinting.action(&key("f")), Some(Action::CommandChosen(Command::SwitchPolarity)));
        assert_eq!(hinting.action(&key("Enter")), Some(Action::StanceDraftAdded));
        assert_eq!(hinting.action(&Key { is_on_button: true, ..key("Enter") }), None);
        assert_eq!(hinting.action(&Key { is_typing: true, ..key("s") }), None);
        let undo = Key { is_ctrl: true, ..key("z") };
        assert_eq!(hinting.action(&undo), Some(Action::CommandChosen(Command::Undo)));
    }
}
