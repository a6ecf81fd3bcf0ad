//! The register's names and the authority files, indexed once and kept up: what the fields
//! that link search in.

use glossator_core::model::Project;
use glossator_core::ops::Changes;
use glossator_core::query::{AuthorityShelf, EntityIndex};
use leptos::prelude::*;

use super::Session;

/// The indexes. `Copy`: a handle.
#[derive(Clone, Copy)]
pub struct Names {
    /// Made when first needed: a fifth of a second for 20,000 entries.
    index: StoredValue<Option<EntityIndex>, LocalStorage>,
    /// The rows of the project's authority files.
    pub shelf: StoredValue<AuthorityShelf, LocalStorage>,
}

impl Names {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            index: StoredValue::new_local(None),
            shelf: StoredValue::new_local(AuthorityShelf::default()),
        }
    }

    /// Forgets everything: another project is open.
    pub fn clear(self) {
        self.index.set_value(None);
        self.shelf.set_value(AuthorityShelf::default());
    }

    /// Takes in what a transaction changed.
    pub fn update(self, project: &Project, changes: &Changes) {
        self.index.update_value(|index| {
            if let Some(index) = index {
                index.update(project, changes);
            }
        });
    }
}

impl Session {
    /// Reads the project with the index of its register and its authority files, without
    /// following changes.
    pub fn names<T>(
        self,
        read: impl FnOnce(&Project, &EntityIndex, &AuthorityShelf) -> T,
    ) -> Option<T> {
        self.read(|p| {
            self.names.index.update_value(|index| {
                index.get_or_insert_with(|| EntityIndex::of(p));
            });
            self.names.index.with_value(|index| {
                let index = index.as_ref()?;
                self.names.shelf.with_value(|shelf| Some(read(p, index, shelf)))
            })
        })
        .flatten()
    }
}
