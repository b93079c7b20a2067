//! The same page as a folder behind a web server, which may go away once the page is installed.

use crate::dist;
use crate::page::Page;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::{fs, io, thread};

/// The reader's file lies in the origin's private folder, so that no dialog has to be answered; the permission to write
/// it is the browser's own.
const OFFER_FILE: &str = "
    if (!window.showOpenFilePicker) return false;
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle(arguments[0], { create: true });
    const stream = await handle.createWritable();
    await stream.write(arguments[1]);
    await stream.close();
    window.showOpenFilePicker = async () => [handle];
    return true;";

const READ_FILE: &str = "
    const folder = await navigator.storage.getDirectory();
    return (await (await folder.getFileHandle(arguments[0])).getFile()).text();";

pub async fn runs_from_a_served_folder_and_then_without_a_network(page: Page) {
    let server = serve();
    page.open(&server.address).await;
    page.wait_until_tagged().await;
    let requests = page.requests().await;
    assert!(requests.iter().any(|request| request.ends_with("/worker_bg.wasm")), "{requests:?}");
    assert!(requests.iter().all(|request| request.starts_with(&server.address)), "its own parts only: {requests:?}");

    page.ask::<()>("await navigator.serviceWorker.ready", vec![]).await;
    server.is_down.store(true, Ordering::Relaxed);
    page.open(&server.address).await;
    page.wait_until_tagged().await;
}

pub async fn saves_into_the_file_that_was_opened(page: Page) {
    let server = serve();
    page.open(&server.address).await;
    page.wait_until_tagged().await;
    let name = "row.standpoint.json";
    let text = "Ankara rebuked Moscow.";
    let file = json!({
        "format": "standpoint", "version": 1, "document": {"title": "Row", "text": text, "unit": "codepoint"},
        "mentions": [{"id": "m1", "start": 0, "end": 6, "text": "Ankara", "type": "GPE", "entity": "e1",
                      "status": "suggested", "origin": {"by": "tagger", "confidence": 0.9}}],
        "entities": [{"id": "e1", "name": "Ankara", "type": "GPE", "link": null, "affiliation": null}],
        "stances": [],
    });
    if !page.ask::<bool>(OFFER_FILE, vec![name.into(), file.to_string().into()]).await {
        // This browser gives no page the permission to write a file; it downloads, as the whole thread shows.
        return;
    }
    page.command("Open").await;
    page.wait_until_seen("the file is open", |seen| seen.marks.len() == 1).await;
    assert_eq!(page.article().await, text);
    page.choose_mark("Ankara").await;
    page.press("c").await;
    page.wait_until_seen("its mention is confirmed", |seen| seen.marks[0].status == "confirmed").await;
    page.command("Save").await;
    page.wait_until(&format!("document.querySelector('[role=status]').textContent.includes('Saved {name}')")).await;
    let saved: String = page.ask(READ_FILE, vec![name.into()]).await;
    let saved: Value = serde_json::from_str(&saved).expect("the file holds JSON");
    assert_eq!(saved["mentions"][0]["status"], "confirmed");
}

/// A web server that serves the folder, until it is down.
struct Server {
    address: String,
    is_down: Arc<AtomicBool>,
}

fn serve() -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/some/folder/", listener.local_addr().expect("an address"));
    let is_down = Arc::new(AtomicBool::new(false));
    let is_down_for_server = Arc::clone(&is_down);
    thread::spawn(move || {
        for stream in listener.incoming() {
            if !is_down_for_server.load(Ordering::Relaxed) {
                // A browser may hang up at any time; what it misses, the test sees.
                let _ = stream.and_then(answer);
            }
        }
    });
    Server { address, is_down }
}

fn answer(mut stream: TcpStream) -> io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let name = request.split(' ').nth(1).and_then(|path| path.strip_prefix("/some/folder/")).unwrap_or("?");
    let name = if name.is_empty() { "index.html" } else { name };
    let kind = match name.rsplit('.').next() {
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    };
    let (status, body) = match fs::read(dist().join(name)) {
        Ok(body) => ("200 OK", body),
        Err(_) => ("404 Not Found", Vec::new()),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)
}
