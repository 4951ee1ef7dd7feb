//! What a lens that is a map says above its picture: where to look, whom it is about, what to do there.

use crate::maths::largest_first;

use super::super::map_overlay_words::moved;
use super::super::style::NumberStyle;
use super::super::{MapLens, MapPoint, MapReport, Zone, ZoneReport};
use super::{PROFIT_AND_LIFE, VALUE_AND_REFERRALS};

/// Names written out before the rest is counted.
const NAMES: usize = 3;

/// The zone whose accounts a lens is looked at for: those a list by money or by years would get wrong.
fn looked_for(lens: &MapLens) -> Zone {
    let is_lower = lens.key == VALUE_AND_REFERRALS.key || lens.key == PROFIT_AND_LIFE.key;
    if is_lower {
        Zone::Prospective
    } else {
        Zone::Cooperative
    }
}

/// The finding; empty where nobody stands on the map, of which the map itself says why.
pub fn finding(report: &MapReport) -> String {
    let count = |n: usize| report.numbers.number(n as f64, 0);
    let n_placed: usize = report.zones.iter().map(|zone| zone.count).sum();
    let of = |zone: Zone| report.zones.iter().find(|about| about.zone == zone);
    let largest = || report.zones.iter().rev().max_by_key(|about| about.count);
    let looked_for = of(looked_for(report.lens)).filter(|_| report.has_named_zones);
    let Some(first) = looked_for.filter(|about| about.count > 0).or_else(largest) else {
        return String::new();
    };
    if first.count == 0 {
        return String::new();
    }
    let nobody = looked_for.filter(|about| about.count == 0);
    let nobody = nobody.map_or_else(String::new, |about| format!("{}: nobody. ", about.name));
    let worth = match (first.sum.as_str(), first.share.as_str()) {
        ("", _) => String::new(),
        (sum, "") => format!(", together {sum}"),
        (sum, share) => format!(", together {sum}, {share} of the total"),
    };
    let then = moved(report).map_or_else(String::new, |moved| format!(" {moved}"));
    let what = match first.strategy {
        "" => String::new(),
        strategy => format!(" {strategy}"),
    };
    format!(
        "{nobody}{}: {} of {}{worth} ({}).{what}{then}",
        first.name,
        count(first.count),
        count(n_placed),
        names(report, first, &report.numbers)
    )
}

/// The first of a zone by the side on which it is high.
fn names(report: &MapReport, about: &ZoneReport, numbers: &NumberStyle) -> String {
    let high = |point: &MapPoint| match about.zone.is_right() && !about.zone.is_upper() {
        true => point.x.map(|x| x.value),
        false => point.y.map(|y| y.value),
    };
    let members = report.points.iter().enumerate();
    let members = members.filter(|(_, point)| point.zone == Some(about.zone));
    let mut order: Vec<(usize, f64)> = members
        .map(|(index, point)| (index, high(point).unwrap_or(f64::NEG_INFINITY)))
        .collect();
    largest_first(&mut order);
    let first = order
        .iter()
        .take(NAMES)
        .map(|(index, _)| report.points[*index].name.as_str());
    let first: Vec<&str> = first.collect();
    match order.len().saturating_sub(NAMES) {
        0 => first.join(", "),
        more => format!("{} and {} more", first.join(", "), numbers.number(more as f64, 0)),
    }
}
