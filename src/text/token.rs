//! Tokens. One code serves training and the page, so that what a model learned is what it meets.

use super::Span;

/// A word, number, or mark of punctuation. Tokens do not own text and never overlap; between two of
/// them there is only white space or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
}

/// Abbreviations that keep their full stop, in lower case and without it. Single letters and letters with stops
/// between them ("U.S.") need no list.
const ABBREVIATIONS: &[&str] = &[
    "adm", "assoc", "aug", "ave", "bros", "brig", "capt", "cmdr", "co", "col", "corp", "dec", "dept", "dr", "feb",
    "ft", "gen", "gov", "hon", "inc", "jan", "jr", "lt", "ltd", "maj", "messrs", "mr", "mrs", "ms", "mt", "nov", "oct",
    "ph.d", "prof", "rep", "reps", "rev", "sen", "sens", "sept", "sgt", "sr", "st", "supt", "vs", "etc", "cpl", "pvt",
    "gens", "est",
];

/// Abbreviations that are words as well ("no", "sept" is not): the stop belongs to them only before a digit.
const ABBREVIATIONS_BEFORE_NUMBERS: &[&str] = &["no", "nos", "art", "sec", "fig", "pp", "vol"];

/// What may follow an apostrophe as a token of its own.
const CLITICS: &[&str] = &["s", "re", "ve", "ll", "d", "m"];

/// Splits a text into tokens, in order.
///
/// Clitics ("'s", "n't") are tokens of their own; "U.S.", "Mr.", "Su-24" and "so-called" are one token each. Every
/// other hyphen is a token ("Libya-Turkey", "U.S.-led", "anti-Brexit"), so that a name can end beside it. A full
/// stop glued between two sentences ("Athens.Speaking") is split off.
#[must_use]
pub fn tokenise(text: &str) -> Vec<Token> {
    let mut scanner = Scanner { text, tokens: Vec::with_capacity(text.len() / 5) };
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        at = if c.is_whitespace() || is_invisible(c) {
            at + c.len_utf8()
        } else if is_word(c) {
            scanner.word(at)
        } else {
            scanner.mark(at, c)
        };
    }
    scanner.tokens
}

/// Whether a word token may be an abbreviation with its stop: "Mr.", "U.S.", "J.".
#[must_use]
pub(super) fn is_abbreviation(word: &str) -> bool {
    word.len() > 1 && word.ends_with('.') && word.chars().any(char::is_alphabetic)
}

/// Letters, digits and the marks that combine with them.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}') || c == '_'
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | 'ʼ')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// Characters without width that pages leave in their text: they belong to no token.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}' | '\u{202a}'..='\u{202e}')
}

