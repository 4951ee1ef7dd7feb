//! What is assumed rather than known, each with what it does.

use leptos::prelude::*;

use crate::portfolio::{Assumptions, CountingConvention, PaymentTiming};
use crate::report::assumptions::{AssumptionField, CONVENTIONS, TIMINGS};
use crate::session::{Edit, Message, NoticeKind};

use super::assumption_tables::{ActivityTable, CeilingTable, ExchangeTable};
use super::workspace::{Workspace, workspace};

/// The page of assumptions.
#[component]
pub fn AssumptionsPage() -> impl IntoView {
    let workspace = workspace();
    let is_exchange_on = move || {
        workspace
            .document
            .with(|document| document.assumptions.exchange_on)
    };
    view! {
        <h1>"Assumptions"</h1>
        <p class="lead">"Numbers nobody measured. Everything that follows from them changes at once, and undo takes it back."</p>
        <form class="fields" on:submit=|event| event.prevent_default()>
            {AssumptionField::ALL.iter().map(|&field| view! { <AssumptionInput field /> }).collect_view()}
            <ConventionChoice />
            <TimingChoice />
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=is_exchange_on
                    on:change:target=move |event| {
                        let is_on = event.target().checked();
                        change(workspace, |assumptions| assumptions.exchange_on = is_on);
                    }
                />
                "Turn what is not money into money by the exchange table"
            </label>
        </form>
        <ExchangeTable />
        <ActivityTable />
        <CeilingTable />
    }
}

/// One assumption to read and to write.
#[component]
pub fn AssumptionInput(field: AssumptionField) -> impl IntoView {
    let workspace = workspace();
    let text = move || {
        workspace
            .document
            .with(|document| field.text(&document.assumptions, &workspace.style.read()))
    };
    let id = format!("assumption-{field:?}").replace(['(', ')'], "-");
    let hint = format!("{id}-hint");
    let write = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
        let input = event.target();
        let marks = workspace.style.with_untracked(|style| style.marks());
        let mut assumptions = workspace
            .document
            .with_untracked(|document| (*document.assumptions).clone());
        match field.write(&mut assumptions, &input.value(), marks) {
            Ok(()) => workspace.send(Message::Edited(
                Edit::AssumptionsWritten(assumptions.into()),
                None,
            )),
            Err(refusal) => {
                workspace.send(Message::Noticed(
                    NoticeKind::Problem,
                    format!("{}: {refusal}", field.label()),
                ));
            }
        }
        input.set_value(&untrack(text));
    };
    view! {
        <div class="field">
            <label for=id.clone()>{field.label()}</label>
            <input id=id type="text" aria-describedby=hint.clone() prop:value=text on:change:target=write />
            <p class="hint" id=hint>{field.hint()}</p>
        </div>
    }
}

#[component]
fn ConventionChoice() -> impl IntoView {
    let workspace = workspace();
    let now = move || {
        workspace
            .document
            .with(|document| document.assumptions.convention)
    };
    let choices = CONVENTIONS.iter().map(|&(convention, label): &(CountingConvention, &str)| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="convention"
                    prop:checked=move || now() == convention
                    on:change=move |_| change(workspace, |assumptions| assumptions.convention = convention)
                />
                {label}
            </label>
        }
    });
    view! { <fieldset><legend>"Lifetime value counts"</legend>{choices.collect_view()}</fieldset> }
}

#[component]
fn TimingChoice() -> impl IntoView {
    let workspace = workspace();
    let now = move || workspace.document.with(|document| document.assumptions.timing);
    let choices = TIMINGS.iter().map(|&(timing, label): &(PaymentTiming, &str)| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="timing"
                    prop:checked=move || now() == timing
                    on:change=move |_| change(workspace, |assumptions| assumptions.timing = timing)
                />
                {label}
            </label>
        }
    });
    view! {
        <fieldset>
            <legend>"Payments of a year count from"</legend>
            {choices.collect_view()}
            <p class="hint">
                "The earlier, the less they are discounted. Purchases an applied model foresees day by day count from their day."
            </p>
        </fieldset>
    }
}

fn change(workspace: Workspace, change: impl FnOnce(&mut Assumptions)) {
    let mut assumptions = workspace
        .document
        .with_untracked(|document| (*document.assumptions).clone());
    change(&mut assumptions);
    workspace.send(Message::Edited(
        Edit::AssumptionsWritten(assumptions.into()),
        None,
    ));
}
