//! What a file or a paste becomes: a text to be tagged, or a document that was saved. In: names and bytes; out:
//! either, or a sentence for the reader that says what is wrong. The formats themselves are `format`'s.

use crate::document::Document;
use crate::format::native;
use crate::text::normalise;

/// Something that can be put on the screen.
#[derive(Clone, Debug)]
pub enum Incoming {
    Text { text: String, title: Option<String>, notices: Vec<String> },
    Document { document: Box<Document>, notices: Vec<String> },
}

/// What a file becomes.
///
/// # Errors
/// What is wrong with it, what was kept and what to do, for the reader.
pub fn file(name: &str, bytes: &[u8]) -> Result<Incoming, String> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| format!("{name} is no text that can be read (UTF-8). What was open is still open."))?;
    if name.ends_with(".json") {
        let opened = native::from_json(text).map_err(|error| format!("{name}: {error}"))?;
        let notices = opened.notices.iter().map(ToString::to_string).collect();
        return Ok(Incoming::Document { document: Box::new(opened.document), notices });
    }
    text_of(text)
}

/// What pasted text becomes.
///
/// # Errors
/// When there is nothing in it.
pub fn pasted(text: &str, _html: Option<&str>) -> Result<Incoming, String> {
    text_of(text)
}

fn text_of(text: &str) -> Result<Incoming, String> {
    let text = normalise(text);
    if text.trim().is_empty() {
        return Err("There is no text in it. What was open is still open.".to_owned());
    }
    Ok(Incoming::Text { text, title: None, notices: Vec::new() })
}
