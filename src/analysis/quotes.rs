//! Direct quotations: which stretches of a text stand in quote marks. In: the text; out: their spans, marks included.
//! A quotation that runs over several paragraphs, each opened anew, is one. It does not know who speaks.

use crate::text::Span;

/// What stands between quote marks, over one or more paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// One span a paragraph, in order, quote marks included.
    pub parts: Vec<Span>,
}

/// Marks that open a quotation, and what closes each.
const PAIRS: &[(char, char)] = &[('“', '”'), ('«', '»'), ('„', '“'), ('"', '"'), ('‘', '’'), ('\'', '\'')];

/// The quotations of `text`, in order. One inside another is part of the outer one.
#[must_use]
pub fn find_quotes(text: &str) -> Vec<Quote> {
    let mut quotes = Vec::new();
    // A quotation that no mark has closed yet, from the paragraph before.
    let mut unclosed: Option<(Quote, char)> = None;
    let mut at = 0;
    for line in text.split('\n') {
        let start = at;
        at += line.len() + 1;
        if line.trim().is_empty() {
            continue;
        }
        let mut scan = Scan { line, start };
        let indent = line.len() - line.trim_start().len();
        let reopens = unclosed.as_ref().is_some_and(|(_, mark)| line[indent..].starts_with(*mark));
        let mut from = indent;
        if let Some((mut quote, mark)) = unclosed.take() {
            if reopens {
                match scan.close_of(mark, indent + mark.len_utf8()) {
                    Some(end) => {
                        quote.parts.push(Span::new(start + indent, start + end));
                        from = end;
                        quotes.push(quote);
                    }
                    None => {
                        quote.parts.push(Span::new(start + indent, start + line.len()));
                        unclosed = Some((quote, mark));
                        continue;
                    }
                }
            } else {
                quotes.push(quote);
            }
        }
        unclosed = scan.quotes(from, &mut quotes);
    }
    quotes.extend(unclosed.map(|(quote, _)| quote));
    quotes.sort_by_key(|quote| quote.parts[0]);
    quotes
}

/// One paragraph.
struct Scan<'a> {
    line: &'a str,
    start: usize,
}

impl Scan<'_> {
    /// Collects the closed quotations from `from` on; returns one that is still open at the paragraph's end.
    fn quotes(&mut self, mut from: usize, quotes: &mut Vec<Quote>) -> Option<(Quote, char)> {
        while let Some((at, mark)) = self.next_opening(from) {
            match self.close_of(mark, at + mark.len_utf8()) {
                Some(end) => {
                    quotes.push(Quote { parts: vec![Span::new(self.start + at, self.start + end)] });
                    from = end;
                }
                // A single mark that nothing closes is an apostrophe.
                None if matches!(mark, '‘' | '\'') => from = at + mark.len_utf8(),
                None => {
                    let span = Span::new(self.start + at, self.start + self.line.len());
                    return Some((Quote { parts: vec![span] }, mark));
                }
            }
        }
        None
    }

    fn next_opening(&self, from: usize) -> Option<(usize, char)> {
        self.line[from..].char_indices().map(|(at, c)| (from + at, c)).find(|&(at, c)| {
            PAIRS.iter().any(|(open, _)| *open == c)
                && self.is_before_word(at + c.len_utf8())
                && !self.is_after_word(at)
        })
    }

    /// The offset after the mark that closes a quotation opened with `mark`.
    fn close_of(&self, mark: char, from: usize) -> Option<usize> {
        let close = PAIRS.iter().find(|(open, _)| *open == mark).map(|(_, close)| *close)?;
        let mut depth = 0_usize;
        for (at, c) in self.line[from..].char_indices().map(|(at, c)| (from + at, c)) {
            let end = at + c.len_utf8();
            if c == mark && mark != close {
                depth += 1;
            } else if c == close || (close == '”' && c == '"') {
                // An apostrophe inside a word closes nothing.
                let is_before_letter = self.line[end..].chars().next().is_some_and(char::is_alphanumeric);
                let is_apostrophe = matches!(c, '\'' | '’') && is_before_letter;
                if is_apostrophe || (mark == close && self.is_opening_again(at, end)) {
                    continue;
                }
                if depth == 0 {
                    return Some(end);
                }
                depth -= 1;
            }
        }
        None
    }

    /// Whether a mark that both opens and closes can only be opening here.
    fn is_opening_again(&self, at: usize, end: usize) -> bool {
        let before = self.line[..at].chars().next_back();
        self.is_before_word(end) && before.is_some_and(char::is_whitespace)
    }

    fn is_before_word(&self, at: usize) -> bool {
        self.line[at..].chars().next().is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, '[' | '(' | '\'' | '‘' | '$' | '#' | '@' | '…' | '.' | '-')
        })
    }

    fn is_after_word(&self, at: usize) -> bool {
        self.line[..at].chars().next_back().is_some_and(char::is_alphanumeric)
    }
}

#[cfg(test)]
mod tests {
    use super::find_quotes;

    fn quoted(text: &str) -> Vec<Vec<&str>> {
        find_quotes(text).iter().map(|quote| quote.parts.iter().map(|part| &text[part.range()]).collect()).collect()
    }

    #[test]
    fn every_kind_of_mark_quotes() {
        assert_eq!(quoted("He said “no”, she \"yes\" and they «maybe»."), [["“no”"], ["\"yes\""], ["«maybe»"]]);
        assert_eq!(quoted("A ‘final’ word from 'above'."), [["‘final’"], ["'above'"]]);
    }

    #[test]
    fn an_apostrophe_quotes_nothing() {
        assert!(quoted("Turkey's and the workers' rights aren't ‘closed.").is_empty());
        assert_eq!(quoted("‘It’s over,’ she said."), [["‘It’s over,’"]]);
    }

    #[test]
    fn a_quote_in_a_quote_is_part_of_it() {
        assert_eq!(quoted("“He said ‘go’ and left,” she said."), [["“He said ‘go’ and left,”"]]);
    }

    #[test]
    fn a_quote_may_run_over_paragraphs() {
        assert_eq!(quoted("“One.\n\n“Two,” he said."), [["“One.", "“Two,”"]]);
        assert_eq!(quoted("“One.\n\nTwo."), [["“One."]]);
    }
}
