//! Workers: they are fetched when they are first needed.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker};

use super::files::Picked;

/// The script of the worker that reads files: `assets/reader_loader.js`.
pub const READER: &str = "./reader_loader.js";
/// The script of the worker that searches texts.
pub const FINDER: &str = "./finder_loader.js";

/// What is said of a worker that is of another build than the page.
pub const OTHER_BUILD: &str = "the page was updated meanwhile; reload it";

/// A worker; dropping it ends it in the middle of whatever it does.
pub struct BackgroundWorker {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(JsValue)>,
}

impl BackgroundWorker {
    /// Starts a worker by its script. `on_reply` gets its messages; `on_error` is called if it cannot
    /// be started, or dies, with words that say what to do if it never came up.
    pub fn start(
        script: &str,
        mut on_reply: impl FnMut(String) + 'static,
        mut on_error: impl FnMut(String) + 'static,
    ) -> Result<Self, String> {
        let worker = Worker::new(script).map_err(|e| never_up(&words(&e)))?;
        let up = Rc::new(Cell::new(false));
        let heard = Rc::clone(&up);
        let on_message = Closure::new(move |event: MessageEvent| {
            heard.set(true);
            if let Some(json) = event.data().as_string() {
                on_reply(json);
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        let on_error = Closure::new(move |event: JsValue| {
            let why = words(&event);
            on_error(if up.get() { why } else { never_up(&why) });
        });
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self { worker, _on_message: on_message, _on_error: on_error })
    }

    /// Hands over a request.
    pub fn ask(&self, request: &str) -> Result<(), String> {
        self.worker.post_message(&JsValue::from_str(request)).map_err(|e| words(&e))
    }

    /// Hands over a request with its file.
    pub fn send(&self, request: &str, file: &Picked) -> Result<(), String> {
        let pair = js_sys::Array::of2(&JsValue::from_str(request), file.blob());
        self.worker.post_message(&pair).map_err(|e| words(&e))
    }
}

impl Drop for BackgroundWorker {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// Why nothing was done where the worker's own code did not come up. Each starts with a message.
fn never_up(why: &str) -> String {
    format!(
        "the part of Glossator that does this did not start ({why}). Try again, or reload the page: \
         your work is kept"
    )
}

fn words(error: &JsValue) -> String {
    let message = js_sys::Reflect::get(error, &"message".into()).ok().and_then(|m| m.as_string());
    message.unwrap_or_else(|| "the worker could not be started".to_owned())
}
