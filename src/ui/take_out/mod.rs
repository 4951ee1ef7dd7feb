//! Taking the portfolio out: pictures, tables, the portfolio file, paper.

mod dialog;
mod files;
mod print;

pub use dialog::{TakeOutDialog, open_take_out};
pub use files::{download_csv, download_drawing, download_drawing_png};
pub use print::{PrintView, print_page};

use std::collections::BTreeSet;

use leptos::prelude::GetUntracked;

use crate::report::{MapOverlay, MapReport, MapView, Window, map};
use crate::session::Session;

use super::workspace::Workspace;

/// The map as it is seen: of the accounts the filters let through.
fn map_seen(workspace: Workspace) -> MapReport {
    let passing = workspace.passing.get_untracked();
    let rows = passing.as_ref().map(|rows| rows.as_slice());
    map_of(workspace, workspace.map_on_screen(), rows)
}

/// The map with every account, wherever the person has zoomed to.
fn whole_map(workspace: Workspace) -> MapReport {
    let view = MapView {
        window: Window::ALL,
        ..workspace.map_on_screen()
    };
    map_of(workspace, view, None)
}

/// The Value Map as it is defined, for the zone of each account.
fn value_map(workspace: Workspace) -> MapReport {
    map_of(workspace, MapView::default(), None)
}

fn map_of(workspace: Workspace, view: MapView, rows: Option<&[usize]>) -> MapReport {
    let compared = workspace.compared.get_untracked();
    workspace.with_session(|session| {
        let document = &session.shown;
        let valuation = &workspace.shown.get_untracked().output;
        let report = map(document, valuation, &view, rows, &session.style);
        let has_ghosts = session.compared.has_ghosts();
        match compared.filter(|_| has_ghosts || report.overlays.has(MapOverlay::Trails)) {
            Some(snapshot) => report.since(document, &snapshot, &selected_rows(session)),
            None => report,
        }
    })
}

/// Rows of the selected accounts.
fn selected_rows(session: &Session) -> BTreeSet<usize> {
    let accounts = session.shown.portfolio.accounts.iter().enumerate();
    let is_selected = |id| session.selection.accounts.contains(id);
    accounts
        .filter(|(_, account)| is_selected(&account.id))
        .map(|(row, _)| row)
        .collect()
}
