//! The sentences that decide whether two cues lie in the same one. They belong to the definition of the measure and
//! are cruder than those the tagger uses, on purpose: a better splitter must not change the figures of the past.

/// Words after which a full stop ends no sentence; so does a single capital.
const ABBREVIATIONS: [&str; 36] = [
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Col", "Lt", "Sgt", "Gov", "Sen", "Rep", "St", "Jr", "Sr", "vs", "No",
    "Inc", "Ltd", "Corp", "Co", "U.S", "U.N", "U.K", "E.U", "a.m", "p.m", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept",
    "Oct", "Nov", "Dec",
];

/// Where the sentences of a text start and end, in bytes.
pub struct SentenceIndex {
    spans: Vec<(usize, usize)>,
}

impl SentenceIndex {
    pub fn new(text: &str) -> Self {
        let mut spans = Vec::new();
        let mut at = 0;
        for paragraph in text.split("\n\n") {
            spans.extend(sentences(paragraph).into_iter().map(|(start, end)| (at + start, at + end)));
            at += paragraph.len() + "\n\n".len();
        }
        Self { spans }
    }

    /// The number of the sentence in which `offset` lies, `None` between paragraphs.
    pub fn at(&self, offset: usize) -> Option<usize> {
        let after = self.spans.partition_point(|(start, _)| *start <= offset);
        (0..after).rev().find(|idx| self.spans[*idx].0 < self.spans[*idx].1).filter(|idx| offset < self.spans[*idx].1)
    }
}

/// The sentences of a paragraph: each ends after marks of sentence end and closing quotes, where white space, opening
/// quotes and a capital or digit follow, or a capitalised word at once.
fn sentences(paragraph: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(mark) = paragraph[at..].find(['.', '!', '?']).map(|offset| at + offset) {
        let after_marks = paragraph[mark..].trim_start_matches(['.', '!', '?']);
        let after = after_marks.trim_start_matches(['"', '”', '’', '\'', ')', ']']);
        let end = paragraph.len() - after.len();
        at = end;
        if !begins_sentence(after) {
            continue;
        }
        let is_abbreviated = paragraph[mark..].starts_with('.') && ends_with_abbreviation(&paragraph[start..mark]);
        if !is_abbreviated {
            found.push((start, end));
            start = end;
        }
    }
    found.push((start, paragraph.len()));
    found
}

fn begins_sentence(after: &str) -> bool {
    let mut letters = after.chars();
    if letters.next().is_some_and(|c| c.is_ascii_uppercase()) && letters.next().is_some_and(|c| c.is_ascii_lowercase())
    {
        return true;
    }
    let words = after.trim_start_matches(is_space);
    words.len() < after.len()
        && words
            .trim_start_matches(['"', '“', '‘', '\'', '(', '['])
            .starts_with(|c| matches!(c, 'A'..='Z' | '\u{c0}'..='\u{de}' | '\u{100}'..='\u{17d}' | '0'..='9'))
}

/// White space as the reference scorer's regular expressions know it.
const fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

fn ends_with_abbreviation(head: &str) -> bool {
    let head = head.strip_suffix('\n').unwrap_or(head);
    let stands_alone =
        |before: &str| before.is_empty() || before.ends_with(|c| is_space(c) || matches!(c, '(' | '"' | '“'));
    let is_initial = head.ends_with(|c: char| c.is_ascii_uppercase()) && stands_alone(&head[..head.len() - 1]);
    is_initial || ABBREVIATIONS.iter().any(|abbreviation| head.strip_suffix(abbreviation).is_some_and(stands_alone))
}

#[cfg(test)]
mod tests {
    use super::{SentenceIndex, sentences};

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|(start, end)| &text[start..end]).collect()
    }

    #[test]
    fn marks_quotes_and_abbreviations() {
        assert_eq!(split("He left. “No!” She said so."), ["He left.", " “No!”", " She said so."]);
        assert_eq!(
            split("Mr. Bo met J. Ana in the U.S. Senate. It rained"),
            ["Mr. Bo met J. Ana in the U.S. Senate.", " It rained"]
        );
        assert_eq!(split("It cost 3.50 and then fell. it did"), ["It cost 3.50 and then fell. it did"]);
        assert_eq!(split("No space.Then more"), ["No space.", "Then more"]);
    }

    #[test]
    fn the_sentence_of_an_offset() {
        let index = SentenceIndex::new("One. Two.\n\nThree.");
        let at = [0, 4, 8, 9, 10, 11, 16, 17].map(|offset| index.at(offset));
        assert_eq!(at, [Some(0), Some(1), Some(1), None, None, Some(2), Some(2), None]);
    }
}
