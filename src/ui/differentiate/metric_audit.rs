//! The Metric audit: does the ranking used today lead astray?

use leptos::prelude::*;

use crate::chart::{Plate, TextWidths, agreement_plate, slope_plate};
use crate::measures::MeasureId;
use crate::portfolio::Shared;
use crate::report::metric_audit::{
    AUDIT_METHOD, AuditChoice, AuditReport, OverlookedList, SlopeReport, metric_audit,
};
use crate::report::rankings::rankable;
use crate::ui::lens::{LensPage, PlatePicture, shown_rows};
use crate::ui::worked_out::{Ground, worked_out};
use crate::ui::workspace::workspace;

use super::weighing::AccountLink;

/// Accounts of a list shown before the rest is asked for.
const FIRST: usize = 12;

/// The Metric audit page.
#[component]
pub fn MetricAuditPage() -> impl IntoView {
    let workspace = workspace();
    let rows = shown_rows();
    let chosen = RwSignal::new(None::<AuditChoice>);
    let choice = Memo::new(move |_| {
        let first = || AuditChoice::first(&workspace.valuation.read().output);
        chosen.get().unwrap_or_else(first)
    });
    let audit = worked_out(move || {
        let (now, rows, choice) = (Ground::now(), rows.get(), choice.get());
        let compared = workspace.compared.get();
        async move {
            let (document, valuation, style) = (&now.document, &now.valuation.output, &now.style);
            let report = metric_audit(document, valuation, &rows, choice, style).await;
            match compared {
                Some(then) => report.since(document, valuation, &rows, &then, style),
                None => report,
            }
        }
    });
    let page = move |report: Memo<Shared<AuditReport>>| {
        view! {
        <LensPage
            title="Metric audit"
            lead="Does the measure accounts are ranked by today lead astray?"
            tables=Signal::derive(move || report.with(|report| report.tables.clone()))
            words=Signal::derive(move || report.with(|report| report.words.clone()))
            method=AUDIT_METHOD
            choices=move || view! { <Choices choice chosen /> }.into_any()
            pictures=move || view! { <Pictures report /> }.into_any()
        />
        }
        .into_any()
    };
    audit.view("Metric audit", page)
}

/// The measure used today, the one beside it, how many best are compared.
#[component]
fn Choices(choice: Memo<AuditChoice>, chosen: RwSignal<Option<AuditChoice>>) -> impl IntoView {
    let workspace = workspace();
    let known = Memo::new(move |_| rankable(&workspace.valuation.read().output));
    let change = move |change: fn(&mut AuditChoice, MeasureId), key: String| {
        if let Some(measure) = MeasureId::from_key(&key) {
            let mut now = choice.get_untracked();
            change(&mut now, measure);
            chosen.set(Some(now));
        }
    };
    let options = move |now: fn(AuditChoice) -> MeasureId| {
        move || {
            let option = |measure: MeasureId| {
                view! { <option value=measure.key() prop:selected=move || now(choice.get()) == measure>{measure.label()}</option> }
            };
            known.get().into_iter().map(option).collect_view()
        }
    };
    let best = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let best = event.target().value().parse().unwrap_or(10);
        chosen.set(Some(AuditChoice {
            best,
            ..choice.get_untracked()
        }));
    };
    let number = |n: usize| view! { <option prop:selected=move || choice.get().best == n>{n}</option> };
    view! {
        <div class="lens-bar" role="group" aria-label="Rankings compared">
            <label>
                "Ranked today by "
                <select id="ranked-by" on:change:target=move |event| change(|now, measure| now.today = measure, event.target().value())>
                    {options(|choice| choice.today)}
                </select>
            </label>
            <label>
                "against "
                <select id="ranked-against" on:change:target=move |event| change(|now, measure| now.against = measure, event.target().value())>
                    {options(|choice| choice.against)}
                </select>
            </label>
            <label>
                "best "
                <select id="best-of" on:change:target=best>{[5, 10, 20, 50].map(number).collect_view()}</select>
            </label>
        </div>
    }
}

#[component]
fn Pictures(report: Memo<Shared<AuditReport>>) -> impl IntoView {
    let has_slope = Memo::new(move |_| report.with(|report| report.slope.is_some()));
    let slope = move |width: f64, text: &dyn TextWidths| {
        let report = report.read();
        report
            .slope
            .as_ref()
            .map_or_else(Plate::default, |slope| slope_plate(slope, width, text))
    };
    let has_since = Memo::new(move |_| report.with(|report| since(report).is_some()));
    let moved = move |width: f64, text: &dyn TextWidths| {
        let report = report.read();
        since(&report).map_or_else(Plate::default, |slope| slope_plate(slope, width, text))
    };
    let agreement = move |width: f64, text: &dyn TextWidths| agreement_plate(&report.read(), width, text);
    let lists = move || {
        report.with(|report| {
            let lists = report.lists.iter().cloned();
            lists.map(|list| view! { <Overlooked list /> }).collect_view()
        })
    };
    view! {
        <div class="audit-plates">
            <Show when=move || has_slope.get()>
                <PlatePicture title="Place by the one, place by the other" file="rankings" draw=slope />
            </Show>
            <PlatePicture title="How far every other ranking agrees" file="agreement" draw=agreement />
            <Show when=move || has_since.get()>
                <PlatePicture title="Place then, place now, by the measure used today" file="ranking-since" draw=moved />
            </Show>
        </div>
        <div class="audit-lists">{lists}</div>
    }
}

/// The ranking used today, then and now.
fn since(report: &AuditReport) -> Option<&SlopeReport> {
    report.since.as_ref()?.slope.as_ref()
}

/// Accounts of one list with their reasons.
#[component]
fn Overlooked(list: OverlookedList) -> impl IntoView {
    let workspace = workspace();
    let is_whole = RwSignal::new(false);
    let n_rows = list.rows.len();
    let rows = Shared::new(list.rows);
    let title_id = format!("audit-{}", list.key);
    let labelled = title_id.clone();
    let lines = move || {
        let n_shown = if is_whole.get() { n_rows } else { n_rows.min(FIRST) };
        workspace.document.with_untracked(|document| {
            let line = |row: &crate::report::metric_audit::OverlookedRow| {
                let account = document.portfolio.accounts.get(row.row)?.id.clone();
                let (name, reason) = (row.name.clone(), row.reason.clone());
                Some(view! { <li><AccountLink account name /><p>{reason}</p></li> })
            };
            rows[..n_shown].iter().filter_map(line).collect_view()
        })
    };
    view! {
        <section aria-labelledby=labelled data-list=list.key>
            <h2 id=title_id>{list.title}</h2>
            <p>{list.summary}</p>
            <ol>{lines}</ol>
            <Show when=move || { n_rows > FIRST && !is_whole.get() }>
                <button on:click=move |_| is_whole.set(true)>{format!("Show all {n_rows}")}</button>
            </Show>
        </section>
    }
}
