//! A menu, and a button that opens one.

use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use super::icon::{Icon, IconView};
use super::kbd::Keys;
use super::roving::Roving;
use crate::platform::boxes;

/// The space between a button and its menu, and between a menu and the window's edge.
const GAP: f64 = 4.0;

/// A row of a menu.
#[derive(Clone)]
pub struct MenuItem {
    /// Its icon.
    pub icon: Icon,
    /// What it does, verb first.
    pub title: String,
    /// The caps of its keys.
    pub caps: Vec<String>,
    /// Whether it cannot be used now.
    pub disabled: bool,
    /// Does it.
    pub act: Callback<()>,
}

/// A button with an icon that opens a menu below it.
#[component]
pub fn MenuButton(
    /// The button's icon.
    icon: Icon,
    /// The name of button and menu.
    label: &'static str,
    /// Classes beside `btn icon ghost`.
    #[prop(optional)]
    class: &'static str,
    /// The beginning of the rows' ids; unlike any other on the page.
    prefix: &'static str,
    /// The rows, asked for when the menu opens.
    items: Callback<(), Vec<MenuItem>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let button = NodeRef::<html::Button>::new();
    // The top, and the distance from the window's right edge.
    let place = RwSignal::new((0.0, 0.0));

    let close = move |refocus: bool| {
        open.set(false);
        if refocus && let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    };
    let toggle = move |event: MouseEvent| {
        // Safari gives buttons no focus on a click, and the menu closes when focus leaves.
        event.prevent_default();
        if open.get_untracked() {
            close(true);
            return;
        }
        if let Some(button) = button.get_untracked() {
            let edges = boxes::edges(&button);
            place.set((edges.bottom + GAP, (boxes::window_size().0 - edges.right).max(GAP)));
        }
        open.set(true);
    };
    view! {
        <button
            type="button"
            class=format!("btn icon ghost {class}")
            aria-label=label
            title=label
            aria-haspopup="menu"
            aria-expanded=move || open.get().to_string()
            node_ref=button
            on:click=toggle
        >
            <IconView icon/>
        </button>
        <Show when=move || open.get()>
            <Menu label prefix place=place.get_untracked() items=items.run(()) on_close=close button/>
        </Show>
    }
}

/// A menu over the page. Its first row takes the focus; when that leaves, it is closed.
#[component]
pub fn Menu(
    /// Its name.
    label: &'static str,
    /// The beginning of the rows' ids; unlike any other on the page.
    prefix: &'static str,
    /// Its top, and its distance from the window's right edge.
    place: (f64, f64),
    /// The rows.
    items: Vec<MenuItem>,
    /// Closes it; whether the focus is to go back to where it came from.
    #[prop(into)]
    on_close: Callback<bool>,
    /// The button that opened it, which may take the focus.
    #[prop(optional)]
    button: NodeRef<html::Button>,
    /// Classes beside `menu`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let menu = NodeRef::<html::Div>::new();
    let roving = Roving::column(prefix);
    // Runs after the rows are drawn.
    Effect::new(move |_| {
        if menu.get().is_some() {
            roving.go(0);
        }
    });
    let left = move |event: FocusEvent| {
        // It may be left because it goes.
        let (menu, button) = (menu.try_get_untracked(), button.try_get_untracked());
        let inside = menu.flatten().is_some_and(|m| boxes::holds(&m, event.related_target()));
        let on_button = button.flatten().is_some_and(|b| boxes::holds(&b, event.related_target()));
        if !inside && !on_button {
            on_close.try_run(false);
        }
    };
    let len = items.len();
    let key = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" | "Tab" => {
            if event.key() == "Escape" {
                event.prevent_default();
            }
            event.stop_propagation();
            on_close.run(true);
        }
        _ => {
            roving.key(&event, len);
        }
    };
    let rows = items
        .into_iter()
        .enumerate()
        .map(|(n, item)| {
            let MenuItem { icon, title, caps, disabled, act } = item;
            let press = move |_| {
                if !disabled {
                    on_close.run(true);
                    act.run(());
                }
            };
            view! {
                <button
                    type="button"
                    class="mi"
                    role="menuitem"
                    id=roving.id(n)
                    tabindex=move || roving.tabindex(n, len)
                    aria-disabled=disabled.then_some("true")
                    on:focus=move |_| roving.focused(n)
                    on:click=press
                >
                    <IconView icon/>
                    <span>{title}</span>
                    <Keys caps/>
                </button>
            }
        })
        .collect_view();
    view! {
        <div
            class=format!("menu {class}")
            role="menu"
            aria-label=label
            node_ref=menu
            style:position="fixed"
            style:top=format!("{}px", place.0)
            style:right=format!("{}px", place.1)
            on:keydown=key
            on:focusout=left
        >
            {rows}
        </div>
    }
}
