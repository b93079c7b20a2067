//! Entities in the panel: a card for each, and in the open one all that can be changed about it.

use super::controls::{EntitySelect, TypeTag, filtered, use_words};
use super::popover::note;
use crate::annotation::{EntityId, Label};
use crate::app::view::{self, EntityCard};
use crate::app::words::Language;
use crate::app::{Action, Item, describe};
use crate::document::{AnnotationId, Document, Edit};
use crate::web::dom;
use std::rc::Rc;
use yew::{Callback, Event, FocusEvent, Html, MouseEvent, Properties, classes, component, html};

#[derive(Properties)]
pub struct EntityCardProps {
    pub card: EntityCard,
    /// Only the open card needs it.
    pub document: Option<Rc<Document>>,
    pub on: Callback<Action>,
}

impl PartialEq for EntityCardProps {
    fn eq(&self, other: &Self) -> bool {
        let is_same_document = match (&self.document, &other.document) {
            (Some(a), Some(b)) => Rc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        is_same_document && self.card == other.card && self.on == other.on
    }
}

#[component]
pub fn EntityCardView(props: &EntityCardProps) -> Html {
    let words = use_words();
    let (card, on) = (&props.card, &props.on);
    let item = Item::Entity(card.id.clone());
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
    let mut counts = vec![words.n_mentions(card.n_mentions)];
    if card.n_stances > 0 {
        counts.push(words.n_stances(card.n_stances));
    }
    if card.n_to_review > 0 {
        counts.push(words.n_to_review(card.n_to_review));
    }
    html! {
        <li class={classes!("card", "entity", card.is_focused.then_some("is-focused"))} data-card-entity={card.id.to_string()}
            onmouseenter={enter} onmouseleave={leave} onfocusin={focus_in} onfocusout={focus_out}>
            <button type="button" class="face" id={card.is_focused.then_some("card-first")}
                aria-expanded={if card.is_focused { "true" } else { "false" }} onclick={choose}>
                <span class="name"><strong>{&card.name}</strong><TypeTag label={card.label.clone()} hue={card.hue} /></span>
                if let Some(side) = &card.affiliation_name {
                    <span class="affiliation">{words.speaks_for(side)}</span>
                }
                if !card.aliases.is_empty() {
                    <span class="aliases">{describe::shortened(&card.aliases.join(", "), 90)}</span>
                }
                <span class="counts">{counts.join(" · ")}</span>
            </button>
            if let Some(document) = &props.document {
                {form(words, card, document, on)}
            }
        </li>
    }
}

fn form(words: Language, card: &EntityCard, document: &Rc<Document>, on: &Callback<Action>) -> Html {
    let choices = view::choices(document, None);
    let edit = |make: fn(EntityId, String) -> Option<Edit>| {
        let id = card.id.clone();
        filtered(on, move |value: String| make(id.clone(), value).map(Action::EditChosen))
    };
    let of_event = |callback: Callback<String>| callback.reform(|event: Event| dom::value(&event));
    let rename = edit(|entity, name| Some(Edit::RenameEntity { entity, name }));
    let relabel = edit(|entity, label| Some(Edit::RelabelEntity { entity, label: Label::new(&label) }));
    let link = edit(|entity, link| {
        Some(Edit::LinkEntity { entity, link: Some(link.trim().to_owned()).filter(|link| !link.is_empty()) })
    });
    let affiliate =
        edit(|entity, id| Some(Edit::Affiliate { entity, affiliation: (!id.is_empty()).then(|| EntityId::new(id)) }));
    let merge = edit(|from, id| (!id.is_empty()).then(|| Edit::MergeEntities { from, into: EntityId::new(id) }));
    html! {
        <div class="form">
            <label class="field"><span>{words.name()}</span>
                <input type="text" value={card.name.clone()} onchange={of_event(rename)} /></label>
            <label class="field"><span>{words.type_()}</span>
                <select onchange={of_event(relabel)}>
                    {for document.codebook().labels.iter().map(|rule| html! {
                        <option value={rule.label.to_string()} selected={rule.label == card.label}>{words.label(&rule.label).to_owned()}</option>
                    })}
                </select></label>
            <label class="field"><span>{words.speaks_for_whom()}</span>
                <EntitySelect choices={choices.clone()} chosen={card.affiliation.clone()} none={words.itself()} name={words.speaks_for_whom()}
                    without={card.id.clone()} on_choice={affiliate} /></label>
            <label class="field"><span>{words.link()}</span>
                <input type="text" value={card.link.clone()} placeholder={words.link_help()} onchange={of_event(link)} /></label>
            <label class="field"><span>{words.merge_into()}</span>
                <EntitySelect id="merge-into" choices={choices} chosen={None::<EntityId>} none={words.choose()} name={words.merge_into()}
                    without={card.id.clone()} on_choice={merge} /></label>
            <div class="row">{note(words, AnnotationId::Entity(card.id.clone()), &card.note, on)}</div>
        </div>
    }
}
