//! The project: its name, who annotates, and the other projects of this browser.

use glossator_core::actions::documents;
use glossator_core::formats::file_stem;
use glossator_core::model::ProjectId;
use glossator_core::model::presets::Preset;
use glossator_core::query::counted;
use glossator_core::store::ProjectInfo;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::dialogs::close;
use crate::components::choice::Select;
use crate::components::dialog::Dialog;
use crate::components::editable::Editable;
use crate::components::icon::{Icon, IconView};
use crate::platform::files::Picked;
use crate::platform::{download, focus};
use crate::state::{App, acts, app, exports, places};

/// The id of the field for a new project's name.
const NEW: &str = "new-project-name";

/// The project: its name, who annotates, and the other projects of this browser.
#[component]
pub fn ProjectDialog() -> impl IntoView {
    let app = app();
    let projects = RwSignal::new(Vec::<ProjectInfo>::new());
    let refresh = move || {
        spawn_local(async move {
            match app.session.projects().await {
                // The dialog may be closed by now.
                Ok(list) => {
                    let _ = projects.try_set(list);
                }
                Err(error) => app.ui.error(error.to_string()),
            }
        });
    };
    // Anew as well when a project opens that was asked for before the dialog.
    Effect::new(move |_| {
        app.session.project(|_| ());
        refresh();
    });
    let rows = move || {
        let open = app.session.project(|p| p.id());
        let row = |info: ProjectInfo| {
            let current = open == Some(info.id);
            (info, current)
        };
        projects.get().into_iter().map(row).collect::<Vec<_>>()
    };
    view! {
        <Dialog title="Project" class="err" on_close=move |()| close(app)>
            <div class="db">
                {app.session.read(|_| ()).is_some().then(|| view! { <Names/> })}
                <div class="note">
                    <IconView icon=Icon::Saved/>
                    <span>
                        "Texts and marks are in this browser, on this device, and nowhere else. Export writes a copy to a file."
                        {move || exports::words(app).map(|words| view! { <b>" "{words}"."</b> })}
                    </span>
                </div>
                <Aside/>
                <section class="grp" aria-label="Projects in this browser">
                    <h3 class="sech">"Projects in this browser"</h3>
                    <div id="projects">
                        <For each=rows key=|(info, current)| (info.id, info.seq, info.name.clone(), *current) let((info, current))>
                            <ProjectRow info current on_deleted=move |()| refresh()/>
                        </For>
                    </div>
                </section>
                <NewProject/>
            </div>
        </Dialog>
    }
}

/// What could not be read of the open project, for whoever can mend it.
#[component]
fn Aside() -> impl IntoView {
    let app = app();
    let count = RwSignal::new(0);
    let Some((id, name)) = app.session.read(|p| (p.id(), p.name().to_owned())) else {
        return ().into_any();
    };
    spawn_local(async move {
        // The dialog may be closed by now. That the storage fails is said elsewhere.
        if let Ok(n) = app.session.store().count_aside(id).await {
            let _ = count.try_set(n);
        }
    });
    let name = StoredValue::new(name);
    let download = move |_| download_rows(app, id, name.get_value(), true);
    view! {
        <Show when=move || count.get() != 0>
            <div class="note warn row wrap">
                <span>
                    {move || counted(count.get(), "row", "rows")}
                    " of this project could not be read. Kept aside, as found."
                </span>
                <span class="grow"></span>
                <button type="button" class="btn sm" on:click=download>"Download them"</button>
            </div>
        </Show>
    }
    .into_any()
}

/// Hands out a project's rows as they are, readable or not.
fn download_rows(app: App, id: ProjectId, name: String, only_aside: bool) {
    spawn_local(async move {
        let rows = app.session.store().raw_rows(id, only_aside).await;
        let saved = rows.map_err(|e| e.to_string()).and_then(|rows| {
            let kind = if only_aside { "aside" } else { "rows" };
            let file = format!("{}.{kind}.jsonl", file_stem(&name));
            let file = Picked::of_text(file, &rows);
            download::save(&file.ok_or("the browser has no room for the file")?)
        });
        if let Err(why) = saved {
            app.ui.error(format!("Nothing was saved: {why}"));
        }
    });
}

/// The project's name and the annotator's.
#[component]
fn Names() -> impl IntoView {
    let app = app();
    let name =
        Signal::derive(move || app.session.project(|p| p.name().to_owned()).unwrap_or_default());
    let annotator =
        Signal::derive(move || app.session.annotator().map(|a| a.name).unwrap_or_default());
    let rename = move |text: String| {
        acts::edit(app, |p| documents::set_project_name(p, &text));
    };
    let call = move |text: String| {
        let Some(author) = app.session.author() else { return };
        acts::edit(app, |p| documents::set_annotator_name(p, author.by, &text));
    };
    view! {
        <div class="kv">
            <label class="k" for="project-name">"Name"</label>
            <Editable id="project-name" label="" value=name on_commit=rename back=""/>
            <label class="k" for="annotator-name">"Annotator"</label>
            <Editable id="annotator-name" label="" value=annotator on_commit=call back=""/>
        </div>
    }
}

