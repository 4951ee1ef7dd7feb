//! Revenue and gross margin of a year, revenue and profit so far.
//!
//! The order log speaks where there is one, because it is counted; what is stated speaks otherwise.

use crate::portfolio::{Account, Basis, Document, OrderHistory};
use crate::units::Estimate;

use super::spread::Spread;
use super::supposed::SupposedSales;
use super::wording::{input, known, measure_term, number};
use super::{Explanation, MeasureId, Measured, Unit};

/// Gross margin worked out from revenue.
///
/// G = R · m
///
/// `R` revenue per year, `m` gross margin as a share of revenue. Used only where neither the log nor the person
/// states a margin. Drury, *Management and Cost Accounting*.
///
/// ```
/// use both_sides::measures::revenue::margin_from_revenue;
/// use both_sides::measures::Spread;
/// use both_sides::portfolio::Basis;
/// use both_sides::units::Estimate;
/// let revenue = Spread::exact(200_000.0, Basis::Observed);
/// let margin = margin_from_revenue(revenue, Estimate::between(0.3, 0.4, 0.5).unwrap());
/// assert_eq!((margin.low, margin.base, margin.high), (60_000.0, 80_000.0, 100_000.0));
/// ```
pub fn margin_from_revenue(revenue: Spread, ratio: Estimate) -> Spread {
    revenue.times(Spread::estimate(ratio, Basis::Estimated))
}

/// Where revenue and margin come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The twelve months up to the portfolio's day, from an order log.
    Log,
    /// A whole order log without dates.
    UndatedLog,
    /// Stated with the account.
    Stated,
    /// Revenue × the assumed margin ratio.
    Assumed,
    /// Nowhere.
    Missing,
}

impl Origin {
    fn source(self, account: &Account) -> String {
        let file = || {
            if account.source.is_empty() {
                String::new()
            } else {
                format!(" {}", account.source)
            }
        };
        match self {
            Self::Log => format!("order log{}, last twelve months", file()),
            Self::UndatedLog => format!("order log{} without dates, counted as one year", file()),
            Self::Stated => "stated with the account".to_owned(),
            Self::Assumed => "assumptions".to_owned(),
            Self::Missing => "not known".to_owned(),
        }
    }
}

/// What revenue, gross margin and profit so far are made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RevenueTerms {
    /// Revenue per year.
    pub revenue: Measured,
    /// Where it comes from.
    pub revenue_origin: Origin,
    /// The assumed margin ratio, when it was needed.
    pub margin_ratio: Option<Estimate>,
    /// Gross margin per year.
    pub gross_margin: Measured,
    /// Where it comes from.
    pub margin_origin: Origin,
    /// Revenue over the whole log.
    pub historic_revenue: Measured,
    /// Profit over the whole log.
    pub historic_profit: Measured,
    /// What they were before a scenario moved them; `None` where none does.
    pub supposed: Option<SupposedSales>,
}

impl RevenueTerms {
    /// Reads them from the account in `row`.
    pub fn new(document: &Document, account: &Account, row: usize) -> Self {
        let orders = account.orders.as_deref();
        let (revenue, revenue_origin) = revenue(account, orders);
        let ratio = document.assumptions.gross_margin_ratio;
        let (gross_margin, margin_origin) = gross_margin(account, orders, revenue, ratio);
        let profit = orders.and_then(|orders| orders.total.profit);
        // Repeat purchases without lines count purchases only, not what was spent on the first one.
        let so_far = orders.filter(|orders| orders.n_lines > 0);
        let so_far = so_far.map(|orders| Spread::exact(orders.total.revenue, Basis::Observed));
        let supposed = SupposedSales::new(document, account, row, revenue, gross_margin);
        let (revenue, gross_margin) = match &supposed {
            Some(supposed) => (supposed.moved_revenue(), supposed.moved_margin()),
            None => (revenue, gross_margin),
        };
        Self {
            supposed,
            revenue: Measured::of(revenue),
            revenue_origin,
            margin_ratio: ratio.filter(|_| margin_origin == Origin::Assumed),
            gross_margin: Measured::of(gross_margin),
            margin_origin,
            historic_revenue: Measured::of(so_far),
            historic_profit: Measured::of(profit.map(|profit| Spread::exact(profit, Basis::Observed))),
        }
    }

