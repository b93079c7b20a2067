//! Files of lessons: what the program may learn from its reader, to look at, to keep, and to give to somebody else. In: the
//! text of a file, or lessons; out: lessons, or the text. What is learned from them is not in the file: it follows from
//! them, also when the model has become another one.
//!
//! ```json
//! {"format": "standpoint-lessons", "version": 1, "lessons": [
//!   {"article": "Raid in Gao", "sentence": "Wagner left Mali.", "start": 0, "end": 6, "text": "Wagner", "type": "ORG"},
//!   {"article": "Raid in Gao", "names": ["Somaliland"], "link": "https://www.wikidata.org/wiki/Q34754"},
//!   {"article": "Raid in Gao", "names": ["Dmitri Peskov"], "affiliation": "Russia"}]}
//! ```
//! Offsets are code points, as in Standpoint JSON. A `type` of null says that the words name nothing.

use crate::annotation::{Label, Lesson, Lessons, Taught};
use crate::text::{Offsets, Span};
use serde::{Deserialize, Serialize};
use std::fmt;

const FORMAT: &str = "standpoint-lessons";
const VERSION: u64 = 1;

/// Why a text holds no lessons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LessonsError {
    /// It is no file of lessons.
    Foreign,
    /// It was written by a newer version of this program.
    Newer { version: u64 },
    /// It is not complete, or a lesson (counted from 1) is none.
    Damaged { what: String },
}

impl fmt::Display for LessonsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => {
                write!(f, "The file holds no lessons: it has no \"format\": \"{FORMAT}\". Nothing was learned from it.")
            }
            Self::Newer { version } => write!(
                f,
                "The lessons were written by a newer Standpoint (version {version}; this one reads version {VERSION}). \
                 Nothing was learned from them; open them with a newer page."
            ),
            Self::Damaged { what } => write!(
                f,
                "The file of lessons is damaged: {what}. Nothing was learned from it; look at that place, or use an \
                 earlier copy."
            ),
        }
    }
}

impl std::error::Error for LessonsError {}

#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    version: u64,
    lessons: Vec<FileLesson>,
}

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum FileLesson {
    Name {
        article: String,
        sentence: String,
        start: usize,
        end: usize,
        text: String,
        #[serde(rename = "type")]
        label: Option<String>,
    },
    // Both options must be there, if only as null, or one would be taken for the other.
    Link {
        article: String,
        names: Vec<String>,
        #[serde(deserialize_with = "Option::deserialize")]
        link: Option<String>,
    },
    Side {
        article: String,
        names: Vec<String>,
        #[serde(deserialize_with = "Option::deserialize")]
        affiliation: Option<String>,
    },
}

/// The text of a file.
#[must_use]
pub fn to_json(lessons: &Lessons) -> String {
    let lessons = lessons.as_slice().iter().filter_map(to_file).collect();
    let file = File { format: FORMAT.to_owned(), version: VERSION, lessons };
    let mut json = serde_json::to_string_pretty(&file).expect("text and numbers can be written");
    json.push('\n');
    json
}

