//! What went wrong and what was put right, in the screen's language. In English these speak for themselves; what other
//! programs say of a fault (a parser, a browser) stays in their words.

use super::{Language, phrases};
use crate::document::{EditError, Problem};
use crate::format::archive::{ArchiveError, MAX_FILES};
use crate::format::interchange::ImportError;
use crate::format::lessons::LessonsError;
use crate::format::native::NativeError;
use crate::format::{Format, Loss, Lost, MAX_FILE, MAX_TEXT, Notice, OpenError, Repair};

/// Something that can be told in the screen's language.
pub trait Say {
    /// The sentence for the reader.
    fn say(&self, words: Language) -> String;
}

phrases! {
    no_store: "This browser keeps nothing for this page (private mode, or storage is switched off). Your work is safe \
        only in this tab: save a file before you close it.", "Bu tarayıcı bu sayfa için hiçbir şey saklamıyor (gizli kip ya \
        da depolama kapalı). Çalışmanız yalnızca bu sekmede güvende: kapatmadan önce dosya olarak kaydedin.";
    store_is_full: "There is no room left in this browser's storage. Your last change is in this tab only: save a file, then \
        remove articles that you no longer need.", "Bu tarayıcının deposunda yer kalmadı. Son değişikliğiniz yalnızca bu \
        sekmede: dosya olarak kaydedin, sonra gerek duymadığınız haberleri kaldırın.";
    changed_elsewhere: "Another tab has changed this article at the same time. Nothing was overwritten.",
        "Başka bir sekme aynı anda bu haberi değiştirdi. Hiçbir şeyin üzerine yazılmadı.";
    stored_damaged(id): "Stored article {id} cannot be read by this version. It was left as it is.",
        "Saklanan haber {id} bu sürümle okunamıyor. Olduğu gibi bırakıldı.";
    store_failed(reason): "This browser could not keep your last change ({reason}). It is in this tab only: save a file before you \
        close it.", "Bu tarayıcı son değişikliğinizi saklayamadı ({reason}). Yalnızca bu sekmede: kapatmadan önce dosya \
        olarak kaydedin.";
    fault_in(name, fault): "{name}: {fault}", "{name}: {fault}";
}

impl Say for Problem {
    fn say(&self, words: Language) -> String {
        if words == Language::English {
            return self.to_string();
        }
        match self {
            Self::SpanOutsideText { of, start, end } => {
                format!("{of}: {start} ile {end} arası metnin bir parçası değil.")
            }
            Self::CueOutsideEvidence(of) => format!("{of}: dayanak, kanıtın dışında."),
            Self::UnknownEntity { of, entity } => format!("{of}: gösterdiği varlık ({entity}) yok."),
            Self::DuplicateId(id) => format!("Kimlik iki kez kullanılmış: {id}."),
        }
    }
}

impl Say for EditError {
    fn say(&self, words: Language) -> String {
        if words == Language::English {
            return self.to_string();
        }
        match self {
            Self::UnknownMention(id) => format!("Hiçbir şey değişmedi: anılma artık yok ({id})."),
            Self::UnknownEntity(id) => format!("Hiçbir şey değişmedi: varlık artık yok ({id})."),
            Self::UnknownStance(id) => format!("Hiçbir şey değişmedi: tutum artık yok ({id})."),
            Self::AlreadyMarked(_) => "Bu sözcükler zaten bu türle işaretli.".to_owned(),
            Self::SelfStance => "Bir tutum için iki ayrı varlık gerekir; hiçbir şey değişmedi.".to_owned(),
            Self::AffiliationCircle => {
                "Bir varlık başkaları üzerinden kendi adına konuşamaz; hiçbir şey değişmedi.".to_owned()
            }
            Self::EmptyName => "Bir varlığın adı olmalı; hiçbir şey değişmedi.".to_owned(),
            Self::Broken(problem) => format!("Hiçbir şey değişmedi. {}", problem.say(words)),
        }
    }
}

