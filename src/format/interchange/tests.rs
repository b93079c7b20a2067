//! Formats of other programs: what they hold survives both directions, in text with emoji, combining marks and
//! letters from right to left; their own examples are read; what is lost is counted.

use super::{read_brat, read_conll, write_brat};
use crate::annotation::{EntityId, Polarity, Stance, Target};
use crate::document::{About, Document};
use crate::format::native::{from_json, sample::any_document, to_json};
use crate::format::{Content, Format, Notice, OpenError, Opened, open_brat, open_file};
use crate::text::{Article, Span, tokenise};
use proptest::prelude::{prop_assert_eq, proptest};
use std::collections::BTreeSet;

fn document(opened: Opened) -> Document {
    match opened.content {
        Content::Document(document) => document,
        Content::Text { .. } => panic!("a text without annotations"),
    }
}

fn opened(name: &str, content: &str) -> Document {
    document(open_file(name, content.as_bytes()).expect("opens"))
}

fn ana_backs_bo() -> Document {
    let json = r#"{"format": "standpoint", "version": 1,
        "document": {"title": "A row", "text": "A row\n\nAna 🎉 backs Bo. Nó\u0301ra rejects the gas law.", "source": "row.txt", "unit": "codepoint"},
        "mentions": [
            {"id": "m1", "start": 7, "end": 10, "text": "Ana", "type": "PERSON", "entity": "e1", "status": "confirmed", "note": "Sure."},
            {"id": "m2", "start": 19, "end": 21, "text": "Bo", "type": "PERSON", "entity": "e2"},
            {"id": "m3", "start": 23, "end": 28, "text": "Nó\u0301ra", "type": "PERSON", "entity": "e1"},
            {"id": "m4", "start": 23, "end": 24, "text": "N", "type": "ORG", "status": "rejected"}],
        "entities": [
            {"id": "e1", "name": "Ana Nóra", "type": "PERSON", "link": "urn:x y", "affiliation": "e2"},
            {"id": "e2", "name": "Bo", "type": "PERSON", "link": null, "affiliation": null}],
        "stances": [
            {"id": "s1", "holder": "e1", "target": "e2", "issue": null, "polarity": "favor",
             "cue": {"start": 13, "end": 18, "text": "backs"}, "evidence": {"start": 7, "end": 22}},
            {"id": "s2", "holder": "e1", "target": null, "issue": {"start": 41, "end": 48, "text": "gas law"},
             "polarity": "against", "cue": {"start": 29, "end": 36, "text": "rejects"}, "evidence": {"start": 23, "end": 49}}]}"#;
    from_json(json).expect("opens").document
}

/// What an entity is to formats that know only mentions: its spans and their labels.
type Named = BTreeSet<(usize, usize, String)>;

/// What most formats hold of a document. Line ends at the edges of a span, which some cannot hold, do not count.
#[derive(Debug, PartialEq, Eq)]
struct Held {
    entities: BTreeSet<Named>,
    affiliations: BTreeSet<(Named, Named)>,
    stances: BTreeSet<(Named, Result<Named, Span>, Polarity, Span)>,
}

fn held(document: &Document) -> Held {
    let text = document.article().text();
    let edged = |span: Span| {
        let inner = text[span.range()].trim_matches('\n');
        if inner.is_empty() {
            return span;
        }
        let start = span.start + text[span.range()].len() - text[span.range()].trim_start_matches('\n').len();
        Span::new(start, start + inner.len())
    };
    let named = |id: &EntityId| -> Named {
        let mentions = document.mentions().filter(|m| m.status.is_live() && m.claim.entity.as_ref() == Some(id));
        mentions.map(|m| (edged(m.claim.span).start, edged(m.claim.span).end, m.claim.label.to_string())).collect()
    };
    let is_named = |id: &EntityId| !named(id).is_empty();
    let is_told = |stance: &&Stance| {
        stance.status.is_live() && is_named(&stance.claim.holder) && stance.claim.target.entity().is_none_or(is_named)
    };
    Held {
        entities: document.entities().map(|entity| named(&entity.id)).filter(|named| !named.is_empty()).collect(),
        affiliations: document
            .entities()
            .filter_map(|entity| Some((entity.id.clone(), entity.affiliation.clone()?)))
            .filter(|(id, side)| id != side && is_named(id) && is_named(side))
            .map(|(id, side)| (named(&id), named(&side)))
            .collect(),
        stances: document
            .stances()
            .map(AsRef::as_ref)
            .filter(is_told)
            .map(|stance| {
                let target = match &stance.claim.target {
                    Target::Entity(id) => Ok(named(id)),
                    Target::Issue(span) => Err(edged(*span)),
                };
                (named(&stance.claim.holder), target, stance.claim.polarity, edged(stance.claim.cue))
            })
            .collect(),
    }
}

