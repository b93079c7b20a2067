//! Edits: made, taken back, made again, and what follows from them on the screen.

use super::{From, Turn};
use crate::annotation::{Label, MentionId, Status};
use crate::app::action::Effect;
use crate::app::boundary::{self, Side, Unit, Way};
use crate::app::command::Command;
use crate::app::describe;
use crate::app::highlight::Item;
use crate::app::occurrences::Occurrences;
use crate::app::state::Dialog;
use crate::app::words::Say;
use crate::document::{AnnotationId, Change, Document, Edit, EditError, EntityChoice, Entry};
use std::rc::Rc;

/// Up to so many bytes of text, other occurrences are looked for after every change of a mention.
const MAX_SEARCHED: usize = 150_000;

impl Turn {
    /// Makes an edit and tells the reader. Returns whether it fitted.
    pub(super) fn make(&mut self, edit: Edit) -> bool {
        if self.refuses_to_write() {
            return false;
        }
        let Some(open) = &mut self.state.open else { return false };
        let said = describe::edit(self.state.language, &open.document, &edit);
        let mut document = Document::clone(&open.document);
        match open.history.make(&mut document, edit.clone()) {
            Ok(true) => {
                let is_loss = takes_away(&edit);
                open.document = Rc::new(document);
                let change = open.history.past().last().map(|step| step.change.clone());
                let about = self.about_mention(&edit);
                if let Some(open) = &mut self.state.open {
                    open.journal.push(Entry::Made(edit));
                }
                self.forget_what_is_gone();
                if let Some(change) = change {
                    self.learn_from(&change);
                }
                let elsewhere = self.offer(about);
                let words = self.state.language;
                let said = if is_loss {
                    words.undo_with_keys(said, self.spoken_key(Command::Undo))
                } else {
                    words.edit_said(said)
                };
                self.say(format!("{said}{elsewhere}"));
                self.keep();
                true
            }
            Ok(false) => true,
            Err(error) => {
                self.refuse(&error);
                false
            }
        }
    }

    /// The last key of a command, the one that other programs have too, as it is said.
    pub(super) fn spoken_key(&self, command: Command) -> String {
        self.state.keys.keys(command).last().map(|key| key.replace("Ctrl+", "Control ")).unwrap_or_default()
    }

    /// The mention that an edit was about, where the same may be meant for others of its name.
    fn about_mention(&self, edit: &Edit) -> Option<MentionId> {
        let document = self.state.document()?;
        match edit {
            Edit::RelabelMention { mention, .. }
            | Edit::ReassignMention { mention, .. }
            | Edit::RejectMention { mention } => document.mention(mention).map(|m| m.id.clone()),
            Edit::AddMention { span, label, .. } => {
                document.mentions().find(|m| m.claim.span == *span && m.claim.label == *label).map(|m| m.id.clone())
            }
            _ => None,
        }
    }

    /// Offers the same for all occurrences, and says so.
    fn offer(&mut self, about: Option<MentionId>) -> String {
        self.state.offer = None;
        let list = about.as_ref().zip(self.state.document()).and_then(|(id, document)| {
            // Looking for a name takes time in a very long text; there it is done only when asked for.
            let is_short = document.article().text().len() <= MAX_SEARCHED;
            is_short.then(|| Occurrences::of(self.state.language, document, id)).flatten()
        });
        let Some(list) = list else { return String::new() };
        self.state.offer = about;
        let words = self.state.language;
        words.same_elsewhere(words.n_other_places(list.places.len()), self.state.keys.key(Command::Occurrences))
    }

    fn refuse(&mut self, error: &EditError) {
        if let EditError::AlreadyMarked(id) = error {
            self.state.focus = Some(Item::Mention(id.clone()));
        }
        self.trouble(error.say(self.state.language));
    }

    pub(super) fn undo(&mut self) {
        if self.refuses_to_write() {
            return;
        }
        let Some(open) = &mut self.state.open else { return };
        let mut document = Document::clone(&open.document);
        let Some(step) = open.history.undo(&mut document) else {
            self.say(self.state.language.nothing_to_undo());
            return;
        };
        let (edit, place, change) = (step.edit.clone(), place_of(&step.change), step.change.inverse());
        open.journal.push(Entry::Undone);
        open.slid_step = None;
        open.document = Rc::new(document);
        let said = describe::edit(self.state.language, &open.document, &edit);
        if matches!(edit, Edit::Retag { .. }) {
            self.forget_asked();
        }
        self.learn_from(&change);
        self.after_travel(self.state.language.undone(said), place);
    }

