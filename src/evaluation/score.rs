//! The measures of the codebook's last section.

use super::sentence::SentenceIndex;
use super::tally::{Measure, Tally};
use crate::annotation::{EntityId, Extra, Label, Polarity};
use crate::document::Document;
use crate::text::Span;
use indexmap::IndexMap;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Measures by name, such as "mention", "entity", "stance by side", "type GPE".
pub type Scores = BTreeMap<String, Measure>;

/// A reference and a prediction are not about the same text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextDiffers {
    pub title: String,
    /// Offset of the first difference, in bytes.
    pub at: usize,
}

impl fmt::Display for TextDiffers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { title, at } = self;
        write!(f, "The texts of reference and prediction differ from byte {at} on ({title}); they cannot be compared.")
    }
}

impl std::error::Error for TextDiffers {}

/// Scores predictions against references, over all pairs together. Rejected annotations count on neither side. An
/// annotation of the reference with the field `"optional": true` (one annotator of two had it) counts neither
/// when it is found nor when it is missed.
///
/// # Errors
/// When the two documents of a pair have different texts.
pub fn score<'a>(pairs: impl IntoIterator<Item = (&'a Document, &'a Document)>) -> Result<Scores, TextDiffers> {
    let mut tallies = Tallies::default();
    for (reference, prediction) in pairs {
        let (text, other) = (reference.article().text(), prediction.article().text());
        if text != other {
            let at = text.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
            return Err(TextDiffers { title: reference.about().title.clone(), at });
        }
        tallies.add_mentions(reference, prediction);
        let sides = Sides { reference: entities(reference), prediction: entities(prediction) };
        tallies.add_links(&sides);
        tallies.add_stances(reference, prediction, &sides);
    }
    Ok(tallies.by_name.into_iter().map(|(name, tally)| (name, tally.measure())).collect())
}

fn is_optional(extra: &Extra) -> bool {
    extra.get("optional") == Some(&Value::Bool(true))
}

/// The entity of each marked span, in text order. Of two mentions of one span the later one counts.
type Entities<'a> = IndexMap<Span, &'a EntityId>;

fn entities(document: &Document) -> Entities<'_> {
    let mut entities = Entities::new();
    for mention in document.mentions().filter(|mention| mention.status.is_live()) {
        if let Some(entity) = &mention.claim.entity {
            entities.insert(mention.claim.span, entity);
        }
    }
    entities
}

struct Sides<'a> {
    reference: Entities<'a>,
    prediction: Entities<'a>,
}

#[derive(Default)]
struct Tallies {
    by_name: BTreeMap<String, Tally>,
}

impl Tallies {
    fn add<T: Ord>(&mut self, name: &str, reference: &BTreeSet<T>, predicted: &BTreeSet<T>) {
        self.by_name.entry(name.to_owned()).or_default().add(reference, predicted);
    }

    fn add_mentions(&mut self, reference: &Document, prediction: &Document) {
        let live = |document: &Document, is_counted: &dyn Fn(&Extra) -> bool| -> BTreeSet<(Span, Label)> {
            document
                .mentions()
                .filter(|mention| mention.status.is_live() && is_counted(&mention.extra))
                .map(|mention| (mention.claim.span, mention.claim.label.clone()))
                .collect()
        };
        let firm = live(reference, &|extra| !is_optional(extra));
        let optional = &live(reference, &|_| true) - &firm;
        let predicted = &live(prediction, &|_| true) - &optional;
        let of = |all: &BTreeSet<(Span, Label)>, is_wanted: &dyn Fn(&Label) -> bool| -> BTreeSet<(Span, Label)> {
            all.iter().filter(|(_, label)| is_wanted(label)).cloned().collect()
        };
        let spans = |all: &BTreeSet<(Span, Label)>| -> BTreeSet<Span> { all.iter().map(|(span, _)| *span).collect() };
        self.add("mention", &firm, &predicted);
        let is_name = |label: &Label| *label != Label::DATE;
        self.add("mention, names only", &of(&firm, &is_name), &of(&predicted, &is_name));
        self.add("span", &spans(&firm), &spans(&predicted));
        let labels: BTreeSet<&Label> = firm.iter().chain(&predicted).map(|(_, label)| label).collect();
        for label in labels {
            let is_this = |other: &Label| other == label;
            self.add(&format!("type {label}"), &of(&firm, &is_this), &of(&predicted, &is_this));
        }
    }

    /// Over pairs of spans that both sides marked: are the two one entity?
    fn add_links(&mut self, sides: &Sides<'_>) {
        let mut in_both: BTreeMap<(&EntityId, &EntityId), usize> = BTreeMap::new();
        let mut in_reference: BTreeMap<&EntityId, usize> = BTreeMap::new();
        let mut in_prediction: BTreeMap<&EntityId, usize> = BTreeMap::new();
        for (span, reference) in &sides.reference {
            if let Some(prediction) = sides.prediction.get(span) {
                *in_both.entry((reference, prediction)).or_default() += 1;
                *in_reference.entry(reference).or_default() += 1;
                *in_prediction.entry(prediction).or_default() += 1;
            }
        }
        let n_pairs = |n: &usize| n * n.saturating_sub(1) / 2;
        self.by_name.entry("entity".to_owned()).or_default().add_counts(
            in_both.values().map(n_pairs).sum(),
            in_prediction.values().map(n_pairs).sum(),
            in_reference.values().map(n_pairs).sum(),
        );
    }

