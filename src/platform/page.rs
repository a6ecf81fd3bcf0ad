//! The document element, its attributes and properties.

use wasm_bindgen::JsCast;

fn root() -> Option<web_sys::HtmlElement> {
    web_sys::window()?.document()?.document_element()?.dyn_into().ok()
}

/// Sets an attribute of `<html>`.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = root() {
        // Fails only for names that are not legal, and ours are literals.
        let _ = root.set_attribute(name, value);
    }
}

/// Removes an attribute of `<html>`.
pub fn remove_root_attribute(name: &str) {
    if let Some(root) = root() {
        let _ = root.remove_attribute(name);
    }
}

/// Sets a CSS custom property on `<html>`. Through CSSOM: the content security
/// policy forbids style attributes.
pub fn set_root_property(name: &str, value: &str) {
    if let Some(root) = root() {
        let _ = root.style().set_property(name, value);
    }
}

/// The address's fragment, with `#`.
pub fn hash() -> String {
    web_sys::window().and_then(|w| w.location().hash().ok()).unwrap_or_default()
}

/// Sets the address's fragment, which adds a step to the browser's history.
pub fn set_hash(hash: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(hash);
    }
}

/// Fetches the face of a font that has this text's characters, if it is not there. No error if
/// that fails: what has the characters asks for it again.
pub fn fetch_face(font: &str, text: &str) {
    if let Some(document) = web_sys::window().and_then(|w| w.document()) {
        let coming = document.fonts().load_with_text(font, text);
        wasm_bindgen_futures::spawn_local(async move {
            // Not heard, a failure would be reported as an error of the page.
            let _ = wasm_bindgen_futures::JsFuture::from(coming).await;
        });
    }
}

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|w| w.document()) {
        document.set_title(title);
    }
}

/// Gives the elements with these ids a class, or takes it away.
pub fn set_class(ids: &[String], class: &str, on: bool) {
    let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
    for element in ids.iter().filter_map(|id| document.get_element_by_id(id)) {
        // Fails only for names that are not legal, and ours are literals.
        let _ = element.class_list().toggle_with_force(class, on);
    }
}

/// Leaves the field that has the focus, so that what was typed in it counts.
pub fn leave_field() {
    let active = web_sys::window().and_then(|w| w.document()).and_then(|d| d.active_element());
    let field = active.filter(|e| e.matches("input, textarea, select").unwrap_or(false));
    if let Some(field) = field.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = field.blur();
    }
}

/// Puts the focus on the element with this id; without scrolling.
pub fn focus(id: &str) {
    let element =
        web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id(id));
    if let Some(element) = element.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Whether the element with this id has the focus.
pub fn has_focus(id: &str) -> bool {
    let active = web_sys::window().and_then(|w| w.document()).and_then(|d| d.active_element());
    active.is_some_and(|element| element.id() == id)
}

/// Width of the window in CSS pixels.
pub fn width() -> f64 {
    web_sys::window().and_then(|w| w.inner_width().ok()).and_then(|v| v.as_f64()).unwrap_or(1440.0)
}

/// Whether the platform's command key is ⌘.
pub fn is_mac() -> bool {
    web_sys::window()
        .and_then(|w| w.navigator().platform().ok())
        .is_some_and(|p| p.starts_with("Mac") || p.starts_with("iP"))
}

/// Removes the element with this id, if it is there.
pub fn remove_element(id: &str) {
    if let Some(element) =
        web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id(id))
    {
        element.remove();
    }
}

/// Switches on the styles of what is fetched later: until then they would only slow down what
/// is there.
pub fn switch_late_styles_on() {
    let document = web_sys::window().and_then(|w| w.document());
    let links = document.and_then(|d| d.query_selector_all("link[media=none]").ok());
    for link in links.iter().flat_map(|list| (0..list.length()).filter_map(|n| list.get(n))) {
        if let Ok(link) = link.dyn_into::<web_sys::Element>() {
            let _ = link.set_attribute("media", "all");
        }
    }
}

/// Puts the focus on the first element that a selector finds and that takes it: hidden ones do not.
pub fn focus_first(selector: &str) {
    let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
    let found = document.query_selector_all(selector).ok();
    for node in found.iter().flat_map(|list| (0..list.length()).filter_map(|n| list.get(n))) {
        let Ok(element) = node.dyn_into::<web_sys::HtmlElement>() else { continue };
        let _ = element.focus();
        if document.active_element().as_ref() == Some(element.as_ref()) {
            return;
        }
    }
}

/// The parts of the screen that F6 goes through, in the order of reading.
/// One inside another comes after it.
const REGIONS: [&str; 8] = [
    "header.top",
    ".vbar",
    ".lab",
    ".queue",
    "main",
    ":is(.insp, .find, .sd, .rdet)",
    "footer.foot",
    ".toasts",
];

/// Puts the focus into the next or previous part of the screen that can take it.
pub fn focus_region(forward: bool) {
    let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
    let active = document.active_element();
    let here =
        active.and_then(|a| REGIONS.iter().rposition(|r| a.closest(r).is_ok_and(|e| e.is_some())));
    let count = REGIONS.len();
    for step in 1..=count {
        let at = match (here, forward) {
            (Some(at), true) => (at + step) % count,
            (Some(at), false) => (at + count - step) % count,
            (None, true) => step - 1,
            (None, false) => count - step,
        };
        let inside = "button:not([disabled]), a[href], input, select, textarea, [tabindex='0']";
        let target = match REGIONS[at] {
            // The text before the controls that stand over it.
            "main" => format!("#text, main:not(:has(#text)) :is({inside})"),
            region => format!("{region} :is({inside})"),
        };
        // Some are for other widths of the window, and hidden: these do not take the focus.
        let all = document.query_selector_all(&target).ok();
        let mut all = all.iter().flat_map(|list| (0..list.length()).filter_map(|n| list.get(n)));
        let taken = all.any(|node| {
            let Ok(element) = node.dyn_into::<web_sys::HtmlElement>() else { return false };
            let _ = element.focus();
            document.active_element().as_deref() == Some(&element)
        });
        if taken {
            return;
        }
    }
}
