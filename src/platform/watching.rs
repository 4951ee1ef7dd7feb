//! Looks in the worker whether recent behaviour has left the past.

use std::cell::Cell;

use crate::jobs::{Job, Outcome, WatchPhase};
use crate::measures::models::phase::Phase;

use super::worker::{Heard, Ticket, cancel, start, start_on_page};

thread_local! {
    static WATCHING: Cell<Option<Ticket>> = const { Cell::new(None) };
}

/// Customers up to which the page looks by itself, between two pictures.
const FEW: usize = 1_000;

/// Has a question looked into, in place of the one before; `heard` gets what was found, or a sentence why nothing was.
pub fn watch(job: WatchPhase, heard: impl Fn(Result<Phase, String>) + 'static) {
    if let Some(ticket) = WATCHING.take() {
        cancel(ticket);
    }
    let is_small = job.days.first.len() <= FEW;
    let heard = move |said| match said {
        Heard::Done(Outcome::Phase(Some(phase))) => heard(Ok(*phase)),
        Heard::Done(Outcome::Phase(None)) => heard(Err(
            "Nobody came back before the window: there is no past to hold it against.".to_owned(),
        )),
        Heard::Failed(sentence) => heard(Err(sentence)),
        Heard::Progress(_) | Heard::Done(_) | Heard::Slowly(_) => {}
    };
    let ticket = if is_small {
        start_on_page(Job::Phase(job), None, heard)
    } else {
        start(Job::Phase(job), None, heard)
    };
    WATCHING.set(Some(ticket));
}
