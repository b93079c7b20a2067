//! Letters on marks: shown, typed, and what comes of the mark that was chosen.

use super::{From, Turn};
use crate::annotation::{EntityId, MentionId, Target};
use crate::app::describe;
use crate::app::highlight::Item;
use crate::app::hints::{Chosen, Hinting, Purpose};
use crate::app::walk;
use crate::document::{Edit, EntityChoice};
use crate::text::Span;

impl Turn {
    /// Shows the letters: to go somewhere, or to choose a side of the stance in the making or of the focused one.
    pub(super) fn ask_for(&mut self, purpose: Purpose) {
        let Some(document) = self.state.shown() else { return };
        let is_stance = matches!(self.state.focus, Some(Item::Stance(_)));
        if purpose == Purpose::Same {
            if !matches!(self.state.focus, Some(Item::Mention(_))) {
                return self.say(self.state.language.choose_mention());
            }
        } else if purpose != Purpose::Jump && !is_stance && self.state.stance_draft.is_none() {
            // At a mention, who holds a stance toward it is asked, or toward whom its own stance is.
            return match (purpose, self.state.focus.clone()) {
                (Purpose::Holder, Some(Item::Mention(mention))) => self.begin_stance_toward(&mention),
                (_, Some(Item::Mention(_))) => self.begin_stance(),
                _ => self.say(self.state.language.choose_mention_or_stance()),
            };
        }
        let hinting = Hinting::around(document, self.place(), purpose);
        if hinting.is_empty() {
            return self.say(self.state.language.no_mark_to_choose());
        }
        self.state.hinting = Some(hinting);
        self.state.popover = None;
        self.say(self.state.language.question(purpose));
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
            Chosen::Nothing => self.say(self.state.language.no_mark_has_letter()),
        }
    }

    /// Takes the last letter back, or goes back from the target to the holder.
    pub(super) fn take_hint_back(&mut self) {
        let Some(hinting) = &mut self.state.hinting else { return };
        if hinting.typed.pop().is_none() && self.state.stance_draft.is_some() {
            *hinting = hinting.for_purpose(Purpose::Holder);
            self.say(self.state.language.question(Purpose::Holder));
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
        let Some((entity, span)) = chosen else { return self.say(self.state.language.mark_names_nobody()) };
        match (self.state.stance_draft.is_some(), purpose, self.state.focus.clone()) {
            (true, Purpose::Holder, _) => self.choose_holder(entity, span, is_other_side),
            (true, _, _) => self.choose_target(entity, span, is_other_side),
            (false, Purpose::Same, Some(Item::Mention(mention))) => {
                self.state.hinting = None;
                self.mean_same(mention, entity, is_other_side);
            }
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

    /// The focused mention, or all mentions of its entity, mean `entity`. Where that decides a suggestion, the next one
    /// comes.
    fn mean_same(&mut self, mention: MentionId, entity: EntityId, with_all: bool) {
        let own = self.state.document().and_then(|document| document.mention(&mention)?.claim.entity.clone());
        let is_open = self.suggestion_at_hand() == Some(Item::Mention(mention.clone()));
        let is_made = match own {
            Some(own) if own == entity => {
                self.say(self.state.language.means_same_already());
                false
            }
            Some(from) if with_all => self.make(Edit::MergeEntities { from, into: entity }),
            _ => self.make(Edit::ReassignMention { mention, entity: EntityChoice::This(entity) }),
        };
        if is_open && is_made {
            let said = self.state.announcement.clone();
            self.go_on(true);
            self.state.announcement = said;
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
            _ => return self.say(self.state.language.choose_stance()),
        };
        self.state.panel.is_drawn_up = true;
        self.effects.push(crate::app::action::Effect::FocusElement(id));
    }

    /// What is known of the stance in the making, in words.
    pub(super) fn say_draft(&mut self, question: &str) {
        let Some((document, draft)) = self.state.document().zip(self.state.stance_draft.as_ref()) else { return };
        let words = self.state.language;
        let mut said = words.draft().to_owned();
        if let Some(holder) = &draft.holder {
            said += &words.draft_of(describe::entity_name(document, holder));
        }
        said += &words.draft_side(words.polarity(draft.polarity));
        if let Some(target) = &draft.target {
            said += &words.draft_target(describe::target(document, target));
        }
        if let Some(cue) = draft.cue {
            said += &words.draft_cue(describe::words_of(document.article(), cue));
        }
        self.say(format!("{said}. {question}"));
    }
}
