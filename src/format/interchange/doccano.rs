//! doccano JSONL: one text a line with `entities` and `relations`, or with `label` as a list of spans. Offsets are UTF-16
//! units, as doccano counts them unless a project is set to graphemes.

use super::draft::{Draft, ImportError};
use super::graph::{Edge, Graph, Node};
use super::json::{Unit, id, items, misplaced, number, span, string};
use super::outline::Outline;
use crate::document::{About, Document};
use crate::format::Opened;
use crate::text::Article;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const FORMAT: &str = "doccano";

/// The line of a document.
#[must_use]
pub fn write_doccano(document: &Document) -> String {
    let outline = Outline::new(document);
    let graph = Graph::of(&outline);
    let entities: Vec<Value> = (1..)
        .zip(&graph.nodes)
        .map(|(id, node)| {
            let (start, end) = outline.utf16(node.span);
            let mut value = json!({"id": id, "start_offset": start, "end_offset": end, "label": node.label});
            if let Some(entity) = &node.entity {
                value["entity"] = json!(entity);
            }
            value
        })
        .collect();
    let relations: Vec<Value> = (1..)
        .zip(&graph.edges)
        .map(|(id, edge)| json!({"id": id, "from_id": edge.from_idx + 1, "to_id": edge.to_idx + 1, "type": edge.label}))
        .collect();
    let about = document.about();
    let line = json!({
        "text": document.article().text(), "entities": entities, "relations": relations,
        "title": about.title, "source": about.source
    });
    format!("{line}\n")
}

/// Whether a value is such a line.
pub fn is_doccano(value: &Value) -> bool {
    let is_list = |key: &str| value.get(key).is_some_and(Value::is_array);
    text(value).is_some() && (is_list("entities") || is_list("label") || is_list("labels"))
}

fn text(value: &Value) -> Option<&str> {
    string(value, "text").or_else(|| string(value, "data"))
}

/// Reads one line.
///
/// # Errors
/// When a span does not fit the text.
pub fn read_doccano(about: About, value: &Value) -> Result<Opened, ImportError> {
    let article = Article::new(text(value).unwrap_or_default());
    let mut graph = Graph::default();
    let mut idx_of_id = BTreeMap::new();
    let mut n_left_out = 0;
    for (idx, item) in items(value, "entities").iter().enumerate() {
        let node = || {
            let (start, end) = (number(item, "start_offset")?, number(item, "end_offset")?);
            let span = span(&article, start, end, Unit::Utf16, None)?;
            let label = string(item, "label").unwrap_or_default().to_owned();
            Some(Node { span, label, entity: string(item, "entity").map(str::to_owned) })
        };
        graph.nodes.push(node().ok_or_else(|| misplaced(FORMAT, "entities", idx))?);
        idx_of_id.extend(id(item, "id").map(|id| (id, idx)));
    }
    for key in ["label", "labels"] {
        for (idx, item) in items(value, key).iter().enumerate() {
            // A label of the whole text is a string, not a span.
            let [start, end, label] = item.as_array().map_or(&[][..], Vec::as_slice) else {
                n_left_out += 1;
                continue;
            };
            let offsets = start.as_u64().zip(end.as_u64());
            let span = offsets.and_then(|(start, end)| span(&article, start, end, Unit::Utf16, None));
            let span = span.ok_or_else(|| misplaced(FORMAT, key, idx))?;
            graph.nodes.push(Node { span, label: label.as_str().unwrap_or_default().to_owned(), entity: None });
        }
    }
    for relation in items(value, "relations") {
        let end = |key: &str| idx_of_id.get(&id(relation, key)?).copied();
        match (end("from_id"), end("to_id"), string(relation, "type")) {
            (Some(from_idx), Some(to_idx), Some(label)) => {
                graph.edges.push(Edge { from_idx, to_idx, label: label.to_owned() });
            }
            _ => n_left_out += 1,
        }
    }
    let mut draft = Draft::new(article, about);
    graph.add_to(&mut draft);
    (0..n_left_out).for_each(|_| draft.leave_out());
    draft.finish(FORMAT)
}
