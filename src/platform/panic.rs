//! What happens when the page's own code fails: it is said, instead of going on in silence.

/// Says so from now on, in words for the person and, where it was, in the console. To be called
/// once, before anything else.
pub fn watch() {
    std::panic::set_hook(Box::new(|failure| {
        leptos::logging::error!("{failure}");
        show();
    }));
}

/// In plain elements, and once: what draws everything else may be what has failed.
fn show() {
    let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
    if document.get_element_by_id("stumbled").is_some() {
        return;
    }
    let (Some(body), Ok(note)) = (document.body(), document.create_element("p")) else { return };
    note.set_id("stumbled");
    let _ = note.set_attribute("role", "alert");
    note.set_text_content(Some(
        "Glossator has stumbled over a mistake of its own. What is saved is safe: reload the page, \
         then look at the last thing you did.",
    ));
    let _ = body.append_child(&note);
}
