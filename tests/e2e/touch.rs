//! A phone: everything by taps in a narrow window. What a long press selects is selected by script, as the system
//! does it: no driver can press long.

use crate::dist;
use crate::page::Page;
use serde_json::{Value, json};
use thirtyfour::common::command::{Actions, Command};

/// Where the middle of the element is that `find` gives, once it rests, and its size.
const MIDDLE: &str = "
    const measure = () => {
        const rect = find(arguments[0])?.getBoundingClientRect();
        return rect && [rect.left + rect.width / 2, rect.top + rect.height / 2, rect.width, rect.height].map(Math.round);
    };
    find(arguments[0])?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    for (let [at, n_same] = [measure(), 0]; ; ) {
        await new Promise((go_on) => setTimeout(go_on, 50));
        const now = measure();
        n_same = now && String(now) === String(at) ? n_same + 1 : 0;
        if (n_same === 4) return now;
        at = now;
    }";

const MARK: &str =
    "(name) => [...document.querySelectorAll('article mark[data-mention]')].find((m) => m.textContent === name)";
const CUE: &str = "(name) => document.querySelector(`article [data-stance='${name}']`)";
const BUTTON: &str = "(name) => [...document.querySelectorAll('button')].find((button) => button.offsetParent
    && (button.getAttribute('aria-label') ?? button.textContent).trim().startsWith(name))";

pub async fn a_phone_does_everything_by_taps(page: Page) {
    page.driver.set_window_rect(0, 0, 390, 844).await.expect("a window can be narrow");
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    page.paste("Portugal condemned Spain on Tuesday. The Alcorbo accord was signed by Spain and Portugal.").await;

    let portugal = page.seen().await.mark("Portugal").expect("is marked").clone();
    tap(&page, MARK, "Portugal").await;
    page.wait_until("document.querySelector('.popover')").await;
    tap(&page, BUTTON, "Confirm").await;
    page.wait_until_seen("a tap confirmed a mention", |seen| {
        seen.marks.iter().any(|mark| mark.id == portugal.id && mark.status == "confirmed")
    })
    .await;

    let select = "
        const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(arguments[0]);
            if (at < 0) continue;
            getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + arguments[0].length);
            return true;
        }
        return false;";
    assert!(page.ask::<bool>(select, vec!["accord".into()]).await);
    page.wait_until("document.querySelector('.popover[aria-label=\"Selected words\"]')").await;
    tap(&page, BUTTON, "PRODUCT").await;
    page.wait_until_seen("selected words became a mention", |seen| {
        seen.mark("accord").is_some_and(|mark| mark.label == "PRODUCT" && mark.status == "added")
    })
    .await;

    let stance = page.seen().await.cues.first().expect("a stance is suggested").id.clone();
    tap(&page, CUE, &stance).await;
    tap(&page, BUTTON, "Reject").await;
    page.wait_until_seen("a tap rejected a stance", |seen| seen.cue(&stance).is_none()).await;
    tap(&page, BUTTON, "Panel").await;
    tap(&page, BUTTON, "Undo").await;
    page.wait_until_seen("a tap took it back", |seen| seen.cue(&stance).is_some()).await;

    // A stance: from a mention, then a tap on its target.
    let n_before = page.seen().await.cues.len();
    tap(&page, MARK, "Portugal").await;
    tap(&page, BUTTON, "Takes a side toward").await;
    page.wait_until("document.querySelector('article [data-hint]')").await;
    tap(&page, MARK, "accord").await;
    page.wait_until_seen("a tap on the target added a stance", |seen| {
        seen.cues.len() == n_before + 1 && seen.cues.iter().any(|cue| cue.status == "added")
    })
    .await;
}

/// Taps what `find` gives for `name` with a finger. What is tapped must be large enough for one: 24 pixels, as WCAG 2.2 has it.
async fn tap(page: &Page, find: &str, name: &str) {
    let [x, y, width, height]: [i64; 4] = page.ask(&format!("const find = {find};{MIDDLE}"), vec![name.into()]).await;
    let in_text = find != BUTTON;
    assert!(in_text || (width >= 24 && height >= 24), "{name} is only {width} by {height} pixels");
    let finger: Value = json!([{
        "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" },
        "actions": [
            { "type": "pointerMove", "duration": 0, "x": x, "y": y, "origin": "viewport" },
            { "type": "pointerDown", "button": 0 },
            { "type": "pause", "duration": 40 },
            { "type": "pointerUp", "button": 0 },
        ],
    }]);
    gesture(page, finger).await;
}

/// Does what fingers do.
pub async fn gesture(page: &Page, fingers: Value) {
    let done = page.driver.handle().cmd(Command::PerformActions(Actions::from(fingers))).await;
    done.unwrap_or_else(|error| panic!("{:?}: fingers cannot do this: {error}", page.engine));
}
