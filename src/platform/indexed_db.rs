//! The engine on IndexedDB: a database with a store per table.
//!
//! Straight on `web_sys`: the error of a failed commit stands only in
//! `IDBTransaction.error` at `abort`, which the wrappers at hand do not pass on, and
//! "the disk is full" is known from nothing else.

use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::rc::Rc;

use futures::future::{Either, select};
use glossator_core::store::{Batch, DATABASE, Engine, StoreError, Table};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbCursor, IdbCursorDirection, IdbDatabase, IdbKeyRange, IdbObjectStore,
    IdbOpenDbRequest, IdbRequest, IdbTransaction,
};

use super::{storage_quota, timer};

/// Grows with every new table.
const VERSION: u32 = 2;

/// How long opening and reading may take before they are given up, in milliseconds.
const READ_MS: u32 = 30_000;
/// How long a small write may take before it is given up and made again: IndexedDB may never
/// answer after an error of the disk. What is said meanwhile is not decided here.
const WRITE_MS: u32 = 10_000;
/// Bytes for which a write may take a millisecond more.
const BYTES_A_MS: usize = 500;
/// How often that time is doubled at most, on a machine that is only slow.
const DOUBLINGS: u32 = 5;

/// Keeps rows in IndexedDB. Opens at first use, and again after the browser closed it.
#[derive(Default)]
pub struct IndexedDb {
    connection: RefCell<Option<Connection>>,
    /// How many connections were closed or given up.
    generation: Rc<Cell<u64>>,
    /// How many writes in a row never ended.
    silences: Cell<u32>,
    asked_to_persist: Cell<bool>,
}

/// An open database, and whether the browser or another tab has closed it since.
struct Connection {
    db: IdbDatabase,
    closed: Rc<Cell<bool>>,
    _on_close: Closure<dyn FnMut()>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.db.set_onclose(None);
        self.db.set_onversionchange(None);
        self.db.close();
    }
}

impl Engine for IndexedDb {
    fn generation(&self) -> u64 {
        self.generation.get()
    }

    async fn write(&self, batch: &Batch) -> Result<(), StoreError> {
        let is_work = batch.tables().contains(&Table::Log);
        self.put(batch).await.inspect_err(|error| {
            let silences = if *error == StoreError::Silent { self.silences.get() + 1 } else { 0 };
            self.silences.set(silences.min(DOUBLINGS));
            self.give_up();
        })?;
        self.silences.set(0);
        if is_work && !self.asked_to_persist.replace(true) {
            wasm_bindgen_futures::spawn_local(async {
                storage_quota::persist().await;
            });
        }
        Ok(())
    }

    async fn get(&self, table: Table, key: &str) -> Result<Option<String>, StoreError> {
        let tx = self.begin(&[table], false).await?;
        let request = store(&tx, table)
            .and_then(|store| store.get(&JsValue::from_str(key)))
            .map_err(|e| failure(&e))?;
        self.heard(finished(&tx, READ_MS).await)?;
        Ok(request.result().map_err(|e| failure(&e))?.as_string())
    }

    async fn scan(&self, table: Table, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        let tx = self.begin(&[table], false).await?;
        let range = from(prefix, prefix).map_err(|e| failure(&e))?;
        self.heard(rows(&tx, table, &range).await)
    }

    async fn tail(
        &self,
        table: Table,
        prefix: &str,
        limit: usize,
    ) -> Result<Vec<(String, String)>, StoreError> {
        let Some(back) = u32::try_from(limit).unwrap_or(u32::MAX).checked_sub(1) else {
            return Ok(Vec::new());
        };
        let tx = self.begin(&[table], false).await?;
        let first = self.heard(nth_last(&tx, table, prefix, back).await)?;
        let range = from(first.as_deref().unwrap_or(prefix), prefix).map_err(|e| failure(&e))?;
        self.heard(rows(&tx, table, &range).await)
    }
}

