//! Pronouns that refer back to named referents. In: linked names with their sides; out: anaphors, in text order. Every
//! antecedent gets points for nearness, for its place in its sentence, and for what is known of it, in the manner of
//! Lappin and Leass (1994); names inside quotations do not count outside them. They are no annotations; the stances need
//! them.

use super::descriptions;
use super::found::{FoundName, NameType};
use super::link::Links;
use super::side::Side;
use super::words::Words;
use crate::analysis::quotes::find_quotes;
use crate::analysis::{Anaphor, AnaphorKind, Gender};
use crate::model::Frames;
use std::ops::Range;

/// Resolves what can be resolved.
#[must_use]
pub fn find_anaphors(
    words: &Words<'_>,
    frames: &Frames,
    names: &[FoundName],
    links: &Links,
    sides: &[Side],
) -> Vec<Anaphor> {
    let mut in_quote = vec![false; words.passage.tokens.len()];
    for part in find_quotes(words.passage.text).iter().flat_map(|quote| &quote.parts) {
        let start = words.passage.tokens.partition_point(|token| token.span.end <= part.start);
        let end = words.passage.tokens.partition_point(|token| token.span.start < part.end);
        in_quote[start..end.max(start)].fill(true);
    }
    let mut resolver =
        Resolver { words, frames, names, links, sides, in_quote, uses: Vec::new(), anaphors: Vec::new() };
    resolver.run();
    resolver.anaphors
}

/// A place where a referent was named or meant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use {
    pub referent_idx: usize,
    pub token: usize,
    /// The token after it.
    pub end: usize,
    pub sentence: usize,
    in_quote: bool,
    /// The pronoun, for one.
    pronoun: Option<Pronoun>,
    /// Whether it opens its sentence or says something.
    is_subject: bool,
    is_speaker: bool,
    is_owner: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    He,
    She,
    It,
    They,
}

pub(super) struct Resolver<'w> {
    pub words: &'w Words<'w>,
    frames: &'w Frames,
    pub names: &'w [FoundName],
    pub links: &'w Links,
    pub sides: &'w [Side],
    in_quote: Vec<bool>,
    /// In text order.
    pub uses: Vec<Use>,
    anaphors: Vec<Anaphor>,
}

/// How many sentences back an antecedent may lie.
const REACH: usize = 5;

/// What no antecedent must fall below.
const LEAST: i32 = 30;

