//! Documents that are chosen together: to be exported, said to be done, or removed.

use std::sync::Arc;

use glossator_core::actions::{Edit, EditError, documents};
use glossator_core::model::{DocumentId, Status};
use glossator_core::query::{
    QueueFilter, Ticks, counted, grouped, queue, queue_row, removal_question,
};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::dialogs::close;
use super::transfer::export::ExportDialog;
use crate::components::dialog::Dialog;
use crate::components::icon::{Icon, IconView};
use crate::components::kbd::Keys;
use crate::components::segmented::Segmented;
use crate::components::virtual_list::{Many, VirtualList};
use crate::platform::{focus, page};
use crate::state::{App, acts, app, places};
use crate::views::hint::caps;

/// The id of the list.
const LIST: &str = "chosen-documents";
/// The id of the button that keeps them.
const KEEP: &str = "keep-documents";
/// As `.drow.vrow` in the stylesheet.
const ROW_HEIGHT: f64 = 44.0;

/// Several documents, and what becomes of them.
#[component]
pub fn DocumentsDialog() -> impl IntoView {
    let chosen = RwSignal::new(Ticks::<DocumentId>::default());
    let exporting = RwSignal::new(false);
    move || {
        if exporting.get() {
            let these: Arc<[DocumentId]> = chosen.with_untracked(Ticks::rows).into();
            view! { <ExportDialog these=Some(these)/> }.into_any()
        } else {
            view! { <Choosing chosen exporting/> }.into_any()
        }
    }
}

/// The list, and what can be done.
#[component]
fn Choosing(
    /// The ticked documents.
    chosen: RwSignal<Ticks<DocumentId>>,
    /// Whether they are to be exported.
    exporting: RwSignal<bool>,
) -> impl IntoView {
    let app = app();
    let filter = RwSignal::new(QueueFilter::All);
    let search = RwSignal::new(String::new());
    let rows = Memo::new(move |_| {
        let layer = app.session.author()?.layer;
        search.with(|s| app.session.documents(|p| queue(p, layer, filter.get(), s).rows))
    });
    let rows = Memo::new(move |_| rows.get().unwrap_or_default());
    view! {
        <Dialog title="Documents" note="Choose several: to export, say how far they are, or remove them." class="docs" on_close=move |()| close(app)>
            <div class="db">
                <div class="row g4 wrap">
                    <Search search/>
                    <Segmented
                        label="Filter by status"
                        options=QueueFilter::ALL.map(|f| (f, f.title().to_owned())).to_vec()
                        value=filter
                        on_change=move |f| filter.set(f)
                    />
                </div>
                <List chosen rows/>
                <Acts chosen/>
            </div>
            <Foot chosen exporting/>
        </Dialog>
    }
}

/// Finds documents by title, name and publisher.
#[component]
fn Search(
    /// What is searched for.
    search: RwSignal<String>,
) -> impl IntoView {
    let key = move |event: KeyboardEvent| {
        if event.key() == "ArrowDown" && !event.is_composing() {
            event.prevent_default();
            page::focus(LIST);
        }
    };
    view! {
        <div class="field grow">
            <IconView icon=Icon::Search small=true/>
            <input
                type="search"
                placeholder="Find a document"
                aria-label="Find a document"
                autocomplete="off"
                spellcheck="false"
                autofocus
                prop:value=search
                on:input=move |event| search.set(event_target_value(&event))
                on:keydown=key
            />
        </div>
    }
}

