//! Work on many articles at once: adding files, tagging what lies in the store, packing everything into one file. In:
//! what the reader chose; out: progress, and what failed and why. One work at a time, the others wait; each can be
//! stopped between two articles, and the page draws and listens meanwhile.

use super::hold::pause;
use super::keeper::Keeper;
use super::{boot, files, language};
use crate::annotation::Lessons;
use crate::app::ReadFile;
use crate::app::library::{Archive, ArticleId, Card, Failure, LibraryAction, Marks, WorkKind, arrivals, tagged};
use crate::app::words::Say;
use crate::document::{Document, Entry, replay};
use crate::format::archive::{Packer, Unpacker};
use crate::format::native;
use crate::text::Article;
use crate::worker::{Client, Outcome, Request, RequestId, Response, Revision};
use js_sys::{Date, Promise};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// As many files are read and stored together.
const BATCH: usize = 16;
/// As many texts wait for the tagger while others are stored.
const AHEAD: usize = 2;
/// How often progress is told, in milliseconds.
const TOLD_EVERY: f64 = 150.0;
/// How often a work that waits for another one looks whether that is done, in milliseconds.
const LOOKED_EVERY: i32 = 50;

/// The work on many articles, if there is any.
#[derive(Clone)]
pub struct Many {
    keeper: Keeper,
    is_at_work: Rc<Cell<bool>>,
    is_stopped: Rc<Cell<bool>>,
    /// The tagger of the background: one that the reader's own article never waits for.
    tagger: Rc<RefCell<Option<Tagger>>>,
    /// What the tagger shall follow.
    lessons: Rc<RefCell<Rc<Lessons>>>,
}

/// Tells how far a work is, and gathers what failed.
struct Progress<'a> {
    many: &'a Many,
    n_done: usize,
    n_all: usize,
    failures: Vec<Failure>,
    cards: Vec<(ArticleId, Card)>,
    told_at: f64,
}

impl Progress<'_> {
    fn tell(&mut self, is_last: bool) {
        let now = Date::now();
        if !is_last && now - self.told_at < TOLD_EVERY {
            return;
        }
        self.told_at = now;
        if !self.cards.is_empty() {
            self.many.keeper.changed(std::mem::take(&mut self.cards));
        }
        let failures = std::mem::take(&mut self.failures);
        self.many.keeper.emit(LibraryAction::WorkMoved { n_done: self.n_done, n_all: self.n_all, failures });
    }

    fn fail(&mut self, name: &str, reason: impl ToString) {
        self.failures.push(Failure { name: name.to_owned(), reason: reason.to_string() });
    }
}

impl Many {
    #[must_use]
    pub fn new(keeper: Keeper) -> Self {
        Self {
            keeper,
            is_at_work: Rc::default(),
            is_stopped: Rc::default(),
            tagger: Rc::default(),
            lessons: Rc::default(),
        }
    }

    /// Stops what is being done, after the article at hand.
    pub fn stop(&self) {
        self.is_stopped.set(true);
    }

    /// Articles that are tagged from now on follow these lessons.
    pub fn teach(&self, lessons: Rc<Lessons>) {
        *self.lessons.borrow_mut() = lessons;
    }

