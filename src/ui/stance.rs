//! Stances in the panel: a card for each, a form in the card that is open, and the form for a new one.

use super::controls::{CommandButton, EntitySelect, filtered, use_words};
use super::popover::{note, why};
use crate::annotation::{EntityId, Polarity, Status, Target};
use crate::app::command::Command;
use crate::app::view::{self, StanceCard};
use crate::app::words::Language;
use crate::app::{Action, Item, StanceDraft, describe};
use crate::document::{AnnotationId, Document, Edit};
use crate::text::Span;
use std::rc::Rc;
use yew::{AttrValue, Callback, FocusEvent, Html, MouseEvent, Properties, SubmitEvent, classes, component, html};

#[derive(Properties)]
pub struct StanceCardProps {
    pub card: StanceCard,
    /// Only the open card needs it.
    pub document: Option<Rc<Document>>,
    pub has_selection: bool,
    pub on: Callback<Action>,
}

impl PartialEq for StanceCardProps {
    fn eq(&self, other: &Self) -> bool {
        let is_same_document = match (&self.document, &other.document) {
            (Some(a), Some(b)) => Rc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        is_same_document && self.card == other.card && self.has_selection == other.has_selection && self.on == other.on
    }
}

#[component]
pub fn StanceCardView(props: &StanceCardProps) -> Html {
    let words = use_words();
    let (card, on) = (&props.card, &props.on);
    let item = Item::Stance(card.id.clone());
    let choose = {
        let item = item.clone();
        on.reform(move |_: MouseEvent| Action::ItemChosen(item.clone()))
    };
    let enter = {
        let item = item.clone();
        on.reform(move |_: MouseEvent| Action::Hovered(Some(item.clone())))
    };
    let focus_in = on.reform(move |_: FocusEvent| Action::Hovered(Some(item.clone())));
    let leave = on.reform(|_: MouseEvent| Action::Hovered(None));
    let focus_out = on.reform(|_: FocusEvent| Action::Hovered(None));
    html! {
        <li class={classes!("card", "stance", card.is_focused.then_some("is-focused"), card.is_doubtful.then_some("is-doubtful"))}
            data-card-stance={card.id.to_string()} data-status={card.status.as_str()} data-polarity={card.polarity.as_str()}
            onmouseenter={enter} onmouseleave={leave} onfocusin={focus_in} onfocusout={focus_out}>
            <button type="button" class="face" id={card.is_focused.then_some("card-first")}
                aria-expanded={if card.is_focused { "true" } else { "false" }} onclick={choose}>
                <span class="sides">
                    <strong>{&card.holder_name}</strong>
                    <span class="side" data-polarity={card.polarity.as_str()}>
                        <span class="sign" aria-hidden="true">{sign(card.polarity)}</span>{words.polarity(card.polarity)}
                    </span>
                    <strong>{&card.target_name}</strong>
                </span>
                <span class="evidence">
                    {trimmed_before(&card.before)}
                    <b class="cue" data-polarity={card.polarity.as_str()}>{&card.cue}</b>
                    {trimmed_after(&card.after)}
                </span>
            </button>
            <div class="foot">
                <span class="status">{status(words, card)}</span>
                {decide(words, card, on)}
            </div>
            if let Some(document) = &props.document {
                {form(words, props, document)}
            }
        </li>
    }
}

const fn sign(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Favor => "+",
        Polarity::Against => "−",
    }
}

/// The end of what comes before the cue: as much as a card has room for.
fn trimmed_before(text: &str) -> String {
    const N: usize = 90;
    match text.char_indices().rev().nth(N) {
        Some((at, _)) => format!("…{}", &text[at..]),
        None => text.to_owned(),
    }
}

