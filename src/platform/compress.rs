//! Compression by the browser itself, beside the page and not in it.

use js_sys::{Array, ArrayBuffer, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// The pieces of a text as one zlib stream; `None` where the browser cannot compress.
pub async fn deflate(pieces: &Array) -> Option<Vec<u8>> {
    through("CompressionStream", &Blob::new_with_str_sequence(pieces).ok()?).await
}

async fn through(kind: &str, blob: &Blob) -> Option<Vec<u8>> {
    let transform = construct(kind, &Array::of1(&"deflate".into()))?;
    let stream = call(blob, "stream", &Array::new())?;
    let piped = call(&stream, "pipeThrough", &Array::of1(&transform))?;
    let response = construct("Response", &Array::of1(&piped))?;
    let promise: Promise = call(&response, "arrayBuffer", &Array::new())?.dyn_into().ok()?;
    let buffer: ArrayBuffer = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

fn construct(class: &str, arguments: &Array) -> Option<JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &class.into())
        .ok()?
        .dyn_into()
        .ok()?;
    Reflect::construct(&class, arguments).ok()
}

fn call(of: &JsValue, method: &str, arguments: &Array) -> Option<JsValue> {
    let method: Function = Reflect::get(of, &method.into()).ok()?.dyn_into().ok()?;
    method.apply(of, arguments).ok()
}
