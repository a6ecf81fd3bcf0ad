//! Authority files beside a project: not a part of it, and in no export, but there after
//! a reload.

use super::engine::{Batch, Engine, StoreError, Table};
use super::project_store::ProjectStore;
use crate::model::{AuthorityRow, ProjectId};

/// A file's name and its rows, in portions.
pub type StoredAuthority = (String, Vec<Vec<AuthorityRow>>);

/// Slashes part the key: a file's name is without its folders.
fn file_key(project: ProjectId, file: &str) -> String {
    debug_assert!(!file.contains('/'), "a file with folders: {file}");
    format!("{project}/{file}/")
}

impl<E: Engine> ProjectStore<E> {
    /// Keeps the rows of an authority file, in place of what was kept under its name.
    ///
    /// # Errors
    /// If the storage is full or fails; what was kept before is there still.
    pub async fn put_authority(
        &self,
        project: ProjectId,
        file: &str,
        portions: &[Vec<AuthorityRow>],
    ) -> Result<(), StoreError> {
        let prefix = file_key(project, file);
        let mut batch = Batch::default();
        let key = |n: usize| format!("{prefix}{n:06}");
        for (old, _) in self.engine().scan(Table::Authorities, &prefix).await? {
            if (0..portions.len()).all(|n| key(n) != old) {
                batch.delete(Table::Authorities, old);
            }
        }
        for (n, rows) in portions.iter().enumerate() {
            let json =
                serde_json::to_string(rows).map_err(|e| StoreError::Failed(e.to_string()))?;
            batch.put(Table::Authorities, key(n), json);
        }
        self.engine().write(&batch).await
    }

    /// The kept authority files of a project, by name. Portions that cannot be read are
    /// left out.
    ///
    /// # Errors
    /// If the storage fails.
    pub async fn authorities(
        &self,
        project: ProjectId,
    ) -> Result<Vec<StoredAuthority>, StoreError> {
        let mut files: Vec<StoredAuthority> = Vec::new();
        for (key, value) in self.engine().scan(Table::Authorities, &format!("{project}/")).await? {
            let Some(file) = key.split('/').nth(1) else { continue };
            let Ok(rows) = serde_json::from_str(&value) else { continue };
            match files.last_mut() {
                Some((name, portions)) if *name == file => portions.push(rows),
                _ => files.push((file.to_owned(), vec![rows])),
            }
        }
        Ok(files)
    }

    /// Forgets an authority file.
    ///
    /// # Errors
    /// If the storage fails.
    pub async fn delete_authority(&self, project: ProjectId, file: &str) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        for (key, _) in self.engine().scan(Table::Authorities, &file_key(project, file)).await? {
            batch.delete(Table::Authorities, key);
        }
        self.engine().write(&batch).await
    }
}
