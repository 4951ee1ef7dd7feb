//! What is drawn over the map, switched on and off; the snapshot of trails; the role that is filtered by.

use leptos::prelude::*;

use crate::measures::roles::Role;
use crate::report::{MapOverlay, role_word};
use crate::session::{Message, Place, ScenarioMessage};
use crate::ui::differentiate::robustness::{DrawBar, draw_when_seen};

use super::state::MapState;

/// Switches for what can be drawn over the map, and a filter by role where the lens has roles.
#[component]
pub fn Over(state: MapState) -> impl IntoView {
    let switches = MapOverlay::ALL
        .into_iter()
        .filter(|overlay| state.lens.overlays.contains(overlay))
        .map(|overlay| view! { <Switch state overlay /> })
        .collect_view();
    let has_trails = state.lens.overlays.contains(&MapOverlay::Trails);
    let has_firmness = Memo::new(move |_| state.view.with(|view| view.overlays.has(MapOverlay::Firmness)));
    view! {
        {state.lens.has_roles.then(|| view! { <RoleFilter state /> })}
        <div class="map-over" role="group" aria-labelledby="map-over">
            <span id="map-over">"Also show"</span>
            {switches}
            {has_trails.then(|| view! { <Since state /> })}
        </div>
        <Show when=move || has_firmness.get()>
            <Drawn state />
        </Show>
    }
}

/// Firmness takes draws of what is uncertain.
#[component]
fn Drawn(state: MapState) -> impl IntoView {
    draw_when_seen(state.workspace);
    view! { <DrawBar workspace=state.workspace /> }
}

#[component]
fn Switch(state: MapState, overlay: MapOverlay) -> impl IntoView {
    let is_on = move || state.view.with(|view| view.overlays.has(overlay));
    let is_offered = Memo::new(move |_| state.view.with(|view| view.offers(overlay)));
    let turn = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
        let is_on = event.target().checked();
        state
            .view
            .update(|view| view.overlays = view.overlays.with(overlay, is_on));
        if is_on && overlay == MapOverlay::Trails {
            compare_with_latest(state);
        }
    };
    view! {
        <label class="check" title=about(overlay)>
            <input type="checkbox" prop:checked=is_on disabled=move || !is_offered.get() on:change:target=turn />
            {overlay.label()}
        </label>
    }
}

/// Trails lead back to the latest snapshot unless another was chosen.
fn compare_with_latest(state: MapState) {
    let workspace = state.workspace;
    let is_chosen = workspace
        .scenarios
        .with_untracked(|compared| compared.with.is_some());
    let latest = (workspace.document).with_untracked(|document| Some(document.snapshots.last()?.id.clone()));
    if !is_chosen && latest.is_some() {
        workspace.send(Message::Scenario(ScenarioMessage::ComparedWith(latest)));
    }
}

const fn about(overlay: MapOverlay) -> &'static str {
    match overlay {
        MapOverlay::Balance => "Where both sides gain alike",
        MapOverlay::EqualValue => "Where both axes together come to the same",
        MapOverlay::Centres => "Median and quartiles of each colour, on both axes",
        MapOverlay::Firmness => "A ring as long as the share of draws in which an account stays in its zone",
        MapOverlay::Trails => {
            "From where accounts came since a snapshot, or where a scenario would put them: the selected ones, or all"
        }
        MapOverlay::Growth => "A stem from what each is worth today to what it could be",
    }
}

/// What trails lack: a snapshot, or the choice of one in the line of filters.
#[component]
fn Since(state: MapState) -> impl IntoView {
    let workspace = state.workspace;
    let hint = move || {
        let is_on = state.view.with(|view| view.overlays.has(MapOverlay::Trails));
        let has_none = workspace.document.with(|document| document.snapshots.is_empty());
        let is_compared = workspace.compared.with(Option::is_some);
        match (is_on, has_none, is_compared) {
            (true, true, _) => view! {
                <span class="hint">
                    "No snapshot yet. "<a href=Place::Portfolio.fragment()>"Take one"</a>", and see later who moved."
                </span>
            }
            .into_any(),
            (true, false, false) => {
                view! { <span class="hint">"Choose a snapshot to compare with, in the line of filters above."</span> }
                    .into_any()
            }
            _ => ().into_any(),
        }
    };
    view! { {hint} }
}

/// Only the accounts that hold a role.
#[component]
fn RoleFilter(state: MapState) -> impl IntoView {
    let choices = std::iter::once(None).chain(Role::ALL.into_iter().map(Some));
    let choice = move |role: Option<Role>| {
        let is_now = move || state.view.with(|view| view.role == role);
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="map-role"
                    prop:checked=is_now
                    on:change=move |_| state.view.update(|view| view.role = role)
                />
                {role.map_or("everybody", role_word)}
            </label>
        }
    };
    view! {
        <div class="map-over" role="radiogroup" aria-labelledby="map-roles">
            <span id="map-roles">"Only those who act as"</span>
            {choices.map(choice).collect_view()}
        </div>
    }
}