fn trimmed_after(text: &str) -> String {
    const N: usize = 110;
    match text.char_indices().nth(N) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

fn status(words: Language, card: &StanceCard) -> String {
    match (card.status, card.percent) {
        (Status::Suggested, Some(percent)) => words.suggested(percent),
        (status, _) => words.status(status).to_owned(),
    }
}

fn decide(words: Language, card: &StanceCard, on: &Callback<Action>) -> Html {
    let edit = |edit: Edit| on.reform(move |_: MouseEvent| Action::EditChosen(edit.clone()));
    let (confirm, reject) =
        (Edit::ConfirmStance { stance: card.id.clone() }, Edit::RejectStance { stance: card.id.clone() });
    let name = words.in_short(&card.holder_name, words.polarity(card.polarity), &card.target_name);
    match card.status {
        Status::Rejected => html! {
            <button type="button" onclick={edit(confirm)} aria-label={words.take_back_in(name)}>{words.take_back()}</button>
        },
        status => html! {
            <>
                if !status.is_reviewed() {
                    <button type="button" onclick={edit(confirm)} aria-label={words.confirm_this(&name)}>{words.confirm()}</button>
                }
                <button type="button" onclick={edit(reject)}
                    aria-label={if status == Status::Added { words.remove_this(&name) } else { words.reject_this(&name) }}>
                    {if status == Status::Added { words.remove() } else { words.reject() }}
                </button>
            </>
        },
    }
}

/// The open card: why it was suggested, and all its parts to be changed.
fn form(words: Language, props: &StanceCardProps, document: &Rc<Document>) -> Html {
    let (card, on) = (&props.card, &props.on);
    let id = card.id.clone();
    let cue = document.stance(&id).map(|stance| stance.claim.cue);
    let choices = view::choices(document, cue);
    let set_holder = {
        let id = id.clone();
        filtered(on, move |value: String| {
            let holder = (!value.is_empty()).then(|| EntityId::new(value))?;
            Some(Action::EditChosen(Edit::SetHolder { stance: id.clone(), holder }))
        })
    };
    let set_target = {
        let id = id.clone();
        filtered(on, move |value: String| {
            let target = (!value.is_empty() && value != "issue").then(|| Target::Entity(EntityId::new(value)))?;
            Some(Action::EditChosen(Edit::SetTarget { stance: id.clone(), target }))
        })
    };
    let set_polarity = {
        let id = id.clone();
        on.reform(move |polarity| Action::EditChosen(Edit::SetPolarity { stance: id.clone(), polarity }))
    };
    let set_cue = {
        let id = id.clone();
        on.reform(move |_: MouseEvent| Action::CueFromSelection(id.clone()))
    };
    let issue = matches!(card.target, Target::Issue(_)).then(|| AttrValue::from("issue"));
    let more = issue.iter().map(|value| (value.clone(), AttrValue::from(card.target_name.clone()))).collect::<Vec<_>>();
    html! {
        <div class="form">
            if let Some(reason) = &card.reason {
                {why(words, reason)}
            }
            if let Some(was) = &card.was {
                <p class="why">{words.was_suggested_as(format!("{}: {}", describe::claim(words, document, was), describe::words_of(document.article(), was.cue)))}</p>
            }
            <label class="field"><span>{words.holder()}</span>
                <EntitySelect id="card-holder" choices={choices.clone()} chosen={Some(card.holder.clone())} none={words.choose()} name={words.holder()}
                    on_choice={set_holder} />
            </label>
            {polarity_choice(words, card.polarity, "card", set_polarity)}
            <label class="field"><span>{words.target()}</span>
                <EntitySelect id="card-target" choices={choices} chosen={card.target.entity().cloned()} none={words.choose()} name={words.target()} more={more}
                    chosen_more={issue} on_choice={set_target} />
            </label>
            <div class="field"><span>{words.cue()}</span>
                <q>{&card.cue}</q>
                <button type="button" disabled={!props.has_selection} onclick={set_cue}>{words.use_selected_words()}</button>
            </div>
            <div class="row">
                <button type="button" aria-pressed={if card.is_doubtful { "true" } else { "false" }}
                    onclick={doubt(&id, card.is_doubtful, on)}>{words.in_doubt()}</button>
                {note(words, AnnotationId::Stance(id), &card.note, on)}
            </div>
        </div>
    }
}

fn doubt(id: &crate::annotation::StanceId, is_doubtful: bool, on: &Callback<Action>) -> Callback<MouseEvent> {
    let of = AnnotationId::Stance(id.clone());
    on.reform(move |_: MouseEvent| Action::EditChosen(Edit::SetDoubt { of: of.clone(), is_doubtful: !is_doubtful }))
}

fn polarity_choice(words: Language, current: Polarity, name: &'static str, choose: Callback<Polarity>) -> Html {
    html! {
        <div class="polarity" role="group" aria-label={words.side()}>
            {for [Polarity::Favor, Polarity::Against].into_iter().map(|polarity| html! {
                <button type="button" id={format!("{name}-{polarity}")} data-polarity={polarity.as_str()}
                    aria-pressed={if polarity == current { "true" } else { "false" }}
                    onclick={choose.reform(move |_: MouseEvent| polarity)}>
                    <span class="sign" aria-hidden="true">{sign(polarity)}</span>{words.polarity(polarity)}
                </button>
            })}
        </div>
    }
}

#[derive(Properties)]
pub struct DraftProps {
    pub document: Rc<Document>,
    pub draft: StanceDraft,
    /// Whether the letters in the text ask for the holder.
    pub asks_for_holder: bool,
    pub on: Callback<Action>,
}

impl PartialEq for DraftProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.document, &other.document)
            && self.draft == other.draft
            && self.asks_for_holder == other.asks_for_holder
            && self.on == other.on
    }
}

