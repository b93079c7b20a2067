//! The formats that a document can be written in.

use super::interchange::{
    brat_losses, conll_losses, graph_losses, write_brat, write_brat_settings, write_conll, write_doccano,
    write_label_studio, write_label_studio_settings, write_spacy, write_web_annotation,
};
use super::loss::{Loss, Lost, losses};
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
    Brat,
    Conll,
    Spacy,
    Doccano,
    LabelStudio,
    WebAnnotation,
}

/// One file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What its name ends in, without the dot; the stem is the document's.
    pub extension: &'static str,
    pub content: String,
}

impl Format {
    pub const ALL: [Self; 11] = [
        Self::Native,
        Self::NativeLine,
        Self::StanceTable,
        Self::MentionTable,
        Self::Text,
        Self::Brat,
        Self::Conll,
        Self::Spacy,
        Self::Doccano,
        Self::LabelStudio,
        Self::WebAnnotation,
    ];

    /// What the command line calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Native => "standpoint",
            Self::NativeLine => "jsonl",
            Self::StanceTable => "stances-csv",
            Self::MentionTable => "mentions-csv",
            Self::Text => "text",
            Self::Brat => "brat",
            Self::Conll => "conll",
            Self::Spacy => "spacy",
            Self::Doccano => "doccano",
            Self::LabelStudio => "label-studio",
            Self::WebAnnotation => "web-annotation",
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
            Self::Brat => "brat stand-off (.txt and .ann)",
            Self::Conll => "CoNLL-2003 (IOB2)",
            Self::Spacy => "spaCy and Prodigy (JSONL)",
            Self::Doccano => "doccano (JSONL)",
            Self::LabelStudio => "Label Studio (JSON)",
            Self::WebAnnotation => "W3C Web Annotation (JSON-LD)",
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What of a document this format cannot hold, to be shown before it is written. The native format loses nothing.
    #[must_use]
    pub fn losses(self, document: &Document) -> Vec<Loss> {
        match self {
            Self::Native | Self::NativeLine => Vec::new(),
            Self::StanceTable => losses(document, &STANCE_TABLE_HOLDS, &[all_mentions(document)]),
            Self::MentionTable => losses(document, &MENTION_TABLE_HOLDS, &[]),
            Self::Text => losses(document, &[], &[]),
            Self::Brat => brat_losses(document),
            Self::Conll => conll_losses(document),
            Self::Spacy | Self::Doccano | Self::LabelStudio | Self::WebAnnotation => graph_losses(document),
        }
    }

    /// The files of a document in this format; the first is the one that matters.
    #[must_use]
    pub fn write(self, document: &Document) -> Vec<Written> {
        let file = |extension, content| Written { extension, content };
        let text = || document.article().text().to_owned();
        match self {
            Self::Native => vec![file("json", to_json(document))],
            Self::NativeLine => vec![file("jsonl", to_json_line(document) + "\n")],
            Self::StanceTable => vec![file("stances.csv", stance_table(document))],
            Self::MentionTable => vec![file("mentions.csv", mention_table(document))],
            Self::Text => vec![file("txt", text())],
            Self::Brat => vec![
                file("ann", write_brat(document)),
                file("txt", text()),
                file("annotation.conf", write_brat_settings(document)),
            ],
            Self::Conll => vec![file("conll", write_conll(document))],
            Self::Spacy => vec![file("spacy.jsonl", write_spacy(document))],
            Self::Doccano => vec![file("doccano.jsonl", write_doccano(document))],
            Self::LabelStudio => vec![
                file("label-studio.json", write_label_studio(document)),
                file("label-studio.xml", write_label_studio_settings(document)),
            ],
            Self::WebAnnotation => vec![file("annotations.jsonld", write_web_annotation(document))],
        }
    }
}

fn all_mentions(document: &Document) -> Loss {
    Loss { what: Lost::Mention, n_items: document.mentions().filter(|mention| mention.status.is_live()).count() }
}

const MENTION_TABLE_HOLDS: [Lost; 10] = [
    Lost::Grouping,
    Lost::Link,
    Lost::Affiliation,
    Lost::Rejected,
    Lost::Was,
    Lost::Status,
    Lost::Confidence,
    Lost::Reason,
    Lost::Note,
    Lost::Doubt,
];

const STANCE_TABLE_HOLDS: [Lost; 13] = [
    Lost::Affiliation,
    Lost::Stance,
    Lost::Unnamed,
    Lost::Issue,
    Lost::Cue,
    Lost::Evidence,
    Lost::Rejected,
    Lost::Was,
    Lost::Status,
    Lost::Confidence,
    Lost::Reason,
    Lost::Note,
    Lost::Doubt,
];

#[cfg(test)]
mod tests {
    use super::Format;
    use crate::format::native::from_json;

    fn losses(format: Format) -> Vec<String> {
        let json = r#"{"format": "standpoint", "version": 1,
            "document": {"title": "A row", "text": "Ana backs Bo.", "unit": "codepoint"},
            "mentions": [
                {"id": "m1", "start": 0, "end": 3, "text": "Ana", "type": "PERSON", "entity": "e1"},
                {"id": "m2", "start": 10, "end": 12, "text": "Bo", "type": "PERSON", "entity": "e2"}],
            "entities": [{"id": "e1", "name": "Ana", "type": "PERSON"}, {"id": "e2", "name": "Bo", "type": "PERSON"}],
            "stances": [
                {"id": "s1", "holder": "e1", "target": "e2", "issue": null, "polarity": "favor",
                 "cue": {"start": 4, "end": 9, "text": "backs"}, "evidence": {"start": 0, "end": 13}}]}"#;
        let document = from_json(json).expect("opens").document;
        format.losses(&document).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn each_table_tells_that_it_leaves_the_other_ones_rows_out() {
        assert_eq!(losses(Format::StanceTable), ["2 mentions"]);
        assert_eq!(losses(Format::MentionTable), ["1 stance"]);
        assert_eq!(losses(Format::Native), [""; 0]);
    }
}
