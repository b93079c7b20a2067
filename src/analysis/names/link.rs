//! Linking: which names have one referent. In: the names found, in text order; out: referents, and for each name the
//! referent it belongs to. A sieve: what the gazetteer knows, then acronyms, then parts of names, each against what
//! the article named before (and, for persons, after: headlines use family names). It does not know sides or pronouns.

use super::capital::speaks_for_its_country;
use super::found::{FoundName, NameType};
use super::person::PersonName;
use super::words::{Case, Words};
use crate::model::{Gazetteer, Kinds, KnownIdx, Model, Overlay, fold};
use std::collections::BTreeMap;

/// What some names have in common.
#[derive(Clone, Debug)]
pub struct Linked {
    pub name: String,
    pub ty: NameType,
    /// The country's code, for a country.
    pub code: Option<String>,
    /// What the reader once linked it to, for anything else.
    pub taught_link: Option<String>,
    /// What the gazetteer knows of it.
    pub known: Option<KnownIdx>,
    /// Indices of its names.
    pub names: Vec<usize>,
}

/// The referents of a passage, and the referent of each name (`None` for dates).
#[derive(Clone, Debug, Default)]
pub struct Links {
    pub referents: Vec<Linked>,
    pub referent_of: Vec<Option<usize>>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Known(KnownIdx),
    Party(String),
    /// Type and folded words.
    Named(NameType, String),
}

/// Groups `names` by referent.
#[must_use]
pub fn link(words: &Words<'_>, model: &Model, names: &[FoundName]) -> Links {
    let Model { gazetteer, overlay, .. } = model;
    let mut linker = Linker { words, gazetteer, overlay, names, links: Links::default(), by_key: BTreeMap::new() };
    linker.links.referent_of = vec![None; names.len()];
    for (name_idx, name) in names.iter().enumerate() {
        if !matches!(name.ty, NameType::Date | NameType::Person) {
            linker.link_by_key(name_idx);
        }
    }
    linker.link_persons();
    linker.join_acronyms();
    linker.join_parts();
    linker.finish()
}

struct Linker<'w> {
    words: &'w Words<'w>,
    gazetteer: &'w Gazetteer,
    overlay: &'w Overlay,
    names: &'w [FoundName],
    links: Links,
    by_key: BTreeMap<Key, usize>,
}