    pub(super) fn redo(&mut self) {
        if self.refuses_to_write() {
            return;
        }
        let Some(open) = &mut self.state.open else { return };
        let before = Rc::clone(&open.document);
        let mut document = Document::clone(&open.document);
        let Some(step) = open.history.redo(&mut document) else {
            self.say(self.state.language.nothing_to_redo());
            return;
        };
        let said = describe::edit(self.state.language, &before, &step.edit);
        let (place, change) = (place_of(&step.change), step.change.clone());
        let is_tagging = matches!(step.edit, Edit::Retag { .. });
        open.journal.push(Entry::Redone);
        open.slid_step = None;
        open.document = Rc::new(document);
        if is_tagging {
            self.forget_asked();
        }
        self.learn_from(&change);
        self.after_travel(self.state.language.done_again(said), place);
    }

    pub(super) fn go_back_to(&mut self, n_steps: usize) {
        let n_past = |turn: &Self| turn.state.open.as_ref().map_or(0, |open| open.history.past().len());
        if self.refuses_to_write() {
            return;
        }
        while n_past(self) > n_steps {
            self.undo();
        }
        let n_all = self.state.open.as_ref().map_or(0, |open| open.history.past().len() + open.history.future().len());
        while n_past(self) < n_steps.min(n_all) {
            self.redo();
        }
    }

    fn after_travel(&mut self, said: String, place: Option<Item>) {
        self.forget_what_is_gone();
        let is_there = place.as_ref().is_some_and(|item| self.exists(item));
        if let (Some(item), true) = (place, is_there) {
            self.effects.push(Effect::Reveal(item.clone()));
            self.state.focus = Some(item);
            self.state.popover = None;
        }
        self.say(said);
        self.keep();
    }

    fn exists(&self, item: &Item) -> bool {
        let Some(document) = self.state.shown() else { return false };
        match item {
            Item::Mention(id) => document.mention(id).is_some(),
            Item::Entity(id) => document.entity(id).is_some(),
            Item::Stance(id) => document.stance(id).is_some(),
        }
    }

    /// The screen must not point at what is no longer there to be seen.
    pub(super) fn forget_what_is_gone(&mut self) {
        if let Some(open) = &self.state.open {
            self.state.sight.refresh(&open.document);
        }
        if self.state.hover.as_ref().is_some_and(|item| !self.exists(item)) {
            self.state.hover = None;
        }
        if self.state.focus.as_ref().is_some_and(|item| !self.exists(item)) {
            self.state.focus = None;
            self.state.popover = None;
        }
        if let Some(Item::Mention(id)) = &self.state.focus {
            let is_live = self.state.document().and_then(|d| d.mention(id)).is_some_and(|m| m.status.is_live());
            if !is_live {
                self.state.popover = None;
            }
        }
    }

    /// Confirms or rejects what is focused and goes on to the next suggestion.
    pub(super) fn decide(&mut self, is_right: bool) {
        // What was added beside a suggestion needs no decision; who confirms goes on with the suggestion.
        if let Some(item) = self.take_aside().filter(|_| is_right) {
            self.state.focus = Some(item);
        }
        let edit = match &self.state.focus {
            Some(Item::Mention(mention)) if is_right => Edit::ConfirmMention { mention: mention.clone() },
            Some(Item::Mention(mention)) => Edit::RejectMention { mention: mention.clone() },
            Some(Item::Stance(stance)) if is_right => Edit::ConfirmStance { stance: stance.clone() },
            Some(Item::Stance(stance)) => Edit::RejectStance { stance: stance.clone() },
            Some(Item::Entity(_)) | None => return self.go_on(true),
        };
        let next = self.state.shown().and_then(|document| {
            crate::app::walk::next_suggestion(document, self.state.focus.as_ref(), self.state.order, true)
        });
        if self.make(edit) {
            let said = self.state.announcement.text.clone();
            match next {
                Some(next) if self.exists(&next) => self.focus(next, From::Keyboard),
                _ => {
                    self.state.popover = None;
                    self.say(self.state.language.then_all_reviewed(said));
                }
            }
        }
    }

