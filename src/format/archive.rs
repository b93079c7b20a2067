//! Many documents in one file: a ZIP with one native file for each and a list of what the library says of them. In: a
//! ZIP's bytes; out: its files one after the other. A name in a ZIP is only ever a name, never a path, and no ZIP
//! unpacks to more than is allowed, whatever it claims.

use super::MAX_FILE;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The most files that are looked at in one ZIP.
pub const MAX_FILES: usize = 20_000;
/// The most that one ZIP may unpack to, in bytes.
pub const MAX_UNPACKED: u64 = 2_000_000_000;
/// The file of a ZIP that holds what the library says of its articles.
pub const LIST: &str = "library.json";

/// Why a ZIP, or a file of it, could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArchiveError {
    /// It is no ZIP, or broken. In the words of the one who tried.
    Broken(String),
    TooManyFiles(usize),
    /// The file of this name unpacks to more than one file may have.
    FileTooLarge(String),
    /// What came so far is more than one ZIP may hold.
    TooLarge,
}

impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken(why) => {
                write!(f, "The ZIP file could not be read: {why}. Nothing was changed. Pack it again and try once more.")
            }
            Self::TooManyFiles(n) => write!(
                f,
                "The ZIP file holds {n} files; at most {MAX_FILES} are read from one. Nothing was changed. Split it."
            ),
            Self::FileTooLarge(name) => {
                write!(f, "{name} unpacks to more than {} MB and was left out.", MAX_FILE / 1_000_000)
            }
            Self::TooLarge => f.write_str(
                "The ZIP file unpacks to more than 2 GB. What came before that is in the library; the rest was left out.",
            ),
        }
    }
}

impl std::error::Error for ArchiveError {}

/// Reads a ZIP, one file at a time.
pub struct Unpacker {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    next: usize,
    n_unpacked: u64,
}

/// A file of a ZIP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// The last part of its path.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Unpacker {
    /// Looks at a ZIP's table of contents.
    ///
    /// # Errors
    /// When it has none or too long a one.
    pub fn new(bytes: Vec<u8>) -> Result<Self, ArchiveError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| ArchiveError::Broken(error.to_string()))?;
        if archive.len() > MAX_FILES {
            return Err(ArchiveError::TooManyFiles(archive.len()));
        }
        Ok(Self { archive, next: 0, n_unpacked: 0 })
    }

    /// How many entries there are, folders too.
    #[must_use]
    pub fn n_entries(&self) -> usize {
        self.archive.len()
    }

    /// What the library said of the articles when the ZIP was written; nothing where there is no such list.
    #[must_use]
    pub fn list(&mut self) -> List {
        let Some(idx) = self.archive.index_for_name(LIST) else { return List::default() };
        let bytes = self.unpack(idx).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    fn unpack(&mut self, idx: usize) -> Result<Vec<u8>, ArchiveError> {
        let broken = |error: &dyn fmt::Display| ArchiveError::Broken(error.to_string());
        let mut file = self.archive.by_index(idx).map_err(|error| broken(&error))?;
        let name = file.name().map(|name| name_of(&name)).unwrap_or_default();
        let mut bytes = Vec::new();
        // What an entry claims of its size is not believed.
        let limit = MAX_FILE as u64 + 1;
        let outcome = file.by_ref().take(limit).read_to_end(&mut bytes);
        self.n_unpacked += bytes.len() as u64;
        if self.n_unpacked > MAX_UNPACKED {
            return Err(ArchiveError::TooLarge);
        }
        outcome.map_err(|error| broken(&error))?;
        if bytes.len() as u64 == limit { Err(ArchiveError::FileTooLarge(name)) } else { Ok(bytes) }
    }
}

impl Iterator for Unpacker {
    type Item = Result<Packed, ArchiveError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.n_unpacked > MAX_UNPACKED {
                return None;
            }
            let idx = self.next;
            // An entry whose name cannot be read is looked at all the same.
            let path = self.archive.name_for_index(idx)?.map(Cow::into_owned).unwrap_or_default();
            self.next += 1;
            let name = name_of(&path);
            // Folders, what systems put beside files, and the list.
            if path.ends_with(['/', '\\']) || name.starts_with('.') || path.starts_with("__MACOSX/") || path == LIST {
                continue;
            }
            return Some(self.unpack(idx).map(|bytes| Packed { name, bytes }));
        }
    }
}

/// The last part of a path of either kind of system, without what cannot be seen.
fn name_of(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.chars().filter(|c| !c.is_control()).take(200).collect()
}

/// What the library says of the articles of a ZIP.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct List {
    pub format: String,
    pub version: u32,
    pub articles: Vec<Listed>,
}

/// What the library says of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Listed {
    pub file: String,
    pub done: bool,
    pub tags: Vec<String>,
}

