//! The words of a passage as the name finder sees them: folded, with their case, and with what the gazetteer knows.
//! It does not decide anything.

use crate::analysis::Passage;
use crate::model::{Entry, Gazetteer, Hash, Kinds, fold, hash_words};
use std::ops::Range;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// No letters.
    None,
    Lower,
    /// "Ankara", and single capitals.
    Capital,
    /// "NATO", "U.S.".
    Upper,
    /// "McCain", "iPhone".
    Mixed,
}

/// One word.
#[derive(Clone, Debug)]
pub struct Word {
    pub folded: String,
    /// Hash of the folded word.
    pub hash: u64,
    pub case: Case,
    /// What the gazetteer says of this word alone.
    pub kinds: Kinds,
    /// Of which names it can be the last word, also where it is written small.
    pub heads: Kinds,
    /// Its cluster, 0 for none.
    pub cluster: u8,
    /// Whether it is the first word of its sentence (marks of punctuation aside).
    pub is_first: bool,
}

/// A stretch of words that is in the gazetteer.
#[derive(Clone, Debug)]
pub struct Match {
    pub tokens: Range<usize>,
    pub entry: Entry,
}

/// All words of a passage, in order, and all matches of the gazetteer.
#[derive(Debug)]
pub struct Words<'a> {
    pub passage: &'a Passage<'a>,
    pub words: Vec<Word>,
    /// By start, the longest first.
    pub matches: Vec<Match>,
    /// Index of the sentence of each token.
    pub sentence_of: Vec<usize>,
}

/// Kinds that common words have too: they need no capital to count.
const WORD_KINDS: Kinds = Kinds::TITLE
    .and(Kinds::ROLE)
    .and(Kinds::FEMALE)
    .and(Kinds::MALE)
    .and(Kinds::PARTICLE)
    .and(Kinds::FOR_COUNTRY)
    .and(Kinds::FOR_ORG)
    .and(Kinds::FOR_CITY);

/// Kinds of last words of names.
const HEADS: Kinds =
    Kinds::HEAD_ORG.and(Kinds::HEAD_LOC).and(Kinds::HEAD_GPE).and(Kinds::HEAD_EVENT).and(Kinds::HEAD_WORK);

const LONGEST_MATCH: usize = 10;

impl<'a> Words<'a> {
    #[must_use]
    pub fn new(passage: &'a Passage<'a>, gazetteer: &Gazetteer) -> Self {
        let mut words = Vec::with_capacity(passage.tokens.len());
        let mut sentence_of = Vec::with_capacity(passage.tokens.len());
        for (sentence_idx, sentence) in passage.sentences.iter().enumerate() {
            let mut is_first = true;
            for token_idx in sentence.tokens.clone() {
                let text = passage.word(token_idx);
                let folded = fold(text);
                let hash = hash_words([folded.as_str()]);
                let case = case_of(text);
                words.push(Word {
                    folded,
                    hash,
                    case,
                    kinds: Kinds::NONE,
                    heads: Kinds::NONE,
                    cluster: gazetteer.cluster(hash),
                    is_first,
                });
                is_first &= case == Case::None && !text.starts_with(|c: char| c.is_ascii_digit());
                sentence_of.push(sentence_idx);
            }
        }
        let mut this = Self { passage, words, matches: Vec::new(), sentence_of };
        for sentence in &passage.sentences {
            for start in sentence.tokens.clone() {
                this.look_up(start, sentence.tokens.end, gazetteer);
            }
        }
        this
    }

