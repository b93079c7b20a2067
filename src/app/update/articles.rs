//! Articles arrive: from a paste, from files, from the browser's store, or the sample.

use super::Turn;
use crate::app::action::{Effect, Keeping, ReadFile, Stored};
use crate::app::describe;
use crate::app::library::{ArticleId, Card};
use crate::app::state::{FileRef, Kept, Open, Theme};
use crate::document::{About, Document, Entry, History, replay};
use crate::format::{Content, Notice, OpenError, Opened, native, open_brat, open_file, open_pasted};
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
        self.state.recent = Rc::new(recent);
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
            Err(error) => self.trouble(error.to_string()),
        }
    }

    /// Opens the first of several files and keeps the others ready in the list of recent articles.
    pub(super) fn open_files(&mut self, files: Vec<ReadFile>) {
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
                Err(error) => self.trouble(format!("{}: {error}", file.name)),
            }
        }
        if n_opened > 1 {
            let others = describe::count(n_opened - 1, "other article");
            self.notice(format!("Opened the first file. {others} wait under Recent."), false);
        }
    }

    fn open_content(&mut self, opened: Opened, file: Option<FileRef>) {
        match opened.content {
            Content::Text { article, about } => {
                // The file holds the text, not the annotations; a save must not overwrite it. The article is kept as
                // soon as it is tagged.
                self.open(Document::blank(article, about), None);
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
                self.say(format!("Opened {title}."));
                self.keep();
            }
        }
        self.tell(&opened.notices);
    }

    fn tell(&mut self, notices: &[Notice]) {
        for notice in notices {
            self.notice(notice.to_string(), false);
        }
    }

    fn keep_for_later(&mut self, opened: Opened) {
        let document = match opened.content {
            Content::Text { article, about } => Document::blank(article, about),
            Content::Document(document) => document,
        };
        let revision = self.state.number();
        let mut card = Card::of(&document, 0.0);
        card.title = title_of(&document);
        let base = Some(native::to_json(&document));
        self.effects.push(Effect::Keep(Keeping { revision, id: None, card, base, entries: Vec::new(), n_entries: 0 }));
    }

    pub(super) fn choose_recent(&mut self, id: ArticleId) {
        if self.state.open.as_ref().is_none_or(|open| open.id != Some(id)) {
            self.keep();
            self.effects.push(Effect::LoadRecent(id));
        }
    }

    pub(super) fn open_stored(&mut self, stored: Stored) {
        let base = match native::from_json(&stored.base) {
            Ok(opened) => opened.document,
            Err(error) => {
                self.trouble(format!(
                    "“{}” is kept in this browser but could not be read: {error} It was left as it is.",
                    stored.title
                ));
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
                open.n_kept = n_entries;
            } else {
                // It goes on as a copy, so that what could not be read stays as it is.
                self.keep();
            }
        }
        self.state.kept = Kept::Restored;
        let title = self.title();
        self.say(format!("Opened {title} where you left it."));
        if n_lost > 0 {
            let why = replayed.refused.map_or_else(|| "they cannot be read.".to_owned(), |error| error.to_string());
            let n_lost = describe::count(n_lost, "later change");
            self.trouble(format!(
                "{n_lost} could not be made again: {why} You go on with a copy; what was kept is left as it is."
            ));
        }
        if self.state.open.as_ref().is_some_and(Open::is_blank) {
            self.start_tagging();
        }
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
            n_kept: 0,
            is_being_kept: false,
            file,
            is_sample: false,
            n_steps_in_file: None,
        });
        self.let_go();
        self.state.hover = None;
        self.state.stance_draft = None;
        self.state.dialog = None;
        self.state.notices.clear();
        self.state.panel.search.clear();
        self.state.panel.pair = None;
        self.state.kept = Kept::Nothing;
        self.effects.push(Effect::ScrollToTop);
    }

    pub(super) fn title(&self) -> String {
        self.state.document().map_or_else(String::new, |document| title_of(document))
    }
}

/// Whether a file says near its beginning that it is this program's.
fn is_own(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(400)]);
    head.split_whitespace().collect::<String>().contains("\"format\":\"standpoint\"")
}

/// What each file holds. A text and the brat annotations of the same name are one article.
fn opened_files(mut files: Vec<ReadFile>) -> Vec<(FileRef, Result<Opened, OpenError>)> {
    let stem = |name: &str, extension: &str| name.strip_suffix(extension).map(str::to_owned);
    let mut opened = Vec::new();
    while let Some(annotations_idx) = files.iter().position(|f| {
        stem(&f.file.name, ".ann")
            .is_some_and(|ann| files.iter().any(|t| stem(&t.file.name, ".txt") == Some(ann.clone())))
    }) {
        let annotations = files.remove(annotations_idx);
        let name = stem(&annotations.file.name, ".ann");
        let Some(text_idx) = files.iter().position(|t| stem(&t.file.name, ".txt") == name) else { break };
        let text = files.remove(text_idx);
        let found = open_brat(&text.file.name, &text.bytes, &annotations.bytes);
        // A save must not overwrite a text file with annotations.
        opened.push((FileRef { name: text.file.name, handle: None }, found));
    }
    let rest = files.into_iter().map(|ReadFile { file, bytes }| {
        let found = open_file(&file.name, &bytes);
        // Only a file of ours is rewritten by a save; one of another program stays as it is.
        let handle = file.handle.filter(|_| is_own(&bytes));
        (FileRef { handle, ..file }, found)
    });
    opened.extend(rest);
    opened
}

/// What an article is called in lists.
pub(super) fn title_of(document: &Document) -> String {
    let title = &document.about().title;
    if !title.is_empty() {
        return describe::shortened(title, 80);
    }
    let first = document.article().text().lines().find(|line| !line.trim().is_empty()).unwrap_or("Untitled");
    describe::shortened(first, 80)
}

fn blank(text: &str) -> Document {
    let article = Article::new(text);
    let title = article.text().lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let title = describe::shortened(title, 120);
    Document::blank(article, About { title, ..About::default() })
}
