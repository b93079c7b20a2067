//! Training the tagger: a linear-chain conditional random field by stochastic gradient with adaptive steps (AdaGrad,
//! Duchi, Hazan and Singer 2011), on tags that may be open between several (Tsuboi et al. 2008). In: examples; out:
//! weights. It does not know files or names.

use crate::analysis::names::features::Feature;
use crate::analysis::names::tag::{N_TAGS, UNITS_PER_NAT, may_end, may_follow};
use crate::model::Weights;
use std::collections::HashMap;

/// A sentence to learn from.
#[derive(Clone, Debug)]
pub struct Example {
    /// For each token the end of its features in `features`.
    pub ends: Vec<u32>,
    pub features: Vec<Feature>,
    /// For each token the tags it may have, one bit each.
    pub allowed: Vec<u32>,
    pub weight: f32,
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub n_epochs: usize,
    pub step: f32,
    pub decay: f32,
    /// A feature is learned when its examples weigh this much together.
    pub rare: f32,
    /// Rows whose every weight rounds below this are left out of the file.
    pub least: i8,
}

impl Default for Settings {
    fn default() -> Self {
        Self { n_epochs: 8, step: 0.12, decay: 2e-6, rare: 2.0, least: 2 }
    }
}

/// Learns weights from examples.
pub fn train(examples: &[Example], settings: &Settings) -> Weights {
    let index = feature_index(examples, settings.rare);
    let n_features = index.len();
    let encoded: Vec<Encoded> = examples.iter().map(|e| encode(e, &index)).collect();
    let mut learner = Learner {
        weights: vec![0.0; n_features * N_TAGS],
        squares: vec![1e-6; n_features * N_TAGS],
        transitions: vec![0.0; (N_TAGS + 1) * N_TAGS],
        transition_squares: vec![1e-6; (N_TAGS + 1) * N_TAGS],
        settings: *settings,
        scratch: Scratch::default(),
    };
    let mut order: Vec<usize> = (0..encoded.len()).collect();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    for epoch in 0..settings.n_epochs {
        for idx in (1..order.len()).rev() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let other = usize::try_from(random % (idx as u64 + 1)).unwrap_or_default();
            order.swap(idx, other);
        }
        // Smaller steps at the end settle the weights.
        learner.settings.step = settings.step * (1.0 - 0.8 * epoch as f32 / settings.n_epochs as f32);
        for idx in &order {
            learner.learn(&encoded[*idx]);
        }
    }
    learner.quantise(&index)
}

fn feature_index(examples: &[Example], rare: f32) -> HashMap<Feature, u32> {
    let mut counts: HashMap<Feature, f32> = HashMap::new();
    for example in examples {
        for feature in &example.features {
            *counts.entry(*feature).or_default() += example.weight;
        }
    }
    let mut kept: Vec<Feature> = counts.into_iter().filter(|(_, n)| *n >= rare).map(|(feature, _)| feature).collect();
    kept.sort_unstable();
    kept.into_iter().zip(0..).collect()
}

struct Encoded {
    ends: Vec<u32>,
    rows: Vec<u32>,
    allowed: Vec<u32>,
    weight: f32,
}

fn encode(example: &Example, index: &HashMap<Feature, u32>) -> Encoded {
    let mut rows = Vec::new();
    let mut ends = Vec::new();
    let mut start = 0;
    for end in &example.ends {
        rows.extend(example.features[start as usize..*end as usize].iter().filter_map(|f| index.get(f)));
        ends.push(u32::try_from(rows.len()).unwrap_or(u32::MAX));
        start = *end;
    }
    Encoded { ends, rows, allowed: example.allowed.clone(), weight: example.weight }
}

#[derive(Default)]
struct Scratch {
    nodes: Vec<f32>,
    gradient: Vec<f32>,
    transition_gradient: Vec<f32>,
}

struct Learner {
    weights: Vec<f32>,
    squares: Vec<f32>,
    transitions: Vec<f32>,
    transition_squares: Vec<f32>,
    settings: Settings,
    scratch: Scratch,
}

impl Learner {
    /// One step on one sentence; its loss before the step.
    fn learn(&mut self, example: &Encoded) -> f64 {
        let n_tokens = example.allowed.len();
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.nodes.clear();
        scratch.nodes.resize(n_tokens * N_TAGS, 0.0);
        let mut start = 0;
        for (end, node) in example.ends.iter().zip(scratch.nodes.chunks_exact_mut(N_TAGS)) {
            for row in &example.rows[start..*end as usize] {
                let at = *row as usize * N_TAGS;
                for (score, weight) in node.iter_mut().zip(&self.weights[at..at + N_TAGS]) {
                    *score += weight;
                }
            }
            start = *end as usize;
        }
        scratch.gradient.clear();
        scratch.gradient.resize(n_tokens * N_TAGS, 0.0);
        scratch.transition_gradient.clear();
        scratch.transition_gradient.resize((N_TAGS + 1) * N_TAGS, 0.0);
        let all = vec![u32::MAX; n_tokens];
        let factors: Vec<f32> = self.transitions.iter().map(|t| t.exp()).collect();
        let free =
            self.expect(&scratch.nodes, &factors, &all, 1.0, &mut scratch.gradient, &mut scratch.transition_gradient);
        let held = self.expect(
            &scratch.nodes,
            &factors,
            &example.allowed,
            -1.0,
            &mut scratch.gradient,
            &mut scratch.transition_gradient,
        );
        let (Some(free), Some(held)) = (free, held) else {
            self.scratch = scratch;
            return 0.0;
        };
        let Settings { step, decay, .. } = self.settings;
        let mut start = 0;
        for (end, gradient) in example.ends.iter().zip(scratch.gradient.chunks_exact(N_TAGS)) {
            if gradient.iter().any(|g| g.abs() > 1e-4) {
                for row in &example.rows[start..*end as usize] {
                    let at = *row as usize * N_TAGS;
                    let weights = &mut self.weights[at..at + N_TAGS];
                    let squares = &mut self.squares[at..at + N_TAGS];
                    for ((weight, square), gradient) in weights.iter_mut().zip(squares).zip(gradient) {
                        let g = gradient * example.weight + decay * *weight;
                        *square += g * g;
                        *weight -= step * g / square.sqrt();
                    }
                }
            }
            start = *end as usize;
        }
        for ((weight, square), gradient) in
            self.transitions.iter_mut().zip(&mut self.transition_squares).zip(&scratch.transition_gradient)
        {
            let g = gradient * example.weight;
            *square += g * g;
            *weight -= step * g / square.sqrt();
        }
        self.scratch = scratch;
        f64::from(example.weight) * (free - held)
    }

