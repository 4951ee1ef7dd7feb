//! The one filter and the one comparison of all lenses, in a line.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::portfolio::Field;
use crate::report::table::{ColumnId, Filter, TableZones, choices, filter_sentence};
use crate::session::{AS_IT_IS, AS_IT_IS_NAME, Message, ScenarioMessage, TableChange};
use crate::ui::worked_out::worked_out;
use crate::ui::workspace::{Workspace, workspace};

/// Columns that are filtered from every lens; others from the accounts table.
const FILTERED: [Field; 5] = [
    Field::Kind,
    Field::Segment,
    Field::Region,
    Field::Owner,
    Field::Tags,
];

/// Search, filters, comparison, and what they leave.
#[component]
pub fn FilterBar() -> impl IntoView {
    let workspace = workspace();
    // On a phone the choices unfold; `style/lens.css` shows them anyway where there is room.
    let is_open = RwSignal::new(false);
    let words = move || workspace.table.with(|view| view.search.clone());
    let search = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
        change(workspace, TableChange::Searched(event.target().value()));
    };
    view! {
        <div class="lens-bar" role="group" aria-label="Accounts shown">
            <button
                type="button"
                class="lens-more"
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >"Filter"</button>
            <div class="lens-choices" data-open=move || is_open.get().to_string()>
            <input
                type="search"
                aria-label="Show accounts with these words"
                placeholder="Show only …"
                prop:value=words
                on:input:target=search
            />
            {FILTERED.map(|field| view! { <Choice field /> }).into_iter().collect_view()}
            <ThroughChoice />
            <CompareChoice />
            </div>
            <Left />
        </div>
    }
}

fn change(workspace: Workspace, change: TableChange) {
    workspace.send(Message::Table(change));
}

/// One value of a column; nothing where the column has none.
#[component]
fn Choice(field: Field) -> impl IntoView {
    let workspace = workspace();
    let column = ColumnId::Field(field);
    let known = {
        let column = column.clone();
        let found = worked_out(move || {
            let (document, column) = (workspace.document.get(), column.clone());
            async move {
                let words = choices(&document, &TableZones::default(), &column).await;
                let words = words.unwrap_or_default().into_iter();
                words.filter(|(word, _)| !word.is_empty()).collect::<Vec<_>>()
            }
        });
        Memo::new(move |_| found.report.get().map(|words| words.to_vec()).unwrap_or_default())
    };
    let now = {
        let column = column.clone();
        Memo::new(move |_| match workspace.table.read().filters.get(&column) {
            Some(Filter::OneOf(words)) if words.len() == 1 => words.first().cloned().unwrap_or_default(),
            _ => String::new(),
        })
    };
    let label = column.label().to_owned();
    let every = format!("{label}: all");
    let pick = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let word = event.target().value();
        let filter = (!word.is_empty()).then(|| Filter::OneOf(BTreeSet::from([word])));
        change(workspace, TableChange::Filtered(column.clone(), filter));
    };
    let pick = StoredValue::new(pick);
    let label = StoredValue::new((label, every));
    let options = move || {
        let option = |(word, count): (String, usize)| {
            let value = word.clone();
            view! { <option value=word.clone() prop:selected=move || now.get() == value>{format!("{word} ({count})")}</option> }
        };
        known.get().into_iter().map(option).collect_view()
    };
    view! {
        <Show when=move || known.with(|words| words.len() > 1)>
            <select
                aria-label=label.with_value(|label| label.0.clone())
                on:change:target=move |event| pick.with_value(|pick| pick(event))
            >
                <option value="" prop:selected=move || now.read().is_empty()>{label.with_value(|label| label.1.clone())}</option>
                {options}
            </select>
        </Show>
    }
}

