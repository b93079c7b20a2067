//! What a document has and a format cannot hold, counted before anything is written, so that nobody loses work
//! without knowing.

use crate::annotation::EntityId;
use crate::document::Document;
use std::collections::BTreeMap;
use std::fmt;

/// A kind of thing that can be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lost {
    Mention,
    /// Mentions that overlap others, in formats that give each word one label.
    Overlap,
    /// Mentions that begin or end inside a word, in formats made of words.
    PartOfWord,
    /// Which mentions name the same entity, and what it is called.
    Grouping,
    Link,
    Affiliation,
    Stance,
    /// Stances whose holder or target is not named by any mention.
    Unnamed,
    /// Stances toward an issue, in formats whose relations join entities only.
    Issue,
    /// The words that express a stance.
    Cue,
    Evidence,
    Rejected,
    /// What had been suggested before a reader corrected it.
    Was,
    Status,
    Confidence,
    Reason,
    Note,
    Doubt,
    /// Fields of the file that this program does not know.
    Extra,
}

impl Lost {
    const fn one_and_many(self) -> (&'static str, &'static str) {
        match self {
            Self::Mention => ("mention", "mentions"),
            Self::Overlap => ("mention that overlaps another", "mentions that overlap others"),
            Self::PartOfWord => ("mention of a part of a word", "mentions of parts of words"),
            Self::Grouping => ("entity (which mentions belong together)", "entities (which mentions belong together)"),
            Self::Link => ("link", "links"),
            Self::Affiliation => ("affiliation", "affiliations"),
            Self::Stance => ("stance", "stances"),
            Self::Unnamed => {
                ("stance whose holder or target no mention names", "stances whose holder or target no mention names")
            }
            Self::Issue => ("stance toward an issue", "stances toward an issue"),
            Self::Cue => ("cue", "cues"),
            Self::Evidence => ("evidence sentence", "evidence sentences"),
            Self::Rejected => ("rejected suggestion", "rejected suggestions"),
            Self::Was => ("earlier form of a corrected annotation", "earlier forms of corrected annotations"),
            Self::Status => ("status", "statuses"),
            Self::Confidence => ("confidence", "confidences"),
            Self::Reason => ("reason", "reasons"),
            Self::Note => ("note", "notes"),
            Self::Doubt => ("mark of doubt", "marks of doubt"),
            Self::Extra => ("unknown field", "unknown fields"),
        }
    }
}

/// How many of a kind are lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    pub what: Lost,
    pub n_items: usize,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, many) = self.what.one_and_many();
        write!(f, "{} {}", self.n_items, if self.n_items == 1 { one } else { many })
    }
}

/// How many of everything a document has, apart from what depends on the format.
pub fn inventory(document: &Document) -> BTreeMap<Lost, usize> {
    let mut counts = BTreeMap::new();
    let mut count = |what: Lost, n_items: usize| *counts.entry(what).or_default() += n_items;
    let mut n_mentions: BTreeMap<&EntityId, usize> = BTreeMap::new();
    for mention in document.mentions().filter(|mention| mention.status.is_live()) {
        if let Some(entity) = &mention.claim.entity {
            *n_mentions.entry(entity).or_default() += 1;
        }
    }
    count(Lost::Grouping, n_mentions.values().filter(|n_mentions| **n_mentions > 1).count());
    for entity in document.entities() {
        count(Lost::Link, usize::from(entity.link.is_some()));
        count(Lost::Affiliation, usize::from(entity.affiliation.is_some()));
        count(Lost::Note, usize::from(entity.note.is_some()));
        count(Lost::Extra, entity.extra.len());
    }
    for mention in document.mentions() {
        let is_live = usize::from(mention.status.is_live());
        count(Lost::Rejected, 1 - is_live);
        count(Lost::Was, usize::from(mention.was.is_some()));
        count(Lost::Status, is_live);
        count(Lost::Confidence, usize::from(mention.origin.confidence.is_some()));
        count(Lost::Reason, usize::from(mention.origin.reason.is_some()));
        count(Lost::Note, usize::from(mention.note.is_some()));
        count(Lost::Doubt, usize::from(mention.is_doubtful));
        count(Lost::Extra, mention.extra.len());
    }
    for stance in document.stances() {
        let is_live = usize::from(stance.status.is_live());
        count(Lost::Rejected, 1 - is_live);
        count(Lost::Stance, is_live);
        count(Lost::Cue, is_live);
        count(Lost::Evidence, is_live);
        count(Lost::Issue, if stance.claim.target.entity().is_none() { is_live } else { 0 });
        count(Lost::Was, usize::from(stance.was.is_some()));
        count(Lost::Status, is_live);
        count(Lost::Confidence, usize::from(stance.origin.confidence.is_some()));
        count(Lost::Reason, usize::from(stance.origin.reason.is_some()));
        count(Lost::Note, usize::from(stance.note.is_some()));
        count(Lost::Doubt, usize::from(stance.is_doubtful));
        count(Lost::Extra, stance.extra.len());
    }
    let about = document.about();
    count(Lost::Note, usize::from(about.note.is_some()));
    count(Lost::Extra, about.extra.len() + about.document_extra.len());
    counts
}

/// Everything of a document but what a format `holds`, and what else it turns out to lose.
pub fn losses(document: &Document, holds: &[Lost], besides: &[Loss]) -> Vec<Loss> {
    let counted = inventory(document).into_iter().filter(|(what, _)| !holds.contains(what));
    let mut losses: BTreeMap<Lost, usize> = counted.collect();
    for loss in besides {
        *losses.entry(loss.what).or_default() += loss.n_items;
    }
    // Where stances go as a whole, their parts need not be told.
    if losses.contains_key(&Lost::Stance) {
        for part in [Lost::Unnamed, Lost::Issue, Lost::Cue, Lost::Evidence] {
            losses.remove(&part);
        }
    }
    losses.into_iter().filter(|(_, n_items)| *n_items > 0).map(|(what, n_items)| Loss { what, n_items }).collect()
}
