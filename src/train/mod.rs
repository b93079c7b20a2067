//! Offline training of the shipped models.

pub mod corpus;
pub mod gold;
pub mod gold_names;
pub mod gum;
pub mod perceptron;
pub mod ranker;
pub mod stance;
pub mod syntax;
