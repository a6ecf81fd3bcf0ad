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
    /// AltGr, which Windows reports as Ctrl and Alt besides.
    pub alt_graph: bool,
    /// Whether it is held down, and this is not its first press.
    pub repeat: bool,
    /// Whether an input method is composing a character.
    pub composing: bool,
    /// Whether the focus is in a field where people type.
    pub in_field: bool,
    /// Whether the focus is in a field that Alt with an arrow opens the list of.
    pub has_list: bool,
    /// Whether the focus is in the document's text.
    pub in_text: bool,
}

/// The signs that commands are bound to: they go by what is typed, wherever a keyboard has them.
pub const SIGNS: &str = "?/=+<>,.[]";

impl Key {
    /// The name that commands are bound to.
    ///
    /// Letters and signs go by what they type. Digits go by their place, so that they work on
    /// AZERTY, where `&` is typed there; but a bound sign above a digit is that sign ("/" is
    /// Shift+7 on QWERTZ). Letters of other scripts than Latin have no commands: for them the
    /// Latin letter of their place counts.
    pub fn name(&self) -> String {
        let mut chars = self.key.chars();
        let first = chars.next();
        let typed = first.filter(|_| chars.next().is_none());
        let place = |kind: &str| self.code.strip_prefix(kind).filter(|at| at.len() == 1);
        let digit = place("Digit");
        let above = self.shift || self.alt || self.alt_graph;
        let sign = typed.filter(|c| SIGNS.contains(*c) && (digit.is_none() || above));
        let is_foreign = first.is_some_and(|c| c > LAST_LATIN) && !self.alt_graph;
        let letter = place("Key").filter(|_| is_foreign);
        let (mut ctrl, mut alt, mut shift) = (self.ctrl, self.alt, self.shift);
        let base = match (sign, digit.or(letter), typed) {
            (None, Some(at), _) => at.to_owned(),
            (None, None, Some(' ')) => "Space".to_owned(),
            (None, None, Some(c)) if c.is_alphabetic() => c.to_uppercase().collect(),
            (None, None, None) => self.key.clone(),
            (Some(c), ..) | (None, None, Some(c)) => {
                // Shift is a part of how "?" is typed, but not of "Shift+J"; and so is AltGr.
                shift = false;
                alt &= digit.is_none() && !self.alt_graph;
                ctrl &= !self.alt_graph;
                c.to_string()
            }
        };
        let mut name = String::new();
        for (held, word) in [(ctrl, "Ctrl+"), (alt, "Alt+"), (shift, "Shift+")] {
            if held {
                name.push_str(word);
            }
        }
        name + &base
    }

    /// Whether it is held down and would do something again, rather than move on.
    pub fn acts_again(&self) -> bool {
        self.repeat && !self.key.starts_with("Arrow")
    }

    /// Whether the field with the focus has a use of its own for the key of this name.
    pub fn is_for_field(&self, name: &str) -> bool {
        let opens = matches!(name, "Alt+ArrowDown" | "Alt+ArrowUp");
        self.in_field && types(name) || self.has_list && opens
    }
}

