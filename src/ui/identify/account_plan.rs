//! What to do about the account: what is proposed, and what is planned.

use leptos::prelude::*;

use crate::decisions::Proposals;
use crate::portfolio::Shared;
use crate::report::plan::{PlanFilter, plan_report};
use crate::report::proposals::account_proposals;
use crate::session::Place;
use crate::ui::decide::{ActionLine, Deciding, ProposalItem, accept_id, desk, proposals_now};
use crate::ui::workspace::workspace;

use super::account::account_view;

const TITLE: &str = "account-plan-title";
const WRITE: &str = "write-account-action";

/// Proposals and actions of the account.
#[component]
pub fn WhatToDo() -> impl IntoView {
    let desk = desk();
    let account = account_view().id.get_value();
    let write = move |_| desk.decide(Deciding::Write(vec![account.clone()]), vec![WRITE.to_owned()]);
    view! {
        <section class="account-plan" aria-labelledby=TITLE>
            <h2 id=TITLE tabindex="-1">"What to do"</h2>
            <Proposed />
            <Planned />
            <p class="plan-tools">
                <button id=WRITE on:click=write>"Write an action"</button>
                <a class="button" href=Place::Decisions.fragment()>"All decisions"</a>
                <a class="button" href=Place::Plan.fragment()>"The plan"</a>
            </p>
        </section>
    }
}

#[component]
fn Proposed() -> impl IntoView {
    proposals_now().view("", |proposals| view! { <ProposedRows proposals /> }.into_any())
}

#[component]
fn ProposedRows(proposals: Memo<Shared<Proposals>>) -> impl IntoView {
    let workspace = workspace();
    let account = account_view().id;
    let rows = Memo::new(move |_| {
        let document = workspace.document.read();
        let Some(row) = account.with_value(|account| document.portfolio.row_of(account)) else {
            return Vec::new();
        };
        let valuation = workspace.shown.read();
        let style = workspace.style.read();
        account_proposals(&document, &valuation.output, &proposals.read(), row, &style)
    });
    let items = move || rows.get();
    view! {
        <Show
            when=move || rows.with(|rows| !rows.is_empty())
            fallback=|| view! { <p>"Nothing is proposed: no number stands out, or too little is known."</p> }
        >
            <ol class="looks proposals">
                <For each=items key=|row| format!("{row:?}") let(row)>
                    {
                        let then_focus = vec![accept_id(&row.key), TITLE.to_owned()];
                        view! { <ProposalItem row proposals then_focus is_of_one=true /> }
                    }
                </For>
            </ol>
        </Show>
    }
}

#[component]
fn Planned() -> impl IntoView {
    let workspace = workspace();
    let account = account_view().id;
    let rows = Memo::new(move |_| {
        let filter = PlanFilter {
            account: Some(account.get_value()),
            ..PlanFilter::default()
        };
        let document = workspace.document.read();
        let valuation = workspace.shown.read();
        plan_report(&document, &valuation.output, &filter, &workspace.style.read()).rows
    });
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <h3>"Planned"</h3>
            <ol class="actions-list">
                <For each=move || rows.get() key=|row| format!("{row:?}") let(row)>
                    <ActionLine row then_focus=TITLE />
                </For>
            </ol>
        </Show>
    }
}
