//! Opening documents: what was read from each file is said before anything is added.

use glossator_core::actions::import::{Choices, Incoming, add_documents};
use glossator_core::formats::{Imported, Problem, ReadOptions, Severity, bytes, read_any};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Waiting;
use crate::components::dialog::Dialog;
use crate::components::icon::{Icon, IconView};
use crate::platform::chosen::{self as files, Chosen};
use crate::platform::{clock, timer};
use crate::state::session::Phase;
use crate::state::{App, acts, app, places};
use crate::views::dialogs::close;

/// Files above this size are refused: they would not fit the browser's memory several times.
const MAX_BYTES: f64 = 60_000_000.0;

/// What came of one file.
#[derive(Clone)]
struct Row {
    name: String,
    result: Result<Imported, Problem>,
}

impl Row {
    fn documents(&self) -> usize {
        self.result.as_ref().map_or(0, |i| i.project.documents.len())
    }

    fn problems(&self) -> Vec<Problem> {
        match &self.result {
            Ok(imported) => imported.problems.clone(),
            Err(problem) => vec![problem.clone()],
        }
    }
}

/// Reads one file, whatever it is.
async fn read(app: App, chosen: &Chosen) -> Row {
    let name = chosen.name();
    let refuse = |what: String, advice: &str| {
        use glossator_core::formats::ProblemKind;
        Err(Problem::error(&name, ProblemKind::Malformed, what).advise(advice))
    };
    if chosen.len() > MAX_BYTES {
        let what = format!(
            "The file has {:.0} MB; up to {:.0} MB can be opened",
            chosen.len() / 1e6,
            MAX_BYTES / 1e6
        );
        return Row { result: refuse(what, "Split it into smaller files"), name };
    }
    let result = match chosen.read().await {
        Err(error) => refuse(error, "Choose it again"),
        Ok(content) => read_bytes(app, &name, &content),
    };
    Row { name, result }
}

fn read_bytes(app: App, name: &str, content: &[u8]) -> Result<Imported, Problem> {
    use glossator_core::formats::ProblemKind;
    let decoded = bytes::decode_utf8(content).map_err(|e| {
        Problem::error(name, ProblemKind::Malformed, e.to_string())
            .advise("Save it as UTF-8 and open it again")
    })?;
    read_text(app, name, &decoded.text, decoded.bom)
}

fn read_text(app: App, name: &str, text: &str, had_bom: bool) -> Result<Imported, Problem> {
    use glossator_core::model::{AnnotatorId, LayerId};
    let (by, layer) = match app.session.author() {
        Some(author) => (author.by, author.layer),
        None => (clock::fresh(AnnotatorId::new), clock::fresh(LayerId::new)),
    };
    let options = ReadOptions { had_bom, ..ReadOptions::new(by, layer, clock::now()) };
    read_any(name, text, &options, &mut clock::fresh_uuid).map_err(|e| *e.0)
}

/// Adds what was read to the open project; to a new one, if there is none.
async fn add(app: App, rows: Vec<Row>) {
    if app.session.phase.get_untracked() != Phase::Ready {
        use glossator_core::model::presets::Preset;
        places::new_project(app, "New project".to_owned(), Preset::News).await;
    }
    let Some(author) = app.session.author() else { return };
    let incoming: Vec<Incoming> = rows
        .into_iter()
        .filter_map(|row| Some(Incoming { imported: row.result.ok()?, file: row.name }))
        .collect();
    let plan = app.session.read(|p| add_documents(p, incoming, &Choices::default(), author));
    let plan = match plan {
        Some(Ok(plan)) => plan,
        Some(Err(error)) => {
            app.ui.say(error.to_string());
            return;
        }
        None => return,
    };
    // Texts are found by their hash, so that keeping them first is harmless.
    for texts in plan.texts.chunks(200) {
        if let Err(error) = app.session.keep_texts(texts).await {
            app.ui.error(format!("Nothing was added: {error}"));
            return;
        }
    }
    app.session.provide_texts(plan.annotated);
    if acts::perform(app, Ok(plan.edit))
        && let Some(first) = plan.documents.first()
    {
        acts::open_document(app, *first);
    }
}

/// Opens a whole project file as a project of its own.
async fn open_project(app: App, imported: Imported) {
    match imported.project.build() {
        Ok((project, problems)) => {
            places::adopt(app, project).await;
            if !problems.is_empty() {
                app.ui.error(format!("{} marks did not fit and were set aside", problems.len()));
            }
        }
        Err(error) => app.ui.error(error.to_string()),
    }
}

