//! The slider between the sure stances and all that may be.

use super::Screen;
use crate::analysis::Analysis;
use crate::annotation::{Confidence, StanceId, Status};
use crate::app::command::Command;
use crate::app::fixture::suggestions;
use crate::app::keymap::Keymap;
use crate::app::learning::Learning;
use crate::app::sight::{Sureness, USUAL};
use crate::app::words::Language;
use crate::app::{Action, Effect, Item, Theme};
use crate::document::Edit;

const DOUBLE: &str = "[Ana|PERSON] {blamed|Ana|against|Bo} [Bo|PERSON] and {praised|Ana|favor|Cy} [Cy|PERSON].";

/// What the tagger says of [`DOUBLE`] when it is asked for stances from `percent`: the first is 90 percent sure, the
/// second 10.
fn found_from(percent: u16) -> Analysis {
    let mut analysis = suggestions(DOUBLE, 90).1;
    analysis.stances[1].origin.confidence = Some(Confidence::from_percent(10));
    analysis.stances.retain(|stance| stance.origin.confidence >= Some(Confidence::from_percent(percent)));
    analysis
}

/// A page on which the tagger, asked as always, found the first stance only.
fn slidable() -> Screen {
    let mut screen = Screen::started();
    screen.hears(Action::TextPasted { text: suggestions(DOUBLE, 90).0, html: None });
    let (id, revision) = screen.asked_to_tag();
    screen.hears(Action::TaggingDone { id, revision, analysis: found_from(USUAL) });
    screen.effects.clear();
    screen
}

impl Screen {
    fn cues_shown(&self) -> Vec<&str> {
        let shown = self.state.shown().expect("an article is open");
        shown.stances().filter_map(|stance| shown.article().slice(stance.claim.cue)).collect()
    }

    fn asked_from(&self) -> Vec<u16> {
        let asked = self.effects.iter().filter_map(|effect| match effect {
            Effect::StartTagging { from, .. } => Some(*from),
            _ => None,
        });
        asked.collect()
    }

    /// Lets the slider go, and has the tagger answer.
    fn slide_down_to(&mut self, percent: u16) {
        self.hears(Action::SurenessMoved(percent));
        self.hears(Action::SurenessChosen(percent));
        let (id, revision) = self.asked_to_tag();
        self.hears(Action::TaggingDone { id, revision, analysis: found_from(percent) });
    }

    fn slider(&self) -> Sureness {
        let open = self.state.open.as_ref().expect("an article is open");
        self.state.sight.sureness(&open.document, open.tagged_from)
    }
}

#[test]
fn the_slider_hides_what_is_less_sure_from_every_view_but_not_what_a_reader_decided() {
    let mut screen = slidable();
    screen.hears(Action::MarkClicked(Item::Stance(StanceId::numbered(1))));
    screen.hears(Action::SurenessMoved(95));
    assert_eq!(screen.cues_shown(), Vec::<&str>::new());
    assert_eq!(screen.state.focus, None, "nothing points at what is hidden");
    assert_eq!(screen.slider(), Sureness { percent: 95, n_hidden: 1 });
    for _ in 0..3 {
        screen.command(Command::NextSuggestion);
        assert!(matches!(screen.state.focus, Some(Item::Mention(_))), "the walk passes it by");
        screen.command(Command::Confirm);
    }
    assert!(screen.said().contains("Every suggestion is reviewed"), "{}", screen.said());
    screen.hears(Action::SureAccepted(50));
    assert!(screen.document().stances().all(|stance| stance.status == Status::Suggested));
    screen.hears(Action::SurenessMoved(90));
    assert_eq!(screen.cues_shown(), ["blamed"]);
    screen.hears(Action::EditChosen(Edit::ConfirmStance { stance: StanceId::numbered(1) }));
    screen.hears(Action::SurenessMoved(95));
    assert_eq!(screen.cues_shown(), ["blamed"]);
    assert_eq!(screen.asked_from(), Vec::<u16>::new(), "going up never asks");
}

