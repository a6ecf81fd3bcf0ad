//! JSON Lines: a document per line, for work with the annotations in Python and the like.
//!
//! ```json
//! {"id": "…", "name": "a.txt", "text": "Ada wrote", "sha256": "…", "offset_unit": "codepoint",
//!  "meta": {"title": "…"}, "status": {"entities": "done", "claims": "todo"},
//!  "spans": [{"id": "…", "kind": "mention", "label": "PER", "start": 0, "end": 3,
//!             "text": "Ada", "level": "NAM", "entity": "…"}],
//!  "regions": [{"id": "…", "kind": "region", "label": "title", "start": …, "exclude": false}],
//!  "claims": [{"id": "…", "claim": "…", "text": "Ada wrote the notes.",
//!              "ranges": [{"start": …, "end": …, "text": "…"}],
//!              "stance": "asserts", "certainty": "certain", "speaker": ["Ada"],
//!              "cues": ["wrote"], "chains": [{"hops": […]}]}],
//!  "entities": [{"id": "…", "name": "Ada Lovelace", "type": "PER", …}]}
//! ```
//!
//! ```python
//! import json
//! for document in map(json.loads, open("pier-nine.jsonl", encoding="utf-8")):
//!     for span in document["spans"]:
//!         assert document["text"][span["start"]:span["end"]] == span["text"]
//! ```
//!
//! - Offsets are half-open and count Unicode code points. `text[start:end] == span.text`
//!   holds for every span, region and range.
//! - `spans` has the kinds mention, source, cue and evidence. A discontinuous span has
//!   `ranges` as well; its `start`, `end` and `text` then include the gaps.
//! - `stance`, `certainty` and `speaker` of a claim are those of its first chain's
//!   originator; without a chain the document's own author asserts it, and `speaker` is
//!   empty. Chains name spans and entities of the line by their ids.
//! - `entities` are the register entries that the line refers to, with the wholes and
//!   groups that they belong to. Fields of other files that Glossator has no place for are
//!   in `extra`.
//! - One layer is written. What is lost is listed in [`LOSSES`] and counted on each export.
//!
//! Reading takes these lines, and lines of others: any object with a text, with spans as
//! `{"start", "end", "label"}` or `[start, end, "label"]` in `spans`, `entities`, `label` or
//! `labels`; [`peers`] says which programs. What a line has besides is kept as `extra`.
//! `.json` files with one such object, or an array of them, are read too. A broken line is
//! a problem; the others are read. Offsets that do not say what they count are read as most
//! spans of the file show it, and that is said.

mod document;
mod fields;
mod notes;
mod peers;
mod raw;
mod read;
mod shape;
mod spans;
mod units;
mod write;

pub use fields::{TextFields, text_fields};
pub use read::{read_json, read_lines};
pub use write::{LOSSES, Writer, write_all};
