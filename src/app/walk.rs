//! The way through the marks: which mention or cue comes next in the text. In: the document and where the reader is;
//! out: an item.

use super::highlight::Item;
use crate::annotation::Status;
use crate::document::Document;
use crate::text::Span;

/// Which items are stopped at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stops {
    Every,
    /// Only what nobody has decided about.
    Suggestions,
}

/// In which order suggestions come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Text,
    /// Those of which the tagger was least certain first.
    LeastCertain,
}

/// The next suggestion that waits for a decision, in this order.
#[must_use]
pub fn next_suggestion(document: &Document, from: Option<&Item>, order: Order, forward: bool) -> Option<Item> {
    if order == Order::Text {
        return step(document, from, Stops::Suggestions, forward);
    }
    let sureness = |item: &Item| match item {
        Item::Mention(id) => document.mention(id).and_then(|m| m.origin.confidence),
        Item::Stance(id) => document.stance(id).and_then(|s| s.origin.confidence),
        Item::Entity(_) => None,
    };
    let here = from.map(|item| (sureness(item), place_of(document, item)));
    let waiting = places(document).into_iter().filter(|(_, item, status)| !status.is_reviewed() && Some(item) != from);
    let mut waiting: Vec<_> = waiting.map(|(span, item, _)| ((sureness(&item), Some(span)), item)).collect();
    waiting.sort_by_key(|(key, _)| *key);
    let n_before = here.map_or(0, |here| waiting.partition_point(|(key, _)| *key <= here));
    let found = if forward {
        waiting.get(n_before).or_else(|| waiting.first())
    } else {
        n_before.checked_sub(1).and_then(|idx| waiting.get(idx)).or_else(|| waiting.last())
    };
    found.map(|(_, item)| item.clone())
}

/// All live mentions and cues in text order, with their places and whether they still need a decision. A cue comes
/// after the mention that starts at the same place.
#[must_use]
pub fn places(document: &Document) -> Vec<(Span, Item, Status)> {
    let mut places: Vec<(Span, Item, Status)> = document
        .mentions()
        .map(|m| (m.claim.span, Item::Mention(m.id.clone()), m.status))
        .chain(document.stances().map(|s| (s.claim.cue, Item::Stance(s.id.clone()), s.status)))
        .filter(|(_, _, status)| status.is_live())
        .collect();
    places.sort_by_key(|(span, _, _)| span.start);
    places
}

/// The item after (or before) `from`, starting over at the end. Without `from` it is the first (or last) one.
#[must_use]
pub fn step(document: &Document, from: Option<&Item>, stops: Stops, forward: bool) -> Option<Item> {
    let places = places(document);
    let is_stop = |status: Status| stops == Stops::Every || !status.is_reviewed();
    let n = places.len();
    // An item that is gone or rejected has no place in the list any more, but its words have.
    let here = from.and_then(|from| places.iter().position(|(_, item, _)| item == from));
    let order: Vec<usize> = match (here, from.and_then(|item| place_of(document, item))) {
        (Some(here), _) if forward => (here + 1..n).chain(0..here).collect(),
        (Some(here), _) => (0..here).rev().chain((here + 1..n).rev()).collect(),
        (None, Some(place)) => {
            let next = places.partition_point(|(span, _, _)| span.start < place.start);
            if forward { (next..n).chain(0..next).collect() } else { (0..next).rev().chain((next..n).rev()).collect() }
        }
        (None, None) if forward => (0..n).collect(),
        (None, None) => (0..n).rev().collect(),
    };
    order.into_iter().map(|idx| &places[idx]).find(|(_, _, status)| is_stop(*status)).map(|(_, item, _)| item.clone())
}

/// Where an item stands in the text; for an entity, its first live mention.
#[must_use]
pub fn place_of(document: &Document, item: &Item) -> Option<Span> {
    match item {
        Item::Mention(id) => document.mention(id).map(|m| m.claim.span),
        Item::Stance(id) => document.stance(id).map(|s| s.claim.cue),
        Item::Entity(id) => document
            .mentions()
            .find(|m| m.status.is_live() && m.claim.entity.as_ref() == Some(id))
            .map(|m| m.claim.span),
    }
}

