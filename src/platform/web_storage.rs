//! Places for small things.

use gloo_storage::{LocalStorage, SessionStorage, Storage};

/// Where something small is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// In this browser: what the tab that wrote last has written.
    Browser,
    /// In this tab; it outlives a reload.
    Tab,
}

impl Room {
    /// None where site data is blocked: there, only asking for it throws, and gloo's calls would
    /// end the page.
    fn storage(self) -> Option<web_sys::Storage> {
        let window = web_sys::window()?;
        let (asked, raw): (_, fn() -> web_sys::Storage) = match self {
            Self::Browser => (window.local_storage(), LocalStorage::raw),
            Self::Tab => (window.session_storage(), SessionStorage::raw),
        };
        matches!(asked, Ok(Some(_))).then(raw)
    }

    /// What is kept under a name.
    pub fn read(self, name: &str) -> Option<String> {
        self.storage()?.get_item(name).ok()?
    }

    /// Keeps something under a name. A full or blocked storage costs comfort, not work.
    pub fn write(self, name: &str, kept: &str) {
        if let Some(storage) = self.storage() {
            let _ = storage.set_item(name, kept);
        }
    }
}
