//! Opening the database, and noticing when it is closed from elsewhere.

use std::cell::Cell;
use std::rc::Rc;

use glossator_core::store::{DATABASE, StoreError, Table};
use wasm_bindgen::prelude::*;
use web_sys::{IdbDatabase, IdbOpenDbRequest};

use super::errors::{refusal, words};
use super::requests::{READ_MS, settled, within};

/// Grows with every new table.
const VERSION: u32 = 2;

/// An open database, and whether the browser or another tab has closed it since.
pub(super) struct Connection {
    pub(super) db: IdbDatabase,
    pub(super) closed: Rc<Cell<bool>>,
    _on_close: Closure<dyn FnMut()>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.db.set_onclose(None);
        self.db.set_onversionchange(None);
        self.db.close();
    }
}

/// Opens the database; `closings` counts when it is closed from elsewhere.
pub(super) async fn open(closings: Rc<Cell<u64>>) -> Result<Connection, StoreError> {
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
