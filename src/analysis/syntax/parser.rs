//! Dependencies: which token depends on which. In: words and tags of a sentence; out: a head for each. A greedy
//! transition parser with the arc-hybrid moves (Kuhlmann et al. 2011), trained with a dynamic oracle (Goldberg and
//! Nivre 2013).

use super::tagger::WordShape;
use super::{Tag, tagger::best};
use crate::model::{Linear, mix};

/// What the parser can do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Puts the next token on the stack.
    Shift,
    /// The top of the stack depends on the next token and is done.
    Left,
    /// The top of the stack depends on the one below and is done.
    Right,
}

impl Move {
    pub const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// A half-parsed sentence. The root is a token of its own after the last one.
#[derive(Clone, Debug)]
pub struct Configuration {
    n_tokens: usize,
    stack: Vec<usize>,
    next: usize,
    pub heads: Vec<Option<usize>>,
    /// For each token (and the root): its outermost children on the left and on the right, nearest last, and counts.
    left: Vec<[Option<usize>; 2]>,
    right: Vec<[Option<usize>; 2]>,
    n_left: Vec<u64>,
    n_right: Vec<u64>,
}

impl Configuration {
    #[must_use]
    pub fn new(n_tokens: usize) -> Self {
        let n = n_tokens + 1;
        Self {
            n_tokens,
            stack: Vec::with_capacity(n),
            next: 0,
            heads: vec![None; n],
            left: vec![[None; 2]; n],
            right: vec![[None; 2]; n],
            n_left: vec![0; n],
            n_right: vec![0; n],
        }
    }

    #[must_use]
    pub fn is_done(&self) -> bool {
        self.next == self.n_tokens && self.stack.is_empty()
    }

    /// Whether `step` is possible now.
    #[must_use]
    pub fn allows(&self, step: Move) -> bool {
        match step {
            Move::Shift => self.next < self.n_tokens,
            Move::Left => !self.stack.is_empty(),
            Move::Right => self.stack.len() >= 2,
        }
    }

    /// Makes a move that [`Self::allows`] allows.
    pub fn make(&mut self, step: Move) {
        match step {
            Move::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Move::Left => {
                if let Some(child) = self.stack.pop() {
                    let head = self.next;
                    self.heads[child] = Some(head);
                    self.left[head] = [self.left[head][1], Some(child)];
                    self.n_left[head] += 1;
                }
            }
            Move::Right => {
                if let (Some(child), Some(&head)) = (self.stack.pop(), self.stack.last()) {
                    self.heads[child] = Some(head);
                    self.right[head] = [self.right[head][1], Some(child)];
                    self.n_right[head] += 1;
                }
            }
        }
    }

    fn on_stack(&self, depth: usize) -> Option<usize> {
        self.stack.len().checked_sub(depth + 1).map(|at| self.stack[at])
    }

