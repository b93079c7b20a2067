//! The screen as a value: state, actions, effects. Pure.

pub mod library;
