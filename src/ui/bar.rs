//! The bar at the top: what can be done with the article, and whether the work is safe.

use super::controls::CommandButton;
use crate::app::command::Command;
use crate::app::describe;
use crate::app::view::BarView;
use crate::app::{Action, Kept, Theme};
use yew::{Callback, Html, MouseEvent, Properties, classes, component, html};

#[derive(Properties, PartialEq)]
pub struct BarProps {
    pub view: BarView,
    pub on: Callback<Action>,
}

#[component]
pub fn Bar(props: &BarProps) -> Html {
    let (view, on) = (&props.view, &props.on);
    let theme = match view.theme {
        Theme::System => "◐",
        Theme::Light => "○",
        Theme::Dark => "●",
        Theme::Contrast => "◑",
    };
    html! {
        <header class="bar">
            {brand()}
            <div class="group" role="group" aria-label="Article">
                <CommandButton command={Command::Open} label="Open" on={on.clone()} />
                <CommandButton command={Command::Paste} label="Paste" on={on.clone()} />
                {recent(view, on)}
                <CommandButton command={Command::Library} label="Library" class="to-library" on={on.clone()} />
                {tag(view, on)}
            </div>
            <div class="group" role="group" aria-label="Changes">
                <CommandButton command={Command::Undo} label="Undo" is_disabled={!view.can_undo} on={on.clone()} />
                <CommandButton command={Command::Redo} label="Redo" is_disabled={!view.can_redo} on={on.clone()} />
                <CommandButton command={Command::Save} label="Save" name="Save as JSON"
                    class={if view.has_unsaved_steps { "has-news" } else { "" }} on={on.clone()} />
                <CommandButton command={Command::Export} label="Export" on={on.clone()} />
            </div>
            {kept(&view.kept, view.is_sample)}
            {progress(view, on)}
            <div class="group end" role="group" aria-label="Window">
                <CommandButton command={Command::Theme} label={theme} name="Theme" class="icon" on={on.clone()} />
                <CommandButton command={Command::Help} label="?" name="Help" class="icon" on={on.clone()} />
            </div>
        </header>
    }
}

/// The name of the program.
pub fn brand() -> Html {
    html! {
        <div class="brand">
            <span class="logo" aria-hidden="true">{"→"}</span>
            <h1>{"Standpoint"}</h1>
        </div>
    }
}

fn tag(view: &BarView, on: &Callback<Action>) -> Html {
    match view.tagging {
        Some(percent) => html! {
            <button type="button" class="tag is-busy" onclick={on.reform(|_: MouseEvent| Action::CommandChosen(Command::StopTagging))}
                style={format!("--done:{percent}%")} aria-label={format!("Tagging, {percent} percent. Stop")}>
                <span>{"Stop"}</span>
            </button>
        },
        None => {
            html! { <CommandButton command={Command::Tag} label="Tag" name="Tag again" class="tag" on={on.clone()} /> }
        }
    }
}

fn kept(kept: &Kept, is_sample: bool) -> Html {
    let (class, text) = match kept {
        Kept::Nothing if is_sample => return html! { <p class="kept"></p> },
        Kept::Nothing => ("", "Not saved yet".to_owned()),
        Kept::Restored => ("is-safe", "Saved on this device".to_owned()),
        Kept::Waiting => ("", "Saving …".to_owned()),
        Kept::At(time) => ("is-safe", format!("Saved on this device {time}")),
        Kept::Failed(_) => ("is-error", "Not saved in this browser: save a file".to_owned()),
    };
    html! { <p class={classes!("kept", class)}>{text}</p> }
}

fn progress(view: &BarView, on: &Callback<Action>) -> Html {
    if view.n_items == 0 {
        return html! { <div class="progress"></div> };
    }
    let n_left = view.n_items - view.n_reviewed;
    let label = if n_left == 0 { "All reviewed".to_owned() } else { format!("Review {n_left}") };
    html! {
        <div class="progress">
            <progress max={view.n_items.to_string()} value={view.n_reviewed.to_string()}
                aria-label={format!("{} of {} reviewed", view.n_reviewed, view.n_items)}></progress>
            <CommandButton command={Command::NextSuggestion} label={label.clone()} class="primary" is_disabled={n_left == 0}
                name={format!("{label}, next suggestion")} on={on.clone()} />
            if n_left > 1 {
                <CommandButton command={Command::ConfirmSure} label="Confirm sure …" class="sure" on={on.clone()} />
            }
        </div>
    }
}

/// The articles that this browser keeps. There from the start: buttons must not move under a pointer on its way to them.
fn recent(view: &BarView, on: &Callback<Action>) -> Html {
    html! {
        <details class="menu">
            <summary>{"Recent"}</summary>
            <ul>
                {for view.recent.iter().map(|(id, card)| {
                    let id = *id;
                    let choose = on.reform(move |_: MouseEvent| Action::RecentChosen(id));
                    let is_open = view.open_id == Some(id);
                    let title = if card.title.is_empty() { "Untitled" } else { &card.title };
                    html! {
                        <li key={id.0}>
                            <button type="button" class="choice" aria-current={is_open.then_some("true")} onclick={choose}>
                                <span>{title}</span>
                                <small>{format!("{} · {} reviewed", describe::count(card.n_words, "word"), card.n_reviewed)}</small>
                            </button>
                        </li>
                    }
                })}
                <li><button type="button" class="choice" onclick={on.reform(|_: MouseEvent| Action::CommandChosen(Command::Library))}>
                    <span>{format!("All in the library: {} …", view.n_articles)}</span></button></li>
                <li><button type="button" class="choice" onclick={on.reform(|_: MouseEvent| Action::SampleChosen)}>
                    <span>{"The sample article"}</span></button></li>
            </ul>
        </details>
    }
}
