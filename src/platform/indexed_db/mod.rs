//! The engine on IndexedDB: a database with a store per table.
//!
//! Straight on `web_sys`: the error of a failed commit stands only in
//! `IDBTransaction.error` at `abort`, which the wrappers at hand do not pass on, and
//! "the disk is full" is known from nothing else.

mod connection;
mod errors;
mod requests;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use glossator_core::store::{Batch, Engine, StoreError, Table};
use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{IdbDatabase, IdbTransaction};

use super::storage_quota;
use connection::Connection;
use errors::failure;
use requests::{READ_MS, fill, finished, from, nth_last, rows, store, transaction};

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

impl Engine for IndexedDb {
    fn generation(&self) -> u64 {
        self.generation.get()
    }

    async fn write(&self, batch: &Batch) -> Result<(), StoreError> {
        // The first texts, rather than the first mark: some browsers ask the person.
        let is_work = batch.tables().iter().any(|table| matches!(table, Table::Texts | Table::Log));
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
        let connection = connection::open(Rc::clone(&self.generation)).await?;
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
