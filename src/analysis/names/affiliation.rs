//! Whom a person or a body speaks for. In: the referents of an article and what stands beside their names; out: for each
//! the referents that may be its side, as hashed features that trained weights judge. What the rules of [`super::side`]
//! read off the text is evidence among other; it does not know the weights.

use super::found::NameType;
use super::side::{Context, Reader, is_state_role};
use crate::model::{Kinds, KnownIdx, hash_word, mix};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A referent that another may speak for.
#[derive(Clone, Debug)]
pub struct Choice {
    pub candidate_idx: usize,
    pub features: Vec<u64>,
}

/// How many words may stand between two names that are read as one phrase.
const FARTHEST: usize = 8;

/// What a referent is, as a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Country,
    Place,
    Party,
    Seat,
    Body,
    Alliance,
    Medium,
    Organisation,
    People,
    Person,
    Other,
}

/// Where the name of a candidate stands beside a name of the one in question.
struct Meeting {
    /// The words between.
    gap: Range<usize>,
    /// Both names and the gap.
    whole: Range<usize>,
    is_before: bool,
}

/// The referents of an article with what all choices need.
pub struct Chooser<'r, 'w> {
    reader: &'r Reader<'w>,
    classes: Vec<Class>,
    /// For countries: how many other countries are named more often.
    ranks: Vec<Option<u64>>,
    /// In the first paragraph, which is mostly the headline.
    in_head: Vec<bool>,
    first_country: Option<usize>,
}

impl<'r, 'w> Chooser<'r, 'w> {
    #[must_use]
    pub fn new(reader: &'r Reader<'w>) -> Self {
        let referents = &reader.links.referents;
        let is_country = |idx: usize| referents[idx].code.is_some();
        let rank = |idx: usize| {
            let more = |other: &usize| {
                let (n, own) = (referents[*other].names.len(), referents[idx].names.len());
                is_country(*other) && (n > own || n == own && *other < idx)
            };
            is_country(idx).then(|| (0..referents.len()).filter(more).count().min(4) as u64)
        };
        let end_of_head = reader.words.passage.text.find('\n').unwrap_or(0);
        let is_in_head = |idx: usize| {
            referents[idx]
                .names
                .first()
                .is_some_and(|name| reader.words.passage.span(reader.names[*name].tokens.clone()).start < end_of_head)
        };
        let first = |idx: &usize| referents[*idx].names.first().copied();
        Self {
            classes: (0..referents.len()).map(|idx| class_of(reader, idx)).collect(),
            ranks: (0..referents.len()).map(rank).collect(),
            in_head: (0..referents.len()).map(is_in_head).collect(),
            first_country: (0..referents.len()).filter(|idx| is_country(*idx)).min_by_key(first),
            reader,
        }
    }

    #[must_use]
    pub fn is_seat(&self, referent_idx: usize) -> bool {
        self.classes[referent_idx] == Class::Seat
    }

    /// Whose spokesperson the text calls it.
    #[must_use]
    pub fn speaks_for(&self, referent_idx: usize) -> Option<usize> {
        let names = &self.reader.links.referents[referent_idx].names;
        let mut contexts = names.iter().flat_map(|name_idx| self.reader.contexts(*name_idx));
        let is_spokesperson = |context: &&Context| context.roles.iter().any(|role| role.starts_with("spokes"));
        contexts.find(|context| is_spokesperson(context) && context.owner.is_some_and(|idx| idx != referent_idx))?.owner
    }

    /// The referents that `referent_idx` may speak for.
    #[must_use]
    pub fn choices(&self, referent_idx: usize) -> Vec<Choice> {
        let referent = &self.reader.links.referents[referent_idx];
        if !matches!(referent.ty, NameType::Person | NameType::Org) {
            return Vec::new();
        }
        let mut subject = Subject::new(self, referent_idx);
        subject.listed = self.listed(referent_idx);
        let mut meetings: BTreeMap<usize, Vec<Meeting>> = BTreeMap::new();
        for name_idx in &referent.names {
            self.meet(*name_idx, &mut meetings);
        }
        let is_open = |idx: &usize| {
            let is_side = !matches!(self.classes[*idx], Class::Other | Class::Person) || meetings.contains_key(idx);
            let is_near = matches!(self.classes[*idx], Class::Country | Class::Party) || meetings.contains_key(idx);
            *idx != referent_idx && is_side && (is_near || subject.is_owner(*idx))
        };
        (0..self.classes.len())
            .filter(is_open)
            .map(|candidate_idx| Choice {
                candidate_idx,
                features: self.features(&subject, candidate_idx, meetings.get(&candidate_idx)),
            })
            .collect()
    }

