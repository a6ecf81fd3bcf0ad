//! What waits until keys rest: whatever stands beside the text.
//!
//! A key in the text changes a few words of it, and a pane of lists, counts and fields. The pane
//! costs more to draw than the words, and is read by nobody before the next key: so the text is
//! drawn at once, and the pane when no key came for a while.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::platform::focus;
use crate::platform::timer::{self, Waiting};

/// How long keys rest, once what they did is drawn, before the panes follow: less than an eye
/// needs to go there.
const REST_MS: u32 = 120;

/// How many frames come before it when a text is the first one: what follows then is a file with
/// most of the program, and the panes. None of it may come before the text is seen.
const FIRST_FRAMES: u32 = 5;

/// Who follows; in this order, so that nothing is drawn that the next one takes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Follower {
    /// The panes' document.
    Document,
    /// What the margin says of others' claims.
    Margin,
    /// The mark in the inspector.
    Inspector,
    /// Counts and lists.
    Lists,
    /// What undo and redo would do.
    History,
    /// The words of the save state.
    Saved,
    /// Where the caret is in a text that was just opened, in words.
    Caret,
    /// What was done, in words.
    Messages,
    /// The same for screen readers.
    Spoken,
}

type Calls = BTreeMap<Follower, Box<dyn FnOnce()>>;

/// What waits. `Copy`: a handle.
#[derive(Clone, Copy)]
pub struct Rest {
    waiting: StoredValue<Calls, LocalStorage>,
    timer: StoredValue<Option<Waiting>, LocalStorage>,
    /// Whether frames are counted, the last of which begins the rest.
    booked: StoredValue<bool, LocalStorage>,
    /// How many frames come before it.
    frames: StoredValue<u32>,
}

impl Rest {
    /// Nothing waits.
    pub fn new() -> Self {
        Self {
            waiting: StoredValue::new_local(BTreeMap::new()),
            timer: StoredValue::new_local(None),
            booked: StoredValue::new_local(false),
            frames: StoredValue::new(FIRST_FRAMES),
        }
    }

    /// Calls `f` in place of what was to be called for this follower: when keys rest, if they go
    /// to the text; else right after what is being done.
    pub fn soon(self, follower: Follower, f: impl FnOnce() + 'static) {
        if focus::is_in("#text") {
            self.later(follower, f);
        } else {
            self.put(follower, f);
            // Behind the tasks that the next steps of an action wake.
            leptos::task::spawn_local(async move { self.now() });
        }
    }

    /// As [`Self::soon`], wherever keys go: the text is drawn before.
    pub fn later(self, follower: Follower, f: impl FnOnce() + 'static) {
        self.put(follower, f);
        self.timer.set_value(None);
        if self.booked.try_update_value(|booked| std::mem::replace(booked, true)) == Some(false) {
            timer::after_frames(self.frames.get_value(), move || {
                self.booked.set_value(false);
                self.timer.set_value(Some(timer::after(REST_MS, move || self.now())));
            });
        }
    }

    /// Takes back what was to be called for a follower.
    pub fn forget(self, follower: Follower) {
        self.waiting.update_value(|waiting| {
            waiting.remove(&follower);
        });
    }

    /// Calls everything that waits.
    pub fn now(self) {
        self.timer.set_value(None);
        let waiting = self.waiting.try_update_value(std::mem::take).unwrap_or_default();
        if waiting.contains_key(&Follower::Document) {
            self.frames.set_value(1);
        }
        for f in waiting.into_values() {
            f();
        }
    }

    fn put(self, follower: Follower, f: impl FnOnce() + 'static) {
        self.waiting.update_value(|waiting| {
            waiting.insert(follower, Box::new(f));
        });
    }
}
