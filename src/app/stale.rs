//! Which paragraphs may look different from how they were drawn last. In: the document, what is focused, lit and
//! lettered; out: the stretches of text to look at again. An edit touches few annotations, and an annotation that did
//! not change is the same `Arc`: comparing pointers from both ends finds what changed without looking at the rest.

use super::highlight::{Highlight, Item};
use super::hints::Shown;
use super::walk;
use crate::annotation::{Entity, EntityId, Mention, Stance};
use crate::document::Document;
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the last drawing was made of.
#[derive(Debug, Default)]
pub struct Seen {
    mentions: Vec<Arc<Mention>>,
    entities: Vec<Arc<Entity>>,
    stances: Vec<Arc<Stance>>,
    focus: Option<Item>,
    lit: Highlight,
    hints: Shown,
}

impl Seen {
    /// Takes in what there is now, and gives the places that may look different for it.
    pub fn update(&mut self, document: &Document, focus: Option<&Item>, lit: &Highlight, hints: &Shown) -> Vec<Span> {
        let mut stale = Vec::new();
        if let Some((before, now)) = changed(&self.mentions, || document.mentions()) {
            stale.extend(before.iter().map(|mention| mention.claim.span));
            stale.extend(now.iter().map(|mention| mention.claim.span));
            self.mentions = document.mentions().cloned().collect();
        }
        if let Some((before, now)) = changed(&self.stances, || document.stances()) {
            stale.extend(before.iter().map(|stance| stance.claim.cue));
            stale.extend(now.iter().map(|stance| stance.claim.cue));
            self.stances = document.stances().cloned().collect();
        }
        if let Some((before, now)) = changed(&self.entities, || document.entities()) {
            let others: BTreeSet<&EntityId> = before.iter().chain(now).map(|entity| &entity.id).collect();
            let is_other = |id: Option<&EntityId>| id.is_some_and(|id| others.contains(id));
            let mentions = document.mentions().filter(|mention| is_other(mention.claim.entity.as_ref()));
            stale.extend(mentions.map(|mention| mention.claim.span));
            let stances = document
                .stances()
                .filter(|stance| is_other(Some(&stance.claim.holder)) || is_other(stance.claim.target.entity()));
            stale.extend(stances.map(|stance| stance.claim.cue));
            self.entities = document.entities().cloned().collect();
        }
        let mut look_at = |item: Item| stale.extend(walk::place_of(document, &item));
        if self.focus.as_ref() != focus {
            self.focus.take().into_iter().chain(focus.cloned()).for_each(&mut look_at);
            self.focus = focus.cloned();
        }
        if self.lit != *lit {
            other_keys(&self.lit.parts, &lit.parts).into_iter().map(Item::Mention).for_each(&mut look_at);
            self.lit.stance.take().into_iter().chain(lit.stance.clone()).map(Item::Stance).for_each(&mut look_at);
            self.lit = lit.clone();
        }
        if self.hints != *hints {
            other_keys(&self.hints.mentions, &hints.mentions).into_iter().map(Item::Mention).for_each(&mut look_at);
            other_keys(&self.hints.stances, &hints.stances).into_iter().map(Item::Stance).for_each(&mut look_at);
            self.hints = hints.clone();
        }
        stale
    }
}

/// What was there, and what is there now.
type Difference<'a, 'b, T> = (&'a [Arc<T>], Vec<&'b Arc<T>>);

