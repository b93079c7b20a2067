//! The browser, fenced in: selection, storage, files, boot.

pub mod store;
