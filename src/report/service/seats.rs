//! Which account is in which tier, and how firmly.

use crate::decisions::tiers::{Seat, Tiers};
use crate::maths::sort_by;
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountId, Document};
use crate::report::lens::{LensRow, LensTable};
use crate::report::style::{NumberStyle, UNKNOWN};
use crate::robustness::{SEED, kept_in_tier};

/// Accounts times draws made at most: a moment's work.
const MOST_SCORES: usize = 300_000;
/// More draws say no more.
const MOST_DRAWS: usize = 400;
/// Fewer draws say too little.
const FEWEST_DRAWS: usize = 50;
/// An account that stays in its tier in fewer draws is on the edge.
const FIRM: f64 = 0.8;
/// Without draws: points of priority that would move an account on the edge.
const NEAR: f64 = 2.0;

/// An account on the edge of its tier.
#[derive(Clone, Debug, PartialEq)]
pub struct EdgeRow {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Its tier.
    pub tier: String,
    /// How firmly it is in it, and what would move it.
    pub why: String,
}

/// By row: share of drawn weights in which an account stays in its tier; `None` where there are too many accounts to
/// draw for in a moment, or only one dimension is weighed.
pub fn stability(document: &Document, valuation: &Valuation, tiers: &Tiers) -> Option<Vec<f64>> {
    let n_draws = (MOST_SCORES / tiers.seats.len().max(1)).min(MOST_DRAWS);
    if n_draws < FEWEST_DRAWS {
        return None;
    }
    let known = |seat: &Option<Seat>| seat.filter(|seat| seat.priority.is_some()).map(|seat| seat.tier);
    let of_row: Vec<Option<usize>> = tiers.seats.iter().map(known).collect();
    kept_in_tier(
        document,
        valuation,
        (&of_row, &tiers.ends()),
        (SEED, n_draws as u32),
    )
}

/// Accounts on the edge of their tier, the loosest first, among `rows`.
pub fn edge(
    document: &Document,
    tiers: &Tiers,
    kept: Option<&[f64]>,
    rows: &[usize],
    style: &NumberStyle,
) -> Vec<EdgeRow> {
    let looseness = |row: usize| {
        let seat = tiers.seats[row].filter(|seat| seat.priority.is_some())?;
        let (_, distance) = seat.nearest?;
        match kept.map(|kept| kept[row]) {
            Some(kept) => (kept < FIRM).then_some(kept),
            None => (distance <= NEAR).then_some(distance),
        }
    };
    let mut found: Vec<(f64, usize)> = (rows.iter())
        .filter_map(|&row| Some((looseness(row)?, row)))
        .collect();
    sort_by(&mut found, |one, other| one.0.total_cmp(&other.0));
    let row = |(_, row): (f64, usize)| {
        let account = &document.portfolio.accounts[row];
        let seat = tiers.seats[row]?;
        Some(EdgeRow {
            account: account.id.clone(),
            name: account.name.clone(),
            tier: document.service.tiers[seat.tier].name.clone(),
            why: why(document, seat, kept.map(|kept| kept[row]), style),
        })
    };
    found.into_iter().filter_map(row).collect()
}

fn why(document: &Document, seat: Seat, kept: Option<f64>, style: &NumberStyle) -> String {
    let near = seat.nearest.map_or(String::new(), |(tier, distance)| {
        let name = &document.service.tiers[tier].name;
        format!("{} points of priority from {name}", style.number(distance, 1))
    });
    match kept {
        Some(kept) => format!("stays in {} of drawn weights; {near}", style.share(kept)),
        None => near,
    }
}

/// The accounts among `rows` by priority with their tiers.
pub fn seats_table(
    document: &Document,
    valuation: &Valuation,
    tiers: &Tiers,
    kept: Option<&[f64]>,
    rows: &[usize],
    style: &NumberStyle,
) -> LensTable {
    let mut is_shown = vec![false; tiers.seats.len()];
    for &row in rows {
        is_shown[row] = true;
    }
    let unranked =
        (rows.iter().copied()).filter(|&row| tiers.seats[row].is_some_and(|seat| seat.priority.is_none()));
    let ranked = (tiers.ranked.iter().copied()).filter(|&row| is_shown[row]);
    let line = |row: usize| {
        let seat = tiers.seats[row]?;
        let (to, points) = match seat.nearest {
            Some((tier, distance)) => (
                document.service.tiers[tier].name.clone(),
                style.number(distance, 1),
            ),
            None => (UNKNOWN.to_owned(), UNKNOWN.to_owned()),
        };
        let stays = (kept.filter(|_| seat.priority.is_some()))
            .map_or(UNKNOWN.to_owned(), |kept| style.share(kept[row]));
        Some(LensRow {
            row: Some(row),
            cells: vec![
                document.portfolio.accounts[row].name.clone(),
                document.service.tiers[seat.tier].name.clone(),
                style.measured(
                    valuation.get(MeasureId::Priority, row),
                    MeasureId::Priority.unit(),
                ),
                stays,
                points,
                to,
            ],
        })
    };
    let headers = [
        "Account",
        "Tier",
        "Priority",
        "Stays in its tier",
        "Points to the next",
        "Which would be",
    ];
    LensTable {
        caption: "Accounts by priority and their tiers".to_owned(),
        headers: headers.map(str::to_owned).into(),
        rows: ranked.chain(unranked).filter_map(line).collect(),
    }
}
