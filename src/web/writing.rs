//! Writes that the drawing waits for: what is on screen is in the store. In: the beginning and the end of each write;
//! out: whether the page may be drawn. A store that takes too long does not stop the page: it is drawn all the same, and
//! says that it is still saving. This module does not know what is written.

use super::hold::pause;
use js_sys::Date;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// How long the drawing waits, in milliseconds.
const PATIENCE: i32 = 150;

/// The writes that are under way. Cloning gives the same.
#[derive(Clone)]
pub struct Writing {
    inner: Rc<Inner>,
}

struct Inner {
    n_writes: Cell<usize>,
    /// When the first of them began.
    since: Cell<f64>,
    on_draw: Callback<()>,
}

/// A write that is under way until this is dropped.
pub struct Write {
    inner: Rc<Inner>,
}

impl Writing {
    /// `on_draw` hears when what waited is to be drawn.
    #[must_use]
    pub fn new(on_draw: Callback<()>) -> Self {
        Self { inner: Rc::new(Inner { n_writes: Cell::default(), since: Cell::default(), on_draw }) }
    }

    /// A write begins.
    #[must_use]
    pub fn begin(&self) -> Write {
        let inner = &self.inner;
        let n_writes = inner.n_writes.get();
        inner.n_writes.set(n_writes + 1);
        if n_writes == 0 {
            inner.since.set(Date::now());
            let on_draw = inner.on_draw.clone();
            spawn_local(async move {
                pause(PATIENCE).await;
                on_draw.emit(());
            });
        }
        Write { inner: Rc::clone(inner) }
    }

    /// Whether something is being written that the screen shall not show before.
    #[must_use]
    pub fn holds_drawing(&self) -> bool {
        let waited = Date::now() - self.inner.since.get();
        // Timers and clocks are rounded, and a clock can be set back.
        self.inner.n_writes.get() > 0 && (0.0..f64::from(PATIENCE - 2)).contains(&waited)
    }
}

impl Drop for Write {
    fn drop(&mut self) {
        let n_writes = self.inner.n_writes.get() - 1;
        self.inner.n_writes.set(n_writes);
        if n_writes == 0 {
            self.inner.on_draw.emit(());
        }
    }
}
