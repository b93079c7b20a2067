//! The tagger's weights: a table from features to one signed byte for each tag, used in place as it lies in the file.
//! In: the bytes of the model file; out: look-ups. What a feature or tag means is not known here.
//!
//! The file, little-endian: `STPT`, version, number of tags, log2 of the slots, rows, then a checksum (FNV-1a 64) of
//! all that follows; the slots (feature key, 0 where empty, and row), the transition scores (i16, from each tag to each,
//! one more row for the start), the calibration table (u16), the rows (one i8 for each tag).

use super::fold::Hash;
use std::fmt;

const MAGIC: &[u8; 4] = b"STPT";
const VERSION: u32 = 1;
const HEADER: usize = 4 + 4 * 4 + 8;
/// How many steps the calibration table has from 0 to 1.
pub const N_CALIBRATION: usize = 21;

/// Weights as they lie in the file.
#[derive(Clone)]
pub struct Tagger {
    bytes: &'static [u8],
    n_tags: usize,
    slot_bits: u32,
    n_rows: usize,
}

impl fmt::Debug for Tagger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tagger({} features, {} tags)", self.n_rows, self.n_tags)
    }
}

/// The model file is damaged or of another version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaggerError {
    NotAModel,
    Version(u32),
    /// It has this many bytes and should have that many.
    Length(usize, usize),
    Checksum,
}

impl fmt::Display for TaggerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => f.write_str("this file is no tagger model"),
            Self::Version(version) => write!(f, "model version {version}, but this program reads version {VERSION}"),
            Self::Length(has, wants) => write!(f, "the model file has {has} bytes and should have {wants}"),
            Self::Checksum => f.write_str("the model file is damaged: its checksum does not match"),
        }
    }
}

impl std::error::Error for TaggerError {}

impl Tagger {
    /// Takes a model file as it is.
    ///
    /// # Errors
    /// When it is no model, of another version, cut off, or damaged.
    pub fn load(bytes: &'static [u8]) -> Result<Self, TaggerError> {
        if bytes.len() < HEADER || &bytes[..4] != MAGIC {
            return Err(TaggerError::NotAModel);
        }
        let word = |n: usize| u32_at(bytes, 4 + 4 * n) as usize;
        let version = u32_at(bytes, 4);
        if version != VERSION {
            return Err(TaggerError::Version(version));
        }
        let (n_tags, slot_bits, n_rows) = (word(1), u32_at(bytes, 12), word(3));
        if n_tags == 0 || n_tags > 64 || slot_bits > 24 {
            return Err(TaggerError::NotAModel);
        }
        let tagger = Self { bytes, n_tags, slot_bits, n_rows };
        let wants = n_rows.saturating_mul(n_tags).saturating_add(tagger.rows_at());
        if bytes.len() != wants {
            return Err(TaggerError::Length(bytes.len(), wants));
        }
        let mut stored = [0; 8];
        stored.copy_from_slice(&bytes[20..28]);
        if checksum(&bytes[HEADER..]) != u64::from_le_bytes(stored) {
            return Err(TaggerError::Checksum);
        }
        let mut slots = (0..1_usize << slot_bits).map(|slot| tagger.slot(slot));
        let all_in_range = slots.clone().all(|(_, row)| row < n_rows.max(1));
        // A search for a feature ends at a free slot.
        let has_free = slots.any(|(key, _)| key == 0);
        if all_in_range && has_free { Ok(tagger) } else { Err(TaggerError::NotAModel) }
    }

    #[must_use]
    pub const fn n_tags(&self) -> usize {
        self.n_tags
    }

    #[must_use]
    pub const fn n_features(&self) -> usize {
        self.n_rows
    }

