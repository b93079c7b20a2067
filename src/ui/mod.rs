//! Yew components, thin.

mod app;

pub use app::App;
