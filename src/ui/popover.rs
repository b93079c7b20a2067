//! What floats beside a mark or a selection: what it is, and all that can be done with it.

use super::controls::{CommandButton, EntitySelect, TypeTag, filtered};
use crate::annotation::{EntityId, Lesson, Mention, Status};
use crate::app::boundary::{Side, Unit, Way};
use crate::app::command::Command;
use crate::app::learning::LearningAction;
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
    let content = match (&props.popover, &props.focus, props.selection) {
        (Popover::Selection, _, Some(span)) => selection(props, span),
        (Popover::Mention | Popover::Glance, Some(Item::Mention(id)), _) => match props.document.mention(id) {
            Some(found) if props.popover == Popover::Glance => glance(props, found),
            Some(found) => mention(props, found),
            None => return Html::default(),
        },
        _ => return Html::default(),
    };
    let hold = Callback::from(|event: MouseEvent| {
        if !dom::is_field(&event) {
            event.prevent_default();
        }
    });
    let name = if props.popover == Popover::Selection { "Selected words" } else { "Mention" };
    let class = classes!("popover", (props.popover == Popover::Glance).then_some("glance"));
    html! { <div class={class} role="dialog" aria-label={name} onmousedown={hold}>{content}</div> }
}

/// The types, each with its key. `current` is pressed.
fn types(props: &PopoverProps, current: Option<&Mention>) -> Html {
    html! {
        <div class="types" role="group" aria-label="Type">
            {for props.document.codebook().labels.iter().enumerate().map(|(label_idx, rule)| {
                let is_pressed = current.is_some_and(|m| m.claim.label == rule.label);
                let choose = props.on.reform(move |_: MouseEvent| Action::CommandChosen(Command::Label(label_idx)));
                html! {
                    <button type="button" class="type" style={format!("--hue:{}", rule.hue)} title={format!("{}: {}", rule.title, rule.rule)}
                        aria-pressed={if is_pressed { "true" } else { "false" }}
                        id={(label_idx == 0 && current.is_none()).then_some("popover-first")}
                        onclick={choose}>
                        <span>{rule.label.as_str()}</span><kbd aria-hidden="true" data-key={rule.key.to_string()}></kbd>
                    </button>
                }
            })}
        </div>
    }
}

fn selection(props: &PopoverProps, span: Span) -> Html {
    let words = describe::words(props.document.article(), span);
    let focused = match &props.focus {
        Some(Item::Mention(id)) => {
            props.document.mention(id).map(|m| describe::words(props.document.article(), m.claim.span))
        }
        Some(Item::Stance(_)) => Some("the cue".to_owned()),
        _ => None,
    };
    html! {
        <>
            <p class="about"><q>{words}</q></p>
            {types(props, None)}
            <div class="row">
                <CommandButton command={Command::Stance} label="Stance cue …" on={props.on.clone()} />
                if let Some(focused) = focused {
                    <CommandButton command={Command::UseSelection} label={format!("Make this {}", describe::shortened(&focused, 18))}
                        on={props.on.clone()} />
                }
            </div>
        </>
    }
}

/// What it is, and the two keys that decide; everything else is one key away.
fn glance(props: &PopoverProps, mention: &Mention) -> Html {
    let document = &props.document;
    let words = describe::words(document.article(), mention.claim.span);
    let name = mention.claim.entity.as_ref().map(|id| describe::entity_name(document, id));
    let hue = view::hue(document, &mention.claim.label);
    html! {
        <>
            <p class="about">
                <TypeTag label={mention.claim.label.clone()} {hue} />
                <q>{&words}</q>
                if let Some(name) = name.filter(|name| *name != words) {
                    <span class="means">{name}</span>
                }
                <span class="status">{status(mention)}</span>
            </p>
            <div class="row decide">
                {decide(mention, &props.on)}
                <CommandButton command={Command::Details} label="More" on={props.on.clone()} />
            </div>
        </>
    }
}

fn status(mention: &Mention) -> String {
    match (mention.status, view::percent(&mention.origin)) {
        (Status::Suggested, Some(percent)) => format!("suggested, {percent} %"),
        (status, _) => status.to_string(),
    }
}

