//! One of a few: buttons in a row.

use leptos::prelude::*;

/// Buttons of which one is pressed.
#[component]
pub fn Segmented<T, W>(
    /// The name of the group.
    label: &'static str,
    /// The values and their words.
    options: Vec<(T, W)>,
    /// The pressed one.
    #[prop(into)]
    value: Signal<T>,
    /// Gets the one that was pressed.
    #[prop(into)]
    on_change: Callback<T>,
    /// Whether the buttons share the width of the group's place evenly.
    #[prop(optional)]
    fill: bool,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
    W: IntoView + 'static,
{
    let buttons = options
        .into_iter()
        .map(|(option, words)| {
            view! {
                <button
                    type="button"
                    aria-pressed=move || (value.get() == option).to_string()
                    on:click=move |_| on_change.run(option)
                >
                    {words}
                </button>
            }
        })
        .collect_view();
    view! { <div class=if fill { "segc fill" } else { "segc" } role="group" aria-label=label>{buttons}</div> }
}
