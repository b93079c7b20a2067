//! The forms that a base form can take in a text ("deny": denies, denied, denying). In: a base form; out: its forms.
//! It knows spelling rules and a table of irregular verbs, and no meanings.

/// Past and participle of verbs that do not end in -ed.
const IRREGULAR: &[(&str, &[&str])] = &[
    ("arise", &["arose", "arisen"]),
    ("beat", &["beat", "beaten"]),
    ("become", &["became", "become"]),
    ("begin", &["began", "begun"]),
    ("behead", &["beheaded"]),
    ("bet", &["bet"]),
    ("betray", &["betrayed"]),
    ("bid", &["bid"]),
    ("bow", &["bowed"]),
    ("break", &["broke", "broken"]),
    ("bring", &["brought"]),
    ("build", &["built"]),
    ("burn", &["burned", "burnt"]),
    ("buy", &["bought"]),
    ("cast", &["cast"]),
    ("catch", &["caught"]),
    ("choose", &["chose", "chosen"]),
    ("come", &["came", "come"]),
    ("cut", &["cut"]),
    ("deal", &["dealt"]),
    ("dream", &["dreamed", "dreamt"]),
    ("drive", &["drove", "driven"]),
    ("fall", &["fell", "fallen"]),
    ("feed", &["fed"]),
    ("feel", &["felt"]),
    ("fight", &["fought"]),
    ("find", &["found"]),
    ("flee", &["fled"]),
    ("forbid", &["forbade", "forbidden"]),
    ("foresee", &["foresaw", "foreseen"]),
    ("forget", &["forgot", "forgotten"]),
    ("forgive", &["forgave", "forgiven"]),
    ("forsake", &["forsook", "forsaken"]),
    ("freeze", &["froze", "frozen"]),
    ("get", &["got", "gotten"]),
    ("give", &["gave", "given"]),
    ("go", &["went", "gone", "goes"]),
    ("hang", &["hanged", "hung"]),
    ("have", &["has", "had", "having"]),
    ("hear", &["heard"]),
    ("hide", &["hid", "hidden"]),
    ("hit", &["hit"]),
    ("hold", &["held"]),
    ("hurt", &["hurt"]),
    ("keep", &["kept"]),
    ("know", &["knew", "known"]),
    ("lay", &["laid"]),
    ("lead", &["led"]),
    ("leave", &["left"]),
    ("lend", &["lent"]),
    ("let", &["let"]),
    ("lie", &["lied", "lying", "lies"]),
    ("lose", &["lost"]),
    ("make", &["made"]),
    ("mean", &["meant"]),
    ("meet", &["met"]),
    ("mislead", &["misled"]),
    ("oversee", &["oversaw", "overseen"]),
    ("overthrow", &["overthrew", "overthrown"]),
    ("override", &["overrode", "overridden"]),
    ("pay", &["paid"]),
    ("plead", &["pleaded", "pled"]),
    ("put", &["put"]),
    ("quit", &["quit"]),
    ("read", &["read"]),
    ("ride", &["rode", "ridden"]),
    ("rise", &["rose", "risen"]),
    ("run", &["ran", "run"]),
    ("say", &["said"]),
    ("see", &["saw", "seen"]),
    ("seek", &["sought"]),
    ("send", &["sent"]),
    ("shine", &["shone"]),
    ("shoot", &["shot"]),
    ("shut", &["shut"]),
    ("sell", &["sold"]),
    ("set", &["set"]),
    ("slay", &["slew", "slain"]),
    ("speak", &["spoke", "spoken"]),
    ("spend", &["spent"]),
    ("split", &["split"]),
    ("stand", &["stood"]),
    ("steal", &["stole", "stolen"]),
    ("stick", &["stuck"]),
    ("strike", &["struck", "stricken"]),
    ("strive", &["strove", "striven"]),
    ("swear", &["swore", "sworn"]),
    ("sweep", &["swept"]),
    ("take", &["took", "taken"]),
    ("teach", &["taught"]),
    ("tear", &["tore", "torn"]),
    ("tell", &["told"]),
    ("think", &["thought"]),
    ("throw", &["threw", "thrown"]),
    ("tread", &["trod", "trodden"]),
    ("understand", &["understood"]),
    ("undertake", &["undertook", "undertaken"]),
    ("uphold", &["upheld"]),
    ("wage", &["waged"]),
    ("wake", &["woke", "woken"]),
    ("wear", &["wore", "worn"]),
    ("weep", &["wept"]),
    ("win", &["won"]),
    ("withdraw", &["withdrew", "withdrawn"]),
    ("withhold", &["withheld"]),
    ("write", &["wrote", "written"]),
];

