//! A command of two keys, of which the first was pressed.

use leptos::prelude::*;

use crate::platform::timer::{self, Waiting};

/// How long the second key is awaited, in milliseconds: who presses another later has forgotten
/// the first.
const SECOND_KEY_MS: u32 = 3_000;

/// The first key of a two-key command, while the second is awaited.
#[derive(Clone, Copy)]
pub struct Chord {
    first: RwSignal<Option<String>>,
    /// Until when.
    awaiting: StoredValue<Option<Waiting>, LocalStorage>,
}

impl Chord {
    pub(super) fn new() -> Self {
        Self { first: RwSignal::new(None), awaiting: StoredValue::new_local(None) }
    }

    /// Awaits the second key of a command that begins with this one.
    pub fn begin(self, first: &str) {
        self.first.set(Some(first.to_owned()));
        self.awaiting.set_value(Some(timer::after(SECOND_KEY_MS, move || self.forget())));
    }

    /// The first key, while the second is awaited.
    pub fn first(self) -> Option<String> {
        self.first.get_untracked()
    }

    /// As [`Self::first`], followed.
    pub fn follow(self) -> Option<String> {
        self.first.get()
    }

    /// Awaits no second key any more.
    pub fn forget(self) {
        self.awaiting.set_value(None);
        if self.first.with_untracked(Option::is_some) {
            self.first.set(None);
        }
    }
}