/// The two buttons that decide on a suggestion.
fn decide(mention: &Mention, on: &Callback<Action>) -> Html {
    let edit = |edit: Edit| on.reform(move |_: MouseEvent| Action::EditChosen(edit.clone()));
    let id = &mention.id;
    let is_open_question = !mention.status.is_reviewed();
    html! {
        <>
            <button type="button" id="popover-first" class={classes!(is_open_question.then_some("primary"))}
                aria-keyshortcuts="c" disabled={!is_open_question} onclick={edit(Edit::ConfirmMention { mention: id.clone() })}>
                <span>{"Confirm"}</span><kbd aria-hidden="true" data-key="c"></kbd>
            </button>
            <button type="button" aria-keyshortcuts="x" onclick={edit(Edit::RejectMention { mention: id.clone() })}>
                <span>{if mention.status == Status::Added { "Remove" } else { "Reject" }}</span><kbd aria-hidden="true" data-key="x"></kbd>
            </button>
        </>
    }
}

fn mention(props: &PopoverProps, mention: &Mention) -> Html {
    let document = &props.document;
    let on = &props.on;
    let id = mention.id.clone();
    html! {
        <>
            <p class="about">
                <q>{describe::words(document.article(), mention.claim.span)}</q>
                <span class="status">{status(mention)}</span>
            </p>
            if let Some(reason) = &mention.origin.reason {
                <p class="why">{reason}</p>
            }
            if let Some(lesson) = props.lesson.clone() {
                <p class="why">{"Later articles follow this. "}
                    <button type="button" class="link"
                        onclick={on.reform(move |_: MouseEvent| Action::Learning(LearningAction::Forgotten(lesson.clone())))}>{"Forget it"}</button>
                </p>
            }
            <div class="row decide">
                {decide(mention, on)}
                <CommandButton command={Command::Occurrences} label="All like this …" on={on.clone()} />
            </div>
            {types(props, Some(mention))}
            {entity(props, mention)}
            if mention.claim.entity.is_some() {
                {stance_handle(on)}
            }
            <div class="row">
                {boundaries(props)}
                <button type="button" aria-pressed={if mention.is_doubtful { "true" } else { "false" }} aria-keyshortcuts="d"
                    onclick={on.reform(|_: MouseEvent| Action::CommandChosen(Command::Doubt))}>
                    <span>{"Doubt"}</span><kbd aria-hidden="true" data-key="d"></kbd>
                </button>
                {note(AnnotationId::Mention(id), mention.note.as_deref().unwrap_or_default(), on)}
            </div>
        </>
    }
}

fn entity(props: &PopoverProps, mention: &Mention) -> Html {
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
                <span>{"Means"}</span>
                <EntitySelect choices={view::choices(&props.document, Some(mention.claim.span))} chosen={entity} none="no entity"
                    name="Entity" more={vec![(AttrValue::from("new"), AttrValue::from("a new entity"))]} on_choice={choose} />
            </label>
            if let Some(show) = show {
                <button type="button" onclick={show}>{"Entity …"}</button>
            }
        </div>
    }
}

/// Begins a stance of the mention: pressed and let go, or dragged to the mark that is its target. A press that comes
/// from a pointer is heard by the page.
fn stance_handle(on: &Callback<Action>) -> Html {
    let press =
        filtered(on, |event: MouseEvent| (event.detail() == 0).then_some(Action::CommandChosen(Command::Stance)));
    html! {
        <div class="row">
            <button type="button" class="stance-handle" aria-keyshortcuts="s" title="Press, or drag to the target" onclick={press}>
                <span>{"Takes a side toward →"}</span><kbd aria-hidden="true" data-key="s"></kbd>
            </button>
        </div>
    }
}

fn boundaries(props: &PopoverProps) -> Html {
    let step = |side, way, label: &'static str, name: &'static str| {
        html! {
            <CommandButton command={Command::Boundary(side, way, Unit::Word)} class="step" label={label} name={name}
                on={props.on.clone()} />
        }
    };
    html! {
        <div class="boundaries" role="group" aria-label="Boundaries">
            {step(Side::Start, Way::Outward, "⇤", "Start one word earlier")}
            {step(Side::Start, Way::Inward, "↦", "Start one word later")}
            {step(Side::End, Way::Inward, "↤", "End one word earlier")}
            {step(Side::End, Way::Outward, "⇥", "End one word later")}
        </div>
    }
}

/// A field for a reader's note.
pub fn note(of: AnnotationId, note: &str, on: &Callback<Action>) -> Html {
    let change = on.reform(move |event: Event| {
        let note = Some(dom::value(&event)).filter(|note| !note.trim().is_empty());
        Action::EditChosen(Edit::SetNote { of: of.clone(), note })
    });
    html! { <input id="note" class="note" type="text" placeholder="Note" aria-label="Note" value={note.to_owned()} onchange={change} /> }
}
