//! Who a word stands for. In: a token and the names of the passage; out: the referents that it names or plainly refers
//! to, each with the way it does. "Turkish jets" and "Turkey's suggestion" stand for Turkey.

use super::Scene;
use crate::analysis::{AnaphorKind, Relation, Tag};
use crate::annotation::Label;

/// How a word stands for a referent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    Name,
    /// "he", "they".
    Pronoun,
    /// "the minister".
    Description,
    /// "I", "we", "our" in what somebody says.
    FirstPerson,
    /// "Turkish jets", "Labour leaders".
    Modifier,
    /// "Turkey's suggestion".
    Possessor,
    /// "members of the Senate".
    Of,
    /// "the premier, Orbán".
    Apposition,
}

/// A referent that a word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Index into [`crate::analysis::Names::referents`].
    pub referent_idx: usize,
    pub route: Route,
    /// Whether it stands in a list with the word that was asked for.
    pub is_listed: bool,
}

const FIRST_PERSON: &[&str] = &["i", "me", "my", "myself", "mine", "we", "us", "our", "ours", "ourselves"];

impl Scene<'_> {
    /// The referents of `token` and of what stands in a list with it.
    #[must_use]
    pub fn readings(&self, token: usize) -> Vec<Reading> {
        let mut readings = Vec::new();
        self.read_phrase(token, 0, &mut readings);
        let mut listed = Vec::new();
        for child in self.parse.children_by(token, Relation::Conjunct) {
            self.read_phrase(child, 0, &mut listed);
        }
        for neighbour in self.listed_names(token) {
            listed.extend(self.reading_of_word(neighbour));
        }
        for reading in readings.clone() {
            listed.extend(self.others_meant(token, reading));
        }
        listed.retain(|reading| readings.iter().all(|known| known.referent_idx != reading.referent_idx));
        readings.extend(listed.into_iter().map(|reading| Reading { is_listed: true, ..reading }));
        readings
    }

    /// The referent that a token names or refers to by itself, without what depends on it.
    #[must_use]
    pub fn reading_of_word(&self, token: usize) -> Option<Reading> {
        let reading = |referent_idx, route| Reading { referent_idx, route, is_listed: false };
        if let Some(mention_idx) = self.mention_at[token] {
            let mention = &self.names.mentions[mention_idx as usize];
            return Some(reading(mention.referent_idx?, Route::Name));
        }
        if let Some(anaphor_idx) = self.anaphor_at[token] {
            let anaphor = &self.names.anaphors[anaphor_idx as usize];
            let route = match anaphor.kind {
                AnaphorKind::Pronoun => Route::Pronoun,
                AnaphorKind::Description => Route::Description,
            };
            return Some(reading(anaphor.referent_idx, route));
        }
        if FIRST_PERSON.contains(&self.lower(token)) {
            return Some(reading(self.quote_speaker[token]?, Route::FirstPerson));
        }
        None
    }

    /// Whom the word stands for besides: "they", "both governments".
    pub(super) fn others_meant(&self, token: usize, reading: Reading) -> impl Iterator<Item = Reading> + '_ {
        let anaphor = self.anaphor_at[token].filter(|_| self.mention_at[token].is_none());
        let others = anaphor.map(|idx| self.names.anaphors[idx as usize].others.as_slice()).unwrap_or_default();
        others.iter().map(move |&referent_idx| Reading { referent_idx, ..reading })
    }

    /// Tokens of the names that stand in one list with the name at `token`: nothing but commas, "and" and articles
    /// between them, and at least one "and" or "or". It does not need the parse.
    fn listed_names(&self, token: usize) -> Vec<usize> {
        let Some(mention_idx) = self.mention_at[token] else { return Vec::new() };
        let mentions = &self.names.mentions;
        let joins = |left: usize| {
            let (Some(a), Some(b)) = (mentions.get(left), mentions.get(left + 1)) else { return None };
            let between = a.tokens.end..b.tokens.start;
            // "Norway, Sweden and former president Halonen": a title before a person does no harm.
            let is_link = |at: usize| {
                matches!(self.lower(at), "," | "and" | "or" | "the" | "&" | "both" | "as" | "well")
                    || b.label == Label::PERSON && matches!(self.parse.tags[at], Tag::Noun | Tag::Name | Tag::Adjective)
            };
            let is_list = !between.is_empty() && between.len() < 7 && between.clone().all(is_link);
            let starts_well =
                between.clone().next().is_some_and(|at| matches!(self.lower(at), "," | "and" | "or" | "&" | "as"));
            (is_list && starts_well)
                .then(|| between.into_iter().any(|at| matches!(self.lower(at), "and" | "or" | "&" | "well")))
        };
        let (mut first, mut last) = (mention_idx as usize, mention_idx as usize);
        let mut has_and = false;
        while let Some(is_and) = first.checked_sub(1).and_then(joins) {
            has_and |= is_and;
            first -= 1;
        }
        while let Some(is_and) = joins(last) {
            has_and |= is_and;
            last += 1;
        }
        if !has_and {
            return Vec::new();
        }
        (first..=last).filter(|&idx| idx != mention_idx as usize).map(|idx| mentions[idx].tokens.start).collect()
    }

    fn read_phrase(&self, token: usize, depth: usize, readings: &mut Vec<Reading>) {
        if let Some(reading) = self.reading_of_word(token) {
            readings.push(reading);
            return;
        }
        if depth > 2 || !(self.parse.tags[token].is_noun() || self.parse.tags[token] == Tag::Adjective) {
            return;
        }
        let before = readings.len();
        // "President Trump", "the premier, Orbán": a name beside a title is the one that is meant.
        for child in self.parse.children(token) {
            let relation = self.parse.relations[child];
            if matches!(relation, Relation::Compound | Relation::Apposition)
                && let Some(reading) = self.reading_of_word(child)
                && self.is_labelled(reading.referent_idx, &[Label::PERSON])
            {
                readings.push(Reading { route: Route::Apposition, ..reading });
            }
        }
        if readings.len() > before {
            return;
        }
        for child in self.parse.children(token) {
            let route = match self.parse.relations[child] {
                Relation::Possessor => Route::Possessor,
                Relation::Adjectival | Relation::Compound => Route::Modifier,
                Relation::NounModifier if self.has_case(child, &["of", "from", "in", "by"]) => Route::Of,
                Relation::Apposition => Route::Apposition,
                _ => continue,
            };
            let first = readings.len();
            self.read_phrase(child, depth + 1, readings);
            for reading in &mut readings[first..] {
                reading.route = route;
            }
        }
    }

    /// Whether a preposition of `token` is one of `words`.
    #[must_use]
    pub fn has_case(&self, token: usize, words: &[&str]) -> bool {
        self.parse.children_by(token, Relation::Case).any(|case| words.contains(&self.lower(case)))
    }

    /// Whether the referent has one of `labels`.
    #[must_use]
    pub fn is_labelled(&self, referent_idx: usize, labels: &[Label]) -> bool {
        labels.contains(&self.names.referents[referent_idx].label)
    }
}