    /// Marks the selected words, or changes the type of what is focused.
    pub(super) fn set_label(&mut self, label_idx: usize) {
        let Some(document) = self.state.document() else { return };
        let Some(label) = document.codebook().labels.get(label_idx).map(|rule| rule.label.clone()) else { return };
        if let Some(span) = self.state.selected_words() {
            // Who selects a mention and gives it a type means that mention.
            let marked = document.mentions().find(|m| m.status.is_live() && m.claim.span == span).map(|m| m.id.clone());
            if let Some(mention) = marked {
                self.focus(Item::Mention(mention.clone()), From::Pointer);
                self.make(Edit::RelabelMention { mention, label });
                return;
            }
            let entity = if label == Label::DATE { EntityChoice::Without } else { EntityChoice::ByName };
            let at_hand = self.suggestion_at_hand();
            if self.make(Edit::AddMention { span, label: label.clone(), entity }) {
                let said = self.state.announcement.clone();
                let added = self.state.document().and_then(|document| {
                    document.mentions().find(|m| m.claim.span == span && m.claim.label == label).map(|m| m.id.clone())
                });
                if let Some(id) = added {
                    self.focus(Item::Mention(id), From::Pointer);
                }
                self.state.aside_from = at_hand;
                self.state.announcement = said;
            }
            return;
        }
        match self.state.focus.clone() {
            Some(Item::Mention(mention)) => {
                self.make(Edit::RelabelMention { mention, label });
            }
            Some(Item::Entity(entity)) => {
                self.make(Edit::RelabelEntity { entity, label });
            }
            Some(Item::Stance(_)) | None => self.say(self.state.language.select_words_or_mention()),
        }
    }

    /// Moves a boundary of the selection, or else of the focused mention or cue.
    pub(super) fn move_boundary(&mut self, side: Side, way: Way, unit: Unit) {
        let Some(document) = self.state.document() else { return };
        let article = document.article().clone();
        if let Some(span) = self.state.selection {
            if let Some(next) = boundary::moved(&article, span, side, way, unit) {
                self.select_words(next);
            }
            return;
        }
        if self.state.stance_draft.is_some() {
            return self.move_draft_boundary(side, way, unit);
        }
        let Some(item) = self.state.focus.clone() else { return };
        let Some(span) = crate::app::walk::place_of(document, &item) else { return };
        let Some(next) = boundary::moved(&article, span, side, way, unit) else { return };
        match item {
            Item::Mention(mention) => self.make(Edit::RespanMention { mention, span: next }),
            Item::Stance(stance) => self.make(Edit::SetCue { stance, cue: next }),
            Item::Entity(_) => false,
        };
    }

    /// Shows what the focused mention or cue would cover.
    pub(super) fn draw_boundary(&mut self, side: Side, at: usize, is_exact: bool) {
        let Some(document) = self.state.document() else { return };
        let place = self.state.focus.as_ref().and_then(|item| crate::app::walk::place_of(document, item));
        let Some(place) = place.filter(|_| self.state.held().is_some()) else { return };
        self.state.drawn = boundary::drawn(document.article(), place, side, at, is_exact);
        self.state.popover = None;
    }

    /// The boundary that was drawn stays where it was let go.
    pub(super) fn let_boundary_go(&mut self, is_meant: bool) {
        let Some(span) = self.state.drawn.take().filter(|_| is_meant) else { return };
        let Some((document, item)) = self.state.document().zip(self.state.focus.clone()) else { return };
        if crate::app::walk::place_of(document, &item) == Some(span) {
            return;
        }
        let is_made = match item.clone() {
            Item::Mention(mention) => self.make(Edit::RespanMention { mention, span }),
            Item::Stance(stance) => self.make(Edit::SetCue { stance, cue: span }),
            Item::Entity(_) => false,
        };
        if is_made && self.exists(&item) {
            let said = self.state.announcement.clone();
            self.focus(item, From::Keyboard);
            self.state.announcement = said;
        }
    }

    /// Gives the focused mention or cue the selected words.
    pub(super) fn use_selection(&mut self) {
        let Some(span) = self.state.selected_words() else {
            return self.say(self.state.language.select_words_first());
        };
        let is_made = match self.state.focus.clone() {
            Some(Item::Mention(mention)) => self.make(Edit::RespanMention { mention, span }),
            Some(Item::Stance(stance)) => self.make(Edit::SetCue { stance, cue: span }),
            Some(Item::Entity(_)) | None => return self.say(self.state.language.choose_then_select()),
        };
        if is_made {
            self.drop_selection();
        }
    }

