//! Sizes, places and scrolling of elements.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver, WheelEvent};

/// An element's edges in the window, in CSS pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Edges {
    /// Left.
    pub left: f64,
    /// Top.
    pub top: f64,
    /// Right.
    pub right: f64,
    /// Bottom.
    pub bottom: f64,
}

/// Where an element is in the window.
pub fn edges(element: &Element) -> Edges {
    let rect = element.get_bounding_client_rect();
    Edges { left: rect.left(), top: rect.top(), right: rect.right(), bottom: rect.bottom() }
}

/// Where the element with this id is in the window; none if it is not there.
pub fn edges_of(id: &str) -> Option<Edges> {
    by_id(id).as_ref().map(edges)
}

/// Width and height of the window in CSS pixels.
pub fn window_size() -> (f64, f64) {
    let size = web_sys::window()
        .and_then(|w| Some((w.inner_width().ok()?.as_f64()?, w.inner_height().ok()?.as_f64()?)));
    size.unwrap_or((1440.0, 900.0))
}

/// How far an element's content is scrolled down, in CSS pixels.
pub fn scroll_top(element: &Element) -> f64 {
    f64::from(element.scroll_top())
}

/// How far an element's content can still be scrolled down, in CSS pixels.
pub fn room_below(element: &Element) -> f64 {
    f64::from(element.scroll_height() - element.scroll_top() - element.client_height())
}

/// Scrolls an element's content.
#[allow(
    clippy::cast_possible_truncation,
    reason = "whole pixels of a list that fits the browser's limit"
)]
pub fn set_scroll_top(element: &Element, top: f64) {
    element.set_scroll_top(top as i32);
}

/// Height of an element without its borders, in CSS pixels.
pub fn inner_height(element: &Element) -> f64 {
    f64::from(element.client_height())
}

/// Calls a function when an element's size changes, and once at first; until the
/// owner is cleaned up.
pub fn on_size(element: &Element, act: impl FnMut() + 'static) {
    let callback = Closure::<dyn FnMut()>::new(act);
    let Ok(observer) = ResizeObserver::new(callback.as_ref().unchecked_ref()) else { return };
    observer.observe(element);
    let kept = StoredValue::new_local(Some((observer, callback)));
    on_cleanup(move || {
        if let Some(Some((observer, callback))) = kept.try_update_value(Option::take) {
            observer.disconnect();
            drop(callback);
        }
    });
}

/// Puts the focus on the element with this id and brings it into view with as little
/// scrolling as possible.
/// What holds it closed is opened.
pub fn focus_and_show(id: &str) {
    let closed = by_id(id).and_then(|e| e.closest("details:not([open])").ok().flatten());
    if let Some(details) = closed {
        // An attribute that every such element takes.
        let _ = details.set_attribute("open", "");
    }
    // Focus brings it into view by itself, but may center it.
    super::page::focus(id);
    show(id);
}

/// Whether an element is, or holds, the target of an event.
pub fn holds(element: &Element, target: Option<web_sys::EventTarget>) -> bool {
    let node = target.and_then(|t| t.dyn_into::<web_sys::Node>().ok());
    node.is_some_and(|n| element.contains(Some(&n)))
}

/// Whether the target of an event is, or is inside, an element that a selector finds.
pub fn is_within(target: Option<web_sys::EventTarget>, selector: &str) -> bool {
    let element = target.and_then(|t| t.dyn_into::<Element>().ok());
    element.is_some_and(|e| e.closest(selector).is_ok_and(|found| found.is_some()))
}

/// How many children of an element are not, or only in part, between its left and right edges.
pub fn out_of_sight(element: &Element) -> usize {
    let own = edges(element);
    let children = element.children();
    let all = (0..children.length()).filter_map(|n| children.item(n)).map(|child| edges(&child));
    all.filter(|child| child.left < own.left - 1.0 || child.right > own.right + 1.0).count()
}

/// Scrolls the element that listens sideways for a wheel that turns up and down: a mouse
/// with one wheel could not reach what is to its right.
#[allow(clippy::cast_possible_truncation, reason = "a few pixels")]
pub fn turn_wheel(event: WheelEvent) {
    let element = event.current_target().and_then(|t| t.dyn_into::<Element>().ok());
    let Some(element) = element.filter(|e| e.scroll_width() > e.client_width()) else { return };
    if event.delta_y().abs() > event.delta_x().abs() && !event.ctrl_key() {
        event.prevent_default();
        // Lines and pages are some browsers' units for a wheel.
        let unit = [1.0, 40.0, 400.0].get(event.delta_mode() as usize).copied().unwrap_or(1.0);
        element.set_scroll_left(element.scroll_left() + (event.delta_y() * unit) as i32);
    }
}

/// Brings the element with this id into view with as little scrolling as possible.
pub fn show(id: &str) {
    bring(by_id(id));
}

/// Brings what is around the element with this id and fits a selector into view; where there is
/// no room for all of it, the element itself.
pub fn show_around(id: &str, selector: &str) {
    let element = by_id(id);
    bring(element.as_ref().and_then(|e| e.closest(selector).ok().flatten()));
    bring(element);
}

fn by_id(id: &str) -> Option<Element> {
    web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id(id))
}

fn bring(element: Option<Element>) {
    let Some(element) = element else { return };
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
