//! What a reader does and what comes of it.

mod boundaries;
mod finding;
mod settings;
mod slider;

use super::update;
use crate::annotation::{Label, MentionId, Polarity, StanceId, Status, Target};
use crate::app::boundary::{Side, Unit, Way};
use crate::app::command::Command;
use crate::app::describe;
use crate::app::fixture::{mention_of, suggestions};
use crate::app::keymap::Keymap;
use crate::app::learning::Learning;
use crate::app::library::{ArticleId, Card, LibraryAction, LibraryEffect};
use crate::app::words::Language;
use crate::app::{Action, Effect, FileRef, Item, Kept, Pair, Popover, ReadFile, State, Stored, Tab, Theme};
use crate::document::{Document, Edit, Grouping};
use crate::text::Span;

/// A screen, and what it asked of the browser.
#[derive(Default)]
struct Screen {
    state: State,
    effects: Vec<Effect>,
}

impl Screen {
    /// A page that has just started and found nothing in the store.
    fn started() -> Self {
        let mut screen = Self::default();
        screen.hears(Action::Started {
            theme: Theme::System,
            language: Language::English,
            keys: Keymap::default(),
            shown_from: None,
            latest: None,
            recent: Vec::new(),
            learning: Learning::default(),
            trouble: None,
        });
        screen
    }

    /// A page that shows a marked passage as the tagger would have marked it.
    fn tagged(marked: &str) -> Self {
        let mut screen = Self::started();
        let (text, analysis) = suggestions(marked, 90);
        screen.hears(Action::TextPasted { text, html: None });
        let (id, revision) = screen.asked_to_tag();
        screen.hears(Action::TaggingDone { id, revision, analysis });
        screen
    }

    fn hears(&mut self, action: Action) {
        let (state, effects) = update(std::mem::take(&mut self.state), action);
        self.state = state;
        self.effects.extend(effects);
    }

    fn command(&mut self, command: Command) {
        self.hears(Action::CommandChosen(command));
    }

    fn asked_to_tag(&self) -> (u64, u64) {
        let last = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::StartTagging { id, revision, .. } => Some((*id, *revision)),
            _ => None,
        });
        last.expect("the tagger was asked")
    }

    fn document(&self) -> &Document {
        self.state.document().expect("an article is open")
    }

    /// Selects the first place of `words`, as with the mouse.
    fn select(&mut self, words: &str) {
        let start = self.document().article().text().find(words).expect("is in the text");
        self.hears(Action::TextSelected { span: Some(Span::new(start, start + words.len())), is_exact: false });
    }

    /// The live mentions as lines: "Ankara GPE confirmed".
    fn lines(&self) -> Vec<String> {
        let article = self.document().article();
        self.document()
            .mentions()
            .filter(|m| m.status.is_live())
            .map(|m| format!("{} {} {}", article.slice(m.claim.span).unwrap_or_default(), m.claim.label, m.status))
            .collect()
    }

    fn said(&self) -> &str {
        &self.state.announcement.text
    }
}

#[test]
fn a_type_for_the_selected_words_of_a_mention_is_that_mentions_type() {
    let mut screen = Screen::tagged("[Wagner|PERSON] left [Mali|GPE].");
    screen.hears(Action::TextSelected { span: Some(Span::new(0, 6)), is_exact: false });
    screen.hears(Action::CommandChosen(Command::Label(1)));
    let document = screen.state.document().expect("it is open");
    let marks: Vec<_> = document.mentions().map(|m| (m.claim.label.clone(), m.status)).collect();
    assert_eq!(marks, [(Label::ORG, Status::Corrected), (Label::GPE, Status::Suggested)]);
    assert_eq!(screen.state.selection, None);
}

#[test]
fn the_page_opens_on_a_sample_and_has_it_tagged() {
    let screen = Screen::started();
    assert!(screen.document().article().text().contains("ferry"));
    screen.asked_to_tag();
    assert!(!screen.effects.iter().any(|effect| matches!(effect, Effect::Keep(_))), "a sample is not kept");
}

