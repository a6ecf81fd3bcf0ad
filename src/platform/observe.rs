//! Being told when layout changes.

use std::cell::Cell;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

/// Watches an element's width until it is dropped.
pub struct WidthObserver {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

impl Drop for WidthObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls a function when an element's width has changed; not for its first width.
pub fn width_of(element: &Element, mut act: impl FnMut() + 'static) -> Option<WidthObserver> {
    let last = Cell::new(element.client_width());
    let watched = element.clone();
    let callback = Closure::<dyn FnMut()>::new(move || {
        let now = watched.client_width();
        if last.replace(now) != now {
            act();
        }
    });
    let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(WidthObserver { observer, _callback: callback })
}

/// Calls a function whenever fonts have come, until the owner is cleaned up: texts are laid out
/// anew then.
pub fn on_fonts(act: impl FnMut() + 'static) {
    const COME: &str = "loadingdone";
    let Some(fonts) = web_sys::window().and_then(|w| w.document()).map(|d| d.fonts()) else {
        return;
    };
    let callback = Closure::<dyn FnMut()>::new(act);
    // Never fails with a function.
    let _ = fonts.add_event_listener_with_callback(COME, callback.as_ref().unchecked_ref());
    let kept = StoredValue::new_local(Some((fonts, callback)));
    on_cleanup(move || {
        if let Some(Some((fonts, callback))) = kept.try_update_value(Option::take) {
            let call = callback.as_ref().unchecked_ref();
            let _ = fonts.remove_event_listener_with_callback(COME, call);
        }
    });
}
