//! The Value Map as plain values: what stands where, what is missing, and what it says in words.
//!
//! Nothing here knows pixels: places run from 0 to 1 along each [`Scale`]. `chart` lays them out.

use crate::measures::{MeasureId, Unit, Valuation};
use crate::portfolio::{Account, Document, Shared};
use crate::units::Interval;

use super::map_classes::{self, Classes};
use super::map_lens::{MapLens, MapOverlay, Overlays};
use super::map_overlay::{self, MapExtras};
use super::map_roles::HeldRoles;
use super::map_size::{SizeLegend, Sizes};
use super::map_zone::{adds_up, threshold};
use super::style::NumberStyle;
use super::{ColourBy, MapView, Notice, Scale, ScaleKind, Window, Zone, ZoneReport, map_roles, map_words};

/// A number on an axis and its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// The number.
    pub value: f64,
    /// Its place on the scale, within `0..=1`.
    pub place: f64,
    /// The places of the ends of its interval.
    pub span: Option<(f64, f64)>,
}

/// One account on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapPoint {
    /// Row of the account in the portfolio.
    pub row: usize,
    /// Name for people.
    pub name: String,
    /// Across; `None` is unknown and stands in a lane beside the map.
    pub x: Option<Placed>,
    /// Up; `None` is unknown and stands in a lane below the map.
    pub y: Option<Placed>,
    /// Area of the mark as a share of the largest; `None` is unknown, or no size is shown.
    pub area: Option<f64>,
    /// The measure shown as size is below zero: the mark carries a bar.
    pub is_below_zero: bool,
    /// Something the mark shows is unknown: it is drawn hollow.
    pub is_hollow: bool,
    /// Index into [`MapReport::classes`].
    pub class: u8,
    /// Where it stands; `None` when x or y is unknown.
    pub zone: Option<Zone>,
    /// The roles it holds, where the lens shows them.
    pub roles: HeldRoles,
}

/// A labelled place on an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Place on the scale.
    pub place: f64,
    /// What is written there.
    pub label: String,
}

/// The line that divides an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// The value.
    pub value: f64,
    /// Its place on the scale.
    pub place: f64,
    /// The value, written short.
    pub label: String,
}

/// One axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What is shown.
    pub measure: MeasureId,
    /// Name for people, with the unit where the ticks do not carry it.
    pub label: String,
    /// From values to places.
    pub scale: Scale,
    /// Ticks of the part that is seen, in rising order.
    pub ticks: Vec<Tick>,
    /// Where it divides.
    pub threshold: Threshold,
    /// Accounts whose value is unknown.
    pub unknown: usize,
    /// What a lane of such accounts is called: "not heard" or "not known".
    pub unknown_name: &'static str,
}

/// A colour and shape of the legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassReport {
    /// What it stands for.
    pub label: String,
    /// Accounts that carry it.
    pub count: usize,
    /// Index of colour and shape in the palette; `None` is the neutral one for "none" and "other".
    pub palette: Option<u8>,
}

/// The whole map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapReport {
    /// Which lens it is.
    pub lens: &'static MapLens,
    /// What is drawn over it.
    pub overlays: Overlays,
    /// The part that is seen.
    pub window: Window,
    /// Across.
    pub x: Axis,
    /// Up.
    pub y: Axis,
    /// One per account shown, in the portfolio's order.
    pub points: Shared<Vec<MapPoint>>,
    /// The four zones in the order of [`Zone::ALL`].
    pub zones: Vec<ZoneReport>,
    /// True where the zones mean what the lens calls them: it stands on axes of its own.
    pub has_named_zones: bool,
    /// Drawn over the marks.
    pub extras: Shared<MapExtras>,
    /// Accounts of which neither value is known.
    pub unknown_both: usize,
    /// What area stands for.
    pub size: Option<SizeLegend>,
    /// What colour and shape stand for, empty where nothing.
    pub colour_label: &'static str,
    /// Colours and shapes, most frequent first.
    pub classes: Vec<ClassReport>,
    /// Said when an axis has nothing to show.
    pub notices: Vec<Notice>,
    /// The map in words, one paragraph each.
    pub summary: Vec<String>,
    /// True for the fictional portfolio.
    pub is_sample: bool,
    /// True where intervals of the measures across or up are those of draws.
    pub is_drawn: bool,
    /// How this reader writes numbers.
    pub numbers: NumberStyle,
}

impl MapReport {
    /// The same map with another part of it seen.
    pub fn seen_through(&self, window: Window) -> Self {
        let mut report = self.clone();
        report.window = window;
        let numbers = &self.numbers;
        report.x.ticks = ticks(
            &self.x.scale,
            self.x.measure.unit(),
            (window.left, window.right),
            numbers,
        );
        report.y.ticks = ticks(
            &self.y.scale,
            self.y.measure.unit(),
            (window.bottom, window.top),
            numbers,
        );
        report
    }

