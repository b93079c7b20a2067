//! The command palette: the command table, to be searched.

use super::controls::{use_keys, use_words};
use crate::app::Action;
use crate::app::command::{COMMANDS, Entry};
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
    let keys = use_keys();
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
            // WebKit's search field would keep it for itself.
            "Escape" => {
                event.prevent_default();
                on.emit(Action::DialogClosed);
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
                            <span class="keys">{for keys.keys(entry.command).into_iter().map(|key| html! { <kbd>{key.to_owned()}</kbd> })}</span>
                        </li>
                    }
                })}
            </ul>
        </>
    }
}
