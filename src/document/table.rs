//! Items of one kind, found by id and walked in their own order.

use super::Problem;
use crate::annotation::{Entity, EntityId, Mention, MentionId, Stance, StanceId};
use indexmap::IndexMap;
use std::cmp::Reverse;
use std::hash::Hash;
use std::sync::Arc;

/// What a [`Table`] holds.
pub trait Item: PartialEq {
    type Id: Clone + Eq + Hash + std::fmt::Display;
    /// What the items are sorted by.
    type Order: Ord;

    fn id(&self) -> &Self::Id;
    fn order(&self) -> Self::Order;
    fn number(id: &Self::Id) -> Option<usize>;
}

/// Ids made by this program in their numeric order, then all others by their text.
type IdOrder = (usize, String);

fn id_order(number: Option<usize>, id: &str) -> IdOrder {
    number.map_or_else(|| (usize::MAX, id.to_owned()), |n| (n, String::new()))
}

macro_rules! item {
    ($item:ident, $id:ident, $order:ty, $key:expr) => {
        impl Item for $item {
            type Id = $id;
            type Order = $order;

            fn id(&self) -> &$id {
                &self.id
            }

            fn order(&self) -> $order {
                let key: fn(&Self) -> $order = $key;
                key(self)
            }

            fn number(id: &$id) -> Option<usize> {
                id.number()
            }
        }
    };
}

item!(Mention, MentionId, (usize, Reverse<usize>, IdOrder), |m| {
    (m.claim.span.start, Reverse(m.claim.span.end), id_order(m.id.number(), m.id.as_str()))
});
item!(Entity, EntityId, IdOrder, |e| id_order(e.id.number(), e.id.as_str()));
item!(Stance, StanceId, (usize, usize, IdOrder), |s| {
    (s.claim.cue.start, s.claim.cue.end, id_order(s.id.number(), s.id.as_str()))
});

#[derive(Clone, Debug)]
pub struct Table<T: Item> {
    items: IndexMap<T::Id, Arc<T>>,
}

impl<T: Item> Default for Table<T> {
    fn default() -> Self {
        Self { items: IndexMap::new() }
    }
}

impl<T: Item> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        self.items.len() == other.items.len() && self.iter().zip(other.iter()).all(|(a, b)| Arc::ptr_eq(a, b) || a == b)
    }
}

impl<T: Item> Table<T> {
    /// # Errors
    /// When two items have one id.
    pub fn new(items: Vec<T>) -> Result<Self, Problem> {
        let mut table = Self::default();
        for item in items {
            let id = item.id().clone();
            if table.items.insert(id.clone(), Arc::new(item)).is_some() {
                return Err(Problem::DuplicateId(id.to_string()));
            }
        }
        table.sort();
        Ok(table)
    }

    /// The items that `keep` takes, shared with this table.
    pub fn filtered(&self, keep: impl Fn(&T) -> bool) -> Self {
        let kept = self.items.iter().filter(|(_, item)| keep(item));
        Self { items: kept.map(|(id, item)| (id.clone(), Arc::clone(item))).collect() }
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Arc<T>> {
        self.items.values()
    }

    pub fn get(&self, id: &T::Id) -> Option<&Arc<T>> {
        self.items.get(id)
    }

    /// The first number above those of all ids that this program made.
    pub fn free_number(&self) -> usize {
        self.items.keys().filter_map(T::number).max().unwrap_or(0) + 1
    }

    /// Replaces the item of `id` and returns what was there. The order holds again after [`Self::sort`].
    pub fn set(&mut self, id: &T::Id, item: Option<Arc<T>>) -> Option<Arc<T>> {
        match item {
            Some(item) => self.items.insert(id.clone(), item),
            None => self.items.shift_remove(id),
        }
    }

    pub fn sort(&mut self) {
        self.items.sort_by_cached_key(|_, item| item.order());
    }
}
