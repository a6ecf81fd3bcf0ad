//! Holding a pointer while something is dragged.

use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

/// Sends all further events of this pointer to the element that listens, also when it
/// leaves it, until it is released.
pub fn capture(event: &PointerEvent) {
    let element = event.current_target().and_then(|t| t.dyn_into::<Element>().ok());
    if let Some(element) = element {
        // Fails only for a pointer that is up already: then there is no drag.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}
