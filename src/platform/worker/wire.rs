//! Lists as typed arrays, which change hands without a copy.

use js_sys::{Array, Float64Array, Uint8Array, Uint32Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::jobs::{Flat, List, Malformed};

/// Kinds of reply.
pub const READY: &str = "ready";
pub const BROKEN: &str = "broken";
pub const PROGRESS: &str = "progress";
pub const DONE: &str = "done";
pub const FAILED: &str = "failed";

/// The lists as typed arrays, and the buffers that go with them.
pub fn to_arrays(flat: &Flat) -> (Array, Array) {
    let (arrays, buffers) = (Array::new(), Array::new());
    for list in &flat.lists {
        match list {
            List::Numbers(numbers) => {
                let array = Float64Array::from(numbers.as_slice());
                buffers.push(&array.buffer());
                arrays.push(&array);
            }
            List::Counts(counts) => {
                let array = Uint32Array::from(counts.as_slice());
                buffers.push(&array.buffer());
                arrays.push(&array);
            }
            List::Bytes(bytes) => {
                let array = Uint8Array::from(bytes.as_slice());
                buffers.push(&array.buffer());
                arrays.push(&array);
            }
        }
    }
    (arrays, buffers)
}

/// The lists in such arrays.
pub fn from_arrays(arrays: &JsValue) -> Result<Flat, Malformed> {
    let arrays: &Array = arrays.dyn_ref().ok_or(Malformed("message"))?;
    let lists = arrays.iter().map(|array| {
        if let Some(numbers) = array.dyn_ref::<Float64Array>() {
            Ok(List::Numbers(numbers.to_vec()))
        } else if let Some(counts) = array.dyn_ref::<Uint32Array>() {
            Ok(List::Counts(counts.to_vec()))
        } else {
            let bytes = array.dyn_ref::<Uint8Array>().ok_or(Malformed("message"))?;
            Ok(List::Bytes(bytes.to_vec()))
        }
    });
    let lists = lists.collect::<Result<_, _>>()?;
    Ok(Flat { lists })
}

/// A reply or an order: what it is about, and what goes with it.
pub fn message(number: u64, kind: &str, content: &JsValue) -> Array {
    Array::of3(
        &JsValue::from_f64(number as f64),
        &JsValue::from_str(kind),
        content,
    )
}

/// Number, kind and content of a message.
pub fn parts(data: &JsValue) -> Option<(u64, String, JsValue)> {
    let message: &Array = data.dyn_ref()?;
    let number = message.get(0).as_f64()? as u64;
    Some((number, message.get(1).as_string()?, message.get(2)))
}
