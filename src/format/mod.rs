//! Representations of a document outside this program, both directions. In: the bytes of a file, or a document; out:
//! a document or a text, with notices of what had to be repaired, or a file's text. This module does not know
//! where files lie, who asks for them, or how they are shown.

pub mod native;
mod notice;

pub use notice::{Notice, Repair};
