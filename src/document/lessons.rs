//! What a reader's change of a document teaches. In: the document after it, and the change; out: lessons that now hold
//! and lessons that no longer do. An undone correction thereby takes its lesson back.

use super::{Change, Document};
use crate::annotation::{By, Entity, EntityId, Label, Lesson, Mention, Status, Taught};
use crate::text::Span;
use std::sync::Arc;

/// Lessons given by a change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Teaching {
    pub given: Vec<Lesson>,
    pub taken_back: Vec<Lesson>,
}

/// What `change`, which led to `document`, teaches.
#[must_use]
pub fn teaching(document: &Document, change: &Change) -> Teaching {
    let article = title_of(document);
    let lesson = |taught| Lesson { article: article.clone(), taught };
    let mut teaching = Teaching::default();
    for swap in &change.mentions {
        let [before, after] = [&swap.before, &swap.after].map(|m| m.as_ref().and_then(|m| name_taught(document, m)));
        if before != after {
            teaching.taken_back.extend(before.map(lesson));
            teaching.given.extend(after.map(lesson));
        }
    }
    for swap in &change.entities {
        let (Some(before), Some(after)) = (&swap.before, &swap.after) else { continue };
        if before.link != after.link {
            teaching.given.push(lesson(Taught::Link { names: names_of(document, after), link: after.link.clone() }));
        }
        if before.affiliation != after.affiliation {
            let side = after.affiliation.as_ref().map(|id| name_of(document, id));
            teaching.given.push(lesson(Taught::Side { names: names_of(document, after), side }));
        }
    }
    teaching
}

/// What the reader's decision about one mention teaches, whenever it was made.
#[must_use]
pub fn lesson_of(document: &Document, mention: &Mention) -> Option<Lesson> {
    Some(Lesson { article: title_of(document), taught: name_taught(document, mention)? })
}

/// A correction, an addition or a rejection. To confirm what is right anyway teaches nothing.
fn name_taught(document: &Document, mention: &Mention) -> Option<Taught> {
    let label = match mention.status {
        Status::Added => Some(mention.claim.label.clone()),
        Status::Corrected => {
            let was = mention.was.as_ref()?;
            // That it names another entity is a matter of this article.
            let is_about_name = (was.span, &was.label) != (mention.claim.span, &mention.claim.label);
            is_about_name.then(|| Some(mention.claim.label.clone()))?
        }
        Status::Rejected if mention.origin.by == By::Tagger => None,
        Status::Rejected | Status::Suggested | Status::Confirmed => return None,
    };
    if label.is_none() && has_name_across(document, mention) {
        return None;
    }
    let span = mention.claim.span;
    let sentence = document.sentence_around(span);
    let text = document.article().slice(sentence)?.to_owned();
    let span = Span::new(span.start - sentence.start, span.end - sentence.start);
    Some(Taught::Name { sentence: text, span, label })
}

/// Whether the words of a rejected mention are, in part or as a part, a name after all.
fn has_name_across(document: &Document, rejected: &Mention) -> bool {
    document.mentions().any(|m| m.id != rejected.id && m.status.is_live() && m.claim.span.overlaps(rejected.claim.span))
}

/// What an entity is called: its name, and its mentions but for persons' single names, which others bear too.
fn names_of(document: &Document, entity: &Arc<Entity>) -> Vec<String> {
    let mut names = vec![entity.name.clone()];
    for mention in document.mentions().filter(|m| m.status.is_live() && m.claim.entity.as_ref() == Some(&entity.id)) {
        let Some(text) = document.article().slice(mention.claim.span) else { continue };
        let is_shared = mention.claim.label == Label::NORP || entity.label == Label::PERSON && !text.contains(' ');
        if !is_shared && !names.iter().any(|name| name == text) {
            names.push(text.to_owned());
        }
    }
    names
}

fn name_of(document: &Document, id: &EntityId) -> String {
    document.entity(id).map_or_else(String::new, |entity| entity.name.clone())
}

