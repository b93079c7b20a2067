//! How the reader wants the screen: its language and its keys.

use super::Screen;
use crate::app::command::{Command, Key};
use crate::app::words::Language;
use crate::app::{Action, Effect};

#[test]
fn the_screen_speaks_the_chosen_language_and_keeps_it() {
    let mut screen = Screen::tagged("[Ana|PERSON] met [Bo|PERSON].");
    screen.hears(Action::LanguageChosen(Language::Turkish));
    assert!(screen.effects.contains(&Effect::SetLanguage(Language::Turkish)));
    assert_eq!(screen.said(), "Ekran Türkçe.");
    screen.command(Command::NextSuggestion);
    screen.command(Command::Reject);
    assert_eq!(screen.said(), "Reddedildi: Ana. Geri almak için Control Z.");
    screen.command(Command::Language);
    assert_eq!(screen.state.language, Language::English);
}

#[test]
fn a_key_that_the_reader_gave_is_kept_and_means_its_command() {
    let mut screen = Screen::tagged("[Ana|PERSON] met [Bo|PERSON].");
    screen.hears(Action::KeyGiven { command: Command::Undo, key: "q".to_owned() });
    let kept = |effect: &Effect| matches!(effect, Effect::KeepKeys(json) if json.contains("Undo"));
    assert!(screen.effects.iter().any(kept), "{:?}", screen.effects);
    let key = Key { key: "q".to_owned(), ..Key::default() };
    assert_eq!(screen.state.keyboard().action(&key), Some(Action::CommandChosen(Command::Undo)));
    screen.command(Command::NextSuggestion);
    screen.command(Command::Reject);
    assert_eq!(screen.said(), "Rejected Ana. Undo with q.", "what is said names the present key");
    screen.hears(Action::KeysReset(None));
    assert_eq!(screen.state.keyboard().action(&key), None);
}
