//! The page of a lens: heading, filter, and its four views.

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::portfolio::{AccountId, Shared};
use crate::report::lens::{LensMethod, LensRow, LensTable, first_sentence};
use crate::session::Place;
use crate::ui::differentiate::AccountLink;
use crate::ui::workspace::workspace;

use super::FilterBar;

/// The views of a lens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// The drawing.
    Picture,
    /// The same as a table.
    Table,
    /// The same in words.
    Text,
    /// How it is made.
    Method,
}

impl Form {
    const ALL: [(Self, &str); 4] = [
        (Self::Picture, "Picture"),
        (Self::Table, "Table"),
        (Self::Text, "Text"),
        (Self::Method, "Method"),
    ];
}

/// Lines of a table shown before the rest is asked for.
const FIRST_LINES: usize = 200;

/// A lens: its pictures in `pictures`, the same in tables and words, and how it is made.
#[component]
pub fn LensPage(
    /// Its name.
    title: &'static str,
    /// What it shows, in a sentence.
    lead: &'static str,
    /// The numbers of the pictures.
    #[prop(into)]
    tables: Signal<Vec<LensTable>>,
    /// The pictures in paragraphs.
    #[prop(into)]
    words: Signal<Vec<String>>,
    /// How it is made.
    method: LensMethod,
    /// What the person chooses, above the pictures.
    #[prop(optional, into)]
    choices: Option<ViewFn>,
    /// Why it shows no snapshot beside the present, where one is compared with.
    #[prop(optional)]
    apart: &'static str,
    /// The pictures.
    #[prop(into)]
    pictures: ViewFn,
    /// What stands below, in every view.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let form = RwSignal::new(Form::Picture);
    let (compared, is_apart) = (workspace().compared, !apart.is_empty());
    let button = move |(this, label): (Form, &'static str)| {
        view! {
            <button type="button" aria-pressed=move || (form.get() == this).to_string() on:click=move |_| form.set(this)>
                {label}
            </button>
        }
    };
    let found = Signal::derive(move || words.with(|words| words.first().cloned().unwrap_or_default()));
    let shown = move || match form.get() {
        Form::Picture => view! {
            <Finding found />
            {pictures.run()}
        }
        .into_any(),
        Form::Table => view! { <Tables tables /> }.into_any(),
        Form::Text => view! { <Words words /> }.into_any(),
        Form::Method => view! { <Method method /> }.into_any(),
    };
    view! {
        <div class="lens">
            <header class="map-head">
                <h1>{title}</h1>
                <p class="lead">{lead}</p>
                <div class="map-tools">
                    <div class="map-group" role="group" aria-label="Show as">
                        {Form::ALL.map(button).into_iter().collect_view()}
                    </div>
                </div>
            </header>
            <FilterBar />
            <Show when=move || is_apart && compared.with(Option::is_some)>
                <p class="hint" role="status">{apart}</p>
            </Show>
            {choices.map(|choices| choices.run())}
            <div class="lens-body">{shown}</div>
            {children.map(|children| children())}
        </div>
    }
}

/// What is found, above a picture: the first sentence large, what follows it smaller.
#[component]
pub fn Finding(
    /// The sentences; empty where there is nothing to say.
    found: Signal<String>,
) -> impl IntoView {
    let sentences = move || {
        found.with(|found| {
            let (first, rest) = first_sentence(found);
            let rest = (!rest.is_empty()).then(|| view! { " "<small>{rest.to_owned()}</small> });
            view! { {first.to_owned()}{rest} }
        })
    };
    view! { <p class="lens-finding" role="status">{sentences}</p> }
}

/// What is told after the finding, beside the pictures.
#[component]
pub fn ToldBeside(#[prop(into)] words: Signal<Vec<String>>) -> impl IntoView {
    let rest = move || {
        words.with(|words| {
            let rest = words.iter().skip(1).cloned();
            rest.map(|sentence| view! { <p>{sentence}</p> }).collect_view()
        })
    };
    let has_rest = Memo::new(move |_| words.with(|words| words.len() > 1));
    view! {
        <Show when=move || has_rest.get()>
            <div class="map-notice lens-told" role="status">{rest}</div>
        </Show>
    }
}

