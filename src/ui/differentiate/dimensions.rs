//! Length, breadth and depth: 27 cells and a priority with its weights.

use leptos::prelude::*;

use crate::chart::{TextWidths, board_plate, strips_plate};
use crate::measures::MeasureId;
use crate::measures::three_ps::DIMENSIONS;
use crate::portfolio::Shared;
use crate::report::dimension_strips::{DIMENSIONS_METHOD, StripsReport, dimension_strips};
use crate::report::dimension_tables::strips_tables;
use crate::report::dimensions::{
    AT_MOST, CellRow, DimensionsReport, NAMES, PriorityRow, StateRow, dimensions, with_priority,
};
use crate::report::moves::states;
use crate::ui::explain::Explained;
use crate::ui::lens::{LensPage, PlatePicture, shown_rows};
use crate::ui::widgets::{Bar, NumberCell};
use crate::ui::worked_out::{Ground, worked_out};
use crate::ui::workspace::workspace;

use super::moves::MovesTable;
use super::robustness::{AmongFirst, RanksDrawn};
use super::weighing::{AccountLink, Members, reweigh};

/// The page of length, breadth and depth.
#[component]
pub fn DimensionsPage() -> impl IntoView {
    let (workspace, rows) = (workspace(), shown_rows());
    let desk = worked_out(move || {
        let (now, rows, compared) = (Ground::now(), rows.get(), workspace.compared.get());
        async move {
            let (document, valuation, style) = (&now.document, &now.valuation.output, &now.style);
            let compared = compared.as_deref();
            DimensionsSeen {
                desk: Shared::new(dimensions(document, valuation, style).await),
                strips: Shared::new(dimension_strips(document, valuation, &rows, compared, style).await),
            }
        }
    });
    desk.view("Length, breadth, depth", move |seen| {
        view! { <Page seen rows /> }.into_any()
    })
}

/// The desk and the pictures above it.
#[derive(PartialEq)]
struct DimensionsSeen {
    desk: Shared<DimensionsReport>,
    strips: Shared<StripsReport>,
}

#[component]
fn Page(seen: Memo<Shared<DimensionsSeen>>, rows: Memo<Shared<Vec<usize>>>) -> impl IntoView {
    let workspace = workspace();
    let report = Memo::new(move |_| seen.with(|seen| seen.desk.clone()));
    let seen = Memo::new(move |_| seen.with(|seen| seen.strips.clone()));
    let pictures = move || {
        let strips = move |width: f64, text: &dyn TextWidths| strips_plate(&seen.read(), width, text);
        let board = move |width: f64, text: &dyn TextWidths| board_plate(&seen.read(), width, text);
        let has_cells = move || seen.read().has_cells;
        view! {
            <PlatePicture title="Three strips, divided into thirds" file="length-breadth-depth" draw=strips />
            <Show when=has_cells>
                <PlatePicture title="27 cells: accounts, contribution, current value" file="cells" draw=board />
            </Show>
        }
        .into_any()
    };
    let tables = move || {
        strips_tables(
            &seen.read(),
            &workspace.document.read(),
            &workspace.valuation.read().output,
            &rows.read(),
            workspace.compared.read().as_deref(),
            &workspace.style.read(),
        )
    };
    view! {
        <LensPage
            title="Length, breadth, depth"
            lead="How long they have been with us, how much of what we sell they buy, and what it amounts to: three dimensions instead of one yes or no."
            tables=Signal::derive(tables)
            words=Signal::derive(move || seen.with(|seen| seen.words.clone()))
            method=DIMENSIONS_METHOD
            pictures
        >
        <div class="desk">
            <Weights report />
            <PriorityTable report />
            <Cells report />
            <Ladder report />
            <Climbing />
        </div>
        </LensPage>
    }
}

#[component]
fn Weights(report: Memo<Shared<DimensionsReport>>) -> impl IntoView {
    let workspace = workspace();
    let cells = (0..3)
        .map(|side| {
            let text = Signal::derive(move || report.with(|report| report.weights[side].clone()));
            let on_write = Callback::new(move |text: String| {
                reweigh(workspace, |composites, marks| with_priority(composites, side, &text, marks))
            });
            let share = move || report.with(|report| report.shares[side].clone());
            let effective = move || report.with(|report| report.effective[side].clone());
            view! {
                <tr>
                    <th scope="row">{NAMES[side]}</th>
                    <td><NumberCell id=format!("priority-{side}") label=format!("Weight of {}", NAMES[side].to_lowercase()) text on_write /></td>
                    <td class="numeric">{share}</td>
                    <td class="numeric">{effective}</td>
                </tr>
            }
        })
        .collect_view();
    let warnings = move || {
        let line = |warning: &String| view! { <li>{warning.clone()}</li> };
        report.with(|report| report.warnings.iter().map(line).collect_view())
    };
    view! {
        <section aria-labelledby="weights-title">
            <h2 id="weights-title">"What counts for the priority"</h2>
            <p>"Each dimension is scored by the share of accounts below, so that years, products and money can be added."</p>
            <table class="weights">
                <thead>
                    <tr><th scope="col">"Dimension"</th><th scope="col">"Weight"</th><th scope="col" class="numeric">"Stated"</th><th scope="col" class="numeric">"Acts as"</th></tr>
                </thead>
                <tbody>{cells}</tbody>
            </table>
            <div role="status"><ul class="warnings">{warnings}</ul></div>
            <p role="status">{move || report.with(|report| report.stability.clone())}</p>
        </section>
    }
}

