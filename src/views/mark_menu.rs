//! The menu of the selected mark, where the pointer asked for it.

use leptos::prelude::*;

use super::dialogs::close;
use super::inspector::head::items;
use super::inspector::subject::Subject;
use crate::components::menu::Menu;
use crate::platform::{boxes, page};
use crate::state::app;

/// How wide it is, as in the stylesheet, and how high with five rows, in CSS pixels.
const SIZE: (f64, f64) = (300.0, 190.0);

/// The menu of the selected mark.
#[component]
pub fn MarkMenu(
    /// Where it was asked for, in the window.
    x: i32,
    /// As `x`, from the top.
    y: i32,
) -> impl IntoView {
    let app = app();
    let items = untrack(|| Subject::inspected(app)).map(|subject| items(app, subject));
    if items.is_none() {
        // Keys would wait for a menu that nobody sees.
        close(app);
    }
    let (width, height) = boxes::window_size();
    let place =
        (f64::from(y).min(height - SIZE.1).max(0.0), (width - f64::from(x) - SIZE.0).max(0.0));
    let leave = move |back: bool| {
        close(app);
        if back {
            page::focus("text");
        }
    };
    items.map(|items| {
        view! { <Menu label="More actions" prefix="mark-here-" class="here" place items on_close=leave/> }
    })
}
