//! Plotters draws on a real canvas.

use plotters::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

#[wasm_bindgen_test]
fn a_disc_paints_its_middle_and_leaves_the_corner() {
    let canvas = canvas(100, 80);
    let area = CanvasBackend::with_canvas_object(canvas.clone())
        .expect("a backend")
        .into_drawing_area();
    area.draw(&Circle::new((50, 40), 20, BLUE.filled()))
        .expect("drawn");
    area.present().expect("presented");
    assert_eq!(pixel(&canvas, 50, 40), [0, 0, 255, 255]);
    assert_eq!(pixel(&canvas, 2, 2), [0, 0, 0, 0]);
}

pub fn canvas(width: u32, height: u32) -> HtmlCanvasElement {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .expect("a document");
    let canvas: HtmlCanvasElement = document
        .create_element("canvas")
        .expect("a canvas")
        .unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    document
        .body()
        .expect("a body")
        .append_child(&canvas)
        .expect("attached");
    canvas
}

pub fn pixel(canvas: &HtmlCanvasElement, x: i32, y: i32) -> [u8; 4] {
    let context = canvas
        .get_context("2d")
        .expect("a context")
        .expect("two dimensions");
    let context: CanvasRenderingContext2d = context.unchecked_into();
    let data = context
        .get_image_data(x.into(), y.into(), 1.0, 1.0)
        .expect("pixels")
        .data();
    [data[0], data[1], data[2], data[3]]
}
