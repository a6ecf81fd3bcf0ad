//! The words that are looked for, and how they are read.

use glossator_core::find::patterns_of_entity;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::components::button::IconButton;
use crate::components::icon::{Icon, IconView};
use crate::state::app;
use crate::state::find::{self, FIELD, Options};

/// The field for words, or the names of the entity that are looked for instead.
#[component]
pub fn WordsQuery() -> impl IntoView {
    let app = app();
    let find = app.find;
    let names = Memo::new(move |_| {
        let entity = find.names.get()?;
        app.session.registers(|p| {
            let entity = p.entities().get(&entity)?;
            let names = patterns_of_entity(entity).into_iter().map(|spec| spec.words);
            Some((entity.name.clone(), names.collect::<Vec<_>>()))
        })?
    });
    move || match names.get() {
        Some((name, names)) => view! { <Names name names/> }.into_any(),
        None => view! { <Words/> }.into_any(),
    }
}

#[component]
fn Names(name: String, names: Vec<String>) -> impl IntoView {
    let app = app();
    let names = names.into_iter().map(|n| view! { <li class="chip plain"><bdi>{n}</bdi></li> });
    let leave = move |()| {
        find::look_for_words(app);
        crate::platform::focus::soon(FIELD);
    };
    view! {
        <div class="row">
            <p class="grow trunc">"Names of "<b><bdi>{name}</bdi></b></p>
            <IconButton icon=Icon::Close label="Look for other words" class="sm" on_press=leave/>
        </div>
        <ul class="row wrap g2" aria-label="Names">{names.collect_view()}</ul>
    }
}

#[component]
fn Words() -> impl IntoView {
    let app = app();
    let find = app.find;
    let key = move |event: KeyboardEvent| {
        let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
        let name = event.key();
        if !event.is_composing() && !modified && matches!(name.as_str(), "ArrowDown" | "Enter") {
            event.prevent_default();
            event.stop_propagation();
            find::enter(app, name == "Enter");
        }
    };
    let wrong = move || find.problem.with(Option::is_some);
    let toggle = move |words: &'static str,
                       label: &'static str,
                       get: fn(&mut Options) -> &mut bool| {
        let on = Memo::new(move |_| *get(&mut find.options.get()));
        view! {
            <button
                type="button"
                class="btn sm ghost mono"
                aria-label=label
                title=label
                aria-pressed=move || on.get().to_string()
                on:click=move |_| find.options.update(|o| { let value = get(o); *value = !*value; })
            >
                {words}
            </button>
        }
    };
    view! {
        <div class="field">
            <IconView icon=Icon::Search small=true/>
            <input
                type="search"
                id=FIELD
                dir="auto"
                placeholder="Words to find"
                aria-label="Words to find"
                aria-invalid=move || wrong().then_some("true")
                aria-describedby="find-problem"
                autocomplete="off"
                spellcheck="false"
                prop:value=move || find.words.get()
                on:input=move |event| {
                    find.words.set(event_target_value(&event));
                    find::look_for_words(app);
                }
                on:focus=move |_| find::came_to_field(app)
                on:keydown=key
            />
            {toggle("Aa", "Capitals count", |o| &mut o.case)}
            // They always do in an expression.
            <Show when=move || !find.options.with(|o| o.regex)>
                {toggle("é", "Accents count", |o| &mut o.accents)}
            </Show>
            {toggle("[w]", "Whole words only", |o| &mut o.whole)}
            {toggle(".*", "Regular expression", |o| &mut o.regex)}
        </div>
    }
}
