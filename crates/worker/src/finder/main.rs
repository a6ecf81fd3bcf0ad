//! The searching worker: reads the texts from storage, keeps what it has read, and
//! answers the newest question only.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use glossator_core::find::wire::{Ask, Source, Tell, WIRE_VERSION};
use glossator_core::model::ProjectId;
use glossator_worker::shelf::Shelf;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent};

use self::storage::{Storage, settled};

mod repeats;
mod search;
mod storage;

/// How many bytes of texts and copies are kept: beside the page's own memory, what a
/// browser grants a tab.
const ROOM: usize = 700_000_000;

/// How long the worker works before it looks for messages, in milliseconds.
const PAUSE_MS: f64 = 16.0;

/// What the worker has.
struct Desk {
    scope: DedicatedWorkerGlobalScope,
    storage: Storage,
    shelf: RefCell<Shelf>,
    corpus: RefCell<(ProjectId, Rc<[Source]>)>,
    /// Grows with every question: older ones stop.
    turn: Cell<u32>,
}

fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let desk = Rc::new(Desk {
        scope: scope.clone(),
        storage: Storage::default(),
        shelf: RefCell::new(Shelf::new(ROOM)),
        corpus: RefCell::new((ProjectId::new(uuid::Uuid::nil()), Rc::from([]))),
        turn: Cell::new(0),
    });
    let on_message = {
        let desk = Rc::clone(&desk);
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            // Only the page of the same build talks to this worker.
            let asked = event.data().as_string().and_then(|json| serde_json::from_str(&json).ok());
            if let Some(asked) = asked {
                take(&desk, asked);
            }
        })
    };
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It listens as long as the worker lives.
    on_message.forget();
    desk.tell(&Tell::Ready(WIRE_VERSION));
}

fn take(desk: &Rc<Desk>, asked: Ask) {
    let turn = desk.turn.get().wrapping_add(1);
    match asked {
        // What is being looked for goes on in the documents of before.
        Ask::Corpus(project, documents) => {
            let wanted = documents.iter().map(|source| source.sha256).collect();
            desk.shelf.borrow_mut().keep_only(&wanted);
            desk.corpus.replace((project, documents.into()));
        }
        Ask::Stop => desk.turn.set(turn),
        Ask::Warm => {
            desk.turn.set(turn);
            spawn_local(search::warm(Turn::new(desk, turn)));
        }
        Ask::Find(request) => {
            desk.turn.set(turn);
            spawn_local(search::run(Turn::new(desk, turn), request));
        }
        Ask::Repeats(job) => {
            desk.turn.set(turn);
            spawn_local(repeats::run(Turn::new(desk, turn), job));
        }
    }
}

impl Desk {
    fn tell(&self, told: &Tell) {
        // Messages have no maps with keys other than strings: writing them cannot fail.
        if let Ok(json) = serde_json::to_string(told) {
            let _ = self.scope.post_message(&JsValue::from_str(&json));
        }
    }
}

/// A question that is being answered.
struct Turn {
    desk: Rc<Desk>,
    turn: u32,
    since: f64,
}

/// A newer question has come.
struct Over;

impl Turn {
    fn new(desk: &Rc<Desk>, turn: u32) -> Self {
        Self { desk: Rc::clone(desk), turn, since: js_sys::Date::now() }
    }

    fn check(&self) -> Result<(), Over> {
        if self.desk.turn.get() == self.turn { Ok(()) } else { Err(Over) }
    }

    /// Whether it is time to look for messages.
    fn is_due(&self) -> bool {
        js_sys::Date::now() - self.since > PAUSE_MS
    }

    /// Lets messages in.
    async fn pause(&mut self) -> Result<(), Over> {
        // Not a timer: browsers make these wait for some milliseconds.
        if let Ok(channel) = MessageChannel::new() {
            let (here, there) = (channel.port1(), channel.port2());
            let heard = settled(|ok, _| here.set_onmessage(Some(ok)));
            if there.post_message(&JsValue::NULL).is_ok() {
                let _ = heard.await;
            }
            here.close();
        }
        self.since = js_sys::Date::now();
        self.check()
    }
}

/// What the browser says about a failure.
fn words(error: &JsValue) -> String {
    let message = js_sys::Reflect::get(error, &"message".into()).ok().and_then(|m| m.as_string());
    let message = message.or_else(|| error.as_string()).unwrap_or_else(|| format!("{error:?}"));
    format!("The storage of this browser could not be read: {message}")
}
