//! What stands in the library.

use super::{Language, phrases};
use crate::app::library::{Sort, Stage, WorkKind};

phrases! {
    back_to_article: "← Article", "← Haber";
    add_files: "Add files", "Dosya ekle";
    add_folder: "Add folder", "Klasör ekle";
    tag_untagged: "Tag untagged", "Etiketsizleri etiketle";
    export_zip: "Export ZIP", "ZIP dışa aktar";
    export_lines: "Export JSON Lines", "JSON Lines dışa aktar";
    kept_until_removed: "Kept on this device until you remove it", "Siz kaldırana dek bu aygıtta saklanır";
    may_be_cleared: "The browser may clear this when room gets short. ", "Yer azalınca tarayıcı bunları silebilir. ";
    ask_it_not_to: "Ask it not to", "Silmemesini iste";
    cleared_after_a_week: "This browser may clear what you do not visit for seven days: export a ZIP",
        "Bu tarayıcı yedi gün açmadıklarınızı silebilir: ZIP dışa aktarın";
    work_n_of_n(doing, n, all): "{doing} {n} of {all}", "{doing}: {n} / {all}";
    dismiss_report: "Dismiss the report", "Raporu kapat";
    search_library: "Search titles, texts, tags and names", "Başlıklarda, metinlerde, etiketlerde ve adlarda ara";
    search_library_help: "Search, such as ferry or person:merkel", "Arayın; örneğin feribot ya da person:merkel";
    status_: "Status", "Durum";
    all: "All", "Hepsi";
    tag_noun: "Tag", "Etiket";
    any_tag: "Any tag", "Her etiket";
    removed_ones: "Removed", "Kaldırılanlar";
    articles: "Articles", "Haberler";
    no_articles_yet: "No articles yet. Add files or a folder, drop them anywhere, or paste a text.",
        "Henüz haber yok. Dosya ya da klasör ekleyin, herhangi bir yere bırakın ya da metin yapıştırın.";
    no_article_fits: "No article fits. ", "Uyan haber yok. ";
    done_or_not(key): "Done, or not done ({key})", "Bitti ya da bitmedi ({key})";
    n_of_n_items(n, all): "{n} of {all}", "{n} / {all}";
    not_tagged: "not tagged", "etiketsiz";
    the_chosen_article: "The chosen article", "Seçili haber";
    tags: "Tags", "Etiketler";
    take_tag_away(tag): "Take the tag {tag} away", "Etiketi kaldır: {tag}";
    add_a_tag: "Add a tag", "Etiket ekle";
    enter_adds_it: "Enter adds it", "Enter ile eklenir";
    done: "Done", "Bitti";
    not_done: "Not done", "Bitmedi";
    bring_back: "Bring back", "Geri getir";

    // What is said.
    not_in_library: "This article is not in the library yet.", "Bu haber henüz kitaplıkta değil.";
    library_is_empty: "There are no articles in the library yet.", "Kitaplıkta henüz haber yok.";
    last_of_list: "This is the last article of the list.", "Bu, listedeki son haber.";
    packed_later: "The file is packed when that is done.", "Dosya, bu iş bitince paketlenir.";
    first_of_list: "This is the first article of the list.", "Bu, listedeki ilk haber.";
    is_done(title): "“{title}” is done.", "“{title}” bitti.";
    is_not_done(title): "“{title}” is not done.", "“{title}” bitmedi.";
    removed_article(title, key): "Removed “{title}”. Undo with {key}.", "“{title}” kaldırıldı. Geri almak için {key}.";
    is_back(title): "“{title}” is back.", "“{title}” geri geldi.";
    no_removal_to_undo: "There is no removal to undo.", "Geri alınacak bir kaldırma yok.";
    added_these(articles): "Added {articles}", "Eklendi: {articles}";
    tagged_these(articles): "Tagged {articles}", "Etiketlendi: {articles}";
    exported_these(articles): "Exported {articles}", "Dışa aktarıldı: {articles}";
    then_stopped(n, all): ", then stopped at {n} of {all}", ", sonra durduruldu: {n} / {all}";
    n_unreadable(files): "; {files} could not be read", "; okunamayan: {files}";
    crashed(title, what): "The browser ended unexpectedly last time. “{title}” is here again {what}; undo still works.",
        "Tarayıcı geçen sefer beklenmedik biçimde kapandı. “{title}” yine burada ({what}); geri alma çalışmayı sürdürüyor.";
    crashed_as_it_was: "as it was", "olduğu gibi";
    crashed_with(changes): "with {changes}", "{changes} ile";
    you_work_here: "You work on this article here now.", "Bu haber üzerinde artık burada çalışıyorsunuz.";
    take_over_to_change: "This article is open in another tab: take it over to change it here.",
        "Bu haber başka bir sekmede açık: burada değiştirmek için devralın.";
    open_an_article_first: "Open an article first.", "Önce bir haber açın.";
    article_number(n): "Article {n}", "Haber {n}";
    the_file: "The file", "Dosya";
    it_was_stopped: "It was stopped.", "Durduruldu.";
    not_there_any_more: "It is not there any more.", "Artık orada değil.";
    journal_unreadable: "Its journal cannot be read by this version.", "Günlüğü bu sürümle okunamıyor.";
}

impl Language {
    /// How far the work on an article is.
    #[must_use]
    pub const fn stage(self, stage: Stage) -> &'static str {
        match (self, stage) {
            (Self::English, Stage::Untouched) => "Untouched",
            (Self::English, Stage::InWork) => "In work",
            (Self::English, Stage::Done) => "Done",
            (Self::Turkish, Stage::Untouched) => "Dokunulmadı",
            (Self::Turkish, Stage::InWork) => "Sürüyor",
            (Self::Turkish, Stage::Done) => "Bitti",
        }
    }

    /// The heading of a column.
    #[must_use]
    pub const fn sort(self, sort: Sort) -> &'static str {
        match (self, sort) {
            (Self::English, Sort::Changed) => "Changed",
            (Self::English, Sort::Title) => "Title",
            (Self::English, Sort::Stage) => "Status",
            (Self::English, Sort::Reviewed) => "Reviewed",
            (Self::English, Sort::Mentions) => "Mentions",
            (Self::English, Sort::Stances) => "Stances",
            (Self::Turkish, Sort::Changed) => "Değişti",
            (Self::Turkish, Sort::Title) => "Başlık",
            (Self::Turkish, Sort::Stage) => "Durum",
            (Self::Turkish, Sort::Reviewed) => "Gözden geçirilen",
            (Self::Turkish, Sort::Mentions) => "Anılma",
            (Self::Turkish, Sort::Stances) => "Tutum",
        }
    }

    /// What is being done with many articles: "Adding 3 of 10".
    #[must_use]
    pub const fn doing(self, kind: WorkKind) -> &'static str {
        match (self, kind) {
            (Self::English, WorkKind::Adding) => "Adding",
            (Self::English, WorkKind::Tagging) => "Tagging",
            (Self::English, WorkKind::Exporting) => "Exporting",
            (Self::Turkish, WorkKind::Adding) => "Ekleniyor",
            (Self::Turkish, WorkKind::Tagging) => "Etiketleniyor",
            (Self::Turkish, WorkKind::Exporting) => "Dışa aktarılıyor",
        }
    }
}
