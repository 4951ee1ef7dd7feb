//! The table of who moved where.

use leptos::prelude::*;

use crate::report::moves::{MoveCell, MoveRow, MoveTable};
use crate::ui::widgets::Bar;

/// Moves from every place to every place: chances with the counts behind them.
#[component]
pub fn MovesTable(
    /// What it shows.
    table: Memo<MoveTable>,
    /// Id of the heading that names it.
    titled: &'static str,
) -> impl IntoView {
    let has_rows = move || table.with(|table| !table.rows.is_empty());
    let has_come = move || table.with(|table| !table.come.is_empty());
    let has_gone = move || table.with(|table| table.rows.iter().any(|row| !row.gone.is_empty()));
    let heads = move || {
        let head = |head: &String| view! { <th scope="col">"to " {head.clone()}</th> };
        table.with(|table| table.heads.iter().map(head).collect_view())
    };
    let lines = move || {
        let line = |row: MoveRow| view! { <MoveLine row has_gone=has_gone() /> };
        table.with(|table| table.rows.iter().cloned().map(line).collect_view())
    };
    let come = move || {
        let cell = |come: &String| view! { <td>{come.clone()}</td> };
        table.with(|table| table.come.iter().map(cell).collect_view())
    };
    view! {
        <p role="status">{move || table.with(|table| table.sentence.clone())}</p>
        <Show when=has_rows>
            <div class="scroll-x" tabindex="0" role="group" aria-labelledby=titled>
                <table class="moves">
                    <thead>
                        <tr>
                            <th scope="col">"From"</th>
                            <th scope="col" class="numeric">"Stood there"</th>
                            {heads}
                            {move || has_gone().then(|| view! { <th scope="col" class="numeric">"Left"</th> })}
                        </tr>
                    </thead>
                    <tbody>
                        {lines}
                        {move || has_come().then(|| view! {
                            <tr><th scope="row">"New"</th><td></td>{come()}{has_gone().then(|| view! { <td></td> })}</tr>
                        })}
                    </tbody>
                </table>
            </div>
        </Show>
    }
}

#[component]
fn MoveLine(row: MoveRow, has_gone: bool) -> impl IntoView {
    let cell = |cell: MoveCell| {
        let word = if cell.is_stay { "stayed" } else { "went" };
        let count = (!cell.count.is_empty()).then(|| view! { " " <small>{cell.count} " " {word}</small> });
        view! { <td class:stay=cell.is_stay>{cell.part.map(|part| view! { <Bar part /> " " })} {cell.chance} {count}</td> }
    };
    view! {
        <tr>
            <th scope="row">{row.name}</th>
            <td class="numeric">{row.n_from}</td>
            {row.cells.into_iter().map(cell).collect_view()}
            {has_gone.then(|| view! { <td class="numeric">{row.gone}</td> })}
        </tr>
    }
}
