//! Dragging one thing over others, as browsers do it.

use web_sys::DragEvent;

/// Begins to drag. Firefox drags only what carries data.
pub fn begin(event: &DragEvent, what: &str) {
    if let Some(data) = event.data_transfer() {
        data.set_effect_allowed("move");
        // Fails only after the drag is over.
        let _ = data.set_data("text/plain", what);
    }
}
