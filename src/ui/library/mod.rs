//! The library: all articles of this browser, found, marked and worked on together. Only the rows in view are drawn.

mod head;
mod row;

use crate::app::library::{ArticleId, Cards, LibraryAction, Persistence, Query, Report, Search, Sort, Texts, Work};
use crate::app::words::Language;
use crate::app::{Action, Library};
use crate::ui::controls::use_words;
use crate::web::dom;
use head::{Head, filters};
use row::{ArticleRow, details};
use std::rc::Rc;
use yew::{
    Callback, Event, Html, KeyboardEvent, MouseEvent, Properties, component, html, use_effect_with, use_node_ref,
    use_state_eq,
};

/// How high a row is, in pixels; the style sheet has the same number.
const ROW: i32 = 56;
/// As many rows are drawn at once; those above the first one in view help the keyboard.
const N_ROWS: usize = 60;
const N_ABOVE: usize = 10;

#[derive(Clone, Properties)]
pub struct LibraryProps {
    pub cards: Rc<Cards>,
    pub listed: Rc<Vec<ArticleId>>,
    pub texts: Option<Rc<Texts>>,
    pub query: Query,
    pub chosen: Option<ArticleId>,
    pub work: Option<Work>,
    pub report: Option<Report>,
    pub keeping: Persistence,
    pub on: Callback<Action>,
}

impl LibraryProps {
    #[must_use]
    pub fn of(library: &Library, on: Callback<Action>) -> Self {
        Self {
            cards: Rc::clone(&library.cards),
            listed: Rc::clone(&library.listed),
            texts: library.texts.clone(),
            query: library.query.clone(),
            chosen: library.chosen,
            work: library.work.clone(),
            report: library.report.clone(),
            keeping: library.keeping,
            on,
        }
    }

    fn happens(&self, action: LibraryAction) {
        self.on.emit(Action::Library(action));
    }
}

impl PartialEq for LibraryProps {
    fn eq(&self, other: &Self) -> bool {
        let texts = |props: &Self| props.texts.as_ref().map(Rc::as_ptr);
        Rc::ptr_eq(&self.cards, &other.cards)
            && Rc::ptr_eq(&self.listed, &other.listed)
            && texts(self) == texts(other)
            && self.query == other.query
            && (self.chosen, self.keeping) == (other.chosen, other.keeping)
            && (&self.work, &self.report) == (&other.work, &other.report)
            && self.on == other.on
    }
}

#[component]
pub fn LibraryView(props: &LibraryProps) -> Html {
    let words = use_words();
    let list = use_node_ref();
    let chosen_idx = props.chosen.and_then(|chosen| props.listed.iter().position(|id| *id == chosen));
    let first = use_state_eq(|| chosen_idx.unwrap_or(0).saturating_sub(N_ABOVE));
    {
        let list = list.clone();
        use_effect_with(chosen_idx, move |idx| {
            if let Some(idx) = *idx {
                dom::reveal_row(&list, idx, ROW);
            }
        });
    }
    let scrolled = {
        let first = first.clone();
        Callback::from(move |event: Event| {
            let above = usize::try_from(dom::scroll_top(&event) / ROW).unwrap_or(0).saturating_sub(N_ABOVE);
            // In steps, so that not every pixel draws anew.
            first.set(above / 5 * 5);
        })
    };
    let keys = props.on.clone();
    let key = Callback::from(move |event: KeyboardEvent| {
        use crate::app::command::Command;
        let command = match event.key().as_str() {
            "ArrowDown" => Command::Next,
            "ArrowUp" => Command::Previous,
            _ => return,
        };
        event.prevent_default();
        keys.emit(Action::CommandChosen(command));
    });
    let n_rows = props.listed.len();
    let start = (*first).min(n_rows.saturating_sub(N_ROWS));
    let end = (start + N_ROWS).min(n_rows);
    let search = Search::of(&props.query.search);
    let space = |n: usize| html! { <tr aria-hidden="true" class="space"><td style={format!("height:{}px", n * ROW.unsigned_abs() as usize)}></td></tr> };
    html! {
        <div class="library">
            <Head work={props.work.clone()} report={props.report.clone()} keeping={props.keeping}
                n_articles={props.cards.len()} on={props.on.clone()} />
            {filters(words, props)}
            <div class="library-body">
                <div class="library-list" ref={list} onscroll={scrolled} onkeydown={key} tabindex="-1">
                    if n_rows == 0 {
                        {nothing(words, props)}
                    } else {
                        <table class="articles" aria-label={words.articles()} aria-rowcount={(n_rows + 1).to_string()}>
                            <thead><tr aria-rowindex="1">{for Sort::ALL.into_iter().map(|sort| heading(words, props, sort))}</tr></thead>
                            <tbody>
                                {space(start)}
                                {for (start..end).filter_map(|idx| {
                                    let id = *props.listed.get(idx)?;
                                    let card = Rc::clone(props.cards.get(&id)?);
                                    let place = if search.is_empty() { None } else {
                                        search.name(&card).map(|(label, name)| (format!("{label} "), name.to_owned(), String::new()))
                                            .or_else(|| props.texts.as_ref()?.place(id, &search))
                                    };
                                    Some(html! { <ArticleRow key={id.0} id={id} card={card} {place} row_idx={idx}
                                        is_chosen={props.chosen == Some(id)} on={props.on.clone()} /> })
                                })}
                                {space(n_rows - end)}
                            </tbody>
                        </table>
                    }
                </div>
                {details(words, props)}
            </div>
        </div>
    }
}

fn heading(words: Language, props: &LibraryProps, sort: Sort) -> Html {
    let is_sorted = props.query.sort == sort;
    let order = match (is_sorted, props.query.is_reversed) {
        (false, _) => None,
        (true, false) => Some("ascending"),
        (true, true) => Some("descending"),
    };
    let choose = props.on.reform(move |_: MouseEvent| Action::Library(LibraryAction::SortChosen(sort)));
    html! {
        <th scope="col" aria-sort={order} class={format!("is-{}", format!("{sort:?}").to_lowercase())}>
            <button type="button" onclick={choose}>{words.sort(sort)}{match order { None => "", Some("ascending") => " ↓", Some(_) => " ↑" }}</button>
        </th>
    }
}

fn nothing(words: Language, props: &LibraryProps) -> Html {
    if props.cards.is_empty() {
        return html! { <p class="hint">{words.no_articles_yet()}</p> };
    }
    let clear = props.on.clone();
    let clear = Callback::from(move |_: MouseEvent| {
        for action in [
            LibraryAction::SearchTyped(String::new()),
            LibraryAction::StageChosen(None),
            LibraryAction::TagChosen(None),
            LibraryAction::RemovedShown(false),
        ] {
            clear.emit(Action::Library(action));
        }
    });
    html! { <p class="hint">{words.no_article_fits()}<button type="button" class="link" onclick={clear}>{words.show_all()}</button></p> }
}
