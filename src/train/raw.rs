//! Raw text to learn clusters from. In: the folders with texts; out: sentences of folded words. Lines of articles that the
//! taggers are tested on are left out.

use super::corpora::gmb;
use super::corpus::{Part, read_articles};
use crate::analysis::Passage;
use crate::model::{Gazetteer, fold};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Shorter lines (headings, names) stand in many articles.
const SHORTEST: usize = 40;

/// The sentences of the raw texts, of the silver corpus, and of our own articles in `own`.
///
/// # Errors
/// When a folder or file cannot be read.
pub fn sentences(shared: &Path, own: &Path, gazetteer: &Gazetteer) -> io::Result<Vec<Vec<String>>> {
    let mut held_out = read_articles(&shared.join("corpus"), Some(Part::Dev))?;
    held_out.extend(read_articles(&shared.join("corpus"), Some(Part::Test))?);
    held_out.extend(read_articles(&shared.join("gold"), None)?);
    let mut texts: Vec<String> = read_articles(own, None)?.into_iter().map(|article| article.text).collect();
    let mut paths: Vec<PathBuf> =
        fs::read_dir(shared.join("data/raw"))?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    for path in paths {
        let text = fs::read_to_string(path)?;
        let is_free =
            |line: &&str| line.len() < SHORTEST || !held_out.iter().any(|article| article.text.contains(line.trim()));
        texts.push(text.lines().filter(is_free).collect::<Vec<_>>().join("\n"));
    }
    texts.extend(gmb(shared, gazetteer, 1.0).into_iter().map(|lesson| lesson.text));
    let mut sentences = Vec::new();
    for text in &texts {
        let passage = Passage::new(text);
        for sentence in &passage.sentences {
            sentences.push(sentence.tokens.clone().map(|token| fold(passage.word(token))).collect());
        }
    }
    Ok(sentences)
}
