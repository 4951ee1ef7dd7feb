//! The bridge to the Web Worker: jobs there, progress and outcomes back, one job at a time.
//!
//! ```text
//! page: start(job) ─lists→ worker: run ─share, share, …, lists→ page: heard(Progress …), heard(Done)
//! ```
//! The worker starts with the first job. It cannot hear while it works, so a job is cancelled by ending the
//! worker; the next job starts another. Every reply carries the number of its job; a late one is dropped.

mod bench;
mod inside;
mod on_page;
mod wire;

pub use bench::{Heard, Ticket, cancel, start};
pub use inside::serve;
pub use on_page::start_on_page;

/// Why a file cannot be read to its end.
const GONE: &str = "The browser could not read the file to its end. Pick it again.";
