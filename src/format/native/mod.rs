//! Standpoint JSON, version 1: the file that a save writes, the command line prints and other people's scripts
//! read. In: the text of a file, or a document; out: a document with notices, or the text. Offsets in the file
//! are code points; the document's are bytes. Fields that this version does not know are kept at every level.

mod file;
mod read;
mod repair;
mod surrogate;
mod write;

#[cfg(test)]
pub mod sample;
#[cfg(test)]
mod tests;

pub use read::{NativeError, Opened, from_json};
pub use write::{to_json, to_json_line};

/// What `format` says in every native file.
pub const FORMAT: &str = "standpoint";
/// The version that this program writes, and the newest it reads.
pub const VERSION: u64 = 1;
/// The JSON Schema (draft 2020-12) of a native file.
pub const SCHEMA: &str = include_str!("../../data/standpoint.schema.json");
