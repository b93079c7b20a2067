//! Documents written as readable text, for tests.

use super::{About, Annotations, Document};
use crate::annotation::{
    Codebook, Confidence, Entity, EntityId, Extra, Label, Mention, MentionClaim, MentionId, Origin, Polarity, Stance,
    StanceClaim, StanceId, Status, Target,
};
use crate::text::{Article, Span};

/// A document as the tagger would leave it, from a text with marks (`[Ankara|GPE:turkey] rebuked [Moscow|GPE:russia].`)
/// and stances (`turkey against russia: rebuked`). Entities are named by their ids.
pub fn document(marked: &str, stances: &[&str]) -> Document {
    let mut text = String::new();
    let mut annotations = Annotations::default();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (mark, after) = after.split_once(']').expect("a mark ends with ]");
        let (words, tag) = mark.rsplit_once('|').expect("a mark is [words|TYPE:entity]");
        let (label, entity) = tag.split_once(':').map_or((tag, None), |(label, entity)| (label, Some(entity)));
        let span = Span::new(text.len(), text.len() + words.len());
        text.push_str(words);
        let entity = entity.map(EntityId::new);
        if let Some(id) = entity.as_ref().filter(|id| annotations.entities.iter().all(|e| e.id != **id)) {
            annotations.entities.push(Entity {
                id: id.clone(),
                name: id.to_string(),
                label: Label::new(label),
                link: None,
                affiliation: None,
                note: None,
                extra: Extra::new(),
            });
        }
        annotations.mentions.push(Mention {
            id: MentionId::numbered(annotations.mentions.len() + 1),
            claim: MentionClaim { span, label: Label::new(label), entity },
            status: Status::Suggested,
            origin: Origin::tagger(Confidence::from_percent(90), "a test says so"),
            was: None,
            note: None,
            is_doubtful: false,
            extra: Extra::new(),
        });
        rest = after;
    }
    text.push_str(rest);
    for line in stances {
        let (claim, cue) = line.split_once(": ").expect("a stance is holder polarity target: cue");
        let words: Vec<&str> = claim.split(' ').collect();
        let at = text.find(cue).expect("the cue is in the text");
        annotations.stances.push(Stance {
            id: StanceId::numbered(annotations.stances.len() + 1),
            claim: StanceClaim {
                holder: EntityId::new(words[0]),
                target: Target::Entity(EntityId::new(words[2])),
                polarity: if words[1] == "favor" { Polarity::Favor } else { Polarity::Against },
                cue: Span::new(at, at + cue.len()),
                evidence: Span::new(0, text.len()),
            },
            status: Status::Suggested,
            origin: Origin::tagger(Confidence::from_percent(80), "a test says so"),
            was: None,
            note: None,
            is_doubtful: false,
            extra: Extra::new(),
        });
    }
    Document::new(Article::new(text), About::default(), Codebook::default(), annotations).expect("a sound fixture")
}

/// The live annotations, one a line: `Ankara GPE turkey suggested`, `turkey against russia: rebuked (suggested)`.
pub fn lines(document: &Document) -> Vec<String> {
    let words = |span: Span| document.article().slice(span).expect("a span of the text");
    let mentions = document.mentions().filter(|m| m.status.is_live()).map(|m| {
        let entity = m.claim.entity.as_ref().map_or("-", EntityId::as_str);
        format!("{} {} {entity} {}", words(m.claim.span), m.claim.label, m.status)
    });
    let stances = document.stances().filter(|s| s.status.is_live()).map(|s| {
        let target = match &s.claim.target {
            Target::Entity(id) => id.to_string(),
            Target::Issue(span) => format!("“{}”", words(*span)),
        };
        format!("{} {} {target}: {} ({})", s.claim.holder, s.claim.polarity, words(s.claim.cue), s.status)
    });
    mentions.chain(stances).collect()
}