struct Scanner<'a> {
    text: &'a str,
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    fn push(&mut self, start: usize, end: usize) {
        self.tokens.push(Token { span: Span::new(start, end) });
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// Where the run of word characters that starts at `at` ends.
    fn run_end(&self, at: usize) -> usize {
        self.text[at..].find(|c| !is_word(c)).map_or(self.text.len(), |n| at + n)
    }

    /// Reads one word that starts at `start`, pushes it (and its clitic), and says where it ended.
    fn word(&mut self, start: usize) -> usize {
        if let Some(end) = self.dotted_letters(start) {
            self.push(start, end);
            return end;
        }
        let mut end = self.run_end(start);
        while let Some(joint) = self.char_at(end) {
            let after = end + joint.len_utf8();
            let Some(next) = self.char_at(after).filter(|c| is_word(*c)) else { break };
            let next_end = self.run_end(after);
            let (left, right) = (&self.text[start..end], &self.text[after..next_end]);
            if is_apostrophe(joint) {
                if right.eq_ignore_ascii_case("t") && left.to_ascii_lowercase().ends_with('n') && left.len() > 1 {
                    let stem = end - 1;
                    self.push(start, stem);
                    self.push(stem, next_end);
                    return next_end;
                }
                if CLITICS.iter().any(|clitic| right.eq_ignore_ascii_case(clitic)) {
                    self.push(start, end);
                    self.push(end, next_end);
                    return next_end;
                }
            } else if !joins(joint, left, right, next) {
                break;
            }
            end = next_end;
        }
        end = self.with_stop(start, end);
        self.push(start, end);
        end
    }

    /// "U.S.", "J.K.", "a.m.": single letters with a stop after each, at least two of them.
    fn dotted_letters(&self, start: usize) -> Option<usize> {
        let (mut end, mut n_letters) = (start, 0);
        loop {
            let mut chars = self.text[end..].chars();
            let (Some(letter), Some('.')) = (chars.next(), chars.next()) else { break };
            if !letter.is_alphabetic() {
                break;
            }
            end += letter.len_utf8() + 1;
            n_letters += 1;
        }
        if n_letters == 0 {
            return None;
        }
        // "U.S" without its last stop, unless that letter begins a word ("J.K.Rowling").
        let run = self.run_end(end);
        let last = self.char_at(end).filter(|c| c.is_uppercase() && run == end + c.len_utf8());
        match last {
            Some(_) => Some(run),
            None if n_letters > 1 => Some(end),
            None => None,
        }
    }

    /// Takes in the full stop after an abbreviation or an initial.
    fn with_stop(&self, start: usize, end: usize) -> usize {
        if self.char_at(end) != Some('.') {
            return end;
        }
        let word = &self.text[start..end];
        let rest = self.text[end + 1..].trim_start();
        let mut chars = word.chars();
        let is_initial = chars.next().is_some_and(char::is_uppercase)
            && chars.next().is_none()
            && word != "I"
            && self.char_at(end + 1).is_some_and(|c| c == ' ' || c.is_uppercase());
        let lower = word.to_lowercase();
        let is_listed = word.chars().next().is_some_and(char::is_uppercase) || matches!(lower.as_str(), "vs" | "etc");
        let is_known = is_listed && ABBREVIATIONS.contains(&lower.as_str());
        let is_numbered = ABBREVIATIONS_BEFORE_NUMBERS.contains(&lower.as_str())
            && rest.starts_with(|c: char| c.is_ascii_digit())
            && !self.text[end + 1..].starts_with('\n');
        if is_initial || is_known || is_numbered { end + 1 } else { end }
    }

    /// Reads what is no word: a clitic that stands apart, dots, dashes, or a single mark.
    fn mark(&mut self, start: usize, c: char) -> usize {
        let after = start + c.len_utf8();
        let end = if c == '.' || c == '-' {
            self.text[start..].find(|d| d != c).map_or(self.text.len(), |n| start + n)
        } else if is_apostrophe(c) {
            let run = self.run_end(after);
            let right = &self.text[after..run];
            let is_glued = self.tokens.last().is_some_and(|t| t.span.end == start);
            if is_glued && CLITICS.iter().any(|clitic| right.eq_ignore_ascii_case(clitic)) { run } else { after }
        } else {
            after
        };
        self.push(start, end);
        end
    }
}

/// Whether a mark between two runs of word characters makes them one token.
fn joins(joint: char, left: &str, right: &str, next: char) -> bool {
    let last = left.chars().next_back();
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match joint {
        '.' => {
            let is_number = is_digit(last) && next.is_ascii_digit();
            let is_address = next.is_lowercase() && right.len() >= 2 && last.is_some_and(char::is_alphanumeric);
            is_number || is_address
        }
        ',' | ':' => is_digit(last) && next.is_ascii_digit(),
        '@' => true,
        '&' => left.len() <= 2 && right.chars().count() <= 2 && left.chars().all(char::is_uppercase),
        _ if is_hyphen(joint) => {
            let is_model_number = next.is_ascii_digit()
                && left.chars().next().is_some_and(char::is_uppercase)
                && left.chars().count() <= 5;
            let is_word = left.chars().all(char::is_lowercase) && right.chars().all(char::is_lowercase);
            is_model_number || is_word_pair(is_word, left) || is_given_name(left, right)
        }
        _ => false,
    }
}

