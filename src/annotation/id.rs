//! Names of annotations inside one document.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

macro_rules! id {
    ($name:ident, $what:literal, $prefix:literal) => {
        #[doc = concat!("Identifies ", $what, " within one document. Opaque text, so that ids of imported files survive.")]
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            #[must_use]
            pub fn new(id: impl Into<Arc<str>>) -> Self {
                Self(id.into())
            }

            #[doc = concat!("The id that this program gives to number `n`: `", $prefix, "1`, `", $prefix, "2` ...")]
            #[must_use]
            pub fn numbered(n: usize) -> Self {
                Self(format!(concat!($prefix, "{}"), n).into())
            }

            /// The number of an id made by [`Self::numbered`], `None` for any other.
            #[must_use]
            pub fn number(&self) -> Option<usize> {
                self.0.strip_prefix($prefix)?.parse().ok()
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(MentionId, "a mention", "m");
id!(EntityId, "an entity", "e");
id!(StanceId, "a stance", "s");
