//! The measures are those of the reference scorer, figure by figure.
#![cfg(not(target_arch = "wasm32"))]

use serde_json::{Value, json};
use standpoint::evaluation::{Scores, score};
use standpoint::format::native::from_json;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn scores(reference: &Value, prediction: &Value) -> Scores {
    let open = |file: &Value| from_json(&file.to_string()).expect("opens").document;
    score([(&open(reference), &open(prediction))]).expect("the texts are the same")
}

fn f1(scores: &Scores, name: &str) -> f64 {
    scores[name].f1
}

/// "Oslo praised Bo. Bo warned Ana." with Bo speaking for Norway, whose capital is named.
fn reference() -> Value {
    json!({
        "document": {"text": "Oslo praised Bo. Bo warned Ana."},
        "mentions": [
            {"start": 0, "end": 4, "type": "GPE", "entity": "no"},
            {"start": 13, "end": 15, "type": "PERSON", "entity": "bo"},
            {"start": 17, "end": 19, "type": "PERSON", "entity": "bo"},
            {"start": 27, "end": 30, "type": "PERSON", "entity": "ana"}],
        "entities": [
            {"id": "no", "name": "Norway", "type": "GPE"},
            {"id": "bo", "name": "Bo", "type": "PERSON", "affiliation": "no"},
            {"id": "ana", "name": "Ana", "type": "PERSON"}],
        "stances": [
            {"holder": "no", "target": "bo", "polarity": "favor", "cue": [5, 12]},
            {"holder": "bo", "target": "ana", "polarity": "against", "cue": [20, 26]}]
    })
}

#[test]
fn a_reference_agrees_with_itself_and_side_with_itself_is_no_stance() {
    let scores = scores(&reference(), &reference());
    for (name, measure) in &scores {
        assert!((measure.f1 - 1.0).abs() < 1e-9, "{name}");
    }
    assert_eq!(scores["stance"].n_reference, 2);
    assert_eq!(scores["stance by side"].n_reference, 1, "Norway praising its own speaker is dropped");
    assert_eq!(scores["entity"].n_reference, 1, "Bo and Bo");
}

#[test]
fn entities_are_matched_by_their_mentions_not_their_ids() {
    let renamed = reference().to_string().replace("\"bo\"", "\"x1\"").replace("\"ana\"", "\"bo\"");
    let scores = scores(&reference(), &serde_json::from_str(&renamed).expect("is JSON"));
    assert!((f1(&scores, "stance") - 1.0).abs() < 1e-9);
}

#[test]
fn a_cue_in_another_sentence_counts_only_for_the_document() {
    let mut prediction = reference();
    prediction["stances"][1]["cue"] = json!([5, 12]);
    let scores = scores(&reference(), &prediction);
    assert!((f1(&scores, "stance") - 0.5).abs() < 1e-9);
    assert!((f1(&scores, "stance of document") - 1.0).abs() < 1e-9);
}

#[test]
fn a_person_counts_as_its_side() {
    let mut prediction = reference();
    prediction["stances"][1]["holder"] = json!("no");
    let scores = scores(&reference(), &prediction);
    assert!((f1(&scores, "stance") - 0.5).abs() < 1e-9);
    assert!((f1(&scores, "stance by side") - 1.0).abs() < 1e-9);
}

#[test]
fn optional_and_rejected_items_count_neither_way() {
    let mut optional = reference();
    optional["mentions"][3]["optional"] = json!(true);
    optional["stances"][1]["optional"] = json!(true);
    let mut without = reference();
    without["mentions"].as_array_mut().expect("a list").pop();
    without["stances"].as_array_mut().expect("a list").pop();
    for prediction in [&reference(), &without] {
        let scores = scores(&optional, prediction);
        assert!((f1(&scores, "mention") - 1.0).abs() < 1e-9);
        assert!((f1(&scores, "stance") - 1.0).abs() < 1e-9);
    }
    let mut rejecting = reference();
    rejecting["mentions"][0]["status"] = json!("rejected");
    assert_eq!(scores(&reference(), &rejecting)["mention"].n_predicted, 3);
    assert_eq!(scores(&rejecting, &reference())["mention"].n_reference, 3);
}

#[test]
fn different_texts_cannot_be_compared() {
    let open = |file: &Value| from_json(&file.to_string()).expect("opens").document;
    let mut other = reference();
    other["document"]["text"] = json!("Oslo praised Bo. Bo warned Eva.");
    let error = score([(&open(&reference()), &open(&other))]).expect_err("the texts differ");
    assert_eq!(error.at, 27);
}

