//! Paints a scene on canvases.

use leptos::prelude::document;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::chart::{
    Crowd, Layout, Overlay, Pen, Theme, UNITS, draw_ground, draw_names, draw_overlay, draw_points, rasterise,
};
use crate::report::MapReport;

use super::widths::CanvasWidths;

/// Paints the map on `canvas` at `ratio` device pixels per CSS pixel. `None` when the browser refuses to.
pub fn paint(
    canvas: &HtmlCanvasElement,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    ratio: f64,
) -> Option<()> {
    let context = prepare(canvas, layout, ratio)?;
    let area = area(canvas)?;
    let pen = Pen::new(&area, &theme.font, 1.0);
    draw_ground(&pen, report, layout, theme, &CanvasWidths).ok()?;
    match layout.crowd {
        Crowd::Few => draw_points(&pen, report, layout, theme).ok()?,
        _ => blit(&context, report, layout, theme, ratio)?,
    }
    draw_names(&pen, report, layout, theme, &CanvasWidths).ok()
}

/// Paints hover, focus, selection and outline on a transparent canvas over the map.
pub fn paint_overlay(
    canvas: &HtmlCanvasElement,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    ratio: f64,
    overlay: &Overlay,
) -> Option<()> {
    let context = prepare(canvas, layout, ratio)?;
    context.clear_rect(0.0, 0.0, layout.frame.width * UNITS, layout.frame.height * UNITS);
    let area = area(canvas)?;
    let pen = Pen::new(&area, &theme.font, 1.0);
    draw_overlay(&pen, report, layout, theme, overlay, &CanvasWidths).ok()
}

/// Sizes the canvas (only when it changed: sizing clears it) and scales drawing units to device pixels.
fn prepare(canvas: &HtmlCanvasElement, layout: &Layout, ratio: f64) -> Option<CanvasRenderingContext2d> {
    let pixels = |length: f64| libm::round(length * ratio).clamp(1.0, 16_384.0) as u32;
    let (width, height) = (pixels(layout.frame.width), pixels(layout.frame.height));
    if (canvas.width(), canvas.height()) != (width, height) {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context
        .set_transform(ratio / UNITS, 0.0, 0.0, ratio / UNITS, 0.0, 0.0)
        .ok()?;
    context.set_line_join("round");
    Some(context)
}

fn area(canvas: &HtmlCanvasElement) -> Option<DrawingArea<CanvasBackend, Shift>> {
    CanvasBackend::with_canvas_object(canvas.clone()).map(IntoDrawingArea::into_drawing_area)
}

/// Thousands of marks as one picture over the ground.
fn blit(
    context: &CanvasRenderingContext2d,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    ratio: f64,
) -> Option<()> {
    let raster = rasterise(report, layout, theme, ratio);
    let (width, height) = (raster.width as u32, raster.height as u32);
    let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&raster.pixels), width, height).ok()?;
    let buffer: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    buffer.set_width(width);
    buffer.set_height(height);
    let inner: CanvasRenderingContext2d = buffer.get_context("2d").ok()??.dyn_into().ok()?;
    inner.put_image_data(&image, 0.0, 0.0).ok()?;
    context.save();
    context.reset_transform().ok()?;
    let drawn = context.draw_image_with_html_canvas_element(&buffer, 0.0, 0.0);
    context.restore();
    drawn.ok()
}
