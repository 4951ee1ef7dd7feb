//! Why something kept does not open, in words a person can act on.

use thiserror::Error;

/// Why a portfolio does not open. The text or file itself is never changed by trying.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OpenError {
    /// Not a portfolio of this app at all.
    #[error(
        "This is not a Both Sides portfolio. Choose a file that was downloaded from Both Sides as JSON, PNG or SVG."
    )]
    NotOurs,
    /// A picture without a portfolio inside.
    #[error("This picture holds no portfolio: it was exported without one. Open the JSON file instead.")]
    NoPortfolioInside,
    /// Written by a newer release.
    #[error(
        "This portfolio was written by a newer release of Both Sides (format {version}, this one reads up to {newest}). \
         Reload the page to get the newest release; the portfolio has been left as it is."
    )]
    TooNew {
        /// Format of the portfolio.
        version: u32,
        /// The newest format this release reads.
        newest: u32,
    },
    /// Ours, but broken.
    #[error(
        "This portfolio is damaged at {place}: {reason}. It has been left as it is; \
         open an older version of it or another copy."
    )]
    Damaged {
        /// Where.
        place: String,
        /// What is wrong there.
        reason: String,
    },
    /// More than the app takes.
    #[error("This is larger than a portfolio can be ({limit}). It has been left as it is.")]
    TooLarge {
        /// The limit in words.
        limit: &'static str,
    },
}

impl OpenError {
    /// Damage at `place`.
    pub(crate) fn damaged(place: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Damaged {
            place: place.into(),
            reason: reason.into(),
        }
    }
}
