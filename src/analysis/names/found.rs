//! A name that was found and is not yet linked: what tagging hands to linking.

use crate::annotation::{Confidence, Label};
use crate::model::Kinds;
use std::ops::Range;

/// The types of the default codebook, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameType {
    Person,
    Org,
    Gpe,
    Loc,
    Norp,
    Event,
    Product,
    Date,
}

impl NameType {
    pub const ALL: [Self; 8] =
        [Self::Person, Self::Org, Self::Gpe, Self::Loc, Self::Norp, Self::Event, Self::Product, Self::Date];

    #[must_use]
    pub fn label(self) -> Label {
        let [person, org, gpe, loc, norp, event, product, date] = Label::DEFAULT;
        match self {
            Self::Person => person,
            Self::Org => org,
            Self::Gpe => gpe,
            Self::Loc => loc,
            Self::Norp => norp,
            Self::Event => event,
            Self::Product => product,
            Self::Date => date,
        }
    }
}

impl NameType {
    /// What the lists say of a word that names of this type end with.
    #[must_use]
    pub const fn head(self) -> Kinds {
        match self {
            Self::Org => Kinds::HEAD_ORG,
            Self::Loc => Kinds::HEAD_LOC,
            Self::Gpe => Kinds::HEAD_GPE,
            Self::Event => Kinds::HEAD_EVENT,
            Self::Product => Kinds::HEAD_WORK,
            Self::Person | Self::Norp | Self::Date => Kinds::NONE,
        }
    }
}

/// A name with its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundName {
    pub tokens: Range<usize>,
    pub ty: NameType,
    pub confidence: Confidence,
    /// Why, in one short sentence.
    pub reason: String,
}
