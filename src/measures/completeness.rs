//! Profile completeness: how much of what one should know about an account is known, and how fresh it is.

use crate::portfolio::{Account, AccountKind, Basis};

use super::evidence::Ageing;
use super::heard::Heard;
use super::ledger::LedgerTerms;
use super::retention::evidence;
use super::spread::Spread;
use super::wording::{input, number};
use super::{Explanation, MeasureId, Measured, Unit};

/// Completeness of a profile.
///
/// P = Σ k / n
///
/// `k` 1 for what is known, the freshness 2^(−age / half-life) for what was said or happened, 0 for what is not
/// known; `n` items asked of an account of its kind. Peppers & Rogers (2016), step *Identify*; the items are
/// this app's.
///
/// ```
/// use both_sides::measures::completeness::completeness;
/// assert_eq!(completeness(&[1.0, 0.5, 0.0, 1.0]), Some(0.625));
/// ```
pub fn completeness(items: &[f64]) -> Option<f64> {
    (!items.is_empty()).then(|| items.iter().sum::<f64>() / items.len() as f64)
}

/// What the completeness is made of: item and how much of it is known, 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct CompletenessTerms {
    items: [(&'static str, f64); N_ITEMS],
    n_asked: usize,
}

const N_ITEMS: usize = 13;
const N_FOR_ALL: usize = 6;

impl CompletenessTerms {
    /// Looks through an account and what is recorded with it.
    pub(crate) fn new(
        ageing: &Ageing,
        account: &Account,
        heard: &Heard,
        ledger: &LedgerTerms,
        known: KnownMeasures,
    ) -> Self {
        let orders = account.orders.as_deref();
        let exchanged = if ledger.is_blank() {
            0.0
        } else {
            ageing.weight(ledger.last_exchange())
        };
        let is = |known: bool| f64::from(u8::from(known));
        let retention = account.economics.annual_retention.is_some() || evidence(account).is_some();
        let items = [
            ("Segment", is(!account.segment.is_empty())),
            ("Owner", is(!account.owner.is_empty())),
            (
                "Start of the relationship",
                is(account.since.is_some() || orders.is_some_and(|o| o.first.is_some())),
            ),
            ("State of the relationship", is(account.state.is_some())),
            ("Exchange beside sales", exchanged),
            (
                "Willingness to act as a reference",
                is(account.reference_willingness.is_some()),
            ),
            ("Earning model", is(account.earning_model.is_some())),
            ("Revenue", is(known.revenue)),
            ("Gross margin, not assumed", is(known.gross_margin)),
            ("Cost to serve", is(known.cost_to_serve)),
            ("Retention or renewals of its own", is(retention)),
            ("Value they receive", heard.rated),
            ("Comparison with the next best", heard.compared),
        ];
        let n_asked = if account.kind == AccountKind::Customer {
            N_ITEMS
        } else {
            N_FOR_ALL
        };
        Self { items, n_asked }
    }

    fn asked(&self) -> &[(&'static str, f64)] {
        &self.items[..self.n_asked]
    }

    /// The share known.
    pub fn measured(&self) -> Measured {
        let mut known = [0.0; N_ITEMS];
        for (place, (_, item)) in known.iter_mut().zip(self.asked()) {
            *place = *item;
        }
        let share = completeness(&known[..self.n_asked]);
        Measured::of(share.map(|share| Spread::exact(share, Basis::Observed)))
    }

    /// Explains it.
    pub fn explain(&self) -> Explanation {
        let result = self.measured();
        let sum: f64 = self.asked().iter().map(|(_, known)| known).sum();
        let terms = (self.asked().iter())
            .map(|(label, known)| {
                let source = match *known {
                    0.0 => "not known",
                    1.0 => "known",
                    _ => "known, ageing",
                };
                input(label, Some(*known), Unit::Share, Basis::Observed, source)
            })
            .collect();
        let missing: Vec<&str> = (self.asked().iter())
            .filter(|(_, known)| *known == 0.0)
            .map(|(label, _)| *label)
            .collect();
        let notes = if missing.is_empty() {
            vec![]
        } else {
            vec![format!("Not known: {}.", missing.join(", "))]
        };
        Explanation {
            measure: MeasureId::ProfileCompleteness,
            result,
            formula: "Σ known items ÷ items, what was said or happened counting by its freshness".to_owned(),
            worked: format!(
                "{} ÷ {} = {}",
                number(sum),
                self.n_asked,
                number(sum / self.n_asked as f64)
            ),
            terms,
            notes,
        }
    }
}

/// Which economic inputs are known and not merely assumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownMeasures {
    /// Revenue.
    pub revenue: bool,
    /// Gross margin.
    pub gross_margin: bool,
    /// Cost to serve.
    pub cost_to_serve: bool,
}
