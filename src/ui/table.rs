//! The table tab: who stands where toward whom, each number linked to the stances behind it.

use crate::annotation::StanceId;
use crate::app::view::{self, Cell};
use crate::app::{Action, Item};
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
    let is_by_side = use_state_eq(|| false);
    let grouping = if *is_by_side { Grouping::Side } else { Grouping::Entity };
    let table = view::table(&props.document, grouping);
    let toggle = {
        let is_by_side = is_by_side.clone();
        Callback::from(move |event: Event| is_by_side.set(dom::is_checked(&event)))
    };
    if table.rows.is_empty() && !*is_by_side {
        return html! { <p class="hint">{"No stances between entities yet."}</p> };
    }
    html! {
        <>
            <label class="check"><input type="checkbox" checked={*is_by_side} onchange={toggle} />
                {"Count everyone as the side they speak for"}</label>
            <div class="scroll" tabindex="0" role="region" aria-label="Who stands where">
                <table class="sides">
                    <thead><tr>
                        <th scope="col">{"holder ↓ target →"}</th>
                        {for table.targets.iter().map(|(id, name)| html! { <th scope="col" key={id.to_string()}><span>{name}</span></th> })}
                    </tr></thead>
                    <tbody>
                        {for table.rows.iter().map(|(id, name, cells)| html! {
                            <tr key={id.to_string()}>
                                <th scope="row">{name}</th>
                                {for cells.iter().map(|cell| html! { <td>{cell_view(cell.as_ref(), &props.on)}</td> })}
                            </tr>
                        })}
                    </tbody>
                </table>
            </div>
        </>
    }
}

fn cell_view(cell: Option<&Cell>, on: &Callback<Action>) -> Html {
    let Some(cell) = cell else { return Html::default() };
    html! {
        <>
            {count(&cell.favor, "favor", "+", on)}
            {count(&cell.against, "against", "−", on)}
        </>
    }
}

fn count(stances: &[StanceId], polarity: &'static str, sign: &'static str, on: &Callback<Action>) -> Html {
    let Some(first) = stances.first().cloned() else { return Html::default() };
    let choose = on.reform(move |_: MouseEvent| Action::ItemChosen(Item::Stance(first.clone())));
    html! {
        <button type="button" class="count" data-polarity={polarity} aria-label={format!("{} {polarity}: show the first", stances.len())}
            onclick={choose}>{format!("{sign}{}", stances.len())}</button>
    }
}