impl Linker<'_> {
    fn text(&self, name_idx: usize) -> &str {
        self.words.text(self.names[name_idx].tokens.clone())
    }

    fn folded_words(&self, name_idx: usize) -> Vec<&str> {
        self.names[name_idx]
            .tokens
            .clone()
            .map(|idx| self.words.folded(idx))
            .filter(|w| w.chars().any(char::is_alphanumeric))
            .collect()
    }

    fn link_by_key(&mut self, name_idx: usize) {
        let (key, known) = self.key(name_idx);
        let referent_idx = match self.by_key.get(&key) {
            Some(idx) => *idx,
            None => {
                let idx = self.new_referent(name_idx, known);
                self.by_key.insert(key, idx);
                idx
            }
        };
        self.links.referents[referent_idx].names.push(name_idx);
        self.links.referent_of[name_idx] = Some(referent_idx);
    }

    fn new_referent(&mut self, name_idx: usize, known: Option<KnownIdx>) -> usize {
        let code = known.and_then(|idx| self.gazetteer.known(idx).code.clone());
        let ty = if code.is_some() { NameType::Gpe } else { self.names[name_idx].ty };
        self.links.referents.push(Linked {
            name: String::new(),
            ty,
            code,
            known,
            taught_link: None,
            names: Vec::new(),
        });
        self.links.referents.len() - 1
    }

    /// What decides about the referent of a name that is no person's.
    fn key(&self, name_idx: usize) -> (Key, Option<KnownIdx>) {
        let name = &self.names[name_idx];
        let entry = self.words.entry(&name.tokens).copied().unwrap_or_default();
        let words = self.folded_words(name_idx);
        // What the reader said of the name goes before what the lists say. A body that is linked to a country is still
        // not the country.
        let is_place = matches!(name.ty, NameType::Gpe | NameType::Loc | NameType::Norp);
        match self.overlay.link(self.text(name_idx)) {
            Some(Some(link)) if let Some(country) = self.gazetteer.country_idx(link).filter(|_| is_place) => {
                return (Key::Known(country), Some(country));
            }
            Some(None) => return (Key::Named(name.ty, words.join(" ")), None),
            _ => {}
        }
        match name.ty {
            NameType::Gpe | NameType::Loc | NameType::Norp => {
                if let Some(party) = party_adjective(&words, name.ty) {
                    return (Key::Party(party), None);
                }
                let is_country = entry.country.filter(|_| !self.is_american_state(&words));
                if let Some(idx) = is_country {
                    return (Key::Known(idx), Some(idx));
                }
                if let Some(idx) = entry.capital_of
                    && name.ty == NameType::Gpe
                    && speaks_for_its_country(self.words, &name.tokens)
                {
                    return (Key::Known(idx), Some(idx));
                }
                if let Some(idx) = entry.place {
                    return (Key::Known(idx), Some(idx));
                }
                let stem = if name.ty == NameType::Norp { singular(&words.join(" ")) } else { words.join(" ") };
                (Key::Named(name.ty, stem), None)
            }
            NameType::Org => {
                if let Some(party) = party_name(&words) {
                    return (Key::Party(party), entry.named);
                }
                if let Some(idx) = entry.named {
                    return (Key::Known(idx), Some(idx));
                }
                (Key::Named(name.ty, words.join(" ")), None)
            }
            _ => match entry.named {
                Some(idx) => (Key::Known(idx), Some(idx)),
                None => (Key::Named(name.ty, words.join(" ")), None),
            },
        }
    }

    /// "Georgia" is a state where the article names other American places and nothing Georgian.
    fn is_american_state(&self, words: &[&str]) -> bool {
        if words != ["georgia"] {
            return false;
        }
        let has = |list: &[&str]| self.words.words.iter().any(|w| list.contains(&w.folded.as_str()));
        has(&["u.s.", "us", "atlanta", "florida", "carolina", "states", "alabama"])
            && !has(&["tbilisi", "georgian", "georgians", "ossetia", "abkhazia", "saakashvili"])
    }

    fn link_persons(&mut self) {
        let mut persons: Vec<(PersonName, usize)> = Vec::new();
        for name_idx in 0..self.names.len() {
            if self.names[name_idx].ty != NameType::Person {
                continue;
            }
            let name = PersonName::read(self.words, &self.names[name_idx].tokens);
            // The best match, the nearest before it among equals.
            let best = (0..persons.len())
                .rev()
                .filter_map(|idx| persons[idx].0.likeness(&name).map(|likeness| (likeness, idx)))
                .fold(None, |best: Option<(u8, usize)>, next| match best {
                    Some(kept) if kept.0 >= next.0 => Some(kept),
                    _ => Some(next),
                });
            let beside = self.across_bracket(name_idx, &persons);
            let person_idx = match beside.or(best.map(|(_, idx)| idx)) {
                Some(idx) => {
                    persons[idx].0.take_in(&name);
                    // Nearest first: the most recently named stands last.
                    let person = persons.remove(idx);
                    persons.push(person);
                    persons.len() - 1
                }
                None => {
                    let referent_idx = self.new_referent(name_idx, None);
                    persons.push((name, referent_idx));
                    persons.len() - 1
                }
            };
            let referent_idx = persons[person_idx].1;
            self.links.referents[referent_idx].names.push(name_idx);
            self.links.referent_of[name_idx] = Some(referent_idx);
        }
    }

    /// The person whose name was cut by an editor's bracket: "[Vladimir] Putin".
    fn across_bracket(&self, name_idx: usize, persons: &[(PersonName, usize)]) -> Option<usize> {
        let before = name_idx.checked_sub(1)?;
        let is_cut = self.names[before].ty == NameType::Person
            && self.names[before].tokens.end + 1 == self.names[name_idx].tokens.start
            && self.words.folded(self.names[before].tokens.end) == "]";
        let referent_idx = self.links.referent_of[before].filter(|_| is_cut)?;
        persons.iter().position(|(_, idx)| *idx == referent_idx)
    }

    /// "World Health Organization" and "WHO".
    fn join_acronyms(&mut self) {
        for short_idx in 0..self.names.len() {
            let short = self.text(short_idx);
            let letters: String = short.chars().filter(|c| c.is_uppercase()).collect();
            let n_letters = short.chars().filter(|c| c.is_alphabetic()).count();
            let n_capitals = letters.chars().count();
            let is_acronym = n_capitals >= 2 && n_capitals * 3 >= n_letters * 2 && !short.contains(' ');
            if !is_acronym || matches!(self.names[short_idx].ty, NameType::Person | NameType::Date) {
                continue;
            }
            let start = self.names[short_idx].tokens.start;
            let in_brackets = start > 0 && self.words.folded(start - 1) == "(";
            let long_idx = (0..self.names.len()).find(|long_idx| {
                let name = &self.names[*long_idx];
                let is_adjacent = in_brackets && name.tokens.end + 1 == start;
                let is_same_type = name.ty == self.names[short_idx].ty;
                *long_idx != short_idx
                    && name.tokens.len() > 1
                    && (is_same_type || is_adjacent)
                    && name.ty != NameType::Date
                    && stands_for(&letters, self.text(*long_idx))
            });
            if let Some(long_idx) = long_idx {
                self.join(long_idx, short_idx);
            }
        }
    }

    /// Parts of longer names: "Ford" and "Ford Motor Company", "the Council" and "European Council", "Dorian" and
    /// "Hurricane Dorian", "US Supreme Court" and "Supreme Court".
    fn join_parts(&mut self) {
        for short_idx in 0..self.names.len() {
            let ty = self.names[short_idx].ty;
            if !matches!(ty, NameType::Org | NameType::Event | NameType::Product | NameType::Loc) {
                continue;
            }
            let short = self.folded_words(short_idx);
            let longer = (0..self.names.len())
                .filter(|long_idx| self.names[*long_idx].ty == ty && self.folded_words(*long_idx).len() > short.len())
                .filter(|long_idx| self.links.referent_of[*long_idx] != self.links.referent_of[short_idx])
                .filter(|long_idx| self.is_part(short_idx, &short, *long_idx))
                .min_by_key(|long_idx| (*long_idx > short_idx, long_idx.abs_diff(short_idx)));
            if let Some(long_idx) = longer {
                self.join(long_idx, short_idx);
            }
        }
    }

    fn is_part(&self, short_idx: usize, short: &[&str], long_idx: usize) -> bool {
        let long = self.folded_words(long_idx);
        let rest_of = |rest: &[&str]| self.is_country_words(rest);
        let trimmed: Vec<&str> = long.iter().copied().filter(|w| !matches!(*w, "of" | "the")).collect();
        match self.names[short_idx].ty {
            NameType::Org => {
                let is_suffix = long.ends_with(short);
                let is_prefix = long.starts_with(short);
                let before = &long[..long.len() - short.len()];
                let after = &long[short.len()..];
                let after_words: Vec<&str> = after.iter().copied().filter(|w| !matches!(*w, "of" | "the")).collect();
                let is_generic = short.len() == 1
                    && self.words.kinds(self.names[short_idx].tokens.start).has(Kinds::HEAD_ORG)
                    && long_idx < short_idx;
                (is_suffix && (rest_of(before) || is_generic && !short[0].is_empty()))
                    || (is_prefix && (rest_of(&after_words) || self.is_company_tail(after)))
            }
            NameType::Loc => trimmed.starts_with(short) && short.len() == 1,
            NameType::Event | NameType::Product => {
                let has_all = short.iter().all(|w| long.contains(w));
                has_all && short.iter().any(|w| !w.bytes().all(|b| b.is_ascii_digit()))
            }
            _ => false,
        }
    }

    fn is_country_words(&self, words: &[&str]) -> bool {
        let phrase = words.join(" ");
        let kinds = self.gazetteer.entry(&phrase).map_or(Kinds::NONE, |e| e.kinds);
        let upper = self.gazetteer.entry(&phrase.to_uppercase()).map_or(Kinds::NONE, |e| e.kinds);
        (kinds | upper).has(Kinds::COUNTRY | Kinds::NATIONALITY | Kinds::PLACE | Kinds::PEOPLE)
    }

    fn is_company_tail(&self, words: &[&str]) -> bool {
        let is_tail = |w: &str| {
            let kinds = self.gazetteer.entry(w).map_or(Kinds::NONE, |e| e.kinds);
            kinds.has(Kinds::HEAD_ORG) || matches!(w, "motor" | "motors" | "and" | "group" | "holdings" | "news")
        };
        !words.is_empty() && words.iter().all(|w| is_tail(w))
    }

    fn join(&mut self, kept_name_idx: usize, other_name_idx: usize) {
        let (Some(kept), Some(other)) = (self.links.referent_of[kept_name_idx], self.links.referent_of[other_name_idx])
        else {
            return;
        };
        if kept == other {
            return;
        }
        let moved = std::mem::take(&mut self.links.referents[other].names);
        for name_idx in &moved {
            self.links.referent_of[*name_idx] = Some(kept);
        }
        let known = self.links.referents[other].known;
        let code = self.links.referents[other].code.take();
        let kept = &mut self.links.referents[kept];
        kept.names.extend(moved);
        kept.names.sort_unstable();
        kept.known = kept.known.or(known);
        kept.code = kept.code.take().or(code);
    }

    /// Drops the referents that lost their names, orders the others by first mention, and names them.
    fn finish(self) -> Links {
        let mut order: Vec<usize> =
            (0..self.links.referents.len()).filter(|idx| !self.links.referents[*idx].names.is_empty()).collect();
        order.sort_by_key(|idx| self.links.referents[*idx].names[0]);
        let mut new_idx = vec![0; self.links.referents.len()];
        for (new, old) in order.iter().enumerate() {
            new_idx[*old] = new;
        }
        let referents = order
            .iter()
            .map(|old| {
                let mut referent = self.links.referents[*old].clone();
                referent.name = self.fullest_name(&referent);
                if referent.code.is_none() {
                    referent.ty = self.usual_type(&referent);
                    let mut texts = referent.names.iter().map(|idx| self.text(*idx)).chain([referent.name.as_str()]);
                    referent.taught_link = texts.find_map(|text| self.overlay.link(text)).cloned().flatten();
                }
                referent
            })
            .collect();
        let referent_of = self.links.referent_of.iter().map(|idx| idx.map(|old| new_idx[old])).collect();
        Links { referents, referent_of }
    }

    /// The name that says most: the gazetteer's for countries and places, else the longest written one that is no
    /// acronym and no adjective.
    fn fullest_name(&self, referent: &Linked) -> String {
        if let Some(known) = referent.known
            && referent.ty == NameType::Gpe
        {
            return self.gazetteer.known(known).name.clone();
        }
        let rank = |name_idx: &usize| {
            let name = &self.names[*name_idx];
            let is_shout = name.tokens.clone().all(|idx| self.words.words[idx].case == Case::Upper);
            let n_chars = self.text(*name_idx).chars().count();
            // "[President Vladimir] Putin" is called Putin.
            let is_given_alone =
                name.ty == NameType::Person && name.tokens.len() == 1 && self.words.folded(name.tokens.end) == "]";
            (
                name.ty != NameType::Norp,
                !is_given_alone,
                !(is_shout && name.tokens.len() > 1),
                name.tokens.len(),
                n_chars,
            )
        };
        // The first of the fullest.
        let best = referent.names.iter().rev().max_by_key(|idx| rank(idx));
        best.map_or_else(String::new, |idx| self.text(*idx).to_owned())
    }

    fn usual_type(&self, referent: &Linked) -> NameType {
        let mut counts = [0_usize; NameType::ALL.len()];
        for name_idx in &referent.names {
            counts[self.names[*name_idx].ty as usize] += 1;
        }
        // A people belongs to its place, a partisan to the party.
        for ty in [NameType::Org, NameType::Gpe, NameType::Loc] {
            if counts[ty as usize] > 0 && counts[NameType::Norp as usize] > 0 {
                return ty;
            }
        }
        let best = (0..counts.len()).rev().max_by_key(|idx| counts[*idx]).unwrap_or_default();
        NameType::ALL[best]
    }
}

