//! A text that is edited in its place.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;

use crate::platform::{focus, page};

/// How many lines a text has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lines {
    /// One; Enter commits.
    #[default]
    One,
    /// One sentence, shown over as many lines as it needs; Enter commits.
    Sentence,
    /// Several; Enter begins another line, Ctrl+Enter commits.
    Several,
}

/// A field that commits when it is left, on Enter (of several lines on Ctrl+Enter) and on Esc,
/// which leaves it: no key loses what was typed, and undo takes back what was kept.
#[component]
pub fn Editable(
    /// The field's id.
    #[prop(into)]
    id: String,
    /// The field's name; empty if a `<label for>` names it.
    #[prop(into)]
    label: Signal<String>,
    /// The text as it is kept.
    #[prop(into)]
    value: Signal<String>,
    /// Gets a changed text. What it refuses is restored.
    #[prop(into)]
    on_commit: Callback<String>,
    /// How many lines it has.
    #[prop(optional)]
    lines: Lines,
    /// Classes of the field: of the `<div class="field">` around a one-line one.
    #[prop(optional)]
    class: &'static str,
    /// Shown while there is no text.
    #[prop(into, optional)]
    placeholder: Signal<String>,
    /// The id of the element that Esc goes to, and Enter if the focus came from it; empty
    /// in a dialog, which Esc closes.
    #[prop(into)]
    back: String,
    /// Whether Enter goes there wherever the focus came from.
    #[prop(optional)]
    returns: bool,
    /// Whether a committed text is not kept here: the field is for adding.
    #[prop(optional)]
    clears: bool,
) -> impl IntoView {
    // What was typed and not yet committed.
    let draft = RwSignal::new(None::<String>);
    let from_back = StoredValue::new(false);
    let back = StoredValue::new(back);
    let shown = move || draft.get().unwrap_or_else(|| value.get());
    let commit = move || {
        let Some(Some(typed)) = draft.try_get_untracked() else { return };
        let changed = value.try_get_untracked().is_some_and(|now| now != typed);
        if changed {
            on_commit.run(typed);
        }
        let _ = draft.try_set(None);
    };
    // A mark can be left by a key while its field has the focus.
    on_cleanup(commit);
    let name = move || Some(label.get()).filter(|l| !l.is_empty());
    let hint = move || Some(placeholder.get()).filter(|p| !p.is_empty());
    let focused = move |event: FocusEvent| {
        from_back.set_value(returns || back.with_value(|back| focus::came_from(&event, back)));
    };
    let key = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let command = event.ctrl_key() || event.meta_key();
        match event.key().as_str() {
            // With Ctrl, too: the command of these keys would leave the document.
            "Enter" if lines != Lines::Several || command => {
                event.prevent_default();
                event.stop_propagation();
                commit();
                if from_back.get_value() && !clears {
                    back.with_value(|back| page::focus(back));
                }
            }
            // What was typed is undone by the browser; what was committed, by the app.
            "z" | "Z" | "y" if command && draft.with_untracked(Option::is_some) => {
                event.stop_propagation()
            }
            // These leave the document.
            "ArrowUp" | "ArrowDown" if event.alt_key() => commit(),
            // Where Enter begins another line it is the way out.
            "Escape" => {
                commit();
                if !back.with_value(String::is_empty) {
                    event.prevent_default();
                    event.stop_propagation();
                    back.with_value(|back| page::focus(back));
                }
            }
            _ => {}
        }
    };
    if lines == Lines::One {
        return view! {
            <div class=format!("field {class}")>
                <input
                    type="text"
                    id=id
                    dir="auto"
                    autocomplete="off"
                    aria-label=name
                    placeholder=hint
                    prop:value=shown
                    on:input=move |event| draft.set(Some(event_target_value(&event)))
                    on:focus=focused
                    on:blur=move |_| commit()
                    on:keydown=key
                />
            </div>
        }
        .into_any();
    }
    view! {
        <textarea
            class=class
            id=id
            dir="auto"
            rows=if lines == Lines::Several { "2" } else { "1" }
            aria-label=name
            placeholder=hint
            prop:value=shown
            on:input=move |event| draft.set(Some(event_target_value(&event)))
            on:focus=focused
            on:blur=move |_| commit()
            on:keydown=key
        ></textarea>
    }
    .into_any()
}
