//! Annotations, edits and steps in plain words, for labels, for the live region and for the history. In: values; out:
//! short phrases in the screen's language. It does not know where they are shown.

use super::state::Pair;
use super::words::Language;
use crate::annotation::{
    Entity, EntityId, Mention, MentionId, Origin, Polarity, Stance, StanceClaim, StanceId, Status, Target,
};
use crate::document::{AnnotationId, Document, Edit, EntityChoice, Grouping};
use crate::text::{Article, Span};

/// A mention as a screen reader says it: "Ankara, GPE, Turkey, suggested, 97 percent".
#[must_use]
pub fn mention(words: Language, article: &Article, mention: &Mention, entity: Option<&Entity>) -> String {
    let mut parts = vec![words_of(article, mention.claim.span), words.label(&mention.claim.label).to_owned()];
    if let Some(entity) = entity
        && entity.name != parts[0]
    {
        parts.push(entity.name.clone());
    }
    parts.push(decision(words, mention.status, &mention.origin));
    if mention.is_doubtful {
        parts.push(words.in_doubt_said().to_owned());
    }
    parts.join(", ")
}

/// A stance as a screen reader says it: "Peskov against Turkey: rebuked, suggested, 83 percent".
#[must_use]
pub fn stance(words: Language, article: &Article, stance: &Stance, holder: &Entity, target: Option<&Entity>) -> String {
    let claim = &stance.claim;
    let target = match (&claim.target, target) {
        (Target::Issue(span), _) => words_of(article, *span),
        (Target::Entity(_), Some(entity)) => entity.name.clone(),
        (Target::Entity(id), None) => id.to_string(),
    };
    let mut parts = vec![
        format!("{}: {}", toward(words, claim.polarity, &holder.name, &target), words_of(article, claim.cue)),
        decision(words, stance.status, &stance.origin),
    ];
    if stance.is_doubtful {
        parts.push(words.in_doubt_said().to_owned());
    }
    parts.join(", ")
}

/// How far it is decided, and how sure the tagger was of what is not: "suggested, 97 percent".
fn decision(words: Language, status: Status, origin: &Origin) -> String {
    let said = words.status(status);
    match origin.confidence.filter(|_| status == Status::Suggested) {
        Some(confidence) => format!("{said}, {}", words.percent_said(confidence.percent())),
        None => said.to_owned(),
    }
}

/// A number of the table, in words.
#[must_use]
pub fn pair(words: Language, document: &Document, pair: &Pair) -> String {
    let (holder, target) = (entity_name(document, &pair.holder), entity_name(document, &pair.target));
    let said = toward(words, pair.polarity, &holder, &target);
    match pair.grouping {
        Grouping::Entity => said,
        Grouping::Side => words.by_side(said),
    }
}

/// Who stands how to whom.
fn toward(words: Language, polarity: Polarity, holder: &str, target: &str) -> String {
    match polarity {
        Polarity::Favor => words.favors(holder, target),
        Polarity::Against => words.opposes(holder, target),
    }
}

/// What a stance is about, in words.
#[must_use]
pub fn target(document: &Document, target: &Target) -> String {
    match target {
        Target::Entity(id) => entity_name(document, id),
        Target::Issue(span) => format!("“{}”", words_of(document.article(), *span)),
    }
}

/// An entity's name, or its id where the document has no such entity.
#[must_use]
pub fn entity_name(document: &Document, id: &EntityId) -> String {
    document.entity(id).map_or_else(|| id.to_string(), |entity| entity.name.clone())
}

/// What a span covers, on one line and not too long.
#[must_use]
pub fn words_of(article: &Article, span: Span) -> String {
    shortened(article.slice(span).unwrap_or_default(), 60)
}

/// `text` on one line, cut with an ellipsis after `n_max` characters.
#[must_use]
pub fn shortened(text: &str, n_max: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= n_max {
        return line;
    }
    let cut: String = line.chars().take(n_max).collect();
    format!("{}…", cut.trim_end())
}

/// A stance's claim in short: "Peskov against Turkey".
#[must_use]
pub fn claim(words: Language, document: &Document, claim: &StanceClaim) -> String {
    in_short(words, document, &claim.holder, claim.polarity, &claim.target)
}

fn in_short(words: Language, document: &Document, holder: &EntityId, polarity: Polarity, about: &Target) -> String {
    words.in_short(entity_name(document, holder), words.polarity(polarity), target(document, about))
}

