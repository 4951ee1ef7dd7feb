//! Which accounts every lens shows: those the one filter of the app lets through.

use leptos::prelude::*;

use crate::portfolio::Shared;
use crate::report::lens::rows_shown;
use crate::report::table::passing;
use crate::ui::workspace::{Workspace, workspace};

/// Keeps `Workspace::passing` for as long as the component that calls this lives.
pub fn keep_shown(workspace: Workspace) {
    let rows = Memo::new(move |_| {
        let view = workspace.table.read();
        if !view.leaves_out() {
            return None;
        }
        let document = workspace.document.read();
        let valuation = workspace.valuation.read();
        let rows = passing(&document, &valuation.output, &view);
        Some(Shared::new(
            rows.into_iter().map(|row| row as usize).collect::<Vec<_>>(),
        ))
    });
    Effect::new(move || workspace.passing.set(rows.get()));
}

/// Rows of the accounts the lenses show.
pub fn shown_rows() -> Memo<Shared<Vec<usize>>> {
    let workspace = workspace();
    Memo::new(move |_| {
        let passing = workspace.passing.read();
        let rows = passing.as_ref().map(|rows| rows.as_slice());
        Shared::new(rows_shown(
            &workspace.document.read(),
            &workspace.valuation.read().output,
            rows,
        ))
    })
}
