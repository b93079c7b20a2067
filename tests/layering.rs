//! The crate is a line: each module uses only those above it. See the table in `src/lib.rs`.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in their order, and what may not be reached from them: everything after.
const LINE: [&str; 11] =
    ["text", "annotation", "model", "analysis", "document", "evaluation", "format", "app", "worker", "web", "ui"];

#[test]
fn each_module_uses_only_those_above_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut breaches = Vec::new();
    for (rank, module) in LINE.iter().enumerate() {
        let files = rust_files(&src.join(module));
        assert!(!files.is_empty(), "module {module} has no files: is the table out of date?");
        for file in files {
            let code = fs::read_to_string(&file).expect("a source file can be read");
            for (line_idx, line) in code.lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                for below in &LINE[rank + 1..] {
                    if uses(code, below) {
                        breaches.push(format!("{}:{} uses {below}", file.display(), line_idx + 1));
                    }
                }
                if *module != "web" && !is_browser_end(&file) && code.contains("web_sys::") {
                    breaches.push(format!("{}:{} touches the browser outside `web`", file.display(), line_idx + 1));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

/// Only the two browser ends of the worker may touch the browser beside `web`.
fn is_browser_end(file: &Path) -> bool {
    file.parent().is_some_and(|folder| folder.ends_with("worker")) && !file.ends_with("protocol.rs")
}

fn uses(code: &str, module: &str) -> bool {
    let path = format!("crate::{module}");
    code.match_indices(&path)
        .any(|(at, _)| !code[at + path.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a module is a folder") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
