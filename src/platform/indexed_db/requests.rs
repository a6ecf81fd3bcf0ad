//! Transactions and requests as Rust futures.

use std::pin::pin;

use futures::future::{Either, select};
use glossator_core::store::{Batch, StoreError, Table};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbCursor, IdbCursorDirection, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbRequest,
    IdbTransaction,
};

use super::super::timer;
use super::errors::{classify, failure};

/// How long opening and reading may take before they are given up, in milliseconds.
pub(super) const READ_MS: u32 = 30_000;

/// `web_sys` has the options of a transaction only as an unstable interface.
pub(super) fn transaction(
    db: &IdbDatabase,
    names: &Array,
    write: bool,
) -> Result<IdbTransaction, JsValue> {
    let options = Object::new();
    let mode = if write { "readwrite" } else { "readonly" };
    if write {
        // Without it the browser acknowledges what is not on the disk yet.
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
    }
    let begin: Function = Reflect::get(db, &"transaction".into())?.unchecked_into();
    begin.call3(db, names, &mode.into(), &options).map(JsCast::unchecked_into)
}

pub(super) fn store(tx: &IdbTransaction, table: Table) -> Result<IdbObjectStore, JsValue> {
    tx.object_store(table.as_str())
}

pub(super) fn fill(tx: &IdbTransaction, batch: &Batch) -> Result<(), JsValue> {
    for (row, value) in &batch.put {
        store(tx, row.table)?
            .put_with_key(&JsValue::from_str(value), &JsValue::from_str(&row.key))?;
    }
    for row in &batch.delete {
        store(tx, row.table)?.delete(&JsValue::from_str(&row.key))?;
    }
    Ok(())
}

/// Keys from `first` to the last that begins with `prefix`: no code unit is larger than U+FFFF,
/// and no key has that one, which is no character.
pub(super) fn from(first: &str, prefix: &str) -> Result<JsValue, JsValue> {
    let last = format!("{prefix}\u{FFFF}");
    IdbKeyRange::bound(&JsValue::from_str(first), &JsValue::from_str(&last)).map(Into::into)
}

pub(super) async fn rows(
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
    let (keys, values) = (list(keys)?, list(values)?);
    // A row that is no string is damaged: empty, it is set aside by its reader. Not joined in one
    // string: that is slower for long rows.
    let text = |value: JsValue| value.as_string().unwrap_or_default();
    Ok(keys.iter().zip(values.iter()).map(|(k, v)| (text(k), text(v))).collect())
}

/// The key that has `back` keys after it; `None` if there are not that many.
pub(super) async fn nth_last(
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
pub(super) fn settled(mut bind: impl FnMut(&Function, &Function)) -> JsFuture {
    Promise::new(&mut |ok, err| bind(&ok, &err)).into()
}

/// What a promise came to, unless that takes longer than this.
pub(super) async fn within(
    ms: u32,
    promise: JsFuture,
) -> Result<Result<JsValue, JsValue>, StoreError> {
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
pub(super) fn finished(
    tx: &IdbTransaction,
    ms: u32,
) -> impl Future<Output = Result<(), StoreError>> {
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
