//! Names: which spans name something, of which type, and which of them name the same referent.

mod affiliation;
mod agree;
mod anaphora;
mod capital;
pub(crate) mod dates;
mod descriptions;
pub(crate) mod features;
pub(crate) mod found;
pub(crate) mod learn;
mod link;
mod person;
mod reason;
pub(crate) mod recall;
mod side;
pub(crate) mod tag;
pub(crate) mod words;

pub use self::affiliation::Choice;
use self::affiliation::Chooser;
use self::agree::agree;
use self::anaphora::find_anaphors;
use self::dates::find_dates;
use self::features::Evidence;
use self::found::{FoundName, NameType};
pub use self::learn::learn;
use self::link::{Links, link};
use self::reason::{calibrated, reason};
use self::recall::{agreed_dates, recall, speak};
use self::side::{Reader, Side, sides};
use self::tag::{Lattice, Transitions, read_names};
use self::words::Words;
use super::{Passage, Percent};
use crate::annotation::{Confidence, Label};
use crate::model::Model;
use crate::text::Span;
use std::ops::{ControlFlow, Range};

/// The names of a passage, grouped by referent.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// In text order, none overlapping another.
    pub mentions: Vec<NameMention>,
    pub referents: Vec<Referent>,
    /// Pronouns and descriptions that were resolved to a referent, in text order. They are not annotations; the
    /// stances need them.
    pub anaphors: Vec<Anaphor>,
}

#[derive(Clone, Debug)]
pub struct NameMention {
    pub span: Span,
    /// Indices of the tokens it consists of.
    pub tokens: Range<usize>,
    pub label: Label,
    /// Index into [`Names::referents`]; `None` for dates.
    pub referent_idx: Option<usize>,
    pub confidence: Confidence,
    /// Why, in one short sentence.
    pub reason: String,
}

impl Names {
    /// The end of a referent's chain of affiliations: itself when it has none.
    #[must_use]
    pub fn side(&self, referent_idx: usize) -> usize {
        let mut side = referent_idx;
        for _ in 0..4 {
            side = self.referents[side].affiliation_idx.unwrap_or(side);
        }
        side
    }
}

/// What mentions name: becomes an entity.
#[derive(Clone, Debug)]
pub struct Referent {
    pub name: String,
    pub label: Label,
    /// ISO 3166-1 alpha-2 for a country.
    pub link: Option<String>,
    /// Index into [`Names::referents`].
    pub affiliation_idx: Option<usize>,
    pub gender: Option<Gender>,
    /// Lower-case role nouns the text gives it ("foreign minister").
    pub roles: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    Female,
    Male,
}

/// Words that refer back to a referent.
#[derive(Clone, Debug)]
pub struct Anaphor {
    pub span: Span,
    pub tokens: Range<usize>,
    pub referent_idx: usize,
    /// Whom it stands for besides: "they", "both governments".
    pub others: Vec<usize>,
    pub kind: AnaphorKind,
}

