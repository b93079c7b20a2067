//! The single file, as a reader opens it from a disk, in Chromium, Firefox and WebKit. `make app` builds it.
#![cfg(not(target_arch = "wasm32"))]

mod barriers;
mod browser;
mod finding;
mod grips;
mod heard;
mod keys;
mod kill;
mod language;
mod learned;
mod letters;
mod library;
mod many;
mod odd;
mod page;
mod policy;
mod reader;
mod served;
mod start;
mod stubs;
mod thread;
mod touch;
mod witness;
mod worker;

use browser::{Browser, Engine, skip};
use page::Page;
use std::fs;
use std::path::{Path, PathBuf};

/// Runs a scenario in every browser: `in_every_browser!(module::scenario)`.
macro_rules! in_every_browser {
    ($($module:ident::$scenario:ident),* $(,)?) => {$(
        mod $scenario {
            use super::{Engine, run, $module};

            #[test]
            fn in_chromium() {
                run(Engine::Chromium, stringify!($scenario), $module::$scenario);
            }

            #[test]
            fn in_firefox() {
                run(Engine::Firefox, stringify!($scenario), $module::$scenario);
            }

            #[test]
            fn in_webkit() {
                run(Engine::WebKit, stringify!($scenario), $module::$scenario);
            }
        }
    )*};
}

in_every_browser!(
    start::opens_with_a_tagged_sample,
    thread::a_reader_corrects_saves_closes_and_goes_on,
    letters::a_stance_takes_a_key_and_a_letter,
    finding::words_are_found_and_marked_at_once,
    heard::marks_and_results_are_heard,
    grips::boundaries_are_drawn_with_the_mouse_and_with_a_finger,
    keys::a_key_is_changed_on_the_help_sheet_and_kept,
    language::nothing_english_stays_on_the_turkish_screen,
    learned::a_correction_counts_in_the_next_article_until_it_is_forgotten,
    stubs::ends_out_of_sight_are_a_press_away,
    touch::a_phone_does_everything_by_taps,
    barriers::axe_core_finds_no_barrier,
    odd::odd_input_gets_a_message_and_loses_nothing,
    odd::a_web_page_is_opened_without_what_it_would_do,
    library::many_articles_are_added_found_marked_and_reopened,
    library::an_article_in_two_tabs_is_changed_in_one,
    many::a_library_goes_into_a_zip_and_comes_back_elsewhere,
    many::a_dropped_folder_is_added_with_the_folders_in_it,
    many::work_on_many_articles_is_stopped_on_the_way,
    reader::keys_alone_lead_to_the_reference,
    policy::asks_for_nothing_and_may_not,
    witness::nothing_leaves_in_a_whole_session,
    served::runs_from_a_served_folder_and_then_without_a_network,
    served::saves_into_the_file_that_was_opened,
    worker::the_worker_answers_byte_for_byte_as_the_library_does,
    worker::the_worker_says_that_it_cannot_go_on,
);

/// Where `make app` leaves the page.
fn dist() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("dist")
}

/// Whether the page is there and no older than what it is made of.
fn built() -> Result<(), String> {
    let modified = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    let Some(page) = modified(&dist().join("standpoint.html")) else {
        return Err("dist/standpoint.html is not there; `make app` builds it".to_owned());
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<PathBuf> = ["src", "styles", "index.html", "Cargo.toml"].map(|name| root.join(name)).into();
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            paths.extend(entries.filter_map(Result::ok).map(|entry| entry.path()));
        } else if modified(&path).is_some_and(|source| source > page) {
            return Err(format!("{} is newer than dist/standpoint.html; `make app` builds it", path.display()));
        }
    }
    Ok(())
}

fn run(engine: Engine, name: &str, scenario: impl AsyncFnOnce(Page) + 'static) {
    if let Err(why) = built() {
        return skip(&format!("{name} in {engine:?}"), &why);
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let tasks = tokio::task::LocalSet::new();
    tasks.block_on(&runtime, async {
        let browser = match Browser::start(engine).await {
            Ok(browser) => std::rc::Rc::new(browser),
            Err(why) => return skip(&format!("{name} in {engine:?}"), &why),
        };
        let page = Page::new(std::rc::Rc::clone(&browser));
        let result = tokio::task::spawn_local(async move { scenario(page).await }).await;
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
        fs::create_dir_all(&folder).expect("target can be written");
        let shot = browser.driver.screenshot(&folder.join(format!("{name}-{engine:?}.png").to_lowercase())).await;
        let quit = browser.driver.clone().quit().await;
        if let Err(error) = result {
            std::panic::resume_unwind(error.into_panic());
        }
        shot.expect("a screenshot");
        quit.expect("the browser ends");
    });
}
