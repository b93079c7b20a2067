//! The tagger at work: asked, heard, stopped. Answers that come too late are dropped here.

use super::Turn;
use crate::analysis::Analysis;
use crate::app::action::Effect;
use crate::app::describe;
use crate::app::state::{Open, Tagging};
use crate::document::{Document, Edit};
use std::rc::Rc;

impl Turn {
    pub(super) fn start_tagging(&mut self) {
        self.stop_tagging();
        let id = self.state.number();
        let Some(open) = &self.state.open else { return };
        let (revision, text) = (open.revision, open.document.article().text().to_owned());
        self.state.tagging = Some(Tagging { id, revision, percent: 0 });
        self.effects.push(Effect::StartTagging { id, revision, text });
    }

    pub(super) fn stop_tagging(&mut self) {
        if self.state.tagging.take().is_some() {
            self.effects.push(Effect::StopTagging);
        }
    }

    pub(super) fn tagging_progressed(&mut self, id: u64, percent: u8) {
        if let Some(tagging) = self.state.tagging.as_mut().filter(|tagging| tagging.id == id) {
            tagging.percent = percent;
        }
    }

    pub(super) fn tagging_done(&mut self, id: u64, revision: u64, analysis: Analysis) {
        if self.state.tagging.is_none_or(|tagging| tagging.id != id || tagging.revision != revision) {
            return;
        }
        self.state.tagging = None;
        let Some(open) = &mut self.state.open else { return };
        open.is_tagged = true;
        if !open.is_blank() {
            self.make(Edit::Retag { analysis: Box::new(analysis) });
            return;
        }
        // The first tagging is no step of the reader's, so there is nothing to undo.
        let (article, about) = (open.document.article().clone(), open.document.about().clone());
        match Document::tagged(article, about, analysis) {
            Ok(document) => {
                open.document = Rc::new(document);
                open.base = Rc::clone(&open.document);
                open.is_base_kept = false;
                open.is_base_under_way = false;
                let said = found(open);
                self.say(said);
                self.keep();
            }
            Err(problem) => self.trouble(format!(
                "The tagger's answer does not fit this article and was not used. {problem} The text is unharmed; you can mark it by hand."
            )),
        }
    }

    pub(super) fn tagging_stopped(&mut self, id: u64) {
        if self.state.tagging.is_some_and(|tagging| tagging.id == id) {
            self.state.tagging = None;
            self.say("Tagging stopped. Nothing was changed.");
            self.keep();
        }
    }

    pub(super) fn tagging_failed(&mut self, id: u64, reason: &str) {
        if self.state.tagging.is_some_and(|tagging| tagging.id == id) {
            self.state.tagging = None;
            self.trouble(format!(
                "The tagger could not finish: {reason}. The article and your marks are unharmed. Tag it again, or mark it by hand."
            ));
            self.keep();
        }
    }
}

fn found(open: &Open) -> String {
    let document = &open.document;
    format!(
        "Tagged: {}, {}, {}.",
        describe::count(document.mentions().len(), "mention"),
        describe::count(document.entities().len(), "entity"),
        describe::count(document.stances().len(), "stance"),
    )
}
