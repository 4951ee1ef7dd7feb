//! Names beside marks: never over each other, never over a mark, always the same for the same map.

use std::collections::BTreeSet;

use crate::report::{MapPoint, MapReport};

use super::layout::shape_of;
use super::occupancy::Occupancy;
use super::{Area, Crowd, Edge, Layout, Stand, TextWidths};

/// A name beside its mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Index of the point.
    pub point: usize,
    /// What is written; long names are cut.
    pub text: String,
    /// The room it takes.
    pub area: Area,
    /// True for a selected account.
    pub is_bold: bool,
}

/// Letters of a name before it is cut.
const LONGEST: usize = 28;
/// Names tried; the rest count as hidden.
const MOST: usize = 1_500;
/// Between a mark and its name, in pixels.
const GAP: f64 = 3.0;

/// Places as many names as fit, selected accounts first, then by size; returns how many are left out.
pub fn place_labels(
    report: &MapReport,
    layout: &Layout,
    selected: &BTreeSet<usize>,
    widths: &dyn TextWidths,
) -> (Vec<Label>, usize) {
    let mut occupancy = taken(report, layout, widths);
    let lines = lines(report, layout);
    let size = layout.frame.text;
    let mut labels = Vec::new();
    for index in candidates(report, layout, selected) {
        let point = &report.points[index];
        let text = cut(&point.name);
        let is_bold = selected.contains(&point.row);
        let (width, height) = (libm::ceil(widths.width(&text, size, is_bold)) + 1.0, size * 1.16);
        let mark = layout.marks[index];
        let ring = if report.extras.firmness.is_empty() {
            0.0
        } else {
            3.5
        };
        let reach = shape_of(report, point).reach(mark.radius) + GAP + ring;
        let places = around((mark.x, mark.y), reach, width, height);
        let mut free = places.into_iter().filter(|area| occupancy.is_free(*area));
        let first = free.next();
        let clear = first
            .filter(|area| lines.is_free(*area))
            .or_else(|| free.find(|area| lines.is_free(*area)));
        if let Some(area) = clear.or(first) {
            occupancy.take(area);
            labels.push(Label {
                point: index,
                text,
                area,
                is_bold,
            });
        }
    }
    let hidden = layout.n_drawn() - labels.len();
    (labels, hidden)
}

/// Points to be named, most important first.
fn candidates(report: &MapReport, layout: &Layout, selected: &BTreeSet<usize>) -> Vec<usize> {
    let rank = |index: u32| {
        let (point, mark): (&MapPoint, _) = (&report.points[index as usize], layout.marks[index as usize]);
        let in_lane = mark.stand != Stand::Plot;
        (!selected.contains(&point.row), in_lane, mark.radius)
    };
    let first = |a: &u32, b: &u32| {
        let (a_rank, b_rank) = (rank(*a), rank(*b));
        a_rank
            .0
            .cmp(&b_rank.0)
            .then(a_rank.1.cmp(&b_rank.1))
            .then(b_rank.2.total_cmp(&a_rank.2))
            .then(a.cmp(b))
    };
    let mut order: Vec<u32> = match layout.crowd {
        Crowd::Thousands => {
            let is_selected = |index: &&u32| selected.contains(&report.points[**index as usize].row);
            layout.order.iter().filter(is_selected).copied().collect()
        }
        _ => layout.order.clone(),
    };
    if order.len() > MOST {
        order.select_nth_unstable_by(MOST, first);
        order.truncate(MOST);
    }
    order.sort_by(first);
    order.into_iter().map(|index| index as usize).collect()
}

