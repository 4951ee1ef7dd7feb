//! How a number came about, as rows to read.

use crate::measures::{self, MeasureId, Term, Valuation};
use crate::portfolio::{AccountId, Basis, Document};

use super::part_explanation::PartExplainer;
use super::style::{NumberStyle, UNKNOWN};

pub use super::part_explanation::Part;

/// What is explained: a measure, or a number that is part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A measure.
    Measure(MeasureId),
    /// A part of one.
    Part(Part),
}

impl Subject {
    /// The measure, or the one it is part of.
    pub fn measure(&self) -> MeasureId {
        match self {
            Self::Measure(measure) => *measure,
            Self::Part(part) => part.measure(),
        }
    }
}

impl From<MeasureId> for Subject {
    fn from(measure: MeasureId) -> Self {
        Self::Measure(measure)
    }
}

impl From<Part> for Subject {
    fn from(part: Part) -> Self {
        Self::Part(part)
    }
}

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
    /// What is explained.
    pub title: String,
    /// What it means.
    pub meaning: String,
    /// The measure whose method it follows.
    pub method: MeasureId,
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

impl Default for ExplanationReport {
    fn default() -> Self {
        Self {
            account: String::new(),
            title: String::new(),
            meaning: String::new(),
            method: MeasureId::TotalValue,
            value: String::new(),
            interval: None,
            basis: "unknown",
            formula: String::new(),
            worked: String::new(),
            terms: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// Explains `subject` of `account`; `None` when there is no such account, or it has no such part.
pub fn explanation(
    document: &Document,
    valuation: &Valuation,
    subject: &Subject,
    account: &AccountId,
    style: &NumberStyle,
) -> Option<ExplanationReport> {
    let row = document.portfolio.row_of(account)?;
    let measure = match subject {
        Subject::Measure(measure) => *measure,
        Subject::Part(part) => {
            let explainer = PartExplainer {
                document,
                valuation,
                style,
                row,
            };
            return explainer.explain(part);
        }
    };
    let explained = measures::explain(document, valuation, measure, row);
    let unit = measure.unit();
    Some(ExplanationReport {
        account: document.portfolio.accounts[row].name.clone(),
        title: measure.label().to_owned(),
        meaning: measure.meaning().to_owned(),
        method: measure,
        value: style.measured(explained.result, unit),
        interval: style.interval_of(valuation, measure, row),
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

pub(super) fn basis_word(value: Option<f64>, basis: Basis) -> &'static str {
    if value.is_some() { basis.word() } else { "unknown" }
}
