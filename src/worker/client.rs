//! The page's end: keeps one worker, gives it one request at a time, and settles every request exactly once, also
//! when the worker does not start, breaks or is stopped.

use super::{Notice, Outcome, Request, Response};
use crate::annotation::Lessons;
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, BlobPropertyBag, ErrorEvent, MessageEvent, Url, Worker};

/// Runs after the glue, in the worker.
const START: &str = include_str!("client.js");

/// The worker's program: the glue that wasm-bindgen wrote for it (`--target no-modules`) and its wasm. The worker
/// fetches nothing, so that it also starts in a page that was opened from a file.
#[derive(Clone, Debug)]
pub struct Parts {
    pub glue: String,
    pub wasm: Uint8Array,
}

/// Takes requests and hears responses. Clones talk to the same worker.
#[derive(Clone)]
pub struct Client {
    inner: Rc<Inner>,
}

struct Inner {
    state: RefCell<State>,
    on_response: Box<dyn Fn(Response)>,
}

#[derive(Default)]
struct State {
    parts: Option<Result<Parts, String>>,
    worker: Option<Running>,
    is_ready: bool,
    /// Oldest first. The first one is being worked on if the worker is ready.
    requests: VecDeque<Request>,
    /// How many of `requests` the worker has been given: none or one.
    is_busy: bool,
    lessons: Rc<Lessons>,
    /// Whether the worker that runs has learned them.
    is_taught: bool,
}

struct Running {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Client {
    /// Starts a worker as soon as `parts` are there. `on_response` hears every response, never from inside a call
    /// of [`Self::send`].
    pub fn new(
        parts: impl Future<Output = Result<Parts, String>> + 'static,
        on_response: impl Fn(Response) + 'static,
    ) -> Self {
        let inner = Rc::new(Inner { state: RefCell::default(), on_response: Box::new(on_response) });
        let client = Self { inner: Rc::clone(&inner) };
        wasm_bindgen_futures::spawn_local(async move {
            let parts = parts.await;
            inner.state.borrow_mut().parts = Some(parts);
            inner.go_on();
        });
        client
    }

    /// Puts `request` behind those that wait.
    pub fn send(&self, request: Request) {
        self.inner.state.borrow_mut().requests.push_back(request);
        let inner = Rc::clone(&self.inner);
        wasm_bindgen_futures::spawn_local(async move { inner.go_on() });
    }

    /// From the next request on, these lessons are followed, and no others.
    pub fn teach(&self, lessons: Rc<Lessons>) {
        let mut state = self.inner.state.borrow_mut();
        if state.lessons != lessons {
            state.lessons = lessons;
            state.is_taught = false;
        }
    }

    /// Stops what is being analysed and forgets what waits: each is answered with [`Outcome::Stopped`].
    pub fn stop(&self) {
        let requests = {
            let mut state = self.inner.state.borrow_mut();
            if state.is_busy {
                state.end_worker();
            }
            std::mem::take(&mut state.requests)
        };
        for request in requests {
            self.inner.answer(&request, Outcome::Stopped);
        }
        self.inner.go_on();
    }
}

impl State {
    fn end_worker(&mut self) {
        self.worker = None;
        self.is_ready = false;
        self.is_busy = false;
    }
}

impl Inner {
    fn answer(&self, request: &Request, outcome: Outcome) {
        (self.on_response)(Response { id: request.id, revision: request.revision, outcome });
    }

    /// Does what can be done next: start a worker, or give it the next request.
    fn go_on(self: &Rc<Self>) {
        let mut state = self.state.borrow_mut();
        let trouble = match &state.parts {
            None => return,
            Some(Err(trouble)) => Some(trouble.clone()),
            Some(Ok(parts)) if state.worker.is_none() => match self.start(&parts.clone()) {
                Ok(running) => {
                    state.worker = Some(running);
                    state.is_taught = state.lessons.is_empty();
                    None
                }
                Err(trouble) => Some(trouble),
            },
            Some(Ok(_)) => None,
        };
        if let Some(trouble) = trouble {
            drop(state);
            self.fail_all(&trouble);
        } else if state.is_ready && !state.is_busy {
            let Some(mut request) = state.requests.front().cloned() else { return };
            if !state.is_taught {
                request.lessons = Some(Lessons::clone(&state.lessons));
                state.is_taught = true;
            }
            let json = serde_json::to_string(&request).expect("a request is numbers and text");
            if let Some(running) = &state.worker {
                // Fails only for what cannot be cloned; text can.
                let _ = running.worker.post_message(&json.into());
            }
            state.is_busy = true;
        }
    }

    fn start(self: &Rc<Self>, parts: &Parts) -> Result<Running, String> {
        let worker = spawn(parts).map_err(|error| format!("{error:?}"))?;
        let inner = Rc::downgrade(self);
        let on_message = Closure::new(move |event: MessageEvent| {
            let (Some(inner), Some(json)) = (inner.upgrade(), event.data().as_string()) else { return };
            match serde_json::from_str(&json) {
                Ok(notice) => inner.hear(notice),
                Err(error) => inner.give_up(&format!("the tagging worker gave an answer that is none: {error}")),
            }
        });
        let inner = Rc::downgrade(self);
        let on_error = Closure::new(move |event: ErrorEvent| {
            event.prevent_default();
            if let Some(inner) = inner.upgrade() {
                inner.give_up(&event.message());
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Running { worker, _on_message: on_message, _on_error: on_error })
    }

    fn hear(self: &Rc<Self>, notice: Notice) {
        match notice {
            Notice::Ready => self.state.borrow_mut().is_ready = true,
            Notice::Broken(trouble) => return self.give_up(&trouble),
            Notice::Response(response) => {
                if response.outcome.settles() {
                    let mut state = self.state.borrow_mut();
                    state.requests.pop_front();
                    state.is_busy = false;
                }
                (self.on_response)(response);
            }
        }
        self.go_on();
    }

    /// The worker is of no use any more. What it was working on fails; for the rest a new one is started, unless
    /// this one had not even become ready: then the next would not either.
    fn give_up(self: &Rc<Self>, trouble: &str) {
        let (was_ready, current) = {
            let mut state = self.state.borrow_mut();
            let was_ready = state.is_ready;
            let current = if state.is_busy { state.requests.pop_front() } else { None };
            state.end_worker();
            (was_ready, current)
        };
        if let Some(request) = current {
            self.answer(&request, Outcome::Failed(trouble.to_owned()));
        }
        if !was_ready {
            self.fail_all(trouble);
        } else if !self.state.borrow().requests.is_empty() {
            self.go_on();
        }
    }

    fn fail_all(&self, trouble: &str) {
        let requests = std::mem::take(&mut self.state.borrow_mut().requests);
        for request in requests {
            self.answer(&request, Outcome::Failed(trouble.to_owned()));
        }
    }
}

/// A classic worker from a Blob URL: the only kind that all engines also start in a page opened from a file.
fn spawn(parts: &Parts) -> Result<Worker, wasm_bindgen::JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let script = Array::of2(&parts.glue.as_str().into(), &START.into());
    let url = Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&script, &options)?)?;
    let worker = Worker::new(&url);
    Url::revoke_object_url(&url)?;
    let worker = worker?;
    worker.post_message(&parts.wasm)?;
    Ok(worker)
}
