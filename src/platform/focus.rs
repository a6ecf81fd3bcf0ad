//! Where the focus came from and goes to.

use leptos::ev::FocusEvent;
use wasm_bindgen::JsCast;

/// Whether the focus came to a field from the element with this id.
pub fn came_from(event: &FocusEvent, id: &str) -> bool {
    let element = event.related_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|e| e.id() == id)
}

/// Puts the focus on the element with this id as soon as it is drawn.
pub fn soon(id: impl Into<String>) {
    let id = id.into();
    super::timer::next_frame(move || super::boxes::focus_and_show(&id));
}

fn active() -> Option<web_sys::Element> {
    web_sys::window().and_then(|w| w.document()).and_then(|d| d.active_element())
}

/// Whether nothing has the focus, such as after the element that had it is gone.
pub fn is_lost() -> bool {
    active().is_none_or(|e| e.tag_name() == "BODY")
}

/// Whether the focus is on or inside an element that fits a selector.
pub fn is_in(selector: &str) -> bool {
    active().is_some_and(|e| e.closest(selector).is_ok_and(|found| found.is_some()))
}
