//! A section that can be closed. Whether it is open stays so for the next mark.

use leptos::html;
use leptos::prelude::*;

use crate::state::app;
use crate::state::fields::Section;

/// Details that are drawn when they are asked for.
#[component]
pub fn More(
    /// The class of the `<details>`.
    class: &'static str,
    /// What leads to them.
    summary: &'static str,
    /// The details.
    children: ChildrenFn,
) -> impl IntoView {
    let root = NodeRef::<html::Details>::new();
    let open = RwSignal::new(false);
    // The browser says once what was done twice: what counts is how it is now. It says it a moment
    // later, when all this may be gone.
    let toggled = move |_| {
        let root = root.try_get_untracked().flatten();
        open.set(root.is_some_and(|root| root.open()));
    };
    view! {
        <details class=class on:toggle=toggled node_ref=root>
            <summary>{summary}</summary>
            <Show when=move || open.get()>{children()}</Show>
        </details>
    }
}

/// A section with a heading that opens and closes it.
#[component]
pub fn Fold(
    /// Which.
    section: Section,
    /// How much is in it; nothing is shown for 0.
    #[prop(into, optional)]
    count: Signal<usize>,
    /// Whether it is open before it is first touched; it opens when this becomes so.
    #[prop(into)]
    open: Signal<bool>,
    /// What is in it.
    children: ChildrenFn,
) -> impl IntoView {
    let folds = app().ui.inspector.folds;
    let root = NodeRef::<html::Details>::new();
    // What is in it is drawn anew only if this changes: the focus may be there.
    let is_open = Memo::new(move |_| {
        let told = folds.with(|f| f.get(&section).copied());
        told.unwrap_or_else(|| open.get())
    });
    let toggled = move |_| {
        let (root, before) = (root.try_get_untracked().flatten(), is_open.try_get_untracked());
        let (Some(details), Some(before)) = (root, before) else { return };
        let now = details.open();
        if now != before {
            folds.update(|f| {
                f.insert(section, now);
            });
        }
    };
    view! {
        <details class="isec fold" prop:open=is_open on:toggle=toggled node_ref=root>
            <summary class="sech" id=section.id()>
                <h3>{section.title()}</h3>
                <span class="n">{move || Some(count.get()).filter(|n| *n > 0)}</span>
            </summary>
            // Closed, it costs nothing when the next mark is selected.
            {move || is_open.get().then(|| children())}
        </details>
    }
}
