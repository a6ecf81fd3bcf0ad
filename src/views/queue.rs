//! The list of documents.

use glossator_core::model::DocumentId;
use glossator_core::query::{Queue, QueueFilter, grouped, queue};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::hint::{KeysOf, shortcut_of};
use super::queue_row::Row;
use crate::components::button::IconButton;
use crate::components::icon::{Icon, IconView};
use crate::components::segmented::Segmented;
use crate::components::virtual_list::VirtualList;
use crate::platform::page;
use crate::state::fields::Field;
use crate::state::{App, app, commands, places};

/// The id of the pane.
pub const PANE: &str = "queue";
/// The id of the list.
pub const LIST: &str = "queue-list";
/// As `.doc.vrow` in the stylesheet.
const ROW_HEIGHT: f64 = 64.0;

/// The pane of documents; a drawer on small screens.
#[component]
pub fn QueuePane() -> impl IntoView {
    let app = app();
    let list = Memo::new(move |_| {
        let (filter, search) = (app.ui.queue.filter.get(), app.ui.queue.search.get());
        let layer = app.session.author().map(|a| a.layer);
        layer
            .and_then(|layer| app.session.documents(|p| queue(p, layer, filter, &search)))
            .unwrap_or_default()
    });
    let rows = Memo::new(move |_| list.with(|l| l.rows.clone()));
    let leave = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            super::frame::leave_queue(app);
        }
    };
    view! {
        <aside
            class="queue"
            class:open=move || app.ui.queue.drawer.get()
            id=PANE
            tabindex="-1"
            aria-label="Documents"
            on:keydown=leave
        >
            <div class="qhead">
                <SearchField rows/>
                <Segmented
                    label="Filter by status"
                    options=QueueFilter::ALL.map(|f| (f, f.title().to_owned())).to_vec()
                    value=app.ui.queue.filter
                    on_change=move |filter| app.ui.queue.filter.set(filter)
                    fill=true
                />
                <Progress list/>
            </div>
            <Show when=move || !rows.with(Vec::is_empty) fallback=move || view! { <Nothing list/> }>
                <VirtualList
                    label="Document list"
                    id=LIST
                    rows
                    current=app.session.current
                    row_height=ROW_HEIGHT
                    row_class="doc"
                    draw=move |id| view! { <Row id/> }
                    on_choose=move |id| open(app, id)
                />
            </Show>
            <div class="qfoot">
                <button
                    type="button"
                    class="btn ghost"
                    aria-haspopup="dialog"
                    aria-keyshortcuts=shortcut_of("open-documents")
                    on:click=move |_| { commands::run(app, "open-documents"); }
                >
                    <IconView icon=Icon::Plus/>
                    "Open documents"
                    <KeysOf command="open-documents"/>
                </button>
                <IconButton icon=Icon::Check label="Choose documents" on_press=move |()| { commands::run(app, "documents"); }/>
            </div>
        </aside>
    }
}

/// Shows a document and goes on in its text, where the keys for marking work.
fn open(app: App, id: DocumentId) {
    spawn_local(async move {
        places::show(app, id, None).await;
        // Before the panes are told: they wait while keys go to the text.
        page::focus("text");
    });
}

/// Finds documents by title, name and publisher.
#[component]
fn SearchField(
    /// The shown documents.
    rows: Memo<Vec<DocumentId>>,
) -> impl IntoView {
    let app = app();
    let key = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => page::focus(LIST),
            "Enter" => {
                if let Some(first) = rows.with_untracked(|rows| rows.first().copied()) {
                    open(app, first);
                    // It was found: left here, the words would narrow every later step.
                    app.ui.queue.search.set(String::new());
                }
            }
            "Escape" if !app.ui.queue.search.with_untracked(String::is_empty) => {
                app.ui.queue.search.set(String::new())
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <div class="field">
            <IconView icon=Icon::Search small=true/>
            <input
                type="search"
                id=Field::Queue.id()
                placeholder="Find a document"
                aria-label="Find a document"
                aria-keyshortcuts=shortcut_of("find-document")
                autocomplete="off"
                spellcheck="false"
                prop:value=move || app.ui.queue.search.get()
                on:input=move |event| app.ui.queue.search.set(event_target_value(&event))
                on:keydown=key
            />
            <KeysOf command="find-document"/>
        </div>
    }
}

/// How many documents are done.
#[component]
fn Progress(
    /// The list.
    list: Memo<Queue>,
) -> impl IntoView {
    let counts = Memo::new(move |_| list.with(|l| l.counts));
    #[allow(clippy::cast_precision_loss, reason = "a project has fewer than 2^52 documents")]
    let share = move |part: usize| {
        format!("{:.2}%", 100.0 * part as f64 / counts.get().all().max(1) as f64)
    };
    let words = move || {
        let c = counts.get();
        format!("{} done, {} in progress, {} to do", c.done, c.in_progress, c.todo)
    };
    let app = app();
    // A search says how much it found; the bar below stays that of all documents.
    let found = Memo::new(move |_| {
        let searching = app.ui.queue.search.with(|s| !s.trim().is_empty());
        searching.then(|| list.with(|l| l.rows.len()))
    });
    let first = move || match found.get() {
        Some(n) => (grouped(n), "found"),
        None => (grouped(counts.get().done), "done"),
    };
    view! {
        <div class="qprog">
            <div class="row">
                <span><b>{move || first().0}</b>" of "{move || grouped(counts.get().all())}" "{move || first().1}</span>
                <span class="muted">{move || grouped(counts.get().in_progress)}" in progress · "{move || grouped(counts.get().todo)}" to do"</span>
            </div>
            <div class="bar" role="img" aria-label=words>
                <i style=("--v", move || share(counts.get().done))></i>
                <i class="b" style=("--v", move || share(counts.get().in_progress))></i>
            </div>
        </div>
    }
}

/// Why the list is empty and what fills it.
#[component]
fn Nothing(
    /// The list.
    list: Memo<Queue>,
) -> impl IntoView {
    let app = app();
    let all = move |_| {
        app.ui.queue.show_all();
        page::focus(Field::Queue.id());
    };
    view! {
        <div class="qlist">
            <Show
                when=move || list.with(|l| l.counts.all() > 0)
                fallback=|| view! { <p class="empty">"No documents yet. Open documents to fill this list."</p> }
            >
                <p class="empty" role="status">
                    {move || if app.ui.queue.search.with(|s| s.trim().is_empty()) {
                        "No document with this status."
                    } else {
                        "No document with these words in its title, name or publisher."
                    }}
                </p>
                <p class="empty"><button type="button" class="btn sm" on:click=all>"Show all documents"</button></p>
            </Show>
        </div>
    }
}
