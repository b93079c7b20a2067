//! Articles kept in this browser (IndexedDB). In: a base file and journal entries; out: the same, after any crash.
//! An article is its base (the native file as it was opened) and a journal of everything done since; an edit costs
//! one appended row. This module does not know what an edit means.
//!
//! Rows of the journal are keyed by article and number and are added, never overwritten: when two tabs write the
//! same number, the second is refused ([`StoreError::Conflict`]) instead of losing the first one's edit.

use crate::app::library::{ArticleId, Card};
use rexie::{KeyRange, ObjectStore, Rexie, TransactionMode, TransactionResult};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::rc::Rc;
use wasm_bindgen::JsValue;

const DATABASE: &str = "standpoint";
const VERSION: u32 = 1;
/// Cards, by article.
const CARDS: &str = "cards";
/// Bases with the folded part of their journals, by article.
const BASES: &str = "bases";
/// Journal rows not yet folded, by `[article, number]`.
const JOURNAL: &str = "journal";
/// Rows are folded into one record when an article is opened with more than this many of them.
const MAX_ROWS: usize = 200;

/// The open database. Cloning is cheap.
#[derive(Clone)]
pub struct Store {
    database: Rc<Rexie>,
}

/// An article as it was kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub card: Card,
    /// The native file as it was when the article was first kept.
    pub base: String,
    /// The journal's entries since then, as JSON, in their order.
    pub entries: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct Base {
    file: String,
    entries: Vec<String>,
}

/// Why something could not be kept or found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser offers no storage here: private mode, or switched off.
    Unavailable(String),
    /// No room is left.
    Full,
    /// Another tab has written this journal row.
    Conflict,
    /// What is stored under this number is not an article of this program.
    Damaged(u32),
    Failed(String),
}

impl Store {
    /// Opens the database, which is made when it is not there.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn open() -> Result<Self, StoreError> {
        let database = Rexie::builder(DATABASE)
            .version(VERSION)
            .add_object_store(ObjectStore::new(CARDS).auto_increment(true))
            .add_object_store(ObjectStore::new(BASES))
            .add_object_store(ObjectStore::new(JOURNAL))
            .build()
            .await
            .map_err(|error| StoreError::Unavailable(message(&error)))?;
        Ok(Self { database: Rc::new(database) })
    }

    /// All articles, in the order in which they were first kept. Records that are no cards are left out.
    ///
    /// # Errors
    /// When the browser refuses to read.
    pub async fn cards(&self) -> Result<Vec<(ArticleId, Card)>, StoreError> {
        let transaction = self.database.transaction(&[CARDS], TransactionMode::ReadOnly)?;
        let rows = transaction.store(CARDS)?.scan(None, None, None, None).await?;
        Ok(rows
            .into_iter()
            .filter_map(|(key, value)| {
                let id = serde_wasm_bindgen::from_value(key).ok()?;
                Some((ArticleId(id), serde_wasm_bindgen::from_value(value).ok()?))
            })
            .collect())
    }

    /// Keeps a new article and gives it its number.
    ///
    /// # Errors
    /// When the browser refuses to write; nothing is kept then.
    pub async fn add(&self, card: &Card, base: &str) -> Result<ArticleId, StoreError> {
        let transaction = self.database.transaction(&[CARDS, BASES], TransactionMode::ReadWrite)?;
        let key = transaction.store(CARDS)?.add(&to_js(card)?, None).await?;
        let base = Base { file: base.to_owned(), entries: Vec::new() };
        transaction.store(BASES)?.put(&to_js(&base)?, Some(&key)).await?;
        finish(transaction).await?;
        serde_wasm_bindgen::from_value(key).map(ArticleId).map_err(|error| StoreError::Failed(error.to_string()))
    }

    /// Appends journal entry number `number` (counted from 0 since the article was first kept), and brings the card
    /// up to date, both or neither.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when that number is taken.
    pub async fn append(&self, id: ArticleId, number: usize, entry: &str, card: &Card) -> Result<(), StoreError> {
        let transaction = self.database.transaction(&[CARDS, JOURNAL], TransactionMode::ReadWrite)?;
        transaction.store(JOURNAL)?.add(&JsValue::from_str(entry), Some(&row_key(id, number))).await?;
        transaction.store(CARDS)?.put(&to_js(card)?, Some(&card_key(id))).await?;
        finish(transaction).await
    }

    /// Changes what the library shows of an article.
    ///
    /// # Errors
    /// When the browser refuses to write.
    pub async fn set_card(&self, id: ArticleId, card: &Card) -> Result<(), StoreError> {
        let transaction = self.database.transaction(&[CARDS], TransactionMode::ReadWrite)?;
        transaction.store(CARDS)?.put(&to_js(card)?, Some(&card_key(id))).await?;
        finish(transaction).await
    }

    /// An article with its whole journal; `None` when there is none of this number. A long journal is folded into
    /// one record on the way.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when the record is not one of this program's; it is left as it is.
    pub async fn load(&self, id: ArticleId) -> Result<Option<Kept>, StoreError> {
        let transaction = self.database.transaction(&[CARDS, BASES, JOURNAL], TransactionMode::ReadWrite)?;
        let (cards, bases, journal) =
            (transaction.store(CARDS)?, transaction.store(BASES)?, transaction.store(JOURNAL)?);
        let (Some(card), Some(base)) = (cards.get(card_key(id)).await?, bases.get(card_key(id)).await?) else {
            return Ok(None);
        };
        let damaged = |_| StoreError::Damaged(id.0);
        let card: Card = serde_wasm_bindgen::from_value(card).map_err(damaged)?;
        let mut base: Base = serde_wasm_bindgen::from_value(base).map_err(damaged)?;
        let rows = journal.get_all(Some(rows_of(id)?), None).await?;
        let n_rows = rows.len();
        base.entries.extend(rows.iter().map_while(JsValue::as_string));
        if n_rows > MAX_ROWS {
            bases.put(&to_js(&base)?, Some(&card_key(id))).await?;
            journal.delete(rows_of(id)?.into()).await?;
        }
        finish(transaction).await?;
        Ok(Some(Kept { card, base: base.file, entries: base.entries }))
    }

    /// Forgets an article.
    ///
    /// # Errors
    /// When the browser refuses to write; the article is then still there, whole.
    pub async fn remove(&self, id: ArticleId) -> Result<(), StoreError> {
        let transaction = self.database.transaction(&[CARDS, BASES, JOURNAL], TransactionMode::ReadWrite)?;
        transaction.store(CARDS)?.delete(card_key(id)).await?;
        transaction.store(BASES)?.delete(card_key(id)).await?;
        transaction.store(JOURNAL)?.delete(rows_of(id)?.into()).await?;
        finish(transaction).await
    }
}

