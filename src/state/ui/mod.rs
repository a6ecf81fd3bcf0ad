//! The interface's own state: what is selected, open and said. Nothing here is data.

mod chord;
mod front;
mod inspector;
mod queue;
mod said;

use glossator_core::model::{AnnotationId, ClaimId, LabelId};
use glossator_core::query::Cursor;
use glossator_core::text::{ByteOffset, Span};
use leptos::prelude::*;

use super::order::Order;
use super::route::Route;
use super::settings::Place;
use crate::platform::focus;

pub use self::chord::Chord;
pub use self::front::Front;
pub use self::inspector::{Collecting, Inspector, Sheet};
pub use self::queue::Queue;
pub use self::said::{Offer, Said, Toast};

/// A dialog over the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialog {
    /// Search or run a command; with this text typed already.
    Palette(String),
    /// All keys.
    Help,
    /// Open documents.
    Import,
    /// Write files.
    Export,
    /// Several documents, and what becomes of them.
    Documents,
    /// Project name and annotator name, projects kept here.
    Project,
    /// View options: size, measure, face, tags, theme.
    View,
    /// What can be done with the selected mark, at a point of the window.
    Mark(i32, i32),
    /// Where the marks of a label go that is to be deleted; on the Labels screen.
    DeleteLabel(LabelId),
    /// Which label a label's marks get; on the Labels screen.
    MergeLabel(LabelId),
    /// Which label set to take over; on the Labels screen.
    Preset,
    /// A new label; on the Labels screen.
    NewLabel,
    /// A new attribute; on the Labels screen.
    NewAttribute,
    /// A new entity; on the Entities screen, as are the next three.
    NewEntity,
    /// What the ticked mentions' new entity is called.
    SplitEntity,
    /// Which entity the ticked mentions mean.
    MoveMentions,
    /// Authority files.
    Authority,
}

/// The label picker: what it would mark, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picker {
    /// The text that a label would mark; for a mark, its first range.
    pub span: Span,
    /// The mark whose label would change; none: a new mark.
    pub mark: Option<AnnotationId>,
}

/// A link that is drawn from a claim's number to another claim.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Linking {
    /// None.
    #[default]
    No,
    /// The pointer is on its way: from where, and where it is, in the window.
    Drawing((f64, f64), (f64, f64)),
    /// It was let go over another claim: which of the page's mentions it came from, and where
    /// in the window it is asked how that one bears on the other claim.
    Asking(AnnotationId, ClaimId, (f64, f64)),
}

/// A request to bring a place of the text into view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reveal {
    /// The place.
    pub at: ByteOffset,
    /// Whether it is to be well inside the window, or only to be seen.
    pub well: bool,
    /// Grows with each request, so that the same place can be asked for twice.
    pub nonce: u32,
}

/// A request to move the caret by lines of the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineStep {
    /// As many as the window shows, with it; else one.
    pub screen: bool,
    /// Down, or up.
    pub down: bool,
    /// Whether the selection follows.
    pub extend: bool,
}

/// The interface's own state.
#[derive(Clone, Copy)]
pub struct Ui {
    /// The screen.
    pub route: RwSignal<Route>,
    /// What is in front.
    pub front: RwSignal<Front>,
    /// Messages and live regions.
    pub said: Said,
    /// The list of documents.
    pub queue: Queue,
    /// The right pane.
    pub inspector: Inspector,
    /// The first of two keys.
    pub chord: Chord,
    /// Caret and selection; none before a document is open.
    pub cursor: RwSignal<Option<Cursor>>,
    /// The selected mark.
    pub selected: RwSignal<Option<AnnotationId>>,
    /// The mark that was selected when the caret was moved on: keys for labels mean the caret.
    pub strayed: StoredValue<Option<AnnotationId>>,
    /// Where the documents were left that have been shown.
    pub left: StoredValue<Vec<Place>>,
    /// Whether what is fetched after the page itself has come.
    pub later_is_here: RwSignal<bool>,
    /// The open dialog.
    pub dialog: RwSignal<Option<Dialog>>,
    /// Whether the guidelines are open beside the text.
    pub guidelines: RwSignal<bool>,
    /// The open label picker.
    pub picker: RwSignal<Option<Picker>>,
    /// Where the page should scroll.
    pub reveal: RwSignal<Option<Reveal>>,
    /// The caret should move by a line.
    pub line_step: RwSignal<Option<LineStep>>,
    /// Grows each time the page's element is mounted.
    pub page_mounted: RwSignal<u32>,
    /// What waits for acts that must read documents first.
    pub order: Order,
    /// Whether the page was last touched by a finger: then selections have grips.
    pub by_touch: RwSignal<bool>,
    /// The link that is being drawn from a claim's number.
    pub linking: RwSignal<Linking>,
}

