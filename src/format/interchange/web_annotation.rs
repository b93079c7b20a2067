//! W3C Web Annotation (JSON-LD): a page of annotations, each with a tagging body and a target that is told by quote and
//! by position. Positions are code points; where the quote does not fit them they are tried as UTF-16 units, which
//! common producers write. Relations are annotations that link two others. The model has no place for the text
//! itself, so the page carries it in a field of its own.

use super::draft::{Draft, ImportError};
use super::graph::{Edge, Graph, Node};
use super::json::{Unit, items, number, span, string};
use super::outline::Outline;
use crate::document::{About, Document};
use crate::format::Opened;
use crate::text::{Article, Span};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const FORMAT: &str = "Web Annotation";
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
const ENTITY: &str = "urn:standpoint:entity:";
/// How many characters before and after a quote are repeated.
const N_AROUND: usize = 32;
/// How many bytes of text may be searched for quotes without a position, over one whole file.
const SEARCH_BUDGET: usize = 400_000_000;

/// The page of a document.
#[must_use]
pub fn write_web_annotation(document: &Document) -> String {
    let outline = Outline::new(document);
    let graph = Graph::of(&outline);
    let about = document.about();
    let source = if about.source.contains("://") { about.source.as_str() } else { "urn:standpoint:document" };
    let id = |n: usize| format!("urn:standpoint:annotation:{n}");
    let spans = (1..).zip(&graph.nodes).map(|(n, node)| {
        let mut body = vec![json!({"type": "TextualBody", "purpose": "tagging", "value": node.label})];
        if let Some(entity) = &node.entity {
            body.push(
                json!({"type": "SpecificResource", "purpose": "identifying", "source": format!("{ENTITY}{entity}")}),
            );
        }
        json!({
            "id": id(n), "type": "Annotation", "motivation": "tagging", "body": body,
            "target": {"source": source, "selector": selectors(&outline, node.span)}
        })
    });
    let links = (graph.nodes.len() + 1..).zip(&graph.edges).map(|(n, edge)| {
        json!({
            "id": id(n), "type": "Annotation", "motivation": "linking",
            "body": {"type": "TextualBody", "purpose": "tagging", "value": edge.label},
            "target": [id(edge.from_idx + 1), id(edge.to_idx + 1)]
        })
    });
    let page = json!({
        "@context": [CONTEXT, {"text": "urn:standpoint:text"}], "id": "urn:standpoint:page", "type": "AnnotationPage",
        "title": about.title, "text": document.article().text(), "items": spans.chain(links).collect::<Vec<_>>()
    });
    format!("{page:#}\n")
}

fn selectors(outline: &Outline<'_>, span: Span) -> Value {
    let text = outline.document.article().text();
    let (start, end) = outline.points(span);
    let before = text[..span.start].char_indices().rev().take(N_AROUND).last().map_or(span.start, |(at, _)| at);
    let after = text[span.end..].char_indices().nth(N_AROUND).map_or(text.len(), |(at, _)| span.end + at);
    json!([
        {"type": "TextQuoteSelector", "exact": outline.text(span), "prefix": &text[before..span.start], "suffix": &text[span.end..after]},
        {"type": "TextPositionSelector", "start": start, "end": end}
    ])
}

/// Whether a value is a page or collection of such annotations.
pub fn is_web_annotation(value: &Value) -> bool {
    let is_context = |context: &Value| context.as_str() == Some(CONTEXT);
    let context = value.get("@context").or_else(|| value.get(0)?.get("@context"));
    context.is_some_and(|context| {
        is_context(context) || context.as_array().is_some_and(|list| list.iter().any(is_context))
    })
}

/// Reads a page.
///
/// # Errors
/// When the text is missing or an annotation's place is not in it.
pub fn read_web_annotation(about: About, page: &Value) -> Result<Opened, ImportError> {
    let error = |at: String, what: &str| ImportError { format: FORMAT, at, what: what.to_owned() };
    let text = string(page, "text")
        .ok_or_else(|| error("text".to_owned(), "the text that the annotations belong to is not in the file"))?;
    let article = Article::new(text);
    let mut graph = Graph::default();
    let mut idx_of_id = BTreeMap::new();
    let mut search_budget = SEARCH_BUDGET;
    let annotations = items(page, "items");
    let is_link = |annotation: &&Value| string(annotation, "motivation") == Some("linking");
    for (idx, annotation) in annotations.iter().enumerate().filter(|(_, annotation)| !is_link(annotation)) {
        let span = place(&article, annotation.get("target").unwrap_or(&Value::Null), &mut search_budget)
            .ok_or_else(|| error(format!("items[{idx}]"), "its place is not in the text"))?;
        let bodies = each(annotation.get("body"));
        let label = bodies.clone().find_map(|body| string(body, "value")).unwrap_or_default().to_owned();
        let entity = bodies.filter_map(|body| string(body, "source")).next();
        let entity = entity.map(|source| source.strip_prefix(ENTITY).unwrap_or(source).to_owned());
        idx_of_id.extend(string(annotation, "id").map(|id| (id, graph.nodes.len())));
        graph.nodes.push(Node { span, label, entity });
    }
    let mut n_left_out = 0;
    for link in annotations.iter().filter(is_link) {
        let mut ends = each(link.get("target")).map(|end| idx_of_id.get(end.as_str()?).copied());
        let label = each(link.get("body")).find_map(|body| string(body, "value"));
        match (ends.next().flatten(), ends.next().flatten(), label) {
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

/// The values of a field that may be one or a list.
fn each(value: Option<&Value>) -> impl Iterator<Item = &Value> + Clone {
    match value {
        Some(Value::Array(list)) => list.iter(),
        Some(one) => std::slice::from_ref(one).iter(),
        None => [].iter(),
    }
}

/// Where a target lies: at its position if the quote allows, else at the first place that has the quote.
fn place(article: &Article, target: &Value, search_budget: &mut usize) -> Option<Span> {
    let selectors = each(target.get("selector"));
    let of_type = |name: &'static str| selectors.clone().find(move |selector| string(selector, "type") == Some(name));
    let quote = of_type("TextQuoteSelector");
    let exact = quote.and_then(|quote| string(quote, "exact"));
    let position = of_type("TextPositionSelector")
        .and_then(|position| span(article, number(position, "start")?, number(position, "end")?, Unit::Points, exact));
    let fits = |span: &Span| exact.is_none_or(|exact| article.slice(*span) == Some(exact));
    if let Some(span) = position.filter(fits) {
        return Some(span);
    }
    let exact = exact.filter(|exact| !exact.is_empty())?;
    *search_budget = search_budget.checked_sub(article.text().len())?;
    let around = |key: &str| quote.and_then(|quote| string(quote, key)).unwrap_or_default();
    let (prefix, suffix) = (around("prefix"), around("suffix"));
    let in_context = article.text().find(&format!("{prefix}{exact}{suffix}")).map(|at| at + prefix.len());
    let start = in_context.or_else(|| article.text().find(exact))?;
    Some(Span::new(start, start + exact.len()))
}
