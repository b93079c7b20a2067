//! Yew components, thin: functions of their props. In: parts of the screen's state and a callback for actions; out:
//! elements. They hold no logic beyond what to show, and they touch the browser only through `web`.

mod app;
mod article;
mod bar;
mod controls;
mod dialog;
mod entity;
mod find;
mod help;
mod history;
mod learned;
mod library;
mod palette;
mod panel;
mod popover;
mod stance;
mod table;
#[cfg(test)]
mod tests;

pub use app::App;
pub use article::ArticleView;
pub use bar::Bar;
pub use panel::PanelView;
pub use popover::PopoverView;
