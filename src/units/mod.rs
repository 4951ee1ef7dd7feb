//! Checked quantities: a value that exists is a value that makes sense.
//!
//! Each type is checked where it enters and never again. Not-a-number and infinity cannot be built.

mod day;
mod estimate;
mod numbers;

pub use day::Day;
pub use estimate::{Estimate, Interval};
pub use numbers::{Money, OutOfRange, Rate, Ratio, Score, Years, short_number};
