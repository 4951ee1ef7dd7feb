//! Where everything of the map stands, in CSS pixels: plot, lanes, marks, names.

use std::collections::BTreeSet;

use crate::report::{MapPoint, MapReport};

use super::lanes;
use super::{Area, Label, Shape, TextWidths, fan, labels};

/// The room there is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// Size of ordinary text in CSS pixels.
    pub text: f64,
    /// True where legends are drawn into the picture (exports); on screen they stand beside it.
    pub has_legend: bool,
}

/// Where a mark stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// In the plot.
    Plot,
    /// In the lane at the left: its x is unknown.
    LeftLane,
    /// In the lane at the bottom: its y is unknown.
    BottomLane,
    /// Where the lanes meet: neither is known.
    Corner,
    /// Outside the part that is seen; counted at an edge.
    Beyond(Edge),
}

/// An edge of the plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Left.
    Left,
    /// Right.
    Right,
    /// Top.
    Top,
    /// Bottom.
    Bottom,
}

impl Edge {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Top, Self::Bottom];
}

/// One mark; index as in [`MapReport::points`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Centre from the left; on the edge where the point lies beyond it.
    pub x: f64,
    /// Centre from the top.
    pub y: f64,
    /// Radius of a circle of the same area.
    pub radius: f64,
    /// Where it stands.
    pub stand: Stand,
    /// Moved aside because others stand on the very same place.
    pub is_fanned: bool,
}

/// How marks are drawn, by how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crowd {
    /// Each with shape and outline.
    Few,
    /// As plain discs in one picture.
    Many,
    /// As a density of accounts per cell.
    Thousands,
}

/// More marks than this are drawn as discs.
const FEW: usize = 2_000;
/// More marks than this become a density layer.
const MANY: usize = 20_000;

/// The whole map in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The room there was.
    pub frame: Frame,
    /// Where both values are known.
    pub plot: Area,
    /// Where x is unknown.
    pub left_lane: Option<Area>,
    /// Where y is unknown.
    pub bottom_lane: Option<Area>,
    /// Where neither is known.
    pub corner: Option<Area>,
    /// One per point.
    pub marks: Vec<Mark>,
    /// Indices of the marks that are drawn, large ones first.
    pub order: Vec<u32>,
    /// How they are drawn.
    pub crowd: Crowd,
    /// Points beyond each edge, in the order of [`Edge::ALL`].
    pub beyond: [usize; 4],
    /// Radius of the largest mark.
    pub largest: f64,
    /// Names beside marks.
    pub labels: Vec<Label>,
    /// Marks without a name beside them.
    pub n_hidden_labels: usize,
    /// Where the threshold across stands, if it is seen.
    pub threshold_x: Option<f64>,
    /// Where the threshold up stands, if it is seen.
    pub threshold_y: Option<f64>,
    /// Indices of the selected points.
    pub selected: Vec<usize>,
}

/// Lays the map out; rows in `selected` are named first.
pub fn lay_out(
    report: &MapReport,
    frame: Frame,
    selected: &BTreeSet<usize>,
    widths: &dyn TextWidths,
) -> Layout {
    let mut layout = rooms(report, frame, widths);
    layout.threshold_x = layout.seen_x(report, report.x.threshold.place);
    layout.threshold_y = layout.seen_y(report, report.y.threshold.place);
    layout.place_marks(report);
    if layout.crowd == Crowd::Few {
        fan::fan_out(&mut layout);
    }
    lanes::spread(&mut layout);
    layout.order_marks();
    layout.selected = (selected.iter())
        .filter_map(|row| report.points.binary_search_by_key(row, |point| point.row).ok())
        .collect();
    (layout.labels, layout.n_hidden_labels) = labels::place_labels(report, &layout, selected, widths);
    layout
}

