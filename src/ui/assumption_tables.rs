//! The tables of the assumptions, edited in place: what native units are worth, what serving takes, and how far
//! the levers of a segment reach.

use leptos::prelude::*;

use crate::platform::clock;
use crate::portfolio::Document;
use crate::report::assumption_rows::{
    activity_form, rate_form, read_activity, read_rate, with_rate, without_rate,
};
use crate::report::ceiling_rows::{ceilings_form, read_ceilings, with_ceilings, without_ceilings};
use crate::report::form::{FormField, Refusal, Texts};
use crate::report::style::NumberStyle;
use crate::session::{Edit, Message};

use super::widgets::{DialogForm, FormLine, focus_soon, open_dialog};
use super::workspace::{Workspace, workspace};

/// A row of a table: an exchange rate or the ceilings of a segment by place, or an activity by its id.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Row {
    Rate(Option<usize>),
    Activity(Option<String>),
    Ceilings(Option<usize>),
}

impl Row {
    fn form(&self, document: &Document, style: &NumberStyle) -> Vec<FormField> {
        match self {
            Self::Rate(place) => rate_form(document, *place, style),
            Self::Activity(id) => activity_form(document, id.as_deref(), style),
            Self::Ceilings(place) => ceilings_form(document, *place, style),
        }
    }

    fn read(&self, document: &Document, texts: &Texts, style: &NumberStyle) -> Result<Edit, Vec<Refusal>> {
        match self {
            Self::Rate(place) => read_rate(document, *place, texts, style.marks())
                .map(|rate| Edit::AssumptionsWritten(with_rate(&document.assumptions, *place, rate).into())),
            Self::Activity(id) => {
                let id = id.clone().unwrap_or_else(|| clock::new_id("activity"));
                read_activity(id, texts, style.marks()).map(Edit::ActivityWritten)
            }
            Self::Ceilings(place) => read_ceilings(document, *place, texts, style.marks()).map(|stated| {
                Edit::AssumptionsWritten(with_ceilings(&document.assumptions, *place, stated).into())
            }),
        }
    }

    fn removal(&self, document: &Document) -> Option<Edit> {
        match self {
            Self::Rate(place) => {
                place.map(|place| Edit::AssumptionsWritten(without_rate(&document.assumptions, place).into()))
            }
            Self::Activity(id) => id.clone().map(Edit::ActivityRemoved),
            Self::Ceilings(place) => place
                .map(|place| Edit::AssumptionsWritten(without_ceilings(&document.assumptions, place).into())),
        }
    }

    fn key(&self) -> String {
        match self {
            Self::Rate(place) => format!(
                "rate-{}",
                place.map_or_else(String::new, |place| place.to_string())
            ),
            Self::Activity(id) => format!("activity-{}", id.as_deref().unwrap_or_default()),
            Self::Ceilings(place) => format!(
                "ceilings-{}",
                place.map_or_else(String::new, |place| place.to_string())
            ),
        }
    }
}

/// Worth of native units in money, one line a unit.
#[component]
pub fn ExchangeTable() -> impl IntoView {
    let workspace = workspace();
    let rows = Memo::new(move |_| {
        let n_rates = workspace
            .document
            .with(|document| document.assumptions.exchange.len());
        (0..n_rates)
            .map(|place| Row::Rate(Some(place)))
            .collect::<Vec<_>>()
    });
    view! {
        <EditableTable
            id="rates"
            title="Exchange table"
            lead="What one unit of something that is not money is worth in money: one number, or low..base..high. A judgement, and drawn as one everywhere."
            heads=["One", "Capital", "Is worth"].to_vec()
            rows
            blank=Row::Rate(None)
            add_label="A rate"
        />
    }
}

/// What serving takes: minutes and cost by activity.
#[component]
pub fn ActivityTable() -> impl IntoView {
    let workspace = workspace();
    let rows = Memo::new(move |_| {
        workspace.document.with(|document| {
            let ids = document
                .portfolio
                .activities
                .iter()
                .map(|activity| activity.id.clone());
            ids.map(|id| Row::Activity(Some(id))).collect::<Vec<_>>()
        })
    });
    view! {
        <EditableTable
            id="activities"
            title="Activities"
            lead="What serving takes. Events a year are written on each account's page; the cost of a minute is the cost of the capacity divided by the minutes it can practically work."
            heads=["Activity", "Minutes each", "Cost of a minute", "Avoidable share"].to_vec()
            rows
            blank=Row::Activity(None)
            add_label="An activity"
        />
    }
}

/// How far the levers of a segment reach, one line a segment.
#[component]
pub fn CeilingTable() -> impl IntoView {
    let workspace = workspace();
    let rows = Memo::new(move |_| {
        let n_stated = workspace
            .document
            .with(|document| document.assumptions.ceilings.len());
        (0..n_stated)
            .map(|place| Row::Ceilings(Some(place)))
            .collect::<Vec<_>>()
    });
    view! {
        <EditableTable
            id="ceilings"
            title="Ceilings by segment"
            lead="The most that is attainable with each lever of potential value. Without one, the best tenth of the segment speaks, of everybody where the segment is small, or the whole wallet. A ceiling on an account's page goes before these."
            heads=["Segment", "Retention", "Share of wallet", "Products", "Margin of revenue", "Cost to serve of revenue"].to_vec()
            rows
            blank=Row::Ceilings(None)
            add_label="Ceilings of a segment"
        />
    }
}