impl Say for OpenError {
    fn say(&self, words: Language) -> String {
        if words == Language::English {
            return self.to_string();
        }
        let megabytes = |size: usize| format!("{},{} MB", size / 1_000_000, size % 1_000_000 / 100_000);
        match self {
            Self::Empty => {
                "İçinde metin yok. Hiçbir şey değişmedi. Başka bir dosya seçin ya da metni yapıştırın.".to_owned()
            }
            Self::Binary(_) => {
                "Bu, Standpoint programının okumadığı bir dosya türü. Hiçbir şey değişmedi. Kendi programında \
                                açıp metni yapıştırın ya da orada düz metin (.txt) olarak kaydedin."
                    .to_owned()
            }
            Self::Encoding(name) => format!(
                "Metnin kodlaması ({name}) Standpoint ile okunmuyor. Hiçbir şey değişmedi. UTF-8 olarak kaydedip yeniden açın."
            ),
            Self::TextTooLong { size } => format!(
                "Metnin uzunluğu {}; bir haber en çok {} (yaklaşık 350.000 sözcük) olabilir. Hiçbir şey değişmedi. \
                 Haberlere bölüp tek tek açın.",
                megabytes(*size),
                megabytes(MAX_TEXT)
            ),
            Self::FileTooLarge { size } => format!(
                "Dosyanın boyutu {}; en çok {} okunur. Hiçbir şey değişmedi. Daha küçük dosyalara bölün.",
                megabytes(*size),
                megabytes(MAX_FILE)
            ),
            Self::NoText => "Sayfada metin yok; metni bir betikle yükleniyor olabilir. Hiçbir şey değişmedi. Sayfayı \
                             tarayıcıda açın, haberi seçin ve buraya yapıştırın."
                .to_owned(),
            Self::SeveralDocuments { n_documents } => format!(
                "Dosyada satır başına bir belge var, toplam {n_documents}. Hiçbir şey değişmedi. Her satırı ayrı bir dosya \
                 olarak kaydedip istediğinizi açın."
            ),
            Self::TextMissing => {
                "Bunlar brat işaretleri; metinleri aynı adlı .txt dosyasında. Hiçbir şey değişmedi. İki \
                                  dosyayı birlikte açın."
                    .to_owned()
            }
            Self::Native(error) => error.say(words),
            Self::Import(error) => error.say(words),
        }
    }
}

impl Say for NativeError {
    fn say(&self, words: Language) -> String {
        if words == Language::English {
            return self.to_string();
        }
        match self {
            Self::Broken { line, column, what } => format!(
                "Dosya tam bir JSON değil: satır {line}, sütun {column}: {what}. Yarım kalmış ya da elle değiştirilmiş \
                 olabilir; o yere bakın ya da daha eski bir kopyayı açın."
            ),
            Self::Foreign => "Dosya JSON ama bir Standpoint dosyası değil: \"format\": \"standpoint\" yok. Başka bir programla \
                              yapıldıysa orada düz metin olarak ya da Standpoint ile okunabilen bir biçimde dışa aktarın."
                .to_owned(),
            Self::Newer { version } => format!(
                "Dosya daha yeni bir Standpoint ile yazılmış (dosya sürümü {version}). Ona dokunulmadı. Daha yeni \
                 Standpoint ile açın."
            ),
            Self::Misshapen { at, what } => {
                format!("Dosya bu hâliyle okunamıyor: {at}: {what}. O yeri düzeltip yeniden açın.")
            }
            Self::Unfit { of, start, end, .. } => format!(
                "{of} metne uymuyor: {start} ile {end} arası. Dosyanın metni işaretlendikten sonra değişmiş olabilir; eski \
                 hâline getirin ya da o ögeyi çıkarın."
            ),
            Self::Problem(problem) => format!("Dosya kendiyle çelişiyor. {}", problem.say(words)),
        }
    }
}

impl Say for ImportError {
    fn say(&self, words: Language) -> String {
        if words == Language::English {
            return self.to_string();
        }
        let Self { format, at, what } = self;
        format!("Dosya ({format}) okunamıyor: {at}: {what}. Hiçbir şey değişmedi. O yeri düzeltip yeniden açın.")
    }
}

impl Say for ArchiveError {
    fn say(&self, words: Language) -> String {
        if words == Language::English {
            return self.to_string();
        }
        match self {
            Self::Broken(why) => {
                format!("ZIP dosyası okunamadı: {why}. Hiçbir şey değişmedi. Yeniden paketleyip bir daha deneyin.")
            }
            Self::TooManyFiles(n) => format!(
                "ZIP dosyasında {n} dosya var; birinden en çok {MAX_FILES} dosya okunur. Hiçbir şey değişmedi. Bölün."
            ),
            Self::FileTooLarge(name) => {
                format!("{name}: açılınca {} MB sınırını aşıyor ve dışarıda bırakıldı.", MAX_FILE / 1_000_000)
            }
            Self::TooLarge => {
                "ZIP dosyası açılınca 2 GB sınırını aşıyor. Ondan önce gelenler kitaplıkta; kalanı dışarıda \
                               bırakıldı."
                    .to_owned()
            }
        }
    }
}

impl Say for LessonsError {
    fn say(&self, words: Language) -> String {
        if words == Language::English {
            return self.to_string();
        }
        match self {
            Self::Foreign => "Dosyada ders yok. Ondan hiçbir şey öğrenilmedi.".to_owned(),
            Self::Newer { version } => format!(
                "Dersler daha yeni bir Standpoint ile yazılmış (sürüm {version}). Onlardan hiçbir şey öğrenilmedi; daha yeni \
                 bir sayfayla açın."
            ),
            Self::Damaged { what } => format!(
                "Ders dosyası bozuk: {what}. Ondan hiçbir şey öğrenilmedi; o yere bakın ya da daha eski bir kopyayı kullanın."
            ),
        }
    }
}