impl Anaphor {
    /// The same words with referents that have other indices; `None` when nobody is left.
    #[must_use]
    pub fn renamed(self, index: impl Fn(usize) -> Option<usize>) -> Option<Self> {
        let mut referents: Vec<usize> = [self.referent_idx].into_iter().chain(self.others).filter_map(index).collect();
        referents.dedup();
        let others = referents.split_off(usize::from(!referents.is_empty()));
        Some(Self { referent_idx: *referents.first()?, others, ..self })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnaphorKind {
    /// "he", "she", "they", "it" ...
    Pronoun,
    /// "the minister", "the country", "the group".
    Description,
}

/// Finds and groups the names of `passage`. `None` when `progress` stops it.
pub fn find_names(
    passage: &Passage<'_>,
    model: &Model,
    progress: &mut dyn FnMut(Percent) -> ControlFlow<()>,
) -> Option<Names> {
    let words = Words::new(passage, &model.gazetteer);
    progress(10).is_continue().then_some(())?;
    let found = tag(&words, model, &mut |percent| progress(10 + percent / 10 * 7))?;
    let links = link(&words, model, &found);
    let sides = sides(&words, model, &found, &links);
    let anaphors = find_anaphors(&words, &model.frames, &found, &links, &sides);
    progress(100).is_continue().then_some(())?;
    Some(gather(passage, found, links, sides, anaphors))
}

/// The names of `passage`, and for each referent those that it may speak for: what weights of affiliation are trained on.
#[must_use]
pub fn find_affiliations(passage: &Passage<'_>, model: &Model) -> (Names, Vec<Vec<Choice>>) {
    let words = Words::new(passage, &model.gazetteer);
    let found = tag(&words, model, &mut |_| ControlFlow::Continue(())).unwrap_or_default();
    let links = link(&words, model, &found);
    let reader = Reader::new(&words, &model.gazetteer, &found, &links);
    let chooser = Chooser::new(&reader);
    let choices = (0..links.referents.len()).map(|referent_idx| chooser.choices(referent_idx)).collect();
    let sides = sides(&words, model, &found, &links);
    (gather(passage, found, links, sides, Vec::new()), choices)
}

/// Names and dates, in text order, none overlapping another.
fn tag(
    words: &Words<'_>,
    model: &Model,
    progress: &mut dyn FnMut(Percent) -> ControlFlow<()>,
) -> Option<Vec<FoundName>> {
    let recalls = recall(words, &model.overlay);
    let dates = agreed_dates(find_dates(words), &recalls);
    let evidence = Evidence::new(words, &dates);
    let transitions = Transitions::new(&model.tagger);
    let mut found = Vec::new();
    let sentences = &words.passage.sentences;
    for (sentence_idx, sentence) in sentences.iter().enumerate() {
        if sentence_idx % 16 == 0 {
            let percent = Percent::try_from(sentence_idx * 100 / sentences.len()).unwrap_or(100);
            progress(percent).is_continue().then_some(())?;
        }
        let mut lattice = Lattice::new(&evidence, sentence.tokens.clone(), &model.tagger);
        lattice.adjust(&evidence, sentence.tokens.clone(), &model.overlay);
        speak(&mut lattice, &sentence.tokens, &recalls, |idx| evidence.is_date(idx));
        for tagged in read_names(&lattice, sentence.tokens.start, &transitions) {
            let taught = recalls.iter().find(|recall| recall.tokens == tagged.tokens && recall.ty == Some(tagged.ty));
            found.push(FoundName {
                confidence: calibrated(&model.tagger, tagged.probability),
                reason: match taught {
                    Some(recall) => format!("you decided so in “{}”", recall.article),
                    None => reason(words, &tagged.tokens, tagged.ty),
                },
                tokens: tagged.tokens,
                ty: tagged.ty,
            });
        }
    }
    let mut found = agree(words, found, &recalls);
    for tokens in dates {
        let is_free = found.iter().all(|n| n.tokens.end <= tokens.start || tokens.end <= n.tokens.start);
        if is_free {
            let reason = "reads as a date".to_owned();
            found.push(FoundName { tokens, ty: NameType::Date, confidence: Confidence::from_percent(92), reason });
        }
    }
    found.sort_by_key(|name| name.tokens.start);
    Some(found)
}

fn gather(
    passage: &Passage<'_>,
    found: Vec<FoundName>,
    links: Links,
    sides: Vec<Side>,
    anaphors: Vec<Anaphor>,
) -> Names {
    let mentions = found
        .into_iter()
        .zip(&links.referent_of)
        .map(|(name, referent_idx)| NameMention {
            span: passage.span(name.tokens.clone()),
            tokens: name.tokens,
            label: name.ty.label(),
            referent_idx: *referent_idx,
            confidence: name.confidence,
            reason: name.reason,
        })
        .collect();
    let referents = links
        .referents
        .into_iter()
        .zip(sides)
        .map(|(linked, side)| Referent {
            name: linked.name,
            label: linked.ty.label(),
            link: linked.code.or(linked.taught_link),
            affiliation_idx: side.affiliation_idx,
            gender: side.gender,
            roles: side.roles,
        })
        .collect();
    Names { mentions, referents, anaphors }
}
