//! What a fit found: verdict, parameters, hold-out, plots, and the button that applies it.

use leptos::prelude::*;

use crate::report::models::{DeskReport, Fact, Grid, ParameterRow, desk_report};
use crate::session::{DeskMessage, Message};
use crate::ui::workspace::workspace;

use super::plots::{MatrixPicture, TrackingPicture};

/// The report of the last fit; nothing before one.
#[component]
pub fn FoundReport() -> impl IntoView {
    let workspace = workspace();
    let report = Memo::new(move |_| {
        workspace.desk.with(|desk| {
            let (found, source) = desk.found.as_ref()?;
            Some(desk_report(found, source, &workspace.style.read()))
        })
    });
    move || report.get().map(|report| view! { <Report report /> })
}

#[component]
fn Report(report: DeskReport) -> impl IntoView {
    let workspace = workspace();
    let verdict = report
        .verdict
        .into_iter()
        .map(|(warns, sentence)| view! { <li class:problem=warns>{sentence}</li> })
        .collect_view();
    let apply = report.apply.map(|words| {
        view! { <button class="primary" on:click=move |_| workspace.send(Message::Desk(DeskMessage::Apply))>{words}</button> }
    });
    let hold_out = (!report.hold_out.is_empty()).then(|| {
        view! {
            <section aria-labelledby="holdout-title">
                <h3 id="holdout-title">"First half against second"</h3>
                <Facts facts=report.hold_out />
                <Parameters rows=report.first_half caption="Fitted to the first half" />
                {report.classes.map(|grid| view! { <Table grid caption="Purchases in the second half per account" /> })}
            </section>
        }
    });
    let pictures = report.cumulative.zip(report.weekly).map(|(cumulative, weekly)| {
        let per_step = format!("Repeat purchases per {}", weekly.step);
        view! {
            <div class="desk-plots">
                <TrackingPicture plot=cumulative title="Repeat purchases, added up".to_owned() />
                <TrackingPicture plot=weekly title=per_step />
            </div>
        }
    });
    let spend = (!report.spend.is_empty()).then(|| {
        view! {
            <section aria-labelledby="spend-title">
                <h3 id="spend-title">"Spend per purchase: Gamma-Gamma"</h3>
                <Parameters rows=report.spend caption="Parameters of Gamma-Gamma" />
                <Facts facts=report.spend_facts />
            </section>
        }
    });
    view! {
        <section class="found" aria-labelledby="found-title" id="found">
            <h2 id="found-title">{report.heading}</h2>
            <div role="status"><ul class="verdict">{verdict}</ul></div>
            {apply}
            <Parameters rows=report.parameters caption="Parameters" />
            <Facts facts=report.facts />
            {spend}
            {hold_out}
            {pictures}
            {report.matrix.map(|plot| view! { <MatrixPicture plot /> })}
            {report.curve.map(|grid| view! { <Table grid caption="Of a cohort" /> })}
        </section>
    }
}

#[component]
fn Parameters(rows: Vec<ParameterRow>, caption: &'static str) -> impl IntoView {
    let has_intervals = rows.iter().any(|row| !row.interval.is_empty());
    (!rows.is_empty()).then(|| {
        let body = rows
            .into_iter()
            .map(|row| {
                view! {
                    <tr>
                        <th scope="row">{row.name}" "<small>{row.meaning}</small></th>
                        <td class="number">{row.value}</td>
                        <td class="number">{row.error}</td>
                        {has_intervals.then(|| view! { <td class="number">{row.interval}</td> })}
                    </tr>
                }
            })
            .collect_view();
        view! {
            <div class="scroll-x" tabindex="0" role="region" aria-label=caption>
                <table class="desk-table">
                    <caption>{caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Parameter"</th>
                            <th scope="col" class="number">"Value"</th>
                            <th scope="col" class="number">"± s.e."</th>
                            {has_intervals.then(|| view! { <th scope="col" class="number">"80 %"</th> })}
                        </tr>
                    </thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
        }
    })
}

#[component]
fn Facts(facts: Vec<Fact>) -> impl IntoView {
    let items = facts
        .into_iter()
        .map(|fact| view! { <div><dt>{fact.label}</dt><dd>{fact.text}</dd></div> })
        .collect_view();
    view! { <dl class="desk-facts">{items}</dl> }
}

/// A plain table whose first column names the rows.
#[component]
pub fn Table(grid: Grid, caption: &'static str) -> impl IntoView {
    let head = grid
        .headers
        .into_iter()
        .map(|header| view! { <th scope="col">{header}</th> })
        .collect_view();
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let name = cells.next();
        let rest = cells
            .map(|cell| view! { <td class="number">{cell}</td> })
            .collect_view();
        view! { <tr><th scope="row">{name}</th>{rest}</tr> }
    };
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label=caption>
            <table class="desk-table">
                <caption>{caption}</caption>
                <thead><tr>{head}</tr></thead>
                <tbody>{grid.rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
