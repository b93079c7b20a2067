//! Opens whatever a reader gives: a file by its name and bytes, or what was pasted. Out: a text to be tagged or a
//! document, with notices; or one message that says what happened, what was kept, and what to do.

use super::Notice;
use super::decode::{Decoded, Undecodable, declared_encoding, decode};
use super::html::{Page, read_html};
use super::interchange::{ImportError, read_brat, read_conll, read_foreign_json};
use super::markdown::read_markdown;
use super::native::{self, NativeError, from_json};
use crate::document::{About, Document, Edit, apply};
use crate::text::{Article, normalise};
use std::fmt;

/// The longest text of one article, in bytes: about 350,000 words.
pub const MAX_TEXT: usize = 2_000_000;
/// The largest file that is looked at: pages carry pictures, and documents carry more marks than text.
pub const MAX_FILE: usize = 50_000_000;

/// What was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    pub content: Content,
    pub notices: Vec<Notice>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A text that nobody has annotated yet.
    Text {
        article: Article,
        about: About,
    },
    Document(Document),
}

/// Why something could not be opened. It is as it was, and so is what was open before.
#[derive(Clone, Debug, PartialEq)]
pub enum OpenError {
    /// There are no words in it.
    Empty,
    /// It is, for example, "a PDF".
    Binary(&'static str),
    Encoding(String),
    /// Sizes are in bytes.
    TextTooLong {
        size: usize,
    },
    FileTooLarge {
        size: usize,
    },
    /// A page whose content is made by scripts, or which has none.
    NoText,
    /// JSON Lines of several documents.
    SeveralDocuments {
        n_documents: usize,
    },
    /// Annotations were given without their text.
    TextMissing,
    Native(NativeError),
    Import(ImportError),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => {
                f.write_str("There is no text in it. Nothing was changed. Choose another file, or paste the text.")
            }
            Self::Binary(what) => write!(
                f,
                "This is {what}, which Standpoint does not read. Nothing was changed. Open it in its own program and \
                 paste the text, or save it there as plain text (.txt)."
            ),
            Self::Encoding(name) => write!(
                f,
                "The text is in the encoding {name}, which Standpoint does not read. Nothing was changed. Save it as \
                 UTF-8 and open it again."
            ),
            Self::TextTooLong { size } => write!(
                f,
                "The text is {} long; one article can have at most {} (about 350,000 words). Nothing was changed. Split \
                 it into its articles and open them one by one.",
                Size(*size),
                Size(MAX_TEXT)
            ),
            Self::FileTooLarge { size } => write!(
                f,
                "The file is {} large; Standpoint reads up to {}. Nothing was changed. Split it into smaller files.",
                Size(*size),
                Size(MAX_FILE)
            ),
            Self::NoText => f.write_str(
                "The page holds no text; its text may be loaded by a script. Nothing was changed. Open the page in the \
                 browser, select the article, and paste it here.",
            ),
            Self::SeveralDocuments { n_documents } => write!(
                f,
                "The file holds {n_documents} documents, one a line. Nothing was changed. Save each line as a file of its \
                 own and open the one you want."
            ),
            Self::TextMissing => f.write_str(
                "These are brat annotations; their text is in the .txt file of the same name. Nothing was changed. Open \
                 both files together.",
            ),
            Self::Native(error) => error.fmt(f),
            Self::Import(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for OpenError {}

impl From<NativeError> for OpenError {
    fn from(error: NativeError) -> Self {
        Self::Native(error)
    }
}

impl From<ImportError> for OpenError {
    fn from(error: ImportError) -> Self {
        Self::Import(error)
    }
}

impl From<Undecodable> for OpenError {
    fn from(error: Undecodable) -> Self {
        match error {
            Undecodable::Binary(what) => Self::Binary(what),
            Undecodable::Encoding(name) => Self::Encoding(name),
        }
    }
}

/// A size as readers know it.
struct Size(usize);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MB: usize = 1_000_000;
        match self.0 {
            ..MB => write!(f, "{} KB", self.0.div_ceil(1000)),
            _ => write!(f, "{}.{} MB", self.0 / MB, self.0 % MB / (MB / 10)),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Html,
    Markdown,
    Json,
    Conll,
    /// Annotations without the text that they belong to.
    BratAnnotations,
}

/// Opens the file `name`, of which only what follows the last slash matters.
///
/// # Errors
/// When it is no text, too long, or a document that does not fit together.
pub fn open_file(name: &str, bytes: &[u8]) -> Result<Opened, OpenError> {
    if bytes.len() > MAX_FILE {
        return Err(OpenError::FileTooLarge { size: bytes.len() });
    }
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let extension = name.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_ascii_lowercase());
    let declared = matches!(&*extension, "html" | "htm" | "xhtml").then(|| declared_encoding(bytes)).flatten();
    let Decoded { text, notice } = decode(bytes, declared.as_deref())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut opened = match kind(&extension, text) {
        Kind::Json => document(text, name)?,
        Kind::Conll => imported(read_conll(plain_about(text, name), text))?,
        Kind::BratAnnotations => return Err(OpenError::TextMissing),
        Kind::Html => page(read_html(text), name)?,
        Kind::Markdown => page(read_markdown(text), name)?,
        Kind::Text => plain(text, name)?,
    };
    opened.notices.splice(0..0, notice);
    Ok(opened)
}

/// Opens a brat document: its text, named `name`, and its annotations.
///
/// # Errors
/// When either is no text, or the annotations do not fit it.
pub fn open_brat(name: &str, text: &[u8], annotations: &[u8]) -> Result<Opened, OpenError> {
    let size = text.len().max(annotations.len());
    if size > MAX_FILE {
        return Err(OpenError::FileTooLarge { size });
    }
    let (text, annotations) = (decode(text, None)?, decode(annotations, None)?);
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let about = plain_about(&text.text, name);
    let mut opened = imported(read_brat(Article::new(text.text), about, &annotations.text))?;
    opened.notices.splice(0..0, text.notice.into_iter().chain(annotations.notice));
    Ok(opened)
}

/// Opens what was pasted: HTML where the clipboard has it, else plain text. A pasted native file opens as one.
///
/// # Errors
/// When there is no text or too much of it, or when it is a document that does not fit together.
pub fn open_pasted(html: Option<&str>, text: &str) -> Result<Opened, OpenError> {
    let size = text.len().max(html.map_or(0, str::len));
    if size > MAX_FILE {
        return Err(OpenError::FileTooLarge { size });
    }
    if kind("", text) == Kind::Json {
        return document(text, "");
    }
    match html.map(read_html).filter(|page| !page.text.is_empty()) {
        Some(found) => page(found, ""),
        None => plain(text, ""),
    }
}

fn kind(extension: &str, text: &str) -> Kind {
    let start = text.trim_start();
    let head: String = start.chars().take(200).filter(|c| !c.is_whitespace()).collect();
    match extension {
        "json" | "jsonl" | "ndjson" | "jsonld" => Kind::Json,
        "html" | "htm" | "xhtml" => Kind::Html,
        "md" | "markdown" => Kind::Markdown,
        "conll" | "iob" | "iob2" | "bio" => Kind::Conll,
        "ann" => Kind::BratAnnotations,
        _ if head.starts_with('{') && head.contains(&format!("\"format\":\"{}\"", native::FORMAT)) => Kind::Json,
        "txt" | "text" => Kind::Text,
        _ if head.get(..14).is_some_and(|head| head.eq_ignore_ascii_case("<!doctypehtml>")) => Kind::Html,
        _ if head.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("<html")) => Kind::Html,
        _ => Kind::Text,
    }
}

fn document(json: &str, name: &str) -> Result<Opened, OpenError> {
    if json.trim().is_empty() {
        return Err(OpenError::Empty);
    }
    match from_json(json) {
        Ok(native::Opened { document, notices }) => checked(Opened { content: Content::Document(document), notices }),
        Err(NativeError::Broken { .. }) if n_lines_of_json(json) > 1 => {
            Err(OpenError::SeveralDocuments { n_documents: n_lines_of_json(json) })
        }
        Err(NativeError::Foreign) => {
            let about = About { source: name.to_owned(), ..About::default() };
            read_foreign_json(&about, json).map_or(Err(NativeError::Foreign.into()), imported)
        }
        Err(error) => Err(error.into()),
    }
}

/// A document of another program's file, with a title if it has none.
fn imported(result: Result<Opened, ImportError>) -> Result<Opened, OpenError> {
    let Opened { content, notices } = result?;
    let content = match content {
        Content::Document(document) if document.about().title.is_empty() => {
            let title = title(document.article().text(), &document.about().source);
            let titled = apply(&document, &Edit::Retitle { title }).map(|(document, _)| document);
            Content::Document(titled.unwrap_or(document))
        }
        content => content,
    };
    checked(Opened { content, notices })
}

fn checked(opened: Opened) -> Result<Opened, OpenError> {
    let article = match &opened.content {
        Content::Text { article, .. } => article,
        Content::Document(document) => document.article(),
    };
    let size = article.text().len();
    if size > MAX_TEXT { Err(OpenError::TextTooLong { size }) } else { Ok(opened) }
}

/// How many lines there are, if each is a JSON object.
fn n_lines_of_json(text: &str) -> usize {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let is_object =
        |line: &str| line.trim_start().starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok();
    if lines.clone().all(is_object) { lines.by_ref().count() } else { 0 }
}

fn page(page: Page, name: &str) -> Result<Opened, OpenError> {
    if page.text.is_empty() {
        return Err(OpenError::NoText);
    }
    let title = if page.title.is_empty() { title(&page.text, name) } else { page.title };
    let about = About {
        title,
        source: page.address.unwrap_or_else(|| name.to_owned()),
        language: page.language.unwrap_or_else(|| About::default().language),
        ..About::default()
    };
    text(page.text, about)
}

fn plain(input: &str, name: &str) -> Result<Opened, OpenError> {
    text(normalise(input), plain_about(input, name))
}

fn plain_about(input: &str, name: &str) -> About {
    About { title: title(input, name), source: name.to_owned(), ..About::default() }
}

fn text(text: String, about: About) -> Result<Opened, OpenError> {
    if text.len() > MAX_TEXT {
        return Err(OpenError::TextTooLong { size: text.len() });
    }
    if text.trim().is_empty() {
        return Err(OpenError::Empty);
    }
    Ok(Opened { content: Content::Text { article: Article::new(text), about }, notices: Vec::new() })
}

/// The first line where it looks like a headline, else the name of the file, else the first words.
fn title(text: &str, name: &str) -> String {
    const LONGEST_HEADLINE: usize = 150;
    const FIRST_WORDS: usize = 60;
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let is_headline = first.chars().count() <= LONGEST_HEADLINE
        && !first.ends_with(['.', ':', ',', ';', '"', '”'])
        && lines.next().is_some();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem });
    match first.char_indices().nth(FIRST_WORDS) {
        _ if is_headline => first.to_owned(),
        _ if !stem.is_empty() => stem.to_owned(),
        Some((end, _)) => format!("{}…", first[..end].trim_end()),
        None => first.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, MAX_TEXT, OpenError, open_file, open_pasted};
    use crate::document::{About, Document};
    use crate::format::native::{to_json, to_json_line};
    use crate::text::Article;

    fn opened_text(name: &str, bytes: &[u8]) -> (String, About) {
        match open_file(name, bytes).expect("opens").content {
            Content::Text { article, about } => (article.text().to_owned(), about),
            Content::Document(_) => panic!("a document"),
        }
    }

    fn a_document() -> Document {
        Document::blank(Article::new("Ana backs Bo."), About::default())
    }

    #[test]
    fn a_plain_text_is_taken_as_it_is_but_for_its_line_ends() {
        let (text, about) = opened_text("notes/row.txt", "\u{feff}A row\r\n\r\n<b>Ana</b> 🎉  said no.\r\n".as_bytes());
        assert_eq!(text, "A row\n\n<b>Ana</b> 🎉  said no.\n");
        assert_eq!((&*about.title, &*about.source), ("A row", "row.txt"));
    }

    #[test]
    fn the_title_is_a_headline_or_the_name_or_the_first_words() {
        assert_eq!(opened_text("row.txt", b"Ana said no. Bo said yes.\n").1.title, "row");
        let Content::Text { about, .. } = open_pasted(None, "Ana said no.").expect("opens").content else {
            panic!("a document")
        };
        assert_eq!((&*about.title, &*about.source), ("Ana said no.", ""));
    }

    #[test]
    fn pages_and_markdown_become_paragraphs() {
        assert_eq!(opened_text("a.html", b"<p>Ana<p>Bo<script>x</script>").0, "Ana\n\nBo");
        assert_eq!(opened_text("a", b"<!DOCTYPE html><p>Ana<p>Bo").0, "Ana\n\nBo");
        assert_eq!(opened_text("a.md", b"# Ana\n\n**Bo**").0, "Ana\n\nBo");
        assert_eq!(opened_text("a.htm", b"<meta charset=windows-1254><p>Erdo\xf0an").0, "Erdoğan");
        let Content::Text { article, .. } = open_pasted(Some("<p>Ana</p><p>Bo</p>"), "Ana Bo").expect("opens").content
        else {
            panic!("a document")
        };
        assert_eq!(article.text(), "Ana\n\nBo");
    }

    #[test]
    fn a_document_is_known_by_its_name_or_its_first_words() {
        let json = to_json(&a_document());
        for name in ["a.json", "a.txt", "a"] {
            assert_eq!(open_file(name, json.as_bytes()).expect("opens").content, Content::Document(a_document()));
        }
        assert!(matches!(open_pasted(None, &json).expect("opens").content, Content::Document(_)));
        let line = to_json_line(&a_document());
        assert!(open_file("a.jsonl", line.as_bytes()).is_ok());
        let lines = format!("{line}\n{line}\n");
        assert_eq!(open_file("a.jsonl", lines.as_bytes()), Err(OpenError::SeveralDocuments { n_documents: 2 }));
    }

    #[test]
    fn what_cannot_be_opened_says_why() {
        assert_eq!(open_file("a.txt", b""), Err(OpenError::Empty));
        assert_eq!(open_file("a.txt", b" \n\t"), Err(OpenError::Empty));
        assert_eq!(open_file("a.json", b" "), Err(OpenError::Empty));
        assert_eq!(open_file("a.html", b"<script>load()</script>"), Err(OpenError::NoText));
        assert_eq!(open_file("a.txt", b"%PDF-1.4"), Err(OpenError::Binary("a PDF")));
        assert!(matches!(open_file("a.json", b"{\"a\": 1"), Err(OpenError::Native(_))));
        let long = vec![b'a'; 50_000_000];
        assert_eq!(open_file("a.txt", &long), Err(OpenError::TextTooLong { size: 50_000_000 }));
        assert!(open_file("a.txt", &long[..MAX_TEXT]).is_ok());
        let message = OpenError::TextTooLong { size: 50_000_000 }.to_string();
        assert!(message.contains("50.0 MB") && message.contains("2.0 MB") && message.contains("Split"), "{message}");
        assert!(matches!(open_file("a.txt", &vec![b'a'; 50_000_001]), Err(OpenError::FileTooLarge { .. })));
    }

    #[test]
    fn right_to_left_text_and_combining_marks_stay_as_they_are() {
        let text = "\u{5e9}\u{5dc}\u{5d5}\u{5dd} e\u{301}\u{202b}\n\u{645}\u{631}\u{62d}\u{628}\u{627}";
        assert_eq!(opened_text("a.txt", text.as_bytes()).0, text);
    }
}
