//! The plan: actions by owner, state and day, what they take, what is expected, what they came to.

use leptos::prelude::*;

use crate::export::plan_csv;
use crate::portfolio::ActionStatus;
use crate::report::plan::{PlanFilter, PlanReport, action_owners, expectations, plan_report};
use crate::session::Place;
use crate::ui::decide::{ActionLine, DecideDialog, Deciding, desk, provide_desk};
use crate::ui::take_out::{download_csv, print_page};
use crate::ui::workspace::workspace;

use super::plan_paper::PlanPaper;

const AT_FIRST: usize = 50;
/// Where the focus goes when the line it was in is gone.
const TITLE: &str = "plan-actions";

/// The page `#plan`.
#[component]
pub fn PlanPage() -> impl IntoView {
    let workspace = workspace();
    provide_desk();
    let filter = RwSignal::new(PlanFilter::default());
    let report = Memo::new(move |_| {
        let document = workspace.document.read();
        let valuation = workspace.shown.read();
        plan_report(
            &document,
            &valuation.output,
            &filter.read(),
            &workspace.style.read(),
        )
    });
    let is_empty = move || report.with(|report| report.n_all == 0);
    view! {
        <div class="plan-screen">
            <h1>"Plan"</h1>
            <p class="lead">"What was decided: who does what until when, what it takes, what is expected of it, and what it came to."</p>
            <Tools />
            <Show when=move || !is_empty() fallback=|| view! { <Nothing /> }>
                <Totals report />
                <Actions report filter />
            </Show>
        </div>
        <PlanPaper report />
        <DecideDialog />
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <p>"Nothing is planned yet. Accept a proposal under " <a href=Place::Decisions.fragment()>"Decisions"</a> ", or write an action of your own."</p>
    }
}

#[component]
fn Tools() -> impl IntoView {
    let (workspace, desk) = (workspace(), desk());
    let write = move |_| desk.decide(Deciding::Write(Vec::new()), vec!["write-action".to_owned()]);
    let take = move |_| {
        let text = workspace.with_session(|session| {
            let expected = expectations(&session.document, &session.valuation.output);
            plan_csv(&session.document, &expected)
        });
        download_csv(workspace, "plan", &text);
    };
    view! {
        <p class="plan-tools">
            <button id="write-action" class="primary" on:click=write>"Write an action"</button>
            <button on:click=|_| print_page()>"Print"</button>
            <button on:click=take>"Download as CSV"</button>
        </p>
    }
}

/// What the open actions take and bring, and how those that are done came out.
#[component]
fn Totals(report: Memo<PlanReport>) -> impl IntoView {
    let figures = move || {
        let figure = |total: crate::report::plan::Total| {
            view! { <div class="figure"><dt>{total.label}</dt><dd>{total.sum} <small>{total.without}</small></dd></div> }
        };
        let totals = report.with(|report| report.totals.clone());
        totals.into_iter().map(figure).collect_view()
    };
    view! {
        <dl class="plan-totals">{figures}</dl>
        <p role="status">{move || report.with(|report| report.outcome.clone())}</p>
    }
}

#[component]
fn Actions(report: Memo<PlanReport>, filter: RwSignal<PlanFilter>) -> impl IntoView {
    let shows_all = RwSignal::new(false);
    let n_found = move || report.with(|report| report.rows.len());
    let rows = move || {
        let n_shown = if shows_all.get() { usize::MAX } else { AT_FIRST };
        report.with(|report| report.rows.iter().take(n_shown).cloned().collect::<Vec<_>>())
    };
    view! {
        <section aria-labelledby=TITLE>
            <h2 id=TITLE tabindex="-1">"Actions"</h2>
            <Filters filter />
            <p class="hint" role="status">{move || format!("{} of {} shown, the next due first.", n_found(), report.with(|report| report.n_all))}</p>
            <ol class="actions-list">
                <For each=rows key=|row| format!("{row:?}") let(row)>
                    <ActionLine row then_focus=TITLE />
                </For>
            </ol>
            <Show when=move || { n_found() > AT_FIRST && !shows_all.get() }>
                <button class="link" on:click=move |_| shows_all.set(true)>{move || format!("Show {} more", n_found() - AT_FIRST)}</button>
            </Show>
        </section>
    }
}

#[component]
fn Filters(filter: RwSignal<PlanFilter>) -> impl IntoView {
    let workspace = workspace();
    let owners = Memo::new(move |_| action_owners(&workspace.document.read()));
    let options = move || {
        let option = |owner: String| {
            let (own, value) = (owner.clone(), owner.clone());
            let is_chosen = move || filter.with(|filter| filter.owner.as_ref() == Some(&own));
            view! { <option value=value prop:selected=is_chosen>{owner}</option> }
        };
        owners.get().into_iter().map(option).collect_view()
    };
    let statuses = ActionStatus::ALL
        .iter()
        .map(|status| view! { <option value=status.word()>{status.word()}</option> });
    view! {
        <div class="choices">
            <label>
                "Owner "
                <select on:change:target=move |event| {
                    let owner = Some(event.target().value()).filter(|owner| !owner.is_empty());
                    filter.update(|filter| filter.owner = owner);
                }>
                    <option value="">"everybody"</option>
                    {options}
                </select>
            </label>
            <label>
                "Status "
                <select on:change:target=move |event| {
                    let status = ActionStatus::from_word(&event.target().value());
                    filter.update(|filter| filter.status = status);
                }>
                    <option value="">"any"</option>
                    {statuses.collect_view()}
                </select>
            </label>
        </div>
    }
}
