//! The worker's end: hears requests, answers them one after the other.

use super::{Notice, Outcome, Request, Response};
use crate::analysis::{DEFAULT_THRESHOLD, analyse_above, learn};
use crate::annotation::Lessons;
use crate::model::{Model, Overlay};
use crate::text::Article;
use std::cell::RefCell;
use std::ops::ControlFlow;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Loads the model, says that it is ready and takes requests until the page ends it.
pub fn serve() {
    std::panic::set_hook(Box::new(|panic| say(&Notice::Broken(format!("the tagger broke: {panic}")))));
    let model = RefCell::new(Model::shipped());
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let json = event.data().as_string().unwrap_or_default();
        match serde_json::from_str(&json) {
            Ok(request) => answer(request, &mut model.borrow_mut()),
            Err(error) => say(&Notice::Broken(format!("the page sent a request that is none: {error}"))),
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It listens as long as the worker lives.
    on_message.forget();
    say(&Notice::Ready);
}

fn answer(request: Request, model: &mut Model) {
    let Request { id, revision, text, threshold, lessons } = request;
    if let Some(lessons) = lessons {
        follow(&lessons, model);
    }
    let respond = |outcome| say(&Notice::Response(Response { id, revision, outcome }));
    let mut said = 0;
    let threshold = threshold.unwrap_or(DEFAULT_THRESHOLD);
    let analysis = analyse_above(threshold, &Article::new(text), model, &mut |percent| {
        if percent > said {
            said = percent;
            respond(Outcome::Progress(percent));
        }
        ControlFlow::Continue(())
    });
    respond(analysis.map_or(Outcome::Stopped, Outcome::Done));
}

fn follow(lessons: &Lessons, model: &mut Model) {
    model.overlay = Overlay::default();
    if !lessons.is_empty() {
        model.overlay = learn(lessons.as_slice(), model);
    }
}

fn say(notice: &Notice) {
    let json = serde_json::to_string(notice).expect("a notice is numbers, text and lists of them");
    // Fails only for what cannot be cloned; text can.
    let _ = scope().post_message(&json.into());
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
