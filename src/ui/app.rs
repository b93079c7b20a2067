//! The whole page: holds the state, hands every action to `update`, and has the effects done once the page is drawn. What
//! the reader did is written first and drawn as soon as the store has it: what is on screen is safe.

use super::article::ArticleView;
use super::bar::{Bar, brand};
use super::dialog::DialogView;
use super::find::FindView;
use super::library::{LibraryProps, LibraryView};
use super::panel::PanelView;
use super::popover::PopoverView;
use crate::annotation::Lesson;
use crate::app::arcs::{End, OutOfSight};
use crate::app::describe;
use crate::app::hints::{Hinting, Purpose};
use crate::app::keymap::Keymap;
use crate::app::library::LibraryAction;
use crate::app::runs::Paragraphs;
use crate::app::words::Language;
use crate::app::{Action, Dialog, Effect, Item, Open, Popover, State, update};
use crate::document::lesson_of;
use crate::web::{Shell, files};
use std::rc::Rc;
use yew::{Callback, Component, Context, ContextProvider, Event, Html, MouseEvent, html};

pub struct App {
    state: State,
    paragraphs: Paragraphs,
    shell: Shell,
    on: Callback<Action>,
    /// What is to be done as soon as the page is drawn.
    effects: Vec<Effect>,
    is_redrawn: bool,
    /// Whether the screen lacks something of the state.
    is_undrawn: bool,
}

/// What the page hears.
pub enum Heard {
    Action(Action),
    /// The store has what the drawing waited for, or takes too long.
    Draw,
}

impl Component for App {
    type Message = Heard;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let on = ctx.link().callback(Heard::Action);
        Self {
            state: State::default(),
            paragraphs: Paragraphs::default(),
            shell: Shell::new(on.clone(), ctx.link().callback(|()| Heard::Draw)),
            on,
            effects: Vec::new(),
            is_redrawn: false,
            is_undrawn: false,
        }
    }

    fn update(&mut self, _ctx: &Context<Self>, heard: Heard) -> bool {
        match heard {
            Heard::Action(Action::Hovered(item)) if item == self.state.hover => return false,
            Heard::Action(action) => self.take(action),
            Heard::Draw => {}
        }
        if !self.is_undrawn || self.shell.holds_drawing() {
            return false;
        }
        self.is_undrawn = false;
        let document = self.state.shown().cloned();
        if let Some(document) = &document {
            let lit = self.state.highlight();
            let hints = self.state.hinting.as_ref().map(Hinting::shown).unwrap_or_default();
            self.paragraphs.speak(self.state.language);
            self.is_redrawn |= self.paragraphs.refresh(document, self.state.focus.as_ref(), &lit, &hints);
        }
        let title = document.as_ref().map(|document| document.about().title.clone()).unwrap_or_default();
        self.shell.show(document.as_ref().map(|document| document.article()), &title);
        true
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        html! {
            <ContextProvider<Language> context={self.state.language}>
                <ContextProvider<Rc<Keymap>> context={Rc::clone(&self.state.keys)}>{self.page()}</ContextProvider<Rc<Keymap>>>
            </ContextProvider<Language>>
        }
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _is_first: bool) {
        for effect in std::mem::take(&mut self.effects) {
            self.shell.perform(effect);
        }
        let about = match (&self.state.popover, &self.state.focus) {
            (Some(Popover::Mention | Popover::Glance), Some(item @ Item::Mention(_))) => Some(item),
            _ => None,
        };
        let selected = self.state.selection;
        let selected_for_popover = selected.filter(|_| self.state.popover == Some(Popover::Selection));
        let evidence = self.state.highlight().evidence;
        let cue = self.state.stance_draft.as_ref().and_then(|draft| draft.cue).or(self.state.drawn);
        let (found, here) = self.state.find.painted();
        self.shell.paint(
            [selected.into_iter().collect(), evidence, cue.into_iter().collect(), found, here.into_iter().collect()],
            std::mem::take(&mut self.is_redrawn),
        );
        self.shell.draw_arcs(self.state.joined().map(|(cue, _)| cue));
        self.shell.place_grips(self.state.held());
        self.shell.place_popover(about, selected_for_popover);
    }
}

