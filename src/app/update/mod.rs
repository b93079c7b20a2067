//! The one function in which the screen changes. In: the state and what happened; out: the next state and what the
//! browser must do. It is pure: time, files and storage reach it as actions.

mod articles;
mod commands;
mod edits;
mod finding;
mod hinting;
mod keeping;
mod learning;
mod library;
mod stances;
mod tagging;
#[cfg(test)]
mod tests;

pub use edits::sure;
pub use keeping::file_name;

use super::action::{Action, Effect};
use super::highlight::Item;
use super::keymap::Keymap;
use super::state::{Dialog, Notice, Pair, Popover, Show, State, Tab};
use super::words::Language;
use super::{boundary, describe, view, walk};
use crate::text::Span;
use std::rc::Rc;

/// The state after `action`, and what the browser must do.
#[must_use]
pub fn update(state: State, action: Action) -> (State, Vec<Effect>) {
    let mut turn = Turn { state, effects: Vec::new() };
    turn.take(action);
    turn.see();
    (turn.state, turn.effects)
}

/// A state under change, and the effects collected on the way.
struct Turn {
    state: State,
    effects: Vec<Effect>,
}

impl Turn {
    fn take(&mut self, action: Action) {
        match action {
            Action::Started { theme, language, keys, shown_from, latest, recent, learning, trouble } => {
                self.state.language = language;
                self.state.keys = Rc::new(keys);
                self.state.sight.set_from(shown_from);
                self.start_learning(learning);
                self.start(theme, latest, recent, trouble);
            }
            Action::TextPasted { text, html } => self.paste(&text, html.as_deref()),
            Action::FilesRead(files) => self.open_files(files),
            Action::FilesUnreadable(reason) | Action::RecentMissing(reason) => self.trouble(reason),
            Action::RecentChosen(id) => self.choose_recent(id),
            Action::RecentLoaded(stored) => self.open_stored(stored),
            Action::SampleChosen => self.open_sample(),

            Action::TaggingProgressed { id, percent } => self.tagging_progressed(id, percent),
            Action::TaggingDone { id, revision, analysis } => self.tagging_done(id, revision, analysis),
            Action::TaggingStopped { id } => self.tagging_stopped(id),
            Action::TaggingFailed { id, reason } => self.tagging_failed(id, &reason),

            Action::TextSelected { span, is_exact } => self.select(span, is_exact),
            Action::MarkClicked(item) if self.state.hinting.is_some() => self.choose(item, false),
            Action::MarkClicked(item) => {
                self.state.offer = None;
                self.focus(item, From::Pointer);
            }
            Action::TextClicked => self.let_go(),
            Action::ItemChosen(item) if self.state.focus.as_ref() == Some(&item) => self.let_go(),
            Action::ItemChosen(item) => self.focus(item, From::Panel),
            Action::Hovered(item) => self.state.hover = item,
            Action::EditChosen(edit) => {
                self.make(edit);
            }
            Action::BoundaryDrawn { side, at, is_exact } => self.draw_boundary(side, at, is_exact),
            Action::BoundaryLet(is_meant) => self.let_boundary_go(is_meant),
            Action::EndWanted(end) => self.effects.push(Effect::RevealEnd(end)),
            Action::CommandChosen(command) => self.command(command),
            Action::LanguageChosen(language) => self.speak(language),
            Action::KeyGiven { command, key } => self.change_keys(|keys| keys.give(command, &key)),
            Action::KeysReset(Some(command)) => self.change_keys(|keys| keys.reset(command)),
            Action::KeysReset(None) => self.change_keys(|keys| *keys = Keymap::default()),

            Action::StanceDraftChanged(draft) => self.state.stance_draft = Some(draft),
            Action::StanceDraftAdded => self.add_stance(),
            Action::StanceDraftDropped => self.drop_draft(),
            Action::HintTyped { letter, is_shifted } => self.type_hint(letter, is_shifted),
            Action::HintTakenBack => self.take_hint_back(),
            Action::CueFromSelection(id) => self.cue_from_selection(id),
            Action::OccurrenceToggled(place_idx) => self.toggle_occurrence(place_idx),
            Action::OccurrencesAccepted => self.accept_occurrences(),
            Action::SureAccepted(percent) => self.confirm_sure(percent),
            Action::ExportChosen(format) => self.export(format),
            Action::HistoryChosen { n_steps } => self.go_back_to(n_steps),

            Action::SurenessMoved(percent) => self.state.sight.set_from(Some(percent)),
            Action::SurenessChosen(percent) => self.choose_sureness(percent),
            Action::TabChosen(tab) => {
                self.show_tab(tab);
                self.effects.push(Effect::FocusElement(tab.button_id()));
            }
            Action::PairChosen(pair) => self.show_pair(pair),
            Action::ShowChosen(show) => self.state.panel.show = show,
            Action::SearchTyped(search) => self.state.panel.search = search,
            Action::PanelToggled => self.state.panel.is_drawn_up = !self.state.panel.is_drawn_up,
            Action::PopoverClosed => self.state.popover = None,
            Action::DialogClosed => self.state.dialog = None,
            Action::NoticeDismissed(id) => self.state.notices.retain(|notice| notice.id != id),

            Action::PageHidden => self.keep(),
            Action::Kept { revision, id, n_entries, at } => self.kept(revision, id, n_entries, at),
            Action::KeepFailed { revision, id, n_entries, reason, is_conflict } => {
                self.keep_failed(revision, id, n_entries, &reason, is_conflict);
            }
            Action::Find(action) => self.find(action),
            Action::Library(action) => self.library(action),
            Action::Learning(action) => self.learning(action),
            Action::FileSaved(file) => self.file_saved(file),
            Action::FileNotSaved(reason) => self.trouble(reason),
        }
    }

