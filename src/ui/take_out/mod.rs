//! Taking the portfolio out: pictures, tables, the portfolio file, paper.

mod dialog;
mod files;
mod print;

pub use dialog::{TakeOutDialog, open_take_out};
pub use files::{download_drawing, download_drawing_png};
pub use print::PrintView;

use leptos::prelude::GetUntracked;

use crate::report::{MapReport, MapView, Window, map};

use super::workspace::Workspace;

/// The map as it is seen.
fn map_seen(workspace: Workspace) -> MapReport {
    map_of(workspace, workspace.map_view.get_untracked())
}

/// The map with every account, wherever the person has zoomed to.
fn whole_map(workspace: Workspace) -> MapReport {
    let view = MapView {
        window: Window::ALL,
        ..workspace.map_view.get_untracked()
    };
    map_of(workspace, view)
}

/// The Value Map as it is defined, for the zone of each account.
fn value_map(workspace: Workspace) -> MapReport {
    map_of(workspace, MapView::default())
}

fn map_of(workspace: Workspace, view: MapView) -> MapReport {
    workspace.with_session(|session| {
        map(
            &session.document,
            &workspace.shown.get_untracked().output,
            &view,
            None,
            &session.style,
        )
    })
}
