//! Mouse and touch on the text: selecting, clicking marks, dragging their ends.

use glossator_core::model::AnnotationId;
use glossator_core::query::{Cursor, Edge, mark_at_click};
use glossator_core::text::{ByteOffset, Span, Text};
use leptos::ev::{MouseEvent, PointerEvent};
use leptos::prelude::*;

use super::page::Page;
use crate::platform::events::{Hit, hit};
use crate::platform::timer;
use crate::state::commands::Act;
use crate::state::ui::Picker;
use crate::state::{App, acts};

/// How far the pointer may move and still click, in CSS pixels.
const SLACK: f64 = 4.0;
/// How long a finger rests before it selects.
const LONG_PRESS_MS: u32 = 450;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Drag {
    /// Selecting text from a fixed end.
    Select { anchor: Span, from: (f64, f64), moved: bool, clicks: i32 },
    /// Moving an end of a mark.
    Resize { id: AnnotationId, edge: Edge, to: Option<ByteOffset> },
}

/// What the pointer is doing.
#[derive(Clone, Copy)]
pub struct Pointer {
    app: App,
    page: Page,
    drag: StoredValue<Option<Drag>>,
    press: StoredValue<Option<gloo_timers::callback::Timeout>, LocalStorage>,
}

impl Pointer {
    /// A pointer over a page.
    pub fn new(app: App, page: Page) -> Self {
        Self { app, page, drag: StoredValue::new(None), press: StoredValue::new_local(None) }
    }

    fn text<T>(self, read: impl FnOnce(&Text) -> T) -> Option<T> {
        self.app.session.page_now(|_, _, open| read(&open.text))
    }

    /// A button of the mouse went down on the text.
    pub fn down(self, event: &MouseEvent) {
        if event.button() != 0 {
            return;
        }
        match hit(event) {
            Hit::Handle(start) => {
                event.prevent_default();
                let edge = if start { Edge::Start } else { Edge::End };
                if let Some(id) = self.app.ui.selected.get_untracked() {
                    self.drag.set_value(Some(Drag::Resize { id, edge, to: None }));
                }
                return;
            }
            Hit::Mark(id) => {
                event.prevent_default();
                self.page.with(|c| c.pane.focus());
                if let Ok(id) = id.parse() {
                    acts::select_mark(self.app, id);
                }
                return;
            }
            Hit::Goto(document, id) => {
                event.prevent_default();
                if let (Ok(document), Ok(id)) = (document.parse(), id.parse()) {
                    acts::show_mark(self.app, document, id);
                }
                return;
            }
            Hit::Repeat(n) => {
                event.prevent_default();
                (self.app.act)(self.app, Act::Passage(n));
                return;
            }
            Hit::Text => {}
        }
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let Some(at) = self.page.with(|c| c.offset_at(self.app, x, y)).flatten() else { return };
        // The browser's own selection does not know of tokens.
        event.prevent_default();
        self.page.with(|c| c.pane.focus());
        self.app.ui.picker.set(None);
        if event.shift_key() {
            self.shift_click(at, event.alt_key());
            return;
        }
        let clicks = event.detail();
        let anchor =
            self.text(|text| if event.alt_key() { Span::empty_at(at) } else { token(text, at) });
        let Some(anchor) = anchor else { return };
        self.drag.set_value(Some(Drag::Select { anchor, from: (x, y), moved: false, clicks }));
        match clicks {
            2 => self.app.ui.cursor.set(Some(Cursor::selecting(anchor))),
            n if n > 2 => (self.app.act)(self.app, Act::Sentence(at)),
            _ => {}
        }
    }

    /// Shift-click: extends the selection, or moves the nearer end of the selected mark.
    fn shift_click(self, at: ByteOffset, by_char: bool) {
        let ui = self.app.ui;
        let cursor = ui.cursor.get_untracked();
        let selecting = cursor.is_some_and(|c| c.selection().is_some());
        if let (Some(id), false) = (ui.selected.get_untracked(), selecting) {
            let to = self.text(|text| if by_char { Span::empty_at(at) } else { token(text, at) });
            if let Some(to) = to {
                (self.app.act)(self.app, Act::Extend(id, to));
            }
            return;
        }
        let moved = self.text(|text| {
            cursor.map(|c| {
                let head = if by_char { Span::empty_at(at) } else { token(text, at) };
                let anchor = if c.selection().is_some() { c.anchor() } else { c.caret() };
                Cursor::between(anchor, head)
            })
        });
        if let Some(moved) = moved {
            ui.cursor.set(moved);
        }
    }

