//! Whether a capital stands for its country's government ("Ankara expects") or is the place ("a conference in
//! Ankara"). In: a name's tokens; out: one answer, from the words beside it.

use super::words::Words;
use std::ops::Range;

/// Words after which a capital is a place.
const PLACE_BEFORE: &[&str] = &[
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "around",
    "across",
    "throughout",
    "within",
    "from",
    "to",
    "of",
    "into",
    "through",
    "via",
    "visit",
    "visited",
    "visiting",
    "leave",
    "left",
    "reached",
    "reach",
    "downtown",
    "central",
    "city",
    "for",
    "on",
    "north",
    "south",
    "east",
    "west",
    "capital",
    "northern",
    "southern",
    "eastern",
    "western",
    "metropolitan",
    "greater",
    "over",
    "under",
    "beyond",
    "toward",
    "-",
];

/// Words after which it is a government, if nothing behind it tells otherwise.
const STATE_BEFORE: &[&str] = &[
    "with",
    "between",
    "against",
    "towards",
    "by",
    "accused",
    "accuses",
    "accusing",
    "urged",
    "urges",
    "blamed",
    "thanked",
    "thanks",
    "criticised",
    "criticized",
    "condemned",
    "praised",
    "convinced",
    "persuaded",
    "forced",
    "reminded",
    "informed",
    "angered",
    "blames",
    "warned",
    "warns",
    "told",
    "asked",
    "pressed",
    "want",
    "wants",
    "wanted",
    "expect",
    "expects",
    "invited",
    "pressured",
    "demanded",
    "sanctioned",
    "supported",
    "backed",
    "trusts",
    "rebuked",
    "allies",
    "ally",
    "and",
];

/// What governments do: verbs, in the forms that follow a subject.
const STATE_VERBS: &[&str] = &[
    "says",
    "said",
    "calls",
    "called",
    "wants",
    "wanted",
    "expects",
    "expected",
    "insists",
    "insisted",
    "denies",
    "denied",
    "accuses",
    "accused",
    "warns",
    "warned",
    "demands",
    "demanded",
    "rejects",
    "rejected",
    "refuses",
    "refused",
    "supports",
    "supported",
    "backs",
    "backed",
    "opposes",
    "opposed",
    "condemns",
    "condemned",
    "announced",
    "announces",
    "claims",
    "claimed",
    "argues",
    "argued",
    "agrees",
    "agreed",
    "believes",
    "hopes",
    "fears",
    "plans",
    "seeks",
    "sought",
    "sees",
    "views",
    "considers",
    "considered",
    "recalled",
    "recalls",
    "expelled",
    "imposed",
    "vowed",
    "vows",
    "threatened",
    "threatens",
    "responded",
    "reacted",
    "retaliated",
    "recognizes",
    "recognises",
    "recognized",
    "recognised",
    "has",
    "had",
    "would",
    "could",
    "should",
    "must",
    "may",
    "might",
    "does",
    "did",
    "will",
    "also",
    "never",
    "continues",
    "blames",
    "blamed",
    "criticised",
    "criticized",
    "urged",
    "urges",
    "maintains",
    "maintained",
    "pledged",
    "offered",
    "signed",
    "withdrew",
    "suspended",
    "summoned",
    "ordered",
    "decided",
];

/// What a government has and a town has not.
const STATE_NOUNS: &[&str] = &[
    "government",
    "position",
    "policy",
    "stance",
    "demand",
    "demands",
    "objection",
    "objections",
    "claim",
    "claims",
    "decision",
    "request",
    "refusal",
    "support",
    "role",
    "interests",
    "view",
    "response",
    "allies",
    "foreign",
    "nuclear",
    "military",
    "proposal",
    "offer",
    "accusations",
    "sanctions",
    "threat",
    "threats",
    "policies",
    "relations",
    "ties",
    "efforts",
    "ambitions",
    "actions",
    "annexation",
    "invasion",
    "intervention",
    "rejection",
    "pressure",
    "approach",
];

/// Whether the capital named by `tokens` stands for its country here.
#[must_use]
pub fn speaks_for_its_country(words: &Words<'_>, tokens: &Range<usize>) -> bool {
    let before = tokens.start.checked_sub(1).map_or("", |idx| words.folded(idx));
    let after = words.folded(tokens.end);
    let is_possessive = matches!(after, "'s" | "'");
    let next = if is_possessive { words.folded(tokens.end + 1) } else { after };
    // "the claim from Berlin": words of speech make the preposition a sender.
    let sender = tokens.start.checked_sub(2).map_or("", |idx| words.folded(idx));
    let is_sent = matches!(before, "from" | "of" | "to")
        && matches!(
            sender,
            "claim"
                | "claims"
                | "demand"
                | "demands"
                | "support"
                | "response"
                | "pressure"
                | "accusations"
                | "call"
                | "calls"
                | "message"
                | "signal"
                | "request"
                | "warning"
                | "criticism"
                | "statement"
                | "reaction"
                | "permission"
                | "approval"
                | "backing"
                | "loyal"
                | "suggestion"
                | "allegiance"
        );
    if is_sent {
        return true;
    }
    if after == ","
        && words.folded(tokens.end + 1).chars().next().is_some_and(char::is_alphabetic)
        && PLACE_BEFORE.contains(&before)
    {
        return false;
    }
    if is_possessive {
        return STATE_NOUNS.contains(&next) && !PLACE_BEFORE.contains(&before) || STATE_NOUNS.contains(&next);
    }
    if PLACE_BEFORE.contains(&before) {
        return false;
    }
    if STATE_VERBS.contains(&next) {
        return true;
    }
    STATE_BEFORE.contains(&before) && before != "and"
}
