//! The search: a field, how many places were found, the way through them, and what can be done with all of them.

use super::controls::use_words;
use crate::annotation::LabelRule;
use crate::app::Action;
use crate::app::find::{FindAction, Scope};
use crate::app::words::Language;
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
    let words = use_words();
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
        FindAction::ScopeChosen(Scope::ALL.into_iter().find(|scope| format!("{scope:?}") == value).unwrap_or_default())
    });
    let press = |action: FindAction| on.reform(move |_: MouseEvent| action.clone());
    let is_empty = props.n_hits == 0;
    html! {
        <div class="find" role="search" aria-label={words.find()}>
            <input type="search" id="find" placeholder={words.find()} aria-label={words.find()} aria-describedby="find-count" spellcheck="false"
                autocomplete="off" aria-invalid={props.is_faulty.then_some("true")} value={props.wanted.clone()}
                oninput={typed} onkeydown={key} />
            <span id="find-count" class="count" role="status">{&props.count}</span>
            <div class="steps">
                <button type="button" class="quiet" aria-label={words.place_before()} title={words.place_before_key()} disabled={is_empty}
                    onclick={press(FindAction::Stepped { forward: false })}>{"↑"}</button>
                <button type="button" class="quiet" aria-label={words.next_place()} title={words.next_place_key()} disabled={is_empty}
                    onclick={press(FindAction::Stepped { forward: true })}>{"↓"}</button>
            </div>
            <select aria-label={words.where_()} onchange={choose}>
                {for Scope::ALL.into_iter().map(|scope| html! {
                    <option value={format!("{scope:?}")} selected={props.scope == scope}>{words.scope(scope)}</option>
                })}
            </select>
            <button type="button" class="pattern" aria-label={words.regular_expression()} title={words.regular_expression()}
                aria-pressed={if props.is_pattern { "true" } else { "false" }} onclick={press(FindAction::PatternToggled)}>{".*"}</button>
            if props.scope == Scope::Text {
                {mark_all(words, props, &on)}
            } else {
                <button type="button" disabled={is_empty} onclick={press(FindAction::Decided { is_right: true })}>{words.confirm_all()}</button>
                <button type="button" disabled={is_empty} onclick={press(FindAction::Decided { is_right: false })}>{words.reject_all()}</button>
            }
            <button type="button" class="quiet close" aria-label={words.close_search()} onclick={press(FindAction::Closed)}>{"×"}</button>
        </div>
    }
}

/// The types that all hits can be given; which places that changes is shown before it is done.
fn mark_all(words: Language, props: &FindProps, on: &Callback<FindAction>) -> Html {
    if props.n_hits == 0 {
        return Html::default();
    }
    html! {
        <details class="menu">
            <summary>{words.mark_all()}</summary>
            <div class="types" role="group" aria-label={words.mark_all_as()}>
                {for props.labels.iter().enumerate().map(|(label_idx, rule)| html! {
                    <button type="button" class="type" style={format!("--hue:{}", rule.hue)} title={words.label_title(rule)}
                        aria-label={words.mark_all_as_label(words.label(&rule.label))}
                        onclick={on.reform(move |_: MouseEvent| FindAction::LabelChosen(label_idx))}>{words.label(&rule.label).to_owned()}</button>
                })}
            </div>
        </details>
    }
}
