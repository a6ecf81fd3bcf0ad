//! Keeps the drawn page in step with the document: draws what is near the window,
//! and after an action only the paragraphs that it touched, once a frame.

use std::collections::BTreeSet;

use glossator_core::model::{AnnotationId, DocumentId, OpenDocument, Project};
use glossator_core::ops::Applied;
use glossator_core::query::{Cursor, Lanes, PageState, ParagraphView, paragraph_view, touched};
use glossator_core::text::{ByteOffset, CharOffset, Span, Text, Utf16Offset};

use leptos::prelude::GetUntracked;

use super::cursor;
use super::overlay::{Measured, overlay};
use crate::later;
use crate::platform::text_pane::{OverlayItem, Piece, Place, PlainParagraph, TextPane};
use crate::state::App;
use crate::state::ui::Reveal;

/// How far beyond the window runs are drawn where the text was opened, or jumped to; in heights of
/// the window, as the next two.
const MARGIN: f64 = 0.75;
/// When less than this is drawn beyond the window, more is.
const CLOSE: f64 = 0.5;
/// How far, then: drawing costs a layout of its own, and scrolling goes on.
const AHEAD: f64 = 2.0;

/// What is to be drawn before the next frame.
///
/// One key press changes marks, selection and caret, one after the other. Drawing each
/// at once would lay the page out several times.
#[derive(Default)]
struct Due {
    /// Whether somebody will call [`Canvas::draw_due`].
    booked: bool,
    /// Paragraphs whose runs may have changed.
    paragraphs: BTreeSet<usize>,
    /// Whether every paragraph may have changed.
    all: bool,
    /// Whether the text was scrolled or laid out anew.
    moved: bool,
    /// Whether the start of a text is shown that was not laid out yet.
    fresh: bool,
    /// Whether the caret may have moved.
    caret: bool,
    /// What to bring into the window, and whether well into it.
    reveal: Option<(ByteOffset, bool)>,
    /// Whether what was found is to be painted anew.
    found: bool,
    /// A paragraph to be at the window's top, with so much of it above, in CSS pixels.
    top: Option<(u32, f64)>,
}

/// The drawn page of one document.
pub struct Canvas {
    /// The text in the DOM.
    pub pane: TextPane,
    pub(super) document: Option<DocumentId>,
    /// Which project it is of: copies of one project file have the same documents.
    opening: u32,
    lanes: Lanes,
    state: PageState,
    /// What was found in the document, in the order of the text.
    found: Vec<Span>,
    due: Due,
}

impl Canvas {
    /// A page without a document.
    pub fn new(pane: TextPane) -> Self {
        Self {
            pane,
            document: None,
            opening: 0,
            lanes: Lanes::default(),
            state: PageState::default(),
            found: Vec::new(),
            due: Due::default(),
        }
    }

    /// Whether the page is that of this document of the open project.
    pub fn shows(&self, app: App, id: DocumentId) -> bool {
        self.document == Some(id) && self.opening == app.session.opening()
    }

    /// The document on the page.
    pub fn document(&self) -> Option<DocumentId> {
        self.document
    }

    /// How many lanes the document's mentions need.
    pub fn lane_count(&self) -> u8 {
        self.lanes.count()
    }

    /// Shows a document in place of the one before; its marks are due.
    pub fn show(&mut self, app: App, id: DocumentId, selected: Option<AnnotationId>) {
        self.document = Some(id);
        self.opening = app.session.opening();
        let margin = later::margin(app, id);
        let shown = app.session.read(|p| {
            let open = p.open(id)?;
            self.lanes = Lanes::of(&open.marks);
            self.state = PageState { margin, ..PageState::of(open, selected) };
            let text = &open.text;
            let paragraphs = text.blocks().iter().enumerate().map(|(n, span)| PlainParagraph {
                start: text.byte_to_char(span.start()).map_or(0, CharOffset::get),
                text: text.slice(*span).unwrap_or_default(),
                continued: text.is_continued(n),
            });
            Some(self.pane.show(text.as_str().len(), paragraphs))
        });
        if let Some(Some(Err(error))) = shown {
            leptos::logging::error!("the page could not be drawn: {error:?}");
        }
        self.due.paragraphs.clear();
        self.due.fresh = true;
        self.due.caret = true;
    }

