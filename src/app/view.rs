//! What the panel and the bars show, computed from the document. In: the document, the filter and the focus; out: cards
//! that are compared by value, so that only those that changed are drawn anew.

use super::describe;
use super::highlight::Item;
use super::library::{ArticleId, Card};
use super::state::{Kept, Open, Pair, Panel, Show, State, Tab, Theme};
use super::words::Language;
use crate::annotation::{Entity, EntityId, Label, Origin, Polarity, Stance, StanceClaim, StanceId, Status, Target};
use crate::document::{Document, Grouping, tally};
use crate::text::Span;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A stance as its card shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct StanceCard {
    pub id: StanceId,
    pub holder: EntityId,
    pub holder_name: String,
    pub target: Target,
    pub target_name: String,
    pub polarity: Polarity,
    /// The sentence, around the cue.
    pub before: String,
    pub cue: String,
    pub after: String,
    pub status: Status,
    pub percent: Option<u16>,
    pub reason: Option<String>,
    /// What had been suggested, where a reader changed it.
    pub was: Option<StanceClaim>,
    pub note: String,
    pub is_doubtful: bool,
    pub is_focused: bool,
}

/// An entity as its card shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityCard {
    pub id: EntityId,
    pub name: String,
    pub label: Label,
    pub hue: u16,
    pub link: String,
    pub affiliation: Option<EntityId>,
    pub affiliation_name: Option<String>,
    pub n_mentions: usize,
    pub n_to_review: usize,
    pub n_stances: usize,
    /// Its other names in the text.
    pub aliases: Vec<String>,
    pub note: String,
    pub is_focused: bool,
}

/// An entity as lists to choose from show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub id: EntityId,
    pub name: String,
    pub label: Label,
    /// Whether it is named in the sentence at hand.
    pub is_near: bool,
}

/// One cell of the table: what one holder says about one target.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub favor: Vec<StanceId>,
    pub against: Vec<StanceId>,
}

/// Holders by targets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub targets: Vec<(EntityId, String)>,
    pub rows: Vec<(EntityId, String, Vec<Option<Cell>>)>,
}

/// As many cards as are drawn at once.
pub const N_CARDS: usize = 120;

/// The cards that are drawn, and how many there are before and after them.
#[derive(Clone, Debug, PartialEq)]
pub struct Cards<T> {
    pub cards: Vec<T>,
    pub n_before: usize,
    pub n_after: usize,
}

/// The stances that the panel shows, in text order; of very many those around the focused one.
#[must_use]
pub fn stance_cards(document: &Document, panel: &Panel, focus: Option<&Item>) -> Cards<StanceCard> {
    let search = panel.search.to_lowercase();
    let fits = |stance: &Stance| {
        let claim = &stance.claim;
        let has = |text: &str| text.to_lowercase().contains(&search);
        search.is_empty()
            || has(&describe::entity_name(document, &claim.holder))
            || has(&describe::target(document, &claim.target))
            || has(document.article().slice(claim.cue).unwrap_or_default())
            || stance.note.as_deref().is_some_and(has)
    };
    let shown: Vec<&Stance> = document
        .stances()
        .map(AsRef::as_ref)
        .filter(|stance| is_shown(panel.show, stance.status, stance.is_doubtful, Some(stance.claim.polarity)))
        .filter(|stance| fits(stance) && panel.pair.as_ref().is_none_or(|pair| is_of_pair(document, stance, pair)))
        .collect();
    let here = match focus {
        Some(Item::Stance(id)) => shown.iter().position(|stance| stance.id == *id),
        Some(Item::Mention(id)) => document
            .mention(id)
            .map(|mention| shown.partition_point(|stance| stance.claim.cue.start < mention.claim.span.start)),
        _ => None,
    };
    let n_before = here.unwrap_or(0).saturating_sub(N_CARDS / 2).min(shown.len().saturating_sub(N_CARDS));
    let end = (n_before + N_CARDS).min(shown.len());
    let cards = shown[n_before..end].iter().map(|stance| stance_card(document, stance, focus)).collect();
    Cards { cards, n_before, n_after: shown.len() - end }
}

fn is_of_pair(document: &Document, stance: &Stance, pair: &Pair) -> bool {
    let claim = &stance.claim;
    let group = |id| pair.grouping.group(document, id);
    claim.polarity == pair.polarity
        && *group(&claim.holder) == pair.holder
        && claim.target.entity().is_some_and(|target| *group(target) == pair.target)
}

