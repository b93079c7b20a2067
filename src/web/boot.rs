//! The start: what the app needs from the page before its first component.

use super::language;
use crate::worker::Parts;
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, window};

#[wasm_bindgen]
extern "C" {
    /// `start.js`: the bytes of one part of the program.
    #[wasm_bindgen(catch, js_name = standpointPart)]
    fn part(name: &str) -> Result<Promise, JsValue>;
}

/// Makes a panic visible: on the console, and to the reader, who would otherwise sit before a page that has
/// silently stopped to react.
pub fn report_panics() {
    // Yew would set a hook of its own that only writes to the console.
    yew::set_custom_panic_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        let Some(document) = window().and_then(|window| window.document()) else { return };
        let Ok(notice) = document.create_element("p") else { return };
        // Fails only for an invalid name.
        let _ = notice.set_attribute("role", "alert");
        notice.set_text_content(Some(&language::current().defect(panic)));
        if let Some(body) = document.body() {
            // Without a body there is nowhere to say it.
            let _ = body.prepend_with_node_1(&notice);
        }
    }));
}

/// The element that the app is drawn into.
///
/// # Panics
/// If `index.html` has no element `app`.
#[must_use]
pub fn root() -> Element {
    window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("app")).expect("index.html has it")
}

/// The program of the tagging worker.
///
/// # Errors
/// If a part cannot be fetched or unpacked: why, for the reader.
pub async fn worker_parts() -> Result<Parts, String> {
    let glue = bytes("worker.js").await?;
    let wasm = bytes("worker_bg.wasm").await?;
    Ok(Parts { glue: String::from_utf8_lossy(&glue.to_vec()).into_owned(), wasm })
}

async fn bytes(name: &str) -> Result<Uint8Array, String> {
    let trouble = |error: JsValue| language::current().tagger_not_loaded(format!("{error:?}"));
    let promise = part(name).map_err(trouble)?;
    JsFuture::from(promise).await.map_err(trouble)?.dyn_into().map_err(trouble)
}
