//! The gazetteer: what is known about names before any article is read. In: the readable tables that ship with the
//! program; out: look-ups by words. It does not know articles.

use super::cluster::Clusters;
use super::fold::{Hash, fold, hash_words};
use super::kind::Kinds;
use crate::text::tokenise;
use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};

/// Something with a name of its own: a country, place, body, party, work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub name: String,
    /// ISO 3166-1 alpha-2, for a country.
    pub code: Option<String>,
    /// What it speaks for or belongs to: an ISO code or the name of another known organisation.
    pub side: Option<String>,
}

/// Index into the gazetteer's known referents.
pub type KnownIdx = u16;

/// What a name can be, and what it can refer to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub kinds: Kinds,
    /// The country it names, or whose nationality it is.
    pub country: Option<KnownIdx>,
    /// The country whose capital it is.
    pub capital_of: Option<KnownIdx>,
    /// The place (no country) it names, or whose people it is.
    pub place: Option<KnownIdx>,
    /// The organisation, work or event it names.
    pub named: Option<KnownIdx>,
}

/// A table could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    pub table: &'static str,
    /// Counted from 1.
    pub line: usize,
    pub message: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}: {}", self.table, self.line, self.message)
    }
}

impl std::error::Error for TableError {}

/// The readable tables, as text.
#[derive(Clone, Copy, Debug)]
pub struct Tables {
    pub countries: &'static str,
    pub places: &'static str,
    pub provinces: &'static str,
    pub cities: &'static str,
    pub organisations: &'static str,
    pub groups: &'static str,
    pub works: &'static str,
    pub words: &'static str,
    pub forenames: &'static str,
    pub surnames: &'static str,
    pub leaders: &'static str,
}

impl Tables {
    /// Those that ship with the program.
    pub const SHIPPED: Self = Self {
        countries: include_str!("../data/lexicon/names/countries.tsv"),
        places: include_str!("../data/lexicon/names/places.tsv"),
        provinces: include_str!("../data/lexicon/names/provinces.tsv"),
        cities: include_str!("../data/lexicon/names/cities.tsv"),
        organisations: include_str!("../data/lexicon/names/organisations.tsv"),
        groups: include_str!("../data/lexicon/names/groups.tsv"),
        works: include_str!("../data/lexicon/names/works.tsv"),
        words: include_str!("../data/lexicon/names/words.tsv"),
        forenames: include_str!("../data/lexicon/names/forenames.tsv"),
        surnames: include_str!("../data/lexicon/names/surnames.tsv"),
        leaders: include_str!("../data/lexicon/names/leaders.tsv"),
    };
}

/// Keys are hashes already: they need no second hashing.
#[derive(Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut hash = Hash::default();
        hash.bytes(bytes);
        self.0 = hash.value();
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

type ByKey<V> = HashMap<u64, V, BuildHasherDefault<KeyHasher>>;

/// All names, by the hash of their folded words.
#[derive(Default)]
pub struct Gazetteer {
    entries: ByKey<Entry>,
    /// By the hash of a first word: how many words the longest entry has that begins with it.
    longest: ByKey<u8>,
    known: Vec<Known>,
    by_code: HashMap<String, KnownIdx>,
    /// By the hash of a person's folded name: what the person is known to speak for.
    leaders: ByKey<&'static [&'static str]>,
    clusters: Clusters,
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gazetteer({} names, {} known)", self.entries.len(), self.known.len())
    }
}

impl Gazetteer {
    /// Reads the tables.
    ///
    /// # Errors
    /// When a line of a table lacks a column or holds a value of no known kind.
    pub fn new(tables: &Tables) -> Result<Self, TableError> {
        let mut gazetteer = Self {
            entries: ByKey::with_capacity_and_hasher(100_000, BuildHasherDefault::default()),
            longest: ByKey::with_capacity_and_hasher(100_000, BuildHasherDefault::default()),
            ..Self::default()
        };
        gazetteer.read_countries(tables.countries)?;
        gazetteer.read_places(tables.places)?;
        gazetteer.read_organisations(tables.organisations)?;
        gazetteer.read_works(tables.works)?;
        gazetteer.read_words(tables.words)?;
        for row in rows("groups.tsv", tables.groups) {
            for form in std::iter::once(row.column(0)).chain(row.list(1)) {
                gazetteer.add_people(form, Kinds::GROUP, |_| {});
            }
        }
        for row in rows("provinces.tsv", tables.provinces) {
            gazetteer.add(row.column(0), Kinds::PROVINCE, |_| {});
        }
        for row in rows("cities.tsv", tables.cities) {
            let kinds = if row.column(2) == "1" { Kinds::CITY } else { Kinds::CITY | Kinds::BIG_CITY };
            gazetteer.add(row.column(0), kinds, |_| {});
        }
        for row in rows("forenames.tsv", tables.forenames) {
            let gender = match row.column(1) {
                "f" => Kinds::FEMALE_NAME,
                "m" => Kinds::MALE_NAME,
                _ => Kinds::NONE,
            };
            gazetteer.add(row.column(0), Kinds::FORENAME | gender, |_| {});
        }
        for row in rows("surnames.tsv", tables.surnames) {
            gazetteer.add(row.column(0), Kinds::SURNAME, |_| {});
        }
        for row in rows("leaders.tsv", tables.leaders) {
            let folded: Vec<String> = words_of(row.column(0)).map(fold).collect();
            gazetteer
                .leaders
                .insert(hash_words(folded.iter().map(String::as_str)), row.list(1).collect::<Vec<_>>().leak());
        }
        Ok(gazetteer)
    }

