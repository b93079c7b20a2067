//! What commands are called, in the palette, on the help sheet and at buttons.

use super::Language;
use crate::app::boundary::{Side, Unit, Way};
use crate::app::command::{Command, Group};

impl Language {
    /// What a command does, as the palette and the help sheet say it.
    #[must_use]
    pub const fn command(self, command: Command) -> &'static str {
        let (english, turkish) = titles(command);
        match self {
            Self::English => english,
            Self::Turkish => turkish,
        }
    }

    /// The heading of a part of the help sheet.
    #[must_use]
    pub const fn group(self, group: Group) -> &'static str {
        let (english, turkish) = match group {
            Group::Review => ("Walk and decide", "Gez ve karar ver"),
            Group::Mentions => ("Mentions", "Anılmalar"),
            Group::Stances => ("Stances", "Tutumlar"),
            Group::Article => ("The article", "Haber"),
            Group::Window => ("The window", "Pencere"),
        };
        match self {
            Self::English => english,
            Self::Turkish => turkish,
        }
    }
}

const fn titles(command: Command) -> (&'static str, &'static str) {
    match command {
        Command::NextSuggestion => ("Next suggestion", "Sonraki öneri"),
        Command::PreviousSuggestion => ("Previous suggestion", "Önceki öneri"),
        Command::LeastCertain => (
            "Suggestions least certain first, or in the order of the text",
            "Öneriler en belirsizden başlayarak ya da metin sırasıyla",
        ),
        Command::Next => ("Next mark", "Sonraki işaret"),
        Command::Previous => ("Previous mark", "Önceki işaret"),
        Command::Jump => ("Go to a mark by its letter", "Harfiyle bir işarete git"),
        Command::Find => ("Find in the text or in the marks …", "Metinde ya da işaretlerde bul …"),
        Command::NextHit => ("Next place that was found", "Bulunan sonraki yer"),
        Command::PreviousHit => ("Place before that was found", "Bulunan önceki yer"),
        Command::Confirm => ("Confirm, and on to the next suggestion", "Onayla ve sonraki öneriye geç"),
        Command::Reject => {
            ("Reject or remove, and on to the next suggestion", "Reddet ya da kaldır ve sonraki öneriye geç")
        }
        Command::Details => ("Details of the mark", "İşaretin ayrıntıları"),
        Command::ConfirmSure => ("Confirm everything that is sure enough …", "Yeterince kesin olan her şeyi onayla …"),
        Command::Doubt => ("Doubt: come back to it later", "Kuşkulu: sonra yeniden bak"),
        Command::Note => ("Write a note", "Not yaz"),
        Command::Label(0) => ("Mark or change to the first type", "İlk türle işaretle ya da ilk türe çevir"),
        Command::Label(1) => ("… the second type", "… ikinci tür"),
        Command::Label(2) => ("… the third type", "… üçüncü tür"),
        Command::Label(3) => ("… the fourth type", "… dördüncü tür"),
        Command::Label(4) => ("… the fifth type", "… beşinci tür"),
        Command::Label(5) => ("… the sixth type", "… altıncı tür"),
        Command::Label(6) => ("… the seventh type", "… yedinci tür"),
        Command::Label(7) => ("… the eighth type", "… sekizinci tür"),
        Command::Label(_) => ("… another type", "… başka bir tür"),
        Command::NextName => ("Select the next name without a mark", "İşaretsiz sonraki adı seç"),
        Command::PreviousName => ("Select the name without a mark before", "İşaretsiz önceki adı seç"),
        Command::NextSentence => ("Select the next sentence", "Sonraki tümceyi seç"),
        Command::PreviousSentence => ("Select the previous sentence", "Önceki tümceyi seç"),
        Command::NextWord => ("Select the next word", "Sonraki sözcüğü seç"),
        Command::PreviousWord => ("Select the previous word", "Önceki sözcüğü seç"),
        Command::Boundary(side, way, unit) => boundary(side, way, unit),
        Command::UseSelection => {
            ("Give the last mention or cue the selected words", "Seçili sözcükleri son anılmaya ya da dayanağa ver")
        }
        Command::Occurrences => ("The same for all occurrences …", "Geçtiği her yerde aynısı …"),
        Command::Merge => ("Merge its entity into another …", "Varlığını bir başkasıyla birleştir …"),
        Command::SameAs => (
            "It means the same as another mention, by its letter; with Shift all its mentions do",
            "Harfi basılan anılmayla aynı varlık; Shift ile bütün anılmaları",
        ),
        Command::SplitOff => ("Split off as an entity of its own", "Ayrı bir varlık yap"),
        Command::Stance => {
            ("New stance; then the letter of the other side", "Yeni tutum; ardından karşı tarafın harfi")
        }
        Command::SwitchPolarity => ("Switch between favor and against", "Lehte ile aleyhte arasında değiştir"),
        Command::Holder => (
            "Another holder, by its letter; at a mention, a stance toward it",
            "Harfiyle başka bir tutum sahibi; bir anılmada ise ona yönelik tutum",
        ),
        Command::Target => ("Another target, by its letter", "Harfiyle başka bir hedef"),
        Command::FromList => ("Choose it from the list", "Listeden seç"),
        Command::Issue => ("Words of the text are the target", "Hedef, metindeki sözcükler"),
        Command::NextCue => ("The next likely word is the cue", "Dayanak, sonraki olası sözcük"),
        Command::PreviousCue => ("The likely word before is the cue", "Dayanak, önceki olası sözcük"),
        Command::Open => ("Open files …", "Dosya aç …"),
        Command::Paste => ("Paste text …", "Metin yapıştır …"),
        Command::Tag => ("Tag the article again", "Haberi yeniden etiketle"),
        Command::StopTagging => ("Stop tagging", "Etiketlemeyi durdur"),
        Command::Save => ("Save as JSON", "JSON olarak kaydet"),
        Command::Export => ("Export for other programs …", "Başka programlar için dışa aktar …"),
        Command::Library => ("The library of all articles", "Bütün haberlerin kitaplığı"),
        Command::Learned => ("What was learned from your corrections …", "Düzeltmelerinizden öğrenilenler …"),
        Command::NextArticle => ("Next article of the library", "Kitaplıktaki sonraki haber"),
        Command::PreviousArticle => ("Previous article of the library", "Kitaplıktaki önceki haber"),
        Command::Done => ("The article is done, or not done", "Haber bitti ya da bitmedi"),
        Command::Undo => ("Undo", "Geri al"),
        Command::Redo => ("Redo", "Yinele"),
        Command::Stances => ("Show the stances", "Tutumları göster"),
        Command::Entities => ("Show the entities", "Varlıkları göster"),
        Command::Table => ("Show who stands where", "Kimin nerede durduğunu göster"),
        Command::History => ("Show the history", "Geçmişi göster"),
        Command::TypeTags => ("Show or hide the types in the text", "Metindeki türleri göster ya da gizle"),
        Command::Theme => {
            ("Light, dark, high contrast or as the system has it", "Açık, koyu, yüksek karşıtlık ya da sistemdeki gibi")
        }
        Command::Language => ("Türkçe: the screen in Turkish", "English: ekran İngilizce"),
        Command::Palette => ("Find a command …", "Komut bul …"),
        Command::Help => ("This help", "Bu yardım"),
        Command::Close => ("Close, or let go of the mark", "Kapat ya da işareti bırak"),
    }
}

const fn boundary(side: Side, way: Way, unit: Unit) -> (&'static str, &'static str) {
    match (side, way, unit) {
        (Side::Start, Way::Outward, Unit::Word) => ("Start one word earlier", "Bir sözcük önce başlat"),
        (Side::Start, Way::Inward, Unit::Word) => ("Start one word later", "Bir sözcük sonra başlat"),
        (Side::End, Way::Outward, Unit::Word) => ("End one word later", "Bir sözcük sonra bitir"),
        (Side::End, Way::Inward, Unit::Word) => ("End one word earlier", "Bir sözcük önce bitir"),
        (Side::Start, Way::Outward, Unit::Character) => ("Start one character earlier", "Bir karakter önce başlat"),
        (Side::Start, Way::Inward, Unit::Character) => ("Start one character later", "Bir karakter sonra başlat"),
        (Side::End, Way::Outward, Unit::Character) => ("End one character later", "Bir karakter sonra bitir"),
        (Side::End, Way::Inward, Unit::Character) => ("End one character earlier", "Bir karakter önce bitir"),
    }
}
