//! The command palette and the help sheet: both are the command table, drawn.

use super::controls::use_words;
use crate::annotation::{LabelRule, Polarity};
use crate::app::Action;
use crate::app::command::{COMMANDS, Entry, Group};
use crate::app::words::Language;
use crate::web::dom;
use yew::{Callback, Html, InputEvent, KeyboardEvent, MouseEvent, Properties, component, html, use_state_eq};

#[derive(Properties, PartialEq)]
pub struct PaletteProps {
    pub on: Callback<Action>,
}

/// A search over all commands; Enter does the first.
#[component]
pub fn Palette(props: &PaletteProps) -> Html {
    let words = use_words();
    let search = use_state_eq(String::new);
    let chosen = use_state_eq(|| 0_usize);
    let wanted = search.to_lowercase();
    let found: Vec<&'static Entry> = COMMANDS
        .iter()
        .filter(|entry| {
            wanted.split_whitespace().all(|word| words.command(entry.command).to_lowercase().contains(word))
        })
        .collect();
    let typed = {
        let (search, chosen) = (search.clone(), chosen.clone());
        Callback::from(move |event: InputEvent| {
            search.set(dom::value(&event));
            chosen.set(0);
        })
    };
    let key = {
        let (on, chosen, found) = (props.on.clone(), chosen.clone(), found.clone());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                if let Some(entry) = found.get(*chosen) {
                    on.emit(Action::CommandChosen(entry.command));
                }
            }
            "ArrowDown" => {
                event.prevent_default();
                chosen.set((*chosen + 1).min(found.len().saturating_sub(1)));
            }
            "ArrowUp" => {
                event.prevent_default();
                chosen.set(chosen.saturating_sub(1));
            }
            _ => {}
        })
    };
    html! {
        <>
            <input type="search" class="palette-search" placeholder={words.what_to_do()} aria-label={words.find_a_command()} autofocus=true
                role="combobox" aria-expanded="true" aria-controls="palette-list"
                aria-activedescendant={format!("palette-{}", *chosen)} value={(*search).clone()} oninput={typed} onkeydown={key} />
            <ul class="palette" id="palette-list" role="listbox" aria-label={words.commands()}>
                {for found.iter().enumerate().map(|(idx, entry)| {
                    let command = entry.command;
                    html! {
                        <li id={format!("palette-{idx}")} role="option" aria-selected={if idx == *chosen { "true" } else { "false" }}
                            onclick={props.on.reform(move |_: MouseEvent| Action::CommandChosen(command))}>
                            <span>{words.command(entry.command)}</span>
                            <span class="keys">{for entry.keys.iter().map(|key| html! { <kbd>{*key}</kbd> })}</span>
                        </li>
                    }
                })}
            </ul>
        </>
    }
}

#[derive(Properties, PartialEq)]
pub struct HelpProps {
    pub labels: Vec<LabelRule>,
    pub on: Callback<Action>,
}

/// What the marks mean, and all commands with their keys.
#[component]
pub fn HelpSheet(props: &HelpProps) -> Html {
    let words = use_words();
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
            <div class="sheet">
                {for Group::ALL.into_iter().map(|group| html! {
                    <section>
                        <h3>{words.group(group)}</h3>
                        <dl>
                            {for COMMANDS.iter().filter(|entry| entry.group == group).map(|entry| html! {
                                <div>
                                    <dt>{for entry.keys.iter().map(|key| html! { <kbd>{*key}</kbd> })}</dt>
                                    <dd>{words.command(entry.command)}</dd>
                                </div>
                            })}
                        </dl>
                    </section>
                })}
            </div>
        </>
    }
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
