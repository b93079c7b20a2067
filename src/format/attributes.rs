//! Keeps the number of attributes of a tag small. The HTML tokenizer compares each attribute with all before it, so
//! that a tag with a million of them would keep it busy for hours.

use std::borrow::Cow;

/// More than any page has for a reason.
const MAX_ATTRIBUTES: usize = 500;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    TagOpen,
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Unquoted,
    Quoted(u8),
}

/// The same source, in which a tag ends before its first attribute beyond the limit; what follows becomes text.
pub fn limit_attributes(source: &str) -> Cow<'_, str> {
    let mut limited = String::new();
    let mut copied = 0;
    let mut state = State::Text;
    let mut n_attributes = 0;
    for (at, byte) in source.bytes().enumerate() {
        let next = step(state, byte);
        if next == State::TagOpen {
            n_attributes = 0;
        }
        let is_new_name = next == State::Name && state != State::Name;
        n_attributes += usize::from(is_new_name);
        state = next;
        if is_new_name && n_attributes > MAX_ATTRIBUTES && source.is_char_boundary(at) {
            limited.push_str(&source[copied..at]);
            limited.push('>');
            copied = at;
            state = State::Text;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(source);
    }
    limited.push_str(&source[copied..]);
    Cow::Owned(limited)
}

/// The state after `byte`, by the HTML standard's tokenization (13.2.5.6 to 13.2.5.39) as far as attributes need it.
const fn step(state: State, byte: u8) -> State {
    let is_space = matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c');
    match state {
        State::Quoted(quote) if byte == quote => State::BeforeName,
        State::Quoted(_) => state,
        State::Text | State::TagOpen if byte == b'<' => State::TagOpen,
        State::TagOpen if byte == b'/' => State::TagOpen,
        State::TagOpen if byte.is_ascii_alphabetic() => State::TagName,
        State::Text | State::TagOpen => State::Text,
        _ if byte == b'>' => State::Text,
        State::Unquoted if is_space => State::BeforeName,
        State::Unquoted => State::Unquoted,
        State::BeforeValue if is_space => State::BeforeValue,
        State::BeforeValue if byte == b'"' || byte == b'\'' => State::Quoted(byte),
        State::BeforeValue => State::Unquoted,
        _ if byte == b'/' => State::BeforeName,
        State::TagName if is_space => State::BeforeName,
        State::TagName => State::TagName,
        State::BeforeName if is_space => State::BeforeName,
        State::BeforeName => State::Name,
        State::Name | State::AfterName if byte == b'=' => State::BeforeValue,
        State::Name | State::AfterName if is_space => State::AfterName,
        State::Name | State::AfterName => State::Name,
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_ATTRIBUTES, limit_attributes};
    use std::borrow::Cow;

    #[test]
    fn ordinary_pages_are_left_as_they_are() {
        let page = "<p class=\"a > b\" data-x='1' hidden/>if (a<b && c) { d = e }</p>";
        assert!(matches!(limit_attributes(&page.repeat(1000)), Cow::Borrowed(_)));
        let quoted = format!("<p title=\"{}\">", "word ".repeat(10_000));
        assert!(matches!(limit_attributes(&quoted), Cow::Borrowed(_)));
    }

    #[test]
    fn a_tag_ends_before_one_attribute_too_many() {
        for attribute in [" a", " a=b", " a='b'", "/a", " a=\"b\"c=d", " é", " a = b", " '", " a=b=\""] {
            let limited = limit_attributes(&format!("<p{}>", attribute.repeat(3 * MAX_ATTRIBUTES))).into_owned();
            let (tag, _) = limited.split_once('>').expect("the tag ends");
            assert!(tag.len() < attribute.len() * (MAX_ATTRIBUTES + 2), "{attribute}");
        }
    }
}
