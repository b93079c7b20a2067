//! What a reader should know about a file that was opened although something about it was not as it should be.

use std::fmt;

/// One thing that was done to make sense of a file. The file itself is never changed by opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The file does not say that it is Standpoint JSON, but has its shape.
    Unmarked,
    /// Line ends in the file's text were not LF, or it began with a byte-order mark; offsets were moved along.
    LineEndsChanged,
    /// The file was not UTF-8 and was read in another encoding. `first` is the first byte that showed it.
    EncodingGuessed { name: &'static str, first: usize },
    /// Some bytes of the file, from `first` on, stand for no character and became U+FFFD.
    BytesReplaced { first: usize },
    /// Halves of UTF-16 surrogate pairs, which stand for no character, became U+FFFD.
    SurrogatesReplaced,
    /// Parts of a file of another program have no place in a document.
    LeftOut { format: &'static str, n_items: usize },
    /// Something was the matter with some items, and was put right.
    Repaired { repair: Repair, items: Vec<String> },
}

/// A way of putting an item right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Repair {
    /// The offsets did not cover the repeated text and were moved to where it is.
    Moved,
    /// An entity that others refer to was missing and was made.
    EntityMade,
    /// The id was taken already; the item has a new one.
    Renumbered,
    /// The evidence did not enclose the cue and was widened.
    EvidenceWidened,
    /// The stance had both a target entity and an issue; the entity was kept.
    IssueDropped,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unmarked => f.write_str(
                "The file does not say that it is a Standpoint file, but looks like one and was read as one.",
            ),
            Self::LineEndsChanged => {
                f.write_str("Line ends of the text were made uniform; all marks were moved along and still fit.")
            }
            Self::EncodingGuessed { name, first } => write!(
                f,
                "The file is not UTF-8 (byte {first} shows it) and was read as {name}. If letters with accents look \
                 wrong, save it as UTF-8 and open it again."
            ),
            Self::BytesReplaced { first } => write!(
                f,
                "Some bytes of the file stand for no character (the first is byte {first}); each was replaced by \u{fffd}. \
                 The file itself was not changed."
            ),
            Self::SurrogatesReplaced => f.write_str(
                "The file contained halves of characters (lone surrogates); each was replaced by a question mark sign.",
            ),
            Self::LeftOut { format, n_items } => write!(
                f,
                "{n_items} parts of the {format} file have no place in a Standpoint document and were left out; the file \
                 itself was not changed."
            ),
            Self::Repaired { repair, items } => {
                let what = match repair {
                    Repair::Moved => {
                        "did not lie where the file says and were moved to the nearest place that has their text"
                    }
                    Repair::EntityMade => "were referred to but missing in the file and were made",
                    Repair::Renumbered => "had an id that was taken already and were given a new one",
                    Repair::EvidenceWidened => "had evidence that did not include the cue; it was widened",
                    Repair::IssueDropped => "had both a target entity and an issue; the entity was kept",
                };
                write!(f, "{}: {what}. Please check them.", listed(items))
            }
        }
    }
}

/// The first few of many, and how many there are besides.
fn listed(items: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown = items.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    match items.len().saturating_sub(SHOWN) {
        0 => shown,
        n_more => format!("{shown} and {n_more} more"),
    }
}
