//! What stands on the screen beside the article: the bar, the panel, what floats, and the dialogs.

use super::{Language, counts, phrases};
use crate::annotation::{Polarity, Status};
use crate::app::find::Scope;
use crate::app::{Show, Tab, Theme};

counts! {
    n_mentions: "mention", "mentions", "anılma";
    n_entities: "entity", "entities", "varlık";
    n_stances: "stance", "stances", "tutum";
    n_articles: "article", "articles", "haber";
    n_other_articles: "other article", "other articles", "başka haber";
    n_words: "word", "words", "sözcük";
    n_places: "place", "places", "yer";
    n_other_places: "other place", "other places", "başka yer";
    n_suggestions: "suggestion", "suggestions", "öneri";
    n_marks: "mark", "marks", "işaret";
    n_changes: "change", "changes", "değişiklik";
    n_later_changes: "later change", "later changes", "sonraki değişiklik";
    n_lessons: "lesson", "lessons", "ders";
    n_files: "file", "files", "dosya";
}

phrases! {
    // The bar.
    open: "Open", "Aç";
    paste: "Paste", "Yapıştır";
    library: "Library", "Kitaplık";
    undo: "Undo", "Geri al";
    redo: "Redo", "Yinele";
    save: "Save", "Kaydet";
    save_as_json: "Save as JSON", "JSON olarak kaydet";
    export: "Export", "Dışa aktar";
    tag: "Tag", "Etiketle";
    tag_again: "Tag again", "Yeniden etiketle";
    stop: "Stop", "Durdur";
    tagging(percent): "Tagging, {percent} percent. Stop", "Etiketleniyor, yüzde {percent}. Durdur";
    article: "Article", "Haber";
    changes: "Changes", "Değişiklikler";
    window: "Window", "Pencere";
    theme: "Theme", "Tema";
    help: "Help", "Yardım";
    recent: "Recent", "Son açılan";
    n_words_and_reviewed(words, n): "{words} · {n} reviewed", "{words} · {n} gözden geçirildi";
    all_in_library(n): "All in the library: {n} …", "Kitaplıktakilerin tümü: {n} …";
    the_sample: "The sample article", "Örnek haber";
    untitled: "Untitled", "Başlıksız";
    not_kept_yet: "Not saved yet", "Henüz kaydedilmedi";
    kept_here: "Saved on this device", "Bu aygıtta kayıtlı";
    being_kept: "Saving …", "Kaydediliyor …";
    kept_at(time): "Saved on this device {time}", "Bu aygıtta kayıtlı {time}";
    not_kept: "Not saved in this browser: save a file", "Bu tarayıcıda kaydedilmedi: dosya olarak kaydedin";
    all_reviewed: "All reviewed", "Hepsi gözden geçirildi";
    review(n): "Review {n}", "Gözden geçir: {n}";
    n_of_n_reviewed(n, all): "{n} of {all} reviewed", "{all} işaretten {n} tanesi gözden geçirildi";
    then_next_suggestion(label): "{label}, next suggestion", "{label}, sonraki öneri";
    confirm_sure: "Confirm sure …", "Kesinleri onayla …";

    // The page.
    open_files: "Open files", "Dosya aç";
    add_a_folder: "Add a folder", "Klasör ekle";
    drop_to_add: "Drop files or folders to add them", "Eklemek için dosya ya da klasör bırakın";
    drop_to_open: "Drop files to open them", "Açmak için dosya bırakın";
    open_elsewhere: "This article is open in another tab. Here you can only read it.",
        "Bu haber başka bir sekmede açık. Burada yalnızca okuyabilirsiniz.";
    take_over: "Take over here", "Burada devral";
    dismiss_message: "Dismiss this message", "Bu iletiyi kapat";
    introduction: "This is an invented article. Standpoint has marked who is in it and who takes which side toward whom. \
        Correct it, or ", "Bu, uydurma bir haber. Standpoint içinde kimlerin geçtiğini ve kimin kime karşı hangi tarafı \
        tuttuğunu işaretledi. Düzeltin ya da ";
    introduction_paste: "paste text", "metin yapıştırın";
    introduction_open: "open files", "dosya açın";
    introduction_drop: ", or drop files anywhere. Nothing leaves this device.",
        " ya da herhangi bir yere dosya bırakın. Bu aygıttan dışarı hiçbir şey çıkmaz.";

    go_to_holder(name): "Go to the holder: {name}", "Tutum sahibine git: {name}";
    go_to_cue(words): "Go to the cue: {words}", "Dayanağa git: {words}";
    go_to_target(name): "Go to the target: {name}", "Hedefe git: {name}";

    // Lists of entities.
    in_this_sentence: "In this sentence", "Bu tümcede";
    elsewhere: "Elsewhere", "Başka yerde";
    entities: "Entities", "Varlıklar";
    choose: "choose …", "seçin …";

    // The panel.
    annotations: "Annotations", "İşaretler";
    panel: "Panel", "Yan bölme";
    which_stances: "Which stances", "Hangi tutumlar";
    which_entities: "Which entities", "Hangi varlıklar";
    filter: "Filter", "Süz";
    filter_stances: "Filter stances", "Tutumları süz";
    filter_entities: "Filter entities", "Varlıkları süz";
    percent(n): "{n} %", "%{n}";
    percent_and_hidden(n, hidden): "{n} %, {hidden} hidden", "%{n}, {hidden} gizli";
    percent_and_hidden_said(n, hidden): "{n} percent, {hidden} hidden", "yüzde {n}, {hidden} gizli";
    slider_help: "Left: all that may be. Right: only the sure ones.",
        "Solda: olabilecek her şey. Sağda: yalnızca kesin olanlar.";
    shown_from: "Shown from", "Gösterilen:";
    stances_shown_from: "Stances shown from", "Gösterilen en düşük kesinlik";
    new_stance: "New stance", "Yeni tutum";
    n_earlier(n): "{n} earlier in the text.", "Metinde daha önce: {n}.";
    n_later(n): "{n} later in the text.", "Metinde daha sonra: {n}.";
    show_all: "Show all", "Hepsini göster";
    no_stances_yet(key): "No stances yet. Select the words that express one and press {key}.",
        "Henüz tutum yok. Bir tutum bildiren sözcükleri seçip {key} tuşuna basın.";
    all_less_sure: "Every stance here is less sure than that. Move the slider to the left to see it.",
        "Buradaki bütün tutumlar bundan daha belirsiz. Görmek için sürgüyü sola çekin.";
    nothing_fits: "Nothing fits this filter.", "Bu süzgece uyan bir şey yok.";
    no_entities_here: "No entities here. Select a name in the text and press its type's key, 1 to 8.",
        "Burada varlık yok. Metinde bir ad seçip türünün tuşuna basın: 1 ile 8 arası.";
    n_more_filter(n): "{n} more: filter to see them.", "{n} tane daha var: görmek için süzün.";

    // Cards.
    n_to_review(n): "{n} to review", "{n} öneri bekliyor";
    speaks_for(name): "speaks for {name}", "adına konuştuğu taraf: {name}";
    name: "Name", "Ad";
    type_: "Type", "Tür";
    speaks_for_whom: "Speaks for", "Adına konuştuğu";
    itself: "itself", "kendisi";
    link: "Link", "Bağlantı";
    link_help: "country code or address", "ülke kodu ya da adres";
    merge_into: "Merge into", "Şununla birleştir";
    suggested(percent): "suggested, {percent} %", "önerildi, %{percent}";
    take_back: "Take back", "Geri al";
    take_back_in(name): "Take back in: {name}", "Geri al: {name}";
    confirm: "Confirm", "Onayla";
    confirm_this(name): "Confirm: {name}", "Onayla: {name}";
    reject: "Reject", "Reddet";
    reject_this(name): "Reject: {name}", "Reddet: {name}";
    remove: "Remove", "Kaldır";
    remove_this(name): "Remove: {name}", "Kaldır: {name}";
    was_suggested_as(what): "Was suggested as: {what}", "Önerilen: {what}";
    holder: "Holder", "Tutum sahibi";
    target: "Target", "Hedef";
    cue: "Cue", "Dayanak";
    side: "Side", "Taraf";
    use_selected_words: "Use the selected words", "Seçili sözcükleri kullan";
    in_doubt: "In doubt", "Kuşkulu";
    select_cue: "select the words in the text", "metinde sözcükleri seçin";
    select_matter: "Select the words that name the matter.", "Konuyu belirten sözcükleri seçin.";
    press_holders_letter: "Press the letter on the holder in the text.", "Metinde tutum sahibinin üzerindeki harfe basın.";
    press_targets_letter: "Press the letter on the target in the text, with Shift for the other side.",
        "Metinde hedefin üzerindeki harfe basın; karşı taraf için Shift ile.";
    add_stance: "Add stance", "Tutumu ekle";
    cancel: "Cancel", "Vazgeç";
    toward_a_matter: "Toward a matter", "Bir konuya yönelik";

    // The table.
    no_stances_between: "No stances between entities yet.", "Varlıklar arasında henüz tutum yok.";
    count_by_side: "Count everyone as the side they speak for", "Herkesi adına konuştuğu taraf olarak say";
    who_stands_where: "Who stands where", "Kim nerede duruyor";
    holder_and_target: "holder ↓ target →", "tutum sahibi ↓ hedef →";
    n_show(n, polarity): "{n} {polarity}: show", "{n} {polarity}: göster";

    // The history.
    title: "Title", "Başlık";
    note: "Note", "Not";
    history_help: "Choose a line to go back, or forward again, to just after it.",
        "O adımın hemen sonrasına dönmek ya da yeniden ilerlemek için bir satır seçin.";
    as_opened: "As it was opened", "Açıldığı hâli";

    // What floats.
    selected_words: "Selected words", "Seçili sözcükler";
    mention: "Mention", "Anılma";
    the_cue: "the cue", "dayanak";
    stance_cue: "Stance cue …", "Tutum dayanağı …";
    make_this(what): "Make this {what}", "Buraya taşı: {what}";
    more: "More", "Daha çok";
    lesson_counts: "Later articles follow this. ", "Sonraki haberler buna uyar. ";
    forget_it: "Forget it", "Unut";
    all_like_this: "All like this …", "Böyle olanların hepsi …";
    doubt: "Doubt", "Kuşkulu";
    means: "Means", "Kim/ne";
    no_entity: "no entity", "varlık yok";
    entity: "Entity", "Varlık";
    entity_more: "Entity …", "Varlık …";
    a_new_entity: "a new entity", "yeni bir varlık";
    press_or_drag: "Press, or drag to the target", "Basın ya da hedefe sürükleyin";
    takes_a_side: "Takes a side toward →", "Taraf tutuyor →";
    boundaries: "Boundaries", "Sınırlar";

    // The search.
    find: "Find", "Bul";
    place_before: "Place before", "Önceki yer";
    place_before_key: "Place before (Shift+Enter)", "Önceki yer (Shift+Enter)";
    next_place: "Next place", "Sonraki yer";
    next_place_key: "Next place (Enter)", "Sonraki yer (Enter)";
    where_: "Where", "Nerede";
    regular_expression: "Regular expression", "Düzenli ifade";
    confirm_all: "Confirm all", "Hepsini onayla";
    reject_all: "Reject all", "Hepsini reddet";
    close_search: "Close the search", "Aramayı kapat";
    mark_all: "Mark all", "Hepsini işaretle";
    mark_all_as: "Mark all as", "Hepsini şöyle işaretle";
    mark_all_as_label(label): "Mark all as {label}", "Hepsini işaretle: {label}";
    n_of_n(n, all): "{n} of {all}", "{n} / {all}";
    n_of_n_or_more(n, all): "{n} of {all} or more", "{n} / en az {all}";
    nothing_found: "Nothing found", "Bulunamadı";
    pattern_too_long: "The regular expression is too long", "Düzenli ifade çok uzun";
    no_pattern(why): "No regular expression: {why}", "Düzenli ifade değil: {why}";

    // The dialogs.
    close: "Close", "Kapat";
    paste_text: "Paste text", "Metin yapıştır";
    commands: "Commands", "Komutlar";
    export_title: "Export for other programs", "Başka programlar için dışa aktar";
    learned_title: "Learned from your corrections", "Düzeltmelerinizden öğrenilenler";
    all_occurrences: "All occurrences", "Geçtiği her yer";
    confirm_sure_title: "Confirm what is sure enough", "Yeterince kesin olanları onayla";
    text_of_article: "Text of the article", "Haberin metni";
    paste_here: "Paste or type the article here", "Haberi buraya yapıştırın ya da yazın";
    tag_this_text: "Tag this text", "Bu metni etiketle";
    do_it_in(places): "Do it in {places}", "Uygula: {places}";
    keeps_everything: "Keeps everything.", "Her şeyi korur.";
    leaves_out(what): "Leaves out {what}.", "Dışarıda kalanlar: {what}.";
    sure_enough(percent, n): "Suggestions that are {percent} percent sure or more: {n}",
        "En az yüzde {percent} kesin olan öneriler: {n}";
    confirm_n(suggestions): "Confirm {suggestions}", "Onayla: {suggestions}";
    what_to_do: "What do you want to do?", "Ne yapmak istiyorsunuz?";
    find_a_command: "Find a command", "Komut bul";
    help_what: "Standpoint marks who is in an article and who takes which side toward whom. It suggests; you decide. \
        Suggestions are dotted, what you decided is solid. Everything can be undone, and everything stays on this device.",
        "Standpoint bir haberde kimlerin geçtiğini ve kimin kime karşı hangi tarafı tuttuğunu işaretler. O önerir, siz \
        karar verirsiniz. Öneriler noktalı, kararlarınız düz çizgilidir. Her şey geri alınabilir ve her şey bu aygıtta \
        kalır.";
    help_select: "Select words with the mouse, by touch, or with the keys below; hold Alt while you draw to select single \
        characters.", "Sözcükleri fareyle, dokunarak ya da aşağıdaki tuşlarla seçin; tek tek karakter seçmek için çizerken \
        Alt tuşunu basılı tutun.";
    legend: "Legend", "İşaretlerin anlamı";
    legend_praised: "praised", "övdü";
    legend_blamed: "blamed", "suçladı";
    legend_suggested: "suggested", "önerildi";
    legend_decided: "decided", "karar verildi";
    types: "Types", "Türler";
    language: "Language", "Dil";
    help_keys: "Press a key on this sheet to change it.", "Değiştirmek için bu sayfadaki bir tuşa basın.";
    change_key(command, key): "Change the key of “{command}”: {key}", "Tuşu değiştir, “{command}”: {key}";
    change_no_key(command): "Give “{command}” a key", "Tuş ver: “{command}”";
    press_new_key: "Press the new key. Escape keeps the old one.", "Yeni tuşa basın. Escape eskisini korur.";
    key_is_taken(key, command): "{key} is the key of “{command}”. Press it again to take it.",
        "{key} şu komutun tuşu: “{command}”. Almak için yeniden basın.";
    key_is_now(command, key): "“{command}” now has the key {key}.", "“{command}” komutunun tuşu artık {key}.";
    reset_key(command): "Reset the key of “{command}”", "Tuşu ilk hâline döndür: “{command}”";
    reset_keys: "Reset all keys", "Bütün tuşları ilk hâline döndür";

    // What was learned.
    learned_what: "Names, links and sides that you corrected count in the articles that you tag afterwards. To undo a correction \
        takes its lesson back. All of it stays in this browser.", "Düzelttiğiniz adlar, bağlantılar ve taraflar, sonra \
        etiketlediğiniz haberlerde dikkate alınır. Bir düzeltmeyi geri almak dersini de geri alır. Hepsi bu tarayıcıda kalır.";
    learn_switch: "Learn from my corrections, and use what was learned", "Düzeltmelerimden öğren ve öğrenileni kullan";
    nothing_learned_yet: "Nothing was learned yet. Correct, add or reject a mark, and it appears here.",
        "Henüz bir şey öğrenilmedi. Bir işareti düzeltin, ekleyin ya da reddedin; burada görünür.";
    search_these(lessons): "Search {lessons}", "Ara: {lessons}";
    search_lessons: "Search the lessons", "Derslerde ara";
    lessons: "Lessons", "Dersler";
    n_more_search(n): "{n} more; search to see them.", "{n} tane daha var; görmek için arayın.";
    bring_back_these(lessons): "Bring back {lessons}", "Geri getir: {lessons}";
    forget_all: "Forget all", "Hepsini unut";
    save_as_file: "Save as a file", "Dosya olarak kaydet";
    open_lessons: "Open a file of lessons …", "Ders dosyası aç …";
    forget: "Forget", "Unut";
    forget_this(words, says): "Forget {words} {says}", "Unut: {words} {says}";
    lesson_is: "is", "türü:";
    lesson_no_name: "is no name", "ad değil";
    lesson_linked(link): "is linked with {link}", "bağlantısı: {link}";
    lesson_no_link: "has no link", "bağlantısı yok";
    lesson_speaks_for(side): "speaks for {side}", "adına konuştuğu taraf: {side}";
    lesson_speaks_for_itself: "speaks for nobody else", "kimse adına konuşmuyor";
}

