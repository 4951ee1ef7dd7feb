//! Figures of the whole portfolio: customer equity, whale curve, concentration.

use super::{MeasureId, Valuation};
use crate::maths::largest_first;

/// Sum of a measure over the accounts where it is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Total {
    /// The sum.
    pub sum: f64,
    /// Accounts it is known of.
    pub n_known: usize,
    /// Accounts it is not known of.
    pub n_unknown: usize,
}

/// Sum of `measure`; `None` where it is known of nobody.
pub fn total(valuation: &Valuation, measure: MeasureId) -> Option<Total> {
    let column = valuation.column(measure);
    let (mut sum, mut n_known) = (0.0, 0);
    for (_, value) in column.known() {
        sum += value;
        n_known += 1;
    }
    (n_known > 0).then(|| Total {
        sum,
        n_known,
        n_unknown: column.len() - n_known,
    })
}

/// Cumulative share of a total, best account first.
///
/// W(k) = Σ best k values / Σ all values. Ends at 1; rises above it when some accounts lose. Kaplan &
/// Narayanan (2001), "Measuring and managing customer profitability", Cost Management 15(5).
///
/// ```
/// use both_sides::measures::portfolio_totals::WhaleCurve;
/// let whale = WhaleCurve::new(&[(0, 60.0), (1, -20.0), (2, 60.0), (3, 0.0)]).unwrap();
/// assert_eq!(whale.peak, 1.2); // the best two earn 120 % of the whole
/// assert_eq!(whale.peak_at, 0.5);
/// assert_eq!(whale.order, [0, 2, 3, 1]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct WhaleCurve {
    /// Rows, best first; equal values in the order of rows.
    pub order: Vec<usize>,
    /// Cumulative share of the total after each row of `order`.
    pub cumulative: Vec<f64>,
    /// The highest point, as a share of the total.
    pub peak: f64,
    /// Share of accounts at which the curve is highest, the first of equals from the right: those beyond lose.
    pub peak_at: f64,
    /// The total.
    pub total: f64,
}

impl WhaleCurve {
    /// The curve of `(row, value)` pairs; `None` without a positive total.
    pub fn new(known: &[(usize, f64)]) -> Option<Self> {
        let total: f64 = known.iter().map(|(_, value)| value).sum();
        if !(total > 0.0 && total.is_finite()) {
            return None;
        }
        let mut order: Vec<(usize, f64)> = known.to_vec();
        largest_first(&mut order);
        let mut so_far = 0.0;
        let cumulative: Vec<f64> = (order.iter())
            .map(|(_, value)| {
                so_far += value;
                so_far / total
            })
            .collect();
        let peak = cumulative.iter().copied().fold(0.0, f64::max);
        let n_earning = order.iter().filter(|(_, value)| *value > 0.0).count();
        Some(Self {
            peak,
            peak_at: n_earning as f64 / order.len() as f64,
            cumulative,
            order: order.into_iter().map(|(row, _)| row).collect(),
            total,
        })
    }

    /// Share of the total that the best `share` of the accounts earn; their number is rounded to the nearest.
    pub fn earned_by_top(&self, share: f64) -> f64 {
        let n = libm::round(share * self.order.len() as f64) as usize;
        match n.min(self.order.len()) {
            0 => 0.0,
            n => self.cumulative[n - 1],
        }
    }
}

/// How much of a total hangs on few accounts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Concentration {
    /// Herfindahl–Hirschman index: Σ share², 1 when one account is all.
    pub herfindahl: f64,
    /// Share of the five largest.
    pub top_five: f64,
    /// Share of the largest fifth of the accounts.
    pub top_fifth: f64,
}

impl Concentration {
    /// How many equal accounts would be as concentrated.
    ///
    /// n = 1 / HHI
    ///
    /// ```
    /// use both_sides::measures::portfolio_totals::concentration;
    /// assert_eq!(concentration([5.0, 5.0, 0.0].into_iter()).unwrap().effective_number(), 2.0);
    /// ```
    pub fn effective_number(&self) -> f64 {
        1.0 / self.herfindahl
    }
}