impl App {
    fn page(&self) -> Html {
        let state = &self.state;
        let words = state.language;
        let on = &self.on;
        let Some(open) = &state.open else {
            return opening();
        };
        let read = self.shell.reader();
        let choose = Callback::from(move |event: Event| read.emit(files::of_input(&event)));
        let fields = html! {
            <>
                <input id="files" type="file" multiple=true hidden=true aria-label={words.open_files()}
                    onchange={choose.clone()} />
                <input id="folder" type="file" multiple=true hidden=true aria-label={words.add_a_folder()} webkitdirectory=true
                    onchange={choose} />
            </>
        };
        if state.library.is_shown {
            return html! {
                <main key="library">
                    {fields}
                    <LibraryView ..LibraryProps::of(&state.library, on.clone()) />
                    {notices(state, on)}
                    {said(state)}
                    {dialog(state, on)}
                    <div class="drop-hint" aria-hidden="true">{words.drop_to_add()}</div>
                </main>
            };
        }
        html! {
            <div key="article" class={yew::classes!(
                "page",
                state.panel.is_drawn_up.then_some("has-drawer"),
                state.hinting.is_some().then_some("is-hinting"),
            )}>
                <Bar on={on.clone()} view={crate::app::view::bar(state, open)} />
                {fields}
                <main class="reading">
                    {find(state, open, on)}
                    {elsewhere(words, open, on)}
                    {notices(state, on)}
                    {introduction(state, on)}
                    {stubs(state, OutOfSight::Above, on)}
                    <ArticleView paragraphs={self.paragraphs.drawn().to_vec()} on={on.clone()}
                        shows_type_tags={state.shows_type_tags} language={open.document.about().language.clone()} />
                    {stubs(state, OutOfSight::Below, on)}
                    {arcs(state)}
                    {grips(state)}
                    {popover(state, on)}
                </main>
                <PanelView document={state.sight.of(&open.document).clone()} panel={state.panel.clone()} focus={state.focus.clone()}
                    sureness={state.sight.sureness(&open.document, open.tagged_from)}
                    draft={state.stance_draft.clone()}
                    asks_for_holder={state.hinting.as_ref().is_some_and(|hinting| hinting.purpose == Purpose::Holder)}
                    has_selection={state.selection.is_some()}
                    history={crate::app::view::history(words, open, &state.panel)} on={on.clone()} />
                {said(state)}
                {dialog(state, on)}
                <div class="drop-hint" aria-hidden="true">{words.drop_to_open()}</div>
            </div>
        }
    }

    fn take(&mut self, action: Action) {
        let (state, effects) = update(std::mem::take(&mut self.state), action);
        self.state = state;
        self.is_undrawn = true;
        self.shell.set_keyboard(self.state.keyboard());
        for effect in effects {
            if effect.is_write() {
                self.shell.perform(effect);
            } else {
                self.effects.push(effect);
            }
        }
    }
}

/// The page before its first article is there, as `index.html` has it.
fn opening() -> Html {
    html! {
        <div class="page">
            <header class="bar">
                {brand()}
            </header>
            <main class="reading" aria-busy="true"></main>
        </div>
    }
}

/// The live region.
fn said(state: &State) -> Html {
    html! {
        <div class="said" role="status" aria-live="polite" aria-atomic="true">
            <span key={state.announcement.n}>{&state.announcement.text}</span>
        </div>
    }
}

/// The drawing of the lines between holder, cue and target. Where they run is known once the text is laid out.
fn arcs(state: &State) -> Html {
    let Some((_, polarity)) = state.joined() else { return Html::default() };
    html! {
        <svg class="arcs" aria-hidden="true" data-polarity={polarity.as_str()}>
            <defs>
                <marker id="arc-head" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="7" markerHeight="7" orient="auto">
                    <path d="M1 1L6 4L1 7" />
                </marker>
            </defs>
            <path id="arc-holder" class="arc" />
            <path id="arc-target" class="arc" marker-end="url(#arc-head)" />
        </svg>
    }
}

fn find(state: &State, open: &Open, on: &Callback<Action>) -> Html {
    let find = &state.find;
    if !find.is_shown {
        return Html::default();
    }
    html! {
        <FindView wanted={find.wanted.clone()} is_pattern={find.is_pattern} scope={find.scope} count={find.count(state.language)}
            n_hits={find.hits.len()} is_faulty={find.fault.is_some()}
            labels={open.document.codebook().labels.clone()} on={on.clone()} />
    }
}

