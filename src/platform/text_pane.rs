//! The document's text on the page: paragraphs, the runs drawn in them, and the
//! overlay of tags, bars and numbers. Draws what it is told, measures what it drew,
//! and translates between places in the DOM and places in the text.
//!
//! All text is in the DOM from the start, so that the browser's own find and screen
//! readers see all of it; runs are drawn where the reader is.

use std::cell::{Cell, RefCell};

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Node, Range, Selection, Text as TextNode};

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
}

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

/// The text pane of one document.
pub struct TextPane {
    document: Document,
    /// The scrolling element.
    main: HtmlElement,
    /// The element that holds the paragraphs.
    text: HtmlElement,
    paragraphs: Vec<Element>,
    drawn: RefCell<Vec<bool>>,
    painting: Cell<bool>,
}

/// Above this many paragraphs, runs are drawn only near the window.
const EAGER: usize = 60;

impl TextPane {
    /// Takes over an element for a document's text, inside a scrolling element.
    pub fn new(main: HtmlElement, text: HtmlElement) -> Option<Self> {
        let document = text.owner_document()?;
        Some(Self {
            document,
            main,
            text,
            paragraphs: Vec::new(),
            drawn: RefCell::new(Vec::new()),
            painting: Cell::new(false),
        })
    }

    /// Draws the plain text of a document in place of what was there.
    pub fn show<'a>(
        &mut self,
        paragraphs: impl Iterator<Item = PlainParagraph<'a>>,
    ) -> Result<(), JsValue> {
        self.text.set_text_content(None);
        self.paragraphs.clear();
        let full = self.template("para", false)?;
        let blank = self.template("para blank", true)?;
        let fragment = self.document.create_document_fragment();
        for (index, paragraph) in paragraphs.enumerate() {
            let template = if paragraph.text.is_empty() { &blank } else { &full };
            let element: Element = template.clone_node_with_deep(true)?.unchecked_into();
            if !paragraph.text.is_empty() {
                let lines = paragraph.text.len() / 72 + 1;
                if lines != 5 {
                    element.set_class_name(&format!("para n{}", lines.min(40)));
                }
                if let Some(text) = element.first_child().and_then(|p| p.first_child()) {
                    text.set_node_value(Some(paragraph.text));
                }
            }
            element.set_attribute("data-start", &paragraph.start.to_string())?;
            element.set_attribute("data-p", &index.to_string())?;
            fragment.append_child(&element)?;
            self.paragraphs.push(element);
        }
        self.text.append_child(&fragment)?;
        *self.drawn.borrow_mut() = vec![false; self.paragraphs.len()];
        Ok(())
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

    /// Whether runs were drawn in a paragraph.
    pub fn is_drawn(&self, index: usize) -> bool {
        self.drawn.borrow().get(index).copied().unwrap_or(false)
    }

    /// Notes that paragraphs must be drawn again when they come near the window.
    pub fn forget(&self, paragraphs: impl Iterator<Item = usize>) {
        let mut drawn = self.drawn.borrow_mut();
        for index in paragraphs {
            if let Some(drawn) = drawn.get_mut(index) {
                *drawn = false;
            }
        }
    }

    /// The paragraphs in or near the window, within this many window heights.
    pub fn near_window(&self, margin: f64) -> std::ops::Range<usize> {
        if self.paragraphs.len() <= EAGER {
            return 0..self.paragraphs.len();
        }
        let window = self.main.get_bounding_client_rect();
        let above = window.top() - margin * window.height();
        let below = window.bottom() + margin * window.height();
        let first =
            self.paragraphs.partition_point(|p| p.get_bounding_client_rect().bottom() < above);
        let rest = &self.paragraphs[first..];
        // Few paragraphs fit a window: walking beats another search.
        let shown = rest.iter().take_while(|p| p.get_bounding_client_rect().top() <= below).count();
        first..(first + shown).min(self.paragraphs.len())
    }

    /// Draws a paragraph's runs in place of what was there. Never moves text.
    pub fn draw(&self, index: usize, pieces: &[Piece<'_>], region: bool) -> Result<(), JsValue> {
        let Some(para) = self.paragraphs.get(index) else { return Ok(()) };
        let Some(p) = para.first_element_child() else { return Ok(()) };
        if let Some(drawn) = self.drawn.borrow_mut().get_mut(index) {
            *drawn = true;
        }
        para.class_list().toggle_with_force("region", region)?;
        if pieces.is_empty() {
            return Ok(());
        }
        p.set_text_content(None);
        for piece in pieces {
            let text = self.document.create_text_node(piece.text);
            if piece.class.is_empty() {
                p.append_child(&text)?;
                continue;
            }
            let seg = self.document.create_element("span")?;
            seg.set_class_name(&piece.class);
            seg.set_attribute("data-marks", &piece.marks)?;
            seg.set_attribute("data-labels", &piece.labels)?;
            seg.append_child(&text)?;
            p.append_child(&seg)?;
        }
        Ok(())
    }

    /// The line boxes of a paragraph's pieces, relative to the paragraph, in the order
    /// that they were drawn; plain pieces have none.
    pub fn measure(&self, index: usize) -> Vec<Vec<Rect>> {
        let Some(para) = self.paragraphs.get(index) else { return Vec::new() };
        let Some(p) = para.first_element_child() else { return Vec::new() };
        let origin = para.get_bounding_client_rect();
        let children = p.child_nodes();
        (0..children.length())
            .filter_map(|i| children.item(i))
            .map(|node| match node.dyn_ref::<Element>() {
                Some(seg) => rects(&seg.get_client_rects(), origin.left(), origin.top()),
                None => Vec::new(),
            })
            .collect()
    }

    /// The line boxes of a stretch of one paragraph, relative to it.
    pub fn boxes(&self, from: Place, to: Place) -> Vec<Rect> {
        let Some(para) = self.paragraphs.get(from.paragraph) else { return Vec::new() };
        let origin = para.get_bounding_client_rect();
        self.range(from, to)
            .and_then(|range| range.get_client_rects())
            .map(|list| rects(&list, origin.left(), origin.top()))
            .unwrap_or_default()
    }

    /// The line boxes of a stretch, relative to the window.
    pub fn window_boxes(&self, from: Place, to: Place) -> Vec<Rect> {
        let list = self.range(from, to).and_then(|range| range.get_client_rects());
        list.map(|list| rects(&list, 0.0, 0.0)).unwrap_or_default()
    }

    /// Whether a paragraph runs right to left.
    pub fn is_rtl(&self, index: usize) -> bool {
        self.paragraphs.get(index).is_some_and(|p| p.matches(":dir(rtl)").unwrap_or(false))
    }

    /// Draws the overlay of a paragraph in place of what was there.
    pub fn overlay(&self, index: usize, items: &[OverlayItem]) -> Result<(), JsValue> {
        let Some(para) = self.paragraphs.get(index) else { return Ok(()) };
        let over = match para.children().item(1) {
            Some(over) => {
                // The caret is drawn apart from what marks draw.
                let old = over.query_selector_all(":scope > :not(.caret)")?;
                for i in 0..old.length() {
                    if let Some(node) = old.item(i) {
                        over.remove_child(&node)?;
                    }
                }
                over
            }
            None if items.is_empty() => return Ok(()),
            None => {
                let over = self.document.create_element("div")?;
                over.set_class_name("over");
                over.set_attribute("aria-hidden", "true")?;
                para.append_child(&over)?;
                over
            }
        };
        for item in items {
            over.append_child(self.item(item)?.as_ref())?;
        }
        Ok(())
    }

    fn item(&self, item: &OverlayItem) -> Result<Element, JsValue> {
        let element = self.document.create_element("span")?;
        element.set_class_name(&item.class);
        if !item.mark.is_empty() {
            element.set_attribute("data-mark", &item.mark)?;
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

    /// Draws the caret's boxes, or takes them away where there are none.
    pub fn caret(&self, paragraph: usize, boxes: &[Rect]) -> Result<(), JsValue> {
        let old = self.text.query_selector_all(".over > .caret")?;
        for i in 0..old.length() {
            if let Some(node) = old.item(i)
                && let Some(parent) = node.parent_node()
            {
                parent.remove_child(&node)?;
            }
        }
        let Some(para) = self.paragraphs.get(paragraph) else { return Ok(()) };
        if boxes.is_empty() {
            return Ok(());
        }
        let over = match para.children().item(1) {
            Some(over) => over,
            None => {
                let over = self.document.create_element("div")?;
                over.set_class_name("over");
                over.set_attribute("aria-hidden", "true")?;
                para.append_child(&over)?;
                over
            }
        };
        for b in boxes {
            let item = OverlayItem {
                class: "caret".to_owned(),
                left: Some(b.left - 2.0),
                top: b.top,
                width: Some(b.right - b.left + 4.0),
                height: Some(b.bottom - b.top),
                ..OverlayItem::default()
            };
            over.append_child(self.item(&item)?.as_ref())?;
        }
        Ok(())
    }

    // ---- places ----

    /// The place in the text under a point of the window.
    pub fn place_at(&self, x: f64, y: f64) -> Option<Place> {
        #[allow(clippy::cast_possible_truncation, reason = "window coordinates fit")]
        let (x, y) = (x as f32, y as f32);
        let position = self.document.caret_position_from_point(x, y)?;
        self.place_of(&position.offset_node()?, position.offset())
    }

    /// The place in the text of a DOM position; none outside of the text.
    pub fn place_of(&self, node: &Node, offset: u32) -> Option<Place> {
        let element = match node.dyn_ref::<Element>() {
            Some(element) => element.clone(),
            None => node.parent_element()?,
        };
        let para = element.closest(".para").ok()??;
        if !self.text.contains(Some(&para)) {
            return None;
        }
        let paragraph = para.get_attribute("data-p")?.parse().ok()?;
        let p = para.first_element_child()?;
        if !p.contains(Some(node)) {
            return Some(Place { paragraph, utf16: 0 });
        }
        let mut utf16 = 0;
        let mut found = None;
        self.each_text(&p, |text| {
            if found.is_some() {
                return;
            }
            if text.is_same_node(Some(node)) {
                found = Some(utf16 + offset);
            } else if node.nodetype_is_element() && before_child(node, offset, text) {
                found = Some(utf16);
            } else {
                utf16 += text.length();
            }
        });
        Some(Place { paragraph, utf16: found.unwrap_or(utf16) })
    }

    /// The text node and the offset in it of a place.
    fn dom_position(&self, place: Place) -> Option<(Node, u32)> {
        let p = self.paragraphs.get(place.paragraph)?.first_element_child()?;
        let mut rest = place.utf16;
        let mut found = None;
        let mut last = None;
        self.each_text(&p, |text| {
            if found.is_none() {
                if rest <= text.length() {
                    found = Some((text.clone().unchecked_into::<Node>(), rest));
                } else {
                    rest -= text.length();
                }
            }
            last = Some(text.clone().unchecked_into::<Node>());
        });
        found.or_else(|| Some((p.unchecked_into::<Node>(), 0)))
    }

    fn each_text(&self, p: &Element, mut act: impl FnMut(&TextNode)) {
        let children = p.child_nodes();
        for i in 0..children.length() {
            let Some(child) = children.item(i) else { continue };
            let text = match child.dyn_ref::<TextNode>() {
                Some(text) => Some(text.clone()),
                None => child.first_child().and_then(|c| c.dyn_into::<TextNode>().ok()),
            };
            if let Some(text) = text {
                act(&text);
            }
        }
    }

    fn range(&self, from: Place, to: Place) -> Option<Range> {
        let (start, end) = (self.dom_position(from)?, self.dom_position(to)?);
        let range = self.document.create_range().ok()?;
        range.set_start(&start.0, start.1).ok()?;
        range.set_end(&end.0, end.1).ok()?;
        Some(range)
    }

    // ---- the browser's selection ----

    fn selection(&self) -> Option<Selection> {
        self.document.get_selection().ok()?
    }

    /// Selects a stretch of the text, as the browser shows it; none takes it away.
    pub fn select(&self, stretch: Option<(Place, Place)>) {
        let Some(selection) = self.selection() else { return };
        let Some((from, to)) = stretch else {
            // Not that of a field, where the person may be typing.
            let inside = selection.anchor_node().is_some_and(|n| self.text.contains(Some(&n)));
            if inside {
                let _ = selection.remove_all_ranges();
            }
            return;
        };
        if let (Some(start), Some(end)) = (self.dom_position(from), self.dom_position(to)) {
            let _ = selection.set_base_and_extent(&start.0, start.1, &end.0, end.1);
        }
    }

    // ---- scrolling and focus ----

    /// How far the page is scrolled, in CSS pixels.
    pub fn scroll(&self) -> f64 {
        f64::from(self.main.scroll_top())
    }

    /// Scrolls the page to this many CSS pixels.
    #[allow(clippy::cast_possible_truncation, reason = "pixels fit")]
    pub fn scroll_to(&self, top: f64) {
        self.main.set_scroll_top(top as i32);
    }

    /// Brings a place into the window, with room around it; does nothing if it is
    /// well inside.
    pub fn bring_into_view(&self, at: Place) {
        let Some(para) = self.paragraphs.get(at.paragraph) else { return };
        // Far paragraphs have estimated heights until they are near: twice is exact.
        for _ in 0..3 {
            let window = self.main.get_bounding_client_rect();
            let to = Place { utf16: at.utf16 + 1, ..at };
            let here = self.window_boxes(at, to).first().copied().unwrap_or_else(|| {
                let r = para.get_bounding_client_rect();
                Rect { left: r.left(), top: r.top(), right: r.right(), bottom: r.top() + 30.0 }
            });
            let room = 60.0_f64.min(window.height() / 4.0);
            let delta = if here.top < window.top() + room {
                here.top - window.top() - window.height() / 3.0
            } else if here.bottom > window.bottom() - room {
                here.bottom - window.bottom() + window.height() / 3.0
            } else {
                return;
            };
            let before = self.scroll();
            self.scroll_to(before + delta);
            if (self.scroll() - before).abs() < 1.0 {
                return;
            }
        }
    }

    /// Puts the focus on the text, without scrolling.
    pub fn focus(&self) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = self.text.focus_with_options(&options);
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

    /// Whether drawing is under way, whose DOM changes are no news.
    pub fn painting(&self) -> &Cell<bool> {
        &self.painting
    }
}

/// Whether a text comes at or after a child of an element.
fn before_child(parent: &Node, offset: u32, text: &TextNode) -> bool {
    match parent.child_nodes().item(offset) {
        Some(child) => {
            child.is_same_node(Some(text))
                || child.contains(Some(text))
                || child.compare_document_position(text) & Node::DOCUMENT_POSITION_FOLLOWING != 0
        }
        None => false,
    }
}

trait NodeKind {
    fn nodetype_is_element(&self) -> bool;
}

impl NodeKind for Node {
    fn nodetype_is_element(&self) -> bool {
        self.node_type() == Node::ELEMENT_NODE
    }
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
