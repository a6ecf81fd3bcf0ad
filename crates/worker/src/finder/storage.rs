//! Reading texts and marks from IndexedDB, many rows at once. Only the page writes.

use std::cell::RefCell;

use glossator_core::model::{Annotation, DocumentId, ProjectId};
use glossator_core::store::{DATABASE, Table, marks_prefix};
use glossator_core::text::Sha256;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DedicatedWorkerGlobalScope, IdbDatabase, IdbKeyRange, IdbOpenDbRequest, IdbRequest,
    IdbTransaction, IdbTransactionMode,
};

/// The page's database.
#[derive(Default)]
pub struct Storage {
    db: RefCell<Option<IdbDatabase>>,
}

/// Rows that are being read.
pub struct Reading {
    requests: Vec<IdbRequest>,
    done: JsFuture,
}

impl Storage {
    /// Opens the database, if it is not open.
    pub async fn open(&self) -> Result<(), JsValue> {
        if self.db.borrow().is_some() {
            return Ok(());
        }
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let factory = scope.indexed_db()?.ok_or("there is no storage")?;
        // Without a version: whichever the page has made.
        let request: IdbOpenDbRequest = factory.open(DATABASE)?;
        settled(|ok, err| {
            request.set_onsuccess(Some(ok));
            request.set_onerror(Some(err));
        })
        .await?;
        let db: IdbDatabase = request.result()?.unchecked_into();
        let held = db.clone();
        // Another tab upgrades or deletes it: holding it would block that tab. The next
        // transaction fails, and the database is opened anew.
        let close = Closure::once_into_js(move || held.close());
        db.set_onversionchange(Some(close.unchecked_ref()));
        self.db.replace(Some(db));
        Ok(())
    }

    fn begin(&self, table: Table) -> Result<IdbTransaction, JsValue> {
        let db = self.db.borrow().clone().ok_or("the storage is closed")?;
        let mode = IdbTransactionMode::Readonly;
        db.transaction_with_str_and_mode(table.as_str(), mode).inspect_err(|_| {
            self.db.replace(None);
        })
    }

    /// Begins to read texts: they are read while something else is done.
    pub fn texts(&self, wanted: &[Sha256]) -> Result<Reading, JsValue> {
        let tx = self.begin(Table::Texts)?;
        let store = tx.object_store(Table::Texts.as_str())?;
        let get = |sha256: &Sha256| store.get(&JsValue::from_str(&sha256.to_string()));
        let requests: Result<Vec<IdbRequest>, JsValue> = wanted.iter().map(get).collect();
        Ok(Reading { requests: requests?, done: finished(&tx) })
    }

    /// Begins to read the marks of documents.
    pub fn marks(&self, project: ProjectId, wanted: &[DocumentId]) -> Result<Reading, JsValue> {
        let tx = self.begin(Table::Marks)?;
        let store = tx.object_store(Table::Marks.as_str())?;
        let get = |document: &DocumentId| {
            let first = marks_prefix(project, *document);
            // No key has this character, nor a larger code unit.
            let last = format!("{first}\u{FFFF}");
            let range = IdbKeyRange::bound(&JsValue::from_str(&first), &JsValue::from_str(&last))?;
            store.get_all_with_key(&range)
        };
        let requests: Result<Vec<IdbRequest>, JsValue> = wanted.iter().map(get).collect();
        Ok(Reading { requests: requests?, done: finished(&tx) })
    }
}

impl Reading {
    /// The values, in the order asked for; none for a row that is not there.
    pub async fn rows(self) -> Result<Vec<Option<String>>, JsValue> {
        self.done.await?;
        self.requests.iter().map(|request| Ok(request.result()?.as_string())).collect()
    }

    /// The marks of each document. Those that cannot be read are left out: the page says
    /// so when it opens the document.
    pub async fn annotations(self) -> Result<Vec<Vec<Annotation>>, JsValue> {
        self.done.await?;
        let of = |request: &IdbRequest| {
            let rows = Array::from(&request.result()?);
            let read = rows.iter().filter_map(|row| row.as_string());
            let marks = read.flat_map(|row| {
                serde_json::from_str::<Vec<Annotation>>(&row).unwrap_or_else(|_| each(&row))
            });
            Ok(marks.collect())
        };
        self.requests.iter().map(of).collect()
    }
}

/// The marks of a row of which one is damaged.
fn each(row: &str) -> Vec<Annotation> {
    let values: Vec<serde_json::Value> = serde_json::from_str(row).unwrap_or_default();
    values.into_iter().filter_map(|value| serde_json::from_value(value).ok()).collect()
}

/// A promise that the browser's own handlers settle: no closure to keep alive.
pub fn settled(mut bind: impl FnMut(&Function, &Function)) -> JsFuture {
    Promise::new(&mut |ok, err| bind(&ok, &err)).into()
}

fn finished(tx: &IdbTransaction) -> JsFuture {
    settled(|ok, err| {
        tx.set_oncomplete(Some(ok));
        tx.set_onabort(Some(err));
    })
}
