//! How firmly an account is among the first by a score that is weighed together.

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::portfolio::AccountId;
use crate::report::robustness::rank_words;
use crate::ui::workspace::Workspace;

use super::draws::{DrawBar, draw_when_seen};

/// What the two numbers of [`AmongFirst`] are.
const MEANING: &str = "Among the first in so many draws of the weights: around the stated ones · any weights";

/// In which share of weightings the account is among the first; nothing before they were drawn.
#[component]
pub fn AmongFirst(workspace: Workspace, measure: MeasureId, account: AccountId) -> impl IntoView {
    let text = Memo::new(move |_| {
        let revision = workspace.revision.get();
        let drawn = workspace.robust.with(|robust| robust.of(revision).cloned())?;
        let row = workspace
            .document
            .with(|document| document.portfolio.row_of(&account))?;
        rank_words(&drawn, measure, row, &workspace.style.read())
    });
    view! { <small class="ranked" title=MEANING>{move || text.get()}</small> }
}

/// What the shares beside the scores are, how they were drawn, and a way to draw them.
#[component]
pub fn RanksDrawn(workspace: Workspace) -> impl IntoView {
    draw_when_seen(workspace);
    let top = move || workspace.robust.with(|robust| robust.wish.top);
    view! {
        <p class="hint">
            {move || format!("The two shares beside a score say in how many draws of the weights the account is among the first {}: with weights around the stated ones, and with any weights.", top())}
        </p>
        <DrawBar workspace />
    }
}
