//! Draws what is uncertain in the worker, and moves the inputs of one number there.

use std::cell::RefCell;

use crate::jobs::{DrawPortfolio, Job, MoveInputs, Outcome};
use crate::measures::MeasureId;
use crate::portfolio::{Document, Shared};
use crate::robustness::Plan;
use crate::session::{Message, RobustMessage};

use super::worker::{Heard, Ticket, cancel, start};

thread_local! {
    static DRAWING: RefCell<Vec<Ticket>> = const { RefCell::new(Vec::new()) };
}

/// What came of something else than was asked.
const UNEXPECTED: &str = "The work in the background gave another answer than was asked for. Try again.";

/// Draws a portfolio and tells how it goes.
pub fn draw(job: u64, document: Shared<Document>, plan: Plan, heard: impl Fn(Message) + 'static) {
    let order = Job::Draw(DrawPortfolio { document, plan });
    let heard = move |news: RobustMessage| heard(Message::Robust(news));
    note(start(order, None, move |news| {
        let result = match news {
            Heard::Progress(share) => return heard(RobustMessage::Progressed { job, share }),
            // The page works by itself then, a little at a time.
            Heard::Slowly(_) => return,
            Heard::Done(Outcome::Drawn(robustness)) => Ok(Shared::new(*robustness)),
            Heard::Done(_) => Err(UNEXPECTED.to_owned()),
            Heard::Failed(sentence) => Err(sentence),
        };
        heard(RobustMessage::Drawn { job, result });
    }));
}

/// Moves every input of one number to its ends.
pub fn move_inputs(
    job: u64,
    document: Shared<Document>,
    measure: MeasureId,
    row: usize,
    heard: impl Fn(Message) + 'static,
) {
    let order = Job::Move(MoveInputs {
        document,
        measure,
        row,
    });
    note(start(order, None, move |news| {
        let result = match news {
            Heard::Progress(_) | Heard::Slowly(_) => return,
            Heard::Done(Outcome::Moved(swings)) => Ok(swings),
            Heard::Done(_) => Err(UNEXPECTED.to_owned()),
            Heard::Failed(sentence) => Err(sentence),
        };
        heard(Message::Robust(RobustMessage::Moved { job, result }));
    }));
}

/// Stops whatever is being drawn or moved.
pub fn stop() {
    DRAWING.take().into_iter().for_each(cancel);
}

fn note(ticket: Ticket) {
    DRAWING.with_borrow_mut(|drawing| drawing.push(ticket));
}
