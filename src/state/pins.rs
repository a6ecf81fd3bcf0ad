//! Which documents must stay in memory while something is being done with them.
//!
//! What acts on many documents reads them one after the other, and so does what follows the
//! person to another document or screen. Whoever is done lets go of what it has read: of all
//! that is there, except what is on the page and what is pinned.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use glossator_core::model::DocumentId;

/// The pinned documents.
#[derive(Clone, Default)]
pub struct Pins(Rc<RefCell<Held>>);

#[derive(Default)]
struct Held {
    next: u32,
    /// Pins by number: several may hold one document.
    pins: Vec<(u32, Rc<[DocumentId]>)>,
}

/// Keeps documents in memory until it is dropped.
#[must_use = "what is pinned is let go with it"]
pub struct Pin {
    number: u32,
    of: Pins,
}

impl Pins {
    /// Keeps documents, those in memory and those that are still to be read.
    pub fn hold(&self, documents: impl Into<Rc<[DocumentId]>>) -> Pin {
        let mut held = self.0.borrow_mut();
        let number = held.next;
        held.next = number.wrapping_add(1);
        held.pins.push((number, documents.into()));
        Pin { number, of: self.clone() }
    }

    /// What of these need not stay.
    pub fn may_go(&self, open: impl Iterator<Item = DocumentId>) -> Vec<DocumentId> {
        let mut kept = BTreeSet::new();
        for (_, documents) in &self.0.borrow().pins {
            kept.extend(documents.iter().copied());
        }
        open.filter(|id| !kept.contains(id)).collect()
    }
}

impl Drop for Pin {
    fn drop(&mut self) {
        self.of.0.borrow_mut().pins.retain(|(number, _)| *number != self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn doc(n: u128) -> DocumentId {
        DocumentId::new(Uuid::from_u128(n))
    }

    fn may_go(pins: &Pins) -> Vec<DocumentId> {
        pins.may_go((0..4).map(doc))
    }

    #[test]
    fn what_is_pinned_stays_until_every_pin_of_it_is_gone() {
        let pins = Pins::default();
        assert_eq!(may_go(&pins), [doc(0), doc(1), doc(2), doc(3)]);
        let act = pins.hold([doc(1), doc(2), doc(9)]);
        let undo = pins.hold([doc(2)]);
        assert_eq!(may_go(&pins), [doc(0), doc(3)]);
        drop(act);
        assert_eq!(may_go(&pins), [doc(0), doc(1), doc(3)]);
        let again = pins.hold(vec![doc(0)]);
        drop(undo);
        assert_eq!(may_go(&pins), [doc(1), doc(2), doc(3)]);
        drop(again);
        assert_eq!(may_go(&pins), [doc(0), doc(1), doc(2), doc(3)]);
    }
}
