//! Reading files away from the page: bytes to text, text to documents. What touches the
//! browser is in `main.rs`; all of this is tested natively.

pub mod authority;
pub mod encoding;
pub mod read;
