//! The interface's text, in every language that the screen speaks. In: the language, and what a phrase is about; out: the
//! phrase. It knows no state and no element; the article and what files say stay as they are.
//!
//! A phrase is one line that holds all languages, made into a method of [`Language`] by `phrases!`: a line that lacks a
//! language, or whose languages take different arguments, does not compile. Names are inserted bare, since suffixes
//! would have to follow the sound of a name. No localisation library is used: those that check at compile time bring a
//! parser into the page, and those that are small keep the language in a global and look phrases up by strings.

mod codebook;
mod commands;
mod errors;
mod library;
mod reasons;
mod said;
mod screen;
mod told;

pub use errors::Say;

/// A language of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    English,
    Turkish,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::English, Self::Turkish];

    /// As BCP 47 has it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Turkish => "tr",
        }
    }

    /// What it calls itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Turkish => "Türkçe",
        }
    }

    /// The language of a code such as "tr-TR", if the screen speaks it.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        let primary = code.split('-').next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.code() == primary)
    }

    /// The language after this one, in a round.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::English => Self::Turkish,
            Self::Turkish => Self::English,
        }
    }
}

/// Makes phrases methods of [`Language`]: `name(arguments): English, Turkish;`.
macro_rules! phrases {
    ($($name:ident $(($($argument:ident),+))? : $english:literal, $turkish:literal;)*) => {
        impl crate::app::words::Language {
            $(crate::app::words::phrase! { $name $(($($argument),+))? : $english, $turkish })*
        }
    };
}

macro_rules! phrase {
    ($name:ident : $english:literal, $turkish:literal) => {
        #[doc = $english]
        #[must_use]
        pub const fn $name(self) -> &'static str {
            match self {
                Self::English => $english,
                Self::Turkish => $turkish,
            }
        }
    };
    ($name:ident ($($argument:ident),+) : $english:literal, $turkish:literal) => {
        #[doc = $english]
        #[must_use]
        pub fn $name(self, $($argument: impl std::fmt::Display),+) -> String {
            match self {
                Self::English => format!($english, $($argument = $argument),+),
                Self::Turkish => format!($turkish, $($argument = $argument),+),
            }
        }
    };
}

/// Makes counted things methods of [`Language`]: `name: one, many, Turkish;`. Turkish has one form after every number.
macro_rules! counts {
    ($($name:ident : $one:literal, $many:literal, $turkish:literal;)*) => {
        impl crate::app::words::Language {
            $(
                #[doc = $many]
                #[must_use]
                pub fn $name(self, n: usize) -> String {
                    match (self, n) {
                        (Self::English, 1) => format!(concat!("{} ", $one), n),
                        (Self::English, _) => format!(concat!("{} ", $many), n),
                        (Self::Turkish, _) => format!(concat!("{} ", $turkish), n),
                    }
                }
            )*
        }
    };
}

use {counts, phrase, phrases};

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn the_browsers_language_is_known_by_its_first_part() {
        assert_eq!(Language::of_code("tr-TR"), Some(Language::Turkish));
        assert_eq!(Language::of_code("TR"), Some(Language::Turkish));
        assert_eq!(Language::of_code("en-GB"), Some(Language::English));
        assert_eq!(Language::of_code("trv"), None);
        assert_eq!(Language::of_code(""), None);
    }

    #[test]
    fn numbers_take_the_form_that_the_language_has() {
        assert_eq!(Language::English.n_entities(1), "1 entity");
        assert_eq!(Language::English.n_entities(2), "2 entities");
        assert_eq!(Language::Turkish.n_entities(1), "1 varlık");
        assert_eq!(Language::Turkish.n_entities(2), "2 varlık");
    }
}
