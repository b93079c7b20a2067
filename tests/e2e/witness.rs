//! Nothing leaves: a whole session in a browser whose every request would go through a proxy of ours. The proxy answers
//! nothing and remembers who asked for what. At the end it is asked for something, so that its silence means something.

use crate::browser::Browser;
use crate::dist;
use crate::page::Page;
use crate::policy::WATCH;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddrV4, TcpListener, TcpStream};
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Whom browsers call of their own accord.
const OF_BROWSERS: [&str; 9] = [
    "mozilla.com",
    "mozilla.net",
    "mozilla.org",
    "firefox.com",
    "google.com",
    "googleapis.com",
    "gstatic.com",
    "gvt1.com",
    // The page that Debian's Chromium starts with.
    "start.duckduckgo.com",
];

const TEXT: &str = "Portugal condemned Spain on Tuesday. Foreign Minister Duarte Carrilho accused Madrid.";

pub async fn nothing_leaves_in_a_whole_session(page: Page) {
    let witness = Witness::new();
    let browser = Browser::start_behind(page.engine, Some(witness.address)).await.expect("it has started before");
    let page = Page::new(Rc::new(browser));
    page.open_watched(&dist().join("standpoint.html"), WATCH).await;
    page.wait_until_tagged().await;

    page.paste(TEXT).await;
    let words = page.seen().await.marks[0].words.clone();
    page.choose_mark(&words).await;
    page.press("c").await;
    page.wait_until_seen("it is confirmed", |seen| seen.marks[0].status == "confirmed").await;
    page.wait_until("/saved on this device \\d/i.test(document.body.innerText)").await;
    page.command("Save").await;
    let saved = page.download().await;
    page.choose_file(&saved).await;
    page.wait_until("document.querySelector('article mark[data-status=confirmed]')").await;

    let files =
        serde_json::json!([["dam.txt", TEXT], ["row.html", "<p>Ankara rebuked Athens.</p><img src=http://a.test/>"]]);
    page.add_files(files).await;
    page.wait_until("document.querySelectorAll('tr[data-article]').length >= 3").await;
    page.wait_until_work_is_done().await;
    page.command("Export ZIP").await;
    page.wait_until("/Exported \\d+ articles/.test(document.querySelector('[role=status]').textContent)").await;

    // What the page itself knows of requests, and of breaches of its policy.
    assert_eq!(page.requests().await, [""; 0]);
    assert_eq!(page.ask::<Vec<String>>("return breaches", vec![]).await, [""; 0], "{:?}", page.engine);
    let heard = witness.heard();
    let of_the_page: Vec<&String> = heard.iter().filter(|request| !is_of_browser(request)).collect();
    assert!(of_the_page.is_empty(), "{:?}: {of_the_page:?}", page.engine);

    // The witness was awake. That its answer is none may be told as a failure.
    let _ = page.driver.goto("http://awake.test/").await;
    let is_awake = || witness.heard().iter().any(|request| request.contains("awake.test"));
    for _ in 0..100 {
        if is_awake() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(is_awake(), "{:?}: the witness has heard {:?}", page.engine, witness.heard());
    // The session was what counts; a browser that does not end in order is ended with its driver.
    let _ = page.driver.clone().quit().await;
}

/// Whether a request's first line names a host of the browser's makers.
fn is_of_browser(request: &str) -> bool {
    let target = request.split(' ').nth(1).unwrap_or_default();
    let host = target.split_once("://").map_or(target, |(_, rest)| rest);
    let host = host.split(['/', ':']).next().unwrap_or_default();
    OF_BROWSERS.iter().any(|owner| host.strip_suffix(owner).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

/// A proxy that lets nothing through.
struct Witness {
    address: SocketAddrV4,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Witness {
    fn new() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ear = Arc::clone(&heard);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let ear = Arc::clone(&ear);
                thread::spawn(move || listen(stream, &ear));
            }
        });
        Self { address: SocketAddrV4::new(Ipv4Addr::LOCALHOST, port), heard }
    }

    fn heard(&self) -> Vec<String> {
        self.heard.lock().expect("nobody panics with it").clone()
    }
}

fn listen(mut stream: TcpStream, ear: &Mutex<Vec<String>>) {
    let mut request = String::new();
    // A connection on which nothing is said is heard, too.
    let said = stream.try_clone().map(BufReader::new).and_then(|mut reader| reader.read_line(&mut request));
    let request = if said.is_ok() { request.trim().to_owned() } else { "?".to_owned() };
    ear.lock().expect("nobody panics with it").push(request);
    // Whoever asked may be gone.
    let _ = stream.write_all(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
}
