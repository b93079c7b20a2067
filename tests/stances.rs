//! Who takes which side toward whom, in sentences of our own. A fixture is a text with its names in brackets,
//! `[Merkel|PERSON]`; names spelled alike are one entity, and `[he|=Merkel]` is a word for her.

use standpoint::analysis::{
    Anaphor, AnaphorKind, FoundTarget, NameMention, Names, Passage, Referent, analyse_above, find_stances, token_range,
};
use standpoint::annotation::{Confidence, EntityId, Label};
use standpoint::model::Model;
use standpoint::text::{Article, Span};
use std::ops::ControlFlow;
use std::sync::LazyLock;

static MODEL: LazyLock<Model> = LazyLock::new(Model::shipped);

/// A name or a word for one: its place in the text, its label (none for a word), whom it means.
struct Mark {
    span: Span,
    label: Option<Label>,
    name: String,
}

fn read(markup: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = markup;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (inside, after) = after.split_once(']').expect("a bracket that closes");
        let (surface, tag) = inside.split_once('|').expect("a label");
        let span = Span::new(text.len(), text.len() + surface.len());
        text.push_str(surface);
        let (label, name) = match tag.split_once('=') {
            Some(("", name)) => (None, name),
            Some((label, name)) => (Some(Label::new(label)), name),
            None => (Some(Label::new(tag)), surface),
        };
        marks.push(Mark { span, label, name: name.to_owned() });
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

/// The stances of a text, one a line: holder -> target polarity "cue".
fn stances(markup: &str) -> Vec<String> {
    let (text, marks) = read(markup);
    let passage = Passage::new(&text);
    let mut names = Names::default();
    for mark in &marks {
        let known = names.referents.iter().position(|referent| referent.name == mark.name);
        let referent_idx = known.unwrap_or_else(|| {
            names.referents.push(Referent {
                name: mark.name.clone(),
                label: mark.label.clone().expect("a name comes before the words for it"),
                link: None,
                affiliation_idx: None,
                gender: None,
                roles: Vec::new(),
            });
            names.referents.len() - 1
        });
        let tokens = token_range(&passage.tokens, mark.span);
        match &mark.label {
            Some(label) => names.mentions.push(NameMention {
                span: mark.span,
                tokens,
                label: label.clone(),
                referent_idx: Some(referent_idx),
                confidence: Confidence::CERTAIN,
                reason: String::new(),
            }),
            None => {
                let (span, others, kind) = (mark.span, Vec::new(), AnaphorKind::Pronoun);
                names.anaphors.push(Anaphor { span, tokens, referent_idx, others, kind });
            }
        }
    }
    let found = find_stances(&passage, &names, &MODEL, &mut |_| ControlFlow::Continue(())).expect("nothing stops it");
    found
        .iter()
        .map(|stance| {
            let target = match stance.target {
                FoundTarget::Referent(idx) => names.referents[idx].name.clone(),
                FoundTarget::Issue(span) => format!("“{}”", &text[span.range()]),
            };
            let cue = &text[stance.cue.range()];
            format!("{} -> {target} {} \"{cue}\"", names.referents[stance.holder_idx].name, stance.polarity)
        })
        .collect()
}

#[test]
fn a_verb_of_blame_goes_from_subject_to_object() {
    assert_eq!(stances("[Merkel|PERSON] criticized [Orbán|PERSON]."), ["Merkel -> Orbán against \"criticized\""]);
}

#[test]
fn a_passive_turns_the_direction() {
    assert_eq!(
        stances("[Orbán|PERSON] was criticized by [Merkel|PERSON]."),
        ["Merkel -> Orbán against \"criticized\""]
    );
}

#[test]
fn an_act_of_somebody_stands_for_the_doer() {
    assert_eq!(
        stances("[Norway|GPE] rejected [Sweden|GPE]'s proposal on Monday."),
        ["Norway -> Sweden against \"rejected\""]
    );
}

#[test]
fn every_member_of_a_list_holds_the_stance() {
    assert_eq!(
        stances("[Chile|GPE] and [Peru|GPE] condemned [Bolivia|GPE]."),
        ["Chile -> Bolivia against \"condemned\"", "Peru -> Bolivia against \"condemned\""]
    );
}

#[test]
fn sanctions_point_at_whom_they_are_on() {
    assert_eq!(
        stances("[Canada|GPE] imposed sanctions on [Belarus|GPE]."),
        ["Canada -> Belarus against \"sanctions\""]
    );
}

#[test]
fn neutral_talk_is_no_stance() {
    assert!(stances("[Merkel|PERSON] met [Orbán|PERSON] in [Vienna|GPE].").is_empty());
    assert!(stances("[Merkel|PERSON] spoke with [Orbán|PERSON] on Friday.").is_empty());
}

#[test]
fn a_text_without_names_has_no_stances() {
    assert!(stances("The minister criticized the plan.").is_empty());
}

#[test]
fn endorsing_and_choosing_are_in_favor() {
    assert_eq!(stances("[Vance|PERSON] endorsed [Okafor|PERSON]."), ["Vance -> Okafor favor \"endorsed\""]);
    assert_eq!(
        stances("[Lindqvist|PERSON] thanked [Finland|GPE] for its help."),
        ["Lindqvist -> Finland favor \"thanked\""]
    );
}

#[test]
fn an_accusation_is_against_whom_it_accuses() {
    assert_eq!(
        stances("[Oslo|GPE=Norway] accused [Minsk|GPE=Belarus] of lying."),
        ["Norway -> Belarus against \"accused\""]
    );
}

#[test]
fn the_speaker_of_a_quotation_holds_what_is_said_in_it() {
    assert_eq!(stances("“We condemn [Syria|GPE],” [Duarte|PERSON] said."), ["Duarte -> Syria against \"condemn\""]);
}

/// The sample article that the page offers, names found by the tagger. It also has "both governments", a description of
/// two referents at one place, over which the search for lists of names once stumbled.
#[test]
fn in_the_sample_she_who_praises_is_the_minister_who_spoke_before() {
    let article = Article::new(include_str!("../src/data/sample.txt"));
    let found = analyse_above(Confidence::from_percent(1), &article, &MODEL, &mut |_| ControlFlow::Continue(()))
        .expect("nothing stops it");
    let name = |id: &EntityId| found.entities.iter().find(|entity| entity.id == *id).map(|entity| entity.name.as_str());
    let holders: Vec<_> = found
        .stances
        .iter()
        .filter(|stance| &article.text()[stance.claim.cue.range()] == "praised")
        .map(|stance| name(&stance.claim.holder))
        .collect();
    assert!(!holders.is_empty());
    assert!(holders.iter().all(|holder| *holder == Some("Aino Rautala")), "{holders:?}");
}
