//! The ends of a stance that are out of sight: named at the edge, and a press away.

use crate::dist;
use crate::page::Page;

pub async fn ends_out_of_sight_are_a_press_away(page: Page) {
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    let rest = "Nothing else was decided that day – and the ferries sailed as they always do. ".repeat(12);
    page.paste(&format!("Portugal condemned Spain on Tuesday.\n\n{}", format!("{rest}\n\n").repeat(6).trim_end()))
        .await;
    let cue = page.seen().await.cues.first().expect("a stance is suggested").id.clone();
    page.choose_cue(&cue).await;
    page.wait_until("document.querySelectorAll('.stub').length === 6").await;
    page.wait_until("[...document.querySelectorAll('.stub')].every((stub) => stub.hidden)").await;

    page.ask::<()>("scrollTo({ top: 2000, behavior: 'instant' })", vec![]).await;
    let above = "[...document.querySelectorAll('.stubs[data-way=above] .stub')]";
    page.wait_until(&format!("{above}.every((stub) => !stub.hidden && stub.getBoundingClientRect().top < 120)")).await;
    page.wait_until("[...document.querySelectorAll('.stubs[data-way=below] .stub')].every((stub) => stub.hidden)")
        .await;
    page.command("Go to the target: Spain").await;
    page.wait_until("scrollY < 500 && [...document.querySelectorAll('.stub')].every((stub) => stub.hidden)").await;
}
