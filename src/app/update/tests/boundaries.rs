//! Boundaries that are drawn with the pointer, and sentences that are walked with keys.

use super::Screen;
use crate::app::boundary::Side;
use crate::app::command::Command;
use crate::app::{Action, Item, Popover};

const ROW: &str = "The [UN|ORG] Security Council met. [Ana|PERSON] {praised|Ana|favor|UN} it.\nNobody left.";

impl Screen {
    fn draws(&mut self, side: Side, to: &str) {
        let at = self.document().article().text().find(to).expect("is in the text") + to.len();
        self.hears(Action::BoundaryDrawn { side, at, is_exact: false });
    }

    fn selected(&self) -> &str {
        let article = self.document().article();
        self.state.selection.and_then(|span| article.slice(span)).unwrap_or_default()
    }
}

#[test]
fn a_drawn_boundary_is_shown_and_stays_where_it_is_let_go() {
    let mut screen = Screen::tagged(ROW);
    screen.command(Command::NextSuggestion);
    screen.draws(Side::End, "Security Coun");
    assert_eq!(screen.lines()[0], "UN ORG suggested", "nothing is changed yet");
    let held = screen.state.held().and_then(|span| screen.document().article().slice(span).map(str::to_owned));
    assert_eq!(held.as_deref(), Some("UN Security Council"));
    assert_eq!(screen.state.popover, None, "what floats does not cover the text");
    screen.hears(Action::BoundaryLet(true));
    assert_eq!(screen.lines()[0], "UN Security Council ORG corrected");
    assert!(screen.said().starts_with("Changed UN to UN Security Council."), "{}", screen.said());
    assert_eq!(screen.state.popover, Some(Popover::Glance));
    screen.command(Command::Undo);
    assert_eq!(screen.lines()[0], "UN ORG suggested");
}

#[test]
fn a_boundary_that_is_not_let_go_in_the_text_comes_back() {
    let mut screen = Screen::tagged(ROW);
    screen.command(Command::NextSuggestion);
    screen.draws(Side::End, "Council");
    screen.hears(Action::BoundaryLet(false));
    assert_eq!(screen.lines()[0], "UN ORG suggested");
    screen.draws(Side::End, "UN");
    screen.hears(Action::BoundaryLet(true));
    assert_eq!(screen.state.open.as_ref().map(|open| open.history.past().len()), Some(0), "nothing moved");
}

#[test]
fn the_cue_of_a_stance_is_drawn_in_the_same_way() {
    let mut screen = Screen::tagged(ROW);
    let stance = screen.document().stances().next().expect("a stance").id.clone();
    screen.hears(Action::ItemChosen(Item::Stance(stance.clone())));
    screen.draws(Side::End, "praised it");
    screen.hears(Action::BoundaryLet(true));
    let cue = screen.document().stance(&stance).expect("is there").claim.cue;
    assert_eq!(screen.document().article().slice(cue), Some("praised it"));
}

#[test]
fn sentences_are_walked_and_entered() {
    let mut screen = Screen::tagged(ROW);
    screen.command(Command::NextSuggestion);
    screen.command(Command::NextSentence);
    assert_eq!(screen.selected(), "The UN Security Council met.", "first the one that the reader is in");
    screen.command(Command::NextSentence);
    assert_eq!(screen.selected(), "Ana praised it.");
    screen.command(Command::NextSentence);
    assert_eq!(screen.selected(), "Nobody left.");
    screen.command(Command::NextSentence);
    assert_eq!(screen.said(), "There is no other sentence.");
    screen.command(Command::NextWord);
    assert_eq!(screen.selected(), "Nobody", "a word walks into the sentence");
    screen.command(Command::PreviousSentence);
    assert_eq!(screen.selected(), "Nobody left.");
    screen.command(Command::PreviousSentence);
    assert_eq!(screen.selected(), "Ana praised it.");
}
