//! What floats beside a mark or a selection: what it is, and all that can be done with it.

use super::controls::{CommandButton, EntitySelect, KeyHint, TypeTag, filtered, use_words};
use crate::annotation::{EntityId, Lesson, Mention, Status};
use crate::app::boundary::{Side, Unit, Way};
use crate::app::command::Command;
use crate::app::learning::LearningAction;
use crate::app::words::Language;
use crate::app::{Action, Item, Popover, describe, view};
use crate::document::{AnnotationId, Document, Edit, EntityChoice};
use crate::text::Span;
use crate::web::dom;
use std::rc::Rc;
use yew::{AttrValue, Callback, Event, Html, MouseEvent, Properties, classes, component, html};

#[derive(Properties)]
pub struct PopoverProps {
    pub document: Rc<Document>,
    pub popover: Popover,
    pub focus: Option<Item>,
    pub selection: Option<Span>,
    /// What the decision about the focused mention has taught.
    pub lesson: Option<Lesson>,
    pub on: Callback<Action>,
}

impl PartialEq for PopoverProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.document, &other.document)
            && self.popover == other.popover
            && self.focus == other.focus
            && self.selection == other.selection
            && self.lesson == other.lesson
            && self.on == other.on
    }
}

/// The popover. Pressing a button in it must not end the selection in the text.
#[component]
pub fn PopoverView(props: &PopoverProps) -> Html {
    let words = use_words();
    let content = match (&props.popover, &props.focus, props.selection) {
        (Popover::Selection, _, Some(span)) => selection(words, props, span),
        (Popover::Mention | Popover::Glance, Some(Item::Mention(id)), _) => match props.document.mention(id) {
            Some(found) if props.popover == Popover::Glance => glance(words, props, found),
            Some(found) => mention(words, props, found),
            None => return Html::default(),
        },
        _ => return Html::default(),
    };
    let hold = Callback::from(|event: MouseEvent| {
        if !dom::is_field(&event) {
            event.prevent_default();
        }
    });
    let name = if props.popover == Popover::Selection { words.selected_words() } else { words.mention() };
    let class = classes!("popover", (props.popover == Popover::Glance).then_some("glance"));
    html! { <div class={class} role="dialog" aria-label={name} onmousedown={hold}>{content}</div> }
}

/// The types, each with its key. `current` is pressed.
fn types(words: Language, props: &PopoverProps, current: Option<&Mention>) -> Html {
    html! {
        <div class="types" role="group" aria-label={words.type_()}>
            {for props.document.codebook().labels.iter().enumerate().map(|(label_idx, rule)| {
                let is_pressed = current.is_some_and(|m| m.claim.label == rule.label);
                let choose = props.on.reform(move |_: MouseEvent| Action::CommandChosen(Command::Label(label_idx)));
                html! {
                    <button type="button" class="type" style={format!("--hue:{}", rule.hue)} title={format!("{}: {}", words.label_title(rule), words.label_rule(rule))}
                        aria-pressed={if is_pressed { "true" } else { "false" }}
                        id={(label_idx == 0 && current.is_none()).then_some("popover-first")}
                        onclick={choose}>
                        <span>{words.label(&rule.label).to_owned()}</span><KeyHint command={Command::Label(label_idx)} />
                    </button>
                }
            })}
        </div>
    }
}

fn selection(words: Language, props: &PopoverProps, span: Span) -> Html {
    let chosen = describe::words_of(props.document.article(), span);
    let focused = match &props.focus {
        Some(Item::Mention(id)) => {
            props.document.mention(id).map(|m| describe::words_of(props.document.article(), m.claim.span))
        }
        Some(Item::Stance(_)) => Some(words.the_cue().to_owned()),
        _ => None,
    };
    html! {
        <>
            <p class="about"><q>{chosen}</q></p>
            {types(words, props, None)}
            <div class="row">
                <CommandButton command={Command::Stance} label={words.stance_cue()} on={props.on.clone()} />
                if let Some(focused) = focused {
                    <CommandButton command={Command::UseSelection} label={words.make_this(describe::shortened(&focused, 18))}
                        on={props.on.clone()} />
                }
            </div>
        </>
    }
}

/// What it is, and the two keys that decide; everything else is one key away.
fn glance(words: Language, props: &PopoverProps, mention: &Mention) -> Html {
    let document = &props.document;
    let chosen = describe::words_of(document.article(), mention.claim.span);
    let name = mention.claim.entity.as_ref().map(|id| describe::entity_name(document, id));
    let hue = view::hue(document, &mention.claim.label);
    html! {
        <>
            <p class="about">
                <TypeTag label={mention.claim.label.clone()} {hue} />
                <q>{&chosen}</q>
                if let Some(name) = name.filter(|name| *name != chosen) {
                    <span class="means">{name}</span>
                }
                <span class="status">{status(words, mention)}</span>
            </p>
            <div class="row decide">
                {decide(words, mention, &props.on)}
                <CommandButton command={Command::Details} label={words.more()} on={props.on.clone()} />
            </div>
        </>
    }
}

fn status(words: Language, mention: &Mention) -> String {
    match (mention.status, view::percent(&mention.origin)) {
        (Status::Suggested, Some(percent)) => words.suggested(percent),
        (status, _) => words.status(status).to_owned(),
    }
}

