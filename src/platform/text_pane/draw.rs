//! Drawing runs and overlays: only what differs from what is there.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, Node};

use super::TextPane;

/// A run as it is drawn: its text and the classes and marks of its element; without
/// classes it is plain text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The run's text.
    pub text: &'a str,
    /// `class`.
    pub class: String,
    /// `data-marks`.
    pub marks: String,
    /// `data-labels`.
    pub labels: String,
}

/// Something drawn over a paragraph.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OverlayItem {
    /// `class`.
    pub class: String,
    /// From the paragraph's left edge, in CSS pixels.
    pub left: Option<f64>,
    /// From the paragraph's top edge, in CSS pixels.
    pub top: f64,
    /// Width in CSS pixels, where the stylesheet does not say it.
    pub width: Option<f64>,
    /// Height in CSS pixels, where the stylesheet does not say it.
    pub height: Option<f64>,
    /// `data-mark`: what a click on it selects.
    pub mark: String,
    /// `data-goto`: the document and the mark in it that a click on it leads to.
    pub goto: String,
    /// `data-repeat`: the repeated passage that a click on it leads to.
    pub repeat: Option<u32>,
    /// `title`; empty for none.
    pub title: String,
    /// Words with a hue and classes of their own each.
    pub words: Vec<OverlayWord>,
}

/// A word of an overlay item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OverlayWord {
    /// The text.
    pub text: String,
    /// `data-hue`, if it has a colour.
    pub hue: Option<u8>,
    /// `class`.
    pub class: &'static str,
}

/// What a run was drawn as. Its text is known by its length: a paragraph's text never
/// changes, and runs cover it from its start.
#[derive(Debug, PartialEq, Eq)]
struct DrawnRun {
    bytes: usize,
    class: String,
    marks: String,
    labels: String,
}

impl DrawnRun {
    fn is(&self, piece: &Piece<'_>) -> bool {
        self.bytes == piece.text.len()
            && self.class == piece.class
            && self.marks == piece.marks
            && self.labels == piece.labels
    }
}

/// What is drawn in a paragraph.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// Whether it is as it was last asked for.
    current: bool,
    /// Its runs; none: plain text, as at first.
    runs: Option<Vec<DrawnRun>>,
    overlay: Vec<OverlayItem>,
}

/// How many items two lists have in common at their start and, apart from these, at
/// their end.
fn common<A, B>(old: &[A], new: &[B], same: impl Fn(&A, &B) -> bool) -> (usize, usize) {
    let start = old.iter().zip(new).take_while(|(a, b)| same(a, b)).count();
    let rest = old[start..].iter().rev().zip(new[start..].iter().rev());
    (start, rest.take_while(|(a, b)| same(a, b)).count())
}

impl TextPane {
    /// Whether a paragraph's runs are drawn as they are.
    pub fn is_drawn(&self, index: usize) -> bool {
        self.drawn.borrow().get(index).is_some_and(|drawn| drawn.current)
    }

    /// Notes that paragraphs must be drawn again when they come near the window.
    pub fn forget(&self, paragraphs: impl Iterator<Item = usize>) {
        let mut drawn = self.drawn.borrow_mut();
        for index in paragraphs {
            if let Some(drawn) = drawn.get_mut(index) {
                drawn.current = false;
            }
        }
    }

