//! Finding: where words stand in the text, or which marks have to do with them. In: a document and what is looked for,
//! as words or as a regular expression; out: the hits in the order of the text, and which of them the reader is at. It
//! does not know what is done with a hit.
//!
//! Words are found without regard to case, accents and the shape of quotation marks; a regular expression finds exactly
//! what it says.

use super::highlight::Item;
use super::library::fold_char;
use super::words::Language;
use super::{describe, walk};
use crate::annotation::Status;
use crate::document::Document;
use crate::text::{Article, Span};
use regex::{Regex, RegexBuilder};
use std::rc::Rc;

/// So many hits are found at most.
pub const N_HITS: usize = 10_000;

/// So many hits around the one that the reader is at are painted.
const N_PAINTED: usize = 400;

/// Where is looked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    #[default]
    Text,
    /// In the marks: their words, types, names, sides and notes.
    Marks,
}

impl Scope {
    pub const ALL: [Self; 2] = [Self::Text, Self::Marks];
}

/// What a reader does with the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindAction {
    Typed(String),
    PatternToggled,
    ScopeChosen(Scope),
    Stepped {
        forward: bool,
    },
    /// All hits shall be mentions of this place in the codebook.
    LabelChosen(usize),
    /// All marks that were found are right, or wrong.
    Decided {
        is_right: bool,
    },
    Closed,
}

/// A place that was found, and the mark it is if marks are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub span: Span,
    pub item: Option<Item>,
}

/// Why something is no regular expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    TooLong,
    /// The last line of what the library says: the others show the place by arrows under the pattern.
    Broken(String),
}

/// A search and what it found.
#[derive(Clone, Debug, Default)]
pub struct Find {
    pub is_shown: bool,
    pub wanted: String,
    pub is_pattern: bool,
    pub scope: Scope,
    pub hits: Rc<[Hit]>,
    /// The hit that the reader is at.
    pub hit_idx: Option<usize>,
    /// What is wrong with the regular expression.
    pub fault: Option<Fault>,
    /// Where the reader was when the search began: its first hit is the next one from there.
    pub from: usize,
    /// The document that the hits are in.
    of: Option<Rc<Document>>,
    folded: Option<(Article, Rc<Folded>)>,
}

impl Find {
    /// Whether hits are shown that may be there no longer.
    #[must_use]
    pub fn is_stale(&self, document: &Rc<Document>) -> bool {
        self.is_shown && self.of.as_ref().is_none_or(|of| !Rc::ptr_eq(of, document))
    }

    /// Looks anew, and stays at the place where the reader is.
    pub fn look(&mut self, document: &Rc<Document>) {
        let from = self.current().map_or(self.from, |hit| hit.span.start);
        self.of = Some(Rc::clone(document));
        self.fault = None;
        let found = match self.matcher(document.article()) {
            None => Vec::new(),
            Some(Err(fault)) => {
                self.fault = Some(fault);
                Vec::new()
            }
            Some(Ok(matcher)) => match self.scope {
                Scope::Text => matcher.places(document.article()),
                Scope::Marks => marks(document, &matcher),
            },
        };
        self.hits = found.into();
        let next = self.hits.partition_point(|hit| hit.span.start < from);
        let wrapped = if next < self.hits.len() { next } else { 0 };
        self.hit_idx = (!self.hits.is_empty()).then_some(wrapped);
    }

    /// The hit that the reader is at.
    #[must_use]
    pub fn current(&self) -> Option<&Hit> {
        self.hits.get(self.hit_idx?)
    }

    /// Goes to the next hit or the one before, starting over at the end.
    pub fn step(&mut self, forward: bool) {
        let n = self.hits.len();
        if n > 0 {
            self.hit_idx = self.hit_idx.map(|idx| if forward { (idx + 1) % n } else { (idx + n - 1) % n }).or(Some(0));
        }
    }

    /// What is painted over the text: the hits around the one that the reader is at, without it, and it.
    #[must_use]
    pub fn painted(&self) -> (Vec<Span>, Option<Span>) {
        if !self.is_shown || self.scope == Scope::Marks {
            return (Vec::new(), None);
        }
        let here = self.hit_idx.unwrap_or(0);
        let first = here.saturating_sub(N_PAINTED / 2);
        let last = (here + N_PAINTED / 2).min(self.hits.len());
        let others = (first..last).filter(|idx| *idx != here).map(|idx| self.hits[idx].span).collect();
        (others, self.current().map(|hit| hit.span))
    }

