//! What the tagger looks at, token by token. In: the words of a passage; out: feature keys, the same in training and in
//! the page. The templates follow Ratinov and Roth 2009 (words, shapes, affixes, lists, the same word elsewhere in
//! the article). It does not know weights.

use super::found::NameType;
use super::words::{Case, Words};
use crate::model::{CluePlace, Kinds};
use std::collections::HashMap;
use std::ops::Range;

/// A feature, by its hash.
pub type Feature = u32;

/// What is known of each token before features are put together.
#[derive(Debug)]
pub struct Evidence<'w> {
    words: &'w Words<'w>,
    shapes: Vec<u32>,
    /// Kinds of the lists that cover the token, with its place in the longest match.
    listed: Vec<Listed>,
    /// What the article shows of the same word elsewhere.
    elsewhere: Vec<u16>,
    is_date: Vec<bool>,
    headline_case: Vec<u8>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Listed {
    kinds: Kinds,
    /// 0 outside, 1 begins, 2 inside, 3 ends, 4 alone.
    place: u8,
    n_words: u8,
}

/// What features look at.
#[cfg(feature = "train")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The gazetteer.
    Lists,
    /// The same word elsewhere in the article.
    Elsewhere,
    /// The run of capitalised words.
    Run,
    Clusters,
}

#[cfg(feature = "train")]
impl Group {
    pub const ALL: [Self; 4] = [Self::Lists, Self::Elsewhere, Self::Run, Self::Clusters];

    const fn has(self, template: u64) -> bool {
        match self {
            Self::Lists => matches!(template, 30..=39 | 46 | 47),
            Self::Elsewhere => matches!(template, 40..=42),
            Self::Run => matches!(template, 50..=57),
            Self::Clusters => matches!(template, 62..=69),
        }
    }
}

/// How the same word is used elsewhere in the article, as bits.
const LOWER_ELSEWHERE: u16 = 1;
const AFTER_FORENAME: u16 = 2;
const AFTER_TITLE: u16 = 4;
const AFTER_IN: u16 = 8;
const BEFORE_HEAD_ORG: u16 = 16;
const IN_LONG_PERSON: u16 = 32;
const IN_LONG_ORG: u16 = 64;
const IN_LONG_PLACE: u16 = 128;
const AFTER_THE: u16 = 256;
const BEFORE_SAID: u16 = 512;
const IN_BRACKETS: u16 = 1024;
const ALONE: u16 = 2048;

const SPEECH: &[&str] = &[
    "said",
    "says",
    "told",
    "added",
    "wrote",
    "stated",
    "announced",
    "claimed",
    "warned",
    "argued",
    "explained",
    "tweeted",
    "commented",
    "noted",
    "insisted",
    "asked",
    "called",
    "urged",
];

/// Small words inside names.
const JOINTS: &[&str] = &[
    "of", "the", "and", "for", "in", "on", "to", "with", "at", "against", "without", "from", "by", "et", "en", "por",
    "des", "los", "las",
];

impl<'w> Evidence<'w> {
    #[must_use]
    pub fn new(words: &'w Words<'w>, dates: &[Range<usize>]) -> Self {
        let n_tokens = words.words.len();
        let mut is_date = vec![false; n_tokens];
        for idx in dates.iter().cloned().flatten() {
            is_date[idx] = true;
        }
        let shapes = (0..n_tokens).map(|idx| shape(words.passage.word(idx))).collect();
        let mut evidence = Self {
            words,
            shapes,
            listed: listed(words),
            elsewhere: Vec::new(),
            is_date,
            headline_case: headline_case(words),
        };
        evidence.elsewhere = evidence.read_elsewhere();
        evidence
    }

    fn is_big(&self, idx: usize) -> bool {
        matches!(self.words.words[idx].case, Case::Capital | Case::Upper | Case::Mixed)
    }

    /// Collects, for each capitalised word, how its other occurrences are used.
    fn read_elsewhere(&self) -> Vec<u16> {
        let words = &self.words.words;
        let mut by_word: HashMap<u64, (u16, u32)> = HashMap::with_capacity(words.len());
        let mut own = vec![0_u16; words.len()];
        for sentence in &self.words.passage.sentences {
            let tokens = sentence.tokens.clone();
            for idx in tokens.clone() {
                own[idx] = self.usage(idx, &tokens);
                let entry = by_word.entry(words[idx].hash).or_default();
                entry.0 |= own[idx];
                entry.1 += 1;
            }
        }
        (0..words.len())
            .map(|idx| match by_word.get(&words[idx].hash) {
                Some((flags, n)) if *n > 1 => *flags,
                _ => 0,
            })
            .collect()
    }

