//! A stance from the keyboard alone: letters stand on the marks, and one of them is its target.

use crate::dist;
use crate::page::Page;
use serde_json::Value;
use thirtyfour::Key;

/// Pairs of letters and the words they stand on.
const LETTERS: &str =
    "[...document.querySelectorAll('article mark[data-hint]')].map((e) => [e.dataset.hint, e.textContent])";

/// What the panel says of the stance that has the focus.
const CARD: &str = "document.querySelector('.cards .card.is-focused')";

pub async fn a_stance_takes_a_key_and_a_letter(page: Page) {
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    page.paste("Portugal praised Hungary on Tuesday. Poland stayed away.").await;
    let before = page.seen().await;
    let holder = before.mark("Portugal").expect("it is marked").clone();

    page.press("j").await;
    page.wait_until(&format!(
        "document.querySelector('mark.is-focused').dataset.mention === {}",
        Value::from(holder.id)
    ))
    .await;
    page.press("s").await;
    page.wait_until(&format!("{LETTERS}.length >= 3")).await;
    let letters: Vec<(String, String)> = page.ask(&format!("return {LETTERS}"), vec![]).await;
    let (letter, _) = letters.iter().find(|(_, words)| words == "Poland").expect("it has a letter");

    // With Shift it is the other side than that of the word. Shift is held down: not every driver does so for a capital.
    let keys = page.driver.action_chain().key_down(Key::Shift).send_keys(letter.to_uppercase()).key_up(Key::Shift);
    keys.perform().await.expect("keys can be pressed");
    page.wait_until(&format!("{CARD}?.dataset.status === 'added'")).await;
    page.wait_until(&format!("/Portugal[^]*Poland/.test({CARD}.textContent)")).await;
    page.wait_until(&format!("{LETTERS}.length === 0")).await;
    let n_added = |seen: &crate::page::Seen| seen.cues.iter().filter(|cue| cue.status == "added").count();
    page.wait_until_seen("one stance is added", |seen| n_added(seen) == 1).await;

    page.wait_until("['holder', 'target'].every((part) => document.querySelector(`#arc-${part}`)?.getAttribute('d')?.startsWith('M'))")
        .await;

    page.press("u").await;
    page.wait_until_seen("it is as before", |seen| *seen == before).await;

    // The same with the mouse: from the holder's handle to the target.
    page.choose_mark("Portugal").await;
    page.wait_until("document.querySelector('.stance-handle')").await;
    let [x1, y1, x2, y2]: [i64; 4] = page.ask(
        "const middle = (element) => {
            const rect = element.getBoundingClientRect();
            return [rect.left + rect.width / 2, rect.top + rect.height / 2].map(Math.round);
        };
        const marks = [...document.querySelectorAll('article mark')];
        return [document.querySelector('.stance-handle'), marks.find((mark) => mark.textContent === 'Poland')].flatMap(middle)",
        vec![],
    ).await;
    let drag = page.driver.action_chain().move_to(x1, y1).click_and_hold().move_to(x2, y2).release();
    drag.perform().await.expect("the mouse can be moved");
    page.wait_until(&format!("{CARD}?.dataset.status === 'added' && /Portugal[^]*Poland/.test({CARD}.textContent)"))
        .await;
    page.wait_until_seen("one stance is added", |seen| n_added(seen) == 1).await;
}
