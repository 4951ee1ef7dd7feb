//! What can be drawn over the marks of a map: lines of equal value, centres of groups, stems of growth, trails since a
//! snapshot, and how firmly each account stands in its zone.

use std::collections::{BTreeMap, BTreeSet};

use crate::maths::Standings;
use crate::measures::potential::measure_of;
use crate::measures::{MeasureId, Unit, Valuation};
use crate::portfolio::{AccountId, Document, Lever, Snapshot};

use super::map::{Axis, MapPoint, MapReport, short};
use super::map_lens::MapOverlay;
use super::{Scale, ScaleKind, Zone, map_overlay_words};

/// A curve on which both axes together come to the same.
#[derive(Clone, Debug, PartialEq)]
pub struct EqualLine {
    /// What they come to, written at its upper end.
    pub label: String,
    /// Places it runs through.
    pub places: Vec<(f64, f64)>,
}

/// The middle of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Centre {
    /// Index into the classes of the map.
    pub class: u8,
    /// Name of the group.
    pub label: String,
    /// Members with both values known.
    pub count: usize,
    /// Places of the lower quartile, median and upper quartile across.
    pub across: [f64; 3],
    /// The same up.
    pub up: [f64; 3],
}

/// From what an account is worth to what it could be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stem {
    /// Place across.
    pub across: f64,
    /// Place up of the current value.
    pub foot: f64,
    /// Place up reached with each lever added to those before it, in the order of [`LEVERS`].
    pub steps: [f64; 5],
    /// What each lever adds; `None` where that is unknown or nothing.
    pub parts: [Option<f64>; 5],
}

impl Stem {
    /// Place in [`LEVERS`] of the lever that adds most; `None` where none adds anything.
    pub fn first_lever(&self) -> Option<usize> {
        let known = (0..5).filter_map(|lever| Some((lever, self.parts[lever].filter(|part| *part > 0.0)?)));
        known.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(lever, _)| lever)
    }
}

/// Where an account came from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trail {
    /// Index of the point.
    pub point: usize,
    /// Place across then.
    pub across: f64,
    /// Place up then.
    pub up: f64,
    /// Both values then.
    pub values: (f64, f64),
    /// True for one of the selected accounts.
    pub is_selected: bool,
}

/// Everything drawn over the marks; empty where it is not asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapExtras {
    /// Lines of equal value.
    pub equal: Vec<EqualLine>,
    /// Centres of groups.
    pub centres: Vec<Centre>,
    /// By point; `None` where current or potential value is unknown.
    pub stems: Vec<Option<Stem>>,
    /// The diagonal on which nothing is to be gained.
    pub level: Vec<(f64, f64)>,
    /// Trails since a snapshot.
    pub trails: Vec<Trail>,
    /// Name of that snapshot, empty where none is compared with.
    pub since: String,
    /// By point: share of draws in which it stays in its zone.
    pub firmness: Vec<Option<f64>>,
}

/// The levers from the foot of a stem up.
pub const LEVERS: [Lever; 5] = [
    Lever::Retention,
    Lever::ShareOfWallet,
    Lever::Breadth,
    Lever::Margin,
    Lever::CostToServe,
];

/// Name of a lever.
pub const fn lever_label(lever: Lever) -> &'static str {
    match lever {
        Lever::Retention => "Retention",
        Lever::ShareOfWallet => "Share of wallet",
        Lever::Breadth => "Breadth",
        Lever::Margin => "Price and margin",
        Lever::CostToServe => "Cost to serve",
    }
}

/// Share of draws from which an account stands firmly in its zone.
const FIRM: f64 = 0.9;
/// Members from which a group has a middle.
const FEWEST: usize = 3;
/// Places on the way along an axis.
const STEPS: usize = 96;

/// What the choices of a map ask to be drawn over it.
pub(super) fn extras(report: &MapReport, valuation: &Valuation) -> MapExtras {
    let has = |overlay| report.overlays.has(overlay);
    MapExtras {
        equal: if has(MapOverlay::EqualValue) {
            equal_lines(report)
        } else {
            Vec::new()
        },
        centres: if has(MapOverlay::Centres) {
            centres(report)
        } else {
            Vec::new()
        },
        stems: if has(MapOverlay::Growth) {
            stems(report, valuation)
        } else {
            Vec::new()
        },
        level: if has(MapOverlay::Growth) {
            curve(report, |x| x)
        } else {
            Vec::new()
        },
        ..MapExtras::default()
    }
}

impl MapReport {
    /// The same map with trails from where its accounts stood when `snapshot` was taken: those of the accounts in
    /// `selected`, or of all while none is selected.
    pub fn since(mut self, document: &Document, snapshot: &Snapshot, selected: &BTreeSet<usize>) -> Self {
        let columns = [self.x.measure, self.y.measure].map(|measure| snapshot.column(measure.key()));
        let [Some(across), Some(up)] = columns else {
            self.extras.edit().since = snapshot.name.clone();
            return self;
        };
        let then: BTreeMap<&AccountId, usize> = snapshot.accounts.iter().zip(0..).collect();
        let is_one_of = |row: &usize| selected.is_empty() || selected.contains(row);
        let trails = (self.points.iter().enumerate())
            .filter(|(_, point)| point.zone.is_some() && is_one_of(&point.row))
            .filter_map(|(index, point)| {
                let account = document.portfolio.accounts.get(point.row)?;
                let place = *then.get(&account.id)?;
                let (x, y) = (across.get(place).copied()??, up.get(place).copied()??);
                Some(Trail {
                    point: index,
                    across: self.x.scale.place(x),
                    up: self.y.scale.place(y),
                    values: (x, y),
                    is_selected: !selected.is_empty(),
                })
            })
            .collect();
        let extras = self.extras.edit();
        (extras.trails, extras.since) = (trails, snapshot.name.clone());
        self.summary.extend(map_overlay_words::moved(&self));
        self
    }

