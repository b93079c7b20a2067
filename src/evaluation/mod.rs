//! How far one document agrees with another about the same article. In: pairs of a reference and a prediction; out:
//! the measures that the codebook names, as counts and rates. This module does not know where the documents come
//! from or who made them.

mod score;
mod sentence;
mod tally;

pub use score::{Scores, TextDiffers, score};
pub use tally::{Measure, Tally};
