//! Times of events as Extended Date/Time Format (ISO 8601-2), the part of it that claims
//! need: `2024`, `2024-03`, `2024-03-22`, unspecified digits as `X` (`XXXX-05-16`), the
//! qualifiers `?`, `~` and `%` at the end, a time of day behind a full date
//! (`2024-03-22T21:52`, with seconds and `Z` or `+05:00` if known), and intervals of two
//! of these (`2024-03/2024-05`, with `..` for an open end).

mod calendar;
mod check;
mod day;
mod propose;
mod relative;
mod span;
mod words;

pub use check::{EdtfError, check, is_meant};
pub use propose::{propose, propose_in};
pub(crate) use words::month;
