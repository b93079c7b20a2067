//! What was learned from the reader: every lesson, to be looked at and let go; files of lessons; and the switch.

use super::controls::TypeTag;
use crate::annotation::LabelRule;
use crate::app::command::Command;
use crate::app::learning::{Learning, LearningAction, Line, lines};
use crate::app::{Action, describe};
use crate::web::dom;
use yew::{Callback, Event, Html, InputEvent, MouseEvent, Properties, component, html, use_state_eq};

#[derive(Properties, PartialEq)]
pub struct LearnedProps {
    pub learning: Learning,
    pub labels: Vec<LabelRule>,
    pub on: Callback<Action>,
}

#[component]
pub fn Learned(props: &LearnedProps) -> Html {
    let search = use_state_eq(String::new);
    let typed = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| search.set(dom::value(&event)))
    };
    let learning = &props.learning;
    let on = props.on.reform(Action::Learning);
    let press = |action: LearningAction| on.reform(move |_: MouseEvent| action.clone());
    let (lines, n_more) = lines(&learning.lessons, &search);
    let n_lessons = learning.lessons.as_slice().len();
    html! {
        <>
            <p>{"Names, links and sides that you corrected count in the articles that you tag afterwards. To undo a correction \
                takes its lesson back. All of it stays in this browser."}</p>
            <label class="switch">
                <input type="checkbox" checked={!learning.is_off} autofocus=true
                    onchange={on.reform(|event: Event| LearningAction::Switched(dom::is_checked(&event)))} />
                {"Learn from my corrections, and use what was learned"}
            </label>
            if n_lessons == 0 {
                <p class="hint">{"Nothing was learned yet. Correct, add or reject a mark, and it appears here."}</p>
            } else {
                <input type="search" placeholder={format!("Search {}", describe::count(n_lessons, "lesson"))}
                    aria-label="Search the lessons" value={(*search).clone()} oninput={typed} />
                <ul class="lessons" aria-label="Lessons">
                    {for lines.iter().map(|line| lesson(line, &props.labels, &on))}
                </ul>
                if n_more > 0 {
                    <p class="hint">{format!("{n_more} more; search to see them.")}</p>
                }
            }
            <div class="row end">
                if !learning.forgotten.is_empty() {
                    <button type="button" onclick={press(LearningAction::BroughtBack)}>
                        {format!("Bring back {}", describe::count(learning.forgotten.len(), "lesson"))}
                    </button>
                }
                if n_lessons > 0 {
                    <button type="button" onclick={press(LearningAction::AllForgotten)}>{"Forget all"}</button>
                    <button type="button" onclick={press(LearningAction::Exported)}>{"Save as a file"}</button>
                }
                <button type="button" onclick={props.on.reform(|_: MouseEvent| Action::CommandChosen(Command::Open))}>
                    {"Open a file of lessons …"}
                </button>
            </div>
        </>
    }
}

fn lesson(line: &Line, labels: &[LabelRule], on: &Callback<LearningAction>) -> Html {
    let forgotten = line.lesson.clone();
    let forget = on.reform(move |_: MouseEvent| LearningAction::Forgotten(forgotten.clone()));
    let hue = line
        .label
        .as_ref()
        .and_then(|label| labels.iter().find(|rule| rule.label == *label))
        .map_or(0, |rule| rule.hue);
    html! {
        <li>
            <div class="lesson">
                <p><b>{&line.words}</b>{" "}{&line.says}{" "}
                    if let Some(label) = &line.label {
                        <TypeTag label={label.clone()} {hue} />
                    }
                </p>
                <p class="hint">
                    if !(line.before.is_empty() && line.after.is_empty()) {
                        <q>{&line.before}<b>{&line.words}</b>{&line.after}</q>{" "}
                    }
                    <cite>{&line.lesson.article}</cite>
                </p>
            </div>
            <button type="button" class="quiet" aria-label={format!("Forget {} {}", line.words, line.says)} onclick={forget}>{"Forget"}</button>
        </li>
    }
}