    pub(super) fn toggle_doubt(&mut self) {
        let Some(document) = self.state.document() else { return };
        let (of, is_doubtful) = match &self.state.focus {
            Some(Item::Mention(id)) => {
                (AnnotationId::Mention(id.clone()), document.mention(id).is_some_and(|m| m.is_doubtful))
            }
            Some(Item::Stance(id)) => {
                (AnnotationId::Stance(id.clone()), document.stance(id).is_some_and(|s| s.is_doubtful))
            }
            Some(Item::Entity(_)) | None => return self.say(self.state.language.choose_mention_or_stance()),
        };
        self.make(Edit::SetDoubt { of, is_doubtful: !is_doubtful });
    }

    pub(super) fn split_off(&mut self) {
        match self.state.focus.clone() {
            Some(Item::Mention(mention)) => {
                self.make(Edit::ReassignMention { mention, entity: EntityChoice::New });
            }
            _ => self.say(self.state.language.choose_mention()),
        }
    }

    pub(super) fn offer_occurrences(&mut self) {
        let Some(document) = self.state.document() else { return };
        let id = match (&self.state.offer, &self.state.focus) {
            (Some(offered), _) => Some(offered.clone()),
            (None, Some(Item::Mention(id))) => Some(id.clone()),
            (None, Some(Item::Entity(entity))) => document
                .mentions()
                .find(|m| m.status.is_live() && m.claim.entity.as_ref() == Some(entity))
                .map(|m| m.id.clone()),
            _ => None,
        };
        let Some(id) = id else { return self.say(self.state.language.choose_mention()) };
        match Occurrences::of(self.state.language, document, &id) {
            Some(list) => self.show_dialog(Dialog::Occurrences(list)),
            None => self.say(self.state.language.no_other_place()),
        }
    }

    pub(super) fn toggle_occurrence(&mut self, place_idx: usize) {
        if let Some(Dialog::Occurrences(list)) = &mut self.state.dialog
            && let Some(place) = list.places.get_mut(place_idx)
        {
            place.is_ticked = !place.is_ticked;
        }
    }

    pub(super) fn accept_occurrences(&mut self) {
        if let Some(Dialog::Occurrences(list)) = self.state.dialog.take()
            && let Some(edit) = list.edit(self.state.language)
        {
            self.make(edit);
        }
    }

    pub(super) fn confirm_sure(&mut self, percent: u16) {
        self.state.dialog = None;
        // Nobody decides about what is not shown.
        let Some(document) = self.state.shown() else { return };
        let edits = sure(document, percent);
        if edits.is_empty() {
            return self.say(self.state.language.none_so_sure(percent));
        }
        let words = self.state.language;
        let title = words.confirmed_sure(words.n_suggestions(edits.len()), percent);
        self.make(Edit::Batch { title, edits });
    }
}

/// The edits that confirm every suggestion that is at least `percent` sure.
#[must_use]
pub fn sure(document: &Document, percent: u16) -> Vec<Edit> {
    let is_sure = |status: Status, origin: &crate::annotation::Origin| {
        status == Status::Suggested && origin.confidence.is_some_and(|confidence| confidence.percent() >= percent)
    };
    let mentions = document
        .mentions()
        .filter(|m| is_sure(m.status, &m.origin))
        .map(|m| Edit::ConfirmMention { mention: m.id.clone() });
    let stances = document
        .stances()
        .filter(|s| is_sure(s.status, &s.origin))
        .map(|s| Edit::ConfirmStance { stance: s.id.clone() });
    mentions.chain(stances).collect()
}

/// Whether the reader may miss something after it.
const fn takes_away(edit: &Edit) -> bool {
    matches!(
        edit,
        Edit::RejectMention { .. } | Edit::RejectStance { .. } | Edit::MergeEntities { .. } | Edit::Batch { .. }
    )
}

/// What a step was about, to show it after undo and redo.
fn place_of(change: &Change) -> Option<Item> {
    let mention = change.mentions.iter().find_map(|swap| swap.before.as_ref().or(swap.after.as_ref()));
    let stance = change.stances.iter().find_map(|swap| swap.before.as_ref().or(swap.after.as_ref()));
    let entity = change.entities.iter().find_map(|swap| swap.before.as_ref().or(swap.after.as_ref()));
    mention
        .map(|m| Item::Mention(m.id.clone()))
        .or_else(|| stance.map(|s| Item::Stance(s.id.clone())))
        .or_else(|| entity.map(|e| Item::Entity(e.id.clone())))
}
