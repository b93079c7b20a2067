//! Dates by grammar: absolute and relative dates and periods of a day or longer. In: the words of a passage; out:
//! ranges of tokens, in order, none overlapping another.

use super::words::{Case, Words};
use crate::model::Kinds;
use std::ops::Range;

/// Finds every date of the passage.
#[must_use]
pub fn find_dates(words: &Words<'_>) -> Vec<Range<usize>> {
    let mut dates = Vec::new();
    for sentence in &words.passage.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let reader = Reader { words, end: sentence.tokens.end };
            match reader.date(at, sentence.tokens.start) {
                Some(date) => {
                    at = date.end;
                    dates.push(date);
                }
                None => at += 1,
            }
        }
    }
    dates
}

const UNITS: &[&str] = &["day", "week", "fortnight", "month", "year", "decade", "century", "weekend", "quarter"];
const UNITS_PLURAL: &[&str] = &["days", "weeks", "months", "years", "decades", "centuries", "weekends", "nights"];
const NUMBERS: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
];
const DECADES: &[&str] =
    &["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
const POINTERS: &[&str] =
    &["each", "every", "last", "next", "this", "past", "previous", "following", "coming", "that", "same"];
const SEASONS: &[&str] = &["spring", "summer", "autumn", "winter", "fall"];
const TODAY: &[&str] = &["today", "yesterday", "tomorrow", "tonight"];
const PARTS: &[&str] = &["early", "late", "mid", "earlier", "later"];
const ORDINALS: &[&str] = &["first", "second", "third", "fourth"];

struct Reader<'w, 'a> {
    words: &'w Words<'a>,
    end: usize,
}

impl Reader<'_, '_> {
    fn is(&self, at: usize, list: &[&str]) -> bool {
        at < self.end && list.contains(&self.words.folded(at))
    }

    fn text(&self, at: usize) -> &str {
        if at < self.end { self.words.folded(at) } else { "" }
    }

    fn month(&self, at: usize) -> bool {
        at < self.end && self.words.kinds(at).has(Kinds::MONTH) && self.words.words[at].case != Case::Lower
    }

    fn weekday(&self, at: usize) -> bool {
        at < self.end && self.words.kinds(at).has(Kinds::DAY) && self.words.words[at].case != Case::Lower
    }

    /// A four-digit year.
    fn year(&self, at: usize) -> bool {
        let text = self.text(at);
        text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) && ("1000".."2100").contains(&text)
    }

    /// "5", "5th": a day of the month.
    fn month_day(&self, at: usize) -> bool {
        let text = self.text(at);
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = &text[digits.len()..];
        matches!(ending, "" | "st" | "nd" | "rd" | "th") && digits.parse().is_ok_and(|n: u32| (1..=31).contains(&n))
    }

    fn number(&self, at: usize) -> bool {
        let text = self.text(at);
        text.bytes().next().is_some_and(|b| b.is_ascii_digit()) && text.bytes().all(|b| b.is_ascii_digit() || b == b',')
            || NUMBERS.contains(&text)
            || text.split('-').all(|part| NUMBERS.contains(&part)) && !text.is_empty()
    }

    fn comma(&self, at: usize) -> bool {
        self.text(at) == ","
    }

    fn dash(&self, at: usize) -> bool {
        matches!(self.text(at), "-" | "–" | "—")
    }

    /// The longest date that begins at `at`.
    fn date(&self, at: usize, sentence_start: usize) -> Option<Range<usize>> {
        if self.is_age(at, sentence_start) {
            return None;
        }
        let core = self.calendar(at).or_else(|| self.relative(at)).or_else(|| self.period(at))?;
        Some(at..self.with_end(core))
    }

    /// "60-year-old", "aged 5": no dates.
    fn is_age(&self, at: usize, sentence_start: usize) -> bool {
        at > sentence_start && self.text(at - 1) == "aged"
    }

    /// A calendar date: "November 3, 2015", "3 November 2015", "Friday", "2015", "the 1990s".
    fn calendar(&self, at: usize) -> Option<usize> {
        // "early November", "mid-November", "end of January"
        if self.is(at, PARTS) {
            let next = if self.dash(at + 1) { at + 2 } else { at + 1 };
            let is_point = self.month(next) || self.year(next) || self.weekday(next) || self.decade(next);
            return if is_point { self.calendar(next) } else { None };
        }
        if self.is(at, &["end", "beginning", "middle", "start"]) && self.text(at + 1) == "of" {
            let next = if self.text(at + 2) == "the" { at + 3 } else { at + 2 };
            if self.month(next) || self.year(next) {
                return self.calendar(next);
            }
            return (self.is(next, UNITS)).then_some(next + 1);
        }
        if self.weekday(at) {
            let mut end = at + 1;
            let is_dated = self.month(end + 1) || self.month_day(end + 1) && self.month(end + 2);
            if self.comma(end) && is_dated {
                end = self.calendar(end + 1)?;
            }
            return Some(end);
        }
        if self.month(at) {
            return self.after_month(at);
        }
        if self.month_day(at) {
            let next = if self.text(at + 1) == "of" { at + 2 } else { at + 1 };
            if self.month(next) {
                return Some(self.with_year(next + 1));
            }
        }
        if self.year(at) {
            let is_counted = self.text(at + 1).starts_with(|c: char| c.is_ascii_alphabetic())
                && (self.is(at + 1, UNITS_PLURAL) || self.is(at + 1, &["people", "km", "meters", "metres", "dollars"]));
            let before = at.checked_sub(1).map_or("", |b| self.words.folded(b));
            let is_clock = self.is(at + 1, &["utc", "gmt", "hours", "local"]);
            if is_counted
                || is_clock
                || matches!(before, "$" | "€" | "£" | "#" | "no." | "about" | "over" | "than" | "resolution")
            {
                return None;
            }
            if self.dash(at + 1) && (self.year(at + 2) || self.text(at + 2).len() == 2 && self.number(at + 2)) {
                return Some(at + 3);
            }
            return Some(at + 1);
        }
        if self.decade(at) {
            return Some(at + 1);
        }
        self.words.matches[self.words.matches.partition_point(|m| m.tokens.start < at)..]
            .iter()
            .take_while(|m| m.tokens.start == at)
            .find(|m| m.entry.kinds.has(Kinds::HOLIDAY) && m.tokens.end <= self.end)
            .map(|m| m.tokens.end)
    }

    fn decade(&self, at: usize) -> bool {
        let text = self.text(at);
        self.is(at, DECADES) || text.len() == 5 && text.ends_with("0s") && text[..4].bytes().all(|b| b.is_ascii_digit())
    }

    /// What follows a month: "November", "November 3", "November 3, 2015", "November 2015", "November 3-5".
    fn after_month(&self, at: usize) -> Option<usize> {
        let mut end = at + 1;
        // "May", "March" as words: the verb and the walk are lower case, "May" at the start of a sentence is not.
        if self.text(at) == "may" && self.words.words[at].is_first && !self.month_day(end) && !self.year(end) {
            return None;
        }
        if self.month_day(end) {
            end += 1;
            if self.dash(end) && self.month_day(end + 1) {
                end += 2;
            }
        }
        Some(self.with_year(end))
    }

    fn with_year(&self, end: usize) -> usize {
        if self.year(end) {
            end + 1
        } else if self.comma(end) && self.year(end + 1) {
            end + 2
        } else {
            end
        }
    }

    /// "yesterday", "last year", "this weekend", "last Friday", "earlier today", "next few days".
    fn relative(&self, at: usize) -> Option<usize> {
        if self.is(at, TODAY) && self.text(at) != "tonight" {
            return Some(at + 1);
        }
        if self.is(at, PARTS) {
            let next = at + 1;
            if self.is(next, TODAY) {
                return Some(next + 1);
            }
            if self.is(next, POINTERS) {
                return self.relative(next);
            }
        }
        if self.is(at, POINTERS) {
            let next = at + 1;
            if self.is(next, UNITS) && self.text(next) != "century" || self.is(next, SEASONS) {
                return Some(next + 1);
            }
            if self.month(next) || self.weekday(next) {
                return self.calendar(next);
            }
            let counted = self.count(next).filter(|_| !self.is(at, &["each", "every"]));
            if let Some(end) = counted
                && self.is(end, UNITS_PLURAL)
                && self.text(at) != "that"
            {
                return Some(end + 1);
            }
            return (self.is(next, UNITS_PLURAL) && self.is(at, &["past", "last", "coming"])).then_some(next + 1);
        }
        let is_century = self.text(at + 1) == "century" && self.text(at).starts_with(|c: char| c.is_ascii_digit());
        if self.is(at, ORDINALS) && self.text(at + 1) == "quarter" || is_century {
            return Some(at + 2);
        }
        if self.is(at, &["weekend"]) {
            return Some(at + 1);
        }
        None
    }

    /// "three", "a few", "several", "25": how many. The index after it.
    fn count(&self, at: usize) -> Option<usize> {
        let mut end = at;
        if self.is(end, &["few", "several", "couple"]) {
            end += 1;
            if self.text(end) == "of" {
                end += 1;
            }
            return Some(end);
        }
        while self.number(end) {
            end += 1;
        }
        (end > at).then_some(end)
    }

    /// "three days", "a few weeks", "more than ten years", "two-year", "a week".
    fn period(&self, at: usize) -> Option<usize> {
        let text = self.text(at);
        if let Some((number, unit)) = text.split_once('-')
            && UNITS.contains(&unit)
            && (NUMBERS.contains(&number) || number.bytes().all(|b| b.is_ascii_digit()))
        {
            return Some(at + 1);
        }
        if UNITS.iter().any(|unit| text.strip_prefix(unit) == Some("-long")) {
            return Some(at + 1);
        }
        // "14-day" but not "60-year-old"
        if self.number(at) && self.dash(at + 1) && self.is(at + 2, UNITS) && !self.dash(at + 3) {
            return Some(at + 3);
        }
        let mut start = at;
        if self.is(start, &["more", "less", "fewer"]) && self.text(start + 1) == "than" {
            start += 2;
        } else if self.is(start, &["over", "nearly", "almost", "about", "around", "roughly"]) {
            start += 1;
        } else if self.text(start) == "at" && self.is(start + 1, &["least", "most"]) {
            start += 2;
        }
        let has_article = self.is(start, &["a", "an", "the"]);
        if has_article
            && self.is(start, &["a", "an"])
            && self.is(start + 1, &["day", "week", "month", "year", "decade"])
        {
            let end = start + 2;
            let is_dated = self.is(end, &["ago", "earlier", "later", "before", "after", "back"]);
            return (is_dated || start > at || self.text(end) != "of").then_some(end);
        }
        let counted = self.count(if has_article { start + 1 } else { start })?;
        let is_half = self.text(counted) == "and" && self.is(counted + 1, &["half"]);
        let unit = if is_half { counted + 2 } else { counted };
        let is_attribute = self.is(unit, UNITS) && self.number(at) && self.text(unit + 1) != "old";
        let is_unit =
            is_attribute || self.is(unit, UNITS_PLURAL) || self.is(unit, UNITS) && self.is(counted - 1, &["one", "1"]);
        let is_age = self.text(unit + 1) == "old" || self.text(unit + 1) == "of" && self.text(unit + 2) == "age";
        (is_unit && !is_age && !(has_article && self.text(start) == "the")).then_some(unit + 1)
    }

    /// "ago", "earlier", "later" belong to the date before them.
    fn with_end(&self, end: usize) -> usize {
        let after_unit = end > 0 && (self.is(end - 1, UNITS) || self.is(end - 1, UNITS_PLURAL));
        if after_unit && self.is(end, &["ago", "earlier", "later", "back"]) { end + 1 } else { end }
    }
}

