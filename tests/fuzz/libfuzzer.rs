//! One of the targets, the one that `STANDPOINT_TARGET` names, under libFuzzer. Its seeds are written to its corpus first.
#![no_main]

mod targets;

use libfuzzer_sys::fuzz_target;
use std::path::Path;
use std::sync::OnceLock;
use std::{env, fs};

static CHECK: OnceLock<fn(&[u8])> = OnceLock::new();

fn choose() {
    let name = env::var("STANDPOINT_TARGET").expect("STANDPOINT_TARGET names a target");
    let target = targets::ALL.into_iter().find(|target| target.name == name).expect("a target of the list");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(&name);
    fs::create_dir_all(&corpus).expect("a folder for the corpus");
    for (n, seed) in (target.seeds)().into_iter().enumerate() {
        fs::write(corpus.join(format!("seed-{n}")), seed).expect("a seed");
    }
    CHECK.get_or_init(|| target.check);
}

fuzz_target!(init: choose(), |bytes: &[u8]| {
    if let Some(check) = CHECK.get() {
        check(bytes);
    }
});
