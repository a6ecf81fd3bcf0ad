//! Who is told of what was done, at once and of each act: of two acts before the page is drawn
//! again, a signal would show the last one only.

use std::rc::Rc;

/// Somebody who is told.
pub type Listener<T> = Rc<dyn Fn(&T)>;

/// Who is told.
pub struct Listeners<T> {
    next: u32,
    all: Vec<(u32, Listener<T>)>,
}

impl<T> Default for Listeners<T> {
    fn default() -> Self {
        Self { next: 0, all: Vec::new() }
    }
}

impl<T> Listeners<T> {
    /// Tells somebody else too; the number to stop by.
    pub fn add(&mut self, listener: impl Fn(&T) + 'static) -> u32 {
        let number = self.next;
        self.next = number.wrapping_add(1);
        self.all.push((number, Rc::new(listener)));
        number
    }

    /// Tells somebody no more.
    pub fn remove(&mut self, number: u32) {
        self.all.retain(|(n, _)| *n != number);
    }

    /// Everybody who is to be told now, in the order of coming. What is told may let somebody
    /// come or go: so they are called once nobody reads this any more.
    pub fn all(&self) -> Vec<Listener<T>> {
        self.all.iter().map(|(_, listener)| Rc::clone(listener)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    fn tell(listeners: &RefCell<Listeners<u32>>, what: u32) {
        let all = listeners.borrow().all();
        all.iter().for_each(|listener| listener(&what));
    }

    #[test]
    fn each_listener_hears_each_act_once_and_in_order() {
        let heard = Rc::new(RefCell::new(Vec::new()));
        let listeners = RefCell::new(Listeners::default());
        let note = |who: &'static str| {
            let heard = Rc::clone(&heard);
            move |what: &u32| heard.borrow_mut().push((who, *what))
        };
        let page = listeners.borrow_mut().add(note("page"));
        listeners.borrow_mut().add(note("find"));
        tell(&listeners, 1);
        tell(&listeners, 2);
        assert_eq!(heard.take(), [("page", 1), ("find", 1), ("page", 2), ("find", 2)]);
        listeners.borrow_mut().remove(page);
        tell(&listeners, 3);
        listeners.borrow_mut().add(note("page"));
        tell(&listeners, 4);
        assert_eq!(heard.take(), [("find", 3), ("find", 4), ("page", 4)]);
    }

    #[test]
    fn a_listener_may_go_while_it_is_told() {
        let listeners = Rc::new(RefCell::new(Listeners::default()));
        let heard = Rc::new(RefCell::new(0));
        let (all, n) = (Rc::clone(&listeners), Rc::clone(&heard));
        let once = move |what: &u32| {
            *n.borrow_mut() += what;
            all.borrow_mut().remove(0);
        };
        assert_eq!(listeners.borrow_mut().add(once), 0);
        tell(&listeners, 1);
        tell(&listeners, 1);
        assert_eq!(heard.take(), 1);
    }
}