/// The last letter of the Latin blocks: é and ß have places of their own on Latin keyboards.
const LAST_LATIN: char = '\u{24F}';

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
            alt_graph: mods.contains('g'),
            repeat: false,
            composing: false,
            in_field: false,
            has_list: false,
            in_text: true,
        }
    }

    #[test]
    fn names() {
        let rows = [
            // Layout, key, code, modifiers held, name.
            ("QWERTY", "j", "KeyJ", "", "J"),
            ("QWERTY", "J", "KeyJ", "s", "Shift+J"),
            ("QWERTY", "J", "KeyJ", "", "J"),
            ("QWERTY", "k", "KeyK", "c", "Ctrl+K"),
            ("QWERTY", "Z", "KeyZ", "cs", "Ctrl+Shift+Z"),
            ("QWERTY", "1", "Digit1", "", "1"),
            ("QWERTY", "!", "Digit1", "s", "Shift+1"),
            ("QWERTY", "&", "Digit7", "s", "Shift+7"),
            ("QWERTY", "1", "Digit1", "a", "Alt+1"),
            ("QWERTY", "1", "Numpad1", "", "1"),
            ("QWERTY", "?", "Slash", "s", "?"),
            ("QWERTY", "=", "Equal", "", "="),
            ("QWERTY", "+", "Equal", "s", "+"),
            ("QWERTY", "<", "Comma", "s", "<"),
            ("QWERTY", "[", "BracketLeft", "a", "Alt+["),
            ("QWERTY", "ArrowRight", "ArrowRight", "a", "Alt+ArrowRight"),
            ("QWERTY", "ArrowRight", "ArrowRight", "cs", "Ctrl+Shift+ArrowRight"),
            ("QWERTY", " ", "Space", "", "Space"),
            ("AZERTY", "&", "Digit1", "", "1"),
            ("AZERTY", "é", "Digit2", "", "2"),
            ("AZERTY", "1", "Digit1", "s", "Shift+1"),
            ("AZERTY", "a", "KeyQ", "", "A"),
            ("AZERTY", "?", "KeyM", "s", "?"),
            ("AZERTY", "/", "Period", "s", "/"),
            ("AZERTY, Windows", "[", "Digit5", "cag", "["),
            ("QWERTZ", "/", "Digit7", "s", "/"),
            ("QWERTZ", "=", "Digit0", "s", "="),
            ("QWERTZ", "=", "Digit0", "cs", "Ctrl+="),
            ("QWERTZ", "\"", "Digit2", "s", "Shift+2"),
            ("QWERTZ", "z", "KeyY", "c", "Ctrl+Z"),
            ("QWERTZ", "ö", "Semicolon", "", "Ö"),
            ("QWERTZ, Windows", "[", "Digit8", "cag", "["),
            ("QWERTZ, Linux", "]", "Digit9", "g", "]"),
            ("QWERTZ, macOS", "[", "Digit5", "a", "["),
            ("QWERTZ, Linux", "€", "KeyE", "g", "€"),
            ("Swiss", "+", "Digit1", "s", "+"),
            ("Czech", "+", "Digit1", "", "1"),
            ("bépo", "é", "KeyW", "", "É"),
            ("Turkish", "ı", "KeyI", "", "I"),
            ("Russian", "о", "KeyJ", "", "J"),
            ("Russian", "О", "KeyJ", "s", "Shift+J"),
            ("Russian", "л", "KeyK", "c", "Ctrl+K"),
            ("Russian", "?", "Digit7", "s", "?"),
            ("Russian", ".", "Slash", "", "."),
            ("Russian", "х", "BracketLeft", "", "Х"),
            ("Greek", "ξ", "KeyJ", "", "J"),
            ("Arabic", "ت", "KeyJ", "", "J"),
            ("Arabic", "لا", "KeyB", "", "B"),
            ("Arabic", "أ", "KeyH", "s", "Shift+H"),
            ("Persian", "۱", "Digit1", "", "1"),
            ("Hebrew", "כ", "KeyF", "c", "Ctrl+F"),
        ];
        for (layout, typed, code, mods, name) in rows {
            assert_eq!(key(typed, code, mods).name(), name, "{layout}: {typed} at {code} {mods}");
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
    fn what_a_field_has_a_use_for() {
        let at = |in_field, has_list| Key { in_field, has_list, ..key("", "", "") };
        for (place, typed, opens) in [
            (at(false, false), false, false),
            (at(true, false), true, false),
            (at(true, true), true, true),
        ] {
            assert_eq!(place.is_for_field("C"), typed);
            for name in ["Alt+ArrowDown", "Alt+ArrowUp"] {
                assert_eq!(place.is_for_field(name), opens, "{name}");
            }
            assert!(!place.is_for_field("Alt+ArrowLeft"));
            assert!(!place.is_for_field("Ctrl+K"));
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

    #[test]
    fn held_keys_move_on_and_act_once() {
        for (typed, code, again) in
            [("m", "KeyM", true), ("Delete", "Delete", true), ("ArrowLeft", "ArrowLeft", false)]
        {
            let first = key(typed, code, "");
            assert!(!first.acts_again(), "{typed}");
            assert_eq!(Key { repeat: true, ..first }.acts_again(), again, "{typed}");
        }
    }
}
