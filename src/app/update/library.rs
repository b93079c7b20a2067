//! The library: looked through, marked, worked on as a whole, and shared with other tabs.

use super::Turn;
use crate::app::action::Effect;
use crate::app::command::Command;
use crate::app::library::{ArticleId, Card, LibraryAction, LibraryEffect, Marks, Report, Sort, Texts, Work, WorkKind};
use crate::document::Edit;
use std::rc::Rc;

impl Turn {
    pub(super) fn library(&mut self, action: LibraryAction) {
        match action {
            LibraryAction::Shown => self.show_library(),
            LibraryAction::Hidden => self.hide_library(),
            LibraryAction::SearchTyped(search) => {
                self.state.library.query.search = search;
                self.list();
            }
            LibraryAction::StageChosen(stage) => {
                self.state.library.query.stage = stage;
                self.list();
            }
            LibraryAction::TagChosen(tag) => {
                self.state.library.query.tag = tag;
                self.list();
            }
            LibraryAction::SortChosen(sort) => self.sort(sort),
            LibraryAction::RemovedShown(shows_removed) => {
                self.state.library.query.shows_removed = shows_removed;
                self.list();
            }
            LibraryAction::RowChosen(id) => self.state.library.chosen = Some(id),
            LibraryAction::DoneToggled(id) => self.toggle_done(id),
            LibraryAction::TagAdded { id, tag } => self.add_tag(id, &tag),
            LibraryAction::TagTaken { id, tag } => self.mark(id, |marks| marks.tags.retain(|other| *other != tag)),
            LibraryAction::Renamed { id, title } => self.rename(id, title),
            LibraryAction::Removed(id) => self.remove(id),
            LibraryAction::BroughtBack(id) => self.bring_back(id),
            LibraryAction::FolderWanted => self.ask(LibraryEffect::PickFolder),
            LibraryAction::TaggingWanted => {
                let ids = self.state.library.untagged();
                self.ask(LibraryEffect::TagAll(ids));
            }
            LibraryAction::ArchiveWanted(archive) => {
                let ids = self.state.library.listed.to_vec();
                if self.state.library.work.is_some() {
                    self.say(self.state.language.packed_later());
                }
                self.ask(LibraryEffect::Export { ids, archive });
            }
            LibraryAction::WorkStopped => self.ask(LibraryEffect::StopWork),
            LibraryAction::ReportDismissed => self.state.library.report = None,
            LibraryAction::PersistenceWanted => self.ask(LibraryEffect::Persist),

            LibraryAction::CardsChanged(cards) => self.take_cards(cards),
            LibraryAction::TextsLoaded(loaded) => {
                let mut texts = Texts::default();
                for (id, text) in loaded {
                    texts.insert(id, text);
                }
                self.state.library.texts = Some(Rc::new(texts));
                self.list();
            }
            LibraryAction::WorkBegan { kind, n_all } => {
                self.state.library.work = Some(Work { kind, n_done: 0, n_all, failures: Vec::new() });
                self.state.library.report = None;
            }
            LibraryAction::WorkMoved { n_done, n_all, failures } => {
                if let Some(work) = &mut self.state.library.work {
                    work.n_done = n_done;
                    work.n_all = n_all;
                    work.failures.extend(failures);
                }
            }
            LibraryAction::WorkEnded { was_stopped, added } => self.end_work(was_stopped, &added),
            LibraryAction::PersistenceKnown(keeping) => self.state.library.keeping = keeping,
            LibraryAction::CrashNoticed(id) => self.state.library.crashed = Some(id),
            LibraryAction::HoldKnown { id, is_ours, was_taken } => self.hold_known(id, is_ours, was_taken),
            LibraryAction::HoldWanted(id) => self.hold_wanted(id),
            LibraryAction::TakeOverChosen => {
                if let Some(id) = self.state.open.as_ref().and_then(|open| open.id) {
                    self.ask(LibraryEffect::TakeOver(id));
                }
            }
            LibraryAction::ChangedElsewhere(id) => {
                self.ask(LibraryEffect::Follow(id));
                // What is only shown follows the tab that works on it.
                if self.state.open.as_ref().is_some_and(|open| open.is_read_only && open.id == Some(id)) {
                    self.effects.push(Effect::LoadRecent(id));
                }
            }
        }
    }

    fn ask(&mut self, effect: LibraryEffect) {
        self.effects.push(Effect::Library(effect));
    }

    fn list(&mut self) {
        self.state.library.list();
    }

