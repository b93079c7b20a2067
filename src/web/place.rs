//! Putting things in their place: what floats beside a mark, what scrolls into view, what is painted over the text
//! without touching it (CSS Custom Highlights).

use super::{dom, selection};
use crate::app::Item;
use crate::text::{Article, Span};
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    DomRect, Element, FocusOptions, HtmlElement, Range, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// Scrolls an element into view unless it is well in view already.
pub fn scroll_to(element: &Element) {
    let rect = element.get_bounding_client_rect();
    let height = dom::window().and_then(|w| w.inner_height().ok()).and_then(|h| h.as_f64()).unwrap_or(0.0);
    let room_below = if is_narrow() { height * 0.6 } else { 160.0 };
    let room_above = if is_narrow() { 140.0 } else { 90.0 };
    if rect.top() > room_above && rect.bottom() < height - room_below {
        return;
    }
    let options = ScrollIntoViewOptions::new();
    // On a narrow screen the lower part is the drawer's.
    options.set_block(if is_narrow() { ScrollLogicalPosition::Start } else { ScrollLogicalPosition::Center });
    options.set_behavior(ScrollBehavior::Auto);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls a stretch of the text into view: a paragraph may be higher than the window.
pub fn scroll_to_range(range: &Range) {
    let Some(window) = dom::window() else { return };
    let height = window.inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(0.0);
    let is_seen = |rect: &DomRect| rect.top() > 150.0 && rect.bottom() < height * if is_narrow() { 0.4 } else { 0.8 };
    if is_seen(&range.get_bounding_client_rect()) {
        return;
    }
    if let Ok(node) = range.start_container()
        && let Some(element) = node.parent_element()
    {
        // What is far off is laid out only when it comes near.
        scroll_to(&element);
    }
    let rect = range.get_bounding_client_rect();
    if !is_seen(&rect) {
        window.scroll_by_with_x_and_y(0.0, rect.top() - height * if is_narrow() { 0.25 } else { 0.4 });
    }
}

/// Whether the panel is a drawer, as the style sheet has it.
fn is_narrow() -> bool {
    let width = dom::window().and_then(|w| w.inner_width().ok()).and_then(|w| w.as_f64());
    width.is_some_and(|width| width <= 900.0)
}

/// Scrolls to an item's place in the text.
pub fn reveal(item: &Item) {
    if let Some(element) = dom::find(&dom::place_selector(item)) {
        scroll_to(&element);
    }
}

/// Scrolls to an item's card in the panel.
pub fn reveal_card(item: &Item) {
    if let Some(element) = dom::find(&dom::card_selector(item)) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Moves the keyboard focus to the chip of an item's mark.
pub fn focus_mark(item: &Item) {
    let Some(mark) = dom::find(&dom::place_selector(item)) else { return };
    scroll_to(&mark);
    if let Ok(Some(chip)) = mark.query_selector("button.chip") {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = chip.unchecked_into::<HtmlElement>().focus_with_options(&options);
    }
}

/// Moves the popover, if there is one, beside what it is about: below it, or above where there is no room below. One
/// for a glance goes above if it can, over what has been read already.
pub fn popover(article: &Article, about: Option<&Item>, selected: Option<Span>) {
    let Some(popover) = dom::find(".popover").and_then(|e| e.dyn_into::<HtmlElement>().ok()) else { return };
    let rect = match (selected, about) {
        (Some(span), _) => selection::rect(article, span),
        (None, Some(item)) => dom::find(&dom::place_selector(item)).and_then(|mark| first_rect(&mark)),
        (None, None) => None,
    };
    let (Some(rect), Some(frame)) = (rect, popover.offset_parent()) else { return };
    let frame_rect = frame.get_bounding_client_rect();
    let (width, height) = (f64::from(popover.offset_width()), f64::from(popover.offset_height()));
    let Some(window) = dom::window() else { return };
    let room = |value: Result<JsValue, JsValue>| value.ok().and_then(|v| v.as_f64()).unwrap_or(0.0);
    let (view_width, view_height) = (room(window.inner_width()), room(window.inner_height()));
    let has_room_above = rect.top() - height - 10.0 > 60.0;
    let is_better_above =
        popover.class_name().split(" ").any(|class| class == "glance") || rect.bottom() + height + 16.0 > view_height;
    let top = if is_better_above && has_room_above { rect.top() - height - 10.0 } else { rect.bottom() + 10.0 };
    let left = rect.left().min(view_width - width - 16.0).max(8.0);
    let style = popover.style();
    // Fails only for properties that are none.
    let _ = style.set_property("top", &format!("{}px", top - frame_rect.top()));
    let _ = style.set_property("left", &format!("{}px", left - frame_rect.left()));
}

fn first_rect(element: &Element) -> Option<DomRect> {
    element.get_client_rects().item(0)
}

/// Paints spans of the text under a name that the style sheet knows. Browsers without this draw nothing, and the
/// marks still say all that is needed.
pub fn paint(name: &str, article: &Article, spans: &[Span]) {
    let _ = try_paint(name, article, spans);
}

fn try_paint(name: &str, article: &Article, spans: &[Span]) -> Option<()> {
    let window: JsValue = dom::window()?.into();
    let registry = Reflect::get(&Reflect::get(&window, &"CSS".into()).ok()?, &"highlights".into()).ok()?;
    let method = |name: &str| Reflect::get(&registry, &name.into()).ok()?.dyn_into::<Function>().ok();
    if spans.is_empty() {
        method("delete")?.call1(&registry, &name.into()).ok()?;
        return Some(());
    }
    let class: Function = Reflect::get(&window, &"Highlight".into()).ok()?.dyn_into().ok()?;
    let ranges: Array = spans.iter().filter_map(|span| selection::range(article, *span)).collect();
    let highlight = Reflect::construct(&class, &ranges).ok()?;
    method("set")?.call2(&registry, &name.into(), &highlight).ok()?;
    Some(())
}
