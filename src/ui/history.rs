//! The history tab: what the article is called, every step in plain words, and a way back to each.

use super::controls::use_words;
use crate::app::Action;
use crate::app::view::HistoryLines;
use crate::document::{About, AnnotationId, Edit};
use crate::web::dom;
use yew::{Callback, Event, Html, MouseEvent, Properties, classes, component, html};

#[derive(Properties, PartialEq)]
pub struct HistoryProps {
    pub history: HistoryLines,
    pub about: About,
    pub on: Callback<Action>,
}

#[component]
pub fn HistoryView(props: &HistoryProps) -> Html {
    let words = use_words();
    let HistoryLines { lines, n_made } = &props.history;
    let line = |n_steps: usize, text: &str| {
        let is_here = n_steps == *n_made;
        html! {
            <li key={n_steps} class={classes!((n_steps > *n_made).then_some("is-undone"))}>
                <button type="button" class="step-line" aria-current={is_here.then_some("step")}
                    onclick={props.on.reform(move |_: MouseEvent| Action::HistoryChosen { n_steps })}>{text.to_owned()}</button>
            </li>
        }
    };
    let retitle = props.on.reform(|event: Event| Action::EditChosen(Edit::Retitle { title: dom::value(&event) }));
    let remark = props.on.reform(|event: Event| {
        let note = Some(dom::value(&event)).filter(|note| !note.trim().is_empty());
        Action::EditChosen(Edit::SetNote { of: AnnotationId::Article, note })
    });
    html! {
        <>
            <div class="card form about">
                <label class="field"><span>{words.title()}</span>
                    <input type="text" value={props.about.title.clone()} onchange={retitle} /></label>
                <label class="field"><span>{words.note()}</span>
                    <textarea rows="2" defaultvalue={props.about.note.clone().unwrap_or_default()} onchange={remark} /></label>
            </div>
            <p class="hint">{words.history_help()}</p>
            <ol class="history" reversed=true>
                {for lines.iter().enumerate().rev().map(|(idx, text)| line(idx + 1, text))}
                {line(0, words.as_opened())}
            </ol>
        </>
    }
}
