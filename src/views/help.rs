//! All keys, from the one table of commands.

use glossator_core::query::search::Typed;
use leptos::prelude::*;

use super::dialogs::close;
use super::{board, hint, labels as label_screen, register};
use crate::components::dialog::Dialog;
use crate::components::icon::{Icon, IconView};
use crate::components::kbd::Keys;
use crate::state::commands::{COMMANDS, Group};
use crate::state::{App, app};

/// What a row says, and its keys.
type Row = (String, Vec<String>);

/// The rows of a group that fit.
fn commands_of(group: Group, wanted: &Typed) -> Vec<Row> {
    let own = COMMANDS.iter().filter(|c| c.group == group && !c.keys.is_empty());
    own.filter(|c| wanted.fit(c.title).is_some() || c.keys.iter().any(|k| wanted.fit(k).is_some()))
        .map(|c| (c.title.to_owned(), c.keys.iter().map(|k| (*k).to_owned()).collect()))
        .collect()
}

/// The keys of a screen that fit.
fn screen_keys(all: &[(&str, &[&str])], wanted: &Typed) -> Vec<Row> {
    let fits = |(title, keys): &&(&str, &[&str])| {
        wanted.fit(title).is_some() || keys.iter().any(|k| wanted.fit(k).is_some())
    };
    let rows = all.iter().filter(fits);
    rows.map(|(title, keys)| ((*title).to_owned(), keys.iter().map(|k| (*k).to_owned()).collect()))
        .collect()
}

/// The keys of a field of the inspector and of the other screens.
const FIELD: &[(&str, &[&str])] = &[
    ("Keep what was typed, and leave the field", &["Escape"]),
    ("Keep what was typed; in a note, another line", &["Enter"]),
    ("Take back what was kept", &["Ctrl+Z"]),
];

/// The keys of the panel that finds and marks, which has the focus then.
const FIND: &[(&str, &[&str])] = &[
    ("From the words to the places", &["ArrowDown", "Enter"]),
    ("Tick a place", &["Space"]),
    ("Tick all places, or none", &["A"]),
    ("Show the place in the text", &["Enter"]),
    ("Choose the label", &["1", "2", "3"]),
    ("Mark what is ticked", &["Ctrl+Enter"]),
    ("Delete the ticked marks", &["Delete"]),
];

/// The labels with keys that fit.
fn labels(app: App, wanted: &Typed) -> Vec<Row> {
    let rows = app.session.schema(|s| {
        let keyed = s.labels.iter().filter_map(|l| Some((l.name.clone(), vec![l.hotkey.clone()?])));
        keyed
            .filter(|(name, keys)| wanted.fit(name).is_some() || wanted.fit(&keys[0]).is_some())
            .collect()
    });
    rows.unwrap_or_default()
}

/// A heading and its rows; nothing without rows.
fn section(heading: &'static str, rows: Vec<Row>) -> Option<impl IntoView> {
    let is_empty = rows.is_empty();
    let rows = rows
        .into_iter()
        .map(|(title, keys)| {
            // Read out as words: the caps are for the eye.
            let spoken = keys.join(" or ");
            let caps = keys
                .iter()
                .enumerate()
                .map(|(n, k)| {
                    // One of them, not one after the other.
                    let or =
                        (n > 0).then(|| view! { <span class="or" aria-hidden="true">"or"</span> });
                    view! { <span class="row">{or}<Keys caps=hint::caps(k)/></span> }
                })
                .collect_view();
            view! {
                <div>
                    <dt><bdi>{title}</bdi></dt>
                    <dd>{caps}<span class="vh">{spoken}</span></dd>
                </div>
            }
        })
        .collect_view();
    (!is_empty).then(|| view! { <section><h3>{heading}</h3><dl>{rows}</dl></section> })
}

/// All keys.
#[component]
pub fn Help() -> impl IntoView {
    let app = app();
    let typed = RwSignal::new(String::new());
    let sections = move || {
        let wanted = Typed::new(&typed.get());
        let groups = Group::ALL.map(|g| section(g.title(), commands_of(g, &wanted)));
        let labels = section("Labels", labels(app, &wanted));
        let entities = section("Entities screen", screen_keys(register::KEYS, &wanted));
        let board = section("Claims screen", screen_keys(board::KEYS, &wanted));
        let schema = section("Labels screen", screen_keys(label_screen::KEYS, &wanted));
        let finding = section("In the list of found places", screen_keys(FIND, &wanted));
        let field = section("In a field", screen_keys(FIELD, &wanted));
        let none = groups.iter().all(Option::is_none)
            && [&labels, &entities, &board, &schema, &field, &finding].iter().all(|s| s.is_none());
        view! {
            {groups.into_iter().collect_view()}
            {board}
            {entities}
            {schema}
            {field}
            {finding}
            {labels}
            {none.then(|| view! { <p class="empty">"No key and no action is called so."</p> })}
        }
    };
    let find = move || {
        view! {
            <div class="field w-m">
                <IconView icon=Icon::Search small=true/>
                <input
                    type="search"
                    placeholder="Find a key or action"
                    aria-label="Find a key or action"
                    autofocus
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </div>
        }
    };
    view! {
        <Dialog
            title="Keyboard"
            note="Single keys work while the text has focus."
            class="hlp"
            tools=find
            on_close=move |()| close(app)
        >
            // It scrolls, and has nothing that takes the focus.
            <div class="db" tabindex="0" role="group" aria-label="Keys"><div class="helpgrid">{sections}</div></div>
            <div class="df wrap">
                <label>
                    <input
                        type="checkbox"
                        class="check"
                        prop:checked=move || app.settings.get(|s| s.single_keys)
                        on:change=move |event| {
                            let on = event_target_checked(&event);
                            app.settings.set(|s| s.single_keys = on);
                        }
                    />
                    "Single keys act"
                </label>
                <span>
                    <b>"Mouse "</b>
                    "drag selects whole tokens · double-click a token · triple-click a sentence · Shift-click extends · click a mark selects the innermost, click again for the one around it · right-click a mark for what can be done with it, with Shift for the browser's menu · Alt selects by character"
                </span>
            </div>
        </Dialog>
    }
}
