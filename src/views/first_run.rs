//! The first screen: open documents, or try the sample.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::footer::Footer;
use super::hint::{KeysOf, caps, shortcut_of};
use super::top_bar::TopBar;
use crate::components::icon::{Icon, IconView};
use crate::components::kbd::Keys;
use crate::later;
use crate::state::ui::Dialog;
use crate::state::{app, import};

/// Shown while this browser keeps no project.
#[component]
pub fn FirstRun() -> impl IntoView {
    let app = app();
    let open = move |_| app.ui.dialog.set(Some(Dialog::Import));
    let paste = move |_| import::open_pasting(app);
    view! {
        <div class="app view">
            <TopBar/>
            <main class="start" aria-label="Start">
                <div class="hero">
                    <h1>"Open documents, or try the sample project"</h1>
                    <p class="lead">
                        "Mark who and what a text is about, what it claims, and who says so. Everything stays in this browser."
                    </p>
                    <div class="dropzone big" class:drag=move || app.import.dragging.get()>
                        <IconView icon=Icon::Import/>
                        <p class="only-mouse"><b>"Drop files or a folder here"</b></p>
                        <p class="muted">"plain text, Markdown, JSON, JSON Lines, CSV, TSV, or an earlier Glossator project"</p>
                        <div class="row">
                            <button
                                type="button"
                                class="btn primary lg"
                                aria-haspopup="dialog"
                                aria-keyshortcuts=shortcut_of("open-documents")
                                on:click=open
                            >
                                <IconView icon=Icon::Folder/>
                                "Open documents"
                                <KeysOf command="open-documents"/>
                            </button>
                            <button type="button" class="btn lg" aria-haspopup="dialog" on:click=paste>"Paste text"<Keys caps=caps("Ctrl+V")/></button>
                        </div>
                    </div>
                    <SampleCard/>
                    <ul class="facts">
                        <li>
                            <IconView icon=Icon::Saved/>
                            <span><b>"On this device."</b>" No account, no server, works offline. A private window forgets it when it is closed."</span>
                        </li>
                        <li>
                            <IconView icon=Icon::Undo/>
                            <span><b>"Every step can be undone,"</b>" also after a reload."</span>
                        </li>
                        <li>
                            <IconView icon=Icon::Export/>
                            <span><b>"Leave at any time."</b>" One file holds everything."</span>
                        </li>
                    </ul>
                </div>
            </main>
            <Footer/>
        </div>
    }
}

/// Opens the sample project.
#[component]
fn SampleCard() -> impl IntoView {
    let app = app();
    // A second press while it opens would make a second copy.
    let busy = RwSignal::new(false);
    let open = move |_| {
        if !busy.get_untracked() {
            busy.set(true);
            spawn_local(async move {
                later::open_sample(app).await;
                // The screen, and this signal with it, is gone if it worked.
                busy.try_set(false);
            });
        }
    };
    view! {
        <button type="button" class="samplecard" aria-busy=move || busy.get().to_string() on:click=open>
            <span class="sx">
                <b>"Try the sample: Pier Nine fire"</b>
                <span class="muted">"5 invented articles from 5 outlets, with 3 death tolls. About 4 minutes."</span>
            </span>
            <span class="text sp" aria-hidden="true">
                <span class="m" data-hue="8">"At least six"</span>
                " people were killed, an official at "
                <span class="m" data-hue="2">"St Osric Hospital"</span>
                " said."
            </span>
            <IconView icon=Icon::Arrow/>
        </button>
    }
}
