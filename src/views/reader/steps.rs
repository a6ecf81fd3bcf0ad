//! Steps of the caret that only the layout knows.

use glossator_core::query::{Step, Way};
use leptos::prelude::*;

use super::page::Page;
use crate::platform::timer;
use crate::state::App;
use crate::state::commands::Act;
use crate::state::ui::LineStep;

/// Moves the caret by a line, or by what the window shows.
pub fn follow(app: App, page: Page, step: LineStep) {
    if !step.extend {
        app.ui.strayed.set_value(app.ui.selected.get_untracked());
    }
    if step.screen { screen(app, page, step) } else { line(app, page, step) }
}

/// Moves the caret a line up or down: which token lies there only the layout knows.
fn line(app: App, page: Page, step: LineStep) {
    let Some(cursor) = app.ui.cursor.get_untracked() else { return };
    let way = if step.down { Way::Forward } else { Way::Back };
    let moved = page.with(|c| {
        let caret = cursor.caret();
        let (from, to) = (c.place(app, caret.start())?, c.place(app, caret.end())?);
        let boxes = c.pane.window_boxes(from, to);
        let here = if step.down { boxes.last()? } else { boxes.first()? };
        let height = here.bottom - here.top;
        let x = f64::midpoint(here.left, here.right);
        // Paragraphs stand apart by up to some lines, where empty ones lie between them.
        (1..=10).map(|half| height * f64::from(half) / 2.0).find_map(|far| {
            let y = if step.down { here.bottom + far } else { here.top - far };
            let at = c.pointed(app, x, y)?.over;
            let moved = app
                .session
                .page_now(|_, _, open| cursor.moved_by_line(&open.text, at, way, step.extend))??;
            // Between two lines the browser answers with the end of one.
            let (from, to) = (moved.caret().start(), moved.caret().end());
            let boxes = c.pane.window_boxes(c.place(app, from)?, c.place(app, to)?);
            boxes.iter().any(|b| b.top <= y && y <= b.bottom).then_some(moved)
        })
    });
    match moved.flatten() {
        Some(moved) => app.ui.cursor.set(Some(moved)),
        // The first or last line, or the line lies outside of the window.
        None => (app.act)(app, Act::Step(Step::Sentence, way, step.extend)),
    }
}

/// How much of the window is kept in sight, in lines.
const KEPT: f64 = 2.0;

/// Scrolls by what the window shows, and moves the caret to the line that is then where the caret
/// was; by what could not be scrolled, it moves itself.
fn screen(app: App, page: Page, step: LineStep) {
    let Some(cursor) = app.ui.cursor.get_untracked() else { return };
    let to = page.change(app, |c| {
        let caret = cursor.caret();
        let boxes = c.pane.window_boxes(c.place(app, caret.start())?, c.place(app, caret.end())?);
        let (here, window) = (boxes.first()?, c.pane.window());
        let line = here.bottom - here.top;
        let far = (window.bottom - window.top - KEPT * line).max(line);
        let far = if step.down { far } else { -far };
        let before = c.pane.scroll();
        c.scroll_to(before + far);
        let rest = far - (c.pane.scroll() - before);
        // Where nothing has to be brought into the window, but for the first and last lines.
        let room = c.pane.room() + line;
        let (top, bottom) = (window.top + room, window.bottom - room);
        let y = f64::midpoint(here.top, here.bottom).max(top).min(bottom) + rest;
        let y = y.max(window.top + line).min(window.bottom - line);
        Some((f64::midpoint(here.left, here.right), y))
    });
    let Some((x, y)) = to.flatten() else { return };
    // What comes into the window is laid out with the next frame.
    timer::after_frames(2, move || {
        let at = page.with(|c| c.pointed(app, x, y)).flatten();
        let moved = app
            .session
            .page_now(|_, _, open| Some(cursor.moved_to(&open.text, at?.over, step.extend)));
        match moved.flatten() {
            Some(moved) if moved != cursor => app.ui.cursor.set(Some(moved)),
            // A line that is empty, or the first or last one.
            _ => {
                let way = if step.down { Way::Forward } else { Way::Back };
                (app.act)(app, Act::Step(Step::Sentence, way, step.extend));
            }
        }
    });
}
