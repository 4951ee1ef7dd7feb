//! What is kept: the portfolio file, the text in local storage, and what is hidden in exported pictures.
//!
//! The only room that knows `serde`. Everything read here is hostile until it has been checked: sizes are
//! bounded, ids unique, numbers finite and within the range of their unit. What does not open is left alone.

mod columns;
mod envelope;
mod error;
mod migrate;
pub mod packed;
pub mod picture;
mod place;
pub mod shelf;
mod v1;

pub use envelope::{MAGIC, MAX_TEXT_BYTES, Pieces, VERSION, open, open_bytes, write};
pub use error::OpenError;
