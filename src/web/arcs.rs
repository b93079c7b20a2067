//! Draws the lines of the stance that is looked at: finds where its words stand and sets the paths of the page's drawing.

use super::{dom, place, selection};
use crate::app::arcs::{End, Lane, OutOfSight, Place, path};
use crate::text::{Article, Span};
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement};

/// Joins the lit holder and target with the cue; without a cue there is nothing to join.
pub fn draw(article: &Article, cue: Option<Span>) {
    let paths = cue.and_then(|cue| paths(article, cue)).unwrap_or_default();
    for (id, path) in ["arc-holder", "arc-target"].into_iter().zip(paths) {
        if let Some(element) = dom::find(&format!("#{id}")) {
            // Fails only for names that are none.
            let _ = element.set_attribute("d", &path);
        }
    }
}

/// Shows the ways to those ends that are out of sight, and hides the others.
pub fn show_stubs() {
    let Some(window) = dom::window().filter(|_| dom::find(".stub").is_some()) else { return };
    let height = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let bar = dom::find(".bar").map_or(0.0, |bar| bar.get_bounding_client_rect().bottom());
    for end in End::ALL {
        let rect = dom::find(&selector(end)).and_then(|mark| mark.get_client_rects().item(0));
        let here = rect.and_then(|rect| OutOfSight::of(rect.top(), rect.bottom(), bar, height));
        for way in OutOfSight::ALL {
            let stub = format!(".stubs[data-way={}] .stub[data-end={}]", way.as_str(), end.as_str());
            if let Some(stub) = dom::find(&stub).and_then(|stub| stub.dyn_into::<HtmlElement>().ok()) {
                stub.set_hidden(here != Some(way));
            }
        }
    }
}

/// Scrolls an end into view.
pub fn reveal(end: End) {
    if let Some(mark) = dom::find(&selector(end)) {
        place::scroll_to(&mark);
    }
}

fn selector(end: End) -> String {
    match end {
        End::Cue => "article .cue.is-focused".to_owned(),
        End::Holder | End::Target => format!("article mark[data-part={}]", end.as_str()),
    }
}

/// Takes the lines away, since what they join has moved; what is looked at next brings them back.
pub fn clear() {
    for id in ["#arc-holder", "#arc-target"] {
        if let Some(element) = dom::find(id) {
            // Fails only for names that are none.
            let _ = element.remove_attribute("d");
        }
    }
}

fn paths(article: &Article, cue: Span) -> Option<[String; 2]> {
    let frame = dom::find(".reading")?.get_bounding_client_rect();
    let margin = dom::article()?.get_bounding_client_rect().left() - frame.left();
    let cue = stand(&selection::rect(article, cue)?, &frame);
    let part = |part: &str| {
        let mark: Element = dom::find(&format!("article mark[data-part={part}]"))?;
        Some(stand(&mark.get_client_rects().item(0)?, &frame))
    };
    Some([
        part("holder").map(|holder| path(holder, cue, margin, Lane::FromHolder)).unwrap_or_default(),
        part("target").map(|target| path(cue, target, margin, Lane::ToTarget)).unwrap_or_default(),
    ])
}

fn stand(rect: &DomRect, frame: &DomRect) -> Place {
    Place {
        left: rect.left() - frame.left(),
        right: rect.right() - frame.left(),
        bottom: rect.bottom() - frame.top(),
        height: rect.height(),
    }
}
