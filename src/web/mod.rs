//! The browser, fenced in. In: effects and events; out: actions. Selection, storage, files, keys, theme, boot. It does
//! not decide anything: what an event means is `app`'s.

mod arcs;
pub mod boot;
pub mod dom;
pub mod files;
mod grips;
mod hold;
mod keeper;
mod language;
mod listen;
mod many;
mod place;
mod selection;
mod shell;
pub mod store;
mod theme;
mod writing;

pub use listen::key_of;
pub use shell::Shell;
