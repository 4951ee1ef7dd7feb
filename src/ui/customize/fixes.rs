//! Fix or release: the break-evens of every account below zero.

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::report::decisions::{FixRow, fixes};
use crate::report::explanation::Part;
use crate::ui::explain::Explained;
use crate::ui::workspace::workspace;

use super::AccountLink;

const AT_MOST: usize = 200;

/// The table of accounts below zero.
#[component]
pub fn Fixes() -> impl IntoView {
    let workspace = workspace();
    let list = Memo::new(move |_| {
        let document = workspace.document.read();
        let valuation = workspace.shown.read();
        fixes(&document, &valuation.output, AT_MOST, &workspace.style.read())
    });
    let n_all = move || list.with(|list| list.n_all);
    let rows = move || {
        let rows = list.with(|list| list.rows.clone()).into_iter();
        rows.map(|fix| view! { <Line fix /> }).collect_view()
    };
    let total_loss = move || list.with(|list| list.total_loss.clone());
    let summary = move || match n_all() {
        1 => format!(
            "1 account costs more to serve than it brings: {} a year.",
            total_loss()
        ),
        n => format!(
            "{n} accounts cost more to serve than they bring: {} a year together.",
            total_loss()
        ),
    };
    view! {
        <section aria-labelledby="fixes-title">
            <h2 id="fixes-title">"Fix or release"</h2>
            <Show
                when=move || n_all() != 0
                fallback=|| view! { <p>"No account is known to cost more to serve than it brings."</p> }
            >
                <p>{summary} " The steps, in this order: reassess, educate, renegotiate, migrate, terminate. Release counts only the cost that would really disappear, and what the relationship brings beside sales."</p>
                <div class="scroll-x" tabindex="0" role="region" aria-label="Accounts below zero">
                    <table class="fixes">
                        <thead>
                            <tr>
                                <th scope="col">"Account"</th>
                                <th scope="col" class="numeric">"Loss a year"</th>
                                <th scope="col" class="numeric">"Cost cut to break even"</th>
                                <th scope="col" class="numeric">"or price rise"</th>
                                <th scope="col" class="numeric">"Avoidable cost"</th>
                                <th scope="col" class="numeric">"Relationship value"</th>
                                <th scope="col" class="numeric">"Release worth"</th>
                                <th scope="col">"What to do"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <Show when=move || { n_all() > AT_MOST }>
                    <p class="hint">{move || format!("The {AT_MOST} largest of {} losses are shown; the accounts table has all.", n_all())}</p>
                </Show>
            </Show>
        </section>
    }
}

#[component]
fn Line(fix: FixRow) -> impl IntoView {
    let explained = |measure, text| {
        let account = Some(fix.account.clone());
        view! { <Explained measure account text /> }
    };
    let told = |part: Part, text, name| {
        let account = Some(fix.account.clone());
        view! { <Explained measure=part account text name /> }
    };
    view! {
        <tr>
            <th scope="row"><AccountLink account=fix.account.clone() name=fix.name /></th>
            <td class="numeric" data-label="Loss a year">{explained(MeasureId::Contribution, fix.loss)}</td>
            <td class="numeric" data-label="Cost cut to break even">{told(Part::CostCut, fix.cost_cut, "Cost cut to break even")}</td>
            <td class="numeric" data-label="or price rise">{told(Part::PriceRise, fix.price_rise, "Price rise to break even")}</td>
            <td class="numeric" data-label="Avoidable cost">{explained(MeasureId::AvoidableCost, fix.avoidable)}</td>
            <td class="numeric" data-label="Relationship value">{explained(MeasureId::RelationshipValue, fix.relationship)}</td>
            <td class="numeric" data-label="Release worth">{told(Part::Release, fix.release, "Release worth")}</td>
            <td class="what"><strong>{fix.verdict}</strong><br />{fix.next} "."</td>
        </tr>
    }
}