async fn finish(transaction: rexie::Transaction) -> Result<(), StoreError> {
    match transaction.done().await? {
        TransactionResult::Committed => Ok(()),
        TransactionResult::Aborted => Err(StoreError::Failed("the browser took the change back".to_owned())),
    }
}

fn to_js<T: Serialize>(value: &T) -> Result<JsValue, StoreError> {
    serde_wasm_bindgen::to_value(value).map_err(|error| StoreError::Failed(error.to_string()))
}

fn card_key(id: ArticleId) -> JsValue {
    JsValue::from(id.0)
}

#[expect(clippy::cast_precision_loss, reason = "a journal of 2^53 entries will not be written")]
fn row_key(id: ArticleId, number: usize) -> JsValue {
    js_sys::Array::of2(&JsValue::from(id.0), &JsValue::from_f64(number as f64)).into()
}

fn rows_of(id: ArticleId) -> Result<KeyRange, StoreError> {
    let last: JsValue = js_sys::Array::of2(&JsValue::from(id.0), &JsValue::from_f64(f64::INFINITY)).into();
    KeyRange::bound(&row_key(id, 0), &last, None, None).map_err(|error| StoreError::Failed(error.to_string()))
}

impl From<rexie::Error> for StoreError {
    fn from(error: rexie::Error) -> Self {
        let text = message(&error);
        if text.contains("ConstraintError") {
            Self::Conflict
        } else if text.contains("QuotaExceededError") {
            Self::Full
        } else {
            Self::Failed(text)
        }
    }
}

/// The browser's own words; the crate's `Display` hides them.
fn message(error: &rexie::Error) -> String {
    match error {
        rexie::Error::IdbError(inner) => format!("{inner:?}"),
        other => other.to_string(),
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable(_) => f.write_str(
                "This browser keeps nothing for this page (private mode, or storage is switched off). Your work is safe \
                 only in this tab: save a file before you close it.",
            ),
            Self::Full => f.write_str(
                "There is no room left in this browser's storage. Your last change is in this tab only: save a file, then \
                 remove articles that you no longer need.",
            ),
            Self::Conflict => f.write_str(
                "Another tab is editing this article. Nothing was overwritten; go on in one of the two.",
            ),
            Self::Damaged(id) => write!(f, "Stored article {id} cannot be read by this version. It was left as it is."),
            Self::Failed(reason) => write!(
                f,
                "This browser could not keep your last change ({reason}). It is in this tab only: save a file before you \
                 close it."
            ),
        }
    }
}

impl std::error::Error for StoreError {}
