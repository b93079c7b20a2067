//! The screen as a value: state, actions, effects. Pure.