#[test]
fn an_answer_for_another_article_is_dropped() {
    let mut screen = Screen::started();
    let (id, revision) = screen.asked_to_tag();
    screen.hears(Action::TextPasted { text: "Something else.".to_owned(), html: None });
    let (_, analysis) = suggestions("[Tallinn|GPE] and more", 90);
    screen.hears(Action::TaggingDone { id, revision, analysis });
    assert_eq!(screen.document().mentions().len(), 0);
    assert!(screen.effects.contains(&Effect::StopTagging));
}

#[test]
fn review_takes_one_key_a_suggestion() {
    let mut screen = Screen::tagged("[Ankara|GPE] told [Peskov|ORG] off in [May|PERSON].");
    screen.command(Command::NextSuggestion);
    screen.command(Command::Confirm);
    screen.command(Command::Label(0));
    screen.command(Command::NextSuggestion);
    screen.command(Command::Reject);
    assert_eq!(screen.lines(), ["Ankara GPE confirmed", "Peskov PERSON corrected"]);
    assert_eq!(screen.said(), "Rejected May. Undo with Control Z. Every suggestion is reviewed.");
    for _ in 0..3 {
        screen.command(Command::Undo);
    }
    assert_eq!(screen.lines(), ["Ankara GPE suggested", "Peskov ORG suggested", "May PERSON suggested"]);
    screen.command(Command::Undo);
    assert_eq!(screen.said(), "There is nothing to undo.");
    screen.command(Command::Redo);
    assert_eq!(screen.lines()[0], "Ankara GPE confirmed");
}

#[test]
fn selected_words_become_a_mention_by_one_key() {
    let mut screen = Screen::tagged("The Gulf Ferry Union met.");
    screen.select("ulf Ferry Uni");
    assert_eq!(screen.state.popover, Some(Popover::Selection));
    screen.command(Command::Label(1));
    assert_eq!(screen.lines(), ["Gulf Ferry Union ORG added"]);
    assert_eq!(screen.state.selection, None);
    assert_eq!(screen.state.popover, Some(Popover::Mention));
    assert_eq!(screen.said(), "Marked Gulf Ferry Union as ORG.");
    screen.command(Command::Boundary(Side::Start, Way::Inward, Unit::Word));
    assert_eq!(screen.lines(), ["Ferry Union ORG added"]);
}

#[test]
fn words_are_marked_by_the_keyboard_alone() {
    let mut screen = Screen::tagged("Nobody saw Signe Lundqvist there.");
    for _ in 0..3 {
        screen.command(Command::NextWord);
    }
    screen.command(Command::Boundary(Side::End, Way::Outward, Unit::Word));
    screen.command(Command::Label(0));
    assert_eq!(screen.lines(), ["Signe Lundqvist PERSON added"]);
}

#[test]
fn a_stance_is_guessed_from_its_cue() {
    let mut screen = Screen::tagged("[Ana|PERSON] praised [Bo|PERSON] today.");
    screen.select("praised");
    screen.command(Command::Stance);
    let draft = screen.state.stance_draft.clone().expect("is begun");
    let entities: Vec<_> = screen.document().entities().map(|e| e.id.clone()).collect();
    assert_eq!(draft.holder.as_ref(), entities.first());
    assert_eq!(draft.target, Some(Target::Entity(entities[1].clone())));
    screen.hears(Action::StanceDraftAdded);
    let stance = screen.document().stances().next().expect("was added").clone();
    assert_eq!((stance.claim.polarity, stance.status), (Polarity::Favor, Status::Added));
    assert_eq!(screen.state.focus, Some(Item::Stance(stance.id.clone())));
    assert_eq!(screen.said(), "Added Ana favor Bo: praised.");
}

