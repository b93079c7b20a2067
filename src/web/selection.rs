//! Between the browser's selection and spans of the article. The browser counts UTF-16 units from the start of a text
//! node; the article's element holds exactly the article's text, so that counting its characters up to a place gives
//! the place.

use super::dom;
use crate::text::{Article, Span};
use js_sys::JsString;
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, Node, Range};

/// The part of the article that is selected; `None` where nothing of it is.
#[must_use]
pub fn selected(article: &Article) -> Option<Span> {
    let root = dom::article()?;
    let selection = dom::window()?.get_selection().ok()??;
    if selection.is_collapsed() || selection.range_count() == 0 {
        return None;
    }
    let range = selection.get_range_at(0).ok()?;
    if !range.intersects_node(&root).ok()? {
        return None;
    }
    let start = offset(&root, &range.start_container().ok()?, range.start_offset().ok()?)?;
    let end = offset(&root, &range.end_container().ok()?, range.end_offset().ok()?)?;
    let byte = |utf16| article.offsets().utf16_to_byte(article.text(), utf16);
    // A place inside a character (half of a surrogate pair) is none.
    let (start, end) = (byte(start)?, byte(end)?);
    (start < end).then(|| Span::new(start, end))
}

/// The byte of the article that lies at a place of the page; `None` where the place is not in the article's text.
#[must_use]
pub fn byte_at(article: &Article, node: &Node, at: u32) -> Option<usize> {
    let root = dom::article()?;
    if !root.contains(Some(node)) {
        return None;
    }
    article.offsets().utf16_to_byte(article.text(), offset(&root, node, at)?)
}

/// How many UTF-16 units of the article lie before a place of the page.
fn offset(root: &Element, node: &Node, at: u32) -> Option<usize> {
    let all = dom::document()?.create_range().ok()?;
    all.select_node_contents(root).ok()?;
    match all.compare_point(node, at) {
        // Before the article or behind it: the selection was drawn beyond its edge.
        Ok(before) if before < 0 => return Some(0),
        Ok(0) => all.set_end(node, at).ok()?,
        Ok(_) | Err(_) => {}
    }
    let before: JsString = all.to_string().unchecked_into();
    Some(before.length() as usize)
}

/// The stretch of the page that shows a span.
#[must_use]
pub fn range(article: &Article, span: Span) -> Option<Range> {
    let root = dom::article()?;
    let range = dom::document()?.create_range().ok()?;
    let (node, at) = point(article, &root, span.start, false)?;
    range.set_start(&node, at).ok()?;
    let (node, at) = point(article, &root, span.end, true)?;
    range.set_end(&node, at).ok()?;
    Some(range)
}

/// The text node and the offset in it that show a byte of the article. `is_end`: rather the end of a node than the
/// start of the next.
fn point(article: &Article, root: &Element, byte: usize, is_end: bool) -> Option<(Node, u32)> {
    let paragraphs = article.paragraphs();
    let idx = paragraphs.partition_point(|p| if is_end { p.end < byte } else { p.end <= byte });
    let paragraph = paragraphs.get(idx)?;
    let utf16 = |byte| article.offsets().byte_to_utf16(article.text(), byte);
    let mut left = u32::try_from(utf16(byte)? - utf16(paragraph.start)?).ok()?;
    let element: Node = root.children().item(u32::try_from(idx).ok()?)?.into();
    text_node(&element, &mut left, is_end)
}

fn text_node(node: &Node, left: &mut u32, is_end: bool) -> Option<(Node, u32)> {
    if node.node_type() == Node::TEXT_NODE {
        let n = JsString::from(node.node_value().unwrap_or_default()).length();
        if *left < n || (is_end && *left == n) {
            return Some((node.clone(), *left));
        }
        *left -= n;
        return None;
    }
    let children = node.child_nodes();
    (0..children.length()).filter_map(|idx| children.item(idx)).find_map(|child| text_node(&child, left, is_end))
}

/// Selects a span for the reader.
pub fn select(article: &Article, span: Span) {
    let Some(range) = range(article, span) else { return };
    let Some(Ok(Some(selection))) = dom::window().map(|window| window.get_selection()) else { return };
    // Both fail only for ranges of another page.
    let _ = selection.remove_all_ranges();
    let _ = selection.add_range(&range);
    super::place::scroll_to_range(&range);
}

/// Scrolls to a span.
pub fn reveal(article: &Article, span: Span) {
    if let Some(range) = range(article, span) {
        super::place::scroll_to_range(&range);
    }
}

/// Selects nothing.
pub fn clear() {
    if let Some(Ok(Some(selection))) = dom::window().map(|window| window.get_selection()) {
        let _ = selection.remove_all_ranges();
    }
}

/// Where on the screen the first line of a span is.
#[must_use]
pub fn rect(article: &Article, span: Span) -> Option<DomRect> {
    let range = range(article, span)?;
    range.get_client_rects().and_then(|rects| rects.item(0)).or_else(|| Some(range.get_bounding_client_rect()))
}
