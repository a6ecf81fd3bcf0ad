//! The handle between two panes.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use crate::platform::pointer;

/// How far one key press moves a handle, in CSS pixels.
const STEP: u16 = 16;

/// Which pane a handle sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The one before the page: it grows as the handle moves to the right.
    Start,
    /// The one after the page.
    End,
}

/// A handle that is dragged, or moved by arrow keys, to size the pane beside it.
#[component]
pub fn Split(
    /// Which pane.
    side: Side,
    /// The name, such as “Width of the document list”.
    label: &'static str,
    /// The pane's width in CSS pixels.
    #[prop(into)]
    width: Signal<u16>,
    /// The least and the greatest width.
    range: (u16, u16),
    /// The width that a double click gives back.
    usual: u16,
    /// Gets the new width, at each step of a drag.
    #[prop(into)]
    on_change: Callback<u16>,
) -> impl IntoView {
    let (min, max) = range;
    // Where a drag began: the pointer and the width.
    let begun = RwSignal::new(None::<(i32, u16)>);
    let set = move |to: i32| {
        let to = u16::try_from(to.max(0)).unwrap_or(max).clamp(min, max);
        if to != width.get_untracked() {
            on_change.run(to);
        }
    };
    let down = move |event: PointerEvent| {
        if event.button() == 0 {
            event.prevent_default();
            pointer::capture(&event);
            begun.set(Some((event.client_x(), width.get_untracked())));
        }
    };
    let moved = move |event: PointerEvent| {
        let Some((x, from)) = begun.get_untracked() else { return };
        let by = event.client_x() - x;
        set(i32::from(from) + if side == Side::Start { by } else { -by });
    };
    let key = move |event: KeyboardEvent| {
        let now = i32::from(width.get_untracked());
        let step = i32::from(STEP);
        let outward = if side == Side::Start { step } else { -step };
        let to = match event.key().as_str() {
            "ArrowRight" => now + outward,
            "ArrowLeft" => now - outward,
            "Home" => i32::from(min),
            "End" => i32::from(max),
            "Enter" => i32::from(usual),
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        set(to);
    };
    view! {
        <div
            class=if side == Side::Start { "split q" } else { "split i" }
            class:on=move || begun.with(Option::is_some)
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=label
            aria-valuemin=min
            aria-valuemax=max
            aria-valuenow=move || width.get()
            aria-valuetext=move || format!("{} pixels", width.get())
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=move |_| begun.set(None)
            on:pointercancel=move |_| begun.set(None)
            on:dblclick=move |_| set(i32::from(usual))
            on:keydown=key
        ></div>
    }
}
