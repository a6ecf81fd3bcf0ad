//! The panes around the page.

use leptos::prelude::*;

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
use crate::state::settings::Stored;
use crate::state::{App, app};

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
    app.ui.queue.drawer.set(false);
    page::focus("text");
    // Does nothing where it is not shown any more.
    if let Some(Some(before)) = app.ui.queue.before.try_update_value(Option::take) {
        page::focus(&before);
    }
}

/// Dims the page behind the open drawer; a press closes the drawer.
#[component]
fn Shade() -> impl IntoView {
    let app = app();
    view! {
        <Show when=move || app.ui.queue.drawer.get()>
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
