//! Finding elements, and reading what an event is about.

use crate::annotation::{EntityId, MentionId, StanceId};
use crate::app::Item;
use wasm_bindgen::JsCast;
use web_sys::{
    ClipboardEvent, Document, Element, Event, HtmlDialogElement, HtmlElement, HtmlInputElement, HtmlSelectElement,
    HtmlTextAreaElement, Window,
};
use yew::NodeRef;

/// The window; `None` only outside a page.
#[must_use]
pub fn window() -> Option<Window> {
    web_sys::window()
}

#[must_use]
pub fn document() -> Option<Document> {
    window()?.document()
}

/// The first element that a selector of this program finds.
#[must_use]
pub fn find(selector: &str) -> Option<Element> {
    // Fails only for a selector that is none.
    document()?.query_selector(selector).ok().flatten()
}

/// The element of the article's text.
#[must_use]
pub fn article() -> Option<Element> {
    find("article")
}

/// Moves the keyboard focus to the element of this id. What a search field holds is selected, so that typing replaces it.
pub fn focus(id: &str) {
    if let Some(element) = document().and_then(|d| d.get_element_by_id(id)) {
        // An element that cannot be focused stays unfocused, which is all there is to do.
        let _ = element.unchecked_ref::<HtmlElement>().focus();
        if let Some(field) = element.dyn_ref::<HtmlInputElement>().filter(|field| field.type_() == "search") {
            field.select();
        }
    }
}

/// Moves the keyboard focus to the button that was pressed: Safari leaves it where it was.
pub fn focus_pressed(event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let button = target.and_then(|element| element.closest("button").ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        // What cannot have the focus does not get it.
        let _ = button.focus();
    }
}

/// Takes the keyboard focus out of the field that has it.
pub fn leave_field() {
    if let Some(element) = document().and_then(|d| d.active_element()).and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        // What cannot lose the focus does not have it.
        let _ = element.blur();
    }
}

/// Whether anything on the page is selected.
#[must_use]
pub fn has_selection() -> bool {
    let selection = window().and_then(|window| window.get_selection().ok().flatten());
    selection.is_some_and(|selection| !selection.is_collapsed())
}

/// What the reader typed or chose in the field that an event is about.
#[must_use]
pub fn value(event: &Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        return input.value();
    }
    if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        return select.value();
    }
    target.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value).unwrap_or_default()
}

/// The mark in the text that an event is about: the innermost mention or cue.
#[must_use]
pub fn item_at(event: &Event) -> Option<Item> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    item_of(&target.closest("[data-mention], [data-stance], [data-card-entity]").ok()??)
}

/// The mark in the text at a place of the window.
#[must_use]
pub fn item_under(x: i32, y: i32) -> Option<Item> {
    #[expect(clippy::cast_precision_loss, reason = "no window is that large")]
    let element = document()?.element_from_point(x as f32, y as f32)?;
    item_of(&element.closest("article :is([data-mention], [data-stance])").ok()??)
}

fn item_of(element: &Element) -> Option<Item> {
    let mention = element.get_attribute("data-mention").map(|id| Item::Mention(MentionId::new(id)));
    let stance = || element.get_attribute("data-stance").map(|id| Item::Stance(StanceId::new(id)));
    let entity = || element.get_attribute("data-card-entity").map(|id| Item::Entity(EntityId::new(id)));
    mention.or_else(stance).or_else(entity)
}

/// The selector of an item's first place in the text; for an entity, of its first mention.
#[must_use]
pub fn place_selector(item: &Item) -> String {
    match item {
        Item::Mention(id) => format!("article [data-mention={}]", quoted(id.as_str())),
        Item::Stance(id) => format!("article [data-stance={}]", quoted(id.as_str())),
        Item::Entity(id) => format!("article [data-entity={}]", quoted(id.as_str())),
    }
}

/// The selector of an item's card in the panel.
#[must_use]
pub fn card_selector(item: &Item) -> String {
    match item {
        Item::Mention(id) => format!("[data-card-mention={}]", quoted(id.as_str())),
        Item::Stance(id) => format!("[data-card-stance={}]", quoted(id.as_str())),
        Item::Entity(id) => format!("[data-card-entity={}]", quoted(id.as_str())),
    }
}

/// An id of an imported file as a string of a selector.
fn quoted(id: &str) -> String {
    let mut quoted = String::from("\"");
    for c in id.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted += &format!("\\{:x} ", c as u32),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether an event is about a field, which needs the focus.
#[must_use]
pub fn is_field(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.closest("input, textarea, select, label").is_ok_and(|found| found.is_some()))
}

/// Whether the box that an event is about is ticked.
#[must_use]
pub fn is_checked(event: &Event) -> bool {
    event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()).is_some_and(|input| input.checked())
}

/// Whether an event is about this very element and nothing inside it.
#[must_use]
pub fn is_on(event: &Event, node: &NodeRef) -> bool {
    match (event.target(), node.get()) {
        (Some(target), Some(node)) => target.loose_eq(&node),
        _ => false,
    }
}

/// Shows a dialog so that the page behind it rests.
pub fn show_modal(node: &NodeRef) {
    if let Some(dialog) = node.cast::<HtmlDialogElement>()
        && !dialog.open()
    {
        // Fails only for a dialog that is shown already or not on the page.
        let _ = dialog.show_modal();
    }
}

/// The plain text and the page's own form of what is pasted, where there are both.
#[must_use]
pub fn pasted(event: &Event) -> Option<(String, String)> {
    let data = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    let (plain, html) = (data.get_data("text/plain").ok()?, data.get_data("text/html").ok()?);
    (!html.is_empty()).then_some((plain, html))
}

/// How far the element that scrolls is scrolled, in pixels.
#[must_use]
pub fn scroll_top(event: &Event) -> i32 {
    event.target().and_then(|target| target.dyn_into::<Element>().ok()).map_or(0, |element| element.scroll_top())
}

/// Scrolls a list of rows of equal height so that a row, counted from 0, is in view below the heading row.
pub fn reveal_row(list: &NodeRef, row_idx: usize, row_height: i32) {
    let Some(list) = list.cast::<Element>() else { return };
    let top = i32::try_from(row_idx).unwrap_or(i32::MAX / row_height).saturating_mul(row_height);
    let room = list.client_height() - 2 * row_height;
    if top < list.scroll_top() {
        list.set_scroll_top(top);
    } else if top > list.scroll_top() + room {
        list.set_scroll_top(top - room);
    }
}

/// A time as the reader's country writes it: the time of day if it was today, else the day.
#[must_use]
pub fn written_time(milliseconds: f64) -> String {
    let (then, now) = (js_sys::Date::new(&milliseconds.into()), js_sys::Date::new_0());
    if then.to_date_string() == now.to_date_string() {
        let written = String::from(then.to_locale_time_string("default"));
        // Without its seconds, where they stand at the end.
        return match written.rsplit_once(':') {
            Some((minutes, seconds)) if minutes.contains(':') && seconds.len() == 2 => minutes.to_owned(),
            _ => written,
        };
    }
    then.to_locale_date_string("default", &wasm_bindgen::JsValue::UNDEFINED).into()
}

/// Empties the field that an event is about.
pub fn clear(event: &Event) {
    if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
        input.set_value("");
    }
}
