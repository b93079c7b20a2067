//! No request of any kind: neither made nor possible.

use crate::dist;
use crate::page::Page;
use std::net::TcpListener;

/// Notes every breach of the policy from the first moment on.
pub const WATCH: &str = "globalThis.breaches = [];
addEventListener('securitypolicyviolation', (e) => breaches.push(`${e.effectiveDirective} ${e.blockedURI}`));";

pub async fn asks_for_nothing_and_may_not(page: Page) {
    page.open_watched(&dist().join("standpoint.html"), WATCH).await;
    page.wait_until_tagged().await;
    assert_eq!(page.ask::<Vec<String>>("return breaches", vec![]).await, [""; 0], "{:?}", page.engine);
    assert_eq!(page.requests().await, [""; 0]);

    // Whoever tries all the same reaches nobody.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/", listener.local_addr().expect("an address"));
    let refused: bool =
        page.ask("return fetch(arguments[0]).then(() => false, () => true)", vec![address.clone().into()]).await;
    assert!(refused, "fetch");
    let refused: bool = page
        .ask(
            "const image = new Image(); image.src = arguments[0];
             return new Promise((say) => { image.onload = () => say(false); image.onerror = () => say(true) })",
            vec![address.clone().into()],
        )
        .await;
    assert!(refused, "image");
    let refused: bool = page
        .ask(
            "const program = `fetch('${arguments[0]}').then(() => postMessage(false), () => postMessage(true))`;
             const worker = new Worker(URL.createObjectURL(new Blob([program])));
             return new Promise((say) => { worker.onmessage = ({ data }) => say(data) })",
            vec![address.into()],
        )
        .await;
    assert!(refused, "fetch in a worker");
    listener.set_nonblocking(true).expect("a listener can be asked");
    assert!(listener.accept().is_err(), "a request went out");
    let n_breaches: usize = page.ask("return breaches.length", vec![]).await;
    assert!(n_breaches >= 2, "the policy, not the network, refused");
}
