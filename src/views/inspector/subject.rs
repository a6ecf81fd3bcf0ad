//! The mark that the inspector shows.

use glossator_core::actions::{Author, Edit, EditError};
use glossator_core::model::{Annotation, AnnotationId, DocumentId, Kind, OpenDocument, Project};
use leptos::prelude::*;

use crate::platform::focus;
use crate::state::{App, acts};

/// The id of the text pane, where Esc leads from the fields.
pub const TEXT: &str = "text";
/// The id of the inspector's heading, which gets the focus when its content changes.
pub const TITLE: &str = "inspector-title";

/// A mark of a document. `Copy`: a handle.
#[derive(Clone, Copy, PartialEq)]
pub struct Subject {
    /// Its document. A field can be left after the page shows another one.
    pub document: DocumentId,
    /// The mark.
    pub id: AnnotationId,
    /// Its kind, which never changes.
    pub kind: Kind,
}

impl Subject {
    /// The mark of the current document that the inspector shows.
    pub fn inspected(app: App) -> Option<Self> {
        let id = app.ui.inspector.inspected.get()?;
        app.session.page(|_, document, open| {
            open.marks.get(id).map(|a| Self { document, id, kind: a.kind() })
        })?
    }

    /// Something about the mark, followed: its own changes, and those of schema and
    /// registers. None once it is gone.
    pub fn memo<T: PartialEq + Send + Sync + 'static>(
        self,
        app: App,
        read: impl Fn(&Project, &OpenDocument, &Annotation) -> T + Send + Sync + 'static,
    ) -> Memo<Option<T>> {
        Memo::new(move |_| self.read(app, &read))
    }

    /// Something about the mark, followed as in [`Self::memo`].
    pub fn read<T>(
        self,
        app: App,
        read: impl FnOnce(&Project, &OpenDocument, &Annotation) -> T,
    ) -> Option<T> {
        app.session.schema(|_| ());
        app.session.registers(|_| ());
        app.session.page(|p, document, open| {
            let a = open.marks.get(self.id).filter(|_| document == self.document)?;
            Some(read(p, open, a))
        })?
    }

    /// Runs an action on the mark, which must be the person's own. Whether it ran.
    pub fn act(
        self,
        app: App,
        make: impl FnOnce(&Project, DocumentId, AnnotationId, Author) -> Result<Edit, EditError>,
    ) -> bool {
        acts::edit_own(app, self.document, self.id, |p, d, author| make(p, d, self.id, author))
    }
}

/// Selects a mark from within the inspector; the head that comes gets the focus.
pub fn choose(app: App, id: AnnotationId) {
    acts::select_mark(app, id);
    focus::soon(TITLE);
}

/// The words that are selected in the text, on the page.
pub fn selected_words(app: App) -> Option<String> {
    let span = app.ui.cursor.get()?.selection()?;
    app.session.page_now(|_, _, open| open.text.slice(span).map(str::to_owned).ok())?
}
