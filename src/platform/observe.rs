//! Being told when layout changes.

use std::cell::Cell;

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

/// Calls a function once, when the page's fonts are there.
pub fn when_fonts_are_ready(act: impl FnOnce() + 'static) {
    let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
    let Ok(ready) = document.fonts().ready() else { return };
    wasm_bindgen_futures::spawn_local(async move {
        let _ = wasm_bindgen_futures::JsFuture::from(ready).await;
        act();
    });
}
