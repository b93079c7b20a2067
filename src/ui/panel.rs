//! The side panel: the same annotations as lists, each linked to its place in the text.

use super::controls::{KeyHint, use_keys, use_words};
use super::entity::EntityCardView;
use super::history::HistoryView;
use super::stance::{DraftView, StanceCardView};
use super::table::TableView;
use crate::app::command::Command;
use crate::app::keymap::Keymap;
use crate::app::sight::{self, Sureness};
use crate::app::view::{self, HistoryLines};
use crate::app::words::Language;
use crate::app::{Action, Item, Panel, Show, StanceDraft, Tab, describe};
use crate::document::Document;
use crate::web::dom;
use std::rc::Rc;
use yew::{Callback, Event, Html, InputEvent, KeyboardEvent, MouseEvent, Properties, component, html};

#[derive(Properties)]
pub struct PanelProps {
    pub document: Rc<Document>,
    pub panel: Panel,
    pub focus: Option<Item>,
    pub draft: Option<StanceDraft>,
    /// Whether the letters in the text ask for the holder.
    pub asks_for_holder: bool,
    pub has_selection: bool,
    pub history: HistoryLines,
    pub sureness: Sureness,
    pub on: Callback<Action>,
}

impl PartialEq for PanelProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.document, &other.document)
            && self.panel == other.panel
            && self.focus == other.focus
            && self.draft == other.draft
            && self.asks_for_holder == other.asks_for_holder
            && self.has_selection == other.has_selection
            && self.history == other.history
            && self.sureness == other.sureness
            && self.on == other.on
    }
}

#[component]
pub fn PanelView(props: &PanelProps) -> Html {
    let words = use_words();
    let keys = use_keys();
    let (panel, on) = (&props.panel, &props.on);
    let content = match panel.tab {
        Tab::Stances => stances(words, &keys, props),
        Tab::Entities => entities(words, props),
        Tab::Table => html! { <TableView document={Rc::clone(&props.document)} on={on.clone()} /> },
        Tab::History => {
            html! { <HistoryView history={props.history.clone()} about={props.document.about().clone()} on={on.clone()} /> }
        }
    };
    html! {
        <aside class="panel" aria-label={words.annotations()}>
            <button type="button" class="handle" aria-expanded={if panel.is_drawn_up { "true" } else { "false" }}
                aria-label={words.panel()} onclick={on.reform(|_: MouseEvent| Action::PanelToggled)}></button>
            <div class="tabs" role="tablist" aria-label={words.annotations()} onkeydown={on_tab_key(panel.tab, on)}>
                {for Tab::ALL.into_iter().map(|tab| tab_button(words, tab, panel.tab, on))}
            </div>
            <div class="tab" role="tabpanel" id="tab-panel" aria-labelledby={panel.tab.button_id()} tabindex="0">
                {content}
            </div>
        </aside>
    }
}

/// The arrows walk the row of tabs, of which only the current one is in the order of the tab key.
fn on_tab_key(current: Tab, on: &Callback<Action>) -> Callback<KeyboardEvent> {
    let on = on.clone();
    Callback::from(move |event: KeyboardEvent| {
        if let Some(tab) = current.after_key(&event.key()) {
            event.prevent_default();
            on.emit(Action::TabChosen(tab));
        }
    })
}

fn tab_button(words: Language, tab: Tab, current: Tab, on: &Callback<Action>) -> Html {
    let is_current = tab == current;
    html! {
        <button type="button" role="tab" id={tab.button_id()} aria-selected={if is_current { "true" } else { "false" }}
            tabindex={if is_current { "0" } else { "-1" }} aria-controls="tab-panel" onclick={on.reform(move |_: MouseEvent| Action::TabChosen(tab))}>
            {words.tab(tab)}
        </button>
    }
}

fn filter(words: Language, props: &PanelProps, shows: &[Show], which: &'static str, search_name: &'static str) -> Html {
    let (panel, on) = (&props.panel, &props.on);
    let choose = on.reform(|event: Event| {
        let value = dom::value(&event);
        Action::ShowChosen(Show::ALL.into_iter().find(|show| format!("{show:?}") == value).unwrap_or_default())
    });
    let search = on.reform(|event: InputEvent| Action::SearchTyped(dom::value(&event)));
    html! {
        <div class="filter">
            <select aria-label={which} onchange={choose}>
                {for shows.iter().map(|show| html! {
                    <option value={format!("{show:?}")} selected={panel.show == *show}>{words.show(*show)}</option>
                })}
            </select>
            <input type="search" placeholder={words.filter()} aria-label={search_name} value={panel.search.clone()}
                oninput={search} />
        </div>
    }
}