    fn usage(&self, idx: usize, tokens: &Range<usize>) -> u16 {
        let word = &self.words.words[idx];
        if word.case == Case::Lower {
            return LOWER_ELSEWHERE;
        }
        if !self.is_big(idx) || self.headline_case[idx] != 0 {
            return 0;
        }
        let kinds = |at: usize| if tokens.contains(&at) { self.words.kinds(at) } else { Kinds::NONE };
        let folded = |at: usize| if tokens.contains(&at) { self.words.folded(at) } else { "" };
        let before = idx.wrapping_sub(1);
        let mut flags = 0;
        let mut set = |flag: u16, is_so: bool| flags |= if is_so { flag } else { 0 };
        set(AFTER_FORENAME, kinds(before).has(Kinds::FORENAME) && !kinds(before).has(Kinds::COUNTRY));
        set(AFTER_TITLE, kinds(before).has(Kinds::TITLE));
        set(AFTER_IN, matches!(folded(before), "in" | "at" | "near" | "from"));
        set(
            BEFORE_HEAD_ORG,
            kinds(idx + 1).has(Kinds::HEAD_ORG) && tokens.contains(&(idx + 1)) && self.is_big(idx + 1),
        );
        set(AFTER_THE, folded(before) == "the");
        set(BEFORE_SAID, SPEECH.contains(&folded(idx + 1)));
        set(IN_BRACKETS, folded(before) == "(" && folded(idx + 1) == ")");
        let big_before = tokens.contains(&before) && self.is_big(before);
        let big_after = tokens.contains(&(idx + 1)) && self.is_big(idx + 1);
        set(ALONE, !big_before && !big_after);
        let listed = self.listed[idx];
        if listed.n_words > 1 {
            set(IN_LONG_ORG, listed.kinds.has(Kinds::ANY_ORG));
            set(IN_LONG_PLACE, listed.kinds.has(Kinds::COUNTRY.and(Kinds::PLACE).and(Kinds::CITY).and(Kinds::REGION)));
        }
        set(IN_LONG_PERSON, kinds(before).has(Kinds::FORENAME) && kinds(idx).has(Kinds::SURNAME));
        flags
    }

    /// Puts the features of one token into `out` (emptied first).
    pub fn features(&self, idx: usize, out: &mut Vec<Feature>) {
        out.clear();
        self.each(idx, |template, value| out.push(key(template, value)));
    }

    /// The same without those of some groups, to learn what these groups are worth.
    #[cfg(feature = "train")]
    pub fn features_without(&self, idx: usize, groups: &[Group], out: &mut Vec<Feature>) {
        out.clear();
        self.each(idx, |template, value| {
            if !groups.iter().any(|group| group.has(template)) {
                out.push(key(template, value));
            }
        });
    }

