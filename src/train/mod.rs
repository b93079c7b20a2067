//! Offline training of the shipped models.

pub mod boosting;
pub mod causes;
pub mod corpora;
pub mod corpus;
pub mod crf;
pub mod dse;
pub mod gold;
pub mod gold_names;
pub mod gum;
pub mod learning;
pub mod names;
pub mod pairs;
pub mod perceptron;
pub mod ranker;
pub mod regression;
pub mod score;
pub mod stance;
pub mod syntax;