/// An edit in words, as said of the document it is made on: "Rejected Ankara".
#[must_use]
pub fn edit(words: Language, document: &Document, edit: &Edit) -> String {
    let said = |span: Span| words_of(document.article(), span);
    let of_mention = |id: &MentionId| annotation(words, document, &AnnotationId::Mention(id.clone()));
    let of_entity = |id: &EntityId| entity_name(document, id);
    let of_stance = |id: &StanceId| annotation(words, document, &AnnotationId::Stance(id.clone()));
    match edit {
        Edit::AddMention { span, label, .. } => words.marked_as(said(*span), words.label(label)),
        Edit::RelabelMention { mention, label } => words.changed_to(of_mention(mention), words.label(label)),
        Edit::RespanMention { mention, span } => words.changed_to(of_mention(mention), said(*span)),
        Edit::ReassignMention { mention, entity } => match entity {
            EntityChoice::This(id) => words.now_means(of_mention(mention), of_entity(id)),
            EntityChoice::New => words.split_off(of_mention(mention)),
            EntityChoice::ByName => words.gave_by_name(of_mention(mention)),
            EntityChoice::Without => words.took_out(of_mention(mention)),
        },
        Edit::ConfirmMention { mention } => match document.mention(mention).map(|m| m.status) {
            Some(Status::Rejected) => words.took_back_in(of_mention(mention)),
            _ => words.confirmed(of_mention(mention)),
        },
        Edit::RejectMention { mention } => match document.mention(mention).map(|m| m.status) {
            Some(Status::Added) => words.removed(of_mention(mention)),
            _ => words.rejected(of_mention(mention)),
        },
        Edit::RenameEntity { entity, name } => words.renamed(of_entity(entity), name.trim()),
        Edit::RelabelEntity { entity, label } => words.changed_to(of_entity(entity), words.label(label)),
        Edit::Affiliate { entity, affiliation: Some(side) } => words.now_speaks_for(of_entity(entity), of_entity(side)),
        Edit::Affiliate { entity, affiliation: None } => words.speaks_for_nobody(of_entity(entity)),
        Edit::LinkEntity { entity, link: Some(link) } => words.linked(of_entity(entity), link),
        Edit::LinkEntity { entity, link: None } => words.unlinked(of_entity(entity)),
        Edit::MergeEntities { from, into } => words.merged(of_entity(from), of_entity(into)),
        Edit::AddStance { holder, target: about, polarity, cue } => {
            words.added_stance(in_short(words, document, holder, *polarity, about), said(*cue))
        }
        Edit::SetHolder { stance, holder } => words.holder_now(of_stance(stance), of_entity(holder)),
        Edit::SetTarget { stance, target: about } => words.target_now(of_stance(stance), target(document, about)),
        Edit::SetPolarity { stance, polarity } => words.polarity_now(of_stance(stance), words.polarity(*polarity)),
        Edit::SetCue { stance, cue } => words.cue_now(of_stance(stance), said(*cue)),
        Edit::ConfirmStance { stance } => match document.stance(stance).map(|s| s.status) {
            Some(Status::Rejected) => words.took_stance_back_in(of_stance(stance)),
            _ => words.confirmed(of_stance(stance)),
        },
        Edit::RejectStance { stance } => match document.stance(stance).map(|s| s.status) {
            Some(Status::Added) => words.removed(of_stance(stance)),
            _ => words.rejected(of_stance(stance)),
        },
        Edit::SetNote { of, note: Some(_) } => words.wrote_note(annotation(words, document, of)),
        Edit::SetNote { of, note: None } => words.removed_note(annotation(words, document, of)),
        Edit::SetDoubt { of, is_doubtful: true } => words.put_in_doubt(annotation(words, document, of)),
        Edit::SetDoubt { of, is_doubtful: false } => words.no_doubt(annotation(words, document, of)),
        Edit::Retitle { title } => words.titled(title),
        Edit::Retag { analysis } => words.tagged_article(analysis.mentions.len(), analysis.stances.len()),
        Edit::Batch { title, .. } => title.clone(),
    }
}

fn annotation(words: Language, document: &Document, id: &AnnotationId) -> String {
    match id {
        AnnotationId::Mention(id) => document
            .mention(id)
            .map_or_else(|| words.a_mention().to_owned(), |m| words_of(document.article(), m.claim.span)),
        AnnotationId::Entity(id) => entity_name(document, id),
        AnnotationId::Stance(id) => document
            .stance(id)
            .map_or_else(|| words.a_stance().to_owned(), |stance| claim(words, document, &stance.claim)),
        AnnotationId::Article => words.the_article().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{document_of, mention_of, suggested};
    use super::{edit, mention, shortened};
    use crate::annotation::Label;
    use crate::app::words::Language;
    use crate::document::Edit;

    #[test]
    fn a_mark_is_named_as_a_screen_reader_says_it() {
        let document = suggested("[Ankara|GPE] waits.", 97);
        let id = mention_of(&document, "Ankara");
        let found = document.mention(&id).expect("is marked");
        let mut turkey = document.entities().next().expect("has an entity").as_ref().clone();
        turkey.name = "Turkey".to_owned();
        assert_eq!(
            mention(Language::English, document.article(), found, Some(&turkey)),
            "Ankara, GPE, Turkey, suggested, 97 percent"
        );
    }

    #[test]
    fn edits_are_told_in_words() {
        let (document, _) = document_of("[Ankara|GPE] waits.");
        let id = mention_of(&document, "Ankara");
        assert_eq!(edit(Language::English, &document, &Edit::RejectMention { mention: id.clone() }), "Removed Ankara");
        assert_eq!(
            edit(Language::English, &document, &Edit::RelabelMention { mention: id, label: Label::ORG }),
            "Changed Ankara to ORG"
        );
        assert_eq!(shortened("a  b\nc d", 5), "a b c…");
    }
}
