//! What the ranker sees of a candidate. In: a candidate; out: hashed features. Training and analysis share it.

use super::Scene;
use super::candidates::{Candidate, Found};
use super::resolve::Route;
use crate::analysis::Relation;
use crate::annotation::Polarity;
use crate::model::{hash_word, mix};

impl Candidate {
    /// The features of this candidate.
    #[must_use]
    pub fn features(&self, scene: &Scene<'_>) -> Vec<u64> {
        let mut features = Vec::with_capacity(56);
        let mut add = |template: u64, a: u64, b: u64| features.push(mix(mix(template + 300, a), b));
        let anchor = self.anchor;
        let class = self.class as u64 * 2 + u64::from(self.polarity == Polarity::Favor);
        let holder_at = place_code(self.holder_place);
        let target_at = place_code(self.target_place);
        let word_class = self.word_class as u64;
        let label = |referent_idx: usize| hash_word(scene.names.referents[referent_idx].label.as_str());
        let (holder_label, target_label) = (label(self.holder.referent_idx), label(self.target.referent_idx));
        let speech = self.speech.map_or(0, |(kind, is_speaker)| 1 + kind as u64 * 2 + u64::from(is_speaker));
        let n_turns = u64::from(self.n_turns.min(2));
        let (above, relation) = scene.parse.above(anchor).unwrap_or((anchor, Relation::Root));
        let word = |token: Option<usize>| {
            token.filter(|&at| at < scene.passage.tokens.len()).map_or(0, |at| hash_word(scene.lower(at)))
        };

        add(0, 0, 0);
        add(1, class, word_class);
        add(2, self.lemma, 0);
        add(3, self.lemma, n_turns);
        add(4, class, holder_at);
        add(5, class, target_at);
        add(6, mix(holder_at, target_at), word_class);
        add(7, holder_at, word_class);
        add(8, target_at, word_class);
        add(9, self.holder.route as u64, word_class);
        add(10, self.target.route as u64, word_class);
        add(11, self.holder.route as u64, self.target.route as u64);
        add(12, class, n_turns);
        add(13, n_turns, word_class);
        add(14, u64::from(self.is_modal), class);
        add(15, u64::from(self.is_modal), speech);
        add(16, u64::from(self.is_question), 0);
        add(17, u64::from(self.is_conditional), 0);
        add(18, speech, self.role as u64);
        add(19, speech, class);
        add(20, holder_label, target_label);
        add(21, holder_label, class);
        add(22, target_label, class);
        add(23, target_label, self.target.route as u64);
        add(24, holder_label, self.holder.route as u64);
        add(25, u64::from(self.strength), word_class);
        add(26, bucket(self.holder_place.token, anchor), u64::from(self.holder_place.tie.is_some()));
        add(27, bucket(self.target_place.token, anchor), u64::from(self.target_place.tie.is_some()));
        add(28, scene.parse.tags[anchor] as u64, word_class);
        add(29, relation as u64, word_class);
        add(30, word(Some(above)), word_class);
        add(31, word(anchor.checked_sub(1)), word_class);
        add(32, word(Some(self.cue.end)), word_class);
        add(33, u64::from(self.sentence == 0), class);
        add(34, u64::from(self.is_same_side(scene)), 0);
        add(35, u64::from(self.is_same_side(scene)), class);
        add(36, n_names_between(scene, self.target_place.token, anchor), target_at);
        add(37, n_names_between(scene, self.holder_place.token, anchor), holder_at);
        add(38, n_verbs_between(scene, self.target_place.token, anchor), target_at);
        add(39, self.lemma, target_at);
        add(40, self.lemma, target_label);
        add(41, u64::from(self.holder.is_listed), u64::from(self.target.is_listed));
        add(42, mix(holder_at, speech), self.holder.route as u64);
        add(43, u64::from(self.holder_place.tie.is_some()), u64::from(self.target_place.tie.is_some()));
        add(44, class, mix(holder_at, target_at));
        add(45, target_at, mix(self.target.route as u64, target_label));
        add(46, u64::from(self.holder_place.rank), u64::from(self.target_place.rank));
        add(50, u64::from(self.holder_place.rank), word_class);
        add(51, u64::from(self.target_place.rank), class);
        add(52, n_verbs_between(scene, self.holder_place.token, anchor), holder_at);
        add(54, self.role as u64, class);
        add(55, self.role as u64, mix(holder_at, target_at));
        let (left, right) = (self.holder_place.token, self.target_place.token);
        add(60, tags_between(scene, left, anchor), word_class);
        add(61, tags_between(scene, anchor, right), word_class);
        add(62, words_between(scene, left, anchor), word_class);
        add(63, words_between(scene, anchor, right), word_class);
        add(64, mix(tags_between(scene, left, anchor), tags_between(scene, anchor, right)), word_class);
        add(65, tags_between(scene, anchor, right), class);
        add(53, u64::from(self.fits), word_class);
        add(47, self.lemma, mix(speech, self.role as u64));
        add(48, u64::from(self.is_anaphoric()), class);
        add(49, u64::from(self.cue.len() > 1), word_class);
        features
    }

    fn is_same_side(&self, scene: &Scene<'_>) -> bool {
        scene.side(self.holder.referent_idx) == scene.side(self.target.referent_idx)
    }

    fn is_anaphoric(&self) -> bool {
        let is_word = |route: Route| matches!(route, Route::Pronoun | Route::Description);
        is_word(self.holder.route) || is_word(self.target.route)
    }
}

fn place_code(found: Found) -> u64 {
    found.place.code() * 8 + found.tie.map_or(0, |tie| 1 + tie as u64)
}

fn bucket(token: usize, anchor: usize) -> u64 {
    let distance = match token.abs_diff(anchor) {
        n @ 0..=3 => n,
        4..=5 => 4,
        6..=8 => 5,
        9..=14 => 6,
        _ => 7,
    };
    distance as u64 * 2 + u64::from(token > anchor)
}

fn n_names_between(scene: &Scene<'_>, a: usize, b: usize) -> u64 {
    let between = a.min(b)..a.max(b);
    let n = scene
        .names
        .mentions
        .iter()
        .filter(|mention| between.start < mention.tokens.start && mention.tokens.end <= between.end);
    n.take(3).count() as u64
}

fn n_verbs_between(scene: &Scene<'_>, a: usize, b: usize) -> u64 {
    (a.min(b) + 1..a.max(b)).filter(|&token| scene.parse.tags[token].is_verb()).take(2).count() as u64
}

/// The parts of speech from one token to another, both left out; their order counts, many of them are one.
fn tags_between(scene: &Scene<'_>, a: usize, b: usize) -> u64 {
    let between = a.min(b) + 1..a.max(b);
    if between.len() > 6 {
        return 1 + u64::from(a < b);
    }
    between.fold(3 + u64::from(a < b), |hash, token| mix(hash, scene.parse.tags[token] as u64))
}

/// The words from one token to another, both left out.
fn words_between(scene: &Scene<'_>, a: usize, b: usize) -> u64 {
    let between = a.min(b) + 1..a.max(b);
    if between.len() > 3 {
        return 1 + u64::from(a < b);
    }
    between.fold(3 + u64::from(a < b), |hash, token| mix(hash, hash_word(scene.lower(token))))
}
