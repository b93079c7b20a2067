//! Remembered names: where a passage has names that the reader decided about in other articles. In: the words and the
//! overlay; out: the places, and scores that speak for what was decided. It only speaks for it: a longer name or a
//! telling context may speak louder.

use super::found::NameType;
use super::tag::{Lattice, N_TYPES, UNITS_PER_NAT, position_in, tag_of};
use super::words::Words;
use crate::model::Overlay;
use std::ops::Range;

/// How loud a remembered name speaks, in nats.
const VOICE: i32 = 6;
/// The same where the reader decided differently in different articles.
const CONTESTED_VOICE: i32 = 2;

/// A place of a remembered name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recall {
    pub tokens: Range<usize>,
    /// `None` where it names nothing.
    pub ty: Option<NameType>,
    /// The article where the reader decided it.
    pub article: String,
    is_contested: bool,
}

/// The remembered names of a passage, in text order, none overlapping another, the longest first.
#[must_use]
pub fn recall(words: &Words<'_>, overlay: &Overlay) -> Vec<Recall> {
    let mut recalls = Vec::new();
    if overlay.is_empty() {
        return recalls;
    }
    for sentence in &words.passage.sentences {
        let texts: Vec<&str> = sentence.tokens.clone().map(|idx| words.passage.word(idx)).collect();
        let mut at = 0;
        while at < texts.len() {
            let Some((name, n_words)) = overlay.name_at(&texts[at..]) else {
                at += 1;
                continue;
            };
            let start = sentence.tokens.start + at;
            let ty = name.label.as_ref().map(|label| NameType::ALL.into_iter().find(|ty| ty.label() == *label));
            // A label of the project's own codebook is none that can be found.
            if ty != Some(None) {
                recalls.push(Recall {
                    tokens: start..start + n_words,
                    ty: ty.flatten(),
                    article: name.article.clone(),
                    is_contested: name.is_contested,
                });
            }
            at += n_words;
        }
    }
    recalls
}

/// Dates as the reader sees them: without those that name nothing or something else, with those that were added.
#[must_use]
pub fn agreed_dates(mut dates: Vec<Range<usize>>, recalls: &[Recall]) -> Vec<Range<usize>> {
    for recall in recalls {
        match recall.ty {
            Some(NameType::Date)
                if dates.iter().all(|d| d.end <= recall.tokens.start || recall.tokens.end <= d.start) =>
            {
                dates.push(recall.tokens.clone());
            }
            Some(NameType::Date) => {}
            Some(_) | None => dates.retain(|date| *date != recall.tokens),
        }
    }
    dates.sort_by_key(|date| date.start);
    dates
}

/// Lets the remembered names that lie in the sentence `tokens` speak.
pub fn speak(lattice: &mut Lattice, tokens: &Range<usize>, recalls: &[Recall], is_date: impl Fn(usize) -> bool) {
    let from = recalls.partition_point(|recall| recall.tokens.start < tokens.start);
    for recall in recalls[from..].iter().take_while(|recall| recall.tokens.start < tokens.end) {
        if recall.tokens.clone().any(&is_date) {
            continue;
        }
        let voice = UNITS_PER_NAT * if recall.is_contested { CONTESTED_VOICE } else { VOICE };
        for idx in recall.tokens.clone() {
            let tag = match recall.ty.map(|ty| ty as usize).filter(|ty| *ty < N_TYPES) {
                Some(type_idx) => tag_of(type_idx, position_in(idx, &recall.tokens)),
                None => 0,
            };
            lattice.add(idx - tokens.start, tag, voice);
        }
    }
}
