//! Find and mark, beside the text in the place of the inspector: what to look for, what
//! was found, and what to do with it.

mod foot;
mod marks;
mod query;
mod repeats;
mod results;

use glossator_core::model::Kind as MarkKind;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use crate::components::button::IconButton;
use crate::components::icon::Icon;
use crate::components::segmented::Segmented;
use crate::platform::keys::is_character;
use crate::platform::{boxes, events};
use crate::state::find::{self, Kind};
use crate::state::{App, app};

/// The panel.
#[component]
pub fn FindPanel() -> impl IntoView {
    let app = app();
    let kind = app.find.kind;
    let root = NodeRef::<html::Aside>::new();
    // Its keys act while the focus is in it: in the text they mean what they always mean there.
    let has_focus = RwSignal::new(false);
    let left = move |event: FocusEvent| {
        let root = root.try_get_untracked().flatten();
        let inside = root.is_some_and(|r| boxes::holds(&r, event.related_target()));
        has_focus.set(inside);
    };
    Effect::new(move |_| {
        let here = app.session.current.get().filter(|_| kind.get() == Kind::Words);
        let places = here.map(|id| app.find.results.with(|r| r.spans_in(id)));
        app.find.here.set(places.unwrap_or_default());
    });
    on_cleanup(move || app.find.here.set(Vec::new()));
    view! {
        <aside
            class="find"
            id=find::PANEL
            tabindex="-1"
            aria-label="Find and mark"
            node_ref=root
            on:focusin=move |_| has_focus.set(true)
            on:focusout=left
            on:keydown=move |event| keys(app, &event)
        >
            <div class="ihead">
                <h2>"Find and mark"</h2>
                <span class="grow"></span>
                <IconButton icon=Icon::Close label="Close" class="sm" keys=Some("Escape".to_owned()) on_press=move |()| find::close(app)/>
            </div>
            <div class="isec">
                <Segmented
                    label="What to find"
                    options=vec![
                        (Kind::Words, "Words".to_owned()),
                        (Kind::Marks, "Marks".to_owned()),
                        (Kind::Repeats, "Repeats".to_owned()),
                    ]
                    value=kind
                    on_change=move |to| kind.set(to)
                    fill=true
                />
                {move || match kind.get() {
                    Kind::Words => view! { <query::WordsQuery/> }.into_any(),
                    Kind::Marks => view! { <marks::MarksQuery/> }.into_any(),
                    Kind::Repeats => ().into_any(),
                }}
                <Segmented
                    label="Where to find"
                    options=vec![
                        (false, "This document".to_owned()),
                        (true, "All documents".to_owned()),
                    ]
                    value=app.find.everywhere
                    on_change=move |to| app.find.everywhere.set(to)
                    fill=true
                />
            </div>
            {move || match kind.get() {
                Kind::Repeats => view! { <repeats::RepeatsView/> }.into_any(),
                Kind::Words | Kind::Marks => view! { <results::ResultsView/><foot::Foot has_focus/> }.into_any(),
            }}
        </aside>
    }
}

/// The panel's own keys; letters and digits outside of its fields.
fn keys(app: App, event: &KeyboardEvent) {
    let key = events::key_of(event);
    let off = is_character(&key.name()) && !app.settings.peek(|s| s.single_keys);
    if key.composing || event.default_prevented() || off {
        return;
    }
    let kind = app.find.kind.get_untracked();
    let list = kind != Kind::Repeats;
    match key.name().as_str() {
        "Escape" => find::close(app),
        "Ctrl+Enter" if kind == Kind::Words => find::mark(app),
        "A" if list && !key.in_field => find::tick_all(app),
        "Delete" if list && !key.in_field => find::delete(app),
        name if list && !key.in_field => {
            let label = app.session.read(|p| {
                let schema = p.schema();
                let mut labels =
                    schema.labels_of(MarkKind::Mention).chain(schema.labels_of(MarkKind::Region));
                labels.find(|l| l.hotkey.as_deref() == Some(name)).map(|l| l.id.clone())
            });
            let Some(Some(label)) = label else { return };
            app.find.target.update(|target| target.label = Some(label));
        }
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}
