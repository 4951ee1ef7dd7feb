//! Look at these first: the accounts where a decision is worth most, each with its reason and what it is worth.
//!
//! Worths are money: a year's loss or margin, the value expected to leave within a year, or the open balance of an
//! exchange. They say what the decision is about, not what a particular action would gain.

use crate::maths::sort_by;
use crate::measures::risk::ValueAtRisk;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountKind, Document};
use crate::units::Day;

use super::fix_or_release::{FixOrRelease, Verdict};
use super::zones::{Placement, Zone, ZoneMap};

/// Why to look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Look {
    /// It loses money: the loss per year.
    BelowZero {
        /// What is recommended.
        verdict: Verdict,
    },
    /// We gain, they do not: the value expected to leave within a year, (1 − retention) × current value.
    ValueAtRisk {
        /// Probability that it leaves within a year.
        leaving: f64,
        /// Its current value.
        current_value: f64,
    },
    /// Nobody has asked what they get: the same worth.
    NotHeard {
        /// Probability that it leaves within a year.
        leaving: f64,
        /// Its current value.
        current_value: f64,
    },
    /// Well served, with most of the wallet elsewhere: the margin per year it would still allow.
    Headroom {
        /// Our share of the wallet.
        share: f64,
    },
    /// They gave more than they got: what is to be thanked for.
    OweThem,
    /// They got more than they gave: what can be asked for.
    OwesUs,
    /// The review of a key account is due.
    ReviewDue {
        /// The day it was due.
        due: Day,
    },
}

/// One account to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstLook {
    /// Its row.
    pub row: usize,
    /// The reason worth most.
    pub look: Look,
    /// What it is worth; `None` where it cannot be said.
    pub worth: Option<f64>,
    /// Further reasons with their worth, largest first.
    pub also: Vec<(Look, Option<f64>)>,
}

/// Accounts to look at, worth most first; those whose worth cannot be said come last, in the order of rows.
pub fn first_look(
    document: &Document,
    valuation: &Valuation,
    map: &ZoneMap,
    fixes: &[FixOrRelease],
) -> Vec<FirstLook> {
    let mut fix_of: Vec<Option<&FixOrRelease>> = vec![None; document.portfolio.accounts.len()];
    for fix in fixes {
        fix_of[fix.row] = Some(fix);
    }
    let mut list: Vec<FirstLook> = (0..document.portfolio.accounts.len())
        .filter_map(|row| account_look(document, valuation, row, &map.place(row), fix_of[row]))
        .collect();
    sort_by(&mut list, |a, b| {
        by_worth(a.worth, b.worth).then(a.row.cmp(&b.row))
    });
    list
}

fn account_look(
    document: &Document,
    valuation: &Valuation,
    row: usize,
    placement: &Placement,
    fix: Option<&FixOrRelease>,
) -> Option<FirstLook> {
    let mut looks: Vec<(Look, Option<f64>)> = Vec::new();
    if let Some(fix) = fix {
        looks.push((Look::BelowZero { verdict: fix.verdict }, Some(fix.loss)));
    }
    looks.extend(at_risk(document, valuation, row, placement));
    looks.extend(headroom(valuation, row, placement));
    looks.extend(exchange(valuation, row));
    looks.extend(review(document, row));
    sort_by(&mut looks, |a, b| by_worth(a.1, b.1));
    let mut looks = looks.into_iter();
    let (look, worth) = looks.next()?;
    Some(FirstLook {
        row,
        look,
        worth,
        also: looks.collect(),
    })
}

fn by_worth(a: Option<f64>, b: Option<f64>) -> std::cmp::Ordering {
    let worth = |worth: Option<f64>| worth.unwrap_or(f64::NEG_INFINITY);
    worth(b).total_cmp(&worth(a))
}

fn at_risk(
    document: &Document,
    valuation: &Valuation,
    row: usize,
    placement: &Placement,
) -> Option<(Look, Option<f64>)> {
    let at_risk = ValueAtRisk::of(valuation, row)?;
    let ValueAtRisk {
        leaving,
        current_value,
    } = at_risk;
    let worth = Some(at_risk.expected());
    let is_customer = document.portfolio.accounts[row].kind == AccountKind::Customer;
    match placement {
        Placement::In(placed) if placed.zone == Zone::Cooperative => Some((
            Look::ValueAtRisk {
                leaving,
                current_value,
            },
            worth,
        )),
        Placement::Missing { across: true, .. } if is_customer => Some((
            Look::NotHeard {
                leaving,
                current_value,
            },
            worth,
        )),
        _ => None,
    }
}

fn headroom(valuation: &Valuation, row: usize, placement: &Placement) -> Option<(Look, Option<f64>)> {
    let is_well_served = matches!(placement.zone(), Some(Zone::Strategic | Zone::Prospective));
    let share = valuation
        .get(MeasureId::ShareOfWallet, row)
        .value
        .filter(|share| *share < 0.5)?;
    let headroom = valuation
        .get(MeasureId::Headroom, row)
        .value
        .filter(|headroom| *headroom > 0.0)?;
    is_well_served.then_some((Look::Headroom { share }, Some(headroom)))
}

fn exchange(valuation: &Valuation, row: usize) -> Option<(Look, Option<f64>)> {
    let balance = valuation.get(MeasureId::ExchangeBalance, row);
    let value = balance.value?;
    // Only where the sign is sure.
    let (low, high) = balance
        .interval
        .map_or((value, value), |interval| (interval.low, interval.high));
    if low > 0.0 {
        Some((Look::OweThem, Some(value)))
    } else if high < 0.0 {
        Some((Look::OwesUs, Some(-value)))
    } else {
        None
    }
}

fn review(document: &Document, row: usize) -> Option<(Look, Option<f64>)> {
    let due = document.portfolio.accounts[row].key.as_ref()?.review?;
    (due <= document.as_of).then_some((Look::ReviewDue { due }, None))
}
