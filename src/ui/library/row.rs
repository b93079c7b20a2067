//! One article in the list, and the details of the chosen one.

use super::LibraryProps;
use crate::app::Action;
use crate::app::command::Command;
use crate::app::library::{ArticleId, Card, LibraryAction};
use crate::app::words::Language;
use crate::ui::controls::{use_keys, use_words};
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
    let words = use_words();
    let keys = use_keys();
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
                    <span>{title(words, card)}</span>
                    <small>{match &props.place {
                        Some((before, found, after)) => html! { <>{before}<b>{found}</b>{after}</> },
                        None => html! { {[card.marks.tags.join(", "), card.source.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")} },
                    }}</small>
                </button>
            </td>
            <td class="is-status"><button type="button" class="stage" title={words.done_or_not(keys.key(Command::Done))}
                aria-label={format!("{}: {}", title(words, card), words.stage(stage))} onclick={toggle}>{words.stage(stage)}</button></td>
            <td class="is-reviewed">{if card.is_tagged { words.n_of_n_items(card.n_reviewed, card.n_items) } else { words.not_tagged().to_owned() }}</td>
            <td class="is-mentions">{card.n_mentions}</td>
            <td class="is-stances">{card.n_stances}</td>
            <td class="is-changed">{dom::written_time(card.changed_at)}</td>
        </tr>
    }
}

fn title(words: Language, card: &Card) -> String {
    if card.title.is_empty() { words.untitled().to_owned() } else { card.title.clone() }
}

/// What can be changed of the chosen article.
pub fn details(words: Language, props: &LibraryProps) -> Html {
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
        <aside class="library-details" aria-label={words.the_chosen_article()} key={id.0}>
            <label>{words.title()}<input value={card.title.clone()} onchange={renamed} /></label>
            <p><small>{words.n_words(card.n_words)}{" · "}{words.n_mentions(card.n_mentions)}{" · "}{words.n_stances(card.n_stances)}</small></p>
            <div class="row" aria-label={words.tags()} role="group">
                {for card.marks.tags.iter().map(|tag| {
                    let taken = tag.clone();
                    let take = on.reform(move |_: MouseEvent| Action::Library(LibraryAction::TagTaken { id, tag: taken.clone() }));
                    html! { <button type="button" class="tag" aria-label={words.take_tag_away(tag)} onclick={take}>{tag}{" ×"}</button> }
                })}
            </div>
            <label>{words.add_a_tag()}<input placeholder={words.enter_adds_it()} onkeydown={tag_typed} /></label>
            <div class="row">
                {button(words.open(), Action::RecentChosen(id))}
                {button(if card.marks.is_done { words.not_done() } else { words.done() }, Action::Library(LibraryAction::DoneToggled(id)))}
                if card.marks.removed_at.is_some() {
                    {button(words.bring_back(), Action::Library(LibraryAction::BroughtBack(id)))}
                } else {
                    {button(words.remove(), Action::Library(LibraryAction::Removed(id)))}
                }
            </div>
        </aside>
    }
}
