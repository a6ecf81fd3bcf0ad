//! Keeps the drawn page in step with the document: draws what is near the window,
//! and after an action only the paragraphs that it touched.

use std::collections::BTreeSet;

use glossator_core::model::{AnnotationId, DocumentId, OpenDocument, Project};
use glossator_core::ops::Applied;
use glossator_core::query::{Cursor, Lanes, PageState, ParagraphView, paragraph_view, touched};
use glossator_core::text::{ByteOffset, Span, Text, Utf16Offset};

use super::overlay::overlay;
use crate::platform::text_pane::{Piece, Place, PlainParagraph, TextPane};
use crate::state::App;

/// How far beyond the window runs are drawn, in heights of the window.
const MARGIN: f64 = 0.75;

/// The drawn page of one document.
pub struct Canvas {
    /// The text in the DOM.
    pub pane: TextPane,
    document: Option<DocumentId>,
    lanes: Lanes,
    state: PageState,
}

impl Canvas {
    /// A page without a document.
    pub fn new(pane: TextPane) -> Self {
        Self { pane, document: None, lanes: Lanes::default(), state: PageState::default() }
    }

    /// The document on the page.
    pub fn document(&self) -> Option<DocumentId> {
        self.document
    }

    /// How many lanes the document's mentions need.
    pub fn lane_count(&self) -> u8 {
        self.lanes.count()
    }

    /// Shows a document in place of the one before.
    pub fn show(&mut self, app: App, id: DocumentId, selected: Option<AnnotationId>) {
        self.document = Some(id);
        let shown = app.session.read(|p| {
            let open = p.open(id)?;
            self.lanes = Lanes::of(&open.marks);
            self.state = PageState::of(open, selected);
            let mut chars = Counter::default();
            let text = &open.text;
            let paragraphs = text.paragraphs().iter().map(|span| PlainParagraph {
                start: chars.up_to(text, span.start()),
                text: text.slice(*span).unwrap_or_default(),
            });
            Some(self.pane.show(paragraphs))
        });
        if let Some(Some(Err(error))) = shown {
            leptos::logging::error!("the page could not be drawn: {error:?}");
        }
        self.draw_near(app);
    }

    /// Draws the runs of paragraphs that have come near the window.
    pub fn draw_near(&self, app: App) {
        let near = self.pane.near_window(MARGIN);
        let missing: Vec<usize> = near.filter(|i| !self.pane.is_drawn(*i)).collect();
        if !missing.is_empty() {
            self.draw(app, &missing);
        }
    }

    /// Follows an action.
    pub fn applied(&mut self, app: App, applied: &Applied) {
        let Some(id) = self.document else { return };
        let touched = touched(&applied.transaction, id);
        let schema = applied.changes.schema();
        if touched.annotations.is_empty() && !schema {
            return;
        }
        let redraw = app.session.read(|p| {
            let open = p.open(id)?;
            let mut places: Vec<Span> =
                touched.ranges.iter().flat_map(|r| r.as_slice().iter().copied()).collect();
            let moved = self.lanes.update(
                &open.marks,
                touched.annotations.iter().copied(),
                &touched.ranges,
            );
            let changed =
                moved.iter().chain(&touched.annotations).filter_map(|a| open.marks.get(*a));
            places.extend(changed.flat_map(|a| a.ranges.as_slice().iter().copied()));
            let all = schema || touched.claims && self.renumber(open);
            Some(if all { None } else { Some(paragraphs_of(&open.text, places)) })
        });
        match redraw {
            Some(Some(Some(paragraphs))) => self.redraw(app, &paragraphs),
            Some(Some(None)) => self.redraw_all(app),
            _ => {}
        }
    }

    /// Numbers the claims anew; whether any number of an older claim changed.
    fn renumber(&mut self, open: &OpenDocument) -> bool {
        let state = PageState::of(open, self.state.selected);
        let shifted =
            self.state.numbers.iter().any(|(id, n)| state.numbers.get(id).is_some_and(|m| m != n));
        self.state = state;
        shifted
    }

    /// Follows the selected mark.
    pub fn select(&mut self, app: App, selected: Option<AnnotationId>) {
        let Some(id) = self.document else { return };
        let redraw = app.session.read(|p| {
            let open = p.open(id)?;
            let before = std::mem::replace(&mut self.state, PageState::of(open, selected));
            let touched = before
                .selected
                .into_iter()
                .chain(before.speakers)
                .chain(selected)
                .chain(self.state.speakers.iter().copied());
            let spans = touched
                .filter_map(|a| open.marks.get(a))
                .flat_map(|a| a.ranges.as_slice().iter().copied())
                .collect();
            Some(paragraphs_of(&open.text, spans))
        });
        if let Some(Some(paragraphs)) = redraw {
            self.redraw(app, &paragraphs);
        }
    }

    /// Draws paragraphs again, if they were drawn.
    fn redraw(&self, app: App, paragraphs: &BTreeSet<usize>) {
        let near = self.pane.near_window(MARGIN);
        // What is far away is drawn when it comes near.
        let (now, later): (Vec<usize>, Vec<usize>) = paragraphs
            .iter()
            .copied()
            .filter(|i| self.pane.is_drawn(*i))
            .partition(|i| near.contains(i));
        self.pane.forget(later.into_iter());
        let missing = near.filter(|i| !self.pane.is_drawn(*i));
        let all: BTreeSet<usize> = now.into_iter().chain(missing).collect();
        self.draw(app, &all.into_iter().collect::<Vec<_>>());
        self.restore_selection(app);
    }

    /// Draws everything again: now what is near, the rest when it comes near.
    pub fn redraw_all(&self, app: App) {
        self.pane.forget(0..self.pane.len());
        self.draw_near(app);
        self.restore_selection(app);
    }

