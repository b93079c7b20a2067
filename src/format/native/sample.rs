//! Arbitrary documents for the tests of formats: any text, any marks, every optional field there or not.

use crate::annotation::{
    By, Codebook, Confidence, Entity, EntityId, Extra, Label, Mention, MentionClaim, MentionId, Origin, Polarity,
    Stance, StanceClaim, StanceId, Status, Target,
};
use crate::document::{About, Annotations, Document};
use crate::text::{Article, Span};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any};
use proptest::sample::{Index, select};
use serde_json::json;

/// Any document whose text has letters of one to four bytes, combining marks, emoji with joiners, right-to-left
/// letters, quotes, and line ends.
pub fn any_document() -> impl Strategy<Value = Document> {
    let text = "[a-cé🎉\u{301}\u{200d}👩ש \t\n\"\\\\{}\u{0}]{1,40}";
    (text, any_about(), vec(any_entity(), 1..4)).prop_flat_map(|(text, about, entities)| {
        let spans = (0..text.len()).filter(|at| text.is_char_boundary(*at)).collect::<Vec<_>>();
        let cut = Cut { ends: spans.into_iter().chain([text.len()]).collect() };
        let mentions = vec(any_mention(cut.clone(), entities.len()), 0..6);
        let stances = vec(any_stance(cut, entities.len()), 0..4);
        (Just(text), Just(about), Just(entities), mentions, stances).prop_map(document)
    })
}

fn document(
    (text, about, mut entities, mut mentions, mut stances): (String, About, Vec<Entity>, Vec<Mention>, Vec<Stance>),
) -> Document {
    (1..).zip(&mut entities).for_each(|(n, entity)| entity.id = EntityId::numbered(n));
    (1..).zip(&mut mentions).for_each(|(n, mention)| mention.id = MentionId::numbered(n));
    (1..).zip(&mut stances).for_each(|(n, stance)| stance.id = StanceId::numbered(n));
    Document::new(Article::new(text), about, Codebook::default(), Annotations { mentions, entities, stances })
        .expect("the parts fit together")
}

/// The character boundaries of a text.
#[derive(Clone, Debug)]
struct Cut {
    ends: Vec<usize>,
}

impl Cut {
    fn span(&self, first: Index, last: Index) -> Span {
        let start_idx = first.index(self.ends.len() - 1);
        let end_idx = start_idx + 1 + last.index(self.ends.len() - 1 - start_idx);
        Span::new(self.ends[start_idx], self.ends[end_idx])
    }
}

fn any_span(cut: Cut) -> impl Strategy<Value = Span> {
    any::<(Index, Index)>().prop_map(move |(first, last)| cut.span(first, last))
}

fn any_extra() -> impl Strategy<Value = Extra> {
    select(vec![
        Extra::new(),
        [("coder".to_owned(), json!("Zoë 🎉"))].into_iter().collect(),
        [("z".to_owned(), json!(0.1)), ("a".to_owned(), json!({"deep": [1, null, -2.5e-7]}))].into_iter().collect(),
    ])
}

fn any_about() -> impl Strategy<Value = About> {
    (".{0,6}", ".{0,6}", option::of(".{0,6}"), any_extra(), any_extra()).prop_map(
        |(title, source, note, document_extra, extra)| About {
            title,
            language: "en-GB".to_owned(),
            source,
            note,
            document_extra,
            extra,
        },
    )
}

fn any_label() -> impl Strategy<Value = Label> {
    select([Label::DEFAULT.to_vec(), vec![Label::new("Partei")]].concat())
}

fn any_entity() -> impl Strategy<Value = Entity> {
    (".{1,6}", any_label(), option::of("[A-Z]{2}"), any::<bool>(), option::of(".{0,6}"), any_extra()).prop_map(
        |(name, label, link, is_affiliated, note, extra)| Entity {
            id: EntityId::numbered(0),
            name: format!("N{name}"),
            label,
            link,
            affiliation: is_affiliated.then(|| EntityId::numbered(1)),
            note,
            extra,
        },
    )
}

fn any_entity_id(n_entities: usize) -> impl Strategy<Value = EntityId> {
    (1..=n_entities).prop_map(EntityId::numbered)
}

fn any_origin() -> impl Strategy<Value = Origin> {
    let by = select(vec![By::Tagger, By::Reader, By::Import]);
    (by, option::of(0u16..=10_000), option::of(".{0,6}")).prop_map(|(by, confidence, reason)| Origin {
        by,
        confidence: confidence.map(Confidence::from_ten_thousandths),
        reason,
    })
}

fn any_mention(cut: Cut, n_entities: usize) -> impl Strategy<Value = Mention> {
    let claim = move || {
        (any_span(cut.clone()), any_label(), option::of(any_entity_id(n_entities)))
            .prop_map(|(span, label, entity)| MentionClaim { span, label, entity })
    };
    let (now, before) = (claim(), claim());
    (now, option::of(before), select(&Status::ALL[..]), any_origin(), option::of(".{0,6}"), any::<bool>(), any_extra())
        .prop_map(|(claim, was, status, origin, note, is_doubtful, extra)| Mention {
            id: MentionId::numbered(0),
            claim,
            status,
            origin,
            was,
            note,
            is_doubtful,
            extra,
        })
}

fn any_stance(cut: Cut, n_entities: usize) -> impl Strategy<Value = Stance> {
    let claim = move || {
        let target = (any::<bool>(), any_entity_id(n_entities), any_span(cut.clone()))
            .prop_map(|(is_entity, id, span)| if is_entity { Target::Entity(id) } else { Target::Issue(span) });
        let polarity = select(vec![Polarity::Favor, Polarity::Against]);
        (any_entity_id(n_entities), target, polarity, any_span(cut.clone()), any_span(cut.clone())).prop_map(
            |(holder, target, polarity, cue, around)| StanceClaim {
                holder,
                target,
                polarity,
                cue,
                evidence: cue.hull(around),
            },
        )
    };
    let (now, before) = (claim(), claim());
    (now, option::of(before), select(&Status::ALL[..]), any_origin(), option::of(".{0,6}"), any::<bool>(), any_extra())
        .prop_map(|(claim, was, status, origin, note, is_doubtful, extra)| Stance {
            id: StanceId::numbered(0),
            claim,
            status,
            origin,
            was,
            note,
            is_doubtful,
            extra,
        })
}
