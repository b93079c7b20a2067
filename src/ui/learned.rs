//! What was learned from the reader: every lesson, to be looked at and let go; files of lessons; and the switch.

use super::controls::{TypeTag, use_words};
use crate::annotation::LabelRule;
use crate::app::Action;
use crate::app::command::Command;
use crate::app::learning::{Learning, LearningAction, Line, lines};
use crate::app::words::Language;
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
    let words = use_words();
    let search = use_state_eq(String::new);
    let typed = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| search.set(dom::value(&event)))
    };
    let learning = &props.learning;
    let on = props.on.reform(Action::Learning);
    let press = |action: LearningAction| on.reform(move |_: MouseEvent| action.clone());
    let (lines, n_more) = lines(words, &learning.lessons, &search);
    let n_lessons = learning.lessons.as_slice().len();
    html! {
        <>
            <p>{words.learned_what()}</p>
            <label class="switch">
                <input type="checkbox" checked={!learning.is_off} autofocus=true
                    onchange={on.reform(|event: Event| LearningAction::Switched(dom::is_checked(&event)))} />
                {words.learn_switch()}
            </label>
            if n_lessons == 0 {
                <p class="hint">{words.nothing_learned_yet()}</p>
            } else {
                <input type="search" placeholder={words.search_these(words.n_lessons(n_lessons))}
                    aria-label={words.search_lessons()} value={(*search).clone()} oninput={typed} />
                <ul class="lessons" aria-label={words.lessons()}>
                    {for lines.iter().map(|line| lesson(words, line, &props.labels, &on))}
                </ul>
                if n_more > 0 {
                    <p class="hint">{words.n_more_search(n_more)}</p>
                }
            }
            <div class="row end">
                if !learning.forgotten.is_empty() {
                    <button type="button" onclick={press(LearningAction::BroughtBack)}>
                        {words.bring_back_these(words.n_lessons(learning.forgotten.len()))}
                    </button>
                }
                if n_lessons > 0 {
                    <button type="button" onclick={press(LearningAction::AllForgotten)}>{words.forget_all()}</button>
                    <button type="button" onclick={press(LearningAction::Exported)}>{words.save_as_file()}</button>
                }
                <button type="button" onclick={props.on.reform(|_: MouseEvent| Action::CommandChosen(Command::Open))}>
                    {words.open_lessons()}
                </button>
            </div>
        </>
    }
}

fn lesson(words: Language, line: &Line, labels: &[LabelRule], on: &Callback<LearningAction>) -> Html {
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
            <button type="button" class="quiet" aria-label={words.forget_this(&line.words, &line.says)} onclick={forget}>{words.forget()}</button>
        </li>
    }
}
