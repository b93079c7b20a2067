//! Conversion between the three ways of counting characters: bytes inside, UTF-16 units at the DOM,
//! code points in files. This is the only place that knows the other two.

use super::Span;

/// How many bytes lie between two checkpoints; a conversion scans at most this far.
const STRIDE: usize = 256;

/// Position tables of one text. Conversion is a look-up of the nearest checkpoint before the position
/// and a scan of at most 256 bytes; every conversion returns `None` for a position that lies outside
/// the text or inside a character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offsets {
    checkpoints: Vec<Checkpoint>,
    end: Checkpoint,
    is_ascii: bool,
}

/// The same position in the three units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Checkpoint {
    byte: usize,
    utf16: usize,
    point: usize,
}

impl Checkpoint {
    const fn after(self, c: char) -> Self {
        Self { byte: self.byte + c.len_utf8(), utf16: self.utf16 + c.len_utf16(), point: self.point + 1 }
    }
}

impl Offsets {
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut at = Checkpoint::default();
        let mut checkpoints = vec![at];
        for c in text.chars() {
            at = at.after(c);
            if at.byte >= checkpoints.len() * STRIDE {
                checkpoints.push(at);
            }
        }
        Self { checkpoints, end: at, is_ascii: text.is_ascii() }
    }

    /// Length of the text in UTF-16 units.
    #[must_use]
    pub const fn utf16_len(&self) -> usize {
        self.end.utf16
    }

    /// Length of the text in code points.
    #[must_use]
    pub const fn point_len(&self) -> usize {
        self.end.point
    }

    #[must_use]
    pub fn byte_to_utf16(&self, text: &str, byte: usize) -> Option<usize> {
        self.find(text, byte, |c| c.byte).map(|c| c.utf16)
    }

    #[must_use]
    pub fn utf16_to_byte(&self, text: &str, utf16: usize) -> Option<usize> {
        self.find(text, utf16, |c| c.utf16).map(|c| c.byte)
    }

    #[must_use]
    pub fn byte_to_point(&self, text: &str, byte: usize) -> Option<usize> {
        self.find(text, byte, |c| c.byte).map(|c| c.point)
    }

    #[must_use]
    pub fn point_to_byte(&self, text: &str, point: usize) -> Option<usize> {
        self.find(text, point, |c| c.point).map(|c| c.byte)
    }

    /// A byte span as a half-open range of code points.
    #[must_use]
    pub fn span_to_points(&self, text: &str, span: Span) -> Option<(usize, usize)> {
        Some((self.byte_to_point(text, span.start)?, self.byte_to_point(text, span.end)?))
    }

    /// A half-open range of code points as a byte span; `None` also when it ends before it starts.
    #[must_use]
    pub fn points_to_span(&self, text: &str, start: usize, end: usize) -> Option<Span> {
        (start <= end).then_some(())?;
        Some(Span::new(self.point_to_byte(text, start)?, self.point_to_byte(text, end)?))
    }

    fn find(&self, text: &str, want: usize, unit: impl Fn(&Checkpoint) -> usize) -> Option<Checkpoint> {
        if want > unit(&self.end) {
            return None;
        }
        if self.is_ascii {
            return Some(Checkpoint { byte: want, utf16: want, point: want });
        }
        let next = self.checkpoints.partition_point(|c| unit(c) <= want);
        let mut at = self.checkpoints[next - 1];
        let mut chars = text[at.byte..].chars();
        while unit(&at) < want {
            at = at.after(chars.next()?);
        }
        (unit(&at) == want).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::Offsets;
    use proptest::prelude::{any, proptest};

    #[test]
    fn the_three_units_of_a_sentence_with_an_emoji() {
        let text = "Ana 🎉 backs Bo.";
        let offsets = Offsets::new(text);
        let bo = text.find("Bo").expect("the sentence names Bo");
        assert_eq!(bo, 15);
        assert_eq!(offsets.byte_to_utf16(text, bo), Some(13));
        assert_eq!(offsets.byte_to_point(text, bo), Some(12));
    }

    #[test]
    fn a_position_inside_a_character_is_none() {
        let text = "🎉";
        let offsets = Offsets::new(text);
        assert_eq!(offsets.utf16_to_byte(text, 1), None);
        assert_eq!(offsets.byte_to_point(text, 2), None);
        assert_eq!(offsets.point_to_byte(text, 2), None);
    }

    proptest! {
        #[test]
        fn every_character_boundary_survives_both_round_trips(text in any::<String>(), copies in 1usize..40) {
            let text = text.repeat(copies);
            let offsets = Offsets::new(&text);
            for (point, (byte, _)) in text.char_indices().enumerate() {
                let utf16: usize = text[..byte].encode_utf16().count();
                assert_eq!(offsets.byte_to_point(&text, byte), Some(point));
                assert_eq!(offsets.point_to_byte(&text, point), Some(byte));
                assert_eq!(offsets.byte_to_utf16(&text, byte), Some(utf16));
                assert_eq!(offsets.utf16_to_byte(&text, utf16), Some(byte));
            }
            assert_eq!(offsets.byte_to_point(&text, text.len()), Some(offsets.point_len()));
            assert_eq!(offsets.utf16_to_byte(&text, offsets.utf16_len()), Some(text.len()));
            assert_eq!(offsets.byte_to_point(&text, text.len() + 1), None);
        }
    }
}