impl Say for Notice {
    fn say(&self, words: Language) -> String {
        if words == Language::English {
            return self.to_string();
        }
        match self {
            Self::Unmarked => {
                "Dosya bir Standpoint dosyası olduğunu söylemiyor ama öyle görünüyor ve öyle okundu.".to_owned()
            }
            Self::LineEndsChanged => {
                "Metnin satır sonları tekleştirildi; bütün işaretler birlikte kaydırıldı ve hâlâ uyuyor.".to_owned()
            }
            Self::EncodingGuessed { name, first } => format!(
                "Dosya UTF-8 değil (bayt {first} bunu gösteriyor) ve şu kodlamayla okundu: {name}. Aksanlı harfler yanlış \
                 görünüyorsa UTF-8 olarak kaydedip yeniden açın."
            ),
            Self::BytesReplaced { first } => format!(
                "Dosyanın bazı baytları hiçbir karaktere karşılık gelmiyor (ilki bayt {first}); her biri \u{fffd} ile \
                 değiştirildi. Dosyanın kendisi değişmedi."
            ),
            Self::SurrogatesReplaced => {
                "Dosyada yarım karakterler vardı; her biri soru işaretiyle değiştirildi.".to_owned()
            }
            Self::LeftOut { format, n_items } => format!(
                "Dosyanın ({format}) {n_items} parçasının bir Standpoint belgesinde yeri yok; dışarıda bırakıldı. Dosyanın \
                 kendisi değişmedi."
            ),
            Self::Repaired { repair, items } => {
                let what = match repair {
                    Repair::Moved => "dosyanın söylediği yerde değildi, metinlerinin bulunduğu en yakın yere taşındı",
                    Repair::EntityMade => "anılıyor ama dosyada yoktu, oluşturuldu",
                    Repair::Renumbered => "kimliği zaten kullanılıyordu, yeni kimlik verildi",
                    Repair::EvidenceWidened => "kanıtı dayanağı içermiyordu, genişletildi",
                    Repair::IssueDropped => "hem hedef varlığı hem konusu vardı, varlık tutuldu",
                };
                const SHOWN: usize = 5;
                let mut shown = items.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
                if items.len() > SHOWN {
                    shown += &format!(" ve {} tane daha", items.len() - SHOWN);
                }
                format!("{shown}: {what}. Lütfen denetleyin.")
            }
        }
    }
}

impl Say for Loss {
    fn say(&self, words: Language) -> String {
        if words == Language::English {
            return self.to_string();
        }
        let what = match self.what {
            Lost::Mention => "anılma",
            Lost::Overlap => "başkasıyla örtüşen anılma",
            Lost::PartOfWord => "sözcük parçası anılma",
            Lost::Grouping => "varlık (hangi anılmaların bir arada olduğu)",
            Lost::Link => "bağlantı",
            Lost::Affiliation => "adına konuşulan taraf",
            Lost::Stance => "tutum",
            Lost::Unnamed => "sahibi ya da hedefi hiçbir anılmada geçmeyen tutum",
            Lost::Issue => "bir konuya yönelik tutum",
            Lost::Cue => "dayanak",
            Lost::Evidence => "kanıt tümcesi",
            Lost::Rejected => "reddedilen öneri",
            Lost::Was => "düzeltilenin önceki hâli",
            Lost::Status => "durum",
            Lost::Confidence => "kesinlik derecesi",
            Lost::Reason => "gerekçe",
            Lost::Note => "not",
            Lost::Doubt => "kuşku işareti",
            Lost::Extra => "bilinmeyen alan",
        };
        format!("{} {what}", self.n_items)
    }
}

impl Language {
    /// What a format to write is called.
    #[must_use]
    pub const fn format(self, format: Format) -> &'static str {
        match (self, format) {
            (Self::Turkish, Format::NativeLine) => "Tek satırda Standpoint JSON (JSON Lines)",
            (Self::Turkish, Format::StanceTable) => "Tutum tablosu (CSV)",
            (Self::Turkish, Format::MentionTable) => "Anılma tablosu (CSV)",
            (Self::Turkish, Format::Text) => "Düz metin",
            (Self::Turkish, Format::Brat) => "brat (.txt ve .ann)",
            (Self::Turkish, Format::Spacy) => "spaCy ve Prodigy (JSONL)",
            // Names of other programs and their formats.
            (
                Self::English | Self::Turkish,
                Format::Native
                | Format::NativeLine
                | Format::StanceTable
                | Format::MentionTable
                | Format::Text
                | Format::Brat
                | Format::Conll
                | Format::Spacy
                | Format::Doccano
                | Format::LabelStudio
                | Format::WebAnnotation,
            ) => format.title(),
        }
    }
}
