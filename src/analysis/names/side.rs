//! Sides: whom a person or body speaks for. In: linked names; out: for each referent the referent it is affiliated
//! with, its gender and its roles, as the text presents them. It does not know stances.

use super::affiliation::{Choice, Chooser};
use super::found::{FoundName, NameType};
use super::link::Links;
use super::person::PersonName;
use super::words::{Case, Words};
use crate::analysis::Gender;
use crate::model::{Gazetteer, Kinds, Model};
use std::collections::BTreeMap;
use std::ops::Range;

/// What the text says of a referent besides its names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    pub affiliation_idx: Option<usize>,
    pub gender: Option<Gender>,
    /// Lower-case role nouns ("foreign minister"), in the order of the text.
    pub roles: Vec<String>,
}

/// Roles that a state gives.
const STATE_ROLES: &[&str] = &[
    "president",
    "vice president",
    "prime minister",
    "deputy prime minister",
    "premier",
    "chancellor",
    "minister",
    "foreign minister",
    "foreign secretary",
    "defence minister",
    "defense minister",
    "interior minister",
    "home secretary",
    "finance minister",
    "justice minister",
    "secretary of state",
    "attorney general",
    "supreme leader",
    "king",
    "queen",
    "emir",
    "sultan",
    "first minister",
    "president-elect",
    "ambassador",
    "crown prince",
    "health minister",
    "security minister",
    "national security adviser",
    "chief executive",
    "prince",
];

/// Roles that a capitalised word before them may belong to: "Transport Minister", "Health Commissioner".
const PORTFOLIO_ROLES: &[&str] = &["minister", "secretary", "commissioner", "ambassador", "envoy", "spokesperson"];

/// Whether states give this role.
pub fn is_state_role(role: &str) -> bool {
    STATE_ROLES.contains(&role)
}

/// Reads the sides of all referents.
#[must_use]
pub fn sides(words: &Words<'_>, model: &Model, names: &[FoundName], links: &Links) -> Vec<Side> {
    let reader = Reader::new(words, &model.gazetteer, names, links);
    let chooser = Chooser::new(&reader);
    let mut sides: Vec<Side> = (0..links.referents.len()).map(|idx| reader.side(idx)).collect();
    for (referent_idx, side) in sides.iter_mut().enumerate() {
        let scored = |choice: Choice| Some((model.affiliation.score(&choice.features)?, choice.candidate_idx));
        // Of equals the one that is named first.
        let best = chooser.choices(referent_idx).into_iter().filter_map(scored).rev().max_by_key(|(score, _)| *score);
        let of_seat = |idx: usize| reader.by_table(idx).filter(|_| chooser.is_seat(idx));
        // A seat of power speaks for its country, and so does who speaks for it.
        let chosen = chooser.speaks_for(referent_idx).or(best.map(|(_, candidate_idx)| candidate_idx));
        let chosen = chosen.map(|idx| of_seat(idx).unwrap_or(idx));
        side.affiliation_idx = of_seat(referent_idx).or(chosen);
    }
    for (referent_idx, referent) in links.referents.iter().enumerate() {
        // What the reader once said of it goes before what this article says.
        let mut texts = referent.names.iter().map(|idx| words.text(names[*idx].tokens.clone()));
        let taught = texts.find_map(|text| model.overlay.side(text)).or_else(|| model.overlay.side(&referent.name));
        let Some(taught) = taught else { continue };
        let affiliation_idx = taught.as_deref().and_then(|side| {
            let is_so_named = |idx: &usize| words.text(names[*idx].tokens.clone()) == side;
            let by_mention = || links.referents.iter().position(|other| other.names.iter().any(&is_so_named));
            reader.by_name.get(side).copied().or_else(by_mention).filter(|idx| *idx != referent_idx)
        });
        // A side that the article does not name cannot be shown; what it says itself is then better than nothing.
        if affiliation_idx.is_some() || taught.is_none() {
            sides[referent_idx].affiliation_idx = affiliation_idx;
        }
    }
    sides
}

/// Reads what stands beside names.
pub struct Reader<'w> {
    pub words: &'w Words<'w>,
    pub gazetteer: &'w Gazetteer,
    pub names: &'w [FoundName],
    pub links: &'w Links,
    by_code: BTreeMap<&'w str, usize>,
    by_name: BTreeMap<&'w str, usize>,
    /// What stands before and behind each name of a person or body.
    contexts: Vec<[Context; 2]>,
}

