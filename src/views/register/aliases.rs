//! The other names of an entry.

use glossator_core::actions::entities;
use glossator_core::model::{Alias, AliasKind, EntityId};
use leptos::prelude::*;

use super::Screen;
use super::list::LIST;
use crate::components::choice::Select;
use crate::components::editable::Editable;
use crate::components::icon::{Icon, IconView};
use crate::platform::focus;
use crate::state::acts;
use crate::views::kept;

/// The id of the field that adds a name.
const ADD: &str = "register-alias";
/// The id of the list of kinds.
const KIND: &str = "register-alias-kind";

const KINDS: [(AliasKind, &str, &str); 4] = [
    (AliasKind::Name, "name", "Name"),
    (AliasKind::Acronym, "acronym", "Acronym"),
    (AliasKind::Misspelling, "misspelling", "Misspelling"),
    (AliasKind::Contextual, "contextual", "In its context only"),
];

fn key_of(kind: AliasKind) -> &'static str {
    KINDS.iter().find(|(k, ..)| *k == kind).map_or("name", |(_, key, _)| *key)
}

/// The other names: pressed, one shows what sort of name it is.
#[component]
pub fn Aliases(
    screen: Screen,
    /// The entry.
    id: EntityId,
) -> impl IntoView {
    let app = screen.app;
    let open = RwSignal::new(None::<String>);
    let all = Memo::new(move |_| {
        let all = app.session.registers(|p| p.entities().get(&id).map(|e| e.aliases.clone()));
        all.flatten().unwrap_or_default()
    });
    let texts = move || all.with(|all| all.iter().map(|a| a.text.clone()).collect::<Vec<_>>());
    let count = move |text: &str| {
        screen.found.with(|f| {
            let own = f.entity == Some(id);
            own.then(|| f.lines.iter().filter(|l| l.alias == text).count())
        })
    };
    let chip = move |text: String| {
        let text = StoredValue::new(text);
        let alias = Memo::new(move |_| {
            all.with(|all| all.iter().find(|a| a.text == text.get_value()).cloned())
        });
        let is_open = move || open.with(|o| *o == Some(text.get_value()));
        let toggle = move |_| {
            open.update(|o| {
                *o = if *o == Some(text.get_value()) { None } else { Some(text.get_value()) }
            });
        };
        let kind = move || match alias.with(|a| a.as_ref().map(|a| (a.kind, a.auto_match))) {
            Some((AliasKind::Acronym, _)) => ", acronym",
            Some((AliasKind::Misspelling, _)) => ", misspelling",
            Some((AliasKind::Contextual, _)) => ", in its context only",
            Some((AliasKind::Name, false)) => ", not looked for",
            _ => "",
        };
        view! {
            <li>
                <button
                    type="button"
                    class="chip plain"
                    class:ctx=move || alias.with(|a| a.as_ref().is_some_and(|a| !a.auto_match))
                    aria-expanded=move || is_open().to_string()
                    on:click=toggle
                >
                    <bdi>{move || text.get_value()}</bdi>
                    <span class="muted num">{move || count(&text.get_value())}</span>
                    <span class="vh">{kind}</span>
                </button>
            </li>
        }
    };
    let editor = move || {
        let text = open.get()?;
        let alias = all.with(|all| all.iter().find(|a| a.text == text).cloned())?;
        Some(view! { <Editor screen id alias open/> })
    };
    view! {
        <div class="col g2">
            <div class="row wrap g2">
                <Show when=move || !all.with(Vec::is_empty)>
                    <ul class="row wrap g2" aria-label="Aliases">
                        <For each=texts key=Clone::clone let(text)>{chip(text)}</For>
                    </ul>
                </Show>
                <Editable
                    id=ADD
                    label="Add an alias"
                    class="w-m"
                    value=""
                    on_commit=move |text: String| kept::edit(app, |p| entities::add_alias(p, id, &text))
                    placeholder="Add"
                    back=LIST
                    clears=true
                />
            </div>
            {editor}
        </div>
    }
}

/// What sort of name an alias is, and whether texts are searched for it.
#[component]
fn Editor(
    screen: Screen,
    /// The entry.
    id: EntityId,
    /// The alias.
    alias: Alias,
    /// The one that is shown.
    open: RwSignal<Option<String>>,
) -> impl IntoView {
    let app = screen.app;
    let text = StoredValue::new(alias.text.clone());
    let options: Vec<(String, String)> =
        KINDS.iter().map(|(_, key, words)| ((*key).to_owned(), (*words).to_owned())).collect();
    let set_kind = move |key: String| {
        if let Some((kind, ..)) = KINDS.iter().find(|(_, k, _)| *k == key) {
            // The editor is drawn anew; who has left the list does not come back to it.
            let stays = focus::id().as_deref() == Some(KIND);
            acts::edit(app, |p| text.with_value(|t| entities::set_alias_kind(p, id, t, *kind)));
            if stays {
                focus::soon(KIND);
            }
        }
    };
    let set_match = move |event| {
        let on = event_target_checked(&event);
        acts::edit(app, |p| text.with_value(|t| entities::set_auto_match(p, id, t, on)));
        focus::soon("register-alias-match");
    };
    let remove = move |_| {
        if acts::edit(app, |p| text.with_value(|t| entities::remove_alias(p, id, t))) {
            open.set(None);
            focus::soon(ADD);
        }
    };
    view! {
        <div class="row wrap g4 aedit" role="group" aria-label=format!("Alias {}", alias.text)>
            <b class="trunc"><bdi>{alias.text.clone()}</bdi></b>
            <Select
                id=KIND
                label="Kind of alias"
                class="sm"
                options
                value=key_of(alias.kind).to_owned()
                on_change=set_kind
            />
            <label>
                <input
                    type="checkbox"
                    class="check"
                    id="register-alias-match"
                    disabled=alias.kind == AliasKind::Contextual
                    prop:checked=alias.auto_match
                    on:change=set_match
                />
                "Texts are searched for it"
            </label>
            <button type="button" class="btn sm ghost" on:click=remove>
                <IconView icon=Icon::Trash small=true/>
                "Remove"
            </button>
        </div>
    }
}
