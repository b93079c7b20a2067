//! Boundaries of a mention drawn by their grips, with the mouse and with a finger.

use crate::dist;
use crate::page::{ESCAPE, Page};
use crate::touch::gesture;
use serde_json::{Value, json};

/// The middle of a grip, and a place in the middle of words of the text.
const PLACES: &str = "
    const [side, words] = arguments;
    const middle = (rect) => [rect.left + rect.width / 2, rect.top + rect.height / 2].map(Math.round);
    const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(words);
        if (at < 0) continue;
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + words.length);
        break;
    }
    await new Promise((go_on) => setTimeout(go_on, 300));
    return [middle(document.querySelector(`.grip[data-side=${side}]`).getBoundingClientRect()),
        middle(range.getBoundingClientRect())];";

pub async fn boundaries_are_drawn_with_the_mouse_and_with_a_finger(page: Page) {
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    page.paste("Portugal praised Hungary on Tuesday. Both governments welcomed the long report.").await;
    let before = page.seen().await;
    let hungary = before.mark("Hungary").expect("is marked").id.clone();
    let words = |seen: &crate::page::Seen| {
        seen.marks.iter().find(|mark| mark.id == hungary).map(|mark| mark.words.clone()).unwrap_or_default()
    };

    page.choose_mark("Hungary").await;
    page.wait_until("document.querySelectorAll('.grip').length === 2").await;
    page.press(ESCAPE).await;
    page.wait_until("!document.querySelector('.popover')").await;
    let [[x1, y1], [x2, y2]] = places(&page, "end", "Tuesday").await;
    let drag = page.driver.action_chain().move_to(x1, y1).click_and_hold().move_to(x2 - 30, y2).move_to(x2 + 20, y2);
    drag.release().perform().await.expect("the mouse can be moved");
    page.wait_until_seen("the end is drawn to a word", |seen| words(seen) == "Hungary on Tuesday").await;
    page.press("u").await;
    page.wait_until_seen("one step took it back", |seen| *seen == before).await;

    page.choose_mark("Hungary").await;
    page.wait_until("document.querySelectorAll('.grip').length === 2").await;
    page.press(ESCAPE).await;
    page.wait_until("!document.querySelector('.popover')").await;
    let [from, to] = places(&page, "start", "praised").await;
    let finger: Value = json!([{
        "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" },
        "actions": [
            { "type": "pointerMove", "duration": 0, "x": from[0], "y": from[1], "origin": "viewport" },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerMove", "duration": 100, "x": to[0] + 20, "y": to[1], "origin": "viewport" },
            { "type": "pointerMove", "duration": 100, "x": to[0] - 10, "y": to[1], "origin": "viewport" },
            { "type": "pointerUp", "button": 0 },
        ],
    }]);
    gesture(&page, finger).await;
    page.wait_until_seen("the start is drawn to a word", |seen| words(seen) == "praised Hungary").await;
}

async fn places(page: &Page, side: &str, words: &str) -> [[i64; 2]; 2] {
    page.ask(PLACES, vec![side.into(), words.into()]).await
}
