//! Learning from the reader: every change of a document gives lessons or takes some back; the list shows them and lets go
//! of them; files bring others.

use super::Turn;
use crate::annotation::{Lesson, Lessons};
use crate::app::action::{Effect, ReadFile};
use crate::app::command::Command;
use crate::app::learning::{Learning, LearningAction, LearningEffect};
use crate::app::words::Say;
use crate::document::{Change, Teaching, teaching};
use crate::format::lessons;
use std::rc::Rc;

/// The name of a file of lessons.
const FILE: &str = "learned.standpoint-lessons.json";

impl Turn {
    pub(super) fn start_learning(&mut self, learning: Learning) {
        self.state.learning = learning;
        if !self.state.learning.in_use().is_empty() {
            self.use_lessons();
        }
    }

    /// Takes the lessons of a change that was just made.
    pub(super) fn learn_from(&mut self, change: &Change) {
        let Some(document) = self.state.document() else { return };
        let Teaching { given, taken_back } = teaching(document, change);
        let given = if self.state.learning.is_off { Vec::new() } else { given };
        let is_first = self.state.learning.lessons.is_empty();
        if self.change_lessons(given, taken_back) && is_first {
            self.notice(self.state.language.first_lesson(self.state.keys.key(Command::Learned)), false);
        }
    }

    /// Returns whether anything is other than before.
    fn change_lessons(&mut self, given: Vec<Lesson>, taken_back: Vec<Lesson>) -> bool {
        let mut lessons = Lessons::clone(&self.state.learning.lessons);
        let mut is_changed = false;
        for lesson in &taken_back {
            is_changed |= lessons.forget(lesson);
        }
        for lesson in &given {
            is_changed |= lessons.add(lesson.clone());
        }
        if is_changed {
            self.state.learning.lessons = Rc::new(lessons);
            self.effects.push(Effect::Learning(LearningEffect::Change { given, taken_back }));
            self.use_lessons();
        }
        is_changed
    }

    fn use_lessons(&mut self) {
        self.effects.push(Effect::Learning(LearningEffect::Use(self.state.learning.in_use())));
    }

    pub(super) fn learning(&mut self, action: LearningAction) {
        match action {
            LearningAction::Loaded(lessons) => {
                if lessons != *self.state.learning.lessons {
                    self.state.learning.lessons = Rc::new(lessons);
                    self.use_lessons();
                }
            }
            LearningAction::ChangedElsewhere => self.effects.push(Effect::Learning(LearningEffect::Load)),
            LearningAction::NotKept(reason) => self.trouble(self.state.language.lessons_not_kept(reason)),
            LearningAction::Forgotten(lesson) => self.forget_lessons(vec![lesson]),
            LearningAction::AllForgotten => self.forget_lessons(self.state.learning.lessons.as_slice().to_vec()),
            LearningAction::BroughtBack => {
                let back = std::mem::take(&mut self.state.learning.forgotten);
                let n_back = self.state.language.n_lessons(back.len());
                self.change_lessons(back.to_vec(), Vec::new());
                self.say(self.state.language.brought_back(n_back));
            }
            LearningAction::Switched(is_on) => {
                self.state.learning.is_off = !is_on;
                self.effects.push(Effect::Learning(LearningEffect::KeepSwitch(is_on)));
                self.use_lessons();
                let words = self.state.language;
                self.say(if is_on { words.learning_on() } else { words.learning_off() });
            }
            LearningAction::Exported => {
                let content = lessons::to_json(&self.state.learning.lessons);
                self.effects.push(Effect::Download { name: FILE.to_owned(), content });
            }
        }
    }

    fn forget_lessons(&mut self, forgotten: Vec<Lesson>) {
        let n_forgotten = self.state.language.n_lessons(forgotten.len());
        if self.change_lessons(Vec::new(), forgotten.clone()) {
            self.state.learning.forgotten = Rc::new(forgotten);
            self.say(self.state.language.forgot(n_forgotten));
        }
    }

    /// Takes in the files of lessons and returns the others.
    pub(super) fn take_in_lessons(&mut self, files: Vec<ReadFile>) -> Vec<ReadFile> {
        let mut others = Vec::new();
        for read in files {
            match std::str::from_utf8(&read.bytes).ok().filter(|text| lessons::is_lessons(text)) {
                Some(text) => match lessons::from_json(text) {
                    Ok(lessons) => self.take_in(&lessons),
                    Err(error) => {
                        let words = self.state.language;
                        self.trouble(words.fault_in(read.file.name, error.say(words)));
                    }
                },
                None => others.push(read),
            }
        }
        others
    }

    fn take_in(&mut self, lessons: &Lessons) {
        let is_new = |lesson: &&Lesson| !self.state.learning.lessons.as_slice().contains(lesson);
        let new: Vec<Lesson> = lessons.as_slice().iter().filter(is_new).cloned().collect();
        let n_known = lessons.as_slice().len() - new.len();
        let words = self.state.language;
        let said = words.took_in(words.n_lessons(new.len()), n_known, self.state.keys.key(Command::Learned));
        self.change_lessons(new, Vec::new());
        self.notice(said, false);
    }
}

#[cfg(test)]
mod tests {
    use crate::annotation::MentionId;
    use crate::annotation::{Label, Lessons};
    use crate::app::command::Command;
    use crate::app::fixture::suggestions;
    use crate::app::learning::{LearningAction, LearningEffect};
    use crate::app::words::Language;
    use crate::app::{Action, Effect, FileRef, Item, ReadFile, State, update};
    use crate::document::Edit;
    use crate::format::lessons;

