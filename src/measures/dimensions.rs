//! Length, breadth and depth of a relationship (Peppers & Rogers; Bolton, Lemon & Verhoef 2004; seed 004).

use crate::maths::effective_number;
use crate::portfolio::{Account, Basis, Document, ProductSpend};
use crate::units::Day;

use super::spread::Spread;
use super::wording::{input, known, measure_term, number};
use super::{Explanation, MeasureId, Measured, Unit};

/// What length, breadth and depth are made of.
#[derive(Clone, Debug, PartialEq)]
pub struct DimensionTerms<'a> {
    /// First purchase or start of the relationship, whichever is earlier.
    pub start: Option<Day>,
    /// True when the start is that of the order log.
    pub start_is_ordered: bool,
    /// The portfolio's day, or the end of the relationship.
    pub end: Day,
    /// Spend by product; `None` where the log does not say.
    pub products: Option<&'a [ProductSpend]>,
    /// Contribution per year.
    pub contribution: Measured,
    /// Revenue per year.
    pub revenue: Measured,
}

impl<'a> DimensionTerms<'a> {
    /// Reads them from an account.
    pub fn new(document: &Document, account: &'a Account, contribution: Measured, revenue: Measured) -> Self {
        let orders = account.orders.as_deref();
        let first = orders.and_then(|orders| orders.first);
        let start = match (first, account.since) {
            (Some(first), Some(since)) => Some(first.min(since)),
            (first, since) => first.or(since),
        };
        let end = account.until.filter(|until| *until < document.as_of);
        Self {
            start,
            start_is_ordered: start.is_some() && start == first,
            end: end.unwrap_or(document.as_of),
            products: orders
                .map(|orders| orders.by_product.as_slice())
                .filter(|products| !products.is_empty()),
            contribution,
            revenue,
        }
    }

    /// Years since the start; a start still to come counts as none.
    pub fn length(&self) -> Measured {
        let basis = if self.start_is_ordered {
            Basis::Observed
        } else {
            Basis::Stated
        };
        let years = self.start.map(|start| self.end.years_since(start).max(0.0));
        Measured::of(years.map(|years| Spread::exact(years, basis)))
    }

    /// Products with positive spend.
    pub fn breadth(&self) -> Measured {
        let count = self
            .spends()
            .map(|spends| spends.filter(|spend| *spend > 0.0).count());
        Measured::of(count.map(|count| Spread::exact(count as f64, Basis::Observed)))
    }

    /// Products counted by how evenly the spend is spread: exp(−Σ p ln p), `p` share of spend (Hill 1973).
    pub fn effective_breadth(&self) -> Measured {
        let effective = self.spends().and_then(effective_number);
        Measured::of(effective.map(|effective| Spread::exact(effective, Basis::Observed)))
    }

    /// The contribution; the revenue where no contribution is known.
    pub fn depth(&self) -> Measured {
        if self.contribution.value.is_some() {
            self.contribution
        } else {
            self.revenue
        }
    }

    fn spends(&self) -> Option<impl Iterator<Item = f64> + Clone + 'a> {
        let products: &'a [ProductSpend] = self.products?;
        Some(products.iter().map(|product| product.revenue))
    }

    /// Explains the length.
    pub fn explain_length(&self) -> Explanation {
        let result = self.length();
        let mut notes = Vec::new();
        let worked = match self.start {
            Some(start) => format!(
                "{} days from {start} to {} ÷ 365.25 = {}",
                self.end.days_since(start).max(0),
                self.end,
                known(result.value)
            ),
            None => {
                notes.push(
                    "The start is not known: state since when, or import an order log with dates.".to_owned(),
                );
                "unknown".to_owned()
            }
        };
        let source = match (self.start, self.start_is_ordered) {
            (None, _) => "not known".to_owned(),
            (Some(day), true) => format!("first order, {day}"),
            (Some(day), false) => format!("stated, {day}"),
        };
        Explanation {
            measure: MeasureId::Length,
            result,
            formula: "years from the first purchase, or the stated start where that is earlier".to_owned(),
            worked,
            terms: vec![input("Years", result.value, Unit::Years, result.basis, &source)],
            notes,
        }
    }

    /// Explains breadth or effective breadth.
    pub fn explain_breadth(&self, measure: MeasureId) -> Explanation {
        let (result, formula) = if measure == MeasureId::EffectiveBreadth {
            (
                self.effective_breadth(),
                "exp(−Σ p × ln p), p = share of spend on each product",
            )
        } else {
            (self.breadth(), "number of products with spend above zero")
        };
        let all = self.products.unwrap_or_default();
        let total: f64 = all
            .iter()
            .map(|product| product.revenue)
            .filter(|spend| *spend > 0.0)
            .sum();
        let terms = (all.iter())
            .filter(|product| product.revenue > 0.0)
            .map(|product| {
                let source = format!("{} % of spend", number(product.revenue / total * 100.0));
                input(
                    &product.product.0,
                    Some(product.revenue),
                    Unit::Money,
                    Basis::Observed,
                    &source,
                )
            })
            .collect();
        let mut notes = Vec::new();
        if result.value.is_none() {
            notes.push("What it buys is not known: import an order log with products.".to_owned());
        }
        Explanation {
            measure,
            result,
            formula: formula.to_owned(),
            worked: known(result.value),
            terms,
            notes,
        }
    }

    /// Explains the depth.
    pub fn explain_depth(&self) -> Explanation {
        let by_contribution = self.contribution.value.is_some();
        let result = self.depth();
        let term = if by_contribution {
            measure_term(MeasureId::Contribution, self.contribution)
        } else {
            measure_term(MeasureId::Revenue, self.revenue)
        };
        let mut notes = Vec::new();
        if !by_contribution {
            notes.push(match self.revenue.value {
                Some(_) => "No margin is known, so the revenue stands in for the contribution.".to_owned(),
                None => "Neither margin nor revenue is known: state one, or import orders.".to_owned(),
            });
        }
        Explanation {
            measure: MeasureId::Depth,
            result,
            formula: "contribution per year; revenue per year where no margin is known".to_owned(),
            worked: known(result.value),
            terms: vec![term],
            notes,
        }
    }
}
