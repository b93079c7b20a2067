//! The bar at the top: what can be done with the article, and whether the work is safe.

use super::controls::{CommandButton, use_words};
use crate::app::command::Command;
use crate::app::view::BarView;
use crate::app::words::Language;
use crate::app::{Action, Kept, Theme};
use yew::{Callback, Html, MouseEvent, Properties, classes, component, html};

#[derive(Properties, PartialEq)]
pub struct BarProps {
    pub view: BarView,
    pub on: Callback<Action>,
}

#[component]
pub fn Bar(props: &BarProps) -> Html {
    let words = use_words();
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
            <div class="group of-article" role="group" aria-label={words.article()}>
                <CommandButton command={Command::Open} label={words.open()} on={on.clone()} />
                <CommandButton command={Command::Paste} label={words.paste()} on={on.clone()} />
                {recent(words, view, on)}
                <CommandButton command={Command::Library} label={words.library()} class="to-library" on={on.clone()} />
                {tag(words, view, on)}
            </div>
            <div class="group of-changes" role="group" aria-label={words.changes()}>
                <CommandButton command={Command::Undo} label={words.undo()} is_disabled={!view.can_undo} on={on.clone()} />
                <CommandButton command={Command::Redo} label={words.redo()} is_disabled={!view.can_redo} on={on.clone()} />
                <CommandButton command={Command::Save} label={words.save()} name={words.save_as_json()}
                    class={if view.has_unsaved_steps { "has-news" } else { "" }} on={on.clone()} />
                <CommandButton command={Command::Export} label={words.export()} on={on.clone()} />
            </div>
            {kept(words, &view.kept, view.is_sample)}
            {progress(words, view, on)}
            <div class="group end" role="group" aria-label={words.window()}>
                <CommandButton command={Command::Theme} label={theme} name={words.theme()} class="icon" on={on.clone()} />
                <CommandButton command={Command::Help} label="?" name={words.help()} class="icon" on={on.clone()} />
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

fn tag(words: Language, view: &BarView, on: &Callback<Action>) -> Html {
    match view.tagging {
        Some(percent) => html! {
            <button type="button" class="tag is-busy" onclick={on.reform(|_: MouseEvent| Action::CommandChosen(Command::StopTagging))}
                style={format!("--done:{percent}%")} aria-label={words.tagging(percent)}>
                <span>{words.stop()}</span>
            </button>
        },
        None => {
            html! { <CommandButton command={Command::Tag} label={words.tag()} name={words.tag_again()} class="tag" on={on.clone()} /> }
        }
    }
}

fn kept(words: Language, kept: &Kept, is_sample: bool) -> Html {
    let (class, text) = match kept {
        Kept::Nothing if is_sample => return html! { <p class="kept"></p> },
        Kept::Nothing => ("", words.not_kept_yet().to_owned()),
        Kept::Restored => ("is-safe", words.kept_here().to_owned()),
        Kept::Waiting => ("", words.being_kept().to_owned()),
        Kept::At(time) => ("is-safe", words.kept_at(time)),
        Kept::Failed(_) => ("is-error", words.not_kept().to_owned()),
    };
    html! { <p class={classes!("kept", class)}>{text}</p> }
}

fn progress(words: Language, view: &BarView, on: &Callback<Action>) -> Html {
    if view.n_items == 0 {
        return html! { <div class="progress"></div> };
    }
    let n_left = view.n_items - view.n_reviewed;
    let label = if n_left == 0 { words.all_reviewed().to_owned() } else { words.review(n_left) };
    html! {
        <div class="progress">
            <progress max={view.n_items.to_string()} value={view.n_reviewed.to_string()}
                aria-label={words.n_of_n_reviewed(view.n_reviewed, view.n_items)}></progress>
            <CommandButton command={Command::NextSuggestion} label={label.clone()} class="primary" is_disabled={n_left == 0}
                name={words.then_next_suggestion(&label)} on={on.clone()} />
            if n_left > 1 {
                <CommandButton command={Command::ConfirmSure} label={words.confirm_sure()} class="sure" on={on.clone()} />
            }
        </div>
    }
}

/// The articles that this browser keeps. There from the start: buttons must not move under a pointer on its way to them.
fn recent(words: Language, view: &BarView, on: &Callback<Action>) -> Html {
    html! {
        <details class="menu">
            <summary>{words.recent()}</summary>
            <ul>
                {for view.recent.iter().map(|(id, card)| {
                    let id = *id;
                    let choose = on.reform(move |_: MouseEvent| Action::RecentChosen(id));
                    let is_open = view.open_id == Some(id);
                    let title = if card.title.is_empty() { words.untitled() } else { &card.title };
                    html! {
                        <li key={id.0}>
                            <button type="button" class="choice" aria-current={is_open.then_some("true")} onclick={choose}>
                                <span>{title}</span>
                                <small>{words.n_words_and_reviewed(words.n_words(card.n_words), card.n_reviewed)}</small>
                            </button>
                        </li>
                    }
                })}
                <li><button type="button" class="choice" onclick={on.reform(|_: MouseEvent| Action::CommandChosen(Command::Library))}>
                    <span>{words.all_in_library(view.n_articles)}</span></button></li>
                <li><button type="button" class="choice" onclick={on.reform(|_: MouseEvent| Action::SampleChosen)}>
                    <span>{words.the_sample()}</span></button></li>
            </ul>
        </details>
    }
}
