//! The worker: takes files one after another and posts what they hold.

use glossator_core::formats::wire::{ReadRequest, Reply, WIRE_VERSION};
use glossator_worker::authority;
use glossator_worker::read::{portions, read_file, unreadable};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, DedicatedWorkerGlobalScope, FileReaderSync, MessageEvent};

mod ids;

fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let on_message = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| answer(&scope, &event))
    };
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It listens as long as the worker lives.
    on_message.forget();
    post(&scope, &Reply::Ready(WIRE_VERSION));
}

/// A message is a pair: the request as JSON, and the file.
fn answer(scope: &DedicatedWorkerGlobalScope, event: &MessageEvent) {
    let pair: Array = event.data().unchecked_into();
    let request =
        pair.get(0).as_string().and_then(|json| serde_json::from_str::<ReadRequest>(&json).ok());
    // Only the page of the same build talks to this worker.
    let (Some(request), Ok(file)) = (request, pair.get(1).dyn_into::<Blob>()) else { return };
    let ReadRequest { job, name, how } = request;
    if how.authority {
        let (rows, report) = match bytes(&file) {
            Ok(bytes) => authority::read_file(&bytes, &name, &how),
            Err(error) => (Vec::new(), unreadable(&name, &how, &error).1),
        };
        for portion in rows {
            post(scope, &Reply::Rows(job, portion));
        }
        return post(scope, &Reply::Read(job, Box::new(report)));
    }
    let (documents, report) = match bytes(&file) {
        Ok(bytes) => read_file(&bytes, &name, &how, &mut ids::next),
        Err(error) => unreadable(&name, &how, &error),
    };
    for portion in portions(documents) {
        post(scope, &Reply::Documents(job, portion));
    }
    post(scope, &Reply::Read(job, Box::new(report)));
}

/// The bytes of a file; why the browser does not hand them out, if so.
fn bytes(file: &Blob) -> Result<Vec<u8>, String> {
    let words = |error: JsValue| {
        let message =
            js_sys::Reflect::get(&error, &"message".into()).ok().and_then(|m| m.as_string());
        message.unwrap_or_else(|| format!("{error:?}"))
    };
    let buffer = FileReaderSync::new()
        .and_then(|reader| reader.read_as_array_buffer(file))
        .map_err(words)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn post(scope: &DedicatedWorkerGlobalScope, reply: &Reply) {
    // Replies have no maps with keys other than strings: writing them cannot fail.
    if let Ok(json) = serde_json::to_string(reply) {
        let _ = scope.post_message(&JsValue::from_str(&json));
    }
}
