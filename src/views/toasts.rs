//! What was done, with Undo beside it, and what went wrong; also for screen readers.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::hint::KeysOf;
use crate::components::icon::{Icon, IconView};
use crate::components::toast::ToastView;
use crate::platform::page;
use crate::state::rest::Follower;
use crate::state::saver::SaveState;
use crate::state::ui::{Offer, Toast};
use crate::state::{app, commands};

/// How long a message stays, in milliseconds.
const STAYS_MS: u32 = 6_000;

/// The messages over the page, and the live regions, which are always there:
/// screen readers follow only those that were there before they changed.
#[component]
pub fn Toasts() -> impl IntoView {
    let app = app();
    // What was done is on the page already; its words come when keys rest, the last ones only.
    // Errors do not wait.
    let (toasts, polite) = (RwSignal::new(Vec::new()), RwSignal::new(String::new()));
    Effect::new(move |_| {
        let now = app.ui.said.toasts.get();
        if now.iter().any(|toast| toast.error) || now.is_empty() {
            app.session.rest.forget(Follower::Messages);
            toasts.set(now);
        } else {
            app.session.rest.soon(Follower::Messages, move || toasts.set(now));
        }
    });
    Effect::new(move |_| {
        let now = app.ui.said.polite.get();
        app.session.rest.soon(Follower::Spoken, move || polite.set(now));
    });
    view! {
        <section class="toasts" aria-label="Messages">
            <For each=move || toasts.get() key=|toast| toast.id let(toast)>
                <OneToast toast/>
            </For>
        </section>
        <div class="vh" role="status">{alternating(polite.into())}</div>
        <div class="vh" role="alert">{alternating(app.ui.said.assertive.into())}</div>
        <div class="vh" role="alert">
            {move || match app.session.save.get() {
                failed @ SaveState::Failed(_) => failed.words(),
                _ => String::new(),
            }}
        </div>
    }
}

/// The words of a signal, with an invisible difference each time that they are set, so
/// that the same words are said twice when they are said twice.
fn alternating(words: Signal<String>) -> impl Fn() -> String {
    let odd = StoredValue::new(false);
    move || {
        let words = words.get();
        odd.update_value(|odd| *odd = !*odd);
        if words.is_empty() || !odd.get_value() { words } else { words + "\u{a0}" }
    }
}

/// Pressed by a key, a button had the focus, and is gone.
fn to_text(event: &MouseEvent) {
    if event.detail() == 0 {
        page::focus("text");
    }
}

/// A message.
#[component]
fn OneToast(
    /// Which.
    toast: Toast,
) -> impl IntoView {
    let app = app();
    let Toast { id, text, offer, error } = toast;
    let act = move |event: MouseEvent| {
        match offer {
            // What undo says takes this message's place.
            Some(Offer::Undo) => {
                commands::run(app, "undo");
            }
            Some(Offer::AllDocuments) => {
                app.ui.queue.show_all();
                app.ui.said.dismiss(id);
            }
            Some(Offer::Export) => {
                app.ui.said.dismiss(id);
                commands::run(app, "export");
                return;
            }
            None => return,
        }
        to_text(&event);
    };
    let offer = offer.map(|offer| {
        let words = match offer {
            Offer::Undo => "Undo ",
            Offer::AllDocuments => "Show all documents",
            Offer::Export => "Export",
        };
        let keys = (offer == Offer::Undo).then(|| view! { <KeysOf command="undo"/> });
        view! {
            <button type="button" class="btn sm" on:mousedown=|event| event.prevent_default() on:click=act>{words}{keys}</button>
        }
    });
    view! {
        <ToastView text bad=error stays=(!error).then_some(STAYS_MS) on_close=move |()| app.ui.said.dismiss(id)>
            {offer}
            {error.then(|| view! {
                <button type="button" class="btn sm icon" aria-label="Close the message" on:click=move |_| app.ui.said.dismiss(id)>
                    <IconView icon=Icon::Close small=true/>
                </button>
            })}
        </ToastView>
    }
}