    /// Accounts shown.
    pub fn n_points(&self) -> usize {
        self.points.len()
    }

    /// True where the portfolio's own zone names are shown, which may be edited.
    pub const fn has_own_names(&self) -> bool {
        self.has_named_zones && self.lens.has_own_names
    }

    /// True where the balance line is drawn.
    pub const fn has_balance(&self) -> bool {
        self.has_named_zones && self.overlays.has(MapOverlay::Balance)
    }

    /// The name of a zone.
    pub fn zone_name(&self, zone: Zone) -> &str {
        self.zones
            .iter()
            .find(|report| report.zone == zone)
            .map_or("", |report| report.name.as_str())
    }
}

/// The map of the accounts in `rows` (all of them where `None`).
pub fn map(
    document: &Document,
    valuation: &Valuation,
    view: &MapView,
    rows: Option<&[usize]>,
    numbers: &NumberStyle,
) -> MapReport {
    let all: Vec<usize>;
    let rows = match (rows, view.role) {
        (Some(rows), None) => rows,
        (rows, role) => {
            let rows = rows.map_or_else(
                || (0..document.portfolio.accounts.len()).collect(),
                <[usize]>::to_vec,
            );
            all = map_roles::holders(valuation, role, rows);
            &all
        }
    };
    let lens = view.lens;
    let has_one_scale = lens.has_one_scale && view.x.unit() == view.y.unit() && view.x_scale == view.y_scale;
    let other = |measure| has_one_scale.then_some(measure);
    let x = axis(
        document,
        valuation,
        (view.x, other(view.y)),
        view.x_scale,
        rows,
        numbers,
    );
    let y = axis(
        document,
        valuation,
        (view.y, other(view.x)),
        view.y_scale,
        rows,
        numbers,
    );
    let sizes = Sizes::of(valuation, view.size, rows);
    let mut points: Vec<MapPoint> = rows
        .iter()
        .filter_map(|&row| {
            Some(point(
                row,
                document.portfolio.accounts.get(row)?,
                valuation,
                (&x, &y),
                &sizes,
                lens,
            ))
        })
        .collect();
    let has_named_zones = lens.holds(view.x, view.y);
    let zones = zones(
        document,
        &points,
        (&x, &y),
        has_named_zones.then_some(lens),
        numbers,
    );
    let Classes {
        mut classes,
        of_points,
    } = map_classes::classes(document, valuation, view.colour, &points, &zones);
    let overlays = view.overlays_of();
    if overlays.has(MapOverlay::Growth) && view.colour == ColourBy::Nothing {
        // The colours are those of the levers.
        classes.iter_mut().for_each(|class| class.palette = None);
    }
    for (point, class) in points.iter_mut().zip(of_points) {
        point.class = class;
    }
    let mut report = MapReport {
        lens,
        overlays,
        extras: Shared::default(),
        window: view.window,
        unknown_both: points
            .iter()
            .filter(|point| point.x.is_none() && point.y.is_none())
            .count(),
        size: view.size.map(|measure| sizes.legend(measure, &points, numbers)),
        colour_label: map_classes::title(view.colour),
        notices: super::map_notice::notices(valuation, rows, view),
        is_sample: document.is_sample,
        is_drawn: rows
            .iter()
            .any(|&row| valuation.is_drawn(view.x, row) || valuation.is_drawn(view.y, row)),
        points: Shared::new(points),
        summary: Vec::new(),
        numbers: numbers.clone(),
        x,
        y,
        zones,
        has_named_zones,
        classes,
    }
    .seen_through(view.window);
    report.extras = Shared::new(map_overlay::extras(&report, valuation));
    report.summary = map_words::summary(&report);
    report
}

fn axis(
    document: &Document,
    valuation: &Valuation,
    (measure, other): (MeasureId, Option<MeasureId>),
    kind: ScaleKind,
    rows: &[usize],
    numbers: &NumberStyle,
) -> Axis {
    let known = |measure| {
        let column = valuation.column(measure);
        rows.iter().filter_map(move |&row| column.get(row).value)
    };
    let unknown = rows.len() - known(measure).count();
    let divides = |measure| threshold(&document.map, valuation, measure);
    let value = divides(measure);
    let natural = (measure.unit() == Unit::Index).then_some((0.0, 100.0));
    // Axes of one scale are fitted to the values of both, in the same order whichever axis it is.
    let scale = match other {
        None => Scale::fit(kind, known(measure), &[value], natural),
        Some(other) => {
            let (one, two) = (measure.min(other), measure.max(other));
            Scale::fit(
                kind,
                known(one).chain(known(two)),
                &[divides(one), divides(two)],
                natural,
            )
        }
    };
    let heard = matches!(
        measure,
        MeasureId::ValueReceived | MeasureId::RelativeValue | MeasureId::Attitude | MeasureId::Intention
    );
    Axis {
        measure,
        label: map_words::axis_label(measure),
        threshold: Threshold {
            value,
            place: scale.place(value),
            label: short(numbers, measure.unit(), value),
        },
        scale,
        ticks: Vec::new(),
        unknown,
        unknown_name: if heard { "not heard" } else { "not known" },
    }
}

