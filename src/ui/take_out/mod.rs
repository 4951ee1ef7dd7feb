//! Taking the portfolio out: pictures, tables, the portfolio file, paper.

mod dialog;
mod files;
mod print;

pub use dialog::{TakeOutDialog, open_take_out};
pub use print::PrintView;

use leptos::prelude::GetUntracked;

use crate::report::{MapReport, MapView, Window, map};

use super::workspace::Workspace;

/// The map as it is taken out: what the person chose, of all accounts.
fn map_report(workspace: Workspace) -> MapReport {
    let view = MapView {
        window: Window::ALL,
        ..workspace.map_view.get_untracked()
    };
    workspace.with_session(|session| {
        map(
            &session.document,
            &session.valuation.output,
            &view,
            None,
            &session.style,
        )
    })
}
