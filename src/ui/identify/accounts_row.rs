//! One row of the accounts table.

use leptos::prelude::*;

use crate::portfolio::AccountId;
use crate::portfolio::Field;
use crate::report::table::{CellReport, Certainty, ColumnId, ColumnReport, Nature, RowReport, row};
use crate::session::Place;

use super::accounts_editor::Editor;
use super::accounts_sheet::{Sheet, Spot, block_of};

/// The sentence that says what a number does when it is pressed.
pub const EXPLAINS: &str = "explains-this-number";

/// What of the focus, the block and the selection lies in one row.
#[derive(Clone, Debug, Default, PartialEq)]
struct Marks {
    active: Option<usize>,
    block: Option<(usize, usize)>,
    is_editing: bool,
}

/// The row at `position`, which changes as the table scrolls; empty while the table is shorter than it was a moment
/// ago.
#[component]
pub fn Row(sheet: Sheet, position: Memo<usize>) -> impl IntoView {
    let workspace = sheet.workspace;
    // What is written in another row leaves this one as it is.
    let account = Memo::new_with_compare(
        move |_| {
            let row = sheet
                .order
                .with(|(_, order)| order.rows.get(position.get()).copied())?;
            let document = workspace.document.read();
            document.portfolio.accounts.get(row as usize).cloned()
        },
        |before, after| match (before.and_then(Option::as_ref), after.and_then(Option::as_ref)) {
            (Some(before), Some(after)) => !before.same(after),
            _ => true,
        },
    );
    let report = Memo::new(move |_| {
        account.track();
        sheet.order.with(|(_, order)| {
            row(
                &workspace.document.read_untracked(),
                &workspace.shown.read().output,
                &sheet.zones.read(),
                order,
                &sheet.columns.read(),
                &workspace.style.read(),
                position.get(),
            )
        })
    });
    let marks = Memo::new(move |_| marks_of(sheet, position.get()));
    let is_selected = Memo::new(move |_| {
        let account = report.with(|report| report.as_ref().map(|report| report.account.clone()));
        account.is_some_and(|account| {
            workspace
                .selection
                .with(|selection| selection.accounts.contains(&account))
        })
    });
    let top = move || format!("{}px", position.get() as f64 * sheet.row_height.get());
    let cells = move || {
        let (report, marks) = (report.get(), marks.get());
        report.map(|report| {
            sheet
                .columns
                .with(|columns| cells(sheet, position.get(), report, &marks, columns))
        })
    };
    let check = move || Spot {
        row: position.get() + 1,
        column: 0,
    };
    let check_label =
        move || report.with(|report| report.as_ref().map(|report| format!("Select {}", report.name)));
    view! {
        <div
            class="sheet-row"
            role="row"
            aria-rowindex=move || position.get() + 2
            aria-selected=move || if is_selected.get() { "true" } else { "false" }
            style:top=top
        >
            <div
                class="sheet-check"
                role="gridcell"
                id=move || check().id()
                aria-colindex=1
                tabindex=move || if marks.with(|marks| marks.active == Some(0)) { "0" } else { "-1" }
            >
                <input type="checkbox" tabindex="-1" aria-label=check_label prop:checked=move || is_selected.get() />
            </div>
            {cells}
        </div>
    }
}

fn marks_of(sheet: Sheet, position: usize) -> Marks {
    let (active, reach) = (sheet.active.get(), sheet.reach.get());
    let n_columns = sheet.columns.with(Vec::len);
    let n_rows = sheet.order.with(|(_, order)| order.rows.len());
    let active = Spot {
        row: active.row.min(n_rows),
        column: active.column.min(n_columns),
    };
    let is_here = active.row == position + 1;
    let block = block_of(active, reach)
        .filter(|block| reach.is_some() && (block.rows.0..block.rows.1).contains(&position));
    Marks {
        active: is_here.then_some(active.column),
        block: block.map(|block| block.across),
        is_editing: is_here && sheet.editing.with(Option::is_some),
    }
}

fn cells(
    sheet: Sheet,
    position: usize,
    report: RowReport,
    marks: &Marks,
    columns: &[ColumnReport],
) -> impl IntoView + use<> {
    let RowReport { account, name, cells } = report;
    let views = cells
        .into_iter()
        .zip(columns)
        .enumerate()
        .map(|(place, (cell, column))| {
            let spot = Spot {
                row: position + 1,
                column: place + 1,
            };
            let is_active = marks.active == Some(place + 1);
            let is_editing = is_active && marks.is_editing;
            let is_in_block = marks.block.is_some_and(|(from, to)| (from..to).contains(&place));
            let title = cell.title.clone();
            let content = if is_editing {
                view! { <Editor sheet /> }.into_any()
            } else {
                content(cell.clone(), column, &account, &name)
            };
            view! {
                <div
                    class=class_of(&cell, column, is_in_block)
                    class:editing=is_editing
                    role=if place == 0 { "rowheader" } else { "gridcell" }
                    id=spot.id()
                    aria-colindex=place + 2
                    aria-selected=is_in_block.then_some("true")
                    aria-readonly=(!column.is_editable).then_some("true")
                    tabindex=(!is_editing).then_some(if is_active { "0" } else { "-1" })
                    title=title
                >
                    {content}
                </div>
            }
        });
    views.collect_view()
}

fn class_of(cell: &CellReport, column: &ColumnReport, is_in_block: bool) -> String {
    let nature = match column.nature {
        Nature::Text => "",
        Nature::Number => " number",
        Nature::Day => " day",
    };
    let certainty = match cell.certainty {
        Certainty::Known => "",
        Certainty::Estimated => " estimated",
        Certainty::Unknown => " unknown",
    };
    let name = if column.id == ColumnId::Field(Field::Name) {
        " sheet-name"
    } else {
        ""
    };
    let block = if is_in_block { " in-block" } else { "" };
    format!("sheet-cell{nature}{certainty}{name}{block}")
}

fn content(cell: CellReport, column: &ColumnReport, account: &AccountId, name: &str) -> AnyView {
    if column.id == ColumnId::Field(Field::Name) {
        let href = Place::Account(account.clone()).fragment();
        let label = format!("Open {name}");
        return view! {
            <span class="sheet-text">{cell.text}</span>
            <a class="sheet-open" href=href tabindex="-1" aria-label=label title="Both sides of this account (Ctrl Enter)">"→"</a>
        }
        .into_any();
    }
    match cell.measure {
        Some(_) => {
            view! { <button class="number" tabindex="-1" data-explain="" aria-describedby=EXPLAINS>{cell.text}</button> }.into_any()
        }
        None => view! { <span class="sheet-text">{cell.text}</span> }.into_any(),
    }
}
