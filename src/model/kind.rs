//! What a word list says a name can be.

use std::ops::{BitOr, BitOrAssign};

/// A set of kinds; a name is often of several ("Jordan": a country, a given name, a family name).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u64);

macro_rules! kinds {
    ($($name:ident $bit:literal $doc:literal),* $(,)?) => {
        impl Kinds {
    /// Every kind of named organisation.
    pub const ANY_ORG: Self = Self::BODY
        .and(Self::ALLIANCE)
        .and(Self::PARTY)
        .and(Self::ARMED)
        .and(Self::MEDIA)
        .and(Self::COMPANY)
        .and(Self::NGO);

            $(#[doc = $doc] pub const $name: Self = Self(1 << $bit);)*
            /// Every kind with what a reader calls it.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$name, $doc)),*];
        }
    };
}

kinds! {
    COUNTRY 0 "a country",
    NATIONALITY 1 "a nationality",
    CAPITAL 2 "a capital",
    CITY 3 "a city",
    BIG_CITY 4 "a big city",
    PROVINCE 5 "a province",
    PLACE 6 "a place with a government",
    REGION 7 "a region, sea or landmark",
    PEOPLE 8 "the people of a place",
    GROUP 9 "a religious, ethnic or political group",
    FORENAME 10 "a given name",
    SURNAME 11 "a family name",
    SEAT 12 "a seat of power",
    BODY 13 "a body of a state",
    ALLIANCE 14 "an international organisation",
    PARTY 15 "a party",
    ARMED 16 "an armed group",
    MEDIA 17 "a news medium",
    COMPANY 18 "a company",
    NGO 19 "an association",
    WORK 20 "a weapon, work or law",
    EVENT 21 "an event",
    TITLE 22 "a title",
    ROLE 23 "a role",
    PARTICLE 24 "a particle of names",
    SUFFIX 25 "a suffix of names",
    HEAD_ORG 26 "a last word of organisations",
    HEAD_LOC 27 "a last word of places",
    HEAD_GPE 28 "a last word of towns and provinces",
    HEAD_EVENT 29 "a last word of events",
    HEAD_WORK 30 "a last word of works and laws",
    OPEN_ORG 31 "a first word of organisations",
    OPEN_LOC 32 "a first word of places",
    OPEN_GPE 33 "a first word of states",
    OPEN_EVENT 34 "a first word of events",
    OPEN_WORK 35 "a first word of works and laws",
    MONTH 36 "a month",
    DAY 37 "a day of the week",
    HOLIDAY 38 "a holiday",
    FEMALE 39 "a word for women",
    MALE 40 "a word for men",
    FEMALE_NAME 41 "a given name of women",
    MALE_NAME 42 "a given name of men",
    FOR_COUNTRY 43 "a description of countries",
    FOR_ORG 44 "a description of organisations",
    FOR_CITY 45 "a description of towns",
    COMMON 46 "a common word",
}

impl Kinds {
    pub const NONE: Self = Self(0);

    /// Whether the set has any of `other`.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The kinds that are in both sets.
    #[must_use]
    pub const fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The set as bits, the first kind lowest.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }
}

impl BitOr for Kinds {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.and(other)
    }
}

impl BitOrAssign for Kinds {
    fn bitor_assign(&mut self, other: Self) {
        *self = self.and(other);
    }
}
