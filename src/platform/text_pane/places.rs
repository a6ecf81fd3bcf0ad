//! Places: between the DOM and the text, boxes of stretches, the browser's selection.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Range, Selection, Text as TextNode};

use super::{Place, Rect, TextPane, line_boxes, rects};

impl TextPane {
    /// The line boxes of the wanted pieces of a paragraph, relative to the paragraph, in
    /// the order that they were drawn; others and plain pieces have none.
    pub fn measure(&self, index: usize, wanted: impl Fn(usize) -> bool) -> Vec<Vec<Rect>> {
        let Some(para) = self.paragraphs.get(index) else { return Vec::new() };
        let Some(p) = para.first_element_child() else { return Vec::new() };
        let origin = para.get_bounding_client_rect();
        let mut boxes = Vec::new();
        let mut next = p.first_child();
        while let Some(node) = next {
            let seg = node.dyn_ref::<Element>().filter(|_| wanted(boxes.len()));
            boxes.push(match seg {
                Some(seg) => rects(&seg.get_client_rects(), origin.left(), origin.top()),
                None => Vec::new(),
            });
            next = node.next_sibling();
        }
        boxes
    }

    /// Width and height of a paragraph with its margins.
    pub fn size(&self, index: usize) -> (f64, f64) {
        let size = |para: &Element| {
            let rect = para.get_bounding_client_rect();
            (rect.width(), rect.height())
        };
        self.paragraphs.get(index).map(size).unwrap_or_default()
    }

    /// The line boxes of a stretch of one paragraph, relative to it.
    pub fn boxes(&self, from: Place, to: Place) -> Vec<Rect> {
        let Some(para) = self.paragraphs.get(from.paragraph) else { return Vec::new() };
        let origin = para.get_bounding_client_rect();
        self.range(from, to)
            .and_then(|range| range.get_client_rects())
            .map(|list| line_boxes(rects(&list, origin.left(), origin.top())))
            .unwrap_or_default()
    }

    /// The line boxes of a stretch, relative to the window.
    pub fn window_boxes(&self, from: Place, to: Place) -> Vec<Rect> {
        let list = self.range(from, to).and_then(|range| range.get_client_rects());
        list.map(|list| line_boxes(rects(&list, 0.0, 0.0))).unwrap_or_default()
    }

    /// The boxes of drawn things, relative to the element around the text; what is not
    /// shown has none.
    pub fn found(&self, selector: &str) -> Vec<Rect> {
        let Some(sheet) = self.text.parent_element() else { return Vec::new() };
        let Ok(list) = self.text.query_selector_all(selector) else { return Vec::new() };
        let origin = sheet.get_bounding_client_rect();
        (0..list.length())
            .filter_map(|n| list.item(n)?.dyn_into::<Element>().ok())
            .flat_map(|e| rects(&e.get_client_rects(), origin.left(), origin.top()))
            .filter(|r| r.right > r.left && r.bottom > r.top)
            .collect()
    }

    /// Whether a paragraph runs right to left.
    pub fn is_rtl(&self, index: usize) -> bool {
        self.paragraphs.get(index).is_some_and(|p| p.matches(":dir(rtl)").unwrap_or(false))
    }

    /// The place in the text under a point of the window.
    pub fn place_at(&self, x: f64, y: f64) -> Option<Place> {
        #[allow(clippy::cast_possible_truncation, reason = "window coordinates fit")]
        let (x, y) = (x as f32, y as f32);
        let position = self.document.caret_position_from_point(x, y)?;
        self.place_of(&position.offset_node()?, position.offset())
    }

    /// While something over the text is dragged, the pointer means the text below it.
    pub fn set_dragging(&self, on: bool) {
        // Fails only for names that are not legal.
        let _ = self.text.class_list().toggle_with_force("dragging", on);
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

    /// Paints stretches of the text as found, in place of those before.
    pub fn show_found(&self, stretches: impl Iterator<Item = (Place, Place)>) {
        self.found.set(stretches.filter_map(|(from, to)| self.range(from, to)));
    }

    /// Selects a stretch of the text, `to` the end that moves; none takes it away.
    pub fn select(&self, stretch: Option<(Place, Place)>) {
        let range = stretch.and_then(|(from, to)| self.range(from.min(to), from.max(to)));
        self.chosen.set(range.into_iter());
        let Some(selection) = self.selection() else { return };
        let Some((from, to)) = stretch else {
            // Where it begins is known to a laid out page only.
            if selection.range_count() == 0 {
                return;
            }
            // Not that of a field, where the person may be typing.
            let inside = selection.anchor_node().is_some_and(|n| self.text.contains(Some(&n)));
            if inside {
                let _ = selection.remove_all_ranges();
            }
            return;
        };
        // A field that has the focus would lose its caret.
        if self.has_focus()
            && let (Some(start), Some(end)) = (self.dom_position(from), self.dom_position(to))
        {
            let _ = selection.set_base_and_extent(&start.0, start.1, &end.0, end.1);
        }
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
