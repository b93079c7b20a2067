//! The help sheet: what the marks mean, the languages of the screen, and the command table with its keys, each of which
//! can be changed by pressing another.

use super::controls::{use_keys, use_words};
use crate::annotation::{LabelRule, Polarity};
use crate::app::Action;
use crate::app::command::{COMMANDS, Command, Group};
use crate::app::keymap::{Keymap, can_be_given, can_change};
use crate::app::words::Language;
use crate::web::{dom, key_of};
use yew::{
    Callback, Html, KeyboardEvent, MouseEvent, Properties, UseStateHandle, classes, component, html, use_state_eq,
};

#[derive(Properties, PartialEq)]
pub struct HelpProps {
    pub labels: Vec<LabelRule>,
    pub on: Callback<Action>,
}

/// The change of a key under way.
#[derive(Clone, Debug, Default, PartialEq)]
struct Change {
    /// Whose key is changed.
    command: Option<Command>,
    /// The key that was pressed and is another command's.
    taken: Option<String>,
    /// What came of the last change.
    said: String,
}

/// What the marks mean, and all commands with their keys.
#[component]
pub fn HelpSheet(props: &HelpProps) -> Html {
    let words = use_words();
    let keys = use_keys();
    let change = use_state_eq(Change::default);
    html! {
        <>
            <p>{words.help_what()}</p>
            <p>{words.help_select()}</p>
            {languages(words, &props.on)}
            <ul class="legend" aria-label={words.legend()}>
                <li><span class="cue" data-polarity="favor" data-sign="+">{words.legend_praised()}</span>{" "}{words.polarity(Polarity::Favor)}</li>
                <li><span class="cue" data-polarity="against" data-sign="−">{words.legend_blamed()}</span>{" "}{words.polarity(Polarity::Against)}</li>
                <li><mark data-status="suggested" style="--hue:160">{"Ankara"}</mark>{" "}{words.legend_suggested()}</li>
                <li><mark data-status="confirmed" style="--hue:160">{"Ankara"}</mark>{" "}{words.legend_decided()}</li>
            </ul>
            <ul class="types-legend" aria-label={words.types()}>
                {for props.labels.iter().map(|rule| html! {
                    <li><span class="type-tag" style={format!("--hue:{}", rule.hue)}>{words.label(&rule.label).to_owned()}</span>{" "}{words.label_rule(rule)}</li>
                })}
            </ul>
            <div class="about-keys">
                <p role="status">{saying(words, &keys, &change)}</p>
                if keys.is_any_changed() {
                    <button type="button" onclick={props.on.reform(|_: MouseEvent| Action::KeysReset(None))}>{words.reset_keys()}</button>
                }
            </div>
            <div class="sheet">
                {for Group::ALL.into_iter().map(|group| html! {
                    <section>
                        <h3>{words.group(group)}</h3>
                        <dl>
                            {for COMMANDS.iter().filter(|entry| entry.group == group).map(|entry| {
                                line(words, &keys, entry.command, &change, &props.on)
                            })}
                        </dl>
                    </section>
                })}
            </div>
        </>
    }
}

/// What to press now, what stands in the way, or what came of it.
fn saying(words: Language, keys: &Keymap, change: &Change) -> String {
    match (&change.taken, change.command) {
        (Some(taken), _) => {
            let holder = keys.holder(taken).map_or("", |command| words.command(command));
            words.key_is_taken(taken, holder)
        }
        (None, Some(_)) => words.press_new_key().to_owned(),
        (None, None) if change.said.is_empty() => words.help_keys().to_owned(),
        (None, None) => change.said.clone(),
    }
}

fn line(
    words: Language,
    keys: &Keymap,
    command: Command,
    change: &UseStateHandle<Change>,
    on: &Callback<Action>,
) -> Html {
    let written = keys.keys(command);
    let title = words.command(command);
    if !can_change(command) {
        return html! { <div><dt>{for written.iter().map(|key| html! { <kbd>{(*key).to_owned()}</kbd> })}</dt><dd>{title}</dd></div> };
    }
    let is_waiting = change.command == Some(command);
    let begin = {
        let change = change.clone();
        Callback::from(move |event: MouseEvent| {
            dom::focus_pressed(&event);
            change.set(Change { command: Some(command), ..Change::default() });
        })
    };
    let name =
        if written.is_empty() { words.change_no_key(title) } else { words.change_key(title, written.join(", ")) };
    let reset = on.reform(move |_: MouseEvent| Action::KeysReset(Some(command)));
    html! {
        <div>
            <dt>
                if keys.is_changed(command) {
                    <button type="button" class="quiet reset" aria-label={words.reset_key(title)} title={words.reset_key(title)} onclick={reset}>{"↺"}</button>
                }
                <button type="button" class={classes!("keys", is_waiting.then_some("is-waiting"))} aria-label={name.clone()} title={name}
                    onclick={begin} onkeydown={is_waiting.then(|| pressed(words, keys, command, change, on))}>
                    if is_waiting {
                        <kbd>{"…"}</kbd>
                    } else if written.is_empty() {
                        <kbd>{"–"}</kbd>
                    } else {
                        {for written.iter().map(|key| html! { <kbd>{(*key).to_owned()}</kbd> })}
                    }
                </button>
            </dt>
            <dd>{title}</dd>
        </div>
    }
}

/// Takes the new key. Escape keeps the old one; a key that is another command's is pressed twice.
fn pressed(
    words: Language,
    keys: &Keymap,
    command: Command,
    change: &UseStateHandle<Change>,
    on: &Callback<Action>,
) -> Callback<KeyboardEvent> {
    let (keys, change, on) = (keys.clone(), change.clone(), on.clone());
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Tab" {
            return change.set(Change::default());
        }
        event.prevent_default();
        event.stop_propagation();
        let key = key_of(&event).written();
        if event.key() == "Escape" {
            change.set(Change::default());
        } else if can_be_given(&key) {
            let is_free = keys.holder(&key).is_none_or(|holder| holder == command);
            if is_free || change.taken.as_ref() == Some(&key) {
                let said = words.key_is_now(words.command(command), &key);
                change.set(Change { said, ..Change::default() });
                on.emit(Action::KeyGiven { command, key });
            } else {
                change.set(Change { command: Some(command), taken: Some(key), said: String::new() });
            }
        }
    })
}

/// The languages of the screen, each by the name that it gives itself.
fn languages(words: Language, on: &Callback<Action>) -> Html {
    html! {
        <div class="languages" role="group" aria-label={words.language()}>
            {for Language::ALL.into_iter().map(|language| html! {
                <button type="button" lang={language.code()} aria-pressed={if language == words { "true" } else { "false" }}
                    onclick={on.reform(move |_: MouseEvent| Action::LanguageChosen(language))}>{language.own_name()}</button>
            })}
        </div>
    }
}
