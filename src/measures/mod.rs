//! What each account is worth, both ways. Every measure is computed once and read by every lens.
//!
//! [`value`] turns a document into a [`Valuation`]; [`explain`] shows the terms behind any number of it.

mod explanation;
mod measure;
mod stub;
mod valuation;
pub use stub::*;

pub use explanation::{Explanation, Term};
pub use measure::{Direction, MeasureId, Unit};
pub use valuation::{Caveat, Column, Measured, Valuation, Warned};