/// Opening documents.
#[component]
pub fn ImportDialog() -> impl IntoView {
    let app = app();
    let rows = RwSignal::new_local(Vec::<Row>::new());
    let progress = RwSignal::new((0usize, 0usize));
    let stop = RwSignal::new(false);
    let paste = RwSignal::new(String::new());
    let field = NodeRef::<html::Input>::new();
    let folder = NodeRef::<html::Input>::new();
    let take = move |files: Vec<Chosen>| {
        if files.is_empty() {
            return;
        }
        stop.set(false);
        progress.set((0, files.len()));
        spawn_local(async move {
            let total = files.len();
            for (i, file) in files.into_iter().enumerate() {
                if stop.try_get_untracked().unwrap_or(true) {
                    break;
                }
                let row = read(app, &file).await;
                if rows.try_update(|rows| rows.push(row)).is_none() {
                    return;
                }
                let _ = progress.try_set((i + 1, total));
                // So that the page can paint, and Stop be pressed.
                if i % 8 == 7 {
                    timer::sleep(0).await;
                }
            }
            let _ = progress.try_set((0, 0));
        });
    };
    Effect::new(move |_| {
        if let Some(folder) = folder.get() {
            files::choose_folders(&folder);
        }
    });
    if let Some(waiting) = use_context::<Waiting>() {
        take(waiting.0.try_update(std::mem::take).unwrap_or_default());
    }
    let add_paste = move |_| {
        let text = paste.get_untracked();
        if !text.trim().is_empty() {
            let name = format!("pasted-{}.txt", &clock::now().to_rfc3339()[..16].replace(':', "."));
            rows.update(|rows| {
                rows.push(Row { result: read_text(app, &name, &text, false), name })
            });
            paste.set(String::new());
        }
    };
    let documents = move || rows.with(|rows| rows.iter().map(Row::documents).sum::<usize>());
    let whole = move || {
        rows.with(|rows| match rows.as_slice() {
            [row] => row.result.as_ref().ok().filter(|i| i.project.head.is_some()).cloned(),
            _ => None,
        })
    };
    let finish = move |_| {
        let rows = rows.get_untracked();
        close(app);
        spawn_local(add(app, rows));
    };
    let row = move |row: Row| {
        let (class, icon) = match &row.result {
            Err(_) => ("frow bad", Icon::Close),
            Ok(i) if i.problems.iter().any(|p| p.severity == Severity::Error) => {
                ("frow warn", Icon::Warning)
            }
            Ok(_) => ("frow ok", Icon::Check),
        };
        let count = match row.documents() {
            0 => "nothing to add".to_owned(),
            1 => "1 document".to_owned(),
            n => format!("{n} documents"),
        };
        let problems = row.problems().into_iter().take(20).map(|p| {
            view! { <li><bdi>{p.to_string()}</bdi></li> }
        });
        view! {
            <li class=class>
                <IconView icon/>
                <span>
                    <b><bdi>{row.name.clone()}</bdi></b>
                    <ul class="muted">{problems.collect_view()}</ul>
                </span>
                <span class="grow"></span>
                <span class="end">{count}</span>
            </li>
        }
    };
    view! {
        <Dialog
            title="Open documents"
            note="Files are read here, in this tab. Nothing is sent anywhere."
            class="imp"
            on_close=move |()| close(app)
        >
            <div class="db im">
                <div class="il">
                    <div class="dropzone">
                        <IconView icon=Icon::Import/>
                        <b>"Drop files or a folder’s files here"</b>
                        <span class="row g4 wrap">
                            <button class="btn" on:click=move |_| { if let Some(f) = field.get() { f.click(); } }>
                                "Choose files"
                            </button>
                            <button class="btn" on:click=move |_| { if let Some(f) = folder.get() { f.click(); } }>
                                "Choose a folder"
                            </button>
                        </span>
                        <input type="file" multiple hidden node_ref=field aria-label="Files to open"
                            on:change=move |_| { if let Some(f) = field.get() { take(files::chosen(&f)); } }/>
                        <input type="file" multiple hidden node_ref=folder aria-label="Folder to open"
                            on:change=move |_| { if let Some(f) = folder.get() { take(files::chosen(&f)); } }/>
                    </div>
                    <ul class="files" aria-label="Files">{move || rows.get().into_iter().map(row).collect_view()}</ul>
                    {move || (progress.get().1 > 0).then(|| {
                        let (done, total) = progress.get();
                        view! {
                            <div class="row g4">
                                <progress class="bar" max=total.to_string() prop:value=done.to_string() aria-label="Files read"></progress>
                                <span class="muted">{format!("{done} of {total} files")}</span>
                                <button class="btn sm" on:click=move |_| stop.set(true)>"Stop"</button>
                            </div>
                        }
                    })}
                </div>
                <div class="ir">
                    <label for="paste" class="sech">"Or paste text"</label>
                    <textarea id="paste" class="area paste" rows="8" dir="auto" prop:value=paste
                        on:input=move |e| paste.set(event_target_value(&e))></textarea>
                    <span><button class="btn" on:click=add_paste>"Take the pasted text"</button></span>
                    <p class="muted">
                        "Plain text and Markdown (.txt, .md), JSON and JSON Lines with a text field, CSV and TSV with a text column, Glossator projects. UTF-8."
                    </p>
                </div>
            </div>
            <div class="df">
                <span class="muted">{move || format!("{} documents", documents())}</span>
                <span class="grow"></span>
                <button class="btn lg" on:click=move |_| close(app)>"Cancel"</button>
                {move || whole().map(|imported| view! {
                    <button class="btn lg" on:click=move |_| {
                        let imported = imported.clone();
                        close(app);
                        spawn_local(open_project(app, imported));
                    }>"Open as a project"</button>
                })}
                <button class="btn lg primary" disabled=move || documents() == 0 on:click=finish>
                    {move || match documents() {
                        1 => "Add 1 document".to_owned(),
                        n => format!("Add {n} documents"),
                    }}
                </button>
            </div>
        </Dialog>
    }
}
