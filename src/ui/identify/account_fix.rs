//! What to do where the account costs more than it leaves.

use leptos::prelude::*;

use crate::report::account::{FixReport, WayOut};
use crate::session::Place;
use crate::ui::explain::Explained;

use super::account::account_view;

/// Fix or release, where it is below zero.
#[component]
pub fn FixOrRelease() -> impl IntoView {
    let fix = account_view().part(|report| report.fix.clone());
    move || fix.get().map(|fix| view! { <Case fix /> })
}

#[component]
fn Case(fix: FixReport) -> impl IntoView {
    let ways = fix
        .ways
        .into_iter()
        .map(|way| view! { <Way way /> })
        .collect_view();
    let steps = (fix.steps.into_iter())
        .map(|(step, is_next)| view! { <li aria-current=is_next.then_some("step")>{step}</li> })
        .collect_view();
    let unknown = (!fix.unknown.is_empty()).then(|| view! { <p class="hint">{fix.unknown}</p> });
    view! {
        <section class="fix" aria-labelledby="fix-title">
            <h3 id="fix-title">{format!("Below zero by {} a year: fix or release", fix.loss)}</h3>
            <p>{fix.verdict}</p>
            <dl class="figures">{ways}</dl>
            {unknown}
            <ol class="ladder" aria-label="Steps, in order; the one to take first is marked">{steps}</ol>
            <p class="hint"><a href=Place::Decisions.fragment()>"All decisions"</a></p>
        </section>
    }
}

#[component]
fn Way(way: WayOut) -> impl IntoView {
    let text = Signal::stored(way.number);
    let name = way.label.to_string();
    view! {
        <div class="figure">
            <dt>{way.label}</dt>
            <dd><Explained measure=way.part account=account_view().account() text name /></dd>
        </div>
    }
}