/// Verbs of more than one syllable that double their last letter.
const DOUBLING: &[&str] = &[
    "abet",
    "abhor",
    "admit",
    "bar",
    "commit",
    "compel",
    "concur",
    "confer",
    "control",
    "defer",
    "deter",
    "expel",
    "extol",
    "gag",
    "hijack",
    "impel",
    "incur",
    "kidnap",
    "occur",
    "omit",
    "permit",
    "propel",
    "quarrel",
    "refer",
    "repel",
    "rebel",
    "submit",
    "transfer",
    "cancel",
    "counsel",
    "signal",
    "libel",
    "blackmail",
];

const fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// The forms of a verb, its base form first.
#[must_use]
pub fn verb_forms(base: &str) -> Vec<String> {
    let mut forms = vec![base.to_owned()];
    let irregular = IRREGULAR.iter().find(|(verb, _)| *verb == base).map(|(_, forms)| *forms);
    let bytes = base.as_bytes();
    let n = bytes.len();
    let ends_in_consonant_y = n > 1 && bytes[n - 1] == b'y' && !is_vowel(bytes[n - 2]);
    let stem = match bytes {
        [.., b'i', b'e'] => format!("{}y", &base[..n - 2]),
        [.., before, b'e'] if !matches!(before, b'e' | b'y' | b'o') => base[..n - 1].to_owned(),
        _ => doubled(base),
    };
    forms.push(format!("{stem}ing"));
    forms.push(match bytes {
        _ if ends_in_consonant_y => format!("{}ies", &base[..n - 1]),
        [.., b's' | b'x' | b'z' | b'o'] => format!("{base}es"),
        [.., b'c' | b's', b'h'] => format!("{base}es"),
        _ => format!("{base}s"),
    });
    match irregular {
        Some(irregular) => forms.extend(irregular.iter().map(|&form| form.to_owned())),
        None if ends_in_consonant_y => forms.push(format!("{}ied", &base[..n - 1])),
        None if base.ends_with('e') => forms.push(format!("{base}d")),
        None => forms.push(format!("{}ed", doubled(base))),
    }
    if matches!(base, "cancel" | "libel" | "signal" | "counsel" | "quarrel") {
        forms.extend([format!("{base}ed"), format!("{base}ing")]);
    }
    forms
}

/// "ban" before -ing and -ed is "bann".
fn doubled(base: &str) -> String {
    let bytes = base.as_bytes();
    let is_short = matches!(bytes, [.., before, vowel, last]
        if !is_vowel(*before) && is_vowel(*vowel) && !is_vowel(*last) && !matches!(last, b'w' | b'x' | b'y' | b'h'));
    let n_vowels = bytes.iter().filter(|&&byte| is_vowel(byte)).count();
    if is_short && (n_vowels == 1 || DOUBLING.contains(&base)) || base == "quit" {
        format!("{base}{}", &base[base.len() - 1..])
    } else {
        base.to_owned()
    }
}

/// The forms of a noun: singular and plural.
#[must_use]
pub fn noun_forms(base: &str) -> Vec<String> {
    let bytes = base.as_bytes();
    let plural = match bytes {
        [.., before, b'y'] if !is_vowel(*before) => format!("{}ies", &base[..base.len() - 1]),
        [.., b's' | b'x' | b'z'] | [.., b'c' | b's', b'h'] => format!("{base}es"),
        _ if base.ends_with("man") => format!("{}men", &base[..base.len() - 3]),
        _ => format!("{base}s"),
    };
    vec![base.to_owned(), plural]
}

#[cfg(test)]
mod tests {
    use super::{noun_forms, verb_forms};

    #[test]
    fn verbs_are_spelled_as_in_print() {
        assert_eq!(verb_forms("deny"), ["deny", "denying", "denies", "denied"]);
        assert_eq!(verb_forms("ban"), ["ban", "banning", "bans", "banned"]);
        assert_eq!(verb_forms("expel"), ["expel", "expelling", "expels", "expelled"]);
        assert_eq!(verb_forms("criticise"), ["criticise", "criticising", "criticises", "criticised"]);
        assert_eq!(verb_forms("shoot"), ["shoot", "shooting", "shoots", "shot"]);
        assert_eq!(verb_forms("target"), ["target", "targeting", "targets", "targeted"]);
        assert_eq!(verb_forms("attack"), ["attack", "attacking", "attacks", "attacked"]);
    }

    #[test]
    fn nouns_have_a_plural() {
        assert_eq!(noun_forms("ally"), ["ally", "allies"]);
        assert_eq!(noun_forms("attack"), ["attack", "attacks"]);
        assert_eq!(noun_forms("spokesman"), ["spokesman", "spokesmen"]);
    }
}
