//! Why something was suggested, in the screen's language. In: the tagger's sentence, which files keep in English; out: the
//! same in the reader's language, or the sentence as it is where it has another shape (it may come from another program).

use super::Language;

impl Language {
    /// The reason, and the language that it is in.
    #[must_use]
    pub fn reason(self, english: &str) -> (String, Self) {
        let told = match self {
            Self::English => None,
            Self::Turkish => stance(english).or_else(|| mention(english)),
        };
        told.map_or_else(|| (english.to_owned(), Self::English), |told| (told, self))
    }
}

/// What speaks for a mention: one thing or several, which may themselves hold commas.
fn mention(reason: &str) -> Option<String> {
    clue(reason).or_else(|| {
        reason.match_indices(", ").find_map(|(at, comma)| {
            Some(format!("{}, {}", clue(&reason[..at])?, mention(&reason[at + comma.len()..])?))
        })
    })
}

fn clue(clue: &str) -> Option<String> {
    let within = |before: &str, after: &str| clue.strip_prefix(before)?.strip_suffix(after);
    if let Some(kind) = clue.strip_prefix("in the list as ") {
        return Some(format!("listede: {}", listed(kind)?));
    }
    if let Some(ending) = within("ends in “", "”") {
        return Some(format!("son sözcüğü “{ending}”"));
    }
    if let Some(article) = within("you decided so in “", "”") {
        return Some(format!("“{article}” haberinde böyle karar verdiniz"));
    }
    let told = match clue {
        "a title before it" => "önünde bir unvan var",
        "begins with a given name" => "bir ön adla başlıyor",
        "ends with a family name" => "bir soyadıyla bitiyor",
        "the words around it" => "çevresindeki sözcükler",
        "a long name in the lists" => "listelerdeki uzun bir ad",
        "the family name of a person named in full" => "tam adı geçen bir kişinin soyadı",
        "named so elsewhere in the article" => "haberin başka yerinde böyle anılıyor",
        "reads as a date" => "tarih olarak okunuyor",
        _ => return None,
    };
    Some(told.to_owned())
}

/// The kinds of the lists of names.
fn listed(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "a country" => "ülke",
        "a nationality" => "uyruk",
        "a capital" => "başkent",
        "a city" => "kent",
        "a big city" => "büyük kent",
        "a province" => "il ya da eyalet",
        "a place with a government" => "yönetimi olan yer",
        "a region, sea or landmark" => "bölge, deniz ya da simge yer",
        "the people of a place" => "bir yerin insanları",
        "a religious, ethnic or political group" => "dinî, etnik ya da siyasi topluluk",
        "a given name" => "ön ad",
        "a family name" => "soyadı",
        "a seat of power" => "yönetim merkezi",
        "a body of a state" => "devlet kurumu",
        "an international organisation" => "uluslararası kuruluş",
        "a party" => "parti",
        "an armed group" => "silahlı grup",
        "a news medium" => "basın kuruluşu",
        "a company" => "şirket",
        "an association" => "dernek",
        "a weapon, work or law" => "silah, yapıt ya da yasa",
        "an event" => "olay",
        _ => return None,
    })
}

/// What speaks for a stance.
fn stance(reason: &str) -> Option<String> {
    let whole = reason.strip_suffix('.')?;
    if let Some(rest) = whole.strip_suffix("; the words around it read like this") {
        let (cue, rest) = rest.split_once("”: ")?;
        let told = if let Some((holder, target)) = rest.split_once(" says it where ") {
            format!("söyleyen {holder}, kastedilen {}", target.strip_suffix(" is meant")?)
        } else {
            let (holder, target) = rest.strip_prefix("it stands with ")?.split_once(" and ")?;
            format!("yanında {holder} ve {target} duruyor")
        };
        return Some(format!("{cue}”: {told}; çevresindeki sözcükler böyle okunuyor."));
    }
    let mut parts = whole.split("; ");
    let mut told = claim(parts.next()?)?;
    for part in parts {
        told += "; ";
        told += &circumstance(part)?;
    }
    told.push('.');
    Some(told)
}

fn claim(claim: &str) -> Option<String> {
    if let Some((holder, rest)) = claim.split_once(" says that ") {
        let (target, rest) = rest.split_once(" does this: ")?;
        let (cue, kind) = rest.strip_suffix(')')?.rsplit_once(" (")?;
        return Some(format!("{holder} şunu söylüyor: yapan {target}, {cue} ({})", class(kind)?));
    }
    let (cue, rest) = claim.split_once("” (")?;
    let (kind, sides) = rest.split_once("): ")?;
    // A name may hold a comma: the sides are parted where both can be read.
    let (holder, target) = sides.match_indices(", ").find_map(|(at, comma)| {
        let (holder, target) = (&sides[..at], &sides[at + comma.len()..]);
        Some((side(holder)?, side(target)?))
    })?;
    Some(format!("{cue}” ({}): {holder}, {target}", class(kind)?))
}

