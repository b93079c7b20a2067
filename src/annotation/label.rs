//! The type of a mention or entity.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// A label of the codebook in use, such as `GPE`. The eight of the default codebook are constants; a
/// project's own codebook may bring others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Label(Cow<'static, str>);

impl Label {
    pub const PERSON: Self = Self(Cow::Borrowed("PERSON"));
    pub const ORG: Self = Self(Cow::Borrowed("ORG"));
    pub const GPE: Self = Self(Cow::Borrowed("GPE"));
    pub const LOC: Self = Self(Cow::Borrowed("LOC"));
    pub const NORP: Self = Self(Cow::Borrowed("NORP"));
    pub const EVENT: Self = Self(Cow::Borrowed("EVENT"));
    pub const PRODUCT: Self = Self(Cow::Borrowed("PRODUCT"));
    pub const DATE: Self = Self(Cow::Borrowed("DATE"));

    /// The labels of the default codebook, in its order.
    pub const DEFAULT: [Self; 8] =
        [Self::PERSON, Self::ORG, Self::GPE, Self::LOC, Self::NORP, Self::EVENT, Self::PRODUCT, Self::DATE];

    #[must_use]
    pub fn new(name: &str) -> Self {
        Self::DEFAULT
            .into_iter()
            .find(|known| known.as_str() == name)
            .unwrap_or_else(|| Self(Cow::Owned(name.to_owned())))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
