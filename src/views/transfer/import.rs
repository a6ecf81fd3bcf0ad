//! The import screen: files in, a look at what they hold, and what becomes of it.

use glossator_core::query::{Tally, counted, grouped, size_words};
use glossator_core::store::ProjectInfo;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::check::{FirstDocuments, OffsetsCheck, Problems};
use super::files::FileList;
use super::labels::LabelTable;
use super::person::PersonChoice;
use super::progress::ProgressView;
use crate::components::dialog::Dialog;
use crate::components::icon::{Icon, IconView};
use crate::components::kbd::Keys;
use crate::platform::{files, focus, page, storage_quota};
use crate::state::app;
use crate::state::import::{self, ProjectFile, ProjectUse};
use crate::views::hint::caps;

/// The id of the button that adds what was read.
const ACT: &str = "import-act";
/// The id of the button that chooses files.
pub const CHOOSE: &str = "import-choose";

/// The import screen.
#[component]
pub fn ImportDialog() -> impl IntoView {
    let app = app();
    let import = app.import;
    let any = Memo::new(move |_| !import.rows().is_empty());
    spawn_local(import.look_for_kept(app));
    let leave = move |()| import::leave(app);
    view! {
        <Dialog title="Open documents" note="Files are read here, in this tab. Nothing is sent anywhere." class="imp" on_close=leave>
            <div class="db im">
                <div class="il">
                    <Chooser/>
                    <Show when=move || import.pasting.get()><Paste/></Show>
                    <ConfirmAll/>
                    <FileList/>
                    <LabelTable/>
                </div>
                <Show when=move || any.get()>
                    <div class="ir">
                        <ProjectChoice/>
                        <PersonChoice/>
                        <Known/>
                        <Problems/>
                        <OffsetsCheck/>
                        <FirstDocuments/>
                    </div>
                </Show>
            </div>
            <Foot on_cancel=Callback::new(leave)/>
        </Dialog>
    }
}

/// Where files are dropped, chosen or pasted.
#[component]
fn Chooser() -> impl IntoView {
    let import = app().import;
    let some = NodeRef::<html::Input>::new();
    let folder = NodeRef::<html::Input>::new();
    let open = move |_| {
        if let Some(field) = some.get_untracked() {
            files::choose(&field);
        }
    };
    let open_folder = move |_| {
        if let Some(field) = folder.get_untracked() {
            files::choose_folder(&field);
        }
    };
    view! {
        <div class="dropzone" class:drag=move || import.dragging.get()>
            <IconView icon=Icon::Import/>
            <p class="only-mouse"><b>{move || if import.rows().is_empty() { "Drop files or a folder" } else { "Drop more files or a folder" }}</b></p>
            <div class="row">
                <button type="button" class="btn" id=CHOOSE autofocus on:click=open>"Choose files"</button>
                <button type="button" class="btn" on:click=open_folder>"Choose a folder"</button>
                <button type="button" class="btn" on:click=move |_| import.pasting.set(true)>
                    "Paste text"
                    <span class="only-mouse"><Keys caps=caps("Ctrl+V")/></span>
                </button>
            </div>
            <input
                type="file"
                hidden
                multiple
                aria-label="Files"
                data-test="files"
                node_ref=some
                on:change=move |event| import.put(files::chosen(&event))
            />
            <input
                type="file"
                hidden
                aria-label="Folder"
                data-test="folder"
                node_ref=folder
                on:change=move |event| import.put(files::chosen(&event))
            />
        </div>
    }
}

/// For many files whose encodings are guesses: to agree to all at once.
#[component]
fn ConfirmAll() -> impl IntoView {
    let import = app().import;
    let open = Memo::new(move |_| import.unconfirmed());
    let confirm = move |_| {
        focus::hand_to(ACT);
        import.confirm_all();
    };
    view! {
        <Show when=move || { open.get() > 1 }>
            <div class="row g4 wrap">
                <span class="soft">{move || format!("The encodings of {} files are guesses", open.get())}</span>
                <button type="button" class="btn sm" on:click=confirm>
                    "Use all guesses"
                </button>
            </div>
        </Show>
    }
}

