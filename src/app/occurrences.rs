//! "The same for all occurrences": what a reader did to one mention, offered for every place where the same name
//! stands; and one type for all places that a search found. In: the document, and a mention or places; out: a
//! check-list, and one edit for what is ticked.

use super::boundary::trimmed;
use super::describe;
use super::words::Language;
use crate::annotation::{Label, Mention, MentionId, Status};
use crate::document::{Document, Edit, EntityChoice, Likeness, occurrences};
use crate::text::Span;

/// The check-list.
#[derive(Clone, Debug, PartialEq)]
pub struct Occurrences {
    pub title: String,
    pub places: Vec<Place>,
    /// What is done, for the history.
    what: What,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    Same,
    Marked(Label),
}

/// A place where the name stands, with what would be done there.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub span: Span,
    pub before: String,
    pub words: String,
    pub after: String,
    /// What would be done, in words.
    pub what: String,
    pub is_ticked: bool,
    edits: Vec<Edit>,
}

/// So many places are listed at most: nobody looks over more.
const N_PLACES: usize = 2_000;

/// How much of the text around a place is shown, in characters.
const N_AROUND: usize = 36;

impl Occurrences {
    /// What can be done elsewhere after a reader decided about `mention`; `None` where nothing is left to do.
    #[must_use]
    pub fn of(words: Language, document: &Document, id: &MentionId) -> Option<Self> {
        let mention = document.mention(id)?;
        let places: Vec<Place> = occurrences(document, mention.claim.span, mention.claim.label == Label::PERSON)
            .into_iter()
            .filter(|o| o.span != mention.claim.span)
            .filter_map(|o| {
                let edits = if mention.status.is_live() {
                    alike(mention, &o.mentions, o.span, o.is_inside_other)
                } else {
                    o.mentions.iter().map(|m| Edit::RejectMention { mention: m.id.clone() }).collect()
                };
                let what =
                    edits.iter().map(|edit| describe::edit(words, document, edit)).collect::<Vec<_>>().join("; ");
                let is_ticked = o.likeness <= Likeness::Accents && !o.is_inside_other;
                (!edits.is_empty()).then(|| place(document, o.span, what, is_ticked, edits))
            })
            .collect();
        let name = describe::words_of(document.article(), mention.claim.span);
        let title = if mention.status.is_live() { words.treat_every(name) } else { words.reject_every(name) };
        (!places.is_empty()).then_some(Self { title, places, what: What::Same })
    }

    /// What makes every place that a search found a mention of one type; `None` where all are already.
    #[must_use]
    pub fn marking(
        words: Language,
        document: &Document,
        found: impl Iterator<Item = Span>,
        label: &Label,
    ) -> Option<Self> {
        let live: Vec<&std::sync::Arc<Mention>> = document.mentions().filter(|m| m.status.is_live()).collect();
        let mut n_passed = 0;
        let places: Vec<Place> = found
            .filter_map(|span| trimmed(document.article(), span))
            .filter_map(|span| {
                // Both are in the order of the text; a mention that ends before this hit is of no use for later ones.
                while live.get(n_passed).is_some_and(|m| m.claim.span.end <= span.start) {
                    n_passed += 1;
                }
                let near = live[n_passed..].iter().take_while(|m| m.claim.span.start < span.end);
                let known = near.clone().find(|m| m.claim.span == span);
                let is_inside_other = near.clone().any(|m| m.claim.span != span && m.claim.span.overlaps(span));
                let edit = match known {
                    None => {
                        let entity = if *label == Label::DATE { EntityChoice::Without } else { EntityChoice::ByName };
                        Edit::AddMention { span, label: label.clone(), entity }
                    }
                    Some(m) if m.claim.label != *label => {
                        Edit::RelabelMention { mention: m.id.clone(), label: label.clone() }
                    }
                    Some(m) if m.status == Status::Suggested => Edit::ConfirmMention { mention: m.id.clone() },
                    Some(_) => return None,
                };
                let what = describe::edit(words, document, &edit);
                Some(place(document, span, what, known.is_some() || !is_inside_other, vec![edit]))
            })
            .take(N_PLACES)
            .collect();
        let title = words.mark_as(words.n_places(places.len()), words.label(label));
        (!places.is_empty()).then_some(Self { title, places, what: What::Marked(label.clone()) })
    }

    /// One edit for all that is ticked.
    #[must_use]
    pub fn edit(&self, words: Language) -> Option<Edit> {
        let ticked: Vec<&Place> = self.places.iter().filter(|place| place.is_ticked).collect();
        let name = &ticked.first()?.words;
        let title = match &self.what {
            What::Same => words.same_in(name, words.n_other_places(ticked.len())),
            What::Marked(label) => words.were_marked_as(name, words.n_places(ticked.len()), words.label(label)),
        };
        Some(Edit::Batch { title, edits: ticked.iter().flat_map(|place| place.edits.clone()).collect() })
    }
}

