//! The native file: what is written can be read, what is broken is told or repaired.

use super::sample::any_document;
use super::{NativeError, SCHEMA, from_json, to_json, to_json_line};
use crate::annotation::{EntityId, MentionId};
use crate::format::{Notice, Repair};
use crate::text::Span;
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};
use serde_json::{Value, json};
use std::sync::LazyLock;

static VALIDATOR: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    jsonschema::draft202012::meta::validate(&schema).expect("the schema is a schema");
    jsonschema::validator_for(&schema).expect("the schema compiles")
});

/// A small file with every kind of item; tests change one thing in it.
fn ana_backs_bo() -> Value {
    json!({
        "format": "standpoint", "version": 1,
        "document": {"title": "A 🎉", "text": "Ana 🎉 backs Bo.", "language": "en", "source": "", "unit": "codepoint"},
        "mentions": [
            {"id": "m1", "start": 0, "end": 3, "text": "Ana", "type": "PERSON", "entity": "e1", "status": "suggested",
             "origin": {"by": "tagger", "confidence": 0.97, "reason": "A first name."}},
            {"id": "m2", "start": 12, "end": 14, "text": "Bo", "type": "PERSON", "entity": "e2", "status": "corrected",
             "origin": {"by": "tagger", "confidence": 0.5, "reason": null}, "was": {"type": "GPE"}}],
        "entities": [
            {"id": "e1", "name": "Ana", "type": "PERSON", "link": null, "affiliation": null},
            {"id": "e2", "name": "Bo", "type": "PERSON", "link": null, "affiliation": "e1"}],
        "stances": [
            {"id": "s1", "holder": "e1", "target": "e2", "issue": null, "polarity": "favor",
             "cue": {"start": 6, "end": 11, "text": "backs"}, "evidence": {"start": 0, "end": 15},
             "status": "suggested", "origin": {"by": "tagger", "confidence": 0.83, "reason": "A verb of support."}}]
    })
}

fn with(pointer: &str, value: Value) -> String {
    let mut file = ana_backs_bo();
    let (owner, key) = pointer.rsplit_once('/').expect("a pointer");
    match file.pointer_mut(owner).expect("the owner exists") {
        Value::Object(map) => drop(map.insert(key.to_owned(), value)),
        Value::Array(list) => list[key.parse::<usize>().expect("an index")] = value,
        _ => unreachable!("owners are objects or lists"),
    }
    file.to_string()
}

fn spans(json: &str) -> Vec<Span> {
    from_json(json).expect("opens").document.mentions().map(|mention| mention.claim.span).collect()
}

fn repairs(json: &str) -> Vec<Repair> {
    let repair = |notice| match notice {
        Notice::Repaired { repair, .. } => Some(repair),
        _ => None,
    };
    from_json(json).expect("opens").notices.into_iter().filter_map(repair).collect()
}

fn refusal(json: &str) -> String {
    from_json(json).expect_err("is refused").to_string()
}

proptest! {
    #[test]
    fn what_is_written_reads_back_equal(document in any_document()) {
        let json = to_json(&document);
        let opened = from_json(&json).expect("opens");
        prop_assert_eq!(&opened.notices, &[]);
        prop_assert_eq!(&opened.document, &document);
        prop_assert_eq!(to_json(&opened.document), json);
        prop_assert_eq!(from_json(&to_json_line(&document)).expect("opens").document, document);
    }

    #[test]
    fn what_is_written_satisfies_the_schema(document in any_document()) {
        let file: Value = serde_json::from_str(&to_json(&document)).expect("is JSON");
        let errors: Vec<String> = VALIDATOR.iter_errors(&file).map(|error| format!("{error} at {}", error.instance_path())).collect();
        prop_assert!(errors.is_empty(), "{:?}", errors);
    }

    #[test]
    fn no_text_makes_reading_fail_other_than_by_an_error(text in "[{}\\[\\]:,\"a-z0-9\\\\ \n]{0,60}") {
        drop(from_json(&text));
    }

    #[test]
    fn a_damaged_file_never_opens_as_an_invalid_document(document in any_document(), at in 0usize..4000, c in "[0-9a\"{},\\[\\]]") {
        let mut json = to_json_line(&document);
        let at = (0..=at.min(json.len())).rev().find(|at| json.is_char_boundary(*at)).unwrap_or(0);
        json.insert_str(at, &c);
        if let Ok(opened) = from_json(&json) {
            let again = from_json(&to_json(&opened.document)).expect("a document that was opened can be saved and opened");
            prop_assert_eq!(again.document, opened.document);
        }
    }
}

