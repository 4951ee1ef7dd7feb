//! The worker's side: takes an order, does it, replies.

use std::ops::Range;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, FileReaderSync, MessageEvent};

use crate::jobs::{Flow, Job, run};
use crate::platform::clock;

use super::wire::{DONE, FAILED, PROGRESS, READY, from_arrays, message, parts, to_arrays};

/// How often the page hears how far the work has come, in milliseconds.
const HEARTBEAT: f64 = 40.0;

/// Listens for orders as long as the worker lives.
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let here = scope.clone();
    let listener =
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| take(&here, &event.data()));
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    reply(&scope, &message(0, READY, &JsValue::NULL), &Array::new());
}

fn take(scope: &DedicatedWorkerGlobalScope, data: &JsValue) {
    let Some((number, _, content)) = parts(data) else {
        return;
    };
    match work(scope, number, content.unchecked_ref()) {
        Ok(None) => {}
        Ok(Some((arrays, buffers))) => reply(scope, &message(number, DONE, &arrays), &buffers),
        Err(sentence) => reply(scope, &message(number, FAILED, &sentence.into()), &Array::new()),
    }
}

/// Does the job in `content`: its lists, then the file if it reads one. `None` for a job that was stopped.
fn work(
    scope: &DedicatedWorkerGlobalScope,
    number: u64,
    content: &Array,
) -> Result<Option<(Array, Array)>, String> {
    let flat = from_arrays(&content.get(0)).map_err(|refusal| refusal.to_string())?;
    let job = Job::from_flat(flat).map_err(|refusal| refusal.to_string())?;
    let file: Option<Blob> = content.get(1).dyn_into().ok();
    let mut last_heard = clock::now();
    let mut heard = |share: f64| {
        let now = clock::now();
        if now - last_heard > HEARTBEAT {
            last_heard = now;
            reply(scope, &message(number, PROGRESS, &share.into()), &Array::new());
        }
        Flow::Continue
    };
    let outcome = run(job, &mut |range| bytes_of(file.as_ref(), range), &mut heard)?;
    Ok(outcome.map(|outcome| to_arrays(&outcome.to_flat())))
}

fn bytes_of(file: Option<&Blob>, range: Range<u64>) -> Result<Vec<u8>, String> {
    let read = || {
        let slice = file?
            .slice_with_f64_and_f64(range.start as f64, range.end as f64)
            .ok()?;
        let buffer = FileReaderSync::new().ok()?.read_as_array_buffer(&slice).ok()?;
        Some(Uint8Array::new(&buffer).to_vec())
    };
    read().ok_or_else(|| super::gone(file))
}

fn reply(scope: &DedicatedWorkerGlobalScope, message: &Array, buffers: &Array) {
    // Plain arrays and numbers can always be posted.
    let _ = scope.post_message_with_transfer(message, buffers);
}
