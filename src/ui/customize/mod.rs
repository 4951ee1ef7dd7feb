//! Customize: what to do, for whom, and why; and what was decided.

mod allocate;
mod allocate_budget;
mod allocate_table;
mod attention;
mod capabilities;
mod emphasis;
mod fixes;
mod objectives;
mod objective_cards;
mod movers;
mod plan;
mod plan_paper;
mod proposals;
mod offers;
mod scenarios;
mod service;
mod strategies;

pub use allocate::AllocatePage;
pub use emphasis::EmphasisPage;
pub use objectives::ObjectivesPage;
pub use offers::OffersPage;
pub use plan::PlanPage;
pub use scenarios::ScenariosPage;
pub use service::ServicePage;

use leptos::prelude::*;

use crate::portfolio::AccountId;
use crate::session::Place;

use fixes::Fixes;
use proposals::ProposalList;
use strategies::Strategies;

use super::decide::{DecideDialog, provide_desk};

/// The parts of the Decisions page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Proposals,
    Fixes,
    Strategies,
}

/// The Decisions page.
#[component]
pub fn DecisionsPage() -> impl IntoView {
    provide_desk();
    let shown = RwSignal::new(Shown::Proposals);
    let button = |this: Shown, label: &'static str| {
        view! {
            <button type="button" aria-pressed=move || (shown.get() == this).to_string() on:click=move |_| shown.set(this)>
                {label}
            </button>
        }
    };
    let part = move || match shown.get() {
        Shown::Proposals => view! { <ProposalList /> }.into_any(),
        Shown::Fixes => view! { <Fixes /> }.into_any(),
        Shown::Strategies => view! { <Strategies /> }.into_any(),
    };
    view! {
        <header class="map-head decisions-head">
            <h1>"Decisions"</h1>
            <p class="lead">"What to do, for whom, why, what it is about, how sure, and what would change it. Accept what you will do; it goes into the plan."</p>
            <div class="map-group" role="group" aria-label="Show">
                {button(Shown::Proposals, "Proposals")}
                {button(Shown::Fixes, "Fix or release")}
                {button(Shown::Strategies, "Every account")}
            </div>
        </header>
        {part}
        <DecideDialog />
    }
}

/// A name that leads to the account's page.
#[component]
fn AccountLink(account: AccountId, name: String) -> impl IntoView {
    view! { <a href=Place::Account(account).fragment()>{name}</a> }
}
