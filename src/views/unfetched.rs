//! In the place of a screen whose code could not be fetched.

use leptos::prelude::*;

use super::top_bar::TopBar;
use crate::later::NotFetched;
use crate::platform::focus;

/// The id of the button, which gets the focus: there is nothing else to do here.
const RETRY: &str = "fetch-again";

/// What happened, and the button that tries again.
#[component]
pub fn Unfetched(
    /// Whether the top bar leads to other screens.
    bar: bool,
    /// Tries again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    focus::soon(RETRY);
    view! {
        <div class="app view">
            {bar.then(|| view! { <TopBar/> })}
            <main class="start" aria-label="Not fetched">
                <div class="hero col g4">
                    <h1>"This screen is not here yet"</h1>
                    <p class="lead" role="alert">{NotFetched.to_string()}"."</p>
                    <p class="row">
                        <button type="button" id=RETRY class="btn primary lg" on:click=move |_| on_retry.run(())>
                            "Try again"
                        </button>
                    </p>
                </div>
            </main>
        </div>
    }
}
