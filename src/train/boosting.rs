//! Gradient boosting of small trees for a yes or no (Friedman 2001, with the second-order gains of Chen and Guestrin 2016
//! and growth by the best leaf). In: rows of measures, each right or not; out: trees. The same rows give the same trees.

use super::perceptron::Dice;
use crate::model::{LEAF, StanceModel, TreeRecord, Trees};

/// A row to learn from.
#[derive(Clone, Debug)]
pub struct Row {
    /// Those of one group are held out together.
    pub group: usize,
    pub measures: Vec<i32>,
    pub is_right: bool,
    pub weight: f32,
}

/// How it is learned.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub n_trees: usize,
    pub n_leaves: usize,
    /// What a tree counts.
    pub rate: f64,
    /// What the rows of a leaf must weigh together.
    pub least_rows: f64,
    /// How strongly leaves are pulled to zero.
    pub pull: f64,
    /// Of ten, how many measures and how many rows a tree sees.
    pub tenths_of_measures: usize,
    pub tenths_of_rows: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            n_trees: 200,
            n_leaves: 10,
            rate: 0.04,
            least_rows: 40.0,
            pull: 5.0,
            tenths_of_measures: 3,
            tenths_of_rows: 7,
        }
    }
}

/// The most limits that are tried for a measure.
const N_LIMITS: usize = 62;

/// Rows with every measure as the number of the bin it falls into.
struct Binned {
    /// For each measure its limits, rising; bin `b` holds what is at most limit `b`.
    limits: Vec<Vec<i32>>,
    /// For each measure the bin of each row.
    bins: Vec<Vec<u8>>,
}

impl Binned {
    #[expect(clippy::cast_possible_truncation, reason = "there are fewer limits than a byte counts")]
    fn new(rows: &[&Row]) -> Self {
        let n_measures = rows.first().map_or(0, |row| row.measures.len());
        let (mut limits, mut bins) = (Vec::new(), Vec::new());
        for measure in 0..n_measures {
            let mut values: Vec<i32> = rows.iter().map(|row| row.measures[measure]).collect();
            values.sort_unstable();
            let mut kept: Vec<i32> = values.clone();
            kept.dedup();
            if kept.len() > N_LIMITS {
                kept = (1..=N_LIMITS).map(|nth| values[nth * values.len() / (N_LIMITS + 1)]).collect();
                kept.dedup();
            }
            let bin = |row: &&Row| kept.partition_point(|limit| *limit < row.measures[measure]) as u8;
            bins.push(rows.iter().map(bin).collect());
            limits.push(kept);
        }
        Self { limits, bins }
    }
}

/// Gradient and curvature of the loss over some rows, and how much they weigh.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    gradient: f64,
    curvature: f64,
    weight: f64,
}

impl Sums {
    fn add(&mut self, other: Self) {
        self.gradient += other.gradient;
        self.curvature += other.curvature;
        self.weight += other.weight;
    }

    fn without(self, other: Self) -> Self {
        Self {
            gradient: self.gradient - other.gradient,
            curvature: self.curvature - other.curvature,
            weight: self.weight - other.weight,
        }
    }

    fn gain(self, pull: f64) -> f64 {
        self.gradient * self.gradient / (self.curvature + pull)
    }
}

/// A leaf while its tree grows.
struct Leaf {
    rows: Vec<u32>,
    sums: Sums,
    best: Option<Split>,
    node: usize,
}

#[derive(Clone, Copy)]
struct Split {
    gain: f64,
    measure: usize,
    bin: usize,
}

/// A node while its tree grows.
enum Grown {
    Leaf(f64),
    Split(Split, usize, usize),
}

/// Learns trees whose sum is a logit in [`StanceModel::UNIT`]ths.
///
/// # Panics
/// Never: the trees it makes are whole.
#[must_use]
pub fn boost(rows: &[&Row], settings: Settings) -> Trees {
    let binned = Binned::new(rows);
    let n_measures = binned.limits.len();
    let mut dice = Dice::new(29);
    let total: f64 = rows.iter().map(|row| f64::from(row.weight)).sum();
    let right: f64 = rows.iter().filter(|row| row.is_right).map(|row| f64::from(row.weight)).sum();
    let start = (right.max(1e-3) / (total - right).max(1e-3)).ln();
    let mut logits = vec![start; rows.len()];
    let mut records: Vec<TreeRecord> = vec![(fixed(start), LEAF)];
    let mut measures: Vec<usize> = (0..n_measures).collect();
    let mut order: Vec<u32> = (0..).take(rows.len()).collect();
    for _ in 0..settings.n_trees {
        let slopes: Vec<Sums> = rows
            .iter()
            .zip(&logits)
            .map(|(row, logit)| {
                let p = 1.0 / (1.0 + (-logit).exp());
                let weight = f64::from(row.weight);
                let truth = f64::from(u8::from(row.is_right));
                Sums { gradient: (truth - p) * weight, curvature: p * (1.0 - p) * weight, weight }
            })
            .collect();
        dice.shuffle(&mut measures);
        dice.shuffle(&mut order);
        let mut seen = order[..rows.len() * settings.tenths_of_rows / 10].to_vec();
        seen.sort_unstable();
        let tried = &measures[..(n_measures * settings.tenths_of_measures).div_ceil(10)];
        let tree = grow(&binned, &slopes, seen, tried, settings);
        write(&tree, 0, &binned, &mut records);
        for (row, logit) in logits.iter_mut().enumerate() {
            *logit += value_of(&tree, &binned, row);
        }
    }
    Trees::new(&records).expect("whole trees")
}

