//! What edits do, and that undo takes back exactly that.

use super::fixture::{document, lines};
use super::{Document, Edit, EditError, EntityChoice, History};
use crate::analysis::Analysis;
use crate::annotation::{EntityId, Label, MentionId, Polarity, StanceId, Status, Target};
use crate::text::Span;
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::{collection, sample};

fn row() -> Document {
    document(
        "[Ankara|GPE:turkey] rebuked [Moscow|GPE:russia] on [Friday|DATE]. [Peskov|PERSON:peskov] praised [Turkey|GPE:turkey].",
        &["turkey against russia: rebuked", "peskov favor turkey: praised"],
    )
}

fn made(mut document: Document, edits: Vec<Edit>) -> Document {
    let mut history = History::default();
    for edit in edits {
        history.make(&mut document, edit).expect("the edit fits");
    }
    document
}

fn mention(n: usize) -> MentionId {
    MentionId::numbered(n)
}

fn stance(n: usize) -> StanceId {
    StanceId::numbered(n)
}

fn words(document: &Document, words: &str) -> Span {
    let at = document.article().text().find(words).expect("the words are in the text");
    Span::new(at, at + words.len())
}

#[test]
fn a_correction_keeps_what_was_suggested_first() {
    let twice = made(
        row(),
        vec![
            Edit::RelabelMention { mention: mention(1), label: Label::ORG },
            Edit::RelabelMention { mention: mention(1), label: Label::LOC },
        ],
    );
    let corrected = twice.mention(&mention(1)).expect("it is there");
    assert_eq!(corrected.status, Status::Corrected);
    assert_eq!(corrected.was.as_ref().map(|was| was.label.clone()), Some(Label::GPE));
}

#[test]
fn correcting_back_to_the_suggestion_confirms_it() {
    let back = made(
        row(),
        vec![
            Edit::SetPolarity { stance: stance(1), polarity: Polarity::Favor },
            Edit::SetPolarity { stance: stance(1), polarity: Polarity::Against },
        ],
    );
    let confirmed = back.stance(&stance(1)).expect("it is there");
    assert_eq!((confirmed.status, &confirmed.was), (Status::Confirmed, &None));
}

#[test]
fn a_rejected_suggestion_is_kept_and_an_own_mention_is_removed() {
    let rejected = made(row(), vec![Edit::RejectMention { mention: mention(2) }]);
    assert_eq!(rejected.mention(&mention(2)).map(|m| m.status), Some(Status::Rejected));

    let span = words(&row(), "rebuked");
    let add = Edit::AddMention { span, label: Label::EVENT, entity: EntityChoice::New };
    let added = made(row(), vec![add, Edit::RejectMention { mention: mention(6) }]);
    assert!(added.mention(&mention(6)).is_none());
}

#[test]
fn marking_a_rejected_mention_again_takes_the_rejection_back() {
    let again = Edit::AddMention { span: words(&row(), "Moscow"), label: Label::GPE, entity: EntityChoice::ByName };
    let document = made(row(), vec![Edit::RejectMention { mention: mention(2) }, again]);
    assert_eq!(document.mention(&mention(2)).map(|m| m.status), Some(Status::Confirmed));
}

#[test]
fn the_same_mark_twice_is_refused() {
    let again = Edit::AddMention { span: words(&row(), "Moscow"), label: Label::GPE, entity: EntityChoice::ByName };
    assert_eq!(History::default().make(&mut row(), again), Err(EditError::AlreadyMarked(mention(2))));
}

#[test]
fn a_new_mention_joins_the_entity_of_its_name() {
    let text = document("[Moscow|GPE:russia] spoke. Nobody answered moscow.", &[]);
    let add = Edit::AddMention { span: words(&text, "moscow"), label: Label::GPE, entity: EntityChoice::ByName };
    assert_eq!(lines(&made(text, vec![add])), ["Moscow GPE russia suggested", "moscow GPE russia added"]);
}

#[test]
fn merged_entities_share_mentions_stances_and_sides() {
    let merged = made(
        row(),
        vec![
            Edit::Affiliate { entity: EntityId::new("peskov"), affiliation: Some(EntityId::new("russia")) },
            Edit::MergeEntities { from: EntityId::new("russia"), into: EntityId::new("turkey") },
        ],
    );
    assert_eq!(
        lines(&merged),
        [
            "Ankara GPE turkey suggested",
            "Moscow GPE turkey corrected",
            "Friday DATE - suggested",
            "Peskov PERSON peskov suggested",
            "Turkey GPE turkey suggested",
            "peskov favor turkey: praised (suggested)",
        ]
    );
    assert_eq!(merged.side(&EntityId::new("peskov")).as_str(), "turkey");
}

