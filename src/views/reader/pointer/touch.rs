//! Fingers, and pens on a screen for fingers, on the text: resting on a word selects it, and what
//! selects or marks has grips.

use glossator_core::query::{Cursor, Edge};
use leptos::ev::PointerEvent;
use leptos::prelude::*;

use super::{Drag, Pointed, Pointer, place_of, token};
use crate::platform::events::{Hit, hit};
use crate::platform::{pointer, timer};

/// How long a finger rests before it selects.
const LONG_PRESS_MS: u32 = 450;
/// How far a resting finger may move from one event to the next.
const DRIFT: i32 = 6;
/// From a finger up to the text that it points at: it would hide it.
const FINGER: f64 = 24.0;

impl Pointer {
    /// A pointer came down. A finger takes what can be dragged; resting, it selects a token.
    pub fn touch_down(self, event: &PointerEvent) {
        let is_finger = pointer::is_finger(event);
        self.rested.set_value(false);
        if self.app.ui.by_touch.get_untracked() != is_finger {
            self.app.ui.by_touch.set(is_finger);
        }
        if !is_finger {
            return;
        }
        let (x, y) = place_of(event);
        match hit(event) {
            Hit::Grip(start) => {
                self.grab_selection(if start { Edge::Start } else { Edge::End }, (x, y));
                // What is dragged is drawn anew each time, under the finger or not.
                return pointer::capture(event);
            }
            Hit::Handle(start) => {
                self.grab_mark(if start { Edge::Start } else { Edge::End }, (0.0, -FINGER));
                return pointer::capture(event);
            }
            _ => {}
        }
        let press = timer::after(LONG_PRESS_MS, move || {
            let Some(Pointed { over, .. }) = self.pointed(x, y) else { return };
            if let Some(span) = self.text(|text| token(text, over)) {
                self.rested.set_value(true);
                // A pen may have begun to select as a mouse does.
                self.drag.set_value(None);
                self.app.ui.cursor.set(Some(Cursor::selecting(span)));
                self.open_picker();
            }
        });
        self.press.set_value(Some(press));
    }

    /// A finger moved: what it drags follows; else it scrolls, and does not rest.
    pub fn touch_moved(self, event: &PointerEvent) {
        if !pointer::is_finger(event) {
            return;
        }
        self.moved(event);
        let drawn = self.drag.get_value().is_some_and(Drag::is_drawn);
        if drawn || event.movement_x().abs() + event.movement_y().abs() > DRIFT {
            self.press.set_value(None);
        }
    }

    /// Keeps the browser from what it does for a finger.
    pub fn no_touch(self, event: &leptos::ev::Event) {
        if self.app.ui.by_touch.get_untracked() {
            event.prevent_default();
        }
    }

    /// The finger went up.
    pub fn touch_end(self, event: &PointerEvent) {
        self.press.set_value(None);
        if pointer::is_finger(event) {
            self.up(event);
        }
    }

    /// The browser took the finger for something else, such as scrolling: a mark stays as it was,
    /// and a selection as it is.
    pub fn touch_cancelled(self) {
        self.press.set_value(None);
        self.let_go();
    }
}
