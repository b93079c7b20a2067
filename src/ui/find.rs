//! The search: a field, how many places were found, the way through them, and what can be done with all of them.

use crate::annotation::LabelRule;
use crate::app::Action;
use crate::app::find::{FindAction, Scope};
use crate::web::dom;
use yew::{Callback, Event, Html, InputEvent, KeyboardEvent, MouseEvent, Properties, component, html};

#[derive(Properties, PartialEq)]
pub struct FindProps {
    pub wanted: String,
    pub is_pattern: bool,
    pub scope: Scope,
    pub count: String,
    pub n_hits: usize,
    pub is_faulty: bool,
    pub labels: Vec<LabelRule>,
    pub on: Callback<Action>,
}

/// The search. Enter goes on, with Shift back; Escape leaves it at the place that was found.
#[component]
pub fn FindView(props: &FindProps) -> Html {
    let on = props.on.reform(Action::Find);
    let typed = on.reform(|event: InputEvent| FindAction::Typed(dom::value(&event)));
    let key = {
        let on = on.clone();
        Callback::from(move |event: KeyboardEvent| {
            let action = match event.key().as_str() {
                "Enter" => FindAction::Stepped { forward: !event.shift_key() },
                "Escape" => FindAction::Closed,
                _ => return,
            };
            event.prevent_default();
            on.emit(action);
        })
    };
    let choose = on.reform(|event: Event| {
        let value = dom::value(&event);
        FindAction::ScopeChosen(Scope::ALL.into_iter().find(|scope| scope.title() == value).unwrap_or_default())
    });
    let press = |action: FindAction| on.reform(move |_: MouseEvent| action.clone());
    let is_empty = props.n_hits == 0;
    html! {
        <div class="find" role="search" aria-label="Find">
            <input type="search" id="find" placeholder="Find" aria-label="Find" aria-describedby="find-count" spellcheck="false"
                autocomplete="off" aria-invalid={props.is_faulty.then_some("true")} value={props.wanted.clone()}
                oninput={typed} onkeydown={key} />
            <span id="find-count" class="count" role="status">{&props.count}</span>
            <div class="steps">
                <button type="button" class="quiet" aria-label="Place before" title="Place before (Shift+Enter)" disabled={is_empty}
                    onclick={press(FindAction::Stepped { forward: false })}>{"↑"}</button>
                <button type="button" class="quiet" aria-label="Next place" title="Next place (Enter)" disabled={is_empty}
                    onclick={press(FindAction::Stepped { forward: true })}>{"↓"}</button>
            </div>
            <select aria-label="Where" onchange={choose}>
                {for Scope::ALL.into_iter().map(|scope| html! {
                    <option value={scope.title()} selected={props.scope == scope}>{scope.title()}</option>
                })}
            </select>
            <button type="button" class="pattern" aria-label="Regular expression" title="Regular expression"
                aria-pressed={if props.is_pattern { "true" } else { "false" }} onclick={press(FindAction::PatternToggled)}>{".*"}</button>
            if props.scope == Scope::Text {
                {mark_all(props, &on)}
            } else {
                <button type="button" disabled={is_empty} onclick={press(FindAction::Decided { is_right: true })}>{"Confirm all"}</button>
                <button type="button" disabled={is_empty} onclick={press(FindAction::Decided { is_right: false })}>{"Reject all"}</button>
            }
            <button type="button" class="quiet close" aria-label="Close the search" onclick={press(FindAction::Closed)}>{"×"}</button>
        </div>
    }
}

/// The types that all hits can be given; which places that changes is shown before it is done.
fn mark_all(props: &FindProps, on: &Callback<FindAction>) -> Html {
    if props.n_hits == 0 {
        return Html::default();
    }
    html! {
        <details class="menu">
            <summary>{"Mark all"}</summary>
            <div class="types" role="group" aria-label="Mark all as">
                {for props.labels.iter().enumerate().map(|(label_idx, rule)| html! {
                    <button type="button" class="type" style={format!("--hue:{}", rule.hue)} title={rule.title.clone()}
                        aria-label={format!("Mark all as {}", rule.label)}
                        onclick={on.reform(move |_: MouseEvent| FindAction::LabelChosen(label_idx))}>{rule.label.as_str()}</button>
                })}
            </div>
        </details>
    }
}
