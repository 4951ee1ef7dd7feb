//! The strategy of every account, by zone of the Value Map.

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::report::decisions::{StrategyRow, ZoneGroup, strategies};
use crate::ui::explain::Explained;
use crate::ui::workspace::workspace;

use super::AccountLink;

const AT_MOST: usize = 200;

/// The zones with their accounts.
#[component]
pub fn Strategies() -> impl IntoView {
    let workspace = workspace();
    let groups = Memo::new(move |_| {
        let document = workspace.document.read();
        let valuation = workspace.shown.read();
        strategies(&document, &valuation.output, AT_MOST, &workspace.style.read())
    });
    let zones = move || {
        let filled = groups.get().into_iter().filter(|group| group.n_rows != 0);
        filled.map(|group| view! { <ZoneSection group /> }).collect_view()
    };
    view! {
        <section aria-labelledby="strategies-title">
            <h2 id="strategies-title">"A strategy for every account"</h2>
            <p>"By the zones of the " <a href="#map">"Value Map"</a> ", worth most first. Each move stands with the numbers that speak for it."</p>
            {zones}
        </section>
    }
}

#[component]
fn ZoneSection(group: ZoneGroup) -> impl IntoView {
    let n_rows = group.n_rows;
    let rows = group
        .rows
        .into_iter()
        .map(|row| view! { <Line row /> })
        .collect_view();
    view! {
        <details class="zone" open>
            <summary><h3>{group.name}</h3> <span>{group.strategy} " · " {group.summary}</span></summary>
            <div class="scroll-x">
                <table class="strategies">
                    <thead>
                        <tr>
                            <th scope="col">"Account"</th>
                            <th scope="col" class="numeric">"They receive"</th>
                            <th scope="col" class="numeric">"Total value"</th>
                            <th scope="col">"What to do, and why"</th>
                            <th scope="col">"Nearest other zone"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {(n_rows > AT_MOST).then(|| view! { <p class="hint">{format!("The first {AT_MOST} of {n_rows} are shown; the accounts table has all.")}</p> })}
        </details>
    }
}

#[component]
fn Line(row: StrategyRow) -> impl IntoView {
    let explained = |measure, text| {
        let account = Some(row.account.clone());
        view! { <Explained measure account text /> }
    };
    let moves = (row.moves.into_iter())
        .map(|step| view! { <li><strong>{step.words}</strong> ": " {step.because}</li> })
        .collect_view();
    view! {
        <tr>
            <th scope="row"><AccountLink account=row.account.clone() name=row.name /></th>
            <td class="numeric" data-label="They receive">{explained(MeasureId::ValueReceived, row.received)}</td>
            <td class="numeric" data-label="Total value">{explained(MeasureId::TotalValue, row.total)}</td>
            <td class="what"><ul>{moves}</ul></td>
            <td class="nearest" data-label="Nearest other zone">{row.nearest}</td>
        </tr>
    }
}