    /// Begins as soon as what is under way is done.
    async fn begin(&self, kind: WorkKind, n_all: usize) -> Progress<'_> {
        while self.is_at_work.get() {
            pause(LOOKED_EVERY).await;
        }
        self.is_at_work.set(true);
        self.is_stopped.set(false);
        self.keeper.emit(LibraryAction::WorkBegan { kind, n_all });
        let (failures, cards) = (Vec::new(), Vec::new());
        Progress { many: self, n_done: 0, n_all, failures, cards, told_at: Date::now() }
    }

    fn end(&self, mut progress: Progress<'_>, added: Vec<ArticleId>) {
        progress.tell(true);
        self.is_at_work.set(false);
        let was_stopped = self.is_stopped.get();
        self.keeper.emit(LibraryAction::WorkEnded { was_stopped, added });
    }

    /// Adds files to the library: texts, pages, documents, ZIPs of them.
    pub async fn add(&self, mut sources: Vec<files::Source>, handles: &files::Handles) {
        // Those of one name come together: a text and its annotations.
        sources.sort_by_key(files::Source::name);
        let mut progress = self.begin(WorkKind::Adding, sources.len()).await;
        let mut added = Vec::new();
        let mut batch: Vec<ReadFile> = Vec::new();
        let mut sources = sources.into_iter().peekable();
        while let Some(source) = sources.next() {
            if self.is_stopped.get() {
                break;
            }
            let name = source.name();
            match handles.read_plainly(source).await {
                Ok(file) if file.file.name.to_ascii_lowercase().ends_with(".zip") => {
                    self.add_zip(file, &mut progress, &mut added).await;
                }
                Ok(file) => batch.push(file),
                Err(reason) => progress.fail(&name, reason),
            }
            progress.n_done += 1;
            let is_same_stem = sources.peek().is_some_and(|next| stem(&next.name()) == stem(&name));
            if (batch.len() >= BATCH && !is_same_stem) || sources.peek().is_none() {
                self.add_batch(std::mem::take(&mut batch), |_| Marks::default(), &mut progress, &mut added).await;
                progress.tell(false);
            }
        }
        self.end(progress, added);
    }

    async fn add_zip(&self, file: ReadFile, progress: &mut Progress<'_>, added: &mut Vec<ArticleId>) {
        let mut unpacker = match Unpacker::new(file.bytes) {
            Ok(unpacker) => unpacker,
            Err(error) => return progress.fail(&file.file.name, error.say(language::current())),
        };
        progress.n_all += unpacker.n_entries();
        let listed: BTreeMap<String, Marks> = unpacker
            .list()
            .articles
            .into_iter()
            .map(|listed| (listed.file, Marks { is_done: listed.done, tags: listed.tags, removed_at: None }))
            .collect();
        let marks = |name: &str| listed.get(name).cloned().unwrap_or_default();
        let mut batch = Vec::new();
        for unpacked in unpacker {
            if self.is_stopped.get() {
                return;
            }
            match unpacked {
                Ok(packed) => {
                    let name = packed.name;
                    batch.push(ReadFile { file: crate::app::FileRef { name, handle: None }, bytes: packed.bytes });
                }
                Err(error) => progress.fail(&file.file.name, error.say(language::current())),
            }
            progress.n_done += 1;
            if batch.len() >= BATCH {
                self.add_batch(std::mem::take(&mut batch), marks, progress, added).await;
                progress.tell(false);
                // So that the page is drawn and a stop is heard.
                pause(0).await;
            }
        }
        self.add_batch(batch, marks, progress, added).await;
    }

    async fn add_batch(
        &self,
        files: Vec<ReadFile>,
        marks: impl Fn(&str) -> Marks,
        progress: &mut Progress<'_>,
        added: &mut Vec<ArticleId>,
    ) {
        let mut good = Vec::new();
        for arrival in arrivals(language::current(), files, marks) {
            match arrival {
                Ok(mut arrival) => {
                    arrival.card.changed_at = Date::now();
                    good.push(arrival);
                }
                Err(failure) => progress.failures.push(failure),
            }
        }
        if good.is_empty() {
            return;
        }
        let outcome = async { self.keeper.store()?.add(&good).await };
        match outcome.await {
            Ok(ids) => {
                added.extend(&ids);
                progress.cards.extend(ids.into_iter().zip(good.into_iter().map(|arrival| arrival.card)));
            }
            Err(error) => {
                for arrival in good {
                    progress.fail(&arrival.card.title, &error);
                }
            }
        }
    }

    /// Tags stored articles that nobody has worked on.
    pub async fn tag(&self, ids: Vec<ArticleId>) {
        let mut progress = self.begin(WorkKind::Tagging, ids.len()).await;
        let mut under_way = std::collections::VecDeque::new();
        let mut ids = ids.into_iter();
        loop {
            while under_way.len() < AHEAD && !self.is_stopped.get() {
                let Some(id) = ids.next() else { break };
                match self.keeper.load(id).await {
                    // Something was done to it meanwhile: that is its own tagging.
                    Ok(stored) if !stored.entries.is_empty() => progress.n_done += 1,
                    Ok(stored) => match native::from_json(&stored.base) {
                        Ok(opened) => {
                            let answer = self.tagger().ask(opened.document.article());
                            under_way.push_back((id, stored, answer));
                        }
                        Err(error) => {
                            progress.n_done += 1;
                            progress.fail(&stored.title, error.say(language::current()));
                        }
                    },
                    Err(error) => {
                        progress.n_done += 1;
                        progress.fail(&language::current().article_number(id.0), error);
                    }
                }
            }
            let Some((id, stored, answer)) = under_way.pop_front() else { break };
            match self.store_tagged(id, &stored.base, answer.await).await {
                Ok(card) => progress.cards.push((id, card)),
                Err(reason) => progress.fail(&stored.title, reason),
            }
            progress.n_done += 1;
            progress.tell(false);
        }
        self.tagger.replace(None);
        self.end(progress, Vec::new());
    }

    async fn store_tagged(&self, id: ArticleId, base: &str, outcome: Outcome) -> Result<Card, String> {
        let analysis = match outcome {
            Outcome::Done(analysis) => analysis,
            Outcome::Failed(reason) => return Err(reason),
            Outcome::Stopped | Outcome::Progress(_) => return Err(language::current().it_was_stopped().to_owned()),
        };
        let arrival = tagged(base, analysis)?;
        let store = self.keeper.store().map_err(|error| error.say(language::current()))?;
        store.rebase(id, &arrival.base).await.map_err(|error| error.say(language::current()))?;
        let card = store.renew(id, arrival.card, None).await.map_err(|error| error.say(language::current()))?;
        self.keeper.holds.tell_changed(id);
        Ok(card)
    }

    fn tagger(&self) -> Tagger {
        let tagger = self.tagger.borrow_mut().get_or_insert_with(Tagger::new).clone();
        tagger.client.teach(Rc::clone(&self.lessons.borrow()));
        tagger
    }

    /// Packs articles into one file and gives it to the reader.
    pub async fn export(&self, ids: Vec<ArticleId>, archive: Archive) {
        let mut progress = self.begin(WorkKind::Exporting, ids.len()).await;
        let mut packer = Packer::default();
        let mut lines = String::new();
        for id in ids {
            if self.is_stopped.get() {
                break;
            }
            match self.whole(id).await {
                Ok((document, card)) => match archive {
                    Archive::Zip => {
                        let name = crate::app::file_name(&card.title);
                        let json = native::to_json(&document);
                        if let Err(error) = packer.add(&name, &json, card.marks.is_done, card.marks.tags) {
                            progress.fail(&card.title, error);
                        }
                    }
                    Archive::JsonLines => {
                        lines += &native::to_json_line(&document);
                        if !lines.ends_with('\n') {
                            lines.push('\n');
                        }
                    }
                },
                Err(reason) => progress.fail(&language::current().article_number(id.0), reason),
            }
            progress.n_done += 1;
            progress.tell(false);
        }
        if !self.is_stopped.get() {
            let outcome = match archive {
                Archive::Zip => packer
                    .finish()
                    .map_err(|error| error.say(language::current()))
                    .and_then(|zip| files::download_bytes("library.standpoint.zip", &zip, "application/zip")),
                Archive::JsonLines => files::download("library.standpoint.jsonl", &lines),
            };
            if let Err(reason) = outcome {
                progress.fail(language::current().the_file(), reason);
            }
        }
        self.end(progress, Vec::new());
    }

    /// A stored article as it is now.
    async fn whole(&self, id: ArticleId) -> Result<(Document, Card), String> {
        let store = self.keeper.store().map_err(|error| error.say(language::current()))?;
        let kept = store
            .load(id)
            .await
            .map_err(|error| error.say(language::current()))?
            .ok_or(language::current().not_there_any_more())?;
        let base = native::from_json(&kept.base).map_err(|error| error.say(language::current()))?.document;
        let journal: Vec<Entry> = kept.entries.iter().map_while(|json| serde_json::from_str(json).ok()).collect();
        let replayed = replay(base, journal);
        match replayed.refused {
            _ if replayed.n_replayed == kept.entries.len() => Ok((replayed.document, kept.card)),
            Some(error) => Err(error.say(language::current())),
            None => Err(language::current().journal_unreadable().to_owned()),
        }
    }
}

