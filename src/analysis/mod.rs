//! From text to annotations. In: an article and a model; out: mentions, entities and stances, possibly none.
//! It is pure and cannot fail; it does not know documents, readers or files. The same article and model give
//! the same result on every machine.

pub(crate) mod names;
mod passage;
mod quotes;
mod stances;
mod syntax;

pub use names::{
    Anaphor, AnaphorKind, Choice, Gender, NameMention, Names, Referent, find_affiliations, find_names, learn,
};
pub use passage::Passage;
pub use stances::{
    AttributionKind, Candidate, Claim, DEFAULT_THRESHOLD, FoundStance, FoundTarget, Scene, find_stances,
    find_stances_above, token_range,
};
pub use syntax::{
    Configuration, Move, Parse, Relation, Tag, WordShape, label_features, move_features, moves_that_keep,
    parse_sentence, tag_features,
};

use crate::annotation::{
    Confidence, Entity, EntityId, Extra, Mention, MentionClaim, MentionId, Origin, Stance, StanceClaim, StanceId,
    Status, Target,
};
use crate::model::Model;
use crate::text::Article;
use std::ops::ControlFlow;

/// What the analysis says of an article.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Analysis {
    /// In text order.
    pub mentions: Vec<Mention>,
    pub entities: Vec<Entity>,
    /// In the order of their cues.
    pub stances: Vec<Stance>,
}

/// How far an analysis has come, from 0 to 100.
pub type Percent = u8;

/// Analyses `article` from text to stances. `progress` hears how far it is and may stop it, in which case the
/// answer is `None`.
pub fn analyse(
    article: &Article,
    model: &Model,
    progress: &mut dyn FnMut(Percent) -> ControlFlow<()>,
) -> Option<Analysis> {
    analyse_above(DEFAULT_THRESHOLD, article, model, progress)
}

/// As [`analyse`], with every stance that is at least as likely as `threshold`. Mentions and entities do not depend on it.
pub fn analyse_above(
    threshold: Confidence,
    article: &Article,
    model: &Model,
    progress: &mut dyn FnMut(Percent) -> ControlFlow<()>,
) -> Option<Analysis> {
    let passage = Passage::new(article.text());
    let names = find_names(&passage, model, &mut |percent| progress(percent / 2))?;
    let stances = find_stances_above(threshold, &passage, &names, model, &mut |percent| progress(50 + percent / 2))?;
    Some(annotate(names, stances))
}

/// Gives what was found its ids and provenance.
fn annotate(names: Names, stances: Vec<FoundStance>) -> Analysis {
    let entity_id = |referent_idx: usize| EntityId::numbered(referent_idx + 1);
    let mentions = (1..)
        .zip(names.mentions)
        .map(|(n, found)| Mention {
            id: MentionId::numbered(n),
            claim: MentionClaim { span: found.span, label: found.label, entity: found.referent_idx.map(entity_id) },
            status: Status::Suggested,
            origin: Origin::tagger(found.confidence, found.reason),
            was: None,
            note: None,
            is_doubtful: false,
            extra: Extra::new(),
        })
        .collect();
    let entities = names
        .referents
        .into_iter()
        .enumerate()
        .map(|(referent_idx, referent)| Entity {
            id: entity_id(referent_idx),
            name: referent.name,
            label: referent.label,
            link: referent.link,
            affiliation: referent.affiliation_idx.map(entity_id),
            note: None,
            extra: Extra::new(),
        })
        .collect();
    let stances = (1..)
        .zip(stances)
        .map(|(n, found)| Stance {
            id: StanceId::numbered(n),
            claim: StanceClaim {
                holder: entity_id(found.holder_idx),
                target: match found.target {
                    FoundTarget::Referent(referent_idx) => Target::Entity(entity_id(referent_idx)),
                    FoundTarget::Issue(span) => Target::Issue(span),
                },
                polarity: found.polarity,
                cue: found.cue,
                evidence: found.evidence,
            },
            status: Status::Suggested,
            origin: Origin::tagger(found.confidence, found.reason),
            was: None,
            note: None,
            is_doubtful: false,
            extra: Extra::new(),
        })
        .collect();
    Analysis { mentions, entities, stances }
}

#[cfg(test)]
mod tests {
    use super::{analyse, analyse_above};
    use crate::annotation::Confidence;
    use crate::model::Model;
    use crate::text::Article;
    use std::ops::ControlFlow;

    #[test]
    fn progress_on_a_long_article_rises_to_a_hundred() {
        let article = Article::new("Ankara rebuked Moscow on Friday. ".repeat(200));
        let mut heard = vec![0];
        let analysis = analyse(&article, &Model::shipped(), &mut |percent| {
            heard.push(percent);
            ControlFlow::Continue(())
        });
        assert!(analysis.is_some());
        assert!(heard.is_sorted(), "{heard:?}");
        assert_eq!(heard.last(), Some(&100));
    }

    #[test]
    fn a_person_cut_by_brackets_is_called_by_the_family_name() {
        let article = Article::new("He met [Russian President Vladimir] Putin on Friday.");
        let goes_on = &mut |_| ControlFlow::Continue(());
        let analysis = analyse(&article, &Model::shipped(), goes_on).expect("not stopped");
        let names: Vec<&str> = analysis.entities.iter().map(|entity| entity.name.as_str()).collect();
        assert_eq!(names, ["Russia", "Putin"]);
    }

    #[test]
    fn an_analysis_that_is_stopped_gives_nothing() {
        let article = Article::new("Ankara rebuked Moscow on Friday. ".repeat(200));
        let stop_half_way =
            &mut |percent| if percent < 50 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
        assert_eq!(analyse(&article, &Model::shipped(), stop_half_way), None);
    }

    #[test]
    fn a_lower_threshold_adds_stances_and_nothing_else() {
        let article = Article::new("Ankara rebuked Moscow on Friday. Paris, which trades with Oslo, may doubt Minsk.");
        let at = |percent| {
            let goes_on = &mut |_| ControlFlow::Continue(());
            analyse_above(Confidence::from_percent(percent), &article, &Model::shipped(), goes_on).expect("not stopped")
        };
        let (sure, all) = (at(60), at(1));
        assert!(sure.stances.len() < all.stances.len(), "{} and {}", sure.stances.len(), all.stances.len());
        assert!(sure.stances.iter().all(|stance| all.stances.iter().any(|other| other.claim == stance.claim)));
        assert_eq!((sure.mentions, sure.entities), (all.mentions, all.entities));
    }
}
