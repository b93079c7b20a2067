//! What most formats hold of a document: the live mentions, and the live stances as relations between mentions.

use crate::annotation::{EntityId, Mention, Stance, StanceClaim, Target};
use crate::document::Document;
use crate::format::loss::{Loss, Lost};
use crate::text::Span;

/// The live part of a document, numbered as it stands.
pub struct Outline<'a> {
    pub document: &'a Document,
    pub mentions: Vec<&'a Mention>,
    pub stances: Vec<Tie<'a>>,
    n_unnamed: usize,
}

/// A stance with the mentions that name its holder and target. Indices into [`Outline::mentions`].
pub struct Tie<'a> {
    pub stance: &'a Stance,
    pub holder_idx: usize,
    pub target: TieTarget,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TieTarget {
    Mention(usize),
    Issue(Span),
}

impl<'a> Outline<'a> {
    pub fn new(document: &'a Document) -> Self {
        let mentions: Vec<&Mention> =
            document.mentions().map(AsRef::as_ref).filter(|mention| mention.status.is_live()).collect();
        let live: Vec<&Stance> =
            document.stances().map(AsRef::as_ref).filter(|stance| stance.status.is_live()).collect();
        let n_live = live.len();
        let stances: Vec<Tie<'_>> = live.into_iter().filter_map(|stance| tie(&mentions, stance)).collect();
        let n_unnamed = n_live - stances.len();
        Self { document, mentions, stances, n_unnamed }
    }

    /// The stances that cannot be told as relations between mentions.
    pub const fn unnamed(&self) -> Loss {
        Loss { what: Lost::Unnamed, n_items: self.n_unnamed }
    }

    pub fn text(&self, span: Span) -> &'a str {
        self.document.article().slice(span).unwrap_or_default()
    }

    /// A span in code points.
    pub fn points(&self, span: Span) -> (usize, usize) {
        let article = self.document.article();
        let points = article.offsets().span_to_points(article.text(), span);
        points.expect("a document's spans lie in its text, which its construction checks")
    }

    /// A span in UTF-16 units.
    pub fn utf16(&self, span: Span) -> (usize, usize) {
        let article = self.document.article();
        let unit = |at| article.offsets().byte_to_utf16(article.text(), at);
        let units = unit(span.start).zip(unit(span.end));
        units.expect("a document's spans lie in its text, which its construction checks")
    }

    /// The first mention of an entity.
    pub fn first_of(&self, entity: &EntityId) -> Option<usize> {
        self.mentions.iter().position(|mention| mention.claim.entity.as_ref() == Some(entity))
    }
}

fn tie<'a>(mentions: &[&Mention], stance: &'a Stance) -> Option<Tie<'a>> {
    let claim = &stance.claim;
    let holder_idx = nearest(mentions, &claim.holder, claim)?;
    let target = match &claim.target {
        Target::Entity(entity) => TieTarget::Mention(nearest(mentions, entity, claim)?),
        Target::Issue(span) => TieTarget::Issue(*span),
    };
    Some(Tie { stance, holder_idx, target })
}

/// The mention of `entity` in the evidence, else anywhere, that is nearest to the cue; the earlier of two.
fn nearest(mentions: &[&Mention], entity: &EntityId, claim: &StanceClaim) -> Option<usize> {
    let cue = claim.cue;
    let distance = |span: Span| {
        let gap = if span.end <= cue.start { cue.start - span.end } else { span.start.saturating_sub(cue.end) };
        (!claim.evidence.encloses(span), gap)
    };
    let of_entity = mentions.iter().enumerate().filter(|(_, mention)| mention.claim.entity.as_ref() == Some(entity));
    of_entity.min_by_key(|(_, mention)| distance(mention.claim.span)).map(|(idx, _)| idx)
}
