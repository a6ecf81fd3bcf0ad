//! Whether there is a place for small things.

/// Whether the page may use `localStorage`. Where site data is blocked, only asking for it throws,
/// and gloo's calls would end the page.
pub fn is_usable() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}
