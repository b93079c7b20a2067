//! Halves of UTF-16 surrogate pairs in JSON escapes (`"\ud83c"` alone), which some programs write and no string of
//! characters can hold.

use std::borrow::Cow;

const REPLACEMENT: &str = "\\ufffd";

/// The same JSON with every lone half replaced by U+FFFD, which like the half counts as one code point.
pub fn replace_lone_surrogates(json: &str) -> Cow<'_, str> {
    let mut replaced = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = json[at..].find('\\') {
        let escape = at + found;
        at = match half(&json[escape..]) {
            Some(Half::High) if matches!(json.get(escape + 6..).and_then(half), Some(Half::Low)) => escape + 12,
            Some(_) => {
                replaced.push_str(&json[copied..escape]);
                replaced.push_str(REPLACEMENT);
                copied = escape + 6;
                copied
            }
            // The character after the backslash belongs to the escape: it may be a backslash.
            None => escape + 1 + json[escape + 1..].chars().next().map_or(0, char::len_utf8),
        };
    }
    if copied == 0 {
        return Cow::Borrowed(json);
    }
    replaced.push_str(&json[copied..]);
    Cow::Owned(replaced)
}

enum Half {
    High,
    Low,
}

/// Which half the escape at the start of `json` stands for, if it does.
fn half(json: &str) -> Option<Half> {
    let digits = json.strip_prefix("\\u")?.get(..4)?;
    match u32::from_str_radix(digits, 16).ok()? {
        0xd800..=0xdbff => Some(Half::High),
        0xdc00..=0xdfff => Some(Half::Low),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::replace_lone_surrogates;

    #[test]
    fn lone_halves_are_replaced_and_pairs_are_kept() {
        assert_eq!(replace_lone_surrogates(r#""a\ud83cb""#), r#""a\ufffdb""#);
        assert_eq!(replace_lone_surrogates(r#""\udf89\ud83c""#), r#""\ufffd\ufffd""#);
        assert_eq!(replace_lone_surrogates(r#""\ud83c\udf89""#), r#""\ud83c\udf89""#);
        assert_eq!(replace_lone_surrogates(r#""\\ud83c é""#), r#""\\ud83c é""#);
        assert_eq!(replace_lone_surrogates("\"\\"), "\"\\");
    }
}
