//! The map in words: axis names, one account, a summary.

use crate::maths::sort_by;
use crate::measures::{MeasureId, Unit};

use super::map::{Axis, MapPoint, MapReport, short};
use super::style::NumberStyle;
use super::{Placed, Zone};

/// Names a list in the summary holds before it says "and … more".
const NAMES: usize = 6;

/// A coordinate in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AxisWords {
    /// The value, or "not heard", "not known".
    pub value: String,
    /// "66 to 88"; empty where nothing is known about its spread.
    pub range: String,
}

impl std::fmt::Display for AxisWords {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.range.as_str() {
            "" => write!(out, "{}", self.value),
            range => write!(out, "{} ({range})", self.value),
        }
    }
}

/// One account of the map in words: for the hover card, the table and the live region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointWords {
    /// Row in the portfolio.
    pub row: usize,
    /// Name.
    pub name: String,
    /// Value across, or "not heard".
    pub x: AxisWords,
    /// Value up, or "not known".
    pub y: AxisWords,
    /// Zone name, or why there is none.
    pub zone: String,
    /// Colour class, empty where nothing.
    pub class: String,
    /// Roles it holds, empty where none or where the lens does not show them.
    pub roles: String,
    /// What else is drawn with it, a line each: roles, parts of its gap, where it came from, how firmly it stands.
    pub more: Vec<String>,
}

impl PointWords {
    /// One sentence for a screen reader.
    pub fn spoken(&self, report: &MapReport) -> String {
        let (across, up) = (report.x.measure.label(), report.y.measure.label());
        let more: String = self.more.iter().map(|line| format!(" {line}.")).collect();
        format!(
            "{}. {across}: {}. {up}: {}. {}.{more}",
            self.name, self.x, self.y, self.zone
        )
    }
}

/// One account of the map in words.
pub fn point_words(report: &MapReport, point: &MapPoint) -> PointWords {
    PointWords {
        row: point.row,
        name: point.name.clone(),
        x: axis_words(&report.x, point.x, &report.numbers),
        y: axis_words(&report.y, point.y, &report.numbers),
        zone: match point.zone {
            Some(zone) => report.zone_name(zone).to_owned(),
            None => "Outside the zones".to_owned(),
        },
        class: match report.colour_label {
            "" => String::new(),
            _ => report
                .classes
                .get(usize::from(point.class))
                .map_or_else(String::new, |class| class.label.clone()),
        },
        roles: point.roles.words(),
        more: super::map_overlay_words::point_lines(report, point),
    }
}

/// Indices of the points for a table: highest value up first, unknown last.
pub fn table_order(report: &MapReport) -> Vec<usize> {
    let height = |index: usize| report.points[index].y.map_or(f64::NEG_INFINITY, |up| up.value);
    let mut order: Vec<usize> = (0..report.n_points()).collect();
    sort_by(&mut order, |&a, &b| {
        height(b).total_cmp(&height(a)).then(a.cmp(&b))
    });
    order
}

fn axis_words(axis: &Axis, placed: Option<Placed>, numbers: &NumberStyle) -> AxisWords {
    let Some(placed) = placed else {
        return AxisWords {
            value: axis.unknown_name.to_owned(),
            range: String::new(),
        };
    };
    let unit = axis.measure.unit();
    let brief = |value: f64| match unit {
        Unit::Index => numbers.value(value, unit),
        _ => short(numbers, unit, value),
    };
    let range = placed.span.filter(|(low, high)| low < high).map(|(low, high)| {
        format!(
            "{} to {}",
            brief(axis.scale.value(low)),
            brief(axis.scale.value(high))
        )
    });
    AxisWords {
        value: numbers.value(placed.value, unit),
        range: range.unwrap_or_default(),
    }
}

/// Name of an axis with the unit where its ticks do not carry it.
pub(super) fn axis_label(measure: MeasureId) -> String {
    let label = measure.label();
    match measure.unit() {
        Unit::MoneyPerYear => format!("{label}, per year"),
        Unit::Index => format!("{label}, 0–100"),
        Unit::Years => format!("{label}, years"),
        _ => label.to_owned(),
    }
}

