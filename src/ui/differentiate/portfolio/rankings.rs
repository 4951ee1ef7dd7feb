//! The metric audit: does the ranking used today agree with the others?

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::report::rankings::{RankingRow, audit, rankable};
use crate::session::Place;
use crate::ui::widgets::Bar;
use crate::ui::workspace::workspace;

/// One ranking against every other.
#[component]
pub fn Rankings() -> impl IntoView {
    let workspace = workspace();
    let today = RwSignal::new(MeasureId::Revenue);
    let best = RwSignal::new(10_usize);
    let choices = Memo::new(move |_| rankable(&workspace.valuation.read().output));
    let rows = Memo::new(move |_| {
        audit(
            &workspace.valuation.read().output,
            today.get(),
            best.get(),
            &workspace.style.read(),
        )
    });
    let options = move || {
        let option = |measure: MeasureId| {
            view! { <option value=measure.key() prop:selected=move || today.get() == measure>{measure.label()}</option> }
        };
        choices.get().into_iter().map(option).collect_view()
    };
    let lines = move || {
        rows.get()
            .into_iter()
            .map(|row| view! { <Line row /> })
            .collect_view()
    };
    view! {
        <section aria-labelledby="rankings-title">
            <h2 id="rankings-title">"Does the measure used today lead astray?"</h2>
            <p>"Choose the measure your accounts are ranked by today. Beside it stands how far every other ranking agrees: Spearman's ρ over all accounts both are known of, and how many of the best the two have in common. The least alike stand first."</p>
            <div class="line">
                <label>
                    "Ranked today by "
                    <select id="ranked-by" on:change:target=move |event| {
                        if let Some(measure) = MeasureId::from_key(&event.target().value()) {
                            today.set(measure);
                        }
                    }>{options}</select>
                </label>
                <label>
                    "Best "
                    <select id="best-of" on:change:target=move |event| best.set(event.target().value().parse().unwrap_or(10))>
                        {[5_usize, 10, 20, 50].map(|n| view! { <option prop:selected=move || best.get() == n>{n}</option> }).collect_view()}
                    </select>
                </label>
            </div>
            <div class="scroll-x" tabindex="0" role="group" aria-labelledby="rankings-title">
                <table class="rankings">
                    <thead>
                        <tr>
                            <th scope="col">"Ranked by"</th>
                            <th scope="col" class="numeric">"ρ"</th>
                            <th scope="col"><span class="visually-hidden">"Drawn"</span></th>
                            <th scope="col" class="numeric">"Best in common"</th>
                            <th scope="col" class="numeric">"Known of"</th>
                            <th scope="col">"It"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Line(row: RankingRow) -> impl IntoView {
    let part = row.part.unwrap_or_default();
    view! {
        <tr>
            <th scope="row"><a href=Place::Method(Some(row.measure)).fragment()>{row.label}</a></th>
            <td class="numeric">{row.rho}</td>
            <td><Bar part=part is_soft=part <= 0.0 /></td>
            <td class="numeric">{row.shared}</td>
            <td class="numeric">{row.n_both}</td>
            <td>{row.words}</td>
        </tr>
    }
}
