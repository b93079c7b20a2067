//! A stance in the making: begun at a cue or a mention, completed in the panel.

use super::{From, Turn};
use crate::annotation::{EntityId, Polarity, StanceId, Target};
use crate::app::action::Effect;
use crate::app::highlight::Item;
use crate::app::state::{StanceDraft, Tab};
use crate::document::{Document, Edit};
use crate::text::Span;

impl Turn {
    /// Begins a stance: the selected words are its cue, or the focused mention's entity its holder. What else the
    /// sentence suggests is filled in.
    pub(super) fn begin_stance(&mut self) {
        let Some(document) = self.state.document() else { return };
        let cue = self.state.selected_words();
        let (holder, target) = match (cue, &self.state.focus) {
            (Some(cue), _) => around(document, cue),
            (None, Some(Item::Mention(id))) => {
                let Some(mention) = document.mention(id) else { return };
                let holder = mention.claim.entity.clone();
                let target = after(document, mention.claim.span, holder.as_ref());
                (holder, target)
            }
            (None, Some(Item::Entity(id))) => (Some(id.clone()), None),
            (None, _) => (None, None),
        };
        self.state.stance_draft =
            Some(StanceDraft { holder, target: target.map(Target::Entity), polarity: Polarity::Against, cue });
        self.state.popover = None;
        self.show_tab(Tab::Stances);
        self.say(if cue.is_some() {
            "New stance: choose holder, side and target."
        } else {
            "New stance: choose holder and target, and select the cue in the text."
        });
        self.effects.push(Effect::FocusElement("draft-holder"));
    }

    pub(super) fn add_stance(&mut self) {
        let Some(draft) = self.state.stance_draft.clone() else { return };
        let StanceDraft { holder: Some(holder), target: Some(target), polarity, cue: Some(cue) } = draft else {
            return self.say("A stance needs a holder, a target and the words of its cue.");
        };
        let edit = Edit::AddStance { holder: holder.clone(), target: target.clone(), polarity, cue };
        if self.make(edit) {
            self.state.stance_draft = None;
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
            }
            self.state.announcement = said;
        }
    }

    pub(super) fn cue_from_selection(&mut self, stance: StanceId) {
        match self.state.selected_words() {
            Some(cue) => {
                if self.make(Edit::SetCue { stance, cue }) {
                    self.drop_selection();
                }
            }
            None => self.say("Select the words of the cue in the text first."),
        }
    }

    pub(super) fn switch_polarity(&mut self) {
        if let Some(draft) = &mut self.state.stance_draft {
            draft.polarity = draft.polarity.opposite();
            let polarity = draft.polarity;
            return self.say(format!("Now {polarity}."));
        }
        let Some(Item::Stance(id)) = &self.state.focus else { return self.say("Choose a stance first.") };
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