fn point(
    row: usize,
    account: &Account,
    valuation: &Valuation,
    (x, y): (&Axis, &Axis),
    sizes: &Sizes,
    lens: &MapLens,
) -> MapPoint {
    let placed = |axis: &Axis| {
        let measured = valuation.get(axis.measure, row);
        let span = |interval: Interval| (axis.scale.place(interval.low), axis.scale.place(interval.high));
        measured.value.map(|value| Placed {
            value,
            place: axis.scale.place(value),
            span: measured.interval.map(span),
        })
    };
    let (placed_x, placed_y) = (placed(x), placed(y));
    let (area, is_below_zero) = sizes.area(valuation, row);
    let zone = placed_x
        .zip(placed_y)
        .map(|(across, up)| Zone::of(across.value >= x.threshold.value, up.value >= y.threshold.value));
    MapPoint {
        row,
        name: account.name.clone(),
        is_hollow: zone.is_none() || (sizes.measure.is_some() && area.is_none()),
        x: placed_x,
        y: placed_y,
        area,
        is_below_zero,
        class: 0,
        zone,
        roles: if lens.has_roles {
            HeldRoles::of(valuation, row)
        } else {
            HeldRoles::default()
        },
    }
}

fn zones(
    document: &Document,
    points: &[MapPoint],
    (x, y): (&Axis, &Axis),
    lens: Option<&MapLens>,
    numbers: &NumberStyle,
) -> Vec<ZoneReport> {
    let mut counts = [0_usize; 4];
    let mut sums = [0.0_f64; 4];
    for point in points {
        if let (Some(zone), Some(up)) = (point.zone, point.y) {
            counts[zone as usize] += 1;
            sums[zone as usize] += up.value;
        }
    }
    let total: f64 = sums.iter().sum();
    let has_shares = total > 0.0 && sums.iter().all(|sum| *sum >= 0.0);
    let unit = y.measure.unit();
    Zone::ALL
        .into_iter()
        .map(|zone| {
            let (count, sum) = (counts[zone as usize], sums[zone as usize]);
            let is_summed = adds_up(y.measure) && count > 0;
            ZoneReport {
                zone,
                name: match lens {
                    Some(lens) if lens.has_own_names => zone.name(&document.map.zones).to_owned(),
                    Some(lens) => lens.zone(zone).name.to_owned(),
                    None => map_words::plain_zone(zone, x, y),
                },
                strategy: lens.map_or("", |lens| lens.zone(zone).strategy),
                count,
                sum: if is_summed {
                    short(numbers, unit, sum)
                } else {
                    String::new()
                },
                share: if is_summed && has_shares {
                    numbers.share(sum / total)
                } else {
                    String::new()
                },
            }
        })
        .collect()
}

/// A value written short enough for an axis.
pub fn short(numbers: &NumberStyle, unit: Unit, value: f64) -> String {
    match unit {
        Unit::Money | Unit::MoneyPerYear => numbers.money_short(value),
        Unit::Years => numbers.number(value, usize::from(value != libm::trunc(value))),
        Unit::Index => numbers.number(value, usize::from((value - libm::round(value)).abs() > 0.04)),
        _ => numbers.value(value, unit),
    }
}

fn ticks(scale: &Scale, unit: Unit, (from, to): (f64, f64), numbers: &NumberStyle) -> Vec<Tick> {
    let values = scale.ticks(from, to, 7);
    let mut labels: Vec<String> = values.iter().map(|&value| short(numbers, unit, value)).collect();
    if labels.windows(2).any(|pair| pair[0] == pair[1]) {
        let step = values
            .windows(2)
            .map(|pair| pair[1] - pair[0])
            .fold(f64::INFINITY, f64::min);
        labels = values
            .iter()
            .map(|&value| exact(numbers, unit, value, step))
            .collect();
    }
    let places = values.into_iter().map(|value| scale.place(value));
    places
        .zip(labels)
        .map(|(place, label)| Tick { place, label })
        .collect()
}

/// A value with as many digits as tell it from the next tick.
fn exact(numbers: &NumberStyle, unit: Unit, value: f64, step: f64) -> String {
    let shown = if unit == Unit::Share { step * 100.0 } else { step };
    let decimals = (-libm::floor(libm::log10(shown.max(1e-9)))).clamp(0.0, 9.0) as usize;
    match unit {
        Unit::Share => format!("{}\u{202f}%", numbers.number(value * 100.0, decimals)),
        _ => numbers.number(value, decimals),
    }
}
