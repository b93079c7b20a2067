//! Claims: for each sentence, each ordered pair of referents that are present in it and each polarity, all that speaks for
//! "holder is for/against target". In: a scene, its candidates and their scores; out: claims with hashed features. It
//! decides nothing; a claim without any candidate is a claim too.

use super::Scene;
use super::candidates::Candidate;
use super::presence::Presence;
use crate::analysis::Relation;
use crate::annotation::Polarity;
use crate::model::{StanceModel, hash_word, mix};
use std::collections::BTreeMap;
use std::ops::Range;

/// What may be claimed of a sentence.
#[derive(Clone, Debug)]
pub struct Claim {
    pub sentence: usize,
    /// Indices into [`crate::analysis::Names::referents`].
    pub holder_idx: usize,
    pub target_idx: usize,
    pub polarity: Polarity,
    /// The likeliest candidate that says the same, as an index into the candidates.
    pub candidate_idx: Option<usize>,
    /// The words that show it.
    pub cue: Range<usize>,
    /// The tokens by which holder and target are looked at.
    pub holder_at: Option<usize>,
    pub target_at: Option<usize>,
    /// How many are present in the sentence.
    pub n_present: usize,
    /// What the ranker sees of it.
    pub features: Vec<u64>,
}

/// Sentences in which more are present than this are lists; in them only pairs with a candidate are looked at.
const CROWD: usize = 9;

/// A candidate's index and score.
type Scored = (usize, i32);

/// The best candidate for each sentence, holder, target and whether it favors.
type Best = BTreeMap<(usize, usize, usize, bool), Scored>;

/// For each holder, target and whether it favors: the sentences that may say so, with the score there.
type Elsewhere = BTreeMap<(usize, usize, bool), Vec<(usize, i32)>>;

impl Scene<'_> {
    /// Every claim that may be made of the passage, sentence by sentence. `scores` are those of `candidates`.
    #[must_use]
    pub fn claims(&self, candidates: &[Candidate], scores: &[i32]) -> Vec<Claim> {
        let mut best = Best::new();
        let mut in_document = Elsewhere::new();
        let mut in_sentence: Vec<Vec<usize>> = vec![Vec::new(); self.passage.sentences.len()];
        for (idx, candidate) in candidates.iter().enumerate() {
            let (holder, target) = (candidate.holder.referent_idx, candidate.target.referent_idx);
            let favors = candidate.polarity == Polarity::Favor;
            let entry = best.entry((candidate.sentence, holder, target, favors)).or_insert((idx, scores[idx]));
            if scores[idx] > entry.1 {
                *entry = (idx, scores[idx]);
            }
            in_sentence[candidate.sentence].push(idx);
        }
        for (&(sentence, holder, target, favors), &(_, score)) in &best {
            in_document.entry((holder, target, favors)).or_default().push((sentence, score));
        }
        let weigh = Weigh { scene: self, candidates, scores, best: &best, in_document: &in_document };
        let mut claims = Vec::new();
        for (sentence, in_sentence) in in_sentence.iter().enumerate() {
            let mut present = self.present(sentence);
            for &idx in in_sentence {
                for reading in [candidates[idx].holder, candidates[idx].target] {
                    if present.iter().all(|presence| presence.referent_idx != reading.referent_idx) {
                        let tokens = Vec::new();
                        present.push(Presence { referent_idx: reading.referent_idx, tokens, speaks: false });
                    }
                }
            }
            if present.len() < 2 {
                continue;
            }
            let words = weigh.sentence_words(sentence, in_sentence);
            for holder in &present {
                for target in present.iter().filter(|target| target.referent_idx != holder.referent_idx) {
                    if target.tokens.is_empty() && !weigh.has_candidate(sentence, holder, target) {
                        continue;
                    }
                    if present.len() > CROWD && !weigh.has_candidate(sentence, holder, target) {
                        continue;
                    }
                    weigh.add_claims(sentence, holder, target, &words, present.len(), &mut claims);
                }
            }
        }
        claims
    }
}

/// A word that shows a stance, whoever holds it.
struct CueWord {
    tokens: Range<usize>,
    favors: bool,
    lemma: u64,
    candidate_idx: usize,
}

struct Weigh<'a> {
    scene: &'a Scene<'a>,
    candidates: &'a [Candidate],
    scores: &'a [i32],
    best: &'a Best,
    in_document: &'a Elsewhere,
}

