//! Scores stances in single sentences of other corpora, where two names are marked and somebody judged what the one thinks
//! of the other. In: the sentences; out: how often the likeliest stance between the two is right, by threshold. Nothing
//! here is learned from.

use super::dse::{Row, names_of};
use crate::analysis::{FoundTarget, Passage, find_stances_above};
use crate::annotation::{Confidence, Polarity};
use crate::model::Model;
use crate::text::Span;
use serde::Deserialize;
use serde_json::Value;
use std::fmt::Write as _;
use std::ops::ControlFlow;

/// An event of the PLOVER reference sentences (OEDA), as far as it is read.
#[derive(Deserialize)]
struct Event {
    /// A list of actors; a few are but words.
    #[serde(default)]
    source: Value,
    #[serde(default)]
    target: Value,
    event: String,
    text: String,
}

/// The PLOVER sentences that name a source and a target, and whose class takes a side: the source holds it.
///
/// # Errors
/// When the text is no JSON of such events.
pub fn read_events(json: &str) -> serde_json::Result<Vec<Row>> {
    Ok(serde_json::from_str::<Vec<Event>>(json)?.into_iter().filter_map(row_of).collect())
}

fn row_of(event: Event) -> Option<Row> {
    let polarity = match event.event.as_str() {
        "AGREE" | "SUPPORT" | "COOPERATE" | "AID" | "CONCEDE" => Polarity::Favor,
        "DISAPPROVE" | "REJECT" | "THREATEN" | "PROTEST" | "SANCTION" | "COERCE" | "ASSAULT" | "FIGHT" => {
            Polarity::Against
        }
        _ => return None,
    };
    let span = |actors: &Value| {
        let first = actors.get(0).unwrap_or(actors);
        let name = first.get("actorText").unwrap_or(first).as_str()?;
        event.text.find(name).map(|start| Span::new(start, start + name.len()))
    };
    let names = [span(&event.source)?, span(&event.target)?];
    (!names[0].overlaps(names[1])).then_some(Row { sentence: event.text, names, stance: Some((0, polarity)) })
}

/// The likeliest stance between the two names of a row: which one holds it, its polarity, its probability.
fn likeliest(row: &Row, model: &Model) -> Option<(usize, Polarity, Confidence)> {
    let passage = Passage::new(&row.sentence);
    let names = names_of(row, &passage, model);
    let floor = Confidence::from_percent(1);
    let found = find_stances_above(floor, &passage, &names, model, &mut |_| ControlFlow::Continue(()))?;
    let between = found.into_iter().filter_map(|stance| match stance.target {
        FoundTarget::Referent(target) if stance.holder_idx < 2 && target < 2 => {
            Some((stance.holder_idx, stance.polarity, stance.confidence))
        }
        _ => None,
    });
    between.max_by_key(|(_, _, confidence)| *confidence)
}

/// Precision, recall and F1 of non-neutral pairs, and direction and sign where both say that there is a stance.
#[must_use]
pub fn report(rows: &[Row], model: &Model) -> String {
    let found: Vec<_> = rows.iter().map(|row| likeliest(row, model)).collect();
    let n_gold = rows.iter().filter(|row| row.stance.is_some()).count();
    let percent = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
    let mut text = format!(
        "{} sentences, {n_gold} of them with a stance\nthreshold |     P     R    F1 | found | direction right | sign right\n",
        rows.len()
    );
    for threshold in [1, 10, 20, 30, 40, 50, 70] {
        let (mut n_found, mut n_both, mut n_right, mut n_direction, mut n_sign) = (0, 0, 0, 0, 0);
        for (row, found) in rows.iter().zip(&found) {
            let Some((holder, polarity, _)) = found.filter(|it| it.2 >= Confidence::from_percent(threshold)) else {
                continue;
            };
            n_found += 1;
            if let Some((gold_holder, gold_polarity)) = row.stance {
                n_both += 1;
                n_direction += usize::from(holder == gold_holder);
                n_sign += usize::from(polarity == gold_polarity);
                n_right += usize::from((holder, polarity) == (gold_holder, gold_polarity));
            }
        }
        let _ = writeln!(
            text,
            "     0.{threshold:02} | {:5.1} {:5.1} {:5.1} | {n_found:5} | {:5.1} | {:5.1}",
            percent(n_right, n_found),
            percent(n_right, n_gold),
            percent(2 * n_right, n_found + n_gold),
            percent(n_direction, n_both),
            percent(n_sign, n_both)
        );
    }
    text
}