    /// Whatever happened: what is shown is what is there now, and nothing points at what is hidden.
    fn see(&mut self) {
        if self.state.document().is_some_and(|document| self.state.sight.is_stale(document)) {
            self.forget_what_is_gone();
        }
        if let Some(document) = self.state.shown().cloned()
            && self.state.find.is_stale(&document)
        {
            self.state.find.look(&document);
        }
    }

    /// Says something in the live region.
    fn say(&mut self, text: impl Into<String>) {
        let n = self.state.number();
        self.state.announcement = super::state::Announcement { n, text: text.into() };
    }

    /// From now on the screen is in this language.
    fn speak(&mut self, language: Language) {
        self.state.language = language;
        self.effects.push(Effect::SetLanguage(language));
        self.say(language.language_is());
    }

    fn change_keys(&mut self, change: impl FnOnce(&mut Keymap)) {
        change(Rc::make_mut(&mut self.state.keys));
        self.effects.push(Effect::KeepKeys(self.state.keys.to_json()));
    }

    /// Tells the reader what went wrong. The text also says what was kept and what to do.
    fn trouble(&mut self, text: impl Into<String>) {
        self.notice(text.into(), true);
    }

    fn notice(&mut self, text: String, is_error: bool) {
        self.say(text.clone());
        self.state.notices.retain(|notice| notice.text != text);
        let id = self.state.number();
        self.state.notices.push(Notice { id, is_error, text });
        // More than a few would cover the article.
        let n_over = self.state.notices.len().saturating_sub(3);
        self.state.notices.drain(..n_over);
    }

    fn show_tab(&mut self, tab: Tab) {
        self.state.panel.tab = tab;
        self.state.panel.is_drawn_up = true;
    }

    /// Shows the stances behind one number of the table, the first of them in the text.
    fn show_pair(&mut self, pair: Option<Pair>) {
        self.show_tab(Tab::Stances);
        self.state.panel.show = Show::Live;
        self.state.panel.search.clear();
        self.state.panel.pair = pair;
        if self.state.panel.pair.is_none() {
            return self.effects.push(Effect::FocusElement(Tab::Stances.button_id()));
        }
        let Some(document) = self.state.shown() else { return };
        let cards = view::stance_cards(document, &self.state.panel, None);
        let n_stances = cards.cards.len() + cards.n_before + cards.n_after;
        if let Some(first) = cards.cards.first() {
            self.focus(Item::Stance(first.id.clone()), From::Panel);
        }
        self.say(self.state.language.n_stances(n_stances));
        self.effects.push(Effect::FocusElement("pair-all"));
    }

    fn show_dialog(&mut self, dialog: Dialog) {
        self.state.popover = None;
        self.state.dialog = Some(dialog);
    }

    fn select(&mut self, span: Option<Span>, is_exact: bool) {
        let Some(document) = self.state.document() else { return };
        let article = document.article();
        let span =
            span.and_then(
                |span| {
                    if is_exact { boundary::trimmed(article, span) } else { boundary::snapped(article, span) }
                },
            );
        if span == self.state.selection && (span.is_none() || self.state.popover.is_some()) {
            return;
        }
        self.state.selection = span;
        if let (true, Some(span)) = (self.state.stance_draft.is_some(), span) {
            self.take_words(span);
            self.state.popover = None;
            return;
        }
        match span {
            Some(_) => self.state.popover = Some(Popover::Selection),
            None if self.state.popover == Some(Popover::Selection) => self.state.popover = None,
            None => {}
        }
    }

