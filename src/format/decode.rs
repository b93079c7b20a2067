//! From the bytes of a file to characters. In: bytes, and the encoding that the file declares for itself; out: its
//! text, and a notice where that needed a guess.

use super::Notice;
use super::codepage::Codepage;

/// A text with what a reader should know about how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub notice: Option<Notice>,
}

/// Why bytes are no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undecodable {
    /// They are something else, such as "a PDF".
    Binary(&'static str),
    /// They are in an encoding that this program does not read.
    Encoding(String),
}

/// Reads `bytes` as UTF-8, as UTF-16 where they look like it, else in the `declared` encoding or the western one.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, Undecodable> {
    if let Some(what) = known_binary(bytes) {
        return Err(Undecodable::Binary(what));
    }
    if let Some(text) = utf16(bytes) {
        return Ok(Decoded { notice: replaced(&text), text });
    }
    let decoded = match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: text.to_owned(), notice: None },
        Err(error) => not_utf8(bytes, error.valid_up_to(), declared)?,
    };
    if is_binary(&decoded.text) {
        return Err(Undecodable::Binary("no text but binary data"));
    }
    Ok(decoded)
}

fn not_utf8(bytes: &[u8], first_bad: usize, declared: Option<&str>) -> Result<Decoded, Undecodable> {
    let declared = declared.filter(|label| !label.trim().eq_ignore_ascii_case("utf-8"));
    let page = match declared {
        Some(label) => Codepage::named(label).ok_or_else(|| Undecodable::Encoding(label.trim().to_owned()))?,
        None if is_mostly_utf8(bytes) => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            return Ok(Decoded { notice: Some(Notice::BytesReplaced { first: first_bad }), text });
        }
        None => Codepage::western(),
    };
    let text = page.decode(bytes);
    if declared.is_none() && text.contains('\u{fffd}') && text.matches('\u{fffd}').count() * 20 > text.len() {
        return Err(Undecodable::Binary("no text but binary data"));
    }
    let notice = Notice::EncodingGuessed { name: page.name, first: first_bad };
    Ok(Decoded { text, notice: declared.is_none().then_some(notice) })
}

/// Whether nearly everything beyond ASCII is well-formed UTF-8: a damaged file rather than another encoding.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut n_good, mut n_bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        n_good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_bad += usize::from(!chunk.invalid().is_empty());
    }
    n_good > n_bad
}

/// The text of bytes in UTF-16, by their byte-order mark, or by a zero in nearly every second byte.
fn utf16(bytes: &[u8]) -> Option<String> {
    let zeros = |phase: usize| bytes[phase..].iter().step_by(2).filter(|byte| **byte == 0).count();
    let is_mostly_zero = |phase: usize| bytes.len() >= 4 && zeros(phase) * 10 > bytes.len() / 2 * 8;
    let (units, is_little) = match bytes {
        [0xff, 0xfe, rest @ ..] => (rest, true),
        [0xfe, 0xff, rest @ ..] => (rest, false),
        _ if is_mostly_zero(1) && zeros(0) == 0 => (bytes, true),
        _ if is_mostly_zero(0) && zeros(1) == 0 => (bytes, false),
        _ => return None,
    };
    let from_bytes = if is_little { u16::from_le_bytes } else { u16::from_be_bytes };
    let units = units.as_chunks::<2>().0.iter().map(|unit| from_bytes(*unit));
    Some(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

fn replaced(text: &str) -> Option<Notice> {
    let first = text.find(char::REPLACEMENT_CHARACTER)?;
    Some(Notice::BytesReplaced { first })
}

fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 9] = [
        (b"%PDF", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive, such as a Word, OpenDocument or EPUB file"),
        (b"\xd0\xcf\x11\xe0", "an old Office document"),
        (b"{\\rtf", "an RTF document"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x7fELF", "a program"),
    ];
    SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, what)| *what)
}

/// Whether more than one character in fifty is one of the control characters below the blank that texts do not have.
/// Those above it are rare in binary data, and JSON may hold them as they are.
fn is_binary(text: &str) -> bool {
    let is_odd = |c: &char| *c < ' ' && !matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    text.chars().filter(is_odd).count() * 50 > text.len()
}

/// The encoding that the source of a page declares in its first kilobyte.
pub fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=").or_else(|| head.split_once("encoding="))?;
    let label = after.trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':'))?;
    (end > 0).then(|| label[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Decoded, Undecodable, declared_encoding, decode};
    use crate::format::Notice;

    fn text(bytes: &[u8]) -> String {
        decode(bytes, None).expect("is text").text
    }

    #[test]
    fn utf8_comes_through_as_it_is() {
        let bytes = "\u{feff}Ana 🎉 é\r\n".as_bytes();
        assert_eq!(decode(bytes, None), Ok(Decoded { text: "\u{feff}Ana 🎉 é\r\n".to_owned(), notice: None }));
    }

    #[test]
    fn utf16_is_known_by_its_mark_or_its_zeros() {
        let units: Vec<u16> = "Ana 🎉 backs Bo.".encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(text(&[&[0xff, 0xfe][..], &little].concat()), "Ana 🎉 backs Bo.");
        assert_eq!(text(&[&[0xfe, 0xff][..], &big].concat()), "Ana 🎉 backs Bo.");
        assert_eq!(text(&little), "Ana 🎉 backs Bo.");
        assert_eq!(text(&big), "Ana 🎉 backs Bo.");
    }

    #[test]
    fn another_encoding_is_guessed_and_told() {
        let decoded = decode(b"Caf\xe9 and \x93no\x94", None).expect("is text");
        assert_eq!(decoded.text, "Café and “no”");
        assert_eq!(decoded.notice, Some(Notice::EncodingGuessed { name: "windows-1252", first: 3 }));
        let decoded = decode(b"Erdo\xf0an", Some("windows-1254")).expect("is text");
        assert_eq!(decoded, Decoded { text: "Erdoğan".to_owned(), notice: None });
    }

    #[test]
    fn a_damaged_utf8_file_keeps_what_is_whole() {
        let decoded =
            decode("Çavuşoğlu said\u{2014}".as_bytes().split_last().expect("has bytes").1, None).expect("is text");
        assert_eq!(decoded.text, "Çavuşoğlu said\u{fffd}");
        assert_eq!(decoded.notice, Some(Notice::BytesReplaced { first: 17 }));
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(decode(b"%PDF-1.7 ...", None), Err(Undecodable::Binary("a PDF")));
        let json = "{\"text\": \"\u{7f}\u{80}\u{9f}\"}";
        assert_eq!(decode(json.as_bytes(), None).map(|decoded| decoded.text), Ok(json.to_owned()));
        assert!(matches!(decode(&[0, 1, 2, 3, 200, 255, 0, 9], None), Err(Undecodable::Binary(_))));
        assert_eq!(decode(b"\x81\x40\x81", Some("Shift_JIS")), Err(Undecodable::Encoding("Shift_JIS".to_owned())));
    }

    #[test]
    fn a_page_declares_its_encoding() {
        assert_eq!(declared_encoding(b"<meta charset=\"windows-1251\">").as_deref(), Some("windows-1251"));
        assert_eq!(declared_encoding(b"<meta content='text/html; charset=KOI8-R'>").as_deref(), Some("koi8-r"));
        assert_eq!(declared_encoding(b"<p>none"), None);
    }
}
