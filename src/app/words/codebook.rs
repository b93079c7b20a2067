//! The shipped codebook on the screen: what its types are called and what their rules say. In files the types keep
//! their own names, and a codebook of the reader's is shown as it is.

use super::Language;
use crate::annotation::{Codebook, Label, LabelRule};

impl Language {
    /// A type as a short tag.
    #[must_use]
    pub fn label(self, label: &Label) -> &str {
        match self {
            Self::English => label.as_str(),
            Self::Turkish => turkish(label).map_or(label.as_str(), |(tag, _, _)| tag),
        }
    }

    /// A type's name, such as "Other place".
    #[must_use]
    pub fn label_title(self, rule: &LabelRule) -> String {
        self.shipped(rule).map_or_else(|| rule.title.clone(), |(_, title, _)| title.to_owned())
    }

    /// A type's rule.
    #[must_use]
    pub fn label_rule(self, rule: &LabelRule) -> String {
        self.shipped(rule).map_or_else(|| rule.rule.clone(), |(_, _, text)| text.to_owned())
    }

    /// What is said in place of a rule that the reader has not changed.
    fn shipped(self, rule: &LabelRule) -> Option<(&'static str, &'static str, &'static str)> {
        if self == Self::English {
            return None;
        }
        let shipped = Codebook::default();
        let is_shipped = shipped.rule(&rule.label).is_some_and(|own| own.title == rule.title && own.rule == rule.rule);
        turkish(&rule.label).filter(|_| is_shipped)
    }
}

/// Tag, title and rule.
fn turkish(label: &Label) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match label.as_str() {
        "PERSON" => ("KİŞİ", "Kişi", "Adı verilen insan; unvanlar dışında."),
        "ORG" => {
            ("KURUM", "Kurum", "Devlet kurumları, partiler, şirketler, basın kuruluşları, silahlı gruplar, ittifaklar.")
        }
        "GPE" => (
            "ÜLKE/KENT",
            "Yönetimi olan yer",
            "Ülke, kent, eyalet ya da il; adın yönetim yerine kullanıldığı durumlar da.",
        ),
        "LOC" => ("YER", "Başka yer", "Denizler, dağlar, bölgeler, adı olan yapılar, havalimanları, köprüler."),
        "NORP" => ("TOPLULUK", "Uyruk ya da topluluk", "Uyruk, dinî ya da siyasi topluluk; sıfat ya da ad olarak."),
        "EVENT" => ("OLAY", "Olay", "Adı olan savaşlar, zirveler, seçimler, spor olayları, fırtınalar."),
        "PRODUCT" => ("ÜRÜN", "Ürün, yapıt, yasa", "Adı olan araçlar, silahlar, yapıtlar, yasalar, antlaşmalar."),
        "DATE" => ("TARİH", "Tarih", "Bir gün ya da daha uzun, kesin ya da göreli tarihler ve süreler."),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Language;
    use crate::annotation::{Codebook, Label, LabelRule};

    #[test]
    fn every_type_that_ships_is_told_in_every_language() {
        for rule in &Codebook::default().labels {
            assert_ne!(Language::Turkish.label(&rule.label), rule.label.as_str());
            assert_ne!(Language::Turkish.label_title(rule), rule.title);
            assert_ne!(Language::Turkish.label_rule(rule), rule.rule);
            assert_eq!(Language::English.label_rule(rule), rule.rule);
        }
    }

    #[test]
    fn the_readers_own_rules_stay_as_they_wrote_them() {
        let own = LabelRule { rule: "Only heads of state.".to_owned(), ..Codebook::default().labels[0].clone() };
        assert_eq!(Language::Turkish.label_rule(&own), "Only heads of state.");
        assert_eq!(Language::Turkish.label(&Label::new("SHIP")), "SHIP");
    }
}
