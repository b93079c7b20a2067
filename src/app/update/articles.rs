//! Articles arrive: from a paste, from files, from the browser's store, or the sample.

use super::Turn;
use crate::app::action::{Effect, Keeping, ReadFile, Stored};
use crate::app::describe;
use crate::app::library::{Arrival, ArticleId, Card, LibraryEffect, Marks, opened_files, title_of};
use crate::app::sight;
use crate::app::state::{FileRef, Kept, Open, Theme};
use crate::app::words::Say;
use crate::document::{About, Document, Entry, History, replay};
use crate::format::{Content, Notice, Opened, native, open_pasted};
use crate::text::Article;
use std::rc::Rc;

/// An article of our own about an invented row.
const SAMPLE: &str = include_str!("../../data/sample.txt");

impl Turn {
    pub(super) fn start(
        &mut self,
        theme: Theme,
        latest: Option<Stored>,
        recent: Vec<(ArticleId, Card)>,
        trouble: Option<String>,
    ) {
        self.state.theme = theme;
        self.state.library.cards = Rc::new(recent.into_iter().map(|(id, card)| (id, Rc::new(card))).collect());
        self.state.library.list();
        match latest {
            Some(stored) => self.open_stored(stored),
            None => self.open_sample(),
        }
        if let Some(trouble) = trouble {
            self.storage_failed(&trouble);
        }
    }

    pub(super) fn open_sample(&mut self) {
        let document = blank(SAMPLE);
        self.open(document, None);
        if let Some(open) = &mut self.state.open {
            open.is_sample = true;
        }
        self.start_tagging();
    }

    pub(super) fn paste(&mut self, text: &str, html: Option<&str>) {
        match open_pasted(html, text) {
            Ok(opened) => self.open_content(opened, None),
            Err(error) => self.trouble(error.say(self.state.language)),
        }
    }

    /// Opens the first of several files and keeps the others ready in the list of recent articles.
    pub(super) fn open_files(&mut self, files: Vec<ReadFile>) {
        let files = self.take_in_lessons(files);
        let mut n_opened = 0;
        for (file, opened) in opened_files(files) {
            match opened {
                Ok(opened) if n_opened == 0 => {
                    self.open_content(opened, Some(file));
                    n_opened = 1;
                }
                Ok(opened) => {
                    self.keep_for_later(opened);
                    n_opened += 1;
                }
                Err(error) => {
                    let words = self.state.language;
                    self.trouble(words.fault_in(file.name, error.say(words)));
                }
            }
        }
        if n_opened > 1 {
            let others = self.state.language.n_other_articles(n_opened - 1);
            self.notice(self.state.language.first_file_opened(others), false);
        }
    }

    fn open_content(&mut self, opened: Opened, file: Option<FileRef>) {
        match opened.content {
            Content::Text { article, about } => {
                // The file holds the text, not the annotations; a save must not overwrite it. The text is kept at
                // once, since tagging may take its time.
                self.open(Document::blank(article, about), None);
                self.keep();
                self.start_tagging();
            }
            Content::Document(document) => {
                let own = file.filter(|file| file.name.ends_with(".json"));
                let is_own = own.is_some();
                self.open(document, own);
                if let Some(open) = &mut self.state.open {
                    open.n_steps_in_file = is_own.then_some(0);
                }
                let title = self.title();
                self.say(self.state.language.opened(title));
                self.keep();
            }
        }
        self.tell(&opened.notices);
    }

    fn tell(&mut self, notices: &[Notice]) {
        for notice in notices {
            self.notice(notice.say(self.state.language), false);
        }
    }

    fn keep_for_later(&mut self, opened: Opened) {
        let document = match opened.content {
            Content::Text { article, about } => Document::blank(article, about),
            Content::Document(document) => document,
        };
        let revision = self.state.number();
        let Arrival { card, base, text } = Arrival::of(&document, Marks::default());
        let base = Some((base, text));
        self.effects.push(Effect::Keep(Keeping {
            revision,
            id: None,
            card: Box::new(card),
            base,
            entries: Vec::new(),
            n_entries: 0,
        }));
    }

    pub(super) fn choose_recent(&mut self, id: ArticleId) {
        if self.state.open.as_ref().is_none_or(|open| open.id != Some(id)) {
            self.keep();
            self.effects.push(Effect::LoadRecent(id));
        } else {
            self.hide_library();
        }
    }

