//! spaCy and Prodigy JSONL: one task a line with `text`, `tokens`, `spans` and `relations`. Offsets are code points. Read
//! as well: spans called `ents` (displaCy) and pairs of a text and its `entities` (spaCy training data).

use super::draft::{Draft, ImportError};
use super::graph::{Edge, Graph, Node};
use super::json::{Unit, id, items, misplaced, number, span, string};
use super::outline::Outline;
use crate::document::{About, Document};
use crate::format::Opened;
use crate::text::{Article, Span, tokenise};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const FORMAT: &str = "spaCy";

/// The line of a document.
#[must_use]
pub fn write_spacy(document: &Document) -> String {
    let outline = Outline::new(document);
    let graph = Graph::of(&outline);
    let text = document.article().text();
    let tokens = tokenise(text);
    let starts = |at: usize| tokens.binary_search_by_key(&at, |token| token.span.start).ok();
    let ends = |at: usize| tokens.binary_search_by_key(&at, |token| token.span.end).ok();
    let token_values: Vec<Value> = tokens
        .iter()
        .enumerate()
        .map(|(id, token)| {
            let (start, end) = outline.points(token.span);
            let has_space = text[token.span.end..].starts_with(char::is_whitespace);
            json!({"text": &text[token.span.range()], "start": start, "end": end, "id": id, "ws": has_space})
        })
        .collect();
    let spans: Vec<Value> = graph
        .nodes
        .iter()
        .enumerate()
        .map(|(id, node)| {
            let (start, end) = outline.points(node.span);
            // Two cues can have the same words and side; the id, which other programs keep, tells them apart.
            let mut value = json!({"start": start, "end": end, "label": node.label, "id": id});
            if let Some((first, last)) = starts(node.span.start).zip(ends(node.span.end)) {
                value["token_start"] = json!(first);
                value["token_end"] = json!(last);
            }
            if let Some(entity) = &node.entity {
                value["entity"] = json!(entity);
            }
            value
        })
        .collect();
    // A relation joins tokens: the last of each span, as its head.
    let head = |node: &Node| tokens.partition_point(|token| token.span.start < node.span.end).saturating_sub(1);
    let relations: Vec<Value> = graph
        .edges
        .iter()
        .map(|edge| {
            json!({
                "head": head(&graph.nodes[edge.from_idx]), "child": head(&graph.nodes[edge.to_idx]), "label": edge.label,
                "head_span": spans[edge.from_idx], "child_span": spans[edge.to_idx]
            })
        })
        .collect();
    let about = document.about();
    let task = json!({
        "text": text, "tokens": token_values, "spans": spans, "relations": relations,
        "meta": {"title": about.title, "source": about.source}, "answer": "accept"
    });
    format!("{task}\n")
}

/// Whether a value is such a task.
pub fn is_spacy(value: &Value) -> bool {
    let is_task = |value: &Value| value.get("text").is_some_and(Value::is_string);
    let is_pair = |pair: &[Value]| matches!(pair, [Value::String(_), about] if about.get("entities").is_some());
    (is_task(value) && (value.get("spans").is_some() || value.get("ents").is_some()))
        || value.as_array().is_some_and(|pair| is_pair(pair))
}

/// Reads one task.
///
/// # Errors
/// When a span does not fit the text.
pub fn read_spacy(about: About, task: &Value) -> Result<Opened, ImportError> {
    let pair = task.as_array().map(Vec::as_slice);
    let text = pair.map_or_else(|| string(task, "text"), |pair| pair[0].as_str()).unwrap_or_default();
    let article = Article::new(text);
    let (list, key) = match pair {
        Some(pair) => (&pair[1], "entities"),
        None if task.get("spans").is_some() => (task, "spans"),
        None => (task, "ents"),
    };
    let mut graph = Graph::default();
    let mut ids = BTreeMap::new();
    for (idx, item) in items(list, key).iter().enumerate() {
        let node = node(&article, item).ok_or_else(|| misplaced(FORMAT, key, idx))?;
        ids.extend(id(item, "id").map(|id| (id, idx)));
        graph.nodes.push(node);
    }
    let mut n_left_out = 0;
    for relation in items(task, "relations") {
        match edge(&article, &graph.nodes, &ids, relation) {
            Some(edge) => graph.edges.push(edge),
            None => n_left_out += 1,
        }
    }
    let mut draft = Draft::new(article, about);
    graph.add_to(&mut draft);
    (0..n_left_out).for_each(|_| draft.leave_out());
    draft.finish(FORMAT)
}

fn node(article: &Article, item: &Value) -> Option<Node> {
    // Training pairs have lists, tasks have objects.
    let (start, end, label) = match item.as_array().map(Vec::as_slice) {
        Some([start, end, label, ..]) => (start.as_u64()?, end.as_u64()?, label.as_str()?),
        Some(_) => return None,
        None => (number(item, "start")?, number(item, "end")?, string(item, "label").unwrap_or_default()),
    };
    let entity = string(item, "entity").or_else(|| string(item, "kb_id")).filter(|id| !id.is_empty());
    let span = span(article, start, end, Unit::Points, string(item, "text"))?;
    Some(Node { span, label: label.to_owned(), entity: entity.map(str::to_owned) })
}

fn edge(article: &Article, nodes: &[Node], ids: &BTreeMap<String, usize>, relation: &Value) -> Option<Edge> {
    let end = |key: &str| {
        let end = relation.get(key)?;
        if let Some(idx) = ids.get(&id(end, "id").unwrap_or_default()) {
            return Some(*idx);
        }
        let label = string(end, "label").unwrap_or_default();
        let span: Span = span(article, number(end, "start")?, number(end, "end")?, Unit::Points, None)?;
        nodes.iter().position(|node| node.span == span && node.label == label)
    };
    let label = string(relation, "label")?.to_owned();
    Some(Edge { from_idx: end("head_span")?, to_idx: end("child_span")?, label })
}
