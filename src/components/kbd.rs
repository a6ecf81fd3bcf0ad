//! Keys as they stand on the keyboard.

use leptos::prelude::*;

/// One `kbd` for each cap, close together. Screen readers get keys by `aria-keyshortcuts`.
#[component]
pub fn Keys(
    /// The caps: `Ctrl`, `K`. Without any, nothing is drawn.
    caps: Vec<String>,
) -> impl IntoView {
    (!caps.is_empty()).then(|| {
        let caps = caps.into_iter().map(|cap| view! { <kbd>{cap}</kbd> }).collect_view();
        view! { <span class="kk" aria-hidden="true">{caps}</span> }
    })
}
