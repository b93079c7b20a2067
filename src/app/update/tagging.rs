//! The tagger at work: asked, heard, stopped. Answers that come too late are dropped here.

use super::Turn;
use crate::analysis::Analysis;
use crate::app::action::Effect;
use crate::app::sight;
use crate::app::state::{Open, Tagging};
use crate::app::words::{Language, Say};
use crate::document::{Document, Edit, Entry};
use std::rc::Rc;

impl Turn {
    pub(super) fn start_tagging(&mut self) {
        self.ask_tagger(false);
    }

    fn ask_tagger(&mut self, is_slid: bool) {
        self.stop_tagging();
        let from = self.state.sight.from().map_or(sight::USUAL, |from| from.min(sight::USUAL));
        let id = self.state.number();
        let Some(open) = &self.state.open else { return };
        let (revision, text) = (open.revision, open.document.article().text().to_owned());
        self.state.tagging = Some(Tagging { id, revision, percent: 0, from, is_slid });
        self.effects.push(Effect::StartTagging { id, revision, text, from });
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

    /// The slider was let go. What it shows and nobody asked for yet, the tagger is asked for.
    pub(super) fn choose_sureness(&mut self, percent: u16) {
        self.state.sight.set_from(Some(percent));
        self.effects.push(Effect::KeepShownFrom(percent));
        let Some(open) = &self.state.open else { return };
        let is_asked_for = percent >= sight::floor(&open.document, open.tagged_from)
            || self.state.tagging.is_some_and(|tagging| tagging.from <= percent);
        if is_asked_for {
            self.state.sight.refresh(&open.document);
            let n_shown = self.state.sight.of(&open.document).stances().len();
            let n_hidden = open.document.stances().len() - n_shown;
            let words = self.state.language;
            return self.say(words.shown_and_hidden(percent, words.n_stances(n_shown), n_hidden));
        }
        if self.refuses_to_write() {
            return self.forget_unasked();
        }
        self.ask_tagger(true);
        self.say(self.state.language.looking_from(percent));
    }

    /// The slider must not claim to show what the tagger was not heard about.
    fn forget_unasked(&mut self) {
        if let Some(open) = &self.state.open {
            self.state.sight.keep_above(sight::floor(&open.document, open.tagged_from));
        }
    }

    /// After a tagging was taken back or made again, it is not known what the tagger was asked for.
    pub(super) fn forget_asked(&mut self) {
        if let Some(open) = &mut self.state.open {
            open.tagged_from = sight::USUAL;
            self.state.sight.keep_above(sight::USUAL);
        }
    }

    /// Takes the slider's last step back, since the next takes its place: one undo leads to before the reader slid.
    fn replace_slid_step(&mut self) {
        let Some(open) = &mut self.state.open else { return };
        if open.slid_step.take() == Some(open.history.past().len()) {
            let mut document = Document::clone(&open.document);
            if open.history.undo(&mut document).is_some() {
                open.journal.push(Entry::Undone);
                open.document = Rc::new(document);
            }
        }
    }

    pub(super) fn tagging_done(&mut self, id: u64, revision: u64, analysis: Analysis) {
        let Some(tagging) = self.state.tagging.filter(|tagging| tagging.id == id && tagging.revision == revision)
        else {
            return;
        };
        self.state.tagging = None;
        let words = self.state.language;
        let Some(open) = &mut self.state.open else { return };
        open.is_tagged = true;
        open.tagged_from = tagging.from;
        if !open.is_blank() {
            if tagging.is_slid {
                self.replace_slid_step();
            }
            self.make(Edit::Retag { analysis: Box::new(analysis) });
            if let Some(open) = &mut self.state.open {
                open.slid_step = tagging.is_slid.then_some(open.history.past().len());
            }
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
                let said = found(words, open);
                self.say(said);
                self.keep();
            }
            Err(problem) => {
                let words = self.state.language;
                self.trouble(words.tagging_misfit(problem.say(words)));
            }
        }
    }

    pub(super) fn tagging_stopped(&mut self, id: u64) {
        if self.state.tagging.is_some_and(|tagging| tagging.id == id) {
            self.state.tagging = None;
            self.forget_unasked();
            self.say(self.state.language.tagging_stopped());
            self.keep();
        }
    }

    pub(super) fn tagging_failed(&mut self, id: u64, reason: &str) {
        if self.state.tagging.is_some_and(|tagging| tagging.id == id) {
            self.state.tagging = None;
            self.forget_unasked();
            self.trouble(self.state.language.tagging_failed(reason));
            self.keep();
        }
    }
}

fn found(words: Language, open: &Open) -> String {
    let document = &open.document;
    words.tagged(
        words.n_mentions(document.mentions().len()),
        words.n_entities(document.entities().len()),
        words.n_stances(document.stances().len()),
    )
}
