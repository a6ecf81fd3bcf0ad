//! The keys of commands, from the one table of commands.

use leptos::prelude::*;

use crate::components::kbd::Keys;
use crate::platform::keys;
use crate::platform::page;
use crate::state::commands;

/// The caps of a command's first keys; empty if it has none.
pub fn caps_of(command: &str) -> Vec<String> {
    let name = commands::find(command).and_then(|c| c.keys.first());
    name.map(|name| caps(name)).unwrap_or_default()
}

/// The caps of keys that are pressed one after the other (`G A`) or together (`Ctrl+K`).
pub fn caps(name: &str) -> Vec<String> {
    let mac = page::is_mac();
    name.split(' ').flat_map(|part| keys::caps(part, mac)).collect()
}

/// A command's first keys as `aria-keyshortcuts` wants them; none for keys in a row.
pub fn shortcut_of(command: &str) -> Option<String> {
    let name = commands::find(command)?.keys.first()?;
    shortcut(name)
}

/// Keys as `aria-keyshortcuts` wants them.
pub fn shortcut(name: &str) -> Option<String> {
    let control = if page::is_mac() { "Meta+" } else { "Control+" };
    (!name.contains(' ')).then(|| name.replace("Ctrl+", control))
}

/// The keys of a command.
#[component]
pub fn KeysOf(
    /// The command's id.
    command: &'static str,
) -> impl IntoView {
    view! { <Keys caps=caps_of(command)/> }
}
