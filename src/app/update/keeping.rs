//! Keeping the work: in the browser's store after every change, and in files when the reader saves.

use super::Turn;
use super::articles::title_of;
use crate::app::action::{Effect, Keeping};
use crate::app::library::{ArticleId, Card};
use crate::app::state::{FileRef, Kept};
use crate::format::{Format, native};

impl Turn {
    /// Has everything stored that is not yet. One write is under way at a time; what comes meanwhile follows it. The
    /// sample is stored only once it was changed.
    pub(super) fn keep(&mut self) {
        let Some(open) = &mut self.state.open else { return };
        if open.is_being_kept || open.is_kept() || (open.is_sample && open.journal.is_empty()) {
            return;
        }
        let entries = open.journal[open.n_kept..]
            .iter()
            .map(|entry| serde_json::to_string(entry).expect("a journal is data that serialises"))
            .collect();
        let mut card = Card::of(&open.document, 0.0);
        card.title = title_of(&open.document);
        open.is_being_kept = true;
        if !matches!(self.state.kept, Kept::Failed(_)) {
            self.state.kept = Kept::Waiting;
        }
        self.effects.push(Effect::Keep(Keeping {
            revision: open.revision,
            id: open.id,
            card,
            base: open.id.is_none().then(|| native::to_json(&open.base)),
            entries,
            n_entries: open.n_kept,
        }));
    }

    pub(super) fn kept(&mut self, revision: u64, id: ArticleId, n_entries: usize, at: String) {
        let Some(open) = self.state.open.as_mut().filter(|open| open.revision == revision) else { return };
        open.id = Some(id);
        open.n_kept = n_entries;
        open.is_being_kept = false;
        if open.is_kept() {
            self.state.kept = Kept::At(at);
        } else {
            self.keep();
        }
    }

    pub(super) fn keep_failed(&mut self, revision: u64, id: Option<ArticleId>, n_entries: usize, reason: &str) {
        if let Some(open) = self.state.open.as_mut().filter(|open| open.revision == revision) {
            open.id = id;
            open.n_kept = n_entries;
            open.is_being_kept = false;
        }
        self.storage_failed(reason);
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
        self.say(format!("Exported as {}. Save as JSON keeps everything.", format.title()));
    }

    pub(super) fn file_saved(&mut self, file: FileRef) {
        let Some(open) = &mut self.state.open else { return };
        open.n_steps_in_file = Some(open.history.past().len());
        let name = file.name.clone();
        open.file = Some(file);
        self.say(format!("Saved {name}."));
    }
}

/// A file name of a title: letters and digits, joined by hyphens.
fn file_name(title: &str) -> String {
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
