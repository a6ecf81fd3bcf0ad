//! Over the text while the work cannot be saved: what is safe, and what to do.

use glossator_core::query::{counted, size_words};
use leptos::prelude::*;

use super::hint::KeysOf;
use crate::components::icon::{Icon, IconView};
use crate::platform::storage_quota::{self, Quota};
use crate::state::saver::SaveState;
use crate::state::{app, commands};

/// How much of the storage this page uses.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not below 0")]
fn used(quota: Quota) -> String {
    let [used, total] = [quota.used, quota.total].map(|bytes| size_words(bytes as u64));
    format!(" This page keeps {used} of the {total} that the browser gives it.")
}

/// The banner; nothing once everything is saved.
#[component]
pub fn Unsaved() -> impl IntoView {
    let app = app();
    let session = app.session;
    let failed = Memo::new(move |_| match session.save.get() {
        failed @ SaveState::Failed(_) => Some(failed),
        _ => None,
    });
    let words = move || failed.get().map(|state| state.words());
    let hope = move || {
        Some(if failed.get()?.may_recover() {
            "Keep the tab open and export now; you can go on working. What waits is saved by itself as soon as the browser takes it."
        } else {
            "They cannot be saved into this project any more: export now, then reload the page."
        })
    };
    let changes = move || {
        session.applied.track();
        session.save.track();
        match session.waiting() {
            1 => "The last change is".to_owned(),
            n => format!("The last {} are", counted(n, "change", "changes")),
        }
    };
    let quota = LocalResource::new(storage_quota::estimate);
    let room = move || quota.get().flatten().map(used);
    view! {
        <Show when=move || failed.with(Option::is_some)>
            <section class="ban" aria-labelledby="unsaved">
                <IconView icon=Icon::Warning/>
                <div class="col">
                    <h2 id="unsaved">{words}". Nothing is lost."</h2>
                    <p>
                        {changes}
                        " in this tab only. "
                        {hope}
                        {room}
                    </p>
                    <div class="row">
                        <button type="button" class="btn primary" on:click=move |_| { commands::run(app, "export"); }>
                            <IconView icon=Icon::Export/>"Export everything now "<KeysOf command="export"/>
                        </button>
                    </div>
                </div>
            </section>
        </Show>
    }
}