impl Resolver<'_> {
    fn run(&mut self) {
        let mut next_name = 0;
        for (sentence_idx, sentence) in self.words.passage.sentences.iter().enumerate() {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                while next_name < self.names.len() && self.names[next_name].tokens.end <= at {
                    next_name += 1;
                }
                if let Some(name) = self.names.get(next_name).filter(|name| name.tokens.start <= at) {
                    if let Some(referent_idx) = self.links.referent_of[next_name] {
                        self.use_of(referent_idx, name.tokens.clone(), sentence_idx, None);
                    }
                    at = name.tokens.end;
                    continue;
                }
                at = self.anaphor_at(at, sentence_idx).unwrap_or(at + 1);
            }
        }
    }

    /// Resolves what begins at `at`; returns the token after it.
    fn anaphor_at(&mut self, at: usize, sentence_idx: usize) -> Option<usize> {
        let (tokens, referents, kind, pronoun) = match self.pronoun_at(at) {
            Some(pronoun) => {
                (at..at + 1, self.meant_by(pronoun, at, sentence_idx), AnaphorKind::Pronoun, Some(pronoun))
            }
            None => {
                let (tokens, referents) = descriptions::read(self, at, sentence_idx)?;
                (tokens, referents, AnaphorKind::Description, None)
            }
        };
        let (&referent_idx, others) = referents.split_first()?;
        self.anaphors.push(Anaphor {
            span: self.words.passage.span(tokens.clone()),
            tokens: tokens.clone(),
            referent_idx,
            others: others.to_vec(),
            kind,
        });
        for &referent_idx in &referents {
            self.use_of(referent_idx, tokens.clone(), sentence_idx, pronoun);
        }
        Some(tokens.end)
    }

    fn pronoun_at(&self, at: usize) -> Option<Pronoun> {
        Some(match self.words.folded(at) {
            "he" | "him" | "his" | "himself" => Pronoun::He,
            "she" | "her" | "hers" | "herself" => Pronoun::She,
            "it" if self.is_empty_it(at) => return None,
            "it" | "its" | "itself" => Pronoun::It,
            "they" | "them" | "their" | "theirs" | "themselves" => Pronoun::They,
            _ => return None,
        })
    }

    /// "it is clear that", "it was a day".
    fn is_empty_it(&self, at: usize) -> bool {
        matches!(
            self.words.folded(at + 1),
            "is" | "was"
                | "'s"
                | "’s"
                | "be"
                | "seems"
                | "seemed"
                | "appears"
                | "appeared"
                | "turned"
                | "takes"
                | "took"
        ) && !matches!(self.words.folded(at + 2), "not" | "ready" | "willing" | "prepared" | "committed" | "concerned")
    }

    fn use_of(&mut self, referent_idx: usize, tokens: Range<usize>, sentence: usize, pronoun: Option<Pronoun>) {
        let start = self.words.passage.sentences[sentence].tokens.start;
        let in_quote = self.in_quote[tokens.start];
        let is_person = self.links.referents[referent_idx].ty == NameType::Person;
        let is_first = !self.uses.iter().rev().take_while(|known| known.sentence == sentence).any(|known| {
            known.in_quote == in_quote
                && (self.links.referents[known.referent_idx].ty == NameType::Person || !is_person)
                && !known.is_owner
        });
        let word = |idx: usize| self.words.folded(idx);
        let says = |idx: usize| self.frames.reports(word(idx)) && !self.in_quote.get(idx).copied().unwrap_or(true);
        let before = tokens.start.checked_sub(1).filter(|&idx| idx >= start);
        let is_speaker = !in_quote && (says(tokens.end) || before.is_some_and(says));
        let is_owner = matches!(word(tokens.end), "'s" | "’s" | "'" | "’")
            || matches!(word(tokens.start), "his" | "her" | "its" | "their") && tokens.len() == 1;
        let follows_preposition = before.is_some_and(|idx| {
            matches!(
                word(idx),
                "of" | "in"
                    | "at"
                    | "for"
                    | "with"
                    | "by"
                    | "from"
                    | "to"
                    | "on"
                    | "against"
                    | "over"
                    | "about"
                    | "near"
            )
        });
        self.uses.push(Use {
            referent_idx,
            token: tokens.start,
            end: tokens.end,
            sentence,
            in_quote,
            pronoun,
            is_subject: is_speaker || is_first && !follows_preposition && !is_owner,
            is_speaker,
            is_owner,
        });
    }

    /// The referents that a pronoun stands for, best first; more than one for "they".
    fn meant_by(&self, pronoun: Pronoun, at: usize, sentence: usize) -> Vec<usize> {
        let is_kind = |referent_idx: usize| {
            let (referent, side) = (&self.links.referents[referent_idx], &self.sides[referent_idx]);
            match pronoun {
                Pronoun::He => referent.ty == NameType::Person && side.gender.is_none_or(|g| g == Gender::Male),
                Pronoun::She => referent.ty == NameType::Person && side.gender.is_none_or(|g| g == Gender::Female),
                Pronoun::It => matches!(referent.ty, NameType::Gpe | NameType::Org | NameType::Product),
                Pronoun::They => matches!(referent.ty, NameType::Org | NameType::Norp),
            }
        };
        if pronoun == Pronoun::They
            && let Some(group) = self.group_before(at, sentence, |_| true)
        {
            return group;
        }
        self.best(at, sentence, Some(pronoun), is_kind).into_iter().collect()
    }

    /// The referent of those that `is_kind` admits for which most speaks.
    pub fn best(
        &self,
        at: usize,
        sentence: usize,
        pronoun: Option<Pronoun>,
        is_kind: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let mut best: Option<(i32, usize)> = None;
        let mut seen: Vec<usize> = Vec::new();
        for known in self.uses.iter().rev().take_while(|known| known.sentence + REACH >= sentence) {
            if seen.contains(&known.referent_idx) || !is_kind(known.referent_idx) {
                continue;
            }
            if known.in_quote && !self.in_quote[at] && known.sentence != sentence {
                continue;
            }
            seen.push(known.referent_idx);
            let points = self.points(known, at, sentence, pronoun);
            if points >= LEAST && best.is_none_or(|(most, _)| points > most) {
                best = Some((points, known.referent_idx));
            }
        }
        best.map(|(_, referent_idx)| referent_idx)
    }

    fn points(&self, known: &Use, at: usize, sentence: usize, pronoun: Option<Pronoun>) -> i32 {
        let mut points = match sentence - known.sentence {
            0 => 80,
            1 => 72,
            2 => 48,
            3 => 34,
            _ => 20,
        };
        let in_quote = self.in_quote[at];
        // The best place that it had in that sentence.
        let places =
            self.uses.iter().rev().take_while(|other| other.sentence == known.sentence || other.token > known.token);
        let same: Vec<&Use> = places
            .filter(|other| other.referent_idx == known.referent_idx && other.sentence == known.sentence)
            .collect();
        if same.iter().any(|other| other.is_subject) {
            points += 30;
        } else if same.iter().all(|other| other.is_owner) {
            points -= 8;
        }
        if pronoun.is_some() && same.iter().any(|other| other.pronoun == pronoun) {
            points += 25;
        }
        if known.in_quote && !in_quote {
            points -= 60;
        }
        let gender = self.sides[known.referent_idx].gender;
        if matches!(pronoun, Some(Pronoun::He | Pronoun::She)) && gender.is_some() {
            points += 20;
        }
        // In a quotation "he" is hardly its speaker.
        if in_quote && self.speaks_near(known.referent_idx, at, sentence) {
            points -= 70;
        }
        // "Waseem killed him": not himself.
        if self.is_object(at) && self.is_clause_subject(known, at) {
            points -= 70;
        }
        let n_uses = self.uses.iter().filter(|other| other.referent_idx == known.referent_idx).count();
        points + 3 * i32::try_from(n_uses.min(6)).unwrap_or(0)
    }

    /// Whether the referent says something in this sentence or in one of the two before, outside of quotations, and
    /// nobody else does later.
    fn speaks_near(&self, referent_idx: usize, at: usize, sentence: usize) -> bool {
        let says_later = (at..self.words.passage.sentences[sentence].tokens.end).find_map(|token| {
            self.names
                .iter()
                .enumerate()
                .find(|(_, name)| name.tokens.start == token && !self.in_quote[token])
                .and_then(|(name_idx, name)| {
                    let says = self.frames.reports(self.words.folded(name.tokens.end))
                        || token.checked_sub(1).is_some_and(|before| self.frames.reports(self.words.folded(before)));
                    self.links.referent_of[name_idx].filter(|_| says)
                })
        });
        let speaker = says_later.or_else(|| {
            let near = self.uses.iter().rev().take_while(|known| known.sentence + 2 >= sentence);
            near.filter(|known| known.is_speaker).map(|known| known.referent_idx).next()
        });
        speaker == Some(referent_idx)
    }

    fn is_object(&self, at: usize) -> bool {
        match self.words.folded(at) {
            "him" | "them" => true,
            "her" => {
                let next = self.words.folded(at + 1);
                next.chars().all(|c| !c.is_alphanumeric())
                    || matches!(
                        next,
                        "to" | "for"
                            | "in"
                            | "on"
                            | "as"
                            | "and"
                            | "until"
                            | "at"
                            | "with"
                            | "from"
                            | "of"
                            | "that"
                            | "by"
                    )
            }
            _ => false,
        }
    }

    /// Whether the use and the token stand in one clause, the use first.
    fn is_clause_subject(&self, known: &Use, at: usize) -> bool {
        known.is_subject
            && !(known.end..at).any(|token| {
                let word = self.words.folded(token);
                matches!(
                    word,
                    "that"
                        | "who"
                        | "which"
                        | "because"
                        | "when"
                        | "after"
                        | "before"
                        | "while"
                        | "if"
                        | ","
                        | ";"
                        | "as"
                ) || self.in_quote[token] != known.in_quote
            })
            && known.end < at
    }

    /// The latest list of names ("Quirin and Redouane") within two sentences that all pass `is_kind`.
    pub fn group_before(&self, at: usize, sentence: usize, is_kind: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
        let mut uses: Vec<&Use> =
            self.uses.iter().filter(|known| known.sentence + 2 >= sentence && known.token < at).collect();
        uses.reverse();
        let mut group: Vec<usize> = Vec::new();
        let mut last: Option<&Use> = None;
        let mut has_and = false;
        for known in uses {
            let joined = last.is_some_and(|right: &Use| {
                right.sentence == known.sentence
                    && right.token.checked_sub(known.end).is_some_and(|gap| (1..=4).contains(&gap))
                    && (known.end..right.token).all(|token| {
                        let word = self.words.folded(token);
                        matches!(word, "and" | "," | "the" | "or" | "&")
                            || self.words.kinds(token).has(crate::model::Kinds::TITLE.and(crate::model::Kinds::ROLE))
                    })
            });
            if joined {
                let right = last.expect("a use on the right");
                has_and |= (known.end..right.token).any(|token| matches!(self.words.folded(token), "and" | "&"));
                if !group.contains(&known.referent_idx) {
                    group.insert(0, known.referent_idx);
                }
            } else {
                if group.len() > 1 && has_and {
                    break;
                }
                (group, has_and) = (vec![known.referent_idx], false);
            }
            last = Some(known);
        }
        (group.len() > 1 && has_and && group.iter().all(|&idx| is_kind(idx))).then_some(group)
    }

    /// How often a referent has been named or meant so far.
    pub fn n_uses(&self, referent_idx: usize) -> usize {
        self.uses.iter().filter(|known| known.referent_idx == referent_idx).count()
    }
}
