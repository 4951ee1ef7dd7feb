//! The map as a table and in words.

use leptos::prelude::*;

use crate::report::{MapReport, point_words, table_order};
use crate::session::{Message, Place, Select};

use super::method::MapMethod;
use super::state::{Form, MapState};

/// Rows of a page of the table.
const PAGE: usize = 100;

/// A form of a map that is words.
#[derive(Clone, Copy)]
pub struct MapWords(pub MapState, pub Form);

/// The map as a table, in sentences, or how it is read.
pub fn map_words(MapWords(state, form): MapWords) -> AnyView {
    match form {
        Form::Table => view! { <MapTable state /> }.into_any(),
        Form::Method => view! { <MapMethod state /> }.into_any(),
        Form::Text | Form::Picture => view! { <MapText state /> }.into_any(),
    }
}

/// The same accounts as a table, highest first.
#[component]
fn MapTable(state: MapState) -> impl IntoView {
    let page = RwSignal::new(0_usize);
    let order = Memo::new(move |_| table_order(&state.report.read()));
    let n_pages = move || order.read().len().div_ceil(PAGE).max(1);
    let shown = move || page.get().min(n_pages() - 1);
    let rows = move || {
        let report = state.report.read();
        let order = order.read();
        let selected = state.selected.read();
        let has_more = has_more(&report);
        let seen = order
            .iter()
            .skip(shown() * PAGE)
            .take(PAGE)
            .filter_map(|&index| Some((index, report.points.get(index)?)));
        seen.map(|(index, point)| {
            let words = point_words(&report, point);
            let is_selected = selected.contains(&point.row);
            view! {
                <tr aria-selected=is_selected.to_string()>
                    <th scope="row"><AccountButton state index name=words.name /></th>
                    <td class="numeric">{words.x.value}" "<span class="interval">{words.x.range}</span></td>
                    <td class="numeric">{words.y.value}" "<span class="interval">{words.y.range}</span></td>
                    <td>{words.zone}</td>
                    <td>{words.class}</td>
                    {has_more.then(|| view! { <td>{words.more.join(". ")}</td> })}
                </tr>
            }
        })
        .collect_view()
    };
    let heads = move || {
        let report = state.report.read();
        view! {
            <tr>
                <th scope="col">"Account"</th>
                <th scope="col" class="numeric">{report.x.label.clone()}</th>
                <th scope="col" class="numeric">{report.y.label.clone()}</th>
                <th scope="col">"Zone"</th>
                <th scope="col">{report.colour_label}</th>
                {has_more(&report).then(|| view! { <th scope="col">"Also"</th> })}
            </tr>
        }
    };
    view! {
        <div class="map-table scroll-x" tabindex="0" role="region" aria-label="The map as a table">
            <table>
                <thead>{heads}</thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <Show when=move || n_pages().gt(&1)>
            <nav class="map-pages" aria-label="Pages of the table">
                <button type="button" disabled=move || shown() == 0 on:click=move |_| page.set(shown().saturating_sub(1))>"Previous"</button>
                <span>{move || format!("Page {} of {}", shown() + 1, n_pages())}</span>
                <button type="button" disabled=move || shown() + 1 == n_pages() on:click=move |_| page.set(shown() + 1)>"Next"</button>
            </nav>
        </Show>
    }
}

/// True where something is drawn over the map that says more of each account.
fn has_more(report: &MapReport) -> bool {
    let extras = &report.extras;
    report.lens.has_roles
        || !(extras.stems.is_empty() && extras.trails.is_empty() && extras.firmness.is_empty())
}

/// A name that selects its account.
#[component]
fn AccountButton(state: MapState, index: usize, name: String) -> impl IntoView {
    let pick = move |_| {
        if let Some(account) = state.account(index) {
            state
                .workspace
                .send(Message::Selected(Select::Only(Some(account))));
        }
    };
    let open = move |_| {
        if let Some(account) = state.account(index) {
            state.workspace.send(Message::Went(Place::Account(account)));
        }
    };
    view! { <button type="button" class="link" on:click=pick on:dblclick=open>{name}</button> }
}

/// The map in paragraphs.
#[component]
fn MapText(state: MapState) -> impl IntoView {
    let paragraphs = move || {
        state.report.with(|report| {
            report
                .summary
                .iter()
                .map(|text| view! { <p>{text.clone()}</p> })
                .collect_view()
        })
    };
    view! { <div class="map-text">{paragraphs}</div> }
}
