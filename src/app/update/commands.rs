//! What each command does.

use super::{From, Turn};
use crate::app::action::Effect;
use crate::app::boundary::{trimmed, word_near};
use crate::app::command::Command;
use crate::app::highlight::Item;
use crate::app::hints::Purpose;
use crate::app::state::{Dialog, Popover, Tab};
use crate::app::unmarked;
use crate::app::walk::{self, Order, Stops};
use crate::text::Span;

/// Where "confirm everything that is sure enough" starts, in percent.
const SURE: u16 = 90;

impl Turn {
    pub(super) fn command(&mut self, command: Command) {
        if matches!(self.state.dialog, Some(Dialog::Palette)) {
            self.state.dialog = None;
        }
        if self.state.library.is_shown && !self.command_in_library(command) {
            return;
        }
        match command {
            Command::Library => self.show_library(),
            Command::NextArticle => self.open_neighbour(true),
            Command::PreviousArticle => self.open_neighbour(false),
            Command::Done => match self.state.open.as_ref().and_then(|open| open.id) {
                Some(id) => self.toggle_done(id),
                None => self.say(self.state.language.not_in_library()),
            },
            Command::Open => self.effects.push(Effect::PickFiles),
            Command::Paste => self.show_dialog(Dialog::Paste),
            Command::Tag => {
                if self.refuses_to_write() {
                    return;
                }
                self.start_tagging();
                self.say(self.state.language.tagging_article());
            }
            Command::StopTagging => {
                if let Some(tagging) = self.state.tagging {
                    self.effects.push(Effect::StopTagging);
                    self.tagging_stopped(tagging.id);
                }
            }
            Command::Save => self.save(),
            Command::Learned => self.show_dialog(Dialog::Learned),
            Command::Export => self.show_dialog(Dialog::Export),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::NextSuggestion => self.go_on(true),
            Command::PreviousSuggestion => self.go_on(false),
            Command::LeastCertain => {
                let words = self.state.language;
                let (order, said) = match self.state.order {
                    Order::Text => (Order::LeastCertain, words.least_certain_first()),
                    Order::LeastCertain => (Order::Text, words.in_order_of_text()),
                };
                self.state.order = order;
                self.say(said);
            }
            Command::Next => self.step(true),
            Command::Previous => self.step(false),
            Command::Details => self.details(),
            Command::Jump => self.ask_for(Purpose::Jump),
            Command::Find => self.open_find(),
            Command::NextHit => self.step_hit(true),
            Command::PreviousHit => self.step_hit(false),
            Command::Confirm => self.decide(true),
            Command::Reject => self.decide(false),
            Command::ConfirmSure => self.show_dialog(Dialog::ConfirmSure(SURE)),
            Command::Label(label_idx) => self.set_label(label_idx),
            Command::Boundary(side, way, unit) => self.move_boundary(side, way, unit),
            Command::UseSelection => self.use_selection(),
            Command::SplitOff => self.split_off(),
            Command::Merge => self.prepare_merge(),
            Command::Occurrences => self.offer_occurrences(),
            Command::Doubt => self.toggle_doubt(),
            Command::Note => self.prepare_note(),
            Command::Stance => self.begin_stance(),
            Command::SwitchPolarity => self.switch_polarity(),
            Command::Holder => self.ask_for(Purpose::Holder),
            Command::Target => self.ask_for(Purpose::Target),
            Command::Issue => self.take_issue(),
            Command::FromList => self.choose_from_list(),
            Command::NextCue => self.step_cue(true),
            Command::PreviousCue => self.step_cue(false),
            Command::NextName => self.select_name(true),
            Command::PreviousName => self.select_name(false),
            Command::SameAs => self.ask_for(Purpose::Same),
            Command::NextSentence => self.select_sentence(true),
            Command::PreviousSentence => self.select_sentence(false),
            Command::NextWord => self.select_word(true),
            Command::PreviousWord => self.select_word(false),
            Command::Stances => self.show_tab(Tab::Stances),
            Command::Entities => self.show_tab(Tab::Entities),
            Command::Table => self.show_tab(Tab::Table),
            Command::History => self.show_tab(Tab::History),
            Command::TypeTags => self.state.shows_type_tags = !self.state.shows_type_tags,
            Command::Theme => {
                self.state.theme = self.state.theme.next();
                self.effects.push(Effect::SetTheme(self.state.theme));
                let words = self.state.language;
                self.say(words.theme_is(words.theme_title(self.state.theme)));
            }
            Command::Language => self.speak(self.state.language.next()),
            Command::Palette => self.show_dialog(Dialog::Palette),
            Command::Help => self.show_dialog(Dialog::Help),
            Command::Close => self.close(),
        }
    }

    /// What a command means while the library is shown. Returns whether it means what it always does.
    fn command_in_library(&mut self, command: Command) -> bool {
        let chosen = self.state.library.chosen;
        match command {
            Command::Open | Command::Paste | Command::Theme | Command::Language | Command::Palette | Command::Help => {
                return true;
            }
            Command::Close if self.state.dialog.is_some() => return true,
            Command::Close | Command::Library => self.hide_library(),
            Command::Next | Command::NextSuggestion | Command::NextArticle => self.step_in_library(true),
            Command::Previous | Command::PreviousSuggestion | Command::PreviousArticle => self.step_in_library(false),
            Command::Details => {
                if let Some(id) = chosen {
                    self.choose_recent(id);
                }
            }
            Command::Done | Command::Doubt => {
                if let Some(id) = chosen {
                    self.toggle_done(id);
                }
            }
            Command::Reject => {
                if let Some(id) = chosen {
                    self.remove(id);
                }
            }
            Command::Undo => self.bring_back_last(),
            _ => self.say(self.state.language.open_an_article_first()),
        }
        false
    }

