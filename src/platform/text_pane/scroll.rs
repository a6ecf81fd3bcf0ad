//! Scrolling, focus, and which paragraphs are near the window.

use std::ops::Range;

use super::{Place, Rect, TextPane};

/// Up to this many paragraphs, all are drawn at once.
const EAGER: usize = 20;

impl TextPane {
    /// Finds the paragraphs in or near the window, within this many window heights.
    /// To be called when the text has been scrolled or laid out anew.
    pub fn look(&self, margin: f64) {
        self.near.set(if self.paragraphs.len() <= EAGER {
            (0, self.paragraphs.len())
        } else {
            let window = self.main.get_bounding_client_rect();
            self.height.set(window.height());
            let above = window.top() - margin * window.height();
            let below = window.bottom() + margin * window.height();
            let within = |element: &web_sys::Element| {
                let bounds = element.get_bounding_client_rect();
                bounds.bottom() >= above && bounds.top() <= below
            };
            // Groups first: asking for a paragraph of a far group would lay it out.
            let group = self
                .groups
                .partition_point(|g| g.element.get_bounding_client_rect().bottom() < above);
            let groups = (group..self.groups.len())
                .take_while(|n| self.groups.get(*n).is_some_and(|g| within(&g.element)));
            let members = groups.flat_map(|n| self.members(n));
            // Few paragraphs fit a window: walking beats another search.
            let mut near = members
                .skip_while(|n| !self.paragraphs.get(*n).is_some_and(&within))
                .take_while(|n| self.paragraphs.get(*n).is_some_and(&within));
            let first = near.next().unwrap_or_default();
            let shown = near.count() + 1;
            (first, first + shown)
        });
    }

    /// The paragraphs that were in or near the window when it was last looked at.
    pub fn near(&self) -> Range<usize> {
        let (first, end) = self.near.get();
        first..end.min(self.paragraphs.len())
    }

    /// How far the page is scrolled, in CSS pixels.
    pub fn scroll(&self) -> f64 {
        f64::from(self.main.scroll_top())
    }

    /// Scrolls the page to this many CSS pixels.
    #[allow(clippy::cast_possible_truncation, reason = "pixels fit")]
    pub fn scroll_to(&self, top: f64) {
        self.main.set_scroll_top(top as i32);
    }

    /// Scrolls to the text's start, if it is not there. To be called when the page is laid out.
    pub fn scroll_home(&self) {
        if self.main.scroll_top() != 0 {
            self.main.set_scroll_top(0);
        }
    }

    /// The paragraph at the window's top, and how much of it lies above, in CSS pixels.
    pub fn top(&self) -> Option<(u32, f64)> {
        let top = self.window().top;
        self.near().find_map(|n| {
            let bounds = self.paragraphs.get(n)?.get_bounding_client_rect();
            (bounds.bottom() > top).then_some((u32::try_from(n).ok()?, top - bounds.top()))
        })
    }

    /// Scrolls until a paragraph is at the window's top, with so much of it above.
    pub fn bring_to_top(&self, paragraph: u32, above: f64) {
        let Some(para) = self.paragraphs.get(paragraph as usize) else { return };
        // Far paragraphs have estimated heights until they are near: twice is exact.
        for _ in 0..3 {
            let bounds = para.get_bounding_client_rect();
            let far = bounds.top() + above.min(bounds.height()) - self.window().top;
            if far.abs() < 1.0 {
                break;
            }
            self.scroll_to(self.scroll() + far);
        }
    }

    /// How far a place must be from the window's top and bottom to be well inside, in CSS pixels.
    pub fn room(&self) -> f64 {
        60.0_f64.min(self.main.get_bounding_client_rect().height() / 4.0)
    }

    /// Brings a place into the window, with room around it; does nothing if it is
    /// inside, or `well` inside. Whether it scrolled.
    pub fn bring_into_view(&self, at: Place, well: bool) -> bool {
        let Some(para) = self.paragraphs.get(at.paragraph) else { return false };
        let begun = self.scroll();
        // Far paragraphs have estimated heights until they are near: twice is exact.
        for _ in 0..3 {
            let window = self.main.get_bounding_client_rect();
            let to = Place { utf16: at.utf16 + 1, ..at };
            let here = self.window_boxes(at, to).first().copied().unwrap_or_else(|| {
                let r = para.get_bounding_client_rect();
                Rect { left: r.left(), top: r.top(), right: r.right(), bottom: r.top() + 30.0 }
            });
            let room = if well { self.room() } else { 0.0 };
            let delta = if here.top < window.top() + room {
                here.top - window.top() - window.height() / 3.0
            } else if here.bottom > window.bottom() - room {
                here.bottom - window.bottom() + window.height() / 3.0
            } else {
                break;
            };
            let before = self.scroll();
            self.scroll_to(before + delta);
            if (self.scroll() - before).abs() < 1.0 {
                break;
            }
        }
        (self.scroll() - begun).abs() > 0.5
    }

    /// Whether the text has the focus.
    pub fn has_focus(&self) -> bool {
        self.document.active_element().is_some_and(|e| self.text.is_same_node(Some(&e)))
    }

    /// The window's part that the page fills.
    pub fn window(&self) -> Rect {
        let r = self.main.get_bounding_client_rect();
        Rect { left: r.left(), top: r.top(), right: r.right(), bottom: r.bottom() }
    }
}