    /// The same without a scenario.
    fn today(&self) -> Self {
        match self.supposed {
            Some(supposed) => Self {
                revenue: Measured::of(supposed.revenue),
                gross_margin: Measured::of(supposed.gross_margin),
                supposed: None,
                ..*self
            },
            None => *self,
        }
    }

    /// Revenue per year on top, by a scenario.
    pub fn gain(&self) -> f64 {
        let gain = self.supposed.and_then(|supposed| supposed.gain);
        gain.map_or(0.0, |gain| gain.base)
    }

    /// The same of the account in `row`, which costs nothing without a scenario.
    pub fn gain_of(document: &Document, account: &Account, row: usize) -> f64 {
        if document.assumptions.moves.kinds.is_empty() {
            return 0.0;
        }
        Self::new(document, account, row).gain()
    }

    /// Explains the revenue.
    pub fn explain_revenue(&self, account: &Account) -> Explanation {
        if let Some(supposed) = &self.supposed {
            let mut explanation = self.today().explain_revenue(account);
            explanation.result = self.revenue;
            supposed.explain_revenue(&mut explanation);
            return explanation;
        }
        Explanation {
            measure: MeasureId::Revenue,
            result: self.revenue,
            formula: "revenue of the last twelve months in the order log; without a log, as stated"
                .to_owned(),
            worked: known(self.revenue.value),
            terms: vec![input(
                "Revenue per year",
                self.revenue.value,
                Unit::MoneyPerYear,
                self.revenue.basis,
                &self.revenue_origin.source(account),
            )],
            notes: self.revenue_notes(account),
        }
    }

    fn revenue_notes(&self, account: &Account) -> Vec<String> {
        let mut notes = Vec::new();
        if self.revenue_origin == Origin::Missing {
            notes.push("Revenue is not known: import an order log or state the revenue per year.".to_owned());
        }
        let from_log = matches!(self.revenue_origin, Origin::Log | Origin::UndatedLog);
        if let Some(stated) = account.economics.annual_revenue.filter(|_| from_log) {
            notes.push(format!(
                "The stated revenue of {} is not used: the order log is counted.",
                number(stated.base())
            ));
        }
        notes
    }

    /// Explains the gross margin.
    pub fn explain_gross_margin(&self, account: &Account) -> Explanation {
        if let Some(supposed) = &self.supposed {
            let mut explanation = self.today().explain_gross_margin(account);
            explanation.result = self.gross_margin;
            supposed.explain_margin(&mut explanation);
            return explanation;
        }
        let mut terms = Vec::new();
        let mut notes = Vec::new();
        let source = self.margin_origin.source(account);
        let worked = match (self.margin_origin, self.margin_ratio) {
            (Origin::Assumed, Some(ratio)) => {
                terms.push(measure_term(MeasureId::Revenue, self.revenue));
                terms.push(input(
                    "Gross margin as a share of revenue",
                    Some(ratio.base()),
                    Unit::Share,
                    Basis::Estimated,
                    &source,
                ));
                notes.push(
                    "The margin is assumed, not counted: state it for this account to be sure.".to_owned(),
                );
                format!(
                    "{} × {} = {}",
                    known(self.revenue.value),
                    number(ratio.base()),
                    known(self.gross_margin.value)
                )
            }
            _ => {
                let margin = self.gross_margin;
                terms.push(input(
                    "Gross margin per year",
                    margin.value,
                    Unit::MoneyPerYear,
                    margin.basis,
                    &source,
                ));
                known(margin.value)
            }
        };
        if self.margin_origin == Origin::Missing {
            notes.push(
                "Gross margin is not known: state it, import an order log with profit, or assume a margin ratio."
                    .to_owned(),
            );
        }
        Explanation {
            measure: MeasureId::GrossMargin,
            result: self.gross_margin,
            formula:
                "profit of the last twelve months in the order log; else as stated; else revenue × assumed \
                      margin ratio"
                    .to_owned(),
            worked,
            terms,
            notes,
        }
    }

