//! The command line as scripts use it: what is printed where, and the exit status.
#![cfg(not(target_arch = "wasm32"))]

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const ARTICLE: &str = "Norway praises Sweden\n\nNorway praised Sweden on Friday. “Finland is wrong,” Norway said.\n";

const NORWAY: &str = r#"{"id": "m1", "start": 0, "end": 6, "text": "Norway", "type": "GPE", "entity": null,
    "status": "suggested", "origin": {"by": "import", "confidence": null, "reason": null}}"#;

fn standpoint(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

fn with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    program.stdin.take().expect("is piped").write_all(input).expect("the program reads");
    program.wait_with_output().expect("the program ends")
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a folder can be made");
    for (name, content) in files {
        fs::write(folder.path().join(name), content).expect("a file can be written");
    }
    folder
}

fn printed(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("is UTF-8")
}

fn told(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("is UTF-8")
}

fn json(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", told(output));
    serde_json::from_str(printed(output)).expect("one JSON value is printed")
}

#[test]
fn tag_prints_the_native_file_of_one_text() {
    let folder = folder(&[("row.txt", ARTICLE.as_bytes())]);
    let output = standpoint(folder.path(), &["tag", "row.txt"]);
    let file = json(&output);
    assert_eq!((&file["format"], &file["version"]), (&"standpoint".into(), &1.into()));
    assert_eq!(file["document"]["text"], ARTICLE);
    assert_eq!(file["document"]["title"], "Norway praises Sweden");
    assert_eq!(file["document"]["source"], "row.txt");
    assert_eq!(told(&output), "");
    let again = standpoint(folder.path(), &["tag", "row.txt"]);
    assert_eq!(again.stdout, output.stdout, "the same text gives the same bytes");
}

#[test]
fn what_the_page_learned_counts_on_the_command_line_too() {
    let learned = r#"{"format": "standpoint-lessons", "version": 1, "lessons": [{"article": "Raid", "sentence":
        "On Monday Kalinda fled.", "start": 10, "end": 17, "text": "Kalinda", "type": "ORG"}]}"#;
    let files: &[(&str, &[u8])] = &[
        ("a.txt", b"Fighters of Kalinda entered the town."),
        ("lessons.json", learned.as_bytes()),
        ("none.json", br#"{"format": "standpoint-lessons", "version": 1, "lessons": []}"#),
    ];
    let folder = folder(files);
    let file = json(&standpoint(folder.path(), &["tag", "--learned", "lessons.json", "a.txt"]));
    assert_eq!((&file["mentions"][0]["text"], &file["mentions"][0]["type"]), (&"Kalinda".into(), &"ORG".into()));
    let plain = standpoint(folder.path(), &["tag", "a.txt"]);
    let nothing_learned = standpoint(folder.path(), &["tag", "--learned", "none.json", "a.txt"]);
    assert_eq!(plain.stdout, nothing_learned.stdout, "nothing learned is nothing changed");
    let wrong = standpoint(folder.path(), &["tag", "--learned", "a.txt", "a.txt"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(told(&wrong).contains("a.txt: The file of lessons is damaged"), "{}", told(&wrong));
}

#[test]
fn corrected_files_are_lessons() {
    let corrected = r#"{"format": "standpoint", "version": 1,
        "document": {"title": "Raid", "text": "On Monday Kalinda fled. Rain fell.", "language": "en", "source": "", "unit": "codepoint"},
        "mentions": [{"id": "m1", "start": 10, "end": 17, "text": "Kalinda", "type": "ORG", "entity": "e1", "status": "added",
            "origin": {"by": "reader"}}],
        "entities": [{"id": "e1", "name": "Kalinda", "type": "ORG", "link": null, "affiliation": null}], "stances": []}"#;
    let folder = folder(&[("raid.json", corrected.as_bytes())]);
    let lessons = json(&standpoint(folder.path(), &["learn", "raid.json"]))["lessons"].clone();
    assert_eq!(lessons.as_array().map(Vec::len), Some(1));
    assert_eq!(
        (&lessons[0]["article"], &lessons[0]["text"], &lessons[0]["type"]),
        (&"Raid".into(), &"Kalinda".into(), &"ORG".into())
    );
    assert_eq!(lessons[0]["sentence"], "On Monday Kalinda fled.");
}

#[test]
fn standard_input_is_a_file_without_a_name() {
    let file = json(&with_input(&["tag", "-"], ARTICLE.replace('\n', "\r\n").as_bytes()));
    assert_eq!(file["document"]["text"], ARTICLE);
    assert_eq!(file["document"]["source"], "");
}

#[test]
fn several_files_are_a_line_each_and_a_bad_one_does_not_stop_the_rest() {
    let folder =
        folder(&[("a.txt", ARTICLE.as_bytes()), ("b.txt", b"%PDF-1.7"), ("c.html", b"<p>Norway praised Sweden.")]);
    let output = standpoint(folder.path(), &["tag", "a.txt", "b.txt", "missing.txt", "c.html"]);
    assert_eq!(output.status.code(), Some(1));
    let texts: Vec<String> = printed(&output)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("a line is JSON")["document"]["text"].to_string())
        .collect();
    assert_eq!(texts.len(), 2);
    assert_eq!(texts[1], "\"Norway praised Sweden.\"");
    assert!(
        told(&output).contains("b.txt: This is a PDF") && told(&output).contains("missing.txt: "),
        "{}",
        told(&output)
    );
    let single = standpoint(folder.path(), &["tag", "--jsonl", "a.txt"]);
    assert_eq!(printed(&single).lines().count(), 1);
}

