//! What is kept on this device: portfolios, their versions, recovery and reset.

mod banner;
mod list;
mod page;
mod recover;
mod reset;
mod versions;

pub use banner::KeepBanner;
pub use page::PortfoliosPage;
pub use recover::RecoverPage;
pub use reset::ResetPage;

use leptos::prelude::*;

use crate::platform::clock;
use crate::report::stored::{Clock, StoredReport, stored_report};
use crate::session::{KeepMessage, KeepRequest, Message};

use super::workspace::{Workspace, workspace};

/// Asks the keeper for something.
fn ask(workspace: Workspace, request: KeepRequest) {
    workspace.send(Message::Keep(KeepMessage::Asked(request)));
}

/// What is stored, for the screen; computed again when a look at the shelf came back.
fn stored(workspace: Workspace) -> Memo<StoredReport> {
    let shelf = Memo::new(move |_| {
        workspace
            .keeping
            .with(|keeping| (keeping.stored.clone(), keeping.portfolio.clone()))
    });
    Memo::new(move |_| {
        let (stored, open) = shelf.get();
        let clock = Clock {
            now: clock::now(),
            ahead: clock::minutes_ahead(),
        };
        stored_report(
            &stored.entries,
            stored.used_units,
            open.as_deref(),
            clock,
            &workspace.style.read(),
        )
    })
}

/// Why nothing can be stored, where that is so.
#[component]
fn StorageProblem() -> impl IntoView {
    let workspace = workspace();
    let problem = Memo::new(move |_| workspace.keeping.with(|keeping| keeping.stored.problem.clone()));
    view! {
        <Show when=move || problem.with(Option::is_some)>
            <p class="problem-note">{move || problem.get()}</p>
        </Show>
    }
}
