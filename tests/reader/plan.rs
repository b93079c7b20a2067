//! A reader who knows what is right, and finds the keys that make it so: from the tagger's suggestions to a reference
//! annotation. In: a reference; out: every key that is pressed. The keys go through the app's own keyboard and state,
//! without a browser, so that the shortest of several ways can be looked for.

use standpoint::analysis::analyse_above;
use standpoint::annotation::{Confidence, EntityId, Label, MentionId, Polarity, StanceId, Status};
use standpoint::app::command::Key;
use standpoint::app::keymap::Keymap;
use standpoint::app::learning::Learning;
use standpoint::app::words::Language;
use standpoint::app::{Action, Effect, Item, State, Theme, update, walk};
use standpoint::document::Document;
use standpoint::model::Model;
use standpoint::text::{Article, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// A key as a reader presses it; Shift held down with it is part of the press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    pub key: String,
    pub is_shift: bool,
}

impl Press {
    fn plain(key: &str) -> Self {
        let is_shift = key.chars().count() == 1 && key.chars().all(char::is_uppercase);
        Self { key: key.to_owned(), is_shift }
    }

    fn shifted(letter: char) -> Self {
        Self { key: letter.to_uppercase().collect(), is_shift: true }
    }
}

/// What was pressed, and what there was to do.
pub struct Plan {
    pub presses: Vec<Press>,
    pub document: Document,
    pub n_right: usize,
    pub n_wrong: usize,
    pub n_missing: usize,
}

impl Plan {
    /// The figures in a line.
    pub fn summary(&self) -> String {
        let Self { presses, n_right, n_wrong, n_missing, .. } = self;
        format!(
            "{} presses for {n_right} right, {n_wrong} wrong and {n_missing} missing; at most {} would be good",
            presses.len(),
            self.budget()
        )
    }

    /// At most two presses for what is wrong or missing, one for what is right.
    pub const fn budget(&self) -> usize {
        2 * (self.n_wrong + self.n_missing) + self.n_right
    }
}

/// The keys that lead from the tagger's suggestions to the reference.
pub fn plan(reference: &Document, model: &Model) -> Plan {
    let mut reader = Reader::new(reference, model);
    let (n_right, n_wrong, n_missing) = reader.differences();
    reader.press("n");
    while let Some(item) = reader.under_review() {
        reader.look_at(&item);
    }
    reader.add_due_stances(None);
    let document = reader.document().clone();
    Plan { presses: reader.pressed, document, n_right, n_wrong, n_missing }
}

/// Who takes which side toward whom in which sentence, in the reference's terms; `None`: somebody it does not know.
type Claim = (Option<EntityId>, Option<EntityId>, Polarity, Span);

/// What became of a suggestion that was wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mended {
    Not,
    Here,
    /// The focus went on by itself.
    AndOn,
}

#[derive(Clone)]
struct Reader<'a> {
    reference: &'a Document,
    model: &'a Model,
    state: State,
    pressed: Vec<Press>,
}

impl<'a> Reader<'a> {
    fn new(reference: &'a Document, model: &'a Model) -> Self {
        let mut reader = Self { reference, model, state: State::default(), pressed: Vec::new() };
        reader.hear(Action::Started {
            theme: Theme::System,
            language: Language::English,
            keys: Keymap::default(),
            shown_from: None,
            latest: None,
            recent: Vec::new(),
            learning: Learning::default(),
            trouble: None,
        });
        reader.hear(Action::TextPasted { text: reference.article().text().to_owned(), html: None });
        reader
    }

    fn document(&self) -> &Document {
        self.state.document().expect("an article is open")
    }

    fn hear(&mut self, action: Action) {
        let (state, effects) = update(std::mem::take(&mut self.state), action);
        self.state = state;
        for effect in effects {
            if let Effect::StartTagging { id, revision, text, from } = effect {
                let article = Article::new(text);
                let threshold = Confidence::from_percent(from);
                let analysis = analyse_above(threshold, &article, self.model, &mut |_| ControlFlow::Continue(()));
                self.hear(Action::TaggingDone { id, revision, analysis: analysis.expect("nobody stops it") });
            }
        }
    }

