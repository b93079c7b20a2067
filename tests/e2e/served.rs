//! The same page as a folder behind a web server, which may go away once the page is installed.

use crate::dist;
use crate::page::Page;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::{fs, io, thread};

pub async fn runs_from_a_served_folder_and_then_without_a_network(page: Page) {
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
    page.open(&address).await;
    page.wait_until_tagged().await;
    let requests = page.requests().await;
    assert!(requests.iter().any(|request| request.ends_with("/worker_bg.wasm")), "{requests:?}");
    assert!(requests.iter().all(|request| request.starts_with(&address)), "its own parts only: {requests:?}");

    page.ask::<()>("await navigator.serviceWorker.ready", vec![]).await;
    is_down.store(true, Ordering::Relaxed);
    page.open(&address).await;
    page.wait_until_tagged().await;
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
