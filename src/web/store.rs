//! Articles kept in this browser (IndexedDB). In: a base file and journal entries; out: the same, after any crash.
//! An article is its base (the native file as it was opened) and a journal of everything done since; an edit costs
//! one appended row. This module does not know what an edit means.
//!
//! Rows of the journal are keyed by article and number and are added, never overwritten: when two tabs write the
//! same number, the second is refused ([`StoreError::Conflict`]) instead of losing the first one's edit. The row is
//! written before anything else, in a transaction of its own that is committed at once, so that an edit is safe as
//! early as the browser lets it be.

use super::language;
use crate::annotation::Lessons;
use crate::app::library::{Arrival, ArticleId, Card, Marks};
use crate::app::words::{Language, Say};
use crate::format::lessons;
use idb::builder::{DatabaseBuilder, ObjectStoreBuilder};
use idb::{Database, KeyRange, Transaction, TransactionMode, TransactionResult};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::rc::Rc;
use wasm_bindgen::JsValue;

const DATABASE: &str = "standpoint";
/// 1: cards, bases, journal. 2: texts and the session, too.
const VERSION: u32 = 2;
/// Cards, by article.
const CARDS: &str = "cards";
/// Bases with the folded part of their journals, by article.
const BASES: &str = "bases";
/// Journal rows not yet folded, by `[article, number]`.
const JOURNAL: &str = "journal";
/// The articles' texts, by article, so that all can be searched without opening one.
const TEXTS: &str = "texts";
/// What a session leaves behind for the next, by name.
const SESSION: &str = "session";
/// The session's number and the article that is open in it.
const OPEN: &str = "open";
/// What was learned from the reader: a file of lessons.
const LESSONS: &str = "lessons";
/// Rows are folded into one record when an article is opened with more than this many of them.
const MAX_ROWS: usize = 200;

