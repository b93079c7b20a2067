//! Documents for tests, written as the reader of a test sees them: `[Ankara|GPE] rebuked [Moscow|GPE].`

use crate::analysis::Analysis;
use crate::annotation::{
    By, Confidence, Entity, EntityId, Extra, Label, Mention, MentionClaim, MentionId, Origin, Polarity, Stance,
    StanceClaim, StanceId, Status, Target,
};
use crate::document::{About, Document, History};
use crate::text::{Article, Span};

/// A document whose marks a reader added; equal names are one entity.
pub fn document_of(marked: &str) -> (Document, History) {
    let (text, analysis) = analysis_of(marked, &|_| (Status::Added, Origin::reader()));
    (tagged(&text, analysis), History::default())
}

/// A document whose marks are suggestions of one confidence.
pub fn suggested(marked: &str, percent: u16) -> Document {
    let (text, analysis) = suggestions(marked, percent);
    tagged(&text, analysis)
}

/// The text of a marked passage, and what a tagger would say of it. `{cue|Holder|favor|Target}` is a stance.
pub fn suggestions(marked: &str, percent: u16) -> (String, Analysis) {
    analysis_of(marked, &|_| (Status::Suggested, Origin::tagger(Confidence::from_percent(percent), "Because.")))
}

fn tagged(text: &str, analysis: Analysis) -> Document {
    Document::tagged(Article::new(text), About::default(), analysis).expect("a fixture is sound")
}

fn analysis_of(marked: &str, provenance: &dyn Fn(By) -> (Status, Origin)) -> (String, Analysis) {
    let mut text = String::new();
    let mut analysis = Analysis::default();
    let mut cues = Vec::new();
    let mut rest = marked;
    while let Some(open) = rest.find(['[', '{']) {
        text.push_str(&rest[..open]);
        let close = open + rest[open..].find([']', '}']).expect("every bracket closes");
        let parts: Vec<&str> = rest[open + 1..close].split('|').collect();
        let span = Span::new(text.len(), text.len() + parts[0].len());
        text.push_str(parts[0]);
        if rest[open..].starts_with('[') {
            let label = Label::new(parts[1]);
            let entity = entity(&mut analysis, parts[0], &label);
            let (status, origin) = provenance(By::Tagger);
            analysis.mentions.push(Mention {
                id: MentionId::numbered(analysis.mentions.len() + 1),
                claim: MentionClaim { span, label, entity: Some(entity) },
                status,
                origin,
                was: None,
                note: None,
                is_doubtful: false,
                extra: Extra::new(),
            });
        } else {
            cues.push((span, parts.iter().map(|&part| part.to_owned()).collect::<Vec<String>>()));
        }
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    for (cue, parts) in cues {
        let find = |name: &str| analysis.entities.iter().find(|e| e.name == name).expect("is named").id.clone();
        let (status, origin) = provenance(By::Tagger);
        let polarity = if parts[2] == "favor" { Polarity::Favor } else { Polarity::Against };
        let (holder, target) = (find(&parts[1]), Target::Entity(find(&parts[3])));
        analysis.stances.push(Stance {
            id: StanceId::numbered(analysis.stances.len() + 1),
            claim: StanceClaim { holder, target, polarity, cue, evidence: Span::new(0, text.len()) },
            status,
            origin,
            was: None,
            note: None,
            is_doubtful: false,
            extra: Extra::new(),
        });
    }
    (text, analysis)
}

fn entity(analysis: &mut Analysis, name: &str, label: &Label) -> EntityId {
    if let Some(known) = analysis.entities.iter().find(|e| e.name == name) {
        return known.id.clone();
    }
    let id = EntityId::numbered(analysis.entities.len() + 1);
    analysis.entities.push(Entity {
        id: id.clone(),
        name: name.to_owned(),
        label: label.clone(),
        link: None,
        affiliation: None,
        note: None,
        extra: Extra::new(),
    });
    id
}

/// The first mention of `words`.
pub fn mention_of(document: &Document, words: &str) -> MentionId {
    let article = document.article();
    let found = document.mentions().find(|m| article.slice(m.claim.span) == Some(words));
    found.expect("the fixture marks these words").id.clone()
}