    /// The mouse moved, anywhere in the window.
    pub fn moved(self, event: &MouseEvent) {
        let Some(drag) = self.drag.get_value() else { return };
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.scroll_at_edge(y);
        let Some(at) = self.page.with(|c| c.offset_at(self.app, x, y)).flatten() else { return };
        match drag {
            Drag::Select { anchor, from, moved, clicks } => {
                let far = (x - from.0).abs().max((y - from.1).abs()) > SLACK;
                if !moved && !far {
                    return;
                }
                self.drag.set_value(Some(Drag::Select { anchor, from, moved: true, clicks }));
                let head =
                    self.text(
                        |text| if event.alt_key() { Span::empty_at(at) } else { token(text, at) },
                    );
                if let Some(head) = head {
                    let cursor = Cursor::between(anchor, head);
                    // Each mouse move is an event; only those that select anew are news.
                    if self.app.ui.cursor.get_untracked() != Some(cursor) {
                        self.app.ui.cursor.set(Some(cursor));
                    }
                }
            }
            Drag::Resize { id, edge, .. } => {
                let ghost = self.app.session.page_now(|_, _, open| {
                    let a = open.marks.get(id)?;
                    let at = if event.alt_key() { at } else { snap_end(&open.text, at, edge) };
                    let span = match edge {
                        Edge::Start => Span::new(at, a.ranges.end()),
                        Edge::End => Span::new(a.ranges.start(), at),
                    };
                    span.ok().filter(|s| !s.is_empty()).map(|s| (s, at))
                });
                if let Some(Some((span, to))) = ghost {
                    self.drag.set_value(Some(Drag::Resize { id, edge, to: Some(to) }));
                    // The browser's selection shows what the mark would cover.
                    self.page.with(|c| c.show_cursor(self.app, Some(Cursor::selecting(span))));
                }
            }
        }
    }

    fn scroll_at_edge(self, y: f64) {
        self.page.with(|c| {
            let window = c.pane.window();
            let step = if y < window.top + 24.0 {
                -16.0
            } else if y > window.bottom - 24.0 {
                16.0
            } else {
                return;
            };
            c.pane.scroll_to(c.pane.scroll() + step);
        });
    }

    /// The button went up, anywhere in the window.
    pub fn up(self, event: &MouseEvent) {
        let Some(drag) = self.drag.try_update_value(Option::take).flatten() else { return };
        match drag {
            Drag::Select { moved, clicks, .. } if moved || clicks > 1 => self.open_picker(),
            Drag::Select { .. } => {
                self.click(f64::from(event.client_x()), f64::from(event.client_y()))
            }
            Drag::Resize { id, edge, to } => {
                if let Some(to) = to {
                    (self.app.act)(self.app, Act::Resize(id, edge, to));
                }
                let cursor = self.app.ui.cursor.get_untracked();
                self.page.with(|c| c.show_cursor(self.app, cursor));
            }
        }
    }

    fn open_picker(self) {
        let ui = self.app.ui;
        if let Some(span) = ui.cursor.get_untracked().and_then(|c| c.selection()) {
            ui.picker.set(Some(Picker { span, mark: None }));
        }
    }

    /// A plain click: the caret, and the innermost mark; again: the one around it.
    fn click(self, x: f64, y: f64) {
        let ui = self.app.ui;
        let Some(at) = self.page.with(|c| c.offset_at(self.app, x, y)).flatten() else { return };
        let layer = ui.layer.get_untracked();
        let found = self.app.session.page_now(|_, _, open| {
            let selected = ui.selected.get_untracked();
            let mark = mark_at_click(open, at, selected, |kind| layer.has(kind));
            (Cursor::at(&open.text, at), mark)
        });
        let Some((cursor, mark)) = found else { return };
        ui.cursor.set(Some(cursor));
        ui.select(mark);
    }

    // ---- touch ----

    /// A finger came down: resting it selects a token.
    pub fn touch_down(self, event: &PointerEvent) {
        if event.pointer_type() != "touch" {
            return;
        }
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let press = timer::after(LONG_PRESS_MS, move || {
            let Some(at) = self.page.with(|c| c.offset_at(self.app, x, y)).flatten() else {
                return;
            };
            if let Some(span) = self.text(|text| token(text, at)) {
                self.app.ui.cursor.set(Some(Cursor::selecting(span)));
                self.open_picker();
            }
        });
        self.press.set_value(Some(press));
    }

    /// The finger moved away, or went up: no long press.
    pub fn touch_end(self) {
        self.press.set_value(None);
    }
}

/// The token at an offset, or the nearest one; an empty span in a text without tokens.
fn token(text: &Text, at: ByteOffset) -> Span {
    text.token_at(at)
        .or_else(|| text.token_at_or_before(at))
        .or_else(|| text.token_at_or_after(at))
        .map_or_else(|| Span::empty_at(at), |t| t.span)
}

/// Where a dragged end snaps to: the near side of the token under the pointer.
fn snap_end(text: &Text, at: ByteOffset, edge: Edge) -> ByteOffset {
    match (text.token_at(at), edge) {
        (Some(t), Edge::Start) => t.span.start(),
        (Some(t), Edge::End) => t.span.end(),
        (None, Edge::Start) => text.token_at_or_after(at).map_or(at, |t| t.span.start()),
        (None, Edge::End) => text.token_at_or_before(at).map_or(at, |t| t.span.end()),
    }
}