#[component]
fn EditableTable(
    id: &'static str,
    title: &'static str,
    lead: &'static str,
    heads: Vec<&'static str>,
    rows: Memo<Vec<Row>>,
    blank: Row,
    add_label: &'static str,
) -> impl IntoView {
    let title_id = format!("{id}-title");
    let labelled = title_id.clone();
    let heading_id = title_id.clone();
    let heads = heads
        .into_iter()
        .map(|head| view! { <th scope="col">{head}</th> })
        .collect_view();
    let add_id = format!("add-{id}");
    let after_removal = add_id.clone();
    view! {
        <section class="editable-table" aria-labelledby=labelled>
            <h2 id=heading_id>{title}</h2>
            <p class="hint">{lead}</p>
            <Show when=move || rows.with(|rows| !rows.is_empty())>
                <div class="scroll-x" tabindex="0" role="group" aria-labelledby=title_id.clone()>
                    <table>
                        <thead><tr>{heads.clone()}<th scope="col"><span class="visually-hidden">"Remove"</span></th></tr></thead>
                        <tbody>
                            {
                                let after_removal = after_removal.clone();
                                view! { <For each=move || rows.get() key=Row::key children=move |row| view! { <RowLine row after_removal=after_removal.clone() /> } /> }
                            }
                        </tbody>
                    </table>
                </div>
            </Show>
            <AddRow id title=add_label add_id blank />
        </section>
    }
}

/// The button that adds a row, and the dialog behind it.
#[component]
fn AddRow(id: &'static str, title: &'static str, add_id: String, blank: Row) -> impl IntoView {
    let workspace = workspace();
    let is_open = RwSignal::new(false);
    let open = move |_| {
        is_open.set(true);
        open_dialog(id);
    };
    let form = move || {
        let row = blank.clone();
        let fields = read(workspace, |document, style| row.form(document, style));
        let on_keep = Callback::new(move |texts: Texts| {
            match read(workspace, |document, style| row.read(document, &texts, style)) {
                Ok(edit) => {
                    workspace.send(Message::Edited(edit, None));
                    Vec::new()
                }
                Err(refusals) => refusals,
            }
        });
        view! { <DialogForm dialog=id title=title.to_owned() fields on_keep /> }
    };
    view! {
        <button class="add" id=add_id on:click=open>"+ " {title}</button>
        <dialog id=id aria-label=title on:close=move |_| is_open.set(false)>
            {move || is_open.get().then(&form)}
        </dialog>
    }
}

#[component]
fn RowLine(row: Row, after_removal: String) -> impl IntoView {
    let workspace = workspace();
    let row = StoredValue::new(row);
    let texts = Memo::new(move |_| -> Texts {
        let style = workspace.style.read();
        let form = workspace
            .document
            .with(|document| row.with_value(|row| row.form(document, &style)));
        form.into_iter().map(|field| (field.key, field.text)).collect()
    });
    let name = move || texts.with(|texts| texts.first().map(|(_, text)| text.clone()).unwrap_or_default());
    let cells = read(workspace, |document, style| {
        row.with_value(|row| row.form(document, style))
    })
    .into_iter()
    .map(|field| view! { <td><Cell row texts field /></td> })
    .collect_view();
    let remove = move |_| {
        let edit = read(workspace, |document, _| {
            row.with_value(|row| row.removal(document))
        });
        if let Some(edit) = edit {
            workspace.send(Message::Edited(edit, None));
            focus_soon(vec![after_removal.clone()]);
        }
    };
    view! {
        <tr>
            {cells}
            <td><button class="link" aria-label=move || format!("Remove {}", name()) on:click=remove>"Remove"</button></td>
        </tr>
    }
}

#[component]
fn Cell(row: StoredValue<Row>, texts: Memo<Texts>, field: FormField) -> impl IntoView {
    let workspace = workspace();
    let key = field.key;
    let text = Signal::derive(move || text_of(&texts.read(), key));
    let on_write = Callback::new(move |written: String| {
        let mut all = texts.get_untracked();
        if let Some((_, text)) = all.iter_mut().find(|(known, _)| *known == key) {
            *text = written;
        }
        match read(workspace, |document, style| {
            row.with_value(|row| row.read(document, &all, style))
        }) {
            Ok(edit) => {
                workspace.send(Message::Edited(edit, None));
                None
            }
            Err(refusals) => refusals.into_iter().next().map(|refusal| refusal.sentence),
        }
    });
    let id = format!("{}-{key}", row.with_value(Row::key));
    let long_label = format!(
        "{} of {}",
        field.label,
        texts.with_untracked(|texts| text_of(texts, texts.first().map_or("", |(key, _)| *key)))
    );
    view! { <FormLine field id text refusal=RwSignal::new(None) on_write is_bare=true long_label /> }
}

fn text_of(texts: &Texts, key: &str) -> String {
    texts
        .iter()
        .find(|(known, _)| *known == key)
        .map(|(_, text)| text.clone())
        .unwrap_or_default()
}

fn read<T>(workspace: Workspace, read: impl FnOnce(&Document, &NumberStyle) -> T) -> T {
    workspace
        .document
        .with_untracked(|document| workspace.style.with_untracked(|style| read(document, style)))
}
