//! For a project file of others: who the person is in it.

use leptos::prelude::*;

use crate::components::choice::Select;
use crate::state::app;
use crate::state::import::ProjectUse;

/// Asks who of a project file's annotators the person is, where it has nobody they were before.
#[component]
pub fn PersonChoice() -> impl IntoView {
    let app = app();
    let import = app.import;
    let people = Memo::new(move |_| {
        let file = import.project_file()?;
        let opens = matches!(import.use_of(&file), ProjectUse::Open | ProjectUse::Replace);
        let alone = app.session.project(|_| ()).is_none();
        Some(import.strangers(app, &file)).filter(|all| !all.is_empty() && (opens || alone))
    });
    let options = Signal::derive(move || {
        let all = people.get().unwrap_or_default().into_iter();
        let named = all.map(|a| (a.id.to_string(), a.name));
        std::iter::once((String::new(), "Somebody new".to_owned())).chain(named).collect::<Vec<_>>()
    });
    view! {
        <Show when=move || people.with(Option::is_some)>
            <div class="kv">
                <label class="k" for="person">"You are"</label>
                <Select id="person" label="" options value=import.person on_change=move |id| import.person.set(id)/>
            </div>
            <p class="muted">"You can change your own marks only."</p>
        </Show>
    }
}
