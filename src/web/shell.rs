//! The browser's side of the screen: does what [`Effect`]s ask and reports as [`Action`]s.

use super::listen::{self, Listeners};
use super::store::{Kept, Store, StoreError};
use super::{boot, dom, files, place, selection, theme};
use crate::app::library::{ArticleId, Card};
use crate::app::{Action, Effect, Item, Keeping, Stored};
use crate::text::{Article, Span};
use crate::worker::{Client, Outcome, Request, RequestId, Response, Revision};
use js_sys::{Date, Object, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// Everything that the page holds of the browser.
pub struct Shell {
    on: Callback<Action>,
    /// The article that is shown, for those who hear of selections.
    article: Rc<RefCell<Option<Article>>>,
    client: Client,
    store: Rc<RefCell<Option<Store>>>,
    handles: Rc<files::Handles>,
    painted: RefCell<(Vec<Span>, Vec<Span>)>,
    _listeners: Listeners,
}

impl Shell {
    /// Starts the worker, opens the store and listens. Ends in [`Action::Started`].
    #[must_use]
    pub fn new(on: Callback<Action>) -> Self {
        let article = Rc::default();
        let handles = Rc::default();
        let heard = on.clone();
        let client = Client::new(boot::worker_parts(), move |response| {
            heard.emit(heard_of(response));
        });
        let store = Rc::default();
        let listeners = Listeners::new(&on, &article, &handles);
        spawn_local(start(on.clone(), Rc::clone(&store)));
        Self { on, article, client, store, handles, painted: RefCell::default(), _listeners: listeners }
    }

    /// Says which article the element of the text shows from now on, and what it is called.
    pub fn show(&self, article: Option<&Article>, title: &str) {
        *self.article.borrow_mut() = article.cloned();
        let name = if title.is_empty() { "Standpoint".to_owned() } else { format!("{title} – Standpoint") };
        if let Some(document) = dom::document()
            && document.title() != name
        {
            document.set_title(&name);
        }
    }

    /// Paints what is selected and what shows a stance. `is_redrawn`: the text's elements are new.
    pub fn paint(&self, selected: Vec<Span>, evidence: Vec<Span>, is_redrawn: bool) {
        let shown = self.article.borrow();
        let Some(article) = shown.as_ref() else { return };
        let wanted = (selected, evidence);
        if is_redrawn || *self.painted.borrow() != wanted {
            place::paint("selected", article, &wanted.0);
            place::paint("evidence", article, &wanted.1);
            *self.painted.borrow_mut() = wanted;
        }
    }

    /// Puts the popover beside what it is about.
    pub fn place_popover(&self, about: Option<&Item>, selected: Option<Span>) {
        if let Some(article) = self.article.borrow().as_ref() {
            place::popover(article, about, selected);
        }
    }

    /// Does what an effect asks.
    pub fn perform(&self, effect: Effect) {
        match effect {
            Effect::StartTagging { id, revision, text } => {
                let (id, revision) = (RequestId(id), Revision(revision));
                self.client.send(Request { id, revision, text, threshold: None });
            }
            Effect::StopTagging => self.client.stop(),
            Effect::PickFiles => {
                let reader = self.reader();
                spawn_local(async move { reader.emit(files::pick().await.unwrap_or_default()) });
            }
            Effect::SaveFile { name, content } => self.on.emit(match files::download(&name, &content) {
                Ok(()) => Action::FileSaved(crate::app::FileRef { name, handle: None }),
                Err(reason) => not_saved(&reason),
            }),
            Effect::Download { name, content } => {
                if let Err(reason) = files::download(&name, &content) {
                    self.on.emit(not_saved(&reason));
                }
            }
            Effect::WriteFile { file, content } => {
                let (on, handles) = (self.on.clone(), Rc::clone(&self.handles));
                spawn_local(async move {
                    let outcome = handles.write(&file, &content).await;
                    // Where the browser does not let it be written, a copy still can be saved.
                    let outcome = outcome.or_else(|_| files::download(&file.name, &content));
                    on.emit(match outcome {
                        Ok(()) => Action::FileSaved(file),
                        Err(reason) => not_saved(&reason),
                    });
                });
            }
            Effect::Keep(keeping) => {
                let (on, store) = (self.on.clone(), Rc::clone(&self.store));
                spawn_local(async move { keep(&on, &store, keeping).await });
            }
            Effect::LoadRecent(id) => {
                let (on, store) = (self.on.clone(), Rc::clone(&self.store));
                spawn_local(async move {
                    on.emit(match load(&store, id).await {
                        Ok(stored) => Action::RecentLoaded(stored),
                        Err(error) => Action::RecentMissing(error.to_string()),
                    });
                });
            }
            Effect::RemoveRecent(id) => {
                let (on, store) = (self.on.clone(), Rc::clone(&self.store));
                spawn_local(async move {
                    let Some(store) = opened(&store) else { return };
                    match store.remove(id).await {
                        Ok(()) => on.emit(Action::RecentChanged(recent(&store).await)),
                        Err(error) => on.emit(Action::RecentMissing(error.to_string())),
                    }
                });
            }
            Effect::SetTheme(wanted) => theme::set(wanted),
            Effect::Reveal(item) => place::reveal(&item),
            Effect::FocusMark(item) => place::focus_mark(&item),
            Effect::RevealCard(item) => place::reveal_card(&item),
            Effect::FocusElement(id) => dom::focus(id),
            Effect::SelectText(span) => {
                if let Some(article) = self.article.borrow().as_ref() {
                    selection::select(article, span);
                }
            }
            Effect::ClearSelection => selection::clear(),
            Effect::ScrollToTop => {
                if let Some(window) = dom::window() {
                    window.scroll_to_with_x_and_y(0.0, 0.0);
                }
            }
        }
    }

    /// Reads files that the reader chose.
    #[must_use]
    pub fn reader(&self) -> Callback<Vec<files::Source>> {
        let (on, handles) = (self.on.clone(), Rc::clone(&self.handles));
        Callback::from(move |sources: Vec<files::Source>| {
            if sources.is_empty() {
                return;
            }
            let (on, handles) = (on.clone(), Rc::clone(&handles));
            spawn_local(async move { on.emit(listen::read(&handles, sources).await) });
        })
    }
}

fn not_saved(reason: &str) -> Action {
    Action::FileNotSaved(format!("The file was not saved: {reason}. Your work is still here; try again."))
}

fn heard_of(response: Response) -> Action {
    let (id, revision) = (response.id.0, response.revision.0);
    match response.outcome {
        Outcome::Progress(percent) => Action::TaggingProgressed { id, percent },
        Outcome::Done(analysis) => Action::TaggingDone { id, revision, analysis },
        Outcome::Stopped => Action::TaggingStopped { id },
        Outcome::Failed(reason) => Action::TaggingFailed { id, reason },
    }
}

async fn start(on: Callback<Action>, slot: Rc<RefCell<Option<Store>>>) {
    let theme = theme::kept();
    theme::set(theme);
    let (mut latest, mut cards, mut trouble) = (None, Vec::new(), None);
    match Store::open().await {
        Ok(store) => {
            *slot.borrow_mut() = Some(store.clone());
            cards = recent(&store).await;
            if let Some((id, _)) = cards.first() {
                match load(&slot, *id).await {
                    Ok(stored) => latest = Some(stored),
                    Err(error) => trouble = Some(error.to_string()),
                }
            }
        }
        Err(error) => trouble = Some(error.to_string()),
    }
    on.emit(Action::Started { theme, latest, recent: cards, trouble });
}

fn opened(store: &Rc<RefCell<Option<Store>>>) -> Option<Store> {
    store.borrow().clone()
}

/// The articles in the store, the latest change first.
async fn recent(store: &Store) -> Vec<(ArticleId, Card)> {
    let mut cards = store.cards().await.unwrap_or_default();
    cards.sort_by(|(_, a), (_, b)| b.changed_at.total_cmp(&a.changed_at));
    cards
}

async fn load(store: &Rc<RefCell<Option<Store>>>, id: ArticleId) -> Result<Stored, StoreError> {
    let Some(store) = opened(store) else { return Err(StoreError::Unavailable(String::new())) };
    let Kept { card, base, entries } = store.load(id).await?.ok_or(StoreError::Damaged(id.0))?;
    Ok(Stored { id, title: card.title, base, entries })
}

async fn keep(on: &Callback<Action>, store: &Rc<RefCell<Option<Store>>>, keeping: Keeping) {
    let revision = keeping.revision;
    let Some(store) = opened(store) else {
        let reason = StoreError::Unavailable(String::new()).to_string();
        return on.emit(Action::KeepFailed { revision, id: keeping.id, n_entries: keeping.n_entries, reason });
    };
    let (mut id, mut n_entries) = (keeping.id, keeping.n_entries);
    match try_keep(&store, keeping, &mut id, &mut n_entries).await {
        Ok(kept) => {
            on.emit(Action::Kept { revision, id: kept, n_entries, at: time_of_day() });
            on.emit(Action::RecentChanged(recent(&store).await));
        }
        Err(error) => on.emit(Action::KeepFailed { revision, id, n_entries, reason: error.to_string() }),
    }
}

/// `id` and `n_entries` say how far it came, also when it fails on the way.
async fn try_keep(
    store: &Store,
    keeping: Keeping,
    id: &mut Option<ArticleId>,
    n_entries: &mut usize,
) -> Result<ArticleId, StoreError> {
    let card = Card { changed_at: Date::now(), ..keeping.card };
    let kept = match *id {
        Some(known) => known,
        None => store.add(&card, &keeping.base.unwrap_or_default()).await?,
    };
    *id = Some(kept);
    for entry in keeping.entries {
        store.append(kept, *n_entries, &entry, &card).await?;
        *n_entries += 1;
    }
    Ok(kept)
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