#[test]
fn a_split_mention_has_an_entity_of_its_own() {
    let split = made(row(), vec![Edit::ReassignMention { mention: mention(5), entity: EntityChoice::New }]);
    let entity = split.mention(&mention(5)).and_then(|m| m.claim.entity.clone()).expect("a new entity");
    assert_eq!(split.entity(&entity).map(|e| e.name.as_str()), Some("Turkey"));
    assert_ne!(entity.as_str(), "turkey");
}

#[test]
fn affiliations_never_run_in_a_circle() {
    let mut document = made(
        row(),
        vec![Edit::Affiliate { entity: EntityId::new("peskov"), affiliation: Some(EntityId::new("russia")) }],
    );
    let back = Edit::Affiliate { entity: EntityId::new("russia"), affiliation: Some(EntityId::new("peskov")) };
    assert_eq!(History::default().make(&mut document, back), Err(EditError::AffiliationCircle));
}

#[test]
fn the_evidence_of_a_new_cue_is_its_sentence() {
    let document = row();
    let cue = words(&document, "praised");
    let add = Edit::AddStance {
        holder: EntityId::new("peskov"),
        target: Target::Entity(EntityId::new("russia")),
        polarity: Polarity::Favor,
        cue,
    };
    let document = made(document, vec![add]);
    let evidence = document.stance(&stance(3)).map(|s| s.claim.evidence).expect("it is there");
    assert_eq!(document.article().slice(evidence), Some("Peskov praised Turkey."));
}

#[test]
fn a_batch_is_made_whole_or_not_at_all() {
    let mut document = row();
    let batch = Edit::Batch {
        title: "two edits".to_owned(),
        edits: vec![Edit::RejectMention { mention: mention(1) }, Edit::RejectMention { mention: mention(99) }],
    };
    assert_eq!(History::default().make(&mut document, batch), Err(EditError::UnknownMention(mention(99))));
    assert_eq!(document, row());
}

#[test]
fn tagging_again_leaves_the_readers_decisions_alone() {
    let again = row();
    let analysis = Analysis {
        mentions: again.mentions().map(|m| m.as_ref().clone()).collect(),
        entities: again.entities().map(|e| e.as_ref().clone()).collect(),
        stances: again.stances().map(|s| s.as_ref().clone()).collect(),
    };
    let document = made(
        row(),
        vec![
            Edit::RejectMention { mention: mention(3) },
            Edit::RelabelMention { mention: mention(4), label: Label::ORG },
            Edit::RejectStance { stance: stance(2) },
            Edit::Retag { analysis: Box::new(analysis) },
        ],
    );
    assert_eq!(
        lines(&document),
        [
            "Ankara GPE turkey suggested",
            "Moscow GPE e1 suggested",
            "Peskov PERSON peskov suggested",
            "Turkey GPE turkey suggested",
            "turkey against e1: rebuked (suggested)",
        ]
        .map(|line| line.replace("Peskov PERSON peskov suggested", "Peskov ORG peskov corrected"))
    );
    assert_eq!(document.mention(&mention(3)).map(|m| m.status), Some(Status::Rejected));
}

#[test]
fn tagging_again_takes_every_stance_of_a_pair_in_one_sentence() {
    let sentence = || {
        document(
            "[Ankara|GPE:turkey] rebuked and later thanked [Moscow|GPE:russia].",
            &["turkey against russia: rebuked", "turkey favor russia: thanked"],
        )
    };
    let again = sentence();
    let analysis = Analysis {
        mentions: again.mentions().map(|m| m.as_ref().clone()).collect(),
        entities: again.entities().map(|e| e.as_ref().clone()).collect(),
        stances: again.stances().map(|s| s.as_ref().clone()).collect(),
    };
    let retagged = made(sentence(), vec![Edit::Retag { analysis: Box::new(analysis) }]);
    assert_eq!(retagged.stances().len(), 2, "{:?}", lines(&retagged));
}