    fn step(&mut self, forward: bool) {
        let Some(document) = self.state.shown().cloned() else { return };
        self.state.offer = None;
        match walk::step(&document, self.state.focus.as_ref(), Stops::Every, forward) {
            Some(item) => self.focus(item, From::Keyboard),
            None => self.say(self.state.language.no_marks_yet()),
        }
    }

    fn details(&mut self) {
        match self.state.focus.clone() {
            Some(Item::Mention(_)) => {
                self.state.popover = Some(Popover::Mention);
                self.effects.push(Effect::FocusElement("popover-first"));
            }
            Some(item @ (Item::Stance(_) | Item::Entity(_))) => {
                self.state.panel.is_drawn_up = true;
                self.effects.push(Effect::RevealCard(item));
                self.effects.push(Effect::FocusElement("card-first"));
            }
            None => self.go_on(true),
        }
    }

    fn focused_entity(&self) -> Option<Item> {
        match self.state.focus.as_ref()? {
            Item::Mention(id) => self.state.document()?.mention(id)?.claim.entity.clone().map(Item::Entity),
            item @ Item::Entity(_) => Some(item.clone()),
            Item::Stance(_) => None,
        }
    }

    fn prepare_merge(&mut self) {
        match self.focused_entity() {
            Some(entity) => {
                self.focus(entity, From::Panel);
                self.state.panel.is_drawn_up = true;
                self.effects.push(Effect::FocusElement("merge-into"));
            }
            None => self.say(self.state.language.choose_mention_or_entity()),
        }
    }

    fn prepare_note(&mut self) {
        match &self.state.focus {
            Some(Item::Mention(_)) => self.state.popover = Some(Popover::Mention),
            Some(_) => self.state.panel.is_drawn_up = true,
            None => return self.say(self.state.language.choose_any()),
        }
        self.effects.push(Effect::FocusElement("note"));
    }

    /// Selects the next word; in a sentence that is selected as a whole, its first or last one.
    fn select_word(&mut self, forward: bool) {
        let Some(document) = self.state.document() else { return };
        let article = document.article();
        let here = self.state.selection.or_else(|| walk::place_of(document, self.state.focus.as_ref()?));
        let behind = here
            .map_or(if forward { 0 } else { article.text().len() }, |span| if forward { span.end } else { span.start });
        let inside = self
            .state
            .selection
            .filter(|span| trimmed(article, document.sentence_around(*span)) == Some(*span))
            .and_then(|span| word_near(article, if forward { span.start } else { span.end }, forward))
            .filter(|word| Some(*word) != self.state.selection);
        if let Some(word) = inside.or_else(|| word_near(article, behind, forward)) {
            self.select_words(word);
        }
    }

    /// Selects the sentence that the reader is in, or else the next one.
    fn select_sentence(&mut self, forward: bool) {
        let Some(document) = self.state.document() else { return };
        let article = document.article();
        let sentence = |word: Span| trimmed(article, document.sentence_around(word));
        let here = self.state.selection.or_else(|| walk::place_of(document, self.state.focus.as_ref()?));
        let own = here.and_then(sentence).filter(|own| here.is_some_and(|here| *own != here && own.encloses(here)));
        let next = || {
            let from = here.map_or(if forward { 0 } else { article.text().len() }, |span| {
                if forward { span.end } else { span.start }
            });
            word_near(article, from, forward).and_then(sentence)
        };
        match own.or_else(next).filter(|found| Some(*found) != self.state.selection) {
            Some(found) => self.select_words(found),
            None => self.say(self.state.language.no_other_sentence()),
        }
    }

    /// Selects the next name that nobody has marked.
    fn select_name(&mut self, forward: bool) {
        let Some(document) = self.state.document() else { return };
        match unmarked::step(document, self.place(), forward) {
            Some(name) => self.select_words(name),
            None => self.say(self.state.language.every_name_is_marked()),
        }
    }

    /// Closes what lies on top: a dialog, a popover, a stance in the making, the selection, the focus.
    fn close(&mut self) {
        if self.state.dialog.take().is_some() {
            return;
        }
        if self.state.selection.is_some() {
            self.drop_selection();
        } else if self.state.stance_draft.is_some() {
            self.drop_draft();
        } else if self.state.hinting.take().is_some() {
            self.say(self.state.language.no_mark_chosen());
        } else if self.state.popover.take().is_some() {
            if let Some(item) = self.state.focus.clone() {
                self.effects.push(Effect::FocusMark(item));
            }
        } else if self.state.focus.take().is_some() {
            self.state.aside_from = None;
        } else {
            if self.state.find.is_shown {
                self.state.find.is_shown = false;
            } else {
                self.state.panel.is_drawn_up = false;
            }
        }
    }
}