    fn ahead(&self, offset: usize) -> Option<usize> {
        Some(self.next + offset).filter(|&idx| idx <= self.n_tokens)
    }
}

/// The moves after which the best reachable parse loses nothing against `gold` (heads; the root is `gold.len()`).
#[must_use]
pub fn moves_that_keep(config: &Configuration, gold: &[usize]) -> Vec<Move> {
    let head = |idx: usize| gold.get(idx).copied();
    let b = config.next;
    let s0 = config.on_stack(0);
    let s1 = config.on_stack(1);
    let below = &config.stack[..config.stack.len().saturating_sub(1)];
    Move::ALL
        .into_iter()
        .filter(|&step| config.allows(step))
        .filter(|step| match step {
            // The next token must not have its head or a child on the stack (its head may be the top).
            Move::Shift => {
                let loses_head = below.iter().any(|&idx| head(b) == Some(idx));
                let loses_child = config.stack.iter().any(|&idx| head(idx) == Some(b));
                !loses_head && !loses_child
            }
            // The top loses heads further right, its neighbour below as head, and children still to come.
            Move::Left => s0.is_some_and(|top| {
                let head_of_top = head(top);
                let loses_head = head_of_top.is_some_and(|h| h > b) || (s1.is_some() && head_of_top == s1);
                let loses_child = (b..config.n_tokens).any(|idx| head(idx) == Some(top));
                !loses_head && !loses_child
            }),
            // The top loses heads at or after the next token, and children still to come.
            Move::Right => s0.is_some_and(|top| {
                let loses_head = head(top).is_some_and(|h| h >= b);
                let loses_child = (b..config.n_tokens).any(|idx| head(idx) == Some(top));
                !loses_head && !loses_child
            }),
        })
        .collect()
}

/// The features of a configuration.
pub fn move_features(config: &Configuration, shapes: &[WordShape], tags: &[Tag], features: &mut Vec<u64>) {
    const NONE: u64 = 0xff;
    const ROOT: u64 = 0xfe;
    let word = |token: Option<usize>| token.map_or(NONE, |idx| shapes.get(idx).map_or(ROOT, |shape| shape.word));
    let tag = |token: Option<usize>| token.map_or(NONE, |idx| tags.get(idx).map_or(ROOT, |tag| *tag as u64));
    let (s0, s1, s2) = (config.on_stack(0), config.on_stack(1), config.on_stack(2));
    let (b0, b1, b2) = (config.ahead(0), config.ahead(1), config.ahead(2));
    let child = |table: &[[Option<usize>; 2]], token: Option<usize>, n: usize| token.and_then(|idx| table[idx][n]);
    let count = |table: &[u64], token: Option<usize>| token.map_or(NONE, |idx| table[idx].min(3));
    let (s0w, s1w, b0w, b1w) = (word(s0), word(s1), word(b0), word(b1));
    let (s0t, s1t, s2t) = (tag(s0), tag(s1), tag(s2));
    let (b0t, b1t, b2t) = (tag(b0), tag(b1), tag(b2));
    let s0r = child(&config.right, s0, 1);
    let s0l = child(&config.left, s0, 1);
    let b0l = child(&config.left, b0, 1);
    let s1r = child(&config.right, s1, 1);
    let s1l = child(&config.left, s1, 1);
    let s0r2 = child(&config.right, s0, 0);
    let b0l2 = child(&config.left, b0, 0);
    let gap = match (s0, b0) {
        (Some(a), Some(b)) => (b - a).min(8) as u64,
        _ => 0,
    };
    let gap1 = match (s1, s0) {
        (Some(a), Some(b)) => (b - a).min(8) as u64,
        _ => 0,
    };
    let mut add = |template: u64, a: u64, b: u64, c: u64| {
        features.push(mix(mix(mix(template + 100, a), b), c));
    };
    add(0, 0, 0, 0);
    add(1, s0w, s0t, 0);
    add(2, s0t, 0, 0);
    add(3, s1w, s1t, 0);
    add(4, s1t, s0t, 0);
    add(5, b0w, b0t, 0);
    add(6, b0t, 0, 0);
    add(7, b1w, b1t, 0);
    add(8, b1t, b2t, 0);
    add(9, s0w, b0w, 0);
    add(10, s0w, b0t, 0);
    add(11, s0t, b0w, 0);
    add(12, s0t, b0t, 0);
    add(13, s1w, s0w, 0);
    add(14, s1w, s0t, 0);
    add(15, s1t, s0w, 0);
    add(16, s1t, s0t, b0t);
    add(17, s0t, b0t, b1t);
    add(18, s2t, s1t, s0t);
    add(19, s1t, b0t, 0);
    add(20, s1w, b0w, 0);
    add(21, s0t, tag(s0r), b0t);
    add(22, s0t, tag(s0l), b0t);
    add(23, s0t, b0t, tag(b0l));
    add(24, s1t, tag(s1r), s0t);
    add(25, s1t, tag(s1l), s0t);
    add(26, s0t, b0t, gap);
    add(27, s1t, s0t, gap1);
    add(28, s0t, count(&config.n_left, s0), count(&config.n_right, s0));
    add(29, s1t, count(&config.n_left, s1), count(&config.n_right, s1));
    add(30, b0t, count(&config.n_left, b0), s0t);
    add(31, word(s0r), s0t, b0t);
    add(32, word(s0l), s0t, b0t);
    add(33, word(b0l), b0t, s0t);
    add(34, tag(s0r2), tag(s0r), s0t);
    add(35, tag(b0l2), tag(b0l), b0t);
    add(36, b0t, b1t, b2t);
    add(37, s1t, s0t, word(s0l));
    add(38, s1w, s0t, word(s0l));
    add(39, b1w, s0t, b0t);
    add(40, s1t, s0t, word(b0));
    add(41, s0w, b0t, b1t);
}

/// The head of each token; `None` for what depends on the root.
pub(super) fn parse(shapes: &[WordShape], tags: &[Tag], model: &Linear) -> Vec<Option<usize>> {
    let n_tokens = shapes.len();
    let mut config = Configuration::new(n_tokens);
    let mut features = Vec::with_capacity(48);
    while !config.is_done() {
        features.clear();
        move_features(&config, shapes, tags, &mut features);
        let mut scores = [0; 3];
        model.score(&features, &mut scores);
        for (score, step) in scores.iter_mut().zip(Move::ALL) {
            if !config.allows(step) {
                *score = i32::MIN;
            }
        }
        config.make(Move::ALL[best(&scores)]);
    }
    config.heads.truncate(n_tokens);
    config.heads.into_iter().map(|head| head.filter(|&idx| idx < n_tokens)).collect()
}
