//! The names of parts of speech and of dependencies, and which dependency is which. In: a parsed sentence; out: a
//! relation for each token.

use super::tagger::{WordShape, best};
use crate::model::{Linear, mix};

macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($variant),+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// How many there are.
            pub const N: usize = Self::ALL.len();

            /// As corpora write it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// From what corpora write.
            #[must_use]
            pub fn named(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == text)
            }
        }
    };
}

closed_list! {
    /// A part of speech: the tags of the Penn Treebank, those that nothing here tells apart put together.
    Tag {
        Noun = "NN", Nouns = "NNS", Name = "NNP", Pronoun = "PRP", Possessive = "PRP$", Determiner = "DT",
        Adjective = "JJ", Adverb = "RB", Base = "VB", Past = "VBD", Participle = "VBN", Gerund = "VBG", Present = "VBP",
        PresentS = "VBZ", Modal = "MD", To = "TO", Preposition = "IN", Conjunction = "CC", Number = "CD",
        WhPronoun = "WP", WhAdverb = "WRB", Genitive = "POS", Particle = "RP", There = "EX", Stop = ".", Comma = ",",
        Quote = "''", Other = "FW",
    }
}

impl Tag {
    #[must_use]
    pub const fn is_verb(self) -> bool {
        matches!(self, Self::Base | Self::Past | Self::Participle | Self::Gerund | Self::Present | Self::PresentS)
    }

    #[must_use]
    pub const fn is_noun(self) -> bool {
        matches!(self, Self::Noun | Self::Nouns | Self::Name)
    }
}

closed_list! {
    /// How a token depends on its head: the relations of Universal Dependencies, those that nothing here tells apart
    /// put together.
    Relation {
        Root = "root", Subject = "nsubj", PassiveSubject = "nsubj:pass", Object = "obj", Oblique = "obl",
        Agent = "obl:agent", NounModifier = "nmod", Possessor = "nmod:poss", Adjectival = "amod", Compound = "compound",
        Apposition = "appos", Conjunct = "conj", Coordinator = "cc", Case = "case", Marker = "mark", Determiner = "det",
        Auxiliary = "aux", PassiveAuxiliary = "aux:pass", Copula = "cop", Adverbial = "advmod", Particle = "compound:prt",
        Complement = "ccomp", OpenComplement = "xcomp", AdverbialClause = "advcl", NounClause = "acl",
        RelativeClause = "acl:relcl", Parataxis = "parataxis", Number = "nummod", Punctuation = "punct", Other = "dep",
    }
}

/// The features by which the relation of `at` to its head is told.
pub fn label_features(shapes: &[WordShape], tags: &[Tag], heads: &[Option<usize>], at: usize, features: &mut Vec<u64>) {
    const NONE: u64 = 0xff;
    let word = |idx: Option<usize>| idx.map_or(NONE, |idx| shapes[idx].word);
    let tag = |idx: Option<usize>| idx.map_or(NONE, |idx| tags[idx] as u64);
    let head = heads[at];
    let first_child = heads.iter().position(|&h| h == Some(at));
    let head_left = head.and_then(|h| (0..h).rev().find(|&idx| idx != at && heads[idx] == Some(h)));
    let head_first = head.and_then(|h| (0..heads.len()).find(|&idx| idx != at && heads[idx] == Some(h)));
    let head_right = head.and_then(|h| (h + 1..heads.len()).find(|&idx| idx != at && heads[idx] == Some(h)));
    let grand = head.and_then(|h| heads[h]);
    let next = Some(at + 1).filter(|&idx| idx < shapes.len());
    let last = at.checked_sub(1);
    let side = head.map_or(2, |h| u64::from(h > at));
    let gap = head.map_or(0, |h| h.abs_diff(at).min(6) as u64);
    let mut add = |template: u64, a: u64, b: u64, c: u64| {
        features.push(mix(mix(mix(template + 200, a), b), mix(c, side)));
    };
    let (w, t, hw, ht) = (word(Some(at)), tags[at] as u64, word(head), tag(head));
    add(0, 0, 0, 0);
    add(1, w, 0, 0);
    add(2, t, ht, gap);
    add(3, hw, t, 0);
    add(4, w, ht, 0);
    add(5, w, hw, 0);
    add(6, t, ht, word(first_child));
    add(7, t, ht, tag(first_child));
    add(8, t, ht, word(head_left));
    add(9, t, ht, tag(head_left));
    add(10, t, ht, word(head_first));
    add(11, t, ht, tag(head_right));
    add(12, t, ht, tag(grand));
    add(13, t, ht, word(next));
    add(14, t, ht, word(last));
    add(15, t, tag(next), tag(last));
    add(16, hw, word(first_child), t);
    add(18, tag(head_first), tag(head_left), mix(t, ht));
    add(19, hw, ht, tag(head_left));
}

/// The relation of each token to its head.
pub(super) fn label(shapes: &[WordShape], tags: &[Tag], heads: &[Option<usize>], model: &Linear) -> Vec<Relation> {
    let mut features = Vec::with_capacity(24);
    (0..shapes.len())
        .map(|at| {
            if heads[at].is_none() {
                return Relation::Root;
            }
            features.clear();
            label_features(shapes, tags, heads, at, &mut features);
            let mut scores = [0; Relation::N];
            model.score(&features, &mut scores);
            Relation::ALL[best(&scores)]
        })
        .collect()
}
