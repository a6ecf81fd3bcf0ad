//! The parts of the export screen.

use std::sync::Arc;

use glossator_core::formats::{Format, Written};
use glossator_core::model::DocumentId;
use glossator_core::query::{counted, grouped};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::export::Stage;
use crate::components::icon::{Icon, IconView};
use crate::platform::{clipboard, page};
use crate::state::export::{Only, STAGES, Which, listed, stage_counts};
use crate::state::ui::Dialog;
use crate::state::{app, exports};

/// The formats, one of them chosen.
#[component]
pub fn Formats(
    /// The chosen one.
    format: RwSignal<Format>,
) -> impl IntoView {
    let row = move |(own, written): (Format, Written)| {
        let chosen = move || format.get() == own;
        view! {
            <button
                type="button"
                role="radio"
                class="fmt"
                id=format!("format-{}", own.info().id)
                class:on=chosen
                aria-checked=move || chosen().to_string()
                tabindex=move || if chosen() { "0" } else { "-1" }
                autofocus=own == Format::Project
                on:click=move |_| format.set(own)
            >
                <span class="rd"></span>
                <span><b>{written.title}</b><span class="muted">{written.about}</span></span>
                {match written.leaves_out {
                    None => view! { <span class="loss ok"><IconView icon=Icon::Check/>{"nothing lost".to_owned()}</span> },
                    Some(what) => view! { <span class="loss part"><IconView icon=Icon::Minus/>{format!("leaves out {what}")}</span> },
                }}
            </button>
        }
    };
    let step = move |event: KeyboardEvent| {
        let all: Vec<Format> = Format::written().map(|(format, _)| format).collect();
        let forward = match event.key().as_str() {
            "ArrowDown" | "ArrowRight" => 1,
            "ArrowUp" | "ArrowLeft" => all.len() - 1,
            _ => return,
        };
        event.prevent_default();
        let now = all.iter().position(|f| *f == format.get_untracked()).unwrap_or(0);
        if let Some(next) = all.get((now + forward) % all.len()) {
            format.set(*next);
            page::focus(&format!("format-{}", next.info().id));
        }
    };
    view! {
        <div class="fl" role="radiogroup" aria-label="Format" on:keydown=step>
            {Format::written().map(row).collect_view()}
        </div>
    }
}

/// Which documents.
#[component]
pub fn What(
    /// The chosen ones.
    which: RwSignal<Which>,
    /// Documents that were chosen before.
    these: Option<Arc<[DocumentId]>>,
) -> impl IntoView {
    let app = app();
    let counts = Memo::new(move |_| stage_counts(app));
    let stage = move |n: usize, title: &'static str| {
        view! {
            <label>
                <input
                    type="checkbox"
                    class="check"
                    prop:checked=move || which.with(|w| w.stages[n])
                    disabled=move || which.with(|w| w.only.is_some())
                    on:change=move |event| which.update(|w| w.stages[n] = event_target_checked(&event))
                />
                {title}
                " "
                <span class="muted">{move || grouped(counts.get()[n])}</span>
            </label>
        }
    };
    let only = move |what: Only, title: String| {
        let own = what.clone();
        view! {
            <label>
                <input
                    type="checkbox"
                    class="check"
                    prop:checked=move || which.with(|w| w.only.as_ref() == Some(&own))
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        which.update(|w| w.only = on.then(|| what.clone()));
                    }
                />
                {title}
            </label>
        }
    };
    view! {
        <div class="grp" role="group" aria-label="What">
            <div class="row g4 wrap">
                <h3 class="sech">"What"</h3>
                <span class="muted">{move || exports::words(app)}</span>
            </div>
            <div class="row wrap">
                {STAGES.iter().enumerate().map(|(n, status)| stage(n, status.title())).collect_view()}
            </div>
            <div class="row wrap">
                <Show when=move || app.session.current.get().is_some()>
                    {only(Only::Page, "Only the document on the page".to_owned())}
                </Show>
                // The list can neither be filtered nor change while the dialog is over it.
                {untrack(|| app.ui.queue.is_filtered()).then(|| {
                    let words = match listed(app).len() {
                        0 => return None,
                        1 => "Only the document in the list as filtered".to_owned(),
                        n => format!("Only the {} documents in the list as filtered", grouped(n)),
                    };
                    Some(only(Only::Listed, words))
                }).flatten()}
                {match these {
                    Some(these) => {
                        let n = counted(these.len(), "chosen document", "chosen documents");
                        only(Only::These(these), format!("Only the {n}")).into_any()
                    }
                    None => {
                        let choose = move |_| app.ui.dialog.set(Some(Dialog::Documents));
                        view! { <button type="button" class="btn sm" aria-haspopup="dialog" on:click=choose>"Choose documents…"</button> }.into_any()
                    }
                }}
            </div>
        </div>
    }
}

