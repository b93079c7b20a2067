//! Syntax enough for stances: a part of speech for every token, and in every sentence which token depends on which
//! and how (Universal Dependencies). In: a passage; out: a [`Parse`]. It does not know names or stances.

mod labels;
mod parser;
mod tagger;

pub use labels::{Relation, Tag, label_features};
pub use parser::{Configuration, Move, move_features, moves_that_keep};
pub use tagger::{WordShape, tag_features};

use super::Passage;
use crate::model::SyntaxModel;
use std::ops::Range;

/// The parts of speech and dependencies of a passage; all vectors have one element a token.
#[derive(Clone, Debug, Default)]
pub struct Parse {
    pub tags: Vec<Tag>,
    /// The token that each one depends on; `None` for the root of a sentence.
    pub heads: Vec<Option<usize>>,
    pub relations: Vec<Relation>,
    /// The tokens that depend on each one, in text order.
    children: Vec<Vec<u32>>,
}

impl Parse {
    /// Parses every sentence of `passage`. Each of `names`, token ranges in text order, counts as one word.
    #[must_use]
    pub fn new(passage: &Passage<'_>, names: &[Range<usize>], model: &SyntaxModel) -> Self {
        let shapes: Vec<WordShape> = (0..passage.tokens.len()).map(|idx| WordShape::new(passage.word(idx))).collect();
        let mut parse = Self::default();
        let mut rest = names;
        for sentence in &passage.sentences {
            let n_names = rest.partition_point(|name| name.start < sentence.tokens.end);
            let (names, after) = rest.split_at(n_names);
            rest = after;
            parse.add_sentence(&shapes, &sentence.tokens, names, model);
        }
        parse.link_children();
        parse
    }

    fn add_sentence(
        &mut self,
        shapes: &[WordShape],
        tokens: &Range<usize>,
        names: &[Range<usize>],
        model: &SyntaxModel,
    ) {
        let first = tokens.start;
        let local: Vec<Range<usize>> = names
            .iter()
            .map(|name| name.start.max(first) - first..name.end.min(tokens.end).saturating_sub(first))
            .filter(|name| !name.is_empty())
            .collect();
        let (tags, heads, relations) = parse_sentence(&shapes[tokens.clone()], &local, model);
        self.tags.extend(tags);
        self.heads.extend(heads.iter().map(|head| head.map(|idx| idx + first)));
        self.relations.extend(relations);
    }

    fn link_children(&mut self) {
        self.children = vec![Vec::new(); self.heads.len()];
        for (idx, head) in self.heads.iter().enumerate() {
            if let (Some(head), Ok(idx)) = (head, u32::try_from(idx)) {
                self.children[*head].push(idx);
            }
        }
    }

    /// The tokens that depend on `idx`, in text order.
    pub fn children(&self, idx: usize) -> impl Iterator<Item = usize> + '_ {
        self.children[idx].iter().map(|&child| child as usize)
    }

    /// The tokens that depend on `idx` in the way `relation`, in text order.
    pub fn children_by(&self, idx: usize, relation: Relation) -> impl Iterator<Item = usize> + '_ {
        self.children(idx).filter(move |&child| self.relations[child] == relation)
    }

    /// The token above `idx` and how `idx` depends on it.
    #[must_use]
    pub fn above(&self, idx: usize) -> Option<(usize, Relation)> {
        Some((self.heads[idx]?, self.relations[idx]))
    }

    /// Whether `idx` is `top` or depends on it, over any number of steps.
    #[must_use]
    pub fn is_under(&self, mut idx: usize, top: usize) -> bool {
        loop {
            if idx == top {
                return true;
            }
            match self.heads[idx] {
                Some(head) => idx = head,
                None => return false,
            }
        }
    }

    /// The token of `tokens` that all others of them depend on, or the last where the parse is not of one piece.
    #[must_use]
    pub fn head_of(&self, tokens: &Range<usize>) -> usize {
        tokens
            .clone()
            .rev()
            .find(|&idx| self.heads[idx].is_none_or(|head| !tokens.contains(&head)))
            .unwrap_or(tokens.start)
    }
}

/// Tags, heads and relations of a sentence, in which each of `names` counts as one word.
#[must_use]
pub fn parse_sentence(
    shapes: &[WordShape],
    names: &[Range<usize>],
    model: &SyntaxModel,
) -> (Vec<Tag>, Vec<Option<usize>>, Vec<Relation>) {
    let is_name = |idx: usize| names.iter().any(|name| name.contains(&idx));
    let tags = tagger::tag(shapes, is_name, &model.tagger);
    // The words of the shorter sentence: each is the last token of what it stands for.
    let words: Vec<usize> =
        (0..shapes.len()).filter(|&idx| !names.iter().any(|name| name.contains(&idx) && idx + 1 < name.end)).collect();
    let short_tags: Vec<Tag> = words.iter().map(|&idx| tags[idx]).collect();
    let short_shapes: Vec<WordShape> = words.iter().map(|&idx| shapes[idx].for_parser(tags[idx])).collect();
    let short_heads = parser::parse(&short_shapes, &short_tags, &model.parser);
    let short_relations = labels::label(&short_shapes, &short_tags, &short_heads, &model.labeller);
    let mut heads = vec![None; shapes.len()];
    let mut relations = vec![Relation::Compound; shapes.len()];
    for (at, &idx) in words.iter().enumerate() {
        heads[idx] = short_heads[at].map(|head| words[head]);
        relations[idx] = short_relations[at];
    }
    for name in names {
        if let Some(last) = name.end.checked_sub(1) {
            heads[name.start..last].fill(Some(last));
        }
    }
    (tags, heads, relations)
}