fn stance_card(document: &Document, stance: &Stance, focus: Option<&Item>) -> StanceCard {
    let claim = &stance.claim;
    let text = document.article().text();
    let one_line = |from: usize, to: usize| text.get(from..to).unwrap_or_default().replace('\n', " ");
    StanceCard {
        id: stance.id.clone(),
        holder: claim.holder.clone(),
        holder_name: describe::entity_name(document, &claim.holder),
        target: claim.target.clone(),
        target_name: describe::target(document, &claim.target),
        polarity: claim.polarity,
        before: one_line(claim.evidence.start, claim.cue.start),
        cue: one_line(claim.cue.start, claim.cue.end),
        after: one_line(claim.cue.end, claim.evidence.end),
        status: stance.status,
        percent: percent(&stance.origin),
        reason: stance.origin.reason.clone(),
        was: stance.was.clone(),
        note: stance.note.clone().unwrap_or_default(),
        is_doubtful: stance.is_doubtful,
        is_focused: matches!(focus, Some(Item::Stance(id)) if *id == stance.id),
    }
}

/// How sure the tagger was.
#[must_use]
pub fn percent(origin: &Origin) -> Option<u16> {
    origin.confidence.map(crate::annotation::Confidence::percent)
}

const fn is_shown(show: Show, status: Status, is_doubtful: bool, polarity: Option<Polarity>) -> bool {
    match show {
        Show::Live => status.is_live(),
        Show::ToReview => matches!(status, Status::Suggested),
        Show::Favor => status.is_live() && !matches!(polarity, Some(Polarity::Against)),
        Show::Against => status.is_live() && !matches!(polarity, Some(Polarity::Favor)),
        Show::InDoubt => status.is_live() && is_doubtful,
        Show::Rejected => matches!(status, Status::Rejected),
    }
}

#[derive(Default)]
struct Counts {
    n_mentions: usize,
    n_to_review: usize,
    n_stances: usize,
    is_doubtful: bool,
    aliases: Vec<String>,
}

/// The entities that live mentions name, the most mentioned first.
#[must_use]
pub fn entity_cards(document: &Document, panel: &Panel, focus: Option<&Item>) -> Vec<EntityCard> {
    let mut counts: BTreeMap<&EntityId, Counts> = BTreeMap::new();
    for mention in document.mentions().filter(|m| m.status.is_live()) {
        let Some(id) = &mention.claim.entity else { continue };
        let count = counts.entry(id).or_default();
        count.n_mentions += 1;
        count.n_to_review += usize::from(!mention.status.is_reviewed());
        count.is_doubtful |= mention.is_doubtful;
        let words = describe::words_of(document.article(), mention.claim.span);
        if !count.aliases.contains(&words) {
            count.aliases.push(words);
        }
    }
    for stance in document.stances().filter(|s| s.status.is_live()) {
        for id in std::iter::once(&stance.claim.holder).chain(stance.claim.target.entity()) {
            counts.entry(id).or_default().n_stances += 1;
        }
    }
    let focused = match focus {
        Some(Item::Entity(id)) => Some(id.clone()),
        Some(Item::Mention(id)) => document.mention(id).and_then(|m| m.claim.entity.clone()),
        _ => None,
    };
    let search = panel.search.to_lowercase();
    let mut cards: Vec<EntityCard> = document
        .entities()
        .filter_map(|entity| {
            let count = counts.remove(&entity.id)?;
            let is_shown = match panel.show {
                Show::ToReview => count.n_to_review > 0,
                Show::InDoubt => count.is_doubtful,
                _ => true,
            };
            is_shown.then(|| entity_card(document, entity, count, focused.as_ref()))
        })
        .filter(|card| {
            search.is_empty()
                || card.name.to_lowercase().contains(&search)
                || card.aliases.iter().any(|alias| alias.to_lowercase().contains(&search))
        })
        .collect();
    cards.sort_by_key(|card| std::cmp::Reverse(card.n_mentions));
    cards
}

fn entity_card(document: &Document, entity: &Entity, count: Counts, focused: Option<&EntityId>) -> EntityCard {
    EntityCard {
        id: entity.id.clone(),
        name: entity.name.clone(),
        label: entity.label.clone(),
        hue: hue(document, &entity.label),
        link: entity.link.clone().unwrap_or_default(),
        affiliation: entity.affiliation.clone(),
        affiliation_name: entity.affiliation.as_ref().map(|id| describe::entity_name(document, id)),
        n_mentions: count.n_mentions,
        n_to_review: count.n_to_review,
        n_stances: count.n_stances,
        aliases: count.aliases.into_iter().filter(|alias| *alias != entity.name).collect(),
        note: entity.note.clone().unwrap_or_default(),
        is_focused: focused == Some(&entity.id),
    }
}

