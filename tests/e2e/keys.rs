//! Keys that the reader changes on the help sheet, by keyboard alone.

use crate::dist;
use crate::page::{ESCAPE, Page};

const STATUS: &str = "document.querySelector('.about-keys [role=status]').textContent";

pub async fn a_key_is_changed_on_the_help_sheet_and_kept(page: Page) {
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    page.paste("Portugal praised Hungary on Tuesday.").await;
    page.wait_until("/saved on this device/i.test(document.body.innerText)").await;
    let hungary = page.seen().await.mark("Hungary").expect("is marked").id.clone();

    change(&page, "Confirm, and on").await;
    page.press("x").await;
    page.wait_until(&format!("{STATUS}.startsWith('x is the key of “Reject or remove')")).await;
    page.press("x").await;
    page.wait_until(&format!("{STATUS}.includes('now has the key x')")).await;
    page.press(ESCAPE).await;
    page.wait_until("!document.querySelector('dialog[open]')").await;

    page.choose_mark("Hungary").await;
    page.wait_until("document.querySelector('.popover kbd[data-key=x]')").await;
    page.press("x").await;
    page.wait_until_seen("x confirms", |seen| {
        seen.marks.iter().any(|mark| mark.id == hungary && mark.status == "confirmed")
    })
    .await;
    page.press("u").await;
    page.wait_until("/saved on this device/i.test(document.querySelector('.kept').innerText)").await;

    // It is so at the next visit, until all keys are reset.
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    page.press("?").await;
    page.wait_until("document.querySelector('dialog[open] .sheet')").await;
    page.command("Reset all keys").await;
    page.wait_until("![...document.querySelectorAll('dialog button')].some((b) => b.textContent === 'Reset all keys')")
        .await;
    page.press(ESCAPE).await;
    page.wait_until("!document.querySelector('dialog[open]')").await;
    page.choose_mark("Hungary").await;
    page.press("x").await;
    page.wait_until_seen("x rejects", |seen| seen.marks.iter().all(|mark| mark.id != hungary)).await;
}

/// Begins to change the key of the command whose title starts so. Escape leaves the key and the sheet as they are.
async fn change(page: &Page, title: &str) {
    page.press("?").await;
    page.wait_until("document.querySelector('dialog[open] .sheet')").await;
    let name = format!("Change the key of “{title}");
    page.command(&name).await;
    page.wait_until("document.querySelector('.keys.is-waiting')").await;
    page.press(ESCAPE).await;
    page.wait_until("document.querySelector('dialog[open]') && !document.querySelector('.keys.is-waiting')").await;
    page.command(&name).await;
    page.wait_until("document.querySelector('.keys.is-waiting')").await;
}
