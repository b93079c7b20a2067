//! What a reader corrects in one article is right in the next, also after the page was closed, until they let it go.

use crate::dist;
use crate::page::Page;
use thirtyfour::Key;

const LESSONS: &str = "[...document.querySelectorAll('dialog[open] .lessons li b')].map((e) => e.textContent)";

pub async fn a_correction_counts_in_the_next_article_until_it_is_forgotten(page: Page) {
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    page.paste("Mining town falls – again\n\nOn Monday the Kalinda seized the mine. Portugal condemned the raid.")
        .await;
    let before = page.seen().await;
    assert!(before.marks.iter().all(|mark| (mark.words.as_str(), mark.label.as_str()) != ("Kalinda", "ORG")));
    page.select("Kalinda").await;
    page.press("2").await;
    page.wait_until_seen("it is an organisation", |seen| seen.mark("Kalinda").is_some_and(|mark| mark.label == "ORG"))
        .await;
    page.wait_until("/follow this correction/.test(document.querySelector('.notices').textContent)").await;
    page.wait_until("/saved on this device \\d/i.test(document.body.innerText)").await;

    // The page is opened again, and another article is tagged.
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    let next = "A second town – lost\n\nKalinda is silent – so far. Spain blamed Kalinda.";
    page.paste(next).await;
    let seen = page.seen().await;
    let kalinda: Vec<&str> =
        seen.marks.iter().filter(|mark| mark.words == "Kalinda").map(|mark| mark.label.as_str()).collect();
    assert_eq!(kalinda, ["ORG", "ORG"]);
    page.choose_mark("Kalinda").await;
    page.wait_until(
        "/you decided so in “Mining town falls – again”/.test(document.querySelector('.popover').textContent)",
    )
    .await;

    // It is let go, and the article is tagged as if it had never been.
    let shifted = |letter: &str| page.driver.action_chain().key_down(Key::Shift).send_keys(letter).key_up(Key::Shift);
    page.press(crate::page::ESCAPE).await;
    shifted("K").perform().await.expect("keys can be pressed");
    page.wait_until(&format!("{LESSONS}.includes('Kalinda')")).await;
    page.ask::<()>("document.querySelector('dialog[open] .lessons button').click()", vec![]).await;
    page.wait_until(&format!("{LESSONS}.length === 0")).await;
    page.wait_until("/Bring back 1 lesson/.test(document.querySelector('dialog[open]').textContent)").await;
    page.press(crate::page::ESCAPE).await;
    page.paste(next).await;
    page.wait_until_seen("nothing is remembered", |seen| {
        seen.marks.iter().all(|mark| (mark.words.as_str(), mark.label.as_str()) != ("Kalinda", "ORG"))
    })
    .await;
    assert_eq!(page.requests().await, [""; 0]);
}