/// The stances as lines: "Ana favor Bo: praised".
fn stances(screen: &Screen) -> Vec<String> {
    let document = screen.document();
    let live = document.stances().filter(|stance| stance.status.is_live());
    live.map(|stance| {
        let claim = &stance.claim;
        let holder = describe::entity_name(document, &claim.holder);
        let target = describe::target(document, &claim.target);
        let cue = describe::words_of(document.article(), claim.cue);
        format!("{holder} {} {target}: {cue}", claim.polarity)
    })
    .collect()
}

/// Types the letters that stand on the first mark of `words`.
fn type_letters_of(screen: &mut Screen, words: &str, is_shifted: bool) {
    let id = mention_of(screen.document(), words);
    let shown = screen.state.hinting.as_ref().expect("letters are shown").shown();
    for letter in shown.mentions[&id].chars() {
        screen.hears(Action::HintTyped { letter, is_shifted });
    }
}

const ROW: &str = "[Ana|PERSON] praised [Bo|PERSON] but later blamed [Cy|PERSON] for the new harbour fee.";

#[test]
fn a_stance_takes_one_key_and_one_letter_from_its_holder() {
    let mut screen = Screen::tagged(ROW);
    screen.command(Command::Next);
    screen.command(Command::Stance);
    type_letters_of(&mut screen, "Bo", false);
    assert_eq!(stances(&screen), ["Ana favor Bo: praised"]);
    assert_eq!((screen.state.hinting.is_none(), screen.state.stance_draft.is_none()), (true, true));
    assert!(!screen.state.panel.is_drawn_up, "on a narrow screen the text is not covered");
    screen.command(Command::Stance);
    type_letters_of(&mut screen, "Cy", false);
    assert_eq!(stances(&screen), ["Ana favor Bo: praised", "Ana against Cy: blamed"], "the holder stays");
    screen.command(Command::Undo);
    assert_eq!(stances(&screen), ["Ana favor Bo: praised"], "it is one step");
}

#[test]
fn a_stance_may_begin_at_its_target() {
    let mut screen = Screen::tagged(ROW);
    screen.command(Command::Next);
    screen.command(Command::Next);
    screen.command(Command::Holder);
    assert!(screen.said().ends_with("Type the holder's letter."));
    type_letters_of(&mut screen, "Ana", false);
    assert_eq!(stances(&screen), ["Ana favor Bo: praised"]);
}

#[test]
fn who_turns_aside_to_add_something_goes_on_where_they_were() {
    let mut screen = Screen::tagged(&format!("{ROW} Danilo left, and [Eve|PERSON] too."));
    screen.command(Command::NextSuggestion);
    screen.command(Command::Stance);
    type_letters_of(&mut screen, "Bo", false);
    screen.command(Command::Confirm);
    assert_eq!(screen.lines()[..2], ["Ana PERSON confirmed", "Bo PERSON suggested"]);
    assert_eq!(screen.state.focus, Some(Item::Mention(mention_of(screen.document(), "Bo"))));
    screen.command(Command::Confirm);
    screen.command(Command::NextName);
    screen.command(Command::Label(0));
    assert_eq!(screen.lines()[3], "Danilo PERSON added");
    screen.command(Command::NextSuggestion);
    assert_eq!(screen.state.focus, Some(Item::Mention(mention_of(screen.document(), "Cy"))));
}

#[test]
fn a_mention_means_the_same_as_another_by_its_letter() {
    let mut screen = Screen::tagged("[Ana|PERSON] met [Bo|PERSON] and [Ana B|PERSON].");
    for _ in 0..3 {
        screen.command(Command::Next);
    }
    screen.command(Command::SameAs);
    type_letters_of(&mut screen, "Ana", false);
    let entities: Vec<_> = screen.document().mentions().map(|m| m.claim.entity.clone()).collect();
    assert_eq!(entities[0], entities[2]);
    assert_ne!(entities[0], entities[1]);
}

