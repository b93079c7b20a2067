//! Keeping the work: in the browser's store after every change, and in files when the reader saves.

use super::Turn;
use crate::app::action::{Effect, Keeping};
use crate::app::library::{ArticleId, Card, LibraryEffect, title_of};
use crate::app::state::{FileRef, Kept};
use crate::format::{Format, native};

impl Turn {
    /// Has everything stored that is not yet. One write is under way at a time; what comes meanwhile follows it. The
    /// sample is stored only once it was changed.
    pub(super) fn keep(&mut self) {
        let Some(open) = &mut self.state.open else { return };
        let is_untouched_sample = open.is_sample && open.journal.is_empty();
        if open.is_being_kept || open.is_kept() || open.is_read_only || is_untouched_sample {
            return;
        }
        let entries = open.journal[open.n_kept..]
            .iter()
            .map(|entry| serde_json::to_string(entry).expect("a journal is data that serialises"))
            .collect();
        let card = Box::new(Card::of(&open.document, title_of(&open.document), open.is_tagged));
        open.is_being_kept = true;
        open.is_base_under_way = !open.is_base_kept;
        if !matches!(self.state.kept, Kept::Failed(_)) {
            self.state.kept = Kept::Waiting;
        }
        self.effects.push(Effect::Keep(Keeping {
            revision: open.revision,
            id: open.id,
            card,
            base: (!open.is_base_kept).then(|| (native::to_json(&open.base), open.base.article().text().to_owned())),
            entries,
            n_entries: open.n_kept,
        }));
    }

    pub(super) fn kept(&mut self, revision: u64, id: ArticleId, n_entries: usize, at: String) {
        let Some(open) = self.state.open.as_mut().filter(|open| open.revision == revision) else { return };
        let is_new = open.id.replace(id) != Some(id);
        open.n_kept = n_entries;
        open.is_being_kept = false;
        open.is_base_kept |= open.is_base_under_way;
        let (is_kept, is_read_only) = (open.is_kept(), open.is_read_only);
        if is_new {
            self.effects.push(Effect::Library(LibraryEffect::Hold(Some(id))));
        }
        if is_kept {
            self.state.kept = Kept::At(at);
        } else {
            self.keep();
        }
        if is_read_only {
            // It was asked for while it was being kept.
            self.give_up_when_kept(id);
        }
    }

    pub(super) fn keep_failed(
        &mut self,
        revision: u64,
        id: Option<ArticleId>,
        n_entries: usize,
        reason: &str,
        is_conflict: bool,
    ) {
        if let Some(open) = self.state.open.as_mut().filter(|open| open.revision == revision) {
            open.is_being_kept = false;
            if is_conflict {
                return self.go_on_with_a_copy(reason);
            }
            open.id = id;
            open.n_kept = n_entries;
        }
        self.storage_failed(reason);
    }

    /// Another tab has changed the article at the same time: both versions are kept.
    pub(super) fn go_on_with_a_copy(&mut self, reason: &str) {
        let Some(open) = &mut self.state.open else { return };
        open.id = None;
        open.is_base_kept = false;
        open.n_kept = 0;
        open.is_read_only = false;
        self.notice(self.state.language.copy_goes_on(reason), false);
        self.keep();
    }

    pub(super) fn storage_failed(&mut self, reason: &str) {
        let is_news = self.state.kept != Kept::Failed(reason.to_owned());
        self.state.kept = Kept::Failed(reason.to_owned());
        if is_news {
            self.trouble(reason);
        }
    }

    pub(super) fn save(&mut self) {
        let Some(open) = &self.state.open else { return };
        let content = native::to_json(&open.document);
        match &open.file {
            Some(file) if file.handle.is_some() => {
                self.effects.push(Effect::WriteFile { file: file.clone(), content });
            }
            file => {
                let name = file.as_ref().map_or_else(|| file_name(&self.title()), |file| file.name.clone());
                self.effects.push(Effect::SaveFile { name, content });
            }
        }
    }

    pub(super) fn export(&mut self, format: Format) {
        self.state.dialog = None;
        let Some(open) = &self.state.open else { return };
        let stem = file_name(&self.title()).trim_end_matches(".standpoint.json").to_owned();
        for written in format.write(&open.document) {
            let name = format!("{stem}.{}", written.extension);
            self.effects.push(Effect::Download { name, content: written.content });
        }
        let words = self.state.language;
        self.say(words.exported_as(words.format(format)));
    }

    pub(super) fn file_saved(&mut self, file: FileRef) {
        let Some(open) = &mut self.state.open else { return };
        open.n_steps_in_file = Some(open.history.past().len());
        let name = file.name.clone();
        open.file = Some(file);
        if let Some(id) = open.id {
            let n_entries = open.journal.len();
            self.effects.push(Effect::Library(LibraryEffect::NoteFile { id, n_entries }));
        }
        self.say(self.state.language.saved(name));
    }
}

/// A file name of a title: letters and digits, joined by hyphens.
#[must_use]
pub fn file_name(title: &str) -> String {
    let mut name = String::new();
    for word in title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if name.chars().count() + word.chars().count() > 60 {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name += &word.to_lowercase();
    }
    if name.is_empty() {
        name.push_str("article");
    }
    name + ".standpoint.json"
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_title_becomes_a_file_name() {
        assert_eq!(file_name("Tallinn rebukes Helsinki: “No!”"), "tallinn-rebukes-helsinki-no.standpoint.json");
        assert_eq!(file_name("Çavuşoğlu’s /etc"), "çavuşoğlu-s-etc.standpoint.json");
        assert_eq!(file_name("…"), "article.standpoint.json");
    }
}
