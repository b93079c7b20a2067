//! Word clusters from raw text by exchange (Kneser and Ney 1993; Martin, Liermann and Ney 1998): words are moved between
//! clusters as long as the clusters tell more about the words beside them. In: tokenised text; out: a cluster for each
//! frequent word. Deterministic: counts, and one order.
//!
//! What is made larger is the sum over neighbouring words, before and after (the "predictive" form of Uszkoreit and Brants
//! 2008, both ways): with N(c, v) how often a word of cluster c stands beside v, and N(c) how often c occurs, Σ N(c, v) log
//! N(c, v) − Σ N(c) log N(c), each for the left and for the right side.

use std::collections::HashMap;

/// How to cluster.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub n_clusters: usize,
    /// Words that occur less often are in no cluster.
    pub least: u32,
    pub n_rounds: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { n_clusters: 200, least: 6, n_rounds: 12 }
    }
}

/// A word beside another one: which, and how often.
type Neighbours = Vec<(u32, u32)>;

/// The clusters of the frequent words of `sentences` (folded words), from 1, and the words by number.
#[must_use]
pub fn cluster(sentences: &[Vec<String>], settings: Settings) -> Vec<(String, u8)> {
    let words = frequent(sentences, settings.least);
    let numbers: HashMap<&str, u32> = (0..).zip(&words).map(|(number, (word, _))| (word.as_str(), number)).collect();
    let sides = neighbours(sentences, &numbers, words.len());
    let mut exchange = Exchange::new(&words, sides, settings.n_clusters);
    for round in 1..=settings.n_rounds {
        let n_moved = exchange.round();
        eprintln!("clusters, round {round}: {n_moved} of {} words moved", words.len());
        if n_moved * 200 < words.len() {
            break;
        }
    }
    let cluster_of = exchange.cluster_of;
    words.into_iter().zip(cluster_of).map(|((word, _), cluster)| (word, cluster as u8 + 1)).collect()
}

/// Words with their counts, the most frequent first.
fn frequent(sentences: &[Vec<String>], least: u32) -> Vec<(String, u32)> {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for word in sentences.iter().flatten() {
        *counts.entry(word).or_default() += 1;
    }
    let mut words: Vec<(String, u32)> =
        counts.into_iter().filter(|(_, n)| *n >= least).map(|(word, n)| (word.to_owned(), n)).collect();
    words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    words
}

/// For each word what stands before it, and what stands after it. The number of words stands for the edge of a sentence,
/// the next one for every rare word.
fn neighbours(sentences: &[Vec<String>], numbers: &HashMap<&str, u32>, n_words: usize) -> [Vec<Neighbours>; 2] {
    let (edge, rare) = (n_words as u32, n_words as u32 + 1);
    let mut sides = [vec![HashMap::<u32, u32>::new(); n_words], vec![HashMap::new(); n_words]];
    for sentence in sentences {
        let number = |word: &String| numbers.get(word.as_str()).copied().unwrap_or(rare);
        let row: Vec<u32> = [edge].into_iter().chain(sentence.iter().map(number)).chain([edge]).collect();
        for pair in row.windows(2) {
            if let Some(before) = sides[0].get_mut(pair[1] as usize) {
                *before.entry(pair[0]).or_default() += 1;
            }
            if let Some(after) = sides[1].get_mut(pair[0] as usize) {
                *after.entry(pair[1]).or_default() += 1;
            }
        }
    }
    sides.map(|side| {
        side.into_iter()
            .map(|counts| {
                let mut counts: Neighbours = counts.into_iter().collect();
                counts.sort_unstable();
                counts
            })
            .collect()
    })
}

struct Exchange<'w> {
    words: &'w [(String, u32)],
    sides: [Vec<Neighbours>; 2],
    n_clusters: usize,
    cluster_of: Vec<usize>,
    /// For each side how often a cluster stands beside a word: `[word][cluster]`.
    beside: [Vec<u32>; 2],
    totals: Vec<u32>,
    /// n log n of small numbers.
    table: Vec<f32>,
}

