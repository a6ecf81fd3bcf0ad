//! A look at what was read: offsets, first documents, problems.

use glossator_core::formats::{Problem, Severity};
use glossator_core::query::{Preview, counted, previews};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::icon::{Icon, IconView};
use crate::platform::clipboard;
use crate::state::app;
use crate::state::import::schema;

/// Whether the spans of the files stand where the files say.
#[component]
pub fn OffsetsCheck() -> impl IntoView {
    let app = app();
    let counts = Memo::new(move |_| {
        let t = app.import.tally(app);
        (t.matching, t.claimed)
    });
    move || {
        let (matching, all) = counts.get();
        let good = matching == all;
        let words = format!("{matching} of {} match", counted(all, "mark", "marks"));
        (all > 0).then(|| {
            view! {
                <div class="row">
                    <h3 class="sech">"Offsets check"</h3>
                    <span class="grow"></span>
                    <span class="badge" class:good=good class:warn=!good>
                        <IconView icon=if good { Icon::Check } else { Icon::Warning }/>
                        {words}
                    </span>
                </div>
            }
        })
    }
}

/// The beginnings of the first documents.
#[component]
pub fn FirstDocuments() -> impl IntoView {
    let app = app();
    let import = app.import;
    let shown = Memo::new(move |_| {
        let choices = import.choices(app);
        let schema = schema(app);
        import.with(|files| previews(&schema, files, &choices, 4))
    });
    move || {
        let all = shown.get();
        (!all.is_empty()).then(|| {
            view! {
                <h3 class="sech">"First documents"</h3>
                {all.into_iter().map(|preview| view! { <PreviewView preview/> }).collect_view()}
            }
        })
    }
}

/// The beginning of a document.
#[component]
fn PreviewView(
    /// What is shown.
    preview: Preview,
) -> impl IntoView {
    let pieces = preview.pieces.into_iter().map(|(text, hue)| match hue {
        Some(hue) => {
            view! { <span class="m" data-hue=hue.get().to_string()>{text}</span> }.into_any()
        }
        None => text.into_any(),
    });
    view! {
        <div class="prev">
            <div class="row">
                <b><bdi>{preview.name}</bdi></b>
                <span class="muted end">{(preview.spans > 0).then(|| counted(preview.spans, "mark", "marks"))}</span>
            </div>
            <p dir="auto">{pieces.collect_view()}{preview.cut.then_some("…")}</p>
        </div>
    }
}

/// How many problems are listed; all of them can be copied.
const LISTED: usize = 100;

/// What is wrong with the files: where, what, and what to do.
#[component]
pub fn Problems() -> impl IntoView {
    let app = app();
    let problems = Memo::new(move |_| app.import.problems());
    let copy = move |_| {
        let lines: Vec<String> = problems.with_untracked(|all| all.iter().map(details).collect());
        spawn_local(async move {
            let done = clipboard::copy(&lines.join("\n")).await;
            app.ui.say(if done {
                "Details copied"
            } else {
                "The browser does not allow copying here"
            });
        });
    };
    let rest = move || problems.with(|all| all.len().saturating_sub(LISTED));
    view! {
        <Show when=move || problems.with(|all| !all.is_empty())>
            <div class="row">
                <h3 class="sech">{move || counted(problems.with(Vec::len), "problem", "problems")}</h3>
                <span class="grow"></span>
                <button type="button" class="btn sm" on:click=copy>"Copy details"</button>
            </div>
            <ul class="files" aria-label="Problems">
                {move || problems.get().into_iter().take(LISTED).map(problem_row).collect_view()}
            </ul>
            <Show when=move || { rest() > 0 }>
                <p class="muted">{move || format!("and {} more, which “Copy details” has", rest())}</p>
            </Show>
        </Show>
    }
}

/// A problem with a file: where, what, and what to do.
pub fn problem_row(problem: Problem) -> impl IntoView {
    let bad = problem.severity == Severity::Error;
    let advice =
        if problem.advice.is_empty() { String::new() } else { format!(" {}.", problem.advice) };
    view! {
        <li class="frow" class:bad=bad class:warn=!bad>
            <IconView icon=if bad { Icon::Close } else { Icon::Warning }/>
            <span>
                <b><bdi>{problem.place()}</bdi></b>
                <span class="muted">{format!("{}.{advice}", problem.what)}</span>
            </span>
        </li>
    }
}

/// A problem with what was set aside, for a report or for mending the file.
fn details(problem: &Problem) -> String {
    match &problem.set_aside {
        Some(aside) => format!("{problem}\n    {aside}"),
        None => problem.to_string(),
    }
}