    /// Calls `add` with the template and the value of each feature of a token.
    fn each(&self, idx: usize, mut add: impl FnMut(u64, u64)) {
        let words = &self.words.words;
        let sentence = &self.words.passage.sentences[self.words.sentence_of[idx]].tokens;
        // Outside the sentence: -1 is the start, beyond the end another constant.
        let at = |offset: isize| idx.checked_add_signed(offset).filter(|i| sentence.contains(i));
        let hash = |offset: isize| at(offset).map_or(if offset < 0 { 1 } else { 2 }, |i| words[i].hash);
        let shape = |offset: isize| at(offset).map_or(0, |i| u64::from(self.shapes[i]));
        let kinds = |offset: isize| at(offset).map_or(0, |i| words[i].kinds.bits());
        let word = &words[idx];
        add(0, 0);
        for (template, offset) in (1..).zip([-2, -1, 0, 1, 2]) {
            add(template, hash(offset));
        }
        add(6, pair(hash(-1), hash(0)));
        add(7, pair(hash(0), hash(1)));
        add(8, pair(hash(-2), hash(-1)));
        add(9, pair(hash(1), hash(2)));
        add(10, shape(0));
        add(11, pair(shape(-1), shape(0)));
        add(12, pair(shape(0), shape(1)));
        add(13, pair(pair(shape(-1), shape(0)), shape(1)));
        add(14, pair(shape(0), hash(-1)));
        add(15, pair(shape(0), hash(1)));
        add(16, pair(word.case as u64, u64::from(word.is_first)));
        if word.case == Case::Upper {
            add(17, word.hash);
        }
        for (template, affix) in affixes(&word.folded) {
            add(template, affix);
        }
        for (template, offset) in [(28, -1), (29, 1)] {
            if let Some(i) = at(offset) {
                let (_, suffix) = suffix(&words[i].folded, 3);
                add(template, suffix);
            }
        }
        // Lists.
        let listed = self.listed[idx];
        let position = u64::from(listed.place);
        for (bit, _) in Kinds::ALL.iter().enumerate().filter(|(_, (kind, _))| listed.kinds.has(*kind)) {
            add(30, pair(bit as u64, pair(position, u64::from(listed.n_words.min(3)))));
        }
        let mask = listed.kinds.bits();
        add(31, pair(mask, position));
        add(32, pair(pair(mask, position), u64::from(word.is_first)));
        add(33, pair(kinds(-1), kinds(0)));
        add(34, pair(kinds(0), kinds(1)));
        for (template, offset) in [(35, -2), (36, -1), (37, 1), (38, 2)] {
            let Some(i) = at(offset) else { continue };
            for (bit, _) in Kinds::ALL.iter().enumerate().filter(|(_, (kind, _))| words[i].kinds.has(*kind)) {
                add(template, bit as u64);
                if offset == -1 || offset == 1 {
                    add(template + 10, pair(bit as u64, pair(mask, position)));
                }
            }
        }
        add(39, pair(shape(0), pair(kinds(-1), 0)));
        // The article.
        let elsewhere = self.elsewhere[idx];
        for bit in 0..12_u64 {
            if elsewhere & (1 << bit) != 0 {
                add(40, bit);
                add(41, pair(bit, pair(mask, u64::from(word.is_first))));
            }
        }
        add(42, u64::from(elsewhere));
        if self.is_date[idx] {
            add(43, 0);
            add(44, shape(0));
        }
        if at(1).is_some_and(|i| self.is_date[i]) {
            add(45, 0);
        }
        if at(-1).is_some_and(|i| self.is_date[i]) {
            add(49, 0);
        }
        // The run of capitalised words that the token stands in: its place, its length, its last word.
        let run = self.run(idx, sentence);
        if let Some(run) = run {
            let (from_start, to_end) = (idx - run.start, run.end - 1 - idx);
            add(50, pair(from_start.min(4) as u64, to_end.min(4) as u64));
            add(51, words[run.end - 1].hash);
            let head = words[run.end - 1].kinds.bits();
            add(52, pair(head, u64::from(to_end == 0)));
            add(53, pair(words[run.start].kinds.bits(), u64::from(from_start == 0)));
            let before = run.start.checked_sub(1).filter(|i| sentence.contains(i));
            let after = Some(run.end).filter(|i| sentence.contains(i));
            add(54, before.map_or(1, |i| words[i].hash));
            add(55, after.map_or(2, |i| words[i].hash));
            add(56, pair(before.map_or(1, |i| words[i].hash), pair(run.len() as u64, from_start as u64)));
            add(57, pair(after.map_or(2, |i| words[i].hash), pair(run.len().min(4) as u64, to_end as u64)));
        }
        add(58, pair(u64::from(self.headline_case[idx]), pair(word.case as u64, mask)));
        add(59, pair(hash(-1), hash(1)));
        add(60, pair(shape(0), pair(shape(1), shape(2))));
        add(61, pair(shape(0), pair(shape(-1), shape(-2))));
        // Clusters.
        let cluster =
            |offset: isize| at(offset).map_or(if offset < 0 { 1001 } else { 1002 }, |i| u64::from(words[i].cluster));
        for (template, offset) in (62..).zip([-2, -1, 0, 1, 2]) {
            add(template, cluster(offset));
        }
        add(67, pair(cluster(-1), cluster(0)));
        add(68, pair(cluster(0), cluster(1)));
        add(69, pair(pair(shape(0), cluster(-1)), cluster(1)));
    }