impl<'w> Exchange<'w> {
    fn new(words: &'w [(String, u32)], sides: [Vec<Neighbours>; 2], n_clusters: usize) -> Self {
        // The most frequent words begin alone, the others join them in turn.
        let cluster_of: Vec<usize> = (0..words.len()).map(|number| number % n_clusters).collect();
        let table = (0..100_000_u32).map(|n| if n < 2 { 0.0 } else { n as f32 * (n as f32).ln() }).collect();
        let beside = [0, 1].map(|_| vec![0; (words.len() + 2) * n_clusters]);
        let totals = vec![0; n_clusters];
        let mut exchange = Self { words, sides, n_clusters, cluster_of, beside, totals, table };
        for number in 0..words.len() {
            exchange.put(number, exchange.cluster_of[number]);
        }
        exchange
    }

    fn n_log_n(&self, n: u32) -> f32 {
        self.table.get(n as usize).copied().unwrap_or_else(|| n as f32 * (n as f32).ln())
    }

    fn put(&mut self, number: usize, cluster: usize) {
        for (side, beside) in self.sides.iter().zip(&mut self.beside) {
            for (neighbour, n) in &side[number] {
                beside[*neighbour as usize * self.n_clusters + cluster] += n;
            }
        }
        self.totals[cluster] += self.words[number].1;
        self.cluster_of[number] = cluster;
    }

    fn take(&mut self, number: usize) {
        let cluster = self.cluster_of[number];
        for (side, beside) in self.sides.iter().zip(&mut self.beside) {
            for (neighbour, n) in &side[number] {
                beside[*neighbour as usize * self.n_clusters + cluster] -= n;
            }
        }
        self.totals[cluster] -= self.words[number].1;
    }

    /// Moves each word to the cluster where it tells most; how many moved.
    fn round(&mut self) -> usize {
        let mut n_moved = 0;
        let mut gains = vec![0.0_f32; self.n_clusters];
        for number in 0..self.words.len() {
            let old = self.cluster_of[number];
            self.take(number);
            gains.fill(0.0);
            for (side, beside) in self.sides.iter().zip(&self.beside) {
                for (neighbour, n) in &side[number] {
                    let row = &beside[*neighbour as usize * self.n_clusters..][..self.n_clusters];
                    let alone = self.n_log_n(*n);
                    for (gain, count) in gains.iter_mut().zip(row) {
                        *gain += if *count == 0 { alone } else { self.n_log_n(count + n) - self.n_log_n(*count) };
                    }
                }
            }
            let n = self.words[number].1;
            for (gain, total) in gains.iter_mut().zip(&self.totals) {
                *gain -= 2.0 * (self.n_log_n(total + n) - self.n_log_n(*total));
            }
            let mut best = old;
            for (cluster, gain) in gains.iter().enumerate() {
                if *gain > gains[best] {
                    best = cluster;
                }
            }
            n_moved += usize::from(best != old);
            self.put(number, best);
        }
        n_moved
    }
}

#[cfg(test)]
mod tests {
    use super::{Settings, cluster};

    #[test]
    fn words_in_like_places_are_together() {
        let sentences: Vec<Vec<String>> = ["ankara", "moscow", "athens"]
            .into_iter()
            .flat_map(|city| {
                ["rebuked", "praised", "thanked"].into_iter().map(move |verb| format!("{city} {verb} the minister"))
            })
            .cycle()
            .take(36)
            .map(|line| line.split(' ').map(str::to_owned).collect())
            .collect();
        let clusters = cluster(&sentences, Settings { n_clusters: 4, least: 2, n_rounds: 20 });
        let of = |word: &str| clusters.iter().find(|(known, _)| known == word).map(|(_, cluster)| *cluster);
        assert_eq!(of("ankara"), of("moscow"));
        assert_eq!(of("ankara"), of("athens"));
        assert_eq!(of("rebuked"), of("praised"));
        assert_ne!(of("ankara"), of("rebuked"));
        assert_eq!(of("paris"), None);
    }
}