    pub(super) fn show_library(&mut self) {
        self.keep();
        self.state.dialog = None;
        self.state.popover = None;
        let library = &mut self.state.library;
        library.is_shown = true;
        let open = self.state.open.as_ref().and_then(|open| open.id);
        library.chosen = open.or(library.chosen);
        library.list();
        if library.texts.is_none() {
            self.ask(LibraryEffect::LoadTexts);
        }
        self.effects.push(Effect::FocusElement("chosen-article"));
    }

    pub(super) fn hide_library(&mut self) {
        self.state.library.is_shown = false;
    }

    fn sort(&mut self, sort: Sort) {
        let query = &mut self.state.library.query;
        query.is_reversed = query.sort == sort && !query.is_reversed;
        query.sort = sort;
        self.list();
    }

    /// Moves to the row before or after the chosen one.
    pub(super) fn step_in_library(&mut self, forward: bool) {
        let library = &mut self.state.library;
        if let Some(id) = library.neighbour(library.chosen, forward) {
            library.chosen = Some(id);
        }
        self.effects.push(Effect::FocusElement("chosen-article"));
    }

    /// Opens the listed article before or after the open one.
    pub(super) fn open_neighbour(&mut self, forward: bool) {
        let open = self.state.open.as_ref().and_then(|open| open.id);
        let library = &self.state.library;
        match library.neighbour(open, forward) {
            Some(id) => self.choose_recent(id),
            None if library.listed.is_empty() => self.say(self.state.language.library_is_empty()),
            None => {
                let words = self.state.language;
                self.say(if forward { words.last_of_list() } else { words.first_of_list() });
            }
        }
    }

    fn card(&self, id: ArticleId) -> Option<&Rc<Card>> {
        self.state.library.cards.get(&id)
    }

    /// Changes what the reader says of an article, here at once and then in the store.
    fn mark(&mut self, id: ArticleId, change: impl FnOnce(&mut Marks)) {
        let Some(card) = self.card(id) else { return };
        let mut card = Card::clone(card);
        change(&mut card.marks);
        let marks = card.marks.clone();
        Rc::make_mut(&mut self.state.library.cards).insert(id, Rc::new(card));
        self.ask(LibraryEffect::SetMarks { id, marks });
    }

    pub(super) fn toggle_done(&mut self, id: ArticleId) {
        let Some(card) = self.card(id) else {
            return self.say(self.state.language.not_in_library());
        };
        let (is_done, title) = (!card.marks.is_done, card.title.clone());
        self.mark(id, |marks| marks.is_done = is_done);
        let words = self.state.language;
        self.say(if is_done { words.is_done(title) } else { words.is_not_done(title) });
    }

