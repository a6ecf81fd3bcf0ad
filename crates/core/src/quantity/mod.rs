//! Figures of claims: read from English words, shown, and compared.
//!
//! How bounds and modifier go together, whoever wrote them:
//!
//! | modifier | `min` | `max` | means |
//! |---|---|---|---|
//! | exact | 4 | 4 | 4 |
//! | about | 12 | 12 | 12, give or take [`ABOUT_TOLERANCE`] |
//! | over | 130 | | more than 130, not 130 itself |
//! | at least | 6 | | 6 or more |
//! | under | | 5 | less than 5, not 5 itself |
//! | range | 4 | 6 | 4 to 6, both included; with one bound only, that bound or beyond |

mod compare;
mod lexer;
mod nouns;
mod number;
mod others;
mod propose;
mod senses;
mod show;
mod typed;
mod units;
mod vocabulary;

pub use compare::{ABOUT_TOLERANCE, conflict, same_of};
pub(crate) use compare::{Interval, counted_key, same_unit, unit_key};
pub use propose::propose;
pub use show::figure;
pub use typed::typed_number;