    fn push(&mut self, press: Press) {
        let key = Key { key: press.key.clone(), is_shift: press.is_shift, ..Key::default() };
        if let Some(action) = self.state.keyboard().action(&key) {
            self.hear(action);
        }
        self.pressed.push(press);
    }

    fn press(&mut self, key: &str) {
        self.push(Press::plain(key));
    }

    /// Types the letters that stand on a mention. Returns whether there are any.
    fn type_letters_of(&mut self, mention: &MentionId, is_shifted: bool) -> bool {
        let Some(letters) = self.state.hinting.as_ref().and_then(|h| h.shown().mentions.get(mention).cloned()) else {
            return false;
        };
        for letter in letters.chars() {
            self.push(if is_shifted { Press::shifted(letter) } else { Press::plain(&letter.to_string()) });
        }
        true
    }

    /// The suggestion that waits for the reader's decision.
    fn under_review(&self) -> Option<Item> {
        let item = self.state.focus.clone()?;
        let document = self.document();
        let is_open = match &item {
            Item::Mention(id) => document.mention(id).is_some_and(|m| !m.status.is_reviewed()),
            Item::Stance(id) => document.stance(id).is_some_and(|s| !s.status.is_reviewed()),
            Item::Entity(_) => false,
        };
        is_open.then_some(item)
    }

    /// The reference's entity that an entity of the document is: the one that most of its mentions have there. An
    /// entity beside the one that has most mentions of it is none.
    fn counterpart(&self, id: &EntityId) -> Option<EntityId> {
        let mut votes: BTreeMap<EntityId, usize> = BTreeMap::new();
        for mention in self.document().mentions().filter(|m| m.status.is_live() && m.claim.entity.as_ref() == Some(id))
        {
            let there = self.reference.mentions().find(|m| m.claim.span == mention.claim.span);
            if let Some(entity) = there.and_then(|m| m.claim.entity.clone()) {
                *votes.entry(entity).or_default() += 1;
            }
        }
        let most = votes.into_iter().max_by_key(|(_, n)| *n).map(|(id, _)| id);
        most.filter(|wanted| self.own(wanted).as_ref() == Some(id))
    }

    fn claim_of(&self, id: &StanceId) -> Option<Claim> {
        let claim = &self.document().stance(id)?.claim;
        let target = claim.target.entity().and_then(|id| self.counterpart(id));
        Some((self.counterpart(&claim.holder), target, claim.polarity, self.document().sentence_around(claim.cue)))
    }

    fn wanted_claims(&self) -> BTreeSet<Claim> {
        let claims = self.reference.stances().map(|s| {
            let target = s.claim.target.entity().cloned();
            let sentence = self.document().sentence_around(s.claim.cue);
            (Some(s.claim.holder.clone()), target, s.claim.polarity, sentence)
        });
        claims.collect()
    }

    fn claims_there(&self) -> BTreeSet<Claim> {
        let live = self.document().stances().filter(|s| s.status.is_live());
        live.filter_map(|s| self.claim_of(&s.id)).collect()
    }

    fn wanted_mentions(&self) -> BTreeSet<(Span, Label)> {
        self.reference.mentions().map(|m| (m.claim.span, m.claim.label.clone())).collect()
    }

    fn mentions_there(&self) -> BTreeSet<(Span, Label)> {
        let live = self.document().mentions().filter(|m| m.status.is_live());
        live.map(|m| (m.claim.span, m.claim.label.clone())).collect()
    }