/// The hue of a label's marks, in degrees.
#[must_use]
pub fn hue(document: &Document, label: &Label) -> u16 {
    document.codebook().rule(label).map_or(0, |rule| rule.hue)
}

/// All entities to choose from: first those named near `place`, then the others by name.
#[must_use]
pub fn choices(document: &Document, place: Option<Span>) -> Vec<Choice> {
    let sentence = place.map(|place| document.sentence_around(place));
    let mut live: BTreeMap<&EntityId, bool> = BTreeMap::new();
    for mention in document.mentions().filter(|m| m.status.is_live()) {
        let Some(id) = &mention.claim.entity else { continue };
        let is_near = sentence.is_some_and(|sentence| sentence.encloses(mention.claim.span));
        *live.entry(id).or_default() |= is_near;
    }
    let mut choices: Vec<Choice> = document
        .entities()
        .filter_map(|entity| {
            let is_near = *live.get(&entity.id)?;
            Some(Choice { id: entity.id.clone(), name: entity.name.clone(), label: entity.label.clone(), is_near })
        })
        .collect();
    choices.sort_by_cached_key(|choice| (!choice.is_near, choice.name.to_lowercase()));
    choices
}

/// Who stands where toward whom.
#[must_use]
pub fn table(document: &Document, grouping: Grouping) -> Table {
    let mut table = Table::default();
    for tally in tally(document, grouping) {
        let name = |id: &EntityId| describe::entity_name(document, id);
        let target_idx = match table.targets.iter().position(|(id, _)| *id == tally.target) {
            Some(target_idx) => target_idx,
            None => {
                table.targets.push((tally.target.clone(), name(&tally.target)));
                table.targets.len() - 1
            }
        };
        let row_idx = match table.rows.iter().position(|(id, _, _)| *id == tally.holder) {
            Some(row_idx) => row_idx,
            None => {
                table.rows.push((tally.holder.clone(), name(&tally.holder), Vec::new()));
                table.rows.len() - 1
            }
        };
        let cells = &mut table.rows[row_idx].2;
        cells.resize(cells.len().max(target_idx + 1), None);
        cells[target_idx] = Some(Cell { favor: tally.favor, against: tally.against });
    }
    for (_, _, cells) in &mut table.rows {
        cells.resize(table.targets.len(), None);
    }
    table
}

/// The steps of the history, as its tab shows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryLines {
    /// The steps made and those taken back, in words, in the order in which they were made.
    pub lines: Vec<String>,
    /// How many of them hold.
    pub n_made: usize,
}

/// The history's lines; none while another tab is shown, since nobody reads them then.
#[must_use]
pub fn history(words: Language, open: &Open, panel: &Panel) -> HistoryLines {
    if panel.tab != Tab::History {
        return HistoryLines::default();
    }
    let past = open.history.past().iter();
    let future = open.history.future().iter().rev();
    let lines = past.chain(future).map(|step| describe::edit(words, &open.document, &step.edit)).collect();
    HistoryLines { lines, n_made: open.history.past().len() }
}

/// What the bar shows.
#[derive(Clone, Debug, PartialEq)]
pub struct BarView {
    pub title: String,
    pub is_sample: bool,
    pub kept: Kept,
    pub tagging: Option<u8>,
    pub can_undo: bool,
    pub can_redo: bool,
    pub n_reviewed: usize,
    pub n_items: usize,
    pub has_unsaved_steps: bool,
    pub file_name: Option<String>,
    pub theme: Theme,
    pub recent: Vec<(ArticleId, Rc<Card>)>,
    /// How many articles the library has.
    pub n_articles: usize,
    pub open_id: Option<ArticleId>,
}

/// As many articles are offered in the bar; the library has the others.
const N_RECENT: usize = 8;