#[test]
fn tagging_a_document_again_keeps_what_a_reader_decided() {
    let folder = folder(&[("row.txt", ARTICLE.as_bytes())]);
    let mut file = json(&standpoint(folder.path(), &["tag", "row.txt"]));
    let rejected = NORWAY
        .replace("suggested", "rejected")
        .replace("\"reason\": null}", "\"reason\": null}, \"note\": \"Not meant.\"");
    file["mentions"] = serde_json::from_str(&format!("[{rejected}]")).expect("is JSON");
    file["stances"] = Value::Array(Vec::new());
    fs::write(folder.path().join("row.json"), file.to_string()).expect("can be written");
    let again = json(&standpoint(folder.path(), &["tag", "row.json"]));
    let first = &again["mentions"][0];
    assert_eq!(
        (&first["status"], &first["note"], &first["text"]),
        (&"rejected".into(), &"Not meant.".into(), &"Norway".into())
    );
}

#[test]
fn convert_speaks_every_format() {
    let folder = folder(&[("row.txt", ARTICLE.as_bytes())]);
    let tagged = standpoint(folder.path(), &["tag", "row.txt"]);
    fs::write(folder.path().join("row.json"), &tagged.stdout).expect("can be written");
    let same = standpoint(folder.path(), &["convert", "--to", "standpoint", "row.json"]);
    assert_eq!(same.stdout, tagged.stdout, "what is written reads back and is written the same");
    let table = standpoint(folder.path(), &["convert", "--to", "mentions-csv", "row.json"]);
    let n_rows = csv::Reader::from_reader(&table.stdout[..]).records().count();
    assert_eq!(Some(n_rows), json(&tagged)["mentions"].as_array().map(Vec::len));
    assert!(
        printed(&standpoint(folder.path(), &["convert", "--to", "stances-csv", "row.json"])).starts_with("document,")
    );
    assert_eq!(printed(&standpoint(folder.path(), &["convert", "--to", "text", "row.json"])), ARTICLE);
}

