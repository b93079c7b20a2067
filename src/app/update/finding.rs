//! Finding: the search is opened, typed, walked through and closed, and what it found is marked or decided at once.

use super::{From, Turn};
use crate::app::action::Effect;
use crate::app::find::{FindAction, Scope};
use crate::app::highlight::Item;
use crate::app::occurrences::Occurrences;
use crate::app::state::{Dialog, Popover};
use crate::document::Edit;
use crate::text::Span;

impl Turn {
    pub(super) fn find(&mut self, action: FindAction) {
        match action {
            FindAction::Typed(wanted) => {
                self.state.find.wanted = wanted;
                self.look_from_start();
            }
            FindAction::PatternToggled => {
                self.state.find.is_pattern = !self.state.find.is_pattern;
                self.look_from_start();
            }
            FindAction::ScopeChosen(scope) => {
                self.state.find.scope = scope;
                self.look_from_start();
            }
            FindAction::Stepped { forward } => self.step_hit(forward),
            FindAction::LabelChosen(label_idx) => self.offer_to_mark(label_idx),
            FindAction::Decided { is_right } => self.decide_all_found(is_right),
            FindAction::Closed => self.close_find(),
        }
    }

    /// Shows the field. Selected words are looked for, or else what was looked for last.
    pub(super) fn open_find(&mut self) {
        let Some(document) = self.state.document().cloned() else { return };
        self.state.find.from = self.place().start;
        if let Some(words) = self.state.selected_words().and_then(|span| document.article().slice(span)) {
            self.state.find.wanted = words.to_owned();
            self.state.find.is_pattern = false;
            self.state.find.scope = Scope::Text;
        }
        self.drop_selection();
        self.state.popover = None;
        self.state.find.is_shown = true;
        self.look_from_start();
        self.effects.push(Effect::FocusElement("find"));
    }

    fn look_from_start(&mut self) {
        let Some(document) = self.state.shown().cloned() else { return };
        self.state.find.hit_idx = None;
        self.state.find.look(&document);
        self.show_hit();
    }

    pub(super) fn step_hit(&mut self, forward: bool) {
        let Some(document) = self.state.shown().cloned() else { return };
        if self.state.find.wanted.is_empty() {
            return self.open_find();
        }
        if !self.state.find.is_shown {
            self.state.find.is_shown = true;
            self.state.find.look(&document);
        }
        self.state.find.step(forward);
        self.show_hit();
    }

    fn show_hit(&mut self) {
        if let Some(hit) = self.state.find.current().cloned() {
            match hit.item {
                Some(item) => {
                    // What is found is looked at; the field keeps the keys.
                    self.focus(item.clone(), From::Panel);
                    self.state.popover = matches!(item, Item::Mention(_)).then_some(Popover::Glance);
                }
                None => {
                    self.state.popover = None;
                    self.effects.push(Effect::RevealText(hit.span));
                }
            }
        }
    }

    /// Back to the text, to the place that was found: its words are selected, so that the keys mean them.
    fn close_find(&mut self) {
        self.state.find.is_shown = false;
        self.effects.push(Effect::LeaveField);
        let Some(hit) = self.state.find.current().cloned() else { return };
        match hit.item {
            Some(item) => self.focus(item, From::Keyboard),
            None if !self.state.find.wanted.is_empty() => self.select_words(hit.span),
            None => {}
        }
    }

    /// Shows what would become of each place if all that was found were of one type.
    fn offer_to_mark(&mut self, label_idx: usize) {
        let Some(document) = self.state.document() else { return };
        let Some(rule) = document.codebook().labels.get(label_idx) else { return };
        let spans: Vec<Span> = self.state.find.hits.iter().map(|hit| hit.span).collect();
        match Occurrences::marking(self.state.language, document, spans.into_iter(), &rule.label) {
            Some(list) => self.show_dialog(Dialog::Occurrences(list)),
            None => {
                let label = rule.label.clone();
                let words = self.state.language;
                self.say(words.nothing_left_to_mark(words.label(&label)));
            }
        }
    }

    /// Confirms or rejects all marks that were found, as one step.
    fn decide_all_found(&mut self, is_right: bool) {
        let Some(document) = self.state.document() else { return };
        let is_open = |item: &Item| match item {
            Item::Mention(id) => document.mention(id).is_some_and(|m| !is_right || !m.status.is_reviewed()),
            Item::Stance(id) => document.stance(id).is_some_and(|s| !is_right || !s.status.is_reviewed()),
            Item::Entity(_) => false,
        };
        let edits: Vec<Edit> = self
            .state
            .find
            .hits
            .iter()
            .filter_map(|hit| hit.item.clone())
            .filter(|item| is_open(item))
            .filter_map(|item| match item {
                Item::Mention(mention) if is_right => Some(Edit::ConfirmMention { mention }),
                Item::Mention(mention) => Some(Edit::RejectMention { mention }),
                Item::Stance(stance) if is_right => Some(Edit::ConfirmStance { stance }),
                Item::Stance(stance) => Some(Edit::RejectStance { stance }),
                Item::Entity(_) => None,
            })
            .collect();
        if edits.is_empty() {
            return self.say(self.state.language.nothing_left_to_decide());
        }
        let words = self.state.language;
        let (marks, wanted) = (words.n_marks(edits.len()), &self.state.find.wanted);
        let title = if is_right { words.confirmed_found(marks, wanted) } else { words.rejected_found(marks, wanted) };
        self.make(Edit::Batch { title, edits });
    }
}
