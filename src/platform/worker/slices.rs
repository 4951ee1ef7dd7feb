//! Long work on the page, with pauses in which the page can answer.

use gloo_timers::future::TimeoutFuture;

use crate::platform::clock;

/// How long the page works before it pauses, in milliseconds.
const SLICE: f64 = 10.0;

/// Why a file cannot be read to its end.
pub const GONE: &str = "The browser could not read the file to its end. Pick it again.";

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
            TimeoutFuture::new(0).await;
            self.since = clock::now();
        }
    }
}