/// The edits that make what stands at `span` like `model`: same type, same entity, decided.
fn alike(model: &Mention, there: &[std::sync::Arc<Mention>], span: Span, is_inside_other: bool) -> Vec<Edit> {
    let entity = model.claim.entity.clone().map_or(EntityChoice::Without, EntityChoice::This);
    let Some(known) = there.first() else {
        // What a longer name contains is rarely meant.
        return if is_inside_other {
            Vec::new()
        } else {
            vec![Edit::AddMention { span, label: model.claim.label.clone(), entity }]
        };
    };
    let mut edits = Vec::new();
    let id = || known.id.clone();
    if known.claim.label != model.claim.label {
        edits.push(Edit::RelabelMention { mention: id(), label: model.claim.label.clone() });
    }
    if known.claim.entity != model.claim.entity {
        edits.push(Edit::ReassignMention { mention: id(), entity });
    }
    if edits.is_empty() && known.status == Status::Suggested {
        edits.push(Edit::ConfirmMention { mention: id() });
    }
    edits
}

fn place(document: &Document, span: Span, what: String, is_ticked: bool, edits: Vec<Edit>) -> Place {
    let text = document.article().text();
    let before = &text[..span.start];
    let from = before.char_indices().rev().nth(N_AROUND - 1).map_or(0, |(at, _)| at);
    let after = &text[span.end..];
    let to = after.char_indices().nth(N_AROUND).map_or(after.len(), |(at, _)| at);
    let one_line = |text: &str| text.replace('\n', " ");
    Place {
        span,
        before: one_line(&before[from..]),
        words: text[span.range()].to_owned(),
        after: one_line(&after[..to]),
        what,
        is_ticked,
        edits,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{mention_of, suggested};
    use super::Occurrences;
    use crate::annotation::{Label, Status};
    use crate::app::words::Language;
    use crate::document::{Edit, History};
    use crate::text::Span;

    #[test]
    fn a_changed_type_is_offered_for_every_place_of_the_name() {
        let mut document = suggested("[Taliban|NORP] fighters. The [Taliban|NORP] said so. TALIBAN!", 90);
        let mut history = History::default();
        let first = mention_of(&document, "Taliban");
        history.make(&mut document, Edit::RelabelMention { mention: first.clone(), label: Label::ORG }).expect("fits");
        let list = Occurrences::of(Language::English, &document, &first).expect("there are two more");
        assert_eq!(list.places.len(), 2);
        history.make(&mut document, list.edit(Language::English).expect("all are ticked")).expect("fits");
        assert!(document.mentions().all(|m| m.claim.label == Label::ORG));
        assert_eq!(document.mentions().len(), 3);
        assert_eq!(history.past().len(), 2, "it is one step");
        assert_eq!(Occurrences::of(Language::English, &document, &first), None, "nothing is left to do");
    }

    #[test]
    fn all_hits_of_a_search_are_marked_as_one_step() {
        let mut document = suggested("[Taliban|NORP] fighters. The Taliban said so; [the Taliban’s men|ORG] left.", 90);
        let mut history = History::default();
        let text = document.article().text().to_owned();
        let hits: Vec<Span> = text.match_indices("Taliban").map(|(at, hit)| Span::new(at, at + hit.len())).collect();
        let list = Occurrences::marking(Language::English, &document, hits.iter().copied(), &Label::ORG)
            .expect("there is something to do");
        let ticked: Vec<bool> = list.places.iter().map(|place| place.is_ticked).collect();
        assert_eq!(ticked, [true, true, false], "what stands inside a mention is for the reader to say");
        history.make(&mut document, list.edit(Language::English).expect("two are ticked")).expect("fits");
        let marked: Vec<_> = document.mentions().map(|m| (m.claim.span.len(), m.claim.label.clone())).collect();
        assert_eq!(marked, [(7, Label::ORG), (7, Label::ORG), (19, Label::ORG)]);
        assert_eq!(history.past().len(), 1);
        assert_eq!(
            document.mentions().next().map(|m| &m.claim.entity),
            document.mentions().nth(1).map(|m| &m.claim.entity)
        );
    }

    #[test]
    fn a_rejection_is_offered_too() {
        let mut document = suggested("[May|PERSON] came. In [May|PERSON] it rained.", 60);
        let mut history = History::default();
        let first = mention_of(&document, "May");
        history.make(&mut document, Edit::RejectMention { mention: first.clone() }).expect("fits");
        let list = Occurrences::of(Language::English, &document, &first).expect("there is one more");
        history.make(&mut document, list.edit(Language::English).expect("it is ticked")).expect("fits");
        assert!(document.mentions().all(|m| m.status == Status::Rejected));
    }
}
