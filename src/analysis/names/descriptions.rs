//! Descriptions that plainly refer to a named referent: "the minister", "both governments", "the bill". In: what has been
//! named so far; out: whom a description means. It does not know stances.

use super::anaphora::Resolver;
use super::found::NameType;
use super::words::Case;
use crate::model::Kinds;
use std::ops::Range;

const STATES: &[&str] = &["country", "nation", "state", "republic", "kingdom"];
const GOVERNMENTS: &[&str] =
    &["government", "administration", "regime", "authorities", "military", "army", "cabinet", "leadership"];
/// Bodies that a text names without the noun: "the network" for ABS-CBN.
const BODIES: &[&str] = &[
    "group",
    "organization",
    "organisation",
    "company",
    "party",
    "movement",
    "network",
    "broadcaster",
    "agency",
    "bank",
    "airline",
    "club",
    "team",
    "union",
    "firm",
    "newspaper",
    "channel",
    "bloc",
    "alliance",
    "charity",
    "manufacturer",
    "militia",
    "operator",
    "station",
    "platform",
    "association",
    "federation",
    "league",
    "coalition",
    "body",
    "site",
    "publisher",
    "carrier",
    "retailer",
    "insurgents",
    "militants",
    "rebels",
    "campaign",
    "watchdog",
    "regulator",
];
/// Bodies that carry the noun in their name.
const OFFICES: &[&str] = &[
    "court",
    "tribunal",
    "ministry",
    "parliament",
    "senate",
    "congress",
    "house",
    "commission",
    "council",
    "committee",
    "assembly",
    "police",
    "department",
    "board",
    "chamber",
    "legislature",
    "bank",
    "university",
    "institute",
    "office",
    "union",
    "party",
    "league",
    "association",
    "federation",
    "agency",
    "foundation",
    "front",
    "society",
    "academy",
    "church",
    "hospital",
    "club",
];
const LAWS: &[&str] = &[
    "bill",
    "law",
    "act",
    "legislation",
    "measure",
    "treaty",
    "agreement",
    "deal",
    "pact",
    "accord",
    "amendment",
    "reform",
    "constitution",
    "resolution",
    "protocol",
];
const PAIRS_OF_STATES: &[&str] =
    &["governments", "countries", "nations", "sides", "states", "capitals", "neighbours", "neighbors", "parties"];
const PAIRS_OF_PERSONS: &[&str] = &[
    "leaders",
    "presidents",
    "ministers",
    "men",
    "women",
    "candidates",
    "rivals",
    "politicians",
    "premiers",
    "senators",
    "defendants",
    "officers",
    "judges",
    "lawmakers",
    "brothers",
    "sisters",
    "diplomats",
    "sides",
];
/// Persons whom a text names once and then calls by what they are said to have done.
const ACCUSED: &[&str] = &[
    "suspect",
    "gunman",
    "attacker",
    "shooter",
    "killer",
    "accused",
    "defendant",
    "perpetrator",
    "assailant",
    "murderer",
];

/// The tokens of the description that begins at `at`, and whom it means.
pub(super) fn read(resolver: &Resolver<'_>, at: usize, sentence: usize) -> Option<(Range<usize>, Vec<usize>)> {
    let words = resolver.words;
    let sentence_end = words.passage.sentences[sentence].tokens.end;
    let determiner = words.folded(at);
    if matches!(determiner, "both" | "the" | "two" | "these") {
        let noun = if matches!(words.folded(at + 1), "two" | "three" | "both") { at + 2 } else { at + 1 };
        if let Some(group) = pair(resolver, at, noun, sentence) {
            return Some((at..noun + 1, group));
        }
    }
    if !matches!(determiner, "the" | "this" | "that") || at + 1 >= sentence_end {
        return None;
    }
    // "the prime minister", "the foreign ministry", "the network".
    let from = words.matches.partition_point(|m| m.tokens.start <= at);
    let listed = words.matches[from..]
        .iter()
        .take_while(|m| m.tokens.start == at + 1)
        .find(|m| m.entry.kinds.has(Kinds::ROLE.and(Kinds::FOR_ORG).and(Kinds::TITLE)));
    let tokens = listed.map_or(at + 1..at + 2, |found| found.tokens.clone());
    let last = tokens.end - 1;
    // "the president of France", "the government's": not "the minister Smith" or "the party leader".
    if tokens.end > sentence_end || matches!(words.folded(tokens.end), "of" | "for") {
        return None;
    }
    if is_part_of_more(resolver, last, sentence_end) {
        return None;
    }
    let phrase: Vec<&str> = tokens.clone().map(|idx| words.folded(idx)).collect();
    let phrase = phrase.join(" ");
    let referent_idx = meant(resolver, at, sentence, &phrase, words.folded(last))?;
    Some((at..tokens.end, vec![referent_idx]))
}

