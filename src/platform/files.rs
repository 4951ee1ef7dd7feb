//! Files and the clipboard, outwards.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, ClipboardItem, HtmlAnchorElement, Url};

/// How long the address of a download stays good, in milliseconds.
const DOWNLOAD_LASTS: u32 = 60_000;

/// Hands the person a file. False when the browser refuses.
pub fn download(name: &str, kind: &str, bytes: &[u8]) -> bool {
    blob(kind, bytes).and_then(|blob| offer(name, &blob)).is_some()
}

/// Bytes as a file in memory.
pub fn blob(kind: &str, bytes: &[u8]) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &options).ok()
}

fn offer(name: &str, blob: &Blob) -> Option<()> {
    let address = Url::create_object_url_with_blob(blob).ok()?;
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    gloo_timers::callback::Timeout::new(DOWNLOAD_LASTS, move || {
        // The file has been taken by then; an address that is already gone needs nothing.
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Some(())
}

/// Puts a picture on the clipboard. `png` may still be on its way: the browser wants to be asked at the click.
///
/// # Errors
/// A sentence when the browser does not allow it.
pub async fn copy_picture(png: Promise) -> Result<(), &'static str> {
    const REFUSED: &str = "This browser does not let the page copy a picture. Download it as PNG instead.";
    let items = Object::new();
    Reflect::set(&items, &"image/png".into(), &png).map_err(|_| REFUSED)?;
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
    let clipboard = clipboard
        .filter(|clipboard| !clipboard.is_undefined())
        .ok_or(REFUSED)?;
    let item = ClipboardItem::new_with_record_from_str_to_blob_promise(&items).map_err(|_| REFUSED)?;
    JsFuture::from(clipboard.write(&Array::of1(&item)))
        .await
        .map_err(|_| REFUSED)?;
    Ok(())
}

/// The bytes of a file in memory.
///
/// # Errors
/// What the browser says.
pub async fn bytes_of(blob: &Blob) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(blob.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
