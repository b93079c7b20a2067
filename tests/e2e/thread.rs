//! The whole thread: a reader pastes an article, corrects what is wrong with its marks, saves, closes the tab and goes
//! on later, here or elsewhere.

use crate::browser::Browser;
use crate::dist;
use crate::page::{ESCAPE, Page};
use serde_json::Value;
use std::fs;
use std::rc::Rc;

/// Emoji and accents stand before the marks, since browsers count them differently from files.
const TEXT: &str = "Lisbon and Madrid quarrel over a dam 🎉\n\n\
    Portugal condemned Spain on Tuesday for closing the Alcorbo dam. Foreign Minister Duarte Carrilho accused Madrid \
    of breaking the river accord and warned that Lisbon would appeal to the European Commission.\n\n\
    Spain rejected the charge. Prime Minister Inés Valcárcel praised Portugal for its patience but criticized Carrilho. \
    The European Union supported Portugal.\n";

pub async fn a_reader_corrects_saves_closes_and_goes_on(page: Page) {
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    let places = page.places_of_commands().await;
    page.paste(TEXT).await;
    assert_eq!(page.article().await, TEXT);
    page.wait_until("/saved on this device/i.test(document.body.innerText)").await;
    assert_eq!(page.places_of_commands().await, places, "no button moves from under the pointer");
    let suggested = page.seen().await;
    assert!(suggested.marks.len() >= 8 && suggested.cues.len() >= 3, "{suggested:#?}");
    assert!(suggested.marks.iter().all(|mark| mark.status == "suggested"));

    // Three mentions: one rejected, one of another type, one that was missed.
    let rejected = suggested.only("DATE");
    page.choose_mark(&rejected.words).await;
    page.press("x").await;
    page.wait_until_seen("a mention is gone", |seen| seen.mark(&rejected.words).is_none()).await;
    let relabelled = suggested.only("PERSON");
    page.choose_mark(&relabelled.words).await;
    page.press("2").await;
    page.wait_until_seen("a mention has another type", |seen| {
        seen.mark(&relabelled.words).is_some_and(|mark| mark.label == "ORG" && mark.status == "corrected")
    })
    .await;
    page.press(ESCAPE).await;
    page.select("river accord").await;
    page.press("7").await;
    page.wait_until_seen("a mention is added", |seen| {
        seen.mark("river accord").is_some_and(|mark| mark.label == "PRODUCT" && mark.status == "added")
    })
    .await;

    // Two stances: one of the other polarity, one confirmed.
    let (turned, confirmed) = (suggested.cues[0].clone(), suggested.cues[1].clone());
    page.choose_cue(&turned.id).await;
    page.press("f").await;
    page.wait_until_seen("a stance has turned", |seen| {
        seen.cue(&turned.id).is_some_and(|cue| cue.polarity != turned.polarity && cue.status == "corrected")
    })
    .await;
    page.choose_cue(&confirmed.id).await;
    page.press("c").await;
    page.wait_until_seen("a stance is confirmed", |seen| {
        seen.cue(&confirmed.id).is_some_and(|cue| cue.polarity == confirmed.polarity && cue.status == "confirmed")
    })
    .await;
    let corrected = page.seen().await;

    // All of it can be taken back and made again.
    for _ in 0..5 {
        page.command("Undo").await;
    }
    page.wait_until_seen("everything is undone", |seen| *seen == suggested).await;
    for _ in 0..5 {
        page.command("Redo").await;
    }
    page.wait_until_seen("everything is redone", |seen| *seen == corrected).await;

    page.command("Save").await;
    let file = page.download().await;
    let saved: Value = serde_json::from_str(&fs::read_to_string(&file).expect("the file")).expect("JSON");
    assert_eq!(saved["format"], "standpoint");
    assert_eq!(saved["document"]["text"], TEXT);
    assert_eq!(with_status(&saved["mentions"], "rejected"), [rejected.words.as_str()]);
    assert_eq!(with_status(&saved["mentions"], "corrected"), [relabelled.words.as_str()]);
    assert_eq!(with_status(&saved["mentions"], "added"), ["river accord"]);
    assert_eq!(with_status(&saved["stances"], "corrected").len(), 1);
    assert_eq!(with_status(&saved["stances"], "confirmed").len(), 1);

    // The tab is closed, and another one opened: the work is still there.
    page.wait_until("/saved on this device/i.test(document.body.innerText)").await;
    page.close_tab_and_open_another().await;
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    page.wait_until_seen("the work is still there", |seen| *seen == corrected).await;
    assert_eq!(page.article().await, TEXT);
    assert_eq!(page.requests().await, [""; 0]);

    // Elsewhere, in a browser that knows nothing of it, the file brings everything back.
    let elsewhere = Page::new(Rc::new(Browser::start(page.engine).await.expect("it has started before")));
    elsewhere.open_file(&dist().join("standpoint.html")).await;
    elsewhere.wait_until_tagged().await;
    elsewhere.choose_file(&file).await;
    elsewhere.wait_until_seen("the file brings everything back", |seen| *seen == corrected).await;
    assert_eq!(elsewhere.article().await, TEXT);
    elsewhere.command("Save").await;
    let again: Value =
        serde_json::from_str(&fs::read_to_string(elsewhere.download().await).expect("the file")).expect("JSON");
    elsewhere.driver.clone().quit().await.expect("the browser ends");
    assert_eq!(again, saved);
}

fn with_status<'a>(annotations: &'a Value, status: &str) -> Vec<&'a str> {
    let annotations = annotations.as_array().expect("a list").iter();
    annotations.filter(|a| a["status"] == status).map(|a| a["text"].as_str().unwrap_or_default()).collect()
}
