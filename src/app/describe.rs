//! Annotations, edits and steps in plain words, for labels, for the live region and for the history. In: values; out:
//! short English phrases. It does not know where they are shown.

use super::state::Pair;
use crate::annotation::{Entity, EntityId, Mention, Polarity, Stance, Status, Target};
use crate::document::{AnnotationId, Document, Edit, EntityChoice, Grouping};
use crate::text::{Article, Span};

/// A mention as a screen reader says it: "Ankara, GPE, Turkey, suggested, 97 percent".
#[must_use]
pub fn mention(article: &Article, mention: &Mention, entity: Option<&Entity>) -> String {
    let mut parts = vec![words(article, mention.claim.span), mention.claim.label.to_string()];
    if let Some(entity) = entity
        && entity.name != parts[0]
    {
        parts.push(entity.name.clone());
    }
    parts.push(mention.status.to_string());
    if mention.status == Status::Suggested
        && let Some(confidence) = mention.origin.confidence
    {
        parts.push(format!("{} percent", confidence.percent()));
    }
    if mention.is_doubtful {
        parts.push("in doubt".to_owned());
    }
    parts.join(", ")
}

/// A stance as a screen reader says it: "Peskov against Turkey: rebuked, suggested, 83 percent".
#[must_use]
pub fn stance(article: &Article, stance: &Stance, holder: &Entity, target: Option<&Entity>) -> String {
    let claim = &stance.claim;
    let target = match (&claim.target, target) {
        (Target::Issue(span), _) => words(article, *span),
        (Target::Entity(_), Some(entity)) => entity.name.clone(),
        (Target::Entity(id), None) => id.to_string(),
    };
    let polarity = toward(claim.polarity);
    let mut name = format!("{} {polarity} {target}: {}, {}", holder.name, words(article, claim.cue), stance.status);
    if stance.status == Status::Suggested
        && let Some(confidence) = stance.origin.confidence
    {
        name += &format!(", {} percent", confidence.percent());
    }
    if stance.is_doubtful {
        name += ", in doubt";
    }
    name
}

/// A number of the table, in words.
#[must_use]
pub fn pair(document: &Document, pair: &Pair) -> String {
    let (holder, target) = (entity_name(document, &pair.holder), entity_name(document, &pair.target));
    let how = match pair.grouping {
        Grouping::Entity => "",
        Grouping::Side => ", by side",
    };
    format!("{holder} {} {target}{how}", toward(pair.polarity))
}

/// How a holder stands to a target, between their names.
const fn toward(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Favor => "in favor of",
        Polarity::Against => "against",
    }
}

/// What a stance is about, in words.
#[must_use]
pub fn target(document: &Document, target: &Target) -> String {
    match target {
        Target::Entity(id) => entity_name(document, id),
        Target::Issue(span) => format!("“{}”", words(document.article(), *span)),
    }
}

/// An entity's name, or its id where the document has no such entity.
#[must_use]
pub fn entity_name(document: &Document, id: &EntityId) -> String {
    document.entity(id).map_or_else(|| id.to_string(), |entity| entity.name.clone())
}

