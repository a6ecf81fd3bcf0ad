//! Mouse and touch on the text: selecting, clicking marks, dragging their ends.

mod dragging;
mod touch;

use glossator_core::model::{AnnotationId, Kind};
use glossator_core::query::{Cursor, Edge, mark_at_click};
use glossator_core::text::{ByteOffset, Span, Text};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use self::dragging::At;
use super::page::Page;
use super::pointing::Pointed;
use crate::platform::events::{Hit, MenuPress, hit};
use crate::platform::page;
use crate::state::commands::Act;
use crate::state::ui::{Linking, Picker};
use crate::state::{App, acts};

/// How far the pointer may move and still click, in CSS pixels.
const SLACK: f64 = 4.0;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Drag {
    /// Selecting text from a fixed end, which lies in the anchor's token.
    Select { anchor: Span, fixed: ByteOffset, from: (f64, f64), moved: bool, clicks: i32 },
    /// Moving an end of a mark.
    Resize { id: AnnotationId, edge: Edge, to: Option<ByteOffset>, off: Off },
    /// Moving an end of the selection: the other one stays.
    Grip { fixed: Span, off: Off },
    /// Pressing a claim's number, or drawing a link from it.
    Number { id: AnnotationId, from: (f64, f64), drawn: bool },
}

impl Drag {
    /// Whether more than a press was done.
    const fn is_drawn(self) -> bool {
        match self {
            Self::Select { moved, .. } => moved,
            Self::Number { drawn, .. } => drawn,
            Self::Resize { .. } | Self::Grip { .. } => true,
        }
    }
}

/// From the pointer to the place that it moves: a finger is beside what it drags.
type Off = (f64, f64);

/// What the pointer is doing.
#[derive(Clone, Copy)]
pub struct Pointer {
    app: App,
    page: Page,
    drag: StoredValue<Option<Drag>>,
    press: StoredValue<Option<gloo_timers::callback::Timeout>, LocalStorage>,
    /// Whether the finger has rested: what the browser makes of it when it goes up is no click.
    rested: StoredValue<bool>,
    /// Where what is dragged is, while it scrolls the text.
    scrolls: StoredValue<Option<At>>,
    /// What was selected before the last click.
    left: StoredValue<Option<AnnotationId>>,
}

impl Pointer {
    /// A pointer over a page.
    pub fn new(app: App, page: Page) -> Self {
        Self {
            app,
            page,
            drag: StoredValue::new(None),
            press: StoredValue::new_local(None),
            rested: StoredValue::new(false),
            scrolls: StoredValue::new(None),
            left: StoredValue::new(None),
        }
    }

    fn pointed(self, x: f64, y: f64) -> Option<Pointed> {
        self.page.with(|c| c.pointed(self.app, x, y)).flatten()
    }

    fn text<T>(self, read: impl FnOnce(&Text) -> T) -> Option<T> {
        self.app.session.page_now(|_, _, open| read(&open.text))
    }

