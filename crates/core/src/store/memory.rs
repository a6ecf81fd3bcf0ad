//! An engine in memory, for tests.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::engine::{Batch, Engine, RowKey, StoreError, Table};

/// Keeps rows as long as it lives. Writes can be made to fail, to test what follows.
#[derive(Debug, Default)]
pub struct MemoryEngine {
    rows: RefCell<BTreeMap<RowKey, String>>,
    fail: RefCell<Option<StoreError>>,
    generation: Cell<u64>,
    /// Whether the next write that fails is kept all the same.
    keep_failed: Cell<bool>,
}

impl MemoryEngine {
    /// Makes every write fail from now on, or work again.
    pub fn fail_writes(&self, error: Option<StoreError>) {
        *self.fail.borrow_mut() = error;
    }

    /// Fails the next write, though it is kept: an acknowledgement that never came.
    pub fn keep_unacknowledged(&self) {
        self.keep_failed.set(true);
    }

    /// All rows, for comparing.
    pub fn rows(&self) -> BTreeMap<RowKey, String> {
        self.rows.borrow().clone()
    }

    /// Overwrites a row behind the back of the store, to test damage.
    pub fn damage(&self, table: Table, key: &str, value: &str) {
        self.rows.borrow_mut().insert(RowKey { table, key: key.to_owned() }, value.to_owned());
    }

    /// Loses every row, as a browser does whose site data is deleted.
    pub fn lose_all(&self) {
        self.rows.borrow_mut().clear();
        self.generation.set(self.generation.get() + 1);
    }
}

impl Engine for MemoryEngine {
    fn generation(&self) -> u64 {
        self.generation.get()
    }

    async fn write(&self, batch: &Batch) -> Result<(), StoreError> {
        let unheard = self.keep_failed.take();
        let refused = self.fail.borrow().clone();
        if unheard || refused.is_some() {
            self.generation.set(self.generation.get() + 1);
        }
        if let Some(error) = refused {
            return Err(error);
        }
        let mut rows = self.rows.borrow_mut();
        rows.extend(batch.put.iter().cloned());
        for key in &batch.delete {
            rows.remove(key);
        }
        if unheard { Err(StoreError::Silent) } else { Ok(()) }
    }

    async fn get(&self, table: Table, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.rows.borrow().get(&RowKey { table, key: key.to_owned() }).cloned())
    }

    async fn scan(&self, table: Table, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        let rows = self.rows.borrow();
        let from = RowKey { table, key: prefix.to_owned() };
        let within =
            rows.range(from..).take_while(|(k, _)| k.table == table && k.key.starts_with(prefix));
        Ok(within.map(|(k, v)| (k.key.clone(), v.clone())).collect())
    }

    async fn tail(
        &self,
        table: Table,
        prefix: &str,
        limit: usize,
    ) -> Result<Vec<(String, String)>, StoreError> {
        let mut all = self.scan(table, prefix).await?;
        Ok(all.split_off(all.len().saturating_sub(limit)))
    }
}
