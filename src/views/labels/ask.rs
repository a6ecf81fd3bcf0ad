//! Asks for the name of a new label or attribute, which files say it by and which stays.

use leptos::prelude::*;

use crate::components::dialog::Dialog;
use crate::state::app;
use crate::views::dialogs::close;

/// A dialog with a field for the name. A name that is refused stays there with the reason.
#[component]
pub fn AskName(
    /// What the dialog and its button say: "New label", "Add label".
    words: (&'static str, &'static str),
    /// The id of the field; that of the line below it begins with it.
    field: &'static str,
    /// The name, as it is typed.
    name: RwSignal<String>,
    /// Why it was refused.
    refused: RwSignal<Option<String>>,
    /// What is said while nothing is refused.
    #[prop(into)]
    note: Signal<String>,
    /// Adds what is named so.
    #[prop(into)]
    on_add: Callback<()>,
    /// Further fields.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let app = app();
    let line = format!("{field}-note");
    let (title, add) = words;
    view! {
        <Dialog title class="ask" on_close=move |()| close(app)>
            <form
                class="col"
                on:submit=move |event| {
                    event.prevent_default();
                    on_add.run(());
                }
            >
                <div class="db">
                    <div class="kv">
                        <label class="k" for=field>"Name"</label>
                        <div class="field">
                            <input
                                type="text"
                                id=field
                                dir="auto"
                                autocomplete="off"
                                autofocus
                                aria-invalid=move || refused.get().is_some().to_string()
                                aria-describedby=line.clone()
                                prop:value=name
                                on:input=move |event| {
                                    refused.set(None);
                                    name.set(event_target_value(&event));
                                }
                            />
                        </div>
                        {children.map(|children| children())}
                    </div>
                    <p id=line role="status"><bdi>{move || refused.get().unwrap_or_else(|| note.get())}</bdi></p>
                </div>
                <div class="df">
                    <span class="grow"></span>
                    <button type="button" class="btn" on:click=move |_| close(app)>"Cancel"</button>
                    <button type="submit" class="btn primary">{add}</button>
                </div>
            </form>
        </Dialog>
    }
}