    /// The positions (0 begins, 1 inside, 2 last, 3 unit; one bit each) that a token cannot have in a name of a type. A
    /// common word written small stands inside a name only before a word that names end with ("Tbilisi city court"), and
    /// ends one only where it is such a word ("G20 summit"). No date is part of a person's or a place's name.
    #[must_use]
    pub fn barred(&self, idx: usize, ty: NameType) -> u8 {
        const INSIDE: u8 = 1 << 1;
        const LAST: u8 = 1 << 2;
        const UNIT: u8 = 1 << 3;
        let word = &self.words.words[idx];
        let text = self.words.passage.word(idx);
        let sentence = &self.words.passage.sentences[self.words.sentence_of[idx]].tokens;
        if self.is_date[idx] && matches!(ty, NameType::Person | NameType::Gpe | NameType::Loc | NameType::Norp) {
            return 0b1111;
        }
        // A capital that acts stands for its government, and is a place by the codebook.
        if ty == NameType::Org && word.kinds.has(Kinds::CAPITAL) && !word.kinds.has(Kinds::ANY_ORG) {
            return UNIT;
        }
        let is_open = matches!(ty, NameType::Org | NameType::Event | NameType::Product);
        if matches!(text, "," | ";" | ":") {
            return if is_open { LAST } else { INSIDE | LAST };
        }
        let is_joined = idx > sentence.start
            && self.words.passage.tokens[idx - 1].span.end == self.words.passage.tokens[idx].span.start;
        let is_common = word.case == Case::Lower
            && !is_joined
            && text.chars().count() > 1
            && text.chars().all(char::is_alphabetic)
            && !word.kinds.has(Kinds::PARTICLE);
        if !is_common {
            return 0;
        }
        let head = ty.head();
        let last = if word.heads.has(head) { 0 } else { LAST };
        let is_joint = JOINTS.contains(&word.folded.as_str());
        let is_before_head = sentence.contains(&(idx + 1)) && self.words.words[idx + 1].heads.has(head);
        let may_be_inside =
            is_joint && ty != NameType::Person || is_before_head || matches!(ty, NameType::Event | NameType::Product);
        last | if may_be_inside { 0 } else { INSIDE }
    }

    /// Whether the token belongs to a date.
    #[must_use]
    pub fn is_date(&self, idx: usize) -> bool {
        self.is_date[idx]
    }

    /// Those features of a token that are single words, so that a reader can understand what was learned of them: the
    /// feature, where the word stands, and the token it is.
    #[must_use]
    pub fn clues(&self, idx: usize) -> Vec<(Feature, CluePlace, usize)> {
        let sentence = &self.words.passage.sentences[self.words.sentence_of[idx]].tokens;
        let at = |offset: isize| idx.checked_add_signed(offset).filter(|i| sentence.contains(i));
        let run = self.run(idx, sentence);
        let before_run = run.as_ref().and_then(|run| run.start.checked_sub(1)).filter(|i| sentence.contains(i));
        let after_run = run.as_ref().map(|run| run.end).filter(|i| sentence.contains(i));
        let clues = CluePlace::ALL.into_iter().filter_map(|place| {
            let (template, token) = match place {
                CluePlace::TwoBefore => (1, at(-2)),
                CluePlace::Before => (2, at(-1)),
                CluePlace::Itself => (3, at(0)),
                CluePlace::After => (4, at(1)),
                CluePlace::TwoAfter => (5, at(2)),
                CluePlace::LastOfRun => (51, run.as_ref().map(|run| run.end - 1)),
                CluePlace::BeforeRun => (54, before_run),
                CluePlace::AfterRun => (55, after_run),
            };
            token.map(|token| (key(template, self.words.words[token].hash), place, token))
        });
        clues.collect()
    }

    /// The run of capitalised words around `idx`, joined by small words inside names.
    fn run(&self, idx: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        let is_joint = |i: usize| {
            self.words.words[i].kinds.has(Kinds::PARTICLE)
                || matches!(self.words.folded(i), "of" | "the" | "and" | "&" | "-" | "for")
        };
        if !self.is_big(idx) {
            return None;
        }
        let mut start = idx;
        while start > sentence.start {
            if self.is_big(start - 1) {
                start -= 1;
            } else if start >= sentence.start + 2
                && is_joint(start - 1)
                && self.is_big(start - 2)
                && self.words.folded(start - 1) != "and"
            {
                start -= 2;
            } else {
                break;
            }
        }
        let mut end = idx + 1;
        while end < sentence.end {
            if self.is_big(end) {
                end += 1;
            } else if end + 1 < sentence.end && is_joint(end) && self.is_big(end + 1) && self.words.folded(end) != "and"
            {
                end += 2;
            } else {
                break;
            }
        }
        Some(start..end)
    }
}

