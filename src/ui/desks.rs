//! What the page does for bringing data in, fitting and drawing. It belongs to a late part of the app: the first view
//! needs none of it.

use web_sys::File;

use crate::platform::{drawing, fitting, incoming};
use crate::session::{AtDesk, Effect, at_a_desk};

use super::Workspace;

/// The functions of the part. Whoever wants one asks [`Workspace::with_desks`].
#[derive(Clone, Copy)]
pub struct Desks {
    /// Handles messages for a desk.
    pub update: AtDesk,
    /// Carries out effects that take a file or the worker.
    pub perform: fn(Workspace, Effect),
    /// Takes files in.
    pub take_files: fn(Workspace, Vec<File>),
    /// Takes in a table that was pasted.
    pub take_text: fn(Workspace, &str),
}

/// Hands the functions over; the late part begins here.
pub fn desks((): ()) -> Desks {
    Desks {
        update: at_a_desk,
        perform,
        take_files: |workspace, files| incoming::arrive(files, move |message| workspace.send(message)),
        take_text: |workspace, text| incoming::arrive_as_text(text, move |message| workspace.send(message)),
    }
}

fn perform(workspace: Workspace, effect: Effect) {
    let answer = move |message| workspace.send(message);
    match effect {
        Effect::File(request) => incoming::perform(request, answer),
        Effect::Fit { job, kind, purchases } => fitting::fit(job, kind, &purchases, answer),
        Effect::StopFit => fitting::stop(),
        Effect::Draw { job, document, plan } => drawing::draw(job, document, plan, answer),
        Effect::MoveInputs {
            job,
            document,
            measure,
            row,
        } => drawing::move_inputs(job, document, measure, row, answer),
        Effect::StopDrawing => drawing::stop(),
        // All others are carried out by the first view.
        _ => {}
    }
}
