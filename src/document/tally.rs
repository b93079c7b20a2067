//! Who stands where toward whom in the whole document: stances summed up by holder and target.

use super::Document;
use crate::annotation::{EntityId, Polarity, StanceId};
use std::collections::BTreeMap;

/// Whose stances are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// Every entity for itself.
    Entity,
    /// Every entity as the side it speaks for: Peskov and the Kremlin as Russia. A side's stances toward itself are
    /// left out.
    Side,
}

impl Grouping {
    /// Whom `id` is counted as.
    #[must_use]
    pub fn group<'a>(self, document: &'a Document, id: &'a EntityId) -> &'a EntityId {
        match self {
            Self::Entity => id,
            Self::Side => document.side(id),
        }
    }
}

/// All live stances of one holder toward one target, favor and against apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    pub holder: EntityId,
    pub target: EntityId,
    /// In text order.
    pub favor: Vec<StanceId>,
    /// In text order.
    pub against: Vec<StanceId>,
}

impl Tally {
    #[must_use]
    pub const fn n_stances(&self) -> usize {
        self.favor.len() + self.against.len()
    }
}

/// The tallies of all pairs between which there is a stance, by holder, then target, each in the order in which
/// they first appear. Stances toward an issue belong to no pair.
#[must_use]
pub fn tally(document: &Document, grouping: Grouping) -> Vec<Tally> {
    let group = |id| grouping.group(document, id);
    let mut rank: BTreeMap<&EntityId, usize> = BTreeMap::new();
    let mut tallies: BTreeMap<(usize, usize), Tally> = BTreeMap::new();
    for stance in document.stances().filter(|stance| stance.status.is_live()) {
        let Some(target) = stance.claim.target.entity() else { continue };
        let (holder, target) = (group(&stance.claim.holder), group(target));
        if holder == target {
            continue;
        }
        let mut rank_of = |id| {
            let next = rank.len();
            *rank.entry(id).or_insert(next)
        };
        let tally = tallies.entry((rank_of(holder), rank_of(target))).or_insert_with(|| Tally {
            holder: holder.clone(),
            target: target.clone(),
            favor: Vec::new(),
            against: Vec::new(),
        });
        match stance.claim.polarity {
            Polarity::Favor => tally.favor.push(stance.id.clone()),
            Polarity::Against => tally.against.push(stance.id.clone()),
        }
    }
    tallies.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::{Grouping, tally};
    use crate::annotation::EntityId;
    use crate::document::fixture::document;
    use crate::document::{Document, Edit, apply};

    fn lines(document: &Document, grouping: Grouping) -> Vec<String> {
        let line = |t: &super::Tally| format!("{} > {}: +{} -{}", t.holder, t.target, t.favor.len(), t.against.len());
        tally(document, grouping).iter().map(line).collect()
    }

    #[test]
    fn sides_are_rolled_up_only_when_asked() {
        let row = document(
            "[Ankara|GPE:turkey] rebuked [Moscow|GPE:russia]. [Peskov|PERSON:peskov] praised [Turkey|GPE:turkey], criticised it, \
             and thanked [Russia|GPE:russia].",
            &[
                "turkey against russia: rebuked",
                "peskov favor turkey: praised",
                "peskov against turkey: criticised",
                "peskov favor russia: thanked",
            ],
        );
        let edit = Edit::Affiliate { entity: EntityId::new("peskov"), affiliation: Some(EntityId::new("russia")) };
        let (row, _) = apply(&row, &edit).expect("it fits");
        assert_eq!(
            lines(&row, Grouping::Entity),
            ["turkey > russia: +0 -1", "peskov > turkey: +1 -1", "peskov > russia: +1 -0"]
        );
        assert_eq!(lines(&row, Grouping::Side), ["turkey > russia: +0 -1", "russia > turkey: +1 -1"]);
    }
}
