//! Formats of other annotation programs, one file each, both directions. In: a document, or the text of a file; out:
//! files, or a document. What a format cannot hold is counted as losses before it is written, what a file has and
//! a document cannot hold is told in a notice after it is read. Each format counts characters in its own unit.

mod brat;
mod conll;
mod doccano;
mod draft;
mod foreign;
mod graph;
mod json;
mod label_studio;
mod outline;
mod spacy;
mod web_annotation;

#[cfg(test)]
mod tests;

pub use brat::{brat_losses, read_brat, write_brat, write_brat_settings};
pub use conll::{conll_losses, is_conll, read_conll, write_conll};
pub use doccano::{read_doccano, write_doccano};
pub use draft::ImportError;
pub use foreign::{graph_losses, read_foreign_json};
pub use label_studio::{read_label_studio, write_label_studio, write_label_studio_settings};
pub use spacy::{read_spacy, write_spacy};
pub use web_annotation::{read_web_annotation, write_web_annotation};