    /// Notes the names that stand near `name_idx` in its sentence, the nearest of each referent on each side.
    fn meet(&self, name_idx: usize, meetings: &mut BTreeMap<usize, Vec<Meeting>>) {
        let Reader { words, names, links, .. } = self.reader;
        let own = &names[name_idx].tokens;
        let sentence = words.sentence_of[own.start];
        let is_near = |other: &usize| words.sentence_of[names[*other].tokens.start] == sentence;
        let before = (0..name_idx).rev().take_while(is_near).map(|idx| (idx, true));
        let after = (name_idx + 1..names.len()).take_while(is_near).map(|idx| (idx, false));
        for side in [before.collect::<Vec<_>>(), after.collect()] {
            let mut seen = BTreeSet::new();
            for (other, is_before) in side {
                let tokens = &names[other].tokens;
                let gap = if is_before { tokens.end..own.start } else { own.end..tokens.start };
                let Some(referent) = links.referent_of[other] else { continue };
                if gap.len() > FARTHEST {
                    break;
                }
                if seen.insert(referent) {
                    let whole = own.start.min(tokens.start)..own.end.max(tokens.end);
                    meetings.entry(referent).or_default().push(Meeting { gap, whole, is_before });
                }
            }
        }
    }

    fn features(&self, subject: &Subject, candidate: usize, meetings: Option<&Vec<Meeting>>) -> Vec<u64> {
        let kind = mix(subject.kind, self.classes[candidate] as u64);
        let mut features = Vec::with_capacity(64);
        let mut add = |template: u64, value: u64| features.push(mix(mix(template, kind), value));
        add(1, 0);
        let mut is_owner = false;
        for (way, owner, role, sort) in &subject.owners {
            if *owner == candidate {
                is_owner = true;
                add(2, *way);
                add(3, mix(*way, *role));
                add(39, mix(*way, *sort));
            }
        }
        add(4, mix(u64::from(is_owner), subject.owners.len().min(3) as u64));
        add(5, mix(u64::from(subject.is_former), u64::from(is_owner)));
        if subject.seats.contains(&candidate) {
            add(6, 0);
        }
        let in_table = subject.by_table == Some(candidate);
        let in_words = subject.by_words == Some(candidate);
        add(7, mix(u64::from(in_table), u64::from(in_words)));
        add(8, mix(mix(subject.last, u64::from(in_table)), u64::from(in_words)));
        add(9, mix(mix(subject.known, u64::from(in_table)), u64::from(in_words)));
        let contained = subject.contained.iter().filter(|(idx, _)| *idx == candidate).map(|(_, place)| *place).min();
        if let Some(place) = contained {
            add(30, place);
            add(31, mix(place, subject.last));
            add(32, mix(place, subject.known));
        } else if !subject.contained.is_empty() {
            add(33, 0);
        }
        let listed = subject.listed.iter().position(|here| here.contains(&candidate));
        if let Some(nth) = listed {
            add(34, nth as u64);
            add(35, mix(nth as u64, subject.listed.len() as u64));
            add(36, mix(u64::from(is_owner), nth as u64));
        } else if subject.listed.iter().any(|here| !here.is_empty()) {
            add(37, mix(u64::from(is_owner), subject.owners.len().min(2) as u64));
        }
        if subject.beyond.contains(&candidate) {
            add(38, u64::from(is_owner));
        }
        let rank = self.ranks[candidate].unwrap_or(9);
        let is_first = u64::from(self.first_country == Some(candidate));
        let in_head = u64::from(self.in_head[candidate]);
        let place = mix(rank, u64::from(is_owner));
        add(10, place);
        add(11, mix(place, is_first));
        add(12, mix(place, in_head));
        add(13, mix(mix(place, subject.state), u64::from(subject.owners.is_empty())));
        add(14, mix(place, subject.last));
        add(15, mix(place, subject.first));
        for role in &subject.roles {
            add(16, *role);
            add(17, mix(*role, place));
        }
        if subject.roles.is_empty() {
            add(18, place);
        }
        let n_meetings = meetings.map_or(0, Vec::len);
        add(19, mix(n_meetings.min(3) as u64, u64::from(is_owner)));
        for meeting in meetings.into_iter().flatten() {
            let way = u64::from(meeting.is_before);
            let mut whole = way;
            for idx in meeting.gap.clone() {
                let word = self.masked(idx);
                whole = mix(whole, word);
                add(20, mix(word, way));
                add(21, mix(mix(word, way), meeting.gap.len() as u64));
            }
            add(22, whole);
            add(23, mix(way, meeting.gap.len() as u64));
            let before = meeting.whole.start.checked_sub(1).map_or(0, |idx| self.masked(idx));
            add(24, mix(before, way));
            add(25, mix(self.masked(meeting.whole.end), way));
            add(26, mix(whole, before));
        }
        features.sort_unstable();
        features.dedup();
        features
    }

