//! The interface's text is in one place, `src/app/words`: what is drawn or said elsewhere comes from there.

use regex::Regex;
use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(path) = folders.pop() {
        for entry in fs::read_dir(&path).expect("a folder of the crate") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                if name != "tests" && name != "words" {
                    folders.push(path);
                }
            } else if name.ends_with(".rs") && name != "tests.rs" && name != "fixture.rs" {
                let source = fs::read_to_string(&path).expect("a source");
                let shipped = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
                found.push((path, shipped));
            }
        }
    }
    found
}

/// Names, which are the same in every language.
const NAMES: [&str; 2] = [r#"{"Standpoint"}"#, r#"{"Ankara"}"#];

/// Lines of `folder` that `pattern` finds.
fn lines(folder: &str, pattern: &str) -> Vec<String> {
    let pattern = Regex::new(pattern).expect("a pattern");
    let mut found = Vec::new();
    for (path, source) in sources(folder) {
        for (idx, line) in source.lines().enumerate() {
            let is_comment = line.trim_start().starts_with("//");
            if !is_comment && pattern.is_match(line) {
                found.push(format!("{}:{}: {}", path.display(), idx + 1, line.trim()));
            }
        }
    }
    found
}

#[test]
fn components_draw_no_words_of_their_own() {
    let drawn = lines("src/ui", r#"\{"[^"]*\p{L}{2}[^"]*"\}"#);
    let drawn: Vec<_> = drawn.into_iter().filter(|line| !NAMES.iter().any(|name| line.contains(name))).collect();
    assert_eq!(drawn, [""; 0]);
    let attributes = r#"\b(aria-label|aria-valuetext|title|placeholder|label|name|none)="[^"]*\p{L}{2}"#;
    assert_eq!(lines("src/ui", attributes), [""; 0]);
}

#[test]
fn what_is_said_comes_from_the_table() {
    assert_eq!(lines("src/app", r#"\b(say|notice|trouble|say_draft)\((format!\()?"[^"{]*\p{L}{2}"#), [""; 0]);
    // A sentence, wherever it stands.
    assert_eq!(lines("src/app", r#""\p{Lu}\p{Ll}+ [^"]*\.""#), [""; 0]);
    assert_eq!(lines("src/web", r#""\p{Lu}\p{Ll}+ [^"]*\.""#), [""; 0]);
}
