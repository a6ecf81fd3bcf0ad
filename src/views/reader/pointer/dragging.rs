//! What is dragged follows the pointer, and scrolls the text at the window's edge.

use glossator_core::actions::marks;
use glossator_core::model::Snapping;
use glossator_core::query::Cursor;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::{Drag, Pointed, Pointer, drawn_to, is_far, place_of};
use crate::platform::timer;
use crate::state::ui::{Linking, Picker};

/// How near the window's edge what is dragged scrolls the text, in CSS pixels.
const EDGE: f64 = 24.0;

/// Where what is dragged is in the window, and whether characters are meant, not tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    x: f64,
    y: f64,
    by_char: bool,
}

impl Pointer {
    /// As [`Self::pointed`]; above or below the window, its first or last line is meant.
    pub(super) fn pointed_in_window(self, x: f64, y: f64) -> Option<Pointed> {
        let window = self.page.with(|c| c.pane.window())?;
        self.pointed(x, y.min(window.bottom - 1.0).max(window.top + 1.0))
    }

    /// The mouse, or the finger that drags something, moved.
    pub(super) fn moved(self, event: &MouseEvent) {
        let (x, y) = place_of(event);
        let at = At { x, y, by_char: event.alt_key() };
        self.follow(at);
        let was = self.scrolls.get_value().is_some();
        if was || self.step(y).is_some() {
            self.scrolls.set_value(Some(at));
        }
        if !was {
            self.scroll_on();
        }
    }

    /// Scrolls the text frame by frame, as long as something is dragged near the window's edge or
    /// beyond: also while the pointer rests there.
    fn scroll_on(self) {
        let Some(at) = self.scrolls.try_get_value().flatten() else { return };
        let Some(step) = self.step(at.y) else {
            self.scrolls.set_value(None);
            return;
        };
        self.page.change(self.app, |c| c.scroll_to(c.pane.scroll() + step));
        self.follow(at);
        timer::next_frame(move || self.scroll_on());
    }

    /// How far the text is to be scrolled in a frame for what is dragged; none if it is not.
    fn step(self, y: f64) -> Option<f64> {
        self.drag.get_value().filter(|drag| drag.is_drawn())?;
        let window = self.page.with(|c| c.pane.window())?;
        // The farther out, the faster.
        let (above, below) = (window.top + EDGE - y, y - window.bottom + EDGE);
        (above.max(below) > 0.0).then(|| {
            let step = (above.max(below) / 2.0).clamp(2.0, EDGE);
            if above > below { -step } else { step }
        })
    }

    /// What is dragged follows the pointer.
    fn follow(self, At { x, y, by_char }: At) {
        let Some(drag) = self.drag.get_value() else { return };
        if let Drag::Number { id, from, drawn } = drag {
            if drawn || is_far(from, (x, y)) {
                self.drag.set_value(Some(Drag::Number { id, from, drawn: true }));
                self.app.ui.linking.set(Linking::Drawing(from, (x, y)));
            }
            return;
        }
        let (x, y) = match drag {
            Drag::Resize { off, .. } | Drag::Grip { off, .. } => (x + off.0, y + off.1),
            Drag::Select { .. } | Drag::Number { .. } => (x, y),
        };
        let Some(Pointed { at, .. }) = self.pointed_in_window(x, y) else { return };
        match drag {
            Drag::Select { anchor, fixed, from, moved, clicks } => {
                if !moved && !is_far(from, (x, y)) {
                    return;
                }
                let drag = Drag::Select { anchor, fixed, from, moved: true, clicks };
                self.drag.set_value(Some(drag));
                if let Some(cursor) = self.text(|text| drawn_to(text, anchor, at, by_char)) {
                    // Each mouse move is an event; only those that select anew are news.
                    if self.app.ui.cursor.get_untracked() != Some(cursor) {
                        self.app.ui.cursor.set(Some(cursor));
                    }
                }
            }
            Drag::Grip { fixed, .. } => {
                if let Some(cursor) = self.text(|text| Cursor::dragged(text, fixed, at)) {
                    self.select_to(cursor);
                }
            }
            Drag::Number { .. } => {}
            Drag::Resize { id, edge, off, .. } => {
                let ghost = self.app.session.page_now(|p, _, open| {
                    let a = open.marks.get(id)?;
                    let label = a.label.as_ref().and_then(|label| p.schema().label(label));
                    let exact = label.is_some_and(|l| l.snapping == Snapping::Characters);
                    let exact = exact || by_char;
                    let at = if exact { at } else { edge.snapped(&open.text, at) };
                    Some((marks::resized(&a.ranges, edge, at)?.cover(), at))
                });
                if let Some(Some((span, to))) = ghost {
                    self.drag.set_value(Some(Drag::Resize { id, edge, to: Some(to), off }));
                    // The browser's selection shows what the mark would cover.
                    self.page.with(|c| c.show_cursor(self.app, Some(Cursor::selecting(span))));
                }
            }
        }
    }

    /// Selects otherwise; the picker follows.
    fn select_to(self, cursor: Cursor) {
        let ui = self.app.ui;
        if ui.cursor.get_untracked() == Some(cursor) {
            return;
        }
        ui.cursor.set(Some(cursor));
        if let (Some(span), Some(picker)) = (cursor.selection(), ui.picker.get_untracked()) {
            ui.picker.set(Some(Picker { span, ..picker }));
        }
    }
}
