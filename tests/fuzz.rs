//! Every way into the program is fed with mutated input, the same each time; `make fuzz` goes on from here for as long as
//! one likes. What was found once lies in `tests/fuzz/found`, one folder a target, and is tried first.
#![cfg(not(target_arch = "wasm32"))]

#[path = "fuzz/targets.rs"]
mod targets;

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use std::fs;
use std::path::Path;
use targets::{ALL, Target};

/// Inputs a target, where `STANDPOINT_FUZZ` does not say otherwise.
const N_INPUTS: u32 = 300;

/// Pieces that importers take for something.
const PIECES: [&str; 28] = [
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "-1",
    "1e999",
    "18446744073709551616",
    "\\ud800",
    "\\u0000",
    "\u{0}",
    "\u{feff}",
    "\u{301}",
    "\u{200d}",
    "🎉",
    "<script>",
    "</p>",
    "<!--",
    "&#0;",
    "\t",
    "\n\n",
    "\r",
    "T1\tPER 0 5\tAna",
    "__proto__",
    "O O B-PER",
];

/// One change to an input.
#[derive(Clone, Debug)]
enum Mutation {
    Set(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    Repeat(Index, usize, usize),
    /// A part of another seed.
    Splice(Index, Vec<u8>),
    Cut(Index),
}

fn mutation(seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Mutation> {
    let part = (select(seeds), any::<Index>(), 1..60_usize).prop_map(|(seed, at, n)| {
        let at = at.index(seed.len() + 1);
        seed[at..seed.len().min(at + n)].to_vec()
    });
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Mutation::Set(at, byte)),
        (any::<Index>(), select(&PIECES[..])).prop_map(|(at, piece)| Mutation::Insert(at, piece.into())),
        (any::<Index>(), 1..20_usize).prop_map(|(at, n)| Mutation::Remove(at, n)),
        (any::<Index>(), 1..40_usize, 1..12_usize).prop_map(|(at, n, times)| Mutation::Repeat(at, n, times)),
        (any::<Index>(), part).prop_map(|(at, part)| Mutation::Splice(at, part)),
        any::<Index>().prop_map(Mutation::Cut),
    ]
}

fn mutated(mut input: Vec<u8>, mutations: Vec<Mutation>) -> Vec<u8> {
    for mutation in mutations {
        let place = |at: Index| at.index(input.len() + 1);
        match mutation {
            Mutation::Set(at, byte) => {
                let at = place(at);
                if let Some(old) = input.get_mut(at) {
                    *old = byte;
                }
            }
            Mutation::Insert(at, piece) | Mutation::Splice(at, piece) => {
                let at = place(at);
                input.splice(at..at, piece);
            }
            Mutation::Remove(at, n) => {
                let at = place(at);
                input.drain(at..input.len().min(at + n));
            }
            Mutation::Repeat(at, n, times) => {
                let at = place(at);
                let part = input[at..input.len().min(at + n)].repeat(times);
                input.splice(at..at, part);
            }
            Mutation::Cut(at) => input.truncate(place(at)),
        }
    }
    input
}

fn inputs(seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let noise = vec(any::<u8>(), 0..200);
    let start = prop_oneof![9 => select(seeds.clone()), 1 => noise];
    // The first byte often says how the rest is read.
    let first = prop_oneof![8 => Just(None), 1 => any::<u8>().prop_map(Some)];
    (start, vec(mutation(seeds), 0..8), first).prop_map(|(start, mutations, first)| {
        let mut input = mutated(start, mutations);
        if let (Some(first), Some(old)) = (first, input.first_mut()) {
            *old = first;
        }
        input
    })
}

fn fuzz(name: &str) {
    let Target { check, seeds, .. } = ALL.into_iter().find(|target| target.name == name).expect("a target of the list");
    let seeds = seeds();
    seeds.iter().for_each(|seed| check(seed));
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/found").join(name);
    let mut files: Vec<_> = fs::read_dir(found).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    for file in files {
        check(&fs::read(file).expect("an input that was found"));
    }
    let cases = std::env::var("STANDPOINT_FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(N_INPUTS);
    // The same inputs each time; what they find is kept as a file, not as a seed.
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let outcome = runner.run(&inputs(seeds), |input| {
        check(&input);
        Ok(())
    });
    if let Err(TestError::Fail(reason, input)) = outcome {
        let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::write(&place, &input).expect("the target folder can be written");
        panic!("{reason}; the input lies in {}: {:?}", place.display(), String::from_utf8_lossy(&input));
    }
    outcome.expect("inputs can be made");
}

#[test]
fn whatever_a_file_holds_it_opens_or_says_why() {
    fuzz("file");
}

#[test]
fn whatever_is_pasted_it_opens_or_says_why() {
    fuzz("pasted");
}

#[test]
fn whatever_brat_files_hold_they_open_or_say_why() {
    fuzz("brat");
}

#[test]
fn whatever_a_zip_holds_it_is_unpacked_or_says_why() {
    fuzz("archive");
}

#[test]
fn whatever_a_file_of_lessons_holds_it_is_learned_or_says_why() {
    fuzz("lessons");
}

#[test]
fn whatever_a_journal_holds_a_document_stands_at_its_end() {
    fuzz("journal");
}

#[test]
fn whatever_a_reader_does_it_can_be_taken_back() {
    fuzz("edits");
}

#[test]
fn whatever_a_model_file_holds_it_loads_or_says_why() {
    fuzz("model");
}

#[test]
fn whatever_a_text_says_its_annotations_are_valid() {
    fuzz("tagger");
}
