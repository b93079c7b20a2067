//! The annotated corpora, brought to one convention. In: files in their own formats; out: texts with spans, where a
//! span may be of one of several types and a text may lack whole types. What is uncertain is left open (a mask), so
//! that the tagger does not unlearn what a corpus does not mark.

use super::gold::GoldArticle;
use crate::analysis::names::found::NameType;
use crate::model::{Gazetteer, Kinds};
use crate::text::Span;
use std::fs;
use std::path::Path;

/// A set of types, one bit each.
pub type Types = u8;

/// Every type the tagger knows, and none.
pub const ANY: Types = 0x7f;

/// A text to learn from.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    pub text: String,
    /// Spans with the types they may be of; 0 is "anything, or no name at all".
    pub spans: Vec<(Span, Types)>,
    /// Types that the corpus does not mark, so that any capitalised word may be one of them.
    pub unmarked: Types,
    pub weight: f32,
}

/// The bit of a type.
#[must_use]
pub const fn bit(ty: NameType) -> Types {
    1 << (ty as u8)
}

/// A sample of an article that follows the codebook.
pub fn sample_of(article: &GoldArticle, weight: f32) -> Sample {
    let spans = article
        .mentions
        .iter()
        .filter_map(|m| Some((m.span, NameType::ALL.into_iter().find(|ty| ty.label() == m.label)?)))
        .filter(|(_, ty)| *ty != NameType::Date)
        .map(|(span, ty)| (span, bit(ty)))
        .collect();
    Sample { text: article.text.clone(), spans, unmarked: 0, weight }
}

/// The Groningen Meaning Bank: geo, gpe, org, per, tim, art, eve, nat; titles inside persons.
pub fn gmb(shared: &Path, gazetteer: &Gazetteer, weight: f32) -> Vec<Sample> {
    let to_types = |label: &str, kinds: Kinds| {
        let by_list = listed_types(kinds);
        match label {
            "per" => Some(bit(NameType::Person)),
            "org" if kinds.has(Kinds::COUNTRY) => Some(bit(NameType::Gpe)),
            "org" if kinds.has(Kinds::NATIONALITY) => Some(bit(NameType::Norp)),
            "org" => Some(bit(NameType::Org)),
            "geo" if by_list & GEO != 0 => Some(by_list & GEO),
            "geo" => Some(bit(NameType::Gpe) | bit(NameType::Loc)),
            "gpe" if by_list & (GEO | bit(NameType::Norp)) != 0 => Some(by_list & (GEO | bit(NameType::Norp))),
            "gpe" => Some(bit(NameType::Norp)),
            "tim" => None,
            _ => Some(0),
        }
    };
    read_iob(&shared.join("data/ner/gmb.iob2"), gazetteer, &to_types, ANY, weight)
}

/// Wikigold: PER, LOC, ORG, MISC.
pub fn wikigold(shared: &Path, gazetteer: &Gazetteer, weight: f32) -> Vec<Sample> {
    let to_types = |label: &str, kinds: Kinds| {
        let by_list = listed_types(kinds);
        match label {
            "PER" => Some(bit(NameType::Person)),
            "ORG" => Some(bit(NameType::Org)),
            "LOC" if by_list & GEO != 0 => Some(by_list & GEO),
            "LOC" => Some(GEO),
            _ if kinds.has(PEOPLES) => Some(bit(NameType::Norp)),
            _ => Some(0),
        }
    };
    read_iob(&shared.join("data/ner/wikigold.iob2"), gazetteer, &to_types, 0, weight)
}

/// Universal NER: PER, ORG, LOC.
pub fn uner(path: &Path, gazetteer: &Gazetteer) -> Vec<Sample> {
    let to_types = |label: &str, _: Kinds| match label {
        "PER" => Some(bit(NameType::Person)),
        "ORG" => Some(bit(NameType::Org)),
        "LOC" => Some(GEO),
        _ => Some(0),
    };
    read_iob(path, gazetteer, &to_types, 0, 1.0)
}

/// CrossNER, politics.
pub fn crossner(path: &Path, gazetteer: &Gazetteer) -> Vec<Sample> {
    let to_types = |label: &str, _: Kinds| match label {
        "politician" | "person" => Some(bit(NameType::Person)),
        "politicalparty" | "organisation" => Some(bit(NameType::Org)),
        "country" => Some(bit(NameType::Gpe)),
        "location" => Some(GEO),
        "election" | "event" => Some(bit(NameType::Event)),
        _ => Some(0),
    };
    read_iob(path, gazetteer, &to_types, 0, 1.0)
}

const GEO: Types = bit(NameType::Gpe) | bit(NameType::Loc);
const PEOPLES: Kinds = Kinds::NATIONALITY.and(Kinds::PEOPLE).and(Kinds::GROUP);

/// The types that the lists allow for a name.
fn listed_types(kinds: Kinds) -> Types {
    let mut types = 0;
    if kinds.has(Kinds::COUNTRY.and(Kinds::PLACE).and(Kinds::CAPITAL).and(Kinds::CITY).and(Kinds::PROVINCE)) {
        types |= bit(NameType::Gpe);
    }
    if kinds.has(Kinds::REGION) {
        types |= bit(NameType::Loc);
    }
    if kinds.has(PEOPLES) {
        types |= bit(NameType::Norp);
    }
    types
}

/// How many sentences make an article, where a corpus keeps their order but not their articles.
const BLOCK: usize = 12;

