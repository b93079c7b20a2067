//! Writes the service worker of the served folder: the script with the list of the folder's files in it, under a
//! version that changes when any of them does.

use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// The script's name in the folder.
pub const NAME: &str = "offline.js";
/// What is no part of the served page.
const NOT_KEPT: [&str; 2] = [NAME, "standpoint.html"];

/// Writes the service worker of `dist` from the script `template`.
///
/// # Errors
/// Which file cannot be read or written.
pub fn write(dist: &Path, template: &str) -> Result<(), String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(dist).map_err(|error| format!("{}: {error}", dist.display()))? {
        let entry = entry.map_err(|error| format!("{}: {error}", dist.display()))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_file() && !NOT_KEPT.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names.sort();
    let mut files = Vec::new();
    for name in names {
        let bytes = super::read(&dist.join(&name))?;
        files.push((name, bytes));
    }
    let path = dist.join(NAME);
    fs::write(&path, script(template, &files)?).map_err(|error| format!("{}: {error}", path.display()))
}

/// The script for these files. The folder itself ("./") is kept too: it is what a reader opens.
fn script(template: &str, files: &[(String, Vec<u8>)]) -> Result<String, String> {
    let mut hash = Sha256::new();
    for (name, bytes) in files {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(Sha256::digest(bytes));
    }
    let version: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let names: Vec<&str> = std::iter::once("./").chain(files.iter().map(|(name, _)| name.as_str())).collect();
    if let Some(odd) = names.iter().find(|name| name.contains(['"', '\\'])) {
        return Err(format!("{odd}: no name for a file of the page"));
    }
    for hole in ["@VERSION@", "@FILES@"] {
        if template.matches(hole).count() != 1 {
            return Err(format!("{NAME} has to hold {hole} once"));
        }
    }
    Ok(template.replace("@VERSION@", &version).replace("@FILES@", &names.join("\", \"")))
}

#[cfg(test)]
mod tests {
    use super::script;

    const TEMPLATE: &str = include_str!("../../web/folder/offline.js");

    fn files(contents: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
        contents.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn the_folder_and_its_files_are_kept() {
        let script = script(TEMPLATE, &files(&[("app.js", "1"), ("index.html", "2")])).expect("it fits");
        assert!(script.contains(r#"const FILES = ["./", "app.js", "index.html"];"#), "{script}");
        assert!(!script.contains('@'));
    }

    #[test]
    fn any_change_of_a_file_is_a_new_version() {
        let version = |text| {
            let script = script(TEMPLATE, &files(&[("app.js", text)])).expect("it fits");
            script.lines().find(|line| line.starts_with("const VERSION")).map(str::to_owned)
        };
        assert_eq!(version("1"), version("1"));
        assert_ne!(version("1"), version("2"));
    }
}
