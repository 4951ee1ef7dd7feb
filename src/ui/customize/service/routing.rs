//! The routing table: its first lines, and the files a phone system or a CRM loads.

use leptos::prelude::*;

use crate::decisions::offers::Grain;
use crate::export::{routing_csv, rules_csv};
use crate::report::offers::offered;
use crate::report::service::{RoutingLine, routing};
use crate::report::style::UNKNOWN;
use crate::ui::differentiate::AccountLink;
use crate::ui::take_out::download_csv;
use crate::ui::workspace::workspace;

use super::Serving;

const SHOWN: usize = 12;

/// The preview and the two files.
#[component]
pub fn Routing(serving: Serving) -> impl IntoView {
    let workspace = workspace();
    let lines = move || {
        let (document, valuation, style) = (
            workspace.document.read(),
            workspace.valuation.read(),
            workspace.style.read(),
        );
        let (tiers, rows) = (serving.tiers.read(), serving.rows.read());
        let is_shown = |row: usize| rows.binary_search(&row).is_ok();
        let shown = routing(&document, &valuation.output, &tiers, is_shown, &style).take(SHOWN);
        shown.map(|line| view! { <Line line /> }).collect_view()
    };
    let count = move || {
        let n_all = serving.tiers.with(|tiers| tiers.seats.iter().flatten().count());
        let written = workspace.style.with(|style| style.number(n_all as f64, 0));
        match n_all {
            1 => "The file has 1 account.".to_owned(),
            _ => format!("The file has all {written} accounts that are served; the first are shown."),
        }
    };
    let take_routing = move |_| {
        let text = untrack(|| {
            let document = workspace.document.read();
            let (valuation, style) = (workspace.valuation.read(), workspace.style.read());
            let tiers = serving.tiers.read();
            let lines = routing(&document, &valuation.output, &tiers, |_| true, &style);
            let offered = offered(&document, &valuation.output, Grain::usual(&document));
            let scripts = offered.scripts(&document, &style);
            routing_csv(lines, |row| scripts.get(&row).cloned().unwrap_or_default())
        });
        download_csv(workspace, "routing", &text);
    };
    let take_rules = move |_| {
        let text = untrack(|| rules_csv(&workspace.document.read(), &serving.tiers.read()));
        download_csv(workspace, "service-rules", &text);
    };
    view! {
        <section aria-labelledby="routing-title">
            <h2 id="routing-title">"Whom to send where"</h2>
            <p>"For a phone system or a CRM: who calls, how soon to answer, who should, and why. " {count}</p>
            <p class="actions">
                <button class="primary" on:click=take_routing>"Routing table (CSV)"</button>
                <button on:click=take_rules>"Service rules (CSV)"</button>
            </p>
            <div class="scroll-x" tabindex="0" role="region" aria-label="First lines of the routing table">
                <table class="routing">
                    <thead>
                        <tr>
                            <th scope="col">"Account"</th>
                            <th scope="col">"Tier"</th>
                            <th scope="col">"Send to"</th>
                            <th scope="col">"Promise"</th>
                            <th scope="col">"Why"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Line(line: RoutingLine) -> impl IntoView {
    let to = if line.to.is_empty() {
        UNKNOWN.to_owned()
    } else {
        line.to
    };
    view! {
        <tr>
            <th scope="row"><AccountLink account=line.account name=line.name /></th>
            <td>{line.tier}</td>
            <td>{to}</td>
            <td>{line.promise}</td>
            <td>{line.reason}</td>
        </tr>
    }
}
