//! What each column becomes, and how its values are read.

use leptos::prelude::*;

use crate::import::{DayOrder, Role, Shape, Target};
use crate::portfolio::{FieldKind, NumberMarks};
use crate::report::import::{marks_label, shortened, target_label};
use crate::session::ImportMessage;

use super::looked;

/// A table with a line per column of the file.
#[component]
pub fn Columns() -> impl IntoView {
    let looked = looked();
    let headers = Memo::new(move |_| {
        looked.read(|incoming| {
            incoming
                .settings
                .columns
                .iter()
                .map(|column| column.header.clone())
                .enumerate()
                .collect::<Vec<_>>()
        })
    });
    let is_own = Memo::new(move |_| looked.read(|incoming| incoming.settings.is_own));
    view! {
        <section aria-labelledby="import-columns-title">
            <h3 id="import-columns-title">"What the columns become"</h3>
            <Show when=move || is_own.get()>
                <p>"This table was written by this app: every column is known."</p>
            </Show>
            <details open=move || !is_own.get()>
                <summary>"Columns"</summary>
                <div class="scroll-x" tabindex="0" role="region" aria-label="Table of columns">
                    <table class="import-columns">
                        <thead>
                            <tr>
                                <th scope="col">"In the file"</th>
                                <th scope="col">"First values"</th>
                                <th scope="col">"Becomes"</th>
                                <th scope="col">"Read as"</th>
                            </tr>
                        </thead>
                        <tbody>
                            <For each=move || headers.get() key=|column| column.clone() let((index, header))>
                                <ColumnRow index header />
                            </For>
                        </tbody>
                    </table>
                </div>
            </details>
        </section>
    }
}

#[component]
fn ColumnRow(index: usize, header: String) -> impl IntoView {
    let looked = looked();
    let examples = move || {
        looked.read(|incoming| {
            let examples = incoming
                .sample
                .columns
                .get(index)
                .map(|column| column.examples.clone())
                .unwrap_or_default();
            examples
                .iter()
                .take(3)
                .map(|text| shortened(text, 24))
                .collect::<Vec<_>>()
                .join(" · ")
        })
    };
    let target = Memo::new(move |_| {
        looked.incoming.with(|incoming| {
            let column = incoming
                .as_ref()
                .and_then(|incoming| incoming.settings.columns.get(index));
            column.map_or(Target::LeaveOut, |column| column.target)
        })
    });
    let shape = Memo::new(move |_| {
        looked.incoming.with(|incoming| {
            incoming
                .as_ref()
                .map_or(Shape::Accounts, |incoming| incoming.settings.shape)
        })
    });
    let options = move || {
        let shape = shape.get();
        let mut offered = Target::offered(shape);
        if !offered.contains(&target.get_untracked()) {
            offered.push(target.get_untracked());
        }
        offered
            .into_iter()
            .map(|one| view! { <option value=one.key() selected=move || target.get() == one>{target_label(one, shape)}</option> })
            .collect_view()
    };
    let label = format!("What {header} becomes");
    view! {
        <tr data-left-out=move || (target.get() == Target::LeaveOut).to_string()>
            <th scope="row">{shortened(&header, 40)}</th>
            <td class="examples">{examples}</td>
            <td>
                <select
                    aria-label=label
                    on:change:target=move |event| {
                        if let Some(target) = Target::from_key(&event.target().value()) {
                            looked.tell(ImportMessage::TargetChanged(index, target));
                        }
                    }
                >
                    {options}
                </select>
            </td>
            <td><ReadAs index target header /></td>
        </tr>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Share,
    Day,
    Text,
}

fn kind_of(target: Target) -> Kind {
    match target {
        Target::Role(Role::Date) => Kind::Day,
        Target::Role(Role::Discount) => Kind::Share,
        Target::Role(role) if role.is_number() => Kind::Number,
        Target::Product => Kind::Number,
        Target::Field(field) => match field.kind() {
            FieldKind::Day => Kind::Day,
            FieldKind::Share | FieldKind::Growth => Kind::Share,
            FieldKind::Money | FieldKind::Number { .. } | FieldKind::Count => Kind::Number,
            _ => Kind::Text,
        },
        _ => Kind::Text,
    }
}

/// Decimal mark, order of dates, per cent: as the values say unless chosen here.
#[component]
fn ReadAs(index: usize, #[prop(into)] target: Signal<Target>, header: String) -> impl IntoView {
    let looked = looked();
    let kind = Memo::new(move |_| kind_of(target.get()));
    let column = move || looked.read(|incoming| incoming.settings.columns.get(index).cloned().map(Box::new));
    let header = StoredValue::new(header);
    move || match kind.get() {
        Kind::Text if target.get() == Target::LeaveOut => ().into_any(),
        Kind::Text => view! { "text" }.into_any(),
        Kind::Day => {
            let order = move || column().and_then(|column| column.day_order);
            view! {
                <select
                    aria-label=format!("Order of the dates of {}", header.get_value())
                    on:change:target=move |event| {
                        let at = event.target().selected_index() - 1;
                        if let Some(order) = usize::try_from(at).ok().and_then(|at| DayOrder::ALL.get(at)) {
                            looked.tell(ImportMessage::DayOrderChosen(index, *order));
                        }
                    }
                >
                    <option selected=move || order().is_none()>"date, as the values say"</option>
                    {DayOrder::ALL
                        .into_iter()
                        .map(|one| view! { <option selected=move || order() == Some(one)>{one.label()}</option> })
                        .collect_view()}
                </select>
            }
            .into_any()
        }
        number => {
            let marks = move || column().and_then(|column| column.marks);
            let percent = move || column().and_then(|column| column.is_percent).unwrap_or(false);
            view! {
                <select
                    aria-label=format!("Decimal mark of {}", header.get_value())
                    on:change:target=move |event| {
                        let chosen = match event.target().selected_index() {
                            1 => NumberMarks::POINT,
                            2 => NumberMarks::COMMA,
                            _ => return,
                        };
                        looked.tell(ImportMessage::MarksChosen(index, chosen));
                    }
                >
                    <option selected=move || marks().is_none()>"number, as the values say"</option>
                    {[NumberMarks::POINT, NumberMarks::COMMA]
                        .map(|one| view! { <option selected=move || marks() == Some(one)>{marks_label(one)}</option> })
                        .collect_view()}
                </select>
                {(number == Kind::Share).then(|| view! {
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=percent
                            on:change:target=move |event| looked.tell(ImportMessage::PercentChosen(index, event.target().checked()))
                        />
                        "in per cent"
                    </label>
                })}
            }
            .into_any()
        }
    }
}
