//! *Why is it here?*: what one account's place on the map is made of, and what would move it.

use crate::measures::{self, MeasureId, Valuation};
use crate::portfolio::Document;

use super::map::short;
use super::style::UNKNOWN;
use super::{Axis, MapPoint, MapReport, Placed, Zone, point_words};

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
    let mut crossings: Vec<(f64, String)> = [true, false]
        .into_iter()
        .filter_map(|is_across| crossing(report, point, is_across))
        .collect();
    crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
    Some(WhyReport {
        name: words.name,
        place: match point.zone {
            Some(_) => words.zone,
            None => outside(report, point),
        },
        crossings: crossings.into_iter().map(|crossing| crossing.1).collect(),
        sides: [
            side(document, valuation, report, &report.x, words.x, row),
            side(document, valuation, report, &report.y, words.y, row),
        ],
    })
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
fn crossing(report: &MapReport, point: &MapPoint, is_across: bool) -> Option<(f64, String)> {
    let (axis, placed) = if is_across {
        (&report.x, point.x?)
    } else {
        (&report.y, point.y?)
    };
    let zone = point.zone?;
    let beyond = match is_across {
        true => Zone::of(!zone.is_right(), zone.is_upper()),
        false => Zone::of(zone.is_right(), !zone.is_upper()),
    };
    let distance = (placed.value - axis.threshold.value).abs();
    let unit = axis.measure.unit();
    let written = short(&report.numbers, unit, distance);
    let name = axis.measure.label();
    let is_above = placed.value >= axis.threshold.value;
    let sentence = format!(
        "{name} is {written} {} the threshold of {}: {} that would make it {}.",
        if is_above { "above" } else { "short of" },
        axis.threshold.label,
        if is_above { "losing" } else { "gaining" },
        report.zone_name(beyond),
    );
    Some(((placed.place - axis.threshold.place).abs(), sentence))
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
