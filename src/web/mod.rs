//! The browser, fenced in: selection, storage, files, boot.

pub mod boot;
pub mod store;
