//! Keys that a screen has for itself, wherever the focus is on it.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::platform::events;
use crate::platform::keys::is_character;
use crate::state::App;

/// The name of a key press that is for the screen itself; none if it is for a field, a dialog,
/// an input method or a command of two keys, or if it is held down: what it does would be done
/// again. Only arrows go on.
///
/// `from_field` tells which keys are for the screen though a field has the focus.
pub fn own_key(
    app: App,
    event: &KeyboardEvent,
    from_field: impl FnOnce(&str) -> bool,
) -> Option<String> {
    let key = events::key_of(event);
    let name = key.name();
    let elsewhere =
        event.default_prevented() || key.composing || app.ui.dialog.get_untracked().is_some();
    let off = is_character(&name) && !app.settings.peek(|s| s.single_keys);
    if elsewhere || off || key.acts_again() || key.in_field && !from_field(&name) {
        return None;
    }
    if app.ui.chord.first().is_some() {
        // "G E" goes to another screen: the second key is not for this one.
        if is_character(&name) || name == "Escape" {
            return None;
        }
        app.ui.chord.forget();
    }
    Some(name)
}

/// The event was for the screen, and for nothing else.
pub fn taken(event: &KeyboardEvent) {
    event.prevent_default();
    event.stop_propagation();
}
