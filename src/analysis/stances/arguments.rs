//! What stands around a word that can show a stance: who does it, to whom, of whom it is said. In: a token and the
//! parse; out: tokens with their places. It undoes passives, relative clauses, control ("refused to condemn"), lists of
//! verbs and light verbs ("voiced support for"), and does not know polarity.

use super::Scene;
use crate::analysis::{Relation, Tag};
use crate::model::Place;

/// How an argument is tied to its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    Direct,
    /// Over a verb that shares its subject: "refused to", "wants to", a list of verbs, a clause without a subject.
    Shared,
    /// Over a verb that carries a noun: "voiced support for".
    Carried,
    /// The noun that a relative clause or participle describes.
    Relative,
    /// Over another noun: "a lack of", "an act of".
    Nested,
}

/// A token in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Argument {
    pub place: Place,
    pub token: usize,
    pub tie: Tie,
}

/// Verbs whose object does what follows ("urged Russia to leave").
const OBJECT_CONTROL: &[&str] = &[
    "ask",
    "asked",
    "asks",
    "asking",
    "urge",
    "urged",
    "urges",
    "urging",
    "tell",
    "told",
    "force",
    "forced",
    "forcing",
    "order",
    "ordered",
    "allow",
    "allowed",
    "allowing",
    "help",
    "helped",
    "want",
    "wants",
    "wanted",
    "persuade",
    "persuaded",
    "encourage",
    "encouraged",
    "invite",
    "invited",
    "accuse",
    "accused",
    "accuses",
    "accusing",
    "blame",
    "blamed",
    "criticized",
    "criticised",
    "condemned",
    "praised",
    "thanked",
    "thank",
    "commended",
    "convicted",
    "suspected",
    "charged",
    "prevent",
    "prevented",
    "stop",
    "stopped",
    "require",
    "required",
    "pressured",
    "pressed",
    "requested",
    "instructed",
    "suspect",
];

/// Verbs that say what somebody is.
const LINKING: &[&str] = &[
    "become", "became", "becomes", "remain", "remained", "remains", "seem", "seemed", "seems", "feel", "felt", "look",
    "looked", "appear", "appeared", "appears", "get", "got", "be", "been", "being",
];

