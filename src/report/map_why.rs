//! *Why is it here?*: what one account's place on the map is made of, and what would move it.

use crate::decisions::{self, Placement, ZoneMap};
use crate::maths::sort_by;
use crate::measures::{self, Explanation, MeasureId, Term, Valuation};
use crate::portfolio::Document;

use super::map::short;
use super::map_words::AxisWords;
use super::style::{NumberStyle, UNKNOWN};
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
    /// Its share of all weights, written; empty where inputs are not weighted.
    pub weight: String,
    /// What it adds to the result, written; empty where that is no sum.
    pub adds: String,
    /// What it adds against the largest, −1 to 1; `None` where that is no sum.
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
    /// Where it plausibly lies; empty where nothing is known about that.
    pub range: String,
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
        place: match point.zone {
            Some(zone) => named_place(report, zone, words.zone),
            None => outside(report, point),
        },
        crossings: match placement {
            Placement::In(placed) => crossings(report, point, &placed),
            Placement::Missing { .. } => Vec::new(),
        },
        sides: [
            side(document, valuation, report, (&report.x, words.x), row),
            side(document, valuation, report, (&report.y, words.y), row),
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

/// The zone and what to do there.
fn named_place(report: &MapReport, zone: Zone, name: String) -> String {
    let strategy = report.lens.zone(zone).strategy;
    let mut letters = strategy.chars();
    match letters.next().filter(|_| report.has_named_zones) {
        Some(first) => format!("{name}: {}{}", first.to_lowercase(), letters.as_str()),
        None => name,
    }
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
    (axis, words): (&Axis, AxisWords),
    row: usize,
) -> WhySide {
    let measure = axis.measure;
    let explained = measures::explain(document, valuation, measure, row);
    WhySide {
        measure,
        value: words.value,
        range: words.range,
        terms: why_terms(&explained, &report.numbers),
        formula: explained.formula,
        worked: explained.worked,
        notes: explained.notes,
    }
}

/// The inputs with what each adds; of a weighted mean the weight is folded into its input.
fn why_terms(explained: &Explanation, numbers: &NumberStyle) -> Vec<WhyTerm> {
    let unit = explained.measure.unit();
    let weight_of = |index: usize| {
        let (term, next) = (&explained.terms[index], explained.terms.get(index + 1)?);
        (next.label == format!("importance of {}", term.label))
            .then_some(next.value)
            .flatten()
    };
    let all = 0..explained.terms.len();
    let weights: f64 = all.clone().filter_map(weight_of).sum();
    let is_weight = |index: usize| index > 0 && weight_of(index - 1).is_some();
    let mut terms: Vec<(f64, WhyTerm)> = all
        .filter(|&index| !is_weight(index))
        .map(|index| {
            let term = &explained.terms[index];
            let weight = weight_of(index)
                .filter(|_| weights > 0.0)
                .map(|weight| weight / weights);
            let adds = match weight {
                Some(weight) => term.value.map(|value| value * weight),
                None => term.value.filter(|_| term.unit == unit && weights == 0.0),
            };
            (
                adds.unwrap_or(0.0),
                why_term(term, weight, adds.filter(|_| weight.is_some()), numbers),
            )
        })
        .collect();
    let largest = terms
        .iter()
        .fold(0.0_f64, |largest, term| largest.max(term.0.abs()));
    for (adds, term) in terms.iter_mut().filter(|term| term.0 != 0.0) {
        term.share = Some(*adds / largest);
    }
    if weights > 0.0 {
        sort_by(&mut terms, |a, b| b.0.total_cmp(&a.0));
    }
    terms.into_iter().map(|term| term.1).collect()
}

fn why_term(term: &Term, weight: Option<f64>, adds: Option<f64>, numbers: &NumberStyle) -> WhyTerm {
    WhyTerm {
        label: term.label.clone(),
        value: term
            .value
            .map_or_else(|| UNKNOWN.to_owned(), |value| numbers.value(value, term.unit)),
        basis: if term.value.is_some() {
            term.basis.word()
        } else {
            "unknown"
        },
        source: term.source.clone(),
        weight: weight.map_or_else(String::new, |weight| numbers.share(weight)),
        adds: adds.map_or_else(String::new, |adds| {
            numbers.number(adds, if adds.abs() < 10.0 { 1 } else { 0 })
        }),
        share: None,
        measure: term.measure,
    }
}
