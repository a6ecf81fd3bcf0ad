//! The handle by which the reader's parts reach the drawn page.

use leptos::prelude::*;

use super::canvas::Canvas;
use crate::platform::timer;
use crate::state::App;

/// The drawn page of the reader, once it is mounted.
#[derive(Clone, Copy)]
pub struct Page(StoredValue<Option<Canvas>, LocalStorage>);

impl Page {
    /// Not mounted yet.
    pub fn new() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// Mounts the page.
    pub fn mount(self, canvas: Canvas) {
        self.0.set_value(Some(canvas));
    }

    /// Whether the page is mounted.
    pub fn is_mounted(self) -> bool {
        self.0.try_with_value(Option::is_some).unwrap_or(false)
    }

    /// Uses the page; nothing before it is mounted or after it is gone. What is done to the page
    /// meanwhile is lost: `act` must fire no events, as giving something the focus does.
    pub fn with<T>(self, act: impl FnOnce(&Canvas) -> T) -> Option<T> {
        self.0.try_with_value(|canvas| canvas.as_ref().map(act)).flatten()
    }

    /// Changes the page, and draws what is due before the next frame, once for however
    /// many changes there are until then.
    pub fn change<T>(self, app: App, act: impl FnOnce(&mut Canvas) -> T) -> Option<T> {
        let done = self.update(act);
        if self.update(Canvas::book) == Some(true) {
            timer::next_frame(move || self.draw(app));
        }
        done
    }

    /// Changes the page and draws what is due now: a frame later would be seen.
    pub fn change_now(self, app: App, act: impl FnOnce(&mut Canvas)) {
        self.update(act);
        self.draw(app);
    }

    fn draw(self, app: App) {
        if self.update(|canvas| canvas.draw_due(app)) == Some(true) {
            self.change(app, |_| ());
        }
    }

    fn update<T>(self, act: impl FnOnce(&mut Canvas) -> T) -> Option<T> {
        self.0.try_update_value(|canvas| canvas.as_mut().map(act)).flatten()
    }
}
