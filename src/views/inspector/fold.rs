//! A section that can be closed. Whether it is open stays so for the next mark.

use std::collections::BTreeMap;

use leptos::html;
use leptos::prelude::*;

/// Which sections were opened or closed, by name. Given through context by the inspector.
#[derive(Clone, Copy)]
pub struct Folds(RwSignal<BTreeMap<&'static str, bool>>);

impl Folds {
    /// None yet.
    pub fn new() -> Self {
        Self(RwSignal::new(BTreeMap::new()))
    }
}

/// A section with a heading that opens and closes it.
#[component]
pub fn Fold(
    /// The heading.
    title: &'static str,
    /// How much is in it; nothing is shown for 0.
    #[prop(into, optional)]
    count: Signal<usize>,
    /// Whether it is open before it is first touched; it opens when this becomes so.
    #[prop(into)]
    open: Signal<bool>,
    /// What is in it.
    children: ChildrenFn,
) -> impl IntoView {
    let folds = use_context::<Folds>();
    let root = NodeRef::<html::Details>::new();
    let is_open = move || {
        let told = folds.and_then(|f| f.0.with(|f| f.get(title).copied()));
        told.unwrap_or_else(|| open.get())
    };
    let toggled = move |_| {
        let Some(details) = root.get_untracked() else { return };
        let now = details.open();
        if let Some(folds) = folds.filter(|_| now != untrack(is_open)) {
            folds.0.update(|f| {
                f.insert(title, now);
            });
        }
    };
    view! {
        <details class="isec fold" prop:open=is_open on:toggle=toggled node_ref=root>
            <summary class="sech">
                <h3>{title}</h3>
                <span class="n">{move || Some(count.get()).filter(|n| *n > 0)}</span>
            </summary>
            // Closed, it costs nothing when the next mark is selected.
            {move || is_open().then(|| children())}
        </details>
    }
}
