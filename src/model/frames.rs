//! The lexicon of frames: which words say that somebody is for or against somebody, and where holder and target stand.
//! In: two readable tables; out: what a word form can mean. It does not know sentences.

use super::inflection::{noun_forms, verb_forms};
use crate::annotation::Polarity;
use std::collections::HashMap;
use std::fmt;

/// The kind of position or act. The event classes of PLOVER (Open Event Data Alliance), and two of our own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FrameClass {
    Agree,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
    /// Elects, appoints, nominates.
    Choose,
    /// A good or bad quality, as a speaker sees it.
    Eval,
}

impl FrameClass {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "AGREE" => Self::Agree,
            "SUPPORT" => Self::Support,
            "CONCEDE" => Self::Concede,
            "COOPERATE" => Self::Cooperate,
            "AID" => Self::Aid,
            "RETREAT" => Self::Retreat,
            "REQUEST" => Self::Request,
            "ACCUSE" => Self::Accuse,
            "REJECT" => Self::Reject,
            "THREATEN" => Self::Threaten,
            "PROTEST" => Self::Protest,
            "SANCTION" => Self::Sanction,
            "MOBILIZE" => Self::Mobilize,
            "COERCE" => Self::Coerce,
            "ASSAULT" => Self::Assault,
            "CHOOSE" => Self::Choose,
            "EVAL" => Self::Eval,
            _ => return None,
        })
    }
}

/// A coarse part of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordClass {
    Verb,
    Noun,
    Adjective,
}

/// Where a holder or target stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Who does it.
    Subject,
    /// To whom it is done.
    Object,
    /// Whose it is.
    Possessor,
    /// Whom the word describes.
    Bearer,
    /// Who says it.
    Speaker,
    /// The subject of the clause that follows.
    Complement,
    /// After the preposition with this index in [`PREPOSITIONS`].
    After(u8),
}

/// The prepositions that a place can name.
pub const PREPOSITIONS: &[&str] = &[
    "of", "on", "with", "against", "toward", "towards", "to", "for", "at", "from", "about", "over", "in", "into", "by",
    "between", "behind", "around", "upon", "as", "among", "under", "after", "before", "without", "despite", "like",
];

impl Place {
    /// After "with": what is done together.
    pub const WITH: Self = Self::After(2);

    /// After a preposition; `None` for one that no frame uses.
    #[must_use]
    pub fn after(preposition: &str) -> Option<Self> {
        let idx = PREPOSITIONS.iter().position(|known| *known == preposition)?;
        u8::try_from(idx).ok().map(Self::After)
    }

    fn named(name: &str) -> Option<Self> {
        match name {
            "subj" => Some(Self::Subject),
            "obj" => Some(Self::Object),
            "poss" => Some(Self::Possessor),
            "bearer" => Some(Self::Bearer),
            "speaker" => Some(Self::Speaker),
            "comp" => Some(Self::Complement),
            preposition => Self::after(preposition),
        }
    }

    /// A small number of its own.
    #[must_use]
    pub fn code(self) -> u64 {
        match self {
            Self::Subject => 1,
            Self::Object => 2,
            Self::Possessor => 3,
            Self::Bearer => 4,
            Self::Speaker => 5,
            Self::Complement => 6,
            Self::After(idx) => 16 + u64::from(idx),
        }
    }
}

/// One line of the lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    pub class: FrameClass,
    pub polarity: Polarity,
    /// 1 hint, 2 plain, 3 strong.
    pub strength: u8,
    pub word_class: WordClass,
    /// Best first.
    pub holders: Vec<Place>,
    /// Best first.
    pub targets: Vec<Place>,
}

/// What a word form can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sense {
    /// Index of the [`Frame`].
    pub frame_idx: u16,
    /// A number of its own for the base form.
    pub lemma: u64,
    /// The words that must follow, for a phrase.
    pub tail: Vec<String>,
}

/// What a verb or noun of speech does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speech {
    Say,
    Write,
    Think,
    /// Gives a quality to its object ("called him a liar").
    Call,
    Noun,
}

/// A line of a lexicon that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexiconError {
    pub line: usize,
    pub problem: String,
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem)
    }
}

impl std::error::Error for LexiconError {}

/// The lexicon, by word form.
#[derive(Clone, Debug, Default)]
pub struct Frames {
    frames: Vec<Frame>,
    senses: HashMap<String, Vec<Sense>>,
    speech: HashMap<String, Vec<Speech>>,
}

impl Frames {
    /// The lexicon that ships with the program.
    ///
    /// # Panics
    /// Never: a test reads the shipped tables.
    #[must_use]
    pub fn shipped() -> Self {
        Self::read(super::FRAMES, super::SPEECH).expect("a test reads the shipped lexicon")
    }