    /// "3 of 17", or why there is nothing.
    #[must_use]
    pub fn count(&self, words: Language) -> String {
        match (&self.fault, self.hit_idx) {
            (Some(Fault::TooLong), _) => words.pattern_too_long().to_owned(),
            (Some(Fault::Broken(why)), _) => words.no_pattern(why),
            (None, Some(idx)) if self.hits.len() >= N_HITS => words.n_of_n_or_more(idx + 1, self.hits.len()),
            (None, Some(idx)) => words.n_of_n(idx + 1, self.hits.len()),
            (None, None) if self.wanted.is_empty() => String::new(),
            (None, None) => words.nothing_found().to_owned(),
        }
    }

    fn matcher(&mut self, article: &Article) -> Option<Result<Matcher, Fault>> {
        if self.wanted.is_empty() {
            return None;
        }
        if self.is_pattern {
            let regex = RegexBuilder::new(&self.wanted).multi_line(true).size_limit(1 << 20).build();
            return Some(regex.map(Matcher::Pattern).map_err(|error| fault_of(&error)));
        }
        let wanted = Folded::new(&self.wanted).text;
        if wanted.is_empty() {
            return None;
        }
        let known = self.folded.as_ref().filter(|(of, _)| of == article).map(|(_, folded)| Rc::clone(folded));
        let folded = known.unwrap_or_else(|| Rc::new(Folded::new(article.text())));
        self.folded = Some((article.clone(), Rc::clone(&folded)));
        Some(Ok(Matcher::Words { wanted, folded }))
    }
}

fn fault_of(error: &regex::Error) -> Fault {
    match error {
        regex::Error::CompiledTooBig(_) => Fault::TooLong,
        other => {
            let text = other.to_string();
            Fault::Broken(text.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned())
        }
    }
}

enum Matcher {
    Words { wanted: String, folded: Rc<Folded> },
    Pattern(Regex),
}

impl Matcher {
    fn places(&self, article: &Article) -> Vec<Hit> {
        let hit = |span: Span| Hit { span, item: None };
        match self {
            Self::Words { wanted, folded } => folded
                .text
                .match_indices(wanted.as_str())
                .filter_map(|(at, _)| folded.span(at, wanted.len()))
                .map(hit)
                .take(N_HITS)
                .collect(),
            Self::Pattern(regex) => regex
                .find_iter(article.text())
                .filter(|found| !found.is_empty())
                .map(|found| hit(Span::new(found.start(), found.end())))
                .take(N_HITS)
                .collect(),
        }
    }

    fn is_in(&self, text: &str) -> bool {
        match self {
            Self::Words { wanted, .. } => Folded::new(text).text.contains(wanted.as_str()),
            Self::Pattern(regex) => regex.is_match(text),
        }
    }
}

/// The live marks that have to do with what is looked for.
fn marks(document: &Document, matcher: &Matcher) -> Vec<Hit> {
    let fits = |item: &Item| match item {
        Item::Mention(id) => document.mention(id).is_some_and(|mention| {
            let entity = mention.claim.entity.as_ref().and_then(|id| document.entity(id));
            let said = describe::words_of(document.article(), mention.claim.span);
            let names = entity.map(|entity| [Some(entity.name.as_str()), entity.link.as_deref()]);
            matcher.is_in(&said)
                || matcher.is_in(mention.claim.label.as_str())
                || names.into_iter().flatten().flatten().any(|name| matcher.is_in(name))
                || mention.note.as_deref().is_some_and(|note| matcher.is_in(note))
        }),
        Item::Stance(id) => document.stance(id).is_some_and(|stance| {
            let claim = &stance.claim;
            matcher.is_in(&describe::words_of(document.article(), claim.cue))
                || matcher.is_in(&describe::entity_name(document, &claim.holder))
                || matcher.is_in(&describe::target(document, &claim.target))
                || matcher.is_in(claim.polarity.as_str())
                || stance.note.as_deref().is_some_and(|note| matcher.is_in(note))
        }),
        Item::Entity(_) => false,
    };
    walk::places(document)
        .into_iter()
        .filter(|(_, item, status)| *status != Status::Rejected && fits(item))
        .map(|(span, item, _)| Hit { span, item: Some(item) })
        .take(N_HITS)
        .collect()
}

/// A text without case and accents, and where its letters stand in the text itself.
#[derive(Debug, Default)]
struct Folded {
    text: String,
    /// For each byte of the folded text, and for its end, the byte of the text that it comes from.
    places: Vec<usize>,
}