impl IndexedDb {
    /// Begins a transaction; opens the database if it is not open any more.
    async fn begin(&self, tables: &[Table], write: bool) -> Result<IdbTransaction, StoreError> {
        let names: Array = tables.iter().map(|t| JsValue::from_str(t.as_str())).collect();
        let started = transaction(&self.database().await?, &names, write);
        match started {
            // The connection was being closed: once more with a new one. Not a write: what it
            // is to be put upon may be gone.
            Err(_) if !write => {
                self.give_up();
                transaction(&self.database().await?, &names, write).map_err(|e| failure(&e))
            }
            started => started.map_err(|e| failure(&e)),
        }
    }

    /// Writes a batch, or gives it up after a while.
    async fn put(&self, batch: &Batch) -> Result<(), StoreError> {
        let bytes: usize = batch.put.iter().map(|(_, value)| value.len()).sum();
        let more = u32::try_from(bytes / BYTES_A_MS).unwrap_or(u32::MAX);
        let patience = WRITE_MS.saturating_add(more).saturating_mul(1 << self.silences.get());
        let tx = self.begin(&batch.tables(), true).await?;
        let done = finished(&tx, patience);
        if let Err(thrown) = fill(&tx, batch) {
            // Nothing of it is kept; the reason is what was thrown.
            let _ = tx.abort();
            let _ = done.await;
            return Err(failure(&thrown));
        }
        let done = done.await;
        if done == Err(StoreError::Silent) {
            // It must not be kept later; if it is being kept now, this does nothing.
            let _ = tx.abort();
        }
        done
    }

    /// Lets go of a connection that does not answer.
    fn heard<T>(&self, answer: Result<T, StoreError>) -> Result<T, StoreError> {
        answer.inspect_err(|error| {
            if *error == StoreError::Silent {
                self.give_up();
            }
        })
    }

    /// Closes the connection: what comes next begins with a new one.
    fn give_up(&self) {
        let given_up = self.connection.borrow_mut().take();
        // One that the browser closed is counted already.
        if given_up.is_some_and(|connection| !connection.closed.get()) {
            self.generation.set(self.generation.get() + 1);
        }
    }

    async fn database(&self) -> Result<IdbDatabase, StoreError> {
        if let Some(db) = self.connected() {
            return Ok(db);
        }
        let connection = open(Rc::clone(&self.generation)).await?;
        // Another caller may have been faster; one connection is enough.
        if let Some(db) = self.connected() {
            return Ok(db);
        }
        let db = connection.db.clone();
        self.connection.replace(Some(connection));
        Ok(db)
    }

    fn connected(&self) -> Option<IdbDatabase> {
        self.connection.borrow().as_ref().filter(|c| !c.closed.get()).map(|c| c.db.clone())
    }
}

/// Opens the database; `closings` counts when it is closed from elsewhere.
async fn open(closings: Rc<Cell<u64>>) -> Result<Connection, StoreError> {
    let unavailable = |error: JsValue| StoreError::Unavailable(words(&error).1);
    let factory = web_sys::window()
        .ok_or_else(|| StoreError::Unavailable("there is no window".to_owned()))?
        .indexed_db()
        .map_err(unavailable)?
        .ok_or_else(|| StoreError::Unavailable("it is switched off".to_owned()))?;
    let request: IdbOpenDbRequest =
        factory.open_with_u32(DATABASE, VERSION).map_err(unavailable)?;
    let upgrade = {
        let request = request.clone();
        Closure::once(move || {
            let Some(db) = request.result().ok().map(JsCast::unchecked_into::<IdbDatabase>) else {
                return;
            };
            for table in Table::ALL {
                // One that is there already is left as it is.
                let _ = db.create_object_store(table.as_str());
            }
        })
    };
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let opened = settled(|ok, err| {
        request.set_onsuccess(Some(ok));
        request.set_onerror(Some(err));
        request.set_onblocked(Some(err));
    });
    let opened = within(READ_MS, opened).await.inspect_err(|_| {
        // Should it come yet, nobody holds it.
        request.set_onsuccess(None);
    })?;
    if opened.is_err() {
        let error = request.error().ok().flatten();
        return Err(match error {
            Some(error) => refusal(&error.name(), error.message()),
            None => StoreError::Unavailable(
                "another tab of this page holds it; close that tab".to_owned(),
            ),
        });
    }
    let db: IdbDatabase = request.result().map_err(unavailable)?.unchecked_into();
    let closed = Rc::new(Cell::new(false));
    let on_close = {
        let (db, closed) = (db.clone(), Rc::clone(&closed));
        Closure::new(move || {
            db.close();
            if !closed.replace(true) {
                closings.set(closings.get() + 1);
            }
        })
    };
    let call = Some(on_close.as_ref().unchecked_ref());
    db.set_onclose(call);
    // Another tab upgrades or deletes the database: holding it would block that tab.
    db.set_onversionchange(call);
    Ok(Connection { db, closed, _on_close: on_close })
}