/// The name of a file without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A worker of its own, whose answers are waited for.
#[derive(Clone)]
struct Tagger {
    client: Client,
    waiting: Rc<RefCell<BTreeMap<u64, js_sys::Function>>>,
    answers: Rc<RefCell<BTreeMap<u64, Outcome>>>,
    n_asked: Rc<Cell<u64>>,
}

impl Tagger {
    fn new() -> Self {
        let waiting: Rc<RefCell<BTreeMap<u64, js_sys::Function>>> = Rc::default();
        let answers: Rc<RefCell<BTreeMap<u64, Outcome>>> = Rc::default();
        let (ear, store) = (Rc::clone(&waiting), Rc::clone(&answers));
        let client = Client::new(boot::worker_parts(), move |response: Response| {
            if response.outcome.settles() {
                store.borrow_mut().insert(response.id.0, response.outcome);
                if let Some(wake) = ear.borrow_mut().remove(&response.id.0) {
                    // Fails only for what is no function.
                    let _ = wake.call0(&JsValue::UNDEFINED);
                }
            }
        });
        Self { client, waiting, answers, n_asked: Rc::default() }
    }

    /// Asks at once; the answer is waited for later.
    fn ask(&self, article: &Article) -> impl Future<Output = Outcome> + use<> {
        let id = self.n_asked.get() + 1;
        self.n_asked.set(id);
        let promise = Promise::new(&mut |resolve, _| {
            self.waiting.borrow_mut().insert(id, resolve);
        });
        self.client.send(Request {
            id: RequestId(id),
            revision: Revision(0),
            text: article.text().to_owned(),
            threshold: None,
            lessons: None,
        });
        let answers = Rc::clone(&self.answers);
        async move {
            // The promise is never rejected.
            let _ = JsFuture::from(promise).await;
            let answer = answers.borrow_mut().remove(&id);
            answer.unwrap_or(Outcome::Stopped)
        }
    }
}