    /// For each side that the list of leaders gives a person, the referents that it may be.
    fn listed(&self, referent_idx: usize) -> Vec<Vec<usize>> {
        let Reader { words, names, links, gazetteer, .. } = self.reader;
        let referent = &links.referents[referent_idx];
        if referent.ty != NameType::Person {
            return Vec::new();
        }
        let texts = referent.names.iter().map(|name| words.text(names[*name].tokens.clone()));
        let sides = texts.map(|name| gazetteer.sides_of(name)).find(|sides| !sides.is_empty()).unwrap_or_default();
        let here = |side: &&str| {
            let known = gazetteer.entry(side).and_then(|entry| entry.named);
            (0..self.classes.len()).filter(|idx| self.is_listed_as(*idx, side, known)).collect()
        };
        sides.iter().map(here).collect()
    }

    /// Whether a referent is what the list of leaders calls `side`, which the other lists may know. Parties go by their
    /// adjectives as well.
    fn is_listed_as(&self, referent_idx: usize, side: &str, known: Option<KnownIdx>) -> bool {
        let referent = &self.reader.links.referents[referent_idx];
        let stem = |name: &str| name.get(..6).map(str::to_owned);
        match self.classes[referent_idx] {
            Class::Country => referent.code.as_deref() == Some(side),
            Class::Other | Class::Person | Class::Place => false,
            Class::People => side.contains(' ') && stem(side).is_some() && stem(side) == stem(&referent.name),
            _ => {
                referent.name == side
                    || known.is_some() && known == referent.known
                    || side.ends_with(" Party") && referent.name.ends_with(side)
            }
        }
    }

    /// The hash of a word; a name is one of its type.
    fn masked(&self, idx: usize) -> u64 {
        let names = self.reader.names;
        let at = names.partition_point(|name| name.tokens.end <= idx);
        match names.get(at).filter(|name| name.tokens.contains(&idx)) {
            Some(name) => name.ty as u64,
            None => hash_word(self.reader.words.folded(idx)),
        }
    }
}

/// The one whose side is in question.
struct Subject {
    kind: u64,
    /// How the text gives it to a referent (before or behind the name), that referent, its role there and the role's sort.
    owners: Vec<(u64, usize, u64, u64)>,
    /// Countries of the seats of power among the owners.
    seats: Vec<usize>,
    by_table: Option<usize>,
    by_words: Option<usize>,
    /// Referents whose names stand inside its name: at its start (0), its end (1) or between (2).
    contained: Vec<(usize, u64)>,
    /// What owners speak for themselves.
    beyond: BTreeSet<usize>,
    /// For each side in the list of leaders the referents that it may be.
    listed: Vec<Vec<usize>>,
    is_former: bool,
    /// 1 if it has a role that states give.
    state: u64,
    roles: BTreeSet<u64>,
    /// For a body: what the lists know of it, its last word and its first.
    known: u64,
    last: u64,
    first: u64,
}

