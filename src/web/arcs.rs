//! Draws the lines of the stance that is looked at: finds where its words stand and sets the paths of the page's drawing.

use super::{dom, selection};
use crate::app::arcs::{Lane, Place, path};
use crate::text::{Article, Span};
use web_sys::{DomRect, Element};

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
    let cue = place(&selection::rect(article, cue)?, &frame);
    let part = |part: &str| {
        let mark: Element = dom::find(&format!("article mark[data-part={part}]"))?;
        Some(place(&mark.get_client_rects().item(0)?, &frame))
    };
    Some([
        part("holder").map(|holder| path(holder, cue, margin, Lane::FromHolder)).unwrap_or_default(),
        part("target").map(|target| path(cue, target, margin, Lane::ToTarget)).unwrap_or_default(),
    ])
}

fn place(rect: &DomRect, frame: &DomRect) -> Place {
    Place {
        left: rect.left() - frame.left(),
        right: rect.right() - frame.left(),
        bottom: rect.bottom() - frame.top(),
        height: rect.height(),
    }
}
