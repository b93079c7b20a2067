//! Offline training of the shipped models.

pub mod ablation;
pub mod affiliation;
pub mod boosting;
pub mod causes;
pub mod clusters;
pub mod corpora;
pub mod corpus;
pub mod crf;
pub mod dse;
pub mod elsewhere;
pub mod gold;
pub mod gold_names;
pub mod gum;
pub mod learning;
pub mod names;
pub mod pairs;
pub mod perceptron;
pub mod ranker;
pub mod raw;
pub mod regression;
pub mod score;
pub mod speakers;
pub mod stance;
pub mod swap;
pub mod syntax;