/// The two buttons that decide on a suggestion.
fn decide(words: Language, mention: &Mention, on: &Callback<Action>) -> Html {
    let edit = |edit: Edit| on.reform(move |_: MouseEvent| Action::EditChosen(edit.clone()));
    let id = &mention.id;
    let is_open_question = !mention.status.is_reviewed();
    html! {
        <>
            <CommandButton command={Command::Confirm} id="popover-first" class={if is_open_question { "primary" } else { "" }}
                label={words.confirm()} is_disabled={!is_open_question} press={edit(Edit::ConfirmMention { mention: id.clone() })}
                on={on.clone()} />
            <CommandButton command={Command::Reject} press={edit(Edit::RejectMention { mention: id.clone() })}
                label={if mention.status == Status::Added { words.remove() } else { words.reject() }} on={on.clone()} />
        </>
    }
}

fn mention(words: Language, props: &PopoverProps, mention: &Mention) -> Html {
    let document = &props.document;
    let on = &props.on;
    let id = mention.id.clone();
    html! {
        <>
            <p class="about">
                <q>{describe::words_of(document.article(), mention.claim.span)}</q>
                <span class="status">{status(words, mention)}</span>
            </p>
            if let Some(reason) = &mention.origin.reason {
                {why(words, reason)}
            }
            if let Some(lesson) = props.lesson.clone() {
                <p class="why">{words.lesson_counts()}
                    <button type="button" class="link"
                        onclick={on.reform(move |_: MouseEvent| Action::Learning(LearningAction::Forgotten(lesson.clone())))}>{words.forget_it()}</button>
                </p>
            }
            <div class="row decide">
                {decide(words, mention, on)}
                <CommandButton command={Command::Occurrences} label={words.all_like_this()} on={on.clone()} />
            </div>
            {types(words, props, Some(mention))}
            {entity(words, props, mention)}
            if mention.claim.entity.is_some() {
                {stance_handle(words, on)}
            }
            <div class="row">
                {boundaries(words, props)}
                <CommandButton command={Command::Doubt} label={words.doubt()} is_pressed={mention.is_doubtful} on={on.clone()} />
                {note(words, AnnotationId::Mention(id), mention.note.as_deref().unwrap_or_default(), on)}
            </div>
        </>
    }
}

fn entity(words: Language, props: &PopoverProps, mention: &Mention) -> Html {
    let id = mention.id.clone();
    let choose = props.on.reform(move |value: String| {
        let entity = match value.as_str() {
            "" => EntityChoice::Without,
            "new" => EntityChoice::New,
            known => EntityChoice::This(EntityId::new(known)),
        };
        Action::EditChosen(Edit::ReassignMention { mention: id.clone(), entity })
    });
    let entity = mention.claim.entity.clone();
    let show =
        entity.clone().map(|id| props.on.reform(move |_: MouseEvent| Action::ItemChosen(Item::Entity(id.clone()))));
    html! {
        <div class="row">
            <label class="field">
                <span>{words.means()}</span>
                <EntitySelect choices={view::choices(&props.document, Some(mention.claim.span))} chosen={entity} none={words.no_entity()}
                    name={words.entity()} more={vec![(AttrValue::from("new"), AttrValue::from(words.a_new_entity()))]} on_choice={choose} />
            </label>
            if let Some(show) = show {
                <button type="button" onclick={show}>{words.entity_more()}</button>
            }
        </div>
    }
}

/// Begins a stance of the mention: pressed and let go, or dragged to the mark that is its target. A press that comes
/// from a pointer is heard by the page.
fn stance_handle(words: Language, on: &Callback<Action>) -> Html {
    let press =
        filtered(on, |event: MouseEvent| (event.detail() == 0).then_some(Action::CommandChosen(Command::Stance)));
    html! {
        <div class="row">
            <CommandButton command={Command::Stance} class="stance-handle" title={words.press_or_drag()} label={words.takes_a_side()}
                {press} on={on.clone()} />
        </div>
    }
}

fn boundaries(words: Language, props: &PopoverProps) -> Html {
    let step = |side, way, label: &'static str| {
        let command = Command::Boundary(side, way, Unit::Word);
        html! {
            <CommandButton {command} class="step" label={label} name={words.command(command)}
                on={props.on.clone()} />
        }
    };
    html! {
        <div class="boundaries" role="group" aria-label={words.boundaries()}>
            {step(Side::Start, Way::Outward, "⇤")}
            {step(Side::Start, Way::Inward, "↦")}
            {step(Side::End, Way::Inward, "↤")}
            {step(Side::End, Way::Outward, "⇥")}
        </div>
    }
}

/// Why it was suggested, with its language where that is not the screen's.
pub fn why(words: Language, reason: &str) -> Html {
    let (reason, language) = words.reason(reason);
    html! { <p class="why" lang={(language != words).then_some(language.code())}>{reason}</p> }
}

/// A field for a reader's note.
pub fn note(words: Language, of: AnnotationId, note: &str, on: &Callback<Action>) -> Html {
    let change = on.reform(move |event: Event| {
        let note = Some(dom::value(&event)).filter(|note| !note.trim().is_empty());
        Action::EditChosen(Edit::SetNote { of: of.clone(), note })
    });
    html! { <input id="note" class="note" type="text" placeholder={words.note()} aria-label={words.note()} value={note.to_owned()} onchange={change} /> }
}
