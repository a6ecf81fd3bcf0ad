//! The claim board: what the documents say about each question, side by side.

use leptos::prelude::*;

use super::top_bar::TopBar;

/// The screen.
#[component]
pub fn BoardScreen() -> impl IntoView {
    view! {
        <div class="app view">
            <TopBar/>
            <main class="main" aria-label="Claims"></main>
        </div>
    }
}
