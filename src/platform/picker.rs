//! Placing the picker beside what it is for.

use web_sys::HtmlElement;

use super::text_pane::Rect;

/// Between the text and the picker, in CSS pixels.
const GAP: f64 = 6.0;

/// Places an element under the last of some boxes (relative to the window), or above the first if
/// there is room above only; inside its offset parent's width. On small screens the stylesheet
/// makes it a tray, and its place means nothing.
pub fn beside(element: &HtmlElement, boxes: &[Rect]) {
    let (Some(first), Some(last)) = (boxes.first(), boxes.last()) else { return };
    let Some(parent) = element.offset_parent() else { return };
    let frame = parent.get_bounding_client_rect();
    let size = element.get_bounding_client_rect();
    let (above, below) = (first.top - GAP, last.bottom + GAP);
    let floor = web_sys::window()
        .and_then(|w| w.inner_height().ok())
        .and_then(|h| h.as_f64())
        .map_or(0.0, |h| h - 32.0);
    // What is scrolled out at the top is under the bars.
    let scrolled = parent.closest("main").ok().flatten();
    let ceiling = scrolled.map_or(0.0, |main| main.get_bounding_client_rect().top());
    let left = (last.left - 8.0 - frame.left()).min(frame.width() - size.width() - 8.0).max(8.0);
    let style = element.style();
    let over = below + size.height() > floor && above - size.height() > frame.top().max(ceiling);
    let edge = if over { above } else { below };
    // The stylesheet puts it over its top then: it stays at the words when it gets smaller.
    let _ = element.class_list().toggle_with_force("over", over);
    let _ = style.set_property("top", &format!("{:.0}px", edge - frame.top()));
    let _ = style.set_property("left", &format!("{left:.0}px"));
}

/// Moves a tray down by so many CSS pixels; back into its place by 0.
pub fn lower(element: &HtmlElement, by: f64) {
    let style = element.style();
    let _ = if by > 0.0 {
        style.set_property("translate", &format!("0 {by:.0}px"))
    } else {
        style.remove_property("translate").map(|_| ())
    };
}
