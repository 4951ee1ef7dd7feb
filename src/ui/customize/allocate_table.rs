//! The actions: what is in, what stays out and why, each to be weighed on its own.

use leptos::prelude::*;

use crate::report::allocate::AllocateRow;

use crate::ui::decide::InvestPanel;

use super::allocate::Desk;

/// Lines shown before the rest is asked for.
const AT_FIRST: usize = 100;

/// The table.
#[component]
pub fn AllocateTable(desk: Desk) -> impl IntoView {
    let opened = RwSignal::new(None::<String>);
    let is_whole = RwSignal::new(false);
    let n_all = Memo::new(move |_| desk.report.with(|report| report.rows.len()));
    let lines = move || {
        let n_shown = if is_whole.get() { usize::MAX } else { AT_FIRST };
        let rows = desk
            .report
            .with(|report| report.rows.iter().take(n_shown).cloned().collect::<Vec<_>>());
        rows.into_iter()
            .map(|row| view! { <Line desk row opened /> })
            .collect_view()
    };
    view! {
        <section aria-labelledby="allocate-actions">
            <h2 id="allocate-actions">"Actions"</h2>
            <div class="scroll-x" tabindex="0" role="region" aria-label="Table of actions">
                <table class="allocate-table">
                    <thead>
                        <tr>
                            <th scope="col">"Taken?"</th>
                            <th scope="col">"Action"</th>
                            <th scope="col" class="numeric">"Expected to leave"</th>
                            <th scope="col" class="numeric">"If it succeeds"</th>
                            <th scope="col" class="numeric">"Cost"</th>
                            <th scope="col" class="numeric">"Hours"</th>
                            <th scope="col" class="numeric">"Chance to pay"</th>
                            <th scope="col" class="numeric">"Paid back"</th>
                            <th scope="col" class="numeric">"Must bring"</th>
                            <th scope="col">"Why"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            <Show when=move || { n_all.get() > AT_FIRST && !is_whole.get() }>
                <button on:click=move |_| is_whole.set(true)>{move || format!("Show all {} actions", n_all.get())}</button>
            </Show>
        </section>
    }
}

#[component]
fn Line(desk: Desk, row: AllocateRow, opened: RwSignal<Option<String>>) -> impl IntoView {
    let id = StoredValue::new(row.id);
    let is_open = move || {
        opened.with(|opened| {
            opened
                .as_ref()
                .is_some_and(|opened| id.with_value(|id| id == opened))
        })
    };
    let toggle = move |_| {
        let next = (!is_open()).then(|| id.get_value());
        opened.set(next);
    };
    let action = Memo::new(move |_| {
        let document = desk.workspace.document.read();
        id.with_value(|id| document.plan.action(id).cloned())
    });
    let panel = move || {
        let action = action.get().filter(|_| is_open())?;
        Some(
            view! { <tr class="invest-row"><td colspan="10"><InvestPanel action=Signal::stored(action) /></td></tr> },
        )
    };
    view! {
        <tr data-in=row.is_in.to_string()>
            <td class="state" data-label="Taken?"><span aria-hidden="true">{if row.is_in { "●" } else { "○" }}</span> " " {row.state}</td>
            <th scope="row">
                <button class="link" aria-expanded=move || is_open().to_string() on:click=toggle>{row.name}</button>
                <small>{row.who}</small>
            </th>
            <td class="numeric" data-label="Expected to leave">{row.expected}</td>
            <td class="numeric" data-label="If it succeeds">{row.left}</td>
            <td class="numeric" data-label="Cost">{row.cost}</td>
            <td class="numeric" data-label="Hours">{row.hours}</td>
            <td class="numeric" data-label="Chance to pay">{row.sure}</td>
            <td class="numeric" data-label="Paid back">{row.payback}</td>
            <td class="numeric" data-label="Must bring">{row.needed}</td>
            <td class="what" data-label="Why">{row.why}</td>
        </tr>
        {panel}
    }
}