    /// What is known of a name whose folded words have this hash (see [`hash_words`]).
    #[must_use]
    pub fn by_hash(&self, hash: u64) -> Option<&Entry> {
        self.entries.get(&hash)
    }

    /// How many words the longest name has that begins with the word of this hash; 0 where none does.
    #[must_use]
    pub fn longest_from(&self, first_word_hash: u64) -> usize {
        self.longest.get(&first_word_hash).map_or(0, |n| usize::from(*n))
    }

    /// What is known of a name, whatever its case.
    #[must_use]
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        let words: Vec<String> = words_of(name).map(fold).collect();
        let folded = self.by_hash(hash_words(words.iter().map(String::as_str)));
        folded.or_else(|| self.by_hash(hash_words(words_of(name))))
    }

    /// # Panics
    /// When `idx` is not of this gazetteer.
    #[must_use]
    pub fn known(&self, idx: KnownIdx) -> &Known {
        &self.known[usize::from(idx)]
    }

    /// The country of an ISO 3166-1 alpha-2 code.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<&Known> {
        self.country_idx(code).map(|idx| self.known(idx))
    }

    /// The index of the country of an ISO 3166-1 alpha-2 code.
    #[must_use]
    pub fn country_idx(&self, code: &str) -> Option<KnownIdx> {
        self.by_code.get(code).copied()
    }

    /// What the person of this full name is known to speak for: ISO codes of countries and names of organisations.
    #[must_use]
    pub fn sides_of(&self, name: &str) -> &'static [&'static str] {
        let folded: Vec<String> = words_of(name).map(fold).collect();
        self.leaders.get(&hash_words(folded.iter().map(String::as_str))).copied().unwrap_or_default()
    }

    /// The same lists, with clusters of words beside them.
    #[must_use]
    pub fn with_clusters(mut self, clusters: Clusters) -> Self {
        self.clusters = clusters;
        self
    }

    /// The cluster of the folded word with this hash, 0 for none.
    #[must_use]
    pub fn cluster(&self, hash: u64) -> u8 {
        self.clusters.of(hash)
    }

    fn read_countries(&mut self, table: &'static str) -> Result<(), TableError> {
        for row in rows("countries.tsv", table) {
            let code = row.column(0).to_owned();
            if code.len() != 2 {
                return Err(row.error("a country code has two letters"));
            }
            let idx = self.know(row.column(1), Some(code.clone()), None);
            self.by_code.insert(code, idx);
            for name in std::iter::once(row.column(1)).chain(row.list(2)) {
                self.add(name, Kinds::COUNTRY, |entry| entry.country = Some(idx));
            }
            for people in row.list(3) {
                self.add_people(people, Kinds::NATIONALITY, |entry| entry.country = Some(idx));
            }
            for capital in row.list(4) {
                self.add(capital, Kinds::CAPITAL | Kinds::CITY | Kinds::BIG_CITY, |entry| entry.capital_of = Some(idx));
            }
        }
        Ok(())
    }

    fn read_places(&mut self, table: &'static str) -> Result<(), TableError> {
        for row in rows("places.tsv", table) {
            let kinds = match row.column(0) {
                "GPE" => Kinds::PLACE,
                "LOC" => Kinds::REGION,
                other => return Err(row.error(&format!("`{other}` is neither GPE nor LOC"))),
            };
            let idx = self.know(row.column(1), None, side(row.column(4)));
            for name in std::iter::once(row.column(1)).chain(row.list(2)) {
                self.add(name, kinds, |entry| {
                    entry.place.get_or_insert(idx);
                });
            }
            for people in row.list(3) {
                self.add_people(people, Kinds::PEOPLE, |entry| {
                    entry.place.get_or_insert(idx);
                });
            }
        }
        Ok(())
    }

    fn read_organisations(&mut self, table: &'static str) -> Result<(), TableError> {
        for row in rows("organisations.tsv", table) {
            let kinds = match row.column(0) {
                "seat" => Kinds::SEAT,
                "body" => Kinds::BODY,
                "alliance" => Kinds::ALLIANCE,
                "party" => Kinds::PARTY,
                "armed" => Kinds::ARMED,
                "media" => Kinds::MEDIA,
                "company" => Kinds::COMPANY,
                "ngo" => Kinds::NGO,
                other => return Err(row.error(&format!("`{other}` is no kind of organisation"))),
            };
            let idx = self.know(row.column(1), None, side(row.column(3)));
            for name in std::iter::once(row.column(1)).chain(row.list(2)) {
                self.add(name, kinds, |entry| {
                    entry.named.get_or_insert(idx);
                });
            }
        }
        Ok(())
    }

    fn read_works(&mut self, table: &'static str) -> Result<(), TableError> {
        for row in rows("works.tsv", table) {
            let kinds = match row.column(0) {
                "PRODUCT" => Kinds::WORK,
                "EVENT" => Kinds::EVENT,
                other => return Err(row.error(&format!("`{other}` is neither PRODUCT nor EVENT"))),
            };
            let idx = self.know(row.column(1), None, None);
            for name in std::iter::once(row.column(1)).chain(row.list(2)) {
                self.add(name, kinds, |entry| {
                    entry.named.get_or_insert(idx);
                });
            }
        }
        Ok(())
    }

    fn read_words(&mut self, table: &'static str) -> Result<(), TableError> {
        for row in rows("words.tsv", table) {
            let kinds = match row.column(0) {
                "title" => Kinds::TITLE,
                "role" => Kinds::ROLE,
                "female" => Kinds::FEMALE,
                "male" => Kinds::MALE,
                "particle" => Kinds::PARTICLE,
                "suffix" => Kinds::SUFFIX,
                "head-org" => Kinds::HEAD_ORG,
                "head-loc" => Kinds::HEAD_LOC,
                "head-gpe" => Kinds::HEAD_GPE,
                "head-event" => Kinds::HEAD_EVENT,
                "head-product" => Kinds::HEAD_WORK,
                "open-org" => Kinds::OPEN_ORG,
                "open-loc" => Kinds::OPEN_LOC,
                "open-gpe" => Kinds::OPEN_GPE,
                "open-event" => Kinds::OPEN_EVENT,
                "open-product" => Kinds::OPEN_WORK,
                "month" => Kinds::MONTH,
                "day" => Kinds::DAY,
                "holiday" => Kinds::HOLIDAY,
                "described-country" => Kinds::FOR_COUNTRY,
                "described-org" => Kinds::FOR_ORG,
                "described-city" => Kinds::FOR_CITY,
                other => return Err(row.error(&format!("`{other}` is no kind of word"))),
            };
            for word in row.list(1) {
                self.add_folded(word, kinds, |_| {});
            }
        }
        Ok(())
    }

    fn know(&mut self, name: &str, code: Option<String>, side: Option<String>) -> KnownIdx {
        #[expect(clippy::cast_possible_truncation, reason = "the tables hold a few thousand rows")]
        let idx = self.known.len() as KnownIdx;
        self.known.push(Known { name: name.to_owned(), code, side });
        idx
    }

    /// Adds a name. An acronym ("US", "WHO") is kept as it is written, so that "us" and "who" do not match it.
    fn add(&mut self, name: &str, kinds: Kinds, refer: impl Fn(&mut Entry)) {
        if is_acronym(name) {
            let hash = hash_words(words_of(name));
            self.insert(hash, hash_words(words_of(name).take(1)), words_of(name).count(), kinds, refer);
        } else {
            self.add_folded(name, kinds, refer);
        }
    }

    fn add_folded(&mut self, name: &str, kinds: Kinds, refer: impl Fn(&mut Entry)) {
        if name.bytes().all(|b| b.is_ascii_alphabetic()) {
            let hash = hash_words([name.to_ascii_lowercase().as_str()]);
            self.insert(hash, hash, 1, kinds, refer);
            return;
        }
        let words: Vec<String> = words_of(name).map(fold).collect();
        let hash = hash_words(words.iter().map(String::as_str));
        self.insert(hash, hash_words(words.iter().take(1).map(String::as_str)), words.len(), kinds, refer);
    }

    /// Adds the name of a people with its plural ("Russian", "Russians"; but "Chinese", "Spanish").
    fn add_people(&mut self, name: &str, kinds: Kinds, refer: impl Fn(&mut Entry)) {
        self.add(name, kinds, &refer);
        if !["s", "sh", "ch", "ese", "men", "man"].iter().any(|end| name.ends_with(end)) {
            self.add(&format!("{name}s"), kinds, &refer);
        }
    }

    fn insert(&mut self, hash: u64, first: u64, n_words: usize, kinds: Kinds, refer: impl Fn(&mut Entry)) {
        let entry = self.entries.entry(hash).or_default();
        entry.kinds |= kinds;
        refer(entry);
        let n_words = u8::try_from(n_words).unwrap_or(u8::MAX);
        let longest = self.longest.entry(first).or_default();
        *longest = n_words.max(*longest);
    }
}

