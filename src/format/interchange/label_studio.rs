//! Label Studio JSON: a list of tasks with `data.text` and, in the `result` of an annotation, regions and relations.
//! Offsets are code points, as newer versions count them; older ones count UTF-16 units, which shows where the
//! repeated text does not fit.

use super::draft::{Draft, ImportError};
use super::graph::{AFFILIATION, Edge, Graph, HOLDER, ISSUE, Node, TARGET};
use super::json::{Unit, id, items, misplaced, number, span, string};
use super::outline::Outline;
use crate::annotation::Polarity;
use crate::document::{About, Document};
use crate::format::Opened;
use crate::text::Article;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;

const FORMAT: &str = "Label Studio";

/// The tasks file of a document.
#[must_use]
pub fn write_label_studio(document: &Document) -> String {
    let outline = Outline::new(document);
    let graph = Graph::of(&outline);
    let regions = (1..).zip(&graph.nodes).map(|(n, node)| {
        let (start, end) = outline.points(node.span);
        let value = json!({"start": start, "end": end, "text": outline.text(node.span), "labels": [node.label]});
        let mut region = json!({
            "id": format!("r{n}"), "from_name": "label", "to_name": "text", "type": "labels", "value": value
        });
        if let Some(entity) = &node.entity {
            region["meta"] = json!({"text": [format!("entity {entity}")]});
        }
        region
    });
    let relations = graph.edges.iter().map(|edge| {
        json!({
            "type": "relation", "from_id": format!("r{}", edge.from_idx + 1), "to_id": format!("r{}", edge.to_idx + 1),
            "direction": "right", "labels": [edge.label]
        })
    });
    let result: Vec<Value> = regions.chain(relations).collect();
    let about = document.about();
    let tasks = json!([{
        "data": {"text": document.article().text(), "title": about.title, "source": about.source},
        "annotations": [{"result": result}]
    }]);
    format!("{tasks:#}\n")
}

/// The labelling interface that such tasks need: the XML to paste into a project's settings.
#[must_use]
pub fn write_label_studio_settings(document: &Document) -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let mut xml = "<View>\n  <Labels name=\"label\" toName=\"text\">\n".to_owned();
    let own = document.codebook().labels.iter().map(|rule| rule.label.as_str());
    for label in own.chain([Polarity::Favor.as_str(), Polarity::Against.as_str(), ISSUE]) {
        writeln!(xml, "    <Label value=\"{}\"/>", escape(label)).expect("writing to a string does not fail");
    }
    xml.push_str("  </Labels>\n  <Relations>\n");
    for relation in [HOLDER, TARGET, AFFILIATION] {
        writeln!(xml, "    <Relation value=\"{relation}\"/>").expect("writing to a string does not fail");
    }
    xml.push_str("  </Relations>\n  <Text name=\"text\" value=\"$text\"/>\n</View>\n");
    xml
}

/// Whether a value is such a task.
pub fn is_label_studio(value: &Value) -> bool {
    let has_text = value.get("data").and_then(|data| string(data, "text")).is_some();
    has_text && (value.get("annotations").is_some() || value.get("predictions").is_some())
}

/// Reads one task: its first annotation that was not cancelled, else its first prediction.
///
/// # Errors
/// When a region does not fit the text.
pub fn read_label_studio(about: About, task: &Value) -> Result<Opened, ImportError> {
    let article = Article::new(task.get("data").and_then(|data| string(data, "text")).unwrap_or_default());
    let is_cancelled = |annotation: &&Value| annotation.get("was_cancelled").and_then(Value::as_bool) == Some(true);
    let annotation = items(task, "annotations")
        .iter()
        .find(|annotation| !is_cancelled(annotation))
        .or_else(|| items(task, "predictions").first());
    let result = annotation.map_or(&[][..], |annotation| items(annotation, "result"));
    let mut graph = Graph::default();
    let mut idx_of_id = BTreeMap::new();
    let mut n_left_out = 0;
    for (idx, region) in result.iter().enumerate() {
        let value = region.get("value").unwrap_or(&Value::Null);
        let labels = value.get("labels").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let Some(label) = labels.first().and_then(Value::as_str) else {
            n_left_out += usize::from(region.get("type") != Some(&json!("relation")));
            continue;
        };
        let offsets = number(value, "start").zip(number(value, "end"));
        let span = offsets.and_then(|(start, end)| span(&article, start, end, Unit::Points, string(value, "text")));
        let span = span.ok_or_else(|| misplaced(FORMAT, "result", idx))?;
        idx_of_id.extend(id(region, "id").map(|id| (id, graph.nodes.len())));
        let remarks = region.get("meta").map_or(&[][..], |meta| items(meta, "text"));
        let entity = remarks.iter().filter_map(Value::as_str).find_map(|remark| remark.strip_prefix("entity "));
        graph.nodes.push(Node { span, label: label.to_owned(), entity: entity.map(str::to_owned) });
    }
    for relation in result.iter().filter(|item| string(item, "type") == Some("relation")) {
        let end = |key: &str| idx_of_id.get(&id(relation, key)?).copied();
        let label = items(relation, "labels").first().and_then(Value::as_str);
        let is_reversed = string(relation, "direction") == Some("left");
        match (end("from_id"), end("to_id"), label) {
            (Some(from_idx), Some(to_idx), Some(label)) => {
                let (from_idx, to_idx) = if is_reversed { (to_idx, from_idx) } else { (from_idx, to_idx) };
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