impl Subject {
    fn new(chooser: &Chooser<'_, '_>, referent_idx: usize) -> Self {
        let reader = chooser.reader;
        let referent = &reader.links.referents[referent_idx];
        let mut subject = Self {
            kind: mix(900, referent.ty as u64),
            owners: Vec::new(),
            seats: Vec::new(),
            by_table: reader.by_table(referent_idx),
            by_words: reader.by_words(referent_idx),
            contained: Vec::new(),
            beyond: BTreeSet::new(),
            listed: Vec::new(),
            is_former: false,
            state: 0,
            roles: BTreeSet::new(),
            known: 0,
            last: 0,
            first: 0,
        };
        if referent.ty == NameType::Org {
            subject.contained = reader.names_inside(referent_idx);
            subject.known = chooser.classes[referent_idx] as u64 + 1;
            if let Some(name) = referent.names.first() {
                let tokens = &reader.names[*name].tokens;
                subject.last = hash_word(reader.words.folded(tokens.end - 1));
                subject.first = hash_word(reader.words.folded(tokens.start));
            }
        }
        for name_idx in &referent.names {
            for (way, context) in (0..).zip(reader.contexts(*name_idx)) {
                subject.read(chooser, way, context, referent_idx);
            }
        }
        subject
    }

    fn read(&mut self, chooser: &Chooser<'_, '_>, way: u64, context: &Context, referent_idx: usize) {
        self.is_former |= context.is_former;
        self.state |= u64::from(context.roles.iter().any(|role| is_state_role(role)));
        self.roles.extend(context.roles.iter().map(|role| hash_word(role)));
        if let Some(owner) = context.owner.filter(|owner| *owner != referent_idx) {
            let role = context.roles.last().map_or("", String::as_str);
            let sort = match role {
                "" => 0,
                _ if is_state_role(role) => 1,
                _ if role.starts_with("spokes") => 2,
                _ => 3,
            };
            if !self.owners.contains(&(way, owner, hash_word(role), sort)) {
                self.owners.push((way, owner, hash_word(role), sort));
            }
            let by_table = chooser.reader.by_table(owner);
            self.beyond.extend(chooser.reader.by_words(owner).or(by_table));
            if chooser.classes[owner] == Class::Seat {
                self.seats.extend(by_table);
            }
        }
    }

    fn is_owner(&self, idx: usize) -> bool {
        self.owners.iter().any(|(_, owner, ..)| *owner == idx)
            || self.seats.contains(&idx)
            || self.by_table == Some(idx)
            || self.by_words == Some(idx)
            || self.beyond.contains(&idx)
            || self.contained.iter().any(|(inside, _)| *inside == idx)
    }
}

fn class_of(reader: &Reader<'_>, referent_idx: usize) -> Class {
    let referent = &reader.links.referents[referent_idx];
    let entry = reader.gazetteer.entry(&referent.name);
    let is = |kinds: Kinds| entry.is_some_and(|entry| entry.kinds.has(kinds));
    match referent.ty {
        NameType::Gpe if referent.code.is_some() => Class::Country,
        NameType::Gpe => Class::Place,
        NameType::Norp => Class::People,
        NameType::Person => Class::Person,
        NameType::Org => {
            let has_party_word = referent.name.split(' ').any(|word| word.eq_ignore_ascii_case("party"));
            let kinds = [
                (Kinds::SEAT, Class::Seat),
                (Kinds::PARTY, Class::Party),
                (Kinds::BODY, Class::Body),
                (Kinds::ALLIANCE, Class::Alliance),
                (Kinds::MEDIA, Class::Medium),
            ];
            let listed = kinds.into_iter().find(|(kind, _)| is(*kind)).map(|(_, class)| class);
            listed.unwrap_or(if has_party_word { Class::Party } else { Class::Organisation })
        }
        _ => Class::Other,
    }
}
