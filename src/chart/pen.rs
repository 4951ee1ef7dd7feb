//! A pen over any plotters backend that draws in CSS pixels with eighths of a pixel between them.
//!
//! Plotters' coordinates are whole numbers. The pen multiplies everything by [`UNITS`]; whoever owns the
//! surface scales it back: an SVG through its view box, a canvas through its transform.

use plotters::coord::{CoordTranslate, Shift};
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, Rect};
use plotters::element::{CoordMapper, Drawable, PointCollection};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, RGBAColor, ShapeStyle, TextStyle};
use plotters_backend::{BackendCoord, DrawingBackend, DrawingErrorKind};

use super::{Area, Colour};

/// Drawing units per CSS pixel.
pub const UNITS: f64 = 8.0;

/// What drawing on a backend can end with.
pub type Drawn<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// Where a text stands beside its point; it is centred on it vertically.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// To the right of the point.
    Start,
    /// Around the point.
    Middle,
    /// To the left of the point.
    End,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Writing {
    /// Size in CSS pixels.
    pub size: f64,
    /// Heavy or not.
    pub is_bold: bool,
    /// Ink.
    pub colour: Colour,
    /// Which side of the point.
    pub side: Side,
}

/// A pen over a drawing area.
pub struct Pen<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
    family: &'a str,
    /// Plotters' SVG backend divides the size of a font by 1.24, its canvas does not.
    font_factor: f64,
}

impl<'a, DB: DrawingBackend> Pen<'a, DB> {
    /// A pen writing in the font `family`.
    pub const fn new(area: &'a DrawingArea<DB, Shift>, family: &'a str, font_factor: f64) -> Self {
        Self {
            area,
            family,
            font_factor,
        }
    }

    /// A filled polygon.
    pub fn fill(&self, points: &[(f64, f64)], colour: Colour) -> Drawn<DB> {
        self.draw(Kind::Fill, points, colour, 0.0)
    }

    /// A line through the points.
    pub fn line(&self, points: &[(f64, f64)], width: f64, colour: Colour) -> Drawn<DB> {
        self.draw(Kind::Line, points, colour, width)
    }

    /// A broken line between two points.
    pub fn dashes(
        &self,
        from: (f64, f64),
        to: (f64, f64),
        dash: f64,
        width: f64,
        colour: Colour,
    ) -> Drawn<DB> {
        let (across, down) = (to.0 - from.0, to.1 - from.1);
        let length = libm::hypot(across, down);
        let count = libm::floor(length / (2.0 * dash)).clamp(0.0, 2_000.0) as u32;
        for index in 0..=count {
            let start = f64::from(index) * 2.0 * dash;
            let end = (start + dash).min(length);
            if start < end {
                let at = |along: f64| (from.0 + across * along / length, from.1 + down * along / length);
                self.line(&[at(start), at(end)], width, colour)?;
            }
        }
        Ok(())
    }

    /// A filled rectangle.
    pub fn rectangle(&self, area: Area, colour: Colour) -> Drawn<DB> {
        self.draw(
            Kind::Rectangle,
            &[(area.left, area.top), (area.right, area.bottom)],
            colour,
            0.0,
        )
    }

    /// A filled circle.
    pub fn disc(&self, at: (f64, f64), radius: f64, colour: Colour) -> Drawn<DB> {
        self.draw(Kind::Disc(units(radius).unsigned_abs()), &[at], colour, 0.0)
    }

    /// The outline of a circle.
    pub fn ring(&self, at: (f64, f64), radius: f64, width: f64, colour: Colour) -> Drawn<DB> {
        self.draw(Kind::Ring(units(radius).unsigned_abs()), &[at], colour, width)
    }

    /// A text beside a point.
    pub fn write(&self, text: &str, at: (f64, f64), writing: Writing) -> Drawn<DB> {
        let style = if writing.is_bold {
            FontStyle::Bold
        } else {
            FontStyle::Normal
        };
        let size = writing.size * UNITS * self.font_factor;
        let h_pos = match writing.side {
            Side::Start => HPos::Left,
            Side::Middle => HPos::Center,
            Side::End => HPos::Right,
        };
        let font = FontDesc::new(FontFamily::from(self.family), size, style);
        let colour = ink(writing.colour);
        let style = TextStyle::from(font)
            .color(&colour)
            .pos(Pos::new(h_pos, VPos::Center));
        self.area.draw(&Letters {
            text,
            at: [(units(at.0), units(at.1))],
            style,
        })
    }

    fn draw(&self, kind: Kind, points: &[(f64, f64)], colour: Colour, width: f64) -> Drawn<DB> {
        let points: Vec<BackendCoord> = points
            .iter()
            .map(|point| (units(point.0), units(point.1)))
            .collect();
        let stroke_width = units(width).unsigned_abs().max(1);
        let style = ShapeStyle {
            color: ink(colour),
            filled: true,
            stroke_width,
        };
        self.area.draw(&Figure { kind, points, style })
    }
}

fn units(length: f64) -> i32 {
    libm::round(length * UNITS).clamp(-4e6, 4e6) as i32
}

fn ink(colour: Colour) -> RGBAColor {
    RGBAColor(colour.red, colour.green, colour.blue, colour.alpha)
}

enum Kind {
    Fill,
    Line,
    Rectangle,
    Disc(u32),
    Ring(u32),
}

struct Figure {
    kind: Kind,
    points: Vec<BackendCoord>,
    style: ShapeStyle,
}

struct Letters<'a> {
    text: &'a str,
    at: [BackendCoord; 1],
    style: TextStyle<'a>,
}

/// Points as they are: plotters' own mapper moves what lies outside onto the edge of the surface.
struct AsTheyAre;

impl CoordMapper for AsTheyAre {
    type Output = BackendCoord;
    fn map<CT: CoordTranslate>(translate: &CT, from: &CT::From, _: &Rect) -> BackendCoord {
        translate.translate(from)
    }
}

impl<'a> PointCollection<'a, BackendCoord, AsTheyAre> for &'a Figure {
    type Point = &'a BackendCoord;
    type IntoIter = std::slice::Iter<'a, BackendCoord>;
    fn point_iter(self) -> Self::IntoIter {
        self.points.iter()
    }
}

impl<DB: DrawingBackend> Drawable<DB, AsTheyAre> for Figure {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        backend: &mut DB,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<DB::ErrorType>> {
        let colour = self.style.color;
        match self.kind {
            Kind::Fill => backend.fill_polygon(points, &colour),
            Kind::Line => backend.draw_path(points, &self.style),
            Kind::Rectangle => match points.next().zip(points.next()) {
                Some((from, to)) => backend.draw_rect(from, to, &colour, true),
                None => Ok(()),
            },
            Kind::Disc(radius) => {
                points.try_for_each(|at| backend.draw_circle(at, radius, &self.style, true))
            }
            Kind::Ring(radius) => {
                points.try_for_each(|at| backend.draw_circle(at, radius, &self.style, false))
            }
        }
    }
}

impl<'a> PointCollection<'a, BackendCoord, AsTheyAre> for &'a Letters<'a> {
    type Point = &'a BackendCoord;
    type IntoIter = std::slice::Iter<'a, BackendCoord>;
    fn point_iter(self) -> Self::IntoIter {
        self.at.iter()
    }
}

impl<DB: DrawingBackend> Drawable<DB, AsTheyAre> for Letters<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        backend: &mut DB,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<DB::ErrorType>> {
        points.try_for_each(|at| backend.draw_text(self.text, &self.style, at))
    }
}
