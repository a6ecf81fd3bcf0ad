//! Where the focus came from and goes to.

use leptos::ev::FocusEvent;
use wasm_bindgen::JsCast;

/// Whether the focus came to a field from the element with this id.
pub fn came_from(event: &FocusEvent, id: &str) -> bool {
    let element = event.related_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|e| e.id() == id)
}

/// Puts the focus on the element with this id as soon as it is drawn.
pub fn soon(id: impl Into<String>) {
    let id = id.into();
    super::timer::next_frame(move || to(&id));
}

/// Puts the focus on an element that signals have just been set to show: effects have shown it
/// before the next key comes, and keys that follow in the same frame are for it.
pub fn when_shown(id: &'static str) {
    wasm_bindgen_futures::spawn_local(async move {
        to(id);
        if active().is_none_or(|e| e.id() != id) {
            soon(id);
        }
    });
}

/// As [`soon`]; what is around it and fits a selector comes into view with it.
pub fn soon_within(id: impl Into<String>, selector: &'static str) {
    let id = id.into();
    super::timer::next_frame(move || {
        to(&id);
        super::boxes::show_around(&id, selector);
    });
}

/// As [`soon`], of a field: what is in it is selected.
pub fn soon_selected(id: &'static str) {
    super::timer::next_frame(move || {
        to(id);
        if let Some(input) = active().and_then(|e| e.dyn_into::<web_sys::HtmlInputElement>().ok()) {
            input.select();
        }
    });
}

/// Puts the focus on the element with this id. The text stays where it is scrolled to: browsers
/// would bring its first line to the top.
fn to(id: &str) {
    match id {
        "text" => super::page::focus(id),
        _ => super::boxes::focus_and_show(id),
    }
}

fn active() -> Option<web_sys::Element> {
    web_sys::window().and_then(|w| w.document()).and_then(|d| d.active_element())
}

/// The id of the element that has the focus, if it has one.
pub fn id() -> Option<String> {
    active().map(|e| e.id()).filter(|id| !id.is_empty())
}

/// Whether nothing has the focus, such as after the element that had it is gone.
pub fn is_lost() -> bool {
    active().is_none_or(|e| e.tag_name() == "BODY")
}

/// Takes the focus from what has it. Before a screen goes: browsers lay out the page there and
/// then if the element with the focus is taken away.
pub fn leave() {
    if let Some(element) = active().and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.blur();
    }
}

/// For how many frames it is waited that something goes: lists follow what is done to them when
/// keys rest, or when a document is read.
const PATIENCE: u32 = 60;

/// Keeps the focus near a row that is about to go: called before it goes. Once it is gone, the
/// same button of the row in its place has the focus, or of the one before it; where no row is
/// left, the element with the id `otherwise`. `rows` finds the rows, these and their neighbours.
///
/// Nothing happens if the button with the focus stays, or the focus goes elsewhere.
pub fn hand_on(rows: &'static str, otherwise: impl Into<String>) {
    let Some(from) = active().filter(|_| !is_lost()) else { return };
    let place = with_buttons(rows).iter().enumerate().find_map(|(n, row)| {
        let buttons = elements(Some(row), "button");
        let inside = row.contains(Some(&from));
        inside.then(|| (n, buttons.iter().position(|b| *b == from).unwrap_or(usize::MAX)))
    });
    let otherwise = otherwise.into();
    after_loss(from, PATIENCE, move || {
        let all = with_buttons(rows);
        if let Some((n, button)) = place
            && let Some(row) = heir(n, all.len()).and_then(|n| all.get(n))
        {
            let buttons = elements(Some(row), "button");
            focus(buttons.get(button).or(buttons.last()));
        }
        if is_lost() {
            super::boxes::focus_and_show(&otherwise);
        }
    });
}

/// Keeps the focus near a button that is about to go: called before it goes. The element with
/// this id then has the focus.
pub fn hand_to(id: impl Into<String>) {
    let Some(from) = active().filter(|_| !is_lost()) else { return };
    let id = id.into();
    after_loss(from, PATIENCE, move || to(&id));
}

/// Of so many rows, the one in the place of a row that is gone, or else the last.
fn heir(gone: usize, len: usize) -> Option<usize> {
    len.checked_sub(1).map(|last| gone.min(last))
}

/// Calls a function once the element that has the focus is gone, unless the focus goes elsewhere.
fn after_loss(from: web_sys::Element, patience: u32, act: impl FnOnce() + 'static) {
    super::timer::next_frame(move || {
        if is_lost() {
            act();
        } else if patience > 0 && active().as_ref() == Some(&from) {
            after_loss(from, patience - 1, act);
        }
    });
}

/// The rows that a button is in.
fn with_buttons(rows: &str) -> Vec<web_sys::Element> {
    let rows = elements(None, rows).into_iter();
    rows.filter(|row| row.query_selector("button").is_ok_and(|b| b.is_some())).collect()
}

/// What a selector finds, in an element or in the page.
fn elements(within: Option<&web_sys::Element>, selector: &str) -> Vec<web_sys::Element> {
    let found = match within {
        Some(element) => element.query_selector_all(selector).ok(),
        None => web_sys::window()
            .and_then(|w| w.document())
            .and_then(|d| d.query_selector_all(selector).ok()),
    };
    let nodes = found.iter().flat_map(|list| (0..list.length()).filter_map(|n| list.get(n)));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}

fn focus(element: Option<&web_sys::Element>) {
    if let Some(element) = element.and_then(|e| e.dyn_ref::<web_sys::HtmlElement>()) {
        let _ = element.focus();
    }
}

/// Whether the focus is on or inside an element that fits a selector.
pub fn is_in(selector: &str) -> bool {
    active().is_some_and(|e| e.closest(selector).is_ok_and(|found| found.is_some()))
}

#[cfg(test)]
mod tests {
    use super::heir;

    #[test]
    fn the_row_in_its_place_or_the_last_inherits() {
        for (gone, left, next) in
            [(0, 2, Some(0)), (1, 2, Some(1)), (2, 2, Some(1)), (0, 1, Some(0)), (0, 0, None)]
        {
            assert_eq!(heir(gone, left), next, "{gone} of {left}");
        }
    }
}