/// Whether a name is looked up as it is written: capitals and stops only.
#[must_use]
pub fn is_acronym(name: &str) -> bool {
    name.len() <= 6 && name.bytes().all(|b| b.is_ascii_uppercase() || b == b'.') && !name.is_empty()
}

fn words_of(name: &str) -> impl Iterator<Item = &str> + Clone {
    tokenise(name).into_iter().map(|t| &name[t.span.range()])
}

fn side(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

/// One line of a table.
struct Row {
    table: &'static str,
    line: usize,
    text: &'static str,
}

impl Row {
    fn column(&self, n: usize) -> &'static str {
        self.text.split('\t').nth(n).unwrap_or("")
    }

    /// The values of a column that holds several.
    fn list(&self, n: usize) -> impl Iterator<Item = &'static str> + use<> {
        self.column(n).split('|').filter(|value| !value.is_empty())
    }

    fn error(&self, message: &str) -> TableError {
        TableError { table: self.table, line: self.line, message: message.to_owned() }
    }
}

fn rows(table: &'static str, text: &'static str) -> impl Iterator<Item = Row> {
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.starts_with('#') && !line.is_empty())
        .map(move |(line, text)| Row { table, line, text })
}

#[cfg(test)]
mod tests {
    use super::{Gazetteer, Kinds, Tables};