/// The title of a document, or how its text begins.
fn title_of(document: &Document) -> String {
    let title = document.about().title.trim();
    if !title.is_empty() {
        return title.to_owned();
    }
    let first_line = document.article().text().trim_start().lines().next().unwrap_or_default();
    first_line.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::{Teaching, teaching};
    use crate::annotation::{EntityId, Label, Lesson, MentionId, Taught};
    use crate::document::fixture::document;
    use crate::document::{Document, Edit, EntityChoice, History};
    use crate::text::Span;

    fn after(document: &Document, edit: Edit) -> (Document, History, Teaching) {
        let (mut next, mut history) = (document.clone(), History::default());
        history.make(&mut next, edit).expect("the edit fits");
        let teaching = teaching(&next, &history.past()[0].change);
        (next, history, teaching)
    }

    fn name(lesson: &Lesson) -> (&str, &str, Option<Label>) {
        match &lesson.taught {
            Taught::Name { sentence, label, .. } => (lesson.words(), sentence, label.clone()),
            other => panic!("{other:?}"),
        }
    }

    const TEXT: &str = "It rained. [Wagner|PERSON:wagner] left [Mali|GPE:mali]. Nobody cheered.";

    #[test]
    fn a_new_type_teaches_the_name_in_its_sentence_and_undo_takes_it_back() {
        let start = document(TEXT, &[]);
        let edit = Edit::RelabelMention { mention: MentionId::numbered(1), label: Label::ORG };
        let (mut next, mut history, given) = after(&start, edit);
        assert_eq!(
            given.given.iter().map(name).collect::<Vec<_>>(),
            [("Wagner", "Wagner left Mali.", Some(Label::ORG))]
        );
        assert!(given.taken_back.is_empty());
        let change = history.undo(&mut next).expect("a step").change.inverse();
        let undone = teaching(&next, &change);
        assert_eq!((undone.given, undone.taken_back), (Vec::new(), given.given));
    }

    #[test]
    fn additions_and_rejections_teach_and_confirmations_do_not() {
        let start = document(TEXT, &[]);
        let (mut next, mut history, rejected) = after(&start, Edit::RejectMention { mention: MentionId::numbered(2) });
        let change = history.undo(&mut next).expect("a step").change.inverse();
        assert_eq!(teaching(&next, &change).taken_back, rejected.given);
        assert_eq!(rejected.given.iter().map(name).collect::<Vec<_>>(), [("Mali", "Wagner left Mali.", None)]);
        let (_, _, confirmed) = after(&start, Edit::ConfirmMention { mention: MentionId::numbered(2) });
        assert_eq!(confirmed, Teaching::default());
        let nobody = start.article().text().find("Nobody").expect("it is there");
        let span = Span::new(nobody, nobody + 6);
        let (_, _, added) = after(&start, Edit::AddMention { span, label: Label::PERSON, entity: EntityChoice::New });
        assert_eq!(
            added.given.iter().map(name).collect::<Vec<_>>(),
            [("Nobody", "Nobody cheered.", Some(Label::PERSON))]
        );
    }

    #[test]
    fn links_and_sides_teach_facts() {
        let start = document(TEXT, &[]);
        let [wagner, mali] = ["wagner", "mali"].map(EntityId::new);
        let (_, _, side) = after(&start, Edit::Affiliate { entity: wagner, affiliation: Some(mali.clone()) });
        let names = start.entity(&mali).expect("it is there").name.clone();
        assert!(matches!(&side.given[0].taught, Taught::Side { side: Some(side), .. } if *side == names));
        let (_, _, link) = after(&start, Edit::LinkEntity { entity: mali, link: Some("ML".into()) });
        assert!(matches!(&link.given[0].taught, Taught::Link { link: Some(link), .. } if link == "ML"));
    }

    #[test]
    fn what_is_cut_out_of_a_longer_mention_is_not_taught_as_no_name() {
        let start = document("[President Wagner|PERSON:wagner] left.", &[]);
        let edits = vec![
            Edit::RejectMention { mention: MentionId::numbered(1) },
            Edit::AddMention { span: Span::new(10, 16), label: Label::PERSON, entity: EntityChoice::New },
        ];
        let (_, _, given) = after(&start, Edit::Batch { title: String::new(), edits });
        assert_eq!(
            given.given.iter().map(name).collect::<Vec<_>>(),
            [("Wagner", "President Wagner left.", Some(Label::PERSON))]
        );
    }
}
