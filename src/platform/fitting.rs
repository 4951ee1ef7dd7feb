//! Fits models in the worker, and stops.

use std::cell::Cell;

use crate::jobs::{FitModel, Job, Outcome};
use crate::measures::models::{BuyingKind, Purchases};
use crate::portfolio::Shared;
use crate::session::{DeskMessage, Message, NoticeKind, SEED};

use super::worker::{Heard, Ticket, cancel, start};

thread_local! {
    static FITTING: Cell<Option<Ticket>> = const { Cell::new(None) };
}

/// Has a model fitted; answers carry `job`.
pub fn fit(job: u64, kind: BuyingKind, purchases: &Shared<Purchases>, heard: impl Fn(Message) + 'static) {
    stop();
    let order = Job::FitModel(FitModel {
        kind,
        purchases: (**purchases).clone(),
        seed: SEED,
    });
    let ticket = start(order, None, move |said| {
        let message = match said {
            Heard::Progress(share) => Message::Desk(DeskMessage::Progressed { job, share }),
            Heard::Done(Outcome::Study(study)) => Message::Desk(DeskMessage::Studied {
                job,
                study: Shared::new(*study),
            }),
            Heard::Done(_) => return,
            Heard::Failed(sentence) => Message::Desk(DeskMessage::Failed { job, sentence }),
            Heard::Slowly(sentence) => Message::Noticed(NoticeKind::Problem, sentence.to_owned()),
        };
        heard(message);
    });
    FITTING.set(Some(ticket));
}

/// Stops the fit under way, if there is one.
pub fn stop() {
    if let Some(ticket) = FITTING.take() {
        cancel(ticket);
    }
}