    /// Shows no document: the project has none, or lost its last.
    pub fn clear(&mut self) {
        self.document = None;
        self.pane.clear();
    }

    /// Scrolls to `top`. A place that was still to be brought into the window is not: it would
    /// scroll back.
    pub fn scroll_to(&mut self, top: f64) {
        self.pane.scroll_to(top);
        self.due.fresh = false;
        self.due.moved = true;
        self.due.reveal = None;
    }

    /// Scrolls to where the document was left: so many pixels, and then to the paragraph that was
    /// at the window's top.
    pub fn go_back_to(&mut self, scroll: f64, top: Option<(u32, f64)>) {
        self.scroll_to(scroll);
        self.due.top = top;
    }

    /// Follows an action. The margin does not: see [`touches_claims`](glossator_core::query::touches_claims).
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
            Some(Some(Some(paragraphs))) => self.due.paragraphs.extend(paragraphs),
            Some(Some(None)) => self.due.all = true,
            _ => {}
        }
    }

    /// Follows what other documents say.
    pub fn gloss(&mut self, app: App) {
        let Some(id) = self.document else { return };
        let before = std::mem::replace(&mut self.state.margin, later::margin(app, id));
        let redraw = app.session.read(|p| {
            let open = p.open(id)?;
            Some(paragraphs_of(&open.text, before.differences(&self.state.margin, open)))
        });
        self.due.paragraphs.extend(redraw.flatten().unwrap_or_default());
    }

    /// Numbers the claims anew; whether any number of an older claim changed.
    fn renumber(&mut self, open: &OpenDocument) -> bool {
        let mut state = PageState::of(open, self.state.selected);
        state.margin = std::mem::take(&mut self.state.margin);
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
            let before = (self.state.selected, self.state.speakers.clone());
            self.state.select(open, selected);
            let touched = before
                .0
                .into_iter()
                .chain(before.1)
                .chain(selected)
                .chain(self.state.speakers.iter().copied());
            let spans = touched
                .filter_map(|a| open.marks.get(a))
                .flat_map(|a| a.ranges.as_slice().iter().copied())
                .collect();
            Some(paragraphs_of(&open.text, spans))
        });
        self.due.paragraphs.extend(redraw.flatten().unwrap_or_default());
    }

    /// Follows the caret and the selection of text; `into_view`: the caret is to be seen.
    pub fn follow_cursor(&mut self, cursor: Option<Cursor>, into_view: bool) {
        self.due.caret = true;
        if into_view {
            self.due.reveal = cursor.map(|cursor| (cursor.caret().start(), true));
        }
    }

    /// Follows what was found in the document; in the order of the text.
    pub fn show_found(&mut self, places: Vec<Span>) {
        self.due.found |= self.found != places;
        self.found = places;
    }

    /// Notes a place to bring into the window.
    pub fn reveal(&mut self, Reveal { at, well, .. }: Reveal) {
        self.due.reveal = Some((at, well));
    }

    /// Notes that every paragraph is to be laid out or drawn anew.
    pub fn note_layout(&mut self) {
        self.due.all = true;
        self.due.moved = true;
        self.due.caret = true;
    }

    /// Notes that the text was scrolled.
    pub fn note_scroll(&mut self) {
        self.due.moved = true;
    }

    /// Whether a text is shown that was not drawn yet.
    pub fn is_fresh(&self) -> bool {
        self.due.fresh
    }

    /// Whether [`Self::draw_due`] is still to be booked; it is then.
    pub fn book(&mut self) -> bool {
        !std::mem::replace(&mut self.due.booked, true)
    }

    /// Draws what is due. What is far from the window is drawn when it comes near. Whether there
    /// is more to draw in the next frame, beside what the window shows.
    pub fn draw_due(&mut self, app: App) -> bool {
        let due = std::mem::take(&mut self.due);
        if let Some((paragraph, above)) = due.top {
            self.pane.bring_to_top(paragraph, above);
        }
        if due.all {
            self.pane.forget(0..self.pane.len());
        }
        if !due.fresh && due.all {
            self.pane.look(MARGIN);
        } else if !due.fresh && due.moved {
            self.look_ahead();
        }
        self.pane.forget(due.paragraphs.into_iter());
        let cursor = app.ui.cursor.get_untracked();
        let views = self.draw_near(app);
        // Drawing runs anew drops the part of the browser's selection in them.
        if due.caret || !views.is_empty() && cursor.is_some_and(|c| c.selection().is_some()) {
            self.pane.select(self.cursor_places(app, cursor).and_then(|places| places.0));
        }
        if due.found || !self.found.is_empty() && (due.moved || !views.is_empty()) {
            self.paint_found(app);
        }
        if due.fresh {
            // The page may still be scrolled as it was for the text before.
            self.pane.scroll_home();
        }
        // From here on the page is measured, in one layout, and only then changed.
        let measured: Vec<_> = views.iter().map(|(i, view)| self.measure(*i, view)).collect();
        let shown = due.caret.then(|| self.cursor_items(app, cursor));
        let scrolled = due
            .reveal
            .and_then(|(at, well)| Some((self.place(app, at)?, well)))
            .is_some_and(|(place, well)| self.pane.bring_into_view(place, well));
        if due.fresh {
            self.pane.look(MARGIN);
        }
        for ((i, view), measured) in views.iter().zip(measured) {
            if let Err(error) = self.pane.overlay(*i, overlay(view, &measured)) {
                leptos::logging::error!("tags could not be drawn: {error:?}");
            }
        }
        if let Some(items) = shown {
            self.draw_cursor(&items);
        }
        if scrolled {
            self.note_scroll();
            return self.draw_due(app);
        }
        due.fresh && self.pane.near().any(|i| !self.pane.is_drawn(i))
    }

    /// Finds what is to be drawn after scrolling: nothing while the window is far from what is not
    /// drawn, then a good deal, and after a jump what is soon seen.
    fn look_ahead(&self) {
        let is_missing = || self.pane.near().any(|i| !self.pane.is_drawn(i));
        self.pane.look(CLOSE);
        if is_missing() {
            self.pane.look(0.0);
            self.pane.look(if is_missing() { MARGIN } else { AHEAD });
        }
    }

    /// Paints what was found near the window: drawing runs anew drops what was painted in them.
    fn paint_found(&self, app: App) {
        let near = self.pane.near();
        app.session.read(|p| {
            let text = &p.open(self.document?)?.text;
            let blocks = text.blocks().get(near)?;
            let (from, to) = (blocks.first()?.start(), blocks.last()?.end());
            let begin = self.found.partition_point(|span| span.end() <= from);
            let shown = self.found.get(begin..)?.iter().take_while(|span| span.start() < to);
            let place = |at| place_of(text, at);
            let stretch = |span: &Span| Some((place(span.start())?, place(span.end())?));
            self.pane.show_found(shown.filter_map(stretch));
            Some(())
        });
    }

    /// Draws the runs of what is near the window and not drawn as it is.
    fn draw_near(&self, app: App) -> Vec<(usize, ParagraphView)> {
        let missing = self.pane.near().filter(|i| !self.pane.is_drawn(*i));
        let views = app.session.read(|p| {
            let open = p.open(self.document?)?;
            Some(missing.filter_map(|i| self.draw_runs(p, open, i)).collect())
        });
        views.flatten().unwrap_or_default()
    }

    /// What must be measured of a paragraph before something is placed over it.
    fn measure(&self, index: usize, view: &ParagraphView) -> Measured {
        let mut wanted = vec![false; view.runs.len()];
        let starts = view.tags.iter().map(|t| t.run).chain(view.ends.iter().map(|(run, _)| *run));
        for run in starts.chain(view.bars.iter().flat_map(|b| b.first..=b.last)) {
            if let Some(wanted) = wanted.get_mut(run) {
                *wanted = true;
            }
        }
        let some = wanted.contains(&true);
        if !some && view.also.is_none() {
            return Measured::default();
        }
        let is_wanted = |run: usize| wanted.get(run).copied().unwrap_or(false);
        let boxes = if some { self.pane.measure(index, is_wanted) } else { Vec::new() };
        Measured { boxes, size: self.pane.size(index), rtl: self.pane.is_rtl(index) }
    }

    fn draw_runs(
        &self,
        p: &Project,
        open: &OpenDocument,
        index: usize,
    ) -> Option<(usize, ParagraphView)> {
        let span = *open.text.blocks().get(index)?;
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

    /// Shows caret and selection at once.
    pub fn show_cursor(&self, app: App, cursor: Option<Cursor>) {
        self.pane.select(self.cursor_places(app, cursor).and_then(|places| places.0));
        self.draw_cursor(&self.cursor_items(app, cursor));
    }

    fn draw_cursor(&self, items: &[(usize, OverlayItem)]) {
        if let Err(error) = self.pane.cursor(items) {
            leptos::logging::error!("the caret could not be drawn: {error:?}");
        }
    }

    /// What shows the cursor over the text.
    fn cursor_items(&self, app: App, cursor: Option<Cursor>) -> Vec<(usize, OverlayItem)> {
        let Some((selection, caret)) = self.cursor_places(app, cursor) else { return Vec::new() };
        match selection {
            None => cursor::caret(&self.pane, caret),
            Some(ends) if app.ui.by_touch.get_untracked() => cursor::grips(&self.pane, ends),
            // The browser shows it.
            Some(_) => Vec::new(),
        }
    }

    /// The places of the selection, if text is selected, and of the caret.
    fn cursor_places(&self, app: App, cursor: Option<Cursor>) -> Option<CursorPlaces> {
        let id = self.document?;
        app.session.read(|p| {
            let open = p.open(id)?;
            let cursor = cursor?;
            let place = |at| place_of(&open.text, at);
            let selection = match cursor.selection() {
                None => None,
                Some(s) => {
                    // The moving end last, so that Shift+arrows of the browser would agree.
                    let (from, to) = (place(s.start())?, place(s.end())?);
                    let backwards = cursor.caret().start() < cursor.anchor().start();
                    Some(if backwards { (to, from) } else { (from, to) })
                }
            };
            Some((selection, (place(cursor.caret().start())?, place(cursor.caret().end())?)))
        })?
    }

    /// The place in the DOM of an offset in the text.
    pub fn place(&self, app: App, at: ByteOffset) -> Option<Place> {
        let id = self.document?;
        app.session.read(|p| place_of(&p.open(id)?.text, at))?
    }
}

/// The places of a selection, and those of a caret.
type CursorPlaces = (Option<(Place, Place)>, (Place, Place));

/// The paragraphs of the page (the text's blocks) that some spans touch.
fn paragraphs_of(text: &Text, spans: Vec<Span>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    found.extend(spans.iter().flat_map(|s| text.block_at(s.start())..=text.block_at(s.end())));
    found
}

/// The place in the DOM of an offset.
pub(super) fn place_of(text: &Text, at: ByteOffset) -> Option<Place> {
    let (paragraph, units) = text.in_block(at)?;
    Some(Place { paragraph, utf16: units.get() })
}

/// The offset of a place in the DOM; a place beyond its paragraph's end is its end.
pub(super) fn offset_of(text: &Text, place: Place) -> Option<ByteOffset> {
    text.at_block(place.paragraph, Utf16Offset::new(place.utf16))
}
