//! The browser's side of the screen: does what [`Effect`]s ask and reports as [`Action`]s.

use super::keeper::{Keeper, keep_keys, keep_learning_switch, keep_shown_from, kept_keys, kept_shown_from};
use super::listen::{self, Listeners};
use super::many::Many;
use super::{arcs, boot, dom, files, grips, language, place, selection, theme};
use crate::annotation::Confidence;
use crate::app::keyboard::Keyboard;
use crate::app::learning::{LearningAction, LearningEffect};
use crate::app::library::{LibraryAction, LibraryEffect};
use crate::app::{Action, Effect, Item};
use crate::text::{Article, Span};
use crate::worker::{Client, Outcome, Request, RequestId, Response, Revision};
use std::cell::RefCell;
use std::rc::Rc;
use std::task::{Context, Waker};
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// What is painted over the text, by the names that the style sheet knows; a later one lies over an earlier one.
const PAINTS: [&str; N_PAINTS] = ["selected", "evidence", "draft", "found", "here"];
const N_PAINTS: usize = 5;

/// Everything that the page holds of the browser.
pub struct Shell {
    on: Callback<Action>,
    /// The article that is shown, for those who hear of selections.
    article: Rc<RefCell<Option<Article>>>,
    client: Client,
    keeper: Keeper,
    many: Many,
    handles: Rc<files::Handles>,
    keyboard: Rc<RefCell<Keyboard>>,
    painted: RefCell<[Vec<Span>; N_PAINTS]>,
    _listeners: Listeners,
}

impl Shell {
    /// Starts the worker, opens the store and listens. Ends in [`Action::Started`].
    ///
    /// `on_draw` hears when what waited for the store is to be drawn.
    #[must_use]
    pub fn new(on: Callback<Action>, on_draw: Callback<()>) -> Self {
        let article = Rc::default();
        let keyboard = Rc::default();
        let handles = Rc::default();
        let heard = on.clone();
        let client = Client::new(boot::worker_parts(), move |response| {
            heard.emit(heard_of(response));
        });
        let keeper = Keeper::new(on.clone(), on_draw);
        let many = Many::new(keeper.clone());
        let closing = keeper.clone();
        let close = move || closing.close_session();
        let listeners = Listeners::new(&on, &article, &keyboard, &reader(&on, &many, &handles), close);
        spawn_local(start(on.clone(), keeper.clone()));
        let painted = RefCell::default();
        Self { on, article, client, keeper, many, handles, keyboard, painted, _listeners: listeners }
    }

    /// Says what keys mean from now on.
    pub fn set_keyboard(&self, keyboard: Keyboard) {
        *self.keyboard.borrow_mut() = keyboard;
    }

