//! Draws a plate on any backend, what lies over it, and as an SVG text.

use std::ops::Range;

use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::drawing::IntoDrawingArea;

use super::marks::{figure, outline};
use super::plate::{Figure, Plate, Reach, Target};
use super::svg::sized;
use super::{Area, Colour, Drawn, Pen, Theme, UNITS, Writing};

/// Room between the lines of a hatching, in CSS pixels.
const HATCH: f64 = 6.0;

/// Draws the plate on its paper.
///
/// # Errors
/// When the backend fails.
pub fn draw_plate<DB: DrawingBackend>(pen: &Pen<DB>, plate: &Plate, theme: &Theme) -> Drawn<DB> {
    let paper = Area::between((0.0, 0.0), (plate.width, plate.height));
    pen.rectangle(paper, theme.background)?;
    plate
        .figures
        .iter()
        .try_for_each(|figure| draw_figure(pen, figure, theme))
}

fn draw_figure<DB: DrawingBackend>(pen: &Pen<DB>, drawn: &Figure, theme: &Theme) -> Drawn<DB> {
    let faint = |ink: super::Ink, opacity: f64| {
        let colour = ink.colour(theme);
        colour.faint(colour.alpha * opacity)
    };
    match drawn {
        Figure::Line {
            points,
            ink,
            opacity,
            width,
            dash: None,
        } => pen.line(points, *width, faint(*ink, *opacity)),
        Figure::Line {
            points,
            ink,
            opacity,
            width,
            dash: Some(dash),
        } => points
            .windows(2)
            .try_for_each(|ends| pen.dashes(ends[0], ends[1], *dash, *width, faint(*ink, *opacity))),
        Figure::Fill { points, ink, opacity } => pen.fill(points, faint(*ink, *opacity)),
        Figure::Bar {
            area,
            ink,
            opacity,
            is_hatched,
        } => {
            pen.rectangle(*area, faint(*ink, *opacity))?;
            if *is_hatched {
                hatch(pen, *area, theme.background.faint(0.75))?;
            }
            Ok(())
        }
        Figure::Mark {
            at,
            radius,
            shape,
            ink,
            is_hollow,
        } => {
            let colour = ink.colour(theme);
            let filling = if *is_hollow {
                theme.background.faint(0.75)
            } else {
                colour.faint(theme.fill)
            };
            figure(pen, *shape, *at, *radius, filling)?;
            outline(pen, *shape, *at, *radius, theme.outline, colour)
        }
        Figure::Text {
            text,
            at,
            size,
            side,
            is_bold,
            ink,
        } => {
            let writing = Writing {
                size: *size,
                is_bold: *is_bold,
                colour: ink.colour(theme),
                side: *side,
            };
            pen.write(text, *at, writing)
        }
    }
}

/// Slanting lines across a rectangle.
fn hatch<DB: DrawingBackend>(pen: &Pen<DB>, area: Area, colour: Colour) -> Drawn<DB> {
    let (width, height) = (area.width(), area.height());
    let count = libm::floor((width + height) / HATCH).clamp(0.0, 4_000.0) as u32;
    for index in 1..=count {
        let reach = f64::from(index) * HATCH;
        let from = (
            area.left + (reach - height).max(0.0),
            area.top + reach.min(height),
        );
        let to = (area.left + reach.min(width), area.top + (reach - width).max(0.0));
        pen.line(&[from, to], 1.25, colour)?;
    }
    Ok(())
}

/// Draws what is selected, pointed at and reached by keyboard on a transparent surface of the plate's size.
///
/// # Errors
/// When the backend fails.
pub fn draw_plate_overlay<DB: DrawingBackend>(
    pen: &Pen<DB>,
    plate: &Plate,
    theme: &Theme,
    selected: &[usize],
    (hovered, focused): (Option<usize>, Option<usize>),
) -> Drawn<DB> {
    let around = |index: usize, width: f64| match plate.targets.get(index) {
        Some(target) => halo(pen, target, width, theme),
        None => Ok(()),
    };
    selected.iter().try_for_each(|&index| around(index, 2.0))?;
    if let Some(index) = hovered.or(focused) {
        // The same account elsewhere on the plate is ringed with it.
        plate
            .twins(index)
            .into_iter()
            .try_for_each(|twin| around(twin, 1.5))?;
    }
    hovered.map_or(Ok(()), |index| around(index, 1.5))?;
    focused.map_or(Ok(()), |index| around(index, 3.0))
}

fn halo<DB: DrawingBackend>(pen: &Pen<DB>, target: &Target, width: f64, theme: &Theme) -> Drawn<DB> {
    match &target.reach {
        Reach::Disc(radius) => pen.ring(target.at, radius + 3.0, width, theme.accent),
        Reach::Path(points) => pen.line(points, width + 1.5, theme.accent),
        Reach::Box(Area {
            left,
            top,
            right,
            bottom,
        }) => {
            let corners = [
                (*left, *top),
                (*right, *top),
                (*right, *bottom),
                (*left, *bottom),
                (*left, *top),
            ];
            pen.line(&corners, width, theme.accent)
        }
    }
}

/// The plate as an SVG text.
pub fn plate_svg(plate: &Plate, theme: &Theme) -> String {
    const SIDE: Range<f64> = 1.0..20_000.0;
    let side = |length: f64| libm::ceil(length).clamp(SIDE.start, SIDE.end) as u32;
    let (width, height) = (side(plate.width), side(plate.height));
    let units = (width * UNITS as u32, height * UNITS as u32);
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, units).into_drawing_area();
        // Writing into a string cannot fail.
        let drawn = draw_plate(&Pen::new(&area, &theme.font, 1.24), plate, theme);
        debug_assert!(drawn.is_ok());
        let presented = area.present();
        debug_assert!(presented.is_ok());
    }
    sized(&svg, units, (width, height))
}
