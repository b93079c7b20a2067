//! Representations of a document outside this program, both directions. In: the bytes of a file, or a document; out:
//! a document or a text, with notices of what had to be repaired, or a file's text. This module does not know
//! where files lie, who asks for them, or how they are shown.

pub mod archive;
mod attributes;
mod codepage;
mod decode;
mod export;
mod html;
pub mod interchange;
pub mod lessons;
mod loss;
mod markdown;
pub mod native;
mod notice;
mod open;
mod table;

pub use export::{Format, Written};
pub use html::{Page, read_html};
pub use loss::{Loss, Lost};
pub use markdown::read_markdown;
pub use notice::{Notice, Repair};
pub use open::{Content, MAX_FILE, MAX_TEXT, OpenError, Opened, open_brat, open_file, open_pasted};
pub use table::{mention_table, stance_table};