/// The document without mentions that have no entity, which other formats do not tell from those that have one.
fn with_entities_only(document: &Document) -> Document {
    let mut json: serde_json::Value = serde_json::from_str(&crate::format::native::to_json(document)).expect("is JSON");
    json["mentions"].as_array_mut().expect("a list").retain(|mention| !mention["entity"].is_null());
    from_json(&json.to_string()).expect("opens").document
}

fn first(format: Format, document: &Document) -> String {
    format.write(document).swap_remove(0).content
}

proptest! {
    #[test]
    fn brat_holds_mentions_entities_affiliations_and_stances(document in any_document()) {
        let document = with_entities_only(&document);
        let ann = write_brat(&document);
        let again = self::document(read_brat(document.article().clone(), About::default(), &ann).expect("opens"));
        prop_assert_eq!(held(&again), held(&document), "{}", ann);
    }

    #[test]
    fn spans_and_relations_hold_the_same_in_every_json(document in any_document()) {
        let document = with_entities_only(&document);
        for format in [Format::Spacy, Format::Doccano, Format::LabelStudio, Format::WebAnnotation] {
            let json = first(format, &document);
            let again = opened("a.json", &json);
            prop_assert_eq!(again.article().text(), document.article().text());
            prop_assert_eq!(held(&again), held(&document), "{}", json);
        }
    }

    #[test]
    fn conll_holds_the_longest_mentions_of_whole_words(document in any_document()) {
        let conll = first(Format::Conll, &document);
        let again = self::document(read_conll(About::default(), &conll).expect("opens"));
        let text = document.article().text();
        let words: String = tokenise(text).iter().map(|token| &text[token.span.range()]).collect();
        let words_again: String = again.article().text().chars().filter(|c| !c.is_whitespace()).collect();
        prop_assert_eq!(words_again, words);
        let n_lost: usize = Format::Conll
            .losses(&document)
            .iter()
            .filter(|loss| matches!(loss.what, crate::format::Lost::Overlap | crate::format::Lost::PartOfWord))
            .map(|loss| loss.n_items)
            .sum();
        let n_live = document.mentions().filter(|mention| mention.status.is_live()).count();
        prop_assert_eq!(again.mentions().len() + n_lost, n_live, "{}", conll);
    }

    #[test]
    fn no_annotations_make_reading_fail_other_than_by_an_error(ann in "([TEARN#*][0-9]?\t(Per|Stance|Equiv)[ :][T0-9 ]{0,6}(;[0-9] [0-9])?\t?[a 🎉]{0,3}\n){0,8}") {
        drop(read_brat(Article::new("Ana 🎉 backs Bo."), About::default(), &ann));
        drop(read_conll(About::default(), &ann));
    }
}