fn side(side: &str) -> Option<String> {
    const ENDINGS: [(&str, &str); 3] =
        [(" says it", "söyleyen"), (" stands nearest", "en yakında duran"), (" does it", "yapan")];
    for (ending, told) in ENDINGS {
        if let Some(name) = side.strip_suffix(ending) {
            return Some(format!("{told} {}", name_of(name)));
        }
    }
    if let Some(name) = side.strip_prefix("it is ") {
        return Some(format!("sahibi {}", name.strip_suffix("’s")?));
    }
    if let Some(name) = side.strip_prefix("about what ") {
        return Some(format!("konusu, yapanı {} olan", name_of(name.strip_suffix(" does")?)));
    }
    const BEGINNINGS: [(&str, &str); 3] =
        [("said of ", "hakkında söylenen"), ("to ", "yöneldiği"), ("of ", "ilgili olduğu")];
    for (beginning, told) in BEGINNINGS {
        if let Some(name) = side.strip_prefix(beginning) {
            return Some(format!("{told} {}", name_of(name)));
        }
    }
    let (preposition, name) = side.split_once(' ')?;
    crate::model::PREPOSITIONS.contains(&preposition).then(|| format!("“{preposition}” ile bağlanan {}", name_of(name)))
}

fn name_of(name: &str) -> String {
    if let Some(name) = name.strip_prefix("a part of ") {
        format!("{name} (bir parçası)")
    } else if let Some(name) = name.strip_prefix("what is ").and_then(|name| name.strip_suffix("’s")) {
        format!("{name} (ona ait olan)")
    } else if let Some(name) = name.strip_prefix("a word for ") {
        format!("{name} (onu anlatan bir sözcük)")
    } else {
        name.to_owned()
    }
}

fn circumstance(part: &str) -> Option<String> {
    if let Some(name) = part.strip_suffix(" speaks for that side") {
        return Some(format!("{name} o taraf adına konuşuyor"));
    }
    let told = match part {
        "both do it together" => "ikisi birlikte yapıyor",
        "turned by a negation" => "olumsuzlukla tersine dönüyor",
        "in a quotation" => "bir alıntının içinde",
        "as reported by a speaker" => "bir konuşanın aktardığına göre",
        "only possible or demanded" => "yalnızca olası ya da isteniyor",
        _ => return None,
    };
    Some(told.to_owned())
}

/// The classes of cues.
fn class(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "agreement" => "uzlaşma",
        "support or praise" => "destek ya da övgü",
        "concession" => "ödün",
        "cooperation" => "iş birliği",
        "help" => "yardım",
        "restraint" => "geri durma",
        "demand" => "istek",
        "blame" => "suçlama",
        "rejection" => "ret",
        "threat" => "tehdit",
        "protest" => "protesto",
        "punishment" => "yaptırım",
        "show of force" => "güç gösterisi",
        "coercion" => "zorlama",
        "violence" => "şiddet",
        "choice" => "seçim",
        "a quality" => "nitelik",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Language;
    use crate::model::Kinds;

    fn told(reason: &str) -> String {
        let (told, language) = Language::Turkish.reason(reason);
        assert_eq!(language, Language::Turkish, "{reason}");
        told
    }

    #[test]
    fn a_stances_reason_is_told_part_by_part() {
        assert_eq!(
            told("“rebuked” (blame): Bo, Cy and Co does it, to a part of Ana; turned by a negation; in a quotation."),
            "“rebuked” (suçlama): yapan Bo, Cy and Co, yöneldiği Ana (bir parçası); olumsuzlukla tersine dönüyor; bir \
             alıntının içinde."
        );
        assert_eq!(
            told("Bo says that Cy does this: “blamed” (blame)."),
            "Bo şunu söylüyor: yapan Cy, “blamed” (suçlama)."
        );
        assert_eq!(
            told("“deal”: it stands with Bo and Cy; the words around it read like this."),
            "“deal”: yanında Bo ve Cy duruyor; çevresindeki sözcükler böyle okunuyor."
        );
    }

    #[test]
    fn every_kind_of_the_lists_that_reasons_name_is_told() {
        for (_, what) in Kinds::ALL.iter().take(22) {
            told(&format!("in the list as {what}, a title before it"));
        }
    }

    #[test]
    fn what_another_program_said_stays_as_it_is() {
        assert_eq!(Language::Turkish.reason("Because."), ("Because.".to_owned(), Language::English));
    }
}
