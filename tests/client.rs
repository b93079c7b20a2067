//! The page's end of the worker, against workers that answer, dawdle, break and do not start. Runs only as
//! WebAssembly in a browser.
#![cfg(target_arch = "wasm32")]

use js_sys::{Promise, Uint8Array};
use standpoint::annotation::{Lesson, Lessons, Taught};
use standpoint::worker::{Client, Outcome, Parts, Request, RequestId, Response, Revision};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A worker's program in the place of the real glue. The text of a request says what becomes of it.
const WORKER: &str = r#"
    async function wasm_bindgen() {
        const say = (request, outcome) =>
            postMessage(JSON.stringify({ response: { id: request.id, revision: request.revision, outcome } }));
        self.onmessage = ({ data }) => {
            const request = JSON.parse(data);
            switch (request.text) {
                case "dawdle": for (;;);
                case "throw": throw new Error("a trap");
                case "break": return postMessage(JSON.stringify({ broken: "a panic" }));
                case "mumble": return postMessage("mumble");
                case "lessons": return say(request, { failed: String(request.lessons?.length) });
                default:
                    say(request, { progress: 50 });
                    say(request, { done: { mentions: [], entities: [], stances: [] } });
            }
        };
        postMessage('"ready"');
    }
"#;

/// A client with what it has heard.
struct Talk {
    client: Client,
    heard: Rc<RefCell<Vec<Response>>>,
}

impl Talk {
    fn with(glue: &str) -> Self {
        Self::from(Ok(Parts { glue: glue.to_owned(), wasm: Uint8Array::new_with_length(0) }))
    }

    fn from(parts: Result<Parts, String>) -> Self {
        let heard = Rc::<RefCell<Vec<Response>>>::default();
        let ear = Rc::clone(&heard);
        let client = Client::new(async { parts }, move |response| ear.borrow_mut().push(response));
        Self { client, heard }
    }

    /// Sends requests numbered from `first` and waits until each is settled: how, in the order of their numbers.
    async fn send(&self, first: u64, texts: &[&str]) -> Vec<Outcome> {
        for (number, text) in (first..).zip(texts) {
            self.client.send(Request {
                id: RequestId(number),
                revision: Revision(number * 10),
                text: (*text).to_owned(),
                threshold: None,
                lessons: None,
            });
        }
        self.settled(first, texts.len()).await
    }

    async fn settled(&self, first: u64, n_requests: usize) -> Vec<Outcome> {
        for _ in 0..500 {
            let mut settled: Vec<Response> =
                self.heard.borrow().iter().filter(|r| r.id.0 >= first && r.outcome.settles()).cloned().collect();
            if settled.len() >= n_requests {
                settled.sort_by_key(|response| response.id);
                let ids: Vec<u64> = settled.iter().map(|response| response.id.0).collect();
                assert_eq!(ids, (first..).take(n_requests).collect::<Vec<_>>(), "each is settled once");
                assert!(settled.iter().all(|response| response.revision.0 == response.id.0 * 10));
                return settled.into_iter().map(|response| response.outcome).collect();
            }
            pause(10).await;
        }
        panic!("{n_requests} requests from {first} on were not settled: {:?}", self.heard.borrow());
    }
}

async fn pause(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        let window = web_sys::window().expect("a page");
        window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds).expect("a timer");
    });
    assert_eq!(JsFuture::from(promise).await, Ok(JsValue::UNDEFINED));
}

fn is_done(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Done(_))
}

fn says(outcome: &Outcome, what: &str) -> bool {
    matches!(outcome, Outcome::Failed(why) if why.contains(what))
}

#[wasm_bindgen_test]
async fn requests_are_answered_one_after_the_other() {
    let talk = Talk::with(WORKER);
    assert!(talk.send(1, &["a", "b", "c"]).await.iter().all(is_done));
    let order: Vec<(u64, bool)> = talk.heard.borrow().iter().map(|r| (r.id.0, r.outcome.settles())).collect();
    assert_eq!(order, [(1, false), (1, true), (2, false), (2, true), (3, false), (3, true)]);
}

#[wasm_bindgen_test]
async fn a_stopped_request_ends_at_once_with_those_behind_it_and_the_next_is_answered() {
    let talk = Talk::with(WORKER);
    assert!(talk.send(1, &["a"]).await.iter().all(is_done));
    for number in 2..4 {
        let revision = Revision(number * 10);
        talk.client.send(Request {
            id: RequestId(number),
            revision,
            text: "dawdle".to_owned(),
            threshold: None,
            lessons: None,
        });
    }
    pause(50).await;
    talk.client.stop();
    assert_eq!(talk.settled(2, 2).await, [Outcome::Stopped, Outcome::Stopped]);
    assert!(talk.send(4, &["a"]).await.iter().all(is_done));
}

#[wasm_bindgen_test]
async fn stopping_nothing_is_harmless() {
    let talk = Talk::with(WORKER);
    talk.client.stop();
    assert!(talk.send(1, &["a"]).await.iter().all(is_done));
    talk.client.stop();
    assert!(talk.send(2, &["a"]).await.iter().all(is_done));
}

#[wasm_bindgen_test]
async fn what_breaks_a_worker_fails_and_what_waits_is_answered_by_another() {
    for (text, why) in [("throw", "a trap"), ("break", "a panic"), ("mumble", "none")] {
        let outcomes = Talk::with(WORKER).send(1, &[text, "a"]).await;
        assert!(says(&outcomes[0], why) && is_done(&outcomes[1]), "{text}: {outcomes:?}");
    }
}

#[wasm_bindgen_test]
async fn a_worker_that_does_not_start_fails_every_request() {
    for (glue, why) in [
        ("this is no program", "yntax"),
        ("throw new Error('no luck')", "no luck"),
        ("async function wasm_bindgen() { throw new Error('no memory') }", "no memory"),
    ] {
        let outcomes = Talk::with(glue).send(1, &["a", "b"]).await;
        assert!(outcomes.iter().all(|outcome| says(outcome, why)), "{glue}: {outcomes:?}");
    }
}

#[wasm_bindgen_test]
async fn without_a_program_every_request_fails() {
    let talk = Talk::from(Err("not found".to_owned()));
    assert!(talk.send(1, &["a", "b"]).await.iter().all(|outcome| says(outcome, "not found")));
    assert!(talk.send(3, &["c"]).await.iter().all(|outcome| says(outcome, "not found")));
}

#[wasm_bindgen_test]
async fn lessons_are_told_once_to_each_worker() {
    let talk = Talk::with(WORKER);
    let taught = Taught::Side { names: vec!["Peskov".to_owned()], side: Some("Russia".to_owned()) };
    let lessons: Lessons = [Lesson { article: "a".to_owned(), taught }].into_iter().collect();
    let failed = |told: &str| Outcome::Failed(told.to_owned());
    assert_eq!(talk.send(1, &["lessons"]).await, [failed("undefined")]);
    talk.client.teach(Rc::new(lessons.clone()));
    assert_eq!(talk.send(2, &["lessons", "lessons"]).await, [failed("1"), failed("undefined")]);
    talk.client.teach(Rc::new(lessons));
    assert_eq!(talk.send(4, &["lessons"]).await, [failed("undefined")], "it knows them");
    // A new worker knows nothing.
    assert!(matches!(talk.send(5, &["break", "lessons"]).await[1], Outcome::Failed(ref told) if told == "1"));
    talk.client.teach(Rc::default());
    assert_eq!(talk.send(7, &["lessons"]).await, [failed("0")]);
}
