//! Long work that may pause: at once in tests, exports and of small portfolios, in slices on the page.
//!
//! A report over 100,000 accounts is an `async` function that says by [`pause`] where it may be interrupted. Whoever
//! wants it decides how it is done: [`at_once`] does all of it, `platform::breath::in_slices` lets the page answer in
//! between. The steps are the same, and so is every bit of what comes of them.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Accounts between two places where work may pause.
pub const ROWS: usize = 256;

/// A place where long work may pause.
#[derive(Debug, Default)]
pub struct Pause {
    is_over: bool,
}

impl Future for Pause {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if self.is_over {
            return Poll::Ready(());
        }
        self.is_over = true;
        Poll::Pending
    }
}

/// Long work may pause here.
pub fn pause() -> Pause {
    Pause::default()
}

/// Long work may pause here when another [`ROWS`] of what it counts are done.
pub async fn pause_at(n_done: usize) {
    if n_done % ROWS == ROWS - 1 {
        pause().await;
    }
}

/// Goes on with `work` to its next pause; what came of it once it is done.
pub fn step<T>(work: Pin<&mut impl Future<Output = T>>) -> Option<T> {
    match work.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(made) => Some(made),
        Poll::Pending => None,
    }
}

/// Does all of `work` without a pause.
///
/// ```
/// use both_sides::slices::{at_once, pause};
/// let work = async {
///     let one = 1;
///     pause().await;
///     one + 1
/// };
/// assert_eq!(at_once(work), 2);
/// ```
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Some(made) = step(work.as_mut()) {
            return made;
        }
    }
}

/// What is known of `items`, with pauses.
///
/// ```
/// use both_sides::slices::{at_once, known};
/// let even = known((0..5).map(|n| (n % 2 == 0).then_some(n)));
/// assert_eq!(at_once(even), [0, 2, 4]);
/// ```
pub async fn known<T>(mut items: impl Iterator<Item = Option<T>>) -> Vec<T> {
    let mut all = Vec::new();
    loop {
        let mut n_seen = 0;
        all.extend(items.by_ref().take(ROWS).inspect(|_| n_seen += 1).flatten());
        if n_seen < ROWS {
            return all;
        }
        pause().await;
    }
}

/// All `items`, with pauses.
pub async fn all<T>(items: impl Iterator<Item = T>) -> Vec<T> {
    known(items.map(Some)).await
}