    /// Draws a paragraph's runs in place of what was there. Never moves text.
    pub fn draw(&self, index: usize, pieces: &[Piece<'_>], region: bool) -> Result<(), JsValue> {
        let Some(para) = self.paragraphs.get(index) else { return Ok(()) };
        let Some(p) = para.first_element_child() else { return Ok(()) };
        let mut drawn = self.drawn.borrow_mut();
        let Some(drawn) = drawn.get_mut(index) else { return Ok(()) };
        drawn.current = true;
        para.class_list().toggle_with_force("region", region)?;
        if pieces.is_empty() {
            return Ok(());
        }
        let old = drawn.runs.get_or_insert_with(|| {
            let bytes = pieces.iter().map(|piece| piece.text.len()).sum();
            let (class, marks, labels) = <_>::default();
            vec![DrawnRun { bytes, class, marks, labels }]
        });
        let (start, end) = common(old, pieces, DrawnRun::is);
        let (old_middle, new_middle) = (start..old.len() - end, &pieces[start..pieces.len() - end]);
        let children = p.child_nodes();
        let alike = old_middle.len() == new_middle.len()
            && old[old_middle.clone()].iter().zip(new_middle).all(|(a, b)| {
                a.bytes == b.text.len() && !a.class.is_empty() && !b.class.is_empty()
            });
        if alike {
            // The same words look otherwise: nothing is laid out anew.
            for (at, piece) in (start..).zip(new_middle) {
                let child = u32::try_from(at).ok().and_then(|at| children.item(at));
                if let Some(seg) = child.as_ref().and_then(|c| c.dyn_ref::<Element>()) {
                    dress(seg, piece)?;
                }
            }
        } else {
            let after = replaced(&p, old_middle.clone())?;
            for piece in new_middle {
                let text = self.document.create_text_node(piece.text);
                if piece.class.is_empty() {
                    p.insert_before(&text, after.as_ref())?;
                    continue;
                }
                let seg = self.document.create_element("span")?;
                dress(&seg, piece)?;
                seg.append_child(&text)?;
                p.insert_before(&seg, after.as_ref())?;
            }
        }
        let made = new_middle.iter().map(|piece| DrawnRun {
            bytes: piece.text.len(),
            class: piece.class.clone(),
            marks: piece.marks.clone(),
            labels: piece.labels.clone(),
        });
        old.splice(old_middle, made);
        Ok(())
    }

    /// Draws the overlay of a paragraph in place of what was there.
    pub fn overlay(&self, index: usize, items: Vec<OverlayItem>) -> Result<(), JsValue> {
        let Some(para) = self.paragraphs.get(index) else { return Ok(()) };
        let mut drawn = self.drawn.borrow_mut();
        let Some(drawn) = drawn.get_mut(index) else { return Ok(()) };
        let (start, end) = common(&drawn.overlay, &items, PartialEq::eq);
        if start == items.len() && items.len() == drawn.overlay.len() {
            return Ok(());
        }
        let over = self.over(para)?;
        // The cursor is drawn apart from what marks draw, behind it.
        let after = replaced(&over, start..drawn.overlay.len() - end)?;
        for item in &items[start..items.len() - end] {
            over.insert_before(self.item(item)?.as_ref(), after.as_ref())?;
        }
        drawn.overlay = items;
        Ok(())
    }

    fn over(&self, para: &Element) -> Result<Element, JsValue> {
        if let Some(over) = para.children().item(1) {
            return Ok(over);
        }
        let over = self.document.create_element("div")?;
        over.set_class_name("over");
        over.set_attribute("aria-hidden", "true")?;
        para.append_child(&over)?;
        Ok(over)
    }

    fn item(&self, item: &OverlayItem) -> Result<Element, JsValue> {
        let element = self.document.create_element("span")?;
        element.set_class_name(&item.class);
        if !item.mark.is_empty() {
            element.set_attribute("data-mark", &item.mark)?;
        }
        if !item.goto.is_empty() {
            element.set_attribute("data-goto", &item.goto)?;
        }
        if let Some(n) = item.repeat {
            element.set_attribute("data-repeat", &n.to_string())?;
        }
        if !item.title.is_empty() {
            element.set_attribute("title", &item.title)?;
        }
        for word in &item.words {
            let span = self.document.create_element("span")?;
            if !word.class.is_empty() {
                span.set_class_name(word.class);
            }
            if let Some(hue) = word.hue {
                span.set_attribute("data-hue", &hue.to_string())?;
            }
            span.set_text_content(Some(&word.text));
            element.append_child(&span)?;
        }
        place(element.unchecked_ref(), item)?;
        Ok(element)
    }

    /// Draws what shows the cursor over paragraphs, in place of what did before.
    pub fn cursor(&self, items: &[(usize, OverlayItem)]) -> Result<(), JsValue> {
        for old in self.cursor.borrow_mut().drain(..) {
            old.remove();
        }
        for (paragraph, item) in items {
            let Some(para) = self.paragraphs.get(*paragraph) else { continue };
            let element = self.item(item)?;
            self.over(para)?.append_child(&element)?;
            self.cursor.borrow_mut().push(element);
        }
        Ok(())
    }
}

/// Takes a stretch of children away; the child behind it.
fn replaced(parent: &Node, gone: std::ops::Range<usize>) -> Result<Option<Node>, JsValue> {
    let mut next = u32::try_from(gone.start).ok().and_then(|at| parent.child_nodes().item(at));
    for _ in gone {
        let Some(node) = next else { break };
        next = node.next_sibling();
        parent.remove_child(&node)?;
    }
    Ok(next)
}

/// Gives a run's element its looks and handles.
fn dress(seg: &Element, piece: &Piece<'_>) -> Result<(), JsValue> {
    seg.set_class_name(&piece.class);
    seg.set_attribute("data-marks", &piece.marks)?;
    seg.set_attribute("data-labels", &piece.labels)
}

fn place(element: &HtmlElement, item: &OverlayItem) -> Result<(), JsValue> {
    let style = element.style();
    style.set_property("top", &format!("{:.1}px", item.top))?;
    for (name, value) in [("left", item.left), ("width", item.width), ("height", item.height)] {
        if let Some(value) = value {
            style.set_property(name, &format!("{value:.1}px"))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::common;

    #[test]
    fn what_two_lists_share_is_never_counted_twice() {
        let shared = |old: &str, new: &str| {
            let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
            common(&old, &new, PartialEq::eq)
        };
        assert_eq!(shared("", "abc"), (0, 0));
        assert_eq!(shared("abc", "abc"), (3, 0));
        assert_eq!(shared("abc", "axc"), (1, 1));
        assert_eq!(shared("aa", "aaa"), (2, 0));
        assert_eq!(shared("abba", "aba"), (2, 1));
    }
}
