//! The browser's own modal dialogs: they hold the focus, make the rest inert, and
//! give the focus back.

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// A dialog that is open over the page.
pub struct Modal(HtmlDialogElement);

impl Modal {
    /// Opens a dialog over the page.
    pub fn show(element: &HtmlDialogElement) -> Self {
        let modal = Self(element.clone());
        modal.show_again();
        modal
    }

    /// Opens it again, should it be closed.
    pub fn show_again(&self) {
        if !self.0.open() {
            // Refused only if it is open already, or not in the page.
            let _ = self.0.show_modal();
        }
    }

    /// Closes it, which gives the focus back to where it was. Taking an open dialog out
    /// of the page would not.
    pub fn close(&self) {
        self.0.close();
    }
}

/// Whether an event is the dialog's own: fields inside have events of the same names.
pub fn is_own(event: &web_sys::Event) -> bool {
    event.target().is_some() && event.target() == event.current_target()
}

/// Whether the dialog that an event is of is open.
pub fn is_open(event: &web_sys::Event) -> bool {
    let dialog = event.current_target().and_then(|t| t.dyn_into::<HtmlDialogElement>().ok());
    dialog.is_some_and(|d| d.open())
}

/// Whether a pointer is on the dialog's backdrop, which counts as the dialog itself.
pub fn on_backdrop(event: &web_sys::MouseEvent) -> bool {
    let Some(dialog) = event.target().and_then(|t| t.dyn_into::<HtmlDialogElement>().ok()) else {
        return false;
    };
    let r = dialog.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    x < r.left() || x > r.right() || y < r.top() || y > r.bottom()
}
