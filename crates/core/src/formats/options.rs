//! What a reader must be told, since files do not say it and the core cannot make it up.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::model::{AnnotatorId, LayerId, Timestamp};
use crate::text::OffsetUnit;

/// Gives a new UUID on each call; version 7 ones keep the order of documents.
pub type Ids<'a> = &'a mut dyn FnMut() -> Uuid;

/// How to read a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// Who reads it: annotations without an annotator of their own become theirs.
    pub by: AnnotatorId,
    /// The layer that such annotations go to.
    pub layer: LayerId,
    /// When.
    pub at: Timestamp,
    /// Whether a byte order mark was taken off before.
    pub had_bom: bool,
    /// The field of a JSON object that holds the text; none: `text`, or another usual name.
    pub text_field: Option<String>,
    /// What offsets count, where the file does not say it; none: what its spans show.
    pub offset_unit: Option<OffsetUnit>,
    /// How to read a table.
    pub table: TableOptions,
}

/// How to read a table. What is not chosen is guessed, as the preview shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableOptions {
    /// Between the cells: one of [`DELIMITERS`](super::table::DELIMITERS), as a rule.
    pub delimiter: Option<u8>,
    /// The column that holds the texts.
    pub text: Option<String>,
    /// The column that holds ids, if any.
    pub id: Option<String>,
    /// The column that holds titles, if any.
    pub title: Option<String>,
}

impl ReadOptions {
    /// The usual options.
    pub fn new(by: AnnotatorId, layer: LayerId, at: Timestamp) -> Self {
        Self {
            by,
            layer,
            at,
            had_bom: false,
            text_field: None,
            offset_unit: None,
            table: TableOptions::default(),
        }
    }
}