    /// A screen with an article in which "Wagner" is wrongly a person.
    fn screen() -> State {
        let (text, analysis) = suggestions("[Wagner|PERSON] left [Mali|GPE]. Nobody cheered.", 80);
        let (state, effects) = update(State::default(), Action::TextPasted { text, html: None });
        let (id, revision) = effects
            .iter()
            .find_map(|effect| match effect {
                Effect::StartTagging { id, revision, .. } => Some((*id, *revision)),
                _ => None,
            })
            .expect("the tagger is asked");
        update(state, Action::TaggingDone { id, revision, analysis }).0
    }

    fn learned(state: &State) -> Vec<(String, Option<Label>)> {
        let lines = crate::app::learning::lines(Language::English, &state.learning.lessons, "").0;
        lines.into_iter().map(|line| (line.words, line.label)).collect()
    }

    fn corrected(state: State) -> (State, Vec<Effect>) {
        update(state, Action::EditChosen(Edit::RelabelMention { mention: MentionId::numbered(1), label: Label::ORG }))
    }

    fn used(effects: &[Effect]) -> Option<usize> {
        effects.iter().rev().find_map(|effect| match effect {
            Effect::Learning(LearningEffect::Use(lessons)) => Some(lessons.as_slice().len()),
            _ => None,
        })
    }

    #[test]
    fn a_correction_is_learned_kept_and_told_once_and_undo_takes_it_back() {
        let (state, effects) = corrected(screen());
        assert_eq!(learned(&state), [("Wagner".to_owned(), Some(Label::ORG))]);
        assert_eq!(used(&effects), Some(1));
        let is_kept = |effect: &Effect| matches!(effect, Effect::Learning(LearningEffect::Change { given, taken_back }) if given.len() == 1 && taken_back.is_empty());
        assert!(effects.iter().any(is_kept));
        assert!(state.notices.iter().any(|notice| notice.text.contains("follow this correction")));
        let (state, effects) = update(state, Action::CommandChosen(Command::Undo));
        assert_eq!((learned(&state), used(&effects)), (Vec::new(), Some(0)));
        let (state, effects) = update(state, Action::CommandChosen(Command::Redo));
        assert_eq!((learned(&state).len(), used(&effects)), (1, Some(1)));
    }

    #[test]
    fn confirming_teaches_nothing() {
        let (state, _) = update(screen(), Action::MarkClicked(Item::Mention(MentionId::numbered(1))));
        let (state, effects) = update(state, Action::CommandChosen(Command::Confirm));
        assert!(learned(&state).is_empty() && used(&effects).is_none());
    }

    #[test]
    fn what_is_forgotten_can_be_brought_back() {
        let (state, _) = corrected(screen());
        let lesson = state.learning.lessons.as_slice()[0].clone();
        let (state, effects) = update(state, Action::Learning(LearningAction::Forgotten(lesson)));
        assert_eq!((learned(&state).len(), used(&effects)), (0, Some(0)));
        let (state, effects) = update(state, Action::Learning(LearningAction::BroughtBack));
        assert_eq!((learned(&state).len(), used(&effects)), (1, Some(1)));
        let (state, _) = update(state, Action::Learning(LearningAction::AllForgotten));
        assert_eq!((learned(&state).len(), state.learning.forgotten.len()), (0, 1));
    }

    #[test]
    fn switched_off_nothing_is_learned_or_used_and_nothing_is_lost() {
        let (state, _) = corrected(screen());
        let (state, effects) = update(state, Action::Learning(LearningAction::Switched(false)));
        assert_eq!((learned(&state).len(), used(&effects)), (1, Some(0)));
        let reject = Edit::RejectMention { mention: MentionId::numbered(2) };
        let (state, _) = update(state, Action::EditChosen(reject));
        assert_eq!(learned(&state).len(), 1);
        let (_, effects) = update(state, Action::Learning(LearningAction::Switched(true)));
        assert_eq!(used(&effects), Some(1));
    }

    #[test]
    fn a_file_of_lessons_is_taken_in_and_the_article_stays() {
        let (state, _) = corrected(screen());
        let (_, effects) = update(state, Action::Learning(LearningAction::Exported));
        let content = effects.iter().find_map(|effect| match effect {
            Effect::Download { content, .. } => Some(content.clone()),
            _ => None,
        });
        let content = content.expect("a file");
        assert_eq!(lessons::from_json(&content).expect("lessons").as_slice().len(), 1);
        let file = |name: &str, content: &str| ReadFile {
            file: FileRef { name: name.to_owned(), handle: None },
            bytes: content.as_bytes().to_vec(),
        };
        let start = screen();
        let revision = start.open.as_ref().map(|open| open.revision);
        let (state, effects) = update(start, Action::FilesRead(vec![file("l.json", &content)]));
        assert_eq!((learned(&state).len(), used(&effects)), (1, Some(1)));
        assert_eq!(state.open.as_ref().map(|open| open.revision), revision, "the same article is open");
        let damaged = content.replace("\"start\": 0", "\"start\": 5");
        let (state, _) = update(state, Action::FilesRead(vec![file("l.json", &damaged)]));
        assert!(state.notices.iter().any(|notice| notice.is_error && notice.text.contains("l.json")));
        assert_eq!(learned(&state).len(), 1);
    }

    #[test]
    fn what_another_tab_learned_is_used_here() {
        let (other, _) = corrected(screen());
        let (state, effects) = update(screen(), Action::Learning(LearningAction::ChangedElsewhere));
        assert!(effects.contains(&Effect::Learning(LearningEffect::Load)));
        let lessons = Lessons::clone(&other.learning.lessons);
        let (state, effects) = update(state, Action::Learning(LearningAction::Loaded(lessons)));
        assert_eq!((learned(&state).len(), used(&effects)), (1, Some(1)));
    }
}
