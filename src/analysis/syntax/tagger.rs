//! Parts of speech. In: the words of a sentence; out: a tag for each, from left to right. A linear model over the
//! word, its ends, its neighbours and the tags before it (Collins 2002).

use super::Tag;
use crate::model::{Linear, hash_word, mix};

/// What the models see of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordShape {
    /// Of the word in lower case, curly quotes made straight.
    pub word: u64,
    suffix2: u64,
    suffix3: u64,
    suffix4: u64,
    prefix3: u64,
    /// Capital, digits, hyphen and the like.
    form: u64,
}

impl WordShape {
    #[must_use]
    pub fn new(word: &str) -> Self {
        let mut form = 0;
        for (at, c) in word.chars().enumerate() {
            form |= match c {
                c if c.is_uppercase() => {
                    if at == 0 {
                        1
                    } else {
                        2
                    }
                }
                c if c.is_numeric() => 4,
                '-' | '–' => 8,
                '.' => 16,
                c if c.is_alphabetic() => 32,
                _ => 64,
            };
        }
        let lower: String = word.chars().flat_map(char::to_lowercase).map(straight).collect();
        let has_digit = form & 4 != 0;
        let norm =
            if has_digit { lower.chars().map(|c| if c.is_numeric() { '0' } else { c }).collect() } else { lower };
        let tail = |n: usize| {
            let at = norm.char_indices().rev().nth(n - 1).map_or(0, |(at, _)| at);
            hash_word(&norm[at..])
        };
        let head = norm.char_indices().nth(3).map_or(norm.len(), |(at, _)| at);
        Self {
            word: hash_word(&norm),
            suffix2: tail(2),
            suffix3: tail(3),
            suffix4: tail(4),
            prefix3: hash_word(&norm[..head]),
            form,
        }
    }
}

impl WordShape {
    /// What the parser sees of the word: of a name nothing but that it is one, since few names recur.
    #[must_use]
    pub const fn for_parser(self, tag: Tag) -> Self {
        Self { word: if matches!(tag, Tag::Name) { 0x6e61_6d65 } else { self.word }, ..self }
    }
}

const fn straight(c: char) -> char {
    match c {
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        c => c,
    }
}

/// The features of token `at`, whose two predecessors have the tags `before` (the nearer one last).
pub fn tag_features(shapes: &[WordShape], at: usize, before: [u64; 2], features: &mut Vec<u64>) {
    const EDGE: WordShape = WordShape { word: 1, suffix2: 2, suffix3: 3, suffix4: 4, prefix3: 5, form: 128 };
    let shape = |offset: isize| at.checked_add_signed(offset).and_then(|idx| shapes.get(idx)).copied().unwrap_or(EDGE);
    let (this, last, next) = (shape(0), shape(-1), shape(1));
    let is_first = u64::from(at == 0);
    let mut add = |template: u64, a: u64, b: u64| features.push(mix(mix(template, a), b));
    add(0, 0, 0);
    add(1, this.word, 0);
    add(2, this.suffix2, this.form);
    add(3, this.suffix3, this.form);
    add(4, this.suffix4, 0);
    add(5, this.prefix3, 0);
    add(6, this.form, is_first);
    add(7, before[1], 0);
    add(8, before[0], before[1]);
    add(9, before[1], this.word);
    add(10, last.word, 0);
    add(11, next.word, 0);
    add(12, shape(-2).word, 0);
    add(13, shape(2).word, 0);
    add(14, next.suffix3, before[1]);
    add(15, last.suffix3, this.suffix3);
    add(16, next.form, this.form);
    add(17, last.word, this.word);
    add(18, this.word, next.word);
    add(19, this.suffix3, next.suffix3);
}

/// The tag of each of `shapes`, decided from left to right; what `is_name` says is a name is tagged as one.
pub(super) fn tag(shapes: &[WordShape], is_name: impl Fn(usize) -> bool, model: &Linear) -> Vec<Tag> {
    let mut tags = Vec::with_capacity(shapes.len());
    let mut features = Vec::with_capacity(24);
    let mut before = [Tag::N as u64 + 64; 2];
    for at in 0..shapes.len() {
        features.clear();
        tag_features(shapes, at, before, &mut features);
        let mut scores = [0; Tag::N];
        model.score(&features, &mut scores);
        let tag = if is_name(at) { Tag::Name } else { Tag::ALL[best(&scores)] };
        tags.push(tag);
        before = [before[1], tag as u64];
    }
    tags
}

/// The index of the greatest score, the first of equals.
pub(super) fn best(scores: &[i32]) -> usize {
    scores.iter().enumerate().fold(0, |best, (idx, score)| if *score > scores[best] { idx } else { best })
}
