//! The trained tagger: a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over BILOU tags.
//! In: the evidence of a passage and the weights; out: names with the probability that each is right. Scores are
//! integers; probabilities use only operations that are exact on every machine.

use super::features::{Evidence, Feature};
use super::found::NameType;
use crate::model::{Overlay, Tagger};
use std::ops::Range;

/// How many types the tagger knows: all but dates.
pub const N_TYPES: usize = 7;
/// Outside, and for each type: begins, inside, last, unit.
pub const N_TAGS: usize = 1 + 4 * N_TYPES;
/// How many units of score make one nat; [`exp`] knows it as well.
pub const UNITS_PER_NAT: i32 = 16;
/// What is added to the score of a tag that a token cannot have.
const OUT_OF_QUESTION: i32 = -1_000_000;
const FORBIDDEN: i32 = i32::MIN / 4;

/// A name that the tagger sees, and how likely it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged {
    pub tokens: Range<usize>,
    pub ty: NameType,
    pub probability: f64,
}

/// Tag 0 is outside; the others are type by type.
#[must_use]
pub const fn tag_of(type_idx: usize, position: usize) -> usize {
    1 + 4 * type_idx + position
}

/// Where a token stands in a name: 0 begins, 1 inside, 2 last, 3 unit.
#[must_use]
pub const fn position_in(idx: usize, name: &Range<usize>) -> usize {
    match (idx == name.start, idx + 1 == name.end) {
        (true, true) => 3,
        (true, false) => 0,
        (false, false) => 1,
        (false, true) => 2,
    }
}

/// Whether a tag may follow another; `from` equal to [`N_TAGS`] is the start of a sentence.
#[must_use]
pub const fn may_follow(from: usize, to: usize) -> bool {
    let opens = from != 0 && from != N_TAGS && (from - 1) % 4 <= 1;
    let continues = to != 0 && matches!((to - 1) % 4, 1 | 2);
    if opens { continues && (from - 1) / 4 == (to - 1) / 4 } else { !continues }
}

/// Whether a sentence may end with a tag.
#[must_use]
pub const fn may_end(tag: usize) -> bool {
    tag == 0 || (tag - 1) % 4 >= 2
}

/// Node scores of a sentence, [`N_TAGS`] for each token.
#[derive(Clone, Debug, Default)]
pub struct Lattice {
    pub scores: Vec<i32>,
    pub n_tokens: usize,
}

impl Lattice {
    /// Scores of `tokens`, feature by feature.
    #[must_use]
    pub fn new(evidence: &Evidence<'_>, tokens: Range<usize>, tagger: &Tagger) -> Self {
        let mut scores = vec![0_i32; tokens.len() * N_TAGS];
        let mut features: Vec<Feature> = Vec::with_capacity(128);
        for (idx, row) in tokens.clone().zip(scores.chunks_exact_mut(N_TAGS)) {
            evidence.features(idx, &mut features);
            for feature in &features {
                if let Some(weights) = tagger.weights(*feature) {
                    for (score, weight) in row.iter_mut().zip(weights) {
                        *score += i32::from(weight.cast_signed());
                    }
                }
            }
            for ty in &NameType::ALL[..N_TYPES] {
                let barred = evidence.barred(idx, *ty);
                for position in (0..4).filter(|position| barred & (1 << position) != 0) {
                    row[tag_of(*ty as usize, position)] += OUT_OF_QUESTION;
                }
            }
        }
        Self { scores, n_tokens: tokens.len() }
    }

    /// Adds to the score of one tag of the token `idx`, counted from the start of the sentence.
    pub fn add(&mut self, idx: usize, tag: usize, score: i32) {
        self.scores[idx * N_TAGS + tag] += score;
    }

    /// Adds what the reader changed of the weights.
    pub fn adjust(&mut self, evidence: &Evidence<'_>, tokens: Range<usize>, overlay: &Overlay) {
        if overlay.n_weights() == 0 {
            return;
        }
        for (idx, token) in tokens.enumerate() {
            for (feature, _, _) in evidence.clues(token) {
                for (tag, weight) in overlay.weights(feature) {
                    self.add(idx, usize::from(*tag), i32::from(*weight));
                }
            }
        }
    }

    /// The best tags among those allowed, one bit each for each token.
    #[must_use]
    pub fn best_of(&self, allowed: &[u32], transitions: &Transitions) -> Vec<usize> {
        let mut held = self.clone();
        for (row, tags) in held.scores.chunks_exact_mut(N_TAGS).zip(allowed) {
            for (tag, score) in row.iter_mut().enumerate() {
                if tags & (1 << tag) == 0 {
                    *score += OUT_OF_QUESTION;
                }
            }
        }
        held.best(transitions)
    }

