//! Finding words and marks, and doing something with all of them.

use super::Screen;
use crate::app::command::Command;
use crate::app::find::{FindAction, Scope};
use crate::app::words::Language;
use crate::app::{Action, Dialog, Effect, Item};

const ROW: &str = "[Ana|PERSON] {blamed|Ana|against|Bo} [Bo|PERSON]. Oslo waited. On [Friday|DATE] Oslo left.";

impl Screen {
    fn finds(&mut self, wanted: &str) {
        self.command(Command::Find);
        self.hears(Action::Find(FindAction::Typed(wanted.to_owned())));
    }
}

#[test]
fn what_was_found_is_selected_when_the_field_is_left() {
    let mut screen = Screen::tagged(ROW);
    screen.finds("oslo");
    assert!(screen.effects.contains(&Effect::FocusElement("find")));
    assert_eq!(screen.state.find.count(Language::English), "1 of 2");
    screen.hears(Action::Find(FindAction::Stepped { forward: true }));
    screen.hears(Action::Find(FindAction::Closed));
    let second = screen.document().article().text().rfind("Oslo").expect("it is there");
    assert_eq!(screen.state.selection.map(|span| span.start), Some(second));
    screen.command(Command::Label(2));
    assert_eq!(screen.lines().last().map(String::as_str), Some("Oslo GPE added"));
    screen.command(Command::PreviousHit);
    assert_eq!(screen.state.find.count(Language::English), "1 of 2", "it goes on without the field");
}

#[test]
fn all_that_was_found_becomes_mentions_in_one_step() {
    let mut screen = Screen::tagged(ROW);
    screen.finds("Oslo");
    screen.hears(Action::Find(FindAction::LabelChosen(2)));
    assert!(matches!(&screen.state.dialog, Some(Dialog::Occurrences(list)) if list.places.len() == 2));
    screen.hears(Action::OccurrencesAccepted);
    assert_eq!(screen.lines().iter().filter(|line| line.ends_with("GPE added")).count(), 2);
    screen.command(Command::Undo);
    assert!(screen.lines().iter().all(|line| line.ends_with("suggested")), "{:?}", screen.lines());
}

#[test]
fn marks_that_were_found_are_decided_in_one_step() {
    let mut screen = Screen::tagged(ROW);
    screen.finds("person");
    screen.hears(Action::Find(FindAction::ScopeChosen(Scope::Marks)));
    assert_eq!(screen.state.find.count(Language::English), "1 of 2");
    assert!(matches!(screen.state.focus, Some(Item::Mention(_))));
    screen.hears(Action::Find(FindAction::Decided { is_right: true }));
    assert_eq!(screen.lines(), ["Ana PERSON confirmed", "Bo PERSON confirmed", "Friday DATE suggested"]);
    screen.command(Command::Undo);
    assert!(screen.lines().iter().all(|line| line.ends_with("suggested")));
}

#[test]
fn selected_words_are_looked_for() {
    let mut screen = Screen::tagged(ROW);
    screen.select("Oslo");
    screen.command(Command::Find);
    assert_eq!(
        (screen.state.find.wanted.as_str(), screen.state.find.count(Language::English).as_str()),
        ("Oslo", "1 of 2")
    );
}
