//! The table tab: who stands where toward whom, each number linked to the stances behind it.

use super::controls::use_words;
use crate::annotation::{Polarity, StanceId};
use crate::app::words::Language;
use crate::app::{Action, Pair, view};
use crate::document::{Document, Grouping};
use crate::web::dom;
use std::rc::Rc;
use yew::{Callback, Event, Html, MouseEvent, Properties, component, html, use_state_eq};

#[derive(Properties)]
pub struct TableProps {
    pub document: Rc<Document>,
    pub on: Callback<Action>,
}

impl PartialEq for TableProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.document, &other.document) && self.on == other.on
    }
}

#[component]
pub fn TableView(props: &TableProps) -> Html {
    let words = use_words();
    let is_by_side = use_state_eq(|| false);
    let grouping = if *is_by_side { Grouping::Side } else { Grouping::Entity };
    let table = view::table(&props.document, grouping);
    let toggle = {
        let is_by_side = is_by_side.clone();
        Callback::from(move |event: Event| is_by_side.set(dom::is_checked(&event)))
    };
    if table.rows.is_empty() && !*is_by_side {
        return html! { <p class="hint">{words.no_stances_between()}</p> };
    }
    html! {
        <>
            <label class="check"><input type="checkbox" checked={*is_by_side} onchange={toggle} />
                {words.count_by_side()}</label>
            <div class="scroll" tabindex="0" role="region" aria-label={words.who_stands_where()}>
                <table class="sides">
                    <thead><tr>
                        <th scope="col">{words.holder_and_target()}</th>
                        {for table.targets.iter().map(|(id, name)| html! { <th scope="col" key={id.to_string()}><span>{name}</span></th> })}
                    </tr></thead>
                    <tbody>
                        {for table.rows.iter().map(|(id, name, cells)| html! {
                            <tr key={id.to_string()}>
                                <th scope="row">{name}</th>
                                {for table.targets.iter().zip(cells).map(|((target, _), cell)| {
                                    let pair = |polarity| Pair {
                                        holder: id.clone(),
                                        target: target.clone(),
                                        polarity,
                                        grouping,
                                    };
                                    html! { <td>{for cell.iter().map(|cell| html! {
                                        <>
                                            {count(words, &cell.favor, pair(Polarity::Favor), &props.on)}
                                            {count(words, &cell.against, pair(Polarity::Against), &props.on)}
                                        </>
                                    })}</td> }
                                })}
                            </tr>
                        })}
                    </tbody>
                </table>
            </div>
        </>
    }
}

fn count(words: Language, stances: &[StanceId], pair: Pair, on: &Callback<Action>) -> Html {
    if stances.is_empty() {
        return Html::default();
    }
    let sign = match pair.polarity {
        Polarity::Favor => "+",
        Polarity::Against => "−",
    };
    let pair_polarity = pair.polarity;
    let polarity = pair_polarity.as_str();
    let choose = on.reform(move |_: MouseEvent| Action::PairChosen(Some(pair.clone())));
    html! {
        <button type="button" class="count" data-polarity={polarity} aria-label={words.n_show(stances.len(), words.polarity(pair_polarity))}
            onclick={choose}>{format!("{sign}{}", stances.len())}</button>
    }
}
