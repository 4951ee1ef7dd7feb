//! What is drawn over a map, in words: of one account, of groups, of levers and roles, of who moved.

use crate::maths::sort_by;
use crate::measures::roles::Role;

use super::Zone;
use super::map::{Axis, MapPoint, MapReport, short};
use super::map_overlay::{Centre, LEVERS, lever_label};
use super::map_roles::role_word;

/// Names in a list before it is cut.
const NAMES: usize = 6;

/// What is drawn with one account, in words, a line each.
pub(super) fn point_lines(report: &MapReport, point: &MapPoint) -> Vec<String> {
    let numbers = &report.numbers;
    let mut lines = Vec::new();
    let roles = point.roles.words();
    if !roles.is_empty() {
        lines.push(format!("Roles: {roles}"));
    }
    let extras = &report.extras;
    if extras.stems.is_empty() && extras.trails.is_empty() && extras.firmness.is_empty() {
        return lines;
    }
    let Ok(index) = report.points.binary_search_by_key(&point.row, |point| point.row) else {
        return lines;
    };
    if let Some(stem) = extras.stems.get(index).copied().flatten() {
        let parts = LEVERS.iter().zip(stem.parts).filter_map(|(lever, part)| {
            Some(format!(
                "{} {}",
                lever_label(*lever).to_lowercase(),
                numbers.money_short(part?)
            ))
        });
        let parts: Vec<String> = parts.collect();
        lines.push(match parts.is_empty() {
            true => "No lever that is known would add to it".to_owned(),
            false => format!("Could add: {}", parts.join(", ")),
        });
    }
    if let Some(trail) = extras.trails.iter().find(|trail| trail.point == index) {
        let then = |axis: &Axis, value| numbers.value(value, axis.measure.unit());
        lines.push(format!(
            "{}: {} and {}",
            extras.since,
            then(&report.x, trail.values.0),
            then(&report.y, trail.values.1)
        ));
    }
    if let Some(share) = extras.firmness.get(index).copied().flatten() {
        lines.push(format!("Stays in its zone in {} of draws", numbers.share(share)));
    }
    lines
}

/// Who stood in another zone when the snapshot was taken, by where the map divides today.
pub(super) fn moved(report: &MapReport) -> Option<String> {
    let extras = &report.extras;
    let (x_line, y_line) = (report.x.threshold.value, report.y.threshold.value);
    let mut names: Vec<String> = (extras.trails.iter())
        .filter_map(|trail| {
            let point = &report.points[trail.point];
            let then = Zone::of(trail.values.0 >= x_line, trail.values.1 >= y_line);
            let now = point.zone.filter(|now| *now != then)?;
            Some(format!(
                "{} ({} to {})",
                point.name,
                report.zone_name(then),
                report.zone_name(now)
            ))
        })
        .collect();
    if extras.trails.is_empty() {
        return None;
    }
    let count = |n: usize| report.numbers.number(n as f64, 0);
    let (n_moved, n_trails) = (names.len(), extras.trails.len());
    let more = n_moved.saturating_sub(NAMES);
    names.truncate(NAMES);
    let list = match (n_moved, more) {
        (0, _) => String::new(),
        (_, 0) => format!(": {}", names.join(", ")),
        _ => format!(": {} and {} more", names.join(", "), count(more)),
    };
    Some(format!(
        "Compared with {}, {} of {} stand in another zone{list}.",
        extras.since,
        count(n_moved),
        count(n_trails)
    ))
}

/// What the levers could add to all accounts of the map.
fn lever_words(report: &MapReport) -> Option<String> {
    let stems = || report.extras.stems.iter().flatten();
    stems().next()?;
    let sums = LEVERS.into_iter().enumerate().map(|(index, lever)| {
        let sum: f64 = stems().filter_map(|stem| stem.parts[index]).sum();
        format!(
            "{} {}",
            lever_label(lever).to_lowercase(),
            report.numbers.money_short(sum)
        )
    });
    let sums: Vec<String> = sums.collect();
    Some(format!(
        "With every lever as far as it goes, these could be added: {}.",
        sums.join(", ")
    ))
}

/// How many hold each role.
fn role_words(report: &MapReport) -> Option<String> {
    report.lens.has_roles.then(|| {
        let counts = Role::ALL.into_iter().map(|role| {
            let holders = report.points.iter().filter(|point| point.roles.has(role)).count();
            format!("{} {}", role_word(role), report.numbers.number(holders as f64, 0))
        });
        let counts: Vec<String> = counts.collect();
        format!("Roles held, some by the same account: {}.", counts.join(", "))
    })
}

/// What a map says in words about what is drawn over it.
pub(super) fn words(report: &MapReport) -> Vec<String> {
    let mut said: Vec<String> = [lever_words(report), role_words(report)]
        .into_iter()
        .flatten()
        .collect();
    let scale = |axis: &Axis, place: f64| {
        let value = axis.scale.value(place);
        short(&report.numbers, axis.measure.unit(), value)
    };
    let mut centres: Vec<&Centre> = report.extras.centres.iter().collect();
    sort_by(&mut centres, |a, b| b.up[1].total_cmp(&a.up[1]));
    for centre in centres {
        said.push(format!(
            "{} ({}): half of them between {} and {} across, the middle at {}; between {} and {} up, the middle at {}.",
            centre.label,
            report.numbers.number(centre.count as f64, 0),
            scale(&report.x, centre.across[0]),
            scale(&report.x, centre.across[2]),
            scale(&report.x, centre.across[1]),
            scale(&report.y, centre.up[0]),
            scale(&report.y, centre.up[2]),
            scale(&report.y, centre.up[1]),
        ));
    }
    said
}
