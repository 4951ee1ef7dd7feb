//! The right page: what we get from them.

use leptos::prelude::*;

use crate::measures::MeasureId;
use crate::portfolio::{ServiceLoad, read_number};
use crate::report::account::{LoadRow, ShareRow, YearRow};
use crate::report::explanation::Part;
use crate::report::form::{FormField, FormKind};
use crate::session::{Edit, Message, Place};
use crate::ui::explain::{Explained, explain};
use crate::ui::widgets::FormLine;
use crate::ui::workspace::workspace;

use super::account::account_view;
use super::account_events::EventList;
use super::account_exchange::TotalSteps;
use super::account_fix::FixOrRelease;
use super::account_parts::{AddButton, Bar, FigureLine, RecordButtons};
use super::account_records::OpenRecord;

/// What we get from them.
#[component]
pub fn WeGet() -> impl IntoView {
    let view = account_view();
    let received = view.part(|report| report.ledger.received.clone());
    let between = view.part(|report| report.ledger.between.clone());
    view! {
        <section class="side we-get" aria-labelledby="we-get">
            <h2 id="we-get">"What we get from them"</h2>
            <dl class="figures">
                <FigureLine measure=MeasureId::TotalValue is_main=true />
                <FigureLine measure=MeasureId::CurrentValue />
                <FigureLine measure=MeasureId::RelationshipValue />
            </dl>
            <FixOrRelease />
            <TotalSteps />
            <Economics />
            <section aria-labelledby="received-title">
                <h3 id="received-title">"What they gave us beside what they pay"</h3>
                <EventList rows=received nothing="Nothing is recorded. What they bring beside sales is unknown, not nothing." add_id="add-received" add_label="Something they gave" />
            </section>
            <Show when=move || between.with(|between| !between.is_empty())>
                <section aria-labelledby="between-title">
                    <h3 id="between-title">"What passed between them and others"</h3>
                    <EventList rows=between nothing="" add_id="add-between" add_label="Something between them and others" />
                </section>
            </Show>
            <Weighed />
            <Roles />
            <Shares />
        </section>
    }
}

#[component]
fn Economics() -> impl IntoView {
    let view = account_view();
    let reason = view.part(|report| report.economics.retention_reason.clone());
    let years = view.part(|report| report.economics.years.clone());
    let is_modelled =
        view.part(|report| (report.figure(MeasureId::StillThere)).is_some_and(|figure| figure.is_known));
    let summary = view.part(|report| report.economics.years_summary.clone());
    let bars = move || {
        years
            .get()
            .into_iter()
            .map(|row| view! { <YearBar row /> })
            .collect_view()
    };
    view! {
        <section aria-labelledby="economics-title">
            <h3 id="economics-title">"What they pay and cost a year"</h3>
            <Show when=move || years.with(|years| !years.is_empty())>
                <ol class="years" aria-label=move || summary.get()>{bars}</ol>
            </Show>
            <dl class="figures">
                <FigureLine measure=MeasureId::Revenue />
                <FigureLine measure=MeasureId::GrossMargin />
                <FigureLine measure=MeasureId::CostToServe />
                <FigureLine measure=MeasureId::Contribution />
                <FigureLine measure=MeasureId::Retention aside=Signal::derive(move || reason.get()) />
                <Show when=move || is_modelled.get()>
                    <FigureLine measure=MeasureId::StillThere />
                    <FigureLine measure=MeasureId::ExpectedPurchases />
                </Show>
            </dl>
            <Loads />
        </section>
    }
}

#[component]
fn YearBar(row: YearRow) -> impl IntoView {
    let height = format!("{:.2}%", row.part * 100.0);
    let (workspace, view) = (workspace(), account_view());
    let on_click = move |_| explain(workspace, Part::Year(row.number), view.id.get_value());
    let title = format!("{}: revenue {}, profit {}", row.year, row.revenue, row.profit);
    let label = format!("{title}. How these numbers came about");
    view! {
        <li>
            <button class="year-bar" title=title aria-label=label on:click=on_click>
                <span class="column"><span class:partial=row.is_partial style:height=height></span></span>
                <span class="year">{row.year.chars().take(4).collect::<String>()}</span>
            </button>
        </li>
    }
}

/// The cost to serve by activity: how often a year.
#[component]
fn Loads() -> impl IntoView {
    let loads = account_view().part(|report| report.economics.loads.clone());
    let is_by_activity = account_view().part(|report| report.economics.is_by_activity);
    let ids = Memo::new(move |_| {
        loads.with(|loads| loads.iter().map(|load| load.activity.clone()).collect::<Vec<_>>())
    });
    let lead = move || match is_by_activity.get() {
        true => "Counted by activity; clear every line to use what is stated instead.",
        false => "Not counted by activity: what is stated is used. Write events per year to count.",
    };
    view! {
        <details class="loads">
            <summary>"Cost to serve by activity"</summary>
            <p class="hint">{lead} " " <a href=Place::Assumptions.fragment()>"Minutes and rates"</a></p>
            <table>
                <thead>
                    <tr><th scope="col">"Activity"</th><th scope="col" class="numeric">"Events a year"</th><th scope="col" class="numeric">"Each"</th><th scope="col" class="numeric">"A year"</th></tr>
                </thead>
                <tbody>
                    <For each=move || ids.get() key=String::clone children=move |activity| view! { <LoadLine activity loads /> } />
                </tbody>
            </table>
        </details>
    }
}