    /// The best tags.
    #[must_use]
    pub fn best(&self, transitions: &Transitions) -> Vec<usize> {
        let mut paths: Vec<[u8; N_TAGS]> = Vec::with_capacity(self.n_tokens);
        let mut column = [FORBIDDEN; N_TAGS];
        for (idx, row) in self.scores.chunks_exact(N_TAGS).enumerate() {
            let mut next = [FORBIDDEN; N_TAGS];
            let mut back = [0_u8; N_TAGS];
            for (to, score) in row.iter().enumerate() {
                let (mut best, mut from_tag) = (FORBIDDEN, 0);
                if idx == 0 {
                    best = transitions.score(N_TAGS, to);
                } else {
                    for from in transitions.into(to) {
                        let total = column[*from] + transitions.score(*from, to);
                        if total > best {
                            (best, from_tag) = (total, *from);
                        }
                    }
                }
                next[to] = best.saturating_add(*score).max(FORBIDDEN);
                #[expect(clippy::cast_possible_truncation, reason = "fewer than 256 tags")]
                {
                    back[to] = from_tag as u8;
                }
            }
            column = next;
            paths.push(back);
        }
        let ends = (0..N_TAGS).filter(|tag| may_end(*tag));
        let mut tag = ends.rev().max_by_key(|tag| column[*tag]).unwrap_or_default();
        let mut tags = vec![0; self.n_tokens];
        for idx in (0..self.n_tokens).rev() {
            tags[idx] = tag;
            tag = usize::from(paths[idx][tag]);
        }
        tags
    }

    /// The score of a whole row of tags.
    #[must_use]
    pub fn score_of(&self, tags: &[usize], transitions: &Transitions) -> i32 {
        let mut from = N_TAGS;
        let mut total = 0;
        for (row, tag) in self.scores.chunks_exact(N_TAGS).zip(tags) {
            total += row[*tag] + transitions.score(from, *tag);
            from = *tag;
        }
        total
    }

    /// The probability that the tags of `tokens` (counted from the start of the sentence) stand together, for each
    /// asked range: the forward-backward algorithm (Rabiner 1989), scaled token by token.
    #[must_use]
    pub fn probabilities(&self, transitions: &Transitions, tags: &[usize], asked: &[Range<usize>]) -> Vec<f64> {
        if asked.is_empty() {
            return Vec::new();
        }
        let nodes: Vec<f64> = self.scores.chunks_exact(N_TAGS).flat_map(scaled).collect();
        let node = |idx: usize, tag: usize| nodes[idx * N_TAGS + tag];
        let mut forward = vec![0.0; self.n_tokens * N_TAGS];
        let mut scales = vec![1.0; self.n_tokens];
        for idx in 0..self.n_tokens {
            let mut total = 0.0;
            for to in 0..N_TAGS {
                let reach = if idx == 0 {
                    transitions.factor(N_TAGS, to)
                } else {
                    let before = &forward[(idx - 1) * N_TAGS..idx * N_TAGS];
                    transitions.into(to).iter().map(|from| before[*from] * transitions.factor(*from, to)).sum()
                };
                forward[idx * N_TAGS + to] = reach * node(idx, to);
                total += forward[idx * N_TAGS + to];
            }
            scales[idx] = total;
            forward[idx * N_TAGS..(idx + 1) * N_TAGS].iter_mut().for_each(|f| *f /= total);
        }
        let mut backward = vec![0.0; self.n_tokens * N_TAGS];
        for idx in (0..self.n_tokens).rev() {
            for from in 0..N_TAGS {
                backward[idx * N_TAGS + from] = if idx + 1 == self.n_tokens {
                    f64::from(u8::from(may_end(from)))
                } else {
                    let after = &backward[(idx + 1) * N_TAGS..(idx + 2) * N_TAGS];
                    let reach = |to: &usize| transitions.factor(from, *to) * node(idx + 1, *to) * after[*to];
                    transitions.out_of(from).iter().map(reach).sum::<f64>() / scales[idx + 1]
                };
            }
        }
        let last = self.n_tokens - 1;
        let whole: f64 = (0..N_TAGS).map(|tag| forward[last * N_TAGS + tag] * backward[last * N_TAGS + tag]).sum();
        asked
            .iter()
            .map(|tokens| {
                let mut p = forward[tokens.start * N_TAGS + tags[tokens.start]];
                for idx in tokens.start + 1..tokens.end {
                    p *= transitions.factor(tags[idx - 1], tags[idx]) * node(idx, tags[idx]) / scales[idx];
                }
                let p = p * backward[(tokens.end - 1) * N_TAGS + tags[tokens.end - 1]] / whole;
                p.clamp(0.0, 1.0)
            })
            .collect()
    }
}

