//! Authority files: lists of known entities that linking can take entries from.

use glossator_core::query::{counted, grouped};
use leptos::html;
use leptos::prelude::*;

use crate::components::button::IconButton;
use crate::components::dialog::Dialog as Modal;
use crate::components::icon::{Icon, IconView};
use crate::platform::{files, focus};
use crate::state::app;
use crate::state::authority::{AuthorityFile, Progress};
use crate::views::dialogs::close;
use crate::views::transfer::check::problem_row;

/// The id of the button that loads a file.
const LOAD: &str = "authority-load";
/// How many problems are listed.
const LISTED: usize = 100;

/// The files that are there, and the button that loads one.
#[component]
pub fn Authority() -> impl IntoView {
    let app = app();
    let state = app.authority;
    state.ensure(app);
    let field = NodeRef::<html::Input>::new();
    let take = move |event| {
        if let Some(file) = files::chosen(&event).into_iter().next() {
            state.read(app, file);
        }
    };
    let busy = move || state.progress.with(Option::is_some);
    // One that is disabled while it loads would lose the focus.
    let choose = move |_| match field.get_untracked() {
        Some(field) if !untrack(busy) => files::choose(&field),
        _ => {}
    };
    let progress = move || {
        state.progress.get().map(|p| match p {
            Progress::Reading(name, 0) => format!("Reading {name}…"),
            Progress::Reading(name, n) => {
                format!("Reading {name}: {}", counted(n, "row", "rows"))
            }
            Progress::Indexing(name, n, all) => {
                format!("Preparing {name}: {} of {}", grouped(n), counted(all, "row", "rows"))
            }
        })
    };
    let row = move |file: AuthorityFile| {
        let AuthorityFile { name, rows, kept } = file;
        let (own, label) = (name.clone(), format!("Remove {name}"));
        view! {
            <li class="frow ok">
                <IconView icon=Icon::Book/>
                <span>
                    <b><bdi>{name}</bdi></b>
                    <span class="muted">{if kept { "Kept in this browser with the project; not part of exports" } else { "Kept until this tab closes: the browser’s storage did not take it" }}</span>
                </span>
                <span class="end soft num">{counted(rows, "row", "rows")}</span>
                <IconButton
                    icon=Icon::Close
                    label=label
                    class="sm"
                    on_press=move |()| {
                        focus::hand_on("#authority-files > li", LOAD);
                        state.remove(app, &own);
                    }
                />
            </li>
        }
    };
    let problems = move || {
        state.problems.with(|all| all.iter().take(LISTED).cloned().map(problem_row).collect_view())
    };
    let many = move || state.problems.with(Vec::len);
    view! {
        <Modal title="Authority files" class="ask" on_close=move |()| close(app)>
            <div class="db col g4">
                <p>
                    "A list of known entities: CSV or TSV with the columns "
                    <span class="mono">"id, name, aliases, type, description"</span>
                    " (id and name are needed, aliases are parted by |), or JSON Lines with the same fields. Its rows are offered while linking, after the register’s own entities. Nothing is sent anywhere."
                </p>
                <Show when=move || !state.files.with(Vec::is_empty)>
                    <ul class="files" id="authority-files" aria-label="Authority files">{move || state.files.get().into_iter().map(row).collect_view()}</ul>
                </Show>
                <p class="soft" role="status">{progress}</p>
                <Show when=move || { many() > 0 }>
                    <h3 class="sech">{move || counted(many(), "problem", "problems")}</h3>
                    <ul class="files" aria-label="Problems">{problems}</ul>
                    <Show when=move || { many() > LISTED }>
                        <p class="muted">{move || format!("and {} more", grouped(many() - LISTED))}</p>
                    </Show>
                </Show>
                <input type="file" class="vh" accept=".csv,.tsv,.jsonl,.ndjson,.txt" tabindex="-1" aria-label="Authority file" node_ref=field on:change=take/>
            </div>
            <div class="df">
                <span class="grow"></span>
                <button type="button" class="btn" on:click=move |_| close(app)>"Close"</button>
                <button type="button" class="btn primary" id=LOAD autofocus aria-disabled=move || busy().to_string() on:click=choose>
                    <IconView icon=Icon::Import/>
                    "Load an authority file"
                </button>
            </div>
        </Modal>
    }
}