impl Ui {
    /// As on the first day.
    pub fn new(route: Route) -> Self {
        Self {
            route: RwSignal::new(route),
            front: RwSignal::new(Front::Entities),
            said: Said::new(),
            queue: Queue::new(),
            inspector: Inspector::new(),
            chord: Chord::new(),
            cursor: RwSignal::new(None),
            selected: RwSignal::new(None),
            strayed: StoredValue::new(None),
            left: StoredValue::new(Vec::new()),
            later_is_here: RwSignal::new(false),
            dialog: RwSignal::new(None),
            guidelines: RwSignal::new(false),
            picker: RwSignal::new(None),
            reveal: RwSignal::new(None),
            line_step: RwSignal::new(None),
            page_mounted: RwSignal::new(0),
            order: Order::new(),
            by_touch: RwSignal::new(false),
            linking: RwSignal::new(Linking::No),
        }
    }

    /// Selects a mark, or none; keys for labels mean it until the caret moves on.
    pub fn select(self, id: Option<AnnotationId>) {
        self.strayed.set_value(None);
        self.selected.set(id);
    }

    /// Lets the inspector show the selected mark now, for whoever goes to a field of it.
    pub fn inspect(self) {
        let selected = self.selected.get_untracked();
        if self.inspector.inspected.get_untracked() != selected {
            self.inspector.inspected.set(selected);
        }
    }

    /// Says what was done, with Undo beside it, and to screen readers.
    pub fn done(self, text: impl Into<String>) {
        self.said.politely(text.into(), Some(Offer::Undo));
    }

    /// Says something that cannot be undone.
    pub fn say(self, text: impl Into<String>) {
        self.said.politely(text.into(), None);
    }

    /// Says what went wrong.
    pub fn error(self, text: impl Into<String>) {
        self.said.error(text.into());
    }

    /// Brings a place of the text into view, with room around it.
    pub fn reveal(self, at: ByteOffset) {
        self.ask_for(at, true);
    }

    /// Brings a place of the text into view, unless it is seen as it is.
    pub fn let_see(self, at: ByteOffset) {
        self.ask_for(at, false);
    }

    fn ask_for(self, at: ByteOffset, well: bool) {
        self.reveal.update(|r| {
            let nonce = r.map_or(0, |r| r.nonce + 1);
            *r = Some(Reveal { at, well, nonce });
        });
    }

    /// Goes to a screen; the address follows.
    pub fn go(self, route: Route) {
        crate::platform::page::set_hash(route.hash());
        self.arrive(route);
    }

    /// The selected mark, unless the caret was moved away from it since: what is done at the caret is
    /// then not meant for the mark.
    pub fn held_mark(self) -> Option<AnnotationId> {
        let strayed = self.strayed.get_value();
        self.selected.get_untracked().filter(|id| strayed != Some(*id))
    }

    /// Shows the screen that the address names. A dialog does not outlive its screen: elsewhere
    /// nobody draws it, and all keys would wait for it.
    pub fn arrive(self, route: Route) {
        if self.route.get_untracked() != route {
            self.dialog.set(None);
            if route == Route::Annotate {
                // The link to it goes with its screen.
                focus::hand_to("text");
            }
            focus::leave();
            self.route.set(route);
        }
    }
}
