//! Acts in the order in which they were asked for: one that must first read documents goes before
//! the undo that was pressed meanwhile.

use leptos::prelude::*;

/// What waits for what. `Copy`: a handle.
#[derive(Clone, Copy)]
pub struct Order(StoredValue<Waiting>);

#[derive(Default)]
struct Waiting {
    /// How many acts have been asked for and not run yet.
    under_way: u32,
    /// Commands that were asked for since, by their ids.
    after: Vec<&'static str>,
}

impl Order {
    /// Nothing waits.
    pub fn new() -> Self {
        Self(StoredValue::new(Waiting::default()))
    }

    /// An act begins that does not run at once.
    pub fn begin(self) {
        self.0.update_value(|w| w.under_way += 1);
    }

    /// It ran, or cannot. The commands that are to be run now, if no other act is under way.
    pub fn end(self) -> Vec<&'static str> {
        let ended = self.0.try_update_value(|w| {
            w.under_way = w.under_way.saturating_sub(1);
            if w.under_way == 0 { std::mem::take(&mut w.after) } else { Vec::new() }
        });
        ended.unwrap_or_default()
    }

    /// Whether a command must wait; it is then among those that [`Self::end`] gives.
    pub fn holds(self, command: &'static str) -> bool {
        let held = self.0.try_update_value(|w| {
            let waits = w.under_way > 0;
            w.after.extend(waits.then_some(command));
            waits
        });
        held.unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pressed_meanwhile_comes_after_the_last_act() {
        let owner = Owner::new();
        owner.set();
        let order = Order::new();
        assert!(!order.holds("undo"), "nothing is under way");
        order.begin();
        order.begin();
        assert!(order.holds("undo") && order.holds("redo"));
        assert!(order.end().is_empty());
        assert!(order.holds("undo"));
        assert_eq!(order.end(), ["undo", "redo", "undo"]);
        assert!(!order.holds("undo"));
    }
}
