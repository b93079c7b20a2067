//! The command palette and the help sheet: both are the command table, drawn.

use crate::annotation::LabelRule;
use crate::app::Action;
use crate::app::command::{COMMANDS, Entry, Group};
use crate::web::dom;
use yew::{Callback, Html, InputEvent, KeyboardEvent, MouseEvent, Properties, component, html, use_state_eq};

#[derive(Properties, PartialEq)]
pub struct PaletteProps {
    pub on: Callback<Action>,
}

/// A search over all commands; Enter does the first.
#[component]
pub fn Palette(props: &PaletteProps) -> Html {
    let search = use_state_eq(String::new);
    let chosen = use_state_eq(|| 0_usize);
    let wanted = search.to_lowercase();
    let found: Vec<&'static Entry> = COMMANDS
        .iter()
        .filter(|entry| wanted.split_whitespace().all(|word| entry.title.to_lowercase().contains(word)))
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
            <input type="search" class="palette-search" placeholder="What do you want to do?" aria-label="Find a command" autofocus=true
                role="combobox" aria-expanded="true" aria-controls="palette-list"
                aria-activedescendant={format!("palette-{}", *chosen)} value={(*search).clone()} oninput={typed} onkeydown={key} />
            <ul class="palette" id="palette-list" role="listbox" aria-label="Commands">
                {for found.iter().enumerate().map(|(idx, entry)| {
                    let command = entry.command;
                    html! {
                        <li id={format!("palette-{idx}")} role="option" aria-selected={if idx == *chosen { "true" } else { "false" }}
                            onclick={props.on.reform(move |_: MouseEvent| Action::CommandChosen(command))}>
                            <span>{entry.title}</span>
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
}

/// What the marks mean, and all commands with their keys.
#[component]
pub fn HelpSheet(props: &HelpProps) -> Html {
    html! {
        <>
            <p>{"Standpoint marks who is in an article and who takes which side toward whom. It suggests; you decide. \
                Suggestions are dotted, what you decided is solid. Everything can be undone, and everything stays on this device."}</p>
            <p>{"Select words with the mouse, by touch, or with the keys below; hold Alt while you draw to select single characters."}</p>
            <ul class="legend" aria-label="Legend">
                <li><span class="cue" data-polarity="favor" data-sign="+">{"praised"}</span>{" favor"}</li>
                <li><span class="cue" data-polarity="against" data-sign="−">{"blamed"}</span>{" against"}</li>
                <li><mark data-status="suggested" style="--hue:160">{"Ankara"}</mark>{" suggested"}</li>
                <li><mark data-status="confirmed" style="--hue:160">{"Ankara"}</mark>{" decided"}</li>
            </ul>
            <ul class="types-legend" aria-label="Types">
                {for props.labels.iter().map(|rule| html! {
                    <li><span class="type-tag" style={format!("--hue:{}", rule.hue)}>{rule.label.as_str()}</span>{" "}{&rule.rule}</li>
                })}
            </ul>
            <div class="sheet">
                {for Group::ALL.into_iter().map(|group| html! {
                    <section>
                        <h3>{group.title()}</h3>
                        <dl>
                            {for COMMANDS.iter().filter(|entry| entry.group == group).map(|entry| html! {
                                <div>
                                    <dt>{for entry.keys.iter().map(|key| html! { <kbd>{*key}</kbd> })}</dt>
                                    <dd>{entry.title}</dd>
                                </div>
                            })}
                        </dl>
                    </section>
                })}
            </div>
        </>
    }
}
