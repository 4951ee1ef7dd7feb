//! Length, breadth and depth of a relationship (Peppers & Rogers; Bolton, Lemon & Verhoef 2004; seed 004).

use crate::maths::effective_number;
use crate::portfolio::{Account, Basis, Change, Document, Lever, ProductSpend, Units};
use crate::units::Day;

use super::spread::Spread;
use super::supposed::explain_move;
use super::wording::{input, known, measure_term, number};
use super::{Explanation, MeasureId, Measured, Unit};

/// Years an account is still expected to stay.
///
/// E = Σ_{t=1..H} rᵗ = r · (1 − rᴴ) / (1 − r), without a horizon r / (1 − r)
///
/// `r` retention per year, `H` horizon. `None` where nobody ever leaves and no horizon is set. Mean of the geometric
/// distribution that a constant retention means.
///
/// ```
/// use both_sides::measures::dimensions::expected_remaining;
/// assert_eq!(expected_remaining(0.75, None), Some(3.0));
/// assert_eq!(expected_remaining(1.0, Some(5)), Some(5.0));
/// assert_eq!(expected_remaining(1.0, None), None);
/// ```
pub fn expected_remaining(retention: f64, horizon: Option<u16>) -> Option<f64> {
    let years = horizon.map(f64::from);
    if retention >= 1.0 {
        return years;
    }
    let left = years.map_or(0.0, |years| libm::pow(retention, years));
    Some(retention * (1.0 - left) / (1.0 - retention))
}

fn count_of(products: &[ProductSpend]) -> f64 {
    products.iter().filter(|product| product.revenue > 0.0).count() as f64
}

/// Products an account buys, whatever a scenario supposes; `None` where its log does not say.
pub(super) fn products_bought(account: &Account) -> Option<f64> {
    let products = account.orders.as_deref()?.by_product.as_slice();
    (!products.is_empty()).then(|| count_of(products))
}

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
    /// Probability of staying another year.
    pub retention: Measured,
    horizon: Option<u16>,
    n_products: usize,
    change: Change,
    units: Units,
    orders_per_year: Option<u32>,
}