/// What the bar shows of `state`.
#[must_use]
pub fn bar(state: &State, open: &Open) -> BarView {
    let (n_reviewed, n_items) = super::walk::progress(state.sight.of(&open.document));
    BarView {
        title: open.document.about().title.clone(),
        is_sample: open.is_sample,
        kept: state.kept.clone(),
        tagging: state.tagging.map(|tagging| tagging.percent),
        can_undo: !open.history.past().is_empty(),
        can_redo: !open.history.future().is_empty(),
        n_reviewed,
        n_items,
        has_unsaved_steps: open.has_unsaved_steps(),
        file_name: open.file.as_ref().map(|file| file.name.clone()),
        theme: state.theme,
        recent: state.library.recent(N_RECENT),
        n_articles: state.library.cards.len(),
        open_id: open.id,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::suggested;
    use super::super::highlight::Item;
    use super::super::state::{Pair, Panel, Show};
    use super::{N_CARDS, choices, entity_cards, stance_cards, table};
    use crate::annotation::{Polarity, StanceId};
    use crate::document::{Document, Edit, Grouping, apply};
    use crate::text::Span;

    const ROW: &str = "[Ana|PERSON] {backed|Ana|favor|Bo} [Bo|PERSON]. [Cy|PERSON] {blamed|Cy|against|Bo} [Bo|PERSON].";

    #[test]
    fn cards_follow_the_filter() {
        let document = suggested(ROW, 80);
        let all = stance_cards(&document, &Panel::default(), None);
        assert_eq!(all.cards.iter().map(|card| card.cue.as_str()).collect::<Vec<_>>(), ["backed", "blamed"]);
        let against = Panel { show: Show::Against, ..Panel::default() };
        assert!(stance_cards(&document, &against, None).cards.iter().all(|card| card.polarity == Polarity::Against));
        let search = Panel { search: "cy".to_owned(), ..Panel::default() };
        assert_eq!(stance_cards(&document, &search, None).cards.len(), 1);
    }

    #[test]
    fn a_number_of_the_table_opens_the_stances_behind_it() {
        let document = suggested(
            "[Ana|PERSON] {backed|Ana|favor|Bo} and {blamed|Ana|against|Bo} [Bo|PERSON]; [Cy|PERSON] {scolded|Cy|against|Bo} [Bo|PERSON].",
            80,
        );
        let named = |name: &str| document.entities().find(|e| e.name == name).expect("is named").id.clone();
        let cues = |document: &Document, grouping, holder: &str| {
            let pair = Pair { holder: named(holder), target: named("Bo"), polarity: Polarity::Against, grouping };
            let panel = Panel { pair: Some(pair), ..Panel::default() };
            stance_cards(document, &panel, None).cards.into_iter().map(|card| card.cue).collect::<Vec<_>>()
        };
        assert_eq!(cues(&document, Grouping::Entity, "Ana"), ["blamed"]);
        let edit = Edit::Affiliate { entity: named("Cy"), affiliation: Some(named("Ana")) };
        let (document, _) = apply(&document, &edit).expect("it fits");
        assert_eq!(cues(&document, Grouping::Entity, "Ana"), ["blamed"]);
        assert_eq!(cues(&document, Grouping::Side, "Ana"), ["blamed", "scolded"]);
    }

    #[test]
    fn of_very_many_stances_those_around_the_focused_one_are_drawn() {
        let document = suggested(&ROW.repeat(100), 80);
        let focus = Item::Stance(StanceId::numbered(150));
        let cards = stance_cards(&document, &Panel::default(), Some(&focus));
        assert_eq!((cards.n_before, cards.cards.len(), cards.n_after), (80, N_CARDS, 0));
        assert!(cards.cards.iter().any(|card| card.is_focused));
    }

    #[test]
    fn the_most_mentioned_entity_comes_first() {
        let document = suggested(ROW, 80);
        let cards = entity_cards(&document, &Panel::default(), None);
        let lines: Vec<_> = cards.iter().map(|card| (card.name.as_str(), card.n_mentions, card.n_stances)).collect();
        assert_eq!(lines, [("Bo", 2, 2), ("Ana", 1, 1), ("Cy", 1, 1)]);
    }

    #[test]
    fn those_named_nearby_are_offered_first() {
        let document = suggested(ROW, 80);
        let cy = document.article().text().find("Cy").expect("is in the text");
        let names: Vec<_> = choices(&document, Some(Span::new(cy, cy + 2))).into_iter().map(|c| c.name).collect();
        assert_eq!(names, ["Bo", "Cy", "Ana"]);
    }

    #[test]
    fn the_table_has_a_row_for_each_holder_and_a_column_for_each_target() {
        let table = table(&suggested(ROW, 80), Grouping::Entity);
        assert_eq!(table.targets.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), ["Bo"]);
        assert_eq!(table.rows.iter().map(|(_, name, _)| name.as_str()).collect::<Vec<_>>(), ["Ana", "Cy"]);
    }
}