/// The open database. Cloning is cheap.
#[derive(Clone)]
pub struct Store {
    database: Rc<Database>,
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

/// Which article was open in which session.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    pub number: f64,
    pub article: ArticleId,
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
        let database = DatabaseBuilder::new(DATABASE)
            .version(VERSION)
            .add_object_store(ObjectStoreBuilder::new(CARDS).auto_increment(true))
            .add_object_store(ObjectStoreBuilder::new(BASES))
            .add_object_store(ObjectStoreBuilder::new(JOURNAL))
            .add_object_store(ObjectStoreBuilder::new(TEXTS))
            .add_object_store(ObjectStoreBuilder::new(SESSION))
            .build()
            .await
            .map_err(|error| StoreError::Unavailable(message(&error)))?;
        Ok(Self { database: Rc::new(database) })
    }

    fn begin(&self, names: &[&str], mode: TransactionMode) -> Result<Transaction, StoreError> {
        Ok(self.database.transaction(names, mode)?)
    }

    /// All articles, in the order in which they were first kept. Records that are no cards are left out.
    ///
    /// # Errors
    /// When the browser refuses to read.
    pub async fn cards(&self) -> Result<Vec<(ArticleId, Card)>, StoreError> {
        Ok(self
            .all(CARDS)
            .await?
            .into_iter()
            .filter_map(|(id, value)| Some((id, serde_wasm_bindgen::from_value(value).ok()?)))
            .collect())
    }

    /// The texts of all articles that have one; those kept by the first version have none yet.
    ///
    /// # Errors
    /// When the browser refuses to read.
    pub async fn texts(&self) -> Result<Vec<(ArticleId, String)>, StoreError> {
        Ok(self.all(TEXTS).await?.into_iter().filter_map(|(id, value)| Some((id, value.as_string()?))).collect())
    }

    /// Everything in an object store: two requests, however much there is.
    async fn all(&self, name: &str) -> Result<Vec<(ArticleId, JsValue)>, StoreError> {
        let transaction = self.begin(&[name], TransactionMode::ReadOnly)?;
        let store = transaction.object_store(name)?;
        let keys = store.get_all_keys(None, None)?.await?;
        let values = store.get_all(None, None)?.await?;
        let ids = keys.into_iter().map(serde_wasm_bindgen::from_value);
        Ok(ids.zip(values).filter_map(|(id, value)| Some((ArticleId(id.ok()?), value))).collect())
    }

    /// The card of an article.
    ///
    /// # Errors
    /// When the browser refuses to read.
    pub async fn card(&self, id: ArticleId) -> Result<Option<Card>, StoreError> {
        let transaction = self.begin(&[CARDS], TransactionMode::ReadOnly)?;
        let card = transaction.object_store(CARDS)?.get(card_key(id))?.await?;
        Ok(card.and_then(|card| serde_wasm_bindgen::from_value(card).ok()))
    }

    /// Keeps new articles, all or none, and gives them their numbers.
    ///
    /// # Errors
    /// When the browser refuses to write; nothing is kept then.
    pub async fn add(&self, arrivals: &[Arrival]) -> Result<Vec<ArticleId>, StoreError> {
        let transaction = self.begin(&[CARDS, BASES, TEXTS], TransactionMode::ReadWrite)?;
        let mut ids = Vec::new();
        for arrival in arrivals {
            ids.push(add_one(&transaction, arrival).await?);
        }
        finish(transaction).await?;
        Ok(ids)
    }

    /// Keeps a new article with what was done to it already, all or nothing: no moment leaves the one without the other.
    ///
    /// # Errors
    /// When the browser refuses to write; nothing is kept then.
    pub async fn add_with_journal(&self, arrival: &Arrival, entries: &[String]) -> Result<ArticleId, StoreError> {
        let transaction = self.begin(&[CARDS, BASES, TEXTS, JOURNAL], TransactionMode::ReadWrite)?;
        let id = add_one(&transaction, arrival).await?;
        let journal = transaction.object_store(JOURNAL)?;
        for (number, entry) in entries.iter().enumerate() {
            // What cannot be written takes the whole transaction back.
            journal.add(&JsValue::from_str(entry), Some(&row_key(id, number)))?;
        }
        finish(transaction.commit()?).await?;
        Ok(id)
    }

    /// Keeps a text without its base, for an article of the first version.
    ///
    /// # Errors
    /// When the browser refuses to write.
    pub async fn add_text(&self, id: ArticleId, text: &str) -> Result<(), StoreError> {
        let transaction = self.begin(&[TEXTS], TransactionMode::ReadWrite)?;
        transaction.object_store(TEXTS)?.put(&JsValue::from_str(text), Some(&card_key(id)))?.await?;
        finish(transaction).await
    }

    /// Puts another base in the place of an article's, as long as nothing was done to it: what the tagger says.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when something was done to it.
    pub async fn rebase(&self, id: ArticleId, base: &str) -> Result<(), StoreError> {
        let transaction = self.begin(&[BASES, JOURNAL], TransactionMode::ReadWrite)?;
        let n_rows = transaction.object_store(JOURNAL)?.count(Some(rows_of(id)?.into()))?.await?;
        let Some(old) = transaction.object_store(BASES)?.get(card_key(id))?.await? else {
            return Err(StoreError::Conflict);
        };
        let old: Base = serde_wasm_bindgen::from_value(old).map_err(|_| StoreError::Damaged(id.0))?;
        if n_rows > 0 || !old.entries.is_empty() {
            return Err(StoreError::Conflict);
        }
        let base = Base { file: base.to_owned(), entries: Vec::new() };
        transaction.object_store(BASES)?.put(&to_js(&base)?, Some(&card_key(id)))?.await?;
        finish(transaction).await
    }

    /// Appends entries to an article's journal, the first as number `number` (counted from 0 since the article was
    /// first kept), all or none.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when a number is taken.
    #[expect(clippy::cast_precision_loss, reason = "a journal of 2^53 entries will not be written")]
    pub async fn append(&self, id: ArticleId, number: usize, entries: &[String]) -> Result<(), StoreError> {
        if entries.is_empty() {
            return Ok(());
        }
        let transaction = self.begin(&[JOURNAL], TransactionMode::ReadWrite)?;
        let journal = transaction.object_store(JOURNAL)?;
        let rows = (number..).zip(entries).map(|(number, entry)| (JsValue::from_str(entry), row_key(id, number)));
        let mut requests = Vec::new();
        for (row, key) in rows {
            requests.push(journal.add(&row, Some(&key))?);
        }
        let n_folded = journal.get(fold_key(id))?;
        // Committed before anything is waited for: the browser needs this page no more, which may be gone the next moment.
        let transaction = transaction.commit()?;
        for request in requests {
            request.await?;
        }
        let n_folded = n_folded.await?.and_then(|n| n.as_f64()).unwrap_or(0.0);
        finish(transaction).await?;
        // Rows that another tab folded meanwhile are no longer there to refuse these, which nobody reads.
        if (number as f64) < n_folded { Err(StoreError::Conflict) } else { Ok(()) }
    }

    /// Brings what the library shows of an article up to date. What a reader says of it in the library, and when it was
    /// last written to a file, stays; the time of the change is `changed_at`.
    ///
    /// # Errors
    /// When the browser refuses to write.
    pub async fn renew(&self, id: ArticleId, card: Card, changed_at: Option<f64>) -> Result<Card, StoreError> {
        self.change(id, |old| Card {
            changed_at: changed_at.unwrap_or(old.changed_at),
            n_in_file: old.n_in_file,
            is_tagged: old.is_tagged || card.is_tagged,
            marks: old.marks,
            ..card
        })
        .await
    }

    /// Changes what a reader says of an article in the library.
    ///
    /// # Errors
    /// When the browser refuses to write.
    pub async fn set_marks(&self, id: ArticleId, marks: Marks) -> Result<Card, StoreError> {
        self.change(id, |card| Card { marks, ..card }).await
    }

    /// Notes that an article was written to a file when its journal had `n_entries`.
    ///
    /// # Errors
    /// When the browser refuses to write.
    pub async fn set_n_in_file(&self, id: ArticleId, n_entries: usize) -> Result<Card, StoreError> {
        self.change(id, |card| Card { n_in_file: n_entries, ..card }).await
    }

    async fn change(&self, id: ArticleId, change: impl FnOnce(Card) -> Card) -> Result<Card, StoreError> {
        let transaction = self.begin(&[CARDS], TransactionMode::ReadWrite)?;
        let old = transaction.object_store(CARDS)?.get(card_key(id))?.await?.ok_or(StoreError::Damaged(id.0))?;
        let old = serde_wasm_bindgen::from_value(old).map_err(|_| StoreError::Damaged(id.0))?;
        let card = change(old);
        transaction.object_store(CARDS)?.put(&to_js(&card)?, Some(&card_key(id)))?.await?;
        finish(transaction).await?;
        Ok(card)
    }

    /// An article with its whole journal; `None` when there is none of this number. A long journal is folded into
    /// one record on the way.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when the record is not one of this program's; it is left as it is.
    #[expect(clippy::cast_precision_loss, reason = "a journal of 2^53 entries will not be written")]
    pub async fn load(&self, id: ArticleId) -> Result<Option<Kept>, StoreError> {
        let transaction = self.begin(&[CARDS, BASES, JOURNAL], TransactionMode::ReadWrite)?;
        let (cards, bases, journal) =
            (transaction.object_store(CARDS)?, transaction.object_store(BASES)?, transaction.object_store(JOURNAL)?);
        let (Some(card), Some(base)) = (cards.get(card_key(id))?.await?, bases.get(card_key(id))?.await?) else {
            return Ok(None);
        };
        let damaged = |_| StoreError::Damaged(id.0);
        let card: Card = serde_wasm_bindgen::from_value(card).map_err(damaged)?;
        let mut base: Base = serde_wasm_bindgen::from_value(base).map_err(damaged)?;
        // A row below those that were folded came too late and was refused.
        let rows = journal.get_all(Some(rows_from(id, base.entries.len())?.into()), None)?.await?;
        let n_rows = rows.len();
        base.entries.extend(rows.iter().map_while(JsValue::as_string));
        if n_rows > MAX_ROWS {
            bases.put(&to_js(&base)?, Some(&card_key(id)))?.await?;
            journal.delete(rows_of(id)?)?.await?;
            journal.put(&JsValue::from_f64(base.entries.len() as f64), Some(&fold_key(id)))?.await?;
        }
        finish(transaction).await?;
        Ok(Some(Kept { card, base: base.file, entries: base.entries }))
    }

    /// What was learned from the reader.
    ///
    /// # Errors
    /// When the browser refuses to read, or the lessons are of a newer version or damaged.
    pub async fn lessons(&self) -> Result<Lessons, StoreError> {
        let transaction = self.begin(&[SESSION], TransactionMode::ReadOnly)?;
        lessons_of(transaction.object_store(SESSION)?.get(JsValue::from_str(LESSONS))?.await?)
    }

    /// Changes what was learned from the reader, whatever another tab has added to it meanwhile.
    ///
    /// # Errors
    /// As [`Self::lessons`], and when the browser refuses to write; what was kept is left as it is.
    pub async fn change_lessons(&self, change: impl FnOnce(&mut Lessons)) -> Result<(), StoreError> {
        let transaction = self.begin(&[SESSION], TransactionMode::ReadWrite)?;
        let session = transaction.object_store(SESSION)?;
        let mut lessons = lessons_of(session.get(JsValue::from_str(LESSONS))?.await?)?;
        change(&mut lessons);
        let file = JsValue::from_str(&lessons::to_json(&lessons));
        session.put(&file, Some(&LESSONS.into()))?.await?;
        finish(transaction).await
    }

    /// Forgets an article.
    ///
    /// # Errors
    /// When the browser refuses to write; the article is then still there, whole.
    pub async fn remove(&self, id: ArticleId) -> Result<(), StoreError> {
        let transaction = self.begin(&[CARDS, BASES, JOURNAL, TEXTS], TransactionMode::ReadWrite)?;
        for name in [CARDS, BASES, TEXTS] {
            transaction.object_store(name)?.delete(card_key(id))?.await?;
        }
        transaction.object_store(JOURNAL)?.delete(rows_of(id)?)?.await?;
        transaction.object_store(JOURNAL)?.delete(fold_key(id))?.await?;
        finish(transaction).await
    }

    /// Notes which article is open.
    ///
    /// # Errors
    /// When the browser refuses to write.
    pub async fn set_session(&self, session: Session) -> Result<(), StoreError> {
        let transaction = self.begin(&[SESSION], TransactionMode::ReadWrite)?;
        transaction.object_store(SESSION)?.put(&to_js(&session)?, Some(&JsValue::from_str(OPEN)))?.await?;
        finish(transaction).await
    }

    /// The article that was open last.
    ///
    /// # Errors
    /// When the browser refuses to read.
    pub async fn session(&self) -> Result<Option<Session>, StoreError> {
        let transaction = self.begin(&[SESSION], TransactionMode::ReadOnly)?;
        let session = transaction.object_store(SESSION)?.get(JsValue::from_str(OPEN))?.await?;
        Ok(session.and_then(|session| serde_wasm_bindgen::from_value(session).ok()))
    }
}