/// The scenario looked through; nothing where there is none.
#[component]
fn ThroughChoice() -> impl IntoView {
    let workspace = workspace();
    let known = Memo::new(move |_| {
        let document = workspace.base.read();
        let scenarios = document.scenarios.iter();
        let known = scenarios.map(|scenario| (scenario.id.clone(), scenario.name.clone()));
        known.collect::<Vec<_>>()
    });
    let through = Memo::new(move |_| workspace.scenarios.read().through.clone());
    let pick = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let id = Some(event.target().value()).filter(|id| !id.is_empty());
        workspace.send(Message::Scenario(ScenarioMessage::LookedThrough(id)));
    };
    let options = move || {
        let option = |(id, name): (String, String)| {
            let value = id.clone();
            let is_now = move || through.read().as_deref() == Some(value.as_str());
            view! { <option value=id prop:selected=is_now>{format!("As if {name}")}</option> }
        };
        known.get().into_iter().map(option).collect_view()
    };
    view! {
        <Show when=move || known.with(|known| !known.is_empty())>
            <select aria-label="Scenario looked through" on:change:target=pick>
                <option value="" prop:selected=move || through.read().is_none()>"Numbers as they are"</option>
                {options}
            </select>
        </Show>
    }
}

/// The snapshot or scenario to compare with; nothing where there is none.
#[component]
fn CompareChoice() -> impl IntoView {
    let workspace = workspace();
    let known = Memo::new(move |_| {
        let document = workspace.base.read();
        let scenarios = workspace.scenarios.read();
        let mut known: Vec<(String, String)> = (document.snapshots.iter())
            .map(|snapshot| (snapshot.id.clone(), snapshot.name.clone()))
            .collect();
        if scenarios.through.is_some() {
            known.push((AS_IT_IS.to_owned(), AS_IT_IS_NAME.to_owned()));
        }
        let others = (document.scenarios.iter()).filter(|scenario| scenarios.shown_id() != scenario.id);
        known.extend(others.map(|one| (one.id.clone(), format!("scenario {}", one.name))));
        known
    });
    let with = Memo::new(move |_| workspace.scenarios.read().with.clone());
    let pick = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let id = Some(event.target().value()).filter(|id| !id.is_empty());
        workspace.send(Message::Scenario(ScenarioMessage::ComparedWith(id)));
    };
    let options = move || {
        let option = |(id, name): (String, String)| {
            let value = id.clone();
            let is_now = move || with.read().as_deref() == Some(value.as_str());
            view! { <option value=id prop:selected=is_now>{format!("Compare with {name}")}</option> }
        };
        known.get().into_iter().map(option).collect_view()
    };
    view! {
        <Show when=move || known.with(|known| !known.is_empty())>
            <select aria-label="Compare with" on:change:target=pick>
                <option value="" prop:selected=move || with.read().is_none()>"Compare with nothing"</option>
                {options}
            </select>
        </Show>
    }
}

/// How many accounts are left, by which filters, and the way back to all.
#[component]
fn Left() -> impl IntoView {
    let workspace = workspace();
    let words = move || {
        let n_all = workspace.document.read().portfolio.accounts.len();
        let passing = workspace.passing.read();
        let style = workspace.style.read();
        let written = |n: usize| style.number(n as f64, 0);
        match passing.as_ref() {
            Some(rows) => format!("{} of {} accounts", written(rows.len()), written(n_all)),
            None if n_all == 1 => "1 account".to_owned(),
            None => format!("{} accounts", written(n_all)),
        }
    };
    let others = move || {
        let view = workspace.table.read();
        let style = workspace.style.read();
        let is_seen =
            |column: &ColumnId| matches!(column, ColumnId::Field(field) if FILTERED.contains(field));
        let filters = view.filters.iter();
        let chips = filters.filter(|(column, filter)| {
            !is_seen(column) || !matches!(filter, Filter::OneOf(words) if words.len() == 1)
        });
        let chip = |(column, filter): (&ColumnId, &Filter)| {
            let sentence = filter_sentence(column, filter, &style);
            let label = format!("Drop the filter {sentence}");
            let column = column.clone();
            let drop = move |_| change(workspace, TableChange::Filtered(column.clone(), None));
            view! { <button class="chip" aria-label=label on:click=drop>{sentence}<span aria-hidden="true">"×"</span></button> }
        };
        chips.map(chip).collect_view()
    };
    view! {
        {others}
        <span class="lens-count" role="status">{words}</span>
        <Show when=move || workspace.table.with(|view| view.leaves_out())>
            <button class="link" on:click=move |_| change(workspace, TableChange::FiltersDropped)>"Show all"</button>
        </Show>
    }
}
