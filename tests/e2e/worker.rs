//! The tagging worker inside the packed page: what it answers is, byte for byte, what the library answers natively.

use crate::dist;
use crate::page::Page;
use serde_json::{Value, json};
use standpoint::analysis::analyse;
use standpoint::model::Model;
use standpoint::text::Article;
use standpoint::worker::{Notice, Outcome, Request, RequestId, Response, Revision};
use std::ops::ControlFlow;
use std::path::Path;
use std::{fs, iter};

/// Starts a worker as the page does, sends it every request of the first argument and gives every notice. The second
/// argument is the script that starts it.
const TALK: &str = r#"
    const glue = await standpointPart("worker.js");
    const worker = new Worker(URL.createObjectURL(new Blob([glue, arguments[1]])));
    const wasm = await standpointPart("worker_bg.wasm");
    return new Promise((done, fail) => {
        const notices = [];
        let n_settled = 0;
        worker.onerror = (error) => fail(error.message);
        worker.onmessage = ({ data }) => {
            notices.push(data);
            const notice = JSON.parse(data);
            if (notice === "ready") arguments[0].forEach((request) => worker.postMessage(request));
            if (notice.broken) done(notices);
            if (notice.response && notice.response.outcome.progress === undefined) n_settled += 1;
            if (n_settled === arguments[0].length) done(notices);
        };
        worker.postMessage(wasm);
    });
"#;

async fn talk(page: &Page, requests: &[String]) -> Vec<Notice> {
    raw_talk(page, requests).await.iter().map(|json| serde_json::from_str(json).expect("a notice")).collect()
}

async fn raw_talk(page: &Page, requests: &[String]) -> Vec<String> {
    page.ask(TALK, vec![json!(requests), Value::from(include_str!("../../src/worker/client.js"))]).await
}

pub async fn the_worker_answers_byte_for_byte_as_the_library_does(page: Page) {
    page.open_file(&dist().join("standpoint.html")).await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data/training");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("training articles").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let odd =
        ["", "\n\n", "🎉 Ankara\u{301} \u{202e}rebuked\u{202c} Moscow\r\n", "أدانت تركيا روسيا.", "\u{0}\u{feff}"];
    let texts = files
        .iter()
        .map(|file| fs::read_to_string(file).expect("an article"))
        .chain(odd.map(ToOwned::to_owned))
        .chain(iter::once("Ankara rebuked Moscow. ".repeat(2000)));
    let model = Model::shipped();
    let (mut requests, mut expected) = (Vec::new(), Vec::new());
    for (id, text) in (1..).map(RequestId).zip(texts) {
        let revision = Revision(id.0 * 10);
        let analysis = analyse(&Article::new(text.as_str()), &model, &mut |_| ControlFlow::Continue(()));
        let outcome = Outcome::Done(analysis.expect("not stopped"));
        expected.push(to_json(&Notice::Response(Response { id, revision, outcome })));
        requests.push(to_json(&Request { id, revision, text, threshold: None, lessons: None }));
    }
    let mut answers = raw_talk(&page, &requests).await;
    answers.retain(|json| json.contains(r#""outcome":{"done""#));
    assert!(answers == expected, "{:?}: the worker's answers are not the library's", page.engine);
}

pub async fn the_worker_says_that_it_cannot_go_on(page: Page) {
    page.open_file(&dist().join("standpoint.html")).await;
    let notices = talk(&page, &["no request".to_owned()]).await;
    assert!(matches!(notices.as_slice(), [Notice::Ready, Notice::Broken(_)]), "{notices:?}");
}

fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("data")
}
