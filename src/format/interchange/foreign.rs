//! Recognises the JSON of other programs and reads it.

use super::doccano::{is_doccano, read_doccano};
use super::draft::ImportError;
use super::graph::HOLDS;
use super::label_studio::{is_label_studio, read_label_studio};
use super::outline::Outline;
use super::spacy::{is_spacy, read_spacy};
use super::web_annotation::{is_web_annotation, read_web_annotation};
use crate::document::{About, Document};
use crate::format::Opened;
use crate::format::loss::{Loss, losses};
use serde_json::Value;

/// What is lost when a document is written in a format of labelled spans and relations.
pub fn graph_losses(document: &Document) -> Vec<Loss> {
    losses(document, &HOLDS, &[Outline::new(document).unnamed()])
}

/// Reads JSON of spaCy, Prodigy, doccano, Label Studio or Web Annotation; a list must have one text. `None` when it is of none of
/// them. The title and the source are taken from the file where it has them.
pub fn read_foreign_json(about: &About, json: &str) -> Option<Result<Opened, ImportError>> {
    let value: Value = serde_json::from_str(json).ok()?;
    let task = match value.as_array().map(Vec::as_slice) {
        Some([only]) => only,
        _ => &value,
    };
    let said = |key: &str| {
        let places = [
            task.get(key),
            task.get("meta").and_then(|meta| meta.get(key)),
            task.get("data").and_then(|data| data.get(key)),
        ];
        places.into_iter().flatten().find_map(Value::as_str).filter(|value| !value.is_empty())
    };
    let about = About {
        title: said("title").unwrap_or(&about.title).to_owned(),
        source: said("source").unwrap_or(&about.source).to_owned(),
        ..about.clone()
    };
    if is_web_annotation(task) {
        Some(read_web_annotation(about, task))
    } else if is_label_studio(task) {
        Some(read_label_studio(about, task))
    } else if is_spacy(task) {
        Some(read_spacy(about, task))
    } else if is_doccano(task) {
        Some(read_doccano(about, task))
    } else {
        None
    }
}
