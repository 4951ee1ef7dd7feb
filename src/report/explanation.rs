//! How a number came about, as rows to read.

use crate::measures::{self, MeasureId, Term, Valuation};
use crate::portfolio::{AccountId, Basis, Document};

use super::style::{NumberStyle, UNKNOWN};

/// One input of a number, written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermRow {
    /// What it is.
    pub label: String,
    /// Its value.
    pub value: String,
    /// How it came about: observed, stated, estimated …
    pub basis: &'static str,
    /// Where it comes from.
    pub source: String,
    /// The measure behind it, when that can be explained further.
    pub measure: Option<MeasureId>,
}

/// Everything behind one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplanationReport {
    /// The account's name.
    pub account: String,
    /// The measure's name.
    pub measure: &'static str,
    /// What the measure means.
    pub meaning: &'static str,
    /// The value.
    pub value: String,
    /// The interval, when there is one.
    pub interval: Option<String>,
    /// The softest basis among the inputs.
    pub basis: &'static str,
    /// The formula.
    pub formula: String,
    /// The formula with the actual numbers.
    pub worked: String,
    /// The inputs.
    pub terms: Vec<TermRow>,
    /// What is missing or assumed.
    pub notes: Vec<String>,
}

/// Explains `measure` of `account`; `None` when there is no such account.
pub fn explanation(
    document: &Document,
    valuation: &Valuation,
    measure: MeasureId,
    account: &AccountId,
    style: &NumberStyle,
) -> Option<ExplanationReport> {
    let row = document.portfolio.row_of(account)?;
    let explained = measures::explain(document, valuation, measure, row);
    let unit = measure.unit();
    Some(ExplanationReport {
        account: document.portfolio.accounts[row].name.clone(),
        measure: measure.label(),
        meaning: measure.meaning(),
        value: style.measured(explained.result, unit),
        interval: explained
            .result
            .interval
            .map(|interval| style.interval(interval, unit)),
        basis: basis_word(explained.result.value, explained.result.basis),
        formula: explained.formula,
        worked: explained.worked,
        terms: explained
            .terms
            .into_iter()
            .map(|term| term_row(term, style))
            .collect(),
        notes: explained.notes,
    })
}

pub(super) fn term_row(term: Term, style: &NumberStyle) -> TermRow {
    TermRow {
        label: term.label,
        value: term
            .value
            .map_or_else(|| UNKNOWN.to_owned(), |value| style.value(value, term.unit)),
        basis: basis_word(term.value, term.basis),
        source: term.source,
        measure: term.measure,
    }
}

fn basis_word(value: Option<f64>, basis: Basis) -> &'static str {
    if value.is_some() { basis.word() } else { "unknown" }
}
