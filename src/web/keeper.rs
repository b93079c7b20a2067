//! Keeping: what effects ask of the store is done here, and what came of it is told, to this tab and to the others.

use super::dom;
use super::hold::Holds;
use super::store::{Kept, Session, Store, StoreError};
use super::writing::Writing;
use crate::annotation::{Lesson, Lessons};
use crate::app::keymap::Keymap;
use crate::app::learning::{Learning, LearningAction};
use crate::app::library::{Arrival, ArticleId, Card, LibraryAction, Marks, Persistence, title_of};
use crate::app::{Action, Keeping, Stored, sight};
use crate::document::{Edit, Entry};
use crate::format::native;
use js_sys::{Date, Function, Object, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use yew::Callback;

/// Where the last session that was closed in order left its number.
const CLOSED: &str = "standpoint-closed";
/// Set where the reader does not want what was learned to be used.
const LEARNING: &str = "standpoint-learning";
const OFF: &str = "off";
const KEYS: &str = "standpoint-keys";
const SHOWN_FROM: &str = "standpoint-shown-from";
/// How long a removed article can be brought back, in milliseconds: a week.
const KEPT_REMOVED: f64 = 7.0 * 24.0 * 3600.0 * 1000.0;

/// The store, once it is open, and those who are told.
#[derive(Clone)]
pub struct Keeper {
    on: Callback<Action>,
    store: Rc<RefCell<Option<Store>>>,
    pub holds: Holds,
    pub writing: Writing,
    /// Tells this session from others.
    session: f64,
}

impl Keeper {
    #[must_use]
    pub fn new(on: Callback<Action>, on_draw: Callback<()>) -> Self {
        let (holds, writing) = (Holds::new(on.clone()), Writing::new(on_draw));
        Self { on, store: Rc::default(), holds, writing, session: Date::now() }
    }

    /// The store, if this browser has one.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub fn store(&self) -> Result<Store, StoreError> {
        self.store.borrow().clone().ok_or_else(|| StoreError::Unavailable(String::new()))
    }

    pub fn emit(&self, action: LibraryAction) {
        self.on.emit(Action::Library(action));
    }

    /// Tells of changed cards.
    pub fn changed(&self, cards: Vec<(ArticleId, Card)>) {
        self.emit(LibraryAction::CardsChanged(cards));
    }

    /// Opens the store and finds what was open last: the cards, that article, and what went wrong.
    pub async fn start(&self) -> (Vec<(ArticleId, Card)>, Option<Stored>, Option<String>) {
        match self.try_start().await {
            Ok((cards, latest)) => (cards, latest.0, latest.1),
            Err(error) => (Vec::new(), None, Some(error.to_string())),
        }
    }

    async fn try_start(&self) -> Result<(Vec<(ArticleId, Card)>, (Option<Stored>, Option<String>)), StoreError> {
        let store = Store::open().await?;
        *self.store.borrow_mut() = Some(store.clone());
        let mut cards = store.cards().await?;
        let is_over = |card: &Card| card.marks.removed_at.is_some_and(|at| at + KEPT_REMOVED < Date::now());
        for (id, _) in cards.iter().filter(|(_, card)| is_over(card)) {
            store.remove(*id).await?;
        }
        cards.retain(|(_, card)| !is_over(card));
        let live = cards.iter().filter(|(_, card)| card.marks.removed_at.is_none());
        let latest = live.max_by(|(_, a), (_, b)| a.changed_at.total_cmp(&b.changed_at)).map(|(id, _)| *id);
        // What was open last, if it still is there.
        let session = store.session().await?;
        let is_there =
            |id: ArticleId| cards.iter().any(|(other, card)| *other == id && card.marks.removed_at.is_none());
        let last = session.map(|session| session.article).filter(|id| is_there(*id)).or(latest);
        let opened = match last {
            None => (None, None),
            Some(id) => match self.load(id).await {
                Ok(stored) => (Some(stored), None),
                Err(error) => (None, Some(error.to_string())),
            },
        };
        Ok((cards, opened))
    }

    /// What was learned from the reader, and why it could not be read.
    pub async fn learning(&self) -> (Learning, Option<String>) {
        let is_off = local_storage().and_then(|storage| storage.get_item(LEARNING).ok().flatten()).is_some();
        let lessons = match self.store() {
            Ok(store) => store.lessons().await,
            // Whoever opened the store has told of it.
            Err(_) => return (Learning { is_off, ..Learning::default() }, None),
        };
        match lessons {
            Ok(lessons) => (Learning { lessons: Rc::new(lessons), is_off, ..Learning::default() }, None),
            Err(error) => (Learning { is_off, ..Learning::default() }, Some(error.to_string())),
        }
    }

    /// Another tab has changed what was learned.
    pub async fn reload_lessons(&self) {
        if let Ok(store) = self.store()
            && let Ok(lessons) = store.lessons().await
        {
            self.on.emit(Action::Learning(LearningAction::Loaded(lessons)));
        }
    }

    /// Keeps lessons, and forgets others.
    pub async fn change_lessons(&self, given: Vec<Lesson>, taken_back: Vec<Lesson>) {
        let change = |lessons: &mut Lessons| {
            for lesson in &taken_back {
                lessons.forget(lesson);
            }
            for lesson in given {
                lessons.add(lesson);
            }
        };
        let write = self.writing.begin();
        let outcome = async { self.store()?.change_lessons(change).await };
        let outcome = outcome.await;
        drop(write);
        match outcome {
            Ok(()) => self.holds.tell_learned(),
            Err(error) => self.on.emit(Action::Learning(LearningAction::NotKept(error.to_string()))),
        }
    }

    /// The article of a session that ended without the page being closed.
    pub async fn crashed(&self) -> Option<ArticleId> {
        let session = self.store().ok()?.session().await.ok()??;
        // Without that note nothing is known.
        let closed: f64 = local_storage()?.get_item(CLOSED).ok()??.parse().ok()?;
        (closed < session.number).then_some(session.article)
    }

    /// The page is closed in order.
    pub fn close_session(&self) {
        if let Some(storage) = local_storage() {
            // Where it cannot be noted, the next start says nothing of a crash.
            let _ = storage.set_item(CLOSED, &self.session.to_string());
        }
    }

    /// This tab works on another article now, or on none that is kept.
    pub async fn hold(&self, id: Option<ArticleId>) {
        self.holds.hold(id);
        let (Some(id), Ok(store)) = (id, self.store()) else { return };
        if local_storage().is_some_and(|storage| storage.get_item(CLOSED).ok().flatten().is_none()) {
            // The first session of all: from now on an end without a note is a crash.
            if let Some(storage) = local_storage() {
                let _ = storage.set_item(CLOSED, "0");
            }
        }
        // Where it cannot be noted, the next start opens the article that was changed last.
        let _ = store.set_session(Session { number: self.session, article: id }).await;
    }

    /// A stored article.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub async fn load(&self, id: ArticleId) -> Result<Stored, StoreError> {
        let Kept { card, base, entries } = self.store()?.load(id).await?.ok_or(StoreError::Damaged(id.0))?;
        Ok(Stored { id, title: card.title, base, entries })
    }

    /// Keeps what `keeping` says and tells how far it came.
    pub async fn keep(&self, keeping: Keeping) {
        let (revision, has_news) = (keeping.revision, !keeping.entries.is_empty());
        let (mut id, mut n_entries) = (keeping.id, keeping.n_entries);
        let card = Card::clone(&keeping.card);
        let write = self.writing.begin();
        let outcome = self.try_keep(keeping, &mut id, &mut n_entries).await;
        drop(write);
        match outcome {
            Ok(kept) => {
                self.on.emit(Action::Kept { revision, id: kept, n_entries, at: time_of_day() });
                self.holds.tell_changed(kept);
                // The work is safe; what the library shows of it follows.
                if let Ok(store) = self.store() {
                    let changed_at = has_news.then(Date::now);
                    if let Ok(card) = store.renew(kept, card, changed_at).await {
                        self.changed(vec![(kept, card)]);
                    }
                }
            }
            Err(error) => {
                let is_conflict = error == StoreError::Conflict;
                let reason = error.to_string();
                self.on.emit(Action::KeepFailed { revision, id, n_entries, reason, is_conflict });
            }
        }
    }

    /// `id` and `n_entries` say how far it came, also when it fails on the way.
    async fn try_keep(
        &self,
        keeping: Keeping,
        id: &mut Option<ArticleId>,
        n_entries: &mut usize,
    ) -> Result<ArticleId, StoreError> {
        let store = self.store()?;
        let n_new = keeping.entries.len();
        let Some(known) = *id else {
            let (base, text) = keeping.base.unwrap_or_default();
            let card = Card { changed_at: Date::now(), ..*keeping.card };
            let new = store.add_with_journal(&Arrival { card, base, text }, &keeping.entries).await?;
            (*id, *n_entries) = (Some(new), n_new);
            return Ok(new);
        };
        if let Some((base, _)) = keeping.base {
            store.rebase(known, &base).await?;
        }
        store.append(known, *n_entries, &keeping.entries).await?;
        *n_entries += n_new;
        Ok(known)
    }

    /// Changes what a reader says of an article in the library.
    pub async fn set_marks(&self, id: ArticleId, marks: Marks) {
        let marks = Marks { removed_at: marks.removed_at.map(|_| Date::now()), ..marks };
        let write = self.writing.begin();
        let outcome = async { self.store()?.set_marks(id, marks).await };
        let outcome = outcome.await;
        drop(write);
        self.tell(id, outcome);
    }

    /// Notes that an article was written to a file.
    pub async fn note_file(&self, id: ArticleId, n_entries: usize) {
        let outcome = async { self.store()?.set_n_in_file(id, n_entries).await };
        self.tell(id, outcome.await);
    }

    /// Gives an article that is not open another title: one more entry of its journal.
    pub async fn rename(&self, id: ArticleId, title: String) {
        let write = self.writing.begin();
        let outcome = async {
            let store = self.store()?;
            let kept = store.load(id).await?.ok_or(StoreError::Damaged(id.0))?;
            let entry = Entry::Made(Edit::Retitle { title: title.clone() });
            let entry = serde_json::to_string(&entry).expect("a journal is data that serialises");
            store.append(id, kept.entries.len(), &[entry]).await?;
            store.renew(id, Card { title, ..kept.card }, Some(Date::now())).await
        };
        let outcome = outcome.await;
        drop(write);
        self.tell(id, outcome);
    }

    fn tell(&self, id: ArticleId, outcome: Result<Card, StoreError>) {
        match outcome {
            Ok(card) => {
                self.changed(vec![(id, card)]);
                self.holds.tell_changed(id);
            }
            Err(error) => self.on.emit(Action::RecentMissing(error.to_string())),
        }
    }

    /// The texts of all articles. Those of the first version's articles are taken from their bases, once.
    pub async fn load_texts(&self) {
        let outcome = async {
            let store = self.store()?;
            let mut texts = store.texts().await?;
            let cards = store.cards().await?;
            let mut renewed = Vec::new();
            let lacks_text = |id: &ArticleId| texts.binary_search_by_key(id, |(id, _)| *id).is_err();
            let lacking: Vec<ArticleId> = cards.iter().map(|(id, _)| *id).filter(lacks_text).collect();
            for id in lacking {
                let Ok(Some(kept)) = store.load(id).await else { continue };
                let Ok(opened) = native::from_json(&kept.base) else { continue };
                let text = opened.document.article().text().to_owned();
                store.add_text(id, &text).await?;
                let card = Card::of(&opened.document, title_of(&opened.document), false);
                renewed.push((id, store.renew(id, card, None).await?));
                texts.push((id, text));
            }
            Ok::<_, StoreError>((texts, renewed))
        };
        match outcome.await {
            Ok((texts, renewed)) => {
                if !renewed.is_empty() {
                    self.changed(renewed);
                }
                self.emit(LibraryAction::TextsLoaded(texts));
            }
            Err(error) => self.on.emit(Action::RecentMissing(error.to_string())),
        }
    }

    /// Another tab has changed an article: its card is read anew.
    pub async fn follow(&self, id: ArticleId) {
        if let Ok(store) = self.store()
            && let Ok(Some(card)) = store.card(id).await
        {
            self.changed(vec![(id, card)]);
        }
    }

    /// Whether the browser may clear what it keeps; `asks`: it is asked not to.
    pub async fn persistence(&self, asks: bool) {
        self.emit(LibraryAction::PersistenceKnown(persistence(asks).await));
    }
}

