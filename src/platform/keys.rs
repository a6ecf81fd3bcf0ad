//! Key presses as the names that commands are bound to: `J`, `Shift+J`, `Ctrl+K`,
//! `Alt+ArrowRight`, `1`, `Shift+1`, `?`.

/// A key press, as the browser reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// `KeyboardEvent.key`.
    pub key: String,
    /// `KeyboardEvent.code`.
    pub code: String,
    /// Ctrl, or ⌘ on macOS.
    pub ctrl: bool,
    /// Alt, or ⌥.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
    /// Whether an input method is composing a character.
    pub composing: bool,
    /// Whether the focus is in a field where people type.
    pub in_field: bool,
    /// Whether the focus is in the document's text.
    pub in_text: bool,
}

impl Key {
    /// The name that commands are bound to. Digits go by their place on the keyboard,
    /// so that they work on AZERTY; all other keys by what they type.
    pub fn name(&self) -> String {
        let digit = self.code.strip_prefix("Digit").filter(|d| d.len() == 1);
        let mut shift = self.shift;
        let base = match (digit, self.key.as_str()) {
            (Some(d), _) => d.to_owned(),
            (None, " ") => "Space".to_owned(),
            (None, key) => {
                let mut chars = key.chars();
                match (chars.next(), chars.next()) {
                    // Shift is a part of how "?" is typed, but not of "Shift+J".
                    (Some(c), None) if !c.is_alphabetic() => {
                        shift = false;
                        c.to_string()
                    }
                    (Some(c), None) => c.to_uppercase().collect(),
                    _ => key.to_owned(),
                }
            }
        };
        let mut name = String::new();
        for (held, word) in [(self.ctrl, "Ctrl+"), (self.alt, "Alt+"), (shift, "Shift+")] {
            if held {
                name.push_str(word);
            }
        }
        name + &base
    }
}

/// Whether a named key types a character, or moves, in a field: it is bound to something only
/// outside of fields. Not so with Ctrl or Alt, nor the function keys.
pub fn types(name: &str) -> bool {
    let key = name.strip_prefix("Shift+").unwrap_or(name);
    let function = key.strip_prefix('F').is_some_and(|n| n.parse::<u8>().is_ok());
    !function && !name.contains("Ctrl+") && !name.contains("Alt+")
}

/// Whether keys go by a character alone, as speech input presses by accident (WCAG 2.1.4): the
/// setting for single keys turns these off, but neither Escape nor the arrows.
pub fn is_character(keys: &str) -> bool {
    let single = |key: &str| {
        let key = key.strip_prefix("Shift+").unwrap_or(key);
        key == "Space" || key.chars().count() == 1
    };
    !keys.contains("Ctrl+") && !keys.contains("Alt+") && keys.split(' ').any(single)
}

/// The caps of a key name for display: `Ctrl+Shift+Z` gives `Ctrl`, `Shift`, `Z`; on
/// macOS with its own signs.
pub fn caps(name: &str, mac: bool) -> Vec<String> {
    let mut parts: Vec<&str> = name.split('+').filter(|p| !p.is_empty()).collect();
    if name.ends_with('+') {
        parts.push("+");
    }
    parts
        .into_iter()
        .map(|part| {
            match (part, mac) {
                ("Ctrl", true) => "⌘",
                ("Alt", true) => "⌥",
                ("Shift", true) => "⇧",
                ("ArrowLeft", _) => "←",
                ("ArrowRight", _) => "→",
                ("ArrowUp", _) => "↑",
                ("ArrowDown", _) => "↓",
                ("Escape", _) => "Esc",
                (other, _) => other,
            }
            .to_owned()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: &str, code: &str, mods: &str) -> Key {
        Key {
            key: key.to_owned(),
            code: code.to_owned(),
            ctrl: mods.contains('c'),
            alt: mods.contains('a'),
            shift: mods.contains('s'),
            composing: false,
            in_field: false,
            in_text: true,
        }
    }

    #[test]
    fn names() {
        let rows = [
            (key("j", "KeyJ", ""), "J"),
            (key("J", "KeyJ", "s"), "Shift+J"),
            (key("k", "KeyK", "c"), "Ctrl+K"),
            (key("Z", "KeyZ", "cs"), "Ctrl+Shift+Z"),
            (key("&", "Digit1", ""), "1"),
            (key("!", "Digit1", "s"), "Shift+1"),
            (key("?", "Slash", "s"), "?"),
            (key("ArrowRight", "ArrowRight", "a"), "Alt+ArrowRight"),
            (key("<", "Comma", "s"), "<"),
            (key(" ", "Space", ""), "Space"),
        ];
        for (key, name) in rows {
            assert_eq!(key.name(), name);
        }
    }

    #[test]
    fn what_types_in_a_field() {
        for name in ["F", "Shift+F", "1", "?", "ArrowLeft", "Shift+ArrowLeft", "Delete"] {
            assert!(types(name), "{name}");
        }
        for name in ["F6", "Shift+F6", "Ctrl+F", "Ctrl+Shift+Z", "Alt+ArrowLeft"] {
            assert!(!types(name), "{name}");
        }
    }

    #[test]
    fn what_is_a_character_alone() {
        for keys in ["F", "Shift+F", "Shift+D", "1", "+", "Space", "G D"] {
            assert!(is_character(keys), "{keys}");
        }
        for keys in ["F6", "Escape", "Enter", "Delete", "Shift+ArrowLeft", "Ctrl+F", "Alt+1"] {
            assert!(!is_character(keys), "{keys}");
        }
    }

    #[test]
    fn caps_of_names() {
        assert_eq!(caps("Ctrl+Shift+Z", false), ["Ctrl", "Shift", "Z"]);
        assert_eq!(caps("Ctrl+ArrowUp", true), ["⌘", "↑"]);
        assert_eq!(caps("+", false), ["+"]);
    }
}
