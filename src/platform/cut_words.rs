//! Words that are cut, read whole: as the title of their element, where the pointer comes to it.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event};

/// Marks a title that was set here.
const OWN: &str = "data-cut";
/// How many elements around the one under the pointer are looked at.
const AROUND: usize = 4;

/// Sets titles from now on.
pub fn follow() {
    let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
    let act = Closure::<dyn FnMut(Event)>::new(|event: Event| {
        let mut at = event.target().and_then(|t| t.dyn_into::<Element>().ok());
        for _ in 0..AROUND {
            let Some(element) = at else { return };
            entitle(&element);
            at = element.parent_element();
        }
    });
    // Fails only for arguments that are no functions.
    let _ = document.add_event_listener_with_callback("pointerover", act.as_ref().unchecked_ref());
    // As long as the page.
    act.forget();
}

/// Gives an element whose words are cut a title, and takes one away that is no longer needed.
fn entitle(element: &Element) {
    let own = element.has_attribute(OWN);
    if element.has_attribute("title") && !own {
        return;
    }
    let words = is_cut(element).then(|| element.text_content()).flatten();
    // Attributes that every element takes.
    match words {
        Some(words) => {
            let _ = element.set_attribute("title", words.trim());
            let _ = element.set_attribute(OWN, "");
        }
        None if own => {
            let _ = element.remove_attribute("title");
            let _ = element.remove_attribute(OWN);
        }
        None => {}
    }
}

/// Whether an ellipsis stands for some of an element's words.
fn is_cut(element: &Element) -> bool {
    let wide = element.scroll_width() > element.client_width();
    let high = element.scroll_height() > element.client_height() + 1;
    if element.client_width() == 0 || !(wide || high) {
        return false;
    }
    let style = web_sys::window().and_then(|w| w.get_computed_style(element).ok()).flatten();
    let is = |name: &str, none: &str| {
        let value = style.as_ref().and_then(|s| s.get_property_value(name).ok());
        value.is_some_and(|value| !value.is_empty() && value != none)
    };
    wide && is("text-overflow", "clip") || high && is("-webkit-line-clamp", "none")
}