fn any_span() -> impl Strategy<Value = Span> {
    (0usize..80, 1usize..20).prop_map(|(start, len)| Span::new(start, start + len))
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let entity = || sample::select(vec!["turkey", "russia", "peskov", "e1", "e2"]).prop_map(EntityId::new);
    let label = || sample::select(Label::DEFAULT.to_vec());
    let a_mention = || (1usize..8).prop_map(mention);
    let a_stance = || (1usize..5).prop_map(stance);
    let polarity = || any::<bool>().prop_map(|b| if b { Polarity::Favor } else { Polarity::Against });
    let target = move || prop_oneof![entity().prop_map(Target::Entity), any_span().prop_map(Target::Issue)];
    let choice = move || {
        prop_oneof![
            Just(EntityChoice::ByName),
            Just(EntityChoice::New),
            Just(EntityChoice::Without),
            entity().prop_map(EntityChoice::This)
        ]
    };
    let of_mentions = prop_oneof![
        (any_span(), label(), choice()).prop_map(|(span, label, entity)| Edit::AddMention { span, label, entity }),
        (a_mention(), label()).prop_map(|(mention, label)| Edit::RelabelMention { mention, label }),
        (a_mention(), any_span()).prop_map(|(mention, span)| Edit::RespanMention { mention, span }),
        (a_mention(), choice()).prop_map(|(mention, entity)| Edit::ReassignMention { mention, entity }),
        a_mention().prop_map(|mention| Edit::ConfirmMention { mention }),
        a_mention().prop_map(|mention| Edit::RejectMention { mention }),
    ];
    let of_entities = prop_oneof![
        (entity(), "[a-z]{0,3}").prop_map(|(entity, name)| Edit::RenameEntity { entity, name }),
        (entity(), label()).prop_map(|(entity, label)| Edit::RelabelEntity { entity, label }),
        (entity(), proptest::option::of(entity()))
            .prop_map(|(entity, affiliation)| Edit::Affiliate { entity, affiliation }),
        (entity(), entity()).prop_map(|(from, into)| Edit::MergeEntities { from, into }),
    ];
    let of_stances = prop_oneof![
        (entity(), target(), polarity(), any_span()).prop_map(|(holder, target, polarity, cue)| Edit::AddStance {
            holder,
            target,
            polarity,
            cue
        }),
        (a_stance(), entity()).prop_map(|(stance, holder)| Edit::SetHolder { stance, holder }),
        (a_stance(), target()).prop_map(|(stance, target)| Edit::SetTarget { stance, target }),
        (a_stance(), polarity()).prop_map(|(stance, polarity)| Edit::SetPolarity { stance, polarity }),
        (a_stance(), any_span()).prop_map(|(stance, cue)| Edit::SetCue { stance, cue }),
        a_stance().prop_map(|stance| Edit::ConfirmStance { stance }),
        a_stance().prop_map(|stance| Edit::RejectStance { stance }),
    ];
    prop_oneof![
        4 => of_mentions,
        3 => of_entities,
        3 => of_stances,
        1 => "[a-z]{0,3}".prop_map(|title| Edit::Retitle { title }),
        1 => Just(Edit::Retag { analysis: Box::new(Analysis::default()) }),
    ]
}

proptest! {
    #[test]
    fn undo_takes_back_every_edit_and_redo_makes_it_again(edits in collection::vec(any_edit(), 1..30)) {
        let mut document = row();
        let mut history = History::default();
        let mut states = vec![document.clone()];
        for edit in edits {
            let before = document.clone();
            match history.make(&mut document, edit) {
                Ok(true) => states.push(document.clone()),
                Ok(false) | Err(_) => assert_eq!(document, before, "a refused edit changes nothing"),
            }
            document.check().expect("the invariants hold after every edit");
        }
        for state in states.iter().rev().take(states.len() - 1) {
            assert_eq!(&document, state);
            history.undo(&mut document).expect("a step to take back");
        }
        assert_eq!(document, states[0]);
        for state in &states[1..] {
            history.redo(&mut document).expect("a step to make again");
            assert_eq!(&document, state);
        }
    }

    #[test]
    fn the_same_edits_lead_to_the_same_document(edits in collection::vec(any_edit(), 1..20)) {
        let run = || {
            let (mut document, mut history) = (row(), History::default());
            for edit in &edits {
                let stored = serde_json::to_string(edit).expect("edits are data");
                let edit = serde_json::from_str(&stored).expect("and come back");
                // An edit that does not fit is refused in both runs.
                drop(history.make(&mut document, edit));
            }
            document
        };
        assert_eq!(run(), run());
    }
}
