//! What a pointer is, and holding it while something is dragged.

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

/// Whether a pointer is used as a finger is: a pen is on a screen that fingers touch. Elsewhere it
/// is a mouse.
pub fn is_finger(event: &PointerEvent) -> bool {
    let touches = || web_sys::window().is_some_and(|w| w.navigator().max_touch_points() > 0);
    fingers(&event.pointer_type(), touches)
}

fn fingers(kind: &str, touches: impl FnOnce() -> bool) -> bool {
    kind == "touch" || kind == "pen" && touches()
}

#[cfg(test)]
mod tests {
    use super::fingers;

    #[test]
    fn a_pen_is_a_finger_where_fingers_are() {
        for (kind, touches, is) in [
            ("touch", true, true),
            ("touch", false, true),
            ("pen", true, true),
            ("pen", false, false),
            ("mouse", true, false),
            ("", true, false),
        ] {
            assert_eq!(fingers(kind, || touches), is, "{kind}, {touches}");
        }
    }
}
