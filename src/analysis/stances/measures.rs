//! Measures of claims: a row of whole numbers for each, by which trees judge it. In: claims with their first scores; out:
//! what competes with a claim in its sentence, what speaks for it elsewhere in the article, and where its words stand.
//! Every number is one that a reader could count; no word has a number of its own.

use super::Scene;
use super::candidates::Candidate;
use super::claims::Claim;
use crate::annotation::{Label, Polarity};
use std::collections::BTreeMap;

/// How many numbers a row has.
pub const N_MEASURES: usize = 62;

/// Stands where there is nothing to measure.
const NONE: i32 = -20_000;

type Pair = (usize, usize, Polarity);

impl Scene<'_> {
    /// A row for each claim. `scores` belong to the candidates, `first` to the claims.
    #[must_use]
    pub fn measures(
        &self,
        candidates: &[Candidate],
        scores: &[i32],
        claims: &[Claim],
        first: &[i32],
    ) -> Vec<[i32; N_MEASURES]> {
        let mut by_sentence: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let (mut by_pair, mut by_side): (BTreeMap<Pair, Vec<usize>>, BTreeMap<Pair, Vec<usize>>) = Default::default();
        let sides: Vec<usize> = (0..self.names.referents.len()).map(|idx| self.side(idx)).collect();
        let mut n_mentions = vec![0_i32; self.names.referents.len()];
        for referent_idx in self.names.mentions.iter().filter_map(|mention| mention.referent_idx) {
            n_mentions[referent_idx] += 1;
        }
        let mut n_said = vec![0_i32; self.names.referents.len()];
        for &speaker in self.attributions.iter().flat_map(|attribution| &attribution.speakers) {
            n_said[speaker] += 1;
        }
        for (idx, claim) in claims.iter().enumerate() {
            by_sentence.entry(claim.sentence).or_default().push(idx);
            let side = (sides[claim.holder_idx], sides[claim.target_idx], claim.polarity);
            by_pair.entry((claim.holder_idx, claim.target_idx, claim.polarity)).or_default().push(idx);
            by_side.entry(side).or_default().push(idx);
        }
        let mut in_sentence: Vec<i32> = vec![0; self.passage.sentences.len()];
        for candidate in candidates {
            in_sentence[candidate.sentence] += 1;
        }
        let n_likely = count(first.iter().filter(|&&score| score > -512));
        let n_sentences = count(&self.passage.sentences).max(1);
        claims
            .iter()
            .enumerate()
            .map(|(idx, claim)| {
                let beside = &by_sentence[&claim.sentence];
                let best_beside = |test: &dyn Fn(&Claim) -> bool| {
                    let others = beside.iter().filter(|&&other| other != idx && test(&claims[other]));
                    others.map(|&other| first[other]).max().unwrap_or(NONE)
                };
                let elsewhere = |known: Option<&Vec<usize>>| {
                    let others = known.into_iter().flatten().filter(|&&other| claims[other].sentence != claim.sentence);
                    others.map(|&other| first[other]).max().unwrap_or(NONE)
                };
                let (holder, target, polarity) = (claim.holder_idx, claim.target_idx, claim.polarity);
                let opposite = polarity.opposite();
                let is_pair = |other: &Claim| other.holder_idx == holder && other.target_idx == target;
                let is_reverse = |other: &Claim| other.holder_idx == target && other.target_idx == holder;
                let side = |h: usize, t: usize, polarity| by_side.get(&(sides[h], sides[t], polarity));
                let candidate = claim.candidate_idx.map(|idx| &candidates[idx]);
                let of_candidate = |measure: &dyn Fn(&Candidate) -> i32| candidate.map_or(NONE, measure);
                let apart = |a: Option<usize>, b: Option<usize>| match (a, b) {
                    (Some(a), Some(b)) => number(b) - number(a),
                    _ => NONE,
                };
                let cue = Some(claim.cue.start);
                let between = match (claim.holder_at, claim.target_at) {
                    (Some(a), Some(b)) => a.min(b) + 1..a.max(b),
                    _ => 0..0,
                };
                let says = |at: usize| self.attribution_of(at).is_some_and(|said| said.speakers.contains(&holder));
                let is_said = |at: usize| self.attribution_of(at).is_some();
                let tokens = &self.passage.sentences[claim.sentence].tokens;
                let (up, down) = self.steps(claim.holder_at, claim.target_at);
                let (cue_up, cue_down) = self.steps(claim.holder_at, cue);
                let (cue_to_up, cue_to_down) = self.steps(cue, claim.target_at);
                [
                    first[idx],
                    claim.candidate_idx.map_or(NONE, |idx| scores[idx]),
                    best_beside(&|other| is_pair(other)),
                    best_beside(&|other| is_reverse(other) && other.polarity == polarity),
                    best_beside(&|other| is_reverse(other) && other.polarity == opposite),
                    best_beside(&|other| other.cue == claim.cue && other.polarity == polarity),
                    best_beside(&|other| other.holder_idx == holder && other.target_idx != target),
                    best_beside(&|other| other.target_idx == target && other.holder_idx != holder),
                    best_beside(&|_| true),
                    count(beside.iter().filter(|&&other| first[other] > first[idx])),
                    elsewhere(by_pair.get(&(holder, target, polarity))),
                    elsewhere(by_pair.get(&(holder, target, opposite))),
                    elsewhere(by_pair.get(&(target, holder, polarity))),
                    elsewhere(side(holder, target, polarity)),
                    elsewhere(side(holder, target, opposite)),
                    elsewhere(side(target, holder, polarity)),
                    number(claim.n_present),
                    number(claim.sentence),
                    n_likely * 100 / n_sentences,
                    self.kind(holder),
                    self.kind(target),
                    i32::from(polarity == Polarity::Favor),
                    i32::from(sides[holder] == sides[target]),
                    claim.target_at.map_or(NONE, |at| i32::from(says(at)) + 2 * i32::from(is_said(at))),
                    i32::from(says(claim.cue.start)) + 2 * i32::from(is_said(claim.cue.start)),
                    claim.target_at.map_or(NONE, |at| i32::from(self.quote_at[at].is_some())),
                    i32::from(self.quote_at[claim.cue.start].is_some()),
                    claim.holder_at.map_or(NONE, |at| i32::from(self.quote_at[at].is_some())),
                    apart(claim.holder_at, claim.target_at),
                    apart(claim.holder_at, cue),
                    apart(cue, claim.target_at),
                    up,
                    down,
                    cue_up,
                    cue_down,
                    cue_to_up,
                    cue_to_down,
                    count(between.clone().filter(|&at| self.parse.tags[at].is_verb())),
                    count(between.clone().filter(|&at| self.lower(at) == ",")),
                    count(self.names.mentions.iter().filter(|mention| between.contains(&mention.tokens.start))),
                    number(tokens.len()),
                    in_sentence[claim.sentence],
                    n_mentions[holder],
                    n_mentions[target],
                    n_said[holder],
                    n_said[target],
                    of_candidate(&|it| it.class as i32),
                    of_candidate(&|it| i32::from(it.strength)),
                    of_candidate(&|it| it.role as i32),
                    of_candidate(&|it| it.word_class as i32 * 2 + i32::from(it.fits)),
                    of_candidate(&|it| i32::from(it.n_turns)),
                    of_candidate(&|it| {
                        i32::from(it.is_modal) + 2 * i32::from(it.is_question) + 4 * i32::from(it.is_conditional)
                    }),
                    of_candidate(&|it| it.holder_place.tie.map_or(-1, |tie| tie as i32)),
                    of_candidate(&|it| it.target_place.tie.map_or(-1, |tie| tie as i32)),
                    of_candidate(&|it| i32::from(it.holder_place.rank)),
                    of_candidate(&|it| i32::from(it.target_place.rank)),
                    of_candidate(&|it| it.holder.route as i32),
                    of_candidate(&|it| it.target.route as i32),
                    of_candidate(&|it| i32::from(it.holder.is_listed) + 2 * i32::from(it.target.is_listed)),
                    of_candidate(&|it| i32::try_from(it.holder_place.place.code()).unwrap_or(NONE)),
                    of_candidate(&|it| i32::try_from(it.target_place.place.code()).unwrap_or(NONE)),
                    of_candidate(&|it| {
                        it.speech.map_or(0, |(kind, is_holder)| 1 + kind as i32 * 2 + i32::from(is_holder))
                    }),
                ]
            })
            .collect()
    }

    /// How many steps up and down the parse lead from one token to another.
    fn steps(&self, from: Option<usize>, to: Option<usize>) -> (i32, i32) {
        const FAR: usize = 8;
        let (Some(from), Some(to)) = (from, to) else { return (NONE, NONE) };
        let climb = |at: usize| std::iter::successors(Some(at), |&at| self.parse.heads[at]).take(FAR);
        let meeting = climb(from)
            .enumerate()
            .find_map(|(up, token)| climb(to).position(|other| other == token).map(|down| (number(up), number(down))));
        meeting.unwrap_or((number(FAR), number(FAR)))
    }

    fn kind(&self, referent_idx: usize) -> i32 {
        let kinds = [Label::PERSON, Label::ORG, Label::GPE, Label::NORP, Label::LOC, Label::PRODUCT, Label::EVENT];
        kinds.iter().position(|kind| *kind == self.names.referents[referent_idx].label).map_or(NONE, number)
    }
}

fn number(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

fn count<T>(items: impl IntoIterator<Item = T>) -> i32 {
    number(items.into_iter().count())
}
