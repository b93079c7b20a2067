//! Articles with other people and places in them, so that the tagger learns what stands around names rather than the names
//! that happened to be in the news (entity switching: Agarwal et al. 2021). In: a sample and the lists; out: the sample
//! with its persons, countries and other places exchanged for listed ones, each the same everywhere in it.

use super::corpora::{Sample, bit};
use crate::analysis::names::found::NameType;
use crate::model::{Gazetteer, Kinds, Tables};
use crate::text::Span;
use std::collections::BTreeMap;

/// Names to choose from.
pub struct Stock {
    countries: Vec<&'static str>,
    places: Vec<&'static str>,
    forenames: Vec<&'static str>,
    surnames: Vec<&'static str>,
}

impl Stock {
    /// The names of the lists.
    #[must_use]
    pub fn new(tables: &Tables) -> Self {
        let rows = |table: &'static str| table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let column = |line: &'static str, n: usize| line.split('\t').nth(n).unwrap_or_default();
        let is_name = |name: &&str| name.starts_with(char::is_uppercase) && name.chars().count() > 2;
        let places = rows(tables.places).filter(|line| line.starts_with("GPE")).map(|line| column(line, 1));
        let provinces = rows(tables.provinces).map(|line| column(line, 0));
        let cities = rows(tables.cities).map(|line| column(line, 0)).step_by(10);
        Self {
            countries: rows(tables.countries).map(|line| column(line, 1)).filter(is_name).collect(),
            places: places.chain(provinces).chain(cities).filter(is_name).collect(),
            forenames: rows(tables.forenames).map(|line| column(line, 0)).filter(is_name).collect(),
            surnames: rows(tables.surnames).map(|line| column(line, 0)).filter(is_name).collect(),
        }
    }

    /// The sample with other names. `seed` chooses them; `weight` is what the new sample weighs.
    #[must_use]
    pub fn swapped(&self, sample: &Sample, gazetteer: &Gazetteer, seed: u64, weight: f32) -> Sample {
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let mut given: BTreeMap<String, &'static str> = BTreeMap::new();
        let mut swapped = Sample { weight, unmarked: sample.unmarked, ..Sample::default() };
        let mut at = 0;
        for (span, types) in &sample.spans {
            if span.start < at {
                continue;
            }
            swapped.text += &sample.text[at..span.start];
            let start = swapped.text.len();
            let words = &sample.text[span.range()];
            if *types == bit(NameType::Person) {
                let parts: Vec<&str> = words.split(' ').collect();
                for (idx, part) in parts.iter().enumerate() {
                    let names = if idx + 1 == parts.len() { &self.surnames } else { &self.forenames };
                    let is_name = part.starts_with(char::is_uppercase) && part.len() > 2;
                    let new =
                        if is_name { *given.entry((*part).to_owned()).or_insert_with(|| dice.of(names)) } else { part };
                    if idx > 0 {
                        swapped.text.push(' ');
                    }
                    swapped.text += new;
                }
            } else if *types == bit(NameType::Gpe) && words.starts_with(char::is_uppercase) {
                let is_country = gazetteer.entry(words).is_some_and(|entry| entry.kinds.has(Kinds::COUNTRY));
                let names = if is_country { &self.countries } else { &self.places };
                swapped.text += given.entry(words.to_owned()).or_insert_with(|| dice.of(names));
            } else {
                swapped.text += words;
            }
            swapped.spans.push((Span::new(start, swapped.text.len()), *types));
            at = span.end;
        }
        swapped.text += &sample.text[at..];
        swapped
    }
}

/// A fixed row of numbers (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn of(&mut self, names: &[&'static str]) -> &'static str {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let n = names.len().max(1) as u64;
        names.get(usize::try_from(self.0 % n).unwrap_or_default()).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Stock;
    use crate::analysis::names::found::NameType;
    use crate::model::{Gazetteer, Tables};
    use crate::text::Span;
    use crate::train::corpora::{Sample, bit};

    #[test]
    fn names_change_everywhere_alike_and_their_spans_with_them() {
        let gazetteer = Gazetteer::new(&Tables::SHIPPED).expect("the shipped tables are well-formed");
        let text = "Anna Berg left Ghana. Berg praised Ghana and NATO.".to_owned();
        let span = |words: &str, from: usize, ty| {
            let start = from + text[from..].find(words).expect("the words are there");
            (Span::new(start, start + words.len()), bit(ty))
        };
        let spans = vec![
            span("Anna Berg", 0, NameType::Person),
            span("Ghana", 0, NameType::Gpe),
            span("Berg", 20, NameType::Person),
            span("Ghana", 25, NameType::Gpe),
            span("NATO", 0, NameType::Org),
        ];
        let sample = Sample { text: text.clone(), spans, unmarked: 0, weight: 1.0 };
        let swapped = Stock::new(&Tables::SHIPPED).swapped(&sample, &gazetteer, 7, 0.5);
        let words: Vec<&str> = swapped.spans.iter().map(|(span, _)| &swapped.text[span.range()]).collect();
        assert_ne!(swapped.text, text);
        assert!(words[0].ends_with(words[2]) && words[1] == words[3] && words[4] == "NATO", "{words:?}");
        assert_eq!(gazetteer.entry(words[1]).map(|entry| entry.country.is_some()), Some(true));
    }
}
