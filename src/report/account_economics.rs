//! What an account pays and costs: revenue by year, activities it calls on, and why its retention is what it is.

use crate::measures::cost_to_serve::event_cost;
use crate::measures::retention::PRIOR_MEAN;
use crate::measures::{self, MeasureId, Valuation};
use crate::portfolio::{Account, Activity, Document};

use super::account_forms::number_text;
use super::style::{NumberStyle, UNKNOWN};

/// Revenue of one calendar year.
#[derive(Clone, Debug, PartialEq)]
pub struct YearRow {
    /// The calendar year.
    pub number: i16,
    /// The year; "2026 so far" where it is the year of the portfolio's day.
    pub year: String,
    /// Revenue in it.
    pub revenue: String,
    /// Profit in it, where the log knows.
    pub profit: String,
    /// The revenue's share of the largest year's, 0 to 1.
    pub part: f64,
    /// True where the year is not over.
    pub is_partial: bool,
}

/// How often the account calls on one activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadRow {
    /// Id of the activity.
    pub activity: String,
    /// Its name.
    pub name: String,
    /// Events per year as they are edited; empty without any.
    pub events: String,
    /// Cost of one event.
    pub unit_cost: String,
    /// Cost per year.
    pub cost: String,
}

/// What they pay and cost, beside the figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EconomicsReport {
    /// Revenue by year, oldest first; empty without an order log.
    pub years: Vec<YearRow>,
    /// What the bars say, in one sentence.
    pub years_summary: String,
    /// Every activity of the portfolio.
    pub loads: Vec<LoadRow>,
    /// True where the cost to serve is counted by activity.
    pub is_by_activity: bool,
    /// Why the retention is what it is.
    pub retention_reason: String,
}

/// The economics of the account in `row`.
pub fn economics(
    document: &Document,
    valuation: &Valuation,
    row: usize,
    style: &NumberStyle,
) -> EconomicsReport {
    let Some(account) = document.portfolio.accounts.get(row) else {
        return EconomicsReport::default();
    };
    let years = years(document, account, style);
    let loads: Vec<LoadRow> = (document.portfolio.activities.iter())
        .map(|activity| load(document, account, activity, style))
        .collect();
    EconomicsReport {
        years_summary: years_summary(&years),
        years,
        is_by_activity: loads.iter().any(|load| !load.events.is_empty()),
        loads,
        retention_reason: retention_reason(document, valuation, row, style),
    }
}

fn years(document: &Document, account: &Account, style: &NumberStyle) -> Vec<YearRow> {
    let Some(orders) = account.orders.as_deref() else {
        return Vec::new();
    };
    let spend = |year: i16| {
        orders
            .by_year
            .iter()
            .find(|known| known.year == year)
            .map(|known| known.spend)
    };
    let largest = (orders.by_year.iter())
        .map(|year| year.spend.revenue)
        .fold(0.0, f64::max);
    let (Some(first), Some(last)) = (orders.by_year.first(), orders.by_year.last()) else {
        return Vec::new();
    };
    // A year without orders is a year with no revenue, and is drawn as one; long histories show their end.
    let last = last
        .year
        .max(document.as_of.year().min(last.year.saturating_add(30)));
    (first.year.max(last.saturating_sub(9))..=last)
        .map(|year| {
            let known = spend(year);
            let revenue = known.map_or(0.0, |spend| spend.revenue);
            let profit = known.map_or(Some(0.0), |spend| spend.profit);
            let is_partial =
                year == document.as_of.year() && (document.as_of.month(), document.as_of.day()) != (12, 31);
            YearRow {
                number: year,
                year: if is_partial {
                    format!("{year} so far")
                } else {
                    year.to_string()
                },
                revenue: style.money(revenue),
                profit: profit.map_or_else(|| UNKNOWN.to_owned(), |profit| style.money(profit)),
                part: if largest > 0.0 {
                    (revenue / largest).max(0.0)
                } else {
                    0.0
                },
                is_partial,
            }
        })
        .collect()
}

fn years_summary(years: &[YearRow]) -> String {
    match (years.first(), years.last()) {
        (Some(first), Some(last)) if years.len() > 1 => format!(
            "Revenue by year, from {} in {} to {} in {}",
            first.revenue, first.year, last.revenue, last.year
        ),
        (Some(only), _) => format!("Revenue of {} in {}", only.revenue, only.year),
        _ => String::new(),
    }
}

fn load(document: &Document, account: &Account, activity: &Activity, style: &NumberStyle) -> LoadRow {
    let events = (document.portfolio.loads.iter())
        .find(|load| load.account == account.id && load.activity == activity.id)
        .map(|load| load.events_per_year);
    let cost = |events: f64| event_cost(events, activity.minutes_per_event, activity.rate_per_minute);
    LoadRow {
        activity: activity.id.clone(),
        name: activity.name.clone(),
        events: number_text(events, style),
        unit_cost: style.money(cost(1.0)),
        cost: events.map_or_else(|| UNKNOWN.to_owned(), |events| style.money(cost(events))),
    }
}

fn retention_reason(document: &Document, valuation: &Valuation, row: usize, style: &NumberStyle) -> String {
    let explained = measures::explain(document, valuation, MeasureId::Retention, row);
    match explained.terms.as_slice() {
        [prior, _, renewed, lost] if prior.label == PRIOR_MEAN => {
            let count = |value: Option<f64>| style.number(value.unwrap_or_default(), 0);
            format!(
                "{} renewed, {} lost ({}); weighed with {}",
                count(renewed.value),
                count(lost.value),
                renewed.source,
                prior.source
            )
        }
        [only] => only.source.clone(),
        _ => explained.notes.first().cloned().unwrap_or_default(),
    }
}
