//! A modal dialog: the browser's own, which traps the focus and gives it back.

use leptos::ev::{Event, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use super::icon::{Icon, IconView};
use crate::platform::modal::{self, Modal};
use crate::platform::timer;

/// A modal dialog with a head. Esc, the cross and a click beside it close it. The focus
/// begins on the element with `autofocus`, or else on the first that can take it.
#[component]
pub fn Dialog(
    /// Its name, shown in its head.
    #[prop(into)]
    title: String,
    /// A line beside the name.
    #[prop(into, optional)]
    note: String,
    /// Classes beside `dlg`, which give it its size.
    class: &'static str,
    /// What closing does; it must take the dialog out of the page.
    #[prop(into)]
    on_close: Callback<()>,
    /// Whether the head is left out, for dialogs that are named but show no title.
    #[prop(optional)]
    bare: bool,
    /// What stands in the head before the cross.
    #[prop(into, optional)]
    tools: ViewFn,
    /// Body and foot.
    children: Children,
) -> impl IntoView {
    let root = NodeRef::<html::Dialog>::new();
    let shown = StoredValue::new_local(None::<Modal>);
    Effect::new(move |_| {
        if let Some(root) = root.get() {
            shown.set_value(Some(Modal::show(&root)));
        }
    });
    on_cleanup(move || {
        if let Some(Some(modal)) = shown.try_update_value(Option::take) {
            modal.close();
        }
    });
    // Browsers close a dialog themselves if Esc is pressed again and again. Where it must not
    // be closed now, it is shown again.
    let closed = move |event: Event| {
        // One dialog took the place, and the element, of another that was closed.
        if modal::is_open(&event) {
            return;
        }
        if shown.try_with_value(Option::is_some) == Some(true) {
            on_close.run(());
            timer::next_frame(move || {
                shown.try_with_value(|modal| modal.as_ref().map(Modal::show_again));
            });
        }
    };
    let cancel = move |event: Event| {
        // A file chooser that is left without a file says "cancel", too.
        if modal::is_own(&event) {
            event.prevent_default();
            on_close.run(());
        }
    };
    // Pressed and let go beside the dialog: not where selecting text ended.
    let pressed = StoredValue::new(false);
    let name = title.clone();
    view! {
        <dialog
            class=format!("dlg {class}")
            aria-label=name
            node_ref=root
            on:cancel=cancel
            on:close=closed
            on:mousedown=move |event: MouseEvent| pressed.set_value(modal::on_backdrop(&event))
            on:click=move |event: MouseEvent| {
                if pressed.get_value() && modal::on_backdrop(&event) {
                    on_close.run(());
                }
            }
        >
            {(!bare).then(|| view! {
                <div class="dh">
                    <h2>{title}</h2>
                    <span class="muted">{note}</span>
                    <span class="grow"></span>
                    {tools.run()}
                    <button type="button" class="btn icon ghost" aria-label="Close" on:click=move |_| on_close.run(())>
                        <IconView icon=Icon::Close/>
                    </button>
                </div>
            })}
            {children()}
        </dialog>
    }
}
