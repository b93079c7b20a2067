//! The codebook's measures for entities. In: reference mentions and found ones; out: precision, recall and F1.

use super::gold::GoldArticle;
use crate::analysis::Names;
use crate::evaluation::Tally;
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// All measures of some articles.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    pub mention: Tally,
    pub span: Tally,
    pub entity: Tally,
    pub link: Tally,
    pub affiliation: Tally,
    pub by_type: BTreeMap<String, Tally>,
}

type Mark = (Span, String);

impl Scores {
    /// Counts one article.
    pub fn add(&mut self, gold: &GoldArticle, names: &Names) {
        let wanted: BTreeSet<Mark> = gold.mentions.iter().map(|m| (m.span, m.label.as_str().to_owned())).collect();
        let found: BTreeSet<Mark> = names.mentions.iter().map(|m| (m.span, m.label.as_str().to_owned())).collect();
        self.add_marks(&wanted, &found);
        let wanted: BTreeMap<Span, usize> =
            gold.mentions.iter().filter_map(|m| Some((m.span, m.entity_idx?))).collect();
        let found: BTreeMap<Span, usize> =
            names.mentions.iter().filter_map(|m| Some((m.span, m.referent_idx?))).collect();
        let both: Vec<Span> = wanted.keys().copied().filter(|span| found.contains_key(span)).collect();
        self.entity.add(&pairs(&both, &wanted), &pairs(&both, &found));
        let code = |span: &Span| Some((*span, gold.entities[wanted[span]].link.clone()?));
        let found_code = |span: &Span| Some((*span, names.referents[found[span]].link.clone()?));
        self.link.add(&both.iter().filter_map(code).collect(), &both.iter().filter_map(found_code).collect());
        // A side is right where some mention of it is a mention of the right entity.
        let side_of = |span: &Span| Some((*span, gold.entities[wanted[span]].affiliation_idx?));
        let entity_of =
            |referent_idx: usize| both.iter().find(|span| found[*span] == referent_idx).map(|span| wanted[span]);
        let found_side = |span: &Span| {
            let side = names.referents[found[span]].affiliation_idx?;
            Some((*span, entity_of(side)?))
        };
        self.affiliation.add(&both.iter().filter_map(side_of).collect(), &both.iter().filter_map(found_side).collect());
    }

    /// Counts what other scores counted.
    pub fn join(&mut self, other: &Self) {
        self.mention.join(&other.mention);
        self.span.join(&other.span);
        self.entity.join(&other.entity);
        self.link.join(&other.link);
        self.affiliation.join(&other.affiliation);
        for (label, tally) in &other.by_type {
            self.by_type.entry(label.clone()).or_default().join(tally);
        }
    }

    /// Counts marks alone.
    pub fn add_marks(&mut self, wanted: &BTreeSet<Mark>, found: &BTreeSet<Mark>) {
        self.mention.add(wanted, found);
        let spans = |marks: &BTreeSet<Mark>| marks.iter().map(|(span, _)| *span).collect::<BTreeSet<Span>>();
        self.span.add(&spans(wanted), &spans(found));
        let labels: BTreeSet<&String> = wanted.iter().chain(found).map(|(_, label)| label).collect();
        for label in labels {
            let only = |marks: &BTreeSet<Mark>| marks.iter().filter(|(_, l)| l == label).cloned().collect();
            self.by_type.entry(label.clone()).or_default().add(&only(wanted), &only(found));
        }
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "mention      {}", self.mention)?;
        writeln!(f, "span         {}", self.span)?;
        writeln!(f, "entity       {}", self.entity)?;
        writeln!(f, "country link {}", self.link)?;
        writeln!(f, "affiliation  {}", self.affiliation)?;
        for (label, tally) in &self.by_type {
            writeln!(f, "  {label:<10} {tally}")?;
        }
        Ok(())
    }
}

fn pairs<E: PartialEq>(both: &[Span], entity: &BTreeMap<Span, E>) -> BTreeSet<(Span, Span)> {
    let mut pairs = BTreeSet::new();
    for (idx, a) in both.iter().enumerate() {
        for b in &both[idx + 1..] {
            if entity[a] == entity[b] {
                pairs.insert((*a, *b));
            }
        }
    }
    pairs
}
