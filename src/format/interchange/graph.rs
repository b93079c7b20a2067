//! A document as labelled spans with labelled edges between them, which is what most annotation programs have. A stance
//! is a span over its cue, labelled with its polarity, with an edge "holder" and an edge "target" from it; an issue
//! is a span labelled "issue"; an affiliation is an edge between the first mentions of two entities.

use super::draft::{Draft, StanceTarget, known_polarity};
use super::outline::{Outline, TieTarget};
use crate::format::loss::Lost;
use crate::text::Span;
use std::collections::BTreeMap;

pub const HOLDER: &str = "holder";
pub const TARGET: &str = "target";
pub const AFFILIATION: &str = "affiliation";
pub const ISSUE: &str = "issue";

/// What graphs hold, in every format that keeps unknown fields.
pub const HOLDS: [Lost; 5] = [Lost::Grouping, Lost::Affiliation, Lost::Stance, Lost::Issue, Lost::Cue];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub span: Span,
    pub label: String,
    /// What tells its entity from others in the file.
    pub entity: Option<String>,
}

/// Indices into the nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    pub from_idx: usize,
    pub to_idx: usize,
    pub label: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
}

impl Graph {
    pub fn of(outline: &Outline<'_>) -> Self {
        let mut graph = Self::default();
        for mention in &outline.mentions {
            let entity = mention.claim.entity.as_ref().map(ToString::to_string);
            graph.nodes.push(Node { span: mention.claim.span, label: mention.claim.label.to_string(), entity });
        }
        for entity in outline.document.entities() {
            let side = entity.affiliation.as_ref().and_then(|side| outline.first_of(side));
            if let Some((from_idx, to_idx)) = outline.first_of(&entity.id).zip(side) {
                graph.edge(from_idx, to_idx, AFFILIATION);
            }
        }
        for tie in &outline.stances {
            let claim = &tie.stance.claim;
            let cue_idx = graph.node(claim.cue, claim.polarity.as_str());
            graph.edge(cue_idx, tie.holder_idx, HOLDER);
            let target_idx = match tie.target {
                TieTarget::Mention(idx) => idx,
                TieTarget::Issue(span) => graph.node(span, ISSUE),
            };
            graph.edge(cue_idx, target_idx, TARGET);
        }
        graph
    }

    fn node(&mut self, span: Span, label: &str) -> usize {
        self.nodes.push(Node { span, label: label.to_owned(), entity: None });
        self.nodes.len() - 1
    }

    fn edge(&mut self, from_idx: usize, to_idx: usize, label: &str) {
        self.edges.push(Edge { from_idx, to_idx, label: label.to_owned() });
    }

    /// Adds what the graph says to a draft. Also reads edges that go straight from a holder to a target and are
    /// labelled with a side, as other programs have them; their cue is what stands between the two.
    pub fn add_to(&self, draft: &mut Draft) {
        let mut parts: BTreeMap<usize, Parts> = BTreeMap::new();
        for edge in &self.edges {
            let parts = parts.entry(edge.from_idx).or_default();
            match edge.label.as_str() {
                HOLDER => parts.holder_idx = Some(edge.to_idx),
                TARGET => parts.target_idx = Some(edge.to_idx),
                _ => {}
            }
        }
        parts.retain(|cue_idx, parts| {
            parts.holder_idx.is_some()
                && parts.target_idx.is_some()
                && known_polarity(&self.nodes[*cue_idx].label).is_some()
        });
        let is_issue = |idx: usize| self.nodes[idx].label == ISSUE;
        let mentions: BTreeMap<usize, usize> = (0..self.nodes.len())
            .filter(|idx| !parts.contains_key(idx) && !is_issue(*idx))
            .map(|idx| {
                let Node { span, label, entity } = &self.nodes[idx];
                (idx, draft.mention(*span, label, entity.as_deref()))
            })
            .collect();
        let target = |idx: usize| {
            if is_issue(idx) {
                Some(StanceTarget::Issue(self.nodes[idx].span))
            } else {
                mentions.get(&idx).copied().map(StanceTarget::Mention)
            }
        };
        for (cue_idx, Parts { holder_idx, target_idx }) in &parts {
            let cue = &self.nodes[*cue_idx];
            let stance = known_polarity(&cue.label).and_then(|polarity| {
                let holder_idx = *mentions.get(&(*holder_idx)?)?;
                draft.stance(holder_idx, target((*target_idx)?)?, polarity, cue.span)
            });
            if stance.is_none() {
                draft.leave_out();
            }
        }
        for edge in self.edges.iter().filter(|edge| !parts.contains_key(&edge.from_idx)) {
            if self.plain_edge(edge, draft, &mentions, target(edge.to_idx)).is_none() {
                draft.leave_out();
            }
        }
    }

    fn plain_edge(
        &self,
        edge: &Edge,
        draft: &mut Draft,
        mentions: &BTreeMap<usize, usize>,
        target: Option<StanceTarget>,
    ) -> Option<()> {
        let (from_idx, target) = (*mentions.get(&edge.from_idx)?, target?);
        if edge.label == AFFILIATION {
            let StanceTarget::Mention(side_idx) = target else { return None };
            let side = draft.entity_of(side_idx)?.id.clone();
            let member = draft.entity_of(from_idx)?;
            member.affiliation = (member.id != side).then_some(side);
            return Some(());
        }
        let polarity = known_polarity(&edge.label)?;
        let cue = between(self.nodes[edge.from_idx].span, self.nodes[edge.to_idx].span);
        draft.stance(from_idx, target, polarity, cue).map(|_| ())
    }
}

#[derive(Default)]
struct Parts {
    holder_idx: Option<usize>,
    target_idx: Option<usize>,
}

/// What lies between two spans, or both of them where they touch.
fn between(a: Span, b: Span) -> Span {
    let (start, end) = (a.end.min(b.end), a.start.max(b.start));
    if start < end { Span::new(start, end) } else { a.hull(b) }
}
