//! The drawings of the model desk as SVG: the same code draws on the canvas.

#![allow(clippy::unwrap_used)]

use both_sides::chart::{Pen, Theme, UNITS, draw_matrix, draw_tracking};
use both_sides::report::models::{MatrixPlot, TrackingPlot};
use plotters::backend::SVGBackend;
use plotters::drawing::IntoDrawingArea;

fn drawn(draw: impl Fn(&Pen<SVGBackend>, &Theme, (f64, f64))) -> String {
    let mut svg = String::new();
    {
        let size = (600 * UNITS as u32, 270 * UNITS as u32);
        let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        let theme = Theme::light();
        draw(&Pen::new(&area, &theme.font, 1.24), &theme, (600.0, 270.0));
    }
    svg
}

#[test]
fn actual_and_model_are_drawn_apart_with_the_end_of_the_fit() {
    let plot = TrackingPlot {
        step: "week".to_owned(),
        n_fitted: 3,
        actual: vec![0.0, 5.0, 11.0, 14.0, 20.0, 22.0],
        expected: vec![1.0, 6.0, 10.0, 15.0, 19.0, 23.0],
    };
    let svg = drawn(|pen, theme, size| draw_tracking(pen, &plot, theme, size).unwrap());
    for words in [
        "actual",
        "model",
        "fitted",
        "foreseen",
        "week since the first purchase",
    ] {
        assert!(svg.contains(words), "{words}");
    }
    assert!(svg.contains("#1B2430") && svg.contains("#D55E00"), "both series");
    // Six points of what happened in one line.
    let longest = svg
        .lines()
        .filter(|line| line.contains("polyline"))
        .map(|line| line.matches(',').count())
        .max();
    assert_eq!(longest, Some(6));
}

#[test]
fn the_matrix_writes_each_number_into_its_cell_and_leaves_what_cannot_be_empty() {
    let plot = MatrixPlot {
        rows: vec!["0".to_owned(), "1".to_owned()],
        columns: vec!["0".to_owned(), "10".to_owned()],
        expected: vec![vec![Some(0.19), None], vec![None, Some(1.25)]],
        alive: vec![vec![Some(1.0), None], vec![None, Some(0.7)]],
        across: "weeks",
    };
    let svg = drawn(|pen, theme, size| draw_matrix(pen, &plot, theme, size).unwrap());
    assert!(svg.contains("0.19") && svg.contains("1.25") && svg.contains("purchases"));
    // The ground and two cells.
    assert_eq!(svg.matches("<rect").count(), 3);
    let empty = MatrixPlot {
        rows: Vec::new(),
        columns: Vec::new(),
        expected: Vec::new(),
        alive: Vec::new(),
        across: "weeks",
    };
    drawn(|pen, theme, size| draw_matrix(pen, &empty, theme, size).unwrap());
    let nothing = TrackingPlot {
        step: "week".to_owned(),
        n_fitted: 0,
        actual: Vec::new(),
        expected: Vec::new(),
    };
    drawn(|pen, theme, size| draw_tracking(pen, &nothing, theme, size).unwrap());
}
