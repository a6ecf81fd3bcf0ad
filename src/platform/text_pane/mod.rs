//! The document's text on the page: paragraphs, the runs drawn in them, and the
//! overlay of tags, bars and numbers. Draws what it is told, measures what it drew,
//! and translates between places in the DOM and places in the text.
//!
//! All text is in the DOM from the start, so that the browser's own find and screen
//! readers see all of it; runs are drawn where the reader is.

mod draw;
mod paint;
mod places;
mod scroll;

use std::cell::{Cell, RefCell};
use std::ops::Range;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement};

use self::draw::Drawn;
pub use self::draw::{OverlayItem, OverlayWord, Piece};
use self::paint::Paint;

/// A place in the text as the DOM counts: a paragraph, and UTF-16 code units from its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Index of the paragraph.
    pub paragraph: usize,
    /// UTF-16 code units from the paragraph's start.
    pub utf16: u32,
}

/// A box in CSS pixels, relative to a paragraph's or the window's top left.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

/// A paragraph as it is first drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainParagraph<'a> {
    /// Its text, without line terminator.
    pub text: &'a str,
    /// Code points before it.
    pub start: u32,
    /// Whether it goes on with the line of text before it, without room between them.
    pub continued: bool,
}

/// Paragraphs that the browser lays out together, once they come near the window.
///
/// An element with `content-visibility: auto` costs as much as dozens of paragraphs: one
/// for each paragraph makes long texts slow to open and to scroll, one for all does not
/// spare their layout.
struct Group {
    element: HtmlElement,
    /// Index of its first paragraph.
    first: usize,
}

/// A group ends when it has this many paragraphs, or lines: see [`group_lines`].
const GROUP_PARAGRAPHS: usize = 24;
/// About a window's height of lines: hardly any are laid out that nobody sees.
const FEW_LINES: usize = 30;
/// So many groups of few lines begin a text of any length: it is mostly opened at its start.
const FIRST_GROUPS: usize = 4;
/// So many groups may be as small as that; those of longer texts are larger, up to:
const MANY_GROUPS: usize = 128;
const MANY_LINES: usize = 120;
/// UTF-8 bytes to a line, to estimate heights.
const LINE_BYTES: usize = 72;
/// The height of a line in CSS pixels, to guess what the window shows.
const LINE_HEIGHT: f64 = 30.0;
/// The room between two paragraphs, in lines.
const LINES_BETWEEN: f64 = 0.32;

/// The text pane of one document.
pub struct TextPane {
    document: Document,
    /// The scrolling element.
    main: HtmlElement,
    /// The element that holds the groups of paragraphs.
    text: HtmlElement,
    groups: Vec<Group>,
    paragraphs: Vec<Element>,
    /// What is drawn in each paragraph.
    drawn: RefCell<Vec<Drawn>>,
    /// What shows the cursor.
    cursor: RefCell<Vec<Element>>,
    found: Paint,
    chosen: Paint,
    near: Cell<(usize, usize)>,
    /// The window's height when it was last measured, in CSS pixels.
    height: Cell<f64>,
}

impl TextPane {
    /// Takes over an element for a document's text, inside a scrolling element.
    pub fn new(main: HtmlElement, text: HtmlElement) -> Option<Self> {
        let document = text.owner_document()?;
        let height = Cell::new(f64::from(main.client_height()));
        Some(Self {
            document,
            main,
            text,
            groups: Vec::new(),
            paragraphs: Vec::new(),
            drawn: RefCell::default(),
            cursor: RefCell::default(),
            found: Paint::named("found"),
            // Above what was found.
            chosen: Paint::named("chosen"),
            near: Cell::default(),
            height,
        })
    }

    /// Takes all text away.
    pub fn clear(&mut self) {
        self.text.set_text_content(None);
        self.groups.clear();
        self.paragraphs.clear();
        self.cursor.borrow_mut().clear();
        self.drawn.borrow_mut().clear();
        self.near.set((0, 0));
    }