/// How many items a reader has decided about, of how many. Rejected ones count.
#[must_use]
pub fn progress(document: &Document) -> (usize, usize) {
    let statuses = document.mentions().map(|m| m.status).chain(document.stances().map(|s| s.status));
    statuses.fold((0, 0), |(n_reviewed, n), status| (n_reviewed + usize::from(status.is_reviewed()), n + 1))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{mention_of, suggested, suggestions};
    use super::super::highlight::Item;
    use super::{Order, Stops, next_suggestion, progress, step};
    use crate::annotation::{Confidence, StanceId};
    use crate::document::{About, Document, Edit, History};
    use crate::text::Article;

    #[test]
    fn the_walk_goes_through_mentions_and_cues_in_text_order() {
        let document = suggested("[Ana|PERSON] {backed|Ana|favor|Bo} [Bo|PERSON].", 90);
        let ana = Item::Mention(mention_of(&document, "Ana"));
        let bo = Item::Mention(mention_of(&document, "Bo"));
        let cue = Item::Stance(StanceId::numbered(1));
        assert_eq!(step(&document, None, Stops::Every, true), Some(ana.clone()));
        assert_eq!(step(&document, Some(&ana), Stops::Every, true), Some(cue.clone()));
        assert_eq!(step(&document, Some(&cue), Stops::Every, true), Some(bo.clone()));
        assert_eq!(step(&document, Some(&bo), Stops::Every, true), Some(ana.clone()), "it starts over");
        assert_eq!(step(&document, Some(&ana), Stops::Every, false), Some(bo));
    }

    #[test]
    fn the_least_certain_come_first_if_the_reader_wants_it() {
        let (text, mut analysis) = suggestions("[Ana|PERSON], [Bo|PERSON], [Cy|PERSON], [Dan|PERSON].", 90);
        for (mention, percent) in analysis.mentions.iter_mut().zip([80, 30, 30, 60]) {
            mention.origin.confidence = Some(Confidence::from_percent(percent));
        }
        let mut document = Document::tagged(Article::new(text), About::default(), analysis).expect("is sound");
        let [ana, bo, cy, dan] = ["Ana", "Bo", "Cy", "Dan"].map(|name| Item::Mention(mention_of(&document, name)));
        let next = |document: &Document, from: Option<&Item>, forward| {
            next_suggestion(document, from, Order::LeastCertain, forward)
        };
        assert_eq!(next(&document, None, true), Some(bo.clone()));
        assert_eq!(next(&document, Some(&bo), true), Some(cy.clone()));
        assert_eq!(next(&document, Some(&cy), true), Some(dan.clone()));
        assert_eq!(next(&document, Some(&ana), true), Some(bo.clone()), "it starts over");
        assert_eq!(next(&document, Some(&cy), false), Some(bo.clone()));
        let Item::Mention(mention) = cy.clone() else { return };
        let confirm = Edit::ConfirmMention { mention };
        History::default().make(&mut document, confirm).expect("fits");
        assert_eq!(next(&document, Some(&bo), true), Some(dan), "what is decided is passed by");
    }

    #[test]
    fn what_is_decided_is_passed_by() {
        let mut document = suggested("[Ana|PERSON], [Bo|PERSON], [Cy|PERSON].", 90);
        let mut history = History::default();
        let [ana, bo, cy] = ["Ana", "Bo", "Cy"].map(|name| mention_of(&document, name));
        for edit in [Edit::ConfirmMention { mention: bo.clone() }, Edit::RejectMention { mention: ana.clone() }] {
            history.make(&mut document, edit).expect("fits");
        }
        let next = |from| step(&document, Some(&Item::Mention(from)), Stops::Suggestions, true);
        assert_eq!(next(ana), Some(Item::Mention(cy.clone())), "also from a rejected one");
        assert_eq!(next(bo), Some(Item::Mention(cy.clone())));
        assert_eq!(next(cy), None, "it is the last one");
        assert_eq!(progress(&document), (2, 3));
    }
}