    fn add_tag(&mut self, id: ArticleId, tag: &str) {
        // A comma would make two of it in lists.
        let tag = tag.replace(',', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        if tag.is_empty() {
            return;
        }
        self.mark(id, |marks| {
            if !marks.tags.contains(&tag) {
                marks.tags.push(tag);
                marks.tags.sort();
            }
        });
    }

    fn rename(&mut self, id: ArticleId, title: String) {
        let title = title.trim().to_owned();
        let Some(card) = self.card(id) else { return };
        if title.is_empty() || title == card.title {
            return;
        }
        if self.state.open.as_ref().is_some_and(|open| open.id == Some(id)) {
            self.make(Edit::Retitle { title });
        } else {
            self.ask(LibraryEffect::Rename { id, title });
        }
    }

    /// Puts an article among the removed ones, from where it can be brought back.
    pub(super) fn remove(&mut self, id: ArticleId) {
        let Some(card) = self.card(id) else { return };
        let title = card.title.clone();
        let next =
            self.state.library.neighbour(Some(id), true).or_else(|| self.state.library.neighbour(Some(id), false));
        // The store notes the time; here only that it is so matters.
        self.mark(id, |marks| marks.removed_at = Some(0.0));
        self.state.library.removed.push(id);
        self.state.library.chosen = next;
        self.list();
        self.say(self.state.language.removed_article(title, self.spoken_key(Command::Undo)));
        self.effects.push(Effect::FocusElement("chosen-article"));
    }

    fn bring_back(&mut self, id: ArticleId) {
        let Some(card) = self.card(id) else { return };
        let title = card.title.clone();
        self.mark(id, |marks| marks.removed_at = None);
        self.state.library.removed.retain(|other| *other != id);
        self.list();
        self.state.library.chosen = Some(id);
        self.say(self.state.language.is_back(title));
    }

    pub(super) fn bring_back_last(&mut self) {
        match self.state.library.removed.last().copied() {
            Some(id) => self.bring_back(id),
            None => self.say(self.state.language.no_removal_to_undo()),
        }
    }

    fn take_cards(&mut self, cards: Vec<(ArticleId, Card)>) {
        let all = Rc::make_mut(&mut self.state.library.cards);
        let mut has_new = false;
        for (id, card) in cards {
            has_new |= all.insert(id, Rc::new(card)).is_none();
        }
        // While an article is open its place in the list stays.
        if has_new || self.state.library.is_shown {
            self.list();
        }
    }

    fn end_work(&mut self, was_stopped: bool, added: &[ArticleId]) {
        let Some(work) = self.state.library.work.take() else { return };
        let n_good = work.n_done.saturating_sub(work.failures.len());
        let n_good = if work.kind == WorkKind::Adding { added.len() } else { n_good };
        let words = self.state.language;
        let articles = words.n_articles(n_good);
        let what = match work.kind {
            WorkKind::Adding => words.added_these(articles),
            WorkKind::Tagging => words.tagged_these(articles),
            WorkKind::Exporting => words.exported_these(articles),
        };
        let stopped = if was_stopped { words.then_stopped(work.n_done, work.n_all) } else { String::new() };
        let failed = match work.failures.len() {
            0 => String::new(),
            n => words.n_unreadable(words.n_files(n)),
        };
        let summary = format!("{what}{stopped}{failed}.");
        self.say(summary.clone());
        self.state.library.report = Some(Report { summary, failures: work.failures });
        self.forget_texts();
        match added {
            _ if work.kind != WorkKind::Adding || was_stopped => {}
            [only] if !self.state.library.is_shown && self.report_is_clean() => self.choose_recent(*only),
            _ => {
                self.show_library();
                let ids = self.state.library.untagged();
                if !ids.is_empty() {
                    self.ask(LibraryEffect::TagAll(ids));
                }
            }
        }
    }

    fn report_is_clean(&self) -> bool {
        self.state.library.report.as_ref().is_none_or(|report| report.failures.is_empty())
    }

    /// Texts that came meanwhile are read when the library is next looked at.
    fn forget_texts(&mut self) {
        if self.state.library.is_shown {
            self.ask(LibraryEffect::LoadTexts);
        } else {
            self.state.library.texts = None;
        }
    }

    fn tell_of_crash(&mut self, id: ArticleId) {
        let Some(open) = self.state.open.as_ref().filter(|open| open.id == Some(id)) else { return };
        let words = self.state.language;
        let what = match open.journal.len() {
            0 => words.crashed_as_it_was().to_owned(),
            n => words.crashed_with(words.n_changes(n)),
        };
        let title = self.title();
        self.notice(words.crashed(title, what), false);
    }

    fn hold_known(&mut self, id: ArticleId, is_ours: bool, was_taken: bool) {
        let Some(open) = self.state.open.as_mut().filter(|open| open.id == Some(id)) else { return };
        let was_read_only = std::mem::replace(&mut open.is_read_only, !is_ours);
        if was_read_only && is_ours {
            // What the other tab did last.
            self.effects.push(Effect::LoadRecent(id));
        }
        if !is_ours {
            self.stop_tagging();
            self.state.stance_draft = None;
            if !was_read_only {
                self.say(self.state.language.open_elsewhere());
            }
        } else if was_taken {
            self.say(self.state.language.you_work_here());
        } else if self.state.library.crashed.take() == Some(id) {
            // Only now is it known that no other tab is still at work on it.
            self.tell_of_crash(id);
        }
    }

    /// Another tab asks for the article: what is not kept yet is kept first.
    fn hold_wanted(&mut self, id: ArticleId) {
        if self.state.open.as_ref().is_some_and(|open| open.id == Some(id)) {
            self.keep();
            self.hold_known(id, false, false);
        }
        self.give_up_when_kept(id);
    }

    /// Lets another tab have an article as soon as the store has everything.
    pub(super) fn give_up_when_kept(&mut self, id: ArticleId) {
        let is_at_work = self.state.open.as_ref().is_some_and(|open| open.id == Some(id) && open.is_being_kept);
        if !is_at_work {
            self.ask(LibraryEffect::GiveUp(id));
        }
    }

    /// Says why nothing is changed here, where another tab works on the article.
    pub(super) fn refuses_to_write(&mut self) -> bool {
        let is_read_only = self.state.open.as_ref().is_some_and(|open| open.is_read_only);
        if is_read_only {
            self.say(self.state.language.take_over_to_change());
        }
        is_read_only
    }
}
