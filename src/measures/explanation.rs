//! How a number came about: the very terms that were added up.

use crate::portfolio::Basis;

use super::{MeasureId, Measured, Unit};

/// One input of a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Name for people.
    pub label: String,
    /// The value; `None` is unknown.
    pub value: Option<f64>,
    /// What it is counted in.
    pub unit: Unit,
    /// How it came about.
    pub basis: Basis,
    /// Where it comes from: "order log orders.csv", "stated", "segment Retail, 12 accounts" …
    pub source: String,
    /// The measure behind it, when it can be explained further.
    pub measure: Option<MeasureId>,
}

/// How one number of one account came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// What is explained.
    pub measure: MeasureId,
    /// The number.
    pub result: Measured,
    /// The formula in words and symbols.
    pub formula: String,
    /// The formula with the actual numbers, written with a decimal point.
    pub worked: String,
    /// The inputs.
    pub terms: Vec<Term>,
    /// What is missing or assumed, each with the way out.
    pub notes: Vec<String>,
}