    /// Selects words for the reader, who uses the keyboard.
    fn select_words(&mut self, span: Span) {
        self.select(Some(span), true);
        self.effects.push(Effect::SelectText(span));
        if let Some(document) = self.state.document() {
            let words = describe::words_of(document.article(), span);
            self.say(self.state.language.selected(words));
        }
    }

    fn drop_selection(&mut self) {
        if self.state.selection.take().is_some() {
            self.effects.push(Effect::ClearSelection);
        }
        if self.state.popover == Some(Popover::Selection) {
            self.state.popover = None;
        }
    }

    fn let_go(&mut self) {
        if self.state.stance_draft.is_none() {
            self.state.hinting = None;
        }
        self.state.focus = None;
        self.state.drawn = None;
        self.state.aside_from = None;
        self.state.popover = None;
        self.state.selection = None;
    }

    fn focus(&mut self, item: Item, from: From) {
        self.drop_selection();
        self.state.drawn = None;
        self.state.hover = None;
        self.state.aside_from = None;
        let is_narrowly_hidden = self.state.panel.is_drawn_up;
        match &item {
            Item::Mention(_) => {
                self.state.popover = Some(if from == From::Keyboard { Popover::Glance } else { Popover::Mention });
            }
            Item::Stance(_) => {
                self.state.popover = None;
                self.state.panel.tab = Tab::Stances;
                // On a narrow screen the card is the only place to work on it.
                self.state.panel.is_drawn_up = is_narrowly_hidden || from != From::Panel;
            }
            Item::Entity(_) => {
                self.state.popover = None;
                self.state.panel.tab = Tab::Entities;
            }
        }
        self.effects.push(match from {
            From::Pointer | From::Keyboard if matches!(item, Item::Entity(_)) => Effect::Reveal(item.clone()),
            From::Pointer | From::Keyboard => Effect::FocusMark(item.clone()),
            From::Panel => Effect::Reveal(item.clone()),
        });
        if from != From::Panel {
            match &item {
                Item::Stance(_) | Item::Entity(_) => self.effects.push(Effect::RevealCard(item.clone())),
                Item::Mention(id) => {
                    let entity = self.state.document().and_then(|d| d.mention(id)?.claim.entity.clone());
                    if let (Some(entity), Tab::Entities) = (entity, self.state.panel.tab) {
                        self.effects.push(Effect::RevealCard(Item::Entity(entity)));
                    }
                }
            }
        }
        self.state.focus = Some(item);
    }

    /// The suggestion under review, from which the reader turns aside to add something: the focused one, or that from
    /// which they did before.
    fn suggestion_at_hand(&self) -> Option<Item> {
        let is_open = |item: &&Item| {
            self.state.document().is_some_and(|document| match item {
                Item::Mention(id) => document.mention(id).is_some_and(|m| !m.status.is_reviewed()),
                Item::Stance(id) => document.stance(id).is_some_and(|s| !s.status.is_reviewed()),
                Item::Entity(_) => false,
            })
        };
        self.state.aside_from.as_ref().or(self.state.focus.as_ref()).filter(is_open).cloned()
    }

    /// Back to the suggestion from which the reader turned aside, if it still waits.
    fn take_aside(&mut self) -> Option<Item> {
        let item = self.state.aside_from.is_some().then(|| self.suggestion_at_hand()).flatten();
        self.state.aside_from = None;
        item
    }

    /// Goes on to what still needs a decision.
    fn go_on(&mut self, forward: bool) {
        if let Some(item) = self.take_aside().filter(|_| forward) {
            return self.focus(item, From::Keyboard);
        }
        let Some(document) = self.state.shown() else { return };
        match walk::next_suggestion(document, self.state.focus.as_ref(), self.state.order, forward) {
            Some(item) => self.focus(item, From::Keyboard),
            None => {
                let last = self.state.focus.as_ref();
                let is_last_open = last.is_some_and(|item| {
                    walk::places(document).iter().any(|(_, other, status)| other == item && !status.is_reviewed())
                });
                self.state.popover = None;
                let words = self.state.language;
                self.say(if is_last_open { words.last_suggestion() } else { words.every_suggestion_reviewed() });
            }
        }
    }
}

/// Where the reader's wish came from: it decides what scrolls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    Pointer,
    Keyboard,
    Panel,
}
