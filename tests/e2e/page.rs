//! What a reader does with the page and sees of it, in terms of the stable surface that the README describes.

use crate::browser::Browser;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs;
use std::ops::Deref;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

pub struct Page {
    browser: Rc<Browser>,
}

impl Deref for Page {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

impl Page {
    pub const fn new(browser: Rc<Browser>) -> Self {
        Self { browser }
    }

    pub async fn open(&self, address: &str) {
        self.driver.goto(address).await.expect("the page opens");
    }

    pub async fn open_file(&self, path: &Path) {
        self.open(&format!("file://{}", path.display())).await;
    }

    /// Opens a copy of the packed page at `path` in which `script` runs before anything else, by leave of its policy.
    pub async fn open_watched(&self, path: &Path, script: &str) {
        let html = fs::read_to_string(path).expect("the page can be read");
        let hash = BASE64.encode(Sha256::digest(script));
        let watched = html.replacen("script-src ", &format!("script-src 'sha256-{hash}' "), 1).replacen(
            "<title>",
            &format!("<script>{script}</script><title>"),
            1,
        );
        assert!(watched.len() > html.len() + script.len(), "the page has a policy and a title");
        let copy = self.home().join("watched.html");
        fs::write(&copy, watched).expect("the copy can be written");
        self.open_file(&copy).await;
    }

    /// What `script` returns. It may wait: the script is the body of an asynchronous function.
    pub async fn ask<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> T {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async function () {{ {script} }}).apply(null, arguments).then(
                 (value) => done({{ value: value ?? null }}), (error) => done({{ error: String(error) }}));"
        );
        let answer = self.driver.execute_async(script.as_str(), arguments).await.expect("the script runs");
        let mut answer: Value = answer.json().clone();
        assert!(answer.get("error").is_none(), "{:?}: {} in {script}", self.engine, answer["error"]);
        serde_json::from_value(answer["value"].take()).expect("an answer of the right kind")
    }

    /// Waits until `condition`, a script's expression, holds.
    pub async fn wait_until(&self, condition: &str) {
        for _ in 0..200 {
            if self.ask::<bool>(&format!("return Boolean({condition})"), vec![]).await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let seen: String = self.ask("return document.body.innerText", vec![]).await;
        panic!("{:?}: waited in vain for {condition}; the page says:\n{seen}", self.engine);
    }

    pub async fn wait_until_tagged(&self) {
        self.wait_until("document.querySelector('article mark[data-mention]')").await;
    }

    /// The article's text as the page shows it.
    pub async fn article(&self) -> String {
        self.ask("return document.querySelector('article').textContent", vec![]).await
    }

    /// What the page has asked for since it was opened, beside itself and what it made itself.
    pub async fn requests(&self) -> Vec<String> {
        let script = "return performance.getEntriesByType('resource').map((e) => e.name)
                          .filter((name) => !/^(blob|data):/.test(name))";
        self.ask(script, vec![]).await
    }
}