    /// The same map with how firmly each account stands in its zone: `zones` by row of the portfolio, shares of draws in
    /// the order of [`Zone::ALL`].
    pub fn with_firmness(mut self, zones: &[[f64; 4]]) -> Self {
        let share = |point: &MapPoint| {
            let at = Zone::ALL.iter().position(|zone| Some(*zone) == point.zone)?;
            Some(zones.get(point.row)?[at])
        };
        let firmness: Vec<Option<f64>> = self.points.iter().map(share).collect();
        let n_firm = firmness.iter().flatten().filter(|share| **share >= FIRM).count();
        let n_placed = firmness.iter().flatten().count();
        let count = |n: usize| self.numbers.number(n as f64, 0);
        self.summary.push(format!(
            "{} of {} accounts stay in their zone in at least {} of draws.",
            count(n_firm),
            count(n_placed),
            self.numbers.share(FIRM)
        ));
        self.extras.edit().firmness = firmness;
        self
    }
}

/// Lines on which both standings together, or both amounts together, come to the same.
fn equal_lines(report: &MapReport) -> Vec<EqualLine> {
    let is_money = |axis: &Axis| axis.measure.unit() == Unit::Money && axis.scale.kind() != ScaleKind::Rank;
    if is_money(&report.x) && is_money(&report.y) {
        equal_totals(report)
    } else {
        equal_standings(report)
    }
}

/// x + y = c for round amounts c.
fn equal_totals(report: &MapReport) -> Vec<EqualLine> {
    let totals = (report.points.iter()).filter_map(|point| Some(point.x?.value + point.y?.value));
    let scale = Scale::fit(report.y.scale.kind(), totals, &[], None);
    let line = |total: f64| EqualLine {
        label: short(&report.numbers, Unit::Money, total),
        places: curve(report, |x| total - x),
    };
    (scale.ticks(0.0, 1.0, 8).into_iter())
        .filter(|total| *total > 0.0)
        .map(line)
        .filter(|line| line.places.len() > 1)
        .collect()
}

/// Places of y = f(x) along the axis across, with neither far beyond the axis up.
fn curve(report: &MapReport, of: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
    let along = |step: usize| step as f64 / STEPS as f64;
    let place = |across: f64| (across, report.y.scale.place(of(report.x.scale.value(across))));
    (0..=STEPS)
        .map(|step| place(along(step)))
        .filter(|(_, up)| (-0.25..=1.25).contains(up))
        .collect()
}

/// The place of a standing, which is 0 at the low end of an axis, 50 at the line that divides it, 100 at its high end.
fn place_of(standing: f64, divides: f64) -> f64 {
    let divides = divides.clamp(0.001, 0.999);
    if standing <= 50.0 {
        standing / 50.0 * divides
    } else {
        divides + (standing - 50.0) / 50.0 * (1.0 - divides)
    }
}

/// Lines on which the mean of both standings is 25, 50 and 75.
fn equal_standings(report: &MapReport) -> Vec<EqualLine> {
    let (x, y) = (report.x.threshold.place, report.y.threshold.place);
    let line = |joint: f64| {
        let (low, high) = ((2.0 * joint - 100.0).max(0.0), (2.0 * joint).min(100.0));
        // A line bends only where one of the standings is 50.
        let mut across = vec![low, 50.0, 2.0 * joint - 50.0, high];
        across.retain(|standing| (low..=high).contains(standing));
        across.sort_by(f64::total_cmp);
        across.dedup();
        let places = across.into_iter();
        EqualLine {
            label: format!("joint {}", report.numbers.number(joint, 0)),
            places: places
                .map(|standing| (place_of(standing, x), place_of(2.0 * joint - standing, y)))
                .collect(),
        }
    };
    [25.0, 50.0, 75.0].map(line).into()
}

/// Medians and quartiles of every class, on both axes.
fn centres(report: &MapReport) -> Vec<Centre> {
    let quartiles = |places: Vec<f64>| {
        let ranks = Standings::new(places);
        Some([ranks.quantile(0.25)?, ranks.quantile(0.5)?, ranks.quantile(0.75)?])
    };
    let of_class = |(class, about): (usize, &super::ClassReport)| {
        let members = || {
            (report.points.iter())
                .filter(|point| usize::from(point.class) == class)
                .filter_map(|point| Some((point.x?.place, point.y?.place)))
        };
        if members().count() < FEWEST {
            return None;
        }
        Some(Centre {
            class: class as u8,
            label: about.label.clone(),
            count: members().count(),
            across: quartiles(members().map(|place| place.0).collect())?,
            up: quartiles(members().map(|place| place.1).collect())?,
        })
    };
    report.classes.iter().enumerate().filter_map(of_class).collect()
}

fn stems(report: &MapReport, valuation: &Valuation) -> Vec<Option<Stem>> {
    let is_growth =
        report.x.measure == MeasureId::CurrentValue && report.y.measure == MeasureId::PotentialValue;
    let of = |point: &MapPoint| {
        let (x, _) = point.x.zip(point.y).filter(|_| is_growth)?;
        let parts = LEVERS.map(|lever| {
            valuation
                .get(measure_of(lever), point.row)
                .value
                .filter(|part| *part != 0.0)
        });
        let mut reached = x.value;
        let steps = parts.map(|part| {
            reached += part.unwrap_or_default();
            report.y.scale.place(reached)
        });
        Some(Stem {
            across: x.place,
            foot: report.y.scale.place(x.value),
            steps,
            parts,
        })
    };
    report.points.iter().map(of).collect()
}
