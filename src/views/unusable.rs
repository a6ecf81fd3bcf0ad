//! Where no project can be opened: what happened, what is safe, what to do.

use glossator_core::store::StoreError;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::state::session::Phase;
use crate::state::ui::Dialog;
use crate::state::{app, places};

/// The browser gives no storage, or another tab has the project: what happened, what is safe,
/// what to do.
#[component]
pub fn Unusable(
    /// Why.
    why: StoreError,
) -> impl IntoView {
    let app = app();
    let retry = move |_| {
        app.session.phase.set(Phase::Starting);
        spawn_local(places::restore(app));
    };
    // Where the cause is known, so is what helps.
    let elsewhere = why == StoreError::Elsewhere;
    let (heading, lead) = if elsewhere {
        ("Your work is open in another tab", "Go on there, or open another project here.")
    } else {
        ("Glossator cannot open your work here", "Changes could not be kept, so nothing is opened.")
    };
    view! {
        <div class="app view">
            <main class="start" aria-label="Start">
                <div class="hero col g4">
                    <h1>{heading}</h1>
                    <p class="lead">{lead}</p>
                    <div class="note bad" role="alert"><p><bdi>{why.to_string()}</bdi></p></div>
                    {(!elsewhere).then(|| view! {
                        <ul class="col g2 soft">
                            <li>"Work that was saved here before is still here: nothing was changed."</li>
                            <li>"In a private window, open this page in a normal window."</li>
                            <li>"If site data is blocked for this page, allow it in the browser’s settings."</li>
                            <li>"If the disk is full, free some space."</li>
                        </ul>
                    })}
                    <p class="row">
                        <button type="button" class="btn primary lg" on:click=retry>"Try again"</button>
                        {elsewhere.then(|| view! {
                            <button type="button" class="btn lg" on:click=move |_| app.ui.dialog.set(Some(Dialog::Project))>
                                "Open another project"
                            </button>
                        })}
                    </p>
                </div>
            </main>
        </div>
    }
}