/// What a zone is called when the axes are not the two sides.
pub(super) fn plain_zone(zone: Zone, x: &Axis, y: &Axis) -> String {
    let (across, up) = (x.measure.label().to_lowercase(), y.measure.label().to_lowercase());
    match (zone.is_right(), zone.is_upper()) {
        (true, true) => "High on both".to_owned(),
        (false, false) => "Low on both".to_owned(),
        (true, false) => format!("High {across} only"),
        (false, true) => format!("High {up} only"),
    }
}

/// The map in paragraphs: what is shown, each zone, who is missing.
pub(super) fn summary(report: &MapReport) -> Vec<String> {
    let placed = report.points.iter().filter(|point| point.zone.is_some()).count();
    let mut paragraphs = vec![opening(report, placed)];
    if placed > 0 {
        paragraphs.extend(
            Zone::ALL
                .into_iter()
                .filter_map(|zone| zone_paragraph(report, zone)),
        );
    }
    paragraphs.extend(super::map_overlay_words::words(report));
    paragraphs.extend(missing(report));
    paragraphs.extend(report.notices.iter().map(|notice| notice.sentence.clone()));
    paragraphs
}

fn opening(report: &MapReport, placed: usize) -> String {
    let numbers = &report.numbers;
    let count = |n: usize| numbers.number(n as f64, 0);
    let (across, up) = (&report.x, &report.y);
    let n_points = report.n_points();
    if n_points == 0 {
        return "There is no account to show.".to_owned();
    }
    format!(
        "{} {}: {} runs from left to right, {} from bottom to top. {} of {} stand on the map, divided at {} and {}.",
        count(n_points),
        if n_points == 1 { "account" } else { "accounts" },
        across.measure.label().to_lowercase(),
        up.measure.label().to_lowercase(),
        count(placed),
        count(n_points),
        across.threshold.label,
        up.threshold.label,
    )
}

fn zone_paragraph(report: &MapReport, zone: Zone) -> Option<String> {
    let about = report.zones.iter().find(|about| about.zone == zone)?;
    let position = match (zone.is_right(), zone.is_upper()) {
        (true, true) => "high on both sides",
        (true, false) => "high across, low up",
        (false, true) => "low across, high up",
        (false, false) => "low on both sides",
    };
    if about.count == 0 {
        return Some(format!("{} ({position}): nobody.", about.name));
    }
    let worth = match (about.sum.as_str(), about.share.as_str()) {
        ("", _) => String::new(),
        (sum, "") => format!(", together {sum}"),
        (sum, share) => format!(", together {sum}, {share} of the total"),
    };
    Some(format!(
        "{} ({position}): {}{worth}. {}.",
        about.name,
        report.numbers.number(about.count as f64, 0),
        names(report, |point| point.zone == Some(zone))
    ))
}

fn missing(report: &MapReport) -> Vec<String> {
    let lane = |axis: &Axis, side: &str| {
        (axis.unknown > 0).then(|| {
            let is_unknown = |point: &MapPoint| match side {
                "left" => point.x.is_none(),
                _ => point.y.is_none(),
            };
            format!(
                "{} {} ({} unknown), in the lane at the {side}: {}.",
                report.numbers.number(axis.unknown as f64, 0),
                axis.unknown_name,
                axis.measure.label().to_lowercase(),
                names(report, is_unknown)
            )
        })
    };
    [lane(&report.x, "left"), lane(&report.y, "bottom")]
        .into_iter()
        .flatten()
        .collect()
}

/// The names of these points, the highest first.
fn names(report: &MapReport, belongs: impl Fn(&MapPoint) -> bool) -> String {
    let mut points: Vec<&MapPoint> = report.points.iter().filter(|point| belongs(point)).collect();
    let count = points.len();
    let height = |point: &MapPoint| point.y.map_or(f64::NEG_INFINITY, |up| up.value);
    let order = |a: &&MapPoint, b: &&MapPoint| height(b).total_cmp(&height(a)).then(a.row.cmp(&b.row));
    if count > NAMES {
        points.select_nth_unstable_by(NAMES, order);
        points.truncate(NAMES);
    }
    sort_by(&mut points, order);
    let listed: Vec<&str> = points.iter().map(|point| point.name.as_str()).collect();
    let list = listed.join(", ");
    match count.saturating_sub(NAMES) {
        0 => list,
        more => format!("{list} and {} more", report.numbers.number(more as f64, 0)),
    }
}
