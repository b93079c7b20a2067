//! Clusters: classes of words that stand between like words, learned from raw text. In: the bytes of the file; out: the
//! cluster of a word, used in place as it lies in the file. What a cluster has in common nobody says.
//!
//! The file, little-endian: `STPC`, version, number of words, then a checksum (FNV-1a 64) of all that follows: the keys
//! (u32 each, the upper half of the hash of the folded word), rising, and one byte of cluster for each, from 1.

use super::tagger::{checksum, u32_at};
use std::fmt;

const MAGIC: &[u8; 4] = b"STPC";
const VERSION: u32 = 1;
const HEADER: usize = 4 + 4 + 4 + 8;

/// Which cluster a word belongs to.
#[derive(Clone, Copy, Default)]
pub struct Clusters {
    keys: &'static [u8],
    clusters: &'static [u8],
}

/// The file is damaged or of another version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClustersError {
    NotClusters,
    Version(u32),
    /// Cut off, or changed.
    Damaged,
}

impl fmt::Display for ClustersError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotClusters => f.write_str("this file holds no word clusters"),
            Self::Version(version) => {
                write!(f, "word clusters of version {version}, but this program reads version {VERSION}")
            }
            Self::Damaged => f.write_str("the file of word clusters is damaged"),
        }
    }
}

impl std::error::Error for ClustersError {}

impl fmt::Debug for Clusters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clusters({} words)", self.clusters.len())
    }
}

impl Clusters {
    /// Takes a file as it is.
    ///
    /// # Errors
    /// When it is no such file, of another version, or damaged.
    pub fn load(bytes: &'static [u8]) -> Result<Self, ClustersError> {
        if bytes.len() < HEADER || &bytes[..4] != MAGIC {
            return Err(ClustersError::NotClusters);
        }
        let version = u32_at(bytes, 4);
        if version != VERSION {
            return Err(ClustersError::Version(version));
        }
        let n_words = u32_at(bytes, 8) as usize;
        let body = &bytes[HEADER..];
        let mut stored = [0; 8];
        stored.copy_from_slice(&bytes[12..HEADER]);
        if Some(body.len()) != n_words.checked_mul(5) || checksum(body) != u64::from_le_bytes(stored) {
            return Err(ClustersError::Damaged);
        }
        let (keys, clusters) = body.split_at(n_words * 4);
        Ok(Self { keys, clusters })
    }

    /// The file of words, by their hashes, with their clusters. Of two words of one key the first is kept.
    #[must_use]
    pub fn to_bytes(words: &[(u64, u8)]) -> Vec<u8> {
        let mut rows: Vec<(u32, u8)> = words.iter().map(|(hash, cluster)| (key(*hash), *cluster)).collect();
        rows.sort_by_key(|(key, _)| *key);
        rows.dedup_by_key(|(key, _)| *key);
        let keys = rows.iter().flat_map(|(key, _)| key.to_le_bytes());
        let body: Vec<u8> = keys.chain(rows.iter().map(|(_, cluster)| *cluster)).collect();
        let mut file = MAGIC.to_vec();
        file.extend(VERSION.to_le_bytes());
        file.extend(u32::try_from(rows.len()).unwrap_or(u32::MAX).to_le_bytes());
        file.extend(checksum(&body).to_le_bytes());
        file.extend(body);
        file
    }

    /// The cluster of the word with this hash, from 1; 0 for a word that is in none.
    #[must_use]
    pub fn of(&self, hash: u64) -> u8 {
        let wanted = key(hash);
        let (mut low, mut high) = (0, self.clusters.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match u32_at(self.keys, 4 * middle).cmp(&wanted) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return self.clusters[middle],
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        0
    }
}

const fn key(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::{Clusters, ClustersError};
    use crate::model::hash_words;

    fn file() -> Vec<u8> {
        Clusters::to_bytes(&["ankara", "moscow", "said"].map(|word| (hash_words([word]), word.len() as u8)))
    }

    #[test]
    fn words_are_found_and_others_are_in_none() {
        let clusters = Clusters::load(file().leak()).expect("the file is whole");
        assert_eq!(["said", "ankara", "paris"].map(|word| clusters.of(hash_words([word]))), [4, 6, 0]);
        assert_eq!(Clusters::default().of(1), 0);
    }

    #[test]
    fn a_damaged_file_is_refused() {
        let file = file();
        for at in 0..file.len() {
            let mut damaged = file.clone();
            damaged[at] ^= 0x40;
            assert!(Clusters::load(damaged.leak()).is_err(), "byte {at}");
        }
        assert_eq!(Clusters::load(file[..file.len() - 1].to_vec().leak()).err(), Some(ClustersError::Damaged));
        assert_eq!(Clusters::load(b"STP").err(), Some(ClustersError::NotClusters));
    }
}
