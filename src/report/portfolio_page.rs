//! The portfolio as a whole: what it is worth, what of its business comes back, how much hangs on few, and what became
//! of it since a snapshot.

use crate::measures::portfolio_totals::{PortfolioTotals, Total};
use crate::measures::snapshots::{
    RevenueMoved, Worth, repeat_business, return_on_customer, revenues_by_year, revenues_since,
};
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{Document, Snapshot};
use crate::units::Day;

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

/// The page; `since` is the id of the snapshot looked at, the newest when there is none of that id.
pub fn portfolio_page(
    document: &Document,
    valuation: &Valuation,
    since: Option<&str>,
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
    let looked_at = (document.snapshots.iter())
        .find(|snapshot| Some(snapshot.id.as_str()) == since)
        .or(document.snapshots.last());
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

fn figure(
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
const RETAINED: &str = "Gross and net revenue retention, as subscription businesses report them.";
const REICHHELD: &str = "Reichheld, Darnell & Burns (2021), Net Promoter 3.0, Harvard Business Review 99(6).";
const PEPPERS: &str = "Peppers & Rogers (2005), Return on Customer.";

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
            whale.value = style.share(curve.peak);
            whale.aside = format!("at {} of the accounts", style.share(curve.peak_at));
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
        style.number(1.0 / found.herfindahl, 1)
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

/// The last two whole calendar years of the order log, when it holds both.
fn whole_years(document: &Document) -> Option<(i16, i16)> {
    let accounts = document.portfolio.accounts.iter();
    let newest = accounts
        .filter_map(|account| account.orders.as_deref()?.last)
        .max()?;
    // A log that breaks off before December has no whole last year.
    let ends_year =
        newest.month() == 12 && (document.as_of.year() > newest.year() || document.as_of.day() == 31);
    let last_whole = newest.year() - i16::from(!ends_year);
    let mut years: Vec<i16> = repeat_business(document).iter().map(|year| year.year).collect();
    years.retain(|year| *year <= last_whole);
    let last = *years.last()?;
    years.contains(&(last - 1)).then_some((last - 1, last))
}

fn figures_of_years(document: &Document, style: &NumberStyle) -> Vec<PortfolioFigure> {
    let business = repeat_business(document);
    let mut repeat = figure(
        "repeat_share",
        "Repeat-business share",
        "revenue of customers whose first order was in an earlier year ÷ revenue of the year",
        "Peppers & Rogers; counted in your order log.",
    );
    let years = whole_years(document);
    let last = years.and_then(|(_, last)| business.iter().find(|year| year.year == last));
    match last.and_then(|year| Some((year, year.repeat_share()?))) {
        Some((year, share)) => {
            repeat.value = style.share(share);
            repeat.aside = format!("in {}", year.year);
            repeat.worked = format!(
                "{} ÷ {} = {}",
                style.money(year.repeat),
                style.money(year.repeat + year.new),
                style.share(share)
            );
            repeat
                .notes
                .push("In the first year of an order log everybody is new.".to_owned());
        }
        None => repeat.notes.push(NO_YEARS.to_owned()),
    }
    let mut figures = vec![repeat];
    match years {
        Some((before, after)) => {
            let moved = RevenueMoved::of(document, &revenues_by_year(document, before, after));
            let aside = format!("{before} to {after}");
            figures.extend(revenue_figures(&moved, &aside, style));
        }
        None => figures.extend(revenue_figures(&RevenueMoved::default(), "", style)),
    }
    figures
}

const NO_YEARS: &str = "There are no two whole calendar years of orders: import an order log, or take a snapshot now and \
                        compare later.";

fn revenue_figures(moved: &RevenueMoved, aside: &str, style: &NumberStyle) -> Vec<PortfolioFigure> {
    let kept = &moved.kept;
    let mut gross = figure(
        "gross_retention",
        "Gross revenue retention",
        "(start − churn − contraction) ÷ start",
        RETAINED,
    );
    let mut net = figure(
        "net_retention",
        "Net revenue retention",
        "(start − churn − contraction + expansion) ÷ start",
        RETAINED,
    );
    let mut earned = figure(
        "earned_growth",
        "Earned growth",
        "net revenue retention + revenue of earned new customers ÷ start − 100 %",
        REICHHELD,
    );
    let (Some(gross_rate), Some(net_rate)) = (kept.gross(), kept.net()) else {
        for one in [&mut gross, &mut net, &mut earned] {
            one.notes.push(NO_YEARS.to_owned());
        }
        return vec![gross, net, earned];
    };
    let money = |amount: f64| style.money(amount);
    gross.value = style.share(gross_rate);
    gross.worked = format!(
        "({} − {} − {}) ÷ {} = {}",
        money(kept.start),
        money(kept.churn),
        money(kept.contraction),
        money(kept.start),
        gross.value
    );
    net.value = style.share(net_rate);
    net.worked = format!(
        "({} − {} − {} + {}) ÷ {} = {}",
        money(kept.start),
        money(kept.churn),
        money(kept.contraction),
        money(kept.expansion),
        money(kept.start),
        net.value
    );
    if let Some((low, high)) = moved.earned_growth() {
        earned.value = if moved.unknown_new() > 0.0 {
            format!("{} to {}", style.share(low), style.share(high))
        } else {
            style.share(low)
        };
        earned.worked = format!(
            "{} + {} ÷ {} − 100 % = {}",
            net.value,
            money(moved.earned_new),
            money(kept.start),
            style.share(low)
        );
        if moved.unknown_new() > 0.0 {
            earned.notes.push(format!(
                "Nobody knows why new customers of {} came: the lower end counts them as bought, the higher as earned. \
                 State with each account how it came to us, or record the referral.",
                money(moved.unknown_new())
            ));
        }
    }
    for one in [&mut gross, &mut net, &mut earned] {
        one.aside = aside.to_owned();
    }
    vec![gross, net, earned]
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

fn figures_since(
    document: &Document,
    valuation: &Valuation,
    snapshot: &Snapshot,
    style: &NumberStyle,
) -> Vec<PortfolioFigure> {
    let mut back = figure(
        "return_on_customer",
        "Return on customer",
        "(contribution over the time + customer equity now − then) ÷ customer equity then",
        PEPPERS,
    );
    let since = format!("since {}, {}", snapshot.name, style.day(snapshot.day));
    back.aside = since.clone();
    match (Worth::then(snapshot), Worth::now(document, valuation)) {
        (Some(then), Some(now)) => {
            let years = years_between(then.day, now.day);
            let earned = now.contribution * years;
            match return_on_customer(earned, now.customer_equity, then.customer_equity) {
                Some(rate) => {
                    back.value = style.share(rate);
                    back.worked = format!(
                        "({} + {} − {}) ÷ {} = {}",
                        style.money(earned),
                        style.money(now.customer_equity),
                        style.money(then.customer_equity),
                        style.money(then.customer_equity),
                        back.value
                    );
                    back.notes.push(format!(
                        "{} a year over {} years. What changed in the assumptions since is in it as well.",
                        style.money(now.contribution),
                        style.number(years, 2)
                    ));
                }
                None => back
                    .notes
                    .push("There was no customer equity above zero to begin with.".to_owned()),
            }
        }
        _ => back
            .notes
            .push("Customer equity or contribution was or is not known.".to_owned()),
    }
    let moved = RevenueMoved::of(document, &revenues_since(document, valuation, snapshot));
    let mut figures = vec![back];
    figures.extend(revenue_figures(&moved, &since, style));
    figures
}

fn years_between(then: Day, now: Day) -> f64 {
    now.years_since(then).max(0.0)
}