/// That another tab works on the article.
fn elsewhere(words: Language, open: &Open, on: &Callback<Action>) -> Html {
    if !open.is_read_only {
        return Html::default();
    }
    let take = on.reform(|_: MouseEvent| Action::Library(LibraryAction::TakeOverChosen));
    html! {
        <div class="elsewhere" role="alert">
            <p>{words.open_elsewhere()}</p>
            <button type="button" class="primary" onclick={take}>{words.take_over()}</button>
        </div>
    }
}

fn notices(state: &State, on: &Callback<Action>) -> Html {
    if state.notices.is_empty() {
        return Html::default();
    }
    html! {
        <div class="notices">{for state.notices.iter().map(|notice| {
            let id = notice.id;
            let dismiss = on.reform(move |_| Action::NoticeDismissed(id));
            html! {
                <div key={id} class={if notice.is_error { "notice is-error" } else { "notice" }}>
                    <p>{&notice.text}</p>
                    <button type="button" class="quiet" onclick={dismiss} aria-label={state.language.dismiss_message()}>{"×"}</button>
                </div>
            }
        })}</div>
    }
}

/// What the page is, for those who see it for the first time.
fn introduction(state: &State, on: &Callback<Action>) -> Html {
    if !state.open.as_ref().is_some_and(|open| open.is_sample) {
        return Html::default();
    }
    let words = state.language;
    let command = |command| on.reform(move |_| Action::CommandChosen(command));
    html! {
        <p class="introduction">
            {words.introduction()}
            <button type="button" class="link" onclick={command(crate::app::command::Command::Paste)}>{words.introduction_paste()}</button>
            {", "}
            <button type="button" class="link" onclick={command(crate::app::command::Command::Open)}>{words.introduction_open()}</button>
            {words.introduction_drop()}
        </p>
    }
}

/// Ways to those ends of the focused stance that are out of sight, above or below; which ones these are is known once the
/// text is laid out.
fn stubs(state: &State, way: OutOfSight, on: &Callback<Action>) -> Html {
    let Some(ends) = state.ends() else { return Html::default() };
    let words = state.language;
    let stub = |end: End, name: &str| {
        let label = match end {
            End::Holder => words.go_to_holder(name),
            End::Cue => words.go_to_cue(name),
            End::Target => words.go_to_target(name),
        };
        html! {
            <button type="button" class="stub" data-end={end.as_str()} hidden=true aria-label={label.clone()} title={label}
                onclick={on.reform(move |_: MouseEvent| Action::EndWanted(end))}>{describe::shortened(name, 24)}</button>
        }
    };
    html! { <div class="stubs" data-way={way.as_str()}>{for ends.iter().map(|(end, name)| stub(*end, name))}</div> }
}

/// What the boundaries of the focused mention or cue are drawn by; for the keyboard there are commands.
fn grips(state: &State) -> Html {
    if state.held().is_none() {
        return Html::default();
    }
    html! {
        <>
            <span class="grip" data-side="start" aria-hidden="true"></span>
            <span class="grip" data-side="end" aria-hidden="true"></span>
        </>
    }
}

fn popover(state: &State, on: &Callback<Action>) -> Html {
    let (Some(popover), Some(document)) = (&state.popover, state.document()) else { return Html::default() };
    html! {
        <PopoverView lesson={learned_here(state)} document={document.clone()} popover={popover.clone()} focus={state.focus.clone()}
            selection={state.selection} on={on.clone()} />
    }
}

/// What the decision about the focused mention has taught.
fn learned_here(state: &State) -> Option<Lesson> {
    let (Some(Item::Mention(id)), Some(document)) = (&state.focus, state.document()) else { return None };
    lesson_of(document, document.mention(id)?).filter(|lesson| state.learning.knows(lesson))
}

fn dialog(state: &State, on: &Callback<Action>) -> Html {
    let (Some(dialog), Some(document), Some(shown)) = (&state.dialog, state.document(), state.shown()) else {
        return Html::default();
    };
    // Exports hold everything; what is not shown is not confirmed with the rest.
    let document = if matches!(dialog, Dialog::ConfirmSure(_)) { shown } else { document };
    let key = match dialog {
        Dialog::Paste => "paste",
        Dialog::Help => "help",
        Dialog::Palette => "palette",
        Dialog::Export => "export",
        Dialog::Learned => "learned",
        Dialog::Occurrences(_) => "occurrences",
        Dialog::ConfirmSure(_) => "sure",
    };
    html! { <DialogView key={key} dialog={dialog.clone()} document={document.clone()}
    learning={state.learning.clone()} on={on.clone()} /> }
}