/// Writes a new article. Only its number is waited for; what cannot be written takes the whole transaction back.
async fn add_one(transaction: &Transaction, arrival: &Arrival) -> Result<ArticleId, StoreError> {
    let key = transaction.object_store(CARDS)?.add(&to_js(&arrival.card)?, None)?.await?;
    let base = Base { file: arrival.base.clone(), entries: Vec::new() };
    transaction.object_store(BASES)?.put(&to_js(&base)?, Some(&key))?;
    transaction.object_store(TEXTS)?.put(&JsValue::from_str(&arrival.text), Some(&key))?;
    serde_wasm_bindgen::from_value(key).map(ArticleId).map_err(|error| StoreError::Failed(error.to_string()))
}

async fn finish(transaction: Transaction) -> Result<(), StoreError> {
    match transaction.await? {
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

/// What is stored of what was learned; nothing is no lessons.
fn lessons_of(stored: Option<JsValue>) -> Result<Lessons, StoreError> {
    let Some(file) = stored.and_then(|stored| stored.as_string()) else { return Ok(Lessons::default()) };
    lessons::from_json(&file).map_err(|error| StoreError::Failed(error.to_string()))
}

/// Where it is noted how many entries of an article have been folded.
fn fold_key(id: ArticleId) -> JsValue {
    js_sys::Array::of2(&JsValue::from(id.0), &JsValue::from_f64(-1.0)).into()
}

fn rows_of(id: ArticleId) -> Result<KeyRange, StoreError> {
    rows_from(id, 0)
}

fn rows_from(id: ArticleId, number: usize) -> Result<KeyRange, StoreError> {
    let last: JsValue = js_sys::Array::of2(&JsValue::from(id.0), &JsValue::from_f64(f64::INFINITY)).into();
    KeyRange::bound(&row_key(id, number), &last, None, None).map_err(|error| StoreError::Failed(error.to_string()))
}

impl From<idb::Error> for StoreError {
    fn from(error: idb::Error) -> Self {
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

/// The browser's own words; the crate's `Display` hides some of them.
fn message(error: &idb::Error) -> String {
    format!("{error:?}")
}

impl Say for StoreError {
    fn say(&self, words: Language) -> String {
        match self {
            Self::Unavailable(_) => words.no_store().to_owned(),
            Self::Full => words.store_is_full().to_owned(),
            Self::Conflict => words.changed_elsewhere().to_owned(),
            Self::Damaged(id) => words.stored_damaged(id),
            Self::Failed(reason) => words.store_failed(reason),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(language::current()))
    }
}

impl std::error::Error for StoreError {}