/// Whether a text claims to be a file of lessons, whatever its version.
#[must_use]
pub fn is_lessons(text: &str) -> bool {
    // The name stands near the beginning of what this program writes; a large article is not parsed to find out.
    let end = (text.len().min(2_000)..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    text[..end].contains(FORMAT) && serde_json::from_str::<Head>(text).is_ok_and(|head| head.format == FORMAT)
}

/// The lessons of a file.
///
/// # Errors
/// When the text is no such file, or damaged; nothing of it should then be used.
pub fn from_json(text: &str) -> Result<Lessons, LessonsError> {
    let damaged = |error: serde_json::Error| LessonsError::Damaged { what: error.to_string() };
    let value: serde_json::Value = serde_json::from_str(text).map_err(damaged)?;
    let head = Head::deserialize(&value).map_err(|_| LessonsError::Foreign)?;
    if head.format != FORMAT {
        return Err(LessonsError::Foreign);
    }
    if head.version > VERSION {
        return Err(LessonsError::Newer { version: head.version });
    }
    let items = value["lessons"].as_array().ok_or(LessonsError::Damaged { what: "it has no list".to_owned() })?;
    let lessons = (1..).zip(items).map(|(n, item)| {
        let lesson = FileLesson::deserialize(item).ok().and_then(from_file);
        lesson.ok_or_else(|| LessonsError::Damaged { what: format!("lesson {n} does not fit its sentence or is none") })
    });
    lessons.collect()
}

fn to_file(lesson: &Lesson) -> Option<FileLesson> {
    let article = lesson.article.clone();
    Some(match &lesson.taught {
        Taught::Name { sentence, span, label } => {
            let offsets = Offsets::new(sentence);
            FileLesson::Name {
                article,
                sentence: sentence.clone(),
                start: offsets.byte_to_point(sentence, span.start)?,
                end: offsets.byte_to_point(sentence, span.end)?,
                text: lesson.words().to_owned(),
                label: label.as_ref().map(ToString::to_string),
            }
        }
        Taught::Link { names, link } => FileLesson::Link { article, names: names.clone(), link: link.clone() },
        Taught::Side { names, side } => FileLesson::Side { article, names: names.clone(), affiliation: side.clone() },
    })
}

/// `None` where the offsets do not cover the repeated text.
fn from_file(lesson: FileLesson) -> Option<Lesson> {
    Some(match lesson {
        FileLesson::Name { article, sentence, start, end, text, label } => {
            let offsets = Offsets::new(&sentence);
            let from = offsets.point_to_byte(&sentence, start)?;
            let to = offsets.point_to_byte(&sentence, end)?;
            let words = sentence.get(from..to).filter(|words| !words.is_empty())?;
            if words != text {
                return None;
            }
            let label = label.map(|label| Label::new(&label));
            Lesson { article, taught: Taught::Name { span: Span::new(from, to), sentence, label } }
        }
        FileLesson::Link { article, names, link } => Lesson { article, taught: Taught::Link { names, link } },
        FileLesson::Side { article, names, affiliation } => {
            Lesson { article, taught: Taught::Side { names, side: affiliation } }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{LessonsError, from_json, is_lessons, to_json};
    use crate::annotation::{Label, Lesson, Lessons, Taught};
    use crate::text::Span;

    fn lessons() -> Lessons {
        let lesson = |taught| Lesson { article: "“Şahin” speaks".to_owned(), taught };
        let sentence = "“Şahin” left 🎉 Gao.".to_owned();
        let span = Span::new(3, 9);
        assert_eq!(&sentence[span.range()], "Şahin");
        [
            lesson(Taught::Name { sentence: sentence.clone(), span, label: Some(Label::PERSON) }),
            lesson(Taught::Name { sentence, span: Span::new(22, 25), label: None }),
            lesson(Taught::Link { names: vec!["Gao".into()], link: Some("ML".into()) }),
            lesson(Taught::Link { names: vec!["Atlantis".into()], link: None }),
            lesson(Taught::Side { names: vec!["Şahin".into()], side: None }),
        ]
        .into_iter()
        .collect()
    }

    #[test]
    fn lessons_survive_a_save_and_a_load() {
        let json = to_json(&lessons());
        assert_eq!(from_json(&json), Ok(lessons()));
        assert!(is_lessons(&json));
        assert!(json.contains("\"start\": 1,"), "offsets count code points: {json}");
    }

    #[test]
    fn other_files_are_refused_in_words() {
        assert_eq!(from_json(r#"{"format": "standpoint", "version": 1}"#), Err(LessonsError::Foreign));
        assert_eq!(from_json("[]"), Err(LessonsError::Foreign));
        let newer = r#"{"format": "standpoint-lessons", "version": 2, "lessons": "?"}"#;
        assert_eq!(from_json(newer), Err(LessonsError::Newer { version: 2 }));
        assert!(is_lessons(newer) && !is_lessons("An article about standpoint-lessons."));
        assert!(matches!(from_json("{"), Err(LessonsError::Damaged { .. })));
    }

    #[test]
    fn a_lesson_that_does_not_fit_its_sentence_is_refused() {
        let json = to_json(&lessons()).replace("\"start\": 1,", "\"start\": 2,");
        let error = from_json(&json).expect_err("the offsets are wrong").to_string();
        assert!(error.contains("lesson 1 "), "{error}");
    }
}
