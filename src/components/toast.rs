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
    let stop = move || running.set_value(None);
    start();
    on_cleanup(stop);
    view! {
        <div
            class="toast"
            class:bad=bad
            on:mouseenter=move |_| stop()
            on:mouseleave=move |_| start()
            on:focusin=move |_| stop()
            on:focusout=move |_| start()
        >
            {bad.then(|| view! { <IconView icon=Icon::Warning/> })}
            <span><bdi>{text}</bdi></span>
            {children()}
        </div>
    }
}