impl Weigh<'_> {
    fn has_candidate(&self, sentence: usize, holder: &Presence, target: &Presence) -> bool {
        [true, false]
            .into_iter()
            .any(|favors| self.best.contains_key(&(sentence, holder.referent_idx, target.referent_idx, favors)))
    }

    /// The cue words of a sentence, each once for each polarity.
    fn sentence_words(&self, sentence: usize, in_sentence: &[usize]) -> Vec<CueWord> {
        let mut words: Vec<CueWord> = Vec::new();
        for &idx in in_sentence {
            let candidate = &self.candidates[idx];
            debug_assert_eq!(candidate.sentence, sentence);
            let favors = candidate.polarity == Polarity::Favor;
            match words.iter_mut().find(|word| word.tokens == candidate.cue && word.favors == favors) {
                Some(word) => {
                    if self.scores[idx] > self.scores[word.candidate_idx] {
                        word.candidate_idx = idx;
                    }
                }
                None => words.push(CueWord {
                    tokens: candidate.cue.clone(),
                    favors,
                    lemma: candidate.lemma,
                    candidate_idx: idx,
                }),
            }
        }
        words
    }

    fn add_claims(
        &self,
        sentence: usize,
        holder: &Presence,
        target: &Presence,
        words: &[CueWord],
        n_present: usize,
        claims: &mut Vec<Claim>,
    ) {
        let scene = self.scene;
        let pair = (holder.referent_idx, target.referent_idx);
        let score_of =
            |holder: usize, target: usize, favors: bool| self.best.get(&(sentence, holder, target, favors)).copied();
        let (h, t) = self.tokens_of(sentence, holder, target);
        let shared = self.pair_features(sentence, holder, target, h, t, n_present);
        let speaker_speaks = holder.speaks && t.is_some_and(|t| self.says(holder.referent_idx, t));
        for favors in [true, false] {
            let p = u64::from(favors);
            let same = score_of(pair.0, pair.1, favors);
            let opposite = score_of(pair.0, pair.1, !favors);
            let reverse = score_of(pair.1, pair.0, favors);
            let mut features: Vec<u64> = shared.iter().map(|&feature| mix(feature, p)).collect();
            let mut add = |template: u64, a: u64, b: u64| features.push(mix(mix(mix(template + 700, a), b), p));
            let level = |scored: Option<Scored>| scored.map_or(0, |(_, score)| bucket_score(score));
            add(0, 0, 0);
            add(1, level(same), 0);
            add(2, level(same), level(opposite));
            add(3, level(opposite), u64::from(same.is_some()));
            add(4, level(reverse), level(same) / 2);
            // Thermometer: better scores share what worse ones have learned.
            for step in 1..=level(same) {
                add(5, step, 0);
            }
            for step in 1..=level(reverse) {
                add(6, step, 0);
            }
            // The pair elsewhere in the article.
            let elsewhere = |holder: usize, target: usize, favors: bool| {
                let scored = self.in_document.get(&(holder, target, favors));
                let best =
                    scored.into_iter().flatten().filter(|(other, _)| *other != sentence).map(|(_, score)| *score);
                best.max().map_or(0, bucket_score)
            };
            let (here, there) = (elsewhere(pair.0, pair.1, favors), elsewhere(pair.0, pair.1, !favors));
            add(7, here / 2, 0);
            add(8, there / 2, 0);
            add(9, here / 3, there / 3);
            add(10, elsewhere(pair.1, pair.0, favors) / 2, 0);
            // Cue words and where they stand.
            let (mut n_same, mut n_other) = (0_u64, 0_u64);
            let mut best_near: Option<(i32, &CueWord)> = None;
            for word in words {
                let place = self.place_of(word.tokens.start, h, t);
                let agrees = word.favors == favors;
                add(11, word.lemma, place * 2 + u64::from(agrees));
                add(12, place, u64::from(agrees));
                let is_best_for_target = self.candidates[word.candidate_idx].target.referent_idx == pair.1;
                add(13, u64::from(is_best_for_target) * 2 + u64::from(agrees), place);
                if agrees {
                    n_same += 1;
                    let near = t.map_or(0, |t| -(i32::try_from(t.abs_diff(word.tokens.start)).unwrap_or(99)));
                    let owns = self.candidates[word.candidate_idx].holder.referent_idx == pair.0;
                    let rank = near + if is_best_for_target { 20 } else { 0 } + if owns { 20 } else { 0 };
                    if best_near.is_none_or(|(known, _)| rank > known) {
                        best_near = Some((rank, word));
                    }
                } else {
                    n_other += 1;
                }
            }
            add(14, n_same.min(4), n_other.min(4));
            add(15, u64::from(speaker_speaks), (n_same.min(2) * 3 + n_other.min(2)) * 2 + u64::from(same.is_some()));
            let cue = match (same, best_near) {
                (Some((idx, _)), _) => self.candidates[idx].cue.clone(),
                (None, Some((_, word))) => word.tokens.clone(),
                (None, None) => match self.verb_between(sentence, h, t) {
                    Some(verb) => verb..verb + 1,
                    None => continue,
                },
            };
            if let Some((idx, _)) = same {
                let candidate = &self.candidates[idx];
                add(16, candidate.class as u64, candidate.role as u64);
                add(17, candidate.lemma, 0);
                add(18, candidate.lemma, u64::from(candidate.n_turns.min(2)));
                add(19, candidate.holder_place.place.code(), candidate.target_place.place.code());
                let ties = (
                    candidate.holder_place.tie.map_or(0, |tie| 1 + tie as u64),
                    candidate.target_place.tie.map_or(0, |tie| 1 + tie as u64),
                );
                add(20, ties.0, ties.1);
                // A word whose likeliest pair is another one says less of this one.
                let anchor = candidate.anchor;
                let top = words.iter().find(|word| word.tokens.start == anchor && word.favors == favors);
                let lead = top.map_or(0, |word| self.scores[word.candidate_idx] - self.scores[idx]);
                add(21, u64::from(lead > 0), u64::try_from(lead / StanceModel::UNIT).unwrap_or(0).min(4));
                let role = (candidate.is_modal, candidate.is_question, candidate.is_conditional);
                add(22, u64::from(role.0) * 4 + u64::from(role.1) * 2 + u64::from(role.2), candidate.class as u64);
            }
            claims.push(Claim {
                sentence,
                holder_idx: pair.0,
                target_idx: pair.1,
                polarity: if favors { Polarity::Favor } else { Polarity::Against },
                candidate_idx: same.map(|(idx, _)| idx),
                cue,
                holder_at: h,
                target_at: t,
                n_present,
                features,
            });
            debug_assert!(scene.sentence_at[claims[claims.len() - 1].cue.start] as usize == sentence);
        }
    }

    /// The tokens by which holder and target are looked at: those of the likeliest candidate, else the nearest ones.
    fn tokens_of(&self, sentence: usize, holder: &Presence, target: &Presence) -> (Option<usize>, Option<usize>) {
        let tokens = |presence: &Presence| presence.tokens.iter().map(|(token, _)| *token).collect::<Vec<_>>();
        let (holders, targets) = (tokens(holder), tokens(target));
        let scored = [true, false]
            .into_iter()
            .filter_map(|favors| self.best.get(&(sentence, holder.referent_idx, target.referent_idx, favors)))
            .max_by_key(|(_, score)| *score);
        let wanted = scored.map(|(idx, _)| {
            let candidate = &self.candidates[*idx];
            (candidate.holder_place.token, candidate.target_place.token)
        });
        let nearest = |to: usize, among: &[usize]| among.iter().copied().min_by_key(|&token| token.abs_diff(to));
        if let Some((h, t)) = wanted {
            return (nearest(h, &holders), nearest(t, &targets));
        }
        let pairs = holders.iter().flat_map(|&h| targets.iter().map(move |&t| (h, t)));
        match pairs.min_by_key(|(h, t)| h.abs_diff(*t) * 2 + usize::from(h > t)) {
            Some((h, t)) => (Some(h), Some(t)),
            None => (holders.first().copied(), targets.first().copied()),
        }
    }

    fn says(&self, referent_idx: usize, token: usize) -> bool {
        self.scene.attribution_of(token).is_some_and(|attribution| attribution.speakers.contains(&referent_idx))
    }

    /// Where a word stands to holder and target: before both, between, after both, and whether the holder says it.
    fn place_of(&self, token: usize, h: Option<usize>, t: Option<usize>) -> u64 {
        match (h, t) {
            (Some(h), Some(t)) if h < t => 1 + u64::from(token > h) + u64::from(token > t),
            (Some(h), Some(t)) => 4 + u64::from(token > t) + u64::from(token > h),
            (None, Some(t)) => 7 + u64::from(token > t),
            _ => 9,
        }
    }

    fn verb_between(&self, sentence: usize, h: Option<usize>, t: Option<usize>) -> Option<usize> {
        let is_verb =
            |token: &usize| self.scene.parse.tags[*token].is_verb() && self.scene.mention_at[*token].is_none();
        if let (Some(h), Some(t)) = (h, t)
            && let Some(verb) = (h.min(t)..h.max(t)).find(is_verb)
        {
            return Some(verb);
        }
        self.scene.passage.sentences[sentence].tokens.clone().find(is_verb)
    }

    /// What does not depend on the polarity (each feature is learned for both apart).
    fn pair_features(
        &self,
        sentence: usize,
        holder: &Presence,
        target: &Presence,
        h: Option<usize>,
        t: Option<usize>,
        n_present: usize,
    ) -> Vec<u64> {
        let scene = self.scene;
        let mut features = Vec::with_capacity(64);
        let mut add = |template: u64, a: u64, b: u64| features.push(mix(mix(template + 800, a), b));
        let label = |referent_idx: usize| hash_word(scene.names.referents[referent_idx].label.as_str());
        let (holder_label, target_label) = (label(holder.referent_idx), label(target.referent_idx));
        let route = |presence: &Presence, token: Option<usize>| {
            let found = presence.tokens.iter().find(|(at, _)| Some(*at) == token);
            found.map_or(15, |(_, route)| *route as u64)
        };
        let (holder_route, target_route) = (route(holder, h), route(target, t));
        let says_target = t.is_some_and(|t| self.says(holder.referent_idx, t));
        let is_quoted = t.is_some_and(|t| scene.quote_at[t].is_some());
        let speech = u64::from(says_target) * 4 + u64::from(is_quoted) * 2 + u64::from(holder.speaks);
        let other_speaks = u64::from(target.speaks);
        let order = match (h, t) {
            (Some(h), Some(t)) => 1 + u64::from(h < t),
            _ => 0,
        };
        let gap = match (h, t) {
            (Some(h), Some(t)) => distance(h, t),
            _ => 15,
        };
        add(0, holder_label, target_label);
        add(1, holder_route, target_route);
        add(2, speech, other_speaks);
        add(3, speech, target_label);
        add(4, order, gap);
        add(5, order * 16 + gap, speech);
        add(6, n_present.min(6) as u64, order);
        let is_same_side = scene.side(holder.referent_idx) == scene.side(target.referent_idx);
        add(7, u64::from(is_same_side), speech);
        add(8, u64::from(sentence == 0), order);
        let relation = |token: Option<usize>| token.map_or(99, |at| scene.parse.relations[at] as u64);
        add(9, relation(h), relation(t));
        add(10, relation(t), target_label);
        add(11, relation(h), speech);
        let n_uses = |referent_idx: usize| {
            scene.names.mentions.iter().filter(|mention| mention.referent_idx == Some(referent_idx)).count().min(5)
                as u64
        };
        add(12, n_uses(holder.referent_idx), n_uses(target.referent_idx));
        let word = |at: Option<usize>| at.filter(|at| *at < scene.passage.tokens.len()).map_or(0, |at| self.masked(at));
        if let Some(t) = t {
            add(20, word(t.checked_sub(1)), order);
            add(21, word(Some(t + 1)), order);
            add(22, mix(word(t.checked_sub(2)), word(t.checked_sub(1))), order);
            let above = scene.parse.heads[t];
            add(23, word(above), relation(Some(t)));
            add(33, above.map_or(0, |above| self.likened(above)), relation(Some(t)));
            let higher = above.and_then(|above| scene.parse.heads[above]);
            add(24, word(higher), relation(above));
        }
        if let Some(h) = h {
            add(25, word(Some(h + 1)), order);
            add(26, mix(word(Some(h + 1)), word(Some(h + 2))), order);
            let above = scene.parse.heads[h];
            add(27, word(above), relation(Some(h)));
            add(37, above.map_or(0, |above| self.likened(above)), relation(Some(h)));
        }
        if let (Some(h), Some(t)) = (h, t) {
            self.add_between(h, t, order, &mut features);
            self.add_path(h, t, &mut features);
        } else if let Some(t) = t {
            // The speaker is not in the sentence: all that is said near the target.
            let tokens = &scene.passage.sentences[sentence].tokens;
            for at in t.saturating_sub(6).max(tokens.start)..(t + 9).min(tokens.end) {
                features.push(mix(mix(840, self.masked(at)), u64::from(at > t)));
                features.push(mix(mix(871, self.likened(at)), u64::from(at > t)));
            }
        }
        features
    }

    /// The words between the two.
    fn add_between(&self, h: usize, t: usize, order: u64, features: &mut Vec<u64>) {
        let between = h.min(t) + 1..h.max(t);
        let scene = self.scene;
        if between.len() <= 14 {
            let mut last = 1;
            for at in between.clone() {
                let word = self.masked(at);
                features.push(mix(mix(850, word), order));
                features.push(mix(mix(851, mix(last, word)), order));
                features.push(mix(mix(870, self.likened(at)), order));
                last = word;
            }
        }
        let n_names = scene.names.mentions.iter().filter(|mention| between.contains(&mention.tokens.start)).count();
        let n_verbs = between.clone().filter(|&at| scene.parse.tags[at].is_verb()).count();
        let n_commas = between.clone().filter(|&at| scene.lower(at) == ",").count();
        features.push(mix(mix(852, n_names.min(4) as u64), order));
        features.push(mix(mix(853, n_verbs.min(4) as u64), order));
        features.push(mix(mix(854, n_commas.min(3) as u64), order));
        if between.len() <= 6 {
            let tags = between.fold(7, |hash, at| mix(hash, scene.parse.tags[at] as u64));
            features.push(mix(mix(855, tags), order));
        }
    }

    /// The way from holder to target through the parse.
    fn add_path(&self, h: usize, t: usize, features: &mut Vec<u64>) {
        let scene = self.scene;
        let climb = |from: usize| {
            let mut way = vec![from];
            let mut at = from;
            while let Some(head) = scene.parse.heads[at] {
                way.push(head);
                at = head;
                if way.len() > 7 {
                    break;
                }
            }
            way
        };
        let (from_holder, from_target) = (climb(h), climb(t));
        let meeting = from_holder
            .iter()
            .enumerate()
            .find_map(|(up, token)| from_target.iter().position(|other| other == token).map(|down| (up, down, *token)));
        let Some((up, down, top)) = meeting else {
            features.push(mix(860, 0));
            return;
        };
        features.push(mix(mix(861, up.min(5) as u64), down.min(5) as u64));
        let relation = |token: usize| match scene.parse.relations[token] {
            Relation::PassiveSubject => Relation::Object,
            relation => relation,
        };
        let mut bare = 3_u64;
        for &token in &from_holder[..up] {
            bare = mix(bare, relation(token) as u64);
        }
        bare = mix(bare, 1000);
        for &token in from_target[..down].iter().rev() {
            bare = mix(bare, relation(token) as u64);
        }
        features.push(mix(mix(862, bare), 0));
        features.push(mix(mix(863, bare), self.masked(top)));
        features.push(mix(mix(864, self.masked(top)), relation(from_holder[up.saturating_sub(1)]) as u64));
        features.push(mix(mix(873, bare), self.likened(top)));
        features.push(mix(mix(874, self.likened(top)), relation(from_holder[up.saturating_sub(1)]) as u64));
        for &token in from_holder[..up].iter().chain(&from_target[..down]).filter(|&&token| token != h && token != t) {
            features.push(mix(mix(865, self.masked(token)), 0));
            features.push(mix(mix(875, self.likened(token)), 0));
        }
        features.push(mix(mix(866, self.masked(top)), u64::from(up > 0) * 2 + u64::from(down > 0)));
    }

    /// A word's cluster; of a name its type, of a word without a cluster its part of speech.
    fn likened(&self, at: usize) -> u64 {
        let scene = self.scene;
        match (scene.mention_at[at], scene.clusters[at]) {
            (Some(idx), _) => mix(9, hash_word(scene.names.mentions[idx as usize].label.as_str())),
            (None, 0) => mix(10, scene.parse.tags[at] as u64),
            (None, cluster) => mix(11, u64::from(cluster)),
        }
    }

    /// A word; of a name only its type, of a word for somebody only that it is one.
    fn masked(&self, at: usize) -> u64 {
        let scene = self.scene;
        if let Some(idx) = scene.mention_at[at] {
            return mix(9, hash_word(scene.names.mentions[idx as usize].label.as_str()));
        }
        hash_word(scene.lower(at))
    }
}

fn bucket_score(score: i32) -> u64 {
    // Half logits from -5 to 4, 1 to 19.
    let half = score * 2 / StanceModel::UNIT + 11;
    u64::try_from(half.clamp(1, 19)).unwrap_or(1)
}

fn distance(a: usize, b: usize) -> u64 {
    match a.abs_diff(b) {
        n @ 0..=4 => n as u64,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=22 => 8,
        _ => 9,
    }
}
