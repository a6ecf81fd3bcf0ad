//! The panes around the page.

use glossator_core::store::StoreError;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::footer::Footer;
use super::inspector::{self, Inspector};
use super::label_bar::LabelBar;
use super::queue::QueuePane;
use super::reader::Reader;
use super::top_bar::TopBar;
use crate::components::delayed::Delayed;
use crate::components::split::{Side, Split};
use crate::later::{LaterPart, Part};
use crate::platform::page;
use crate::state::session::Phase;
use crate::state::settings::Stored;
use crate::state::ui::Dialog;
use crate::state::{App, app, places};

/// The least and the greatest width of a side pane, in CSS pixels.
const WIDTHS: (u16, u16) = (220, 420);

/// Reading and marking: top bar, labels, documents, page, inspector, foot.
#[component]
pub fn Annotate() -> impl IntoView {
    let app = app();
    inspector::follow(app);
    let usual = Stored::default();
    let queue_open = Memo::new(move |_| app.settings.get(|s| s.queue_open));
    let inspector_open = Memo::new(move |_| app.settings.get(|s| s.inspector_open));
    let queue_width =
        Memo::new(move |_| app.settings.get(|s| s.queue_width).clamp(WIDTHS.0, WIDTHS.1));
    let inspector_width =
        Memo::new(move |_| app.settings.get(|s| s.inspector_width).clamp(WIDTHS.0, WIDTHS.1));
    view! {
        <div
            class="app annotate"
            class:noq=move || !queue_open.get()
            class:noi=move || !inspector_open.get() && !app.find.shown.get()
            class:finding=move || app.find.shown.get()
            style=("--queue-w", move || format!("{}px", queue_width.get()))
            style=("--insp-w", move || format!("{}px", inspector_width.get()))
        >
            <TopBar/>
            <LabelBar/>
            <QueuePane/>
            <section class="handles" aria-label="Width of the document list">
                <Split
                    side=Side::Start
                    label="Width of the document list"
                    width=queue_width
                    range=WIDTHS
                    usual=usual.queue_width
                    on_change=move |to| app.settings.set(|s| s.queue_width = to)
                />
            </section>
            <Reader/>
            <section class="handles" aria-label="Width of the inspector">
                <Split
                    side=Side::End
                    label="Width of the inspector"
                    width=inspector_width
                    range=WIDTHS
                    usual=usual.inspector_width
                    on_change=move |to| app.settings.set(|s| s.inspector_width = to)
                />
            </section>
            // In the same place: what is found is read beside the text.
            <Show when=move || app.find.shown.get() fallback=|| view! { <Inspector/> }>
                <LaterPart part=Part::Find/>
            </Show>
            <Footer/>
            <Shade/>
        </div>
    }
}

/// Closes the drawer and gives the focus back to where it was, such as the button that opened
/// it; to the text, where that is gone.
pub fn leave_queue(app: App) {
    app.ui.drawer.set(false);
    page::focus("text");
    // Does nothing where it is not shown any more.
    if let Some(Some(before)) = app.ui.before_list.try_update_value(Option::take) {
        page::focus(&before);
    }
}

/// Dims the page behind the open drawer; a press closes the drawer.
#[component]
fn Shade() -> impl IntoView {
    let app = app();
    view! {
        <Show when=move || app.ui.drawer.get()>
            // The drawer closes by Escape too: this is for pointers.
            <button type="button" class="shade" tabindex="-1" aria-label="Close the document list" on:click=move |_| leave_queue(app)></button>
        </Show>
    }
}

/// While the work of last time is looked for. Mostly over before it is seen.
#[component]
pub fn Starting() -> impl IntoView {
    view! {
        <div class="app view">
            <main class="start" aria-busy="true">
                <Delayed ms=300>
                    <p class="muted" role="status">"Opening your work…"</p>
                </Delayed>
            </main>
        </div>
    }
}

/// The browser gives no storage, or another tab has the project: what happened, what is safe,
/// what to do.
#[component]
pub fn Unusable(
    /// Why.
    why: StoreError,
) -> impl IntoView {
    let app = app();
    let retry = move |_| {
        app.session.phase.set(Phase::Starting);
        spawn_local(places::restore(app));
    };
    // Where the cause is known, so is what helps.
    let elsewhere = why == StoreError::Elsewhere;
    let (heading, lead) = if elsewhere {
        ("Your work is open in another tab", "Go on there, or open another project here.")
    } else {
        ("Glossator cannot open your work here", "Changes could not be kept, so nothing is opened.")
    };
    view! {
        <div class="app view">
            <main class="start" aria-label="Start">
                <div class="hero col g4">
                    <h1>{heading}</h1>
                    <p class="lead">{lead}</p>
                    <div class="note bad" role="alert"><p><bdi>{why.to_string()}</bdi></p></div>
                    {(!elsewhere).then(|| view! {
                        <ul class="col g2 soft">
                            <li>"Work that was saved here before is still here: nothing was changed."</li>
                            <li>"In a private window, open this page in a normal window."</li>
                            <li>"If site data is blocked for this page, allow it in the browser’s settings."</li>
                            <li>"If the disk is full, free some space."</li>
                        </ul>
                    })}
                    <p class="row">
                        <button type="button" class="btn primary lg" on:click=retry>"Try again"</button>
                        {elsewhere.then(|| view! {
                            <button type="button" class="btn lg" on:click=move |_| app.ui.dialog.set(Some(Dialog::Project))>
                                "Open another project"
                            </button>
                        })}
                    </p>
                </div>
            </main>
        </div>
    }
}