    /// Reads the tables of frames and of speech; their headers describe them.
    ///
    /// # Errors
    /// At the first line that cannot be read.
    pub fn read(frames: &str, speech: &str) -> Result<Self, LexiconError> {
        let mut lexicon = Self::default();
        for (line_no, fields) in rows(frames) {
            let fail = |problem: &str| LexiconError { line: line_no, problem: problem.to_owned() };
            let [class, polarity, strength, word_class, holders, targets, words] = fields[..] else {
                return Err(fail("not seven columns"));
            };
            let places = |column: &str| column.split('|').map(Place::named).collect::<Option<Vec<Place>>>();
            let frame = Frame {
                class: FrameClass::named(class).ok_or_else(|| fail("unknown class"))?,
                polarity: if polarity == "+" { Polarity::Favor } else { Polarity::Against },
                strength: strength.parse().map_err(|_| fail("strength is no number"))?,
                word_class: match word_class {
                    "v" => WordClass::Verb,
                    "n" => WordClass::Noun,
                    "a" => WordClass::Adjective,
                    _ => return Err(fail("unknown part of speech")),
                },
                holders: places(holders).ok_or_else(|| fail("unknown place of the holder"))?,
                targets: places(targets).ok_or_else(|| fail("unknown place of the target"))?,
            };
            for word in words.split_whitespace() {
                lexicon.add_word(word, frame.word_class);
            }
            lexicon.frames.push(frame);
        }
        for (line_no, fields) in rows(speech) {
            let fail = |problem: &str| LexiconError { line: line_no, problem: problem.to_owned() };
            let [kind, words] = fields[..] else { return Err(fail("not two columns")) };
            let kind = match kind {
                "say" => Speech::Say,
                "write" => Speech::Write,
                "think" => Speech::Think,
                "call" => Speech::Call,
                "noun" => Speech::Noun,
                _ => return Err(fail("unknown kind")),
            };
            for word in words.split_whitespace() {
                // Of a phrase only the first word counts.
                let base = word.split('_').next().unwrap_or(word);
                let forms = if kind == Speech::Noun { noun_forms(base) } else { verb_forms(base) };
                for form in forms {
                    lexicon.speech.entry(form).or_default().push(kind);
                }
            }
        }
        Ok(lexicon)
    }

    /// Adds a word of the frame that is about to be pushed.
    fn add_word(&mut self, word: &str, word_class: WordClass) {
        let mut parts = word.split('_');
        let base = parts.next().unwrap_or(word);
        let tail: Vec<String> = parts.map(str::to_owned).collect();
        let forms = match word_class {
            WordClass::Verb => verb_forms(base),
            WordClass::Noun if tail.is_empty() => noun_forms(base),
            WordClass::Noun | WordClass::Adjective => vec![base.to_owned()],
        };
        let Ok(frame_idx) = u16::try_from(self.frames.len()) else { return };
        for form in forms {
            let sense = Sense { frame_idx, lemma: super::hash_word(word), tail: tail.clone() };
            let senses = self.senses.entry(form).or_default();
            if !senses.contains(&sense) {
                senses.push(sense);
            }
        }
    }

    /// What a form in lower case can mean, in the order of the table.
    #[must_use]
    pub fn senses(&self, form: &str) -> &[Sense] {
        self.senses.get(form).map_or(&[], Vec::as_slice)
    }

    /// The frame of a sense.
    ///
    /// # Panics
    /// When the sense is not of this lexicon.
    #[must_use]
    pub fn frame(&self, sense: &Sense) -> &Frame {
        &self.frames[usize::from(sense.frame_idx)]
    }

    /// Whether a form in lower case is a word of speech of this kind.
    #[must_use]
    pub fn is_speech(&self, form: &str, kind: Speech) -> bool {
        self.speech.get(form).is_some_and(|kinds| kinds.contains(&kind))
    }

    /// Whether a form in lower case is a verb that reports what somebody says, writes or thinks.
    #[must_use]
    pub fn reports(&self, form: &str) -> bool {
        self.speech.get(form).is_some_and(|kinds| kinds.iter().any(|kind| !matches!(kind, Speech::Noun | Speech::Call)))
    }
}

/// The columns of each line that is neither empty nor a comment, with its number from 1.
fn rows(table: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    (1..)
        .zip(table.lines())
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|(line_no, line)| (line_no, line.split('\t').collect()))
}

#[cfg(test)]
mod tests {
    use super::{Frames, Place, Polarity};

    const TABLE: &str =
        "# a comment\nACCUSE\t-\t2\tv\tsubj\tobj\tcriticize\nSUPPORT\t+\t2\tn\tposs|subj\tfor\tsupport\n";

    #[test]
    fn a_form_leads_to_its_frame() {
        let frames = Frames::read(TABLE, "say\tsay tell\n").expect("a good table");
        let [sense] = frames.senses("criticized") else { panic!("one sense") };
        assert_eq!(frames.frame(sense).polarity, Polarity::Against);
        assert_eq!(frames.frame(sense).targets, [Place::Object]);
        assert!(frames.senses("criticizement").is_empty());
        assert!(frames.reports("told"));
    }

    #[test]
    fn with_is_where_it_is() {
        assert_eq!(Place::after("with"), Some(Place::WITH));
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = Frames::read("ACCUSE\t-\t2\n", "").expect_err("too few columns");
        assert_eq!(error.line, 1);
    }

    #[test]
    fn the_shipped_tables_can_be_read_and_are_large() {
        let frames = Frames::read(crate::model::FRAMES, crate::model::SPEECH).expect("good tables");
        assert!(frames.senses.len() > 3000, "{} forms", frames.senses.len());
    }
}