    /// How many suggestions are right, how many are wrong, and how much is missing.
    fn differences(&self) -> (usize, usize, usize) {
        let (wanted, there) = (self.wanted_mentions(), self.mentions_there());
        let (wanted_claims, claims) = (self.wanted_claims(), self.claims_there());
        let n_linked_wrong = self
            .document()
            .mentions()
            .filter(|m| wanted.contains(&(m.claim.span, m.claim.label.clone())) && !self.is_right(&m.id))
            .count();
        let n_suggested = self.document().stances().len();
        let n_right_stances = self
            .document()
            .stances()
            .filter(|s| self.claim_of(&s.id).is_some_and(|claim| wanted_claims.contains(&claim)))
            .count();
        (
            (&wanted & &there).len() - n_linked_wrong + n_right_stances,
            (&there - &wanted).len() + n_linked_wrong + n_suggested - n_right_stances,
            (&wanted - &there).len() + (&wanted_claims - &claims).len(),
        )
    }

    /// What the reader does at a suggestion: adds what is missing around it, and decides.
    fn look_at(&mut self, item: &Item) {
        let n_before = self.pressed.len();
        match item {
            Item::Mention(id) => {
                let mended = if self.is_right(id) { Mended::Here } else { self.mend(id) };
                match mended {
                    Mended::Here => {
                        self.add_due_mentions(item);
                        self.add_due_stances(Some(item));
                        self.press("c");
                    }
                    Mended::AndOn => {}
                    Mended::Not => self.press("x"),
                }
            }
            Item::Stance(id) => {
                let wanted = self.wanted_claims();
                let others: BTreeSet<Claim> = {
                    let live = self.document().stances().filter(|s| s.status.is_live() && s.id != *id);
                    live.filter_map(|s| self.claim_of(&s.id)).collect()
                };
                let is_right = |reader: &Self| reader.claim_of(id).is_some_and(|claim| wanted.contains(&claim));
                let mut turned = self.clone();
                turned.press("f");
                let is_missing = turned.claim_of(id).is_some_and(|claim| !others.contains(&claim));
                if is_right(self) {
                    self.add_due_stances(Some(item));
                    self.press("c");
                } else if is_right(&turned) && is_missing {
                    *self = turned;
                    self.press("c");
                } else {
                    self.press("x");
                }
            }
            Item::Entity(_) => {}
        }
        assert!(self.pressed.len() > n_before, "the reader does not know what to do with {item:?}");
    }

    fn is_right(&self, id: &MentionId) -> bool {
        let Some(mention) = self.document().mention(id) else { return false };
        let claim = &mention.claim;
        self.wanted_mentions().contains(&(claim.span, claim.label.clone()))
            && claim.entity.as_ref().is_none_or(|entity| {
                let there = self.reference.mentions().find(|m| m.claim.span == claim.span);
                there
                    .and_then(|m| m.claim.entity.as_ref())
                    .is_none_or(|wanted| self.own(wanted).as_ref() == Some(entity))
            })
    }

    /// The entity of the document that an entity of the reference is: the one that has most of its mentions.
    fn own(&self, wanted: &EntityId) -> Option<EntityId> {
        let mut votes: BTreeMap<&EntityId, usize> = BTreeMap::new();
        let mentions = self.reference.mentions().filter(|m| m.claim.entity.as_ref() == Some(wanted));
        for span in mentions.map(|m| m.claim.span) {
            let there = self.document().mentions().find(|m| m.status.is_live() && m.claim.span == span);
            if let Some(entity) = there.and_then(|m| m.claim.entity.as_ref()) {
                *votes.entry(entity).or_default() += 1;
            }
        }
        votes.into_iter().max_by_key(|(_, n)| *n).map(|(id, _)| id.clone())
    }

