//! Sizes and times of the page, printed. `make bench` runs it. Machines differ and are busy with other things: every
//! time is the median of several.
#![cfg(not(target_arch = "wasm32"))]

#[expect(dead_code, reason = "the end-to-end tests do more with a browser")]
#[path = "../e2e/browser.rs"]
mod browser;
#[expect(dead_code, reason = "the end-to-end tests do more with a page")]
#[path = "../e2e/page.rs"]
mod page;

use browser::{Browser, Engine, skip};
use page::Page;
use standpoint::analysis::{Analysis, Passage, analyse, find_names};
use standpoint::annotation::{
    Confidence, Entity, EntityId, Extra, Label, Mention, MentionClaim, MentionId, Origin, Polarity, Stance,
    StanceClaim, StanceId, Status, Target,
};
use standpoint::app::Highlight;
use standpoint::app::hints::Shown;
use standpoint::app::runs::Paragraphs;
use standpoint::document::{About, Document, Edit, apply};
use standpoint::format::native::to_json;
use standpoint::model::Model;
use standpoint::text::{Article, Span};
use std::fs;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Instant;

/// Notes when the first mark stands in the article, counted from the navigation.
const WATCH: &str = "new MutationObserver((_, observer) => {
    if (!document.querySelector('article mark[data-mention]')) return;
    observer.disconnect();
    globalThis.taggedAt = performance.now();
}).observe(document, { childList: true, subtree: true });";

/// Times the answers of a worker to the same text, message to message: `[until the names were found, until all was]`. It
/// reports half of its progress when it has the names.
const TIME_WORKER: &str = r#"
    const glue = await standpointPart("worker.js");
    const worker = new Worker(URL.createObjectURL(new Blob([glue, arguments[2]])));
    const wasm = await standpointPart("worker_bg.wasm");
    const heard = () => new Promise((say) => { worker.onmessage = ({ data }) => say(JSON.parse(data)); });
    worker.postMessage(wasm);
    await heard();
    const times = [];
    for (let id = 0; id < arguments[1]; id += 1) {
        const start = performance.now();
        worker.postMessage(JSON.stringify({ id, revision: 0, text: arguments[0] }));
        let named;
        for (let outcome = {}; outcome.done === undefined;) {
            outcome = (await heard()).response.outcome;
            if (outcome.progress >= 50) named ??= performance.now() - start;
        }
        times.push([named, performance.now() - start]);
    }
    return times;
"#;

/// Times undoing and redoing an edit by turns: from the press of the button to the article drawn anew.
const TIME_EDITS: &str = "
    const button = (name) => [...document.querySelectorAll('button')].find((button) =>
        (button.getAttribute('aria-label') ?? button.textContent).trim().startsWith(name));
    const times = [];
    for (let turn = 0; turn < arguments[0]; turn += 1) {
        const changed = new Promise((say) => {
            new MutationObserver((_, observer) => { observer.disconnect(); say(); }).observe(
                document.querySelector('article'), { attributes: true, childList: true, subtree: true });
        });
        const start = performance.now();
        button(turn % 2 ? 'Redo' : 'Undo').click();
        await changed;
        document.body.getBoundingClientRect();
        times.push(performance.now() - start);
        await new Promise((go_on) => setTimeout(go_on, 50));
    }
    return times;";

const N_TIMES: usize = 15;
const N_LOADS: usize = 5;

fn main() {
    // `cargo bench` passes flags of a harness that this is not.
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    sizes(&dist);
    let text = thousand_words();
    native(&text);
    redrawing();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    for engine in [Engine::Chromium, Engine::Firefox, Engine::WebKit] {
        runtime.block_on(async {
            match Browser::start(engine).await {
                Ok(browser) => in_browser(browser, &dist.join("standpoint.html"), &text).await,
                Err(why) => skip(&format!("{engine:?}"), &why),
            }
        });
    }
}

fn sizes(dist: &Path) {
    for name in ["standpoint.html", "app_bg.wasm", "app.js", "worker_bg.wasm", "worker.js", "main.css"] {
        let n_bytes = fs::metadata(dist.join(name)).map_or(0, |data| data.len());
        println!("{name:<44} {n_bytes:>9} bytes");
    }
}

/// The first thousand words of the articles in `src/data/training`, without their marks.
fn thousand_words() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data/training");
    let entries = fs::read_dir(folder).expect("articles").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|e| e == "gold")).collect();
    files.sort();
    let (mut text, mut n_words) = (String::new(), 0);
    for file in files {
        let marked = fs::read_to_string(file).expect("an article");
        let (_, body) = marked.split_once("\n---\n").expect("a head and a body");
        for line in body.lines().filter(|line| !line.starts_with('>')) {
            for word in unmarked(line).split_inclusive(' ').take(1000 - n_words) {
                text += word;
                n_words += 1;
            }
            text.push('\n');
        }
        if n_words == 1000 {
            return text;
        }
    }
    panic!("the articles hold only {n_words} words");
}

/// `[Ankara|GPE:tr] said` becomes `Ankara said`.
fn unmarked(line: &str) -> String {
    let mut is_in_label = false;
    let mut text = String::new();
    for c in line.chars() {
        match c {
            '[' => {}
            '|' => is_in_label = true,
            ']' => is_in_label = false,
            _ if is_in_label => {}
            _ => text.push(c),
        }
    }
    text
}

