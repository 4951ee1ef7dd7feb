//! Long work on the page, with pauses in which the page can answer.

use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::clock;

/// How long the page works before it pauses, in milliseconds.
const SLICE: f64 = 10.0;

/// Lets the page answer whenever enough has been done since it last could.
pub struct Breath {
    since: f64,
}

impl Breath {
    /// Begins to work.
    pub fn new() -> Self {
        Self { since: clock::now() }
    }

    /// Pauses if it is time.
    pub async fn take(&mut self) {
        if clock::now() - self.since > SLICE {
            pause().await;
            self.since = clock::now();
        }
    }
}

/// Lets the page answer now.
pub async fn pause() {
    // Timers that follow each other wait 4 ms each; a browser that knows `scheduler.yield` need not.
    let Some(pausing) = yielding() else {
        return TimeoutFuture::new(0).await;
    };
    // Yielding is not refused.
    let _ = JsFuture::from(pausing).await;
}

fn yielding() -> Option<Promise> {
    let scheduler = Reflect::get(&js_sys::global(), &"scheduler".into()).ok()?;
    let yielding: Function = property(&scheduler, "yield")?;
    yielding.apply(&scheduler, &Array::new()).ok()?.dyn_into().ok()
}

fn property(of: &JsValue, name: &str) -> Option<Function> {
    of.is_object()
        .then(|| Reflect::get(of, &name.into()).ok()?.dyn_into().ok())
        .flatten()
}
