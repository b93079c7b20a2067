//! A stance in the making: begun at a mention, a cue or another stance, completed by letters, in the panel or with the
//! mouse. What the reader has not chosen is guessed and shown, and the guess gives way to every choice.

use super::{From, Turn};
use crate::annotation::{EntityId, MentionId, StanceId, Target};
use crate::app::action::Effect;
use crate::app::boundary::{self, Side, Unit, Way};
use crate::app::cues::{self, Cue};
use crate::app::highlight::Item;
use crate::app::hints::{Hinting, Purpose};
use crate::app::state::{StanceDraft, Tab};
use crate::app::walk;
use crate::document::{Document, Edit};
use crate::text::Span;

impl Turn {
    /// Begins a stance: the selected words are its cue, or who is focused its holder. What else the sentence suggests
    /// is filled in, and the letters ask for what is still open.
    pub(super) fn begin_stance(&mut self) {
        let Some(document) = self.state.document() else { return };
        let cue = self.state.selected_words();
        let mut draft = StanceDraft { cue, is_cue_chosen: cue.is_some(), ..StanceDraft::empty() };
        draft.place = cue.or_else(|| walk::place_of(document, self.state.focus.as_ref()?));
        match (cue, &self.state.focus) {
            (Some(cue), _) => {
                let (holder, target) = around(document, cue);
                draft.holder = holder;
                draft.target = target.map(Target::Entity);
                if let Some(known) = cues::cues(document.article(), cue).first() {
                    draft.polarity = known.polarity;
                }
            }
            (None, Some(Item::Mention(id))) => {
                let Some(mention) = document.mention(id) else { return };
                draft.holder = mention.claim.entity.clone();
                draft.target = after(document, mention.claim.span, draft.holder.as_ref()).map(Target::Entity);
            }
            (None, Some(Item::Entity(id))) => draft.holder = Some(id.clone()),
            (None, Some(Item::Stance(id))) => {
                let Some(stance) = document.stance(id) else { return };
                draft.holder = Some(stance.claim.holder.clone());
            }
            (None, None) => {}
        }
        let purpose = if draft.holder.is_some() { Purpose::Target } else { Purpose::Holder };
        let hinting = Hinting::around(document, draft.place.unwrap_or(Span { start: 0, end: 0 }), purpose);
        self.state.hinting = (!hinting.is_empty()).then_some(hinting);
        self.state.stance_draft = Some(draft);
        self.guess();
        self.state.popover = None;
        self.show_tab(Tab::Stances);
        self.say_draft(self.state.language.question(purpose));
    }

    /// Begins a stance toward the focused mention: the letters ask for its holder.
    pub(super) fn begin_stance_toward(&mut self, mention: &MentionId) {
        let Some(claim) = self.state.document().and_then(|d| d.mention(mention)).map(|m| m.claim.clone()) else {
            return;
        };
        let Some(target) = claim.entity else { return self.say(self.state.language.mark_names_nobody()) };
        self.begin_stance();
        let Some(draft) = &mut self.state.stance_draft else { return };
        draft.holder = None;
        draft.target = Some(Target::Entity(target));
        draft.is_begun_at_target = true;
        if let Some(hinting) = &mut self.state.hinting {
            *hinting = hinting.for_purpose(Purpose::Holder);
        }
        self.guess();
        self.say_draft(self.state.language.question(Purpose::Holder));
    }

    /// Guesses what the reader has not chosen.
    fn guess(&mut self) {
        // A cue that is hidden is free: to the reader it is not there.
        let Some(document) = self.state.shown().cloned() else { return };
        let Some(draft) = &mut self.state.stance_draft else { return };
        let Some(place) = draft.place else { return };
        if draft.is_cue_chosen {
            return;
        }
        let sentence = document.sentence_around(place);
        // Where the target stands, if the sentence names it.
        let target = draft.target.as_ref().and_then(Target::entity);
        let at = document
            .mentions()
            .filter(|m| m.status.is_live() && target.is_some() && m.claim.entity.as_ref() == target)
            .map(|m| m.claim.span)
            .filter(|span| sentence.encloses(*span))
            .min_by_key(|span| span.start.abs_diff(place.start))
            .unwrap_or(place);
        let guess = cues::guess(&document, sentence, draft.holder.as_ref(), draft.target.as_ref(), at);
        let guess = guess.or_else(|| cues::guess(&document, sentence, None, None, at));
        draft.cue = guess.map(|cue| cue.span).or_else(|| boundary::word_near(document.article(), place.end, true));
        if let (Some(cue), false) = (guess, draft.is_polarity_chosen) {
            draft.polarity = cue.polarity;
        }
    }

