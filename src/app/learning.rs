//! What the program has learned from its reader, on the screen: the lessons, whether they are used, and how each is told in
//! plain words. It does not know how anything is learned from them, or where they are kept.

use super::words::Language;
use crate::annotation::{Label, Lesson, Lessons, Taught};
use std::rc::Rc;

/// As many lessons are listed at once; a search finds the others.
pub const MOST_LISTED: usize = 100;
/// So much of a sentence is shown on each side of a name, in characters.
const AROUND: usize = 60;

/// What was learned, and whether it counts.
#[derive(Clone, Debug, Default)]
pub struct Learning {
    pub lessons: Rc<Lessons>,
    /// Whether the reader wants neither to teach nor to have what was taught used.
    pub is_off: bool,
    /// What was forgotten last in the list, so that it can be brought back.
    pub forgotten: Rc<Vec<Lesson>>,
}

impl PartialEq for Learning {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.lessons, &other.lessons)
            && self.is_off == other.is_off
            && Rc::ptr_eq(&self.forgotten, &other.forgotten)
    }
}

impl Learning {
    /// The lessons that the tagger is to follow.
    #[must_use]
    pub fn in_use(&self) -> Rc<Lessons> {
        if self.is_off { Rc::default() } else { Rc::clone(&self.lessons) }
    }

    #[must_use]
    pub fn knows(&self, lesson: &Lesson) -> bool {
        !self.is_off && self.lessons.as_slice().contains(lesson)
    }
}

/// What can happen to what was learned.
#[derive(Clone, Debug, PartialEq)]
pub enum LearningAction {
    /// As the store has it, where another tab has changed it.
    Loaded(Lessons),
    ChangedElsewhere,
    NotKept(String),
    Forgotten(Lesson),
    AllForgotten,
    BroughtBack,
    /// The reader wants it used, or not.
    Switched(bool),
    Exported,
}

/// What is asked of the browser for it.
#[derive(Clone, Debug, PartialEq)]
pub enum LearningEffect {
    /// The tagger shall follow these, and no others.
    Use(Rc<Lessons>),
    /// The store shall take these in and forget those.
    Change {
        given: Vec<Lesson>,
        taken_back: Vec<Lesson>,
    },
    Load,
    /// Whether it is used shall be kept for the next visit.
    KeepSwitch(bool),
}

/// A lesson as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub lesson: Lesson,
    pub words: String,
    /// What was decided about the words: "is", with the type beside it; "is no name"; "speaks for Russia".
    pub says: String,
    pub label: Option<Label>,
    /// The sentence around the words, shortened; empty for facts.
    pub before: String,
    pub after: String,
}

/// The lessons that have all these words in what the list shows of them, the latest first, and how many more there are.
#[must_use]
pub fn lines(words: Language, lessons: &Lessons, search: &str) -> (Vec<Line>, usize) {
    let wanted = search.to_lowercase();
    let has = |line: &Line| {
        let shown = format!("{} {} {} {}", line.words, line.says, line.lesson.article, line.before).to_lowercase();
        let label = line.label.as_ref().map(|label| label.as_str().to_lowercase()).unwrap_or_default();
        wanted.split_whitespace().all(|word| shown.contains(word) || label == word)
    };
    let mut found: Vec<Line> = lessons.as_slice().iter().rev().map(|lesson| line(words, lesson)).filter(has).collect();
    let n_more = found.len().saturating_sub(MOST_LISTED);
    found.truncate(MOST_LISTED);
    (found, n_more)
}

fn line(words: Language, lesson: &Lesson) -> Line {
    let (mut label, mut before, mut after) = (None, String::new(), String::new());
    let says = match &lesson.taught {
        Taught::Name { sentence, span, label: decided } => {
            label = decided.clone();
            before = last_of(sentence.get(..span.start).unwrap_or_default());
            after = first_of(sentence.get(span.end..).unwrap_or_default());
            (if label.is_some() { words.lesson_is() } else { words.lesson_no_name() }).to_owned()
        }
        Taught::Link { link: Some(link), .. } => words.lesson_linked(link),
        Taught::Link { link: None, .. } => words.lesson_no_link().to_owned(),
        Taught::Side { side: Some(side), .. } => words.lesson_speaks_for(side),
        Taught::Side { side: None, .. } => words.lesson_speaks_for_itself().to_owned(),
    };
    Line { words: lesson.words().to_owned(), says, label, before, after, lesson: lesson.clone() }
}

fn first_of(text: &str) -> String {
    let end = text.char_indices().nth(AROUND).map(|(at, _)| at);
    end.map_or_else(|| text.to_owned(), |end| format!("{}…", &text[..end]))
}

fn last_of(text: &str) -> String {
    let start = text.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    if start == 0 { text.to_owned() } else { format!("…{}", &text[start..]) }
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::annotation::{Label, Lesson, Lessons, Taught};
    use crate::app::words::Language;
    use crate::text::Span;

    fn lessons() -> Lessons {
        let name = |sentence: &str, words: &str, label| {
            let start = sentence.find(words).expect("the words are there");
            let span = Span::new(start, start + words.len());
            Lesson { article: "Raid".into(), taught: Taught::Name { sentence: sentence.into(), span, label } }
        };
        let long = format!("{}Wagner left.", "Rain fell on the hills. ".repeat(9));
        let side = Taught::Side { names: vec!["Dmitri Peskov".into()], side: Some("Russia".into()) };
        [
            name(&long, "Wagner", Some(Label::ORG)),
            name("The Watchdogs spoke.", "Watchdogs", None),
            Lesson { article: "Grain".into(), taught: side },
        ]
        .into_iter()
        .collect()
    }

    #[test]
    fn lessons_are_told_in_plain_words_the_latest_first() {
        let (lines, n_more) = lines(Language::English, &lessons(), "");
        let told: Vec<String> = lines.iter().map(|line| format!("{} {}", line.words, line.says)).collect();
        assert_eq!(
            (told.join(", ").as_str(), n_more),
            ("Dmitri Peskov speaks for Russia, Watchdogs is no name, Wagner is", 0)
        );
        assert_eq!((lines[1].before.as_str(), lines[1].after.as_str()), ("The ", " spoke."));
        assert!(lines[2].before.starts_with('…') && lines[2].before.chars().count() == 61, "{:?}", lines[2].before);
    }

    #[test]
    fn a_search_looks_at_words_types_and_articles() {
        let found = |search| {
            lines(Language::English, &lessons(), search).0.iter().map(|line| line.words.clone()).collect::<Vec<_>>()
        };
        assert_eq!(found("org"), ["Wagner"]);
        assert_eq!(found("grain russia"), ["Dmitri Peskov"]);
        assert_eq!(found("raid"), ["Watchdogs", "Wagner"]);
        assert!(found("raid russia").is_empty());
    }
}