/// `web_sys` has the options of a transaction only as an unstable interface.
fn transaction(db: &IdbDatabase, names: &Array, write: bool) -> Result<IdbTransaction, JsValue> {
    let options = Object::new();
    let mode = if write { "readwrite" } else { "readonly" };
    if write {
        // Without it the browser acknowledges what is not on the disk yet.
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
    }
    let begin: Function = Reflect::get(db, &"transaction".into())?.unchecked_into();
    begin.call3(db, names, &mode.into(), &options).map(JsCast::unchecked_into)
}

fn store(tx: &IdbTransaction, table: Table) -> Result<IdbObjectStore, JsValue> {
    tx.object_store(table.as_str())
}

fn fill(tx: &IdbTransaction, batch: &Batch) -> Result<(), JsValue> {
    for (row, value) in &batch.put {
        store(tx, row.table)?
            .put_with_key(&JsValue::from_str(value), &JsValue::from_str(&row.key))?;
    }
    for row in &batch.delete {
        store(tx, row.table)?.delete(&JsValue::from_str(&row.key))?;
    }
    Ok(())
}

/// Keys from `first` to the last that begins with `prefix`. Keys are ASCII, so that
/// no key has a larger code unit than U+FFFF.
fn from(first: &str, prefix: &str) -> Result<JsValue, JsValue> {
    let last = format!("{prefix}\u{FFFF}");
    IdbKeyRange::bound(&JsValue::from_str(first), &JsValue::from_str(&last)).map(Into::into)
}

async fn rows(
    tx: &IdbTransaction,
    table: Table,
    range: &JsValue,
) -> Result<Vec<(String, String)>, StoreError> {
    let requests = || -> Result<(IdbRequest, IdbRequest), JsValue> {
        let store = store(tx, table)?;
        Ok((store.get_all_keys_with_key(range)?, store.get_all_with_key(range)?))
    };
    let (keys, values) = requests().map_err(|e| failure(&e))?;
    finished(tx, READ_MS).await?;
    let list =
        |request: IdbRequest| request.result().map(|v| Array::from(&v)).map_err(|e| failure(&e));
    Ok(strings(&list(keys)?).into_iter().zip(strings(&list(values)?)).collect())
}

/// The strings of an array; one string is taken over much faster than many. What is no string
/// is damaged, and set aside by its reader.
fn strings(list: &Array) -> Vec<String> {
    /// Keys and JSON have no such character.
    const BETWEEN: &str = "\u{1e}";
    let joined = String::from(list.join(BETWEEN));
    let parts: Vec<_> = joined.split(BETWEEN).map(str::to_owned).collect();
    if parts.len() == list.length() as usize {
        return parts;
    }
    list.iter().map(|value| value.as_string().unwrap_or_default()).collect()
}

/// The key that has `back` keys after it; `None` if there are not that many.
async fn nth_last(
    tx: &IdbTransaction,
    table: Table,
    prefix: &str,
    back: u32,
) -> Result<Option<String>, StoreError> {
    let request = from(prefix, prefix)
        .and_then(|range| {
            store(tx, table)?
                .open_key_cursor_with_range_and_direction(&range, IdbCursorDirection::Prev)
        })
        .map_err(|e| failure(&e))?;
    let cursor = answered(&request).await?;
    if cursor.is_null() || back == 0 {
        return Ok(key_of(&cursor));
    }
    cursor.unchecked_into::<IdbCursor>().advance(back).map_err(|e| failure(&e))?;
    Ok(key_of(&answered(&request).await?))
}

fn key_of(cursor: &JsValue) -> Option<String> {
    cursor.dyn_ref::<IdbCursor>()?.key().ok()?.as_string()
}

