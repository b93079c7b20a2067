//! The codebook: the labels in use, and what a coder needs to know to apply them.

use super::{Extra, Label};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Codebook {
    pub name: String,
    pub labels: Vec<LabelRule>,
    /// The guideline text, in Markdown.
    pub guideline: String,
    #[serde(flatten)]
    pub extra: Extra,
}

/// One label with its colour, key and one-line rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelRule {
    #[serde(rename = "type")]
    pub label: Label,
    /// What a reader sees: "Country, city".
    pub title: String,
    /// The key that sets it.
    pub key: char,
    /// Hue of its marks in degrees (0 to 359); lightness and chroma belong to the theme.
    pub hue: u16,
    pub rule: String,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Codebook {
    #[must_use]
    pub fn rule(&self, label: &Label) -> Option<&LabelRule> {
        self.labels.iter().find(|rule| rule.label == *label)
    }
}

impl Default for Codebook {
    fn default() -> Self {
        let rule = |label: Label, title: &str, key, hue, rule: &str| LabelRule {
            label,
            title: title.to_owned(),
            key,
            hue,
            rule: rule.to_owned(),
            extra: Extra::new(),
        };
        Self {
            name: "Entities and stances in news".to_owned(),
            labels: vec![
                rule(Label::PERSON, "Person", '1', 255, "A named human, without titles."),
                rule(
                    Label::ORG,
                    "Organisation",
                    '2',
                    300,
                    "Government bodies, parties, companies, media, armed groups, alliances.",
                ),
                rule(
                    Label::GPE,
                    "Place with a government",
                    '3',
                    160,
                    "Country, city, state or province, also where the name stands for its government.",
                ),
                rule(
                    Label::LOC,
                    "Other place",
                    '4',
                    110,
                    "Seas, mountains, regions, named buildings, airports, bridges.",
                ),
                rule(
                    Label::NORP,
                    "Nationality or group",
                    '5',
                    200,
                    "Nationality, religious or political group, as adjective or noun.",
                ),
                rule(Label::EVENT, "Event", '6', 50, "Named wars, summits, elections, sports events, storms."),
                rule(Label::PRODUCT, "Product, work, law", '7', 350, "Named vehicles, weapons, works, laws, treaties."),
                rule(Label::DATE, "Date", '8', 80, "Absolute or relative dates and periods of a day or longer."),
            ],
            guideline: include_str!("../data/codebook.md").to_owned(),
            extra: Extra::new(),
        }
    }
}
