//! The single file, as a reader opens it from a disk, in Chromium, Firefox and WebKit. `make app` builds it.
#![cfg(not(target_arch = "wasm32"))]

mod browser;
mod page;
mod policy;
mod start;

use browser::{Browser, Engine, skip};
use page::Page;
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

in_every_browser!(start::opens_with_a_tagged_sample, policy::asks_for_nothing_and_may_not);

/// Where `make app` leaves the page.
fn dist() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("dist")
}

fn run(engine: Engine, name: &str, scenario: impl AsyncFnOnce(Page) + 'static) {
    if !dist().join("standpoint.html").is_file() {
        return skip(&format!("{name} in {engine:?}"), "dist/standpoint.html is not there; `make app` builds it");
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
        std::fs::create_dir_all(&folder).expect("target can be written");
        let shot = browser.driver.screenshot(&folder.join(format!("{name}-{engine:?}.png").to_lowercase())).await;
        let quit = browser.driver.clone().quit().await;
        if let Err(error) = result {
            std::panic::resume_unwind(error.into_panic());
        }
        shot.expect("a screenshot");
        quit.expect("the browser ends");
    });
}
