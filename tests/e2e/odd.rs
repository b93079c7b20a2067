//! What a reader may open by mistake or on purpose: it gets a clear message, loses nothing and does no harm.

use crate::dist;
use crate::page::Page;
use serde_json::{Value, json};

/// Gives the page a file as if it had been chosen. Arguments: a name, and the bytes or (for a large one) a character
/// and how often.
const CHOOSE: &str = "
    const [name, content] = arguments;
    const parts = content.times ? [content.text.repeat(content.times)] : [new Uint8Array(content.bytes)];
    const files = new DataTransfer();
    files.items.add(new File(parts, name));
    const field = document.querySelector('input[type=file]');
    field.files = files.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));";

pub async fn odd_input_gets_a_message_and_loses_nothing(page: Page) {
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    let (text, seen) = (page.article().await, page.seen().await);
    let newer = json!({"format": "standpoint", "version": 99, "document": {"title": "", "text": "Ankara"}});
    for (name, content) in [
        ("empty.txt", bytes(b"")),
        ("picture.txt", bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\xff\xfe\0")),
        ("broken.json", bytes(br#"{"format": "standpoint", "version": 1, "#)),
        ("newer.json", bytes(newer.to_string().as_bytes())),
        ("foreign.json", bytes(br#"[1, 2, 3]"#)),
        ("huge.txt", json!({"text": "Ankara rebuked Moscow.\n", "times": 2_300_000})),
    ] {
        page.ask::<()>(CHOOSE, vec![name.into(), content]).await;
        page.wait_until(&format!(
            "[...document.querySelectorAll('.notice p')].some((p) => p.textContent.includes('{name}'))"
        ))
        .await;
        assert_eq!(page.article().await, text, "{name} has changed the article");
        assert_eq!(page.seen().await, seen, "{name} has changed the marks");
    }
}

pub async fn a_web_page_is_opened_without_what_it_would_do(page: Page) {
    page.open_file(&dist().join("standpoint.html")).await;
    page.wait_until_tagged().await;
    let html = "<html><head><title>Row</title><style>p { color: red }</style><script>window.harm = 1</script></head>
        <body><nav>Home | World</nav><p onclick='window.harm = 2'>Ankara rebuked <b>Moscow</b> \u{1f389}.</p>\r\n
        <img src=x onerror='window.harm = 3'><p>NATO praised cafe\u{301} owners. \u{5e9}\u{5dc}\u{5d5}\u{5dd}.</p></body></html>";
    page.ask::<()>(CHOOSE, vec!["row.html".into(), bytes(html.as_bytes())]).await;
    page.wait_until("document.querySelector('article').textContent.includes('NATO praised')").await;
    page.wait_until_tagged().await;
    let article = page.article().await;
    assert!(
        article.contains("Ankara rebuked Moscow \u{1f389}.") && article.contains("cafe\u{301} owners."),
        "{article}"
    );
    for left_behind in ["harm", "color", "Home", "<", "\r"] {
        assert!(!article.contains(left_behind), "{left_behind} in {article}");
    }
    let harm: Option<Value> = page.ask("return globalThis.harm", vec![]).await;
    assert_eq!(harm, None);
    assert_eq!(page.requests().await, [""; 0]);
}

fn bytes(content: &[u8]) -> Value {
    json!({ "bytes": content })
}
