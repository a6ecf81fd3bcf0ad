//! Choosing one value: from a list that opens, or from steps in a row.

use leptos::ev::{Event, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use crate::platform::{events, page, timer};

/// How long a change may take to be done, in milliseconds. After that it was refused.
const DONE_MS: u32 = 300;
/// How long keys rest on a value before it counts as chosen, in milliseconds: on the way to it,
/// letters and arrows come by others.
const KEYS_REST_MS: u32 = 500;

/// A list that opens. A change that is refused is taken back.
#[component]
pub fn Select(
    /// The list's id.
    #[prop(into)]
    id: String,
    /// Its name; empty if a `<label for>` names it.
    #[prop(into, optional)]
    label: Signal<String>,
    /// The values with their words, in order.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<String>,
    /// Gets another value when it is chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// Classes beside `select`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let rows = move || {
        let rows = options.get().into_iter();
        rows.map(|(option, words)| {
            let own = option.clone();
            view! {
                <option value=option prop:selected=move || value.with(|v| *v == own)>
                    {words}
                </option>
            }
        })
        .collect_view()
    };
    let field = NodeRef::<html::Select>::new();
    let waiting = StoredValue::new_local(None);
    // What was asked for, and may not be done yet.
    let asked = StoredValue::new(None::<String>);
    let restore = move || {
        asked.set_value(None);
        if let Some(field) = field.get_untracked()
            && value.with_untracked(|now| *now != field.value())
        {
            field.set_value(&value.get_untracked());
        }
    };
    let by_keys = StoredValue::new(false);
    // What keys have come to; and what notices a press elsewhere that leaves the focus here.
    let reached = StoredValue::new(None::<String>);
    let press = StoredValue::new_local(None);
    let choose = move || {
        let Some(to) = reached.try_update_value(Option::take).flatten() else { return };
        press.set_value(None);
        // Keys may come back to what is chosen.
        let chosen = asked.get_value().or_else(|| value.try_get_untracked());
        if chosen.is_some_and(|chosen| chosen != to) {
            asked.set_value(Some(to.clone()));
            waiting.set_value(Some(timer::after(DONE_MS, restore)));
            on_change.try_run(to);
        }
    };
    // A mark can be left while its list has the focus.
    on_cleanup(move || {
        choose();
        waiting.set_value(None);
        press.set_value(None);
    });
    let change = move |event: Event| {
        reached.set_value(Some(event_target_value(&event)));
        if by_keys.get_value() {
            waiting.set_value(Some(timer::after(KEYS_REST_MS, choose)));
            press.set_value(Some(events::on_press(choose)));
        } else {
            choose();
        }
    };
    // What follows is meant for after the choice.
    let key = move |event: KeyboardEvent| {
        by_keys.set_value(true);
        let command = event.ctrl_key() || event.meta_key() || event.alt_key();
        if command || matches!(event.key().as_str(), "Enter" | "Escape" | "Tab") {
            choose();
        }
        // Beside other fields, where it commits and no more.
        if command && event.key() == "Enter" {
            event.stop_propagation();
        }
    };
    view! {
        <select
            class=format!("select {class}")
            id=id
            node_ref=field
            aria-label=move || Some(label.get()).filter(|l| !l.is_empty())
            on:pointerdown=move |_| by_keys.set_value(false)
            on:keydown=key
            on:change=change
            on:blur=move |_| choose()
        >
            {rows}
        </select>
    }
}

/// Steps of which all up to the chosen one are marked: a radio group.
#[component]
pub fn Steps<T>(
    /// The beginning of the buttons' ids.
    id: &'static str,
    /// The group's name.
    label: &'static str,
    /// The values with their words, the least first.
    options: Vec<(T, &'static str)>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<T>,
    /// Gets another value when it is chosen.
    #[prop(into)]
    on_change: Callback<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let values: Vec<T> = options.iter().map(|(v, _)| *v).collect();
    let values = StoredValue::new(values);
    let at = Memo::new(move |_| {
        let now = value.get();
        values.with_value(|v| v.iter().position(|v| *v == now).unwrap_or(0))
    });
    let choose = move |n: usize| {
        if let Some(to) = values.with_value(|v| v.get(n).copied())
            && n != at.get_untracked()
        {
            on_change.run(to);
        }
    };
    let key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let (n, last) = (at.get_untracked(), values.with_value(Vec::len).saturating_sub(1));
        let to = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => (n + 1).min(last),
            "ArrowLeft" | "ArrowDown" => n.saturating_sub(1),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        choose(to);
        // The focus goes with the choice, as in every radio group.
        page::focus(&format!("{id}-{}", at.get_untracked()));
    };
    let buttons = options
        .into_iter()
        .enumerate()
        .map(|(n, (_, words))| {
            view! {
                <button
                    type="button"
                    role="radio"
                    id=format!("{id}-{n}")
                    class:f=move || { at.get() > 0 && n <= at.get() }
                    tabindex=move || if at.get() == n { "0" } else { "-1" }
                    aria-checked=move || (at.get() == n).to_string()
                    on:click=move |_| choose(n)
                >
                    {words}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="certs" role="radiogroup" aria-label=label on:keydown=key>
            {buttons}
        </div>
    }
}
