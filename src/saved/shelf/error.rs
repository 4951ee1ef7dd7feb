//! Why something could not be kept on this device, in words a person can act on.

use thiserror::Error;

/// Why saving failed. What was kept before is still there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum StorageError {
    /// No room left, even without automatic versions.
    #[error(
        "The browser's storage for this page is full. Delete portfolios or versions you no longer need, \
         or download this portfolio to keep it."
    )]
    Full,
    /// The browser lets nothing be stored.
    #[error(
        "This browser lets the page store nothing (a private window, or a page inside another page). \
         Go on working, and download the portfolio to keep it."
    )]
    Blocked,
    /// What was written did not come back the same.
    #[error("What was stored could not be read back the same. Download the portfolio to keep it.")]
    NotKept,
    /// A newer release has saved it in the meantime.
    #[error(
        "A newer release of Both Sides saved this portfolio, and nothing of it was overwritten. \
         Download your changes if you need them, then reload the page."
    )]
    Newer,
    /// Somebody else has saved it in the meantime.
    #[error(
        "Another tab saved this portfolio, and nothing of it was overwritten. \
         Download your changes, or choose Take over to save yours in its place."
    )]
    ChangedElsewhere,
    /// What stands there cannot be read, so it is not replaced.
    #[error(
        "What is stored under this portfolio's name is damaged, and it was not overwritten. \
         Download your changes; the damaged text is listed under Recover."
    )]
    Damaged,
    /// Nothing is there.
    #[error(
        "It is no longer stored on this device. It may have been deleted in another tab or by the browser."
    )]
    Gone,
}
