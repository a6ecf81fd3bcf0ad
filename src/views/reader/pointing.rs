//! From a point of the window to the text.

use glossator_core::text::{ByteOffset, Span, Text};

use super::canvas::{Canvas, offset_of, place_of};
use crate::state::App;

/// How far beside a point the browser is asked again, in CSS pixels: where a line changes its
/// direction, it may answer with the far end of a run. One of these lies in the other half of the
/// same letter.
const BESIDE: [f64; 4] = [3.0, -3.0, 9.0, -9.0];

/// Where a point of the window is in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointed {
    /// The boundary between two characters that is nearest.
    pub at: ByteOffset,
    /// The start of the character under the point; the same as `at` where there is none.
    pub over: ByteOffset,
}

impl Canvas {
    /// Where a point of the window is in the text; none outside of its paragraphs.
    pub fn pointed(&self, app: App, x: f64, y: f64) -> Option<Pointed> {
        let id = self.document?;
        app.session.read(|p| self.pointed_in(&p.open(id)?.text, x, y))?
    }

    fn pointed_in(&self, text: &Text, x: f64, y: f64) -> Option<Pointed> {
        let asked = |x| offset_of(text, self.pane.place_at(x, y)?);
        let first = asked(x)?;
        if let Some(over) = self.under(text, first, x, y) {
            return Some(Pointed { at: first, over: over.start() });
        }
        let beside = BESIDE.iter().find_map(|dx| {
            let at = asked(x + dx)?;
            let over = self.under(text, at, x, y)?;
            // The point is in the half of the letter that the browser was not asked for.
            let at = if at == over.start() { over.end() } else { over.start() };
            Some(Pointed { at, over: over.start() })
        });
        Some(beside.unwrap_or(Pointed { at: first, over: first }))
    }

    /// Which of the two characters at a boundary a point lies in.
    fn under(&self, text: &Text, at: ByteOffset, x: f64, y: f64) -> Option<Span> {
        let behind = Span::between(at, text.next_grapheme(at));
        let before = Span::between(text.previous_grapheme(at), at);
        [behind, before].into_iter().filter(|c| !c.is_empty()).find(|c| {
            let (from, to) = (place_of(text, c.start()), place_of(text, c.end()));
            let boxes = from.zip(to).map(|(from, to)| self.pane.window_boxes(from, to));
            let holds = |b: &crate::platform::text_pane::Rect| {
                b.left <= x && x < b.right && b.top <= y && y < b.bottom
            };
            boxes.is_some_and(|boxes| boxes.iter().any(holds))
        })
    }
}