#[cfg(test)]
mod tests {
    use super::find_dates;
    use crate::analysis::Passage;
    use crate::analysis::names::words::Words;
    use crate::model::{Gazetteer, Tables};

    fn dates(text: &str) -> Vec<&str> {
        let gazetteer = Gazetteer::new(&Tables::SHIPPED).expect("the shipped tables are well-formed");
        let passage = Passage::new(text);
        let words = Words::new(&passage, &gazetteer);
        find_dates(&words).into_iter().map(|date| &text[passage.span(date).range()]).collect()
    }

    #[test]
    fn calendar_dates() {
        assert_eq!(
            dates("On Friday, November 3, 2015 he left; in May 2016 he came back."),
            ["Friday, November 3, 2015", "May 2016"]
        );
        assert_eq!(
            dates("the war of 1974, early September, 31 October 2019, mid-August"),
            ["1974", "early September", "31 October 2019", "mid-August"]
        );
    }

    #[test]
    fn relative_dates_and_periods() {
        assert_eq!(
            dates("Last year and yesterday, three days ago, for more than ten years, a two-year term"),
            ["Last year", "yesterday", "three days ago", "more than ten years", "two-year"]
        );
    }

    #[test]
    fn ages_clock_times_and_sums_are_no_dates() {
        assert!(dates("The 60-year-old, aged 20, came at 5 p.m. recently with $2000.").is_empty());
    }
}