fn read_iob(
    path: &Path,
    gazetteer: &Gazetteer,
    to_types: &dyn Fn(&str, Kinds) -> Option<Types>,
    unmarked: Types,
    weight: f32,
) -> Vec<Sample> {
    let source = fs::read_to_string(path).unwrap_or_default();
    let mut samples = Vec::new();
    let mut sample = Sample { unmarked, weight, ..Sample::default() };
    let mut n_sentences = 0;
    for sentence in source.split("\n\n") {
        let mut open: Option<(usize, String)> = None;
        let mut spans: Vec<(Span, String)> = Vec::new();
        let mut previous = String::new();
        for line in sentence.lines() {
            let Some((word, tag)) = line.split_once('\t') else { continue };
            let is_glued = previous.is_empty()
                || word.starts_with(['\'', '’']) && word.len() > 1
                || matches!(word, "," | "." | ")" | "]" | ";" | ":" | "?" | "!" | "%" | "n't")
                || matches!(previous.as_str(), "(" | "[" | "$");
            let end_before = sample.text.len();
            if !is_glued {
                sample.text.push(' ');
            }
            let start = sample.text.len();
            let label = tag.get(2..).unwrap_or("");
            let goes_on = tag.starts_with("I-") && open.as_ref().is_some_and(|(_, l)| l == label);
            if !goes_on {
                if let Some((from, l)) = open.take() {
                    spans.push((Span::new(from, end_before), l));
                }
                if tag != "O" {
                    open = Some((start, label.to_owned()));
                }
            }
            sample.text.push_str(word);
            word.clone_into(&mut previous);
        }
        if let Some((from, l)) = open.take() {
            spans.push((Span::new(from, sample.text.len()), l));
        }
        for (span, label) in spans {
            let Some(span) = without_title(&sample.text, span, label.eq_ignore_ascii_case("per"), gazetteer) else {
                continue;
            };
            let span = extended(&sample.text, span, gazetteer);
            let kinds = gazetteer.entry(&sample.text[span.range()]).map_or(Kinds::NONE, |e| e.kinds);
            if let Some(types) = to_types(&label, kinds) {
                sample.spans.push((span, types));
            }
        }
        sample.text.push('\n');
        n_sentences += 1;
        if n_sentences % BLOCK == 0 {
            samples.push(std::mem::replace(&mut sample, Sample { unmarked, weight, ..Sample::default() }));
        }
    }
    samples.push(sample);
    samples
}

/// "Korean" becomes "South Korean" where the word before makes a longer listed name with it.
fn extended(text: &str, span: Span, gazetteer: &Gazetteer) -> Span {
    let Some(before) = text[..span.start].strip_suffix(' ') else { return span };
    let start = before.rfind([' ', '\n']).map_or(0, |at| at + 1);
    let longer = &text[start..span.end];
    let is_listed = longer.starts_with(char::is_uppercase)
        && gazetteer.entry(longer).is_some_and(|e| e.kinds.has(PEOPLES.and(Kinds::COUNTRY).and(Kinds::REGION)));
    if is_listed { Span::new(start, span.end) } else { span }
}

/// The span without titles before a person's name and without a leading article; `None` where nothing is left.
fn without_title(text: &str, span: Span, is_person: bool, gazetteer: &Gazetteer) -> Option<Span> {
    let mut start = span.start;
    loop {
        let rest = &text[start..span.end];
        let word = rest.split(' ').next().unwrap_or("");
        let is_title = gazetteer.entry(word).is_some_and(|e| e.kinds.has(Kinds::TITLE))
            || matches!(
                word,
                "Prime" | "Foreign" | "Vice" | "Former" | "Chief" | "Deputy" | "Attorney" | "Army" | "Defense"
            );
        if !(is_person && is_title || matches!(word, "the" | "The")) {
            return (!rest.is_empty()).then(|| Span::new(start, span.end));
        }
        start += word.len() + 1;
        if start >= span.end {
            return None;
        }
    }
}

/// SLUE VoxPopuli: OntoNotes types; the European Union is a place there and an organisation here.
pub fn slue(path: &Path, gazetteer: &Gazetteer, weight: f32) -> Vec<Sample> {
    #[derive(serde::Deserialize)]
    struct Line {
        text: String,
        spans: Vec<(usize, usize, String)>,
    }
    let source = fs::read_to_string(path).unwrap_or_default();
    let mut samples = Vec::new();
    for line in source.lines().filter_map(|line| serde_json::from_str::<Line>(line).ok()) {
        let starts: Vec<usize> = line.text.char_indices().map(|(at, _)| at).chain([line.text.len()]).collect();
        let mut sample = Sample { text: line.text.clone(), weight, ..Sample::default() };
        for (start, end, label) in &line.spans {
            let (Some(start), Some(end)) = (starts.get(*start), starts.get(*end)) else { continue };
            let Some(span) = without_title(&line.text, Span::new(*start, *end), label == "PERSON", gazetteer) else {
                continue;
            };
            let words = &line.text[span.range()];
            let ty = match label.as_str() {
                "PERSON" => NameType::Person,
                "GPE" if matches!(words, "EU" | "European Union" | "Union") => NameType::Org,
                "ORG" => NameType::Org,
                "GPE" => NameType::Gpe,
                "LOC" | "FAC" => NameType::Loc,
                "NORP" => NameType::Norp,
                "EVENT" => NameType::Event,
                "LAW" | "PRODUCT" | "WORK_OF_ART" => NameType::Product,
                _ => continue,
            };
            sample.spans.push((span, bit(ty)));
        }
        sample.spans.sort_by_key(|(span, _)| *span);
        samples.push(sample);
    }
    samples
}
