//! What happens on the page outside any one component: keys, the selection, files dropped anywhere, a paste, the page
//! being hidden. Everything becomes an [`Action`].

use super::{arcs, dom, files, grips, selection};
use crate::app::boundary::Side;
use crate::app::command::{Command, Key};
use crate::app::keyboard::Keyboard;
use crate::app::{Action, ReadFile};
use crate::text::Article;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    ClipboardEvent, DragEvent, Element, Event, EventTarget, HtmlElement, KeyboardEvent, MouseEvent, VisibilityState,
};
use yew::Callback;

/// The listeners of the page; they end with it.
pub struct Listeners {
    listeners: Vec<Listener>,
}

struct Listener {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        // Fails only for names that are none.
        let _ = self.target.remove_event_listener_with_callback(self.name, self.closure.as_ref().unchecked_ref());
    }
}

/// How long the selection must rest before it counts, in milliseconds, when it is drawn with handles or keys.
const REST: i32 = 250;

impl Listeners {
    /// Listens. `article` is the article that is shown; `take` takes the files that are dropped; `close` hears that the
    /// page goes away.
    #[must_use]
    pub fn new(
        on: &Callback<Action>,
        article: &Rc<RefCell<Option<Article>>>,
        keyboard: &Rc<RefCell<Keyboard>>,
        take: &Callback<Vec<files::Source>>,
        close: impl Fn() + 'static,
    ) -> Self {
        let mut all = Self { listeners: Vec::new() };
        let (Some(window), Some(document)) = (dom::window(), dom::document()) else { return all };
        let (window, document): (EventTarget, EventTarget) = (window.into(), document.into());
        all.keys(&document, on, keyboard);
        all.selection(&document, on, article);
        all.drops(&window, on, take);
        all.pastes(&document, on);
        all.drags(&document, on);
        all.grips(&document, on, article);
        all.add(&window, "resize", |_| {
            arcs::clear();
            grips::clear();
        });
        all.add(&window, "scroll", |_| arcs::show_stubs());
        let hidden = on.clone();
        all.add(&document, "visibilitychange", move |_| {
            if dom::document().is_some_and(|d| d.visibility_state() == VisibilityState::Hidden) {
                hidden.emit(Action::PageHidden);
            }
        });
        let hidden = on.clone();
        all.add(&window, "pagehide", move |_| {
            hidden.emit(Action::PageHidden);
            close();
        });
        all
    }

    fn add(&mut self, target: &EventTarget, name: &'static str, hear: impl FnMut(Event) + 'static) {
        let closure = Closure::<dyn FnMut(Event)>::new(hear);
        // Fails only for names that are none.
        let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        self.listeners.push(Listener { target: target.clone(), name, closure });
    }

    fn keys(&mut self, document: &EventTarget, on: &Callback<Action>, keyboard: &Rc<RefCell<Keyboard>>) {
        let (on, keyboard) = (on.clone(), Rc::clone(keyboard));
        self.add(document, "keydown", move |event| {
            // Autofill sends "keydown" events that are none.
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            if event.is_composing() || event.default_prevented() {
                return;
            }
            let key = key_of(event);
            let Some(action) = keyboard.borrow().action(&key) else { return };
            // The browser closes a dialog and tells the component.
            let is_in_dialog = closest(event, "dialog").is_some();
            if action == Action::CommandChosen(Command::Close) && is_in_dialog {
                return;
            }
            event.prevent_default();
            on.emit(action);
        });
    }

