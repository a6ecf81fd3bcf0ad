//! A link that is drawn from a claim's number: the line, and then the question how the one
//! claim bears on the other. The field "The other claim" in the inspector does the same by keys.

use glossator_core::model::{AnnotationId, ClaimId};
use glossator_core::query::claim_list;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use super::super::hint;
use crate::components::kbd::Keys;
use crate::components::roving::Roving;
use crate::platform::{boxes, events, page};
use crate::state::relations::{self, Relation};
use crate::state::ui::Linking;
use crate::state::{App, app};

/// Width and height that the menu needs at most, in CSS pixels.
const ROOM: (f64, f64) = (372.0, 250.0);

/// The line, or the question.
#[component]
pub fn LinkingView() -> impl IntoView {
    let app = app();
    move || match app.ui.linking.get() {
        Linking::No => ().into_any(),
        Linking::Drawing(from, to) => {
            let d = format!("M{:.0} {:.0}L{:.0} {:.0}", from.0, from.1, to.0, to.1);
            view! { <svg class="arcs drawn" aria-hidden="true"><path d=d/></svg> }.into_any()
        }
        Linking::Asking(from, other, at) => view! { <Question from other at/> }.into_any(),
    }
}

fn close(app: App) {
    app.ui.linking.set(Linking::No);
    page::focus("text");
}

/// How the first claim bears on the second.
#[component]
fn Question(from: AnnotationId, other: ClaimId, at: (f64, f64)) -> impl IntoView {
    let app = app();
    let menu = NodeRef::<html::Div>::new();
    let roving = Roving::column("relation-");
    let said = app.session.page_now(|p, document, open| {
        let number = claim_list(p, open).into_iter().find(|row| row.id == from)?.number;
        Some((document, number, p.claims().get(&other)?.text.clone()))
    });
    let (document, number, text) = said.flatten()?;
    let choose = move |relation: Relation| {
        relations::relate(app, document, from, relation, other);
        close(app);
    };
    let len = Relation::ALL.len();
    let key = move |event: KeyboardEvent| {
        let key = events::key_of(&event);
        // Ctrl+R reloads the page.
        if key.composing || key.ctrl || key.alt {
            return;
        }
        let name = key.name();
        if matches!(name.as_str(), "Escape" | "Tab") {
            close(app);
        } else if let Some(relation) = Relation::of_key(&name) {
            choose(relation);
        } else if !roving.key(&event, len) {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let left = move |event: FocusEvent| {
        let menu = menu.try_get_untracked().flatten();
        let inside = menu.is_some_and(|m| boxes::holds(&m, event.related_target()));
        if !inside {
            app.ui.linking.set(Linking::No);
        }
    };
    // Runs after the rows are drawn.
    Effect::new(move |_| {
        if menu.get().is_some() {
            roving.go(0);
        }
    });
    let (width, height) = boxes::window_size();
    let (left_px, top_px) = (at.0.min(width - ROOM.0).max(8.0), at.1.min(height - ROOM.1).max(8.0));
    let rows = Relation::ALL
        .into_iter()
        .enumerate()
        .map(|(n, (relation, key, words))| {
            view! {
                <button
                    type="button"
                    class="mi"
                    role="menuitem"
                    id=roving.id(n)
                    tabindex=move || roving.tabindex(n, len)
                    aria-keyshortcuts=key
                    on:focus=move |_| roving.focused(n)
                    on:click=move |_| choose(relation)
                >
                    <span>{words}</span>
                    <Keys caps=hint::caps(key)/>
                </button>
            }
        })
        .collect_view();
    Some(view! {
        <div
            class="menu"
            role="menu"
            aria-label=format!("How claim {number} bears on the other")
            node_ref=menu
            style:position="fixed"
            style:left=format!("{left_px:.0}px")
            style:top=format!("{top_px:.0}px")
            on:keydown=key
            on:focusout=left
            on:mousedown=|event| event.stop_propagation()
        >
            <p class="mh">{format!("Claim {number} and “")}<bdi>{text}</bdi>"”"</p>
            {rows}
        </div>
    })
}