/// From "all that may be" to "only the sure ones". While it moves it hides and shows; the tagger is asked when it is
/// let go.
fn slider(words: Language, props: &PanelProps) -> Html {
    let Sureness { percent, n_hidden } = props.sureness;
    let said = if n_hidden > 0 { words.percent_and_hidden(percent, n_hidden) } else { words.percent(percent) };
    let read = move |value: String| value.parse().unwrap_or(percent);
    html! {
        <label class="sureness" title={words.slider_help()}>
            <span>{words.shown_from()}</span>
            <input type="range" id="sureness" min={sight::LEAST.to_string()} max={sight::MOST.to_string()}
                step={sight::STEP.to_string()} value={percent.to_string()} aria-label={words.stances_shown_from()}
                aria-valuetext={words.percent_and_hidden_said(percent, n_hidden)}
                oninput={props.on.reform(move |event: InputEvent| Action::SurenessMoved(read(dom::value(&event))))}
                onchange={props.on.reform(move |event: Event| Action::SurenessChosen(read(dom::value(&event))))} />
            <span class="value">{said}</span>
        </label>
    }
}

fn stances(words: Language, keys: &Keymap, props: &PanelProps) -> Html {
    let document = &props.document;
    let view::Cards { cards, n_before, n_after } = view::stance_cards(document, &props.panel, props.focus.as_ref());
    let is_empty = cards.is_empty();
    html! {
        <>
            {filter(words, props, &Show::ALL, words.which_stances(), words.filter_stances())}
            {slider(words, props)}
            {pair(words, props)}
            if let Some(draft) = &props.draft {
                <DraftView document={Rc::clone(document)} draft={draft.clone()}
                    asks_for_holder={props.asks_for_holder} on={props.on.clone()} />
            } else {
                <button type="button" class="add" onclick={props.on.reform(|_: MouseEvent| Action::CommandChosen(Command::Stance))}>
                    <span>{words.new_stance()}</span><KeyHint command={Command::Stance} />
                </button>
            }
            if is_empty {
                <p class="hint">{nothing(words, keys, props)}</p>
            }
            if n_before > 0 {
                <p class="hint">{words.n_earlier(n_before)}</p>
            }
            <ul class="cards">
                {for cards.into_iter().map(|card| html! {
                    <StanceCardView key={card.id.to_string()} document={card.is_focused.then(|| Rc::clone(document))}
                        has_selection={props.has_selection && card.is_focused} card={card.clone()} on={props.on.clone()} />
                })}
            </ul>
            if n_after > 0 {
                <p class="hint">{words.n_later(n_after)}</p>
            }
        </>
    }
}

/// Which number of the table the stances are shown of, and the way back to all of them.
fn pair(words: Language, props: &PanelProps) -> Html {
    let Some(pair) = &props.panel.pair else { return Html::default() };
    html! {
        <p class="pair">
            <span>{describe::pair(words, &props.document, pair)}</span>
            <button type="button" id="pair-all" onclick={props.on.reform(|_: MouseEvent| Action::PairChosen(None))}>
                {words.show_all()}
            </button>
        </p>
    }
}

fn nothing(words: Language, keys: &Keymap, props: &PanelProps) -> String {
    let panel = &props.panel;
    let is_unfiltered = panel.show == Show::Live && panel.search.is_empty() && panel.pair.is_none();
    if is_unfiltered && props.sureness.n_hidden == 0 {
        words.no_stances_yet(keys.key(Command::Stance))
    } else if props.sureness.n_hidden > 0 && is_unfiltered {
        words.all_less_sure().to_owned()
    } else {
        words.nothing_fits().to_owned()
    }
}

fn entities(words: Language, props: &PanelProps) -> Html {
    let document = &props.document;
    let cards = view::entity_cards(document, &props.panel, props.focus.as_ref());
    let n_hidden = cards.len().saturating_sub(view::N_CARDS);
    let is_empty = cards.is_empty();
    html! {
        <>
            {filter(words, props, &[Show::Live, Show::ToReview, Show::InDoubt], words.which_entities(), words.filter_entities())}
            if is_empty {
                <p class="hint">{words.no_entities_here()}</p>
            }
            <ul class="cards">
                {for cards.into_iter().take(view::N_CARDS).map(|card| html! {
                    <EntityCardView key={card.id.to_string()} document={card.is_focused.then(|| Rc::clone(document))} card={card.clone()}
                        on={props.on.clone()} />
                })}
            </ul>
            if n_hidden > 0 {
                <p class="hint">{words.n_more_filter(n_hidden)}</p>
            }
        </>
    }
}