/// Whether the noun goes on: "the party leader", "the government Smith".
fn is_part_of_more(resolver: &Resolver<'_>, last: usize, sentence_end: usize) -> bool {
    let words = resolver.words;
    let next = last + 1;
    if next >= sentence_end {
        return false;
    }
    let is_capital = matches!(words.words[next].case, Case::Capital | Case::Upper | Case::Mixed);
    let named = resolver.names.iter().any(|name| name.tokens.start == next && name.ty != NameType::Date);
    let is_noun = words.matches.iter().any(|m| {
        m.tokens.start == next
            && m.entry.kinds.has(Kinds::ROLE.and(Kinds::FOR_ORG))
            && words.words[next].case == Case::Lower
    });
    is_capital && named
        || is_noun
        || words.folded(next) == "-"
        || matches!(
            words.folded(next),
            "building"
                | "headquarters"
                | "office"
                | "officials"
                | "official"
                | "leaders"
                | "members"
                | "member"
                | "forces"
        )
}

fn meant(resolver: &Resolver<'_>, at: usize, sentence: usize, phrase: &str, noun: &str) -> Option<usize> {
    let links = resolver.links;
    let best = |is_kind: &dyn Fn(usize) -> bool| resolver.best(at, sentence, None, is_kind);
    let has_role = |idx: usize| {
        let roles = &resolver.sides[idx].roles;
        roles.iter().any(|role| {
            *role == phrase || role.split(' ').next_back() == Some(phrase) || role.ends_with(&format!(" {phrase}"))
        })
    };
    let anywhere = |is_kind: &dyn Fn(usize) -> bool| {
        resolver.uses.iter().rev().map(|known| known.referent_idx).find(|&idx| is_kind(idx))
    };
    let is_named = |idx: usize, ty: NameType| {
        links.referents[idx].ty == ty && links.referents[idx].name.to_lowercase().split(' ').any(|word| word == noun)
    };
    let with_role = best(&has_role).or_else(|| anywhere(&has_role));
    if with_role.is_some() {
        return with_role;
    }
    if STATES.contains(&noun) {
        return best(&|idx| links.referents[idx].code.is_some());
    }
    if GOVERNMENTS.contains(&noun) {
        // The country that the article is about.
        let countries = resolver.uses.iter().rev().map(|known| known.referent_idx);
        return countries.filter(|&idx| links.referents[idx].code.is_some()).max_by_key(|&idx| resolver.n_uses(idx));
    }
    if LAWS.contains(&noun) {
        let named = anywhere(&|idx| is_named(idx, NameType::Product));
        let is_law = |idx: usize| {
            links.referents[idx].ty == NameType::Product
                && links.referents[idx].name.to_lowercase().split(' ').any(|word| LAWS.contains(&word))
        };
        return named.or_else(|| anywhere(&is_law));
    }
    if OFFICES.contains(&noun) {
        let named = best(&|idx| is_named(idx, NameType::Org)).or_else(|| anywhere(&|idx| is_named(idx, NameType::Org)));
        if named.is_some() {
            return named;
        }
    }
    if BODIES.contains(&noun) {
        return best(&|idx| links.referents[idx].ty == NameType::Org);
    }
    if ACCUSED.contains(&noun) {
        return accused(resolver);
    }
    None
}

/// The person of whom the text says most often that he was arrested, charged, sentenced or shot.
fn accused(resolver: &Resolver<'_>) -> Option<usize> {
    const DEEDS: &[&str] = &[
        "arrested",
        "charged",
        "suspect",
        "suspected",
        "accused",
        "convicted",
        "sentenced",
        "gunman",
        "shooter",
        "shot",
        "killing",
        "murder",
        "detained",
        "custody",
        "attacker",
        "guilty",
        "attack",
        "indicted",
        "defendant",
    ];
    let n_deeds = |idx: usize| {
        let near = resolver.uses.iter().filter(|known| known.referent_idx == idx);
        near.flat_map(|known| known.token.saturating_sub(8)..known.end + 8)
            .filter(|&token| DEEDS.contains(&resolver.words.folded(token)))
            .count()
    };
    let is_person = |idx: &usize| resolver.links.referents[*idx].ty == NameType::Person;
    let mut persons: Vec<usize> = resolver.uses.iter().map(|known| known.referent_idx).filter(is_person).collect();
    persons.sort_unstable();
    persons.dedup();
    persons.into_iter().map(|idx| (n_deeds(idx), idx)).filter(|(n, _)| *n > 0).max().map(|(_, idx)| idx)
}

/// "both governments", "the two countries", "the leaders".
fn pair(resolver: &Resolver<'_>, at: usize, noun: usize, sentence: usize) -> Option<Vec<usize>> {
    let word = resolver.words.folded(noun);
    let is_counted = noun > at + 1 || matches!(resolver.words.folded(at), "both" | "two");
    let (is_state, is_person) = (PAIRS_OF_STATES.contains(&word), PAIRS_OF_PERSONS.contains(&word));
    if !is_state && !is_person {
        return None;
    }
    let is_kind = |idx: usize| {
        let referent = &resolver.links.referents[idx];
        is_state && referent.code.is_some() || is_person && referent.ty == NameType::Person
    };
    if let Some(group) = resolver.group_before(at, sentence, is_kind) {
        return Some(group);
    }
    if !is_counted {
        return None;
    }
    // The two that the text named last.
    let mut found: Vec<usize> = Vec::new();
    for known in resolver.uses.iter().rev().take_while(|known| known.sentence + 4 >= sentence) {
        if is_kind(known.referent_idx) && !found.contains(&known.referent_idx) {
            found.insert(0, known.referent_idx);
            if found.len() == 2 {
                return Some(found);
            }
        }
    }
    None
}
