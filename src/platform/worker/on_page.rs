//! The same jobs on the page: small ones, and all of them where the worker cannot start.

use std::ops::Range;
use std::rc::Rc;

use web_sys::Blob;

use crate::jobs::{Job, Outcome, Step};
use crate::platform::breath::Breath;
use crate::platform::files;

use super::bench::{Ear, Heard, Order, Ticket, enlist, is_wanted, strike};
use super::gone;

/// Does a job on the page in slices. For what is small, or where the worker cannot start.
pub fn start_on_page(job: Job, file: Option<Blob>, heard: impl Fn(Heard) + 'static) -> Ticket {
    let order = enlist(job, file, Rc::new(heard));
    let ticket = order.ticket;
    do_here(order);
    ticket
}

/// Does an order here and tells how it goes, unless it is cancelled meanwhile.
pub fn do_here(order: Order) {
    wasm_bindgen_futures::spawn_local(async move {
        let Order {
            ticket,
            job,
            file,
            heard,
        } = order;
        let outcome = work(job, file.as_ref(), ticket, &heard).await;
        if strike(ticket) {
            match outcome {
                Ok(Some(outcome)) => heard(Heard::Done(outcome)),
                Ok(None) => {}
                Err(sentence) => heard(Heard::Failed(sentence)),
            }
        }
    });
}

async fn work(job: Job, file: Option<&Blob>, ticket: Ticket, heard: &Ear) -> Result<Option<Outcome>, String> {
    let mut work = job.start();
    let mut breath = Breath::new();
    while is_wanted(ticket) {
        let wanted = work.wants();
        let bytes = if wanted.is_empty() {
            Vec::new()
        } else {
            bytes_of(file, wanted).await?
        };
        if !is_wanted(ticket) {
            break;
        }
        match work.step(&bytes) {
            Step::Done(outcome) => return Ok(Some(outcome)),
            Step::Going(share) => heard(Heard::Progress(share)),
        }
        breath.take().await;
    }
    Ok(None)
}

async fn bytes_of(file: Option<&Blob>, range: Range<u64>) -> Result<Vec<u8>, String> {
    let slice = file
        .and_then(|file| {
            file.slice_with_f64_and_f64(range.start as f64, range.end as f64)
                .ok()
        })
        .ok_or_else(|| gone(file))?;
    files::bytes_of(&slice).await.map_err(|_| gone(file))
}