async fn persistence(asks: bool) -> Persistence {
    let Some(window) = dom::window() else { return Persistence::Unknown };
    let navigator: JsValue = window.navigator().into();
    let storage = Reflect::get(&navigator, &"storage".into()).unwrap_or_default();
    let call = async |name: &str| -> Option<bool> {
        let method: Function = Reflect::get(&storage, &name.into()).ok()?.dyn_into().ok()?;
        let promise: Promise = method.call0(&storage).ok()?.dyn_into().ok()?;
        JsFuture::from(promise).await.ok()?.as_bool()
    };
    let is_promised = if asks { call("persist").await } else { call("persisted").await };
    match is_promised {
        Some(true) => Persistence::Promised,
        Some(false) => Persistence::MayClear,
        None => Persistence::CannotPromise,
    }
}

/// Keeps for the next visit whether what was learned is used.
pub fn keep_learning_switch(is_on: bool) {
    if let Some(storage) = local_storage() {
        // Without room for a word it is not kept: the reader switches it again.
        let _ = if is_on { storage.remove_item(LEARNING) } else { storage.set_item(LEARNING, OFF) };
    }
}

/// Keeps for the next visit where the slider stands.
pub fn keep_shown_from(percent: u16) {
    if let Some(storage) = local_storage() {
        // Without room for a number it is not kept: the reader moves the slider again.
        let _ = storage.set_item(SHOWN_FROM, &percent.to_string());
    }
}

/// Where the slider stood at the last visit.
pub fn kept_shown_from() -> Option<u16> {
    let kept = local_storage()?.get_item(SHOWN_FROM).ok().flatten()?;
    kept.parse().ok().filter(|percent| (sight::LEAST..=sight::MOST).contains(percent))
}

/// Keeps the keys that the reader changed.
pub fn keep_keys(json: &str) {
    if let Some(storage) = local_storage() {
        // Without room for it the keys are the usual ones at the next visit.
        let _ = storage.set_item(KEYS, json);
    }
}

/// The keys as the reader had them at the last visit.
pub fn kept_keys() -> Keymap {
    let kept = local_storage().and_then(|storage| storage.get_item(KEYS).ok().flatten());
    kept.map(|json| Keymap::from_json(&json)).unwrap_or_default()
}

fn local_storage() -> Option<web_sys::Storage> {
    dom::window()?.local_storage().ok().flatten()
}

/// Hours and minutes, as the reader's country writes them.
fn time_of_day() -> String {
    let options = Object::new();
    for part in ["hour", "minute"] {
        // Fails only for objects that are frozen.
        let _ = Reflect::set(&options, &part.into(), &"2-digit".into());
    }
    Date::new_0().to_locale_time_string_with_options("default", &options).into()
}