    fn selection(&mut self, document: &EventTarget, on: &Callback<Action>, article: &Rc<RefCell<Option<Article>>>) {
        let is_pressed = Rc::new(Cell::new(false));
        let timer: Rc<Cell<Option<i32>>> = Rc::default();
        let report = {
            let (on, article) = (on.clone(), Rc::clone(article));
            move |is_exact: bool| {
                let span = article.borrow().as_ref().and_then(selection::selected);
                on.emit(Action::TextSelected { span, is_exact });
            }
        };
        let rest = {
            let report = report.clone();
            Rc::new(Closure::<dyn FnMut()>::new(move || report(false)))
        };
        let (pressed, close) = (Rc::clone(&is_pressed), on.clone());
        self.add(document, "pointerdown", move |event| {
            pressed.set(closest(&event, "article").is_some());
            // What floats over the text would catch a selection that is drawn under it.
            if pressed.get() {
                close.emit(Action::PopoverClosed);
            }
        });
        let pressed = Rc::clone(&is_pressed);
        self.add(document, "pointerup", move |event| {
            if pressed.replace(false) {
                let is_exact = event.dyn_ref::<web_sys::MouseEvent>().is_some_and(web_sys::MouseEvent::alt_key);
                report(is_exact);
            }
        });
        let pressed = Rc::clone(&is_pressed);
        self.add(document, "pointercancel", move |_| pressed.set(false));
        self.add(document, "selectionchange", move |_| {
            let Some(window) = dom::window() else { return };
            // While the button is down the selection is still being drawn.
            if is_pressed.get() || is_typing(dom::document().and_then(|d| d.active_element()).as_ref()) {
                return;
            }
            if let Some(id) = timer.take() {
                window.clear_timeout_with_handle(id);
            }
            let callback = rest.as_ref().as_ref().unchecked_ref();
            timer.set(window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, REST).ok());
        });
    }

    /// A drag from a mention's handle to another mark: the press begins a stance, and where it ends is the target. A
    /// press that ends nowhere leaves the stance to be completed.
    fn drags(&mut self, document: &EventTarget, on: &Callback<Action>) {
        let is_dragging = Rc::new(Cell::new(false));
        let (dragging, begin) = (Rc::clone(&is_dragging), on.clone());
        self.add(document, "pointerdown", move |event| {
            if closest(&event, ".stance-handle").is_some() {
                dragging.set(true);
                begin.emit(Action::CommandChosen(Command::Stance));
            }
        });
        let (dragging, end) = (Rc::clone(&is_dragging), on.clone());
        self.add(document, "pointerup", move |event| {
            // A finger's events stay with what it touched first, so the place decides.
            if let (true, Some(event)) = (dragging.replace(false), event.dyn_ref::<MouseEvent>())
                && let Some(item) = dom::item_under(event.client_x(), event.client_y())
            {
                end.emit(Action::MarkClicked(item));
            }
        });
        self.add(document, "pointercancel", move |_| is_dragging.set(false));
    }

    /// A press on a grip draws a boundary until it is let go.
    fn grips(&mut self, document: &EventTarget, on: &Callback<Action>, article: &Rc<RefCell<Option<Article>>>) {
        let side: Rc<Cell<Option<Side>>> = Rc::default();
        let held = Rc::clone(&side);
        self.add(document, "pointerdown", move |event| {
            held.set(grips::side_of(closest(&event, ".grip")));
            if held.get().is_some() {
                grips::set_drawing(true);
            }
        });
        // Else the press would begin a selection.
        self.add(document, "mousedown", |event| {
            if closest(&event, ".grip").is_some() {
                event.prevent_default();
            }
        });
        let (held, draw, article) = (Rc::clone(&side), on.clone(), Rc::clone(article));
        self.add(document, "pointermove", move |event| {
            if let (Some(side), Some(event)) = (held.get(), event.dyn_ref::<MouseEvent>())
                && let Some(article) = article.borrow().as_ref()
            {
                grips::draw(article, side, event, &draw);
            }
        });
        for (name, is_meant) in [("pointerup", true), ("pointercancel", false)] {
            let (held, end) = (Rc::clone(&side), on.clone());
            self.add(document, name, move |_| {
                if held.take().is_some() {
                    grips::set_drawing(false);
                    end.emit(Action::BoundaryLet(is_meant));
                }
            });
        }
    }

    fn drops(&mut self, window: &EventTarget, on: &Callback<Action>, take: &Callback<Vec<files::Source>>) {
        self.add(window, "dragover", move |event| {
            event.prevent_default();
            set_dragging(true);
        });
        self.add(window, "dragleave", move |event| {
            // Leaving for nowhere is leaving the window.
            if event.dyn_ref::<DragEvent>().is_some_and(|event| event.related_target().is_none()) {
                set_dragging(false);
            }
        });
        let (on, take) = (on.clone(), take.clone());
        self.add(window, "drop", move |event| {
            event.prevent_default();
            set_dragging(false);
            let Some(data) = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer) else { return };
            let (text, html) = (data.get_data("text/plain"), data.get_data("text/html"));
            let sources = files::of_drop(&data);
            let (on, take) = (on.clone(), take.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let sources = sources.await;
                if sources.is_empty() {
                    if let Ok(text) = text
                        && !text.is_empty()
                    {
                        on.emit(Action::TextPasted { text, html: html.ok().filter(|html| !html.is_empty()) });
                    }
                    return;
                }
                take.emit(sources);
            });
        });
    }

    fn pastes(&mut self, document: &EventTarget, on: &Callback<Action>) {
        let on = on.clone();
        self.add(document, "paste", move |event| {
            let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
            if is_typing(closest(event, "*").as_ref()) {
                return;
            }
            let Some(data) = event.clipboard_data() else { return };
            if let Ok(text) = data.get_data("text/plain")
                && !text.is_empty()
            {
                event.prevent_default();
                let html = data.get_data("text/html").ok().filter(|html| !html.is_empty());
                on.emit(Action::TextPasted { text, html });
            }
        });
    }
}

/// Reads files; what comes of it is an action either way.
pub async fn read(handles: &files::Handles, sources: Vec<files::Source>) -> Action {
    match handles.read(sources).await {
        Ok(files) => Action::FilesRead(files.into_iter().collect::<Vec<ReadFile>>()),
        Err(reason) => Action::FilesUnreadable(reason),
    }
}

fn set_dragging(is_dragging: bool) {
    if let Some(body) = dom::document().and_then(|document| document.body()) {
        let _ = body.toggle_attribute_with_force("data-dragging", is_dragging);
    }
}

/// A key as it was pressed, and where.
#[must_use]
pub fn key_of(event: &KeyboardEvent) -> Key {
    let target = closest(event, "*");
    Key {
        key: latin(event.key(), &event.code()),
        is_ctrl: event.ctrl_key() || event.meta_key(),
        is_alt: event.alt_key(),
        is_shift: event.shift_key(),
        is_typing: is_typing(target.as_ref()),
        is_on_button: closest(event, "button:not(.chip), a, summary, [role=tab]").is_some(),
    }
}

/// The letter that a keyboard of another script (or the Turkish ı) has at the place of a Latin one.
fn latin(key: String, code: &str) -> String {
    let is_other_letter = key.chars().count() == 1 && key.chars().all(|c| c.is_alphabetic() && !c.is_ascii());
    match code.strip_prefix("Key") {
        Some(letter) if is_other_letter => letter.to_lowercase(),
        _ => key,
    }
}

fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

fn is_typing(element: Option<&Element>) -> bool {
    element.is_some_and(|element| {
        element.closest("input:not([type=range]), textarea, select, dialog").is_ok_and(|found| found.is_some())
            || element.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable)
    })
}