/// Factors of one token's scores, the best of them 1.
fn scaled(row: &[i32]) -> impl Iterator<Item = f64> + '_ {
    let best = row.iter().copied().max().unwrap_or_default();
    row.iter().map(move |score| exp(score - best))
}

/// e to the power of a score, by multiplication alone, so that it is the same number on every machine.
#[must_use]
pub fn exp(units: i32) -> f64 {
    // e^(1/16)
    const STEP: f64 = 1.064_494_458_917_859_4;
    let mut power = units.unsigned_abs().min(16 * 600);
    let (mut result, mut square) = (1.0, STEP);
    while power > 0 {
        if power & 1 == 1 {
            result *= square;
        }
        square *= square;
        power >>= 1;
    }
    if units < 0 { 1.0 / result } else { result }
}

/// Transition scores with their factors, and which tags may follow which.
#[derive(Clone, Debug)]
pub struct Transitions {
    scores: Vec<i32>,
    factors: Vec<f64>,
    into: Vec<Vec<usize>>,
    out_of: Vec<Vec<usize>>,
}

impl Transitions {
    #[must_use]
    pub fn new(tagger: &Tagger) -> Self {
        let mut scores = Vec::with_capacity((N_TAGS + 1) * N_TAGS);
        for from in 0..=N_TAGS {
            for to in 0..N_TAGS {
                scores.push(if may_follow(from, to) { tagger.transition(from, to) } else { FORBIDDEN });
            }
        }
        let factors = scores.iter().map(|score| if *score == FORBIDDEN { 0.0 } else { exp(*score) }).collect();
        let into = (0..N_TAGS).map(|to| (0..N_TAGS).filter(|from| may_follow(*from, to)).collect()).collect();
        let out_of = (0..N_TAGS).map(|from| (0..N_TAGS).filter(|to| may_follow(from, *to)).collect()).collect();
        Self { scores, factors, into, out_of }
    }

    fn score(&self, from: usize, to: usize) -> i32 {
        self.scores[from * N_TAGS + to]
    }

    fn factor(&self, from: usize, to: usize) -> f64 {
        self.factors[from * N_TAGS + to]
    }

    fn into(&self, to: usize) -> &[usize] {
        &self.into[to]
    }

    fn out_of(&self, from: usize) -> &[usize] {
        &self.out_of[from]
    }
}

/// Reads the names off the lattice of a sentence whose first token is `start`.
#[must_use]
pub fn read_names(lattice: &Lattice, start: usize, transitions: &Transitions) -> Vec<Tagged> {
    let tags = lattice.best(transitions);
    let ranges = names_of(&tags);
    let asked: Vec<Range<usize>> = ranges.iter().map(|(range, _)| range.clone()).collect();
    let probabilities = lattice.probabilities(transitions, &tags, &asked);
    ranges
        .into_iter()
        .zip(probabilities)
        .map(|((range, type_idx), probability)| Tagged {
            tokens: start + range.start..start + range.end,
            ty: NameType::ALL[type_idx],
            probability,
        })
        .collect()
}

/// Ranges and types of the names that a row of tags spells.
#[must_use]
pub fn names_of(tags: &[usize]) -> Vec<(Range<usize>, usize)> {
    let mut names = Vec::new();
    let mut start = 0;
    for (idx, tag) in tags.iter().enumerate() {
        if *tag == 0 {
            continue;
        }
        let (type_idx, position) = ((tag - 1) / 4, (tag - 1) % 4);
        match position {
            0 => start = idx,
            2 => names.push((start..idx + 1, type_idx)),
            3 => names.push((idx..idx + 1, type_idx)),
            _ => {}
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{N_TAGS, exp, may_end, may_follow, names_of, tag_of};

    #[test]
    fn a_name_that_began_goes_on_or_ends() {
        let (begin, inside, last, unit) = (tag_of(2, 0), tag_of(2, 1), tag_of(2, 2), tag_of(2, 3));
        assert!(
            may_follow(begin, inside) && may_follow(begin, last) && !may_follow(begin, 0) && !may_follow(begin, unit)
        );
        assert!(may_follow(N_TAGS, begin) && !may_follow(N_TAGS, last) && may_follow(last, unit));
        assert!(!may_follow(begin, tag_of(1, 2)) && !may_end(inside) && may_end(unit));
        assert_eq!(names_of(&[0, begin, inside, last, unit]), [(1..4, 2), (4..5, 2)]);
    }

    #[test]
    fn powers_of_e() {
        assert!((exp(16) - std::f64::consts::E).abs() < 1e-9);
        assert!((exp(-32) * exp(32) - 1.0).abs() < 1e-12);
    }
}
