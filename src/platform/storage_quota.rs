//! How much the browser lets this page keep, and for how long.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

/// Bytes that this page keeps, and may keep. An estimate, by the browser.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quota {
    /// Bytes in use.
    pub used: f64,
    /// Bytes that may be used.
    pub total: f64,
}

impl Quota {
    /// Bytes that are free.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not below 0")]
    pub fn free(self) -> u64 {
        (self.total - self.used).max(0.0) as u64
    }
}

fn manager() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    // Missing where the page is not served securely, whatever the bindings say.
    let storage = js_sys::Reflect::get(&navigator, &"storage".into()).ok()?;
    storage.dyn_into().ok()
}

/// Asks the browser not to evict what is kept here when it needs room. Whether it agreed.
pub async fn persist() -> bool {
    let Some(promise) = manager().and_then(|m| m.persist().ok()) else { return false };
    JsFuture::from(promise).await.is_ok_and(|agreed| agreed.is_truthy())
}

/// What is used and what may be.
pub async fn estimate() -> Option<Quota> {
    let promise = manager()?.estimate().ok()?;
    let estimate: StorageEstimate = JsFuture::from(promise).await.ok()?.unchecked_into();
    Some(Quota { used: estimate.get_usage()?, total: estimate.get_quota()? })
}
