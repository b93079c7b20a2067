//! Why a name was marked, in one short sentence, and how sure. In: a name's tokens and what stands beside it; out: words
//! for a reader. It reads the same evidence as the tagger but does not decide.

use super::found::NameType;
use super::words::Words;
use crate::annotation::Confidence;
use crate::model::{Kinds, N_CALIBRATION, Tagger};
use std::ops::Range;

/// The share of names with this probability that were right on articles the tagger had not seen.
#[must_use]
pub fn calibrated(tagger: &Tagger, probability: f64) -> Confidence {
    #[expect(clippy::cast_precision_loss, reason = "a small table")]
    let position = probability.clamp(0.0, 1.0) * (N_CALIBRATION - 1) as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the table's length")]
    let step = position as usize;
    let (low, high) = (f64::from(tagger.calibration(step)), f64::from(tagger.calibration(step + 1)));
    #[expect(clippy::cast_precision_loss, reason = "a small table")]
    let share = position - step as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "ten-thousandths")]
    Confidence::from_ten_thousandths((low + (high - low) * share).round() as u16)
}

/// What a reader is told.
#[must_use]
pub fn reason(words: &Words<'_>, tokens: &Range<usize>, ty: NameType) -> String {
    let mut reasons: Vec<String> = Vec::new();
    let listed = words.entry(tokens).map_or(Kinds::NONE, |e| e.kinds).only(told_of(ty));
    if let Some((_, what)) = Kinds::ALL.iter().find(|(kind, _)| listed.has(*kind)) {
        reasons.push(format!("in the list as {what}"));
    }
    let before = tokens.start.checked_sub(1);
    if ty == NameType::Person {
        let is_title = before.is_some_and(|idx| words.kinds(idx).has(Kinds::TITLE.and(Kinds::ROLE)));
        if is_title {
            reasons.push("a title before it".to_owned());
        }
        if tokens.len() > 1 && words.kinds(tokens.start).has(Kinds::FORENAME) {
            reasons.push("begins with a given name".to_owned());
        } else if listed.is_empty() && words.kinds(tokens.end - 1).has(Kinds::SURNAME) {
            reasons.push("ends with a family name".to_owned());
        }
    }
    let head = ty.head();
    if tokens.len() > 1 && words.kinds(tokens.end - 1).has(head) {
        reasons.push(format!("ends in “{}”", words.text(tokens.end - 1..tokens.end)));
    }
    if reasons.is_empty() {
        reasons.push("the words around it".to_owned());
    }
    reasons.join(", ")
}

/// The kinds of the gazetteer that speak for a type.
const fn told_of(ty: NameType) -> Kinds {
    match ty {
        NameType::Person => Kinds::FORENAME.and(Kinds::SURNAME),
        NameType::Org => Kinds::SEAT
            .and(Kinds::BODY)
            .and(Kinds::ALLIANCE)
            .and(Kinds::PARTY)
            .and(Kinds::ARMED)
            .and(Kinds::MEDIA)
            .and(Kinds::COMPANY)
            .and(Kinds::NGO),
        NameType::Gpe => Kinds::COUNTRY.and(Kinds::CAPITAL).and(Kinds::CITY).and(Kinds::PROVINCE).and(Kinds::PLACE),
        NameType::Loc => Kinds::REGION,
        NameType::Norp => Kinds::NATIONALITY.and(Kinds::PEOPLE).and(Kinds::GROUP),
        NameType::Event => Kinds::EVENT,
        NameType::Product => Kinds::WORK,
        NameType::Date => Kinds::NONE,
    }
}