/// The plot and the lanes around it.
fn rooms(report: &MapReport, frame: Frame, widths: &dyn TextWidths) -> Layout {
    let text = frame.text;
    let is_small = frame.width < 560.0;
    let ticks = report
        .y
        .ticks
        .iter()
        .map(|tick| widths.width(&tick.label, text, false));
    let tick_width = ticks.fold(widths.width(&report.y.threshold.label, text, true), f64::max);
    let lane = if is_small { 36.0 } else { 56.0 };
    let gap = 6.0;
    let left_lane_width = if report.x.unknown > 0 { lane + gap } else { 0.0 };
    let bottom_lane_height = if report.y.unknown > 0 {
        lane * 0.8 + gap
    } else {
        0.0
    };
    let mut left = tick_width.max(text * 1.5) + 10.0;
    if report.y.unknown > 0 {
        left = left.max(widths.width(report.y.unknown_name, text, false) + 10.0);
    }
    let legend = if frame.has_legend {
        super::legend::height(report, frame, widths)
    } else {
        0.0
    };
    let outer = Area {
        left,
        top: text * 2.0 + 6.0,
        right: frame.width - if is_small { 8.0 } else { 14.0 },
        bottom: frame.height - text * 3.4 - 4.0 - legend,
    };
    let plot = Area {
        left: (outer.left + left_lane_width).min(frame.width * 0.5),
        top: outer.top,
        right: outer.right.max(frame.width * 0.5 + 1.0),
        bottom: (outer.bottom - bottom_lane_height).max(outer.top + 1.0),
    };
    let left_lane = (report.x.unknown > 0).then_some(Area {
        left,
        right: plot.left - gap,
        ..plot
    });
    let bottom_lane = (report.y.unknown > 0).then_some(Area {
        top: plot.bottom + gap,
        bottom: plot.bottom + bottom_lane_height,
        ..plot
    });
    let corner = left_lane.zip(bottom_lane).map(|(side, below)| Area {
        left: side.left,
        right: side.right,
        top: below.top,
        bottom: below.bottom,
    });
    Layout {
        frame,
        plot,
        left_lane,
        bottom_lane,
        corner,
        marks: Vec::new(),
        order: Vec::new(),
        crowd: Crowd::Few,
        beyond: [0; 4],
        largest: 0.0,
        labels: Vec::new(),
        n_hidden_labels: 0,
        threshold_x: None,
        threshold_y: None,
        selected: Vec::new(),
    }
}

impl Layout {
    /// The part of the plot where marks stand: zone names have a strip above and below to themselves.
    pub fn inner(&self) -> Area {
        let strip = self.frame.text * if self.plot.height() < 330.0 { 1.6 } else { 3.0 };
        let strip = strip.min(self.plot.height() * 0.3);
        Area {
            top: self.plot.top + strip,
            bottom: self.plot.bottom - strip,
            ..self.plot
        }
    }

    /// Pixels from the left of a place on the axis across.
    pub fn x_of(&self, report: &MapReport, place: f64) -> f64 {
        let window = report.window;
        self.plot.left + (place - window.left) / (window.right - window.left) * self.plot.width()
    }

    /// Pixels from the top of a place on the axis up.
    pub fn y_of(&self, report: &MapReport, place: f64) -> f64 {
        let window = report.window;
        self.inner().bottom - (place - window.bottom) / (window.top - window.bottom) * self.inner().height()
    }

    /// The place on the axis across of a pixel: the inverse of [`Self::x_of`].
    pub fn place_across(&self, report: &MapReport, x: f64) -> f64 {
        let window = report.window;
        window.left + (x - self.plot.left) / self.plot.width() * (window.right - window.left)
    }

    /// The place on the axis up of a pixel: the inverse of [`Self::y_of`].
    pub fn place_up(&self, report: &MapReport, y: f64) -> f64 {
        let window = report.window;
        window.bottom + (self.inner().bottom - y) / self.inner().height() * (window.top - window.bottom)
    }

    fn seen_x(&self, report: &MapReport, place: f64) -> Option<f64> {
        Some(self.x_of(report, place)).filter(|x| (self.plot.left..=self.plot.right).contains(x))
    }

    fn seen_y(&self, report: &MapReport, place: f64) -> Option<f64> {
        Some(self.y_of(report, place)).filter(|y| (self.plot.top..=self.plot.bottom).contains(y))
    }

    /// Marks that are drawn one by one or in the density layer.
    pub fn n_drawn(&self) -> usize {
        self.order.len()
    }

