//! The interface's own state: what is selected, open and said. Nothing here is data.

use std::collections::BTreeMap;

use glossator_core::model::{AnnotationId, ClaimId, DocumentId, Kind, LabelId};
use glossator_core::query::{Cursor, QueueFilter};
use glossator_core::text::{ByteOffset, Span};
use leptos::prelude::*;

use super::fields::Section;
use super::order::Order;
use super::relations::Relation;
use super::route::Route;
use super::settings::Place;
use crate::platform::focus;
use crate::platform::timer::{self, Waiting};

/// Which layer keys and pointer act on. The only mode there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LayerView {
    /// Mentions.
    #[default]
    Entities,
    /// Claims, speakers, cues.
    Claims,
}

impl LayerView {
    /// The value of `data-layer`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Entities => "entities",
            Self::Claims => "claims",
        }
    }

    /// The kinds whose labels' keys act in the layer.
    pub const fn label_kinds(self) -> &'static [Kind] {
        match self {
            Self::Entities => &[Kind::Mention, Kind::Region],
            Self::Claims => &[Kind::Region],
        }
    }

    /// Whether annotations of a kind belong to the layer. Regions belong to both.
    pub const fn has(self, kind: Kind) -> bool {
        match kind {
            Kind::Mention => matches!(self, Self::Entities),
            Kind::Claim | Kind::Source | Kind::Cue | Kind::Evidence => matches!(self, Self::Claims),
            Kind::Region => true,
        }
    }

    /// Whether the keys for the next mark stop at annotations of a kind: claims have their
    /// speakers and cue words beside them, and regions are passed on the other layer.
    pub const fn stops_at(self, kind: Kind) -> bool {
        match self {
            Self::Entities => self.has(kind),
            Self::Claims => matches!(kind, Kind::Claim),
        }
    }
}

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
    /// Project name and annotator name, projects kept here.
    Project,
    /// View options: size, measure, face, tags, theme.
    View,
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

/// How much of the inspector a small screen shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sheet {
    /// Two lines.
    #[default]
    Peek,
    /// Half of the screen.
    Half,
    /// All of it.
    Full,
}

/// A message that goes by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// Tells toasts apart.
    pub id: u32,
    /// What was done, or what went wrong.
    pub text: String,
    /// What can be pressed beside it.
    pub offer: Option<Offer>,
    /// Whether it tells of an error; errors stay until closed.
    pub error: bool,
}

/// What a message offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// To undo what was done.
    Undo,
    /// To show all documents in the list.
    AllDocuments,
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

/// How long the second key of a command is awaited, in milliseconds: who presses another later
/// has forgotten the first.
const SECOND_KEY_MS: u32 = 3_000;

/// What evidence is collected for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Collecting {
    /// The claim.
    pub claim: ClaimId,
    /// The mention of it from which collecting began, and its document.
    pub from: (DocumentId, AnnotationId),
}