impl<'a> DimensionTerms<'a> {
    /// Reads them from an account.
    pub fn new(
        document: &Document,
        account: &'a Account,
        row: usize,
        contribution: Measured,
        revenue: Measured,
        retention: Measured,
    ) -> Self {
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
            retention,
            horizon: document.assumptions.horizon,
            n_products: document.portfolio.products.len(),
            change: document.assumptions.change(row, Lever::Breadth),
            units: account.units,
            orders_per_year: orders.map(|orders| orders.trailing_year.n_orders),
        }
    }

    /// Years it is still expected to stay.
    pub fn remaining(&self) -> Measured {
        let years = |retention: f64| expected_remaining(retention, self.horizon).unwrap_or(f64::INFINITY);
        let left = self.retention.spread().map(|retention| retention.map(years));
        Measured::of(left.map(|left| left.softened(Basis::Estimated)))
    }

    /// Share of our products it buys.
    pub fn penetration(&self) -> Measured {
        let share = |breadth: f64| breadth / (self.n_products as f64).max(breadth);
        let breadth = self.breadth().spread().filter(|breadth| breadth.base > 0.0);
        Measured::of(
            breadth
                .filter(|_| self.n_products > 0)
                .map(|breadth| breadth.map(share)),
        )
    }

    /// Share of its units or sites that buy from us.
    pub fn units_covered(&self) -> Measured {
        let share = (self.units.served.zip(self.units.total))
            .filter(|(_, total)| *total > 0)
            .map(|(served, total)| (f64::from(served) / f64::from(total)).min(1.0));
        Measured::of(share.map(|share| Spread::exact(share, Basis::Stated)))
    }

    /// Orders of the trailing year.
    pub fn usage(&self) -> Measured {
        Measured::of(
            self.orders_per_year
                .map(|n| Spread::exact(f64::from(n), Basis::Observed)),
        )
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
        let count = self.products.map(count_of).map(|count| {
            let count = Spread::exact(count, Basis::Observed);
            if self.change.is_none() || count.base == 0.0 {
                return count;
            }
            let moved = count.map(|count| self.change.from(count).max(0.0));
            moved.softened(Basis::Judged)
        });
        Measured::of(count)
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
        let is_moved = measure == MeasureId::Breadth && !self.change.is_none();
        let today = match is_moved {
            true => self.products.map(count_of),
            false => result.value,
        };
        let mut explanation = Explanation {
            measure,
            result,
            formula: formula.to_owned(),
            worked: known(today),
            terms,
            notes,
        };
        if is_moved {
            explain_move(&mut explanation, Lever::Breadth, self.change, today, Unit::Count);
        }
        explanation
    }

    /// Explains the years still expected.
    pub fn explain_remaining(&self) -> Explanation {
        let result = self.remaining();
        let retention = self.retention.value;
        let mut notes = vec!["As if the retention stayed as it is.".to_owned()];
        if retention.is_none() {
            notes = vec!["Its retention is not known: state it, or its renewals.".to_owned()];
        } else if result.value.is_none() {
            notes.push("With a retention of 100 % it never leaves: set a horizon or lower it.".to_owned());
        }
        let (formula, worked) = match (self.horizon, retention) {
            (None, Some(r)) => (
                "retention ÷ (1 − retention)".to_owned(),
                format!("{} ÷ (1 − {}) = {}", number(r), number(r), known(result.value)),
            ),
            (Some(years), Some(r)) => (
                "retention + retention² + … up to the horizon".to_owned(),
                format!(
                    "{} × (1 − {}^{years}) ÷ (1 − {}) = {}",
                    number(r),
                    number(r),
                    number(r),
                    known(result.value)
                ),
            ),
            (_, None) => ("retention ÷ (1 − retention)".to_owned(), "unknown".to_owned()),
        };
        Explanation {
            measure: MeasureId::RemainingLength,
            result,
            formula,
            worked,
            terms: vec![measure_term(MeasureId::Retention, self.retention)],
            notes,
        }
    }

    /// Explains the share of products, the share of units, or the orders a year.
    pub fn explain_share_of(&self, measure: MeasureId) -> Explanation {
        let count = |n: Option<u32>| n.map(f64::from);
        let (result, formula, terms, ask) = match measure {
            MeasureId::Penetration => (
                self.penetration(),
                "products bought ÷ products we sell",
                vec![
                    measure_term(MeasureId::Breadth, self.breadth()),
                    input(
                        "Products we sell",
                        Some(self.n_products as f64),
                        Unit::Count,
                        Basis::Observed,
                        "the portfolio's list",
                    ),
                ],
                "What it buys is not known: import an order log with products.",
            ),
            MeasureId::UnitsCovered => (
                self.units_covered(),
                "units that buy from us ÷ units they have",
                vec![
                    input(
                        "Units that buy from us",
                        count(self.units.served),
                        Unit::Count,
                        Basis::Stated,
                        "stated",
                    ),
                    input(
                        "Units they have",
                        count(self.units.total),
                        Unit::Count,
                        Basis::Stated,
                        "stated",
                    ),
                ],
                "Its units are not known: state how many there are and how many buy from us.",
            ),
            _ => (
                self.usage(),
                "orders of the trailing year",
                vec![input(
                    "Orders",
                    count(self.orders_per_year),
                    Unit::Count,
                    Basis::Observed,
                    "order log",
                )],
                "Its orders are not known: import an order log.",
            ),
        };
        let worked = match (&terms[..], result.value) {
            ([part, whole], Some(_)) => {
                format!(
                    "{} ÷ {} = {}",
                    known(part.value),
                    known(whole.value),
                    known(result.value)
                )
            }
            _ => known(result.value),
        };
        Explanation {
            measure,
            result,
            formula: formula.to_owned(),
            worked,
            terms,
            notes: result
                .value
                .is_none()
                .then(|| ask.to_owned())
                .into_iter()
                .collect(),
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