impl<'w> Reader<'w> {
    #[must_use]
    pub fn new(words: &'w Words<'w>, gazetteer: &'w Gazetteer, names: &'w [FoundName], links: &'w Links) -> Self {
        let all = || links.referents.iter().enumerate();
        let mut reader = Self {
            words,
            gazetteer,
            names,
            links,
            by_code: all().filter_map(|(idx, r)| Some((r.code.as_deref()?, idx))).collect(),
            by_name: all().rev().map(|(idx, r)| (r.name.as_str(), idx)).collect(),
            contexts: Vec::new(),
        };
        let read = |name: &FoundName| match name.ty {
            NameType::Person | NameType::Org => [reader.before(&name.tokens), reader.after(&name.tokens)],
            _ => <[Context; 2]>::default(),
        };
        reader.contexts = names.iter().map(read).collect();
        reader
    }

    /// What stands before and behind a name of a person or body.
    pub fn contexts(&self, name_idx: usize) -> &[Context; 2] {
        &self.contexts[name_idx]
    }
}

impl Reader<'_> {
    fn name_ending_at(&self, token_end: usize) -> Option<usize> {
        let idx = self.names.partition_point(|n| n.tokens.end < token_end);
        self.names.get(idx).filter(|n| n.tokens.end == token_end).map(|_| idx)
    }

    fn name_starting_at(&self, token: usize) -> Option<usize> {
        let idx = self.names.partition_point(|n| n.tokens.start < token);
        self.names.get(idx).filter(|n| n.tokens.start == token).map(|_| idx)
    }

    /// The country inside a body's name ("Turkish Grand National Assembly") or right before it ("the Turkish
    /// Foreign Ministry").
    fn country_in_or_before(&self, name_idx: usize) -> Option<usize> {
        let tokens = &self.names[name_idx].tokens;
        let is_body = tokens.clone().any(|idx| {
            self.words.kinds(idx).has(Kinds::HEAD_ORG.and(Kinds::OPEN_ORG))
                || matches!(self.words.folded(idx), "government" | "ministry" | "parliament" | "court" | "army")
        });
        if let Some(before) = tokens.start.checked_sub(1)
            && let Some(previous) = self.name_ending_at(before + 1)
            && self.names[previous].ty == NameType::Norp
        {
            return self.links.referent_of[previous].filter(|idx| self.links.referents[*idx].ty == NameType::Gpe);
        }
        let inside = self.words.matches.iter().find(|m| {
            m.tokens.start >= tokens.start
                && m.tokens.end <= tokens.end
                && m.tokens.len() < tokens.len()
                && m.entry.kinds.has(Kinds::COUNTRY.and(Kinds::NATIONALITY).and(Kinds::PLACE).and(Kinds::PEOPLE))
        })?;
        let known = inside.entry.country.or(inside.entry.place).filter(|_| is_body)?;
        self.links.referents.iter().position(|r| r.known == Some(known))
    }

    /// The referent that a body speaks for by the lists.
    pub fn by_table(&self, referent_idx: usize) -> Option<usize> {
        let known = self.links.referents[referent_idx].known?;
        let side = self.gazetteer.known(known).side.as_deref()?;
        self.by_code.get(side).or_else(|| self.by_name.get(side)).copied().filter(|idx| *idx != referent_idx)
    }

    /// The country that a body speaks for by its name.
    pub fn by_words(&self, referent_idx: usize) -> Option<usize> {
        let referent = &self.links.referents[referent_idx];
        let is_body = referent.ty == NameType::Org;
        let mut countries = referent.names.iter().filter_map(|name_idx| self.country_in_or_before(*name_idx));
        countries.find(|idx| *idx != referent_idx).filter(|_| is_body)
    }

    /// The referents whose names stand inside a body's name ("Wisconsin Supreme Court", "Parliament of Ghana"): at its start
    /// (0), its end (1) or between (2).
    pub fn names_inside(&self, referent_idx: usize) -> Vec<(usize, u64)> {
        let referents = &self.links.referents;
        let mut inside = Vec::new();
        for name_idx in &referents[referent_idx].names {
            let tokens = &self.names[*name_idx].tokens;
            let place = |part: &Range<usize>| match part {
                _ if part.start == tokens.start => 0,
                _ if part.end == tokens.end => 1,
                _ => 2,
            };
            let from = self.words.matches.partition_point(|m| m.tokens.start < tokens.start);
            let within = self.words.matches[from..].iter().take_while(|m| m.tokens.start < tokens.end);
            for m in within.filter(|m| m.tokens.end <= tokens.end && m.tokens.len() < tokens.len()) {
                let known = [m.entry.country, m.entry.place, m.entry.named].into_iter().flatten();
                let named = known.filter_map(|known| referents.iter().position(|r| r.known == Some(known)));
                inside.extend(named.map(|idx| (idx, place(&m.tokens))));
            }
            for (idx, other) in referents.iter().enumerate().filter(|(idx, _)| *idx != referent_idx) {
                let words = other.names.first().map_or(0..0, |first| self.names[*first].tokens.clone());
                let is_at = |start: &usize| {
                    words.clone().zip(*start..).all(|(a, b)| self.words.folded(a) == self.words.folded(b))
                };
                let starts = tokens.start..(tokens.end + 1).saturating_sub(words.len());
                if !words.is_empty()
                    && words.len() < tokens.len()
                    && let Some(start) = starts.into_iter().find(is_at)
                {
                    inside.push((idx, place(&(start..start + words.len()))));
                }
            }
        }
        inside.retain(|(idx, _)| *idx != referent_idx);
        inside.sort_unstable();
        inside.dedup();
        inside
    }

    /// Gender and roles; the affiliation stays open.
    fn side(&self, referent_idx: usize) -> Side {
        let mut side = Side::default();
        if self.links.referents[referent_idx].ty != NameType::Person {
            return side;
        }
        for name_idx in &self.links.referents[referent_idx].names {
            let tokens = self.names[*name_idx].tokens.clone();
            side.gender = side.gender.or(PersonName::read(self.words, &tokens).gender);
            for role in self.contexts(*name_idx).iter().flat_map(|context| &context.roles) {
                if !side.roles.contains(role) {
                    side.roles.push(role.clone());
                }
            }
        }
        side.gender = side.gender.or_else(|| gender_of_roles(&side.roles));
        side
    }

    /// Titles, roles and whose they are, right before a name: "Turkish Foreign Minister", "Kremlin spokesperson".
    fn before(&self, tokens: &Range<usize>) -> Context {
        let mut context = Context::default();
        let sentence = &self.words.passage.sentences[self.words.sentence_of[tokens.start]];
        let mut at = tokens.start;
        if at > sentence.tokens.start && matches!(self.words.folded(at - 1), "," | "[") {
            at -= 1;
        }
        let mut n_words = 0;
        let mut role: Vec<&str> = Vec::new();
        while at > sentence.tokens.start && n_words < 8 {
            if let Some(name_idx) = self.name_ending_at(at) {
                let name = &self.names[name_idx];
                let is_owner = matches!(name.ty, NameType::Norp | NameType::Gpe | NameType::Org);
                if is_owner && !role.is_empty() {
                    context.owner = context.owner.or(self.links.referent_of[name_idx]);
                    at = name.tokens.start;
                    n_words += 1;
                    if name.ty == NameType::Norp {
                        continue;
                    }
                }
                break;
            }
            let word = self.words.folded(at - 1);
            let kinds = self.words.kinds(at - 1);
            let is_of = matches!(word, "of" | "for" | "'s" | "the") && !role.is_empty();
            let is_role = kinds.has(Kinds::TITLE.and(Kinds::ROLE)) || self.is_role_part(at - 1);
            let is_filler = matches!(
                word,
                "former"
                    | "foreign"
                    | "deputy"
                    | "acting"
                    | "prime"
                    | "senior"
                    | "vice"
                    | "chief"
                    | "press"
                    | "state"
                    | "interim"
                    | "opposition"
                    | "general"
                    | "and"
                    | "-"
                    | "security"
                    | "defence"
                    | "defense"
                    | "affairs"
            );
            let is_portfolio = role.last().is_some_and(|role| PORTFOLIO_ROLES.contains(role))
                && at - 1 > sentence.tokens.start
                && self.words.words[at - 1].case == Case::Capital
                && word.chars().all(char::is_alphabetic);
            if !(is_of || is_role || is_filler || is_portfolio) {
                break;
            }
            context.is_former |= word == "former" || word == "ex";
            role.push(word);
            at -= 1;
            n_words += 1;
        }
        role.reverse();
        context.roles = self.roles_in(at..tokens.start);
        context
    }

    fn is_role_part(&self, at: usize) -> bool {
        let kinds = Kinds::ROLE.and(Kinds::TITLE);
        let from = self.words.matches.partition_point(|m| m.tokens.start + 4 < at);
        self.words.matches[from..]
            .iter()
            .take_while(|m| m.tokens.start <= at)
            .any(|m| m.tokens.contains(&at) && m.entry.kinds.has(kinds))
    }

    fn roles_in(&self, tokens: Range<usize>) -> Vec<String> {
        let mut roles = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            let from = self.words.matches.partition_point(|m| m.tokens.start < at);
            let role = self.words.matches[from..]
                .iter()
                .take_while(|m| m.tokens.start == at)
                .find(|m| m.tokens.end <= tokens.end && m.entry.kinds.has(Kinds::ROLE.and(Kinds::TITLE)));
            match role {
                Some(role) => {
                    let folded: Vec<&str> = role.tokens.clone().map(|idx| self.words.folded(idx)).collect();
                    roles.push(folded.join(" "));
                    at = role.tokens.end;
                }
                None => at += 1,
            }
        }
        roles
    }

    /// An apposition after a name: ", the Chancellor of Germany,", ", a Turkish lawmaker".
    fn after(&self, tokens: &Range<usize>) -> Context {
        let mut context = Context::default();
        let sentence = &self.words.passage.sentences[self.words.sentence_of[tokens.start]];
        let mut at = tokens.end;
        if self.words.folded(at) == "of"
            && let Some(owner) = self.owner_at(at + 1)
        {
            context.owner = Some(owner);
            return context;
        }
        if !matches!(self.words.folded(at), "," | "(" | "—" | "–") {
            return context;
        }
        at += 1;
        let start = at;
        while at < sentence.tokens.end && at < start + 12 {
            if let Some(name_idx) = self.name_starting_at(at) {
                let name = &self.names[name_idx];
                if matches!(name.ty, NameType::Norp | NameType::Gpe | NameType::Org) {
                    context.owner = context.owner.or(self.links.referent_of[name_idx]);
                }
                at = name.tokens.end;
                continue;
            }
            let word = self.words.folded(at);
            let is_inside = self.words.kinds(at).has(Kinds::ROLE.and(Kinds::TITLE))
                || self.is_role_part(at)
                || matches!(
                    word,
                    "of" | "for" | "the" | "a" | "an" | "from" | "at" | "'s" | "former" | "senior" | "in"
                )
                || self.words.words[at].case == Case::Lower
                    && at < start + 5
                    && !matches!(word, "who" | "which" | "and" | "said" | "told");
            if !is_inside {
                break;
            }
            at += 1;
        }
        context.roles = self.roles_in(start..at);
        if context.roles.is_empty() {
            context.owner = None;
        }
        context
    }

    fn owner_at(&self, token: usize) -> Option<usize> {
        let start = if self.words.folded(token) == "the" { token + 1 } else { token };
        let name_idx = self.name_starting_at(start)?;
        matches!(self.names[name_idx].ty, NameType::Gpe | NameType::Org)
            .then(|| self.links.referent_of[name_idx])
            .flatten()
    }
}

/// What stands beside a name.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The referent that gives the role.
    pub owner: Option<usize>,
    pub roles: Vec<String>,
    pub is_former: bool,
}

fn gender_of_roles(roles: &[String]) -> Option<Gender> {
    let has = |ends: &[&str]| roles.iter().any(|role| ends.iter().any(|end| role.ends_with(end)));
    if has(&["woman", "queen", "princess", "duchess", "actress"]) {
        Some(Gender::Female)
    } else if has(&["spokesman", "congressman", "chairman", "king", "prince", "sultan", "pope"]) {
        Some(Gender::Male)
    } else {
        None
    }
}