#[test]
fn a_slider_let_go_below_what_was_asked_for_asks_the_tagger_once() {
    let mut screen = slidable();
    for percent in [20, 15, 10] {
        screen.hears(Action::SurenessMoved(percent));
    }
    assert_eq!(screen.asked_from(), Vec::<u16>::new(), "not while it moves");
    screen.slide_down_to(10);
    assert_eq!(screen.asked_from(), [10]);
    assert_eq!(screen.cues_shown(), ["blamed", "praised"]);
    for percent in [60, 15, 10] {
        screen.hears(Action::SurenessChosen(percent));
    }
    assert_eq!(screen.asked_from(), [10], "it is known");
    screen.hears(Action::SurenessChosen(USUAL));
    assert_eq!(screen.cues_shown(), ["blamed"]);
    assert_eq!(screen.said(), format!("From {USUAL} percent: 1 stance shown, 1 hidden."));
}

#[test]
fn however_often_the_slider_asked_one_undo_leads_to_before() {
    let mut screen = slidable();
    screen.slide_down_to(20);
    assert_eq!(screen.cues_shown(), ["blamed"]);
    screen.slide_down_to(10);
    screen.slide_down_to(5);
    assert_eq!(screen.cues_shown(), ["blamed", "praised"]);
    screen.command(Command::Undo);
    assert_eq!(screen.document().stances().len(), 1);
    assert_eq!(screen.slider(), Sureness { percent: USUAL, n_hidden: 0 }, "it does not claim what is not there");
    screen.command(Command::Undo);
    assert_eq!(screen.said(), "There is nothing to undo.");
    screen.command(Command::Redo);
    assert_eq!(screen.cues_shown(), ["blamed", "praised"]);
}

#[test]
fn a_slider_whose_tagging_was_stopped_goes_back() {
    let mut screen = slidable();
    screen.hears(Action::SurenessChosen(10));
    screen.command(Command::StopTagging);
    assert_eq!(screen.slider(), Sureness { percent: USUAL, n_hidden: 0 });
    assert_eq!(screen.said(), "Tagging stopped. Nothing was changed.");
}

#[test]
fn only_the_wish_for_sure_ones_goes_on_to_the_next_article() {
    let mut screen = slidable();
    screen.slide_down_to(10);
    screen.hears(Action::TextPasted { text: "Ana came.".to_owned(), html: None });
    assert_eq!(screen.slider().percent, USUAL);
    screen.hears(Action::SurenessChosen(60));
    screen.hears(Action::TextPasted { text: "Bo came.".to_owned(), html: None });
    assert_eq!(screen.slider().percent, 60);
    assert_eq!(screen.asked_from().last(), Some(&USUAL), "so that going down again finds the usual ones");
}

#[test]
fn a_cue_that_is_hidden_is_free_for_a_stance_of_the_readers() {
    let mut screen = slidable();
    screen.slide_down_to(5);
    screen.hears(Action::SurenessMoved(50));
    screen.hears(Action::SurenessChosen(50));
    assert_eq!(screen.cues_shown(), ["blamed"]);
    screen.command(Command::Next);
    screen.command(Command::Stance);
    let cy = crate::app::fixture::mention_of(screen.document(), "Cy");
    screen.hears(Action::MarkClicked(Item::Mention(cy)));
    assert_eq!(screen.cues_shown(), ["blamed", "praised"]);
}

#[test]
fn the_slider_stands_where_it_stood_at_the_last_visit() {
    let mut screen = slidable();
    screen.hears(Action::SurenessMoved(60));
    screen.hears(Action::SurenessChosen(60));
    assert!(screen.effects.contains(&Effect::KeepShownFrom(60)));
    let mut later = Screen::default();
    later.hears(Action::Started {
        theme: Theme::System,
        language: Language::English,
        keys: Keymap::default(),
        shown_from: Some(60),
        latest: None,
        recent: Vec::new(),
        learning: Learning::default(),
        trouble: None,
    });
    later.hears(Action::TextPasted { text: suggestions(DOUBLE, 90).0, html: None });
    let (id, revision) = later.asked_to_tag();
    later.hears(Action::TaggingDone { id, revision, analysis: found_from(5) });
    assert_eq!((later.slider().percent, later.cues_shown()), (60, vec!["blamed"]));
}