/// A kept project.
#[component]
fn ProjectRow(
    /// Which.
    info: ProjectInfo,
    /// Whether it is the open one.
    current: bool,
    /// Called when it was deleted.
    #[prop(into)]
    on_deleted: Callback<()>,
) -> impl IntoView {
    let app = app();
    let ProjectInfo { id, name, seq, problem } = info;
    let readable = problem.is_none();
    let state = match (current, problem) {
        (true, _) => "open now".to_owned(),
        (false, Some(problem)) => problem.to_string(),
        (false, None) => counted(usize::try_from(seq).unwrap_or(usize::MAX), "change", "changes"),
    };
    let asking = RwSignal::new(false);
    let ask_id = format!("delete-{id}");
    let open = move |_| {
        close(app);
        spawn_local(async move {
            places::switch(app, id).await;
        });
    };
    let keep_id = ask_id.clone();
    let ask = move |_| {
        asking.set(true);
        focus::soon(keep_id.clone());
    };
    let delete_name = format!("Delete {name}…");
    let delete = view! {
        <button type="button" class="btn sm ghost" aria-label=delete_name on:click=ask>"Delete…"</button>
    };
    let tools = {
        let name = name.clone();
        move || {
            let open_name = format!("Open {name}");
            let rows_name = format!("Download the rows of {name}");
            let name = name.clone();
            let rows = move |_| download_rows(app, id, name.clone(), false);
            view! {
                {if readable {
                    view! { <button type="button" class="btn sm" aria-label=open_name on:click=open>"Open"</button> }.into_any()
                } else {
                    view! { <button type="button" class="btn sm" aria-label=rows_name on:click=rows>"Download its rows"</button> }.into_any()
                }}
            }
        }
    };
    let question = if current {
        let exported = untrack(|| exports::words(app)).unwrap_or_default();
        format!(
            "Delete “{name}”, which is open now, with its texts and marks? This cannot be undone. \
             {exported}. Another project of this browser is opened then, or the first screen is shown."
        )
    } else {
        format!("Delete “{name}” with its texts and marks? This cannot be undone.")
    };
    view! {
        <div>
        <div class="frow">
            <IconView icon=if current { Icon::Check } else { Icon::Book }/>
            <span>
                <b><bdi>{name}</bdi></b>
                <span class="muted">{state}</span>
            </span>
            <span class="grow"></span>
            {(!current).then_some(tools)}
            {delete}
        </div>
        {move || asking.get().then(|| view! { <Ask id current ask_id=ask_id.clone() question=question.clone() asking on_deleted/> })}
        </div>
    }
}

/// Asks before a project is deleted: Undo cannot bring it back.
#[component]
fn Ask(
    /// The project.
    id: ProjectId,
    /// Whether it is the open one.
    current: bool,
    /// The id of the button that keeps it.
    ask_id: String,
    /// The question.
    question: String,
    /// Whether it is asked.
    asking: RwSignal<bool>,
    /// Called when it was deleted.
    on_deleted: Callback<()>,
) -> impl IntoView {
    let app = app();
    let delete = move |_| {
        if current {
            close(app);
            return spawn_local(places::delete_open(app));
        }
        spawn_local(async move {
            match app.session.delete_project(id).await {
                Ok(()) => {
                    exports::forget(id);
                    hand_on();
                    // Does nothing if the dialog is closed by now.
                    let _ = on_deleted.try_run(());
                }
                Err(error) => app.ui.error(format!("The project was not deleted: {error}")),
            }
        });
    };
    let keep = move |_| {
        hand_on();
        asking.set(false);
    };
    view! {
        <div class="note bad row wrap" role="group" aria-label="Delete a project">
            <span><bdi>{question}</bdi></span>
            <span class="grow"></span>
            <button type="button" class="btn sm" id=ask_id on:click=keep>"Keep it"</button>
            <button type="button" class="btn sm danger" on:click=delete>"Delete for good"</button>
        </div>
    }
}

/// From what was asked, the focus goes back to the row, or to the next one's.
fn hand_on() {
    focus::hand_on("#projects > div", NEW);
}

/// Makes an empty project.
#[component]
fn NewProject() -> impl IntoView {
    let app = app();
    let name = RwSignal::new(String::new());
    let preset = RwSignal::new("0".to_owned());
    let options = Preset::ALL
        .iter()
        .enumerate()
        .map(|(n, p)| (n.to_string(), p.title().to_owned()))
        .collect::<Vec<_>>();
    let make = move || {
        let chosen =
            preset.with_untracked(|p| p.parse::<usize>().ok()).and_then(|n| Preset::ALL.get(n));
        let name = name.get_untracked().trim().to_owned();
        let name = if name.is_empty() { "New project".to_owned() } else { name };
        let preset = chosen.copied().unwrap_or(Preset::News);
        close(app);
        spawn_local(async move {
            places::new_project(app, name, preset).await;
        });
    };
    let sample = move |_| {
        close(app);
        spawn_local(async move {
            places::open_sample(app).await;
            focus::soon("text");
        });
    };
    view! {
        <section class="grp" aria-label="New project">
            <h3 class="sech">"New project"</h3>
            <form
                class="row g4 wrap"
                on:submit=move |event| {
                    event.prevent_default();
                    make();
                }
            >
                <div class="field w-m">
                    <input
                        type="text"
                        dir="auto"
                        autocomplete="off"
                        id=NEW
                        placeholder="Name"
                        aria-label="Name of the new project"
                        prop:value=name
                        on:input=move |event| name.set(event_target_value(&event))
                    />
                </div>
                <Select id="new-project-labels" label="Labels of the new project" options value=preset on_change=move |v| preset.set(v)/>
                <button type="submit" class="btn">"Make an empty project"</button>
            </form>
            <p class="row">
                <button type="button" class="btn" on:click=sample>"Open the sample project"</button>
                <span class="muted">"5 invented articles, in a project of their own"</span>
            </p>
        </section>
    }
}
