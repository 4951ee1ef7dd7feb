//! The bridge to the Web Worker: jobs there, progress and outcomes back, one job at a time.
//!
//! ```text
//! page: start(job) ─lists→ worker: run ─share, share, …, lists→ page: heard(Progress …), heard(Done)
//! ```
//! The worker starts with the first job. It cannot hear while it works, so a job is cancelled by ending the
//! worker; the next job starts another. Every reply carries the number of its job; a late one is dropped.

use wasm_bindgen::JsCast;
use web_sys::{Blob, File};

mod bench;
mod inside;
mod on_page;
mod wire;

pub use bench::{Heard, Ticket, cancel, start};
pub use inside::serve;
pub use on_page::start_on_page;

/// Why `file` cannot be read to its end, and what to do.
fn gone(file: Option<&Blob>) -> String {
    let name = file
        .and_then(|file| file.dyn_ref::<File>())
        .map_or_else(|| "the file".to_owned(), File::name);
    format!(
        "The browser could not read {name} to its end: it was moved, changed or taken away meanwhile. Pick it again."
    )
}