impl Folded {
    fn new(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), places: Vec::with_capacity(text.len() + 1) };
        for (at, c) in text.char_indices() {
            for c in fold_char(c) {
                folded.text.push(plain(c));
                folded.places.resize(folded.text.len(), at);
            }
        }
        folded.places.push(text.len());
        folded
    }

    /// The part of the text that `n_bytes` of the folded text from `at` on stand for.
    fn span(&self, at: usize, n_bytes: usize) -> Option<Span> {
        let (start, end) = (*self.places.get(at)?, *self.places.get(at + n_bytes)?);
        (start < end).then(|| Span::new(start, end))
    }
}

/// What keyboards have in the place of what is printed.
const fn plain(c: char) -> char {
    match c {
        '‘' | '’' => '\'',
        '“' | '”' | '„' => '"',
        '–' => '-',
        '\u{a0}' | '\n' => ' ',
        'ı' => 'i',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::suggested;
    use super::{Find, Scope};
    use crate::app::words::Language;
    use crate::document::{About, Document};
    use crate::text::Article;
    use proptest::prelude::{any, proptest};
    use std::rc::Rc;

    fn find(document: &Rc<Document>, wanted: &str, is_pattern: bool, scope: Scope) -> Find {
        let mut find = Find { is_shown: true, wanted: wanted.to_owned(), is_pattern, scope, ..Find::default() };
        find.look(document);
        find
    }

    fn found(text: &str, wanted: &str, is_pattern: bool) -> Vec<String> {
        let document = Rc::new(suggested(text, 90));
        let find = find(&document, wanted, is_pattern, Scope::Text);
        find.hits.iter().map(|hit| document.article().slice(hit.span).unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn words_are_found_without_regard_to_case_accents_and_quotation_marks() {
        assert_eq!(found("Çavuşoğlu, CAVUSOGLU and cavusoglu’s", "cavusoğlu", false).len(), 3);
        assert_eq!(found("İzmit, ırak", "i", false), ["İ", "i", "ı"]);
        assert_eq!(found("She said “I don’t”.", "\"i don't\"", false), ["“I don’t”"]);
        assert_eq!(found("e\u{301}te\u{301}", "ete", false), ["e\u{301}te\u{301}"], "the mark belongs to its letter");
        assert_eq!(found("nothing", "", false).len(), 0);
    }

    #[test]
    fn a_regular_expression_finds_what_it_says() {
        assert_eq!(found("Su-24 and MiG-29, su-24", r"[A-Z]\w*-\d+", true), ["Su-24", "MiG-29"]);
        assert_eq!(found("Ğ ğ", r"(?i)ğ", true), ["Ğ", "ğ"]);
        assert_eq!(found("abc", "x*", true).len(), 0, "nothing is no hit");
    }

    #[test]
    fn what_is_no_regular_expression_is_said() {
        let document = Rc::new(suggested("abc", 90));
        let find = find(&document, "(", true, Scope::Text);
        assert_eq!(
            (find.hits.len(), find.count(Language::English).as_str()),
            (0, "No regular expression: unclosed group")
        );
    }

    #[test]
    fn marks_are_found_by_what_they_are() {
        let document = Rc::new(suggested("[Ana|PERSON] {backed|Ana|favor|Bo} [Bo|PERSON] in [Oslo|GPE].", 90));
        let n = |wanted| find(&document, wanted, false, Scope::Marks).hits.len();
        assert_eq!((n("person"), n("gpe"), n("favor"), n("ana"), n("in")), (2, 1, 1, 2, 0));
    }

    #[test]
    fn hits_are_walked_round_from_where_the_reader_is() {
        let document = Rc::new(suggested("a b a b a", 90));
        let mut find = Find { is_shown: true, wanted: "a".to_owned(), from: 3, ..Find::default() };
        find.look(&document);
        assert_eq!(find.count(Language::English), "2 of 3");
        find.step(true);
        find.step(true);
        assert_eq!(find.count(Language::English), "1 of 3");
        find.step(false);
        assert_eq!(find.count(Language::English), "3 of 3");
    }

    proptest! {
        #[test]
        fn every_hit_is_whole_characters_and_found_again(text in any::<String>(), wanted in any::<char>()) {
            let text = format!("{text}{wanted}{text}");
            let document = Rc::new(Document::blank(Article::new(text), About::default()));
            for hit in find(&document, &wanted.to_string(), false, Scope::Text).hits.iter() {
                assert!(document.article().slice(hit.span).is_some_and(|words| !words.is_empty()));
            }
        }
    }
}