    /// The weights of a feature, one for each tag; `None` for a feature that was not learned.
    #[must_use]
    pub fn weights(&self, feature: u32) -> Option<&'static [u8]> {
        let feature = feature.max(1);
        let mask = (1_usize << self.slot_bits) - 1;
        let mut slot = feature as usize & mask;
        loop {
            let (key, row) = self.slot(slot);
            if key == feature {
                let at = self.rows_at() + row * self.n_tags;
                return self.bytes.get(at..at + self.n_tags);
            }
            if key == 0 {
                return None;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The score of going from a tag to another; `from` equal to the number of tags is the start of a sentence.
    #[must_use]
    pub fn transition(&self, from: usize, to: usize) -> i32 {
        let at = HEADER + (8 << self.slot_bits) + 2 * (from * self.n_tags + to);
        i32::from(i16::from_le_bytes([self.bytes[at], self.bytes[at + 1]]))
    }

    /// What share of the tags with this step of confidence were right, in ten-thousandths.
    #[must_use]
    pub fn calibration(&self, step: usize) -> u16 {
        let at = HEADER + (8 << self.slot_bits) + 2 * (self.n_tags + 1) * self.n_tags + 2 * step.min(N_CALIBRATION - 1);
        u16::from_le_bytes([self.bytes[at], self.bytes[at + 1]])
    }

    fn slot(&self, slot: usize) -> (u32, usize) {
        let at = HEADER + 8 * slot;
        (u32_at(self.bytes, at), u32_at(self.bytes, at + 4) as usize)
    }

    const fn rows_at(&self) -> usize {
        HEADER + (8 << self.slot_bits) + 2 * (self.n_tags + 1) * self.n_tags + 2 * N_CALIBRATION
    }
}

/// What a model file is made of.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    pub n_tags: usize,
    /// Feature key and its weights, one for each tag.
    pub rows: Vec<(u32, Vec<i8>)>,
    /// From each tag, and last from the start, to each tag.
    pub transitions: Vec<i16>,
    pub calibration: Vec<u16>,
}

impl Weights {
    /// The model file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let slot_bits = (self.rows.len() * 3 / 2).max(2).next_power_of_two().trailing_zeros();
        let mask = (1_usize << slot_bits) - 1;
        let mut slots = vec![(0_u32, 0_u32); mask + 1];
        for (row, (feature, _)) in (0..).zip(&self.rows) {
            let key = (*feature).max(1);
            let mut slot = key as usize & mask;
            while slots[slot].0 != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = (key, row);
        }
        let mut body = Vec::new();
        for (key, row) in slots {
            body.extend(key.to_le_bytes());
            body.extend(row.to_le_bytes());
        }
        body.extend(self.transitions.iter().flat_map(|w| w.to_le_bytes()));
        body.extend(
            (0..N_CALIBRATION).flat_map(|n| self.calibration.get(n).copied().unwrap_or_default().to_le_bytes()),
        );
        body.extend(self.rows.iter().flat_map(|(_, weights)| weights.iter().flat_map(|w| w.to_le_bytes())));
        let mut file = MAGIC.to_vec();
        for number in [VERSION, self.n_tags as u32, slot_bits, self.rows.len() as u32] {
            file.extend(number.to_le_bytes());
        }
        file.extend(checksum(&body).to_le_bytes());
        file.extend(body);
        file
    }
}

/// The little-endian number at a place of a model file.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// The checksum of a model file's body: FNV-1a 64.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    let mut hash = Hash::default();
    hash.bytes(bytes);
    hash.value()
}

#[cfg(test)]
mod tests {
    use super::{HEADER, Tagger, TaggerError, Weights, checksum};

    fn small() -> Vec<u8> {
        let weights = Weights {
            n_tags: 2,
            rows: vec![(7, vec![1, -1]), (9, vec![-3, 3])],
            transitions: vec![0, 5, -5, 0, 1, 2],
            calibration: vec![10; 21],
        };
        weights.to_bytes()
    }

    #[test]
    fn what_was_written_is_read() {
        let tagger = Tagger::load(small().leak()).expect("the file is whole");
        assert_eq!(tagger.weights(9), Some(&[253, 3][..]));
        assert_eq!(tagger.weights(8), None);
        assert_eq!((tagger.transition(1, 0), tagger.transition(2, 1)), (-5, 2));
    }

    #[test]
    fn a_damaged_file_is_refused() {
        let file = small();
        for at in 0..file.len() {
            let mut damaged = file.clone();
            damaged[at] ^= 0x40;
            assert!(Tagger::load(damaged.leak()).is_err(), "byte {at}");
        }
        let cut = file[..file.len() - 1].to_vec();
        assert!(matches!(Tagger::load(cut.leak()), Err(TaggerError::Length(..))));
        assert!(matches!(Tagger::load(b"no model"), Err(TaggerError::NotAModel)));
    }

    #[test]
    fn a_table_without_a_free_slot_is_refused() {
        let mut file = small();
        for slot in file[HEADER..HEADER + 4 * 8].chunks_exact_mut(8) {
            slot[0] = slot[0].max(1);
        }
        let sum = checksum(&file[HEADER..]).to_le_bytes();
        file[20..HEADER].copy_from_slice(&sum);
        assert!(matches!(Tagger::load(file.leak()), Err(TaggerError::NotAModel)));
    }
}
