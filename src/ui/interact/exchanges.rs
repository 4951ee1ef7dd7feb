//! Who has not been heard, and every exchange that was no sale.

use leptos::prelude::*;

use crate::portfolio::{AccountId, EventKind, Shared};
use crate::report::exchanges::{ExchangeRow, HeardReport, HeardRow, Way, exchanges, heard};
use crate::session::Place;

use crate::ui::worked_out::{Ground, worked_out};
use crate::ui::workspace::workspace;

const HEARD_AT_FIRST: usize = 12;
const MOST_ROWS: usize = 500;

/// The page of exchanges.
#[component]
pub fn ExchangesPage() -> impl IntoView {
    view! {
        <h1>"Exchanges"</h1>
        <p class="lead">
            "Money is half of it. Here is what else passed between you and everybody you deal with, and who has not been asked for long."
        </p>
        <div class="exchanges">
            <NotHeard />
            <EventList />
        </div>
    }
}

/// Accounts by how long they have not been heard.
#[component]
fn NotHeard() -> impl IntoView {
    let found = worked_out(move || {
        let now = Ground::now();
        async move { heard(&now.document, &now.valuation.output, MOST_ROWS, &now.style).await }
    });
    found.view("", |report| view! { <HeardList report /> }.into_any())
}

#[component]
fn HeardList(report: Memo<Shared<HeardReport>>) -> impl IntoView {
    let shows_all = RwSignal::new(false);
    let n_never = move || report.with(|report| report.n_never);
    let n_shown = move || {
        if shows_all.get() {
            MOST_ROWS
        } else {
            HEARD_AT_FIRST
        }
    };
    let lines = move || {
        let rows = report.with(|report| report.rows.iter().take(n_shown()).cloned().collect::<Vec<_>>());
        rows.into_iter()
            .map(|row| view! { <HeardLine row /> })
            .collect_view()
    };
    let all = move || report.with(|report| report.n_all);
    view! {
        <section aria-labelledby="heard-title">
            <h2 id="heard-title">"Who has not been heard"</h2>
            <p>{move || format!("{} of {} have never been heard. Nothing is assumed about what they receive.", n_never(), all())}</p>
            <table>
                <thead>
                    <tr><th scope="col">"Account"</th><th scope="col">"Last heard"</th><th scope="col">"Where"</th><th scope="col" class="numeric">"Total value"</th></tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
            <Show when=move || { all() > HEARD_AT_FIRST }>
                <button class="link" aria-expanded=move || shows_all.get().to_string() on:click=move |_| shows_all.update(|all| *all = !*all)>
                    {move || match (shows_all.get(), all()) {
                        (true, _) => "Show fewer".to_owned(),
                        (false, all) => format!("Show {} more", all.min(MOST_ROWS) - HEARD_AT_FIRST),
                    }}
                </button>
            </Show>
        </section>
    }
}

#[component]
fn HeardLine(row: HeardRow) -> impl IntoView {
    view! {
        <tr>
            <th scope="row"><AccountLink account=Some(row.account) name=row.name /></th>
            <td>{row.when}</td>
            <td>{row.posts}</td>
            <td class="numeric">{row.total_value}</td>
        </tr>
    }
}

/// All value events, filtered by way and kind.
#[component]
fn EventList() -> impl IntoView {
    let workspace = workspace();
    let way = RwSignal::new(None::<Way>);
    let kind = RwSignal::new(None::<EventKind>);
    let rows = Memo::new(move |_| exchanges(&workspace.document.read(), &workspace.style.read()));
    let fits = move |row: &ExchangeRow| {
        way.get().is_none_or(|way| row.way == way) && kind.get().is_none_or(|kind| row.kind == kind)
    };
    let found = Memo::new(move |_| rows.get().into_iter().filter(fits).collect::<Vec<_>>());
    let lines = move || {
        found
            .get()
            .into_iter()
            .take(MOST_ROWS)
            .map(|row| view! { <EventLine row /> })
            .collect_view()
    };
    view! {
        <section aria-labelledby="events-title">
            <h2 id="events-title">"What passed between us"</h2>
            <div class="choices">
                <label>
                    "Which way "
                    <select on:change:target=move |event| way.set(way_of(&event.target().value()))>
                        <option value="">"Both ways"</option>
                        <option value="received">"We received"</option>
                        <option value="given">"We gave"</option>
                    </select>
                </label>
                <label>
                    "Kind "
                    <select on:change:target=move |event| kind.set(EventKind::from_word(&event.target().value()))>
                        <option value="">"All kinds"</option>
                        {EventKind::ALL.iter().map(|kind| view! { <option>{kind.word()}</option> }).collect_view()}
                    </select>
                </label>
                <output>{move || format!("{} of {}", found.with(Vec::len), rows.with(Vec::len))}</output>
            </div>
            <p class="hint">"Events are added and changed on the page of their account."</p>
            <div class="scroll-x" tabindex="0" role="region" aria-label="List of exchanges">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"When"</th><th scope="col">"Way"</th><th scope="col">"With"</th><th scope="col">"What"</th>
                            <th scope="col">"How much"</th><th scope="col">"Capital"</th><th scope="col">"Status"</th>
                            <th scope="col" class="numeric">"Stated worth"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn EventLine(row: ExchangeRow) -> impl IntoView {
    let way = match row.way {
        Way::Received => "received",
        Way::Given => "given",
        Way::Between => "between others",
    };
    view! {
        <tr title=row.note>
            <td>{row.when}</td>
            <td>{way}</td>
            <th scope="row"><AccountLink account=row.account name=row.name /></th>
            <td>{row.kind.word()}</td>
            <td>{row.quantity}</td>
            <td>{row.capital}</td>
            <td>{row.status}</td>
            <td class="numeric">{row.worth} " " <span class="basis" data-basis=row.basis>{row.basis}</span></td>
        </tr>
    }
}

#[component]
fn AccountLink(account: Option<AccountId>, name: String) -> impl IntoView {
    account.map(|account| view! { <a href=Place::Account(account).fragment()>{name}</a> })
}

fn way_of(word: &str) -> Option<Way> {
    match word {
        "received" => Some(Way::Received),
        "given" => Some(Way::Given),
        _ => None,
    }
}
