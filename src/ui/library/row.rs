//! One article in the list, and the details of the chosen one.

use super::LibraryProps;
use crate::app::Action;
use crate::app::describe;
use crate::app::library::{ArticleId, Card, LibraryAction};
use crate::web::dom;
use std::rc::Rc;
use yew::{Callback, Event, Html, KeyboardEvent, MouseEvent, Properties, component, html};

#[derive(Properties)]
pub struct RowProps {
    pub id: ArticleId,
    pub card: Rc<Card>,
    /// Where the search found something: before, itself, after.
    pub place: Option<(String, String, String)>,
    pub row_idx: usize,
    pub is_chosen: bool,
    pub on: Callback<Action>,
}

impl PartialEq for RowProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.card, &other.card)
            && (self.id, self.row_idx, self.is_chosen) == (other.id, other.row_idx, other.is_chosen)
            && self.place == other.place
            && self.on == other.on
    }
}

#[component]
pub fn ArticleRow(props: &RowProps) -> Html {
    let (id, card, on) = (props.id, &props.card, &props.on);
    let open = on.reform(move |_: MouseEvent| Action::RecentChosen(id));
    let choose = on.reform(move |_: MouseEvent| Action::Library(LibraryAction::RowChosen(id)));
    let toggle = on.reform(move |_: MouseEvent| Action::Library(LibraryAction::DoneToggled(id)));
    let stage = card.stage();
    html! {
        <tr data-article={id.0.to_string()} data-stage={stage.id()} aria-rowindex={(props.row_idx + 2).to_string()}
            class={if props.is_chosen { "is-chosen" } else { "" }} onclick={choose}>
            <td class="is-title">
                <button type="button" class="choice" id={props.is_chosen.then_some("chosen-article")} onclick={open}>
                    <span>{title(card)}</span>
                    <small>{match &props.place {
                        Some((before, found, after)) => html! { <>{before}<b>{found}</b>{after}</> },
                        None => html! { {[card.marks.tags.join(", "), card.source.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")} },
                    }}</small>
                </button>
            </td>
            <td class="is-status"><button type="button" class="stage" title="Done, or not done (Shift+D)"
                aria-label={format!("{}: {}", title(card), stage.title())} onclick={toggle}>{stage.title()}</button></td>
            <td class="is-reviewed">{if card.is_tagged { format!("{} of {}", card.n_reviewed, card.n_items) } else { "not tagged".to_owned() }}</td>
            <td class="is-mentions">{card.n_mentions}</td>
            <td class="is-stances">{card.n_stances}</td>
            <td class="is-changed">{dom::written_time(card.changed_at)}</td>
        </tr>
    }
}

fn title(card: &Card) -> String {
    if card.title.is_empty() { "Untitled".to_owned() } else { card.title.clone() }
}

/// What can be changed of the chosen article.
pub fn details(props: &LibraryProps) -> Html {
    let Some((id, card)) = props.chosen.and_then(|id| Some((id, props.cards.get(&id)?))) else {
        return Html::default();
    };
    let on = &props.on;
    let renamed =
        on.reform(move |event: Event| Action::Library(LibraryAction::Renamed { id, title: dom::value(&event) }));
    let tag_typed = {
        let props = props.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                props.happens(LibraryAction::TagAdded { id, tag: dom::value(&event) });
                dom::clear(&event);
            }
        })
    };
    let button = |label: &'static str, action: Action| {
        html! { <button type="button" onclick={on.reform(move |_: MouseEvent| action.clone())}>{label}</button> }
    };
    html! {
        <aside class="library-details" aria-label="The chosen article" key={id.0}>
            <label>{"Title"}<input value={card.title.clone()} onchange={renamed} /></label>
            <p><small>{describe::count(card.n_words, "word")}{" · "}{describe::count(card.n_mentions, "mention")}{" · "}{describe::count(card.n_stances, "stance")}</small></p>
            <div class="row" aria-label="Tags" role="group">
                {for card.marks.tags.iter().map(|tag| {
                    let taken = tag.clone();
                    let take = on.reform(move |_: MouseEvent| Action::Library(LibraryAction::TagTaken { id, tag: taken.clone() }));
                    html! { <button type="button" class="tag" aria-label={format!("Take the tag {tag} away")} onclick={take}>{tag}{" ×"}</button> }
                })}
            </div>
            <label>{"Add a tag"}<input placeholder="Enter adds it" onkeydown={tag_typed} /></label>
            <div class="row">
                {button("Open", Action::RecentChosen(id))}
                {button(if card.marks.is_done { "Not done" } else { "Done" }, Action::Library(LibraryAction::DoneToggled(id)))}
                if card.marks.removed_at.is_some() {
                    {button("Bring back", Action::Library(LibraryAction::BroughtBack(id)))}
                } else {
                    {button("Remove", Action::Library(LibraryAction::Removed(id)))}
                }
            </div>
        </aside>
    }
}
