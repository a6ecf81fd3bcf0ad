//! A message that goes by itself.

use leptos::prelude::*;

use super::icon::{Icon, IconView};
use crate::platform::timer;

/// A message over the page. It waits while the pointer or the focus is on it.
#[component]
pub fn ToastView(
    /// What it says.
    text: String,
    /// Whether it tells of an error.
    #[prop(optional)]
    bad: bool,
    /// After how many milliseconds it goes; none: it stays until closed.
    #[prop(optional_no_strip)]
    stays: Option<u32>,
    /// Takes it away.
    #[prop(into)]
    on_close: Callback<()>,
    /// What can be pressed beside the text.
    children: Children,
) -> impl IntoView {
    let running = StoredValue::new_local(None);
    let start =
        move || running.set_value(stays.map(|ms| timer::after(ms, move || on_close.run(()))));
    // The pointer, and the focus.
    let held = StoredValue::new_local([false; 2]);
    let hold = move |by: usize, on: bool| {
        // What is pressed in it may take it away, and the focus leaves it then.
        let now = held.try_update_value(|held| {
            held[by] = on;
            *held
        });
        match now {
            Some([false, false]) => start(),
            Some(_) => running.set_value(None),
            None => {}
        }
    };
    start();
    on_cleanup(move || running.set_value(None));
    view! {
        <div
            class="toast"
            class:bad=bad
            on:mouseenter=move |_| hold(0, true)
            on:mouseleave=move |_| hold(0, false)
            on:focusin=move |_| hold(1, true)
            on:focusout=move |_| hold(1, false)
        >
            {bad.then(|| view! { <IconView icon=Icon::Warning/> })}
            <span><bdi>{text}</bdi></span>
            {children()}
        </div>
    }
}
