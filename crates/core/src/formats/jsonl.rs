//! JSON Lines: a document per line, for work with the annotations in Python and the like.
//!
//! ```json
//! {"id": "…", "name": "a.txt", "source_id": 17, "text": "Ada wrote", "sha256": "…", "offset_unit": "codepoint",
//!  "meta": {"title": "…"}, "status": {"entities": "done", "claims": "todo"},
//!  "spans": [{"id": "…", "kind": "mention", "label": "PER", "start": 0, "end": 3,
//!             "text": "Ada", "level": "NAM", "entity": "…"}],
//!  "regions": [{"id": "…", "kind": "region", "label": "boilerplate", "start": 90, "end": 120,
//!               "text": "…", "exclude": true}],
//!  "excluded": [{"start": 90, "end": 120}],
//!  "claims": [{"id": "…", "claim": "…", "text": "Ada wrote the notes.",
//!              "ranges": [{"start": …, "end": …, "text": "…"}],
//!              "stance": "asserts", "certainty": "certain", "speaker": ["Ada Lovelace"],
//!              "cues": ["wrote"], "chains": [{"hops": [
//!                {"speakers": [{"name": "Ada Lovelace", "entity": "…",
//!                               "span": "…", "start": 0, "end": 3, "text": "Ada"}],
//!                 "cues": [{"span": "…", "start": 4, "end": 9, "text": "wrote"}],
//!                 "source": ["…"], "entity": ["…"], "cue": ["…"],
//!                 "anonymity": "named", "stance": "asserts", "certainty": "certain",
//!                 "medium": "", "said_at": "", "said_where": "", "quotation": null}]}]}],
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
//! - `id` is Glossator's. `source_id` is the one that the record had in the file that it came
//!   from, if any.
//! - Offsets are half-open and count Unicode code points. `text[start:end] == span.text`
//!   holds for every span, region and range.
//! - `spans` has the kinds mention, source, cue and evidence. A discontinuous span has
//!   `ranges` as well; its `start`, `end` and `text` then include the gaps.
//! - `excluded` is the text that regions with `exclude` cover: no negative example. Marks
//!   that lie in it are left out of the line, but for those regions; one that only reaches
//!   into it is there.
//! - `stance`, `certainty` and `speaker` of a claim are those of its first chain's
//!   originator; without a chain the document's own author asserts it, and `speaker` is
//!   empty. `cues` are the cue words of all its hops.
//! - A chain goes from the reader to the originator. `speakers` of a hop are who speaks beside
//!   each other: `name` is what the register calls the entity, or else the words of the text;
//!   `entity` is null for words that are linked to nothing, and without `span` the text does
//!   not name it here. A hop without speakers is implicit. `span` is the id of an annotation,
//!   whose `start`, `end` and `text` (and `ranges`, if it is discontinuous) are said here, since
//!   it may be of another layer or in excluded text. `source`, `entity` and `cue` are the ids
//!   alone, as in the project file; they are what is read back.
//! - `entities` are the register entries that the line refers to, with the wholes and
//!   groups that they belong to. Fields of other files that Glossator has no place for are
//!   in `extra`.
//! - One layer is written. What is lost is listed in [`LOSSES`] and counted on each export.
//!
//! Reading takes these lines, and lines of others: any object with a text, with spans as
//! `{"start", "end", "label"}` or `[start, end, "label"]` in `spans`, `entities`, `label` or
//! `labels`; [`peers`] says which programs. What is known of the document is taken from the line,
//! `meta` and `metadata`, by our names or by usual other ones (`source`, `date`, `byline`; see
//! `meta_names`). What a line has besides is kept as `extra`.
//! `.json` files with one such object, or an array of them, are read too. A broken line is
//! a problem; the others are read. Offsets that do not say what they count are read as most
//! spans of the file show it, and that is said.

mod document;
mod fields;
mod losses;
mod notes;
mod peers;
mod raw;
mod read;
mod shape;
mod spans;
mod units;
mod write;

pub use fields::{TextFields, text_fields};
pub use losses::LOSSES;
pub use read::{read_json, read_lines};
pub(super) use write::Writer;
