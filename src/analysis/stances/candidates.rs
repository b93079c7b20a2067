//! Candidates: every stance that some word may show. In: a scene; out: holder, target, polarity and cue, with all that
//! the ranker and the reason need. It decides nothing: improbable ones are candidates too.

use super::Scene;
use super::arguments::{Argument, Tie};
use super::attribution::AttributionKind;
use super::resolve::{Reading, Route};
use crate::analysis::{Relation, Tag};
use crate::annotation::{Label, Polarity};
use crate::model::{Frame, FrameClass, Place, Sense, WordClass};
use std::ops::Range;

/// A stance that may be.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub holder: Reading,
    pub target: Reading,
    pub polarity: Polarity,
    /// The token that opened it and the tokens that show it.
    pub anchor: usize,
    pub cue: Range<usize>,
    pub sentence: usize,
    pub class: FrameClass,
    pub strength: u8,
    pub word_class: WordClass,
    pub lemma: u64,
    /// Whether the part of speech is the one that the frame asks for.
    pub fits: bool,
    pub holder_place: Found,
    pub target_place: Found,
    /// How many words turn the polarity.
    pub n_turns: u8,
    pub is_modal: bool,
    pub is_question: bool,
    pub is_conditional: bool,
    /// Who says it, where it is said: how, and whether the holder is the one who says it.
    pub speech: Option<(AttributionKind, bool)>,
    pub role: Role,
}

/// What makes the holder hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The word says it of the holder.
    Plain,
    /// The holder speaks for the side that the word says it of.
    ForSide,
    /// The holder says what the target does.
    Report,
    /// Holder and target do it together.
    Mutual,
}

/// Where a holder or target was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub place: Place,
    /// `None` when nothing but nearness speaks for it.
    pub tie: Option<Tie>,
    /// The token that stands there.
    pub token: usize,
    /// 0 for the best place that the frame names, more for what is less likely.
    pub rank: u8,
}

const NEGATIONS: &[&str] =
    &["not", "n't", "never", "no", "neither", "nor", "hardly", "without", "none", "nobody", "cannot"];
const TURNERS: &[&str] = &[
    "refuse",
    "refused",
    "refuses",
    "refusing",
    "decline",
    "declined",
    "declines",
    "fail",
    "failed",
    "fails",
    "stop",
    "stopped",
    "avoid",
    "avoided",
    "deny",
    "denied",
    "denies",
    "denying",
    "reject",
    "rejected",
    "rejects",
    "rejecting",
    "cease",
    "ceased",
    "halt",
    "halted",
    "abandon",
    "abandoned",
    "forgo",
    "oppose",
    "opposed",
    "opposes",
    "opposing",
    "withdraw",
    "withdrew",
    "withdrawn",
    "end",
    "ended",
    "ending",
    "suspend",
    "suspended",
    "drop",
    "dropped",
    "lift",
    "lifted",
    "ease",
    "eased",
    "cancel",
    "cancelled",
    "canceled",
    "revoke",
    "revoked",
    "lack",
    "lacked",
    "lacks",
    "lose",
    "lost",
    "prevent",
    "prevented",
    "block",
    "blocked",
    "forbid",
    "ban",
    "banned",
    "renounce",
    "renounced",
    "refrain",
    "refrained",
    "hesitate",
    "quit",
    "rule",
    "ruled",
    "short",
];
const MODALS: &[&str] = &["may", "might", "could", "would", "should", "can", "must", "shall"];

