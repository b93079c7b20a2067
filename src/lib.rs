//! Standpoint opens a news article, marks who is in it and who takes which side toward whom, lets the
//! reader correct every mark, and saves the result as JSON.
//!
//! ```text
//!  text ─► tokens ─► sentences ─► mentions ─► entities ─► quotes ─► stances
//!   │      └─────────────────── analysis (pure, cannot fail) ─────────────┘
//!   ▼                                                                    │
//! Article ────────────────────────► Document ◄───────────────────────────┘
//!                             Edit (reader) │ ▲ undo / redo
//!                                           ▼ │
//!                                         History
//!                                           │
//!                                           ▼
//!               format: native JSON · CSV · ... (both directions)
//! ```
//!
//! The modules are a line: each uses only those above it (`tests/layering.rs` checks that).
//!
//! | # | module | knows about |
//! |---|---|---|
//! | 1 | [`text`] | characters: Article, Span, offsets, tokens, sentences |
//! | 2 | [`annotation`] | the vocabulary: mention, entity, stance, provenance, codebook |
//! | 3 | [`model`] | trained weights and lexicons, as data |
//! | 4 | [`analysis`] | text to annotations: tag, link, attribute quotes, stance, explain |
//! | 5 | [`document`] | article + annotations + invariants + edits + history |
//! | 6 | [`evaluation`] | how far two documents agree: the codebook's measures |
//! | 7 | [`format`] | representations outside this program, both directions |
//! | 8 | [`app`] | the screen as a value: state, actions, effects, view models. Pure |
//! | 9 | [`worker`] | request/response protocol (pure) and its two browser ends |
//! | 10 | [`web`] | the browser, fenced in: selection, storage, files, boot |
//! | 11 | [`ui`] | Yew components, thin |
//! | – | `train` | offline only, feature `train`; shares `analysis::features` with the tagger |

pub mod analysis;
pub mod annotation;
pub mod app;
pub mod document;
pub mod evaluation;
pub mod format;
pub mod model;
pub mod text;
#[cfg(feature = "train")]
pub mod train;
pub mod ui;
pub mod web;
pub mod worker;
