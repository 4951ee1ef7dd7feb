//! Two scenarios side by side, or one and the portfolio as it is: totals, who moved most, zones, side effects.

use std::collections::BTreeMap;

use crate::decisions::{Zone, ZoneMap};
use crate::maths::{falling, order_by, sort_by};
use crate::measures::portfolio_totals::{concentration, total};
use crate::measures::{MeasureId, Valuation};
use crate::portfolio::{AccountId, Document};
use crate::slices::{known, pause, pause_at};

use super::scenario_effects::{SideEffect, Verdict, side_effects, verdict};
use super::style::{NumberStyle, UNKNOWN};

/// Accounts listed among those that move most.
pub const MOST_MOVERS: usize = 12;

/// A scenario with its numbers.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The portfolio as it would be.
    pub document: &'a Document,
    /// Its numbers.
    pub valuation: &'a Valuation,
}

impl Side<'_> {
    /// One number of one account.
    pub(super) fn get(&self, measure: MeasureId, row: usize) -> Option<f64> {
        self.valuation.get(measure, row).value
    }

    /// Sum of a measure; `None` where it is known of nobody.
    pub(super) fn sum(&self, measure: MeasureId) -> Option<f64> {
        total(self.valuation, measure).map(|total| total.sum)
    }

    /// The sum with every account at its unfavourable end, and at its favourable one.
    fn ends(&self, measure: MeasureId) -> (f64, f64) {
        let column = self.valuation.column(measure);
        column.known().fold((0.0, 0.0), |(low, high), (row, value)| {
            let interval = column.get(row).interval;
            let (least, most) = interval.map_or((value, value), |ends| (ends.low, ends.high));
            (low + least, high + most)
        })
    }
}

/// A figure of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceRow {
    /// What is counted.
    pub label: String,
    /// In the first.
    pub before: String,
    /// In the second.
    pub after: String,
    /// Second less first, with a sign.
    pub difference: String,
    /// The difference with every account at its ends; empty where nothing is uncertain.
    pub range: String,
    /// Whether that is better for us; `None` where it says neither or nothing moved.
    pub is_better: Option<bool>,
}

/// An account in both.
#[derive(Clone, Debug, PartialEq)]
pub struct MoverRow {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Total value in the first.
    pub before: String,
    /// Total value in the second.
    pub after: String,
    /// Second less first, with a sign.
    pub difference: String,
    /// The difference as a part of the largest.
    pub part: f64,
    /// Its zone, or from where to where.
    pub zone: String,
}

/// Two scenarios side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Name of the first and of the second.
    pub names: [String; 2],
    /// Figures of the whole.
    pub totals: Vec<DifferenceRow>,
    /// Who moves most, most first.
    pub movers: Vec<MoverRow>,
    /// How many move in all.
    pub n_moved: usize,
    /// Which zones change, in words, most accounts first.
    pub zones: Vec<String>,
    /// What comes along.
    pub effects: Vec<SideEffect>,
    /// What to make of it.
    pub verdict: Verdict,
}

/// Compares `after` with `before`.
pub async fn comparison(
    names: [String; 2],
    before: Side<'_>,
    after: Side<'_>,
    style: &NumberStyle,
) -> Comparison {
    let moved = moved(before, after).await;
    pause().await;
    let effects = side_effects(before, after, style);
    pause().await;
    let gain = difference(
        before.sum(MeasureId::TotalValue),
        after.sum(MeasureId::TotalValue),
    );
    let has_moved = !moved.is_empty() || before.valuation.n_rows() != after.valuation.n_rows();
    Comparison {
        totals: totals(before, after, style),
        zones: zone_words(&moved, style),
        n_moved: moved.len(),
        movers: movers(&moved, style),
        verdict: verdict(&names, gain, has_moved, &effects, style),
        effects,
        names,
    }
}

fn difference(before: Option<f64>, after: Option<f64>) -> Option<f64> {
    Some(after? - before?)
}

/// "+1,200", "−5".
pub(super) fn signed(amount: f64, written: String) -> String {
    let bare = written.trim_start_matches(['−', '-']).to_owned();
    match amount {
        _ if amount > 0.0 => format!("+{bare}"),
        _ if amount < 0.0 => format!("−{bare}"),
        _ => bare,
    }
}