    /// Gives the focused mention the boundaries, the type and the entity it should have, if there is one like it.
    fn mend(&mut self, id: &MentionId) -> Mended {
        let Some(mention) = self.document().mention(id).cloned() else { return Mended::Not };
        let there = self.mentions_there();
        let wanted = self
            .reference
            .mentions()
            .filter(|m| m.claim.span.overlaps(mention.claim.span))
            .find(|m| m.claim.span == mention.claim.span || !there.iter().any(|(span, _)| *span == m.claim.span))
            .cloned();
        let Some(wanted) = wanted else { return Mended::Not };
        let span_of = |reader: &Self| reader.document().mention(id).map(|m| m.claim.span);
        if mention.claim.span != wanted.claim.span
            && !self.reach(&["[", "{", "]", "}"], 4, |reader| span_of(reader) == Some(wanted.claim.span))
        {
            return Mended::Not;
        }
        if mention.claim.label != wanted.claim.label {
            self.press_label(&wanted.claim.label);
        }
        let Some(entity) = &wanted.claim.entity else { return Mended::Here };
        if !self.is_right(id) {
            let own = self.own(entity);
            let same = self.document().mentions().find(|m| m.status.is_live() && m.id != *id && m.claim.entity == own);
            match same.map(|m| m.id.clone()) {
                Some(same) => {
                    self.press("=");
                    self.type_letters_of(&same, false);
                    let is_here = self.state.focus == Some(Item::Mention(id.clone()));
                    return if is_here { Mended::Here } else { Mended::AndOn };
                }
                None => self.press("o"),
            }
        }
        Mended::Here
    }

    fn press_label(&mut self, label: &Label) {
        let labels = &self.document().codebook().labels;
        let label_idx = labels.iter().position(|rule| rule.label == *label).expect("the codebook has it");
        self.press(&(label_idx + 1).to_string());
    }

    /// Presses the fewest of `keys` after which `is_there`; none where there is no way of at most `depth` presses.
    fn reach(&mut self, keys: &[&str], depth: usize, is_there: impl Fn(&Self) -> bool) -> bool {
        let mut ways = vec![self.clone()];
        for _ in 0..depth {
            let mut longer = Vec::new();
            for way in &ways {
                for key in keys {
                    let mut next = way.clone();
                    next.press(key);
                    if is_there(&next) {
                        *self = next;
                        return true;
                    }
                    longer.push(next);
                }
            }
            ways = longer;
        }
        false
    }

    /// Where the suggestion stands that comes after `item`.
    fn next_place(&self, item: &Item) -> usize {
        let next = walk::step(self.document(), Some(item), walk::Stops::Suggestions, true);
        let place = |item: &Item| walk::place_of(self.document(), item).map_or(0, |span| span.start);
        match next {
            Some(next) if place(&next) > place(item) => place(&next),
            _ => usize::MAX,
        }
    }

    /// Adds the mentions that are missing before the next suggestion.
    fn add_due_mentions(&mut self, item: &Item) {
        let next = self.next_place(item);
        for (span, label) in &self.wanted_mentions() - &self.mentions_there() {
            let is_mended_later = self.document().mentions().any(|m| m.status.is_live() && m.claim.span.overlaps(span));
            if span.start > next || is_mended_later {
                continue;
            }
            let is_selected = |reader: &Self| reader.state.selection == Some(span);
            if self.reach(&["W", "B", "w", "b", "]", "["], 4, is_selected) {
                self.press_label(&label);
            }
        }
    }

    /// Adds the missing stances of this sentence whose holder or target is looked at, and all whose sentence is left now.
    fn add_due_stances(&mut self, item: Option<&Item>) {
        let place = item.and_then(|item| walk::place_of(self.document(), item));
        let sentence = place.map(|place| self.document().sentence_around(place));
        let next = item.map_or(usize::MAX, |item| self.next_place(item));
        let own = match item {
            Some(Item::Mention(id)) => self.document().mention(id).and_then(|m| m.claim.entity.clone()),
            Some(Item::Stance(id)) => self.document().stance(id).map(|s| s.claim.holder.clone()),
            _ => None,
        };
        let own = own.and_then(|id| self.counterpart(&id));
        for claim in &self.wanted_claims() - &self.claims_there() {
            // Where the holder comes later in the sentence, the stance can wait until then.
            let comes_later = |entity: &Option<EntityId>| {
                self.document().mentions().any(|m| {
                    m.status == Status::Suggested
                        && claim.3.encloses(m.claim.span)
                        && place.is_some_and(|place| m.claim.span.start > place.start)
                        && m.claim.entity.as_ref().and_then(|id| self.counterpart(id)) == *entity
                })
            };
            let is_here = Some(claim.3) == sentence && own.is_some();
            let is_own = is_here && (claim.0 == own || claim.1 == own && !comes_later(&claim.0));
            if is_own || claim.3.end <= next {
                self.add_stance(&claim);
            }
        }
    }