/// The documents with their ticks.
#[component]
fn List(
    /// The ticked ones.
    chosen: RwSignal<Ticks<DocumentId>>,
    /// Those in the list.
    rows: Memo<Vec<DocumentId>>,
) -> impl IntoView {
    // Where the arrows are: a range goes on from there.
    let at = RwSignal::new(None::<DocumentId>);
    // Whether the press has Shift with it.
    let ranges = StoredValue::new(false);
    let extend = move |from: DocumentId, to: DocumentId| {
        rows.with_untracked(|rows| chosen.update(|c| c.extend(rows, from, to)));
        at.set(Some(to));
    };
    let tick = move |id: DocumentId| {
        let with_shift = ranges.try_update_value(std::mem::take) == Some(true);
        match at.get_untracked().filter(|_| with_shift) {
            Some(from) => extend(from, id),
            None => {
                chosen.update(|c| c.toggle(id));
                at.set(Some(id));
            }
        }
    };
    let many = Many {
        ticked: Callback::new(move |id| chosen.with(|c| c.has(id))),
        on_tick: Callback::new(tick),
        on_enter: Callback::new(tick),
        follows: true,
    };
    let key = move |event: KeyboardEvent| {
        let all = (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("a");
        if all {
            rows.with_untracked(|rows| chosen.update(|c| c.add(rows)));
        } else if event.shift_key() && !event.ctrl_key() && !event.alt_key() && !event.meta_key() {
            let moved = rows.with_untracked(|rows| {
                let now = at.get_untracked();
                let here = now.and_then(|id| rows.iter().position(|row| *row == id)).unwrap_or(0);
                let last = rows.len().checked_sub(1)?;
                let to = match event.key().as_str() {
                    "ArrowDown" => (here + 1).min(last),
                    "ArrowUp" => here.saturating_sub(1),
                    "Home" => 0,
                    "End" => last,
                    _ => return None,
                };
                Some((*rows.get(here)?, *rows.get(to)?))
            });
            let Some((from, to)) = moved else { return };
            extend(from, to);
        } else {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let any = Memo::new(move |_| !rows.with(Vec::is_empty));
    view! {
        <Show when=move || any.get() fallback=|| view! { <p class="empty" role="status">"No document fits"</p> }>
            <div class="dlist" on:keydown=key on:mousedown=move |event| ranges.set_value(event.shift_key())>
                <VirtualList
                    label="Documents"
                    id=LIST
                    rows
                    current=at
                    row_height=ROW_HEIGHT
                    row_class="drow"
                    draw=move |id| view! { <Row id/> }
                    on_choose=move |id| at.set(Some(id))
                    many=Some(many)
                />
            </div>
        </Show>
    }
}

/// A document.
#[component]
fn Row(
    /// Which.
    id: DocumentId,
) -> impl IntoView {
    let app = app();
    let row = Memo::new(move |_| {
        let layer = app.session.author()?.layer;
        app.session.documents(|p| queue_row(p, layer, id)).flatten()
    });
    move || {
        row.get().map(|row| {
            let marks = counted((row.spans + row.claims) as usize, "mark", "marks");
            view! {
                // All of the row ticks it.
                <span class="tick">
                    <IconView icon=Icon::Check small=true/>
                    <bdi class="trunc" lang=row.lang>{row.title}</bdi>
                    {row.publisher.map(|p| view! { <bdi class="trunc muted">{p}</bdi> })}
                    <span class="end muted">{row.status.title()}" · "{marks}</span>
                </span>
            }
        })
    }
}

/// What is done with the chosen documents: their status, and removing them.
#[component]
fn Acts(
    /// The ticked ones.
    chosen: RwSignal<Ticks<DocumentId>>,
) -> impl IntoView {
    let app = app();
    let asking = RwSignal::new(None::<String>);
    let none = Memo::new(move |_| chosen.with(Ticks::is_empty));
    // It was asked about others.
    Effect::new(move |_| {
        chosen.track();
        asking.set(None);
    });
    let status = move |status: Status| {
        // Where none would change there is nothing to press.
        let idle = Memo::new(move |_| {
            app.session.documents(|_| ());
            chosen.with(|c| set(app, &c.rows(), status).is_none_or(|edit| edit.is_err()))
        });
        let act = move |_| {
            let ids = chosen.with_untracked(Ticks::rows);
            close(app);
            if let Some(edit) = set(app, &ids, status) {
                acts::perform(app, edit);
            }
        };
        view! { <button type="button" class="btn sm" disabled=idle on:click=act>{status.title()}</button> }
    };
    let ask = move |_| {
        let Some(layer) = app.session.author().map(|a| a.layer) else { return };
        let ids = chosen.with_untracked(Ticks::rows);
        asking.set(app.session.read(|p| removal_question(p, &ids, layer)));
        focus::soon(KEEP);
    };
    let remove = move |_| {
        let ids = chosen.with_untracked(Ticks::rows);
        close(app);
        places::remove_documents(app, ids);
    };
    let keep = move |_| {
        focus::hand_to(LIST);
        asking.set(None);
    };
    view! {
        <div class="row g4 wrap">
            <span class="row g4 wrap" role="group" aria-label="Status of the chosen documents">
                <span class="soft">"Set the status to"</span>
                {[Status::Todo, Status::InProgress, Status::Done].map(status).collect_view()}
            </span>
            <span class="grow"></span>
            <button type="button" class="btn sm ghost" disabled=none on:click=ask>
                <IconView icon=Icon::Trash small=true/>
                "Remove…"
            </button>
        </div>
        {move || asking.get().map(|question| view! {
            <div class="note bad row wrap" role="group" aria-label="Remove documents">
                <span>{question}</span>
                <span class="grow"></span>
                <button type="button" class="btn sm" id=KEEP on:click=keep>"Keep them"</button>
                <button type="button" class="btn sm danger" on:click=remove>"Remove"</button>
            </div>
        })}
    }
}

/// What setting a status of documents does.
fn set(app: App, ids: &[DocumentId], status: Status) -> Option<Result<Edit, EditError>> {
    let (author, at) = (app.session.author()?, app.ui.front.get_untracked().task());
    app.session.read(|p| documents::set_statuses(p, ids, author.layer, at, status))
}

/// How many are chosen, and the buttons.
#[component]
fn Foot(
    /// The ticked documents.
    chosen: RwSignal<Ticks<DocumentId>>,
    /// Whether they are to be exported.
    exporting: RwSignal<bool>,
) -> impl IntoView {
    let app = app();
    let count = Memo::new(move |_| chosen.with(Ticks::len));
    let words = move || match count.get() {
        0 => "None chosen. Space chooses, Shift with the arrows chooses several.".to_owned(),
        n => format!("{} of {} chosen", grouped(n), grouped(all(app))),
    };
    view! {
        <div class="df">
            <span class="soft" role="status">{words}</span>
            <span class="grow"></span>
            <Show when=move || { count.get() > 0 }>
                <button
                    type="button"
                    class="btn lg"
                    on:click=move |_| {
                        focus::hand_to(LIST);
                        chosen.update(Ticks::clear);
                    }
                >
                    "Choose none"
                </button>
            </Show>
            <button type="button" class="btn lg" on:click=move |_| close(app)>
                "Close" <Keys caps=caps("Escape")/>
            </button>
            <button
                type="button"
                class="btn primary lg"
                aria-haspopup="dialog"
                disabled=move || count.get() == 0
                on:click=move |_| exporting.set(true)
            >
                <IconView icon=Icon::Export/>
                {move || match count.get() {
                    0 => "Export".to_owned(),
                    n => format!("Export {}", counted(n, "document", "documents")),
                }}
            </button>
        </div>
    }
}

/// How many documents there are.
fn all(app: App) -> usize {
    app.session.documents(|p| p.documents().len()).unwrap_or_default()
}
