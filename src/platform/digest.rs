//! SHA-256 by the browser: in native code and another thread.

use glossator_core::text::Sha256;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The SHA-256 of a text's UTF-8 bytes. None where the browser does not offer it, as in
/// pages that came by plain HTTP from another machine.
pub async fn sha256(text: &str) -> Option<Sha256> {
    let crypto = Reflect::get(&js_sys::global(), &"crypto".into()).ok()?;
    let subtle = Reflect::get(&crypto, &"subtle".into()).ok()?;
    let digest: Function = Reflect::get(&subtle, &"digest".into()).ok()?.dyn_into().ok()?;
    let arguments: [JsValue; 2] = ["SHA-256".into(), Uint8Array::from(text.as_bytes()).into()];
    let promise: Promise =
        digest.apply(&subtle, &Array::from_iter(arguments)).ok()?.dyn_into().ok()?;
    let bytes = Uint8Array::new(&JsFuture::from(promise).await.ok()?).to_vec();
    Some(Sha256::from_bytes(bytes.try_into().ok()?))
}
