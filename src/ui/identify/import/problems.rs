//! Problems by row, each fixed in place; the lines concerned as a file.

use leptos::prelude::*;

use crate::platform::files::download;
use crate::report::import::{MOST_PROBLEMS, ProblemColumn, ProblemRow, problem_columns, problems};
use crate::session::{ImportMessage, Message, NoticeKind};

use super::looked;

/// The problems of the file.
#[component]
pub fn Problems() -> impl IntoView {
    let looked = looked();
    let draft = Memo::new(move |_| looked.read(|incoming| incoming.draft.clone()));
    let rows = Memo::new(move |_| {
        draft.with(|draft| draft.as_ref().map(|draft| problems(draft)).unwrap_or_default())
    });
    let columns = move || {
        draft.with(|draft| {
            draft
                .as_ref()
                .map(|draft| problem_columns(draft))
                .unwrap_or_default()
        })
    };
    let n_more = move || {
        let n_all = draft.with(|draft| draft.as_ref().map_or(0, |draft| draft.issues.len()));
        (n_all > MOST_PROBLEMS)
            .then(|| format!("and {} more in the file of these lines.", n_all - MOST_PROBLEMS))
    };
    let save = move |_| {
        let file = draft.with_untracked(|draft| {
            draft.as_ref().map(|draft| {
                (
                    format!("{} - lines with problems.csv", draft.file),
                    draft.bad_rows_csv(),
                )
            })
        });
        let is_saved = file.is_some_and(|(name, csv)| {
            let bytes = ["\u{feff}".as_bytes(), csv.as_bytes()].concat();
            download(&name, "text/csv;charset=utf-8", &bytes)
        });
        if !is_saved {
            let sentence = "The browser did not take the file of lines with problems.".to_owned();
            looked
                .workspace
                .send(Message::Noticed(NoticeKind::Problem, sentence));
        }
    };
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <section class="problems" aria-labelledby="import-problems-title">
                <h3 id="import-problems-title">"Lines with problems"</h3>
                <p>"Put them right here, or leave them out and bring them later: they stay out, everything else comes in."</p>
                <p class="actions">
                    <button on:click=save>"Download these lines with the reasons"</button>
                    {move || columns().into_iter().map(|column| view! { <EmptyColumn column /> }).collect_view()}
                </p>
                <ul>
                    <For each=move || rows.get() key=|row| (row.row, row.column, row.sentence.clone()) let(row)>
                        <Problem row />
                    </For>
                </ul>
                <p>{n_more}</p>
            </section>
        </Show>
    }
}

#[component]
fn EmptyColumn(column: ProblemColumn) -> impl IntoView {
    let looked = looked();
    let ProblemColumn { column, label } = column;
    view! { <button on:click=move |_| looked.tell(ImportMessage::ProblemsEmptied(column))>{label}</button> }
}

#[component]
fn Problem(row: ProblemRow) -> impl IntoView {
    let looked = looked();
    let number = row.row;
    let fix = move |column: u32, text: String| {
        looked.tell(ImportMessage::CellFixed {
            row: number,
            column,
            text,
        });
    };
    let cells = row.cells.into_iter().map(|cell| {
        let column = cell.column;
        let label = format!("{} in row {number}", cell.label);
        view! {
            <input
                type="text"
                aria-label=label
                prop:value=cell.text
                on:change:target=move |event| fix(column, event.target().value())
            />
        }
    });
    let offer = row.offer.map(|(label, columns)| {
        let empty = move |_| columns.iter().for_each(|&column| fix(column, String::new()));
        view! { <button on:click=empty>{label}</button> }
    });
    view! { <li><span>{row.sentence}</span><span class="import-fix">{cells.collect_view()}{offer}</span></li> }
}
