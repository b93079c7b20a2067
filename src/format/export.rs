//! The formats that a document can be written in.

use super::native::{to_json, to_json_line};
use super::table::{mention_table, stance_table};
use crate::document::Document;

/// A format to write. The native one keeps everything; the others are for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    Native,
    NativeLine,
    StanceTable,
    MentionTable,
    Text,
}

impl Format {
    pub const ALL: [Self; 5] = [Self::Native, Self::NativeLine, Self::StanceTable, Self::MentionTable, Self::Text];

    /// What the command line calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Native => "standpoint",
            Self::NativeLine => "jsonl",
            Self::StanceTable => "stances-csv",
            Self::MentionTable => "mentions-csv",
            Self::Text => "text",
        }
    }

    /// What a reader calls it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Native => "Standpoint JSON",
            Self::NativeLine => "Standpoint JSON on one line (JSON Lines)",
            Self::StanceTable => "Table of stances (CSV)",
            Self::MentionTable => "Table of mentions (CSV)",
            Self::Text => "Plain text",
        }
    }

    /// What its files end in, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Native => "json",
            Self::NativeLine => "jsonl",
            Self::StanceTable => "stances.csv",
            Self::MentionTable => "mentions.csv",
            Self::Text => "txt",
        }
    }

    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Native => "application/json",
            Self::NativeLine => "application/x-ndjson",
            Self::StanceTable | Self::MentionTable => "text/csv;charset=utf-8",
            Self::Text => "text/plain;charset=utf-8",
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The whole content of a file in this format.
    #[must_use]
    pub fn write(self, document: &Document) -> String {
        match self {
            Self::Native => to_json(document),
            Self::NativeLine => to_json_line(document) + "\n",
            Self::StanceTable => stance_table(document),
            Self::MentionTable => mention_table(document),
            Self::Text => document.article().text().to_owned(),
        }
    }
}