/// The form for a new stance. Enter adds it.
#[component]
pub fn DraftView(props: &DraftProps) -> Html {
    let words = use_words();
    let (draft, on, document) = (&props.draft, &props.on, &props.document);
    let choices = view::choices(document, draft.cue.or_else(|| place(draft)));
    let changed = |change: fn(&mut StanceDraft, String)| {
        let draft = draft.clone();
        on.reform(move |value: String| {
            let mut draft = draft.clone();
            change(&mut draft, value);
            Action::StanceDraftChanged(draft)
        })
    };
    let set_holder = changed(|draft, value| draft.holder = (!value.is_empty()).then(|| EntityId::new(value)));
    let set_target = changed(|draft, value| {
        draft.target = match value.as_str() {
            "" => None,
            "issue" => draft.target.take(),
            id => Some(Target::Entity(EntityId::new(id))),
        };
    });
    let set_polarity = {
        let draft = draft.clone();
        on.reform(move |polarity| {
            Action::StanceDraftChanged(StanceDraft { polarity, is_polarity_chosen: true, ..draft.clone() })
        })
    };
    let submit = on.reform(|event: SubmitEvent| {
        event.prevent_default();
        Action::StanceDraftAdded
    });
    let issue = matches!(draft.target, Some(Target::Issue(_))).then(|| AttrValue::from("issue"));
    let more = issue
        .iter()
        .zip(&draft.target)
        .map(|(value, target)| (value.clone(), AttrValue::from(describe::target(document, target))))
        .collect::<Vec<_>>();
    let cue = draft.cue.map(|cue| describe::words_of(document.article(), cue));
    html! {
        <form class="card form draft is-focused" aria-label={words.new_stance()} onsubmit={submit}>
            <label class="field"><span>{words.holder()}</span>
                <EntitySelect id="draft-holder" choices={choices.clone()} chosen={draft.holder.clone()} none={words.choose()} name={words.holder()}
                    on_choice={set_holder} />
            </label>
            {polarity_choice(words, draft.polarity, "draft", set_polarity)}
            <label class="field"><span>{words.target()}</span>
                <EntitySelect id="draft-target" choices={choices} chosen={draft.target.as_ref().and_then(Target::entity).cloned()}
                    none={words.choose()} name={words.target()} more={more} chosen_more={issue} without={draft.holder.clone()} on_choice={set_target} />
            </label>
            <div class="field"><span>{words.cue()}</span>
                if let Some(cue) = cue { <q>{cue}</q> } else { <em>{words.select_cue()}</em> }
            </div>
            <p class="hint">{if draft.takes_issue {
                words.select_matter()
            } else if draft.holder.is_none() || props.asks_for_holder {
                words.press_holders_letter()
            } else {
                words.press_targets_letter()
            }}</p>
            <div class="row">
                <button type="submit" class="primary"
                    disabled={draft.holder.is_none() || draft.target.is_none() || draft.cue.is_none()}>{words.add_stance()}</button>
                <button type="button" onclick={on.reform(|_: MouseEvent| Action::StanceDraftDropped)}>{words.cancel()}</button>
                <CommandButton command={Command::Issue} label={words.toward_a_matter()} is_pressed={draft.takes_issue}
                    shows_key={false} on={on.clone()} />
            </div>
        </form>
    }
}

const fn place(draft: &StanceDraft) -> Option<Span> {
    match &draft.target {
        Some(Target::Issue(span)) => Some(*span),
        _ => None,
    }
}
