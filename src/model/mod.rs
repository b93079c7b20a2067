//! Trained weights and lexicons, as data. In: the bytes that ship with the program; out: look-ups. This module
//! does not know what is done with them.

mod affiliation;
mod anchor;
mod cluster;
mod fold;
mod frames;
mod gazetteer;
mod inflection;
mod kind;
mod linear;
mod overlay;
mod stance;
mod syntax;
mod tagger;
mod trees;

pub use affiliation::AffiliationModel;
pub use anchor::{Anchor, anchors};
pub use cluster::{Clusters, ClustersError};
pub use fold::{Hash, fold, hash_words};
pub use frames::{Frame, FrameClass, Frames, LexiconError, PREPOSITIONS, Place, Sense, Speech, WordClass};
pub use gazetteer::{Entry, Gazetteer, Known, KnownIdx, TableError, Tables, is_acronym};
pub use kind::Kinds;
pub use linear::{Linear, hash_word, mix};
pub use overlay::{Adjustment, Clue, CluePlace, Overlay, Remembered};
pub use stance::{StanceModel, Weights as StanceWeights};
pub use syntax::{ModelError, SyntaxModel};
pub use tagger::{N_CALIBRATION, Tagger, TaggerError, Weights};
pub use trees::{LEAF, TreeRecord, Trees};

const FRAMES: &str = include_str!("../data/lexicon/frames.tsv");
const SPEECH: &str = include_str!("../data/lexicon/speech.tsv");

/// Made by `make model`; its origin and scores are in the README beside it.
static SHIPPED_TAGGER: &[u8] = include_bytes!("../data/model/names.bin");
static SHIPPED_CLUSTERS: &[u8] = include_bytes!("../data/model/clusters.bin");

/// Everything the analysis needs besides the article.
#[derive(Debug)]
pub struct Model {
    /// What is known about names.
    pub gazetteer: Gazetteer,
    /// The weights that find names.
    pub tagger: Tagger,
    /// Whom persons and bodies speak for.
    pub affiliation: AffiliationModel,
    /// Parts of speech and dependencies.
    pub syntax: SyntaxModel,
    /// Which words take sides.
    pub frames: Frames,
    /// How likely a candidate for a stance is.
    pub stance: StanceModel,
    /// What was learned from the reader; empty in the model that ships.
    pub overlay: Overlay,
}

impl Model {
    /// The model that ships with the program.
    ///
    /// # Panics
    /// Never: tests load the shipped tables and weights.
    #[must_use]
    pub fn shipped() -> Self {
        Self {
            gazetteer: Gazetteer::new(&Tables::SHIPPED)
                .expect("a test reads the shipped tables")
                .with_clusters(Clusters::load(SHIPPED_CLUSTERS).expect("a test reads the shipped clusters")),
            tagger: Tagger::load(SHIPPED_TAGGER).expect("a test reads the shipped weights"),
            affiliation: AffiliationModel::from_bytes(include_bytes!("../data/model/affiliation.bin"))
                .expect("a test reads the shipped weights"),
            syntax: SyntaxModel::from_bytes(include_bytes!("../data/model/syntax.bin"))
                .expect("a test reads the shipped weights"),
            stance: StanceModel::from_bytes(include_bytes!("../data/model/stance.bin"))
                .expect("a test reads the shipped weights"),
            frames: Frames::shipped(),
            overlay: Overlay::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Model;

    #[test]
    fn the_shipped_model_loads() {
        assert_eq!(Model::shipped().tagger.n_tags(), 29);
    }
}