#[test]
fn the_schema_refuses_what_is_no_file_of_ours() {
    for (pointer, value) in [
        ("/version", json!(2)),
        ("/mentions/0/start", json!(-1)),
        ("/mentions/0/status", json!("maybe")),
        ("/stances/0/target", json!(null)),
        ("/stances/0/origin/confidence", json!(97)),
        ("/document/unit", json!("byte")),
    ] {
        let file: Value = serde_json::from_str(&with(pointer, value)).expect("is JSON");
        assert!(!VALIDATOR.is_valid(&file), "{pointer}");
    }
    assert!(VALIDATOR.is_valid(&ana_backs_bo()));
}

#[test]
fn the_file_has_a_mention_a_line_and_the_fields_in_their_order() {
    let opened = from_json(&ana_backs_bo().to_string()).expect("opens");
    let json = to_json(&opened.document);
    let lines: Vec<&str> =
        json.lines().filter(|line| !line.contains("guideline") && !line.contains("\"hue\"")).collect();
    expect_test::expect![[r#"
        {
          "format": "standpoint",
          "version": 1,
          "document": {
            "title": "A 🎉",
            "text": "Ana 🎉 backs Bo.",
            "language": "en",
            "source": "",
            "unit": "codepoint"
          },
          "codebook": {
            "name": "Entities and stances in news",
            "labels": [
            ],
          },
          "mentions": [
            {"id": "m1", "start": 0, "end": 3, "text": "Ana", "type": "PERSON", "entity": "e1", "status": "suggested", "origin": {"by": "tagger", "confidence": 0.97, "reason": "A first name."}},
            {"id": "m2", "start": 12, "end": 14, "text": "Bo", "type": "PERSON", "entity": "e2", "status": "corrected", "origin": {"by": "tagger", "confidence": 0.5, "reason": null}, "was": {"start": 12, "end": 14, "text": "Bo", "type": "GPE", "entity": "e2"}}
          ],
          "entities": [
            {"id": "e1", "name": "Ana", "type": "PERSON", "link": null, "affiliation": null},
            {"id": "e2", "name": "Bo", "type": "PERSON", "link": null, "affiliation": "e1"}
          ],
          "stances": [
            {"id": "s1", "holder": "e1", "target": "e2", "issue": null, "polarity": "favor", "cue": {"start": 6, "end": 11, "text": "backs"}, "evidence": {"start": 0, "end": 15}, "status": "suggested", "origin": {"by": "tagger", "confidence": 0.83, "reason": "A verb of support."}}
          ]
        }"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn unknown_fields_survive_at_every_level() {
    let owners = [
        "",
        "/document",
        "/codebook",
        "/codebook/labels/0",
        "/mentions/0",
        "/mentions/0/origin",
        "/mentions/1/was",
        "/entities/0",
        "/stances/0",
        "/stances/0/cue",
        "/stances/0/evidence",
        "/stances/0/origin",
        "/stances/0/was",
        "/stances/0/was/cue",
    ];
    let opened = from_json(&ana_backs_bo().to_string()).expect("opens");
    let mut file: Value = serde_json::from_str(&to_json(&opened.document)).expect("is JSON");
    file["stances"][0]["was"] = json!({"holder": "e2", "target": "e1", "issue": null, "polarity": "against",
        "cue": {"start": 6, "end": 11, "text": "backs"}, "evidence": {"start": 0, "end": 15}});
    for owner in owners {
        file.pointer_mut(owner).expect("exists")["x-mood"] = json!({"of": owner, "n": [1, 2.5, null]});
    }
    let again = to_json(&from_json(&file.to_string()).expect("opens").document);
    assert_eq!(serde_json::from_str::<Value>(&again).expect("is JSON"), file);
}

#[test]
fn a_newer_version_is_refused_untouched() {
    let message = refusal(r#"{"format": "standpoint", "version": 2, "articles": []}"#);
    assert!(message.contains("newer Standpoint") && message.contains("left untouched"), "{message}");
    assert!(matches!(from_json(&with("/version", json!("1"))), Err(NativeError::Misshapen { .. })));
    assert!(matches!(from_json(&with("/version", json!(0))), Err(NativeError::Misshapen { .. })));
}

#[test]
fn foreign_json_is_told_from_broken_json() {
    for foreign in ["[]", "3", "{}", r#"{"text": "a", "spans": []}"#, r#"{"format": "brat", "version": 1}"#] {
        assert_eq!(from_json(foreign), Err(NativeError::Foreign), "{foreign}");
    }
    let file = to_json(&from_json(&ana_backs_bo().to_string()).expect("opens").document);
    let Err(NativeError::Broken { line: 20.., .. }) = from_json(&file[..file.len() - 20]) else {
        panic!("a file that was cut off is broken, and near its end");
    };
    assert!(matches!(from_json(&"[".repeat(100_000)), Err(NativeError::Broken { .. })));
    assert!(matches!(from_json(&format!("{{\"a\": {}", "[".repeat(100_000))), Err(NativeError::Broken { .. })));
}

#[test]
fn a_wrong_value_is_named_by_its_place() {
    let message = refusal(&with("/mentions/1/start", json!("twelve")));
    assert!(message.contains("mentions[1].start"), "{message}");
    assert!(refusal(&with("/mentions/1/start", json!(1e300))).contains("mentions[1].start"));
    assert!(refusal(&with("/stances/0/polarity", json!("neutral"))).contains("stances[0].polarity"));
    assert!(refusal(&with("/stances/0/cue/end", json!(-4))).contains("stances[0].cue"));
    assert!(refusal(&with("/stances/0/target", json!(null))).contains("stance s1"));
    assert!(refusal(&with("/mentions/0/origin/confidence", json!(97))).contains("mention m1"));
    assert!(refusal(&with("/document/unit", json!("byte"))).contains("document.unit"));
}

#[test]
fn offsets_of_another_unit_or_a_little_off_are_repaired_by_the_text() {
    assert_eq!(spans(&with("/mentions/1/start", json!(12))), [Span::new(0, 3), Span::new(15, 17)]);
    let mut file = ana_backs_bo();
    for (start, end) in [(13, 15), (15, 17), (10, 12), (900, 902), (14, 12)] {
        file["mentions"][1]["start"] = json!(start);
        file["mentions"][1]["end"] = json!(end);
        assert_eq!(spans(&file.to_string()), [Span::new(0, 3), Span::new(15, 17)], "{start} to {end}");
        assert_eq!(repairs(&file.to_string()), [Repair::Moved]);
    }
}

#[test]
fn the_nearest_of_several_places_is_taken() {
    let mut file = ana_backs_bo();
    file["document"]["text"] = json!("Ana backs Bo. Ana backs Cy.");
    file["mentions"] = json!([{"id": "m1", "start": 15, "end": 18, "text": "Ana", "type": "PERSON"}]);
    assert_eq!(spans(&file.to_string()), [Span::new(14, 17)]);
}

#[test]
fn a_mark_whose_text_is_gone_is_refused_by_name() {
    let message = refusal(&with("/mentions/1/text", json!("Cy")));
    assert!(message.contains("mention m2") && message.contains("\"Cy\""), "{message}");
    let mut file = ana_backs_bo();
    file["mentions"][1] = json!({"id": "m2", "start": 12, "end": 99, "type": "PERSON"});
    assert!(refusal(&file.to_string()).contains("12 to 99"));
}

#[test]
fn line_ends_inside_a_file_are_made_uniform_and_marks_move_along() {
    let mut file = ana_backs_bo();
    file["document"]["text"] = json!("\u{feff}Ana\r\n🎉\rbacks\r\nBo.");
    file["mentions"][0]["start"] = json!(1);
    file["mentions"][0]["end"] = json!(4);
    file["mentions"][1]["start"] = json!(15);
    file["mentions"][1]["end"] = json!(17);
    file["stances"][0]["cue"] = json!({"start": 8, "end": 13, "text": "backs"});
    let opened = from_json(&file.to_string()).expect("opens");
    assert_eq!(opened.document.article().text(), "Ana\n🎉\nbacks\nBo.");
    assert_eq!(opened.notices, [Notice::LineEndsChanged]);
    let said: Vec<_> = opened.document.mentions().map(|m| opened.document.article().slice(m.claim.span)).collect();
    assert_eq!(said, [Some("Ana"), Some("Bo")]);
}

#[test]
fn missing_entities_are_made_and_taken_ids_replaced() {
    let json = with("/mentions/1/entity", json!("e7"));
    assert_eq!(repairs(&json), [Repair::EntityMade]);
    let document = from_json(&json).expect("opens").document;
    assert_eq!(document.entity(&EntityId::new("e7")).expect("was made").name, "Bo");

    let json = with("/mentions/1/id", json!("m1"));
    assert_eq!(repairs(&json), [Repair::Renumbered]);
    let document = from_json(&json).expect("opens").document;
    assert!(document.mention(&MentionId::new("m1")).is_some() && document.mention(&MentionId::new("m2")).is_some());
    assert_eq!(repairs(&with("/stances/0/holder", json!("nobody"))), [Repair::EntityMade]);
    assert_eq!(repairs(&with("/entities/0/affiliation", json!("nobody"))), [Repair::EntityMade]);
}

#[test]
fn evidence_that_misses_its_cue_is_widened_and_missing_evidence_is_the_sentence() {
    let json = with("/stances/0/evidence", json!({"start": 0, "end": 8}));
    assert_eq!(repairs(&json), [Repair::EvidenceWidened]);
    let mut file = ana_backs_bo();
    file["stances"][0].as_object_mut().expect("an object").shift_remove("evidence");
    let document = from_json(&file.to_string()).expect("opens").document;
    let evidence: Vec<_> = document.stances().map(|s| document.article().slice(s.claim.evidence)).collect();
    assert_eq!(evidence, [Some("Ana 🎉 backs Bo.")]);
}

#[test]
fn reference_annotations_without_a_header_open_with_a_notice() {
    let file = json!({
        "document": {"title": "", "text": "Ana backs Bo."},
        "mentions": [{"start": 0, "end": 3, "text": "Ana", "type": "PERSON", "entity": "ana", "optional": true}],
        "entities": [{"id": "ana", "type": "PERSON", "name": "Ana"}, {"id": "bo", "type": "PERSON", "name": "Bo"}],
        "stances": [{"holder": "ana", "target": "bo", "polarity": "favor", "cue": [4, 9], "evidence": [0, 13]}]
    });
    let opened = from_json(&file.to_string()).expect("opens");
    assert_eq!(opened.notices, [Notice::Unmarked]);
    assert_eq!(opened.document.stances().len(), 1);
}

#[test]
fn lone_surrogates_are_replaced_and_told() {
    let json = ana_backs_bo().to_string().replace("🎉", "\\ud83c");
    let opened = from_json(&json).expect("opens");
    assert_eq!(opened.notices, [Notice::SurrogatesReplaced]);
    assert_eq!(opened.document.article().text(), "Ana \u{fffd} backs Bo.");
}

#[test]
fn a_list_beyond_the_limit_is_refused() {
    let item = r#"{"id":"a","type":"ORG"}"#;
    let items = vec![item; 200_001].join(",");
    let json = format!(r#"{{"format":"standpoint","version":1,"document":{{"text":"a"}},"entities":[{items}]}}"#);
    let message = refusal(&json);
    assert!(message.contains("entities") && message.contains("200000"), "{message}");
}