/// A field for a pasted text, which becomes a document.
#[component]
fn Paste() -> impl IntoView {
    let import = app().import;
    let text = RwSignal::new(String::new());
    Effect::new(|_| page::focus("paste-text"));
    let leave = move || {
        focus::hand_to(CHOOSE);
        import.pasting.set(false);
    };
    let put = move |_| {
        import.put_text(&text.get_untracked());
        leave();
    };
    view! {
        <label class="sech" for="paste-text">"Text of a document"</label>
        <textarea
            id="paste-text"
            class="area paste"
            dir="auto"
            prop:value=move || text.get()
            on:input=move |event| text.set(event_target_value(&event))
        ></textarea>
        <div class="row g4">
            <button type="button" class="btn" disabled=move || text.with(|t| t.trim().is_empty()) on:click=put>
                "Read this text"
            </button>
            <button type="button" class="btn ghost" on:click=move |_| leave()>"Leave it"</button>
        </div>
    }
}

/// For a project file: a project of its own, the one it is of, or documents for this one.
#[component]
fn ProjectChoice() -> impl IntoView {
    let app = app();
    let import = app.import;
    let file = Memo::new(move |_| import.project_file());
    let here = Memo::new(move |_| app.session.project(|p| p.name().to_owned()));
    let radio = move |file: &ProjectFile, how: ProjectUse, title: String, note: String| {
        let file = file.clone();
        view! {
            <label>
                <input
                    type="radio"
                    name="project-file"
                    prop:checked=move || import.use_of(&file) == how
                    on:change=move |_| import.project_use.set(how)
                />
                <span><b><bdi>{title}</bdi></b><span class="muted">{note}</span></span>
            </label>
        }
    };
    let of_kept = move |file: &ProjectFile, kept: &ProjectInfo| {
        let name = &kept.name;
        let changes = counted(usize::try_from(kept.seq).unwrap_or(usize::MAX), "change", "changes");
        // One that cannot be read cannot be gone to.
        let go = kept.problem.is_none().then(|| {
            let note = format!("it has {changes} made here; the file is left as it is");
            radio(file, ProjectUse::Kept, format!("Go to “{name}” in this browser"), note)
        });
        let copy = format!("beside “{name}”, which stays as it is");
        let gone = "its texts, marks and history in this browser are deleted for good".to_owned();
        view! {
            {radio(file, ProjectUse::Open, "Open the file as a copy".to_owned(), copy)}
            {go}
            {radio(file, ProjectUse::Replace, format!("Replace “{name}” by the file"), gone)}
        }
    };
    move || {
        let file = file.get()?;
        let here = here.get();
        // Without a project there is nothing to add to, nor one to go to.
        if here.is_none() && file.kept.is_none() {
            return None;
        }
        let legend = match &file.kept {
            Some(_) => "You have this project already",
            None => "This is a Glossator project",
        };
        let open = match &file.kept {
            Some(kept) => of_kept(&file, kept).into_any(),
            None => {
                let note = "the project that is open now stays in this browser".to_owned();
                let title = format!("Open “{}” as a project", file.name);
                radio(&file, ProjectUse::Open, title, note).into_any()
            }
        };
        let add = here.map(|here| {
            let note = "with their marks, entities and claims".to_owned();
            radio(&file, ProjectUse::Add, format!("Add its documents to “{here}”"), note)
        });
        Some(view! {
            <fieldset class="choices">
                <legend class="sech">{legend}</legend>
                {open}
                {add}
            </fieldset>
        })
    }
}

/// What can be done with marks on texts that are there already.
#[component]
fn Known() -> impl IntoView {
    let app = app();
    let import = app.import;
    let advice = Memo::new(move |_| {
        // A project file that is opened brings all of its own.
        let file = import.project_file();
        let added = app.session.project(|_| ()).is_some()
            && file.is_none_or(|file| import.use_of(&file) == ProjectUse::Add);
        import.known_advice(app).filter(|_| added)
    });
    move || {
        advice.get().map(|words| {
            view! {
                <div class="note warn">
                    <IconView icon=Icon::Warning/>
                    <span>{words}"."</span>
                </div>
            }
        })
    }
}

/// After reading was stopped: to go on with it.
#[component]
fn Rest() -> impl IntoView {
    let import = app().import;
    let stopped = Memo::new(move |_| import.stopped());
    let read = move |_| {
        focus::hand_to(CHOOSE);
        import.read_rest();
    };
    view! {
        <Show when=move || { stopped.get() > 0 }>
            <button type="button" class="btn lg" on:click=read>
                {move || format!("Read the rest ({})", grouped(stopped.get()))}
            </button>
        </Show>
    }
}

