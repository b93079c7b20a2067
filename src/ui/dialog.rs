//! What covers the page until it is closed. The browser's own dialogs: they keep the focus inside and close on Escape.

use super::controls::{filtered, use_words};
use super::help::HelpSheet;
use super::learned::Learned;
use super::palette::Palette;
use crate::app::learning::Learning;
use crate::app::occurrences::Occurrences;
use crate::app::words::{Language, Say};
use crate::app::{Action, Dialog, sure};
use crate::document::Document;
use crate::format::Format;
use crate::web::dom;
use std::rc::Rc;
use yew::{
    Callback, Event, Html, InputEvent, KeyboardEvent, MouseEvent, NodeRef, Properties, SubmitEvent, component, html,
    use_effect_with, use_node_ref, use_state_eq,
};

#[derive(Properties)]
pub struct DialogProps {
    pub dialog: Dialog,
    pub document: Rc<Document>,
    pub learning: Learning,
    pub on: Callback<Action>,
}

impl PartialEq for DialogProps {
    fn eq(&self, other: &Self) -> bool {
        self.dialog == other.dialog
            && Rc::ptr_eq(&self.document, &other.document)
            && self.learning == other.learning
            && self.on == other.on
    }
}

#[component]
pub fn DialogView(props: &DialogProps) -> Html {
    let words = use_words();
    let node: NodeRef = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| dom::show_modal(&node));
    }
    let on = &props.on;
    let closed = on.reform(|_: Event| Action::DialogClosed);
    // A press on the dialog itself is one on the darkened page around its content.
    let pressed_outside = {
        let node = node.clone();
        filtered(on, move |event: MouseEvent| dom::is_on(&event, &node).then_some(Action::DialogClosed))
    };
    let (title, content) = match &props.dialog {
        Dialog::Paste => (words.paste_text(), html! { <Paste on={on.clone()} /> }),
        Dialog::Help => {
            (words.help(), html! { <HelpSheet labels={props.document.codebook().labels.clone()} on={on.clone()} /> })
        }
        Dialog::Palette => (words.commands(), html! { <Palette on={on.clone()} /> }),
        Dialog::Export => (words.export_title(), export(words, &props.document, on)),
        Dialog::Learned => (
            words.learned_title(),
            html! { <Learned learning={props.learning.clone()} labels={props.document.codebook().labels.clone()} on={on.clone()} /> },
        ),
        Dialog::Occurrences(list) => (words.all_occurrences(), occurrences(words, list, on)),
        Dialog::ConfirmSure(percent) => (
            words.confirm_sure_title(),
            html! { <Sure start={*percent} document={Rc::clone(&props.document)} on={on.clone()} /> },
        ),
    };
    html! {
        <dialog ref={node} aria-labelledby="dialog-title" onclose={closed} onmousedown={pressed_outside}>
            <div class="dialog">
                <header>
                    <h2 id="dialog-title">{title}</h2>
                    <button type="button" class="quiet" aria-label={words.close()} onclick={on.reform(|_: MouseEvent| Action::DialogClosed)}>{"×"}</button>
                </header>
                {content}
            </div>
        </dialog>
    }
}

#[derive(Properties, PartialEq)]
struct PasteProps {
    on: Callback<Action>,
}

/// A field to paste into. What was copied from a web page brings its paragraphs along.
#[component]
fn Paste(props: &PasteProps) -> Html {
    let words = use_words();
    let text = use_state_eq(String::new);
    // The page's own form of the text, as long as the reader has not changed it.
    let html_of = use_state_eq(|| None::<(String, String)>);
    let input = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| text.set(dom::value(&event)))
    };
    let paste = {
        let html_of = html_of.clone();
        Callback::from(move |event: Event| html_of.set(dom::pasted(&event)))
    };
    let submit = {
        let (text, html_of) = (text.clone(), html_of.clone());
        props.on.reform(move |()| Action::TextPasted {
            text: (*text).clone(),
            html: (*html_of).clone().filter(|(plain, _)| plain.trim() == text.trim()).map(|(_, html)| html),
        })
    };
    let submit_form = {
        let submit = submit.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            submit.emit(());
        })
    };
    let key = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            submit.emit(());
        }
    });
    html! {
        <form onsubmit={submit_form}>
            <textarea autofocus=true aria-label={words.text_of_article()} placeholder={words.paste_here()} rows="14"
                oninput={input} onpaste={paste} onkeydown={key} />
            <div class="row end">
                <button type="submit" class="primary" disabled={text.trim().is_empty()}>{words.tag_this_text()}</button>
            </div>
        </form>
    }
}

