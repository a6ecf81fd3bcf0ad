//! How far something long is.

use leptos::prelude::*;

use crate::state::import::Progress;

/// A bar with a count and an estimate, and Stop where stopping is possible.
#[component]
pub fn ProgressView(
    /// How far it is.
    #[prop(into)]
    progress: Signal<Progress>,
    /// What is counted: one, and several.
    what: (&'static str, &'static str),
    /// The bar's name.
    label: &'static str,
    /// Stops it.
    #[prop(into, optional)]
    on_stop: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <div class="grow">
            <progress class="bar" max="1" aria-label=label prop:value=move || progress.get().share></progress>
            <span class="muted">{move || progress.get().words(what)}</span>
        </div>
        {on_stop.map(|stop| view! {
            <button type="button" class="btn lg" on:click=move |_| stop.run(())>"Stop"</button>
        })}
    }
}