#[test]
fn every_figure_equals_the_reference_scorers() {
    let Some(shared) = shared() else { return };
    let folder = tempfile::TempDir::new().expect("a folder can be made");
    let mut references: Vec<PathBuf> = fs::read_dir(shared.join("gold"))
        .expect("can be listed")
        .map(|entry| entry.expect("can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    references.sort();
    assert!(!references.is_empty());
    let mut arguments = Vec::new();
    let mut pairs = Vec::new();
    for (idx, path) in references.iter().enumerate() {
        let text = fs::read_to_string(path).expect("can be read");
        let reference: Value = serde_json::from_str(&text).expect("is JSON");
        for seed in 0..3 {
            let prediction = damaged(&reference, seed);
            let file = folder.path().join(format!("{idx}-{seed}.json"));
            fs::write(&file, prediction.to_string()).expect("can be written");
            let ours = scores(&reference, &prediction);
            assert_eq!(
                figures(&ours),
                by_reference_scorer(&shared, &[path.clone(), file.clone()]),
                "{} {seed}",
                path.display()
            );
            arguments.extend([path.clone(), file]);
            let open = |file: &Value| from_json(&file.to_string()).expect("opens").document;
            pairs.push((open(&reference), open(&prediction)));
        }
    }
    let ours = score(pairs.iter().map(|(reference, prediction)| (reference, prediction))).expect("the same texts");
    assert_eq!(figures(&ours), by_reference_scorer(&shared, &arguments), "all pairs together");
}

fn figures(scores: &Scores) -> Value {
    serde_json::from_str(&serde_json::to_string(scores).expect("can be written")).expect("is JSON")
}

fn by_reference_scorer(shared: &Path, files: &[PathBuf]) -> Value {
    let output = Command::new("python3").arg(shared.join("tools/score.py")).args(files).output().expect("python3 runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("is JSON")
}

/// The shared folder, if it and a Python are there.
fn shared() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = env::var_os("STANDPOINT_SHARED").map_or_else(beside, PathBuf::from);
    let has_python = Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    if has_python && shared.join("tools/score.py").exists() {
        return Some(shared);
    }
    eprintln!("SKIPPED: no {} or no python3; the figures are not compared", shared.display());
    None
}

/// A prediction made of a reference: some items lost, moved, mistyped, joined, turned, rejected; the kinds of error
/// that taggers make. `seed` decides which.
fn damaged(reference: &Value, seed: u64) -> Value {
    let mut chance = Chance { state: seed };
    let mut file = reference.clone();
    let n_points = file["document"]["text"].as_str().expect("a text").chars().count() as u64;
    let ids: Vec<Value> =
        file["entities"].as_array().expect("a list").iter().map(|entity| entity["id"].clone()).collect();
    let mentions = file["mentions"].as_array_mut().expect("a list");
    mentions.retain(|_| !chance.one_in(8));
    for mention in mentions {
        mention.as_object_mut().expect("an object").remove("text");
        mention.as_object_mut().expect("an object").remove("optional");
        if chance.one_in(8) {
            mention["type"] = json!("ORG");
        }
        if chance.one_in(8) {
            mention["end"] = json!((mention["end"].as_u64().expect("a number") + 2).min(n_points));
        }
        if chance.one_in(6) {
            mention["entity"] = chance.pick(&ids);
        }
        if chance.one_in(12) {
            mention["status"] = json!("rejected");
        }
    }
    for entity in file["entities"].as_array_mut().expect("a list") {
        if chance.one_in(5) {
            entity["affiliation"] = chance.pick(&ids);
        }
    }
    let stances = file["stances"].as_array_mut().expect("a list");
    stances.retain(|_| !chance.one_in(6));
    for stance in stances.iter_mut() {
        stance.as_object_mut().expect("an object").remove("optional");
        stance.as_object_mut().expect("an object").remove("evidence");
        if chance.one_in(6) {
            stance["polarity"] = json!(if stance["polarity"] == "favor" { "against" } else { "favor" });
        }
        if chance.one_in(6) {
            stance["holder"] = chance.pick(&ids);
        }
        if chance.one_in(4) {
            let start = chance.below(n_points - 1);
            stance["cue"] = json!([start, start + 1]);
        }
        if chance.one_in(10) {
            stance["status"] = json!("rejected");
        }
    }
    let repeated = stances.first().cloned();
    stances.extend(repeated);
    file
}

/// A small generator of pseudo-random numbers (Knuth's MMIX constants), so that the damage is the same every time.
struct Chance {
    state: u64,
}

impl Chance {
    const fn below(&mut self, n: u64) -> u64 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) % n
    }

    const fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn pick(&mut self, ids: &[Value]) -> Value {
        ids[usize::try_from(self.below(ids.len() as u64)).expect("an index")].clone()
    }
}
