//! The head of the library: what can be done with all articles, what is being done, and which ones are shown.

use super::LibraryProps;
use crate::app::Action;
use crate::app::command::Command;
use crate::app::library::{Archive, LibraryAction, Persistence, Report, Stage, Work, tags};
use crate::app::words::Language;
use crate::ui::bar::brand;
use crate::ui::controls::{CommandButton, use_words};
use crate::web::dom;
use yew::{Callback, Event, Html, InputEvent, MouseEvent, Properties, component, html};

#[derive(Properties, PartialEq)]
pub struct HeadProps {
    pub work: Option<Work>,
    pub report: Option<Report>,
    pub keeping: Persistence,
    pub n_articles: usize,
    pub on: Callback<Action>,
}

#[component]
pub fn Head(props: &HeadProps) -> Html {
    let words = use_words();
    let on = &props.on;
    let button = |label: &'static str, action: LibraryAction| {
        let choose = on.reform(move |_: MouseEvent| Action::Library(action.clone()));
        html! { <button type="button" onclick={choose}>{label}</button> }
    };
    html! {
        <>
            <header class="bar">
                {brand()}
                <div class="group" role="group" aria-label={words.library()}>
                    {button(words.back_to_article(), LibraryAction::Hidden)}
                    <CommandButton command={Command::Open} label={words.add_files()} on={on.clone()} />
                    {button(words.add_folder(), LibraryAction::FolderWanted)}
                    <CommandButton command={Command::Paste} label={words.paste()} on={on.clone()} />
                    {button(words.tag_untagged(), LibraryAction::TaggingWanted)}
                    {button(words.export_zip(), LibraryAction::ArchiveWanted(Archive::Zip))}
                    {button(words.export_lines(), LibraryAction::ArchiveWanted(Archive::JsonLines))}
                </div>
                <p class="kept">{persistence(words, props)}</p>
                <div class="group end" role="group" aria-label={words.window()}>
                    <CommandButton command={Command::Help} label="?" name={words.help()} class="icon" on={on.clone()} />
                </div>
            </header>
            {work(words, props)}
            {report(words, props)}
        </>
    }
}

fn persistence(words: Language, props: &HeadProps) -> Html {
    let ask = props.on.reform(|_: MouseEvent| Action::Library(LibraryAction::PersistenceWanted));
    match props.keeping {
        Persistence::Unknown => Html::default(),
        Persistence::Promised => html! { {words.kept_until_removed()} },
        Persistence::MayClear => html! {
            <>{words.may_be_cleared()}<button type="button" class="link" onclick={ask}>{words.ask_it_not_to()}</button></>
        },
        Persistence::CannotPromise => {
            html! { {words.cleared_after_a_week()} }
        }
    }
}

fn work(words: Language, props: &HeadProps) -> Html {
    let Some(work) = &props.work else { return Html::default() };
    let stop = props.on.reform(|_: MouseEvent| Action::Library(LibraryAction::WorkStopped));
    html! {
        <div class="library-work">
            <span>{words.work_n_of_n(words.doing(work.kind), work.n_done, work.n_all)}</span>
            <progress aria-label={words.doing(work.kind)} max={work.n_all.to_string()} value={work.n_done.to_string()}></progress>
            <button type="button" onclick={stop}>{words.stop()}</button>
        </div>
    }
}

fn report(words: Language, props: &HeadProps) -> Html {
    let Some(report) = &props.report else { return Html::default() };
    let dismiss = props.on.reform(|_: MouseEvent| Action::Library(LibraryAction::ReportDismissed));
    html! {
        <div class="library-report">
            <p>{&report.summary}</p>
            if !report.failures.is_empty() {
                <ul>{for report.failures.iter().map(|failure| html! { <li><b>{&failure.name}</b>{": "}{&failure.reason}</li> })}</ul>
            }
            <button type="button" class="quiet" aria-label={words.dismiss_report()} onclick={dismiss}>{"×"}</button>
        </div>
    }
}

/// The search and what narrows the list.
pub fn filters(words: Language, props: &LibraryProps) -> Html {
    let on = &props.on;
    let typed = on.reform(|event: InputEvent| Action::Library(LibraryAction::SearchTyped(dom::value(&event))));
    let tag_chosen = on.reform(|event: Event| {
        Action::Library(LibraryAction::TagChosen(Some(dom::value(&event)).filter(|tag| !tag.is_empty())))
    });
    let removed = on.reform(|event: Event| Action::Library(LibraryAction::RemovedShown(dom::is_checked(&event))));
    let count = |stage: Option<Stage>| {
        let live = props.cards.values().filter(|card| card.marks.removed_at.is_none());
        live.filter(|card| stage.is_none_or(|stage| card.stage() == stage)).count()
    };
    let stage = |stage: Option<Stage>| {
        let choose = on.reform(move |_: MouseEvent| Action::Library(LibraryAction::StageChosen(stage)));
        let is_chosen = if props.query.stage == stage { "true" } else { "false" };
        html! {
            <button type="button" aria-pressed={is_chosen} onclick={choose}>
                {stage.map_or(words.all(), |stage| words.stage(stage))}{" "}<small>{count(stage)}</small>
            </button>
        }
    };
    html! {
        <div class="library-filters">
            <input id="library-search" type="search" aria-label={words.search_library()} value={props.query.search.clone()}
                placeholder={words.search_library_help()} oninput={typed} />
            <div class="group" role="group" aria-label={words.status_()}>
                {stage(None)}
                {for Stage::ALL.into_iter().map(|one| stage(Some(one)))}
            </div>
            <select aria-label={words.tag_noun()} onchange={tag_chosen}>
                <option value="" selected={props.query.tag.is_none()}>{words.any_tag()}</option>
                {for tags(&props.cards).into_iter().map(|(tag, n)| html! {
                    <option value={tag.clone()} selected={props.query.tag.as_ref() == Some(&tag)}>{format!("{tag} ({n})")}</option>
                })}
            </select>
            <label class="check"><input type="checkbox" checked={props.query.shows_removed} onchange={removed} />{words.removed_ones()}</label>
            <span class="n-listed">{words.n_articles(props.listed.len())}</span>
        </div>
    }
}
