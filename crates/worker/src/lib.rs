//! What the workers do away from the page. The reader: bytes to text, text to documents.
//! The finder: texts that are kept to be searched. What touches the browser is in the
//! binaries; all of this is tested natively.

pub mod authority;
pub mod encoding;
pub mod read;
pub mod shelf;
