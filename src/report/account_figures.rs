//! One number of an account as every screen writes it.

use crate::measures::{MeasureId, Unit, Valuation};
use crate::portfolio::Basis;

use super::style::NumberStyle;

/// A number of an account, ready to be shown and to be explained.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it is.
    pub measure: MeasureId,
    /// The number as the table and its explanation write it; the sign for unknown without one.
    pub text: String,
    /// Where it plausibly lies.
    pub interval: Option<String>,
    /// What the interval is made of, in words.
    pub interval_words: &'static str,
    /// How it is known: observed, stated, estimated …, or unknown.
    pub basis: &'static str,
    /// True where there is a number.
    pub is_known: bool,
    /// True where it rests on estimates or judgements: drawn in italics and hatched.
    pub is_soft: bool,
    /// True where it is below zero.
    pub is_negative: bool,
    /// For a bar: the share of its scale, 0 to 1. Indexes run to 100, shares to 1; others have no scale of their own.
    pub part: Option<f64>,
}

/// The figure of `measure` in `row`.
pub fn figure(valuation: &Valuation, measure: MeasureId, row: usize, style: &NumberStyle) -> Figure {
    let measured = valuation.get(measure, row);
    let unit = measure.unit();
    Figure {
        measure,
        text: style.measured(measured, unit),
        interval: measured.interval.map(|interval| style.interval(interval, unit)),
        interval_words: if valuation.is_drawn(measure, row) {
            "Where 90 % of the draws lie"
        } else {
            "With every input at its end together"
        },
        basis: measured.value.map_or("unknown", |_| measured.basis.word()),
        is_known: measured.value.is_some(),
        is_soft: measured.value.is_some() && is_soft(measured.basis),
        is_negative: measured.value.is_some_and(|value| value < 0.0),
        part: measured.value.and_then(|value| match unit {
            Unit::Index => Some(value / 100.0),
            Unit::Share => Some(value),
            _ => None,
        }),
    }
}

/// True for what is estimated or judged rather than known.
pub const fn is_soft(basis: Basis) -> bool {
    matches!(basis, Basis::Estimated | Basis::Judged)
}