#[test]
fn formats_of_several_files_go_into_a_folder_and_overwrite_nothing() {
    let folder = folder(&[("row.txt", ARTICLE.as_bytes())]);
    let mut file = json(&standpoint(folder.path(), &["tag", "row.txt"]));
    file["mentions"] = serde_json::from_str(&format!("[{NORWAY}]")).expect("is JSON");
    fs::write(folder.path().join("row.json"), file.to_string()).expect("can be written");
    fs::create_dir(folder.path().join("out")).expect("can be made");
    let output = standpoint(folder.path(), &["convert", "--to", "brat", "--out", "out", "row.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    for name in ["row.ann", "row.txt", "row.annotation.conf"] {
        assert!(folder.path().join("out").join(name).exists(), "{name}");
    }
    let back = json(&standpoint(folder.path(), &["convert", "--to", "standpoint", "out/row.ann"]));
    assert_eq!(back["mentions"][0]["text"], "Norway");
    let again = standpoint(folder.path(), &["convert", "--to", "brat", "--out", "out", "row.json"]);
    assert_eq!(again.status.code(), Some(1), "files that are there are kept");
    let conll = standpoint(folder.path(), &["convert", "--to", "conll", "row.json"]);
    assert!(printed(&conll).contains("Norway _ _ B-GPE"));
    assert!(told(&conll).contains("conll cannot hold: "), "{}", told(&conll));
}

#[test]
fn a_file_scores_perfectly_against_itself() {
    let folder = folder(&[("row.txt", ARTICLE.as_bytes()), ("other.txt", b"Something else.")]);
    let mut tagged = json(&standpoint(folder.path(), &["tag", "row.txt"]));
    tagged["mentions"] = serde_json::from_str(&format!("[{NORWAY}]")).expect("is JSON");
    fs::write(folder.path().join("row.json"), tagged.to_string()).expect("can be written");
    let scores = json(&standpoint(folder.path(), &["score", "--gold", "row.json", "row.json"]));
    assert_eq!(scores["mention"]["f1"], 1.0);
    let two =
        json(&standpoint(folder.path(), &["score", "--gold", "row.json", "row.json", "--gold", "row.json", "row.txt"]));
    assert_eq!((&two["mention"]["p"], &two["mention"]["r"]), (&1.0.into(), &0.5.into()));
    let output = standpoint(folder.path(), &["score", "--gold", "row.json", "other.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("differ"), "{}", told(&output));
}

#[test]
fn wrong_usage_is_status_2_and_bad_data_status_1() {
    let folder = folder(&[("newer.json", br#"{"format": "standpoint", "version": 9}"#), ("empty.txt", b"")]);
    let status = |arguments: &[&str]| standpoint(folder.path(), arguments).status.code();
    for usage in [
        &["tag"][..],
        &[],
        &["convert", "--to", "docx", "newer.json"],
        &["score", "newer.json"],
        &["score", "--gold", "empty.txt", "--gold", "empty.txt", "empty.txt"],
        &["tag", "--quickly", "empty.txt"],
    ] {
        assert_eq!(status(usage), Some(2), "{usage:?}");
    }
    assert_eq!(status(&["tag", "empty.txt"]), Some(1));
    assert_eq!(status(&["score", "--gold", "empty.txt", "missing"]), Some(1));
    let newer = standpoint(folder.path(), &["convert", "--to", "standpoint", "newer.json"]);
    assert_eq!(newer.status.code(), Some(1));
    assert!(told(&newer).contains("newer Standpoint") && printed(&newer).is_empty(), "{}", told(&newer));
}

#[test]
fn repairs_are_told_on_standard_error_and_the_document_is_printed() {
    let file = r#"{"document": {"text": "Ana 🎉 backs Bo."},
        "mentions": [{"start": 13, "end": 15, "text": "Bo", "type": "PERSON"}]}"#;
    let output = with_input(&["convert", "--to", "jsonl", "-"], file.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let folder = folder(&[("a.json", file.as_bytes())]);
    let output = standpoint(folder.path(), &["convert", "--to", "jsonl", "a.json"]);
    assert!(told(&output).contains("mention m1"), "{}", told(&output));
    assert_eq!(json(&output)["mentions"][0]["start"], 12);
}

#[test]
fn the_schema_is_printed() {
    let schema = json(&standpoint(Path::new("."), &["schema"]));
    assert_eq!(schema["title"], "Standpoint JSON, version 1");
}