    pub(super) fn choose_holder(&mut self, holder: EntityId, span: Span, is_other_side: bool) {
        let Some(draft) = &mut self.state.stance_draft else { return };
        let target = draft.target.as_ref().and_then(Target::entity).cloned();
        if let (true, Some(target), Some(place)) = (draft.is_begun_at_target, target, draft.place) {
            draft.holder = Some(holder);
            return self.choose_target(target, place, is_other_side);
        }
        if draft.target.as_ref().and_then(Target::entity) == Some(&holder) {
            draft.target = None;
        }
        draft.holder = Some(holder);
        draft.place = draft.place.or(Some(span));
        if let Some(hinting) = &mut self.state.hinting {
            *hinting = hinting.for_purpose(Purpose::Target);
        }
        self.guess();
        self.say_draft(self.state.language.question(Purpose::Target));
    }

    /// The last part of a stance: with it, it is added.
    pub(super) fn choose_target(&mut self, target: EntityId, span: Span, is_other_side: bool) {
        let Some(draft) = &mut self.state.stance_draft else { return };
        if draft.holder.as_ref() == Some(&target) {
            return self.say(self.state.language.holder_is_target());
        }
        draft.target = Some(Target::Entity(target));
        draft.place = Some(span);
        self.guess();
        let Some(draft) = &mut self.state.stance_draft else { return };
        if is_other_side {
            draft.polarity = draft.polarity.opposite();
            draft.is_polarity_chosen = true;
        }
        if draft.holder.is_some() && draft.cue.is_some() {
            self.add_stance();
        } else {
            self.say_draft(self.state.language.choose_holder_and_cue());
        }
    }

    /// Words of the text become the cue of the stance in the making, or the matter that it is about.
    pub(super) fn take_words(&mut self, span: Span) {
        let Some(draft) = &mut self.state.stance_draft else { return };
        if draft.takes_issue {
            draft.target = Some(Target::Issue(span));
        } else {
            draft.cue = Some(span);
            draft.is_cue_chosen = true;
        }
    }

    /// From now on words are the matter that the stance is about; again, and they are its cue.
    pub(super) fn take_issue(&mut self) {
        if self.state.stance_draft.is_none() {
            self.begin_stance();
        }
        let Some(document) = self.state.document().cloned() else { return };
        let Some(draft) = &mut self.state.stance_draft else { return };
        draft.takes_issue = !draft.takes_issue;
        if !draft.takes_issue {
            return self.say(self.state.language.words_are_cue_again());
        }
        if !matches!(draft.target, Some(Target::Issue(_))) {
            let from = draft.cue.or(draft.place).map_or(0, |span| span.end);
            draft.target = boundary::word_near(document.article(), from, true).map(Target::Issue);
        }
        draft.is_cue_chosen = draft.cue.is_some();
        self.say_draft(self.state.language.select_matter_then_enter());
    }

    pub(super) fn drop_draft(&mut self) {
        self.state.hinting = None;
        if self.state.stance_draft.take().is_some() {
            self.say(self.state.language.stance_dropped());
        }
    }

    pub(super) fn add_stance(&mut self) {
        let Some(draft) = self.state.stance_draft.clone() else { return };
        let StanceDraft { holder: Some(holder), target: Some(target), polarity, cue: Some(cue), .. } = draft else {
            return self.say(self.state.language.stance_needs());
        };
        let edit = Edit::AddStance { holder: holder.clone(), target: target.clone(), polarity, cue };
        if self.make(edit) {
            let (is_by_letter, at_hand) = (self.state.hinting.is_some(), self.suggestion_at_hand());
            self.state.stance_draft = None;
            self.state.hinting = None;
            self.drop_selection();
            let said = self.state.announcement.clone();
            let added = self.state.document().and_then(|document| {
                document
                    .stances()
                    .find(|s| {
                        let claim = &s.claim;
                        (&claim.holder, &claim.target, claim.polarity, claim.cue) == (&holder, &target, polarity, cue)
                    })
                    .map(|s| s.id.clone())
            });
            if let Some(id) = added {
                self.focus(Item::Stance(id), From::Keyboard);
                // Who chose a letter in the text goes on in the text; on a narrow screen the card would cover it.
                self.state.panel.is_drawn_up &= !is_by_letter;
            }
            self.state.aside_from = at_hand;
            self.state.announcement = said;
        }
    }

