//! Which tab works on an article. In: the article that this tab works on; out: whether it may, and what other tabs do
//! to it. One tab holds an article's lock (Web Locks), and a channel (BroadcastChannel) carries what is said between
//! tabs. Where a browser has neither, every tab may write, and the store refuses whoever comes second.

use super::dom;
use crate::app::Action;
use crate::app::learning::LearningAction;
use crate::app::library::{ArticleId, LibraryAction};
use js_sys::{Function, Object, Promise, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BroadcastChannel, MessageEvent};
use yew::Callback;

/// How long another tab may take to let an article go, in milliseconds. Then it is taken: the tab may have stopped.
const PATIENCE: i32 = 1500;

/// Said when something was learned from the reader.
const LEARNED: &str = "learned";

/// The article that this tab works on, and the other tabs.
#[derive(Clone)]
pub struct Holds {
    inner: Rc<Inner>,
}

struct Inner {
    on: Callback<Action>,
    /// The article that this tab holds or asks for. Each asking has a number, so that late answers are known.
    wanted: Cell<Option<ArticleId>>,
    number: Cell<u64>,
    /// Lets the held lock go.
    release: RefCell<Option<Function>>,
    channel: Option<BroadcastChannel>,
}

/// How a lock is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    IfFree,
    InTurn,
    Taking,
}

impl Holds {
    #[must_use]
    pub fn new(on: Callback<Action>) -> Self {
        let channel = BroadcastChannel::new("standpoint").ok();
        let inner = Rc::new(Inner {
            on,
            wanted: Cell::default(),
            number: Cell::default(),
            release: RefCell::default(),
            channel,
        });
        if let Some(channel) = &inner.channel {
            let weak = Rc::downgrade(&inner);
            let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                if let (Some(inner), Some(said)) = (weak.upgrade(), event.data().as_string()) {
                    inner.hear(&said);
                }
            });
            channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
            // The channel lives as long as the page.
            hear.forget();
        }
        Self { inner }
    }

    /// This tab works on another article now, or on none.
    pub fn hold(&self, id: Option<ArticleId>) {
        let inner = &self.inner;
        if inner.wanted.get() == id && inner.release.borrow().is_some() {
            if let Some(id) = id {
                inner.report(id, true, false);
            }
            return;
        }
        inner.let_go();
        inner.wanted.set(id);
        if let Some(id) = id {
            inner.ask(id, How::IfFree);
        }
    }

    /// The reader wants the article here.
    pub fn take_over(&self, id: ArticleId) {
        let inner = Rc::clone(&self.inner);
        inner.wanted.set(Some(id));
        inner.say("want", id);
        inner.ask(id, How::InTurn);
        let number = inner.number.get();
        spawn_local(async move {
            pause(PATIENCE).await;
            if inner.number.get() == number && inner.release.borrow().is_none() {
                inner.ask(id, How::Taking);
            }
        });
    }

    /// Another tab may have the article.
    pub fn give_up(&self, id: ArticleId) {
        if self.inner.wanted.get() == Some(id) {
            self.inner.let_go();
        }
    }

    /// Tells the other tabs that the article has changed.
    pub fn tell_changed(&self, id: ArticleId) {
        self.inner.say("changed", id);
    }

    /// Tells the other tabs that something was learned from the reader.
    pub fn tell_learned(&self) {
        self.inner.post(LEARNED);
    }
}

impl Inner {
    fn report(&self, id: ArticleId, is_ours: bool, was_taken: bool) {
        self.on.emit(Action::Library(LibraryAction::HoldKnown { id, is_ours, was_taken }));
    }

    fn say(&self, what: &str, id: ArticleId) {
        self.post(&format!("{what} {}", id.0));
    }

    fn post(&self, said: &str) {
        if let Some(channel) = &self.channel {
            // Fails only for a channel that is closed.
            let _ = channel.post_message(&said.into());
        }
    }

    fn hear(&self, said: &str) {
        if said == LEARNED {
            return self.on.emit(Action::Learning(LearningAction::ChangedElsewhere));
        }
        let Some((what, id)) = said.split_once(' ') else { return };
        let Ok(id) = id.parse().map(ArticleId) else { return };
        match what {
            "want" if self.wanted.get() == Some(id) && self.release.borrow().is_some() => {
                self.on.emit(Action::Library(LibraryAction::HoldWanted(id)));
            }
            "changed" => self.on.emit(Action::Library(LibraryAction::ChangedElsewhere(id))),
            _ => {}
        }
    }

    fn let_go(&self) {
        self.number.set(self.number.get() + 1);
        if let Some(release) = self.release.take() {
            // Fails only for what is no function.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }

    fn ask(self: &Rc<Self>, id: ArticleId, how: How) {
        self.number.set(self.number.get() + 1);
        let number = self.number.get();
        let Some(locks) = locks() else {
            return self.report(id, true, how != How::IfFree);
        };
        let inner = Rc::clone(self);
        // The lock is held as long as the promise that is answered with is open.
        let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            if inner.number.get() != number {
                return JsValue::UNDEFINED;
            }
            if lock.is_null() {
                inner.report(id, false, false);
                return JsValue::UNDEFINED;
            }
            let promise = Promise::new(&mut |resolve, _| *inner.release.borrow_mut() = Some(resolve));
            inner.report(id, true, how != How::IfFree);
            promise.into()
        });
        let options = Object::new();
        let option = match how {
            How::IfFree => Some("ifAvailable"),
            How::InTurn => None,
            How::Taking => Some("steal"),
        };
        if let Some(option) = option {
            // Fails only for objects that are frozen.
            let _ = Reflect::set(&options, &option.into(), &true.into());
        }
        let request = || -> Result<Promise, JsValue> {
            let method: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
            let name = format!("standpoint article {}", id.0);
            method.call3(&locks, &name.into(), &options, &granted)?.dyn_into()
        };
        match request() {
            Ok(promise) => {
                let inner = Rc::clone(self);
                spawn_local(async move {
                    let is_taken = JsFuture::from(promise).await.is_err();
                    // Another tab has taken it without waiting.
                    if is_taken && inner.number.get() == number && inner.release.take().is_some() {
                        inner.report(id, false, false);
                    }
                });
            }
            Err(_) => self.report(id, true, how != How::IfFree),
        }
    }
}

fn locks() -> Option<JsValue> {
    let navigator: JsValue = dom::window()?.navigator().into();
    Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)
}

/// Waits so many milliseconds.
pub async fn pause(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = dom::window() {
            // Fails only for what is no function.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    // A timer does not fail.
    let _ = JsFuture::from(promise).await;
}
