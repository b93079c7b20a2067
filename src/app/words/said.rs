//! What the live region and the messages say.

use super::{Language, phrases};
use crate::app::hints::Purpose;

phrases! {
    last_suggestion: "This is the last suggestion.", "Bu, son öneri.";
    every_suggestion_reviewed: "Every suggestion is reviewed.", "Bütün öneriler gözden geçirildi.";
    selected(words): "Selected {words}", "Seçildi: {words}";
    tagging_article: "Tagging the article.", "Haber etiketleniyor.";
    least_certain_first: "Suggestions come least certain first.", "Öneriler en belirsizden başlayarak gelir.";
    in_order_of_text: "Suggestions come in the order of the text.", "Öneriler metindeki sırayla gelir.";
    theme_is(theme): "Theme: {theme}.", "Tema: {theme}.";
    language_is: "The screen is in English.", "Ekran Türkçe.";
    no_marks_yet: "There are no marks yet.", "Henüz işaret yok.";
    choose_mention_or_entity: "Choose a mention or an entity first.", "Önce bir anılma ya da varlık seçin.";
    choose_any: "Choose a mention, a stance or an entity first.", "Önce bir anılma, tutum ya da varlık seçin.";
    choose_mention_or_stance: "Choose a mention or a stance first.", "Önce bir anılma ya da tutum seçin.";
    choose_mention: "Choose a mention first.", "Önce bir anılma seçin.";
    choose_stance: "Choose a stance first.", "Önce bir tutum seçin.";
    every_name_is_marked: "Every name from here on is marked.", "Buradan sonraki bütün adlar işaretli.";
    no_other_sentence: "There is no other sentence.", "Başka tümce yok.";
    no_mark_chosen: "No mark was chosen.", "İşaret seçilmedi.";

    edit_said(edit): "{edit}.", "{edit}.";
    undo_with_keys(edit, key): "{edit}. Undo with {key}.", "{edit}. Geri almak için {key}.";
    same_elsewhere(places, key): " The same in {places}: press {key}.", " Aynısı {places} için: {key} tuşuna basın.";
    nothing_to_undo: "There is nothing to undo.", "Geri alınacak bir şey yok.";
    nothing_to_redo: "There is nothing to redo.", "Yinelenecek bir şey yok.";
    undone(edit): "Undone: {edit}.", "Geri alındı: {edit}.";
    done_again(edit): "Done again: {edit}.", "Yinelendi: {edit}.";
    then_all_reviewed(said): "{said} Every suggestion is reviewed.", "{said} Bütün öneriler gözden geçirildi.";
    select_words_or_mention: "Select words or a mention first.", "Önce sözcük ya da bir anılma seçin.";
    select_words_first: "Select words first.", "Önce sözcük seçin.";
    choose_then_select: "Choose a mention or a stance first, then select words.",
        "Önce bir anılma ya da tutum seçin, sonra sözcükleri seçin.";
    no_other_place: "There is no other place of this name that would change.", "Bu adın değişecek başka yeri yok.";
    none_so_sure(percent): "No suggestion is {percent} percent sure or more.", "En az yüzde {percent} kesin öneri yok.";

    mark_names_nobody: "This mark names nobody.", "Bu işaret kimsenin adı değil.";
    holder_is_target: "Holder and target are the same. Type another letter.",
        "Tutum sahibi ile hedef aynı. Başka bir harfe basın.";
    choose_holder_and_cue: "Choose the holder, and the words of the cue.", "Tutum sahibini ve dayanak sözcükleri seçin.";
    words_are_cue_again: "Selected words are the cue again.", "Seçilen sözcükler yine dayanak.";
    select_matter_then_enter: "Select the words that name the matter, then press Enter.",
        "Konuyu belirten sözcükleri seçip Enter tuşuna basın.";
    stance_dropped: "The new stance was dropped.", "Yeni tutumdan vazgeçildi.";
    stance_needs: "A stance needs a holder, a target and the words of its cue.",
        "Bir tutum için sahip, hedef ve dayanak sözcükler gerekir.";
    no_other_cue: "There is no other likely word.", "Başka olası sözcük yok.";
    select_cue_first: "Select the words of the cue in the text first.", "Önce metinde dayanak sözcükleri seçin.";
    no_mark_to_choose: "There is no mark to choose.", "Seçilecek işaret yok.";
    no_mark_has_letter: "No mark has this letter.", "Bu harf hiçbir işarette yok.";
    means_same_already: "It means the same already.", "Zaten aynı varlık.";
    draft: "New stance", "Yeni tutum";
    draft_of(name): " of {name}", ", sahibi {name}";
    draft_side(polarity): ", {polarity}", ", {polarity}";
    draft_target(name): " {name}", ", hedefi {name}";
    draft_cue(words): ": {words}", ", dayanağı {words}";

    nothing_left_to_mark(label): "There is nothing left to mark as {label}.", "İşaretlenecek bir şey kalmadı: {label}.";
    nothing_left_to_decide: "There is nothing left to decide here.", "Burada karar verilecek bir şey kalmadı.";

    opened(title): "Opened {title}.", "Açıldı: {title}.";
    opened_again(title): "Opened {title} where you left it.", "Bıraktığınız yerden açıldı: {title}.";
    first_file_opened(articles): "Opened the first file. {articles} wait in the library.",
        "İlk dosya açıldı. Kitaplıkta bekleyen: {articles}.";
    stored_unreadable(title, error): "“{title}” is kept in this browser but could not be read: {error} It was left as it is.",
        "“{title}” bu tarayıcıda saklanıyor ama okunamadı: {error} Olduğu gibi bırakıldı.";
    changes_lost(changes, why): "{changes} could not be made again: {why} You go on with a copy; what was kept is left as it is.",
        "Yeniden yapılamayan: {changes}. {why} Bir kopyayla sürdürüyorsunuz; saklanan olduğu gibi duruyor.";
    changes_unreadable: "they cannot be read.", "Okunamıyorlar.";
    copy_goes_on(reason): "{reason} Nothing is lost: you go on with a copy here, and the library has both.",
        "{reason} Kayıp yok: burada bir kopyayla sürdürüyorsunuz ve ikisi de kitaplıkta.";
    exported_as(format): "Exported as {format}. Save as JSON keeps everything.",
        "Dışa aktarıldı: {format}. Her şeyi koruyan, JSON olarak kaydetmektir.";
    saved(name): "Saved {name}.", "Kaydedildi: {name}.";
    not_saved(reason): "The file was not saved: {reason}. Your work is still here; try again.",
        "Dosya kaydedilmedi: {reason}. Çalışmanız hâlâ burada; yeniden deneyin.";
    file_unreadable(why): "A file could not be read: {why}. What was open is still open.",
        "Bir dosya okunamadı: {why}. Açık olan hâlâ açık.";
    permission_is_gone: "the permission to write it is gone", "yazma izni artık yok";
    tagger_not_loaded(why): "the tagger could not be loaded: {why}", "etiketleyici yüklenemedi: {why}";
    defect(panic): "Standpoint has hit a defect and stopped. Your work up to the last change is kept in this browser: \
        reload the page to go on. ({panic})", "Standpoint bir hatayla karşılaştı ve durdu. Son değişikliğe kadarki \
        çalışmanız bu tarayıcıda saklı: sürdürmek için sayfayı yeniden yükleyin. ({panic})";

    shown_and_hidden(percent, stances, hidden): "From {percent} percent: {stances} shown, {hidden} hidden.",
        "Yüzde {percent} ve üzeri: {stances} gösteriliyor, {hidden} gizli.";
    looking_from(percent): "Looking for stances from {percent} percent.", "Yüzde {percent} ve üzeri tutumlar aranıyor.";
    tagged(mentions, entities, stances): "Tagged: {mentions}, {entities}, {stances}.",
        "Etiketlendi: {mentions}, {entities}, {stances}.";
    tagging_misfit(problem): "The tagger's answer does not fit this article and was not used. {problem} The text is unharmed; \
        you can mark it by hand.", "Etiketleyicinin yanıtı bu habere uymuyor ve kullanılmadı. {problem} Metin zarar görmedi; \
        elle işaretleyebilirsiniz.";
    tagging_stopped: "Tagging stopped. Nothing was changed.", "Etiketleme durduruldu. Hiçbir şey değişmedi.";
    tagging_failed(reason): "The tagger could not finish: {reason}. The article and your marks are unharmed. Tag it again, or \
        mark it by hand.", "Etiketleyici işini bitiremedi: {reason}. Haber ve işaretleriniz zarar görmedi. Yeniden etiketleyin \
        ya da elle işaretleyin.";

    first_lesson(key): "Articles that you tag from now on follow this correction. Press {key} to see what was learned.",
        "Bundan sonra etiketlediğiniz haberler bu düzeltmeye uyar. Öğrenilenleri görmek için {key} tuşuna basın.";
    lessons_not_kept(reason): "What was learned from you counts in this tab, but could not be kept for the next visit. {reason}",
        "Sizden öğrenilenler bu sekmede geçerli ama sonraki ziyaret için saklanamadı. {reason}";
    brought_back(lessons): "Brought back {lessons}.", "Geri getirildi: {lessons}.";
    learning_on: "Your corrections count in later articles.", "Düzeltmeleriniz sonraki haberlerde dikkate alınır.";
    learning_off: "Nothing is learned, and nothing that was learned is used.",
        "Hiçbir şey öğrenilmez ve öğrenilenler kullanılmaz.";
    forgot(lessons): "Forgot {lessons}.", "Unutuldu: {lessons}.";
    took_in(lessons, known, key): "Took in {lessons}; {known} were known. Press {key} to see what was learned.",
        "Alındı: {lessons}; zaten bilinen: {known}. Öğrenilenleri görmek için {key} tuşuna basın.";
}

impl Language {
    /// What the letters on marks ask for.
    #[must_use]
    pub const fn question(self, purpose: Purpose) -> &'static str {
        match (self, purpose) {
            (Self::English, Purpose::Jump) => "Type the letter of a mark to go there.",
            (Self::English, Purpose::Holder) => "Type the holder's letter.",
            (Self::English, Purpose::Same) => {
                "Type the letter of a mention of the same one, with Shift for all mentions of this one."
            }
            (Self::English, Purpose::Target) => {
                "Type the target's letter, with Shift for the other side; or press Enter."
            }
            (Self::Turkish, Purpose::Jump) => "Gitmek istediğiniz işaretin harfine basın.",
            (Self::Turkish, Purpose::Holder) => "Tutum sahibinin harfine basın.",
            (Self::Turkish, Purpose::Same) => {
                "Aynı varlığın bir anılmasının harfine basın; bunun bütün anılmaları için Shift ile."
            }
            (Self::Turkish, Purpose::Target) => "Hedefin harfine basın, karşı taraf için Shift ile; ya da Enter.",
        }
    }
}