/// Values with a name on the screen.
impl Language {
    const fn one_of(self, english: &'static str, turkish: &'static str) -> &'static str {
        match self {
            Self::English => english,
            Self::Turkish => turkish,
        }
    }

    /// The side that a stance takes.
    #[must_use]
    pub const fn polarity(self, polarity: Polarity) -> &'static str {
        match polarity {
            Polarity::Favor => self.one_of("favor", "lehte"),
            Polarity::Against => self.one_of("against", "aleyhte"),
        }
    }

    /// How far an annotation is decided.
    #[must_use]
    pub const fn status(self, status: Status) -> &'static str {
        match status {
            Status::Suggested => self.one_of("suggested", "önerildi"),
            Status::Confirmed => self.one_of("confirmed", "onaylandı"),
            Status::Corrected => self.one_of("corrected", "düzeltildi"),
            Status::Added => self.one_of("added", "eklendi"),
            Status::Rejected => self.one_of("rejected", "reddedildi"),
        }
    }

    /// The title of a tab of the panel.
    #[must_use]
    pub const fn tab(self, tab: Tab) -> &'static str {
        match tab {
            Tab::Stances => self.one_of("Stances", "Tutumlar"),
            Tab::Entities => self.one_of("Entities", "Varlıklar"),
            Tab::Table => self.one_of("Table", "Tablo"),
            Tab::History => self.one_of("History", "Geçmiş"),
        }
    }

    /// Which annotations the panel shows.
    #[must_use]
    pub const fn show(self, show: Show) -> &'static str {
        match show {
            Show::Live => self.one_of("All", "Hepsi"),
            Show::ToReview => self.one_of("To review", "Bekleyenler"),
            Show::Favor => self.one_of("Favor", "Lehte"),
            Show::Against => self.one_of("Against", "Aleyhte"),
            Show::InDoubt => self.one_of("In doubt", "Kuşkulu"),
            Show::Rejected => self.one_of("Rejected", "Reddedilenler"),
        }
    }

    /// Where the search looks.
    #[must_use]
    pub const fn scope(self, scope: Scope) -> &'static str {
        match scope {
            Scope::Text => self.one_of("in the text", "metinde"),
            Scope::Marks => self.one_of("in the marks", "işaretlerde"),
        }
    }

    /// What a theme is called.
    #[must_use]
    pub const fn theme_title(self, theme: Theme) -> &'static str {
        match theme {
            Theme::System => self.one_of("as the system has it", "sistemdeki gibi"),
            Theme::Light => self.one_of("light", "açık"),
            Theme::Dark => self.one_of("dark", "koyu"),
            Theme::Contrast => self.one_of("high contrast", "yüksek karşıtlık"),
        }
    }
}
