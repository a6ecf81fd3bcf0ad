//! The handle by which the reader's parts reach the drawn page.

use leptos::prelude::*;

use super::canvas::Canvas;

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

    /// Uses the page; nothing before it is mounted or after it is gone.
    pub fn with<T>(self, act: impl FnOnce(&Canvas) -> T) -> Option<T> {
        self.0.try_with_value(|canvas| canvas.as_ref().map(act)).flatten()
    }

    /// Changes the page.
    pub fn update<T>(self, act: impl FnOnce(&mut Canvas) -> T) -> Option<T> {
        self.0.try_update_value(|canvas| canvas.as_mut().map(act)).flatten()
    }
}