#[test]
fn shift_with_the_letter_takes_the_other_side() {
    let mut screen = Screen::tagged(ROW);
    screen.command(Command::Next);
    screen.command(Command::Stance);
    type_letters_of(&mut screen, "Bo", true);
    assert_eq!(stances(&screen), ["Ana against Bo: praised"]);
}

#[test]
fn enter_takes_the_guess_as_it_is_shown() {
    let mut screen = Screen::tagged(ROW);
    screen.command(Command::Next);
    screen.command(Command::Stance);
    screen.hears(Action::StanceDraftAdded);
    assert_eq!(stances(&screen), ["Ana favor Bo: praised"]);
}

#[test]
fn another_holder_is_chosen_first_after_backspace() {
    let mut screen = Screen::tagged(ROW);
    screen.command(Command::Next);
    screen.command(Command::Stance);
    screen.hears(Action::HintTakenBack);
    type_letters_of(&mut screen, "Bo", false);
    type_letters_of(&mut screen, "Bo", false);
    assert_eq!(screen.said(), "Holder and target are the same. Type another letter.");
    type_letters_of(&mut screen, "Cy", false);
    assert_eq!(stances(&screen), ["Bo against Cy: blamed"]);
}

#[test]
fn the_cue_goes_on_to_the_next_likely_word() {
    let mut screen = Screen::tagged(ROW);
    screen.command(Command::Next);
    screen.command(Command::Stance);
    screen.command(Command::NextCue);
    screen.hears(Action::StanceDraftAdded);
    assert_eq!(stances(&screen), ["Ana against Bo: blamed"]);
    screen.command(Command::PreviousCue);
    assert_eq!(stances(&screen), ["Ana against Bo: praised"], "of one that is there, only the cue changes");
    screen.command(Command::Boundary(Side::End, Way::Outward, Unit::Word));
    assert_eq!(stances(&screen), ["Ana against Bo: praised Bo"]);
}

#[test]
fn holder_and_target_of_a_stance_are_changed_by_a_letter() {
    let mut screen = Screen::tagged("[Ana|PERSON] {praised|Ana|favor|Bo} [Bo|PERSON] and [Cy|PERSON].");
    screen.command(Command::Target);
    assert_eq!(screen.said(), "Choose a mention or a stance first.");
    screen.command(Command::Next);
    screen.command(Command::Next);
    screen.command(Command::Target);
    type_letters_of(&mut screen, "Cy", false);
    assert_eq!(stances(&screen), ["Ana favor Cy: praised"]);
    screen.command(Command::Holder);
    type_letters_of(&mut screen, "Bo", false);
    assert_eq!(stances(&screen), ["Bo favor Cy: praised"]);
}

#[test]
fn a_stance_may_be_toward_a_matter() {
    let mut screen = Screen::tagged(ROW);
    screen.command(Command::Next);
    screen.command(Command::Stance);
    screen.command(Command::Issue);
    screen.select("harbour fee");
    screen.hears(Action::StanceDraftAdded);
    assert_eq!(stances(&screen), ["Ana favor “harbour fee”: praised"]);
}

#[test]
fn a_letter_leads_to_its_mark() {
    let mut screen = Screen::tagged(ROW);
    screen.command(Command::Jump);
    type_letters_of(&mut screen, "Cy", false);
    assert_eq!(screen.state.focus, Some(Item::Mention(mention_of(screen.document(), "Cy"))));
    assert!(screen.effects.contains(&Effect::FocusMark(Item::Mention(mention_of(screen.document(), "Cy")))));
    screen.command(Command::Jump);
    screen.command(Command::Close);
    assert_eq!(screen.said(), "No mark was chosen.");
    assert!(screen.state.hinting.is_none());
}

#[test]
fn pressing_marks_does_what_their_letters_do() {
    let mut screen = Screen::tagged(ROW);
    screen.command(Command::Stance);
    for words in ["Ana", "Cy"] {
        screen.hears(Action::MarkClicked(Item::Mention(mention_of(screen.document(), words))));
    }
    assert_eq!(stances(&screen), ["Ana against Cy: blamed"]);
}

