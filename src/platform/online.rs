//! Whether the browser has a network.

use leptos::ev;
use leptos::prelude::*;

/// Whether the browser thinks that it has a network.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|w| w.navigator().on_line())
}

/// Calls a function when that changes; until the owner is cleaned up.
pub fn on_change(act: impl Fn(bool) + Clone + 'static) {
    let gone = act.clone();
    let handles = [
        window_event_listener(ev::online, move |_| act(true)),
        window_event_listener(ev::offline, move |_| gone(false)),
    ];
    on_cleanup(move || {
        for handle in handles {
            handle.remove();
        }
    });
}