/// Everything names must keep off: the outside of the plot and the lanes, marks, zone names, edge counts.
fn taken(report: &MapReport, layout: &Layout, widths: &dyn TextWidths) -> Occupancy {
    let frame = layout.frame;
    let mut occupancy = Occupancy::new(frame.width, frame.height);
    let plot = layout.plot;
    let inner_left = layout.left_lane.map_or(plot.left, |lane| lane.left);
    let inner_bottom = layout.bottom_lane.map_or(plot.bottom, |lane| lane.bottom);
    let outside = [
        Area {
            left: 0.0,
            top: 0.0,
            right: frame.width,
            bottom: plot.top,
        },
        Area {
            left: 0.0,
            top: inner_bottom,
            right: frame.width,
            bottom: frame.height,
        },
        Area {
            left: 0.0,
            top: 0.0,
            right: inner_left,
            bottom: frame.height,
        },
        Area {
            left: plot.right,
            top: 0.0,
            right: frame.width,
            bottom: frame.height,
        },
    ];
    outside.into_iter().for_each(|area| occupancy.take(area));
    for name in super::zone_names(report, layout, widths) {
        occupancy.take(name.area);
    }
    for area in super::extras::taken(report, layout, widths) {
        occupancy.take(area);
    }
    for edge in Edge::ALL {
        if let Some(note) = super::edge_note(report, layout, edge, widths) {
            occupancy.take(note.area);
        }
    }
    if layout.crowd != Crowd::Thousands {
        for &index in &layout.order {
            let mark = layout.marks[index as usize];
            let shape = shape_of(report, &report.points[index as usize]);
            occupancy.take_disc((mark.x, mark.y), shape.reach(mark.radius));
        }
    }
    occupancy
}

/// Lines names rather keep off: thresholds and whiskers.
fn lines(report: &MapReport, layout: &Layout) -> Occupancy {
    let mut lines = Occupancy::new(layout.frame.width, layout.frame.height);
    let plot = layout.plot;
    if let Some(x) = layout.threshold_x {
        lines.take(Area {
            left: x - 2.0,
            right: x + 2.0,
            top: 0.0,
            bottom: layout.frame.height,
        });
    }
    if let Some(y) = layout.threshold_y {
        lines.take(Area {
            top: y - 2.0,
            bottom: y + 2.0,
            left: 0.0,
            right: layout.frame.width,
        });
    }
    for area in super::extras::line_areas(report, layout) {
        lines.take(area);
    }
    if !super::marks::shows_whiskers(layout) {
        return lines;
    }
    for &index in &layout.order {
        let (point, mark) = (&report.points[index as usize], layout.marks[index as usize]);
        if let Some((low, high)) = point.x.and_then(|across| across.span) {
            let [left, right] =
                [low, high].map(|place| layout.x_of(report, place).clamp(plot.left, plot.right));
            lines.take(Area {
                left,
                right,
                top: mark.y - 1.0,
                bottom: mark.y + 1.0,
            });
        }
        if let Some((low, high)) = point.y.and_then(|up| up.span) {
            let [bottom, top] =
                [low, high].map(|place| layout.y_of(report, place).clamp(plot.top, plot.bottom));
            lines.take(Area {
                top,
                bottom,
                left: mark.x - 1.0,
                right: mark.x + 1.0,
            });
        }
    }
    lines
}

/// The eight places around a mark, best first: right, left, above, below, then the corners.
fn around((x, y): (f64, f64), reach: f64, width: f64, height: f64) -> [Area; 8] {
    let at = |left: f64, top: f64| Area {
        left,
        top,
        right: left + width,
        bottom: top + height,
    };
    let corner = reach * 0.72;
    let (middle, above, below) = (y - height / 2.0, y - reach - height, y + reach);
    [
        at(x + reach, middle),
        at(x - reach - width, middle),
        at(x - width / 2.0, above),
        at(x - width / 2.0, below),
        at(x + corner, y - corner - height),
        at(x + corner, y + corner),
        at(x - corner - width, y - corner - height),
        at(x - corner - width, y + corner),
    ]
}

/// A name short enough for the map, without line breaks.
pub(super) fn cut(name: &str) -> String {
    let mut letters = name
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter });
    let mut text: String = letters.by_ref().take(LONGEST).collect();
    if letters.next().is_some() {
        text.pop();
        text.truncate(text.trim_end().len());
        text.push('…');
    }
    text
}
