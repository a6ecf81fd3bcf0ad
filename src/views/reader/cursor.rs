//! What shows the cursor over the text: the caret's box, or the grips for a finger. What is
//! selected the browser shows by itself.

use glossator_core::query::Edge;

use crate::platform::text_pane::{OverlayItem, Place, Rect, TextPane};

/// What the caret is drawn as, with the paragraphs over which: a box on each of its lines.
pub fn caret(pane: &TextPane, (from, to): (Place, Place)) -> Vec<(usize, OverlayItem)> {
    // Boxes are measured in one paragraph.
    if from.paragraph != to.paragraph {
        return Vec::new();
    }
    pane.boxes(from, to).iter().map(|at| (from.paragraph, caret_box(at))).collect()
}

/// The grips at the ends of a selection, in any order.
pub fn grips(pane: &TextPane, (a, b): (Place, Place)) -> Vec<(usize, OverlayItem)> {
    let (from, to) = (a.min(b), a.max(b));
    // Each end by itself: boxes are measured in one paragraph.
    let begin = if from.paragraph == to.paragraph { from.utf16 } else { 0 };
    let start = pane.boxes(from, to).first().copied();
    let end = pane.boxes(Place { utf16: begin, ..to }, to).last().copied();
    let ends = [(Edge::Start, start, from.paragraph), (Edge::End, end, to.paragraph)];
    let grip = |(edge, at, paragraph): (Edge, Option<Rect>, usize)| {
        Some((paragraph, grip(&at?, edge, pane.is_rtl(paragraph))))
    };
    ends.into_iter().filter_map(grip).collect()
}

fn caret_box(at: &Rect) -> OverlayItem {
    OverlayItem {
        class: "caret".to_owned(),
        left: Some(at.left - 2.0),
        top: at.top,
        width: Some(at.right - at.left + 4.0),
        height: Some(at.bottom - at.top),
        ..OverlayItem::default()
    }
}

/// What a finger drags an end of the selection by; it hangs below the line.
fn grip(at: &Rect, edge: Edge, rtl: bool) -> OverlayItem {
    let on_left = (edge == Edge::Start) != rtl;
    let end = if edge == Edge::Start { "start" } else { "end" };
    let side = if on_left { "l" } else { "r" };
    OverlayItem {
        class: format!("ogrip {end} {side}"),
        left: Some(if on_left { at.left } else { at.right }),
        top: at.top,
        height: Some(at.bottom - at.top),
        ..OverlayItem::default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Edge, Rect, grip};

    #[test]
    fn grips_hang_outside_of_what_is_selected() {
        let at = Rect { left: 100.0, top: 5.0, right: 140.0, bottom: 25.0 };
        let of = |edge, rtl| {
            let item = grip(&at, edge, rtl);
            (item.class, item.left)
        };
        assert_eq!(of(Edge::Start, false), ("ogrip start l".to_owned(), Some(100.0)));
        assert_eq!(of(Edge::End, false), ("ogrip end r".to_owned(), Some(140.0)));
        assert_eq!(of(Edge::Start, true), ("ogrip start r".to_owned(), Some(140.0)));
        assert_eq!(of(Edge::End, true), ("ogrip end l".to_owned(), Some(100.0)));
    }
}