/// The second half of a word that is no name: "Trump-era", "Iran-led".
const HALVES: &[&str] = &[
    "led", "era", "run", "held", "made", "born", "wide", "like", "free", "only", "type", "area", "bid", "aid", "and",
    "to", "of", "ish", "day", "time", "rich", "poor", "side", "ban", "deal", "tied", "fed", "hit", "bred", "man",
];

/// "Jong-un", "Won-soon", "Ing-wen": the second half of a given name is written small.
fn is_given_name(left: &str, right: &str) -> bool {
    let mut letters = left.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase);
    let n_letters = right.chars().count();
    let is_half = n_letters <= 4 && right.chars().all(char::is_lowercase) && !HALVES.contains(&right);
    is_capital && (2..=8).contains(&left.chars().count()) && is_half
}

/// "so-called" is one word; "al-assad" is a name whose parts are looked up one by one.
fn is_word_pair(is_lower_case: bool, left: &str) -> bool {
    is_lower_case && !matches!(left, "al" | "el" | "ul" | "ad" | "as" | "ar")
}

#[cfg(test)]
mod tests {
    use super::tokenise;
    use proptest::prelude::{any, proptest};

    fn words(text: &str) -> String {
        tokenise(text).iter().map(|t| &text[t.span.range()]).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_stop_glued_between_sentences_is_a_token() {
        assert_eq!(words("in Athens.Speaking to"), "in|Athens|.|Speaking|to");
        assert_eq!(words("the border.[Ankara] has"), "the|border|.|[|Ankara|]|has");
    }

    #[test]
    fn abbreviations_and_initials_keep_their_stop() {
        assert_eq!(words("Mr. Bush of the U.S. met J. K. Rowling."), "Mr.|Bush|of|the|U.S.|met|J.|K.|Rowling|.");
        assert_eq!(words("the U.S.-led force"), "the|U.S.|-|led|force");
        assert_eq!(words("Act No. 7 is a no. It"), "Act|No.|7|is|a|no|.|It");
        assert_eq!(words("J.K.Rowling, U.S, 5 p.m."), "J.K.|Rowling|,|U.S|,|5|p.m.");
    }

    #[test]
    fn clitics_stand_alone_and_names_with_apostrophes_do_not_break() {
        assert_eq!(words("Putin’s won't O'Rourke's Sana'a"), "Putin|’s|wo|n't|O'Rourke|'s|Sana'a");
        assert_eq!(words("the states' “hasn’t”"), "the|states|'|“|has|n’t|”");
    }

    #[test]
    fn hyphens_part_names_but_not_words_or_model_numbers() {
        assert_eq!(words("Libya–Turkey Libya-Turkey"), "Libya|–|Turkey|Libya|-|Turkey");
        assert_eq!(words("a so-called Su-24 and COVID-19"), "a|so-called|Su-24|and|COVID-19");
        assert_eq!(words("anti-Brexit 60-year-old"), "anti|-|Brexit|60|-|year-old");
        assert_eq!(words("Park Won-soon's Trump-era"), "Park|Won-soon|'s|Trump|-|era");
    }

    #[test]
    fn numbers_and_addresses_stay_whole() {
        assert_eq!(words("$2.3 of 10,000 at bbc.co.uk..."), "$|2.3|of|10,000|at|bbc.co.uk|...");
    }

    #[test]
    fn letters_of_any_language() {
        assert_eq!(words("Çavuşoğlu, Gdańsk; Владимир"), "Çavuşoğlu|,|Gdańsk|;|Владимир");
    }

    proptest! {
        #[test]
        fn between_two_tokens_there_is_only_white_space(text in any::<String>(), news in "[A-Za-z0-9.'’\\- \n\"“]{0,60}") {
            for text in [text, news] {
                let mut end = 0;
                for token in tokenise(&text) {
                    assert!(token.span.start >= end && !token.span.is_empty());
                    assert!(text[end..token.span.start].chars().all(|c| c.is_whitespace() || super::is_invisible(c)));
                    end = token.span.end;
                }
            }
        }
    }
}