/// A name at the head of a sentence or a column.
pub fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn totals(before: Side, after: Side, style: &NumberStyle) -> Vec<DifferenceRow> {
    let mut rows = vec![count_row(before, after, style)];
    // What costs less is better.
    let measures = [
        (MeasureId::TotalValue, "Total value", true),
        (
            MeasureId::CurrentValue,
            "Customer equity (current value of all)",
            true,
        ),
        (MeasureId::RelationshipValue, "Relationship value", true),
        (MeasureId::PotentialValue, "Potential value", true),
        (MeasureId::Revenue, "Revenue a year", true),
        (MeasureId::GrossMargin, "Gross margin a year", true),
        (MeasureId::CostToServe, "Cost to serve a year", false),
        (MeasureId::Contribution, "Contribution a year", true),
    ];
    rows.extend(measures.into_iter().map(|(measure, label, is_more_better)| {
        let (then, now) = (before.sum(measure), after.sum(measure));
        let written =
            |value: Option<f64>| value.map_or_else(|| UNKNOWN.to_owned(), |value| style.money(value));
        let by = difference(then, now).filter(|by| by.abs() >= 0.5);
        DifferenceRow {
            label: label.to_owned(),
            before: written(then),
            after: written(now),
            difference: match difference(then, now) {
                Some(_) => by.map_or_else(|| style.money(0.0), |by| signed(by, style.money(by))),
                None => UNKNOWN.to_owned(),
            },
            range: by.map_or_else(String::new, |_| range(before, after, measure, style)),
            is_better: by.map(|by| (by > 0.0) == is_more_better),
        }
    }));
    rows.push(concentration_row(before, after, style));
    rows
}

/// The difference where every account of both stands at its ends.
fn range(before: Side, after: Side, measure: MeasureId, style: &NumberStyle) -> String {
    let (then, now) = (before.ends(measure), after.ends(measure));
    let (one, other) = (now.0 - then.0, now.1 - then.1);
    let (low, high) = (one.min(other), one.max(other));
    if high - low < 1.0 {
        return String::new();
    }
    format!(
        "{} to {}",
        signed(low, style.money(low)),
        signed(high, style.money(high))
    )
}

fn count_row(before: Side, after: Side, style: &NumberStyle) -> DifferenceRow {
    let (then, now) = (before.valuation.n_rows() as f64, after.valuation.n_rows() as f64);
    DifferenceRow {
        label: "Accounts".to_owned(),
        before: style.number(then, 0),
        after: style.number(now, 0),
        difference: signed(now - then, style.number(now - then, 0)),
        range: String::new(),
        is_better: None,
    }
}

fn concentration_row(before: Side, after: Side, style: &NumberStyle) -> DifferenceRow {
    let of = |side: Side| {
        let values = side.valuation.column(MeasureId::CurrentValue).known();
        concentration(values.map(|(_, value)| value)).map(|found| found.herfindahl)
    };
    let (then, now) = (of(before), of(after));
    let written =
        |value: Option<f64>| value.map_or_else(|| UNKNOWN.to_owned(), |value| style.number(value, 3));
    let by = difference(then, now);
    DifferenceRow {
        label: "Concentration of current value (HHI)".to_owned(),
        before: written(then),
        after: written(now),
        difference: by.map_or_else(
            || UNKNOWN.to_owned(),
            |by| signed(libm::round(by * 1e3), style.number(by, 3)),
        ),
        range: String::new(),
        is_better: by.filter(|by| by.abs() >= 0.0005).map(|by| by < 0.0),
    }
}

/// An account whose total value or zone differs.
#[derive(Clone, Copy)]
struct Moved<'a> {
    account: &'a AccountId,
    name: &'a str,
    values: [Option<f64>; 2],
    by: f64,
    places: [Place<'a>; 2],
}

#[derive(Clone, Copy, PartialEq)]
enum Place<'a> {
    In(Zone, &'a str),
    Nowhere,
    Gone,
}

impl Place<'_> {
    fn word(self) -> String {
        match self {
            Self::In(_, name) => name.to_owned(),
            Self::Nowhere => "no zone".to_owned(),
            Self::Gone => "let go".to_owned(),
        }
    }
}

