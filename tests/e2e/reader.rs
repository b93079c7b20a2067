//! A reader with a keyboard and nothing else takes an article from the tagger's suggestions to what is right. Which keys
//! that takes is planned without a browser (`tests/reader`); here they are pressed.

#[path = "../reader/plan.rs"]
mod plan;

use crate::dist;
use crate::page::Page;
use plan::{Plan, Press, differences, plan};
use standpoint::format::native::{from_json, to_json};
use standpoint::model::Model;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use thirtyfour::Key;

/// A reader looks before the next press, and what was done is drawn when the store has it: a transaction that reads begins
/// when those that write are over.
const UNTIL_DRAWN: &str = "
    for (const { name } of await indexedDB.databases()) {
        const store = await new Promise((go_on) => { indexedDB.open(name).onsuccess = (e) => go_on(e.target.result); });
        const [first] = store.objectStoreNames;
        await new Promise((go_on) => {
            store.transaction([...store.objectStoreNames]).objectStore(first).count().onsuccess = go_on;
        });
        store.close();
    }
    await new Promise((go_on) => requestAnimationFrame(() => setTimeout(go_on)));
    return true;";

pub async fn keys_alone_lead_to_the_reference(page: Page) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = env::var_os("STANDPOINT_SHARED").map_or_else(|| here.join("../shared"), PathBuf::from);
    let (own, reference) = (here.join("tests/reader/lighthouse.json"), shared.join("gold/seed.json"));
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    read(&page, &own).await;
    if reference.is_file() {
        page.forget_downloads();
        read(&page, &reference).await;
    } else {
        eprintln!(">>> SKIPPED the reference article in {:?}: {} is not there", page.engine, reference.display());
    }
}

async fn read(page: &Page, path: &Path) {
    let file = fs::read_to_string(path).expect("the reference can be read");
    let reference = from_json(&file).expect("is a reference").document;
    let plan = plan(&reference, &Model::shipped());
    println!("{:?}: {}", page.engine, plan.summary());
    let Plan { presses, document, .. } = plan;
    page.paste(reference.article().text()).await;
    page.wait_until("!document.querySelector('.tag.is-busy')").await;
    for press in &presses {
        let keys = page.driver.action_chain();
        let chain = if press.is_shift {
            keys.key_down(Key::Shift).send_keys(press.key.as_str()).key_up(Key::Shift)
        } else {
            keys.send_keys(typed(press))
        };
        chain.perform().await.expect("keys can be pressed");
        page.ask::<bool>(UNTIL_DRAWN, vec![]).await;
    }
    page.command("Save").await;
    let saved = fs::read_to_string(page.download().await).expect("the file");
    let saved = from_json(&saved).expect("is a Standpoint file").document;
    assert_eq!(differences(&reference, &saved), [""; 0]);
    let annotations = |document| {
        let json = to_json(document);
        let file: serde_json::Value = serde_json::from_str(&json).expect("is JSON");
        [file["mentions"].clone(), file["entities"].clone(), file["stances"].clone()]
    };
    assert_eq!(annotations(&saved), annotations(&document), "the keys do in a browser what they do without one");
}

/// A key as WebDriver writes it.
fn typed(press: &Press) -> &str {
    match press.key.as_str() {
        "Enter" => "\u{e007}",
        "Backspace" => "\u{e003}",
        other => other,
    }
}
