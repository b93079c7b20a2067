//! An entity: what mentions name.

use super::{EntityId, Extra, Label};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    pub id: EntityId,
    /// The fullest of its mentions, or what a reader called it.
    pub name: String,
    pub label: Label,
    /// ISO 3166-1 alpha-2 code for a country, else a URI, where known.
    pub link: Option<String>,
    /// The entity whose side this one speaks for.
    pub affiliation: Option<EntityId>,
    pub note: Option<String>,
    pub extra: Extra,
}