/// Writes a ZIP.
pub struct Packer {
    writer: ZipWriter<Cursor<Vec<u8>>>,
    names: BTreeSet<String>,
    list: List,
}

impl Default for Packer {
    fn default() -> Self {
        let list = List { format: "standpoint-library".to_owned(), version: 1, articles: Vec::new() };
        Self { writer: ZipWriter::new(Cursor::new(Vec::new())), names: BTreeSet::new(), list }
    }
}

impl Packer {
    /// Adds a native file. Of equal names the later ones get a number.
    ///
    /// # Errors
    /// When the ZIP gets too large to be one.
    pub fn add(&mut self, name: &str, content: &str, done: bool, tags: Vec<String>) -> Result<(), ArchiveError> {
        let stem = name.strip_suffix(".standpoint.json").unwrap_or(name);
        let numbered = (2..).map(|n| format!("{stem}-{n}.standpoint.json"));
        let mut names = std::iter::once(format!("{stem}.standpoint.json")).chain(numbered);
        let file = names.find(|name| !self.names.contains(name)).unwrap_or_default();
        self.write(&file, content.as_bytes())?;
        self.names.insert(file.clone());
        self.list.articles.push(Listed { file, done, tags });
        Ok(())
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), ArchiveError> {
        let broken = |error: &dyn fmt::Display| ArchiveError::Broken(error.to_string());
        // The same articles make the same ZIP: it has no dates.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        self.writer.start_file(name, options).map_err(|error| broken(&error))?;
        self.writer.write_all(bytes).map_err(|error| broken(&error))
    }

    /// The ZIP.
    ///
    /// # Errors
    /// When it got too large to be one.
    pub fn finish(mut self) -> Result<Vec<u8>, ArchiveError> {
        let list = serde_json::to_string_pretty(&self.list).map_err(|error| ArchiveError::Broken(error.to_string()))?;
        self.write(LIST, list.as_bytes())?;
        let cursor = self.writer.finish().map_err(|error| ArchiveError::Broken(error.to_string()))?;
        Ok(cursor.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::{ArchiveError, List, Listed, MAX_FILE, Packed, Packer, Unpacker};
    use std::io::{Cursor, Write};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).expect("starts");
            writer.write_all(bytes).expect("is written");
        }
        writer.finish().expect("ends").into_inner()
    }

    #[test]
    fn what_is_packed_is_unpacked_with_what_the_library_says() {
        let mut packer = Packer::default();
        for done in [false, true] {
            packer.add("row.standpoint.json", "{}", done, vec!["a".to_owned()]).expect("fits");
        }
        let mut unpacker = Unpacker::new(packer.finish().expect("fits")).expect("a ZIP");
        let listed = |file: &str, done| Listed { file: file.to_owned(), done, tags: vec!["a".to_owned()] };
        let articles = vec![listed("row.standpoint.json", false), listed("row-2.standpoint.json", true)];
        assert_eq!(unpacker.list(), List { format: "standpoint-library".to_owned(), version: 1, articles });
        let names: Vec<String> = unpacker.map(|file| file.expect("unpacks").name).collect();
        assert_eq!(names, ["row.standpoint.json", "row-2.standpoint.json"]);
    }

    #[test]
    fn a_path_is_only_a_name() {
        let zip = packed(&[
            ("../../etc/passwd", b"a"),
            ("C:\\windows\\win.ini", b"b"),
            ("/etc/c.txt", b"c"),
            ("d\u{0}\u{1b}.txt", b"d"),
            ("__MACOSX/e.txt", b"e"),
            (".DS_Store", b"f"),
        ]);
        let names: Vec<String> = Unpacker::new(zip).expect("a ZIP").map(|file| file.expect("unpacks").name).collect();
        assert_eq!(names, ["passwd", "win.ini", "c.txt", "d.txt"]);
    }

    #[test]
    fn a_bomb_is_cut_off() {
        let zip = packed(&[("bomb.txt", &vec![b'a'; MAX_FILE + 1]), ("good.txt", b"good")]);
        assert!(zip.len() < 100_000, "it is a bomb");
        let files: Vec<_> = Unpacker::new(zip).expect("a ZIP").collect();
        let good = Packed { name: "good.txt".to_owned(), bytes: b"good".to_vec() };
        assert_eq!(files, [Err(ArchiveError::FileTooLarge("bomb.txt".to_owned())), Ok(good)]);
    }

    #[test]
    fn what_is_no_zip_says_so() {
        assert!(matches!(Unpacker::new(b"PK\x03\x04 and nothing more".to_vec()), Err(ArchiveError::Broken(_))));
        assert!(matches!(Unpacker::new(Vec::new()), Err(ArchiveError::Broken(_))));
    }
}
