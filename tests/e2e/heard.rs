//! What a screen reader hears: the names that the browser computes for the marks, and the results that are announced.

use crate::dist;
use crate::page::{ESCAPE, Page};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use thirtyfour::{By, Key};

pub async fn marks_and_results_are_heard(page: Page) {
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    page.paste("Portugal condemned Spain on Tuesday. Officials waited.").await;

    // A mark is a button, of which the order of the tab key has one.
    let mark = computed(&page, "article mark[data-type=GPE] .chip", "label").await;
    let parts: Vec<&str> = mark.split(", ").collect();
    assert!(parts.starts_with(&["Portugal", "GPE"]) && parts.contains(&"suggested"), "{mark}");
    let percent = parts.last().and_then(|last| last.strip_suffix(" percent")).and_then(|n| n.parse::<u8>().ok());
    assert!(percent.is_some_and(|percent| percent <= 100), "{mark}");
    assert_eq!(computed(&page, "article mark[data-type=GPE] .chip", "role").await, "button");
    let cue = computed(&page, "article .cue .chip", "label").await;
    assert!(cue.starts_with("Portugal against Spain: condemned, suggested, "), "{cue}");
    for (place, role) in [(".said", "status"), (".panel", "complementary"), (".tabs", "tablist"), ("main", "main")] {
        assert_eq!(computed(&page, place, "role").await, role, "{:?}: {place}", page.engine);
    }

    // The focus moves with the review, and each result is said.
    page.press("n").await;
    page.wait_until("document.activeElement.ariaLabel === document.querySelector('article .chip').ariaLabel").await;
    for (keys, said) in [
        ("c", "Confirmed Portugal"),
        ("u", "Undone: Confirmed Portugal."),
        ("x", "Rejected Portugal. Undo with Control Z."),
        ("u", "Undone: Rejected Portugal."),
        ("d", "Put Portugal in doubt."),
        ("u", "Undone: Put Portugal in doubt."),
        ("2", "Changed Portugal to ORG."),
        ("u", "Undone: Changed Portugal to ORG."),
        ("s", "New stance of Portugal, against Spain"),
        (ESCAPE, "The new stance was dropped."),
    ] {
        page.press(keys).await;
        page.wait_until(&format!("document.querySelector('.said').textContent.startsWith({})", Value::from(said)))
            .await;
    }
    page.press_with(Key::Shift, "w").await;
    page.wait_until("document.querySelector('.said').textContent === 'Selected Officials'").await;
    page.press_with(Key::Alt, "\u{e015}").await;
    page.wait_until("document.querySelector('.said').textContent === 'Selected Officials waited.'").await;
    assert_eq!(computed(&page, ".popover", "role").await, "dialog");
    assert_eq!(computed(&page, ".popover", "label").await, "Selected words");
}

/// What the browser's accessibility tree has for an element: its computed "label" or "role", asked as WebDriver defines
/// it.
async fn computed(page: &Page, selector: &str, what: &str) -> String {
    let element = page.driver.find(By::Css(selector)).await.unwrap_or_else(|_| panic!("no {selector}"));
    let handle = page.driver.handle();
    let (server, session) = (handle.server_url(), handle.session_id());
    let host = format!("{}:{}", server.host_str().expect("a host"), server.port().expect("a port"));
    let mut stream = TcpStream::connect(&host).expect("the driver answers");
    let address = format!("/session/{session}/element/{}/computed{what}", element.element_id());
    write!(stream, "GET {address} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("it can be asked");
    let mut stream = BufReader::new(stream);
    let mut n_bytes = 0;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).expect("a head");
        if line.trim().is_empty() {
            break;
        }
        if let Some((_, n)) = line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("content-length")) {
            n_bytes = n.trim().parse().expect("a number");
        }
    }
    let mut body = vec![0; n_bytes];
    stream.read_exact(&mut body).expect("a body");
    let answer: Value = serde_json::from_slice(&body).expect("an object");
    answer["value"].as_str().unwrap_or_else(|| panic!("{:?}: {answer}", page.engine)).to_owned()
}