    /// Moves a boundary of the cue, or of the matter, of the stance in the making.
    pub(super) fn move_draft_boundary(&mut self, side: Side, way: Way, unit: Unit) {
        let Some(document) = self.state.document() else { return };
        let Some(draft) = &self.state.stance_draft else { return };
        let span = match &draft.target {
            Some(Target::Issue(span)) if draft.takes_issue => Some(*span),
            _ => draft.cue,
        };
        let moved = span.and_then(|span| boundary::moved(document.article(), span, side, way, unit));
        if let Some(span) = moved {
            self.take_words(span);
            self.say_draft("");
        }
    }

    /// Gives the stance in the making, or the focused one, the next word that the lexicon knows as a cue.
    pub(super) fn step_cue(&mut self, forward: bool) {
        let Some(document) = self.state.document() else { return };
        let focused = match &self.state.focus {
            Some(Item::Stance(id)) => document.stance(id).map(|stance| (id.clone(), stance.claim.cue)),
            _ => None,
        };
        let draft = self.state.stance_draft.as_ref();
        let Some(from) = draft.map_or_else(|| focused.as_ref().map(|(_, cue)| *cue), |draft| draft.cue.or(draft.place))
        else {
            return self.say(self.state.language.choose_stance());
        };
        let Some(Cue { span, polarity, .. }) = cues::step(document.article(), from, forward) else {
            return self.say(self.state.language.no_other_cue());
        };
        match (&mut self.state.stance_draft, focused) {
            (Some(draft), _) => {
                draft.cue = Some(span);
                draft.is_cue_chosen = true;
                if !draft.is_polarity_chosen {
                    draft.polarity = polarity;
                }
                self.say_draft("");
            }
            (None, Some((stance, _))) => {
                if self.make(Edit::SetCue { stance: stance.clone(), cue: span }) {
                    self.effects.push(Effect::FocusMark(Item::Stance(stance)));
                }
            }
            (None, None) => {}
        }
    }

    pub(super) fn cue_from_selection(&mut self, stance: StanceId) {
        match self.state.selected_words() {
            Some(cue) => {
                if self.make(Edit::SetCue { stance, cue }) {
                    self.drop_selection();
                }
            }
            None => self.say(self.state.language.select_cue_first()),
        }
    }

    pub(super) fn switch_polarity(&mut self) {
        if let Some(draft) = &mut self.state.stance_draft {
            draft.polarity = draft.polarity.opposite();
            draft.is_polarity_chosen = true;
            return self.say_draft("");
        }
        let Some(Item::Stance(id)) = &self.state.focus else { return self.say(self.state.language.choose_stance()) };
        let Some(stance) = self.state.document().and_then(|document| document.stance(id)) else { return };
        let (id, polarity) = (id.clone(), stance.claim.polarity.opposite());
        self.make(Edit::SetPolarity { stance: id, polarity });
    }
}

/// Who may hold a stance whose cue is `cue`, and toward whom: the last name before it and the first after it in its
/// sentence.
fn around(document: &Document, cue: Span) -> (Option<EntityId>, Option<EntityId>) {
    let sentence = document.sentence_around(cue);
    let named: Vec<(Span, EntityId)> = document
        .mentions()
        .filter(|m| m.status.is_live() && sentence.encloses(m.claim.span))
        .filter_map(|m| Some((m.claim.span, m.claim.entity.clone()?)))
        .collect();
    let holder = named.iter().rev().find(|(span, _)| span.end <= cue.start).map(|(_, id)| id.clone());
    let target =
        named.iter().find(|(span, id)| span.start >= cue.end && Some(id) != holder.as_ref()).map(|(_, id)| id.clone());
    (holder, target)
}

/// The next other entity in the sentence after `span`.
fn after(document: &Document, span: Span, other_than: Option<&EntityId>) -> Option<EntityId> {
    let sentence = document.sentence_around(span);
    document
        .mentions()
        .filter(|m| m.status.is_live() && sentence.encloses(m.claim.span) && m.claim.span.start >= span.end)
        .filter_map(|m| m.claim.entity.clone())
        .find(|id| Some(id) != other_than)
}
