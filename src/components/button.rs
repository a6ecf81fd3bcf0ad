//! Buttons that show an icon only.

use leptos::prelude::*;

use super::icon::{Icon, IconView};

/// A button without words; its name is for screen readers and the tooltip.
#[component]
pub fn IconButton(
    /// What it shows.
    #[prop(into)]
    icon: Signal<Icon>,
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// Says more than the name, in the tooltip and to screen readers.
    #[prop(into, optional)]
    title: Signal<String>,
    /// Classes beside `btn icon ghost`.
    #[prop(optional)]
    class: &'static str,
    /// Whether it cannot be used now.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    /// The keys that do the same, as `aria-keyshortcuts` wants them.
    #[prop(optional_no_strip)]
    keys: Option<String>,
    /// Whether a pointer that presses it leaves the focus where it is, such as in a text.
    #[prop(optional)]
    keep_focus: bool,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=format!("btn icon ghost {class}")
            aria-label=move || label.get()
            title=move || title.with(|t| if t.is_empty() { label.get() } else { t.clone() })
            aria-keyshortcuts=keys
            disabled=move || disabled.get()
            on:mousedown=move |event| {
                if keep_focus {
                    event.prevent_default();
                }
            }
            on:click=move |_| on_press.run(())
        >
            {move || view! { <IconView icon=icon.get()/> }}
        </button>
    }
}
