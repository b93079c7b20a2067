//! The parts of a person's name, and whether two names can be one person's.

use super::words::Words;
use crate::analysis::Gender;
use crate::model::Kinds;
use std::ops::Range;

/// A person's name, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// Folded words without marks and suffixes ("Jr.").
    words: Vec<String>,
    /// Other ways in which the article names the same person.
    others: Vec<Vec<String>>,
    pub gender: Option<Gender>,
    /// Offices that stand before the name, folded: "president".
    titles: Vec<String>,
}

impl PersonName {
    #[must_use]
    pub fn read(words: &Words<'_>, tokens: &Range<usize>) -> Self {
        let parts: Vec<String> = tokens
            .clone()
            .filter(|idx| !words.kinds(*idx).has(Kinds::SUFFIX) || tokens.len() == 1)
            .map(|idx| words.folded(idx).trim_end_matches('.').to_owned())
            .filter(|w| w.chars().any(char::is_alphanumeric))
            .collect();
        let title = tokens.start.checked_sub(1).filter(|idx| {
            let kinds = words.kinds(*idx);
            kinds.has(Kinds::TITLE) && !kinds.has(Kinds::FEMALE | Kinds::MALE)
        });
        let titles = title.map(|idx| words.folded(idx).to_owned()).into_iter().collect();
        Self { words: parts, others: Vec::new(), gender: gender_of(words, tokens), titles }
    }

    /// How alike this person's names and `other` are, `None` where they cannot be one person's; more is better.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> Option<u8> {
        if let (Some(mine), Some(theirs)) = (self.gender, other.gender)
            && mine != theirs
            && self.words != other.words
        {
            return None;
        }
        let names = std::iter::once(&self.words).chain(&self.others);
        let best = names.filter_map(|mine| likeness(mine, &other.words)).max()?;
        // The office weighs more than how a family name was written: "President Okafor" is not his wife.
        let has_same_title = other.titles.iter().any(|title| self.titles.contains(title));
        Some(best + if has_same_title { 2 } else { 0 })
    }

    /// Learns another name of the same person.
    pub fn take_in(&mut self, other: &Self) {
        self.gender = self.gender.or(other.gender);
        for title in &other.titles {
            if !self.titles.contains(title) {
                self.titles.push(title.clone());
            }
        }
        if other.words != self.words && !self.others.contains(&other.words) {
            self.others.push(other.words.clone());
        }
    }
}

fn likeness(a: &[String], b: &[String]) -> Option<u8> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    if a == b {
        return Some(9);
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    // "de Blasio", "Putin": the end of the longer name.
    if long.ends_with(short) {
        return Some(8);
    }
    if let [word] = short {
        // "Kim" of "Kim Jong-un", "Greta" of "Greta Thunberg", "Lam" of "Carrie Lam Cheng".
        return match long.iter().position(|w| w == word) {
            Some(0) => Some(4),
            Some(_) => Some(5),
            None => None,
        };
    }
    let is_same_family = short.last() == long.last();
    let is_same_given = same_given(&short[0], &long[0]);
    if is_same_family && is_same_given {
        return Some(7);
    }
    let has_all = short.iter().all(|w| long.contains(w));
    (has_all && is_same_given).then_some(6)
}

/// "Joe" and "Joseph" are not known to be one, "J" and "Joe", "Alex" and "Alexander" are.
fn same_given(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let is_nickname = matches!(
        (short, long),
        ("joe", "joseph")
            | ("mike", "michael")
            | ("bill", "william")
            | ("bob", "robert")
            | ("jim", "james")
            | ("tom", "thomas")
            | ("tony", "anthony")
            | ("bernie", "bernard")
            | ("ted", "edward")
            | ("dick", "richard")
            | ("dmitri", "dmitry")
            | ("alexei", "aleksei")
            | ("liz", "elizabeth")
            | ("kate", "catherine")
            | ("jeb", "john")
            | ("jack", "john")
            | ("chuck", "charles")
            | ("beto", "robert")
    );
    long.starts_with(short) && (short.len() == 1 || short.len() >= 3) || is_nickname
}

/// The gender that a title before the name or its given name tells.
fn gender_of(words: &Words<'_>, tokens: &Range<usize>) -> Option<Gender> {
    let of = |kinds: Kinds, female: Kinds, male: Kinds| match (kinds.has(female), kinds.has(male)) {
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    };
    let title = tokens.start.checked_sub(1).map_or(Kinds::NONE, |idx| words.kinds(idx));
    let by_title = of(title, Kinds::FEMALE, Kinds::MALE);
    let given = words.kinds(tokens.start);
    let by_name = if tokens.len() > 1 { of(given, Kinds::FEMALE_NAME, Kinds::MALE_NAME) } else { None };
    by_title.or(by_name)
}

#[cfg(test)]
mod tests {
    use super::likeness;

    fn alike(a: &str, b: &str) -> bool {
        let words = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
        likeness(&words(a), &words(b)).is_some()
    }

    #[test]
    fn a_family_name_is_one_with_the_full_name() {
        assert!(alike("vladimir putin", "putin"));
        assert!(alike("bill de blasio", "de blasio"));
        assert!(alike("george w bush", "george bush"));
        assert!(alike("j biden", "joe biden"));
    }

    #[test]
    fn other_given_names_are_other_people() {
        assert!(!alike("george bush", "jeb bush"));
        assert!(!alike("ivanka trump", "donald trump"));
        assert!(!alike("angela merkel", "putin"));
    }
}