    fn add_stances(&mut self, reference: &Document, prediction: &Document, sides: &Sides<'_>) {
        let counterparts = counterparts(sides);
        let sentences = SentenceIndex::new(reference.article().text());
        let own = |id: &EntityId| Party::Known(id.clone());
        let name = |id: &EntityId| {
            counterparts.get(id).map_or_else(|| Party::Unknown(id.clone()), |known| Party::Known((*known).clone()))
        };
        let firm = claims(reference, &own, &sentences, &|extra| !is_optional(extra));
        let all = claims(reference, &own, &sentences, &|_| true);
        let predicted_all = claims(prediction, &name, &sentences, &|_| true);
        let optional = &all - &firm;
        let predicted = &predicted_all - &optional;
        self.add("stance", &firm, &predicted);
        let any_polarity = |claims: &BTreeSet<Claim>| -> BTreeSet<(Party, Party, Option<usize>)> {
            claims.iter().map(|claim| (claim.holder.clone(), claim.target.clone(), claim.sentence_idx)).collect()
        };
        self.add("stance, any polarity", &any_polarity(&firm), &any_polarity(&predicted));

        let of_document = |claims: &BTreeSet<Claim>| -> BTreeSet<Position> {
            claims.iter().map(|claim| (claim.holder.clone(), claim.target.clone(), claim.polarity)).collect()
        };
        let firm_positions = of_document(&firm);
        let optional_positions = &of_document(&optional) - &firm_positions;
        self.add("stance of document", &firm_positions, &(&of_document(&predicted) - &optional_positions));

        let side_of = |id: &EntityId| Party::Known(side(reference, id));
        let side_name = |id: &EntityId| name(&side(prediction, id));
        let firm_sides = by_side(reference, &side_of, &|extra| !is_optional(extra));
        // An optional stance may also be one that repeats a firm one in its sentence; it is then no option.
        let optional_sides: BTreeSet<Position> = optional
            .iter()
            .map(|claim| (claim.holder.side(reference), claim.target.side(reference), claim.polarity))
            .collect();
        let predicted_sides = by_side(prediction, &side_name, &|_| true);
        self.add("stance by side", &firm_sides, &(&predicted_sides - &(&optional_sides - &firm_sides)));
    }
}

/// An entity of the reference, or one of the prediction that the reference does not have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Party {
    Known(EntityId),
    Unknown(EntityId),
}

impl Party {
    fn side(&self, reference: &Document) -> Self {
        match self {
            Self::Known(id) => Self::Known(side(reference, id)),
            Self::Unknown(id) => Self::Unknown(id.clone()),
        }
    }
}

type Position = (Party, Party, Polarity);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Claim {
    holder: Party,
    target: Party,
    polarity: Polarity,
    sentence_idx: Option<usize>,
}

/// The stances of a document whose target is an entity, with the sentence of each cue.
fn claims(
    document: &Document,
    name: &dyn Fn(&EntityId) -> Party,
    sentences: &SentenceIndex,
    is_counted: &dyn Fn(&Extra) -> bool,
) -> BTreeSet<Claim> {
    document
        .stances()
        .filter(|stance| stance.status.is_live() && is_counted(&stance.extra))
        .filter_map(|stance| {
            Some(Claim {
                holder: name(&stance.claim.holder),
                target: name(stance.claim.target.entity()?),
                polarity: stance.claim.polarity,
                sentence_idx: sentences.at(stance.claim.cue.start),
            })
        })
        .collect()
}

fn by_side(
    document: &Document,
    side: &dyn Fn(&EntityId) -> Party,
    is_counted: &dyn Fn(&Extra) -> bool,
) -> BTreeSet<Position> {
    document
        .stances()
        .filter(|stance| stance.status.is_live() && is_counted(&stance.extra))
        .filter_map(|stance| {
            let target = stance.claim.target.entity()?;
            Some((side(&stance.claim.holder), side(target), stance.claim.polarity))
        })
        .filter(|(holder, target, _)| holder != target)
        .collect()
}

/// The end of a chain of affiliations. In a circle, the member that the chain comes back to.
fn side(document: &Document, id: &EntityId) -> EntityId {
    let mut seen = BTreeSet::new();
    let mut at = id;
    while let Some(next) = document.entity(at).and_then(|entity| entity.affiliation.as_ref()) {
        if !seen.insert(at) {
            break;
        }
        at = next;
    }
    at.clone()
}

/// For each predicted entity the one of the reference with which its mentions overlap most; an equal span counts
/// twice, and of equals the first wins.
fn counterparts<'a>(sides: &Sides<'a>) -> BTreeMap<&'a EntityId, &'a EntityId> {
    let mut votes: IndexMap<&EntityId, IndexMap<&EntityId, usize>> = IndexMap::new();
    for (span, predicted) in &sides.prediction {
        for (other, known) in sides.reference.iter().filter(|(other, _)| other.overlaps(*span)) {
            *votes.entry(predicted).or_default().entry(known).or_default() += if span == other { 2 } else { 1 };
        }
    }
    let first_most = |votes: IndexMap<&'a EntityId, usize>| {
        votes.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(known, _)| known)
    };
    votes.into_iter().filter_map(|(predicted, votes)| Some((predicted, first_most(votes)?))).collect()
}
