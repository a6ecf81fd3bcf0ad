//! What is said: messages to the eye, live regions to screen readers.

use leptos::prelude::*;

/// A message that goes by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// Tells toasts apart.
    pub id: u32,
    /// What was done, or what went wrong.
    pub text: String,
    /// What can be pressed beside it.
    pub offer: Option<Offer>,
    /// Whether it tells of an error; errors stay until closed.
    pub error: bool,
}

/// What a message offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// To undo what was done.
    Undo,
    /// To show all documents in the list.
    AllDocuments,
    /// To write everything to a file.
    Export,
}

/// What is said.
#[derive(Clone, Copy)]
pub struct Said {
    /// Messages, oldest first.
    pub toasts: RwSignal<Vec<Toast>>,
    /// The next message's id: none is used twice, so that a list sees a new message as new.
    next: StoredValue<u32>,
    /// What the polite live region says.
    pub polite: RwSignal<String>,
    /// What the assertive live region says.
    pub assertive: RwSignal<String>,
}

impl Said {
    pub(super) fn new() -> Self {
        Self {
            toasts: RwSignal::new(Vec::new()),
            next: StoredValue::new(1),
            polite: RwSignal::new(String::new()),
            assertive: RwSignal::new(String::new()),
        }
    }

    /// Says something, with something to press beside it.
    pub fn politely(self, text: String, offer: Option<Offer>) {
        self.polite.set(text.clone());
        self.toast(text, offer, false);
    }

    /// Says what went wrong.
    pub fn error(self, text: String) {
        self.assertive.set(text.clone());
        self.toast(text, None, true);
    }

    fn toast(self, text: String, offer: Option<Offer>, error: bool) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.toasts.update(|toasts| {
            // One message about the newest act is enough; errors stay.
            toasts.retain(|t| t.error);
            toasts.push(Toast { id, text, offer, error });
        });
    }

    /// Takes messages away that offer something of a project that is left.
    pub fn forget_offers(self) {
        self.toasts.update(|toasts| toasts.retain(|t| t.offer.is_none()));
    }

    /// Takes a message away.
    pub fn dismiss(self, id: u32) {
        self.toasts.update(|toasts| toasts.retain(|t| t.id != id));
    }
}
