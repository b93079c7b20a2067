//! Trees that judge a row of measures. In: records from a file or from training; out: for a row the sum of the leaves it
//! falls into. Whole numbers throughout; it does not know what the measures mean.

use super::ModelError;

/// A sum of small decision trees over rows of whole numbers.
#[derive(Clone, Debug, Default)]
pub struct Trees {
    /// The trees one after the other, each node before its parts: first those of rows that stay within the limit.
    nodes: Vec<Node>,
    roots: Vec<usize>,
}

#[derive(Clone, Copy, Debug)]
enum Node {
    /// Rows whose measure is at most the limit go on with the next node, others with the node `above`.
    Split {
        measure: u16,
        limit: i32,
        above: usize,
    },
    Leaf(i32),
}

/// A node as it is written: a limit and a measure, or a value and [`LEAF`].
pub type TreeRecord = (i32, u16);

/// Stands for the measure in the record of a leaf.
pub const LEAF: u16 = u16::MAX;

impl Trees {
    /// How many steps of a leaf's value make one of a score: many small leaves are added, and each would lose by rounding.
    pub const STEPS: i32 = 16;

    /// From records of nodes, each followed by its two parts.
    ///
    /// # Errors
    /// When a tree ends before all its parts were there.
    pub fn new(records: &[TreeRecord]) -> Result<Self, ModelError> {
        let mut trees = Self { nodes: Vec::with_capacity(records.len()), roots: Vec::new() };
        // Splits whose second part has not begun.
        let mut open: Vec<usize> = Vec::new();
        let mut is_done = true;
        for &(value, measure) in records {
            let at = trees.nodes.len();
            if is_done {
                trees.roots.push(at);
            }
            if measure == LEAF {
                trees.nodes.push(Node::Leaf(value));
                let split = open.pop();
                if let Some(Node::Split { above, .. }) = split.map(|split| &mut trees.nodes[split]) {
                    *above = at + 1;
                }
                is_done = split.is_none();
            } else {
                trees.nodes.push(Node::Split { measure, limit: value, above: 0 });
                open.push(at);
                is_done = false;
            }
        }
        if is_done { Ok(trees) } else { Err(ModelError::Truncated(records.len())) }
    }

    /// What [`Self::new`] was made of.
    #[must_use]
    pub fn records(&self) -> Vec<TreeRecord> {
        let record = |node: &Node| match *node {
            Node::Split { measure, limit, .. } => (limit, measure),
            Node::Leaf(value) => (value, LEAF),
        };
        self.nodes.iter().map(record).collect()
    }

    /// The sum of the leaves that `row` falls into, in [`Self::STEPS`]. A measure that the row lacks counts as 0.
    #[must_use]
    pub fn score(&self, row: &[i32]) -> i32 {
        let leaf = |&root: &usize| {
            let mut at = root;
            loop {
                match self.nodes[at] {
                    Node::Leaf(value) => return value,
                    Node::Split { measure, limit, above } => {
                        let is_within = row.get(usize::from(measure)).copied().unwrap_or(0) <= limit;
                        at = if is_within { at + 1 } else { above };
                    }
                }
            }
        };
        self.roots.iter().map(leaf).fold(0, i32::saturating_add) / Self::STEPS
    }
}

#[cfg(test)]
mod tests {
    use super::{LEAF, Trees};

    /// Measure 1 up to 5: then measure 0 up to 0 gives 10, else 20; above 5: 30. A second tree adds 1 to everything.
    const RECORDS: [(i32, u16); 6] = [(5, 1), (0, 0), (160, LEAF), (320, LEAF), (480, LEAF), (16, LEAF)];

    #[test]
    fn a_row_falls_into_one_leaf_of_each_tree() {
        let trees = Trees::new(&RECORDS).expect("whole trees");
        assert_eq!(trees.score(&[0, 5]), 11);
        assert_eq!(trees.score(&[1, 5]), 21);
        assert_eq!(trees.score(&[0, 6]), 31);
        assert_eq!(trees.score(&[]), 11);
    }

    #[test]
    fn leaves_of_a_strange_file_do_not_overflow() {
        let trees = Trees::new(&[(i32::MAX, LEAF), (i32::MAX, LEAF)]).expect("two leaves");
        assert_eq!(trees.score(&[]), i32::MAX / Trees::STEPS);
    }

    #[test]
    fn records_are_kept_and_half_a_tree_is_refused() {
        assert_eq!(Trees::new(&RECORDS).expect("whole trees").records(), RECORDS);
        assert!(Trees::new(&RECORDS[..3]).is_err());
        assert_eq!(Trees::new(&[]).expect("no trees").score(&[1]), 0);
    }
}
