//! How the draws stand: asked for when somebody looks, progress, stop, and how they came about.

use leptos::prelude::*;

use crate::portfolio::Shared;
use crate::report::robustness::how_drawn;
use crate::robustness::Robustness;
use crate::session::{DRAWN_UNASKED, DrawState, Message, Robust, RobustMessage};
use crate::ui::workspace::Workspace;

/// What was drawn, where it belongs to the open portfolio, the map's measures and what is chosen now.
pub fn fresh(workspace: Workspace) -> Memo<Option<Shared<Robustness>>> {
    Memo::new(move |_| {
        let revision = workspace.revision.get();
        let axes = workspace.map_view.with(|view| (view.x, view.y));
        workspace.robust.with(|robust| fresh_of(robust, revision, axes))
    })
}

fn fresh_of(
    robust: &Robust,
    revision: u64,
    axes: (crate::measures::MeasureId, crate::measures::MeasureId),
) -> Option<Shared<Robustness>> {
    let found = robust.of(revision)?;
    let (plan, wish) = (found.uncertainty.plan, robust.wish);
    let is_as_wished = (plan.seed, plan.n_draws, plan.top) == (wish.seed, wish.n_draws, wish.top);
    (is_as_wished && (plan.across, plan.up) == axes).then(|| found.clone())
}

/// Asks for draws of the map as it is looked at.
pub fn ask(workspace: Workspace) {
    let (across, up) = workspace.map_view.with_untracked(|view| (view.x, view.y));
    workspace.send(Message::Robust(RobustMessage::Asked { across, up }));
}

/// Asks for draws as soon as somebody looks, and again after every change, while the portfolio is small.
pub fn draw_when_seen(workspace: Workspace) {
    let fresh = fresh(workspace);
    let is_idle = Memo::new(move |_| workspace.robust.with(|robust| robust.state == DrawState::Idle));
    Effect::new(move || {
        let n_accounts = workspace
            .document
            .with(|document| document.portfolio.accounts.len());
        let is_small = (1..=DRAWN_UNASKED).contains(&n_accounts);
        if is_idle.get() && is_small && fresh.with(Option::is_none) {
            ask(workspace);
        }
    });
}

/// Progress with a way to stop; else how the draws came about, with a way to make them.
#[component]
pub fn DrawBar(workspace: Workspace) -> impl IntoView {
    let fresh = fresh(workspace);
    let share = Memo::new(move |_| {
        workspace.robust.with(|robust| match robust.state {
            DrawState::Running(share) => Some(share),
            _ => None,
        })
    });
    let is_running = Memo::new(move |_| share.with(Option::is_some));
    let said = move || {
        let state = workspace.robust.with(|robust| robust.state.clone());
        match (state, fresh.get()) {
            (DrawState::Running(_), _) => "Drawing …".to_owned(),
            (DrawState::Failed(sentence), _) => sentence,
            (_, Some(robustness)) => how_drawn(&robustness, &workspace.style.read()),
            (DrawState::Stopped, None) => "Stopped: nothing was drawn.".to_owned(),
            (DrawState::Idle, None) => "Not drawn yet for the portfolio as it is now.".to_owned(),
        }
    };
    let stop = move |_| workspace.send(Message::Robust(RobustMessage::Stopped));
    view! {
        <div class="draws">
            <p role="status">{said}</p>
            <Show
                when=move || is_running.get()
                fallback=move || view! {
                    <Show when=move || fresh.with(Option::is_none)>
                        <button type="button" on:click=move |_| ask(workspace)>"Draw"</button>
                    </Show>
                }
            >
                <progress max="1" prop:value=move || share.get().unwrap_or_default() aria-label="Drawing"></progress>
                <button type="button" on:click=stop>"Stop drawing"</button>
            </Show>
        </div>
    }
}
