//! The portfolio as a whole: what it is worth, what of its business comes back, how much hangs on few, and what became
//! of it since a snapshot.

use crate::measures::portfolio_totals::{PortfolioTotals, Total};
use crate::measures::snapshots::repeat_business;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{Document, Snapshot};

use super::portfolio_moved::{figures_of_years, figures_since};
use super::style::{NumberStyle, UNKNOWN};

/// A number of the whole portfolio and how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortfolioFigure {
    /// Stable name.
    pub key: &'static str,
    /// Name for people.
    pub label: &'static str,
    /// The number.
    pub value: String,
    /// What stands beside it: over how many accounts, since when.
    pub aside: String,
    /// The formula.
    pub formula: &'static str,
    /// The formula with the numbers.
    pub worked: String,
    /// Who it comes from.
    pub source: &'static str,
    /// What is missing or assumed, with the way out.
    pub notes: Vec<String>,
}

/// Repeat business of one year.
#[derive(Clone, Debug, PartialEq)]
pub struct RepeatYear {
    /// The year.
    pub year: String,
    /// Revenue of customers known before.
    pub repeat: String,
    /// Revenue of new customers.
    pub new: String,
    /// Share of those known before.
    pub share: String,
    /// The same, 0 to 1, for a bar.
    pub part: f64,
}

/// A snapshot and what became of the portfolio since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its day.
    pub day: String,
    /// Accounts in it.
    pub n_accounts: String,
    /// Customer equity then.
    pub customer_equity: String,
    /// Contribution per year then.
    pub contribution: String,
}

/// The whole page but for the rankings.
#[derive(Clone, Debug, PartialEq)]
pub struct PortfolioPage {
    /// What it is worth and how it is spread.
    pub now: Vec<PortfolioFigure>,
    /// What of it comes back, from the last two whole years of the order log.
    pub years: Vec<PortfolioFigure>,
    /// Repeat business by year, oldest first.
    pub repeat: Vec<RepeatYear>,
    /// Snapshots, newest first.
    pub snapshots: Vec<SnapshotRow>,
    /// What became of it since the snapshot looked at; empty without one.
    pub since: Vec<PortfolioFigure>,
}

/// The page; `since` is the snapshot looked at, the newest when there is none.
pub fn portfolio_page(
    document: &Document,
    valuation: &Valuation,
    since: Option<&Snapshot>,
    style: &NumberStyle,
) -> PortfolioPage {
    let repeat = repeat_business(document);
    let years: Vec<RepeatYear> = (repeat.iter())
        .filter_map(|year| {
            let share = year.repeat_share()?;
            Some(RepeatYear {
                year: year.year.to_string(),
                repeat: style.money_short(year.repeat),
                new: style.money_short(year.new),
                share: style.share(share),
                part: share,
            })
        })
        .collect();
    let looked_at = since.or_else(|| document.snapshots.last().map(|newest| &**newest));
    PortfolioPage {
        now: figures_now(document, valuation, style),
        years: figures_of_years(document, style),
        repeat: years,
        snapshots: (document.snapshots.iter().rev())
            .map(|snapshot| snapshot_row(snapshot, style))
            .collect(),
        since: looked_at.map_or_else(Vec::new, |snapshot| {
            figures_since(document, valuation, snapshot, style)
        }),
    }
}

pub(super) fn figure(
    key: &'static str,
    label: &'static str,
    formula: &'static str,
    source: &'static str,
) -> PortfolioFigure {
    PortfolioFigure {
        key,
        label,
        value: UNKNOWN.to_owned(),
        aside: String::new(),
        formula,
        worked: "unknown".to_owned(),
        source,
        notes: Vec::new(),
    }
}

const GUPTA: &str = "Gupta & Lehmann (2003), Customers as assets, Journal of Interactive Marketing 17(1).";
const KAPLAN: &str =
    "Kaplan & Narayanan (2001), Measuring and managing customer profitability, Cost Management 15(5).";
const HIRSCHMAN: &str = "The index of Herfindahl and Hirschman, as competition authorities use it.";

fn figures_now(document: &Document, valuation: &Valuation, style: &NumberStyle) -> Vec<PortfolioFigure> {
    let totals = PortfolioTotals::new(valuation);
    let mut figures = vec![
        sum(
            figure(
                "customer_equity",
                "Customer equity",
                "Σ current value over all accounts",
                GUPTA,
            ),
            totals.customer_equity,
            style,
        ),
        sum(
            figure(
                "contribution",
                "Contribution per year",
                "Σ contribution over all accounts",
                KAPLAN,
            ),
            totals.contribution,
            style,
        ),
        sum(
            figure(
                "revenue",
                "Revenue per year",
                "Σ revenue over all accounts",
                "Counted in your order log, or stated by you.",
            ),
            totals.revenue,
            style,
        ),
    ];
    let mut whale = figure(
        "whale",
        "Peak of the whale curve",
        "profit of those who earn ÷ profit of all, best first",
        KAPLAN,
    );
    match &totals.whale {
        Some(curve) => {
            whale.value = style.share_to(curve.peak, 1);
            whale.aside = format!("at {} of the accounts", style.share_to(curve.peak_at, 1));
            whale.worked = format!(
                "{} ÷ {} = {}",
                style.money(curve.peak * curve.total),
                style.money(curve.total),
                style.share(curve.peak)
            );
            let rest = if curve.peak > 1.0 {
                format!(
                    "The rest of the accounts take {} of it back.",
                    style.share(curve.peak - 1.0)
                )
            } else {
                "No account loses.".to_owned()
            };
            whale.notes.push(format!(
                "{rest} Added up: {}.",
                totals.whale_measure.label().to_lowercase()
            ));
        }
        None => whale
            .notes
            .push("No profit is known, or all together there is none.".to_owned()),
    }
    figures.push(whale);
    figures.extend(concentration(valuation, &totals, style));
    figures.push(win_or_keep(document, valuation, style));
    figures
}

