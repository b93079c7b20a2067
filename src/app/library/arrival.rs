//! Articles on their way into the library: what files hold, and what the tagger says of stored texts.

use super::Failure;
use super::card::{Card, Marks};
use crate::analysis::Analysis;
use crate::app::action::ReadFile;
use crate::app::describe;
use crate::app::state::FileRef;
use crate::app::words::{Language, Say};
use crate::document::Document;
use crate::format::{Content, OpenError, Opened, native, open_brat, open_file};

/// An article that is ready to be stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrival {
    pub card: Card,
    /// The document in the native format.
    pub base: String,
    pub text: String,
}

impl Arrival {
    /// `document` as it will be stored.
    #[must_use]
    pub fn of(document: &Document, marks: Marks) -> Self {
        let card = Card { marks, ..Card::of(document, title_of(document), false) };
        Self { card, base: native::to_json(document), text: document.article().text().to_owned() }
    }
}

/// What the files hold, each an article or a reason why not. A text and the brat annotations of the same name are one
/// article; a file of several JSON lines is one for each line.
#[must_use]
pub fn arrivals(words: Language, files: Vec<ReadFile>, marks: impl Fn(&str) -> Marks) -> Vec<Result<Arrival, Failure>> {
    let mut arrivals = Vec::new();
    for (file, opened) in opened_files(files.into_iter().flat_map(lines).collect()) {
        arrivals.push(match opened {
            Ok(Opened { content, .. }) => {
                let document = match content {
                    Content::Text { article, about } => Document::blank(article, about),
                    Content::Document(document) => document,
                };
                Ok(Arrival::of(&document, marks(&file.name)))
            }
            Err(error) => Err(Failure { name: file.name, reason: error.say(words) }),
        });
    }
    arrivals
}

/// The lines of a file of JSON lines as files of their own; any other file as it is.
fn lines(file: ReadFile) -> Vec<ReadFile> {
    let is_lines = [".jsonl", ".ndjson"].iter().any(|ending| file.file.name.to_ascii_lowercase().ends_with(ending));
    let is_full = |line: &&[u8]| !line.trim_ascii().is_empty();
    if !is_lines || file.bytes.split(|byte| *byte == b'\n').filter(is_full).count() < 2 {
        return vec![file];
    }
    let lines = file.bytes.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| is_full(line));
    lines
        .map(|(idx, line)| ReadFile {
            file: FileRef { name: format!("{} line {}.json", file.file.name, idx + 1), handle: None },
            bytes: line.to_vec(),
        })
        .collect()
}

/// The stored document `base` as the tagger marks it.
///
/// # Errors
/// Why the answer cannot be used, for the reader.
pub fn tagged(base: &str, analysis: Analysis) -> Result<Arrival, String> {
    let document = native::from_json(base).map_err(|error| error.to_string())?.document;
    let (article, about) = (document.article().clone(), document.about().clone());
    let document = Document::tagged(article, about, analysis).map_err(|problem| problem.to_string())?;
    let mut arrival = Arrival::of(&document, Marks::default());
    arrival.card.is_tagged = true;
    Ok(arrival)
}

/// What an article is called in lists.
#[must_use]
pub fn title_of(document: &Document) -> String {
    let title = &document.about().title;
    if !title.is_empty() {
        return describe::shortened(title, 80);
    }
    let first = document.article().text().lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    describe::shortened(first, 80)
}

/// Whether a file says near its beginning that it is this program's.
fn is_own(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(400)]);
    head.split_whitespace().collect::<String>().contains("\"format\":\"standpoint\"")
}

/// What each file holds. A text and the brat annotations of the same name are one article.
pub fn opened_files(mut files: Vec<ReadFile>) -> Vec<(FileRef, Result<Opened, OpenError>)> {
    let stem = |name: &str, extension: &str| name.strip_suffix(extension).map(str::to_owned);
    let mut opened = Vec::new();
    while let Some(annotations_idx) = files.iter().position(|f| {
        stem(&f.file.name, ".ann")
            .is_some_and(|ann| files.iter().any(|t| stem(&t.file.name, ".txt") == Some(ann.clone())))
    }) {
        let annotations = files.remove(annotations_idx);
        let name = stem(&annotations.file.name, ".ann");
        let Some(text_idx) = files.iter().position(|t| stem(&t.file.name, ".txt") == name) else { break };
        let text = files.remove(text_idx);
        let found = open_brat(&text.file.name, &text.bytes, &annotations.bytes);
        // A save must not overwrite a text file with annotations.
        opened.push((FileRef { name: text.file.name, handle: None }, found));
    }
    let rest = files.into_iter().map(|ReadFile { file, bytes }| {
        let found = open_file(&file.name, &bytes);
        // Only a file of ours is rewritten by a save; one of another program stays as it is.
        let handle = file.handle.filter(|_| is_own(&bytes));
        (FileRef { handle, ..file }, found)
    });
    opened.extend(rest);
    opened
}

#[cfg(test)]
mod tests {
    use super::{arrivals, tagged};
    use crate::app::fixture::{suggested, suggestions};
    use crate::app::library::Marks;
    use crate::app::words::Language;
    use crate::app::{FileRef, ReadFile};
    use crate::document::{About, Document};
    use crate::format::native;
    use crate::text::Article;

    fn file(name: &str, text: &str) -> ReadFile {
        ReadFile { file: FileRef { name: name.to_owned(), handle: None }, bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn each_file_is_an_article_or_a_reason() {
        let line = native::to_json_line(&suggested("[Ana|PERSON] came.", 80));
        let files = vec![
            file("a.txt", "Ankara waits."),
            file("b.pdf", "%PDF-1.4"),
            file("c.jsonl", &format!("{line}\n\n{line}\nnonsense\n")),
            file("d.ann", "T1\tGPE 0 6\tMoscow\n"),
            file("d.txt", "Moscow waits.\n"),
        ];
        let arrivals = arrivals(Language::English, files, |_| Marks::default());
        let lines: Vec<String> = arrivals
            .into_iter()
            .map(|arrival| match arrival {
                Ok(arrival) => format!("{} {}", arrival.card.title, arrival.card.n_mentions),
                Err(failure) => format!("{} failed", failure.name),
            })
            .collect();
        assert_eq!(lines, ["d 1", "a 0", "b.pdf failed", "Ana came. 1", "Ana came. 1", "c.jsonl line 4.json failed"]);
    }

    #[test]
    fn a_stored_text_is_tagged_where_it_lies() {
        let (text, analysis) = suggestions("[Ana|PERSON] came.", 90);
        let base = native::to_json(&Document::blank(Article::new(text), About::default()));
        let arrival = tagged(&base, analysis).expect("fits");
        assert_eq!((arrival.card.n_mentions, arrival.card.is_tagged), (1, true));
        let (_, other) = suggestions("A much longer text about [Ana|PERSON].", 90);
        assert!(tagged(&base, other).is_err());
    }
}
