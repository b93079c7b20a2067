//! Letters on marks: shown, typed, and what comes of the mark that was chosen.

use super::{From, Turn};
use crate::annotation::Target;
use crate::app::describe;
use crate::app::highlight::Item;
use crate::app::hints::{Chosen, Hinting, Purpose};
use crate::app::walk;
use crate::document::Edit;
use crate::text::Span;

impl Turn {
    /// Shows the letters: to go somewhere, or to choose a side of the stance in the making or of the focused one.
    pub(super) fn ask_for(&mut self, purpose: Purpose) {
        let Some(document) = self.state.shown() else { return };
        let is_stance = matches!(self.state.focus, Some(Item::Stance(_)));
        if purpose != Purpose::Jump && !is_stance && self.state.stance_draft.is_none() {
            return self.say("Choose a stance first.");
        }
        let hinting = Hinting::around(document, self.place(), purpose);
        if hinting.is_empty() {
            return self.say("There is no mark to choose.");
        }
        self.state.hinting = Some(hinting);
        self.state.popover = None;
        self.say(question(purpose));
    }

    /// Where the reader is.
    pub(super) fn place(&self) -> Span {
        let draft = self.state.stance_draft.as_ref().and_then(|draft| draft.place.or(draft.cue));
        let focus = || walk::place_of(self.state.document()?, self.state.focus.as_ref()?);
        draft.or(self.state.selection).or_else(focus).unwrap_or(Span { start: 0, end: 0 })
    }

    pub(super) fn type_hint(&mut self, letter: char, is_shifted: bool) {
        let Some(hinting) = &mut self.state.hinting else { return };
        match hinting.chosen(letter) {
            Chosen::Item(item) => self.choose(item, is_shifted),
            Chosen::More => hinting.typed.push(letter),
            Chosen::Nothing => self.say("No mark has this letter."),
        }
    }

    /// Takes the last letter back, or goes back from the target to the holder.
    pub(super) fn take_hint_back(&mut self) {
        let Some(hinting) = &mut self.state.hinting else { return };
        if hinting.typed.pop().is_none() && self.state.stance_draft.is_some() {
            *hinting = hinting.for_purpose(Purpose::Holder);
            self.say(question(Purpose::Holder));
        }
    }

    /// A mark was chosen by its letter or by a press on it.
    pub(super) fn choose(&mut self, item: Item, is_other_side: bool) {
        let Some(purpose) = self.state.hinting.as_ref().map(|hinting| hinting.purpose) else { return };
        if purpose == Purpose::Jump {
            self.state.hinting = None;
            return self.focus(item, From::Keyboard);
        }
        let Some(document) = self.state.document() else { return };
        let chosen = match &item {
            Item::Mention(id) => document.mention(id).and_then(|m| Some((m.claim.entity.clone()?, m.claim.span))),
            Item::Entity(id) => walk::place_of(document, &item).map(|span| (id.clone(), span)),
            Item::Stance(_) => None,
        };
        let Some((entity, span)) = chosen else { return self.say("This mark names nobody.") };
        match (self.state.stance_draft.is_some(), purpose, self.state.focus.clone()) {
            (true, Purpose::Holder, _) => self.choose_holder(entity, span),
            (true, _, _) => self.choose_target(entity, span, is_other_side),
            (false, Purpose::Holder, Some(Item::Stance(stance))) => {
                self.state.hinting = None;
                self.make(Edit::SetHolder { stance, holder: entity });
            }
            (false, _, Some(Item::Stance(stance))) => {
                self.state.hinting = None;
                self.make(Edit::SetTarget { stance, target: Target::Entity(entity) });
            }
            _ => self.state.hinting = None,
        }
    }

    /// Moves the keyboard focus into the list of all entities, which knows typing ahead.
    pub(super) fn choose_from_list(&mut self) {
        let purpose = self.state.hinting.as_ref().map(|hinting| hinting.purpose);
        let id = match (self.state.stance_draft.is_some(), purpose) {
            (true, Some(Purpose::Holder)) => "draft-holder",
            (true, _) => "draft-target",
            (false, Some(Purpose::Holder)) => "card-holder",
            (false, _) if matches!(self.state.focus, Some(Item::Stance(_))) => "card-target",
            _ => return self.say("Choose a stance first."),
        };
        self.state.panel.is_drawn_up = true;
        self.effects.push(crate::app::action::Effect::FocusElement(id));
    }

    /// What is known of the stance in the making, in words.
    pub(super) fn say_draft(&mut self, question: &str) {
        let Some((document, draft)) = self.state.document().zip(self.state.stance_draft.as_ref()) else { return };
        let mut said = String::from("New stance");
        if let Some(holder) = &draft.holder {
            said += &format!(" of {}", describe::entity_name(document, holder));
        }
        said += &format!(", {}", draft.polarity);
        if let Some(target) = &draft.target {
            said += &format!(" {}", describe::target(document, target));
        }
        if let Some(cue) = draft.cue {
            said += &format!(": {}", describe::words(document.article(), cue));
        }
        self.say(format!("{said}. {question}"));
    }
}

/// What the letters ask for, in words.
pub(super) const fn question(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Jump => "Type the letter of a mark to go there.",
        Purpose::Holder => "Type the holder's letter.",
        Purpose::Target => "Type the target's letter, with Shift for the other side; or press Enter.",
    }
}