#[test]
fn brat_as_its_users_know_it() {
    expect_test::expect![[r#"
        T1	PERSON 7 10	Ana
        N1	Reference T1 Entity:e1	Ana Nóra
        N2	Reference T1 Link:urn:x%20y	Ana Nóra
        A1	Status T1 confirmed
        #1	AnnotatorNotes T1	Sure.
        T2	PERSON 19 21	Bo
        N3	Reference T2 Entity:e2	Bo
        A2	Status T2 suggested
        T3	PERSON 23 28	Nóra
        N4	Reference T3 Entity:e1	Ana Nóra
        N5	Reference T3 Link:urn:x%20y	Ana Nóra
        A3	Status T3 suggested
        R1	Affiliation Arg1:T1 Arg2:T2
        T4	Stance 13 18	backs
        E1	Stance:T4 Holder:T1 Target:T2
        A4	Polarity E1 favor
        A5	Status E1 suggested
        T5	Stance 29 36	rejects
        T6	Issue 41 48	gas law
        E2	Stance:T5 Holder:T3 Issue:T6
        A6	Polarity E2 against
        A7	Status E2 suggested
    "#]]
    .assert_eq(&first(Format::Brat, &ana_backs_bo()).replace("No\u{301}", "Nó").replace("\u{301}", ""));
    let again = document(
        open_brat("row.txt", ana_backs_bo().article().text().as_bytes(), write_brat(&ana_backs_bo()).as_bytes())
            .expect("opens"),
    );
    let entity = again.entity(&EntityId::numbered(1)).expect("exists");
    assert_eq!((&*entity.name, entity.link.as_deref()), ("Ana Nóra", Some("urn:x y")));
    let ana = again.mentions().next().expect("there are mentions");
    assert_eq!((ana.status.as_str(), ana.note.as_deref()), ("confirmed", Some("Sure.")));
    assert_eq!(again.about().title, "A row");
}

#[test]
fn a_link_to_nowhere_is_none_and_the_file_of_it_opens_again() {
    let ann = "T1\tPerson 0 3\tAna\nN1\tReference T1 Link:\tAna\n";
    let read = document(read_brat(Article::new("Ana spoke."), About::default(), ann).expect("opens"));
    assert_eq!(read.entities().map(|entity| entity.link.clone()).collect::<Vec<_>>(), [None]);
    assert_eq!(from_json(&to_json(&read)).expect("opens").document, read);
}

#[test]
fn the_example_files_of_other_programs_are_read() {
    let text = "Ana 🎉 backs Bo.";
    let ann = "T1\tPerson 0 3\tAna\nT2\tPerson 12 14\tBo\nT3\tStance 6 11\tbacks\nE1\tStance:T3 Holder:T1 Target:T2\nA1\tPolarity E1 positive\n";
    let brat = document(open_brat("a.txt", text.as_bytes(), ann.as_bytes()).expect("opens"));
    let prodigy = r#"{"text":"Ana 🎉 backs Bo.","spans":[{"start":0,"end":3,"label":"PER"},{"start":12,"end":14,"label":"PER"}],
        "relations":[{"head":0,"child":3,"label":"supports","head_span":{"start":0,"end":3,"label":"PER"},"child_span":{"start":12,"end":14,"label":"PER"}}],"answer":"accept"}"#;
    let doccano = r#"{"text":"Ana 🎉 backs Bo.","entities":[{"id":1,"start_offset":0,"end_offset":3,"label":"PER"},{"id":2,"start_offset":13,"end_offset":15,"label":"PER"}],"relations":[{"id":1,"from_id":1,"to_id":2,"type":"supports"}]}"#;
    let label_studio = r#"[{"data":{"text":"Ana 🎉 backs Bo."},"annotations":[{"result":[
        {"id":"a","from_name":"label","to_name":"text","type":"labels","value":{"start":0,"end":3,"text":"Ana","labels":["PER"]}},
        {"id":"b","from_name":"label","to_name":"text","type":"labels","value":{"start":13,"end":15,"text":"Bo","labels":["PER"]}},
        {"type":"relation","from_id":"a","to_id":"b","direction":"right","labels":["supports"]}]}]}]"#;
    let words = |document: &Document| -> Vec<String> {
        let slice = |span| document.article().slice(span).unwrap_or_default().to_owned();
        document.mentions().map(|mention| format!("{} {}", slice(mention.claim.span), mention.claim.label)).collect()
    };
    for document in [brat, opened("a.jsonl", prodigy), opened("a.json", doccano), opened("a.json", label_studio)] {
        assert_eq!(words(&document), ["Ana PERSON", "Bo PERSON"]);
        let stance = document.stances().next().expect("there is a stance");
        assert_eq!(stance.claim.polarity, Polarity::Favor);
        assert!(document.article().slice(stance.claim.cue).is_some_and(|cue| cue.contains("backs")));
    }
    let pair = opened("a.json", r#"["Ana 🎉 backs Bo.", {"entities": [[0, 3, "PER"]]}]"#);
    assert_eq!(words(&pair), ["Ana PERSON"]);
    let labels = opened("a.jsonl", r#"{"text": "Ana 🎉 backs Bo.", "label": [[0, 3, "PER"], [13, 15, "PER"]]}"#);
    assert_eq!(words(&labels), ["Ana PERSON", "Bo PERSON"]);
    let conll = opened(
        "a.conll",
        "-DOCSTART- -X- O O\n\nAna NNP B-NP I-PER\n🎉 X O O\nbacks VBZ B-VP O\nBo NNP B-NP I-PER\n. . O O\n",
    );
    assert_eq!(words(&conll), ["Ana PERSON", "Bo PERSON"]);
    assert_eq!(conll.article().text(), text);
}

#[test]
fn web_annotations_are_placed_by_quote_where_the_position_is_another_programs() {
    let page = |selector: serde_json::Value| {
        serde_json::json!({
            "@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "text": "Bo saw Bo. Ana 🎉 backs Bo.",
            "items": [{
                "id": "urn:a", "type": "Annotation", "body": {"type": "TextualBody", "purpose": "tagging", "value": "PER"},
                "target": {"source": "urn:doc:1", "selector": selector}}]
        })
        .to_string()
    };
    let position = serde_json::json!({"type": "TextPositionSelector", "start": 23, "end": 25});
    let in_utf16 = serde_json::json!({"type": "TextPositionSelector", "start": 24, "end": 26});
    let quote = serde_json::json!({"type": "TextQuoteSelector", "exact": "Bo", "prefix": "backs ", "suffix": "."});
    for selector in
        [position.clone(), quote.clone(), serde_json::json!([quote, in_utf16]), serde_json::json!([position])]
    {
        let document = opened("a.jsonld", &page(selector.clone()));
        let span = document.mentions().next().expect("there is a mention").claim.span;
        assert_eq!((document.article().slice(span), span.start), (Some("Bo"), 26), "{selector}");
    }
}

#[test]
fn conll_as_its_users_know_it() {
    expect_test::expect![[r#"
        -DOCSTART- -X- O O

        A _ _ O
        row _ _ O

        Ana _ _ B-PERSON
        🎉 _ _ O
        backs _ _ O
        Bo _ _ B-PERSON
        . _ _ O

        Nóra _ _ B-PERSON
        rejects _ _ O
        the _ _ O
        gas _ _ O
        law _ _ O
        . _ _ O

    "#]]
    .assert_eq(&first(Format::Conll, &ana_backs_bo()).replace("\u{301}", ""));
}

#[test]
fn what_a_format_cannot_hold_is_counted() {
    let lost =
        |format: Format| -> Vec<String> { format.losses(&ana_backs_bo()).iter().map(ToString::to_string).collect() };
    assert!(lost(Format::Native).is_empty());
    assert_eq!(lost(Format::Brat), ["2 evidence sentences", "1 rejected suggestion"]);
    assert_eq!(
        lost(Format::Spacy),
        ["1 link", "2 evidence sentences", "1 rejected suggestion", "5 statuses", "1 note"]
    );
    assert_eq!(
        lost(Format::Conll),
        [
            "1 entity (which mentions belong together)",
            "1 link",
            "1 affiliation",
            "2 stances",
            "1 rejected suggestion",
            "5 statuses",
            "1 note"
        ]
    );
}

#[test]
fn what_has_no_place_in_a_document_is_told() {
    let ann = "T1\tPerson 0 3\tAna\nT2\tPerson 12 14\tBo\nR1\tMarried Arg1:T1 Arg2:T2\nE1\tDying:T9 Who:T1\n";
    let opened = open_brat("a.txt", "Ana 🎉 backs Bo.".as_bytes(), ann.as_bytes()).expect("opens");
    assert_eq!(opened.notices, [Notice::LeftOut { format: "brat", n_items: 2 }]);
}

#[test]
fn offsets_that_do_not_fit_are_refused_by_name() {
    let refusal = |result: Result<Opened, OpenError>| result.expect_err("is refused").to_string();
    assert!(refusal(open_brat("a.txt", b"Ana", b"T1\tPerson 0 9\tAna\n")).contains("line 1"));
    assert!(
        refusal(open_file("a.json", br#"{"text": "Ana", "spans": [{"start": 2, "end": 9, "label": "X"}]}"#))
            .contains("spans[0]")
    );
    assert!(refusal(open_file("a.ann", b"T1\tPerson 0 3\tAna\n")).contains(".txt"));
    assert!(refusal(open_file("a.conll", b"Ana\n")).contains("line 1"));
}

#[test]
fn line_ends_of_other_programs_are_made_uniform_and_marks_move_along() {
    let text = "\u{feff}Ana\r\nbacks\r\nBo.";
    let json = serde_json::json!({"text": text, "spans": [{"start": 13, "end": 15, "label": "PER"}]});
    let document = opened("a.json", &json.to_string());
    assert_eq!(document.article().text(), "Ana\nbacks\nBo.");
    let span = document.mentions().next().expect("there is a mention").claim.span;
    assert_eq!(document.article().slice(span), Some("Bo"));
}
