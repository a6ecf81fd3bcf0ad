//! What an engine must do.

use std::fmt;

/// The name of the database, where an engine has named ones. Never changes.
pub const DATABASE: &str = "glossator";

/// The tables. Keys are strings that sort as their rows should be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// `PROJECT`: the head and the project's own fields.
    Projects,
    /// `PROJECT/DOCUMENT`: what is known of a document, and its counts.
    Documents,
    /// `PROJECT/DOCUMENT/BUCKET`: annotations of a document, a few to a row.
    Marks,
    /// `PROJECT/KIND/ID`: entities, claims, links, evidence, decisions.
    Registers,
    /// `PROJECT/SEQUENCE`: the log of transactions, the truth.
    Log,
    /// `SHA256`: texts, immutable.
    Texts,
    /// `PROJECT/TABLE/KEY/HASH`: rows that could not be read, as they were found.
    Aside,
    /// `PROJECT/FILE/PORTION`: rows of authority files, some thousand to a row.
    Authorities,
}

impl Table {
    /// Every table.
    pub const ALL: [Self; 8] = [
        Self::Projects,
        Self::Documents,
        Self::Marks,
        Self::Registers,
        Self::Log,
        Self::Texts,
        Self::Aside,
        Self::Authorities,
    ];

    /// The table's name in storage. Never changes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Projects => "projects",
            Self::Documents => "documents",
            Self::Marks => "marks",
            Self::Registers => "registers",
            Self::Log => "log",
            Self::Texts => "texts",
            Self::Aside => "aside",
            Self::Authorities => "authorities",
        }
    }
}

/// A row's address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey {
    /// The table.
    pub table: Table,
    /// The key in the table.
    pub key: String,
}

/// Rows to write and to delete in one durable step: all of them, or none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// Rows to write.
    pub put: Vec<(RowKey, String)>,
    /// Rows to delete.
    pub delete: Vec<RowKey>,
}

impl Batch {
    /// Notes a row to write.
    pub fn put(&mut self, table: Table, key: impl Into<String>, value: String) {
        self.put.push((RowKey { table, key: key.into() }, value));
    }

    /// Notes a row to delete.
    pub fn delete(&mut self, table: Table, key: impl Into<String>) {
        self.delete.push(RowKey { table, key: key.into() });
    }

    /// The tables that it touches.
    pub fn tables(&self) -> Vec<Table> {
        let mut tables = std::collections::BTreeSet::new();
        tables.extend(self.put.iter().map(|(k, _)| k).chain(&self.delete).map(|k| k.table));
        tables.into_iter().collect()
    }
}

/// Why an engine could not do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// There is no room left.
    Full,
    /// The engine is not there, or not allowed (private windows, blocked storage).
    Unavailable(String),
    /// It did not answer in time. What was to be written may be written all the same.
    Silent,
    /// It failed in another way.
    Failed(String),
    /// What is kept is not what was written last: it was deleted or changed from elsewhere.
    Changed,
    /// The project was kept by a newer version of Glossator; its name.
    Newer(String),
    /// The project's own row cannot be read; why.
    Damaged(String),
    /// A project with this id is kept already; its name.
    Exists(String),
    /// Another tab has the project open.
    Elsewhere,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str("The storage of this browser is full"),
            Self::Unavailable(why) => {
                write!(f, "The storage of this browser cannot be used: {why}")
            }
            Self::Silent => f.write_str("The storage of this browser does not answer"),
            Self::Changed => f.write_str(
                "This project was deleted or changed in this browser’s storage meanwhile; \
                 export a copy of what is on the page",
            ),
            Self::Failed(why) => write!(f, "The storage of this browser failed: {why}"),
            Self::Newer(name) => write!(
                f,
                "“{name}” was kept by a newer version of Glossator; reload the page to get it"
            ),
            Self::Damaged(why) => write!(f, "The project's own row is damaged: {why}"),
            Self::Elsewhere => f.write_str(
                "This project is open in another tab of this browser; close it there first",
            ),
            Self::Exists(name) => write!(f, "This browser already keeps the project “{name}”"),
        }
    }
}

impl std::error::Error for StoreError {}

/// Tables of strings that keep what they acknowledge.
///
/// Futures need not be `Send`: in the page there is one thread.
#[allow(async_fn_in_trait, reason = "used in one thread, with static dispatch")]
pub trait Engine {
    /// Grows each time that the engine lost its hold on the rows (the connection was closed, a
    /// write failed or never ended): what is there then may not be what was there before.
    fn generation(&self) -> u64;

    /// Writes a batch durably: when this returns, the batch survives a power cut, as
    /// far as the platform lets an engine know.
    async fn write(&self, batch: &Batch) -> Result<(), StoreError>;

    /// The value of a row, if it is there.
    async fn get(&self, table: Table, key: &str) -> Result<Option<String>, StoreError>;

    /// The rows whose keys begin with a prefix, by key ascending.
    async fn scan(&self, table: Table, prefix: &str) -> Result<Vec<(String, String)>, StoreError>;

    /// The last `limit` rows whose keys begin with a prefix, by key ascending.
    async fn tail(
        &self,
        table: Table,
        prefix: &str,
        limit: usize,
    ) -> Result<Vec<(String, String)>, StoreError>;
}