    fn place_marks(&mut self, report: &MapReport) {
        let seen = report
            .points
            .iter()
            .filter(|point| self.stand(report, point).is_drawn())
            .count();
        self.crowd = match seen {
            count if count <= FEW => Crowd::Few,
            count if count <= MANY => Crowd::Many,
            _ => Crowd::Thousands,
        };
        let room = largest_mark(self.plot.width().min(self.plot.height()));
        let crowding = libm::pow(60.0 / seen.max(60) as f64, 0.3);
        self.largest = (room * crowding).max(2.5);
        let smallest = if self.crowd == Crowd::Few {
            3.0
        } else {
            1.5_f64.min(self.largest)
        };
        let uniform = (self.largest * 0.4).clamp(1.5, 7.0);
        let radius = |point: &MapPoint| match (point.area, report.size.is_some()) {
            (Some(area), _) => (self.largest * libm::sqrt(area)).max(smallest),
            (None, true) => smallest * 1.3,
            (None, false) => uniform,
        };
        let marks: Vec<Mark> = report
            .points
            .iter()
            .map(|point| self.mark(report, point, radius(point)))
            .collect();
        for mark in &marks {
            if let Stand::Beyond(edge) = mark.stand {
                self.beyond[edge as usize] += 1;
            }
        }
        self.marks = marks;
    }

    fn stand(&self, report: &MapReport, point: &MapPoint) -> Stand {
        let window = report.window;
        if let Some(across) = point.x {
            if across.place < window.left {
                return Stand::Beyond(Edge::Left);
            }
            if across.place > window.right {
                return Stand::Beyond(Edge::Right);
            }
        }
        if let Some(up) = point.y {
            if up.place < window.bottom {
                return Stand::Beyond(Edge::Bottom);
            }
            if up.place > window.top {
                return Stand::Beyond(Edge::Top);
            }
        }
        match (point.x, point.y) {
            (Some(_), Some(_)) => Stand::Plot,
            (None, Some(_)) => Stand::LeftLane,
            (Some(_), None) => Stand::BottomLane,
            (None, None) => Stand::Corner,
        }
    }

    fn mark(&self, report: &MapReport, point: &MapPoint, radius: f64) -> Mark {
        let stand = self.stand(report, point);
        let middle = |lane: Option<Area>| lane.unwrap_or(self.plot).centre();
        let x = match point.x {
            Some(across) => self
                .x_of(report, across.place)
                .clamp(self.plot.left, self.plot.right),
            None => middle(self.left_lane).0,
        };
        let y = match point.y {
            Some(up) if matches!(stand, Stand::Beyond(Edge::Top)) && up.place > report.window.top => {
                self.plot.top
            }
            Some(up) if matches!(stand, Stand::Beyond(Edge::Bottom)) && up.place < report.window.bottom => {
                self.plot.bottom
            }
            Some(up) => self.y_of(report, up.place).clamp(self.plot.top, self.plot.bottom),
            None => middle(self.bottom_lane).1,
        };
        Mark {
            x,
            y,
            radius,
            stand,
            is_fanned: false,
        }
    }

    fn order_marks(&mut self) {
        let marks = &self.marks;
        let mut order: Vec<u32> = (0..marks.len() as u32)
            .filter(|&index| marks[index as usize].stand.is_drawn())
            .collect();
        if self.crowd != Crowd::Thousands {
            order.sort_by(|&a, &b| marks[b as usize].radius.total_cmp(&marks[a as usize].radius));
        }
        self.order = order;
    }
}

/// Radius of the largest mark on a map this wide or high when there are few.
pub(super) fn largest_mark(side: f64) -> f64 {
    (side * 0.055).clamp(9.0, 30.0)
}

impl Stand {
    /// True where the account has a mark of its own.
    pub const fn is_drawn(self) -> bool {
        !matches!(self, Self::Beyond(_))
    }
}

/// Shape of the mark of a point.
pub(super) fn shape_of(report: &MapReport, point: &MapPoint) -> Shape {
    Shape::of(
        report
            .classes
            .get(usize::from(point.class))
            .and_then(|class| class.palette),
    )
}
