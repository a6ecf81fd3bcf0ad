//! One tab stop for a row or a column of buttons: arrows move within it.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::platform::boxes;

/// Which of the buttons has the tab stop. `Copy`: a handle.
#[derive(Clone, Copy)]
pub struct Roving {
    at: RwSignal<usize>,
    prefix: &'static str,
    vertical: bool,
}

impl Roving {
    /// A row of buttons whose ids begin with this prefix.
    pub fn row(prefix: &'static str) -> Self {
        Self { at: RwSignal::new(0), prefix, vertical: false }
    }

    /// A column of buttons.
    pub fn column(prefix: &'static str) -> Self {
        Self { at: RwSignal::new(0), prefix, vertical: true }
    }

    /// The id of the n-th button.
    pub fn id(self, n: usize) -> String {
        format!("{}{n}", self.prefix)
    }

    /// The `tabindex` of the n-th button, when there are `len`.
    pub fn tabindex(self, n: usize, len: usize) -> &'static str {
        // After the last buttons are gone, the tab stop is on the one that is last now.
        if self.at.get().min(len.saturating_sub(1)) == n { "0" } else { "-1" }
    }

    /// The n-th button got the focus.
    pub fn focused(self, n: usize) {
        self.at.set(n);
    }

    /// Puts the focus on the n-th button.
    pub fn go(self, n: usize) {
        self.at.set(n);
        boxes::focus_and_show(&self.id(n));
    }

    /// Moves for arrow keys, Home and End; whether the key was one of them.
    pub fn key(self, event: &KeyboardEvent, len: usize) -> bool {
        if len == 0 || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return false;
        }
        let at = self.at.get_untracked().min(len - 1);
        let to = match (event.key().as_str(), self.vertical) {
            ("ArrowRight", false) | ("ArrowDown", true) => (at + 1) % len,
            ("ArrowLeft", false) | ("ArrowUp", true) => (at + len - 1) % len,
            ("Home", _) => 0,
            ("End", _) => len - 1,
            _ => return false,
        };
        event.prevent_default();
        event.stop_propagation();
        self.go(to);
        true
    }
}
