//! Events of the window, as Rust values.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::keys::Key;

/// The key of an event in the text, which has no fields.
pub fn key_in_text(event: &KeyboardEvent) -> Key {
    key_with(event, true)
}

/// The key of an event.
pub fn key_of(event: &KeyboardEvent) -> Key {
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    let in_field = target.as_ref().is_some_and(|t| {
        let tag = t.tag_name();
        let typed = tag == "INPUT" && {
            let kind = t.get_attribute("type").unwrap_or_default();
            !matches!(kind.as_str(), "checkbox" | "radio" | "button" | "range" | "file")
        };
        typed || tag == "TEXTAREA" || tag == "SELECT" || t.has_attribute("contenteditable")
    });
    let has_list =
        target.as_ref().is_some_and(|t| t.matches("select, [role=combobox]").unwrap_or(false));
    let in_text = target.is_some_and(|t| t.closest(".text").is_ok_and(|e| e.is_some()));
    Key { in_field, has_list, ..key_with(event, in_text) }
}

/// The key of an event, outside of fields.
fn key_with(event: &KeyboardEvent, in_text: bool) -> Key {
    Key {
        key: event.key(),
        code: event.code(),
        ctrl: event.ctrl_key() || event.meta_key(),
        alt: event.alt_key(),
        shift: event.shift_key(),
        alt_graph: event.get_modifier_state("AltGraph"),
        repeat: event.repeat(),
        composing: event.is_composing(),
        in_field: false,
        has_list: false,
        in_text,
    }
}

/// Calls a function for every key press in the window; `true` keeps the browser from acting on it.
pub fn on_window_keydown(act: impl Fn(Key) -> bool + 'static) {
    let handle = window_event_listener(ev::keydown, move |event| {
        if !event.default_prevented() && act(key_of(&event)) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Asks before the page is left as long as `unfinished`; first leaves a field with the focus.
pub fn on_leaving(unfinished: impl Fn() -> bool + 'static) {
    let handle = window_event_listener(ev::beforeunload, move |event| {
        super::page::leave_field();
        if unfinished() {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Notices presses; until it is dropped.
pub struct Press(Option<WindowListenerHandle>);

impl Drop for Press {
    fn drop(&mut self) {
        if let Some(handle) = self.0.take() {
            handle.remove();
        }
    }
}

/// Calls a function when a pointer is pressed anywhere, before what is pressed hears of it as a
/// click or a button of the mouse.
pub fn on_press(act: impl Fn() + 'static) -> Press {
    Press(Some(window_event_listener(ev::pointerdown, move |_| act())))
}

/// Calls a function when the page is hidden or left: it may be ended then without a word.
pub fn on_hiding(act: impl Fn() + Copy + 'static) {
    let left = window_event_listener(ev::pagehide, move |_| act());
    let hidden = window_event_listener(ev::visibilitychange, move |_| act());
    on_cleanup(move || {
        left.remove();
        hidden.remove();
    });
}

/// Calls a function when the address's fragment changes.
pub fn on_hash_change(act: impl Fn() + 'static) {
    let handle = window_event_listener(ev::hashchange, move |_| act());
    on_cleanup(move || handle.remove());
}

/// What lies under the pointer on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hit {
    /// The handle at the start (`true`) or the end of the selected mark.
    Handle(bool),
    /// The grip at the start (`true`) or the end of the selected text.
    Grip(bool),
    /// Something that stands for the mark with this id: a bar, a number, a badge.
    Mark(String),
    /// Something that leads to a mark of another document: a gloss; both ids.
    Goto(String, String),
    /// Something that leads to a repeated passage, by its place in the list of them.
    Repeat(u32),
    /// Text, or nothing.
    Text,
}

/// The marks at a point of the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Under {
    /// Of the document on the page, the innermost last.
    Page(Vec<String>),
    /// One of another document; both ids.
    Other(String, String),
}

/// The marks at a point of the window: those of the words there, or the one that something there
/// stands for or leads to.
pub fn under(x: f64, y: f64) -> Option<Under> {
    #[allow(clippy::cast_possible_truncation, reason = "window coordinates fit")]
    let (x, y) = (x as f32, y as f32);
    let target = web_sys::window()?.document()?.element_from_point(x, y)?;
    let of = |attribute: &str| {
        let found = target.closest(&format!("[{attribute}]")).ok().flatten()?;
        found.get_attribute(attribute)
    };
    if let Some(ids) = of("data-goto") {
        let (document, mark) = ids.split_once(' ')?;
        return Some(Under::Other(document.to_owned(), mark.to_owned()));
    }
    let ids = of("data-mark").or_else(|| of("data-marks"))?;
    Some(Under::Page(ids.split(' ').map(str::to_owned).collect()))
}

/// That a menu was asked for at a point of the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuPress(web_sys::MouseEvent);

impl MenuPress {
    /// Of an event.
    pub fn of(event: &web_sys::MouseEvent) -> Self {
        Self(event.clone())
    }

    /// Where, in CSS pixels.
    pub fn at(&self) -> (i32, i32) {
        (self.0.client_x(), self.0.client_y())
    }

    /// Keeps the browser from opening its own.
    pub fn take(&self) {
        self.0.prevent_default();
    }
}

/// What lies under the pointer on the page.
pub fn hit(event: &web_sys::MouseEvent) -> Hit {
    let Some(target) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else {
        return Hit::Text;
    };
    if let Ok(Some(handle)) = target.closest(".ohandle") {
        return Hit::Handle(handle.class_list().contains("start"));
    }
    if let Ok(Some(grip)) = target.closest(".ogrip") {
        return Hit::Grip(grip.class_list().contains("start"));
    }
    if let Ok(Some(gloss)) = target.closest("[data-goto]")
        && let Some((document, mark)) =
            gloss.get_attribute("data-goto").as_deref().and_then(|ids| ids.split_once(' '))
    {
        return Hit::Goto(document.to_owned(), mark.to_owned());
    }
    if let Ok(Some(badge)) = target.closest("[data-repeat]")
        && let Some(n) = badge.get_attribute("data-repeat").and_then(|n| n.parse().ok())
    {
        return Hit::Repeat(n);
    }
    match target.closest("[data-mark]") {
        Ok(Some(item)) => item.get_attribute("data-mark").map_or(Hit::Text, Hit::Mark),
        _ => Hit::Text,
    }
}
