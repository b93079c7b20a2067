//! What a reader does with the page and sees of it, in terms of the stable surface that the README describes.

use crate::browser::Browser;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs;
use std::ops::Deref;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;
use thirtyfour::{By, Key, WebElement};

/// The Escape key, as WebDriver writes it.
pub const ESCAPE: &str = "\u{e00c}";

/// Gives the page files as if they had been chosen: pairs of a name and a text.
const CHOOSE: &str = "
    const files = new DataTransfer();
    for (const [name, text] of arguments[0]) files.items.add(new File([text], name));
    const field = document.querySelector('#files');
    field.files = files.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));";

pub struct Page {
    browser: Rc<Browser>,
}

/// The marks of the article, in the order of the text.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Seen {
    pub marks: Vec<Mark>,
    pub cues: Vec<Cue>,
}

/// A visible piece of a mention.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Mark {
    pub id: String,
    pub label: String,
    pub entity: Option<String>,
    pub status: String,
    pub words: String,
}

/// A visible piece of a stance's cue.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Cue {
    pub id: String,
    pub polarity: String,
    pub status: String,
}

impl Seen {
    /// The first mention of this type whose words are marked once.
    pub fn only(&self, label: &str) -> &Mark {
        let is_only = |mark: &Mark| self.marks.iter().filter(|other| other.words == mark.words).count() == 1;
        let mut marks = self.marks.iter().filter(|mark| mark.label == label);
        marks.find(|mark| is_only(mark)).unwrap_or_else(|| panic!("no {label} in {self:#?}"))
    }

    /// The first mention of these words.
    pub fn mark(&self, words: &str) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.words == words)
    }

    pub fn cue(&self, id: &str) -> Option<&Cue> {
        self.cues.iter().find(|cue| cue.id == id)
    }
}