    /// Explains the revenue so far.
    pub fn explain_historic_revenue(&self, account: &Account) -> Explanation {
        let revenue = self.historic_revenue;
        let mut notes = Vec::new();
        if revenue.value.is_none() {
            notes.push("Revenue over several years is known only from an order log.".to_owned());
        }
        Explanation {
            measure: MeasureId::HistoricRevenue,
            result: revenue,
            formula: "Σ revenue of every line of the order log".to_owned(),
            worked: known(revenue.value),
            terms: vec![input(
                "Revenue over the whole log",
                revenue.value,
                Unit::Money,
                revenue.basis,
                &log_span(account),
            )],
            notes,
        }
    }

    /// Explains the profit so far.
    pub fn explain_historic_profit(&self, account: &Account) -> Explanation {
        let profit = self.historic_profit;
        let mut notes = Vec::new();
        if profit.value.is_none() {
            notes.push("Profit is known only from an order log with a profit or cost column.".to_owned());
        }
        Explanation {
            measure: MeasureId::HistoricProfit,
            result: profit,
            formula: "Σ profit of every line of the order log".to_owned(),
            worked: known(profit.value),
            terms: vec![input(
                "Profit over the whole log",
                profit.value,
                Unit::Money,
                profit.basis,
                &log_span(account),
            )],
            notes,
        }
    }
}

/// Revenue per year as it is, whatever a scenario supposes.
pub(super) fn revenue_today(account: &Account) -> Option<f64> {
    let (revenue, _) = revenue(account, account.orders.as_deref());
    revenue.map(|revenue| revenue.base)
}

fn revenue(account: &Account, orders: Option<&OrderHistory>) -> (Option<Spread>, Origin) {
    // A sheet of repeat purchases brings statistics without lines: then what is stated speaks.
    if let Some(orders) = orders.filter(|orders| orders.n_lines > 0) {
        let revenue = Spread::exact(orders.trailing_year.revenue, Basis::Observed);
        let origin = if orders.first.is_some() {
            Origin::Log
        } else {
            Origin::UndatedLog
        };
        return (Some(revenue), origin);
    }
    match account.economics.annual_revenue {
        Some(stated) => (Some(Spread::estimate(stated, Basis::Stated)), Origin::Stated),
        None => (None, Origin::Missing),
    }
}

fn gross_margin(
    account: &Account,
    orders: Option<&OrderHistory>,
    revenue: Option<Spread>,
    ratio: Option<Estimate>,
) -> (Option<Spread>, Origin) {
    if let Some(orders) = orders.filter(|orders| orders.n_lines > 0) {
        let trailing = &orders.trailing_year;
        let bought_nothing = trailing.n_orders == 0 && trailing.revenue == 0.0;
        if let Some(profit) = trailing.profit.or(bought_nothing.then_some(0.0)) {
            let origin = if orders.first.is_some() {
                Origin::Log
            } else {
                Origin::UndatedLog
            };
            return (Some(Spread::exact(profit, Basis::Observed)), origin);
        }
    }
    if let Some(stated) = account.economics.gross_margin {
        return (Some(Spread::estimate(stated, Basis::Stated)), Origin::Stated);
    }
    match (revenue, ratio) {
        (Some(revenue), Some(ratio)) => (Some(margin_from_revenue(revenue, ratio)), Origin::Assumed),
        _ => (None, Origin::Missing),
    }
}

fn log_span(account: &Account) -> String {
    let Some(orders) = account.orders.as_deref() else {
        return "no order log".to_owned();
    };
    match (orders.first, orders.last) {
        (Some(first), Some(last)) => format!("{} orders, {first} to {last}", orders.total.n_orders),
        _ => format!("{} lines without dates", orders.n_lines),
    }
}
