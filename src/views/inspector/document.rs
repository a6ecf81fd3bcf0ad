//! Nothing selected: the document's lists, how far it is, what is known of it.

use glossator_core::actions::documents;
use glossator_core::model::{AnnotationId, DocumentId, LayerStatus, MetaField, Status, Task};
use glossator_core::query::{counted, other_fields};
use glossator_core::repeats::Also;
use leptos::prelude::*;

use super::lists::{Claims, Entities};
use super::subject::{TEXT, TITLE, selected_words};
use crate::components::button::IconButton;
use crate::components::editable::Editable;
use crate::components::icon::{Icon, IconView};
use crate::components::segmented::Segmented;
use crate::platform::focus;
use crate::state::{acts, app, find, places};

/// The lists of a document and its details.
#[component]
pub fn DocumentPanel(
    /// The mark that was selected last.
    last: RwSignal<Option<AnnotationId>>,
) -> impl IntoView {
    let app = app();
    let beside = app.session.beside;
    let current = app.session.current;
    view! {
        <div class="ihead"><h2 id=TITLE tabindex="-1">"This document"</h2></div>
        {move || match beside.get() {
            // The panes' turn comes when the page is drawn.
            other if other != current.get_untracked() => ().into_any(),
            None => view! { <p class="empty">"Open a document to mark it."</p> }.into_any(),
            Some(id) => {
                view! {
                    <p class="empty">
                        "Select a mark to see its details, or press "<kbd>"J"</kbd>" for the first one."
                    </p>
                    <Claims last/>
                    <Entities last/>
                    <Repeated id/>
                    <Progress id/>
                    <Details id/>
                }
                    .into_any()
            }
        }}
    }
}

/// Passages of the document that stand elsewhere too.
#[component]
fn Repeated(
    /// The document.
    id: DocumentId,
) -> impl IntoView {
    let app = app();
    let found = Memo::new(move |_| {
        app.find.repeats.track();
        app.session.documents(|_| ());
        find::also(app, id)
    });
    let words = move || {
        app.find.repeats.with(|repeats| match (&repeats.list, repeats.read) {
            (_, Some(_)) => "Repeated passages are being looked for".to_owned(),
            (None, None) => "Find repeated passages".to_owned(),
            (Some(_), None) => match found.with(Vec::len) {
                0 => "No passage stands elsewhere too".to_owned(),
                n => counted(n, "passage also stands", "passages also stand") + " elsewhere",
            },
        })
    };
    let row = move |also: Also| {
        let head = app.find.repeats.with_untracked(|repeats| {
            let list = repeats.list.as_deref().unwrap_or_default();
            list.get(also.passage as usize).map(|r| r.head.clone()).unwrap_or_default()
        });
        let documents = counted(also.documents as usize, "document", "documents");
        view! {
            <li class="row">
                <button type="button" class="lnk trunc" on:click=move |_| find::open_passage(app, also.passage)>
                    <bdi>{head}</bdi>
                </button>
                <span class="muted nowrap end">{format!("also in {documents}")}</span>
            </li>
        }
    };
    let rows = move || found.get().into_iter().take(LISTED).map(row).collect_view();
    view! {
        <div class="isec">
            <h3 class="sech">"Repeated passages"</h3>
            <Show when=move || !found.with(Vec::is_empty)>
                <ul class="col g2" aria-label="Passages that other documents have too">{rows}</ul>
            </Show>
            <p><button type="button" class="lnk" on:click=move |_| find::open_repeats(app, false)>{words}</button></p>
        </div>
    }
}

/// How many passages are listed; the panel shows all.
const LISTED: usize = 6;

/// How far the two tasks are.
#[component]
fn Progress(
    /// The document.
    id: DocumentId,
) -> impl IntoView {
    let app = app();
    let status = Memo::new(move |_| {
        let layer = app.session.author()?.layer;
        app.session.documents(|p| p.documents().get(&id).map(|d| d.status(layer)))?
    });
    let options = || {
        vec![
            (Status::Todo, "To do".to_owned()),
            (Status::InProgress, "In progress".to_owned()),
            (Status::Done, "Done".to_owned()),
        ]
    };
    let of = move |task: Task| {
        Signal::derive(move || {
            let LayerStatus { entities, claims } = status.get().unwrap_or_default();
            match task {
                Task::Entities => entities,
                Task::Claims => claims,
            }
        })
    };
    let set = move |task: Task| {
        move |to: Status| {
            let Some(author) = app.session.author() else { return };
            if to != of(task).get_untracked() {
                acts::edit(app, |p| documents::set_task_status(p, id, author.layer, task, to));
            }
        }
    };
    view! {
        <div class="isec">
            <h3 class="sech">"How far it is"</h3>
            <div class="kv">
                <span class="k">"Entities"</span>
                <Segmented label="Entities: how far" options=options() value=of(Task::Entities) on_change=set(Task::Entities)/>
                <span class="k">"Claims"</span>
                <Segmented label="Claims: how far" options=options() value=of(Task::Claims) on_change=set(Task::Claims)/>
            </div>
        </div>
    }
}

/// What is known of the document.
#[component]
fn Details(
    /// The document.
    id: DocumentId,
) -> impl IntoView {
    let app = app();
    let words = Memo::new(move |_| selected_words(app));
    let fields = MetaField::ALL.map(|field| {
        let html = format!("document-{}", field.as_str());
        let value = Signal::derive(move || {
            let value = app.session.documents(|p| p.documents().get(&id)?.meta(field).map(str::to_owned));
            value.flatten().unwrap_or_default()
        });
        let from_selection = move |()| {
            if let Some(words) = words.get_untracked() {
                acts::edit(app, |p| documents::set_meta(p, id, field, &words));
            }
        };
        view! {
            <label class="k" for=html.clone()>{field.title()}</label>
            <div class="row g2">
                <Editable
                    id=html
                    label=""
                    value
                    on_commit=move |text: String| { acts::edit(app, |p| documents::set_meta(p, id, field, &text)); }
                    class="grow"
                    back=TEXT
                />
                <Show when=move || words.get().is_some()>
                    <IconButton
                        icon=Icon::Quote
                        label=format!("{}: take the selected text", field.title())
                        class="sm"
                        on_press=from_selection
                    />
                </Show>
            </div>
        }
    });
    let fields = fields.into_iter().collect_view();
    let remove = move |_| {
        places::remove_documents(app, vec![id]);
        // It stays, whichever document is shown next.
        focus::soon(TITLE);
    };
    view! {
        <div class="isec last">
            <h3 class="sech">"About this document"</h3>
            <div class="kv">{fields}</div>
            <OtherFields id/>
            <p class="row">
                <button type="button" class="btn ghost sm" on:click=remove>
                    <IconView icon=Icon::Trash small=true/>
                    "Remove this document"
                </button>
            </p>
        </div>
    }
}

/// What the document's file said besides; it is kept as it came.
#[component]
fn OtherFields(
    /// The document.
    id: DocumentId,
) -> impl IntoView {
    let app = app();
    let all = Memo::new(move |_| {
        let of = app.session.documents(|p| p.documents().get(&id).map(other_fields));
        of.flatten().unwrap_or_default()
    });
    let row = |(name, value): (String, String)| {
        view! {
            <dt><bdi>{name}</bdi></dt>
            <dd dir="auto">{value}</dd>
        }
    };
    view! {
        <Show when=move || !all.with(Vec::is_empty)>
            <h4 class="muted" id="document-other">"Also in its file"</h4>
            <dl class="kv" aria-labelledby="document-other">
                {move || all.get().into_iter().map(row).collect_view()}
            </dl>
        </Show>
    }
}