#[test]
fn a_stance_without_its_parts_is_not_added() {
    let mut screen = Screen::tagged("[Ana|PERSON] came.");
    screen.command(Command::Next);
    screen.command(Command::Stance);
    screen.hears(Action::StanceDraftAdded);
    assert_eq!(screen.document().stances().len(), 0);
    assert!(screen.state.stance_draft.is_some(), "what was chosen stays");
}

#[test]
fn what_is_sure_is_confirmed_in_one_step() {
    let mut screen = Screen::tagged("[Ana|PERSON] {praised|Ana|favor|Bo} [Bo|PERSON].");
    screen.hears(Action::SureAccepted(95));
    assert!(screen.lines().iter().all(|line| line.ends_with("suggested")));
    screen.hears(Action::SureAccepted(90));
    assert!(screen.lines().iter().all(|line| line.ends_with("confirmed")));
    screen.command(Command::Undo);
    assert!(screen.lines().iter().all(|line| line.ends_with("suggested")));
}

#[test]
fn everything_is_kept_one_write_at_a_time() {
    let mut screen = Screen::tagged("[Ana|PERSON] and [Bo|PERSON].");
    let keepings = |screen: &Screen| {
        screen
            .effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Keep(keeping) => Some((keeping.id, keeping.base.is_some(), keeping.entries.len())),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(keepings(&screen), [(None, true, 0)], "the text is kept before it is tagged");
    let revision = screen.state.open.as_ref().map_or(0, |open| open.revision);
    let id = ArticleId(7);
    screen.hears(Action::Kept { revision, id, n_entries: 0, at: "14:01".to_owned() });
    assert_eq!(keepings(&screen).last(), Some(&(Some(id), true, 0)), "what the tagger said takes its place");
    screen.command(Command::Next);
    screen.command(Command::Confirm);
    screen.command(Command::Confirm);
    assert_eq!(keepings(&screen).len(), 2, "the write is still under way");
    screen.hears(Action::Kept { revision, id, n_entries: 0, at: "14:02".to_owned() });
    assert_eq!(keepings(&screen).last(), Some(&(Some(id), false, 2)));
    assert_eq!(screen.state.kept, Kept::Waiting);
    screen.hears(Action::Kept { revision, id, n_entries: 2, at: "14:03".to_owned() });
    assert_eq!(screen.state.kept, Kept::At("14:03".to_owned()));
}

#[test]
fn a_failed_write_is_told_and_tried_again() {
    let mut screen = Screen::tagged("[Ana|PERSON] came.");
    let revision = screen.state.open.as_ref().map_or(0, |open| open.revision);
    screen.hears(Action::KeepFailed {
        revision,
        id: None,
        n_entries: 0,
        reason: "There is no room left.".to_owned(),
        is_conflict: false,
    });
    assert_eq!(screen.state.notices.len(), 1);
    screen.effects.clear();
    screen.command(Command::Next);
    screen.command(Command::Confirm);
    assert!(matches!(&screen.effects[..], [.., Effect::Keep(keeping)] if keeping.base.is_some()));
}

#[test]
fn a_reload_brings_back_the_article_and_its_undo_steps() {
    let mut screen = Screen::tagged("[Ana|PERSON] and [Bo|PERSON].");
    screen.command(Command::Next);
    screen.command(Command::Confirm);
    screen.command(Command::Reject);
    screen.command(Command::Undo);
    let open = screen.state.open.as_ref().expect("is open");
    let stored = Stored {
        id: ArticleId(3),
        title: "Ana".to_owned(),
        base: crate::format::native::to_json(&open.base),
        entries: open.journal.iter().map(|entry| serde_json::to_string(entry).expect("is data")).collect(),
    };
    let mut again = Screen::default();
    again.hears(Action::Started {
        theme: Theme::Dark,
        language: Language::English,
        keys: Keymap::default(),
        shown_from: None,
        latest: Some(stored),
        recent: Vec::new(),
        learning: Learning::default(),
        trouble: None,
    });
    assert_eq!(again.document(), screen.document());
    assert_eq!(again.state.kept, Kept::Restored);
    assert!(!again.effects.iter().any(|effect| matches!(effect, Effect::Keep(_) | Effect::StartTagging { .. })));
    again.command(Command::Redo);
    assert_eq!(again.lines(), ["Ana PERSON confirmed"]);
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_article_alone() {
    let mut screen = Screen::tagged("[Ana|PERSON] came.");
    let file = FileRef { name: "broken.json".to_owned(), handle: None };
    screen.hears(Action::FilesRead(vec![ReadFile { file, bytes: b"{\"format\": \"standpoint\",".to_vec() }]));
    assert_eq!(screen.lines(), ["Ana PERSON suggested"]);
    assert!(screen.state.notices.iter().any(|notice| notice.is_error && notice.text.starts_with("broken.json: ")));
}

#[test]
fn what_is_saved_opens_as_it_was() {
    let mut screen = Screen::tagged("[Ana|PERSON] came.");
    screen.command(Command::Next);
    screen.command(Command::Confirm);
    screen.command(Command::Save);
    let Some(Effect::SaveFile { name, content }) = screen.effects.last().cloned() else {
        panic!("a file should have been offered")
    };
    assert_eq!(name, "ana-came.standpoint.json");
    let before = screen.document().clone();
    let file = FileRef { name, handle: None };
    screen.hears(Action::FilesRead(vec![ReadFile { file, bytes: content.into_bytes() }]));
    assert_eq!(*screen.document(), before);
}

#[test]
fn escape_closes_one_thing_at_a_time() {
    let mut screen = Screen::tagged("[Ana|PERSON] came.");
    screen.command(Command::Next);
    screen.command(Command::Help);
    screen.command(Command::Close);
    assert_eq!(screen.state.dialog, None);
    let ana = Item::Mention(mention_of(screen.document(), "Ana"));
    assert_eq!(screen.state.focus, Some(ana));
    screen.command(Command::Close);
    assert_eq!(screen.state.focus, None);
}

#[test]
fn merging_by_the_panel_can_be_undone() {
    let mut screen = Screen::tagged("[Ankara|GPE] and [Turkey|GPE].");
    let ids: Vec<_> = screen.document().entities().map(|e| e.id.clone()).collect();
    screen.hears(Action::EditChosen(Edit::MergeEntities { from: ids[0].clone(), into: ids[1].clone() }));
    assert_eq!(screen.said(), "Merged Ankara into Turkey. Undo with Control Z.");
    let entity =
        |screen: &Screen| screen.document().mention(&MentionId::numbered(1)).and_then(|m| m.claim.entity.clone());
    assert_eq!(entity(&screen), Some(ids[1].clone()));
    screen.command(Command::Undo);
    assert_eq!(entity(&screen), Some(ids[0].clone()));
}

#[test]
fn a_type_already_there_is_refused_in_words() {
    let mut screen = Screen::tagged("[Ana|PERSON] came.");
    screen.hears(Action::EditChosen(Edit::AddMention {
        span: Span::new(0, 3),
        label: Label::PERSON,
        entity: crate::document::EntityChoice::ByName,
    }));
    assert_eq!(screen.said(), "These words are marked with this type already.");
}

#[test]
fn brat_files_of_one_name_are_one_article_and_are_not_overwritten() {
    let mut screen = Screen::started();
    let file = |name: &str, text: &str| ReadFile {
        file: FileRef { name: name.to_owned(), handle: Some(1) },
        bytes: text.as_bytes().to_vec(),
    };
    screen.hears(Action::FilesRead(vec![
        file("row.txt", "Ankara waits.\n"),
        file("row.ann", "T1\tGPE 0 6\tAnkara\n"),
        file("other.txt", "Something else."),
    ]));
    assert_eq!(screen.lines().len(), 1);
    assert!(screen.lines()[0].starts_with("Ankara GPE"));
    assert_eq!(screen.state.open.as_ref().and_then(|open| open.file.as_ref()?.handle), None);
    let n_kept = screen.effects.iter().filter(|effect| matches!(effect, Effect::Keep(_))).count();
    assert_eq!(n_kept, 2, "the article and the one that waits");
}

#[test]
fn a_change_is_offered_for_the_other_places_of_the_name() {
    let mut screen = Screen::tagged("[Taliban|NORP] came. [Taliban|NORP] left.");
    screen.command(Command::Next);
    screen.command(Command::Label(1));
    assert_eq!(screen.said(), "Changed Taliban to ORG. The same in 1 other place: press a.");
    screen.command(Command::Occurrences);
    screen.hears(Action::OccurrencesAccepted);
    assert_eq!(screen.lines(), ["Taliban ORG corrected", "Taliban ORG corrected"]);
}

#[test]
fn a_number_of_the_table_leads_to_its_stances_and_back_to_all() {
    let mut screen = Screen::tagged("[Ana|PERSON] {blamed|Ana|against|Bo} [Bo|PERSON].");
    let ids: Vec<_> = screen.document().entities().map(|e| e.id.clone()).collect();
    let pair = Pair {
        holder: ids[0].clone(),
        target: ids[1].clone(),
        polarity: Polarity::Against,
        grouping: Grouping::Entity,
    };
    screen.hears(Action::TabChosen(Tab::Table));
    screen.hears(Action::PairChosen(Some(pair)));
    assert_eq!(screen.state.panel.tab, Tab::Stances);
    assert_eq!(screen.state.focus, Some(Item::Stance(StanceId::numbered(1))));
    assert_eq!(screen.said(), "1 stance");
    screen.hears(Action::PairChosen(None));
    assert_eq!(screen.state.panel.pair, None);
}

#[test]
fn the_arrows_walk_the_tabs_round() {
    assert_eq!(Tab::Stances.after_key("ArrowRight"), Some(Tab::Entities));
    assert_eq!(Tab::Stances.after_key("ArrowLeft"), Some(Tab::History));
    assert_eq!(Tab::Table.after_key("Home"), Some(Tab::Stances));
    assert_eq!(Tab::Table.after_key("a"), None);
}

#[test]
fn words_selected_again_under_a_popover_that_gave_way_bring_it_back() {
    let mut screen = Screen::tagged("[Ana|PERSON] came home.");
    let select = || Action::TextSelected { span: Some(Span::new(4, 8)), is_exact: true };
    screen.hears(select());
    screen.hears(Action::PopoverClosed);
    assert_eq!(screen.state.popover, None);
    screen.hears(select());
    assert_eq!(screen.state.popover, Some(Popover::Selection));
}

#[test]
fn what_another_tab_works_on_is_only_shown() {
    let mut screen = kept("[Ana|PERSON] came.");
    let hold = |is_ours, was_taken| Action::Library(LibraryAction::HoldKnown { id: ArticleId(7), is_ours, was_taken });
    screen.hears(hold(false, false));
    screen.command(Command::Next);
    screen.command(Command::Confirm);
    assert_eq!(screen.lines(), ["Ana PERSON suggested"]);
    assert!(screen.said().contains("another tab"), "{}", screen.said());
    screen.effects.clear();
    screen.hears(hold(true, true));
    assert!(screen.effects.contains(&Effect::LoadRecent(ArticleId(7))), "what the other tab did last");
    screen.command(Command::Next);
    screen.command(Command::Confirm);
    assert_eq!(screen.lines(), ["Ana PERSON confirmed"]);
}

#[test]
fn an_article_is_given_up_only_when_everything_is_kept() {
    let mut screen = kept("[Ana|PERSON] came.");
    let revision = screen.state.open.as_ref().map_or(0, |open| open.revision);
    screen.command(Command::Next);
    screen.command(Command::Confirm);
    screen.effects.clear();
    screen.hears(Action::Library(LibraryAction::HoldWanted(ArticleId(7))));
    let gives_up = |screen: &Screen| screen.effects.contains(&Effect::Library(LibraryEffect::GiveUp(ArticleId(7))));
    assert!(!gives_up(&screen), "the confirmation is still being kept");
    screen.hears(Action::Kept { revision, id: ArticleId(7), n_entries: 1, at: "14:03".to_owned() });
    assert!(gives_up(&screen));
    screen.command(Command::Undo);
    assert_eq!(screen.lines(), ["Ana PERSON confirmed"], "here it is only shown from now on");
}

#[test]
fn two_versions_of_an_article_are_both_kept() {
    let mut screen = kept("[Ana|PERSON] came.");
    let revision = screen.state.open.as_ref().map_or(0, |open| open.revision);
    screen.command(Command::Next);
    screen.command(Command::Confirm);
    screen.effects.clear();
    let (id, reason) = (Some(ArticleId(7)), "Another tab was first.".to_owned());
    screen.hears(Action::KeepFailed { revision, id, n_entries: 0, reason, is_conflict: true });
    let kept = screen.effects.iter().find_map(|effect| match effect {
        Effect::Keep(keeping) => Some((keeping.id, keeping.base.is_some(), keeping.entries.len())),
        _ => None,
    });
    assert_eq!(kept, Some((None, true, 1)), "the copy has everything");
    assert_eq!(screen.lines(), ["Ana PERSON confirmed"]);
}

#[test]
fn a_removed_article_comes_back() {
    let mut screen = Screen::started();
    let cards = (1..4).map(|n| (ArticleId(n), Card { title: format!("Row {n}"), ..Card::default() })).collect();
    screen.hears(Action::Library(LibraryAction::CardsChanged(cards)));
    screen.command(Command::Library);
    screen.hears(Action::Library(LibraryAction::RowChosen(ArticleId(2))));
    screen.command(Command::Reject);
    assert_eq!(*screen.state.library.listed, [ArticleId(1), ArticleId(3)]);
    assert_eq!(screen.state.library.chosen, Some(ArticleId(3)));
    screen.command(Command::Undo);
    assert_eq!(screen.state.library.listed.len(), 3);
    screen.command(Command::Done);
    assert!(screen.state.library.cards[&ArticleId(2)].marks.is_done);
    screen.command(Command::Details);
    assert!(screen.effects.contains(&Effect::LoadRecent(ArticleId(2))));
}

#[test]
fn a_crash_is_told_once_it_is_known_that_no_tab_lives() {
    let mut screen = kept("[Ana|PERSON] came.");
    screen.hears(Action::Library(LibraryAction::CrashNoticed(ArticleId(7))));
    assert!(screen.state.notices.is_empty());
    screen.hears(Action::Library(LibraryAction::HoldKnown { id: ArticleId(7), is_ours: true, was_taken: false }));
    assert!(screen.state.notices[0].text.contains("is here again"), "{:?}", screen.state.notices);
}

/// A tagged article that the store has as number 7.
fn kept(marked: &str) -> Screen {
    let mut screen = Screen::tagged(marked);
    let revision = screen.state.open.as_ref().map_or(0, |open| open.revision);
    for _ in 0..2 {
        screen.hears(Action::Kept { revision, id: ArticleId(7), n_entries: 0, at: "14:02".to_owned() });
    }
    screen
}

#[test]
fn review_by_keys_shows_a_glance_and_one_key_shows_all() {
    let mut screen = Screen::tagged("[Ana|PERSON] met [Bo|PERSON].");
    screen.command(Command::NextSuggestion);
    assert_eq!(screen.state.popover, Some(Popover::Glance));
    screen.command(Command::Details);
    assert_eq!(screen.state.popover, Some(Popover::Mention));
    screen.command(Command::Confirm);
    assert_eq!(screen.state.popover, Some(Popover::Glance), "of the next one");
}