/// What the format has no place for, counted.
#[component]
pub fn Losses(
    /// The format.
    format: RwSignal<Format>,
    /// The file.
    stage: RwSignal<Stage, LocalStorage>,
) -> impl IntoView {
    let losses = move || {
        stage.with(|s| match s {
            Stage::Ready(p) => p.losses.iter().map(|l| l.words()).collect(),
            _ => Vec::<String>::new(),
        })
    };
    move || {
        let losses = losses();
        (!losses.is_empty()).then(|| view! {
            <div class="note warn">
                <IconView icon=Icon::Warning/>
                <span>{format!("{} leaves out: {}.", format.get_untracked().info().title, losses.join("; "))}</span>
            </div>
        })
    }
}

/// The file's first lines.
#[component]
pub fn PreviewOf(
    /// The file.
    stage: RwSignal<Stage, LocalStorage>,
) -> impl IntoView {
    let app = app();
    let lines = move || {
        stage.with(|s| match s {
            Stage::Ready(p) => p.preview.clone(),
            _ => Vec::new(),
        })
    };
    let copy = move |_| {
        let text = untrack(lines).join("\n");
        spawn_local(async move {
            let done = clipboard::copy(&text).await;
            app.ui.say(if done {
                "First lines copied"
            } else {
                "The browser does not allow copying here"
            });
        });
    };
    view! {
        <div class="grp stretch">
            <div class="row">
                <h3 class="sech">"Preview"</h3>
                <span class="muted">"first lines"</span>
                <span class="grow"></span>
                <button type="button" class="btn sm" on:click=copy>"Copy"</button>
            </div>
            <pre class="preview" tabindex="0" role="region" aria-label="First lines of the file">
                {move || lines().into_iter().enumerate().map(|(n, line)| view! {
                    <span class="pl"><span class="ln" aria-hidden="true">{n + 1}</span>{line}</span>
                }).collect_view()}
            </pre>
        </div>
    }
}

/// What reading the file back found.
#[component]
pub fn Result(
    /// The file.
    stage: RwSignal<Stage, LocalStorage>,
) -> impl IntoView {
    let words = move || {
        stage.with(|s| match s {
        Stage::Making => None,
        Stage::Failed(why) => Some((false, format!("The file could not be written: {why}."))),
        Stage::Ready(p) => match p.back.mismatches.as_slice() {
            [] => {
                let spans = counted(p.back.spans.saturating_sub(p.back.claims), "mark", "marks");
                let claims = counted(p.back.claims, "claim", "claims");
                Some((true, format!("Read back and compared: {spans} and {claims} match the text they point to.")))
            }
            [first, rest @ ..] => {
                let more = if rest.is_empty() { String::new() } else { format!(" And {} more.", rest.len()) };
                Some((false, format!("Reading it back found a difference: {first}.{more}")))
            }
        },
    })
    };
    move || {
        words().map(|(good, words)| {
            view! {
                <div class="note" class:good=good class:bad=!good role="status">
                    <IconView icon=if good { Icon::Check } else { Icon::Warning }/>
                    <span>{words}</span>
                </div>
            }
        })
    }
}
