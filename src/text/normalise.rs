//! What is done to a text before it becomes an article, and nothing more.

/// Drops a byte-order mark at the start and turns every line end (CR LF, lone CR) into LF. Everything
/// else stays as it is, since offsets of saved files count in this text.
#[must_use]
pub fn normalise(input: &str) -> String {
    let input = input.strip_prefix('\u{feff}').unwrap_or(input);
    if input.contains('\r') { input.replace("\r\n", "\n").replace('\r', "\n") } else { input.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn only_line_ends_and_the_byte_order_mark_change() {
        assert_eq!(normalise("\u{feff}a\r\nb\rc\n"), "a\nb\nc\n");
        assert_eq!(normalise("a \t\u{a0}é\u{feff}"), "a \t\u{a0}é\u{feff}");
    }
}
