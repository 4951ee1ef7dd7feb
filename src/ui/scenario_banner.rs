//! Above every screen, as long as a scenario is looked through.

use leptos::prelude::*;

use crate::session::{Message, Place, ScenarioMessage};

use super::workspace::workspace;

/// Says whose numbers these are, with the way back.
#[component]
pub fn ScenarioBanner() -> impl IntoView {
    let workspace = workspace();
    let name = Memo::new(move |_| {
        let through = workspace.scenarios.with(|scenarios| scenarios.through.clone())?;
        workspace
            .base
            .with(|document| Some(document.scenario(&through)?.name.clone()))
    });
    let back = move |_| workspace.send(Message::Scenario(ScenarioMessage::LookedThrough(None)));
    view! {
        <div class="scenario-banner" role="status">
            <Show when=move || name.with(Option::is_some)>
                <div class="notice">
                    <p>
                        <strong>"Scenario "{move || name.get()}": numbers as if."</strong>
                        " What you write about accounts goes into the portfolio; assumptions you change are the scenario's own."
                    </p>
                    <a class="button" href=Place::Scenarios.fragment()>"Change the scenario"</a>
                    <button class="primary" on:click=back>"Back to the portfolio as it is"</button>
                </div>
            </Show>
        </div>
    }
}