#[component]
fn PriorityTable(report: Memo<Shared<DimensionsReport>>) -> impl IntoView {
    let n_rows = move || report.with(|report| report.n_rows);
    let lines = move || {
        report.with(|report| {
            let shown = report.rows.iter().cloned().enumerate();
            shown
                .map(|(place, row)| view! { <PriorityLine place row /> })
                .collect_view()
        })
    };
    view! {
        <section aria-labelledby="priority-title">
            <h2 id="priority-title">"Who comes first"</h2>
            <div class="scroll-x" tabindex="0" role="group" aria-labelledby="priority-title">
                <table class="priority">
                    <thead>
                        <tr>
                            <th scope="col" class="numeric">"Place"</th>
                            <th scope="col">"Account"</th>
                            <th scope="col">"Priority"</th>
                            <th scope="col" class="numeric">"Length"</th>
                            <th scope="col" class="numeric">"Breadth"</th>
                            <th scope="col" class="numeric">"Depth"</th>
                            <th scope="col">"Stands"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            <RanksDrawn workspace=workspace() />
            <Show when=move || { n_rows() > AT_MOST }>
                <p class="hint">{move || format!("The first {AT_MOST} of {} are shown; the accounts table has all.", n_rows())}</p>
            </Show>
        </section>
    }
}

#[component]
fn PriorityLine(place: usize, row: PriorityRow) -> impl IntoView {
    let sides = (0..3)
        .map(|side| {
            let account = Some(row.account.clone());
            let points = format!("{} points", row.points[side]);
            view! {
                <td class="numeric">
                    <Explained measure=DIMENSIONS[side] account text=row.sides[side].clone() />
                    <small>{points}</small>
                </td>
            }
        })
        .collect_view();
    let account = Some(row.account.clone());
    view! {
        <tr>
            <td class="numeric">{place + 1}</td>
            <th scope="row"><AccountLink account=row.account.clone() name=row.name /></th>
            <td>
                <Bar part=row.part.unwrap_or_default() /> " " <Explained measure=MeasureId::Priority account text=row.priority />
                <AmongFirst workspace=workspace() measure=MeasureId::Priority account=row.account />
            </td>
            {sides}
            <td>{row.cell}</td>
        </tr>
    }
}

#[component]
fn Cells(report: Memo<Shared<DimensionsReport>>) -> impl IntoView {
    let lines = move || {
        report.with(|report| {
            let cells = report.cells.iter().cloned();
            cells.map(|cell| view! { <CellLine cell /> }).collect_view()
        })
    };
    let summary = move || {
        report.with(|report| {
            format!(
                "Each dimension divided into thirds makes 27 cells; {} of them are filled. {} accounts stand in none, because one of their three sides is not known.",
                report.cells.len(),
                report.n_outside
            )
        })
    };
    view! {
        <section aria-labelledby="cells-title">
            <h2 id="cells-title">"Who stands where"</h2>
            <p>{summary}</p>
            <div class="scroll-x" tabindex="0" role="group" aria-labelledby="cells-title">
                <table class="cells">
                    <thead>
                        <tr>
                            <th scope="col">"Cell"</th>
                            <th scope="col">"Accounts"</th>
                            <th scope="col" class="numeric">"Mean priority"</th>
                            <th scope="col" class="numeric">"Contribution"</th>
                            <th scope="col"><span class="visually-hidden">"Share of all, drawn"</span></th>
                            <th scope="col" class="numeric">"Current value"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Ladder(report: Memo<Shared<DimensionsReport>>) -> impl IntoView {
    let lines = move || {
        let line = |row: StateRow| {
            view! {
                <tr>
                    <th scope="row">{row.state}</th>
                    <td><Bar part=row.part /> <Members members=row.members /></td>
                    <td class="numeric">{row.current_value}</td>
                </tr>
            }
        };
        report.with(|report| report.states.iter().cloned().map(line).collect_view())
    };
    view! {
        <section aria-labelledby="ladder-title">
            <h2 id="ladder-title">"More than customer or not"</h2>
            <p>"How far each relationship has come (Johnson & Selnes). Weak relationships give scale and are where strong ones come from."</p>
            <div class="scroll-x" tabindex="0" role="group" aria-labelledby="ladder-title">
                <table>
                    <thead>
                        <tr><th scope="col">"State"</th><th scope="col">"Accounts"</th><th scope="col" class="numeric">"Current value"</th></tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
}

/// Chances of going from one state to another.
#[component]
fn Climbing() -> impl IntoView {
    let workspace = workspace();
    let table = Memo::new(move |_| states(&workspace.document.read(), &workspace.style.read()));
    view! {
        <section aria-labelledby="climbing-title">
            <h2 id="climbing-title">"Who climbs, who falls"</h2>
            <p>"From each snapshot to the next and to today: the chance of standing on each step after one on another."</p>
            <MovesTable table titled="climbing-title" />
        </section>
    }
}

#[component]
fn CellLine(cell: CellRow) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">{cell.name}</th>
            <td><Members members=cell.members /></td>
            <td class="numeric">{cell.priority}</td>
            <td class="numeric">{cell.contribution}</td>
            <td><Bar part=cell.part /></td>
            <td class="numeric">{cell.current_value}</td>
        </tr>
    }
}