/// Concentration of the positive `values`; `None` when none is positive.
///
/// ```
/// use both_sides::measures::portfolio_totals::concentration;
/// assert_eq!(concentration([5.0, 5.0].into_iter()).unwrap().herfindahl, 0.5);
/// ```
pub fn concentration(values: impl Iterator<Item = f64>) -> Option<Concentration> {
    let mut positive: Vec<(usize, f64)> = values.filter(|value| *value > 0.0).enumerate().collect();
    largest_first(&mut positive);
    let sum = |n: usize| positive.iter().take(n).map(|(_, value)| value).sum::<f64>();
    let total = sum(positive.len());
    let share_of = |n: usize| sum(n) / total;
    let fifth = libm::round(positive.len() as f64 / 5.0) as usize;
    (total > 0.0).then(|| Concentration {
        herfindahl: positive
            .iter()
            .map(|(_, value)| (value / total) * (value / total))
            .sum(),
        top_five: share_of(5),
        top_fifth: share_of(fifth.max(1)),
    })
}

/// The whole portfolio in a few figures.
#[derive(Clone, Debug, PartialEq)]
pub struct PortfolioTotals {
    /// Customer equity: Σ current value.
    pub customer_equity: Option<Total>,
    /// Σ contribution per year.
    pub contribution: Option<Total>,
    /// Σ revenue per year.
    pub revenue: Option<Total>,
    /// What attribution moved to or from buyers whose own value is not known: Σ net value + this = customer
    /// equity.
    pub moved_to_unknown: f64,
    /// The contribution of a year, best account first; profit over the whole log where no cost to serve is known.
    pub whale: Option<WhaleCurve>,
    /// What the whale curve adds up.
    pub whale_measure: MeasureId,
    /// Concentration of revenue.
    pub concentration: Option<Concentration>,
}

impl PortfolioTotals {
    /// The figures of `valuation`.
    pub fn new(valuation: &Valuation) -> Self {
        let known = |measure: MeasureId| valuation.column(measure).known().collect::<Vec<(usize, f64)>>();
        let whale_measure = whale_measure(valuation);
        let revenues = valuation
            .column(MeasureId::Revenue)
            .known()
            .map(|(_, value)| value);
        Self {
            customer_equity: total(valuation, MeasureId::CurrentValue),
            contribution: total(valuation, MeasureId::Contribution),
            revenue: total(valuation, MeasureId::Revenue),
            moved_to_unknown: moved_to_unknown(valuation),
            whale: WhaleCurve::new(&known(whale_measure)),
            whale_measure,
            concentration: concentration(revenues),
        }
    }
}

/// What a whale curve adds up: the contribution of a year, or profit over the whole log where no cost to serve is
/// known and profit is.
pub fn whale_measure(valuation: &Valuation) -> MeasureId {
    let knows = |measure: MeasureId| valuation.column(measure).known().next().is_some();
    if knows(MeasureId::CostToServe) || !knows(MeasureId::HistoricProfit) {
        MeasureId::Contribution
    } else {
        MeasureId::HistoricProfit
    }
}

/// What says how large an account is beside a whale curve: revenue over the same time as what the curve adds up.
pub fn size_measure(valuation: &Valuation) -> MeasureId {
    match whale_measure(valuation) {
        MeasureId::HistoricProfit => MeasureId::HistoricRevenue,
        _ => MeasureId::Revenue,
    }
}

fn moved_to_unknown(valuation: &Valuation) -> f64 {
    let n_rows = valuation.column(MeasureId::NetValue).len();
    (0..n_rows)
        .filter(|&row| valuation.get(MeasureId::NetValue, row).value.is_none())
        .map(|row| {
            let flow = |measure| valuation.get(measure, row).value.unwrap_or(0.0);
            flow(MeasureId::AttributedIn) - flow(MeasureId::AttributedOut)
        })
        .sum()
}
