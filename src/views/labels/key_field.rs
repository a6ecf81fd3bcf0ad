//! Setting a label's key by pressing it.

use glossator_core::actions::labels;
use glossator_core::model::LabelId;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::components::icon::{Icon, IconView};
use crate::platform::{events, page};
use crate::state::{App, app, commands};

/// Why a key cannot be this label's; none if it can.
fn problem(app: App, id: &LabelId, key: &str) -> Option<String> {
    if !labels::is_label_key(key) {
        return Some(format!("{key} cannot be a label’s key"));
    }
    if let Some(command) = commands::owner_of(key) {
        return Some(format!("{key} is the key of “{}”", command.title));
    }
    let owner =
        app.session.read(|p| labels::key_owner(p.schema(), key, id).map(|l| l.name.clone()));
    owner.flatten().map(|name| format!("{key} is the key of {name}"))
}

/// A field that takes the next key pressed in it.
#[component]
pub fn KeyField(
    /// The field's id.
    field: &'static str,
    /// The label.
    id: LabelId,
    /// Its key.
    #[prop(into)]
    value: Signal<Option<String>>,
    /// The id of the element that Esc and Enter go to.
    back: String,
    /// Gets another key, or none.
    #[prop(into)]
    on_change: Callback<Option<String>>,
) -> impl IntoView {
    let app = app();
    let id = StoredValue::new(id);
    let refused = RwSignal::new(None::<String>);
    let set = move |key: Option<String>| {
        refused.set(None);
        if key != value.get_untracked() {
            on_change.run(key);
        }
    };
    let press = move |event: KeyboardEvent| {
        let key = events::key_of(&event);
        let alone = matches!(
            key.key.as_str(),
            "Shift" | "CapsLock" | "AltGraph" | "Dead" | "Tab" | "Process" | "Unidentified"
        );
        // Ctrl and Alt belong to commands and the browser, and go on to them.
        if alone || key.ctrl || key.alt || key.composing {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        let name = key.name();
        if matches!(name.as_str(), "Escape" | "Enter") {
            page::focus(&back);
            return;
        }
        if matches!(name.as_str(), "Backspace" | "Delete") {
            set(None);
            return;
        }
        match problem(app, &id.get_value(), &name) {
            None => set(Some(name)),
            Some(why) => refused.set(Some(why)),
        }
    };
    let shown = move || value.get().unwrap_or_else(|| "none".to_owned());
    view! {
        <div class="row wrap">
            <div class="field w-s">
                <input
                    type="text"
                    id=field
                    readonly
                    aria-describedby="key-hint key-refused"
                    prop:value=shown
                    on:keydown=press
                    on:blur=move |_| refused.set(None)
                />
            </div>
            <span role="status" id="key-refused">
                {move || refused.get().map(|why| view! {
                    <span class="badge warn"><IconView icon=Icon::Warning/><bdi>{why}</bdi></span>
                })}
            </span>
            <span class="muted" id="key-hint">"press the key to set it"</span>
            <button type="button" class="btn sm ghost" disabled=move || value.with(Option::is_none) on:click=move |_| set(None)>
                "No key"
            </button>
        </div>
    }
}
