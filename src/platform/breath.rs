//! Long work on the page, with pauses in which the page can answer.

use std::future::Future;
use std::pin::pin;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

use crate::slices::step;

use super::clock;

/// How long the page works before it pauses, in milliseconds.
const SLICE: f64 = 10.0;

/// Lets the page answer whenever enough has been done since it last could.
pub struct Breath {
    since: f64,
}

impl Default for Breath {
    fn default() -> Self {
        Self::new()
    }
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

/// Does `work` with a pause wherever it may be interrupted and it is time; `None` once it is not `wanted` any more.
pub async fn in_slices<T>(work: impl Future<Output = T>, wanted: impl Fn() -> bool) -> Option<T> {
    let mut work = pin!(work);
    let mut breath = Breath::new();
    while wanted() {
        if let Some(made) = step(work.as_mut()) {
            return Some(made);
        }
        breath.take().await;
    }
    None
}

/// The longest wait for a drawing, in milliseconds: a page that nobody sees is not drawn.
const UNSEEN: i32 = 200;

/// Goes on once what happened is drawn.
pub async fn drawn() {
    let asked = Promise::new(&mut |resume: Function, _| {
        let asked = web_sys::window().map(|window| {
            // Without a timer the frame alone is waited for, without frames the timer.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resume, UNSEEN);
            window.request_animation_frame(&resume)
        });
        if asked.is_none() {
            // A promise that is settled twice stays as it was first.
            let _ = resume.call0(&JsValue::NULL);
        }
    });
    // This promise is never refused.
    let _ = JsFuture::from(asked).await;
    // A frame is announced before it is drawn, and who else waited for it goes first.
    pause().await;
    pause().await;
}

/// Lets the page answer now. Timers that follow each other would wait 4 ms each; a message to oneself does not,
/// and what the page has to draw is drawn before it.
pub async fn pause() {
    let resumed = Promise::new(&mut |resume: Function, _| {
        let sent = MessageChannel::new().and_then(|channel| {
            channel.port1().set_onmessage(Some(&resume));
            channel.port2().post_message(&JsValue::NULL)
        });
        if sent.is_err() {
            // A promise that is settled twice stays as it was first.
            let _ = resume.call0(&JsValue::NULL);
        }
    });
    // This promise is never refused.
    let _ = JsFuture::from(resumed).await;
}