#[component]
fn Tables(tables: Signal<Vec<LensTable>>) -> impl IntoView {
    move || {
        tables
            .get()
            .into_iter()
            .map(|table| view! { <LensLines table /> })
            .collect_view()
    }
}

/// A table of a lens, with links to its accounts.
#[component]
pub fn LensLines(
    /// What it shows.
    table: LensTable,
) -> impl IntoView {
    let is_whole = RwSignal::new(false);
    let n_rows = table.rows.len();
    let n_columns = table.headers.len();
    let are_numbers: Shared<Vec<bool>> =
        Shared::new((0..n_columns).map(|column| table.holds_numbers(column)).collect());
    let heads_are = are_numbers.clone();
    let class = move |column: usize| if heads_are[column] { "numeric" } else { "" };
    let heads = table.headers.into_iter().enumerate();
    let heads = heads
        .map(|(column, head)| view! { <th scope="col" class=class(column)>{head}</th> })
        .collect_view();
    let rows = Shared::new(table.rows);
    let lines = move || {
        let n_shown = if is_whole.get() {
            n_rows
        } else {
            n_rows.min(FIRST_LINES)
        };
        rows[..n_shown]
            .iter()
            .cloned()
            .map(|row| view! { <Line row are_numbers=are_numbers.clone() /> })
            .collect_view()
    };
    let label = table.caption.clone();
    view! {
        <div class="scroll-x lens-table" tabindex="0" role="region" aria-label=label>
            <table>
                <caption>{table.caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{lines}</tbody>
            </table>
            <Show when=move || { n_rows > FIRST_LINES && !is_whole.get() }>
                <button on:click=move |_| is_whole.set(true)>{format!("Show all {n_rows} lines")}</button>
            </Show>
        </div>
    }
}

#[component]
fn Line(row: LensRow, are_numbers: Shared<Vec<bool>>) -> impl IntoView {
    let workspace = workspace();
    let account = row.row.and_then(|row| {
        workspace.document.with_untracked(|document| {
            let account = document.portfolio.accounts.get(row)?;
            Some(account.id.clone())
        })
    });
    let is_selected = {
        let account: Option<AccountId> = account.clone();
        move || {
            account
                .as_ref()
                .is_some_and(|id| workspace.selection.read().accounts.contains(id))
        }
    };
    let mut cells = row.cells.into_iter();
    let name = cells.next().unwrap_or_default();
    let name = match account {
        Some(account) => view! { <AccountLink account name /> }.into_any(),
        None => name.into_any(),
    };
    let cells = cells
        .zip(are_numbers.iter().skip(1))
        .map(|(cell, is_number)| view! { <td class:numeric=*is_number>{cell}</td> })
        .collect_view();
    view! { <tr class:selected=is_selected><th scope="row">{name}</th>{cells}</tr> }
}

#[component]
fn Words(words: Signal<Vec<String>>) -> impl IntoView {
    let paragraphs = move || {
        words
            .get()
            .into_iter()
            .map(|text| view! { <p>{text}</p> })
            .collect_view()
    };
    view! { <div class="map-text">{paragraphs}</div> }
}

#[component]
fn Method(method: LensMethod) -> impl IntoView {
    let paragraphs = method
        .paragraphs
        .iter()
        .map(|text| view! { <p>{*text}</p> })
        .collect_view();
    let sources = method
        .sources
        .iter()
        .map(|text| view! { <li>{*text}</li> })
        .collect_view();
    let link = |measure: &MeasureId| {
        let href = Place::Method(Some(*measure)).fragment();
        view! { <li><a href=href>{measure.label()}</a></li> }
    };
    let measures = method.measures.iter().map(link).collect_view();
    view! {
        <div class="map-text">
            {paragraphs}
            <h2>"The numbers it shows"</h2>
            <ul class="lens-links">{measures}</ul>
            <h2>"Sources"</h2>
            <ul>{sources}</ul>
        </div>
    }
}
