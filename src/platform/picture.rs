//! An SVG as PNG, drawn by the browser at any size, whatever the window's.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

use super::files;

/// The SVG `svg` of `width` × `height` CSS pixels as PNG, with `ratio` points to each of them.
///
/// # Errors
/// What the browser says: mostly that there is no memory for a picture of this size.
pub async fn png_of_svg(svg: &str, (width, height): (u32, u32), ratio: u32) -> Result<Vec<u8>, JsValue> {
    let blob = files::blob("image/svg+xml", svg.as_bytes()).ok_or("no file")?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let drawn = draw(&address, width * ratio, height * ratio).await;
    Url::revoke_object_url(&address)?;
    let canvas = drawn?;
    let png = Promise::new(&mut |resolve, reject| {
        if let Err(error) = canvas.to_blob(&resolve) {
            // The rejected promise is what is reported.
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        }
    });
    let blob: Blob = JsFuture::from(png).await?.dyn_into().map_err(|_| "no picture")?;
    files::bytes_of(&blob).await
}

async fn draw(address: &str, width: u32, height: u32) -> Result<HtmlCanvasElement, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await?;
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or("no page")?;
    let canvas: HtmlCanvasElement = document
        .create_element("canvas")?
        .dyn_into()
        .map_err(|_| "no canvas")?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d")?.ok_or("no canvas")?;
    let context: CanvasRenderingContext2d = context.dyn_into().map_err(|_| "no canvas")?;
    context.draw_image_with_html_image_element_and_dw_and_dh(
        &image,
        0.0,
        0.0,
        f64::from(width),
        f64::from(height),
    )?;
    Ok(canvas)
}