impl Deref for Page {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

/// The packed page with a `script` that runs before anything else, by leave of its policy.
pub fn watched(html: &str, script: &str) -> String {
    let hash = BASE64.encode(Sha256::digest(script));
    let watched = html.replacen("script-src ", &format!("script-src 'sha256-{hash}' "), 1).replacen(
        "<title>",
        &format!("<script>{script}</script><title>"),
        1,
    );
    assert!(watched.len() > html.len() + script.len(), "the page has a policy and a title");
    watched
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
        let copy = self.home().join("watched.html");
        fs::write(&copy, watched(&html, script)).expect("the copy can be written");
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
        for _ in 0..600 {
            if self.ask::<bool>(&format!("return Boolean({condition})"), vec![]).await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let seen: String = self.ask("return document.body.innerText.slice(0, 2000)", vec![]).await;
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

    /// Chooses the command whose accessible name starts with `name`.
    pub async fn command(&self, name: &str) {
        let script = "return [...document.querySelectorAll('button')].find((button) =>
            (button.getAttribute('aria-label') ?? button.textContent).trim().startsWith(arguments[0]))";
        self.element(script, name).await.click().await.expect("it can be clicked");
    }

    /// Where each button of the bar stands that works on the article, for comparison.
    pub async fn places_of_commands(&self) -> String {
        let script = "return JSON.stringify(['Article', 'Changes'].flatMap((group) =>
            [...document.querySelectorAll(`.bar [aria-label=${group}] :is(button, summary)`)]
                .filter((button) => !button.closest('li'))
                .map((button) => [group, Math.round(button.getBoundingClientRect().x)])))";
        let found = self.driver.execute(script, vec![]).await.expect("the script runs");
        found.json().as_str().expect("text").to_owned()
    }

    /// Chooses the tab with this title.
    pub async fn tab(&self, title: &str) {
        let script = "return [...document.querySelectorAll('[role=tab]')].find((tab) =>
            tab.textContent.trim().startsWith(arguments[0]))";
        self.element(script, title).await.click().await.expect("it can be clicked");
    }

    async fn element(&self, script: &str, argument: &str) -> WebElement {
        let found = self.driver.execute(script, vec![argument.into()]).await.expect("the script runs");
        found.element().unwrap_or_else(|_| panic!("{:?}: nothing is named {argument}", self.engine))
    }

    /// Makes an article of `text` and waits until it is tagged.
    pub async fn paste(&self, text: &str) {
        self.command("Paste").await;
        self.wait_until("document.querySelector('dialog textarea')").await;
        let field = self.driver.find(By::Css("dialog textarea")).await.expect("a field");
        if text.is_ascii() {
            field.send_keys(text).await.expect("text can be typed");
        } else {
            // Chromium's driver types no character beyond the first 65,536.
            let script = "const [field, text] = arguments;
                field.value = text;
                field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
            let arguments = vec![field.to_json().expect("a reference"), text.into()];
            self.driver.execute(script, arguments).await.expect("the script runs");
        }
        self.driver
            .find(By::Css("dialog button[type=submit]"))
            .await
            .expect("a button")
            .click()
            .await
            .expect("a click");
        let shown = format!("document.querySelector('article').textContent === {}", Value::from(text));
        self.wait_until(&shown).await;
        self.wait_until_tagged().await;
    }

    /// Opens a file, as the Open command's dialog does.
    pub async fn choose_file(&self, path: &Path) {
        let field = self.driver.find(By::Css("input[type=file]")).await.expect("a field for files");
        field.send_keys(path.display().to_string()).await.expect("a file can be chosen");
    }

    /// Adds files to the library: pairs of a name and a text.
    pub async fn add_files(&self, files: Value) {
        self.ask::<()>(CHOOSE, vec![files]).await;
    }

    /// Waits until nothing is added, tagged or packed any more.
    pub async fn wait_until_work_is_done(&self) {
        self.wait_until("!document.querySelector('.library-work')").await;
    }

    /// Presses a key while the chosen row has the focus.
    pub async fn press_on_chosen(&self, key: &str) {
        self.wait_until("document.querySelector('#chosen-article')").await;
        self.ask::<()>("document.querySelector('#chosen-article').focus()", vec![]).await;
        self.press(key).await;
    }

    pub async fn press(&self, keys: &str) {
        self.driver.action_chain().send_keys(keys).perform().await.expect("keys can be pressed");
    }

    /// Presses a key while another is held.
    pub async fn press_with(&self, held: Key, keys: impl AsRef<str>) {
        let keys = self.driver.action_chain().key_down(held.clone()).send_keys(keys.as_ref()).key_up(held);
        keys.perform().await.expect("keys can be pressed");
    }

    /// Clicks the mark of these words.
    pub async fn choose_mark(&self, words: &str) {
        let script = "return [...document.querySelectorAll('article mark[data-mention]')].find((mark) =>
            mark.textContent === arguments[0])";
        self.element(script, words).await.click().await.expect("it can be clicked");
    }

    /// Clicks the cue of a stance.
    pub async fn choose_cue(&self, id: &str) {
        let script = "return document.querySelector(`article [data-stance=\"${arguments[0]}\"]`)";
        self.element(script, id).await.click().await.expect("it can be clicked");
    }

    /// Draws a selection over these words with the mouse.
    pub async fn select(&self, words: &str) {
        let script = "
            const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(arguments[0]);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + arguments[0].length);
                range.startContainer.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
                const measure = () => {
                    const rects = [...range.getClientRects()];
                    const [first, last] = [rects[0], rects[rects.length - 1]];
                    return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2]
                        .map(Math.round);
                };
                // What still scrolls or makes room is first let come to rest.
                for (let [at, n_same] = [measure(), 0]; ; ) {
                    await new Promise((go_on) => setTimeout(go_on, 50));
                    const now = measure();
                    n_same = String(now) === String(at) ? n_same + 1 : 0;
                    if (n_same === 5) return now;
                    at = now;
                }
            }
            throw new Error(`no ${arguments[0]} in one piece`);";
        let [x1, y1, x2, y2]: [i64; 4] = self.ask(script, vec![words.into()]).await;
        let drag = self.driver.action_chain().move_to(x1, y1).click_and_hold().move_to(x2, y2).release();
        drag.perform().await.expect("the mouse can be moved");
        let selected = format!("getSelection().toString().includes({})", Value::from(words));
        self.wait_until(&selected).await;
    }

    /// The marks as they are now.
    pub async fn seen(&self) -> Seen {
        let script = "
            const all = (selector, make) => [...document.querySelectorAll(`article ${selector}`)].map(make);
            return {
                marks: all('mark[data-mention]', (mark) => ({
                    id: mark.dataset.mention, label: mark.dataset.type, entity: mark.dataset.entity ?? null,
                    status: mark.dataset.status, words: mark.textContent,
                })),
                cues: all('[data-stance]', (cue) => ({
                    id: cue.dataset.stance, polarity: cue.dataset.polarity, status: cue.dataset.status,
                })),
            }";
        self.ask(script, vec![]).await
    }

    /// Waits until what is seen fulfils `condition`; `what` says it in words.
    pub async fn wait_until_seen(&self, what: &str, condition: impl Fn(&Seen) -> bool) {
        for _ in 0..100 {
            if condition(&self.seen().await) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{:?}: waited in vain until {what}; there is {:#?}", self.engine, self.seen().await);
    }

    pub async fn close_tab_and_open_another(&self) {
        let old = self.driver.window().await.expect("a window");
        let new = self.driver.new_tab().await.expect("another tab");
        self.driver.switch_to_window(old).await.expect("the old tab");
        self.driver.close_window().await.expect("the tab closes");
        self.driver.switch_to_window(new).await.expect("the other tab");
    }
}
