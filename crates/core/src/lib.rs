//! What Glossator knows about text and annotations, without a browser.
//!
//! Architecture invariant: nothing here reads a clock, draws a random number,
//! does input or output, or knows of the DOM. Time and ids come in as
//! arguments, so that every rule below can be tested natively.
//!
//! The modules, each using only those before it:
//!
//! - [`text`]: immutable document texts, offset units, tokens and sentences, quotes.
//! - [`words`]: texts on one line, counts with their nouns.
//! - [`model`]: what an annotation, an entity, a claim and a project are.
//! - [`edtf`], [`quantity`]: times and figures, read from words, checked and compared.
//! - [`ops`]: every change to data, as operations with inverses, and their history.
//! - [`store`]: the boundary to whatever keeps the work.
//! - [`repeats`]: passages that stand in several places of a corpus.
//! - [`formats`]: a module per format, reading and writing beside each other.
//! - [`actions`]: what annotators do, as lists of operations.
//! - [`query`]: what the screens ask of a document (runs and lanes to draw, lists, search).
//! - [`find`]: places in texts by words, expressions or marks, to act on all of them.
//! - [`sample`]: the project that shows what Glossator does.
//! - [`testing`]: texts with their annotations marked in place.

pub mod actions;
pub mod edtf;
pub mod find;
pub mod formats;
pub mod model;
pub mod ops;
pub mod quantity;
pub mod query;
pub mod repeats;
pub mod sample;
pub mod store;
pub mod testing;
pub mod text;
pub mod words;
