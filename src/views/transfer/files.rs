//! The list of files: how each was read, and what can be chosen for it.

use glossator_core::query::{FileRow, Light};
use leptos::prelude::*;

use super::asks::AskView;
use super::import::CHOOSE;
use crate::components::button::IconButton;
use crate::components::icon::{Icon, IconView};
use crate::platform::focus;
use crate::state::app;

/// The files, or folders of them.
#[component]
pub fn FileList() -> impl IntoView {
    let import = app().import;
    let rows = Memo::new(move |_| import.rows());
    // A row stays the same element while its file is read, so that the focus stays in it.
    let keys = move || {
        rows.with(|rows| rows.iter().filter_map(|r| r.jobs.first().copied()).collect::<Vec<u32>>())
    };
    view! {
        <ul class="files" id="import-files" tabindex="-1" aria-label="Files">
            <For each=keys key=|job| *job let(job)>
                <Row job rows/>
            </For>
        </ul>
    }
}

/// A row.
#[component]
fn Row(
    /// The first of its files.
    job: u32,
    /// All rows.
    rows: Memo<Vec<FileRow>>,
) -> impl IntoView {
    let import = app().import;
    let row = Memo::new(move |_| {
        rows.with(|all| all.iter().find(|r| r.jobs.first() == Some(&job)).cloned())
    });
    let part = move |read: fn(&FileRow) -> String| {
        Memo::new(move |_| row.with(|r| r.as_ref().map(read).unwrap_or_default()))
    };
    let title = part(|r| r.title.clone());
    // Drawn anew only if there are other kinds of choices, so that the focus stays.
    let kinds = |r: &FileRow| r.asks.iter().map(std::mem::discriminant).collect::<Vec<_>>();
    let asks = Memo::new(move |_| row.with(|r| r.as_ref().map(kinds).unwrap_or_default()));
    let ask = move |n: usize| {
        Signal::derive(move || row.with(|r| r.as_ref().and_then(|r| r.asks.get(n).cloned())))
    };
    let light = Memo::new(move |_| row.with(|r| r.as_ref().map_or(Light::Wait, |r| r.light)));
    let (note, count) = (part(|r| r.note.clone()), part(|r| r.count.clone()));
    let remove = move |()| {
        focus::hand_on("#import-files .frow", CHOOSE);
        import
            .remove(&row.with_untracked(|r| r.as_ref().map(|r| r.jobs.clone()).unwrap_or_default()))
    };
    view! {
        <li>
            <div
                class="frow"
                class:ok=move || light.get() == Light::Good
                class:warn=move || light.get() == Light::Warn
                class:bad=move || light.get() == Light::Bad
            >
                {move || {
                    let (icon, word) = look(light.get());
                    view! { <IconView icon=icon/><span class="vh">{word}</span> }
                }}
                <span><b><bdi>{title}</bdi></b><span class="muted">{note}</span></span>
                <span class="end soft num">{count}</span>
                <IconButton
                    icon=Icon::Close
                    label=Signal::derive(move || format!("Leave out {}", title.get()))
                    class="sm"
                    on_press=remove
                />
            </div>
            {move || (0..asks.with(Vec::len)).map(|n| view! { <AskView job ask=ask(n)/> }).collect_view()}
        </li>
    }
}

fn look(light: Light) -> (Icon, &'static str) {
    match light {
        Light::Wait => (Icon::Doing, "Waits: "),
        Light::Good => (Icon::Check, "Read: "),
        Light::Warn => (Icon::Warning, "Look at: "),
        Light::Bad => (Icon::Close, "Not read: "),
    }
}
