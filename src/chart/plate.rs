//! A picture of any lens: figures in CSS pixels, and targets that answer to pointer and keyboard.
//!
//! A lens makes one function from its report, a width and text widths to a [`Plate`]; the plate decides its own
//! height. Drawing on a canvas, SVG, hit testing and the keyboard's way all read the plate.

use super::hit::{Heading, ahead, by_reading};
use super::theme::Colour;
use super::{Area, Shape, Side, Theme};

/// What a figure is drawn with; the theme says which colour that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Strong text and lines.
    Text,
    /// Quiet text.
    Muted,
    /// Grid and frame.
    Hairline,
    /// The one accent.
    Accent,
    /// The paper itself: text on filled areas, gaps.
    Paper,
    /// "Other" and "none".
    Neutral,
    /// A class, in the order of the palette; always paired with a shape, a pattern or a name.
    Series(u8),
}

impl Ink {
    /// The colour in this theme.
    pub fn colour(self, theme: &Theme) -> Colour {
        match self {
            Self::Text => theme.ink,
            Self::Muted => theme.muted,
            Self::Hairline => theme.hairline,
            Self::Accent => theme.accent,
            Self::Paper => theme.background,
            Self::Neutral => theme.neutral,
            Self::Series(index) => theme.palette[usize::from(index) % theme.palette.len()],
        }
    }
}

/// One thing drawn, in CSS pixels from the upper left.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// A line through points.
    Line {
        /// The points.
        points: Vec<(f64, f64)>,
        /// Its ink.
        ink: Ink,
        /// Opacity, 0 to 1.
        opacity: f64,
        /// Width in CSS pixels.
        width: f64,
        /// Length of a dash; `None` is a whole line.
        dash: Option<f64>,
    },
    /// A filled polygon.
    Fill {
        /// Its corners.
        points: Vec<(f64, f64)>,
        /// Its ink.
        ink: Ink,
        /// Opacity, 0 to 1.
        opacity: f64,
    },
    /// A filled rectangle.
    Bar {
        /// Where.
        area: Area,
        /// Its ink.
        ink: Ink,
        /// Opacity, 0 to 1.
        opacity: f64,
        /// Crossed by slanting lines: an estimate.
        is_hatched: bool,
    },
    /// A mark.
    Mark {
        /// Its centre.
        at: (f64, f64),
        /// Radius of a circle of the same area.
        radius: f64,
        /// Its shape.
        shape: Shape,
        /// Its ink.
        ink: Ink,
        /// Something it shows is unknown.
        is_hollow: bool,
    },
    /// A text beside a point, centred on it vertically.
    Text {
        /// The text.
        text: String,
        /// The point.
        at: (f64, f64),
        /// Size in CSS pixels.
        size: f64,
        /// Which side of the point.
        side: Side,
        /// Heavy or not.
        is_bold: bool,
        /// Its ink.
        ink: Ink,
    },
}

impl Figure {
    /// A whole, opaque line.
    pub fn line(points: Vec<(f64, f64)>, width: f64, ink: Ink) -> Self {
        Self::Line {
            points,
            ink,
            opacity: 1.0,
            width,
            dash: None,
        }
    }

    /// A broken, opaque line.
    pub fn dashes(points: Vec<(f64, f64)>, width: f64, ink: Ink) -> Self {
        Self::Line {
            points,
            ink,
            opacity: 1.0,
            width,
            dash: Some(4.0),
        }
    }

    /// An opaque rectangle.
    pub const fn bar(area: Area, ink: Ink) -> Self {
        Self::Bar {
            area,
            ink,
            opacity: 1.0,
            is_hatched: false,
        }
    }

    /// A plain text.
    pub fn text(text: impl Into<String>, at: (f64, f64), size: f64, side: Side, ink: Ink) -> Self {
        Self::Text {
            text: text.into(),
            at,
            size,
            side,
            is_bold: false,
            ink,
        }
    }

    /// A heavy text.
    pub fn title(text: impl Into<String>, at: (f64, f64), size: f64, side: Side, ink: Ink) -> Self {
        Self::Text {
            text: text.into(),
            at,
            size,
            side,
            is_bold: true,
            ink,
        }
    }
}

/// Where a target is hit.
#[derive(Clone, Debug, PartialEq)]
pub enum Reach {
    /// Inside a circle of this radius.
    Disc(f64),
    /// Inside a rectangle.
    Box(Area),
    /// Along a line.
    Path(Vec<(f64, f64)>),
}

/// Something of the picture that can be pointed at, reached by keyboard, selected and opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Where it stands, for the keyboard's way and the card.
    pub at: (f64, f64),
    /// Where it is hit.
    pub reach: Reach,
    /// Rows of the portfolio it stands for: one account, all of a group, or none.
    pub rows: Vec<usize>,
    /// Its name.
    pub name: String,
    /// What its card says below the name, a line each.
    pub lines: Vec<String>,
}

