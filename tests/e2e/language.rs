//! The screen in Turkish: the same walk in both languages, by keys alone, and no words that both have in common but
//! those of the article, of files, and names.

use crate::barriers::{beyond, resize};
use crate::dist;
use crate::page::{ESCAPE, Page};
use std::collections::BTreeSet;
use thirtyfour::Key;

/// What stands on the screen and what it says to a screen reader, without the article.
const WORDS: &str = "
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        if (!walker.currentNode.parentElement.closest('article, script, style, noscript, kbd, [hidden]')) {
            found.push(walker.currentNode.data);
        }
    }
    for (const element of document.querySelectorAll('body *')) {
        for (const name of ['aria-label', 'aria-valuetext', 'title', 'placeholder', 'label', 'data-tag']) {
            if (element.hasAttribute(name)) found.push(element.getAttribute(name));
        }
    }
    return [found.map((text) => text.trim()), document.querySelector('article')?.textContent ?? ''];";

const TEXT: &str = "Portugal condemned Spain on Tuesday. Lisbon praised Hungary. Officials of Spain waited.";

pub async fn nothing_english_stays_on_the_turkish_screen(page: Page) {
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    page.paste(TEXT).await;
    let english = walk(&page).await;

    // The switch is on the help sheet; the choice is kept.
    page.press("?").await;
    page.wait_until("document.querySelector('dialog[open] .languages')").await;
    page.command("Türkçe").await;
    page.wait_until("document.documentElement.lang === 'tr'").await;
    page.press(ESCAPE).await;
    page.wait_until("!document.querySelector('dialog[open]')").await;
    for width in [1440, 1280, 1190, 1024, 910, 390] {
        resize(&page, width).await;
        let out = beyond(&page, &format!("{width} pixels")).await;
        assert!(out.is_empty(), "{:?}: {out:?}", page.engine);
    }
    resize(&page, 1280).await;
    let turkish = walk(&page).await;

    let common: Vec<&String> = english.intersection(&turkish).filter(|text| is_language(text)).collect();
    assert!(common.is_empty(), "{:?}: the same in both languages: {common:#?}", page.engine);
    assert!(turkish.contains("Tutumlar") && english.contains("Stances"));

    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    page.wait_until("document.documentElement.lang === 'tr'").await;
}

/// Goes through the states of the page, by keys, and gathers what they say.
async fn walk(page: &Page) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    gather(page, &mut said).await;
    for keys in ["n", "\u{e007}", ESCAPE, ESCAPE, "d", "u", "x", "u", "r", "u", "w", ESCAPE] {
        page.press(keys).await;
        gather(page, &mut said).await;
    }
    for tab in ["s", "e", "t", "h", "s"] {
        page.press_with(Key::Shift, tab).await;
        gather(page, &mut said).await;
    }
    page.press(";").await;
    gather(page, &mut said).await;
    page.press(ESCAPE).await;
    // A stance in the making, and an open card.
    page.press("n").await;
    page.press("s").await;
    page.wait_until("document.querySelector('form.draft')").await;
    gather(page, &mut said).await;
    page.press(ESCAPE).await;
    gather(page, &mut said).await;
    for (keys, selector) in [
        ("?", "dialog[open] .sheet"),
        (":", "dialog[open] .palette"),
        ("v", "dialog[open] textarea"),
        ("e", "dialog[open] .formats"),
        ("C", "dialog[open] input[type=range]"),
        ("K", "dialog[open] .switch"),
    ] {
        if keys.chars().all(char::is_uppercase) {
            page.press_with(Key::Shift, keys.to_lowercase()).await;
        } else {
            page.press(keys).await;
        }
        page.wait_until(&format!("document.querySelector('{selector}')")).await;
        gather(page, &mut said).await;
        page.press(ESCAPE).await;
        page.wait_until("!document.querySelector('dialog[open]')").await;
    }
    page.press("/").await;
    page.wait_until("document.activeElement.id === 'find'").await;
    page.press("Spain").await;
    page.wait_until("document.querySelector('.find summary')").await;
    gather(page, &mut said).await;
    page.press(ESCAPE).await;
    page.press(ESCAPE).await;
    page.press("l").await;
    page.wait_until("document.querySelector('tr[data-article]')").await;
    gather(page, &mut said).await;
    page.press(ESCAPE).await;
    page.wait_until("document.querySelector('article')").await;
    said
}

async fn gather(page: &Page, said: &mut BTreeSet<String>) {
    let (found, article): (Vec<String>, String) = page.ask(WORDS, vec![]).await;
    let is_of_article = |text: &String| [article.as_str(), TEXT].iter().any(|known| known.contains(text.as_str()));
    said.extend(found.into_iter().filter(|text| !text.is_empty() && !is_of_article(text)));
}

/// Whether a text is in a language: words that are neither names of programs and formats nor keys.
fn is_language(text: &str) -> bool {
    const NAMES: [&str; 12] = [
        "Standpoint",
        "English",
        "Türkçe",
        "JSON",
        "Lines",
        "CoNLL-2003",
        "IOB2",
        "doccano",
        "JSONL",
        "Label",
        "Studio",
        "W3C",
    ];
    const MORE_NAMES: [&str; 7] = ["Ankara", "Web", "Annotation", "JSON-LD", "ZIP", "AM", "PM"];
    text.split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 2)
        .any(|word| !NAMES.contains(&word) && !MORE_NAMES.contains(&word) && !TEXT.contains(word))
}
