//! Many articles in one place, and one article in two tabs: nothing is lost and nothing is overwritten in silence.

use crate::dist;
use crate::page::Page;
use serde_json::{Value, json};
use thirtyfour::Key;

const ROWS: &str = "[...document.querySelectorAll('tr[data-article] .choice > span')].map((e) => e.textContent)";

fn rows(n: usize) -> String {
    format!("{ROWS}.length === {n}")
}

fn files() -> Value {
    json!([
        ["dam.txt", "A dam divides neighbours\n\nPortugal condemned Spain on Tuesday. Madrid rejected the charge.\n"],
        ["ferry.txt", "Ferry row grows\n\nAnkara rebuked Athens. Çavuşoğlu praised the crew.\n"],
        ["grain.txt", "Grain talks resume\n\nMoscow criticized Kyiv. Peskov warned Warsaw.\n"],
        ["broken.pdf", "%PDF-1.4 nothing to read here"],
    ])
}

pub async fn many_articles_are_added_found_marked_and_reopened(page: Page) {
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    page.add_files(files()).await;
    page.wait_until(&rows(3)).await;
    // All are tagged in the background.
    page.wait_until("[...document.querySelectorAll('td.is-reviewed')].every((e) => e.textContent.startsWith('0 of'))")
        .await;

    let search = "const field = document.querySelector('#library-search'); field.value = arguments[0];
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    page.ask::<()>(search, vec!["cavusoglu".into()]).await;
    page.wait_until(&format!("{ROWS}.join() === 'Ferry row grows'")).await;
    page.ask::<()>(search, vec!["warsaw moscow".into()]).await;
    page.wait_until(&format!("{ROWS}.join() === 'Grain talks resume'")).await;
    page.press_on_chosen("d").await;
    page.wait_until("document.querySelector('tr[data-stage=done]')").await;
    page.ask::<()>(search, vec!["".into()]).await;
    page.wait_until(&rows(3)).await;

    // Removed, and brought back.
    page.press_on_chosen("x").await;
    page.wait_until(&rows(2)).await;
    page.press_on_chosen("u").await;
    page.wait_until(&rows(3)).await;

    page.press_on_chosen("\u{e007}").await;
    page.wait_until("document.querySelector('article mark[data-mention]')").await;
    let first = page.article().await;
    // Shift is held down: not every driver does so for a capital letter.
    let keys = page.driver.action_chain().key_down(Key::Shift).send_keys("P").key_up(Key::Shift);
    keys.perform().await.expect("keys can be pressed");
    page.wait_until(&format!("document.querySelector('article').textContent !== {}", Value::from(first))).await;

    // All of it is there after a reload.
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    page.press("l").await;
    page.wait_until(&rows(3)).await;
    page.wait_until("document.querySelectorAll('tr[data-stage=done]').length === 1").await;
    assert_eq!(page.requests().await, [""; 0]);
}

pub async fn an_article_in_two_tabs_is_changed_in_one(page: Page) {
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    page.paste("Portugal condemned Spain on Tuesday. Madrid rejected the charge of Lisbon.").await;
    let words = page.seen().await.marks[0].words.clone();
    page.choose_mark(&words).await;
    page.press("c").await;
    page.wait_until("/saved on this device \\d/i.test(document.body.innerText)").await;
    let first = page.driver.window().await.expect("a window");

    // The second tab only shows it.
    let second = page.driver.new_tab().await.expect("another tab");
    page.driver.switch_to_window(second.clone()).await.expect("the other tab");
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until("document.querySelector('.elsewhere')").await;
    page.wait_until_seen("it shows the first tab's edit", |seen| seen.marks[0].status == "confirmed").await;
    page.choose_mark(&words).await;
    page.press("x").await;
    page.wait_until_seen("nothing is changed here", |seen| seen.marks[0].status == "confirmed").await;

    // Taken over, it is written here, and the first tab only shows it.
    page.command("Take over here").await;
    page.wait_until("!document.querySelector('.elsewhere')").await;
    page.wait_until_tagged().await;
    page.choose_mark(&words).await;
    page.press("2").await;
    page.wait_until_seen("it is changed here", |seen| seen.marks[0].status == "corrected").await;
    page.driver.switch_to_window(first).await.expect("the first tab");
    page.wait_until("document.querySelector('.elsewhere')").await;
}