impl Scene<'_> {
    /// The arguments of a verb, nearest ties first.
    #[must_use]
    pub fn verb_arguments(&self, verb: usize) -> Vec<Argument> {
        self.arguments_of_verb(verb, 0)
    }

    fn arguments_of_verb(&self, verb: usize, depth: usize) -> Vec<Argument> {
        let mut found = Vec::new();
        let is_passive = self.is_passive(verb);
        for child in self.parse.children(verb) {
            let place = match self.parse.relations[child] {
                Relation::Subject if is_passive => Place::Object,
                Relation::Subject => Place::Subject,
                Relation::PassiveSubject | Relation::Object => Place::Object,
                Relation::Agent => Place::Subject,
                Relation::Oblique | Relation::NounModifier | Relation::Adverbial
                    if is_passive && self.has_case(child, &["by"]) =>
                {
                    Place::Subject
                }
                Relation::Oblique | Relation::NounModifier | Relation::AdverbialClause => {
                    match self.place_by_case(child) {
                        Some(place) => place,
                        None => continue,
                    }
                }
                Relation::Complement => {
                    for subject in self.subjects(child) {
                        found.push(Argument { place: Place::Complement, token: subject, tie: Tie::Direct });
                    }
                    continue;
                }
                _ => continue,
            };
            found.push(Argument { place, token: child, tie: Tie::Direct });
        }
        if depth < 4 {
            self.share(verb, is_passive, depth, &mut found);
        }
        self.replace_relatives(verb, &mut found);
        found
    }

    /// Adds the subject (and object) that stand elsewhere.
    fn share(&self, verb: usize, is_passive: bool, depth: usize, found: &mut Vec<Argument>) {
        let has = |found: &[Argument], place| found.iter().any(|argument| argument.place == place);
        // The place that the shared subject takes here.
        let place = if is_passive { Place::Object } else { Place::Subject };
        let Some((above, relation)) = self.parse.above(verb) else { return };
        let shared = |wanted: Place| {
            self.arguments_of_verb(above, depth + 1).into_iter().filter(move |argument| argument.place == wanted)
        };
        let surface = if self.is_passive(above) { Place::Object } else { Place::Subject };
        if !has(found, place) {
            match relation {
                Relation::Conjunct | Relation::Parataxis if self.parse.tags[above].is_verb() => {
                    found.extend(shared(surface).map(|argument| Argument { place, tie: Tie::Shared, ..argument }));
                }
                Relation::OpenComplement | Relation::AdverbialClause | Relation::Complement => {
                    let follows_object = OBJECT_CONTROL.contains(&self.lower(above)) && above < verb;
                    let mut from_object = Vec::new();
                    if follows_object {
                        from_object.extend(shared(Place::Object));
                    }
                    if from_object.is_empty() {
                        from_object.extend(shared(surface));
                    }
                    found.extend(from_object.into_iter().map(|argument| Argument {
                        place,
                        tie: Tie::Shared,
                        ..argument
                    }));
                }
                Relation::NounClause => {
                    if matches!(self.parse.tags[verb], Tag::Participle | Tag::Past) && !self.is_infinitive(verb) {
                        found.push(Argument { place: Place::Object, token: above, tie: Tie::Relative });
                    } else if self.parse.tags[verb] == Tag::Gerund {
                        found.push(Argument { place, token: above, tie: Tie::Relative });
                    } else {
                        // "Turkey's decision to ban", "voiced a wish to join".
                        let arguments = self.noun_arguments(above);
                        let owner = arguments.iter().filter(|a| matches!(a.place, Place::Possessor | Place::Subject));
                        found.extend(owner.map(|argument| Argument { place, token: argument.token, tie: Tie::Nested }));
                    }
                }
                Relation::RelativeClause => {
                    let asks_object = has(found, Place::Subject) || has(found, Place::Object) && is_passive;
                    let place = if asks_object { Place::Object } else { place };
                    if !has(found, place) {
                        found.push(Argument { place, token: above, tie: Tie::Relative });
                    }
                }
                _ => {}
            }
        } else if relation == Relation::RelativeClause && !is_passive && !has(found, Place::Object) {
            found.push(Argument { place: Place::Object, token: above, tie: Tie::Relative });
        }
        // "criticised and condemned Turkey": the object stands with one of the two.
        if !is_passive && !has(found, Place::Object) {
            let partner =
                self.parse.children_by(verb, Relation::Conjunct).find(|&other| self.parse.tags[other].is_verb());
            if let Some(partner) = partner {
                let objects = self.parse.children_by(partner, Relation::Object);
                found.extend(objects.map(|token| Argument { place: Place::Object, token, tie: Tie::Shared }));
            }
        }
    }

    /// Puts the noun that a relative clause describes in the place of "who" and "which".
    fn replace_relatives(&self, verb: usize, found: &mut [Argument]) {
        let mut top = verb;
        while let Some((above, relation)) = self.parse.above(top) {
            if relation == Relation::RelativeClause {
                for argument in found.iter_mut() {
                    let is_relative = matches!(self.lower(argument.token), "who" | "which" | "that" | "whom");
                    if is_relative && self.reading_of_word(argument.token).is_none() {
                        argument.token = above;
                        argument.tie = Tie::Relative;
                    }
                }
                return;
            }
            if !matches!(relation, Relation::Conjunct | Relation::OpenComplement) {
                return;
            }
            top = above;
        }
    }

    /// The arguments of a noun: its own, and those of the verb that carries it.
    #[must_use]
    pub fn noun_arguments(&self, noun: usize) -> Vec<Argument> {
        let mut found = Vec::new();
        let mut push = |place, token, tie| found.push(Argument { place, token, tie });
        for child in self.parse.children(noun) {
            match self.parse.relations[child] {
                Relation::Possessor => push(Place::Possessor, child, Tie::Direct),
                Relation::Adjectival | Relation::Compound => {
                    push(Place::Possessor, child, Tie::Relative);
                    push(Place::Bearer, child, Tie::Relative);
                }
                Relation::NounModifier | Relation::Oblique | Relation::NounClause => {
                    if let Some(place) = self.place_by_case(child) {
                        push(place, child, Tie::Direct);
                    }
                }
                Relation::Subject if self.has_copula(noun) => {
                    push(Place::Bearer, child, Tie::Direct);
                    push(Place::Subject, child, Tie::Direct);
                }
                Relation::Apposition => push(Place::Bearer, child, Tie::Direct),
                Relation::RelativeClause => {}
                _ => {}
            }
        }
        if let Some((above, relation)) = self.parse.above(noun) {
            match relation {
                Relation::Apposition | Relation::Compound => push(Place::Bearer, above, Tie::Direct),
                Relation::Conjunct if self.has_copula(above) => {
                    for subject in self.subjects(above) {
                        push(Place::Bearer, subject, Tie::Shared);
                        push(Place::Subject, subject, Tie::Shared);
                    }
                }
                _ => {}
            }
        }
        found.extend(self.carried(noun));
        found
    }

    /// The arguments of the verb that a noun depends on, as the noun's own.
    fn carried(&self, noun: usize) -> Vec<Argument> {
        let mut found = Vec::new();
        let mut top = noun;
        let mut tie = Tie::Carried;
        for _ in 0..3 {
            let Some((above, relation)) = self.parse.above(top) else { break };
            if self.parse.tags[above].is_verb() {
                let place_of_noun = match relation {
                    Relation::Object | Relation::PassiveSubject => Place::Object,
                    Relation::Subject => Place::Subject,
                    Relation::Oblique | Relation::OpenComplement | Relation::NounModifier | Relation::Agent => {
                        self.place_by_case(top).unwrap_or(Place::Complement)
                    }
                    _ => break,
                };
                let is_quality = place_of_noun == Place::Complement || self.has_case(top, &["as"]);
                for argument in self.verb_arguments(above) {
                    if argument.token == top {
                        continue;
                    }
                    match argument.place {
                        // "called him a liar": the object bears it, the subject says it.
                        Place::Subject if is_quality && LINKING.contains(&self.lower(above)) => {
                            found.push(Argument { place: Place::Bearer, tie, ..argument });
                            found.push(Argument { tie, ..argument });
                        }
                        Place::Subject if is_quality => found.push(Argument { place: Place::Speaker, tie, ..argument }),
                        Place::Object if is_quality => found.push(Argument { place: Place::Bearer, tie, ..argument }),
                        _ => found.push(Argument { tie, ..argument }),
                    }
                }
                break;
            }
            if !matches!(relation, Relation::NounModifier | Relation::Conjunct | Relation::Compound) {
                break;
            }
            if relation != Relation::Conjunct {
                tie = Tie::Nested;
            }
            top = above;
        }
        found
    }

    /// The arguments of an adjective.
    #[must_use]
    pub fn adjective_arguments(&self, adjective: usize) -> Vec<Argument> {
        let mut found = Vec::new();
        let mut push = |place, token, tie| found.push(Argument { place, token, tie });
        for child in self.parse.children(adjective) {
            match self.parse.relations[child] {
                Relation::Subject | Relation::PassiveSubject => {
                    push(Place::Subject, child, Tie::Direct);
                    push(Place::Bearer, child, Tie::Direct);
                }
                Relation::Oblique | Relation::NounModifier => {
                    if let Some(place) = self.place_by_case(child) {
                        push(place, child, Tie::Direct);
                    }
                }
                _ => {}
            }
        }
        if let Some((above, relation)) = self.parse.above(adjective) {
            match relation {
                Relation::Adjectival => {
                    push(Place::Bearer, above, Tie::Direct);
                    // "a decent man": what the noun describes is described by the adjective too.
                    for argument in self.noun_arguments(above) {
                        match argument.place {
                            Place::Bearer if argument.tie != Tie::Relative => {
                                push(Place::Bearer, argument.token, Tie::Nested)
                            }
                            Place::Speaker => push(Place::Speaker, argument.token, Tie::Nested),
                            Place::Possessor if argument.tie == Tie::Direct => {
                                push(Place::Bearer, argument.token, Tie::Nested)
                            }
                            _ => {}
                        }
                    }
                }
                Relation::Conjunct => {
                    for subject in self.subjects(above) {
                        push(Place::Subject, subject, Tie::Shared);
                        push(Place::Bearer, subject, Tie::Shared);
                    }
                }
                _ => {}
            }
        }
        found.extend(self.carried(adjective));
        found
    }

    /// The subjects of a clause's head.
    fn subjects(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        self.parse
            .children(head)
            .filter(|&child| matches!(self.parse.relations[child], Relation::Subject | Relation::PassiveSubject))
    }

    fn has_copula(&self, token: usize) -> bool {
        self.parse.children_by(token, Relation::Copula).next().is_some()
    }

    /// Whether a verb is passive.
    #[must_use]
    pub fn is_passive(&self, verb: usize) -> bool {
        matches!(self.parse.tags[verb], Tag::Participle | Tag::Past)
            && self.parse.children(verb).any(|child| {
                matches!(
                    self.parse.relations[child],
                    Relation::PassiveAuxiliary | Relation::PassiveSubject | Relation::Agent
                ) || self.parse.relations[child] == Relation::Auxiliary
                    && matches!(self.lower(child), "be" | "been" | "is" | "are" | "was" | "were" | "being")
            })
            || self.parse.tags[verb] == Tag::Participle
                && self.parse.relations[verb] == Relation::NounClause
                && self.parse.children_by(verb, Relation::Object).next().is_none()
    }

    fn is_infinitive(&self, verb: usize) -> bool {
        self.parse.children(verb).any(|child| self.parse.tags[child] == Tag::To)
    }

    /// The place after the preposition of `token`.
    fn place_by_case(&self, token: usize) -> Option<Place> {
        self.parse
            .children(token)
            .filter(|&child| matches!(self.parse.relations[child], Relation::Case | Relation::Marker))
            .find_map(|case| Place::after(self.lower(case)))
    }
}
