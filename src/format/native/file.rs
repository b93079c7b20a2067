//! The file as it stands on disk, field by field in the order of writing. What a file may leave out is optional
//! here; what a save always writes is filled in by the conversion.

use crate::annotation::{By, Extra, Polarity, Status};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::marker::PhantomData;

/// How many mentions, entities or stances a file may hold: far more than a book has, and few enough to be read
/// in a moment.
const MAX_ITEMS: usize = 200_000;

#[derive(Serialize, Deserialize)]
pub struct File {
    #[serde(default)]
    pub format: Option<String>,
    #[serde(default)]
    pub version: Option<u64>,
    pub document: FileDocument,
    #[serde(default)]
    pub codebook: Option<FileCodebook>,
    #[serde(default, deserialize_with = "limited")]
    pub mentions: Vec<FileMention>,
    #[serde(default, deserialize_with = "limited")]
    pub entities: Vec<FileEntity>,
    #[serde(default, deserialize_with = "limited")]
    pub stances: Vec<FileStance>,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Serialize, Deserialize)]
pub struct FileDocument {
    #[serde(default)]
    pub title: Option<String>,
    pub text: String,
    #[serde(default)]
    pub language: Option<String>,
    #[serde(default)]
    pub source: Option<String>,
    #[serde(default)]
    pub unit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Serialize, Deserialize)]
pub struct FileCodebook {
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub labels: Option<Vec<FileLabel>>,
    #[serde(default)]
    pub guideline: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Serialize, Deserialize)]
pub struct FileLabel {
    #[serde(rename = "type")]
    pub label: String,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub key: Option<char>,
    #[serde(default)]
    pub hue: Option<u16>,
    #[serde(default)]
    pub rule: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Serialize, Deserialize)]
pub struct FileMention {
    #[serde(default)]
    pub id: Option<String>,
    pub start: usize,
    pub end: usize,
    #[serde(default)]
    pub text: Option<String>,
    #[serde(rename = "type")]
    pub label: String,
    #[serde(default)]
    pub entity: Option<String>,
    #[serde(default)]
    pub status: Option<Status>,
    #[serde(default)]
    pub origin: Option<FileOrigin>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<FileMentionWas>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub doubt: bool,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a mention was before a reader corrected it. A field that is left out was as it is.
#[derive(Serialize, Deserialize)]
pub struct FileMentionWas {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub entity: Option<Option<String>>,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Serialize, Deserialize)]
pub struct FileEntity {
    pub id: String,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(rename = "type")]
    pub label: String,
    #[serde(default)]
    pub link: Option<String>,
    #[serde(default)]
    pub affiliation: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Serialize, Deserialize)]
pub struct FileStance {
    #[serde(default)]
    pub id: Option<String>,
    pub holder: String,
    #[serde(default)]
    pub target: Option<String>,
    #[serde(default)]
    pub issue: Option<Stretch>,
    pub polarity: Polarity,
    pub cue: Stretch,
    #[serde(default)]
    pub evidence: Option<Stretch>,
    #[serde(default)]
    pub status: Option<Status>,
    #[serde(default)]
    pub origin: Option<FileOrigin>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<FileStanceWas>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub doubt: bool,
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a stance was before a reader corrected it. A field that is left out was as it is.
#[derive(Serialize, Deserialize)]
pub struct FileStanceWas {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub target: Option<Option<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub issue: Option<Option<Stretch>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub polarity: Option<Polarity>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<Stretch>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Stretch>,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Serialize, Deserialize)]
pub struct FileOrigin {
    pub by: By,
    #[serde(default)]
    pub confidence: Option<f64>,
    #[serde(default)]
    pub reason: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// A stretch of the text in code points: `{"start": 90, "end": 97, "text": "rebuked"}`. Read also as `[90, 97]`,
/// as reference annotations have it.
#[derive(Clone, Serialize)]
pub struct Stretch {
    pub start: usize,
    pub end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl<'de> Deserialize<'de> for Stretch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StretchVisitor)
    }
}

#[derive(Deserialize)]
struct StretchFields {
    start: usize,
    end: usize,
    #[serde(default)]
    text: Option<String>,
    #[serde(flatten)]
    extra: Extra,
}

struct StretchVisitor;

impl<'de> Visitor<'de> for StretchVisitor {
    type Value = Stretch;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with start and end")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Stretch, A::Error> {
        let StretchFields { start, end, text, extra } = StretchFields::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Stretch { start, end, text, extra })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Stretch, A::Error> {
        let missing = || A::Error::custom("expected a start and an end");
        let start = seq.next_element()?.ok_or_else(missing)?;
        let end = seq.next_element()?.ok_or_else(missing)?;
        match seq.next_element::<IgnoredAny>()? {
            None => Ok(Stretch { start, end, text: None, extra: Extra::new() }),
            Some(_) => Err(A::Error::custom("expected a start and an end, found more")),
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// Tells `null` (`Some(None)`) from a field that is not there (`None`, by default).
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// A list of at most [`MAX_ITEMS`]; reading stops at the first too many.
fn limited<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    struct Limited<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Limited<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
            let mut items = Vec::new();
            while let Some(item) = seq.next_element()? {
                if items.len() == MAX_ITEMS {
                    return Err(A::Error::custom(format_args!("more than {MAX_ITEMS} entries, which is the limit")));
                }
                items.push(item);
            }
            Ok(items)
        }
    }

    deserializer.deserialize_seq(Limited(PhantomData))
}
