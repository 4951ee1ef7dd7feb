//! The fictional portfolio the app opens with. Everything in it is invented: see `README.md` beside this file.

use crate::portfolio::Document;
use crate::saved::{OpenError, open};

/// The portfolio file, written by `cargo run --no-default-features --example make_sample`.
const FILE: &str = include_str!("portfolio.json");

/// The sample portfolio, marked as one.
///
/// # Errors
/// When the built-in file does not open; a test holds that it does.
pub fn sample() -> Result<Document, OpenError> {
    open(FILE)
}