    /// Whether something is being written that the screen shall not show before.
    #[must_use]
    pub fn holds_drawing(&self) -> bool {
        self.keeper.writing.holds_drawing()
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

    /// Paints what is selected, what shows a stance, the cue of the one in the making, and what was found. `is_redrawn`:
    /// the text's elements are new.
    pub fn paint(&self, wanted: [Vec<Span>; N_PAINTS], is_redrawn: bool) {
        let shown = self.article.borrow();
        let Some(article) = shown.as_ref() else { return };
        if is_redrawn || *self.painted.borrow() != wanted {
            for (name, spans) in PAINTS.into_iter().zip(&wanted) {
                place::paint(name, article, spans);
            }
            *self.painted.borrow_mut() = wanted;
        }
    }

    /// Joins the lit holder and target with the cue of their stance.
    pub fn draw_arcs(&self, cue: Option<Span>) {
        if let Some(article) = self.article.borrow().as_ref() {
            arcs::draw(article, cue);
            arcs::show_stubs();
        }
    }

    /// Puts the grips at the boundaries of a span.
    pub fn place_grips(&self, span: Option<Span>) {
        if let (Some(article), Some(span)) = (self.article.borrow().as_ref(), span) {
            grips::place(article, span);
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
            Effect::StartTagging { id, revision, text, from } => {
                let (id, revision) = (RequestId(id), Revision(revision));
                let threshold = Some(Confidence::from_percent(from));
                self.client.send(Request { id, revision, text, threshold, lessons: None });
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
                let keeper = self.keeper.clone();
                set_off(async move { keeper.keep(keeping).await });
            }
            Effect::LoadRecent(id) => {
                let (on, keeper) = (self.on.clone(), self.keeper.clone());
                spawn_local(async move {
                    on.emit(match keeper.load(id).await {
                        Ok(stored) => Action::RecentLoaded(stored),
                        Err(error) => Action::RecentMissing(error.to_string()),
                    });
                });
            }
            Effect::Library(effect) => self.perform_for_library(effect),
            Effect::Learning(effect) => self.perform_for_learning(effect),
            Effect::SetTheme(wanted) => theme::set(wanted),
            Effect::KeepKeys(json) => keep_keys(&json),
            Effect::SetLanguage(wanted) => language::keep(wanted),
            Effect::KeepShownFrom(percent) => keep_shown_from(percent),
            Effect::Reveal(item) => place::reveal(&item),
            Effect::FocusMark(item) => place::focus_mark(&item),
            Effect::RevealEnd(end) => arcs::reveal(end),
            Effect::RevealCard(item) => place::reveal_card(&item),
            Effect::FocusElement(id) => dom::focus(id),
            Effect::LeaveField => dom::leave_field(),
            Effect::RevealText(span) => {
                if let Some(article) = self.article.borrow().as_ref() {
                    selection::reveal(article, span);
                }
            }
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

    fn perform_for_learning(&self, effect: LearningEffect) {
        let keeper = self.keeper.clone();
        match effect {
            LearningEffect::Use(lessons) => {
                self.client.teach(Rc::clone(&lessons));
                self.many.teach(lessons);
            }
            LearningEffect::Change { given, taken_back } => {
                set_off(async move { keeper.change_lessons(given, taken_back).await });
            }
            LearningEffect::Load => spawn_local(async move { keeper.reload_lessons().await }),
            LearningEffect::KeepSwitch(is_on) => keep_learning_switch(is_on),
        }
    }

    fn perform_for_library(&self, effect: LibraryEffect) {
        let (keeper, many) = (self.keeper.clone(), self.many.clone());
        match effect {
            LibraryEffect::LoadTexts => spawn_local(async move { keeper.load_texts().await }),
            LibraryEffect::SetMarks { id, marks } => set_off(async move { keeper.set_marks(id, marks).await }),
            LibraryEffect::Rename { id, title } => set_off(async move { keeper.rename(id, title).await }),
            LibraryEffect::NoteFile { id, n_entries } => {
                spawn_local(async move { keeper.note_file(id, n_entries).await });
            }
            LibraryEffect::PickFolder => files::pick_folder(),
            LibraryEffect::TagAll(ids) => spawn_local(async move { many.tag(ids).await }),
            LibraryEffect::Export { ids, archive } => spawn_local(async move { many.export(ids, archive).await }),
            LibraryEffect::StopWork => many.stop(),
            LibraryEffect::Persist => spawn_local(async move { keeper.persistence(true).await }),
            LibraryEffect::Hold(id) => spawn_local(async move { keeper.hold(id).await }),
            LibraryEffect::TakeOver(id) => keeper.holds.take_over(id),
            LibraryEffect::GiveUp(id) => keeper.holds.give_up(id),
            LibraryEffect::Follow(id) => spawn_local(async move { keeper.follow(id).await }),
        }
    }

    /// Takes files that the reader chose: one is opened, many go into the library.
    #[must_use]
    pub fn reader(&self) -> Callback<Vec<files::Source>> {
        reader(&self.on, &self.many, &self.handles)
    }
}

/// Takes the first step now, which hands a change to the browser; a spawned future would take it after the drawing.
fn set_off(work: impl Future<Output = ()> + 'static) {
    let mut work = Box::pin(work);
    if work.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending() {
        spawn_local(work);
    }
}

fn reader(on: &Callback<Action>, many: &Many, handles: &Rc<files::Handles>) -> Callback<Vec<files::Source>> {
    let (on, many, handles) = (on.clone(), many.clone(), Rc::clone(handles));
    Callback::from(move |sources: Vec<files::Source>| {
        if sources.is_empty() {
            return;
        }
        let (on, many, handles) = (on.clone(), many.clone(), Rc::clone(&handles));
        spawn_local(async move {
            if files::are_many(&sources) {
                many.add(sources, &handles).await;
            } else {
                on.emit(listen::read(&handles, sources).await);
            }
        });
    })
}

fn not_saved(reason: &str) -> Action {
    Action::FileNotSaved(language::current().not_saved(reason))
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

async fn start(on: Callback<Action>, keeper: Keeper) {
    let language = language::wanted();
    language::show(language);
    let theme = theme::kept();
    theme::set(theme);
    let (recent, latest, trouble) = keeper.start().await;
    let (learning, unread) = keeper.learning().await;
    let crashed = keeper.crashed().await;
    on.emit(Action::Started {
        theme,
        language,
        keys: kept_keys(),
        shown_from: kept_shown_from(),
        latest,
        recent,
        learning,
        trouble,
    });
    if let Some(reason) = unread {
        on.emit(Action::Learning(LearningAction::NotKept(reason)));
    }
    if let Some(id) = crashed {
        on.emit(Action::Library(LibraryAction::CrashNoticed(id)));
    }
    keeper.persistence(false).await;
}
