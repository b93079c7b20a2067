//! The names of a reference article as the analysis would have found them, so that stances can be trained and scored
//! without the errors of the tagger. In: reference annotations; out: [`Names`]. Pronouns and
//! descriptions are resolved by the tagger, since the reference does not hold them.

use super::gold::GoldArticle;
use crate::analysis::{Anaphor, NameMention, Names, Passage, Referent, find_names, token_range};
use crate::annotation::Confidence;
use crate::model::Model;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// The names of `article`; referents have the indices of its entities.
#[must_use]
pub fn names_of(article: &GoldArticle, passage: &Passage<'_>, model: &Model) -> Names {
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
    names.anaphors = anaphors(article, passage, model);
    names
}

/// Pronouns and descriptions as the tagger resolves them, those that stand for a reference entity.
fn anaphors(article: &GoldArticle, passage: &Passage<'_>, model: &Model) -> Vec<Anaphor> {
    let found = find_names(passage, model, &mut |_| ControlFlow::Continue(())).unwrap_or_default();
    let entity_of = match_entities(article, &found);
    let in_name = |anaphor: &Anaphor| article.mentions.iter().any(|mention| mention.span.overlaps(anaphor.span));
    found
        .anaphors
        .into_iter()
        .filter(|anaphor| !in_name(anaphor))
        .filter_map(|anaphor| anaphor.renamed(|referent_idx| entity_of[referent_idx]))
        .collect()
}

/// The reference entity whose mentions overlap most with those of each referent; exact ones count double.
#[must_use]
pub fn match_entities(article: &GoldArticle, names: &Names) -> Vec<Option<usize>> {
    let mut votes: Vec<BTreeMap<usize, u32>> = vec![BTreeMap::new(); names.referents.len()];
    for mention in &names.mentions {
        let Some(referent_idx) = mention.referent_idx else { continue };
        for gold in article.mentions.iter().filter(|gold| gold.span.overlaps(mention.span)) {
            if let Some(entity_idx) = gold.entity_idx {
                *votes[referent_idx].entry(entity_idx).or_default() += if gold.span == mention.span { 2 } else { 1 };
            }
        }
    }
    votes
        .into_iter()
        .map(|votes| {
            votes.into_iter().max_by_key(|&(entity_idx, n)| (n, std::cmp::Reverse(entity_idx))).map(|(idx, _)| idx)
        })
        .collect()
}