    /// A button of the mouse went down on the text.
    pub fn down(self, event: &MouseEvent) {
        if event.button() != 0 {
            return;
        }
        if self.rested.get_value() {
            event.prevent_default();
            return;
        }
        match hit(event) {
            Hit::Handle(start) => {
                event.prevent_default();
                let edge = if start { Edge::Start } else { Edge::End };
                self.grab_mark(edge, (0.0, 0.0));
                return;
            }
            Hit::Grip(start) => {
                event.prevent_default();
                self.grab_selection(if start { Edge::Start } else { Edge::End }, place_of(event));
                return;
            }
            Hit::Mark(id) => {
                event.prevent_default();
                page::focus("text");
                if let Ok(id) = id.parse() {
                    self.press_mark(id, place_of(event));
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
        let (x, y) = place_of(event);
        let Some(Pointed { at, over }) = self.pointed(x, y) else { return };
        // The browser's own selection does not know of tokens.
        event.prevent_default();
        page::focus("text");
        self.app.ui.picker.set(None);
        if event.shift_key() {
            self.shift_click(Pointed { at, over }, event.alt_key());
            return;
        }
        let clicks = event.detail();
        let anchor =
            self.text(|text| if event.alt_key() { Span::empty_at(at) } else { token(text, over) });
        let Some(anchor) = anchor else { return };
        let drag = Drag::Select { anchor, fixed: at, from: (x, y), moved: false, clicks };
        self.drag.set_value(Some(drag));
        match clicks {
            2 => {
                self.app.ui.cursor.set(Some(Cursor::selecting(anchor)));
                self.come_back();
            }
            n if n > 2 => (self.app.act)(self.app, Act::Sentence(over)),
            _ => {}
        }
    }

    /// The mark that the first of two clicks left is selected again, if that chose no other: the
    /// words may be for it, as words that are dragged over are.
    fn come_back(self) {
        let ui = self.app.ui;
        let left = self.left.get_value();
        if ui.selected.get_untracked().is_none() && left.is_some() {
            ui.select(left);
            ui.strayed.set_value(left);
        }
    }

    /// The browser would open its menu: over a mark ours comes, unless Shift is held. A resting
    /// finger selects, and opens the picker.
    pub fn menu(self, event: &MouseEvent) {
        self.no_touch(event);
        let ours = !event.default_prevented() && !event.shift_key();
        if ours && self.app.ui.later_is_here.get_untracked() {
            (self.app.act)(self.app, Act::Menu(MenuPress::of(event)));
        }
    }

    /// Shift-click: extends the selection, or moves the nearer end of the selected mark.
    fn shift_click(self, Pointed { at, over }: Pointed, by_char: bool) {
        let ui = self.app.ui;
        let cursor = ui.cursor.get_untracked();
        let selecting = cursor.is_some_and(|c| c.selection().is_some());
        if let (Some(id), false) = (ui.held_mark(), selecting) {
            let to = self.text(|text| if by_char { Span::empty_at(at) } else { token(text, over) });
            if let Some(to) = to {
                (self.app.act)(self.app, Act::Extend(id, to));
            }
            return;
        }
        let moved = self.text(|text| {
            cursor.map(|c| {
                let anchor = if c.selection().is_some() { c.anchor() } else { c.caret() };
                drawn_to(text, anchor, at, by_char)
            })
        });
        if let Some(moved) = moved {
            ui.cursor.set(moved);
        }
    }

    /// Takes the end of the selected mark.
    fn grab_mark(self, edge: Edge, off: Off) {
        if let Some(id) = self.app.ui.selected.get_untracked() {
            self.take(Drag::Resize { id, edge, to: None, off });
        }
    }

    /// Takes an end of the selection.
    fn grab_selection(self, edge: Edge, (x, y): (f64, f64)) {
        let Some(span) = self.app.ui.cursor.get_untracked().and_then(|c| c.selection()) else {
            return;
        };
        let boxes = self.page.with(|c| {
            let (from, to) = (c.place(self.app, span.start())?, c.place(self.app, span.end())?);
            Some((c.pane.window_boxes(from, to), c.pane.is_rtl(from.paragraph)))
        });
        let Some(Some((boxes, rtl))) = boxes else { return };
        let (at, fixed) = match edge {
            Edge::Start => (boxes.first(), span.end()),
            Edge::End => (boxes.last(), span.start()),
        };
        let Some(at) = at else { return };
        // Just inside of the text that is selected.
        let inside = if (edge == Edge::Start) == rtl { at.right - 2.0 } else { at.left + 2.0 };
        let off = (inside - x, f64::midpoint(at.top, at.bottom) - y);
        self.take(Drag::Grip { fixed: Span::empty_at(fixed), off });
    }

    /// Takes something that stands over the text, and would hide it from the pointer.
    fn take(self, drag: Drag) {
        self.drag.set_value(Some(drag));
        self.page.with(|c| c.pane.set_dragging(true));
    }

    /// What was dragged, which is over.
    fn dropped(self) -> Option<Drag> {
        let drag = self.drag.try_update_value(Option::take).flatten()?;
        self.page.with(|c| c.pane.set_dragging(false));
        Some(drag)
    }

    /// Presses what stands for a mark. A claim's number may be the beginning of a link: it is
    /// selected when the button goes up again.
    fn press_mark(self, id: AnnotationId, from: (f64, f64)) {
        let is_claim = self
            .app
            .session
            .page_now(|_, _, open| open.marks.get(id).is_some_and(|a| a.kind() == Kind::Claim));
        if is_claim == Some(true) {
            self.drag.set_value(Some(Drag::Number { id, from, drawn: false }));
        } else {
            acts::select_mark(self.app, id);
        }
    }

    /// The mouse moved.
    pub fn mouse_moved(self, event: &MouseEvent) {
        let by_touch = self.app.ui.by_touch.get_untracked();
        if by_touch || event.buttons() & 1 != 0 {
            self.moved(event);
        } else {
            self.let_go();
        }
    }

    /// The button went up where the page does not hear of it: nothing is dragged any more, and
    /// nothing is done.
    fn let_go(self) {
        match self.dropped() {
            Some(Drag::Resize { .. }) => self.show_selection(),
            Some(Drag::Number { .. }) => self.app.ui.linking.set(Linking::No),
            _ => {}
        }
    }

    /// Shows what is selected, in place of what a mark would cover.
    fn show_selection(self) {
        let cursor = self.app.ui.cursor.get_untracked();
        self.page.with(|c| c.show_cursor(self.app, cursor));
    }

    /// The button, or the finger that drags something, went up.
    pub fn up(self, event: &MouseEvent) {
        let Some(drag) = self.dropped() else { return };
        match drag {
            Drag::Select { fixed, moved, clicks, .. } if moved || clicks > 1 => {
                if moved {
                    self.note_drawn(fixed, place_of(event));
                }
                self.open_picker();
            }
            Drag::Select { .. } => {
                let (x, y) = place_of(event);
                self.click(x, y);
            }
            Drag::Grip { .. } => self.open_picker(),
            Drag::Number { id, drawn: false, .. } => acts::select_mark(self.app, id),
            Drag::Number { id, .. } => (self.app.act)(self.app, Act::Link(id, place_of(event))),
            Drag::Resize { id, edge, to, .. } => {
                if let Some(to) = to {
                    (self.app.act)(self.app, Act::Resize(id, edge, to));
                }
                self.show_selection();
            }
        }
    }

    /// Remembers which characters the selection was drawn over: a label may be set to them.
    fn note_drawn(self, fixed: ByteOffset, (x, y): (f64, f64)) {
        let Some(Pointed { at, .. }) = self.pointed_in_window(x, y) else { return };
        let drawn = |c: Cursor| c.drawn_over(Span::between(fixed, at));
        self.app.ui.cursor.update(|cursor| *cursor = cursor.map(drawn));
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
        let Some(Pointed { over: at, .. }) = self.pointed(x, y) else { return };
        let front = ui.front.get_untracked();
        let found = self.app.session.page_now(|_, _, open| {
            let selected = ui.selected.get_untracked();
            let mark = mark_at_click(open, at, selected, |kind| front.has(kind));
            (Cursor::at(&open.text, at), mark)
        });
        let Some((cursor, mark)) = found else { return };
        self.left.set_value(ui.selected.get_untracked());
        ui.cursor.set(Some(cursor));
        ui.select(mark);
    }
}

/// Where a pointer is in the window.
fn place_of(event: &MouseEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

/// Whether a pointer has moved so far that it drags.
fn is_far(from: (f64, f64), to: (f64, f64)) -> bool {
    (to.0 - from.0).abs().max((to.1 - from.1).abs()) > SLACK
}

/// The selection from a fixed end to a boundary: of tokens, or of just these characters.
fn drawn_to(text: &Text, anchor: Span, at: ByteOffset, by_char: bool) -> Cursor {
    if by_char {
        Cursor::between(anchor, Span::empty_at(at))
    } else {
        Cursor::dragged(text, anchor, at)
    }
}

/// The token at an offset, or the nearest one; an empty span in a text without tokens.
fn token(text: &Text, at: ByteOffset) -> Span {
    text.token_at(at)
        .or_else(|| text.token_at_or_before(at))
        .or_else(|| text.token_at_or_after(at))
        .map_or_else(|| Span::empty_at(at), |t| t.span)
}
