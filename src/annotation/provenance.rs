//! Who said what, how sure, and what a reader made of it.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What a reader has done to an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The tagger's word; nobody has looked at it.
    Suggested,
    /// Looked at and found right.
    Confirmed,
    /// Changed; `was` keeps what had been suggested.
    Corrected,
    /// Made by a reader.
    Added,
    /// Found wrong. Kept, so that errors can be studied and are not suggested again.
    Rejected,
}

impl Status {
    pub const ALL: [Self; 5] = [Self::Suggested, Self::Confirmed, Self::Corrected, Self::Added, Self::Rejected];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Suggested => "suggested",
            Self::Confirmed => "confirmed",
            Self::Corrected => "corrected",
            Self::Added => "added",
            Self::Rejected => "rejected",
        }
    }

    /// Whether the annotation holds: everything but a rejected one does.
    #[must_use]
    pub const fn is_live(self) -> bool {
        !matches!(self, Self::Rejected)
    }

    /// Whether a reader has decided about it.
    #[must_use]
    pub const fn is_reviewed(self) -> bool {
        !matches!(self, Self::Suggested)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Who said it first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    Tagger,
    Reader,
    Import,
}

/// A probability in ten-thousandths, so that it is the same number on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Confidence(u16);

impl Confidence {
    pub const CERTAIN: Self = Self(Self::SCALE);
    const SCALE: u16 = 10_000;

    /// From ten-thousandths; more than 10,000 counts as certain.
    #[must_use]
    pub const fn from_ten_thousandths(value: u16) -> Self {
        Self(if value > Self::SCALE { Self::SCALE } else { value })
    }

    /// From percent; more than 100 counts as certain.
    #[must_use]
    pub const fn from_percent(percent: u16) -> Self {
        Self::from_ten_thousandths(if percent > 100 { Self::SCALE } else { percent * 100 })
    }

    /// From 0 to 1, rounded; `None` outside that range or for NaN.
    #[must_use]
    pub fn from_probability(p: f64) -> Option<Self> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 10,000 fits")]
        (0.0..=1.0).contains(&p).then(|| Self((p * f64::from(Self::SCALE)).round() as u16))
    }

    #[must_use]
    pub fn as_probability(self) -> f64 {
        f64::from(self.0) / f64::from(Self::SCALE)
    }

    #[must_use]
    pub const fn ten_thousandths(self) -> u16 {
        self.0
    }

    /// Whole percent, rounded.
    #[must_use]
    pub const fn percent(self) -> u16 {
        (self.0 + 50) / 100
    }
}

/// Who said it first, how sure, and why in one short sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    pub by: By,
    pub confidence: Option<Confidence>,
    pub reason: Option<String>,
}

impl Origin {
    #[must_use]
    pub const fn reader() -> Self {
        Self { by: By::Reader, confidence: None, reason: None }
    }

    #[must_use]
    pub const fn import() -> Self {
        Self { by: By::Import, confidence: None, reason: None }
    }

    #[must_use]
    pub fn tagger(confidence: Confidence, reason: impl Into<String>) -> Self {
        Self { by: By::Tagger, confidence: Some(confidence), reason: Some(reason.into()) }
    }
}