impl Scene<'_> {
    /// Every stance that some word of the passage may show, in text order.
    #[must_use]
    pub fn candidates(&self) -> Vec<Candidate> {
        let mut found = Vec::new();
        for token in 0..self.passage.tokens.len() {
            let is_name = self.mention_at[token].is_some();
            if is_name {
                continue;
            }
            let senses = self.senses_at(token);
            if senses.is_empty() {
                continue;
            }
            for (sense, cue_end) in senses {
                self.open(token, &sense, cue_end, &mut found);
            }
        }
        found
    }

    /// The senses of a token; a phrase drives out the single word. The part of speech is often wrong in headlines and
    /// short sentences, so that the ranker weighs it.
    fn senses_at(&self, token: usize) -> Vec<(Sense, usize)> {
        let tag = self.parse.tags[token];
        let mut found: Vec<(u8, (Sense, usize))> = Vec::new();
        for sense in self.frames.senses(self.lower(token)) {
            let Some(end) = self.tail_end(token, &sense.tail) else { continue };
            let is_function_word =
                !(tag.is_noun() || tag.is_verb() || matches!(tag, Tag::Adjective | Tag::Adverb | Tag::Other));
            if !is_function_word || !sense.tail.is_empty() {
                found.push((u8::from(!sense.tail.is_empty()), (sense.clone(), end)));
            }
        }
        let best = found.iter().map(|(is_phrase, _)| *is_phrase).max().unwrap_or(0);
        found.into_iter().filter(|(is_phrase, _)| *is_phrase == best).map(|(_, sense)| sense).collect()
    }

    /// Where a phrase ends whose further words are `tail`; its last word may stand a little off ("shut it down").
    fn tail_end(&self, token: usize, tail: &[String]) -> Option<usize> {
        let n_tokens = self.passage.tokens.len();
        let mut at = token + 1;
        for (idx, word) in tail.iter().enumerate() {
            let reach = if tail.len() == 1 && idx == 0 { 3 } else { 1 };
            at = (at..(at + reach).min(n_tokens)).find(|&next| self.lower(next) == word)? + 1;
        }
        Some(at)
    }

    fn open(&self, token: usize, sense: &Sense, cue_end: usize, found: &mut Vec<Candidate>) {
        let frame = self.frames.frame(sense);
        let arguments = match frame.word_class {
            WordClass::Verb if self.parse.tags[token].is_verb() => self.verb_arguments(token),
            WordClass::Verb if self.parse.tags[token].is_noun() => self.verb_arguments(token),
            WordClass::Noun => self.noun_arguments(token),
            WordClass::Verb | WordClass::Adjective => self.adjective_arguments(token),
        };
        let speech = self.attribution_of(token).filter(|attribution| attribution.verb != Some(token));
        let holders = self.fill(token, &frame.holders, &arguments, false);
        let targets = self.fill(token, &frame.targets, &arguments, true);
        let n_turns = self.n_turns(token, frame.word_class);
        let turned = if n_turns % 2 == 1 { frame.polarity.opposite() } else { frame.polarity };
        let sentence = self.sentence_at[token] as usize;
        let base = Candidate {
            holder: Reading { referent_idx: 0, route: Route::Name, is_listed: false },
            target: Reading { referent_idx: 0, route: Route::Name, is_listed: false },
            polarity: turned,
            anchor: token,
            cue: token..cue_end,
            sentence,
            class: frame.class,
            strength: frame.strength,
            word_class: frame.word_class,
            lemma: sense.lemma,
            fits: match frame.word_class {
                WordClass::Verb => self.parse.tags[token].is_verb(),
                WordClass::Noun => self.parse.tags[token].is_noun(),
                WordClass::Adjective => self.parse.tags[token] == Tag::Adjective,
            },
            holder_place: Found { place: Place::Subject, tie: None, token, rank: 0 },
            target_place: Found { place: Place::Object, tie: None, token, rank: 0 },
            n_turns,
            is_modal: self.is_modal(token),
            is_question: self.passage.text[..self.passage.sentences[sentence].span.end].ends_with(['?', '؟']),
            is_conditional: self.is_conditional(token),
            speech: None,
            role: Role::Plain,
        };
        let says = |referent_idx: usize| {
            speech.map(|attribution| (attribution.kind, attribution.speakers.contains(&referent_idx)))
        };
        for (holder, holder_place) in &holders {
            for (target, target_place) in targets.iter().filter(|(t, _)| t.referent_idx != holder.referent_idx) {
                let plain = Candidate {
                    holder: *holder,
                    target: *target,
                    holder_place: *holder_place,
                    target_place: *target_place,
                    speech: says(holder.referent_idx),
                    ..base.clone()
                };
                // "Turkey wants to restore ties", says its minister: he holds that too.
                for &speaker in speech.iter().flat_map(|attribution| &attribution.speakers) {
                    let holds_too = speaker != holder.referent_idx
                        && speaker != target.referent_idx
                        && self.side(speaker) == self.side(holder.referent_idx);
                    if holds_too {
                        let reading = Reading { referent_idx: speaker, route: Route::FirstPerson, is_listed: false };
                        found.push(Candidate {
                            holder: reading,
                            role: Role::ForSide,
                            speech: says(speaker),
                            ..plain.clone()
                        });
                    }
                }
                found.push(plain);
            }
        }
        self.open_mutual(&base, frame, &holders, &mut *found);
        // Who says that somebody did wrong blames the doer.
        if let Some(speech) = speech
            && frame.polarity == Polarity::Against
            && n_turns.is_multiple_of(2)
            && !frame.holders.contains(&Place::Speaker)
        {
            for (doer, doer_place) in holders.iter().filter(|(_, place)| place.tie.is_some()) {
                for &speaker in speech.speakers.iter().filter(|&&speaker| speaker != doer.referent_idx) {
                    found.push(Candidate {
                        holder: Reading { referent_idx: speaker, route: Route::FirstPerson, is_listed: false },
                        target: *doer,
                        holder_place: Found { place: Place::Speaker, tie: None, token, rank: 0 },
                        target_place: *doer_place,
                        speech: Some((speech.kind, true)),
                        role: Role::Report,
                        ..base.clone()
                    });
                }
            }
        }
    }

    /// "Norway and Sweden agreed": each takes the side toward the other.
    fn open_mutual(&self, base: &Candidate, frame: &Frame, holders: &[(Reading, Found)], found: &mut Vec<Candidate>) {
        let is_mutual = frame.targets.contains(&Place::WITH);
        for (at, (holder, holder_place)) in holders.iter().enumerate().filter(|_| is_mutual) {
            for (other, (target, target_place)) in holders.iter().enumerate() {
                let is_pair = at != other
                    && holder.referent_idx != target.referent_idx
                    && (holder.is_listed || target.is_listed)
                    && holder_place.tie.is_some();
                if is_pair {
                    found.push(Candidate {
                        holder: *holder,
                        target: *target,
                        holder_place: *holder_place,
                        target_place: *target_place,
                        role: Role::Mutual,
                        ..base.clone()
                    });
                }
            }
        }
    }

    /// The end of a referent's chain of affiliations.
    #[must_use]
    pub fn side(&self, referent_idx: usize) -> usize {
        self.names.side(referent_idx)
    }

    /// Who may stand in `places`, likeliest first: what the parse puts there, then the speaker, then what stands near.
    fn fill(&self, token: usize, places: &[Place], arguments: &[Argument], is_target: bool) -> Vec<(Reading, Found)> {
        let mut filled: Vec<(Reading, Found)> = Vec::new();
        let mut rank = 0;
        for &place in places {
            let before = filled.len();
            for argument in arguments.iter().filter(|argument| argument.place == place) {
                // A modifier that names a country or party acts ("US sanctions"), one that names a person is named.
                let is_modifier = place == Place::Possessor && argument.tie == Tie::Relative;
                for reading in self.readings(argument.token) {
                    let acts = [Label::GPE, Label::NORP, Label::ORG];
                    if !is_modifier || self.is_labelled(reading.referent_idx, &acts) {
                        filled.push((reading, Found { place, tie: Some(argument.tie), token: argument.token, rank }));
                    }
                }
            }
            if place == Place::Speaker && filled.len() == before {
                filled.extend(self.speakers_at(token, rank));
            }
            rank += u8::from(filled.len() > before);
        }
        if filled.is_empty() && places.contains(&Place::Bearer) {
            filled.extend(self.subject_nearby(token, rank + 1));
        }
        // 4 and more: nothing but nearness speaks for it; 6 and more: though something else stands in the place.
        let is_taken = arguments.iter().any(|argument| places.contains(&argument.place) && argument.tie == Tie::Direct);
        let rank = if is_taken { 6 } else { 4 } + u8::from(!filled.is_empty());
        if filled.is_empty() || filled.iter().all(|(_, found)| found.rank > 0 || found.tie != Some(Tie::Direct)) {
            if !is_target {
                filled.extend(self.speakers_at(token, rank));
                filled.extend(self.nearest(token, false, rank));
            } else {
                filled.extend(self.nearest(token, true, rank));
            }
        }
        let mut seen = Vec::new();
        filled.retain(|(reading, _)| {
            let is_new = !seen.contains(&reading.referent_idx);
            seen.push(reading.referent_idx);
            is_new
        });
        filled
    }

    fn speakers_at(&self, token: usize, rank: u8) -> Vec<(Reading, Found)> {
        let Some(attribution) = self.attribution_of(token).filter(|attribution| attribution.verb != Some(token)) else {
            return Vec::new();
        };
        let reading = |&referent_idx: &usize| Reading { referent_idx, route: Route::FirstPerson, is_listed: false };
        let found = Found { place: Place::Speaker, tie: None, token, rank };
        attribution.speakers.iter().map(|speaker| (reading(speaker), found)).collect()
    }

    /// The two nearest names or anaphors in the sentence, to the right or the left.
    fn nearest(&self, token: usize, to_the_right: bool, rank: u8) -> Vec<(Reading, Found)> {
        let sentence = &self.passage.sentences[self.sentence_at[token] as usize].tokens;
        let range: Vec<usize> = if to_the_right {
            (token + 1..sentence.end.min(token + 12)).collect()
        } else {
            (sentence.start.max(token.saturating_sub(20))..token).rev().collect()
        };
        let place = if to_the_right { Place::Object } else { Place::Subject };
        let mut found: Vec<(Reading, Found)> = Vec::new();
        for at in range {
            if let Some(reading) = self.reading_of_word(at)
                && found.iter().all(|(known, _)| known.referent_idx != reading.referent_idx)
            {
                found.push((reading, Found { place, tie: None, token: at, rank }));
                if found.len() == 2 {
                    break;
                }
            }
        }
        found
    }

    /// For a quality that nothing near bears: the subject of the clause.
    fn subject_nearby(&self, token: usize, rank: u8) -> Vec<(Reading, Found)> {
        let mut at = token;
        while let Some((above, _)) = self.parse.above(at) {
            let subject = self
                .parse
                .children(above)
                .find(|&child| matches!(self.parse.relations[child], Relation::Subject | Relation::PassiveSubject));
            if let Some(subject) = subject.filter(|&subject| subject != at) {
                let found = Found { place: Place::Bearer, tie: None, token: subject, rank };
                return self.readings(subject).into_iter().map(|reading| (reading, found)).collect();
            }
            at = above;
        }
        Vec::new()
    }

    /// How many words turn the polarity: "not", "refused to", "lifted" ...
    fn n_turns(&self, token: usize, word_class: WordClass) -> u8 {
        let mut n_turns = 0;
        let negates = |at: usize| {
            self.parse.children(at).any(|child| {
                NEGATIONS.contains(&self.lower(child))
                    && matches!(
                        self.parse.relations[child],
                        Relation::Adverbial
                            | Relation::Determiner
                            | Relation::Coordinator
                            | Relation::Case
                            | Relation::Marker
                            | Relation::Other
                    )
            })
        };
        if negates(token) {
            n_turns += 1;
        }
        let mut at = token;
        for _ in 0..2 {
            let Some((above, relation)) = self.parse.above(at) else { break };
            let carries =
                matches!(relation, Relation::OpenComplement | Relation::AdverbialClause | Relation::Complement)
                    || word_class == WordClass::Noun && matches!(relation, Relation::Object | Relation::PassiveSubject)
                    || word_class == WordClass::Adjective && relation == Relation::Adjectival;
            if !carries {
                break;
            }
            if relation == Relation::AdverbialClause && !self.follows_turner(above, at) {
                break;
            }
            if relation == Relation::Complement && self.attribution_of(token).is_some_and(|a| a.verb == Some(above)) {
                break;
            }
            if negates(above) {
                n_turns += 1;
            }
            if TURNERS.contains(&self.lower(above)) {
                n_turns += 1;
            }
            at = above;
        }
        n_turns
    }

    /// "stopped short of criticising", "refrained from criticising".
    fn follows_turner(&self, verb: usize, clause: usize) -> bool {
        TURNERS.contains(&self.lower(verb)) && self.has_marker(clause, &["of", "from"])
    }

    fn has_marker(&self, clause: usize, words: &[&str]) -> bool {
        self.parse.children(clause).any(|child| {
            matches!(self.parse.relations[child], Relation::Marker | Relation::Case)
                && words.contains(&self.lower(child))
        })
    }

    fn is_modal(&self, token: usize) -> bool {
        let has_modal = |at: usize| self.parse.children(at).any(|child| MODALS.contains(&self.lower(child)));
        has_modal(token)
            || self
                .parse
                .above(token)
                .is_some_and(|(above, relation)| relation != Relation::Complement && has_modal(above))
    }

    fn is_conditional(&self, token: usize) -> bool {
        self.has_marker(token, &["if", "unless", "whether"])
            || self.parse.heads[token].is_some_and(|above| self.has_marker(above, &["if", "unless", "whether"]))
    }
}