fn native(text: &str) {
    let model = Model::shipped();
    let article = Article::new(text);
    let times = (0..N_TIMES).map(|_| {
        let start = Instant::now();
        black_box(analyse(&article, &model, &mut |_| ControlFlow::Continue(())));
        start.elapsed().as_secs_f64() * 1000.0
    });
    row("tagging 1,000 words, natively", median(times.collect()));
    let times = (0..N_TIMES).map(|_| {
        let start = Instant::now();
        black_box(find_names(&Passage::new(article.text()), &model, &mut |_| ControlFlow::Continue(())));
        start.elapsed().as_secs_f64() * 1000.0
    });
    row("names of 1,000 words, natively", median(times.collect()));
}

/// A document of 50,000 words with 10,000 mentions and 1,000 stances, in the native format.
fn large_document() -> Document {
    let (mut text, mut analysis) = (String::new(), Analysis::default());
    for entity_idx in 0..1000 {
        analysis.entities.push(Entity {
            id: EntityId::numbered(entity_idx + 1),
            name: format!("Nomen{entity_idx}"),
            label: Label::PERSON,
            link: None,
            affiliation: None,
            note: None,
            extra: Extra::new(),
        });
    }
    let origin = || Origin::tagger(Confidence::from_percent(80), "Because.");
    for idx in 0..10_000_usize {
        let entity_idx = idx * 7919 % 1000;
        let start = text.len();
        text += &format!("Nomen{entity_idx}");
        let span = Span::new(start, text.len());
        analysis.mentions.push(Mention {
            id: MentionId::numbered(idx + 1),
            claim: MentionClaim { span, label: Label::PERSON, entity: Some(EntityId::numbered(entity_idx + 1)) },
            status: Status::Suggested,
            origin: origin(),
            was: None,
            note: None,
            is_doubtful: false,
            extra: Extra::new(),
        });
        text += " praised all of it";
        if idx % 10 == 0 {
            let cue = Span::new(span.end + 1, span.end + 8);
            let target = Target::Entity(EntityId::numbered((entity_idx + 1) % 1000 + 1));
            let (holder, evidence) = (EntityId::numbered(entity_idx + 1), Span::new(start, text.len()));
            analysis.stances.push(Stance {
                id: StanceId::numbered(idx / 10 + 1),
                claim: StanceClaim { holder, target, polarity: Polarity::Favor, cue, evidence },
                status: Status::Suggested,
                origin: origin(),
                was: None,
                note: None,
                is_doubtful: false,
                extra: Extra::new(),
            });
        }
        text += if idx % 10 == 9 { ".\n" } else { ", " };
    }
    Document::tagged(Article::new(text), About::default(), analysis).expect("it is sound")
}

/// Bringing the paragraphs up to date after one edit.
fn redrawing() {
    let document = large_document();
    let mention = document.mentions().nth(5000).expect("there are many").id.clone();
    let (edited, _) = apply(&document, &Edit::RejectMention { mention }).expect("it fits");
    let mut paragraphs = Paragraphs::default();
    let mut refresh = |document: &Document| {
        let start = Instant::now();
        black_box(paragraphs.refresh(document, None, &Highlight::default(), &Shown::default()));
        start.elapsed().as_secs_f64() * 1000.0
    };
    refresh(&document);
    let times = (0..N_TIMES).map(|turn| refresh(if turn % 2 == 0 { &edited } else { &document }));
    row("paragraphs after an edit, 50,000 words, natively", median(times.collect()));
}

async fn in_browser(browser: Browser, path: &Path, text: &str) {
    let engine = browser.engine;
    let page = Page::new(Rc::new(browser));
    let (mut painted, mut tagged) = (Vec::new(), Vec::new());
    for _ in 0..N_LOADS {
        page.open_watched(path, WATCH).await;
        page.wait_until("globalThis.taggedAt").await;
        tagged.push(page.ask("return taggedAt", vec![]).await);
        let paint: Option<f64> =
            page.ask("return performance.getEntriesByName('first-contentful-paint')[0]?.startTime", vec![]).await;
        painted.extend(paint);
    }
    if !painted.is_empty() {
        row(&format!("navigation to first paint, {engine:?}"), median(painted));
    }
    row(&format!("navigation to tagged article, {engine:?}"), median(tagged));
    let start = include_str!("../../src/worker/client.js");
    let times: Vec<[f64; 2]> = page.ask(TIME_WORKER, vec![text.into(), N_TIMES.into(), start.into()]).await;
    let [names, all] = [0, 1].map(|part| median(times.iter().map(|time| time[part]).collect()));
    row(&format!("names of 1,000 words in the worker, {engine:?}"), names);
    row(&format!("tagging 1,000 words in the worker, {engine:?}"), all);
    page.paste(text).await;
    page.choose_mark(&page.seen().await.marks[0].words).await;
    page.press("x").await;
    page.wait_until("/^1 of/.test(document.querySelector('progress')?.ariaLabel)").await;
    row(&format!("one edit in 1,000 words, {engine:?}"), median(page.ask(TIME_EDITS, vec![N_TIMES.into()]).await));
    let large = page.home().join("large.json");
    fs::write(&large, to_json(&large_document())).expect("it can be written");
    page.choose_file(&large).await;
    page.wait_until("document.querySelectorAll('article p').length > 900").await;
    page.choose_mark("Nomen0").await;
    page.press("x").await;
    page.wait_until("/^1 of/.test(document.querySelector('progress')?.ariaLabel)").await;
    row(&format!("one edit in 50,000 words, {engine:?}"), median(page.ask(TIME_EDITS, vec![N_TIMES.into()]).await));
    // The figures stand; a browser that does not end in order is ended with its driver.
    let _ = page.driver.clone().quit().await;
}

fn row(what: &str, milliseconds: f64) {
    println!("{what:<44} {milliseconds:>9.1} ms");
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
