//! Paints a scene on canvases.

use leptos::prelude::document;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::chart::{
    Crowd, Layout, Overlay, Pen, Theme, UNITS, draw_ground, draw_names, draw_overlay, draw_points, rasterise,
};
use crate::report::MapReport;
use crate::ui::lens::{drawing_area, prepare};

use super::widths::CanvasWidths;

/// Paints the map on `canvas` at `ratio` device pixels per CSS pixel. `None` when the browser refuses to.
pub fn paint(
    canvas: &HtmlCanvasElement,
    report: &MapReport,
    layout: &Layout,
    theme: &Theme,
    ratio: f64,
) -> Option<()> {
    let context = prepare(canvas, (layout.frame.width, layout.frame.height), ratio)?;
    let area = drawing_area(canvas)?;
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
    let context = prepare(canvas, (layout.frame.width, layout.frame.height), ratio)?;
    context.clear_rect(0.0, 0.0, layout.frame.width * UNITS, layout.frame.height * UNITS);
    let area = drawing_area(canvas)?;
    let pen = Pen::new(&area, &theme.font, 1.0);
    draw_overlay(&pen, report, layout, theme, overlay, &CanvasWidths).ok()
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
