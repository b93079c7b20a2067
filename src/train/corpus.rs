//! The reference articles and their parts. In: a folder; out: articles to learn from, to look at, and to test with.

use super::gold::{GoldArticle, read_gold};
use std::path::Path;
use std::{fs, io};

/// A part of the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Train,
    Dev,
    /// Looked at rarely and never tuned on.
    Test,
}

impl Part {
    /// The part that article number `idx` belongs to, articles sorted by file name.
    #[must_use]
    pub const fn of(idx: usize) -> Self {
        match idx % 5 {
            1 => Self::Dev,
            3 => Self::Test,
            _ => Self::Train,
        }
    }
}

/// The articles of `folder` that belong to `part`; of all parts for `None`.
///
/// # Errors
/// When the folder or a file cannot be read, or a file is no valid markup.
pub fn read_articles(folder: &Path, part: Option<Part>) -> io::Result<Vec<GoldArticle>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "gold"));
    paths.sort_by_key(|path| path.file_stem().map(ToOwned::to_owned));
    let mut articles = Vec::new();
    for (idx, path) in paths.iter().enumerate() {
        if part.is_none_or(|part| part == Part::of(idx)) {
            let article = read_gold(&fs::read_to_string(path)?);
            articles.push(article.map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?);
        }
    }
    Ok(articles)
}
