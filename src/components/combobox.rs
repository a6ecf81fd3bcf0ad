//! A field that proposes while one types.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use super::icon::{Icon, IconView};
use super::kbd::Keys;
use crate::platform::{boxes, focus, page};

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal<T> {
    /// What is chosen with it.
    pub value: T,
    /// A tag with its hue, or none: then a plus stands there.
    pub tag: Option<(String, u8)>,
    /// What comes before the text, in the interface's own words ("New entity").
    pub lead: &'static str,
    /// The text.
    pub text: String,
    /// What else is said of it; may be empty.
    pub detail: String,
}

/// A combo box: arrows go through the proposals below it, Enter chooses, Esc closes
/// them, and a second Esc leaves the field. With Alt, arrows open and close the list only.
#[component]
pub fn Combobox<T>(
    /// The field's id; ids of the proposals begin with it.
    #[prop(into)]
    id: String,
    /// The field's name.
    #[prop(into)]
    label: Signal<String>,
    /// The text while nothing is typed.
    #[prop(into)]
    value: Signal<String>,
    /// Shown while there is no text.
    #[prop(into)]
    placeholder: Signal<String>,
    /// What is proposed for what was typed; called while the list is open.
    #[prop(into)]
    proposals: Callback<String, Vec<Proposal<T>>>,
    /// Gets the chosen one.
    #[prop(into)]
    on_choose: Callback<T>,
    /// Gets what was typed where the field is left without a choice: it does not stay.
    #[prop(optional, into)]
    on_left: Option<Callback<String>>,
    /// The id of the element that Esc goes to, and Enter if the focus came from it; empty
    /// in a dialog, which Esc closes.
    back: &'static str,
    /// The caps of the key that leads here.
    #[prop(optional)]
    caps: Vec<String>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let root = NodeRef::<html::Div>::new();
    let input = NodeRef::<html::Input>::new();
    let typed = RwSignal::new(None::<String>);
    let open = RwSignal::new(false);
    let active = RwSignal::new(0_usize);
    let from_back = StoredValue::new(false);
    let rows = Memo::new(move |_| {
        if open.get() { proposals.run(typed.get().unwrap_or_default()) } else { Vec::new() }
    });
    let len = Memo::new(move |_| rows.with(Vec::len));
    let expanded = Memo::new(move |_| len.get() > 0);
    let list_id = format!("{id}-list");
    let own_id = StoredValue::new(id.clone());
    let row_id = move |n: usize| own_id.with_value(|id| format!("{id}-{n}"));
    let controls = list_id.clone();

    let close = move || {
        open.set(false);
        typed.set(None);
    };
    let choose = move |n: usize| {
        let Some(row) = rows.with_untracked(|rows| rows.get(n).cloned()) else { return };
        let returns = from_back.get_value();
        close();
        // This may take the field away.
        on_choose.run(row.value);
        if returns {
            page::focus(back);
        }
    };
    let show = move || {
        active.set(0);
        open.set(true);
    };
    let go = move |n: usize| {
        active.set(n);
        boxes::show(&row_id(n));
    };
    let key = move |event: KeyboardEvent| {
        // With Enter it commits, as in every field, and no more.
        let enter = event.key() == "Enter" && !event.alt_key();
        let command = (event.ctrl_key() || event.meta_key()) && !enter;
        match event.key().as_str() {
            "ArrowDown" if event.alt_key() => show(),
            "ArrowUp" if event.alt_key() => open.set(false),
            _ => {}
        }
        if event.is_composing() || command || event.alt_key() {
            // What was typed is undone by the browser.
            if command
                && typed.with_untracked(Option::is_some)
                && matches!(event.key().as_str(), "z" | "Z" | "y")
            {
                event.stop_propagation();
            }
            return;
        }
        let (n, at) = (len.get_untracked(), active.get_untracked());
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if n == 0 => show(),
            "ArrowDown" => go((at + 1) % n),
            "ArrowUp" => go((at + n - 1) % n),
            "Enter" if n == 0 => show(),
            "Enter" => choose(at),
            "Escape" if n > 0 || typed.with_untracked(Option::is_some) => close(),
            // Closes the dialog that the field is in.
            "Escape" if back.is_empty() => return,
            "Escape" => page::focus(back),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let focused = move |event: FocusEvent| {
        from_back.set_value(focus::came_from(&event, back));
        if let Some(input) = input.get_untracked() {
            input.select();
        }
        if value.with_untracked(String::is_empty) {
            show();
        }
    };
    let left = move |event: FocusEvent| {
        let root = root.try_get_untracked().flatten();
        let inside = root.is_some_and(|r| boxes::holds(&r, event.related_target()));
        if !inside {
            let words = typed.try_get_untracked().flatten().map(|t| t.trim().to_owned());
            let news = words.filter(|w| !w.is_empty() && value.with_untracked(|v| v != w));
            close();
            if let (Some(on_left), Some(words)) = (on_left, news) {
                on_left.try_run(words);
            }
        }
    };
    let options = move || {
        rows.get()
            .into_iter()
            .enumerate()
            .map(|(n, row)| {
                let sign = match row.tag {
                    Some((tag, hue)) => {
                        view! { <span class="tag" data-hue=hue aria-hidden="true">{tag}</span> }
                            .into_any()
                    }
                    None => view! { <IconView icon=Icon::Plus small=true/> }.into_any(),
                };
                let lead = (!row.lead.is_empty())
                    .then(|| view! { <span class="soft">{row.lead}" "</span> });
                view! {
                    <li
                        class="mi"
                        role="option"
                        id=row_id(n)
                        aria-selected=move || (active.get() == n).to_string()
                        // A press must not take the focus from the field.
                        on:mousedown=move |event| event.prevent_default()
                        on:click=move |_| choose(n)
                    >
                        {sign}
                        <span class="trunc">{lead}<bdi>{row.text}</bdi></span>
                        <span class="muted trunc end"><bdi>{row.detail}</bdi></span>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <div class="combo" node_ref=root on:focusout=left>
            <div class="field">
                <input
                    type="text"
                    id=id
                    dir="auto"
                    role="combobox"
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=move || label.get()
                    aria-autocomplete="list"
                    aria-haspopup="listbox"
                    aria-expanded=move || expanded.get().to_string()
                    aria-controls=move || expanded.get().then(|| controls.clone())
                    aria-activedescendant=move || expanded.get().then(|| row_id(active.get()))
                    placeholder=move || placeholder.get()
                    prop:value=move || typed.get().unwrap_or_else(|| value.get())
                    node_ref=input
                    on:input=move |event| {
                        typed.set(Some(event_target_value(&event)));
                        show();
                    }
                    on:focus=focused
                    on:click=move |_| show()
                    on:keydown=key
                />
                <Keys caps/>
            </div>
            <Show when=move || expanded.get()>
                <ul class="menu" role="listbox" id=list_id.clone() aria-label=move || label.get()>{options}</ul>
            </Show>
        </div>
    }
}