impl Target {
    /// How far a point is from the target: zero inside.
    fn distance(&self, at: (f64, f64)) -> f64 {
        match &self.reach {
            Reach::Disc(radius) => (libm::hypot(self.at.0 - at.0, self.at.1 - at.1) - radius).max(0.0),
            Reach::Box(area) => {
                let across = (area.left - at.0).max(at.0 - area.right).max(0.0);
                let down = (area.top - at.1).max(at.1 - area.bottom).max(0.0);
                libm::hypot(across, down)
            }
            Reach::Path(points) => points
                .windows(2)
                .map(|ends| from_segment(at, ends[0], ends[1]))
                .fold(f64::INFINITY, f64::min),
        }
    }

    /// How much room it takes: of several under the pointer the smallest is meant.
    fn room(&self) -> f64 {
        match &self.reach {
            Reach::Disc(radius) => radius * radius,
            Reach::Box(area) => area.width() * area.height(),
            Reach::Path(_) => 0.0,
        }
    }
}

/// A whole picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plate {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// What is drawn, in this order.
    pub figures: Vec<Figure>,
    /// What answers.
    pub targets: Vec<Target>,
}

impl Plate {
    /// An empty plate of this size.
    pub const fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            figures: Vec::new(),
            targets: Vec::new(),
        }
    }

    /// The target under `at`, or the nearest within `reach` pixels; of several that cover it the smallest.
    pub fn under(&self, at: (f64, f64), reach: f64) -> Option<usize> {
        let mut best: Option<(f64, f64, usize)> = None;
        for (index, target) in self.targets.iter().enumerate() {
            let rank = (target.distance(at), target.room(), index);
            if rank.0 <= reach && best.is_none_or(|best| rank < best) {
                best = Some(rank);
            }
        }
        best.map(|best| best.2)
    }

    /// The target an arrow key leads to; `None` where nothing lies there.
    pub fn next(&self, from: usize, heading: Heading) -> Option<usize> {
        let here = self.targets.get(from)?.at;
        let others = (self.targets.iter().enumerate()).filter(|&(index, _)| index != from);
        ahead(here, others.map(|(index, target)| (index, target.at)), heading)
    }

    /// Targets in reading order.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.targets.len()).collect();
        by_reading(&mut order, |index| self.targets[index].at);
        order
    }

    /// Other targets that stand for the same rows as this one.
    pub fn twins(&self, index: usize) -> Vec<usize> {
        let rows = self.targets.get(index).map_or(&[][..], |target| &target.rows);
        (0..self.targets.len())
            .filter(|&other| other != index && !rows.is_empty() && self.targets[other].rows == rows)
            .collect()
    }

    /// Targets that stand for selected rows only, and for at least one.
    pub fn selected(&self, is_selected: impl Fn(usize) -> bool) -> Vec<usize> {
        let all =
            |target: &Target| !target.rows.is_empty() && target.rows.iter().all(|&row| is_selected(row));
        (0..self.targets.len())
            .filter(|&index| all(&self.targets[index]))
            .collect()
    }
}

/// Distance of a point from the straight line between two others.
fn from_segment(at: (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let (across, down) = (to.0 - from.0, to.1 - from.1);
    let length = across * across + down * down;
    let along = ((at.0 - from.0) * across + (at.1 - from.1) * down) / length.max(f64::MIN_POSITIVE);
    let along = along.clamp(0.0, 1.0);
    libm::hypot(from.0 + along * across - at.0, from.1 + along * down - at.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(at: (f64, f64), reach: Reach, rows: Vec<usize>) -> Target {
        Target {
            at,
            reach,
            rows,
            name: String::new(),
            lines: Vec::new(),
        }
    }

    fn plate() -> Plate {
        let cell = Area::between((0.0, 0.0), (100.0, 100.0));
        let mut plate = Plate::new(200.0, 100.0);
        plate.targets = vec![
            target((50.0, 50.0), Reach::Box(cell), vec![0, 1]),
            target((30.0, 50.0), Reach::Disc(5.0), vec![0]),
            target(
                (150.0, 50.0),
                Reach::Path(vec![(110.0, 0.0), (190.0, 100.0)]),
                vec![2],
            ),
        ];
        plate
    }

    #[test]
    fn of_several_under_the_pointer_the_smallest_is_meant() {
        assert_eq!(plate().under((31.0, 50.0), 4.0), Some(1));
        assert_eq!(plate().under((80.0, 50.0), 4.0), Some(0));
        assert_eq!(plate().under((151.0, 50.0), 4.0), Some(2));
        assert_eq!(plate().under((190.0, 10.0), 4.0), None);
    }

    #[test]
    fn arrows_lead_to_the_neighbour_and_reading_goes_from_left_to_right() {
        assert_eq!(plate().next(1, Heading::Right), Some(0));
        assert_eq!(plate().next(1, Heading::Left), None);
        assert_eq!(plate().order(), [1, 0, 2]);
    }

    #[test]
    fn the_same_account_elsewhere_is_its_twin() {
        let mut plate = plate();
        assert!(plate.twins(1).is_empty());
        plate
            .targets
            .push(target((70.0, 20.0), Reach::Disc(5.0), vec![0]));
        assert_eq!(plate.twins(1), [3]);
        assert_eq!(plate.twins(3), [1]);
    }

    #[test]
    fn a_group_is_selected_when_all_of_it_is() {
        assert_eq!(plate().selected(|row| row == 0), [1]);
        assert_eq!(plate().selected(|row| row < 2), [0, 1]);
    }
}
