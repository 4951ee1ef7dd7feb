//! What the lenses of exchanges are compared with, out of the one choice of all lenses.

use leptos::prelude::*;

use crate::report::beside::Beside;
use crate::report::lens::rows_shown;
use crate::report::progress::ProgressReport;
use crate::report::table::passing;
use crate::ui::workspace::Workspace;

/// Hands what is compared with to `read`: the day of a snapshot, or the portfolio of a scenario with the accounts the filter
/// lets through.
pub fn with_beside<T>(workspace: Workspace, read: impl FnOnce(Option<Beside>) -> T) -> T {
    let compared = workspace.compared.get();
    let Some(snapshot) = compared else {
        return read(None);
    };
    let scenarios = workspace.scenarios.read();
    let Some(other) = scenarios.of(&snapshot.id) else {
        return read(Some(Beside::Day {
            name: &snapshot.name,
            day: snapshot.day,
        }));
    };
    let valuation = &other.valuation.output;
    let view = workspace.table.read();
    let passing = view.leaves_out().then(|| {
        let rows = passing(&other.document, valuation, &view).into_iter();
        rows.map(|row| row as usize).collect::<Vec<_>>()
    });
    read(Some(Beside::Portfolio {
        name: &snapshot.name,
        document: &other.document,
        valuation,
        rows: &rows_shown(&other.document, valuation, passing.as_deref()),
    }))
}

/// A course whose last point bears the name of the scenario that is looked through, if one is.
pub fn looked_through(workspace: Workspace, report: ProgressReport) -> ProgressReport {
    let through = workspace.scenarios.with(|scenarios| scenarios.through.clone());
    let base = workspace.base.read();
    match through.and_then(|id| base.scenario(&id).cloned()) {
        Some(scenario) => report.looked_through(&format!("Scenario {}", scenario.name)),
        None => report,
    }
}