/// What lies between the first and the last difference, before and now; `None` where nothing changed.
fn changed<'a, 'b, T, I>(before: &'a [Arc<T>], now: impl Fn() -> I) -> Option<Difference<'a, 'b, T>>
where
    I: ExactSizeIterator<Item = &'b Arc<T>>,
{
    let n_same = before.iter().zip(now()).take_while(|(a, b)| Arc::ptr_eq(a, b)).count();
    if n_same == before.len() && n_same == now().len() {
        return None;
    }
    let mut rest: Vec<&Arc<T>> = now().collect();
    rest.drain(..n_same);
    let end = before[n_same..].iter().rev().zip(rest.iter().rev()).take_while(|(a, b)| Arc::ptr_eq(a, b)).count();
    rest.truncate(rest.len() - end);
    Some((&before[n_same..before.len() - end], rest))
}

/// The keys whose values differ.
fn other_keys<K: Ord + Clone, V: PartialEq>(a: &BTreeMap<K, V>, b: &BTreeMap<K, V>) -> BTreeSet<K> {
    a.keys().chain(b.keys()).filter(|key| a.get(key) != b.get(key)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use crate::annotation::{Label, Polarity, Target};
    use crate::app::fixture::suggested;
    use crate::app::highlight::{Highlight, Item};
    use crate::app::hints::{Hinting, Purpose, Shown};
    use crate::app::runs::Paragraphs;
    use crate::document::{Edit, EntityChoice, History};
    use crate::text::Span;
    use proptest::prelude::{any, prop, proptest};
    use std::rc::Rc;

    const ROW: &str = "[Ana|PERSON] {backed|Ana|favor|Bo} [Bo|PERSON].\n[Cy|PERSON] {blamed|Cy|against|Bo} [Bo|PERSON].\n\
        [Ana|PERSON] met [Cy|PERSON], and\n[Bo|PERSON] {praised|Bo|favor|Cy} [Cy|PERSON].\n";

    proptest! {
        #[test]
        fn what_is_drawn_step_by_step_is_what_is_drawn_at_once(
            steps in prop::collection::vec((0..9_usize, any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..25),
        ) {
            let mut document = suggested(ROW, 80);
            let mut history = History::default();
            let mut drawn = Paragraphs::default();
            let (mut focus, mut hints) = (None, Shown::default());
            for (what, this, other) in steps {
                let n = document.mentions().len();
                let mention = document.mentions().nth(this.index(n)).expect("there are mentions").clone();
                let stance = document.stances().nth(this.index(document.stances().len())).expect("there are").clone();
                let entities: Vec<_> = document.entities().map(|entity| entity.id.clone()).collect();
                let entity = entities[other.index(entities.len())].clone();
                let place = other.index(document.article().text().len() - 4);
                let edit = match what {
                    0 => Some(Edit::RejectMention { mention: mention.id.clone() }),
                    1 => Some(Edit::ReassignMention { mention: mention.id.clone(), entity: EntityChoice::This(entity) }),
                    2 => Some(Edit::RenameEntity { entity, name: format!("Name {place}") }),
                    3 => Some(Edit::AddMention { span: Span::new(place, place + 4), label: Label::ORG, entity: EntityChoice::New }),
                    4 => Some(Edit::RespanMention { mention: mention.id.clone(), span: Span::new(place, place + 3) }),
                    5 => Some(Edit::AddStance {
                        holder: entity,
                        target: Target::Entity(entities[0].clone()),
                        polarity: Polarity::Favor,
                        cue: Span::new(place, place + 2),
                    }),
                    6 => {
                        history.undo(&mut document);
                        None
                    }
                    7 => {
                        focus = Some(if place % 2 == 0 { Item::Mention(mention.id.clone()) } else { Item::Stance(stance.id.clone()) });
                        None
                    }
                    _ => {
                        hints = Hinting::around(&document, mention.claim.span, Purpose::Jump).shown();
                        focus = Some(Item::Entity(entity));
                        None
                    }
                };
                if let Some(edit) = edit {
                    // Some random edits do not fit; the others are enough.
                    let _ = history.make(&mut document, edit);
                }
                let lit = Highlight::of(&document, focus.as_ref());
                let before = drawn.drawn().to_vec();
                let is_changed = drawn.refresh(&document, focus.as_ref(), &lit, &hints);
                let mut at_once = Paragraphs::default();
                at_once.refresh(&document, focus.as_ref(), &lit, &hints);
                assert_eq!(drawn.drawn(), at_once.drawn());
                let is_same = before.len() == drawn.drawn().len()
                    && before.iter().zip(drawn.drawn()).all(|(a, b)| Rc::ptr_eq(a, b));
                assert_eq!(is_changed, !is_same);
            }
        }
    }
}