#[component]
fn LoadLine(activity: String, loads: Memo<Vec<LoadRow>>) -> impl IntoView {
    let workspace = workspace();
    let view = account_view();
    let wanted = activity.clone();
    let row =
        Memo::new(move |_| loads.with(|loads| loads.iter().find(|load| load.activity == wanted).cloned()));
    let read = move |read: fn(&LoadRow) -> &String| {
        Signal::derive(move || row.with(|row| row.as_ref().map(read).cloned().unwrap_or_default()))
    };
    let name = read(|row| &row.name);
    let field = FormField::new("events", "Events a year", FormKind::Number, String::new());
    let id = format!("load-{activity}");
    let on_write = Callback::new(move |written: String| {
        let marks = workspace.style.with_untracked(|style| style.marks());
        let events = match written.trim() {
            "" => Some(0.0),
            text => read_number(text, marks).filter(|events| *events >= 0.0),
        };
        let Some(events_per_year) = events else {
            return Some("Write a number, or nothing for none.".to_owned());
        };
        let load = ServiceLoad {
            account: view.id.get_value(),
            activity: activity.clone(),
            events_per_year,
        };
        workspace.send(Message::Edited(Edit::LoadWritten(load), None));
        None
    });
    let part = Part::Activity(id.trim_start_matches("load-").to_owned());
    let long_label = format!("{}: events a year", name.get_untracked());
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="numeric"><FormLine field id text=read(|row| &row.events) refusal=RwSignal::new(None) on_write is_bare=true long_label /></td>
            <td class="numeric">{read(|row| &row.unit_cost)}</td>
            <td class="numeric"><Explained measure=part account=view.account() text=read(|row| &row.cost) name=format!("{}: a year", name.get_untracked()) /></td>
        </tr>
    }
}

/// What is weighed together: the 3Ps, the priority and how much they matter to us.
#[component]
fn Weighed() -> impl IntoView {
    view! {
        <section class="screen-only" aria-labelledby="weighed-title">
            <h3 id="weighed-title">"Weighed together"</h3>
            <dl class="figures roles">
                <FigureLine measure=MeasureId::Payoff has_bar=true />
                <FigureLine measure=MeasureId::Potential has_bar=true />
                <FigureLine measure=MeasureId::Partnership has_bar=true />
                <FigureLine measure=MeasureId::Priority has_bar=true />
                <FigureLine measure=MeasureId::ImportanceToUs has_bar=true />
                <FigureLine measure=MeasureId::Attention />
            </dl>
        </section>
    }
}

#[component]
fn Roles() -> impl IntoView {
    let limit = account_view().part(|report| report.ledger.reference_limit.clone());
    view! {
        <section aria-labelledby="roles-title">
            <h3 id="roles-title">"Roles they play for us"</h3>
            <dl class="figures roles">
                <FigureLine measure=MeasureId::ReferenceRole has_bar=true />
                <FigureLine measure=MeasureId::ReferralRole has_bar=true />
                <FigureLine measure=MeasureId::LearningRole has_bar=true />
                <FigureLine measure=MeasureId::InnovationRole has_bar=true />
            </dl>
            <dl class="figures roles screen-only">
                <FigureLine measure=MeasureId::ReferenceLoad aside=Signal::derive(move || limit.get()) />
                <FigureLine measure=MeasureId::ReferenceValue />
            </dl>
        </section>
    }
}

const ADD_SHARE: &str = "add-share";

/// Whose value is due to whom.
#[component]
fn Shares() -> impl IntoView {
    let view = account_view();
    let brought = view.part(|report| report.ledger.brought.clone());
    let owed = view.part(|report| report.ledger.owed.clone());
    let check = view.part(|report| report.ledger.share_check.clone());
    let is_overshared = view.part(|report| report.ledger.is_overshared);
    let list = |rows: Memo<Vec<ShareRow>>| {
        move || {
            rows.get()
                .into_iter()
                .map(|row| view! { <ShareLine row /> })
                .collect_view()
        }
    };
    view! {
        <section aria-labelledby="shares-title">
            <h3 id="shares-title">"Whose value is due to whom"</h3>
            <Show when=move || brought.with(|brought| !brought.is_empty())>
                <h4>"They brought or kept"</h4>
                <ul class="records">{list(brought)}</ul>
            </Show>
            <Show when=move || owed.with(|owed| !owed.is_empty())>
                <h4>"They came or stayed through"</h4>
                <ul class="records">{list(owed)}</ul>
            </Show>
            <p class="share-check" class:problem=move || is_overshared.get()>{move || check.get()}</p>
            <AddButton id=ADD_SHARE label="A share of value" record=OpenRecord::Share(None) />
        </section>
    }
}

#[component]
fn ShareLine(row: ShareRow) -> impl IntoView {
    let record = OpenRecord::Share(Some((row.outcome.clone(), row.contributor.clone())));
    let remove = Edit::AttributionRemoved {
        outcome: row.outcome,
        contributor: row.contributor,
    };
    let name = format!("the share with {}", row.name);
    let note = (!row.note.is_empty()).then(|| view! { <span class="note">{row.note}</span> });
    view! {
        <li>
            <span class="what"><a href=Place::Account(row.other).fragment()>{row.name}</a></span>
            <span class="worth"><Bar part=row.part /> {row.share}</span>
            <RecordButtons record remove name add_id=ADD_SHARE />
            <span class="about">{row.type_one} " would not have come otherwise"</span>
            {note}
        </li>
    }
}