    /// Adds `sign` times the expected counts under the allowed tags to the gradients; the log of the total.
    fn expect(
        &self,
        nodes: &[f32],
        factors: &[f32],
        allowed: &[u32],
        sign: f32,
        gradient: &mut [f32],
        transition_gradient: &mut [f32],
    ) -> Option<f64> {
        let n_tokens = allowed.len();
        let mut forward = vec![0.0_f32; n_tokens * N_TAGS];
        let mut node = vec![0.0_f32; n_tokens * N_TAGS];
        let mut scales = vec![1.0_f32; n_tokens];
        let mut log_total = 0.0_f64;
        for idx in 0..n_tokens {
            let row = &nodes[idx * N_TAGS..(idx + 1) * N_TAGS];
            let best = row.iter().copied().fold(f32::MIN, f32::max);
            log_total += f64::from(best);
            let mut total = 0.0;
            for to in 0..N_TAGS {
                if allowed[idx] & (1 << to) == 0 || idx + 1 == n_tokens && !may_end(to) {
                    continue;
                }
                node[idx * N_TAGS + to] = (row[to] - best).exp();
                let reach = if idx == 0 {
                    if may_follow(N_TAGS, to) { factors[N_TAGS * N_TAGS + to] } else { 0.0 }
                } else {
                    (0..N_TAGS)
                        .filter(|from| may_follow(*from, to))
                        .map(|from| forward[(idx - 1) * N_TAGS + from] * factors[from * N_TAGS + to])
                        .sum()
                };
                let value = reach * node[idx * N_TAGS + to];
                forward[idx * N_TAGS + to] = value;
                total += value;
            }
            if total <= 0.0 || !total.is_finite() {
                return None;
            }
            scales[idx] = total;
            log_total += f64::from(total.ln());
            forward[idx * N_TAGS..(idx + 1) * N_TAGS].iter_mut().for_each(|f| *f /= total);
        }
        let mut after = [0.0_f32; N_TAGS];
        for (tag, value) in after.iter_mut().enumerate() {
            *value = f32::from(u8::from(may_end(tag)));
        }
        for idx in (0..n_tokens).rev() {
            for tag in 0..N_TAGS {
                gradient[idx * N_TAGS + tag] += sign * forward[idx * N_TAGS + tag] * after[tag];
            }
            let mut before = [0.0_f32; N_TAGS];
            for to in 0..N_TAGS {
                let reach = node[idx * N_TAGS + to] * after[to] / scales[idx];
                if reach == 0.0 {
                    continue;
                }
                if idx == 0 {
                    transition_gradient[N_TAGS * N_TAGS + to] += sign * factors[N_TAGS * N_TAGS + to] * reach;
                    continue;
                }
                for from in (0..N_TAGS).filter(|from| may_follow(*from, to)) {
                    let step = factors[from * N_TAGS + to] * reach;
                    before[from] += step;
                    transition_gradient[from * N_TAGS + to] += sign * forward[(idx - 1) * N_TAGS + from] * step;
                }
            }
            after = before;
        }
        Some(log_total)
    }

    fn quantise(&self, index: &HashMap<Feature, u32>) -> Weights {
        let units = UNITS_PER_NAT as f32;
        let mut features: Vec<(Feature, u32)> = index.iter().map(|(feature, row)| (*feature, *row)).collect();
        features.sort_unstable();
        let mut rows = Vec::new();
        for (feature, row) in features {
            let at = row as usize * N_TAGS;
            let quantised: Vec<i8> =
                self.weights[at..at + N_TAGS].iter().map(|w| (w * units).round().clamp(-127.0, 127.0) as i8).collect();
            if quantised.iter().any(|w| w.unsigned_abs() >= self.settings.least.unsigned_abs()) {
                // Small weights add nothing but bytes that do not compress.
                let kept = quantised.into_iter().map(|w| if w.unsigned_abs() < 2 { 0 } else { w }).collect();
                rows.push((feature, kept));
            }
        }
        let transitions = self.transitions.iter().map(|t| (t * units).round() as i16).collect();
        Weights { n_tags: N_TAGS, rows, transitions, calibration: Vec::new() }
    }
}