/// 1 for tokens of a sentence in capitals, 2 for one With Capitals On Most Words, else 0.
fn headline_case(words: &Words<'_>) -> Vec<u8> {
    let mut cases = vec![0; words.words.len()];
    for sentence in &words.passage.sentences {
        let count = |case: Case| words.words[sentence.tokens.clone()].iter().filter(|w| w.case == case).count();
        let (n_lower, n_capital, n_upper) = (count(Case::Lower), count(Case::Capital), count(Case::Upper));
        let n_words = n_lower + n_capital + n_upper;
        let value = if n_words >= 3 && n_upper * 3 >= n_words * 2 {
            1
        } else if n_words >= 5 && n_capital * 4 >= n_words * 3 {
            2
        } else {
            0
        };
        cases[sentence.tokens.clone()].fill(value);
    }
    cases
}

/// For each token the kinds of the longest match that covers it, and of shorter ones that end there.
fn listed(words: &Words<'_>) -> Vec<Listed> {
    let mut listed = vec![Listed::default(); words.words.len()];
    for found in &words.matches {
        let n_words = u8::try_from(found.tokens.len()).unwrap_or(u8::MAX);
        for idx in found.tokens.clone() {
            let place = match (idx == found.tokens.start, idx + 1 == found.tokens.end) {
                (true, true) => 4,
                (true, false) => 1,
                (false, false) => 2,
                (false, true) => 3,
            };
            let kept = &mut listed[idx];
            if n_words > kept.n_words {
                *kept = Listed { kinds: found.entry.kinds, place, n_words };
            }
        }
    }
    listed
}

fn affixes(word: &str) -> impl Iterator<Item = (u64, u64)> {
    let prefixes = [(20, 2), (21, 3), (22, 4)].map(|(template, n)| (template, prefix(word, n)));
    let suffixes = [(23, 1), (24, 2), (25, 3), (26, 4)].map(|(template, n)| (template, suffix(word, n).1));
    prefixes.into_iter().chain(suffixes)
}

fn prefix(word: &str, n_chars: usize) -> u64 {
    let end = word.char_indices().nth(n_chars).map_or(word.len(), |(at, _)| at);
    bytes_hash(&word.as_bytes()[..end])
}

fn suffix(word: &str, n_chars: usize) -> (usize, u64) {
    let start = word.char_indices().rev().nth(n_chars - 1).map_or(0, |(at, _)| at);
    (start, bytes_hash(&word.as_bytes()[start..]))
}

fn bytes_hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The shape of a word, runs shortened: "Ankara" Xx, "U.S." X.X., "Su-24" Xx-0.
fn shape(word: &str) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    let mut last = 0_u8;
    let mut n_same = 0;
    for c in word.chars() {
        let class = if c.is_uppercase() {
            b'X'
        } else if c.is_lowercase() {
            b'x'
        } else if c.is_ascii_digit() {
            b'0'
        } else if c.is_alphabetic() {
            b'?'
        } else {
            u8::try_from(c).unwrap_or(b'*')
        };
        n_same = if class == last { n_same + 1 } else { 1 };
        last = class;
        if n_same <= 2 {
            hash = (hash ^ u32::from(class)).wrapping_mul(0x0100_0193);
        }
    }
    hash
}

fn pair(a: u64, b: u64) -> u64 {
    a.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23) ^ b.wrapping_mul(0xc2b2_ae3d_27d4_eb4f)
}

fn key(template: u64, value: u64) -> Feature {
    let mut h = pair(value, template.wrapping_add(0x51_7cc1));
    h ^= h >> 31;
    h = h.wrapping_mul(0xd6e8_feb8_6659_fd93);
    (h >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::Evidence;
    use crate::analysis::Passage;
    use crate::analysis::names::words::Words;
    use crate::model::{CluePlace, Gazetteer, Tables};

    #[test]
    fn clues_are_features() {
        let gazetteer = Gazetteer::new(&Tables::SHIPPED).expect("the shipped tables are well-formed");
        let passage = Passage::new("Fighters of the Wagner Group left Mali. They went home.");
        let words = Words::new(&passage, &gazetteer);
        let evidence = Evidence::new(&words, &[]);
        let mut features = Vec::new();
        let mut seen = Vec::new();
        for idx in 0..passage.tokens.len() {
            evidence.features(idx, &mut features);
            for (feature, place, _) in evidence.clues(idx) {
                assert!(features.contains(&feature), "{place:?} of {}", passage.word(idx));
                seen.push(place);
            }
        }
        assert!(CluePlace::ALL.iter().all(|place| seen.contains(place)));
    }
}