#[expect(clippy::cast_possible_truncation, reason = "logits are small")]
fn fixed(logit: f64) -> i32 {
    (logit * f64::from(StanceModel::UNIT * Trees::STEPS)).round() as i32
}

fn grow(binned: &Binned, slopes: &[Sums], rows: Vec<u32>, tried: &[usize], settings: Settings) -> Vec<Grown> {
    let mut nodes = vec![Grown::Leaf(0.0)];
    let mut leaves = vec![leaf(binned, slopes, rows, tried, settings, 0)];
    while leaves.len() < settings.n_leaves {
        let gain_of = |leaf: &Leaf| leaf.best.map_or(0.0, |split| split.gain);
        let Some(at) = (0..leaves.len()).max_by(|&a, &b| gain_of(&leaves[a]).total_cmp(&gain_of(&leaves[b]))) else {
            break;
        };
        let Some(split) = leaves[at].best else { break };
        let parent = leaves.swap_remove(at);
        let bins = &binned.bins[split.measure];
        let (within, above): (Vec<u32>, Vec<u32>) =
            parent.rows.into_iter().partition(|&row| usize::from(bins[row as usize]) <= split.bin);
        nodes[parent.node] = Grown::Split(split, nodes.len(), nodes.len() + 1);
        for part in [within, above] {
            nodes.push(Grown::Leaf(0.0));
            leaves.push(leaf(binned, slopes, part, tried, settings, nodes.len() - 1));
        }
    }
    for leaf in leaves {
        let step = settings.rate * leaf.sums.gradient / (leaf.sums.curvature + settings.pull);
        nodes[leaf.node] = Grown::Leaf(step);
    }
    nodes
}

/// A leaf with the best way to split it.
fn leaf(binned: &Binned, slopes: &[Sums], rows: Vec<u32>, tried: &[usize], settings: Settings, node: usize) -> Leaf {
    let mut sums = Sums::default();
    for &row in &rows {
        sums.add(slopes[row as usize]);
    }
    let mut best: Option<Split> = None;
    for &measure in tried {
        let mut histogram = [Sums::default(); N_LIMITS + 2];
        let bins = &binned.bins[measure];
        for &row in &rows {
            histogram[usize::from(bins[row as usize])].add(slopes[row as usize]);
        }
        let mut within = Sums::default();
        for (bin, &sums_of_bin) in histogram.iter().enumerate().take(binned.limits[measure].len()) {
            within.add(sums_of_bin);
            let above = sums.without(within);
            if within.weight < settings.least_rows || above.weight < settings.least_rows {
                continue;
            }
            let gain = within.gain(settings.pull) + above.gain(settings.pull) - sums.gain(settings.pull);
            if gain > best.map_or(1e-6, |split| split.gain) {
                best = Some(Split { gain, measure, bin });
            }
        }
    }
    Leaf { rows, sums, best, node }
}

fn value_of(tree: &[Grown], binned: &Binned, row: usize) -> f64 {
    let mut at = 0;
    loop {
        match &tree[at] {
            Grown::Leaf(value) => return *value,
            Grown::Split(split, within, above) => {
                at = if usize::from(binned.bins[split.measure][row]) <= split.bin { *within } else { *above };
            }
        }
    }
}

fn write(tree: &[Grown], at: usize, binned: &Binned, records: &mut Vec<TreeRecord>) {
    match &tree[at] {
        Grown::Leaf(value) => records.push((fixed(*value), LEAF)),
        Grown::Split(split, within, above) => {
            let measure = u16::try_from(split.measure).expect("few measures");
            records.push((binned.limits[split.measure][split.bin], measure));
            write(tree, *within, binned, records);
            write(tree, *above, binned, records);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, Settings, boost};

    /// Right when exactly one of two measures is large: no sum of the two tells.
    #[test]
    fn trees_learn_what_no_sum_of_measures_tells() {
        let rows: Vec<Row> = (0..2000)
            .map(|n: i32| {
                let (a, b) = (n * 37 % 100, n * 61 % 89);
                Row { group: 0, measures: vec![a, b, n % 7], is_right: (a > 50) != (b > 44), weight: 1.0 }
            })
            .collect();
        let settings = Settings { tenths_of_measures: 10, ..Settings::default() };
        let trees = boost(&rows.iter().collect::<Vec<_>>(), settings);
        let n_wrong = rows.iter().filter(|row| (trees.score(&row.measures) > 0) != row.is_right).count();
        assert!(n_wrong < 40, "{n_wrong}");
    }
}
