//! Who says what. In: a parsed passage with its names; out: for every token the speech it is part of, if any, and who
//! speaks. Direct quotations, "X said that ...", "..., X said", "according to X". It does not know what is said.

use super::resolve::{Reading, Route};
use super::{Scene, token_range};
use crate::analysis::quotes::{Quote, find_quotes};
use crate::analysis::{Gender, Relation, Tag};
use crate::annotation::Label;
use crate::model::{Place, Speech};
use std::ops::Range;

/// What is said by somebody.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// Indices into [`crate::analysis::Names::referents`]; several for "Germany and France said".
    pub speakers: Vec<usize>,
    pub kind: AttributionKind,
    /// The verb of speech, where there is one.
    pub verb: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttributionKind {
    Quote,
    /// "X said that ...".
    Clause,
    /// "According to X, ...".
    According,
}

/// In words.
const LONGEST_APPOSITION: usize = 25;

impl Scene<'_> {
    /// Fills in who says what.
    pub(super) fn attribute(&mut self) {
        self.attribute_clauses();
        self.attribute_according();
        let quotes = find_quotes(self.passage.text);
        let ranges: Vec<Vec<Range<usize>>> = quotes
            .iter()
            .map(|quote| quote.parts.iter().map(|part| token_range(&self.passage.tokens, *part)).collect())
            .collect();
        for (quote_idx, parts) in (0_u32..).zip(&ranges) {
            for token in parts.iter().flat_map(Clone::clone) {
                self.quote_at[token] = Some(quote_idx);
            }
        }
        let mut last: Option<(usize, Vec<usize>)> = None;
        for (quote_idx, quote) in quotes.iter().enumerate() {
            let (Some(first), Some(end)) = (ranges[quote_idx].first(), ranges[quote_idx].last()) else { continue };
            if first.is_empty() || end.is_empty() {
                continue;
            }
            let speech = self.speaker_of_quote(quote, first.start, end.end, last.as_ref());
            let Some((mut speakers, verb)) = speech else { continue };
            if let Some(verb) = verb
                && let Some(person) = self.opener_of_paragraph(verb, speakers[0])
            {
                speakers = vec![person];
            }
            last = Some((end.end, speakers.clone()));
            self.attributions.push(Attribution { speakers: speakers.clone(), kind: AttributionKind::Quote, verb });
            let attribution_idx = u32::try_from(self.attributions.len() - 1).ok();
            for token in ranges[quote_idx].iter().flat_map(Clone::clone) {
                self.quote_speaker[token] = speakers.first().copied();
                self.attribution_at[token] = attribution_idx;
            }
        }
    }

    /// The referents that a verb of speech has as its subject.
    fn speakers_of_verb(&self, verb: usize) -> Vec<usize> {
        // "Politico quoted Manning as saying"
        if matches!(self.lower(verb), "quoted" | "quotes" | "quoting") {
            let end = self.passage.sentences[self.sentence_at[verb] as usize].tokens.end;
            return (verb + 1..end.min(verb + 7)).find_map(|at| self.person_at(at)).into_iter().collect();
        }
        if self.is_passive(verb) {
            return Vec::new();
        }
        if let Some(speaker) = self.person_beside(verb) {
            return vec![speaker];
        }
        let mut speakers = Vec::new();
        for argument in self.verb_arguments(verb).into_iter().filter(|argument| argument.place == Place::Subject) {
            for reading in self.readings(argument.token) {
                if can_speak(reading) && !speakers.contains(&reading.referent_idx) {
                    speakers.push(reading.referent_idx);
                }
            }
        }
        speakers
    }

    /// The person whom print puts beside a verb of speech: "Hasler, the ambassador, wrote", "said Senator Cossío". It needs
    /// no parse, which often errs in such long subjects.
    fn person_beside(&self, verb: usize) -> Option<usize> {
        let sentence = &self.passage.sentences[self.sentence_at[verb] as usize].tokens;
        let mut left = verb;
        while left > sentence.start
            && (matches!(self.lower(left - 1), "has" | "had" | "have" | "also" | "then" | "later")
                || self.parse.tags[left - 1] == Tag::Adverb)
        {
            left -= 1;
        }
        let before = left.checked_sub(1).filter(|at| *at >= sentence.start);
        if let Some(before) = before {
            if let Some(person) = self.person_at(before) {
                return Some(person);
            }
            if self.lower(before) == "," {
                let commas = (sentence.start + 1..=before).rev().filter(|&at| self.lower(at) == ",");
                let is_clear = |at: usize| {
                    (at..before).all(|token| self.quote_at[token].is_none()) && before - at <= LONGEST_APPOSITION
                };
                return commas
                    .filter(|&at| is_clear(at))
                    .find_map(|at| self.person_at(at - 1).filter(|_| at == before || self.opens_apposition(at + 1)));
            }
        }
        // The words before the verb are what is said.
        let is_turned = before.is_some_and(|at| self.passage.word(at).ends_with(['"', '”', '’', '\'', '»']));
        let reach = verb + 1..sentence.end.min(verb + 8);
        is_turned
            .then(|| {
                reach.take_while(|&at| at == verb + 1 || self.is_titular(at - 1)).find_map(|at| self.person_at(at))
            })
            .flatten()
    }

    fn person_at(&self, token: usize) -> Option<usize> {
        let mention = &self.names.mentions[self.mention_at[token]? as usize];
        mention.referent_idx.filter(|_| mention.label == Label::PERSON)
    }

    /// ", a", ", the", ", who": what describes the name before it.
    fn opens_apposition(&self, token: usize) -> bool {
        matches!(self.lower(token), "a" | "an" | "the" | "who" | "whose" | "its" | "their" | "his" | "her" | "one")
            || self.mention_at[token].is_some()
            || self.parse.tags[token].is_noun()
            || self.lower(token).bytes().all(|byte| byte.is_ascii_digit())
    }

    /// What may stand before a name: "the French interior minister".
    fn is_titular(&self, token: usize) -> bool {
        let tag = self.parse.tags[token];
        self.mention_at[token].is_some() && self.person_at(token).is_none()
            || tag.is_noun()
            || matches!(tag, Tag::Adjective)
            || matches!(self.lower(token), "the" | "a" | "its" | "their" | "his" | "her" | "'s" | "of" | "." | "-")
            || self.lower(token) == "," && token + 1 < self.passage.tokens.len() && self.person_at(token + 1).is_some()
    }

    fn attribute_clauses(&mut self) {
        let n_tokens = self.passage.tokens.len();
        // For each verb of speech the attribution that it opens.
        let mut opened: Vec<Option<u32>> = vec![None; n_tokens];
        for (verb, opened) in opened.iter_mut().enumerate() {
            if self.parse.tags[verb].is_verb() && self.frames.reports(self.lower(verb)) {
                let speakers = self.speakers_of_verb(verb);
                if !speakers.is_empty() {
                    *opened = u32::try_from(self.attributions.len()).ok();
                    self.attributions.push(Attribution { speakers, kind: AttributionKind::Clause, verb: Some(verb) });
                }
            }
        }
        for token in 0..n_tokens {
            let mut below = token;
            while let Some((above, relation)) = self.parse.above(below) {
                if relation == Relation::Complement && opened[above].is_some() {
                    self.attribution_at[token] = opened[above];
                    break;
                }
                // "..., he said": the verb of speech depends on what is said.
                let aside = self
                    .parse
                    .children_by(above, Relation::Parataxis)
                    .find(|&verb| verb != below && opened[verb].is_some());
                if let Some(verb) = aside
                    && !self.parse.is_under(token, verb)
                {
                    self.attribution_at[token] = opened[verb];
                    break;
                }
                below = above;
            }
        }
    }

    fn attribute_according(&mut self) {
        for sentence in self.passage.sentences.clone() {
            let found = sentence.tokens.clone().find(|&token| {
                self.lower(token) == "according" && token + 1 < sentence.tokens.end && self.lower(token + 1) == "to"
            });
            let Some(at) = found else { continue };
            let until = (at + 10).min(sentence.tokens.end);
            let Some(speaker) = (at + 2..until).find_map(|token| self.reading_of_word(token)) else { continue };
            self.attributions.push(Attribution {
                speakers: vec![speaker.referent_idx],
                kind: AttributionKind::According,
                verb: Some(at),
            });
            let attribution_idx = u32::try_from(self.attributions.len() - 1).ok();
            for token in sentence.tokens {
                if self.attribution_at[token].is_none() {
                    self.attribution_at[token] = attribution_idx;
                }
            }
        }
    }

    /// Who speaks a quotation that covers the tokens from `first` to `end`, and the verb of speech. A sieve in the
    /// manner of Muzny et al. (2017): the words beside it, the clause around it, the quotation before it.
    fn speaker_of_quote(
        &self,
        quote: &Quote,
        first: usize,
        end: usize,
        last: Option<&(usize, Vec<usize>)>,
    ) -> Option<(Vec<usize>, Option<usize>)> {
        let text = self.passage.text;
        let part = quote.parts.last()?;
        let paragraph_start = text[..quote.parts[0].start].rfind('\n').map_or(0, |at| at + 1);
        let paragraph_end = text[part.end..].find('\n').map_or(text.len(), |at| part.end + at);
        let before_quote = self.token_at(paragraph_start)..first;
        let sentence = self.sentence_with(first)?;
        let lead = sentence.start.max(before_quote.start)..first;
        // Words after the quotation belong to it when it does not end a sentence by itself, or "he said" follows.
        let inside = text[part.range()].trim_end_matches(['"', '”', '’', '\'', '»']);
        let ends_softly = !inside.ends_with('.');
        let tail_end = (end..self.passage.tokens.len())
            .find(|&token| {
                self.passage.tokens[token].span.start >= paragraph_end
                    || self.quote_at[token].is_some()
                    || matches!(self.passage.word(token), "." | ";" | "!" | "?")
            })
            .unwrap_or(self.passage.tokens.len());
        let tail = end..tail_end;
        let after = || if ends_softly || lead.is_empty() { self.speaker_in(tail.clone(), true) } else { None };
        // A whole sentence after "..., she told reporters." is hers, whatever the next sentence says.
        if lead.is_empty()
            && !ends_softly
            && let Some((last_end, speakers)) = last
            && before_quote.contains(last_end)
            && first.saturating_sub(*last_end) < 14
        {
            return Some((speakers.clone(), None));
        }
        // "Calling it a “culture of death” the archbishop said"
        let is_participle = lead.len() < 8
            && lead.clone().next().is_some_and(|at| self.parse.tags[at].is_verb() && self.lower(at).ends_with("ing"));
        let found = if lead.is_empty() || is_participle && ends_softly {
            after()
        } else {
            let before = self.speaker_in(lead.clone(), false);
            match before {
                Some(found) => Some(found),
                None => after(),
            }
        };
        if found.is_some() {
            return found;
        }
        // A few quoted words inside a sentence: the clause's speaker or subject.
        if !lead.is_empty() {
            if let Some(attribution) = self.attribution_of(first) {
                return Some((attribution.speakers.clone(), attribution.verb));
            }
            let subject = lead.clone().find(|&token| {
                matches!(self.parse.relations[token], Relation::Subject)
                    && self.readings(token).into_iter().any(can_speak)
            });
            if let Some(subject) = subject {
                let speakers =
                    self.readings(subject).into_iter().filter(|r| can_speak(*r)).map(|r| r.referent_idx).collect();
                return Some((speakers, None));
            }
        }
        // The quotation goes on from the one before.
        if let Some((last_end, speakers)) = last
            && first.saturating_sub(*last_end) < 60
            && (lead.is_empty() || first.saturating_sub(*last_end) < 30)
        {
            return Some((speakers.clone(), None));
        }
        // "X also spoke on the issue." stands before it.
        let sentence_before = self.passage.sentences.iter().rev().find(|s| s.tokens.end <= sentence.start)?;
        self.speaker_in(sentence_before.tokens.clone(), false)
    }

    /// The person whose name opens the paragraph, when "he said" or "she said" at `verb` follows.
    fn opener_of_paragraph(&self, verb: usize, speaker: usize) -> Option<usize> {
        let is_he = |at: usize| matches!(self.lower(at), "he" | "she");
        let pronoun = [verb.checked_sub(1), Some(verb + 1)]
            .into_iter()
            .flatten()
            .find(|&at| at < self.passage.tokens.len() && is_he(at) && self.anaphor_at[at].is_some())?;
        let text = self.passage.text;
        let start = text[..self.passage.tokens[pronoun].span.start].rfind('\n').map_or(0, |at| at + 1);
        let first = self.token_at(start);
        let opener = (first..pronoun.min(first + 6)).find_map(|at| self.person_at(at))?;
        let wanted = if self.lower(pronoun) == "he" { Gender::Male } else { Gender::Female };
        let fits =
            |referent_idx: usize| self.names.referents[referent_idx].gender.is_none_or(|gender| gender == wanted);
        // Somebody else of the paragraph may be meant; somebody whom it does not name is not.
        let is_named_here = (first..pronoun).any(|at| self.person_at(at) == Some(speaker));
        (fits(opener) && !is_named_here).then_some(opener)
    }

    /// The speaker that a verb of speech in `tokens` names: the first such verb, or the last.
    fn speaker_in(&self, tokens: Range<usize>, takes_first: bool) -> Option<(Vec<usize>, Option<usize>)> {
        let verbs: Vec<usize> = tokens
            .clone()
            .filter(|&token| {
                self.quote_at[token].is_none() && self.parse.tags[token].is_verb() && {
                    let form = self.lower(token);
                    self.frames.reports(form)
                        || self.frames.is_speech(form, Speech::Call)
                        || matches!(form, "spoke" | "speaks" | "talked" | "quoted" | "quotes" | "quoting")
                }
            })
            .collect();
        let is_quoting = |verb: &usize| matches!(self.lower(*verb), "quoted" | "quotes" | "quoting");
        let quoting = verbs.iter().copied().find(is_quoting);
        let order: Vec<usize> = if takes_first { verbs } else { verbs.into_iter().rev().collect() };
        let order: Vec<usize> = quoting.into_iter().chain(order).collect();
        for &verb in &order {
            let mut speakers = self.speakers_of_verb(verb);
            if speakers.is_empty() {
                speakers.extend(self.agent_of_call(verb));
            }
            if !speakers.is_empty() {
                return Some((speakers, Some(verb)));
            }
        }
        // The parse has no subject for any of them: the nearest name or pronoun beside one.
        order.into_iter().filter(|&verb| !self.is_passive(verb)).find_map(|verb| {
            let mut near: Vec<usize> = tokens.clone().filter(|&token| token.abs_diff(verb) <= 8).collect();
            near.sort_by_key(|token| token.abs_diff(verb));
            let beside = near.into_iter().find_map(|token| self.reading_of_word(token).filter(|r| can_speak(*r)))?;
            Some((vec![beside.referent_idx], Some(verb)))
        })
    }

    /// Who calls somebody something in "was described by the bishops as".
    fn agent_of_call(&self, verb: usize) -> Option<usize> {
        let end = self.passage.sentences[self.sentence_at[verb] as usize].tokens.end;
        let by = (verb + 1..end.min(verb + 4)).find(|&at| self.lower(at) == "by").filter(|_| self.is_passive(verb))?;
        (by + 1..end.min(by + 4)).find_map(|at| self.reading_of_word(at)).map(|reading| reading.referent_idx)
    }

    /// Who says `token`.
    #[must_use]
    pub fn attribution_of(&self, token: usize) -> Option<&Attribution> {
        self.attribution_at[token].map(|idx| &self.attributions[idx as usize])
    }

    fn sentence_with(&self, token: usize) -> Option<Range<usize>> {
        self.sentence_at.get(token).map(|&idx| self.passage.sentences[idx as usize].tokens.clone())
    }

    fn token_at(&self, offset: usize) -> usize {
        self.passage.tokens.partition_point(|token| token.span.end <= offset)
    }
}

const fn can_speak(reading: Reading) -> bool {
    !matches!(reading.route, Route::FirstPerson)
}
