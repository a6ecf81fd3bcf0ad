//! All rows of a project at once: deleted, replaced, or handed out as they are.

use std::collections::BTreeSet;

use super::engine::{Batch, Engine, RowKey, StoreError, Table};
use super::project_store::ProjectStore;
use super::rows::{Head, whole};
use crate::model::{Project, ProjectId};

/// The tables whose keys begin with a project's id.
const TABLES: [Table; 6] = [
    Table::Documents,
    Table::Marks,
    Table::Registers,
    Table::Log,
    Table::Aside,
    Table::Authorities,
];

impl<E: Engine> ProjectStore<E> {
    /// Writes such a project in place of the one with the same id, of which nothing is left; in
    /// one durable step too.
    pub async fn replace(&self, project: &Project) -> Result<Head, StoreError> {
        let head = Head::default();
        let mut batch = whole(project, &head);
        let mut gone = self.rows_of(project.id()).await?;
        let written: BTreeSet<&RowKey> = batch.put.iter().map(|(key, _)| key).collect();
        gone.retain(|key| !written.contains(key));
        batch.delete = gone;
        // What may still wait of the project before must not be put upon this one.
        self.seen.set(None);
        self.engine().write(&batch).await?;
        Ok(head)
    }

    /// Deletes a project with all its rows, and its texts that no other project has or can
    /// get back by undoing.
    pub async fn delete(&self, id: ProjectId) -> Result<(), StoreError> {
        let delete = self.rows_of(id).await?;
        self.engine().write(&Batch { put: Vec::new(), delete }).await
    }

    /// Every row of a project, with its texts that no other project needs.
    async fn rows_of(&self, id: ProjectId) -> Result<Vec<RowKey>, StoreError> {
        let mut rows = vec![RowKey { table: Table::Projects, key: id.to_string() }];
        for key in self.texts_of_alone(id).await? {
            rows.push(RowKey { table: Table::Texts, key });
        }
        for table in TABLES {
            for (key, _) in self.engine().scan(table, &format!("{id}/")).await? {
                rows.push(RowKey { table, key });
            }
        }
        Ok(rows)
    }

    /// Hashes of the texts that only this project needs: for its documents, or to undo that
    /// one was removed.
    async fn texts_of_alone(&self, id: ProjectId) -> Result<BTreeSet<String>, StoreError> {
        let prefix = format!("{id}/");
        let mut alone = BTreeSet::new();
        let mut others = BTreeSet::new();
        for table in [Table::Documents, Table::Log] {
            for (key, row) in self.engine().scan(table, "").await? {
                let texts = if key.starts_with(&prefix) { &mut alone } else { &mut others };
                texts.extend(hashes_in(&row).map(str::to_owned));
            }
        }
        alone.retain(|sha256| !others.contains(sha256));
        Ok(alone)
    }

    /// How many rows of a project were set aside because they could not be read.
    pub async fn count_aside(&self, id: ProjectId) -> Result<usize, StoreError> {
        Ok(self.engine().scan(Table::Aside, &format!("{id}/")).await?.len())
    }

    /// The rows of a project as they are, readable or not: those that were set aside, or all
    /// with their texts. One JSON object a line, with `table`, `key` and `value`.
    pub async fn raw_rows(&self, id: ProjectId, only_aside: bool) -> Result<String, StoreError> {
        let mut rows: Vec<(Table, String, String)> = Vec::new();
        if !only_aside {
            let key = id.to_string();
            let own = self.engine().get(Table::Projects, &key).await?;
            rows.extend(own.map(|value| (Table::Projects, key, value)));
        }
        for table in TABLES {
            if table == Table::Aside || !only_aside {
                let found = self.engine().scan(table, &format!("{id}/")).await?;
                rows.extend(found.into_iter().map(|(key, value)| (table, key, value)));
            }
        }
        let named: BTreeSet<String> =
            rows.iter().flat_map(|(_, _, value)| hashes_in(value)).map(str::to_owned).collect();
        for key in named.into_iter().filter(|_| !only_aside) {
            let text = self.engine().get(Table::Texts, &key).await?;
            rows.extend(text.map(|value| (Table::Texts, key, value)));
        }
        let line = |(table, key, value): &(Table, String, String)| {
            let table = table.as_str();
            format!("{}\n", serde_json::json!({ "table": table, "key": key, "value": value }))
        };
        Ok(rows.iter().map(line).collect())
    }
}

/// The hashes of texts that a row names, whether the rest of it can be read or not.
fn hashes_in(row: &str) -> impl Iterator<Item = &str> {
    let after = row.split("\"sha256\":\"").skip(1);
    after.filter_map(|rest| rest.split('"').next())
}