    /// Draws runs, measures them all in one layout, then draws the overlays.
    fn draw(&self, app: App, paragraphs: &[usize]) {
        let Some(id) = self.document else { return };
        self.pane.painting().set(true);
        let views = app.session.read(|p| {
            let open = p.open(id)?;
            Some(paragraphs.iter().filter_map(|i| self.draw_runs(p, open, *i)).collect::<Vec<_>>())
        });
        let views = views.flatten().unwrap_or_default();
        let measured: Vec<_> = views
            .iter()
            .map(|(i, view)| {
                let plain = view.tags.is_empty() && view.bars.is_empty() && view.ends.is_empty();
                if plain {
                    (Vec::new(), false)
                } else {
                    (self.pane.measure(*i), self.pane.is_rtl(*i))
                }
            })
            .collect();
        for ((i, view), (boxes, rtl)) in views.iter().zip(measured) {
            if let Err(error) = self.pane.overlay(*i, &overlay(view, &boxes, rtl)) {
                leptos::logging::error!("tags could not be drawn: {error:?}");
            }
        }
        self.pane.painting().set(false);
    }

    fn draw_runs(
        &self,
        p: &Project,
        open: &OpenDocument,
        index: usize,
    ) -> Option<(usize, ParagraphView)> {
        let span = *open.text.paragraphs().get(index)?;
        let view = paragraph_view(p, open, &self.lanes, &self.state, span);
        let pieces: Vec<Piece<'_>> = view
            .runs
            .iter()
            .map(|run| Piece {
                text: open.text.slice(run.span).unwrap_or_default(),
                class: run.class.clone(),
                marks: run.marks.clone(),
                labels: run.labels.clone(),
            })
            .collect();
        let region = view.region.as_ref().is_some_and(|r| r.exclude);
        if let Err(error) = self.pane.draw(index, &pieces, region) {
            leptos::logging::error!("a paragraph could not be drawn: {error:?}");
        }
        Some((index, view))
    }

    /// Shows caret and selection.
    pub fn show_cursor(&self, app: App, cursor: Option<Cursor>) {
        let Some(id) = self.document else { return };
        let places = app.session.read(|p| {
            let open = p.open(id)?;
            let cursor = cursor?;
            let place = |at| place_of(&open.text, at);
            let selection = cursor.selection().and_then(|s| {
                // The moving end last, so that Shift+arrows of the browser would agree.
                let (from, to) = (place(s.start())?, place(s.end())?);
                Some(if cursor.caret().start() < cursor.anchor().start() {
                    (to, from)
                } else {
                    (from, to)
                })
            });
            let caret = (place(cursor.caret().start())?, place(cursor.caret().end())?);
            Some((selection, caret))
        });
        let Some(Some((selection, (from, to)))) = places else {
            self.pane.select(None);
            return;
        };
        self.pane.select(selection);
        let boxes = if selection.is_none() && from.paragraph == to.paragraph {
            self.pane.boxes(from, to)
        } else {
            Vec::new()
        };
        if let Err(error) = self.pane.caret(from.paragraph, &boxes) {
            leptos::logging::error!("the caret could not be drawn: {error:?}");
        }
    }

    /// Drawing a paragraph anew drops the part of the browser's selection in it.
    fn restore_selection(&self, app: App) {
        use leptos::prelude::GetUntracked;
        let cursor = app.ui.cursor.get_untracked();
        if cursor.is_some_and(|c| c.selection().is_some()) {
            self.show_cursor(app, cursor);
        }
    }

    /// The offset in the text of a point of the window.
    pub fn offset_at(&self, app: App, x: f64, y: f64) -> Option<ByteOffset> {
        let place = self.pane.place_at(x, y)?;
        let id = self.document?;
        app.session.read(|p| offset_of(&p.open(id)?.text, place))?
    }

    /// The place in the DOM of an offset in the text.
    pub fn place(&self, app: App, at: ByteOffset) -> Option<Place> {
        let id = self.document?;
        app.session.read(|p| place_of(&p.open(id)?.text, at))?
    }
}

/// Counts code points towards growing offsets, without starting again each time.
#[derive(Default)]
struct Counter {
    at: usize,
    chars: u32,
}

impl Counter {
    fn up_to(&mut self, text: &Text, offset: ByteOffset) -> u32 {
        let part = text.as_str().get(self.at..offset.as_usize()).unwrap_or_default();
        self.chars += u32::try_from(part.chars().count()).unwrap_or(u32::MAX);
        self.at = offset.as_usize();
        self.chars
    }
}

/// The paragraphs that some spans touch.
fn paragraphs_of(text: &Text, spans: Vec<Span>) -> BTreeSet<usize> {
    spans
        .into_iter()
        .flat_map(|s| text.paragraph_at(s.start())..=text.paragraph_at(s.end()))
        .collect()
}

/// The place in the DOM of an offset.
fn place_of(text: &Text, at: ByteOffset) -> Option<Place> {
    let paragraph = text.paragraph_at(at);
    let start = text.byte_to_utf16(text.paragraphs().get(paragraph)?.start()).ok()?;
    let utf16 = text.byte_to_utf16(at).ok()?.get().saturating_sub(start.get());
    Some(Place { paragraph, utf16 })
}

/// The offset of a place in the DOM; a place beyond its paragraph's end is its end.
fn offset_of(text: &Text, place: Place) -> Option<ByteOffset> {
    let paragraph = *text.paragraphs().get(place.paragraph)?;
    let start = text.byte_to_utf16(paragraph.start()).ok()?;
    let end = text.byte_to_utf16(paragraph.end()).ok()?;
    let at = Utf16Offset::new((start.get() + place.utf16).min(end.get()));
    text.utf16_to_byte(at).ok()
}
