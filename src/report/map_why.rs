//! *Why is it here?*: what one account's place on the map is made of, and what would move it.

use crate::decisions::{self, Placement, ZoneMap};
use crate::measures::{self, MeasureId, Valuation};
use crate::portfolio::Document;

use super::map::short;
use super::style::UNKNOWN;
use super::{Axis, MapPoint, MapReport, Placed, point_words};

/// One input of a coordinate.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyTerm {
    /// What it is.
    pub label: String,
    /// Its value, written.
    pub value: String,
    /// How it came about: observed, stated, estimated … or "unknown".
    pub basis: &'static str,
    /// Where it comes from.
    pub source: String,
    /// Its size against the largest input in the same unit, −1 to 1; `None` where it is of another unit.
    pub share: Option<f64>,
    /// The measure behind it, when it can be explained further.
    pub measure: Option<MeasureId>,
}

/// One coordinate.
#[derive(Clone, Debug, PartialEq)]
pub struct WhySide {
    /// What is shown on the axis.
    pub measure: MeasureId,
    /// The value, or "not heard".
    pub value: String,
    /// How it is worked out, in words and symbols.
    pub formula: String,
    /// The formula with the actual numbers.
    pub worked: String,
    /// The inputs.
    pub terms: Vec<WhyTerm>,
    /// What is missing or assumed.
    pub notes: Vec<String>,
}

/// Everything about one account's place.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyReport {
    /// The account's name.
    pub name: String,
    /// Where it stands, in a sentence.
    pub place: String,
    /// What would carry it over the nearest threshold first, then over the other one.
    pub crossings: Vec<String>,
    /// Across and up.
    pub sides: [WhySide; 2],
}

/// Why the account in `row` stands where it does.
pub fn why(document: &Document, valuation: &Valuation, report: &MapReport, row: usize) -> Option<WhyReport> {
    let point = report.points.iter().find(|point| point.row == row)?;
    let words = point_words(report, point);
    let placement = ZoneMap::new(document, valuation, report.x.measure, report.y.measure).place(row);
    Some(WhyReport {
        name: words.name,
        place: match (point.zone, report.has_named_zones) {
            (Some(zone), true) => format!("{}: {}", words.zone, zone.strategy().to_lowercase()),
            (Some(_), false) => words.zone,
            (None, _) => outside(report, point),
        },
        crossings: match placement {
            Placement::In(placed) => crossings(report, point, &placed),
            Placement::Missing { .. } => Vec::new(),
        },
        sides: [
            side(document, valuation, report, &report.x, words.x, row),
            side(document, valuation, report, &report.y, words.y, row),
        ],
    })
}

/// The nearer threshold first.
fn crossings(report: &MapReport, point: &MapPoint, placed: &decisions::Placed) -> Vec<String> {
    let across = crossing(report, point, placed, decisions::Axis::Across);
    let up = crossing(report, point, placed, decisions::Axis::Up);
    let both = match placed.nearest {
        decisions::Axis::Across => [across, up],
        decisions::Axis::Up => [up, across],
    };
    both.into_iter().flatten().collect()
}

fn outside(report: &MapReport, point: &MapPoint) -> String {
    let unknown =
        |placed: Option<Placed>, axis: &Axis| placed.is_none().then(|| axis.measure.label().to_lowercase());
    let missing: Vec<String> = [unknown(point.x, &report.x), unknown(point.y, &report.y)]
        .into_iter()
        .flatten()
        .collect();
    format!("In no zone yet: {} unknown", missing.join(" and "))
}

/// How far it is to a threshold, and which zone lies beyond.
fn crossing(
    report: &MapReport,
    point: &MapPoint,
    placed: &decisions::Placed,
    over: decisions::Axis,
) -> Option<String> {
    let (axis, here, needed, straddles) = match over {
        decisions::Axis::Across => (&report.x, point.x?, placed.needed_across, placed.straddles_across),
        decisions::Axis::Up => (&report.y, point.y?, placed.needed_up, placed.straddles_up),
    };
    let distance = short(&report.numbers, axis.measure.unit(), needed.abs());
    let beyond = report.zone_name(placed.zone.across(over));
    let is_above = here.value >= axis.threshold.value;
    let doubt = if straddles {
        " Its interval reaches over the line, so it may well be there already."
    } else {
        ""
    };
    Some(format!(
        "{} is {distance} {} the threshold of {}: {} that would make it {beyond}.{doubt}",
        axis.measure.label(),
        if is_above { "above" } else { "short of" },
        axis.threshold.label,
        if is_above { "losing" } else { "gaining" },
    ))
}

fn side(
    document: &Document,
    valuation: &Valuation,
    report: &MapReport,
    axis: &Axis,
    value: String,
    row: usize,
) -> WhySide {
    let measure = axis.measure;
    let explained = measures::explain(document, valuation, measure, row);
    let is_same_unit = |term: &measures::Term| term.unit == measure.unit();
    let largest = explained
        .terms
        .iter()
        .filter(|term| is_same_unit(term))
        .filter_map(|term| term.value)
        .fold(0.0_f64, |largest, value| largest.max(value.abs()));
    let terms = explained.terms.iter().map(|term| WhyTerm {
        label: term.label.clone(),
        value: term.value.map_or_else(
            || UNKNOWN.to_owned(),
            |value| report.numbers.value(value, term.unit),
        ),
        basis: if term.value.is_some() {
            term.basis.word()
        } else {
            "unknown"
        },
        source: term.source.clone(),
        share: term
            .value
            .filter(|_| is_same_unit(term) && largest > 0.0)
            .map(|value| value / largest),
        measure: term.measure,
    });
    WhySide {
        measure,
        value,
        terms: terms.collect(),
        formula: explained.formula,
        worked: explained.worked,
        notes: explained.notes,
    }
}
