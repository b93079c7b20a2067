//! The names of a reference article as the analysis would have found them, so that stances can be trained and scored
//! without the errors of the tagger. In: reference annotations; out: [`Names`]. Pronouns are resolved by a rough rule.

use super::gold::GoldArticle;
use crate::analysis::{Anaphor, AnaphorKind, NameMention, Names, Passage, Referent, token_range};
use crate::annotation::{Confidence, Label};

/// The names of `article`; referents have the indices of its entities.
#[must_use]
pub fn names_of(article: &GoldArticle, passage: &Passage<'_>) -> Names {
    let mut names = Names::default();
    for entity in &article.entities {
        names.referents.push(Referent {
            name: entity.name.clone(),
            label: entity.label.clone(),
            link: entity.link.clone(),
            affiliation_idx: entity.affiliation_idx,
            gender: None,
            roles: Vec::new(),
        });
    }
    for mention in &article.mentions {
        names.mentions.push(NameMention {
            span: mention.span,
            tokens: token_range(&passage.tokens, mention.span),
            label: mention.label.clone(),
            referent_idx: mention.entity_idx,
            confidence: Confidence::CERTAIN,
            reason: String::new(),
        });
    }
    names.anaphors = pronouns(passage, &names);
    names
}

/// "he" and "she" are the person named last, "it" and "they" nobody.
fn pronouns(passage: &Passage<'_>, names: &Names) -> Vec<Anaphor> {
    let mut anaphors = Vec::new();
    let mut last_person = None;
    let mut mentions = names.mentions.iter().peekable();
    for (token, found) in passage.tokens.iter().enumerate() {
        while let Some(mention) = mentions.next_if(|mention| mention.span.end <= found.span.start) {
            if mention.label == Label::PERSON {
                last_person = mention.referent_idx;
            }
        }
        let is_pronoun = matches!(
            passage.word(token).to_lowercase().as_str(),
            "he" | "she" | "him" | "her" | "his" | "himself" | "herself"
        );
        if let (true, Some(referent_idx)) = (is_pronoun, last_person) {
            anaphors.push(Anaphor {
                span: found.span,
                tokens: token..token + 1,
                referent_idx,
                kind: AnaphorKind::Pronoun,
            });
        }
    }
    anaphors
}
