//! Finding words by keyboard alone, and marking all of them at once.

use crate::dist;
use crate::page::{ESCAPE, Page};
use thirtyfour::By;

const COUNT: &str = "document.querySelector('#find-count')?.textContent";

pub async fn words_are_found_and_marked_at_once(page: Page) {
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    page.paste("Portugal praised Hungary on Tuesday. The Blue Ferry sailed. On Friday the blue ferry sank.").await;
    let before = page.seen().await;

    page.press("/").await;
    page.wait_until("document.activeElement.id === 'find'").await;
    page.press("blue f").await;
    page.wait_until(&format!("{COUNT} === '1 of 2'")).await;
    page.press("\u{e007}").await;
    page.wait_until(&format!("{COUNT} === '2 of 2'")).await;

    // Left, it has selected the place that was found, and a key marks that.
    page.press(ESCAPE).await;
    page.wait_until("!document.querySelector('#find') && getSelection().toString() === 'blue f'").await;
    page.press("7").await;
    page.wait_until_seen("the hit is marked", |seen| seen.mark("blue f").is_some_and(|mark| mark.label == "PRODUCT"))
        .await;
    page.press("u").await;
    page.wait_until_seen("it is as before", |seen| *seen == before).await;

    page.press("/").await;
    page.wait_until("document.activeElement.id === 'find'").await;
    page.press("blue ferry").await;
    page.wait_until(&format!("{COUNT} === '1 of 2'")).await;
    page.driver.find(By::Css(".find summary")).await.expect("a menu").click().await.expect("a click");
    page.command("Mark all as PRODUCT").await;
    page.wait_until("document.querySelectorAll('dialog[open] .occurrences li').length === 2").await;
    page.command("Do it in 2 places").await;
    let n_added = |seen: &crate::page::Seen| {
        seen.marks.iter().filter(|mark| mark.words == "blue ferry" || mark.words == "Blue Ferry").count()
    };
    page.wait_until_seen("both are marked", |seen| n_added(seen) == 2).await;
    page.command("Undo").await;
    page.wait_until_seen("one step took both back", |seen| *seen == before).await;
}
