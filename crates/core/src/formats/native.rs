//! The project file, `.glossator.json`: everything, lossless and versioned.
//!
//! ```json
//! {"format": "glossator-project", "version": 1, "offset_unit": "codepoint",
//!  "project": {"id", "name", "guidelines", "created", "schema", "annotators", "layers"},
//!  "documents": [{"id", "name", "sha256", "text", "title", …, "status",
//!    "annotations": [{"id", "kind", "layer", "label",
//!      "ranges": [{"start", "end", "exact"}], "quote": {"exact", "prefix", "suffix"}, …}]}],
//!  "entities": […], "claims": […], "claim_links": […], "evidence": […], "decisions": […]}
//! ```
//!
//! The fields are described in [`shape`] and in the JSON Schema that is published with
//! the file. Offsets are half-open and count Unicode code points, which is what Python
//! counts. `ranges` is always a list, since an annotation may be discontinuous:
//!
//! ```python
//! import json
//! project = json.load(open("pier-nine.glossator.json", encoding="utf-8"))
//! for document in project["documents"]:
//!     for annotation in document["annotations"]:
//!         for r in annotation["ranges"]:
//!             assert document["text"][r["start"]:r["end"]] == r["exact"]
//! ```
//!
//! The file is UTF-8 without byte order mark, with LF line ends, indented by two, with a
//! final line end. Lists are sorted: documents and registers by id, annotations by start,
//! the longer first, then by id. The same project gives the same bytes, and a file that
//! was written, read and written again is the same. What it does not hold is the history.
//!
//! Limitations: nested objects in a document's `extra` come out with their keys sorted.

mod export;
mod import;
mod import_document;
mod import_schema;
mod read;
pub mod registers;
#[cfg(feature = "schema")]
pub mod schema;
pub mod shape;
mod write;

pub(super) use export::{check, entity as entity_record, hop as hop_record};
pub use read::read;
pub use write::Writer;

/// What the file says that it is.
pub const FORMAT: &str = "glossator-project";
/// The version that is written, and the newest that is read.
pub const VERSION: u32 = 1;