/// A promise that the browser's own handlers settle: no closure to keep alive.
fn settled(mut bind: impl FnMut(&Function, &Function)) -> JsFuture {
    Promise::new(&mut |ok, err| bind(&ok, &err)).into()
}

/// What a promise came to, unless that takes longer than this.
async fn within(ms: u32, promise: JsFuture) -> Result<Result<JsValue, JsValue>, StoreError> {
    match select(promise, pin!(timer::sleep(ms))).await {
        Either::Left((came, _)) => Ok(came),
        Either::Right(_) => Err(StoreError::Silent),
    }
}

async fn answered(request: &IdbRequest) -> Result<JsValue, StoreError> {
    let answer = settled(|ok, err| {
        request.set_onsuccess(Some(ok));
        request.set_onerror(Some(err));
    });
    match within(READ_MS, answer).await? {
        Ok(_) => request.result().map_err(|e| failure(&e)),
        Err(_) => Err(match request.error() {
            Ok(Some(error)) => classify(&error.name(), &error.message()),
            _ => StoreError::Failed("the browser closed it".to_owned()),
        }),
    }
}

/// Waits until a transaction is complete; what it does may be asked of it after this call and
/// before it is awaited.
fn finished(tx: &IdbTransaction, ms: u32) -> impl Future<Output = Result<(), StoreError>> {
    let done = settled(|ok, err| {
        tx.set_oncomplete(Some(ok));
        tx.set_onabort(Some(err));
    });
    async move {
        match within(ms, done).await? {
            Ok(_) => Ok(()),
            Err(_) => Err(aborted(tx)),
        }
    }
}

fn aborted(tx: &IdbTransaction) -> StoreError {
    match tx.error() {
        Some(error) => classify(&error.name(), &error.message()),
        None => StoreError::Failed("the browser closed it".to_owned()),
    }
}

fn failure(thrown: &JsValue) -> StoreError {
    let (name, message) = words(thrown);
    classify(&name, &message)
}

/// Name and message of what was thrown.
fn words(thrown: &JsValue) -> (String, String) {
    match thrown.dyn_ref::<DomException>() {
        Some(error) => (error.name(), error.message()),
        None => (String::new(), format!("{thrown:?}")),
    }
}

/// Why the database does not open.
fn refusal(name: &str, message: String) -> StoreError {
    if is_full(name, &message) {
        StoreError::Full
    } else if name == "VersionError" {
        let why = "it is a newer version of Glossator’s; reload the page to get that version";
        StoreError::Unavailable(why.to_owned())
    } else {
        StoreError::Unavailable(message)
    }
}

fn is_full(name: &str, message: &str) -> bool {
    name == "QuotaExceededError"
        || ["FILE_ERROR_NO_SPACE", "Failed to write blobs", "database or disk is full"]
            .iter()
            .any(|sign| message.contains(sign))
}

fn classify(name: &str, message: &str) -> StoreError {
    if is_full(name, message) {
        StoreError::Full
    } else if name == "SecurityError" {
        StoreError::Unavailable(message.to_owned())
    } else {
        StoreError::Failed(format!("{name} {message}").trim().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_a_full_disk() {
        // As measured: Chromium's three, and SQLite's.
        for (name, message) in [
            ("QuotaExceededError", ""),
            ("UnknownError", "Internal error: IO error: 000012.ldb: FILE_ERROR_NO_SPACE"),
            ("DataError", "Failed to write blobs (QuotaExceeded)"),
            ("UnknownError", "database or disk is full"),
        ] {
            assert_eq!(classify(name, message), StoreError::Full, "{name} {message}");
        }
        assert_eq!(classify("AbortError", "x"), StoreError::Failed("AbortError x".to_owned()));
        assert!(matches!(classify("SecurityError", "denied"), StoreError::Unavailable(_)));
    }

    #[test]
    fn a_database_of_a_newer_version_says_what_to_do() {
        let said = |name, message: &str| refusal(name, message.to_owned()).to_string();
        let newer = said("VersionError", "The requested version (2) is less than (9).");
        assert!(
            newer.ends_with("a newer version of Glossator’s; reload the page to get that version")
        );
        assert!(said("UnknownError", "Internal error").ends_with("Internal error"));
        assert_eq!(refusal("UnknownError", "database or disk is full".into()), StoreError::Full);
    }
}