    fn shipped() -> Gazetteer {
        Gazetteer::new(&Tables::SHIPPED).expect("the shipped tables are well-formed")
    }

    #[test]
    fn every_iso_code_has_a_country() {
        let gazetteer = shipped();
        let codes = Tables::SHIPPED.countries.lines().filter(|l| !l.starts_with('#')).map(|l| &l[..2]);
        assert_eq!(codes.clone().count(), 250);
        for code in codes {
            assert!(gazetteer.country(code).is_some(), "{code}");
        }
    }

    #[test]
    fn a_nationality_a_capital_and_an_old_name_lead_to_the_country() {
        let gazetteer = shipped();
        let code = |idx: Option<u16>| idx.and_then(|i| gazetteer.known(i).code.clone());
        assert_eq!(code(gazetteer.entry("Turkish").and_then(|e| e.country)).as_deref(), Some("TR"));
        assert_eq!(code(gazetteer.entry("Türkiye").and_then(|e| e.country)).as_deref(), Some("TR"));
        assert_eq!(code(gazetteer.entry("Ankara").and_then(|e| e.capital_of)).as_deref(), Some("TR"));
        assert_eq!(code(gazetteer.entry("U.S.").and_then(|e| e.country)).as_deref(), Some("US"));
        assert_eq!(code(gazetteer.entry("Iraqis").and_then(|e| e.country)).as_deref(), Some("IQ"));
    }

    #[test]
    fn an_acronym_is_no_lower_case_word() {
        let gazetteer = shipped();
        assert!(gazetteer.entry("us").is_none_or(|e| !e.kinds.has(Kinds::COUNTRY)));
        assert!(gazetteer.entry("WHO").is_some_and(|e| e.kinds.has(Kinds::ALLIANCE)));
    }

    #[test]
    fn every_side_is_a_country_or_a_known_organisation() {
        let gazetteer = shipped();
        for known in &gazetteer.known {
            let Some(side) = &known.side else { continue };
            let is_known = gazetteer.country(side).is_some() || gazetteer.known.iter().any(|k| k.name == *side);
            assert!(is_known, "{} speaks for {side}", known.name);
        }
    }
}
