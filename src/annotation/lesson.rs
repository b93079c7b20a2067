//! A lesson: one decision of a reader, taken out of its article so that it can be acted upon in others. In: what was
//! decided and the sentence it was decided in; out: a value that can be listed, stored and taken back. It does not
//! know how anything is learned from it.

use super::Label;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// One decision of a reader, with the article it was made in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    /// The title of the article, for the reader to recognise.
    pub article: String,
    pub taught: Taught,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Taught {
    /// The words at `span` of this sentence name something of this type; without one, they name nothing.
    Name { sentence: String, span: Span, label: Option<Label> },
    /// What has one of these names is this country or thing (see [`super::Entity::link`]), or no known one.
    Link { names: Vec<String>, link: Option<String> },
    /// What has one of these names speaks for what has that name, or for nobody.
    Side { names: Vec<String>, side: Option<String> },
}

impl Lesson {
    /// The words that the lesson is about; empty only where a stored lesson does not fit its own sentence.
    #[must_use]
    pub fn words(&self) -> &str {
        match &self.taught {
            Taught::Name { sentence, span, .. } => sentence.get(span.range()).unwrap_or_default(),
            Taught::Link { names, .. } | Taught::Side { names, .. } => names.first().map_or("", String::as_str),
        }
    }

    /// Whether the other is a decision about the same matter, so that the later one replaces the earlier: the same
    /// words in the same article, or the same fact about what they name.
    #[must_use]
    pub fn is_about_same(&self, other: &Self) -> bool {
        match (&self.taught, &other.taught) {
            (Taught::Name { .. }, Taught::Name { .. }) => {
                self.article == other.article && self.words() == other.words()
            }
            (Taught::Link { names: a, .. }, Taught::Link { names: b, .. })
            | (Taught::Side { names: a, .. }, Taught::Side { names: b, .. }) => a.first() == b.first(),
            _ => false,
        }
    }
}

/// Lessons in the order in which they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Lessons(Vec<Lesson>);

impl Lessons {
    /// How many are kept: the oldest go first.
    pub const MOST: usize = 2_000;

    #[must_use]
    pub fn as_slice(&self) -> &[Lesson] {
        &self.0
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes in a lesson; an earlier one about the same matter gives way. Returns whether it brought anything new.
    pub fn add(&mut self, lesson: Lesson) -> bool {
        if self.0.contains(&lesson) {
            return false;
        }
        self.0.retain(|known| !known.is_about_same(&lesson));
        self.0.push(lesson);
        let n_over = self.0.len().saturating_sub(Self::MOST);
        self.0.drain(..n_over);
        true
    }

    /// Forgets exactly this lesson. Returns whether it was there.
    pub fn forget(&mut self, lesson: &Lesson) -> bool {
        let n = self.0.len();
        self.0.retain(|known| known != lesson);
        self.0.len() < n
    }
}

impl FromIterator<Lesson> for Lessons {
    fn from_iter<I: IntoIterator<Item = Lesson>>(lessons: I) -> Self {
        let mut all = Self::default();
        for lesson in lessons {
            all.add(lesson);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::{Lesson, Lessons, Taught};
    use crate::annotation::Label;
    use crate::text::Span;

    fn wagner(article: &str, label: Option<Label>) -> Lesson {
        let taught = Taught::Name { sentence: "Wagner left Mali.".into(), span: Span::new(0, 6), label };
        Lesson { article: article.into(), taught }
    }

    #[test]
    fn a_reader_may_change_their_mind_about_a_name_in_an_article() {
        let mut lessons = Lessons::default();
        assert!(lessons.add(wagner("a", Some(Label::PERSON))));
        assert!(lessons.add(wagner("a", Some(Label::ORG))));
        assert!(!lessons.add(wagner("a", Some(Label::ORG))), "it is known already");
        assert!(lessons.add(wagner("b", Some(Label::ORG))), "another article is another sentence to learn from");
        assert_eq!(lessons.as_slice(), [wagner("a", Some(Label::ORG)), wagner("b", Some(Label::ORG))]);
    }

    #[test]
    fn one_lesson_can_be_taken_back() {
        let mut lessons: Lessons = [wagner("a", Some(Label::ORG)), wagner("b", None)].into_iter().collect();
        assert!(lessons.forget(&wagner("a", Some(Label::ORG))));
        assert!(!lessons.forget(&wagner("a", Some(Label::ORG))));
        assert_eq!(lessons.as_slice(), [wagner("b", None)]);
    }

    #[test]
    fn the_oldest_lessons_go_first() {
        let lessons: Lessons = (0..=Lessons::MOST).map(|n| wagner(&n.to_string(), None)).collect();
        assert_eq!(lessons.as_slice().len(), Lessons::MOST);
        assert_eq!(lessons.as_slice()[0].article, "1");
    }
}
