//! What the JSON formats of other programs share: finding spans in the unit a program counts in.

use super::draft::ImportError;
use crate::text::{Article, Span};
use serde_json::Value;

/// What a program counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Points,
    Utf16,
}

/// The span of two offsets in `unit`. Where the file repeats the words and they lie elsewhere, the other unit is
/// tried, since programs and their versions differ in it.
pub fn span(article: &Article, start: u64, end: u64, unit: Unit, words: Option<&str>) -> Option<Span> {
    let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
    let (text, offsets) = (article.text(), article.offsets());
    let by = |unit| {
        let span = match unit {
            Unit::Points => offsets.points_to_span(text, start, end)?,
            Unit::Utf16 => {
                let (start, end) = (offsets.utf16_to_byte(text, start)?, offsets.utf16_to_byte(text, end)?);
                (start <= end).then_some(Span::new(start, end))?
            }
        };
        (!span.is_empty()).then_some(span)
    };
    let other = if unit == Unit::Points { Unit::Utf16 } else { Unit::Points };
    let has_words = |span: &Span| words.is_none_or(|words| article.slice(*span) == Some(words));
    by(unit).filter(has_words).or_else(|| by(other).filter(has_words)).or_else(|| by(unit))
}

/// An item of a list that has no place in the text.
pub fn misplaced(format: &'static str, list: &str, idx: usize) -> ImportError {
    ImportError { format, at: format!("{list}[{idx}]"), what: "it covers no stretch of the text".to_owned() }
}

pub fn items<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub fn string<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

/// An identifier, which programs write as a number or a string.
pub fn id(value: &Value, key: &str) -> Option<String> {
    match value.get(key)? {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

pub fn number(value: &Value, key: &str) -> Option<u64> {
    value.get(key).and_then(Value::as_u64)
}