    pub(super) fn open_stored(&mut self, stored: Stored) {
        let shown = self.state.open.as_ref().filter(|open| open.id == Some(stored.id));
        // What only follows another tab stays where the reader has scrolled to.
        let (is_again, is_read_only) = (shown.is_some(), shown.is_some_and(|open| open.is_read_only));
        let base = match native::from_json(&stored.base) {
            Ok(opened) => opened.document,
            Err(error) => {
                let words = self.state.language;
                self.trouble(words.stored_unreadable(stored.title, error.say(words)));
                if self.state.open.is_none() {
                    self.open_sample();
                }
                return;
            }
        };
        let n_entries = stored.entries.len();
        let journal: Vec<Entry> = stored.entries.iter().map_while(|json| serde_json::from_str(json).ok()).collect();
        let replayed = replay(base.clone(), journal.iter().cloned());
        let n_lost = n_entries - replayed.n_replayed;
        self.open(base, None);
        if let Some(open) = &mut self.state.open {
            open.document = Rc::new(replayed.document);
            open.history = replayed.history;
            open.journal = journal;
            open.journal.truncate(replayed.n_replayed);
            if n_lost == 0 {
                open.id = Some(stored.id);
                open.is_base_kept = true;
                open.n_kept = n_entries;
                self.effects.push(Effect::Library(LibraryEffect::Hold(Some(stored.id))));
            } else {
                // It goes on as a copy, so that what could not be read stays as it is.
                self.keep();
            }
        }
        self.state.kept = Kept::Restored;
        if !is_again {
            let title = self.title();
            self.say(self.state.language.opened_again(title));
        }
        if n_lost > 0 {
            let words = self.state.language;
            let why = replayed.refused.map_or_else(|| words.changes_unreadable().to_owned(), |error| error.say(words));
            let n_lost = self.state.language.n_later_changes(n_lost);
            self.trouble(words.changes_lost(n_lost, why));
        }
        if is_again {
            let is_leaving =
                |effect: &Effect| matches!(effect, Effect::ScrollToTop | Effect::Library(LibraryEffect::Hold(None)));
            self.effects.retain(|effect| !is_leaving(effect));
        }
        if let Some(open) = &mut self.state.open {
            open.is_read_only = is_read_only && open.id.is_some();
            let is_untagged = open.is_blank() && !open.is_read_only;
            if is_untagged && !self.is_tagged(stored.id) {
                self.start_tagging();
            }
        }
    }

    /// Whether the tagger has seen a stored article.
    fn is_tagged(&self, id: ArticleId) -> bool {
        self.state.library.cards.get(&id).is_some_and(|card| card.is_tagged)
    }

    /// Puts `document` on the screen. What was open is kept in the list of recent articles.
    fn open(&mut self, document: Document, file: Option<FileRef>) {
        self.keep();
        self.stop_tagging();
        let document = Rc::new(document);
        let revision = self.state.number();
        self.state.open = Some(Open {
            base: Rc::clone(&document),
            document,
            history: History::default(),
            journal: Vec::new(),
            revision,
            id: None,
            is_base_kept: false,
            n_kept: 0,
            is_being_kept: false,
            is_base_under_way: false,
            is_tagged: false,
            tagged_from: sight::USUAL,
            slid_step: None,
            is_read_only: false,
            file,
            is_sample: false,
            n_steps_in_file: None,
        });
        self.let_go();
        self.state.hover = None;
        self.state.stance_draft = None;
        self.state.hinting = None;
        self.state.dialog = None;
        self.state.notices.clear();
        self.state.panel.search.clear();
        self.state.panel.pair = None;
        // To see only the sure ones is meant for every article; the less sure ones are asked for article by article.
        self.state.sight.keep_above(sight::USUAL);
        self.state.kept = Kept::Nothing;
        self.state.library.is_shown = false;
        self.effects.push(Effect::Library(LibraryEffect::Hold(None)));
        self.effects.push(Effect::ScrollToTop);
    }

    pub(super) fn title(&self) -> String {
        self.state.document().map_or_else(String::new, |document| title_of(document))
    }
}

fn blank(text: &str) -> Document {
    let article = Article::new(text);
    let title = article.text().lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let title = describe::shortened(title, 120);
    Document::blank(article, About { title, ..About::default() })
}
