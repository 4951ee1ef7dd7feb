//! Attention: our hours on an account against what it is worth to us.

use crate::portfolio::{Account, Basis, Document};

use super::spread::Spread;
use super::wording::{input, known, measure_term, number};
use super::{Explanation, MeasureId, Measured, Unit, Valuation};

/// Share of our hours over share of total value; 1 is in proportion.
///
/// A = (h / H) / (v / V)
///
/// `h` hours a year, `v` total value of the account, `H` and `V` the sums over the accounts of which both are known. A
/// ratio of shares, so that the mean over the accounts, weighted by value, is 1. This app's.
///
/// ```
/// use both_sides::measures::attention::attention_index;
/// // A tenth of the hours for a fifth of the value.
/// assert_eq!(attention_index(100.0, 1_000.0, 40_000.0, 200_000.0), 0.5);
/// ```
pub fn attention_index(hours: f64, all_hours: f64, value: f64, all_value: f64) -> f64 {
    (hours / all_hours) / (value / all_value)
}

/// Hours and total value of all accounts of which both are known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AttentionTotals {
    /// Hours a year.
    pub hours: f64,
    /// Total value.
    pub value: f64,
    /// How many accounts.
    pub n_accounts: usize,
}

impl AttentionTotals {
    /// Adds them up.
    pub fn new(document: &Document, valuation: &Valuation) -> Self {
        let mut totals = Self::default();
        for (row, account) in document.portfolio.accounts.iter().enumerate() {
            let value = valuation.get(MeasureId::TotalValue, row);
            if let Some((hours, value)) = both(account, value) {
                totals.hours += hours;
                totals.value += value.base;
                totals.n_accounts += 1;
            }
        }
        totals
    }
}

/// Hours and value where both are known and the value is one.
fn both(account: &Account, value: Measured) -> Option<(f64, Spread)> {
    let value = value.spread().filter(|value| value.base > 0.0)?;
    Some((account.economics.annual_hours?.max(0.0), value))
}

/// What the attention index of an account is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AttentionTerms {
    hours: Option<f64>,
    value: Measured,
    totals: AttentionTotals,
}

impl AttentionTerms {
    /// Of an account worth `value` in all.
    pub fn new(account: &Account, value: Measured, totals: AttentionTotals) -> Self {
        Self {
            hours: account.economics.annual_hours.map(|hours| hours.max(0.0)),
            value,
            totals,
        }
    }

    /// The index; unknown without hours, without a value above zero, or where nobody has hours. The interval follows from
    /// that of the own value.
    pub fn measured(&self) -> Measured {
        let value = self.value.spread().filter(|value| value.base > 0.0);
        let (Some(hours), Some(value)) = (self.hours, value) else {
            return Measured::UNKNOWN;
        };
        if self.totals.hours <= 0.0 {
            return Measured::UNKNOWN;
        }
        let others = self.totals.value - value.base;
        let at = |own: f64| attention_index(hours, self.totals.hours, own, others + own);
        let base = at(value.base);
        Spread {
            low: at(value.high.max(value.base)),
            base,
            high: if value.low > 0.0 { at(value.low) } else { base },
            basis: value.basis.max(Basis::Stated),
        }
        .measured()
    }

    /// Explains it.
    pub fn explain(&self) -> Explanation {
        let result = self.measured();
        let count = |label: &str, value: Option<f64>, unit: Unit, source: &str| {
            input(label, value, unit, Basis::Stated, source)
        };
        let totals = &self.totals;
        let is_some = totals.n_accounts > 0;
        let whole = |sum: f64| Some(sum).filter(|_| is_some);
        let of = format!(
            "over the {} of which both are known",
            super::wording::counted(totals.n_accounts, "account")
        );
        Explanation {
            measure: MeasureId::Attention,
            result,
            formula: "(our hours ÷ hours of all) ÷ (total value ÷ total value of all)".to_owned(),
            worked: match (result.value, self.hours, self.value.value) {
                (Some(index), Some(hours), Some(value)) => format!(
                    "({} ÷ {}) ÷ ({} ÷ {}) = {}",
                    number(hours),
                    number(totals.hours),
                    number(value),
                    number(totals.value),
                    known(Some(index))
                ),
                _ => "unknown".to_owned(),
            },
            terms: vec![
                count("Our hours per year", self.hours, Unit::Count, "stated"),
                count("Hours of all", whole(totals.hours), Unit::Count, &of),
                measure_term(MeasureId::TotalValue, self.value),
                count("Total value of all", whole(totals.value), Unit::Money, &of),
            ],
            notes: self.notes(result),
        }
    }

    fn notes(&self, result: Measured) -> Vec<String> {
        let note = match (result.value, self.hours, self.value.value) {
            (Some(index), ..) if index > 1.0 => {
                "More of our time than of the value: serve it leaner, or raise its value."
            }
            (Some(_), ..) => "No more of our time than of the value.",
            (None, None, _) => "State how many hours a year we spend on it.",
            (None, _, None) => {
                "Its total value is not known: the explanation of the total value says what is missing."
            }
            (None, _, Some(value)) if value <= 0.0 => {
                "Its total value is not above zero, so no attention is in proportion: see fix or release."
            }
            _ => "Nobody has hours yet: state them with the accounts.",
        };
        vec![note.to_owned()]
    }
}
