//! Pronouns and descriptions that safely refer back to a named referent. In: linked names with their sides; out:
//! anaphors, in text order. They are no annotations; the stances need them. Wrong ones cost more than missing ones.

use super::found::{FoundName, NameType};
use super::link::Links;
use super::side::Side;
use super::words::{Case, Words};
use crate::analysis::{Anaphor, AnaphorKind, Gender};
use crate::model::Kinds;

/// Resolves what can be resolved safely.
#[must_use]
pub fn find_anaphors(words: &Words<'_>, names: &[FoundName], links: &Links, sides: &[Side]) -> Vec<Anaphor> {
    let mut resolver =
        Resolver { words, names, links, sides, next_name: 0, in_focus: Vec::new(), anaphors: Vec::new() };
    resolver.run();
    resolver.anaphors
}

struct Resolver<'w> {
    words: &'w Words<'w>,
    names: &'w [FoundName],
    links: &'w Links,
    sides: &'w [Side],
    next_name: usize,
    /// Referents with the token at which they were last mentioned, the latest last.
    in_focus: Vec<(usize, usize)>,
    anaphors: Vec<Anaphor>,
}

/// How many tokens back an antecedent may lie.
const REACH: usize = 90;

impl Resolver<'_> {
    fn run(&mut self) {
        for sentence in &self.words.passage.sentences {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                while self.next_name < self.names.len() && self.names[self.next_name].tokens.end <= at {
                    self.focus_name(self.next_name);
                    self.next_name += 1;
                }
                if let Some(name) = self.names.get(self.next_name).filter(|n| n.tokens.start <= at) {
                    at = name.tokens.end;
                    continue;
                }
                let found = self.pronoun(at).or_else(|| self.description(at, sentence.tokens.end));
                if let Some((end, referent_idx, kind)) = found {
                    let tokens = at..end;
                    self.anaphors.push(Anaphor {
                        span: self.words.passage.span(tokens.clone()),
                        tokens,
                        referent_idx,
                        kind,
                    });
                    self.focus(referent_idx, at);
                    at = end;
                } else {
                    at += 1;
                }
            }
        }
    }

    fn focus_name(&mut self, name_idx: usize) {
        if let Some(referent_idx) = self.links.referent_of[name_idx] {
            self.focus(referent_idx, self.names[name_idx].tokens.start);
        }
    }

    fn focus(&mut self, referent_idx: usize, at: usize) {
        self.in_focus.retain(|(idx, _)| *idx != referent_idx);
        self.in_focus.push((referent_idx, at));
    }

    fn pronoun(&self, at: usize) -> Option<(usize, usize, AnaphorKind)> {
        let gender = match self.words.folded(at) {
            "he" | "him" | "his" | "himself" => Gender::Male,
            "she" | "her" | "hers" | "herself" => Gender::Female,
            "it" | "its" => return self.thing(at),
            _ => return None,
        };
        let mut candidates = self.in_focus.iter().rev().filter(|(idx, since)| {
            self.links.referents[*idx].ty == NameType::Person
                && self.sides[*idx].gender.is_none_or(|g| g == gender)
                && at - since <= REACH
        });
        let nearest = *candidates.next()?;
        // The subject of the sentence before, or of this one, is preferred to whoever was named last.
        let subject = self.subject_before(at, gender).filter(|idx| *idx != nearest.0);
        Some((at + 1, subject.unwrap_or(nearest.0), AnaphorKind::Pronoun))
    }

    /// The first person named in this sentence before `at`, or else in the sentence before.
    fn subject_before(&self, at: usize, gender: Gender) -> Option<usize> {
        let sentence_idx = self.words.sentence_of[at];
        [Some(sentence_idx), sentence_idx.checked_sub(1)].into_iter().flatten().find_map(|idx| {
            let tokens = &self.words.passage.sentences[idx].tokens;
            let named =
                self.names.iter().enumerate().filter(|(_, n)| tokens.contains(&n.tokens.start) && n.tokens.end <= at);
            let by_name = named.filter_map(|(name_idx, n)| Some((n.tokens.start, self.links.referent_of[name_idx]?)));
            let by_pronoun = self
                .anaphors
                .iter()
                .filter(|a| tokens.contains(&a.tokens.start))
                .map(|a| (a.tokens.start, a.referent_idx));
            by_name
                .chain(by_pronoun)
                .filter(|(_, r)| {
                    self.links.referents[*r].ty == NameType::Person && self.sides[*r].gender.is_none_or(|g| g == gender)
                })
                .min()
                .map(|(_, r)| r)
        })
    }

    /// "it", "its": the country or body that this sentence began with.
    fn thing(&self, at: usize) -> Option<(usize, usize, AnaphorKind)> {
        let tokens = &self.words.passage.sentences[self.words.sentence_of[at]].tokens;
        let mut things = self.names.iter().enumerate().filter(|(_, n)| {
            tokens.contains(&n.tokens.start) && n.tokens.end <= at && matches!(n.ty, NameType::Gpe | NameType::Org)
        });
        let (name_idx, name) = things.next()?;
        let is_only = things.all(|(idx, _)| self.links.referent_of[idx] == self.links.referent_of[name_idx]);
        let is_subject = name.tokens.start <= tokens.start + 2;
        let referent_idx = self.links.referent_of[name_idx]?;
        (is_only || is_subject).then_some((at + 1, referent_idx, AnaphorKind::Pronoun))
    }

    /// "the minister", "the country", "the group", "the foreign ministry".
    fn description(&self, at: usize, end: usize) -> Option<(usize, usize, AnaphorKind)> {
        if !matches!(self.words.folded(at), "the" | "this") || at + 1 >= end {
            return None;
        }
        let from = self.words.matches.partition_point(|m| m.tokens.start <= at);
        let noun = self.words.matches[from..].iter().take_while(|m| m.tokens.start == at + 1).next()?;
        let last = noun.tokens.end - 1;
        let kinds = noun.entry.kinds;
        let is_lower = self.words.words[last].case == Case::Lower;
        let is_owned = self.words.folded(noun.tokens.end) == "of";
        if !is_lower || is_owned || noun.tokens.end > end {
            return None;
        }
        let phrase: Vec<&str> = noun.tokens.clone().map(|idx| self.words.folded(idx)).collect();
        let phrase = phrase.join(" ");
        let latest = |test: &dyn Fn(usize) -> bool| {
            self.in_focus.iter().rev().find(|(idx, since)| test(*idx) && at - since <= REACH).map(|(idx, _)| *idx)
        };
        let referent_idx = if kinds.has(Kinds::ROLE) {
            latest(&|idx| {
                self.sides[idx].roles.iter().any(|role| *role == phrase || role.ends_with(&format!(" {phrase}")))
            })
        } else if phrase == "country" || phrase == "nation" {
            latest(&|idx| self.links.referents[idx].code.is_some())
        } else if kinds.has(Kinds::FOR_ORG) {
            latest(&|idx| {
                let referent = &self.links.referents[idx];
                referent.ty == NameType::Org && referent.name.to_lowercase().contains(&phrase)
            })
            .or_else(|| {
                let is_body = matches!(
                    phrase.as_str(),
                    "group" | "organization" | "organisation" | "company" | "party" | "movement"
                );
                latest(&|idx| self.links.referents[idx].ty == NameType::Org).filter(|_| is_body)
            })
        } else {
            None
        }?;
        Some((noun.tokens.end, referent_idx, AnaphorKind::Description))
    }
}
