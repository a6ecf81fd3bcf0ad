//! Documents in and out of memory: what is shown, searched or undone is read from storage first.

use std::rc::Rc;

use glossator_core::actions;
use glossator_core::model::DocumentId;
use glossator_core::ops::Needs;
use glossator_core::store::StoreError;
use glossator_core::text::Text;
use leptos::prelude::*;

use super::Session;
use super::pins::Pin;
use super::saver::Saver;
use crate::platform::digest;

impl Session {
    /// Puts texts of documents that are about to be added into storage.
    pub async fn keep_texts(self, texts: &[Text]) -> Result<(), StoreError> {
        let store = self.store();
        store.put_texts(texts).await
    }

    /// Hands in texts of documents that are about to be added with annotations.
    pub fn provide_texts(self, texts: Vec<(DocumentId, Text)>) {
        self.kept.update_value(|kept| {
            let Some(kept) = kept else { return };
            for (id, text) in texts {
                kept.project.provide_text(id, text);
            }
        });
    }

    /// Brings a document's text and annotations into memory; does nothing if they are.
    /// What could not be read and was set aside, in words; the document is there all the same.
    pub async fn load(self, id: DocumentId) -> Result<Option<String>, String> {
        let wanted = self
            .read(|p| {
                p.open(id).is_none().then(|| p.documents().get(&id).map(|d| (p.id(), d.clone())))
            })
            .flatten()
            .flatten();
        let Some((project, document)) = wanted else { return Ok(None) };
        // Whoever reads it meanwhile may change it: what is read here would then be old.
        let _pin = self.pin([id]);
        let taken = self.stand().map(|(taken, _)| taken);
        let store = self.store();
        let stored = store.document(project, &document).await.map_err(|e| e.to_string())?;
        let Some(stored) = stored else {
            return Err(format!(
                "The text of “{}” is missing from this browser's storage",
                document.display_name()
            ));
        };
        // Loading compares it with the document's.
        let text = match digest::sha256(stored.text.as_str()).await {
            Some(computed) => stored.text.with_sha256(computed),
            None => stored.text,
        };
        // Copies of one project file have the same documents.
        if self.stand().map(|(taken, _)| taken) != taken {
            return Err("Another project was opened meanwhile".to_owned());
        }
        let loaded = self.kept.try_update_value(|kept| {
            let kept = kept.as_mut()?;
            Some(kept.project.load_document(id, text, stored.annotations))
        });
        match loaded.flatten() {
            Some(Ok(problems)) => {
                for problem in &problems {
                    leptos::logging::warn!("set aside {}: {}", problem.annotation, problem.error);
                }
                Ok(stored.set_aside.of_document(document.display_name(), problems.len()))
            }
            Some(Err(error)) => Err(error.to_string()),
            None => Ok(None),
        }
    }

    /// Brings into memory what undo (or redo) needs; which documents it will touch, and what
    /// keeps them until then.
    pub async fn prepare_undo(self, redo: bool) -> Result<(Vec<DocumentId>, Pin), String> {
        let (needs, touched) = self.undo_needs(redo).unwrap_or_default();
        let pin = self.pin(touched.clone());
        for id in needs.documents {
            self.load(id).await?;
        }
        let store = self.store();
        let Some(project) = self.read(|p| p.id()) else { return Ok((touched, pin)) };
        for (id, sha256) in needs.texts {
            let stored = store.document_of(project, id, sha256).await.map_err(|e| e.to_string())?;
            let stored = stored
                .ok_or("The text of a removed document is missing from this browser's storage")?;
            self.kept.update_value(|kept| {
                if let Some(kept) = kept {
                    kept.project.provide_document(id, stored.text, stored.annotations);
                }
            });
        }
        Ok((touched, pin))
    }

    /// What undo (or redo) needs in memory, and the documents it touches; none if there
    /// is nothing to undo.
    pub fn undo_needs(self, redo: bool) -> Option<(Needs, Vec<DocumentId>)> {
        self.kept.with_value(|kept| {
            let kept = kept.as_ref()?;
            let next = if redo { kept.history.next_redo() } else { kept.history.next_undo() }?;
            let ops = if redo { &next.ops } else { &next.inverse };
            Some((kept.project.needs(ops), actions::documents_of(ops)))
        })
    }

    /// Keeps documents in memory, those that are and those that are still to be read, while
    /// something is done with them.
    pub fn pin(self, documents: impl Into<Rc<[DocumentId]>>) -> Pin {
        self.pins.with_value(|pins| pins.hold(documents))
    }

    /// Takes documents out of memory that are neither on the page nor pinned. Not while changes
    /// wait to be written: what is read back must be what was written last.
    pub fn let_go(self) {
        if !self.saver.with_value(Saver::is_idle) {
            return;
        }
        let shown = self.current.get_untracked();
        self.kept.update_value(|kept| {
            let Some(kept) = kept else { return };
            let others = kept.project.open_ids().filter(|id| Some(*id) != shown);
            for id in self.pins.with_value(|pins| pins.may_go(others)) {
                kept.project.unload_document(id);
            }
        });
    }
}