/// What a span covers, on one line and not too long.
#[must_use]
pub fn words(article: &Article, span: Span) -> String {
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

/// An edit in words, as said of the document it is made on: "Rejected Ankara".
#[must_use]
pub fn edit(document: &Document, edit: &Edit) -> String {
    let article = document.article();
    let said = |span: Span| words(article, span);
    let of_mention = |id| document.mention(id).map_or_else(|| "a mention".to_owned(), |m| said(m.claim.span));
    let of_entity = |id: &EntityId| entity_name(document, id);
    let of_stance = |id| {
        document.stance(id).map_or_else(
            || "a stance".to_owned(),
            |s| format!("{} {} {}", of_entity(&s.claim.holder), s.claim.polarity, target(document, &s.claim.target)),
        )
    };
    match edit {
        Edit::AddMention { span, label, .. } => format!("Marked {} as {label}", said(*span)),
        Edit::RelabelMention { mention, label } => format!("Changed {} to {label}", of_mention(mention)),
        Edit::RespanMention { mention, span } => format!("Changed {} to {}", of_mention(mention), said(*span)),
        Edit::ReassignMention { mention, entity } => match entity {
            EntityChoice::This(id) => format!("{} now means {}", of_mention(mention), of_entity(id)),
            EntityChoice::New => format!("Split off {} as an entity of its own", of_mention(mention)),
            EntityChoice::ByName => format!("Gave {} to the entity of its name", of_mention(mention)),
            EntityChoice::Without => format!("Took {} out of its entity", of_mention(mention)),
        },
        Edit::ConfirmMention { mention } => match document.mention(mention).map(|m| m.status) {
            Some(Status::Rejected) => format!("Took {} back in", of_mention(mention)),
            _ => format!("Confirmed {}", of_mention(mention)),
        },
        Edit::RejectMention { mention } => match document.mention(mention).map(|m| m.status) {
            Some(Status::Added) => format!("Removed {}", of_mention(mention)),
            _ => format!("Rejected {}", of_mention(mention)),
        },
        Edit::RenameEntity { entity, name } => format!("Renamed {} to {}", of_entity(entity), name.trim()),
        Edit::RelabelEntity { entity, label } => format!("Changed {} to {label}", of_entity(entity)),
        Edit::Affiliate { entity, affiliation: Some(side) } => {
            format!("{} speaks for {}", of_entity(entity), of_entity(side))
        }
        Edit::Affiliate { entity, affiliation: None } => format!("{} speaks for nobody else", of_entity(entity)),
        Edit::LinkEntity { entity, link: Some(link) } => format!("Linked {} to {link}", of_entity(entity)),
        Edit::LinkEntity { entity, link: None } => format!("Removed the link of {}", of_entity(entity)),
        Edit::MergeEntities { from, into } => format!("Merged {} into {}", of_entity(from), of_entity(into)),
        Edit::AddStance { holder, target: about, polarity, cue } => {
            format!("Added {} {polarity} {}: {}", of_entity(holder), target(document, about), said(*cue))
        }
        Edit::SetHolder { stance, holder } => format!("{}: holder is now {}", of_stance(stance), of_entity(holder)),
        Edit::SetTarget { stance, target: about } => {
            format!("{}: target is now {}", of_stance(stance), target(document, about))
        }
        Edit::SetPolarity { stance, polarity } => format!("{}: now {polarity}", of_stance(stance)),
        Edit::SetCue { stance, cue } => format!("{}: cue is now {}", of_stance(stance), said(*cue)),
        Edit::ConfirmStance { stance } => match document.stance(stance).map(|s| s.status) {
            Some(Status::Rejected) => format!("Took back in: {}", of_stance(stance)),
            _ => format!("Confirmed {}", of_stance(stance)),
        },
        Edit::RejectStance { stance } => match document.stance(stance).map(|s| s.status) {
            Some(Status::Added) => format!("Removed {}", of_stance(stance)),
            _ => format!("Rejected {}", of_stance(stance)),
        },
        Edit::SetNote { of, note } => {
            let verb = if note.is_some() { "Wrote a note on" } else { "Removed the note on" };
            format!("{verb} {}", annotation(document, of))
        }
        Edit::SetDoubt { of, is_doubtful: true } => format!("Put {} in doubt", annotation(document, of)),
        Edit::SetDoubt { of, is_doubtful: false } => format!("No doubt about {} any more", annotation(document, of)),
        Edit::Retitle { title } => format!("Titled the article {title}"),
        Edit::Retag { analysis } => {
            format!("Tagged the article: {} mentions, {} stances", analysis.mentions.len(), analysis.stances.len())
        }
        Edit::Batch { title, .. } => title.clone(),
    }
}

fn annotation(document: &Document, id: &AnnotationId) -> String {
    match id {
        AnnotationId::Mention(id) => {
            document.mention(id).map_or_else(|| "a mention".to_owned(), |m| words(document.article(), m.claim.span))
        }
        AnnotationId::Entity(id) => entity_name(document, id),
        AnnotationId::Stance(id) => document.stance(id).map_or_else(
            || "a stance".to_owned(),
            |s| {
                format!(
                    "{} {} {}",
                    entity_name(document, &s.claim.holder),
                    s.claim.polarity,
                    target(document, &s.claim.target)
                )
            },
        ),
        AnnotationId::Article => "the article".to_owned(),
    }
}

/// "1 mention", "2 mentions".
#[must_use]
pub fn count(n: usize, noun: &str) -> String {
    let plural = match noun {
        "entity" => "entities".to_owned(),
        noun => format!("{noun}s"),
    };
    if n == 1 { format!("1 {noun}") } else { format!("{n} {plural}") }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{document_of, mention_of, suggested};
    use super::{count, edit, mention, shortened};
    use crate::annotation::Label;
    use crate::document::Edit;

    #[test]
    fn a_mark_is_named_as_a_screen_reader_says_it() {
        let document = suggested("[Ankara|GPE] waits.", 97);
        let id = mention_of(&document, "Ankara");
        let found = document.mention(&id).expect("is marked");
        let mut turkey = document.entities().next().expect("has an entity").as_ref().clone();
        turkey.name = "Turkey".to_owned();
        assert_eq!(mention(document.article(), found, Some(&turkey)), "Ankara, GPE, Turkey, suggested, 97 percent");
    }

    #[test]
    fn edits_are_told_in_words() {
        let (document, _) = document_of("[Ankara|GPE] waits.");
        let id = mention_of(&document, "Ankara");
        assert_eq!(edit(&document, &Edit::RejectMention { mention: id.clone() }), "Removed Ankara");
        assert_eq!(edit(&document, &Edit::RelabelMention { mention: id, label: Label::ORG }), "Changed Ankara to ORG");
        assert_eq!(count(1, "entity"), "1 entity");
        assert_eq!(count(2, "entity"), "2 entities");
        assert_eq!(shortened("a  b\nc d", 5), "a b c…");
    }
}
