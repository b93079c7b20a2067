//! Takes a new analysis into a document without touching what a reader decided.

use super::EditError;
use super::recorder::Recorder;
use crate::analysis::Analysis;
use crate::annotation::{By, Entity, EntityId, Mention, MentionId, Stance, StanceClaim, StanceId, Status, Target};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

pub fn retag(to: &mut Recorder, analysis: &Analysis) -> Result<(), EditError> {
    forget_suggestions(to);
    let names = entities_by_span(to);
    forget_orphans(to);
    let entities = take_entities(to, analysis, &names)?;
    take_mentions(to, analysis, &entities)?;
    take_stances(to, analysis, &entities)
}

fn forget_suggestions(to: &mut Recorder) {
    let is_untouched =
        |status: Status, by: By, has_note: bool| status == Status::Suggested && by == By::Tagger && !has_note;
    let mentions: Vec<MentionId> = to
        .document()
        .mentions()
        .filter(|m| is_untouched(m.status, m.origin.by, m.note.is_some() || m.is_doubtful))
        .map(|m| m.id.clone())
        .collect();
    let stances: Vec<StanceId> = to
        .document()
        .stances()
        .filter(|s| is_untouched(s.status, s.origin.by, s.note.is_some() || s.is_doubtful))
        .map(|s| s.id.clone())
        .collect();
    for id in stances {
        to.remove_stance(&id);
    }
    for id in mentions {
        to.remove_mention(&id);
    }
}

fn entities_by_span(to: &Recorder) -> BTreeMap<Span, EntityId> {
    to.document()
        .mentions()
        .filter(|m| m.status.is_live())
        .filter_map(|m| Some((m.claim.span, m.claim.entity.clone()?)))
        .collect()
}

/// Removes the entities that nothing refers to any more and that a reader has not written on.
fn forget_orphans(to: &mut Recorder) {
    loop {
        let document = to.document();
        let mut used: BTreeSet<&EntityId> = BTreeSet::new();
        for mention in document.mentions() {
            used.extend(std::iter::once(&mention.claim).chain(&mention.was).filter_map(|claim| claim.entity.as_ref()));
        }
        for stance in document.stances() {
            for claim in std::iter::once(&stance.claim).chain(&stance.was) {
                used.insert(&claim.holder);
                used.extend(claim.target.entity());
            }
        }
        used.extend(document.entities().filter_map(|e| e.affiliation.as_ref()));
        let orphans: Vec<EntityId> =
            document.entities().filter(|e| !used.contains(&e.id) && e.note.is_none()).map(|e| e.id.clone()).collect();
        if orphans.is_empty() {
            return;
        }
        for id in orphans {
            to.remove_entity(&id);
        }
    }
}

/// Finds or makes the document's entity for each of the analysis. One that a kept mention already names is that
/// one, also after the reader has given the mention to another entity.
fn take_entities(
    to: &mut Recorder,
    analysis: &Analysis,
    names: &BTreeMap<Span, EntityId>,
) -> Result<BTreeMap<EntityId, EntityId>, EditError> {
    let mut entities = BTreeMap::new();
    for mention in &analysis.mentions {
        if let (Some(found), Some(known)) = (&mention.claim.entity, names.get(&mention.claim.span)) {
            entities.entry(found.clone()).or_insert_with(|| known.clone());
        }
    }
    let mut new = Vec::new();
    for found in &analysis.entities {
        if entities.contains_key(&found.id) {
            continue;
        }
        let known = to
            .document()
            .entities()
            .find(|e| (e.link.is_some() && e.link == found.link) || (e.name == found.name && e.label == found.label));
        let id = match known {
            Some(known) => known.id.clone(),
            None => {
                let id = to.new_entity_id();
                to.put_entity(Entity { id: id.clone(), affiliation: None, ..found.clone() })?;
                new.push((id.clone(), found.affiliation.clone()));
                id
            }
        };
        entities.insert(found.id.clone(), id);
    }
    for (id, affiliation) in new {
        let affiliation = affiliation.and_then(|found| entities.get(&found).cloned()).filter(|known| *known != id);
        let entity = to.entity(&id)?;
        to.put_entity(Entity { affiliation, ..entity })?;
    }
    Ok(entities)
}

fn take_mentions(
    to: &mut Recorder,
    analysis: &Analysis,
    entities: &BTreeMap<EntityId, EntityId>,
) -> Result<(), EditError> {
    // Where a reader has decided, also that there is nothing, the tagger has no say.
    let decided: Vec<Span> = to
        .document()
        .mentions()
        .flat_map(|m| std::iter::once(m.claim.span).chain(m.was.as_ref().map(|was| was.span)))
        .collect();
    for found in &analysis.mentions {
        if decided.iter().any(|span| span.overlaps(found.claim.span)) {
            continue;
        }
        let mut mention = Mention { id: to.new_mention_id(), ..found.clone() };
        mention.claim.entity = found.claim.entity.as_ref().and_then(|id| entities.get(id).cloned());
        to.put_mention(mention)?;
    }
    Ok(())
}

fn take_stances(
    to: &mut Recorder,
    analysis: &Analysis,
    entities: &BTreeMap<EntityId, EntityId>,
) -> Result<(), EditError> {
    // As with mentions: only what is kept speaks for the reader. A sentence may show several stances of one pair.
    let decided: Vec<StanceClaim> =
        to.document().stances().flat_map(|stance| std::iter::once(&stance.claim).chain(&stance.was).cloned()).collect();
    for found in &analysis.stances {
        let mut claim = found.claim.clone();
        let Some(holder) = entities.get(&claim.holder) else { continue };
        claim.holder = holder.clone();
        if let Target::Entity(id) = &claim.target {
            let Some(target) = entities.get(id) else { continue };
            claim.target = Target::Entity(target.clone());
        }
        if claim.target.entity() == Some(&claim.holder) {
            continue;
        }
        let is_decided = decided.iter().any(|known| {
            known.holder == claim.holder && known.target == claim.target && known.evidence.overlaps(claim.evidence)
        });
        // Two of the analysis can be one here, where a reader has merged entities.
        let is_there = to.document().stances().any(|known| known.claim == claim);
        if !is_decided && !is_there {
            let id = to.new_stance_id();
            to.put_stance(Stance { id, claim, ..found.clone() })?;
        }
    }
    Ok(())
}