/// What winning an account costs against a year of looking after one: means over those it is known of.
fn win_or_keep(document: &Document, valuation: &Valuation, style: &NumberStyle) -> PortfolioFigure {
    let mut figure = figure(
        "win_or_keep",
        "Cost to win against cost to keep",
        "mean acquisition cost ÷ mean cost to serve per year",
        "Blattberg & Deighton (1996), Manage marketing by the customer equity test, for the comparison.",
    );
    let accounts = document.portfolio.accounts.iter();
    let won: Vec<f64> = accounts
        .filter_map(|account| Some(account.economics.acquisition_cost?.get()))
        .collect();
    let kept: Vec<f64> = valuation
        .column(MeasureId::CostToServe)
        .known()
        .map(|(_, cost)| cost)
        .collect();
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    if won.is_empty() || kept.is_empty() || mean(&kept) <= 0.0 {
        figure
            .notes
            .push("State what winning some of the accounts cost, and what serving them takes.".to_owned());
        return figure;
    }
    let ratio = mean(&won) / mean(&kept);
    figure.value = style.number(ratio, 1);
    figure.aside = format!("known of {} and {} accounts", won.len(), kept.len());
    figure.worked = format!(
        "{} ÷ {} = {}",
        style.money(mean(&won)),
        style.money(mean(&kept)),
        figure.value
    );
    figure.notes.push(
        "Averages of the past say nothing about where the next euro works best: for that the marginal costs count.".to_owned(),
    );
    figure
}

fn sum(mut figure: PortfolioFigure, total: Option<Total>, style: &NumberStyle) -> PortfolioFigure {
    match total {
        Some(total) => {
            figure.value = style.money(total.sum);
            figure.aside = format!("over {} accounts", total.n_known);
            figure.worked = format!("sum of {} accounts = {}", total.n_known, style.money(total.sum));
            if total.n_unknown > 0 {
                figure.notes.push(format!(
                    "Of {} more it is not known; they count for nothing here.",
                    total.n_unknown
                ));
            }
        }
        None => figure.notes.push("It is known of no account yet.".to_owned()),
    }
    figure
}

fn concentration(
    valuation: &Valuation,
    totals: &PortfolioTotals,
    style: &NumberStyle,
) -> [PortfolioFigure; 2] {
    let mut herfindahl = figure(
        "herfindahl",
        "Concentration (HHI)",
        "Σ (revenue of an account ÷ revenue of all)²",
        HIRSCHMAN,
    );
    let mut top_five = figure(
        "top_five",
        "Revenue of the five largest",
        "revenue of the five largest ÷ revenue of all",
        HIRSCHMAN,
    );
    let Some(found) = totals.concentration else {
        herfindahl.notes.push("No revenue is known yet.".to_owned());
        top_five.notes.push("No revenue is known yet.".to_owned());
        return [herfindahl, top_five];
    };
    let mut revenues: Vec<f64> = (valuation.column(MeasureId::Revenue).known())
        .map(|(_, revenue)| revenue)
        .filter(|revenue| *revenue > 0.0)
        .collect();
    revenues.sort_unstable_by(|a, b| b.total_cmp(a));
    let (all, five) = (revenues.iter().sum::<f64>(), revenues.iter().take(5).sum::<f64>());
    herfindahl.value = style.number(found.herfindahl, 3);
    herfindahl.aside = format!(
        "as if {} accounts of equal size",
        style.number(found.effective_number(), 1)
    );
    herfindahl.worked = format!(
        "over {} accounts = {}",
        revenues.len(),
        style.number(found.herfindahl, 4)
    );
    top_five.value = style.share(found.top_five);
    top_five.worked = format!(
        "{} ÷ {} = {}",
        style.money(five),
        style.money(all),
        style.share(found.top_five)
    );
    [herfindahl, top_five]
}

fn snapshot_row(snapshot: &Snapshot, style: &NumberStyle) -> SnapshotRow {
    let total = |measure: MeasureId| {
        let total = snapshot.total(measure.key());
        total.map_or_else(|| UNKNOWN.to_owned(), |total| style.money(total))
    };
    SnapshotRow {
        id: snapshot.id.clone(),
        name: snapshot.name.clone(),
        day: style.day(snapshot.day),
        n_accounts: snapshot.accounts.len().to_string(),
        customer_equity: total(MeasureId::CurrentValue),
        contribution: total(MeasureId::Contribution),
    }
}