/// The interface's own state.
#[derive(Clone, Copy)]
pub struct Ui {
    /// The screen.
    pub route: RwSignal<Route>,
    /// The layer.
    pub layer: RwSignal<LayerView>,
    /// Caret and selection; none before a document is open.
    pub cursor: RwSignal<Option<Cursor>>,
    /// The selected mark.
    pub selected: RwSignal<Option<AnnotationId>>,
    /// The mark that was selected when the caret was moved on: keys for labels mean the caret.
    pub strayed: StoredValue<Option<AnnotationId>>,
    /// Where the documents were left that have been shown.
    pub left: StoredValue<Vec<Place>>,
    /// The mark that the inspector shows: the selected one, once keys rest.
    pub inspected: RwSignal<Option<AnnotationId>>,
    /// Whether what is fetched after the page itself has come.
    pub later_is_here: RwSignal<bool>,
    /// The open dialog.
    pub dialog: RwSignal<Option<Dialog>>,
    /// Whether the guidelines are open beside the text.
    pub guidelines: RwSignal<bool>,
    /// The open label picker.
    pub picker: RwSignal<Option<Picker>>,
    /// Messages, oldest first.
    pub toasts: RwSignal<Vec<Toast>>,
    /// The next message's id: none is used twice, so that a list sees a new message as new.
    next_toast: StoredValue<u32>,
    /// What the polite live region says.
    pub polite: RwSignal<String>,
    /// What the assertive live region says.
    pub assertive: RwSignal<String>,
    /// Whether the document list is open as a drawer (small screens).
    pub drawer: RwSignal<bool>,
    /// The id of the element that had the focus before it went to the document list.
    pub before_list: StoredValue<Option<String>>,
    /// Which documents the list shows.
    pub filter: RwSignal<QueueFilter>,
    /// What is searched for in the document list.
    pub search: RwSignal<String>,
    /// How much of the inspector is shown (small screens).
    pub sheet: RwSignal<Sheet>,
    /// The sections of the inspector that were opened or closed.
    pub folds: RwSignal<BTreeMap<Section, bool>>,
    /// Where the page should scroll.
    pub reveal: RwSignal<Option<Reveal>>,
    /// The caret should move by a line.
    pub line_step: RwSignal<Option<LineStep>>,
    /// Grows each time the page's element is mounted.
    pub page_mounted: RwSignal<u32>,
    /// The first key of a two-key command, while the second is awaited.
    first_key: RwSignal<Option<String>>,
    /// Until when.
    awaiting: StoredValue<Option<Waiting>, LocalStorage>,
    /// The claim mention that was just made, which may be one of a known claim.
    pub fresh_claim: RwSignal<Option<AnnotationId>>,
    /// How the inspector's field links the selected claim with another.
    pub relation: RwSignal<Relation>,
    /// What waits for acts that must read documents first.
    pub order: Order,
    /// The claim that evidence is collected for, in any document.
    pub collecting: RwSignal<Option<Collecting>>,
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
            layer: RwSignal::new(LayerView::Entities),
            cursor: RwSignal::new(None),
            selected: RwSignal::new(None),
            strayed: StoredValue::new(None),
            left: StoredValue::new(Vec::new()),
            inspected: RwSignal::new(None),
            later_is_here: RwSignal::new(false),
            dialog: RwSignal::new(None),
            guidelines: RwSignal::new(false),
            picker: RwSignal::new(None),
            toasts: RwSignal::new(Vec::new()),
            next_toast: StoredValue::new(1),
            polite: RwSignal::new(String::new()),
            assertive: RwSignal::new(String::new()),
            drawer: RwSignal::new(false),
            before_list: StoredValue::new(None),
            filter: RwSignal::new(QueueFilter::All),
            search: RwSignal::new(String::new()),
            sheet: RwSignal::new(Sheet::Peek),
            folds: RwSignal::new(BTreeMap::new()),
            reveal: RwSignal::new(None),
            line_step: RwSignal::new(None),
            page_mounted: RwSignal::new(0),
            first_key: RwSignal::new(None),
            awaiting: StoredValue::new_local(None),
            fresh_claim: RwSignal::new(None),
            relation: RwSignal::new(Relation::default()),
            order: Order::new(),
            collecting: RwSignal::new(None),
            by_touch: RwSignal::new(false),
            linking: RwSignal::new(Linking::No),
        }
    }

    /// Awaits the second key of a command that begins with this one.
    pub fn await_second_key(self, first: &str) {
        self.first_key.set(Some(first.to_owned()));
        let forget = timer::after(SECOND_KEY_MS, move || self.forget_first_key());
        self.awaiting.set_value(Some(forget));
    }

    /// The first key of a two-key command, while the second is awaited.
    pub fn first_key(self) -> Option<String> {
        self.first_key.get_untracked()
    }

    /// As [`Self::first_key`], followed.
    pub fn follow_first_key(self) -> Option<String> {
        self.first_key.get()
    }

    /// Awaits no second key any more.
    pub fn forget_first_key(self) {
        self.awaiting.set_value(None);
        if self.first_key.with_untracked(Option::is_some) {
            self.first_key.set(None);
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
        if self.inspected.get_untracked() != selected {
            self.inspected.set(selected);
        }
    }

    /// Says what was done, with Undo beside it, and to screen readers.
    pub fn done(self, text: impl Into<String>) {
        let text = text.into();
        self.polite.set(text.clone());
        self.toast(text, Some(Offer::Undo), false);
    }

    /// Says something that cannot be undone.
    pub fn say(self, text: impl Into<String>) {
        let text = text.into();
        self.polite.set(text.clone());
        self.toast(text, None, false);
    }

    /// Says that there is nothing more in the list of documents as it is filtered, and offers
    /// to show all.
    pub fn say_filtered(self, text: impl Into<String>) {
        let text = text.into();
        self.polite.set(text.clone());
        self.toast(text, Some(Offer::AllDocuments), false);
    }

    /// Whether the list of documents leaves some out; follows it.
    pub fn is_filtered(self) -> bool {
        self.filter.get() != QueueFilter::All || self.search.with(|s| !s.trim().is_empty())
    }

    /// Shows all documents in the list.
    pub fn show_all(self) {
        self.filter.set(QueueFilter::All);
        self.search.set(String::new());
    }

    /// Says what went wrong.
    pub fn error(self, text: impl Into<String>) {
        let text = text.into();
        self.assertive.set(text.clone());
        self.toast(text, None, true);
    }

    fn toast(self, text: String, offer: Option<Offer>, error: bool) {
        let id = self.next_toast.get_value();
        self.next_toast.set_value(id.wrapping_add(1));
        self.toasts.update(|toasts| {
            // One message about the newest act is enough; errors stay.
            toasts.retain(|t| t.error);
            toasts.push(Toast { id, text, offer, error });
        });
    }

    /// Takes a message away.
    pub fn dismiss(self, id: u32) {
        self.toasts.update(|toasts| toasts.retain(|t| t.id != id));
    }

    /// Brings a place of the text into view.
    pub fn reveal(self, at: ByteOffset) {
        self.reveal.update(|r| {
            let nonce = r.map_or(0, |r| r.nonce + 1);
            *r = Some(Reveal { at, nonce });
        });
    }

    /// Goes to a screen; the address follows.
    pub fn go(self, route: Route) {
        crate::platform::page::set_hash(route.hash());
        self.arrive(route);
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
            self.route.set(route);
        }
    }
}
