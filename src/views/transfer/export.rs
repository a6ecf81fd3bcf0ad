//! The export screen: what to write, what is lost, a look at it, and the file.

use std::sync::Arc;

use glossator_core::formats::Format;
use glossator_core::model::DocumentId;
use glossator_core::query::{counted, size_words};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::export_parts::{Formats, Losses, PreviewOf, Result as ReadBackResult, What};
use super::progress::ProgressView;
use crate::components::dialog::Dialog;
use crate::components::icon::{Icon, IconView};
use crate::components::kbd::Keys;
use crate::platform::{boxes, download};
use crate::state::export::{Only, Prepared, Which, prepare};
use crate::state::import::Progress;
use crate::state::{app, exports};
use crate::views::dialogs::close;
use crate::views::hint::caps;

/// How far the file is.
#[derive(Clone, Default)]
pub enum Stage {
    /// It is being written or read back.
    #[default]
    Making,
    /// It can be saved.
    Ready(Prepared),
    /// It could not be made; why.
    Failed(String),
}

/// The export screen.
#[component]
pub fn ExportDialog(
    /// Documents that were chosen before.
    these: Option<Arc<[DocumentId]>>,
) -> impl IntoView {
    let app = app();
    let format = RwSignal::new(Format::Project);
    let only = these.clone().map(Only::These);
    let which = RwSignal::new(Which { only, stages: [true; 3] });
    let stage = RwSignal::new_local(Stage::Making);
    let progress = RwSignal::new(None::<Progress>);
    // Whether Enter was pressed: the file is saved as soon as it is there.
    let asked = RwSignal::new(false);
    let enter = move |event: KeyboardEvent| {
        // The dialog's main act; not on buttons, which have acts of their own.
        if event.key() == "Enter" && boxes::is_within(event.target(), "[role=radio], input") {
            event.prevent_default();
            asked.set(true);
        }
    };
    // Only the newest wish is followed.
    let wish = StoredValue::new(0u32);
    Effect::new(move |_| {
        let (format, which) = (format.get(), which.get());
        let own = wish.try_update_value(|n| {
            *n += 1;
            *n
        });
        stage.set(Stage::Making);
        spawn_local(async move {
            let wanted = move || wish.try_get_value() == own;
            let made = prepare(app, format, which, progress, wanted).await;
            if wanted() {
                progress.set(None);
                stage.set(match made {
                    Ok(Some(prepared)) => Stage::Ready(prepared),
                    Ok(None) => return,
                    Err(why) => Stage::Failed(why),
                });
            }
        });
    });
    view! {
        <Dialog title="Export" note="Written by this tab and saved to your downloads." class="exp" on_close=move |()| close(app)>
            <div class="db em" on:keydown=enter>
                <Formats format/>
                <div class="er">
                    <What which these/>
                    <Losses format stage/>
                    <PreviewOf stage/>
                    <ReadBackResult stage/>
                </div>
            </div>
            <Foot stage progress asked/>
        </Dialog>
    }
}

/// The file's name and size, and the buttons.
#[component]
fn Foot(
    /// How far the file is.
    stage: RwSignal<Stage, LocalStorage>,
    /// How far making it is.
    progress: RwSignal<Option<Progress>>,
    /// Whether it is to be saved once it is made.
    asked: RwSignal<bool>,
) -> impl IntoView {
    let app = app();
    let ready = move || stage.with(|s| matches!(s, Stage::Ready(_)));
    let wrong =
        move || stage.with(|s| matches!(s, Stage::Ready(p) if !p.back.mismatches.is_empty()));
    let name = move || {
        stage.with(|s| match s {
            Stage::Ready(p) => p.file.name.clone(),
            _ => String::new(),
        })
    };
    let size = move || {
        stage.with(|s| match s {
            Stage::Ready(p) => format!(
                ", {}, {}",
                counted(p.documents, "document", "documents"),
                size_words(p.file.size)
            ),
            Stage::Making => "The file is being written".to_owned(),
            Stage::Failed(_) => String::new(),
        })
    };
    let save = move || {
        let prepared = stage.with_untracked(|s| match s {
            Stage::Ready(p) => Some(p.clone()),
            _ => None,
        });
        let Some(p) = prepared else { return };
        if let Err(why) = download::save(&p.file) {
            app.ui.error(format!("Nothing was saved: {why}"));
            return;
        }
        if let Some((project, seq)) = p.whole {
            exports::note(project, seq);
        }
        let n = counted(p.documents, "document", "documents");
        app.ui.say(format!(
            "{} saved to your downloads: {n}, {}",
            p.file.name,
            size_words(p.file.size)
        ));
        close(app);
    };
    Effect::new(move |_| {
        let making = stage.with(|s| matches!(s, Stage::Making));
        if asked.get() && !making {
            asked.set(false);
            if !wrong() {
                save();
            }
        }
    });
    let shown = Signal::derive(move || progress.get().unwrap_or_default());
    view! {
        <div class="df">
            <Show
                when=move || progress.get().is_some() && !ready()
                fallback=move || view! {
                    <span class="soft" role="status"><b><bdi>{name}</bdi></b>{size}</span>
                    <span class="grow"></span>
                }
            >
                <ProgressView progress=shown what=("document", "documents") label="Writing and reading back"/>
            </Show>
            <button type="button" class="btn lg" on:click=move |_| close(app)>
                "Cancel" <Keys caps=caps("Escape")/>
            </button>
            <button type="button" class="btn primary lg" aria-keyshortcuts="Enter" disabled=move || !ready() on:click=move |_| save()>
                <IconView icon=Icon::Export/>
                {move || if wrong() { "Export all the same" } else { "Export" }}
            </button>
        </div>
    }
}
