//! The entity register: who and what the documents mention, under which names.

use leptos::prelude::*;

use super::top_bar::TopBar;

/// The screen.
#[component]
pub fn RegisterScreen() -> impl IntoView {
    view! {
        <div class="app view">
            <TopBar/>
            <main class="main" aria-label="Entities"></main>
        </div>
    }
}
