//! One tab at a time: locks of the browser, held until they are let go or the page goes.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use futures::channel::oneshot;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::timer;

/// A tab that reloads lets go of its lock a moment after the next page has begun.
const TRIES: usize = 10;
const TRY_MS: u32 = 150;

thread_local! {
    /// The locks of this page by name: whoever asks for one that it has shares it.
    static HELD: RefCell<BTreeMap<String, Weak<Held>>> = const { RefCell::new(BTreeMap::new()) };
}

/// A lock, held until everybody on this page who took it has dropped it. Nothing is behind it in
/// a browser without locks.
pub struct Lock {
    _held: Option<Rc<Held>>,
}

/// What lets a lock of the browser go.
struct Held(Function);

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::UNDEFINED);
    }
}

/// What the browser says.
enum Answer {
    /// It was free, and is this page's now.
    Ours(Rc<Held>),
    /// Somebody has it: another tab, or this page by another request.
    Taken,
    /// There are no locks, or they are forbidden.
    NoLocks,
}

/// Takes the lock with this name. None: another tab has it. A browser without locks refuses
/// none.
pub async fn take(name: &str) -> Option<Lock> {
    for _ in 0..TRIES {
        let known = HELD.with_borrow(|held| held.get(name).and_then(Weak::upgrade));
        if known.is_some() {
            return Some(Lock { _held: known });
        }
        match request(name).await.unwrap_or(Answer::NoLocks) {
            Answer::Ours(held) => return Some(Lock { _held: Some(held) }),
            Answer::NoLocks => return Some(Lock { _held: None }),
            Answer::Taken => timer::sleep(TRY_MS).await,
        }
    }
    None
}

async fn request(name: &str) -> Option<Answer> {
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
        let tell = |answer| {
            if let Some(told) = told.take() {
                // Where nobody waits any more, the lock goes with the answer.
                let _ = told.send(answer);
            }
        };
        if lock.is_null() {
            tell(Answer::Taken);
            return JsValue::UNDEFINED;
        }
        // Held as long as this promise is open.
        Promise::new(&mut |resolve, _| {
            let held = Rc::new(Held(resolve));
            HELD.with_borrow_mut(|all| all.insert(own.clone(), Rc::downgrade(&held)));
            tell(Answer::Ours(held));
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