    /// The words of `tokens` as written.
    #[must_use]
    pub fn text(&self, tokens: Range<usize>) -> &'a str {
        &self.passage.text[self.passage.span(tokens).range()]
    }

    /// What the gazetteer says of exactly these words.
    #[must_use]
    pub fn entry(&self, tokens: &Range<usize>) -> Option<&Entry> {
        let from = self.matches.partition_point(|m| m.tokens.start < tokens.start);
        self.matches[from..]
            .iter()
            .take_while(|m| m.tokens.start == tokens.start)
            .find(|m| m.tokens.end == tokens.end)
            .map(|m| &m.entry)
    }

    /// The folded word at `token_idx`, empty outside the passage.
    #[must_use]
    pub fn folded(&self, token_idx: usize) -> &str {
        self.words.get(token_idx).map_or("", |w| w.folded.as_str())
    }

    /// What the gazetteer says of the word at `token_idx` alone.
    #[must_use]
    pub fn kinds(&self, token_idx: usize) -> Kinds {
        self.words.get(token_idx).map_or(Kinds::NONE, |w| w.kinds)
    }

    fn look_up(&mut self, start: usize, end: usize, gazetteer: &Gazetteer) {
        let word = self.passage.word(start);
        if !word.starts_with(|c: char| c.is_alphanumeric()) {
            return;
        }
        let cased_hash = hash_words([word]);
        let longest = gazetteer.longest_from(self.words[start].hash).max(gazetteer.longest_from(cased_hash));
        let n_words = longest.max(usize::from(is_model_number(word))).min(end - start).min(LONGEST_MATCH);
        let (mut folded, mut cased) = (Hash::default(), Hash::default());
        let mut has_capital = false;
        let from = self.matches.len();
        for idx in start..start + n_words {
            folded.word(&self.words[idx].folded);
            cased.word(self.passage.word(idx));
            has_capital |= !matches!(self.words[idx].case, Case::Lower | Case::None);
            let mut entry = gazetteer.by_hash(folded.value()).copied().unwrap_or_default();
            if cased.value() != folded.value()
                && let Some(more) = gazetteer.by_hash(cased.value())
            {
                entry = merged(entry, *more);
            }
            if idx == start {
                self.words[start].heads = entry.kinds.only(HEADS);
            }
            if !has_capital {
                entry = Entry { kinds: entry.kinds.only(WORD_KINDS), ..Entry::default() };
            }
            if idx == start && is_model_number(word) {
                entry.kinds |= Kinds::WORK;
            }
            if idx == start {
                self.words[start].kinds = entry.kinds;
            }
            if !entry.kinds.is_empty() {
                self.matches.push(Match { tokens: start..idx + 1, entry });
            }
        }
        self.matches[from..].reverse();
    }
}

/// "Su-24", "S-400", "AR-15": a weapon or vehicle; not "COVID-19", "G-20".
fn is_model_number(word: &str) -> bool {
    let Some((letters, digits)) = word.split_once('-') else { return false };
    let is_series =
        (1..=3).contains(&letters.len()) && letters.starts_with(|c: char| c.is_ascii_uppercase()) && letters != "G";
    is_series && digits.starts_with(|c: char| c.is_ascii_digit()) && letters.bytes().all(|b| b.is_ascii_alphabetic())
}

/// What a name of two spellings in the gazetteer can be; the one as written comes first.
fn merged(folded: Entry, cased: Entry) -> Entry {
    Entry {
        kinds: folded.kinds | cased.kinds,
        country: cased.country.or(folded.country),
        capital_of: cased.capital_of.or(folded.capital_of),
        place: cased.place.or(folded.place),
        named: cased.named.or(folded.named),
    }
}

fn case_of(word: &str) -> Case {
    let (mut n_upper, mut n_lower, mut first_is_upper) = (0, 0, false);
    for (idx, c) in word.chars().filter(|c| c.is_alphabetic()).enumerate() {
        // Letters without case (Arabic, Chinese) count as capitals: they can begin a name.
        if c.is_lowercase() {
            n_lower += 1;
        } else {
            n_upper += 1;
            first_is_upper |= idx == 0;
        }
    }
    match (n_upper, n_lower, first_is_upper) {
        (0, 0, _) => Case::None,
        (0, _, _) => Case::Lower,
        (1, _, true) => Case::Capital,
        (_, 0, _) => Case::Upper,
        _ => Case::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, Words, case_of};
    use crate::analysis::Passage;
    use crate::model::{Gazetteer, Kinds, Tables};

    #[test]
    fn case_is_read_from_the_letters() {
        let cases = ["says", "Ankara", "U.S.", "McCain", "1974", "X"].map(case_of);
        assert_eq!(cases, [Case::Lower, Case::Capital, Case::Upper, Case::Mixed, Case::None, Case::Capital]);
    }

    #[test]
    fn us_is_a_pronoun_and_the_us_a_country() {
        let gazetteer = Gazetteer::new(&Tables::SHIPPED).expect("the shipped tables are well-formed");
        let passage = Passage::new("The US told us of al-Qaeda.");
        let words = Words::new(&passage, &gazetteer);
        assert!(words.kinds(1).has(Kinds::COUNTRY));
        assert!(!words.kinds(3).has(Kinds::COUNTRY));
        assert!(words.entry(&(5..8)).is_some_and(|e| e.kinds.has(Kinds::ARMED)));
    }
}
