//! How many keys a reader presses from the tagger's suggestions to a right article.
#![cfg(not(target_arch = "wasm32"))]

#[path = "reader/plan.rs"]
mod plan;

use plan::{differences, plan};
use standpoint::format::native::from_json;
use standpoint::model::Model;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

fn read(path: &Path) {
    let file = fs::read_to_string(path).expect("the reference can be read");
    let reference = from_json(&file).expect("is a reference").document;
    let plan = plan(&reference, &Model::shipped());
    println!("{}: {}", path.file_name().unwrap_or_default().display(), plan.summary());
    let keys: Vec<&str> = plan.presses.iter().map(|press| press.key.as_str()).collect();
    println!("{}", keys.join(" "));
    assert_eq!(differences(&reference, &plan.document), [""; 0]);
    // A little more is let pass: the tagger is trained anew now and then, and finds other things.
    assert!(10 * plan.presses.len() <= 11 * plan.budget(), "too many presses");
}

#[test]
fn an_article_of_our_own() {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reader/lighthouse.json"));
}

#[test]
fn the_reference_article() {
    let shared = env::var_os("STANDPOINT_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = shared.join("gold/seed.json");
    if !path.is_file() {
        eprintln!(">>> SKIPPED the reference article: {} is not there", path.display());
        return;
    }
    read(&path);
}
