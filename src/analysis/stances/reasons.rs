//! Why a stance is proposed, in plain words. In: a candidate; out: one short sentence.

use super::Scene;
use super::attribution::AttributionKind;
use super::candidates::{Candidate, Found, Role};
use super::claims::Claim;
use super::resolve::Route;
use crate::analysis::Names;
use crate::model::{FrameClass, PREPOSITIONS, Place};

/// The sentence.
pub(super) fn reason(scene: &Scene<'_>, candidate: &Candidate) -> String {
    let cue = &scene.passage.text[scene.passage.span(candidate.cue.clone()).range()];
    let name = |referent_idx: usize| name_of(scene.names, referent_idx);
    let (holder, target) = (name(candidate.holder.referent_idx), name(candidate.target.referent_idx));
    let kind = kind_of(candidate.class);
    let mut text = if candidate.role == Role::Report {
        format!("{holder} says that {target} does this: “{cue}” ({kind})")
    } else {
        let holder_part = part(candidate.holder_place, &holder, candidate.holder.route, true);
        let target_part = part(candidate.target_place, &target, candidate.target.route, false);
        format!("“{cue}” ({kind}): {holder_part}, {target_part}")
    };
    match candidate.role {
        Role::ForSide => text.push_str(&format!("; {holder} speaks for that side")),
        Role::Mutual => text.push_str("; both do it together"),
        Role::Plain | Role::Report => {}
    }
    if candidate.n_turns % 2 == 1 {
        text.push_str("; turned by a negation");
    }
    match candidate.speech {
        Some((AttributionKind::Quote, true)) if candidate.role != Role::Report => text.push_str("; in a quotation"),
        Some((_, false)) => text.push_str("; as reported by a speaker"),
        _ => {}
    }
    if candidate.is_modal {
        text.push_str("; only possible or demanded");
    }
    text.push('.');
    text
}

/// The sentence for a claim that no pattern makes.
pub(super) fn reason_without_pattern(scene: &Scene<'_>, claim: &Claim) -> String {
    let cue = &scene.passage.text[scene.passage.span(claim.cue.clone()).range()];
    let (holder, target) = (name_of(scene.names, claim.holder_idx), name_of(scene.names, claim.target_idx));
    let says = scene.attribution_of(claim.cue.start).is_some_and(|said| said.speakers.contains(&claim.holder_idx));
    if says {
        format!("“{cue}”: {holder} says it where {target} is meant; the words around it read like this.")
    } else {
        format!("“{cue}”: it stands with {holder} and {target}; the words around it read like this.")
    }
}

fn name_of(names: &Names, referent_idx: usize) -> String {
    names.referents[referent_idx].name.clone()
}

fn part(found: Found, name: &str, route: Route, is_holder: bool) -> String {
    let whole = match route {
        Route::Modifier | Route::Of => format!("a part of {name}"),
        Route::Possessor => format!("what is {name}’s"),
        Route::Pronoun | Route::Description => format!("a word for {name}"),
        _ => name.to_owned(),
    };
    match found.place {
        Place::Speaker => format!("{name} says it"),
        _ if found.tie.is_none() => format!("{whole} stands nearest"),
        Place::Subject => format!("{whole} does it"),
        Place::Object => format!("to {whole}"),
        Place::Possessor if is_holder => format!("it is {name}’s"),
        Place::Possessor => format!("of {whole}"),
        Place::Bearer => format!("said of {whole}"),
        Place::Complement => format!("about what {whole} does"),
        Place::After(idx) => format!("{} {whole}", PREPOSITIONS[usize::from(idx)]),
    }
}

/// A class in plain words.
const fn kind_of(class: FrameClass) -> &'static str {
    match class {
        FrameClass::Agree => "agreement",
        FrameClass::Support => "support or praise",
        FrameClass::Concede => "concession",
        FrameClass::Cooperate => "cooperation",
        FrameClass::Aid => "help",
        FrameClass::Retreat => "restraint",
        FrameClass::Request => "demand",
        FrameClass::Accuse => "blame",
        FrameClass::Reject => "rejection",
        FrameClass::Threaten => "threat",
        FrameClass::Protest => "protest",
        FrameClass::Sanction => "punishment",
        FrameClass::Mobilize => "show of force",
        FrameClass::Coerce => "coercion",
        FrameClass::Assault => "violence",
        FrameClass::Choose => "choice",
        FrameClass::Eval => "a quality",
    }
}
