//! From key presses to commands.

use leptos::prelude::*;

use super::super::App;
use super::{Act, COMMANDS, Command, Scope};
use crate::platform::keys::{Key, is_character};

/// Keys pressed anywhere in the window; whether a command took it.
pub fn global_key(app: App, key: Key) -> bool {
    // A dialog has keys of its own.
    if key.composing || app.ui.dialog.get_untracked().is_some() {
        return false;
    }
    let name = key.name();
    if key.is_for_field(&name) {
        // "G", then words in a field: none of them is the second key.
        app.ui.chord.forget();
        return false;
    }
    // Outside of fields these open a browser's own search, which would take all further keys.
    run_keys(app, &name, key.repeat, |c| c.scope == Scope::Everywhere)
        || app.settings.peek(|s| s.single_keys) && matches!(name.as_str(), "/" | "'")
}

/// Keys pressed in the document's text; whether a command took it.
pub fn text_key(app: App, key: Key) -> bool {
    // Keys for a dialog that is still being fetched must not change the text.
    if key.composing || key.in_field || app.ui.dialog.get_untracked().is_some() {
        return false;
    }
    let name = key.name();
    if run_keys(app, &name, key.repeat, |_| true) {
        return true;
    }
    let single_keys = app.settings.peek(|s| s.single_keys);
    if !single_keys && is_character(&name) {
        return false;
    }
    let kinds = app.ui.front.get_untracked().label_kinds();
    let label = app.session.read(|p| {
        let label =
            p.schema().labels.iter().find(|l| l.hotkey.as_deref() == Some(name.as_str()))?;
        Some((label.id.clone(), label.kind, label.name.clone()))
    });
    match label.flatten() {
        Some((label, kind, _)) if kinds.contains(&kind) => {
            super::label(app, label);
            true
        }
        Some((_, _, name)) => {
            app.ui.say(format!("“{name}” is a label of entities: E shows them"));
            true
        }
        None => advise(app, &name),
    }
}

/// Says what the command lacks that these keys are bound to. Whether there is one.
fn advise(app: App, name: &str) -> bool {
    let bound = COMMANDS.iter().filter(|c| c.keys.contains(&name) && !c.is_enabled(app));
    let advice = bound.filter_map(|c| c.needs.advice()).next();
    if let Some(advice) = advice {
        app.ui.say(advice);
    }
    advice.is_some()
}

/// Runs the command that these keys are bound to, the first of two keys remembered.
fn run_keys(app: App, name: &str, repeat: bool, fits: impl Fn(&Command) -> bool) -> bool {
    let first = app.ui.chord.first();
    app.ui.chord.forget();
    if first.is_some() && name == "Escape" {
        return true;
    }
    let chord = first.map(|first| format!("{first} {name}"));
    let allowed = |keys: &str| !is_character(keys) || app.settings.peek(|s| s.single_keys);
    let bound = |wanted: &str| {
        COMMANDS
            .iter()
            .filter(|c| fits(c))
            .find(|c| c.keys.iter().any(|k| *k == wanted && allowed(k)) && c.is_enabled(app))
    };
    if let Some(command) = chord.as_deref().and_then(bound) {
        (app.act)(app, Act::Command(command.id));
        return true;
    }
    // The second key alone would do something else than what was meant.
    if let Some(chord) = chord.filter(|_| is_character(name)) {
        let known = COMMANDS.iter().any(|c| fits(c) && c.keys.contains(&chord.as_str()));
        if !known || !advise(app, &chord) {
            app.ui.say(possible(chord.split(' ').next().unwrap_or_default()));
        }
        return true;
    }
    if let Some(command) = bound(name) {
        if !repeat || command.repeats() {
            (app.act)(app, Act::Command(command.id));
        }
        return true;
    }
    let begins = COMMANDS.iter().filter(|c| fits(c)).any(|c| {
        c.keys
            .iter()
            .any(|k| k.split_once(' ').is_some_and(|(first, _)| first == name) && allowed(k))
    });
    // Held down, it is no second key.
    if begins && !repeat {
        app.ui.chord.begin(name);
        app.ui.said.polite.set(possible(name));
    }
    begins
}

/// The keys that may follow a first one, each with a word for what it does.
pub fn second_keys(first: &str) -> Vec<(&'static str, String)> {
    let all = COMMANDS.iter().flat_map(|c| c.keys.iter().map(move |keys| (c, keys)));
    let own = all.filter_map(|(c, keys)| Some((c, keys.split_once(' ').filter(|k| k.0 == first)?)));
    own.map(|(c, (_, second))| {
        let word = c.title.split([' ', ':']).next().unwrap_or_default();
        (second, word.to_ascii_lowercase())
    })
    .collect()
}

/// What may follow a first key, in words.
fn possible(first: &str) -> String {
    let keys = second_keys(first).into_iter();
    let keys: String = keys.map(|(key, word)| format!("{key} {word}, ")).collect();
    format!("After {first}: {}", keys.trim_end_matches(", "))
}

#[cfg(test)]
mod tests {
    use super::{possible, second_keys};

    #[test]
    fn a_first_key_says_what_may_follow() {
        assert_eq!(
            possible("L"),
            "After L: I identical, R refutes, P supports, T updates, D related"
        );
        assert!(second_keys("G").contains(&("E", "entities".to_owned())));
        assert_eq!(second_keys("J"), []);
    }
}