fn occurrences(words: Language, list: &Occurrences, on: &Callback<Action>) -> Html {
    let n_ticked = list.places.iter().filter(|place| place.is_ticked).count();
    let submit = on.reform(|event: SubmitEvent| {
        event.prevent_default();
        Action::OccurrencesAccepted
    });
    html! {
        <form onsubmit={submit}>
            <p>{&list.title}</p>
            <ul class="occurrences">
                {for list.places.iter().enumerate().map(|(place_idx, place)| html! {
                    <li key={place_idx}><label>
                        <input type="checkbox" checked={place.is_ticked}
                            onchange={on.reform(move |_: Event| Action::OccurrenceToggled(place_idx))} />
                        <span class="place">{"…"}{&place.before}<b>{&place.words}</b>{&place.after}{"…"}<small>{&place.what}</small></span>
                    </label></li>
                })}
            </ul>
            <div class="row end">
                <button type="submit" class="primary" autofocus=true disabled={n_ticked == 0}>
                    {words.do_it_in(words.n_places(n_ticked))}
                </button>
            </div>
        </form>
    }
}

/// The formats, each with what it cannot hold.
fn export(words: Language, document: &Document, on: &Callback<Action>) -> Html {
    let formats = Format::ALL.into_iter().filter(|format| *format != Format::Native);
    html! {
        <ul class="formats">
            {for formats.map(|format| {
                let losses = format.losses(document);
                let lost = losses.iter().map(|loss| loss.say(words)).collect::<Vec<_>>().join(", ");
                let choose = on.reform(move |_: MouseEvent| Action::ExportChosen(format));
                html! {
                    <li>
                        <button type="button" class="choice" onclick={choose}><span>{words.format(format)}</span></button>
                        <small>{if losses.is_empty() { words.keeps_everything().to_owned() } else { words.leaves_out(lost) }}</small>
                    </li>
                }
            })}
        </ul>
    }
}

#[derive(Properties)]
struct SureProps {
    start: u16,
    document: Rc<Document>,
    on: Callback<Action>,
}

impl PartialEq for SureProps {
    fn eq(&self, other: &Self) -> bool {
        self.start == other.start && Rc::ptr_eq(&self.document, &other.document) && self.on == other.on
    }
}

/// Confirms everything that is at least as sure as the reader says.
#[component]
fn Sure(props: &SureProps) -> Html {
    let words = use_words();
    let percent = use_state_eq(|| props.start);
    let n = sure(&props.document, *percent).len();
    let slide = {
        let percent = percent.clone();
        Callback::from(move |event: InputEvent| percent.set(dom::value(&event).parse().unwrap_or(100)))
    };
    let submit = {
        let percent = *percent;
        props.on.reform(move |event: SubmitEvent| {
            event.prevent_default();
            Action::SureAccepted(percent)
        })
    };
    html! {
        <form onsubmit={submit}>
            <label class="slider">
                <span>{words.sure_enough(*percent, n)}</span>
                <input type="range" min="50" max="100" autofocus=true value={percent.to_string()} oninput={slide} />
            </label>
            <div class="row end">
                <button type="submit" class="primary" disabled={n == 0}>{words.confirm_n(words.n_suggestions(n))}</button>
            </div>
        </form>
    }
}