    fn mentions_of(&self, entity: Option<&EntityId>, near: Span) -> Vec<MentionId> {
        let mut own: Vec<(usize, MentionId)> = self
            .document()
            .mentions()
            .filter(|m| m.status.is_live())
            .filter(|m| m.claim.entity.as_ref().and_then(|id| self.counterpart(id)).as_ref() == entity)
            .map(|m| (m.claim.span.start.abs_diff(near.start), m.id.clone()))
            .collect();
        own.sort();
        own.into_iter().map(|(_, id)| id).take(6).collect()
    }

    /// The shortest of the ways to add a stance: from the holder at hand, from the holder's letter, as guessed, or from
    /// selected words.
    fn add_stance(&mut self, claim: &Claim) {
        let is_done = |reader: &Self| reader.state.stance_draft.is_none() && reader.claims_there().contains(claim);
        let mut best: Option<Self> = None;
        let targets = self.mentions_of(claim.1.as_ref(), claim.3);
        let holders = self.mentions_of(claim.0.as_ref(), claim.3);
        // Selecting words first is the long way; it is tried where the sentence names nobody who could be meant.
        for n_words in 0..7 {
            if best.as_ref().is_some_and(|best| best.pressed.len() - self.pressed.len() <= 4) {
                break;
            }
            for key in if n_words == 0 { &["w"][..] } else { &["w", "b"] } {
                let mut at_words = self.clone();
                (0..n_words).for_each(|_| at_words.press(key));
                let mut offer = |way: Self| {
                    if is_done(&way) && best.as_ref().is_none_or(|best| way.pressed.len() < best.pressed.len()) {
                        best = Some(way);
                    }
                };
                at_words.stances_from_here(&holders, &targets, &mut offer);
                if n_words == 0 && self.state.aside_from.is_some() {
                    at_words.press("n");
                    at_words.stances_from_here(&holders, &targets, &mut offer);
                }
            }
        }
        if let Some(best) = best {
            *self = best;
        }
    }

    /// All ways to begin a stance here and to end it with one letter or two.
    fn stances_from_here(&self, holders: &[MentionId], targets: &[MentionId], offer: &mut impl FnMut(Self)) {
        let mut begun = self.clone();
        begun.press("s");
        for keys in [&["Enter"][..], &["f", "Enter"]] {
            let mut guessed = begun.clone();
            keys.iter().for_each(|key| guessed.press(key));
            offer(guessed);
        }
        let mut toward = self.clone();
        toward.press("h");
        toward.end_with(holders, offer);
        begun.end_with(targets, offer);
        for holder in holders {
            let mut other = begun.clone();
            other.press("Backspace");
            if other.type_letters_of(holder, false) {
                other.end_with(targets, offer);
            }
        }
    }

    /// Types the letter of each of these, for either side, and moves the cue on if that helps.
    fn end_with(&self, mentions: &[MentionId], offer: &mut impl FnMut(Self)) {
        for mention in mentions {
            for is_shifted in [false, true] {
                let mut way = self.clone();
                if !way.type_letters_of(mention, is_shifted) {
                    continue;
                }
                offer(way.clone());
                for key in [".", ","] {
                    let mut moved = way.clone();
                    for _ in 0..3 {
                        moved.press(key);
                        offer(moved.clone());
                    }
                }
            }
        }
    }
}

/// What still differs from the reference, in words; empty where nothing does.
pub fn differences(reference: &Document, document: &Document) -> Vec<String> {
    let scores = standpoint::evaluation::score([(reference, document)]).expect("the texts are the same");
    let wanted = ["mention", "span", "entity", "stance"];
    let differing = wanted.into_iter().filter(|name| scores.get(*name).is_some_and(|measure| measure.f1 < 1.0));
    differing.map(|name| format!("{name}: {:?}", scores[name])).collect()
}
