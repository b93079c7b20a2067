//! Which articles are listed, and in what order.

use super::Cards;
use super::card::{ArticleId, Card, Stage};
use super::search::{Search, Texts, folded};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What the reader wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub search: String,
    pub stage: Option<Stage>,
    pub tag: Option<String>,
    pub sort: Sort,
    pub is_reversed: bool,
    /// The removed ones, in place of the others.
    pub shows_removed: bool,
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The latest change first.
    #[default]
    Changed,
    Title,
    Stage,
    /// The least reviewed first.
    Reviewed,
    Mentions,
    Stances,
}

impl Sort {
    pub const ALL: [Self; 6] = [Self::Title, Self::Stage, Self::Reviewed, Self::Mentions, Self::Stances, Self::Changed];

    fn compare(self, a: &Card, b: &Card) -> Ordering {
        match self {
            Self::Changed => b.changed_at.total_cmp(&a.changed_at),
            Self::Title => folded(&a.title).cmp(&folded(&b.title)),
            Self::Stage => a.stage().cmp(&b.stage()),
            Self::Reviewed => a.percent_reviewed().cmp(&b.percent_reviewed()),
            Self::Mentions => b.n_mentions.cmp(&a.n_mentions),
            Self::Stances => b.n_stances.cmp(&a.n_stances),
        }
    }
}

/// The articles to list, in their order. `texts` may not be there yet; then only cards are searched.
#[must_use]
pub fn listed(cards: &Cards, texts: Option<&Texts>, query: &Query) -> Vec<ArticleId> {
    let search = Search::of(&query.search);
    let mut found: Vec<(ArticleId, &Card)> = cards
        .iter()
        .map(|(id, card)| (*id, card.as_ref()))
        .filter(|(_, card)| card.marks.removed_at.is_some() == query.shows_removed)
        .filter(|(_, card)| query.stage.is_none_or(|stage| card.stage() == stage))
        .filter(|(_, card)| query.tag.as_ref().is_none_or(|tag| card.marks.tags.contains(tag)))
        .filter(|(id, card)| search.is_empty() || search.fits(*id, card, texts))
        .collect();
    // What is equal stays in the order in which it came.
    found.sort_by(|(a_id, a), (b_id, b)| {
        let order = query.sort.compare(a, b);
        let order = if query.is_reversed { order.reverse() } else { order };
        order.then(a_id.cmp(b_id))
    });
    found.into_iter().map(|(id, _)| id).collect()
}

/// All tags in use, by name, with the number of their articles.
#[must_use]
pub fn tags(cards: &Cards) -> BTreeMap<String, usize> {
    let mut tags = BTreeMap::new();
    for card in cards.values().filter(|card| card.marks.removed_at.is_none()) {
        for tag in &card.marks.tags {
            *tags.entry(tag.clone()).or_insert(0) += 1;
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::{Query, Sort, listed, tags};
    use crate::app::library::{ArticleId, Card, Cards, Marks, Stage};
    use std::rc::Rc;

    fn cards() -> Cards {
        let card = |title: &str, n_reviewed, is_done, tags: &[&str], changed_at| {
            let tags = tags.iter().map(|&tag| tag.to_owned()).collect();
            let marks = Marks { is_done, tags, removed_at: None };
            Rc::new(Card { title: title.to_owned(), n_items: 4, n_reviewed, changed_at, marks, ..Card::default() })
        };
        let mut removed = Card::clone(&card("Érd", 0, false, &["b"], 9.0));
        removed.marks.removed_at = Some(9.0);
        [
            card("zebra", 0, false, &[], 1.0),
            card("Élan", 2, false, &["a", "b"], 3.0),
            card("apple", 4, true, &["a"], 2.0),
            Rc::new(removed),
        ]
        .into_iter()
        .enumerate()
        .map(|(idx, card)| (ArticleId(u32::try_from(idx).unwrap_or(0)), card))
        .collect()
    }

    fn ids(query: &Query) -> Vec<u32> {
        listed(&cards(), None, query).into_iter().map(|id| id.0).collect()
    }

    #[test]
    fn the_latest_change_comes_first_unless_another_order_is_wanted() {
        assert_eq!(ids(&Query::default()), [1, 2, 0]);
        assert_eq!(ids(&Query { sort: Sort::Title, ..Query::default() }), [2, 1, 0]);
        assert_eq!(ids(&Query { sort: Sort::Reviewed, is_reversed: true, ..Query::default() }), [2, 1, 0]);
    }

    #[test]
    fn filters_and_search_narrow_the_list() {
        assert_eq!(ids(&Query { stage: Some(Stage::InWork), ..Query::default() }), [1]);
        assert_eq!(ids(&Query { tag: Some("a".to_owned()), ..Query::default() }), [1, 2]);
        assert_eq!(ids(&Query { search: "elan".to_owned(), ..Query::default() }), [1]);
        assert_eq!(ids(&Query { shows_removed: true, ..Query::default() }), [3]);
    }

    #[test]
    fn tags_are_counted_among_what_is_not_removed() {
        assert_eq!(tags(&cards()).into_iter().collect::<Vec<_>>(), [("a".to_owned(), 2), ("b".to_owned(), 1)]);
    }
}
