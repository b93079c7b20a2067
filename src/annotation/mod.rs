//! The vocabulary: what can be said about an article. In: spans of its text; out: values. This module does
//! not know how annotations are found, changed, stored or shown.
//!
//! # Glossary
//! - **mention**: a span that names an entity ("Ankara"). Has a [`Label`], the type of what is named.
//! - **entity**: what one or more mentions name (Turkey). May speak for another entity: its *affiliation*.
//! - **stance**: in a passage a *holder* takes a side (*polarity*: favor or against) toward a *target*, which is an
//!   entity or, where nobody named owns the matter, an *issue* (a span). The *cue* is the shortest words that
//!   express it, the *evidence* the sentence around them.
//! - **status**: what a reader has done to it: suggested (nothing yet), confirmed, corrected, added, rejected.
//! - **origin**: who said it first (tagger, reader, import), how sure, and why.
//! - **was**: what the tagger had suggested before a reader corrected it. Machine and reader are both kept.
//! - **lesson**: a reader's decision taken out of its article, to be acted upon in others.
//! - **codebook**: the labels in use, and the guideline that explains them.

mod codebook;
mod entity;
mod id;
mod label;
mod lesson;
mod mention;
mod provenance;
mod stance;

pub use codebook::{Codebook, LabelRule};
pub use entity::Entity;
pub use id::{EntityId, MentionId, StanceId};
pub use label::Label;
pub use lesson::{Lesson, Lessons, Taught};
pub use mention::{Mention, MentionClaim};
pub use provenance::{By, Confidence, Origin, Status};
pub use stance::{Polarity, Stance, StanceClaim, Target};

/// Fields of a file that this version does not know, kept so that a save writes them back.
pub type Extra = serde_json::Map<String, serde_json::Value>;