/// "Democrats", "Democratic", "Republicans": the party that they are of.
fn party_adjective(words: &[&str], ty: NameType) -> Option<String> {
    match words {
        [word] if ty == NameType::Norp => party_stem(word),
        _ => None,
    }
}

/// "Republican Party", "the Democrats", "GOP", "Labour".
fn party_name(words: &[&str]) -> Option<String> {
    match words {
        [word] | [word, "party"] | ["us" | "u.s.", word, "party"] | ["united", "states", word, "party"] => {
            party_stem(word)
        }
        _ => None,
    }
}

fn party_stem(word: &str) -> Option<String> {
    let stem = match word {
        "democrat" | "democrats" | "democratic" => "democratic",
        "republican" | "republicans" | "gop" => "republican",
        "conservative" | "conservatives" | "tory" | "tories" => "conservative",
        "labour" => "labour",
        "libertarian" | "libertarians" => "libertarian",
        _ => return None,
    };
    Some(stem.to_owned())
}

fn singular(word: &str) -> String {
    word.strip_suffix('s').filter(|stem| stem.len() > 3 && !stem.ends_with('s')).unwrap_or(word).to_owned()
}

/// Whether `letters` are the initials of `name`, small words in or out.
fn stands_for(letters: &str, name: &str) -> bool {
    let words: Vec<&str> = name.split([' ', '-', '–']).filter(|w| w.chars().any(char::is_alphanumeric)).collect();
    let initials = |words: &mut dyn Iterator<Item = &&str>| -> String {
        words.filter_map(|w| w.chars().find(|c| c.is_alphabetic())).collect::<String>()
    };
    let all = initials(&mut words.iter());
    let is_big = |w: &&&str| w.chars().next().is_some_and(char::is_uppercase);
    let big = initials(&mut words.iter().filter(is_big));
    let letters = fold(letters);
    if letters.chars().count() < 2 {
        return false;
    }
    fold(&all) == letters
        || fold(&big) == letters
        || fold(&big).strip_suffix(letters.as_str()).is_some_and(|w| w == "u" || w == "us")
}

#[cfg(test)]
mod tests {
    use super::{singular, stands_for};

    #[test]
    fn initials_with_and_without_small_words() {
        assert!(stands_for("WHO", "World Health Organization"));
        assert!(stands_for("ACFTA", "African Continental Free Trade Area"));
        assert!(stands_for("DRC", "Democratic Republic of the Congo"));
        assert!(stands_for("NHC", "National Hurricane Center"));
        assert!(!stands_for("UN", "European Union"));
    }

    #[test]
    fn a_people_loses_its_plural() {
        assert_eq!(singular("sunnis"), "sunni");
        assert_eq!(singular("swiss"), "swiss");
    }
}
