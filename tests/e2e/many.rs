//! Work on many articles: a library goes into a ZIP and comes back, a folder is dropped, and work is stopped on the way.

use crate::browser::Browser;
use crate::dist;
use crate::page::Page;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};
use std::fs;
use std::rc::Rc;

/// Drops a folder with two articles, a hidden file and a folder in it, as a browser would tell of it.
const DROP_FOLDER: &str = "
    const file = (name, text) => ({
        name, isFile: true, isDirectory: false, file: (heard) => heard(new File([text], name)),
    });
    const folder = (name, entries) => ({
        name, isFile: false, isDirectory: true,
        createReader: () => { const rest = [entries, []]; return { readEntries: (heard) => heard(rest.shift() ?? []) }; },
    });
    const entry = folder('wave 1', [
        file('dam.txt', 'Portugal condemned Spain.'), file('.hidden', 'x'),
        folder('more', [file('grain.txt', 'Moscow criticized Kyiv.')]),
    ]);
    const drop = new Event('drop', { bubbles: true, cancelable: true });
    const item = { webkitGetAsEntry: () => entry };
    const data = { files: new DataTransfer().files, items: [item], types: ['Files'] };
    Object.defineProperty(drop, 'dataTransfer', { value: data });
    Object.setPrototypeOf(drop, DragEvent.prototype);
    document.body.dispatchEvent(drop);";

/// Gives the page a file as if it had been chosen.
const CHOOSE_BYTES: &str = "
    const [name, base64] = arguments;
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], name));
    const field = document.querySelector('#files');
    field.files = files.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));";

fn rows(n: usize) -> String {
    format!("document.querySelectorAll('tr[data-article]').length === {n}")
}

pub async fn a_library_goes_into_a_zip_and_comes_back_elsewhere(page: Page) {
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    let files = json!([["dam.txt", "Portugal condemned Spain on Tuesday."], ["grain.txt", "Moscow criticized Kyiv."]]);
    page.add_files(files).await;
    page.wait_until(&rows(2)).await;
    page.wait_until_work_is_done().await;
    page.press_on_chosen("d").await;
    page.wait_until("document.querySelector('tr[data-stage=done]')").await;
    page.command("Export ZIP").await;
    let zip = fs::read(page.download().await).expect("the file");

    let elsewhere = Page::new(Rc::new(Browser::start(page.engine).await.expect("it has started before")));
    elsewhere.open_file(&dist().join("standpoint.html")).await;
    elsewhere.wait_until_tagged().await;
    elsewhere.ask::<()>(CHOOSE_BYTES, vec!["library.zip".into(), BASE64.encode(zip).into()]).await;
    elsewhere.wait_until(&rows(2)).await;
    elsewhere.wait_until("document.querySelectorAll('tr[data-stage=done]').length === 1").await;
    let reviewed = "[...document.querySelectorAll('td.is-reviewed')].map((e) => e.textContent)";
    assert_eq!(
        elsewhere.ask::<Value>(&format!("return {reviewed}"), vec![]).await,
        page.ask::<Value>(&format!("return {reviewed}"), vec![]).await,
        "the annotations came with the texts"
    );
    // What was to be seen was seen; a browser that does not end in order is ended with its driver.
    let _ = elsewhere.driver.clone().quit().await;
}

pub async fn a_dropped_folder_is_added_with_the_folders_in_it(page: Page) {
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    page.ask::<()>(DROP_FOLDER, vec![]).await;
    page.wait_until(&rows(2)).await;
    page.wait_until_work_is_done().await;
}

pub async fn work_on_many_articles_is_stopped_on_the_way(page: Page) {
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    let text = "Ankara rebuked Athens. President Ada Brandt praised the crew of Norway on Monday. ".repeat(150);
    let files: Vec<Value> = (0..40).map(|n| json!([format!("row-{n}.txt"), format!("Row {n}\n\n{text}")])).collect();
    page.add_files(Value::from(files)).await;
    page.wait_until("document.querySelector('.library-work')?.textContent.startsWith('Tagging')").await;
    page.command("Stop").await;
    page.wait_until_work_is_done().await;
    let said: String = page.ask("return document.querySelector('[role=status]').textContent", vec![]).await;
    assert!(said.contains("then stopped at") && said.contains("of 40"), "{said}");
    page.wait_until(&rows(40)).await;
    // What was not tagged can be tagged later.
    page.wait_until("[...document.querySelectorAll('button')].some((button) => /^Tag /.test(button.textContent))")
        .await;
}
