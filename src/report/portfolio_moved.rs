//! What became of a portfolio between two times: repeat business, revenue kept, growth earned, return on customer.

use crate::measures::Valuation;
use crate::measures::snapshots::{
    RevenueMoved, Worth, repeat_business, return_on_customer, revenues_by_year, revenues_since,
};
use crate::portfolio::{Document, Snapshot};
use crate::units::Day;

use super::portfolio_page::{PortfolioFigure, figure};
use super::style::NumberStyle;

const RETAINED: &str = "Gross and net revenue retention, as subscription businesses report them.";
const REICHHELD: &str = "Reichheld, Darnell & Burns (2021), Net Promoter 3.0, Harvard Business Review 99(6).";
const PEPPERS: &str = "Peppers & Rogers (2005), Return on Customer.";

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

/// What comes back, from the last two whole years of the order log.
pub(super) fn figures_of_years(document: &Document, style: &NumberStyle) -> Vec<PortfolioFigure> {
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

/// What became of the portfolio since a snapshot.
pub(super) fn figures_since(
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