/// What will be added, and the buttons.
#[component]
fn Foot(
    /// Leaves the screen.
    on_cancel: Callback<()>,
) -> impl IntoView {
    let app = app();
    let import = app.import;
    let tally = Memo::new(move |_| import.tally(app));
    let reading = Memo::new(move |_| import.progress());
    let as_project = Memo::new(move |_| {
        let alone = app.session.project(|_| ()).is_none();
        import.project_file().filter(|file| alone || import.use_of(file) != ProjectUse::Add)
    });
    let room = RwSignal::new(None::<u64>);
    spawn_local(async move {
        let quota = storage_quota::estimate().await;
        room.try_set(quota.map(storage_quota::Quota::free));
    });
    let words = move || {
        let t = tally.get();
        let spans = if t.spans > 0 {
            format!(", {}", counted(t.spans, "mark", "marks"))
        } else {
            String::new()
        };
        let room = room
            .get()
            .map(|free| format!("Room for about {} more.", size_words(free)))
            .unwrap_or_default();
        // Nothing is added where a project is opened.
        if as_project.with(Option::is_some) {
            return room;
        }
        let (left, counts) = (import.left_out(), tally.with(|t| t.documents > 0 || t.known > 0));
        if let Some(added) = import.added.get().filter(|_| !counts) {
            let left = counted(left, "file is left: look at it", "files are left: look at them");
            return format!("{added}. {left}");
        }
        let left_out = match left {
            0 => String::new(),
            n => format!(" {} left out.", counted(n, "file is", "files are")),
        };
        format!(
            "{}{spans}, {}.{left_out} {room}",
            counted(t.documents, "document", "documents"),
            size_words(t.bytes)
        )
    };
    let known = move || {
        let n = tally.with(|t| t.known);
        (n > 0 && as_project.with(Option::is_none)).then(|| {
            view! {
                <label>
                    <input
                        type="checkbox"
                        class="check"
                        prop:checked=move || import.twice.get()
                        on:change=move |event| import.twice.set(event_target_checked(&event))
                    />
                    <bdi>{format!("also {}", tally.with(Tally::known_words))}</bdi>
                </label>
            }
        })
    };
    let nothing = move || tally.with(|t| t.documents == 0) && as_project.with(Option::is_none);
    let act = move |_| match as_project.get_untracked() {
        Some(file) => spawn_local(import::open_project(app, file)),
        None => spawn_local(import::add(app)),
    };
    let replaces = move || {
        as_project.with(|f| f.as_ref().is_some_and(|f| import.use_of(f) == ProjectUse::Replace))
    };
    let button = move || match as_project.get() {
        Some(file) => match (import.use_of(&file), &file.kept) {
            (ProjectUse::Kept, Some(kept)) => format!("Go to “{}”", kept.name),
            (ProjectUse::Replace, Some(kept)) => format!("Replace “{}” for good", kept.name),
            (_, Some(_)) => format!("Open “{}” as a copy", file.name),
            (_, None) => format!("Open “{}”", file.name),
        },
        None => format!("Add {}", counted(tally.with(|t| t.documents), "document", "documents")),
    };
    // Once all is read, Enter goes on, unless the person is at something else by then.
    Effect::new(move |was: Option<bool>| {
        let busy = reading.get().is_some();
        let idle = focus::is_lost() || focus::is_in(".dropzone");
        if was == Some(true) && !busy && idle && !nothing() {
            focus::soon(ACT);
        }
        busy
    });
    let now = move || reading.get().or_else(|| import.adding.get());
    let shown = Signal::derive(move || now().unwrap_or_default());
    view! {
        <div class="df">
            <Show
                when=move || now().is_some()
                fallback=move || view! {
                    <span class="soft" role="status">{words}</span>
                    <Rest/>
                    {known}
                    <span class="grow"></span>
                }
            >
                {move || match import.adding.get().is_some() {
                    true if as_project.with_untracked(Option::is_some) => {
                        view! { <span class="soft grow" role="status">"Opening the project…"</span> }.into_any()
                    }
                    true => view! { <ProgressView progress=shown what=("document", "documents") label="Adding documents"/> }.into_any(),
                    false => view! {
                        <ProgressView progress=shown what=("file", "files") label="Reading files" on_stop=Callback::new(move |()| import.stop())/>
                    }.into_any(),
                }}
            </Show>
            <button type="button" class="btn lg" on:click=move |_| on_cancel.run(())>
                // Where nothing is about to be added, there is nothing to cancel.
                {move || if nothing() && now().is_none() { "Close" } else { "Cancel" }}
                " "
                <Keys caps=caps("Escape")/>
            </button>
            <button
                type="button"
                id=ACT
                class="btn lg"
                class:primary=move || !replaces()
                class:danger=replaces
                disabled=move || nothing() || now().is_some()
                on:click=act
            >
                <bdi>{button}</bdi>
            </button>
        </div>
    }
}