async fn moved<'a>(before: Side<'a>, after: Side<'a>) -> Vec<Moved<'a>> {
    let (then, now) = (rows_by_id(before).await, rows_by_id(after).await);
    let maps = [before, after].map(|side| ZoneMap::value_map(side.document, side.valuation));
    let place = |at: usize, side: Side<'a>, row: Option<usize>| match row {
        None => Place::Gone,
        Some(row) => match maps[at].place(row).zone() {
            Some(zone) => Place::In(zone, zone.name(&side.document.map.zones)),
            None => Place::Nowhere,
        },
    };
    let mut all: Vec<&AccountId> = then.keys().chain(now.keys()).copied().collect();
    all.sort_unstable();
    all.dedup();
    pause().await;
    let found = all.into_iter().map(|account| {
        let rows = [then.get(account).copied(), now.get(account).copied()];
        let name = match rows {
            [Some(row), _] => &before.document.portfolio.accounts[row].name,
            [None, row] => &after.document.portfolio.accounts[row?].name,
        };
        let values = [
            rows[0].and_then(|row| before.get(MeasureId::TotalValue, row)),
            rows[1].and_then(|row| after.get(MeasureId::TotalValue, row)),
        ];
        let by = values[1].unwrap_or(0.0) - values[0].unwrap_or(0.0);
        let places = [place(0, before, rows[0]), place(1, after, rows[1])];
        let has_moved = by.abs() >= 0.5 || places[0] != places[1];
        has_moved.then_some(Moved {
            account,
            name,
            values,
            by,
            places,
        })
    });
    let moved = known(found).await;
    let order = order_by(moved.len(), &[&|place| falling(moved[place].by.abs())]).await;
    order.into_iter().map(|place| moved[place]).collect()
}

async fn rows_by_id<'a>(side: Side<'a>) -> BTreeMap<&'a AccountId, usize> {
    let mut rows = BTreeMap::new();
    for (row, account) in side.document.portfolio.accounts.iter().enumerate() {
        rows.insert(&account.id, row);
        pause_at(row).await;
    }
    rows
}

fn movers(moved: &[Moved], style: &NumberStyle) -> Vec<MoverRow> {
    let largest = moved.first().map_or(1.0, |first| first.by.abs()).max(1e-9);
    let written = |value: Option<f64>, place: Place| match (value, place) {
        (_, Place::Gone) => "let go".to_owned(),
        (Some(value), _) => style.money(value),
        (None, _) => UNKNOWN.to_owned(),
    };
    (moved.iter().take(MOST_MOVERS))
        .map(|one| MoverRow {
            account: one.account.clone(),
            name: one.name.to_owned(),
            before: written(one.values[0], one.places[0]),
            after: written(one.values[1], one.places[1]),
            difference: signed(one.by, style.money(one.by)),
            part: one.by.abs() / largest,
            zone: if one.places[0] == one.places[1] {
                one.places[0].word()
            } else {
                format!("{} → {}", one.places[0].word(), one.places[1].word())
            },
        })
        .collect()
}

/// "3 accounts go from Tactical to Cooperative: Alder, Birch and Carl."
fn zone_words(moved: &[Moved], style: &NumberStyle) -> Vec<String> {
    let mut ways: Vec<([String; 2], Vec<&str>)> = Vec::new();
    for one in moved.iter().filter(|one| one.places[0] != one.places[1]) {
        let way = one.places.map(Place::word);
        match ways.iter_mut().find(|(known, _)| *known == way) {
            Some((_, names)) => names.push(one.name),
            None => ways.push((way, vec![one.name])),
        }
    }
    sort_by(&mut ways, |a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(&b.0)));
    let sentence = |([from, to], names): ([String; 2], Vec<&str>)| {
        let n = style.number(names.len() as f64, 0);
        let (noun, verb) = if names.len() == 1 {
            ("account", "goes")
        } else {
            ("accounts", "go")
        };
        let listed = names.iter().take(4).copied().collect::<Vec<_>>().join(", ");
        let more = match names.len().saturating_sub(4) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!("{n} {noun} {verb} from {from} to {to}: {listed}{more}.")
    };
    ways.into_iter().map(sentence).collect()
}
