//! The language of the screen: kept for the next visit, and told to browsers and screen readers by the root element,
//! which says it to whoever in `web` has something to say.

use super::dom;
use crate::app::words::Language;
use web_sys::Storage;

const KEY: &str = "standpoint-language";

fn storage() -> Option<Storage> {
    // Throws where the reader has switched storage off.
    dom::window()?.local_storage().ok().flatten()
}

/// The language that the reader chose, or else the first of the browser's languages that the screen speaks.
#[must_use]
pub fn wanted() -> Language {
    let chosen = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    let chosen = chosen.as_deref().and_then(Language::of_code);
    chosen.or_else(of_browser).unwrap_or_default()
}

fn of_browser() -> Option<Language> {
    let languages = dom::window()?.navigator().languages();
    languages.iter().filter_map(|code| code.as_string()).find_map(|code| Language::of_code(&code))
}

/// The language that the screen is in.
#[must_use]
pub fn current() -> Language {
    let root = dom::document().and_then(|document| document.document_element());
    root.and_then(|root| root.get_attribute("lang")).and_then(|code| Language::of_code(&code)).unwrap_or_default()
}

/// Says in which language the screen is.
pub fn show(language: Language) {
    if let Some(root) = dom::document().and_then(|document| document.document_element()) {
        // Fails only for names that are none.
        let _ = root.set_attribute("lang", language.code());
    }
}

/// Keeps the language that the reader chose.
pub fn keep(language: Language) {
    show(language);
    if let Some(storage) = storage() {
        // Without room for a word the browser's language is taken again next time.
        let _ = storage.set_item(KEY, language.code());
    }
}
