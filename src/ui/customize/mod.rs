//! Customize: what to do, for whom, and why.

mod allocate;
mod allocate_budget;
mod allocate_table;
mod attention;
mod emphasis;
mod fixes;
mod invest;
mod looks;
mod service;
mod strategies;

pub use allocate::AllocatePage;
pub use emphasis::EmphasisPage;
pub use invest::InvestPanel;
pub use service::ServicePage;

use leptos::prelude::*;

use crate::portfolio::AccountId;
use crate::report::decisions::decisions;
use crate::session::Place;

use fixes::Fixes;
use looks::Looks;
use strategies::Strategies;

use super::workspace::workspace;

/// The Decisions page.
#[component]
pub fn DecisionsPage() -> impl IntoView {
    let workspace = workspace();
    let report = Memo::new(move |_| {
        let document = workspace.document.read();
        decisions(&document, &workspace.shown.read().output, &workspace.style.read())
    });
    view! {
        <h1>"Decisions"</h1>
        <p class="lead">
            "Where a decision is worth most, what would bring losses to break even, and a strategy for every account. Every number opens its explanation; the rules stand under "
            <a href="#method">"Method"</a> "."
        </p>
        <Looks looks=Signal::derive(move || report.with(|report| report.looks.clone())) />
        <Fixes
            fixes=Signal::derive(move || report.with(|report| report.fixes.clone()))
            total_loss=Signal::derive(move || report.with(|report| report.total_loss.clone()))
        />
        <Strategies groups=Signal::derive(move || report.with(|report| report.zones.clone())) />
    }
}

/// A name that leads to the account's page.
#[component]
fn AccountLink(account: AccountId, name: String) -> impl IntoView {
    view! { <a href=Place::Account(account).fragment()>{name}</a> }
}
