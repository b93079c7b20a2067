//! The grips at the boundaries of the focused mention or cue: where they stand, and what becomes of a press on one. In:
//! the article and a span, and the pointer; out: actions that say to which place of the text a boundary is drawn.

use super::{dom, selection};
use crate::app::Action;
use crate::app::boundary::Side;
use crate::text::{Article, Span};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, MouseEvent, Node};
use yew::Callback;

/// Puts the grips where a span begins and ends.
pub fn place(article: &Article, span: Span) {
    let Some(rects) = selection::range(article, span).and_then(|range| range.get_client_rects()) else { return };
    let Some(frame) = dom::find(".reading").map(|frame| frame.get_bounding_client_rect()) else { return };
    let ends = [("start", rects.item(0)), ("end", rects.length().checked_sub(1).and_then(|last| rects.item(last)))];
    let is_leftward = is_leftward(article, span);
    for (side, rect) in ends {
        let Some(grip) = grip(side) else { continue };
        let Some(rect) = rect else { continue };
        let x = if (side == "start") == is_leftward { rect.right() } else { rect.left() };
        // Fails only for properties that are none.
        let _ = grip.style().set_property("left", &format!("{}px", x - frame.left()));
        let _ = grip.style().set_property("top", &format!("{}px", rect.top() - frame.top()));
        let _ = grip.style().set_property("height", &format!("{}px", rect.height()));
        let _ = grip.style().remove_property("display");
    }
}

/// Takes the grips away, since what they stand at has moved; what is looked at next brings them back.
pub fn clear() {
    for grip in ["start", "end"].into_iter().filter_map(grip) {
        // Fails only for properties that are none.
        let _ = grip.style().set_property("display", "none");
    }
}

fn grip(side: &str) -> Option<HtmlElement> {
    dom::find(&format!(".grip[data-side={side}]"))?.dyn_into().ok()
}

/// Whether the paragraph of a span is written from right to left.
fn is_leftward(article: &Article, span: Span) -> bool {
    let idx = article.paragraphs().partition_point(|paragraph| paragraph.end <= span.start);
    let paragraph = dom::article().and_then(|root| root.children().item(u32::try_from(idx).ok()?));
    let style = paragraph.and_then(|paragraph| dom::window()?.get_computed_style(&paragraph).ok().flatten());
    style.and_then(|style| style.get_property_value("direction").ok()).is_some_and(|direction| direction == "rtl")
}

/// The side of the grip that an event is about.
#[must_use]
pub fn side_of(target: Option<Element>) -> Option<Side> {
    match target?.closest(".grip").ok()??.get_attribute("data-side")?.as_str() {
        "start" => Some(Side::Start),
        "end" => Some(Side::End),
        _ => None,
    }
}

/// Says that a boundary is being drawn; meanwhile the grips let the pointer through to the text.
pub fn set_drawing(is_drawing: bool) {
    if let Some(body) = dom::document().and_then(|document| document.body()) {
        // Fails only for names that are none.
        let _ = body.toggle_attribute_with_force("data-drawing", is_drawing);
    }
}

/// Draws a boundary to where the pointer is.
pub fn draw(article: &Article, side: Side, event: &MouseEvent, on: &Callback<Action>) {
    if let Some(at) = place_under(article, event.client_x(), event.client_y()) {
        on.emit(Action::BoundaryDrawn { side, at, is_exact: event.alt_key() });
    }
}

/// The byte of the article that is shown at a place of the window.
fn place_under(article: &Article, x: i32, y: i32) -> Option<usize> {
    let document: JsValue = dom::document()?.into();
    let call = |name: &str| {
        let method: Function = Reflect::get(&document, &name.into()).ok()?.dyn_into().ok()?;
        method.call2(&document, &x.into(), &y.into()).ok().filter(JsValue::is_object)
    };
    let part = |found: &JsValue, name: &str| Reflect::get(found, &name.into()).ok();
    // The standard's way first; the other is WebKit's, which the others had before.
    let (node, at) = match call("caretPositionFromPoint") {
        Some(found) => (part(&found, "offsetNode")?, part(&found, "offset")?),
        None => {
            let found = call("caretRangeFromPoint")?;
            (part(&found, "startContainer")?, part(&found, "startOffset")?)
        }
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an offset is a small whole number")]
    let at = at.as_f64()? as u32;
    selection::byte_at(article, &node.dyn_into::<Node>().ok()?, at)
}
