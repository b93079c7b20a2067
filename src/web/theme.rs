//! The theme: kept for the next visit, and told to the style sheet by an attribute of the root element.

use super::dom;
use crate::app::Theme;
use web_sys::Storage;

const KEY: &str = "standpoint-theme";

fn storage() -> Option<Storage> {
    // Throws where the reader has switched storage off.
    dom::window()?.local_storage().ok().flatten()
}

/// The theme of the last visit.
#[must_use]
pub fn kept() -> Theme {
    let name = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    name.map_or(Theme::System, |name| Theme::named(&name))
}

/// Shows a theme and keeps it.
pub fn set(theme: Theme) {
    if let Some(root) = dom::document().and_then(|document| document.document_element()) {
        // Fails only for names that are none.
        let _ = root.set_attribute("data-theme", theme.as_str());
    }
    if let Some(storage) = storage() {
        // Without room for a word the theme is not kept, which harms nobody.
        let _ = storage.set_item(KEY, theme.as_str());
    }
}