    /// Draws the plain text of a document, of so many UTF-8 bytes, in place of what was there.
    /// Nothing is laid out yet, for that is what costs: how far the page is scrolled stays as it
    /// was, and [`Self::near`] is a guess for the text's start until [`Self::look`] is called.
    pub fn show<'a>(
        &mut self,
        bytes: usize,
        paragraphs: impl Iterator<Item = PlainParagraph<'a>>,
    ) -> Result<(), JsValue> {
        let window = self.height.get();
        self.clear();
        let full = self.template("para", false)?;
        let blank = self.template("para blank", true)?;
        let fragment = self.document.create_document_fragment();
        let mut lines = 0;
        let (mut height, mut near) = (0.0, 0);
        for (index, paragraph) in paragraphs.enumerate() {
            let begun = self.groups.last().map_or(usize::MAX, |group| index - group.first);
            if lines >= group_lines(self.groups.len(), bytes) || begun >= GROUP_PARAGRAPHS {
                self.close_group(lines)?;
                lines = 0;
                let element: HtmlElement = self.document.create_element("div")?.unchecked_into();
                element.set_class_name("paras");
                fragment.append_child(&element)?;
                self.groups.push(Group { element, first: index });
            }
            let template = if paragraph.text.is_empty() { &blank } else { &full };
            let element: Element = template.clone_node_with_deep(true)?.unchecked_into();
            if !paragraph.text.is_empty()
                && let Some(text) = element.first_child().and_then(|p| p.first_child())
            {
                text.set_node_value(Some(paragraph.text));
            }
            if let Some(before) = self.paragraphs.last().filter(|_| paragraph.continued) {
                element.class_list().add_1("part")?;
                before.class_list().add_1("cut")?;
                // The line's first letter says which way all of it runs.
                let way = if before.matches(":dir(rtl)")? { "rtl" } else { "ltr" };
                element.set_attribute("dir", way)?;
            }
            element.set_attribute("data-start", &paragraph.start.to_string())?;
            element.set_attribute("data-p", &index.to_string())?;
            if let Some(group) = self.groups.last() {
                group.element.append_child(&element)?;
            }
            let own = paragraph.text.len() / LINE_BYTES + 1;
            lines += own;
            if height < window {
                near = index + 1;
            }
            #[allow(clippy::cast_precision_loss, reason = "lines of one paragraph")]
            let own = own as f64;
            height += (own + LINES_BETWEEN) * LINE_HEIGHT;
            self.paragraphs.push(element);
        }
        self.close_group(lines)?;
        self.text.append_child(&fragment)?;
        let mut drawn = Vec::new();
        drawn.resize_with(self.paragraphs.len(), Drawn::default);
        *self.drawn.borrow_mut() = drawn;
        self.near.set((0, near));
        Ok(())
    }

    /// Says how high the last group will be, about, so that the scroll bar hardly jumps.
    fn close_group(&self, lines: usize) -> Result<(), JsValue> {
        let Some(group) = self.groups.last() else { return Ok(()) };
        #[allow(clippy::cast_precision_loss, reason = "lines of one group")]
        let (lines, gaps) = (lines as f64, (self.paragraphs.len() - group.first) as f64);
        let height = format!("auto {:.1}lh", lines + gaps * LINES_BETWEEN);
        group.element.style().set_property("contain-intrinsic-block-size", &height)
    }

    fn template(&self, class: &str, blank: bool) -> Result<Element, JsValue> {
        let para = self.document.create_element("div")?;
        para.set_class_name(class);
        para.set_attribute("dir", "auto")?;
        let p = self.document.create_element("p")?;
        p.set_class_name("pt");
        if blank {
            p.append_child(self.document.create_element("br")?.as_ref())?;
        } else {
            p.append_child(self.document.create_text_node(" ").as_ref())?;
        }
        para.append_child(&p)?;
        Ok(para)
    }

    /// How many paragraphs there are.
    pub fn len(&self) -> usize {
        self.paragraphs.len()
    }

    /// The paragraphs of a group.
    fn members(&self, group: usize) -> Range<usize> {
        let first = self.groups.get(group).map_or(self.paragraphs.len(), |g| g.first);
        let end = self.groups.get(group + 1).map_or(self.paragraphs.len(), |g| g.first);
        first..end
    }
}

/// How many lines (estimated) end the group with this number, from one, in a text of so many
/// UTF-8 bytes.
fn group_lines(group: usize, bytes: usize) -> usize {
    if group <= FIRST_GROUPS {
        return FEW_LINES;
    }
    (bytes / LINE_BYTES / MANY_GROUPS).clamp(FEW_LINES, MANY_LINES)
}

fn rects(list: &web_sys::DomRectList, x: f64, y: f64) -> Vec<Rect> {
    (0..list.length())
        .filter_map(|i| list.item(i))
        .map(|r| Rect {
            left: r.left() - x,
            top: r.top() - y,
            right: r.right() - x,
            bottom: r.bottom() - y,
        })
        .collect()
}

/// One box a line, of those that the browser gives for a stretch: it also gives an empty one
/// for the end of the node before, and taller ones for elements that lie in the stretch.
fn line_boxes(boxes: Vec<Rect>) -> Vec<Rect> {
    let mut lines: Vec<Rect> = Vec::new();
    for b in &boxes {
        if b.right <= b.left {
            continue;
        }
        let middle = f64::midpoint(b.top, b.bottom);
        match lines.last_mut().filter(|line| line.top < middle && middle < line.bottom) {
            Some(line) => {
                *line = Rect {
                    left: line.left.min(b.left),
                    right: line.right.max(b.right),
                    top: line.top.max(b.top),
                    bottom: line.bottom.min(b.bottom),
                }
            }
            None => lines.push(*b),
        }
    }
    // A stretch without width, such as a place between two characters.
    if lines.is_empty() { boxes } else { lines }
}

#[cfg(test)]
mod tests {
    use super::{Rect, group_lines, line_boxes};

    #[test]
    fn groups_are_small_at_the_start_and_not_too_many() {
        assert_eq!([1, 4, 5, 99].map(|n| group_lines(n, 30_000)), [30; 4]);
        assert_eq!([1, 4, 5].map(|n| group_lines(n, 500_000)), [30, 30, 54]);
        assert_eq!([4, 5].map(|n| group_lines(n, 3_000_000)), [30, 120]);
    }

    #[test]
    fn a_stretch_has_one_box_a_line() {
        let rect = |left: f64, top: f64, right: f64, bottom: f64| Rect { left, top, right, bottom };
        let word = rect(100.0, 5.0, 140.0, 25.0);
        // The end of the node before, on this line or the one above.
        assert_eq!(line_boxes(vec![rect(100.0, 5.0, 100.0, 25.0), word]), [word]);
        assert_eq!(line_boxes(vec![rect(300.0, -27.0, 300.0, -7.0), word]), [word]);
        // An element in it is as tall as a line, and one word may lie in several.
        let element = rect(140.0, -1.0, 160.0, 31.0);
        assert_eq!(line_boxes(vec![word, element]), [rect(100.0, 5.0, 160.0, 25.0)]);
        let next = rect(0.0, 37.0, 30.0, 57.0);
        assert_eq!(line_boxes(vec![word, next]), [word, next]);
        let between = rect(100.0, 5.0, 100.0, 25.0);
        assert_eq!(line_boxes(vec![between]), [between]);
    }
}
