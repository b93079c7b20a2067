//! Barriers for those who see, hear or move differently: axe-core looks over the main screens.

use crate::browser::skip;
use crate::dist;
use crate::page::{ESCAPE, Page};
use std::fs;
use std::path::Path;

/// Gives each violation as one line: the rule, and where. What fades in is first let be.
const LOOK: &str = "
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) =>
        `${id}: ${node.target.join(' ')} ${node.any.concat(node.all).map((check) => check.message).join('; ')}`));";

pub async fn axe_core_finds_no_barrier(page: Page) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/npm/node_modules/axe-core/axe.min.js");
    let Ok(axe) = fs::read_to_string(path) else {
        return skip(
            &format!("barriers in {:?}", page.engine),
            "axe-core is not there; `make npm` fetches it with npm",
        );
    };
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    page.driver.execute(axe.as_str(), vec![]).await.expect("axe-core starts");
    let mut found = look(&page, "the sample").await;
    let first = page.seen().await;
    page.choose_mark(&first.marks[0].words).await;
    page.wait_until("document.querySelector('[role=dialog]')").await;
    found.extend(look(&page, "a mention").await);
    page.press(ESCAPE).await;
    page.choose_cue(&first.cues[0].id).await;
    found.extend(look(&page, "a stance").await);
    for tab in ["Entities", "Table", "History"] {
        page.tab(tab).await;
        found.extend(look(&page, tab).await);
    }
    page.command("Theme").await;
    found.extend(look(&page, "another theme").await);
    page.command("Theme").await;
    found.extend(look(&page, "the third theme").await);
    page.command("Theme").await;
    found.extend(look(&page, "high contrast").await);
    page.press("/").await;
    page.wait_until("document.activeElement.id === 'find'").await;
    page.press("ferry").await;
    page.wait_until("document.querySelector('.find summary')").await;
    page.ask::<()>("document.querySelector('.find details').open = true", vec![]).await;
    found.extend(look(&page, "the search").await);
    page.press(ESCAPE).await;
    page.press(ESCAPE).await;
    page.wait_until("!document.querySelector('#find')").await;
    page.press("n").await;
    page.press("s").await;
    page.wait_until("document.querySelector('article [data-hint]')").await;
    found.extend(look(&page, "letters on the marks").await);
    page.press(ESCAPE).await;
    for dialog in ["Help", "Paste"] {
        page.command(dialog).await;
        page.wait_until("document.querySelector('dialog[open]')").await;
        found.extend(look(&page, dialog).await);
        page.press(ESCAPE).await;
        page.wait_until("!document.querySelector('dialog[open]')").await;
    }
    page.paste("Grain talks resume\n\nMoscow criticized Kyiv. Çavuşoğlu warned Warsaw.").await;
    page.wait_until("/saved on this device/i.test(document.body.innerText)").await;
    for width in [1280, 1190, 1024, 910, 390] {
        resize(&page, width).await;
        found.extend(beyond(&page, &format!("{width} pixels")).await);
    }
    found.extend(look(&page, "a narrow window").await);
    resize(&page, 1280).await;
    page.command("Library").await;
    page.wait_until("document.querySelector('tr[data-article]')").await;
    for width in [1280, 390] {
        resize(&page, width).await;
        let at = format!("the library at {width} pixels");
        found.extend(look(&page, &at).await);
        found.extend(beyond(&page, &at).await);
    }
    assert!(found.is_empty(), "{:?}:\n{}", page.engine, found.join("\n"));
}

pub async fn resize(page: &Page, width: u32) {
    page.driver.set_window_rect(0, 0, width, 844).await.expect("a window can have another size");
}

/// Buttons that a reader cannot see whole, since they stand beyond the window's edge.
pub async fn beyond(page: &Page, at: &str) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.bar :is(button, summary)')]
        .filter((button) => button.getBoundingClientRect().right > innerWidth).map((button) => button.textContent)";
    let buttons: Vec<String> = page.ask(script, vec![]).await;
    buttons.into_iter().map(|button| format!("{at}: beyond the edge: {button}")).collect()
}

async fn look(page: &Page, at: &str) -> Vec<String> {
    let violations: Vec<String> = page.ask(LOOK, vec![]).await;
    violations.into_iter().map(|violation| format!("{at}: {violation}")).collect()
}
