//! One tab at a time: locks of the browser, held until they are let go or the page goes.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use futures::channel::oneshot;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::timer;

/// A tab that reloads lets go of its lock a moment after the next page has begun.
const TRIES: usize = 10;
const TRY_MS: u32 = 150;

thread_local! {
    /// The locks of this page by name, with what lets each go.
    static HELD: RefCell<BTreeMap<String, Function>> = const { RefCell::new(BTreeMap::new()) };
}

/// Lets every lock of this page go, except the one with this name.
pub fn keep_only(name: Option<&str>) {
    let gone = HELD.with_borrow_mut(|held| {
        let kept = name.and_then(|name| held.remove_entry(name));
        std::mem::replace(held, kept.into_iter().collect())
    });
    for let_go in gone.values() {
        let _ = let_go.call0(&JsValue::UNDEFINED);
    }
}

/// Takes the lock with this name. `false`: another tab has it. A browser without locks refuses
/// none.
pub async fn take(name: &str) -> bool {
    if HELD.with_borrow(|held| held.contains_key(name)) {
        return true;
    }
    for _ in 0..TRIES {
        match request(name).await {
            Some(true) | None => return true,
            Some(false) => timer::sleep(TRY_MS).await,
        }
    }
    false
}

/// Whether the lock was free, and is this page's now; `None` without locks.
async fn request(name: &str) -> Option<bool> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let ask: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &true.into()).ok()?;
    let (told, answer) = oneshot::channel();
    let told = Rc::new(RefCell::new(Some(told)));
    let own = name.to_owned();
    let refused = Rc::clone(&told);
    let decide = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        let free = !lock.is_null();
        if let Some(told) = told.take() {
            let _ = told.send(free);
        }
        if !free {
            return JsValue::UNDEFINED;
        }
        // Held as long as this promise is open.
        Promise::new(&mut |resolve, _| {
            HELD.with_borrow_mut(|held| held.insert(own.clone(), resolve));
        })
        .into()
    });
    let arguments = Array::of3(&name.into(), &options, &decide);
    let asked: Promise = ask.apply(&locks, &arguments).ok()?.dyn_into().ok()?;
    // Locks may be forbidden: then nobody decides, and nobody can have one.
    spawn_local(async move {
        if JsFuture::from(asked).await.is_err() {
            drop(refused.take());
        }
    });
    answer.await.ok()
}
